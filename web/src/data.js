// The picture's rows, and the questions that can be asked of them. Nothing here touches the page.
import * as days from "./days.js";

const parse = (id) => JSON.parse(document.getElementById(id).textContent);

export const data = parse("data");
export const basemap = parse("basemap");
export const [FIRST, LAST] = data.days;
days.ofYear(LAST);
export const FAMILIES = ["territory", "violence", "submission", "people", "politics"];

data.docs.forEach((d, i) => { d.n = i; d.day = d.date?.slice(0, 10) || LAST; d.claims = []; });
data.claims.forEach((c, i) => { c.n = i; c.doc = data.docs[c.d]; c.published = c.doc.day; c.doc.claims.push(c); });
export const placeByKey = new Map(data.places.map((p) => [p.key, p]));
export const claimById = new Map(data.claims.map((c) => [c.id, c]));
export const docById = new Map(data.docs.map((d) => [d.id, d]));
const sourceByName = new Map(data.sources.map((s) => [s.name?.toLowerCase(), s]));

export const quote = (c) => c.doc.text.slice(c.s, c.e);
export const gradeOf = (name) => sourceByName.get((name || "").toLowerCase());
export const published = (asof) => data.docs.filter((d) => d.day <= asof);

/** What was known of a place on `asof`: its periods, or none. */
export function historyOf(place, asof) {
  let found = null;
  for (const version of place.known) if (!version.since || version.since <= asof) found = version;
  return found ? found.periods : [];
}

const NOTHING = { status: "unknown", p: 0, claims: [] };

/** Who held a place on `day`, as known on `asof`. */
export function answer(place, day, asof) {
  return historyOf(place, asof).find((x) => x.from <= day && day <= x.to) || NOTHING;
}

const settled = (period) => period.holder !== undefined && (period.status === "held" || period.status === "claimed");

/** Keeps the last answer for a day: the clock of knowledge moves less than the other. */
function kept(f) {
  let day, found;
  return (asof) => {
    if (asof !== day) [day, found] = [asof, f(asof)];
    return found;
  };
}

/** Changes of hands known on `asof`: {place, day, from, to, period}, by day. */
export const changes = kept((asof) => {
  const out = [];
  for (const place of data.places) {
    let before;
    for (const period of historyOf(place, asof)) {
      if (!settled(period)) continue;
      if (before !== undefined && before !== period.holder) out.push({ place, day: period.from, from: before, to: period.holder, period });
      before = period.holder;
    }
  }
  return out.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
});

/** Places whose answer differs between two days. */
export function difference(since, day, asof) {
  return data.places.map((place) => ({ place, a: answer(place, since, asof), b: answer(place, day, asof) }))
    .filter(({ a, b }) => a.status !== b.status || a.holder !== b.holder);
}

/** Events in the version known on `asof`; reports published later are left out. */
export const events = kept((asof) => {
  const out = [];
  for (const e of data.events) {
    if ((e.since && e.since > asof) || (e.until && e.until <= asof)) continue;
    const reports = e.reports.filter((r) => data.docs[r.d].day <= asof);
    if (reports.length) out.push({ ...e, reports, later: e.reports.length - reports.length });
  }
  return out;
});

export function eventById(id, asof) {
  return events(asof).find((e) => e.event === id) || data.events.find((e) => e.event === id);
}

/** Events within the `back` days that end with `day`; 0 is every day. */
export function within(list, day, back) {
  if (!back) return list;
  const first = days.plus(day, 1 - back);
  return list.filter((e) => e.when && e.when.start <= day && e.when.end >= first);
}

/** What claims say of a place, published by `asof`: those that bear on the answer for `day`, and the rest. */
export function evidence(place, day, asof) {
  const now = answer(place, day, asof);
  const behind = new Set(now.claims || []);
  const rows = place.evidence.map((e) => ({ ...e, record: data.claims[e.claim] })).filter((e) => e.record.published <= asof);
  const known = new Set(rows.map((e) => e.claim));
  for (const n of behind) if (!known.has(n) && data.claims[n].published <= asof) rows.push({ claim: n, record: data.claims[n] });
  const within = (e) => Boolean(e.day && now.from && e.day >= now.from && e.day <= now.to);
  const inside = new Set(rows.filter(within).map((e) => e.claim));
  // A claim may say several things ("took it on Monday": not theirs on Sunday); what it says of these days is what counts.
  const bears = (e) => within(e) || (behind.has(e.claim) && !inside.has(e.claim));
  const once = (list) => [...new Map(list.map((e) => [e.claim, e])).values()];
  const bearing = once(rows.filter(bears)), shown = new Set(bearing.map((e) => e.claim));
  return { now, bearing, rest: once(rows.filter((e) => !shown.has(e.claim))) };
}

/** for, against or unclear: how a row of evidence stands to a holder. */
export function stance(row, holder) {
  if (row.contested || row.party === undefined || row.party === null || holder === undefined) return "unclear";
  return (row.party === holder) === (row.holds !== false) ? "for" : "against";
}

/** Rows of one voice together, the earliest first: [{voice, rows}]. */
export function fold(rows, voice) {
  const groups = new Map();
  for (const row of rows) {
    const key = voice(row);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  return [...groups].map(([name, list]) => ({ voice: name, rows: list.sort((a, b) => (a.record.published < b.record.published ? -1 : 1)) }));
}

const hay = new Map();

function haystack(c) {
  if (!hay.has(c)) {
    hay.set(c, [quote(c), c.type, c.factuality, c.verification, ...(c.actor || []), ...(c.target || []), c.place?.name,
      ...(c.source || []).map((s) => `${s.name} ${s.side || ""} ${s.kind}`), c.doc.outlet, c.doc.id, c.published].join(" ").toLowerCase());
  }
  return hay.get(c);
}

/** Claims published by `asof` that hold every word of `q` and fit the chosen family, factuality and kind of source. */
export function find({ q = "", family = "", fact = "", kind = "" }, asof) {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return data.claims.filter((c) => c.published <= asof && (!family || data.types[c.type]?.family === family)
    && (!fact || c.factuality === fact) && (!kind || (kind === "report" ? !c.source : c.source?.some((s) => s.kind === kind)))
    && words.every((w) => haystack(c).includes(w)));
}
