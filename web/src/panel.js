// The panel: tabs over lists, one thing with its evidence, and answers that come later.
import { fill, h } from "./dom.js";
import { set, state } from "./state.js";

/** tabs: [[name, text, draw]]; pages: {kind: draw(id)}. Draws give nodes or promises of nodes. */
export function panel({ tabs, pages, closing = "‹ Back to the list" }) {
  const body = h("div.panel-body", { id: "panel", role: tabs.length ? "tabpanel" : "region", tabindex: 0, "aria-label": tabs.length ? null : "Evidence" });
  const strip = tabs.length ? h("div.tabs", { role: "tablist", "aria-label": "Lists" }, tabs.map(([name, text]) => h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "panel",
    onclick: () => set({ tab: name, sel: "" }), onkeydown: walk }, text))) : null;
  const back = h("button.back", { type: "button", onclick: () => set({ sel: "" }), title: "Back (esc)" }, closing);
  let turn = 0;

  function walk(e) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -99, End: 99 }[e.key];
    if (!step) return;
    const now = tabs.findIndex(([n]) => n === state.tab), next = Math.abs(step) === 99 ? (step < 0 ? 0 : tabs.length - 1) : (now + step + tabs.length) % tabs.length;
    e.preventDefault(); e.stopPropagation();
    set({ tab: tabs[next][0], sel: "" });
    document.getElementById(`tab-${tabs[next][0]}`).focus();
  }

  /** Redraws, at once where nothing has to be fetched; of two answers under way the later counts. */
  function draw(staying = false) {
    const [kind, ...rest] = state.sel.split(":"), one = pages[kind], at = tabs.find(([n]) => n === state.tab) || tabs[0], mine = ++turn;
    for (const [name] of tabs) {
      const tab = document.getElementById(`tab-${name}`), on = name === at[0];
      tab.setAttribute("aria-selected", String(on)); tab.tabIndex = on ? 0 : -1;
    }
    if (tabs.length) body.setAttribute("aria-labelledby", `tab-${at[0]}`);
    back.hidden = !one;
    document.body.classList.toggle("chosen", Boolean(one));
    const found = one ? one(rest.join(":")) : at ? at[2]() : null;
    if (!found?.then) { put(found, staying); return null; }
    body.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => { if (mine === turn && !staying) fill(body, h("p.empty", {}, "Looking it up…")); }, 400);
    return found.catch(wrong).then((nodes) => { clearTimeout(slow); if (mine === turn) put(nodes, staying); });
  }

  function wrong(e) {
    if (e.status === undefined) console.error(e);
    return h("p.error", { role: "alert" }, e.message);
  }

  /** Fills the panel without losing where the reader was: the scroll position, the focus, what was unfolded. */
  function put(nodes, staying) {
    const top = body.scrollTop, inside = body.contains(document.activeElement), filter = document.activeElement?.dataset?.filter;
    const unfolded = staying ? [...body.querySelectorAll("details[open] > summary")].map((s) => s.textContent) : [];
    fill(body, nodes);
    body.removeAttribute("aria-busy");
    for (const s of unfolded.length ? body.querySelectorAll("details > summary") : []) if (unfolded.includes(s.textContent)) s.parentNode.open = true;
    body.scrollTop = staying ? top : 0;
    if (filter) body.querySelector(`[data-filter="${filter}"]`)?.focus();
    else if (!staying && state.sel) {
      if (matchMedia("(max-width: 820px)").matches) document.querySelector(".panel").scrollIntoView({ block: "start" });
      (body.querySelector("#chosen") || body).focus({ preventScroll: true });
    } else if (inside && !body.contains(document.activeElement)) body.focus({ preventScroll: true });
  }

  return { node: h("section.panel", { "aria-label": "Lists and evidence" }, strip, back, body), body, draw, tabs };
}

/** The next or previous of the rows that can be opened. */
export function next(body, n) {
  const rows = [...body.querySelectorAll("button.row, tr button.link, summary")].filter((r) => r.offsetParent);
  if (!rows.length) return;
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + n))].focus();
}
