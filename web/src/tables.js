// The tables of claims, events, places and reports: what they show, how they are narrowed, and how they are taken home.
import * as days from "./days.js";
import { fill, h } from "./dom.js";
import { dayOf, keepers, whole } from "./keep.js";
import { answer } from "./known.js";
import { grid } from "./grid.js";
import { set, state } from "./state.js";
import { FACTUALITY, FAMILIES, KINDS, back, frame } from "./store.js";
import { inline, place as symbol } from "./symbols.js";
import { capital, chain, figure, folded, percent, plural, sure, tier, type, when, where, who } from "./words.js";

const QUERY = ["q", "type", "family", "fact", "kind", "standing", "tier"];

const pct = (p) => (p === undefined ? "" : percent(p));
const COLUMNS = {
  claims: [
    { key: "published", title: "reported", className: "day", cell: (c) => days.short(c.doc.day), plain: (c) => dayOf(c.doc.day) },
    { key: "type", title: "what", opens: true, cell: (c) => type(c.type) },
    { key: "actor", title: "who → whom", className: "wide", cell: who },
    { key: "place", title: "where", cell: (c) => where(c.place) },
    { key: "day", title: "when", className: "day", cell: (c) => when(c.when), plain: (c) => whole(c.when) },
    { key: "source", title: "says who", className: "wide", cell: (c) => chain(c).join(" › ") },
    { key: "factuality", title: "how sure", cell: sure },
    { key: "p", title: "p", className: "figure", cell: (c) => pct(c.p), plain: (c) => c.p },
    { title: "words", className: "words", cell: (c) => c.quote }],
  events: [
    { key: "day", title: "when", className: "day", cell: (e) => when(e.when) || "not told", plain: (e) => whole(e.when) || "not told" },
    { key: "type", title: "what", opens: true, cell: (e) => type(e.type) },
    { key: "actor", title: "who → whom", className: "wide", cell: who },
    { key: "place", title: "where", cell: (e) => e.place || "" },
    { key: "standing", title: "standing", cell: (e) => e.standing },
    { key: "killed", title: "killed", className: "figure", cell: (e) => figure(e.killed) },
    { key: "sources", title: "told by", className: "day2", cell: (e) => folded(e.n, e.independent_sources) },
    { key: "grade", title: "grade", className: "figure", cell: (e) => e.grade?.code || "" }],
  places: [
    { key: "place", title: "place", opens: true, cell: (p) => p.name },
    { key: "country", title: "country", className: "figure", cell: (p) => p.country || "" },
    { key: "status", title: "who holds it", className: "wide", cell: (p) => h("span.holds", {}, inline(symbol({ tier: p.now.status, p: p.now.p, holder: p.now.holder, second: p.now.second, r: 6 })), ` ${tier(p.now)}`), plain: (p) => tier(p.now) },
    { key: "probability", title: "p", className: "figure", cell: (p) => (p.now.status === "unknown" ? "" : pct(p.now.p)), plain: (p) => (p.now.status === "unknown" ? "" : p.now.p) },
    { key: "events", title: "events", className: "figure", cell: (p) => String(p.extra?.events ?? "") },
    { key: "reports", title: "reports", className: "figure", cell: (p) => String(p.extra?.reports ?? "") },
    { key: "changes", title: "changes", className: "figure", cell: (p) => String(p.extra?.changes ?? "") }],
  documents: [
    { key: "day", title: "published", className: "day", cell: (d) => (d.day ? days.short(d.day) : "no date"), plain: (d) => dayOf(d.date) || "no date" },
    { key: "title", title: "title", opens: true, className: "wide", cell: (d) => d.title || d.id },
    { key: "outlet", title: "outlet", cell: (d) => d.outlet || "" },
    { key: "kind", title: "kind", cell: (d) => d.outlet_kind || "" },
    { key: "lang", title: "language", className: "figure", cell: (d) => d.lang || "" },
    { key: "claims", title: "claims", className: "figure", cell: (d) => String(d.n ?? d.claims?.length ?? "") },
    { title: "copies", className: "figure", cell: (d) => (d.copies?.length ? String(d.copies.length) : "") }],
};

const FIRST_SORT = { claims: "-published", events: "-day", places: "place", documents: "-day" };
const LEAD = { claims: [["id", (c) => c.id], ["document", (c) => c.doc.id]], events: [["event", (e) => e.event]], places: [["key", (p) => p.key]], documents: [["id", (d) => d.id]] };
const OPENS = { claims: (c) => `claim:${c.id}`, events: (e) => `event:${e.event}`, places: (p) => `place:${p.key}`, documents: (d) => `doc:${d.key || d.id}` };
const ONE = { claims: "claim", events: "event", places: "place", documents: "report" };

const option = (name, value, text = value) => h("option", { value, selected: state[name] === value }, text);

function select(name, label, options) {
  return h("label", {}, `${label} `, h("select", { "data-filter": name, onchange: (e) => set({ [name]: e.target.value }) }, option(name, "", "any"), options));
}

const types = () => FAMILIES.map((f) => h("optgroup", { label: f }, Object.entries(frame.types).filter(([, t]) => t.family === f).map(([name]) => option("type", name, type(name)))));
const plain = (name, values) => values.map((v) => option(name, v));

const FILTERS = {
  claims: () => [select("type", "What", types()), select("fact", "Factuality", plain("fact", FACTUALITY)), select("kind", "Source", ["report", ...KINDS].map((k) => option("kind", k, k === "report" ? "the report itself" : k)))],
  events: () => [select("family", "Family", plain("family", FAMILIES)), select("type", "What", types()), select("standing", "Standing", plain("standing", Object.keys(frame.standings)))],
  places: () => [select("tier", "Tier", plain("tier", Object.keys(frame.tiers)))],
  documents: () => [],
};

const HINT = { claims: "words in sentence, name, place, source", events: "words: what, who, where", places: "name of a place", documents: "words in title or text" };

function query(kind) {
  const used = { claims: ["q", "type", "fact", "kind"], events: ["q", "family", "type", "standing"], places: ["q", "tier"], documents: ["q"] }[kind];
  return { ...Object.fromEntries(used.filter((k) => state[k]).map((k) => [k, state[k]])), asof: state.asof, ...(kind === "places" ? { on: state.day } : {}) };
}

const sortOf = (kind) => (COLUMNS[kind].some((c) => c.key === state.sort.replace("-", "")) ? state.sort : FIRST_SORT[kind]);

/** Where a place stands on the day looked at, for pages that hold all of it. */
const withAnswer = (found) => ({ ...found, rows: found.rows.map((p) => (p.runs ? { ...p, now: answer(p, state.day) } : p)) });

/** A table with its filters; {node, update(before)}: update after a change of the state. */
export function table(kind) {
  const box = h("input", { type: "search", id: "search", value: state.q, placeholder: HINT[kind], "aria-label": `Search the ${ONE[kind]}s`, oninput: (e) => typed(e.target.value) });
  let pause;
  const typed = (q) => { clearTimeout(pause); pause = setTimeout(() => set({ q }), back.server ? 180 : 0); };
  const sheet = grid({ name: kind, label: `${capital(ONE[kind])}s`, columns: COLUMNS[kind].filter((c) => c.className !== "words" || back.desk), sort: sortOf(kind), onSort: (sort) => set({ sort }),
    fetch: async (offset, limit, sort) => withAnswer(await back.rows(kind, { ...query(kind), sort, offset, limit })), open: (r) => set({ sel: OPENS[kind](r) }), marked: (r) => state.sel === OPENS[kind](r),
    status: ({ total }) => [`${plural(total, ONE[kind])}${anything(kind) ? " fit" : ""}, ${kind === "places" ? `on ${days.long(state.day)}, ` : ""}as known on ${days.long(state.asof)}.`] });
  const keep = keepers({ kind, columns: COLUMNS[kind], lead: LEAD[kind], asked: () => ({ ...query(kind), sort: sortOf(kind) }), rows: async (asked) => withAnswer(await back.rows(kind, asked)).rows });
  const clear = h("button", { type: "button", "data-filter": "clear", onclick: () => { box.value = ""; set(Object.fromEntries(QUERY.map((k) => [k, ""]))); redraw(); } }, "Clear");
  const filters = h("div.filters", {});
  const redraw = () => fill(filters, box, FILTERS[kind](), clear, keep);
  redraw();
  return {
    kind, node: h("div.sheet", {}, filters, sheet.node),
    update(before) {
      const same = (names) => names.every((n) => before[n] === state[n]);
      if (!same(["sel"])) sheet.mark();
      if (!same([...QUERY, "asof", "sort", ...(kind === "places" ? ["day"] : [])])) {
        if (document.activeElement !== box) { box.value = state.q; redraw(); }
        sheet.reload(sortOf(kind));
      }
    },
    reload: () => sheet.reload(),
    paper: () => sheet.paper(),
  };
}

const anything = (kind) => Object.keys(query(kind)).some((k) => QUERY.includes(k));
