// The page: header, map, time, panel; the keyboard; what to redraw when the state changes.
import { LAST, data, eventById, placeByKey } from "./data.js";
import * as days from "./days.js";
import { fill, h } from "./dom.js";
import * as map from "./map.js";
import { listen, set, state } from "./state.js";
import { forget } from "./symbols.js";
import * as table from "./table.js";
import * as theme from "./theme.js";
import * as time from "./time.js";
import * as views from "./views.js";

const TABS = [["places", "Places", views.places], ["events", "Events", views.eventList], ["changes", "Changes", views.changeList], ["claims", "Claims", table.claims],
  ["reports", "Reports", views.reports], ["sources", "Sources", views.sources], ["about", "Key and method", views.about]];
const PAGES = { place: views.placePage, event: views.eventPage, events: views.eventsPage, claim: views.claimPage, doc: views.docPage };

theme.apply();
const mapBox = h("div.map", { id: "map", tabindex: 0, role: "application", "aria-label": "Map. Arrow keys move it, plus and minus zoom. The same places and events are in the lists." });
const panel = h("div.panel-body", { id: "panel", role: "tabpanel", tabindex: 0 });
const tabs = h("div.tabs", { role: "tablist", "aria-label": "Lists" }, TABS.map(([name, text]) => h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "panel",
  onclick: () => set({ tab: name, sel: "" }), onkeydown: walk }, text)));
const back = h("button.back", { type: "button", onclick: () => set({ sel: "" }), title: "Back to the list (esc)" }, "‹ Back to the list");
const live = h("div.sr", { "aria-live": "polite" });
const key = h("details.legend", {}, h("summary", {}, "Key"), h("div", {}, views.brief()));

function page() {
  const light = h("button", { type: "button", onclick: () => set({ theme: theme.isDark() ? "light" : "dark" }), title: "Light or dark" }, "Light / dark");
  return [h("a.skip", { href: "#panel", onclick: (e) => { e.preventDefault(); panel.focus(); } }, "To the lists"),
    h("header.top", {}, h("h1", { dir: "auto" }, data.title), h("div.tools", {}, h("button", { type: "button", onclick: () => map.frame(true), title: "Show all places" }, "Whole map"),
      light, h("button", { type: "button", onclick: () => print(), title: "Print this view" }, "Print"))),
    h("main", {}, h("section.left", { "aria-label": "Map and time" }, h("div.map-box", {}, mapBox), key, time.build()),
      h("section.panel", { "aria-label": "Lists and evidence" }, tabs, back, panel)), live];
}

function walk(e) {
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: -99, End: 99 }[e.key];
  if (!step) return;
  const now = TABS.findIndex(([n]) => n === state.tab), next = Math.abs(step) === 99 ? (step < 0 ? 0 : TABS.length - 1) : (now + step + TABS.length) % TABS.length;
  e.preventDefault(); e.stopPropagation();
  set({ tab: TABS[next][0], sel: "" });
  document.getElementById(`tab-${TABS[next][0]}`).focus();
}

function drawPanel() {
  const [kind, ...rest] = state.sel.split(":"), one = PAGES[kind];
  const at = TABS.find(([n]) => n === state.tab) || TABS[0];
  for (const [name] of TABS) {
    const tab = document.getElementById(`tab-${name}`), on = name === at[0];
    tab.setAttribute("aria-selected", String(on)); tab.tabIndex = on ? 0 : -1;
  }
  panel.setAttribute("aria-labelledby", `tab-${at[0]}`);
  back.hidden = !one;
  document.body.classList.toggle("chosen", Boolean(one));
  fill(panel, one ? one(rest.join(":")) : at[2]());
}

function chosen() {
  const [kind, ...rest] = state.sel.split(":"), id = rest.join(":");
  return kind === "place" ? placeByKey.get(id) : kind === "event" ? eventById(id, state.asof) : null;
}

listen((now, before) => {
  const same = (...names) => names.every((n) => now[n] === before[n]);
  if (!same("theme")) { theme.apply(); forget(); map.repaint(); map.draw(); time.draw(); drawPanel(); fill(key.lastChild, views.brief()); return; }
  if (!same("day", "asof")) { time.draw(); live.textContent = `${days.long(now.day)}, as known on ${days.long(now.asof)}`; }
  if (!same("day", "asof", "back")) map.draw();
  if (!same("sel")) { map.repaint(); map.show(chosen()); }
  const typing = document.activeElement?.id === "search" && same("tab", "sel", "family", "fact", "kind", "sort", "asof");
  if (!same("day", "asof", "tab", "sel", "family", "fact", "kind", "back", "since", "sort") || (!same("q") && !typing)) keepPlace(drawPanel, same("tab", "sel"));
});

/** Redraws without losing where the reader was: the scroll position, the focus, what was unfolded. */
function keepPlace(draw, staying) {
  const box = panel, top = box.scrollTop, inside = box.contains(document.activeElement);
  const filter = document.activeElement?.dataset?.filter;
  draw();
  box.scrollTop = staying ? top : 0;
  if (filter) box.querySelector(`[data-filter="${filter}"]`)?.focus();
  else if (!staying && state.sel) {
    if (matchMedia("(max-width: 820px)").matches) document.querySelector(".panel").scrollIntoView({ block: "start" });
    (box.querySelector("#chosen") || box).focus({ preventScroll: true });
  } else if (inside && !box.contains(document.activeElement)) box.focus({ preventScroll: true });
}

function next(n) {
  const rows = [...panel.querySelectorAll("button.row, tr button.link, summary")];
  if (!rows.length) return;
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + n))].focus();
}

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const field = e.target.closest?.("input, select, textarea"), onMap = e.target === mapBox;
  if (e.key === "Escape") { if (state.sel) set({ sel: "" }); else e.target.blur?.(); return; }
  if (field && field.type !== "range") return;
  const arrow = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
  if (arrow && !onMap && !field && e.target.getAttribute?.("role") !== "tab") { e.preventDefault(); time.step(e.shiftKey ? "asof" : "day", arrow); return; }
  if (e.key === " " && !e.target.closest?.("button, summary, input, a")) { e.preventDefault(); time.toggle(); return; }
  if (e.key === "/") { e.preventDefault(); set({ tab: "claims", sel: "" }); document.getElementById("search")?.focus(); return; }
  if (e.key === "j" || e.key === "k") { next(e.key === "j" ? 1 : -1); return; }
  if (/^[1-7]$/.test(e.key)) set({ tab: TABS[Number(e.key) - 1][0], sel: "" });
});

document.documentElement.classList.add("ready");
fill(document.getElementById("app"), page());
document.getElementById("app").classList.add("app");
key.open = matchMedia("(min-width: 821px)").matches;
map.start(mapBox);
map.draw();
time.draw();
drawPanel();
theme.onScheme(() => { forget(); map.repaint(); map.draw(); time.draw(); drawPanel(); });
addEventListener("pagehide", () => time.stop());
document.documentElement.dataset.drawn = LAST;
