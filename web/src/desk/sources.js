// Who said what, how often others bore it out or denied it, in whose interest, and how independent.
import { keyboard, printer } from "../chrome.js";
import { fill, h, outside } from "../dom.js";
import { card } from "../evidence.js";
import { grid } from "../grid.js";
import { keepers } from "../keep.js";
import { PAGES, missing, title } from "../pages.js";
import { panel } from "../panel.js";
import * as picture from "../picture.js";
import { listen, set, state } from "../state.js";
import { KINDS, back } from "../store.js";
import * as days from "../days.js";
import { plural } from "../words.js";

export const defaults = () => ({ ...picture.defaults(), sort: "-claims" });

const nameOf = (s) => s.name || `a ${s.kind}`;
const id = (s) => `source:${[s.name || "", s.kind, s.side || ""].join("|")}`;

/** Confirmed and refuted as two bars on one scale, with the numbers. */
function record(s) {
  const yes = s.confirmed || 0, no = s.refuted || 0, most = Math.max(yes, no, 1), bar = (n, name) => { const b = h("span.bar", { class: name }); b.style.width = n ? `${(n / most) * 3}em` : "0"; b.hidden = !n; return b; };
  return yes || no ? h("span.record", { title: `${yes} borne out, ${no} denied by others` }, h("span", {}, String(yes)), bar(yes, "yes"), bar(no, "no"), h("span", {}, String(no))) : "";
}

const interest = (s) => { const i = s.extra?.interest; return i ? [i.own && `${i.own} for its side`, i.against && `${i.against} against it`].filter(Boolean).join(", ") : ""; };

const COLUMNS = [
  { key: "name", title: "who", opens: true, className: "wide", cell: nameOf },
  { key: "kind", title: "kind", className: "day", cell: (s) => s.kind },
  { title: "speaks for", cell: (s) => (s.side && s.side !== s.name ? s.side : "") },
  { key: "reliability", title: "grade", className: "figure", cell: (s) => s.reliability || "" },
  { key: "claims", title: "claims", className: "figure", cell: (s) => String(s.claims ?? "") },
  { key: "confirmed", title: "borne out · denied", className: "day3", cell: record, plain: (s) => (s.confirmed || s.refuted ? `${s.confirmed || 0} · ${s.refuted || 0}` : "") },
  { title: "interest", className: "wide", cell: interest },
  { title: "independent in", className: "day2", cell: (s) => (s.extra?.independent === undefined ? "" : plural(s.extra.independent, "event")) },
  { title: "copied", className: "figure", cell: (s) => String(s.extra?.copied ?? "") }];

let rows = new Map();

const GRADES = "Reliability A (reliable) to E (unreliable), F (cannot be judged): from the kind of source, its interest in the matter and its record.";

async function sourcePage(key) {
  const s = rows.get(`source:${key}`) || await find(key);
  if (!s) return missing();
  const x = s.extra || {}, facts = [["Kind", s.kind], ["Speaks for", s.side], ["Grade", [s.reliability, s.because].filter(Boolean).join(": ")], ["Claims", String(s.claims)],
    ["Borne out by others", String(s.confirmed ?? 0)], ["Denied by others", String(s.refuted ?? 0)], ["Interest", interest(s)], ["Independent voice in", x.independent !== undefined ? plural(x.independent, "event") : ""],
    ["Copies of another’s words", x.copied !== undefined ? plural(x.copied, "claim") : ""], ["Heard", x.first ? days.span(x.first, x.last) : ""]];
  const said = await Promise.all((x.claims || []).slice(0, 20).map((c) => back.claim(c)));
  return [title(nameOf(s), [s.kind, s.side !== s.name && s.side]), h("dl.facts", {}, facts.filter(([, v]) => v).map(([k, v]) => [h("dt", {}, k), outside("dd", v)])),
    h("h3", {}, "What it said"), said.length ? said.filter(Boolean).map((c) => card(c)) : h("p.empty", {}, "Nothing is kept here.")];
}

async function find(key) {
  const found = await back.rows("sources", { asof: state.asof, q: key.split("|")[0], limit: 200 });
  return found.rows.find((s) => id(s) === `source:${key}`);
}

export async function start(app) {
  const side = panel({ tabs: [], pages: { ...PAGES, source: sourcePage }, closing: "‹ Close" });
  const search = h("input", { type: "search", id: "search", value: state.q, placeholder: "name of a source", "aria-label": "Search the sources", oninput: (e) => set({ q: e.target.value }) });
  const kind = h("select", { "data-filter": "kind", onchange: (e) => set({ kind: e.target.value }) }, h("option", { value: "" }, "any"), KINDS.map((k) => h("option", { value: k, selected: state.kind === k }, k)));
  const query = () => ({ q: state.q, kind: state.kind, asof: state.asof });
  const sheet = grid({ name: "sources-table", label: "Sources", columns: COLUMNS, sort: state.sort, onSort: (sort) => set({ sort }), open: (s) => { rows.set(id(s), s); set({ sel: id(s) }); }, marked: (s) => state.sel === id(s),
    fetch: (offset, limit, sort) => back.rows("sources", { ...query(), sort, offset, limit }), status: ({ total }) => `${plural(total, "source")}, as known on ${days.long(state.asof)}. ${GRADES}` });
  const box = h("section.sheet-box", { "aria-label": "All sources" }, h("div.sheet", {}, h("h2.sr", {}, "Sources"), h("div.filters", {}, search, h("label", {}, "Kind ", kind), keepers({ kind: "sources", columns: COLUMNS, asked: () => ({ ...query(), sort: state.sort }), rows: async (asked) => (await back.rows("sources", asked)).rows })), sheet.node));
  document.body.classList.add("as-table");
  fill(app, box, side.node);
  printer(() => sheet.paper());
  listen((_, before) => {
    if (["q", "kind", "sort", "asof"].some((k) => before[k] !== state[k])) { rows = new Map(); sheet.reload(state.sort); }
    if (before.sel !== state.sel) { sheet.mark(); side.draw(); }
  });
  side.draw();
  keyboard((e) => {
    if (e.key === "Escape") set({ sel: "" });
    else if (e.key === "/") { e.preventDefault(); search.focus(); }
  });
}
