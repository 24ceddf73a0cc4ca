// The back end of the one-file page: all answers come from one payload (see publish/payload.py).
import * as days from "../days.js";
import { letters } from "../letters.js";
import { choose } from "../local.js";

/** A period as one run, or several where its probability changes from day to day. */
function numbered(x, claims) {
  const { likely, ...rest } = x, whole = { ...rest, from: days.number(x.from), to: days.number(x.to), claims: (x.claims || []).map((n) => claims[n].id) };
  return (likely || []).length < 2 ? [{ ...whole, p: likely?.[0]?.[1] ?? x.p }]
    : likely.map(([day, p], i) => ({ ...whole, p, from: days.number(day), to: i + 1 < likely.length ? days.number(likely[i + 1][0]) - 1 : whole.to }));
}

const span = (e) => (e.when ? { from: days.number(e.when.start), to: days.number(e.when.end) } : {});

/** `data` as publish/payload.py makes it. */
export function embedded(data) {
  const cuts = new Map(), cutOf = (d) => { if (!cuts.has(d)) cuts.set(d, letters(d.text)); return cuts.get(d); };
  const { docs, claims } = data, last = data.days[1];
  docs.forEach((d) => { d.key = d.id; d.day = d.date?.slice(0, 10) || last; d.claims = []; });
  claims.forEach((c, i) => { c.n = i; c.doc = docs[c.d]; c.doc.claims.push(c); c.quote = cutOf(c.doc).slice(c.s, c.e); });
  const byId = new Map(claims.map((c) => [c.id, c])), docById = new Map(docs.map((d) => [d.id, d])), placeByKey = new Map(data.places.map((p) => [p.key, p]));
  const perDay = new Map();
  for (const d of docs) perDay.set(d.day, (perDay.get(d.day) || 0) + 1);

  /** What was known of a place on `asof`: its periods, or none. */
  function periods(place, asof) {
    let found = null;
    for (const version of place.known) if (!version.since || version.since <= asof) found = version;
    return found ? (found.shown ||= found.periods.flatMap((x) => numbered(x, claims))) : [];
  }

  /** Events in the version known on `asof`; reports published later are left out. */
  function events(asof) {
    const out = [];
    for (const e of data.events) {
      if ((e.since && e.since > asof) || (e.until && e.until <= asof)) continue;
      const reports = e.reports.filter((r) => docs[r.d].day <= asof);
      if (reports.length) out.push({ ...e, ...span(e), reports, n: reports.length, later: e.reports.length - reports.length });
    }
    return out;
  }

  function told(e, asof) {
    const then = (c) => c && c.doc.day <= asof;
    return { ...e, records: e.reports.map((r) => claims[r.claim]).filter(then),
      origins: (e.origins || []).map((o) => ({ ...o, claims: o.claims.map((n) => claims[n]).filter(then).map((c) => c.id) })) };
  }

  const tables = { claims: (q) => claims.filter((c) => c.doc.day <= q.asof), events: (q) => events(q.asof), sources: () => data.sources, documents: (q) => docs.filter((d) => d.day <= q.asof) };

  return {
    frame: () => ({ ...data, reports: [...perDay], counts: { claims: claims.length, documents: docs.length } }),
    places: (asof) => ({ places: data.places.map((p) => ({ ...p, runs: periods(p, asof) })), events: events(asof) }),
    place(key, asof) {
      const place = placeByKey.get(key);
      if (!place) return null;
      const rows = place.evidence.map((e) => ({ ...e, record: claims[e.claim] })), there = new Set(place.evidence.map((e) => e.claim)), now = periods(place, asof);
      const more = now.flatMap((x) => x.claims).map((id) => byId.get(id)).filter((c) => !there.has(c.n)).map((record) => ({ record }));
      return { place, periods: now, rows: [...rows, ...more].filter((e) => e.record.doc.day <= asof), story: [],
        events: events(asof).filter((e) => e.place_key === key || (!e.place_key && e.place === place.name)) };
    },
    event(id, asof) {
      const e = events(asof).find((x) => x.event === id);
      return e ? told(e, asof) : null;
    },
    claim: (id) => byId.get(id) || null,
    doc: (id) => docById.get(id) || null,
    rows: (kind, query) => choose(kind, tables[kind](query), query),
    grade: (name) => data.sources.find((s) => s.name?.toLowerCase() === (name || "").toLowerCase()),
  };
}
