// Filtering and sorting over rows at hand, for pages without a server.
import { frame } from "./store.js";
import { party } from "./words.js";

const hays = new WeakMap();

function hay(row, make) {
  if (!hays.has(row)) hays.set(row, make(row).filter(Boolean).join(" ").toLowerCase());
  return hays.get(row);
}

const speakers = (c) => (c.source || []).map((s) => `${s.name} ${s.side || ""} ${s.kind}`);
const text = {
  claims: (c) => [c.quote, c.type, c.factuality, c.verification, ...(c.actor || []), ...(c.target || []), c.place?.name, ...speakers(c), c.doc.outlet, c.doc.id, c.doc.day],
  events: (e) => [e.type, e.family, e.place, ...(e.actor || []), ...(e.target || []), e.standing],
  documents: (d) => [d.title, d.outlet, d.id, d.text],
  sources: (s) => [s.name, s.kind, s.side],
  places: (p) => [p.name, p.country],
};

const TESTS = {
  family: (r, v) => (r.family || frame.types[r.type]?.family) === v,
  type: (r, v) => r.type === v,
  fact: (r, v) => r.factuality === v,
  kind: (r, v) => (r.doc ? (v === "report" ? !r.source : r.source?.some((s) => s.kind === v)) : r.kind === v),
  standing: (r, v) => r.standing === v,
  tier: (r, v) => r.now.status === v,
  key: (r, v) => r.place_key === v,
  since: (r, v) => r.when && r.when.end >= v,
  until: (r, v) => r.when && r.when.start <= v,
};

const said = (c) => [c.doc.outlet, ...(c.source || []).map((s) => s.name || s.kind)].join(" › ");
const holds = (p) => `${p.now.status} ${party(p.now.holder) || ""}`;
const parties = (x) => [...(x.actor || []), ...(x.target || [])].join(", ");
const KEYS = {
  claims: { published: (c) => c.doc.day, type: (c) => c.type, actor: parties, place: (c) => c.place?.name || "", day: (c) => c.when?.start || "", source: said, factuality: (c) => c.factuality + (c.verification || ""),
    p: (c) => c.p },
  events: { day: (e) => e.when?.start || "9", type: (e) => e.type, place: (e) => e.place || "", standing: (e) => e.standing, actor: parties, grade: (e) => e.grade?.code || "", killed: (e) => e.killed?.best ?? e.killed?.low ?? -1, sources: (e) => e.independent_sources || 0 },
  documents: { day: (d) => d.day, claims: (d) => d.n ?? d.claims?.length ?? 0, outlet: (d) => d.outlet || "", title: (d) => d.title || "", kind: (d) => d.outlet_kind || "", lang: (d) => d.lang || "" },
  sources: { kind: (s) => s.kind, name: (s) => (s.name || "").toLowerCase(), claims: (s) => s.claims || 0, confirmed: (s) => s.confirmed || 0, refuted: (s) => s.refuted || 0, reliability: (s) => s.reliability || "Z" },
  places: { place: (p) => p.name.toLowerCase(), country: (p) => p.country || "", probability: (p) => p.now.p, status: holds },
};

/** {total, of, rows} of the rows of a kind that fit the query {q, sort, offset, limit, and any of the tests}. */
export function choose(kind, rows, query) {
  const words = (query.q || "").toLowerCase().split(/\s+/).filter(Boolean), tests = Object.entries(TESTS).filter(([k]) => query[k]);
  const found = rows.filter((r) => tests.every(([k, test]) => test(r, query[k])) && words.every((w) => hay(r, text[kind]).includes(w)));
  const name = (query.sort || "").replace("-", ""), by = KEYS[kind]?.[name], up = query.sort?.startsWith("-") ? -1 : 1;
  if (by) {
    const at = new Map(found.map((r, i) => [r, i]));
    found.sort((a, b) => { const x = by(a), y = by(b); return (x < y ? -1 : x > y ? 1 : at.get(a) - at.get(b)) * up; });
  }
  const from = query.offset || 0;
  return { total: found.length, of: rows.length, rows: query.limit ? found.slice(from, from + query.limit) : found.slice(from) };
}
