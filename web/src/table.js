// The table of claims with its filters. Text from reports goes in as text.
import { FAMILIES, data, find, quote } from "./data.js";
import * as days from "./days.js";
import { fill, h, outside } from "./dom.js";
import { set, state } from "./state.js";
import { chain, percent, plural, type, when, where, who } from "./words.js";

const PAGE = 150;
let shown = PAGE;
const KINDS = ["party", "government", "igo", "ngo", "witness", "media", "expert", "document", "unnamed"];
const COLUMNS = [["day", "reported", (c) => c.published], ["type", "what", (c) => c.type], ["who", "who → whom", who], ["where", "where", (c) => where(c.place)],
  ["when", "when", (c) => c.when?.start || ""], ["source", "says who", (c) => chain(c).join(" › ")], ["sure", "how sure", (c) => c.factuality + (c.verification || "")], ["p", "p", (c) => c.p]];

function select(name, label, options) {
  return h("label", {}, `${label} `, h("select", { "data-filter": name, onchange: (e) => set({ [name]: e.target.value }) },
    h("option", { value: "" }, "any"), options.map((value) => h("option", { value, selected: state[name] === value }, value))));
}

export function claims() {
  const box = h("input", { type: "search", id: "search", value: state.q, placeholder: "words in sentence, name, place, source", "aria-label": "Search the claims",
    oninput: (e) => { shown = PAGE; set({ q: e.target.value }); refresh(); } });
  const results = h("div.results", {});
  const refresh = () => fill(results, table());
  refresh();
  return [h("div.filters", {}, box, select("family", "Family", FAMILIES), select("fact", "Factuality", ["certain", "probable", "possible", "denied", "future"]),
    select("kind", "Source", ["report", ...KINDS])), results];
}

function table() {
  const [name, up] = [state.sort.replace("-", ""), !state.sort.startsWith("-")];
  const by = (COLUMNS.find(([k]) => k === name) || COLUMNS[0])[2];
  const found = find(state, state.asof).sort((a, b) => { const x = by(a), y = by(b); return (x < y ? -1 : x > y ? 1 : a.n - b.n) * (up ? 1 : -1); });
  const head = COLUMNS.map(([k, text]) => h("th", { scope: "col", "aria-sort": k === name ? (up ? "ascending" : "descending") : null },
    h("button", { type: "button", onclick: () => set({ sort: k === name && up ? `-${k}` : k }) }, text)));
  return [h("p.lead", { role: "status" }, `${plural(found.length, "claim")} of ${data.claims.length}, published by ${days.long(state.asof)}.`),
    h("div.scroll", { tabindex: 0, role: "region", "aria-label": "Claims" }, h("table.claims", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, found.slice(0, shown).map(row)))),
    found.length > shown ? h("button", { type: "button", onclick: (e) => { shown += PAGE; fill(e.target.parentNode, table()); } }, `Show ${Math.min(PAGE, found.length - shown)} more`) : null];
}

function row(c) {
  const go = () => set({ sel: `claim:${c.id}` });
  const td = (label, text) => outside("td", text, { "data-label": label });
  return h("tr", { onclick: go }, td("reported", days.short(c.published)),
    h("td", { "data-label": "what" }, h("button.link", { type: "button", onclick: go, title: quote(c) }, type(c.type))), td("who → whom", who(c)), td("where", where(c.place)),
    td("when", when(c.when)), td("says who", chain(c).join(" › ")), td("how sure", [c.factuality, c.verification, c.background && "history"].filter(Boolean).join(", ")), td("p", percent(c.p)));
}
