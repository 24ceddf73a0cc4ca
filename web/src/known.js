// Questions about what is known on the day of knowledge. Nothing here waits and nothing touches the page.
import * as days from "./days.js";
import { NOTHING, known, memo } from "./store.js";

/** Who held a place on `day`. */
export function answer(place, day) {
  const n = numberOf(day);
  for (const x of place.runs) if (x.from <= n && n <= x.to) return x;
  return NOTHING;
}

let last = ["", 0];

function numberOf(day) {
  if (last[0] !== day) last = [day, days.number(day)];
  return last[1];
}

export const settled = (run) => run.holder !== undefined && (run.status === "held" || run.status === "claimed");

/** Changes of hands: {place, day, from, to, run}, by day. */
export const changes = () => memo("changes", () => {
  const out = [];
  for (const place of known.places) {
    let before;
    for (const run of place.runs) {
      if (!settled(run)) continue;
      if (before !== undefined && before !== run.holder) out.push({ place, day: days.iso(run.from), from: before, to: run.holder, run });
      before = run.holder;
    }
  }
  return out.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
});

/** Places whose answer differs between two days. */
export function difference(since, day) {
  return memo(`difference ${since} ${day}`, () => known.places.map((place) => ({ place, a: answer(place, since), b: answer(place, day) }))
    .filter(({ a, b }) => a.status !== b.status || a.holder !== b.holder));
}

export const eventById = (id) => memo("events", () => new Map(known.events.map((e) => [e.event, e]))).get(id);

/** Events of a place. */
export const eventsAt = (place) => known.events.filter((e) => e.place_key === place.key || (!e.place_key && e.place === place.name));

/** Events within the `back` days that end with `day`; 0 is every day. */
export function within(list, day, back) {
  if (!back) return list;
  const n = numberOf(day), first = n - back + 1;
  return list.filter((e) => e.from !== undefined && e.from <= n && e.to >= first);
}

/** What claims say of a place: those that bear on the answer for `day`, and the rest. `rows` and `periods` as the back end has them. */
export function evidence({ rows, periods }, day) {
  const n = numberOf(day), now = periods.find((x) => x.from <= n && n <= x.to) || NOTHING, behind = new Set(now.claims || []);
  const inPeriod = (e) => Boolean(e.day && now.from) && days.number(e.day) >= now.from && days.number(e.day) <= now.to;
  const inside = new Set(rows.filter(inPeriod).map((e) => e.record.id));
  // A claim may say several things ("took it on Monday": not theirs on Sunday); what it says of these days is what counts.
  const bears = (e) => inPeriod(e) || (behind.has(e.record.id) && !inside.has(e.record.id));
  const once = (list) => [...new Map(list.map((e) => [e.record.id, e])).values()];
  const bearing = once(rows.filter(bears)), shown = new Set(bearing.map((e) => e.record.id));
  return { now, bearing, rest: once(rows.filter((e) => !shown.has(e.record.id))) };
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
  return [...groups].map(([name, list]) => ({ voice: name, rows: list.sort((a, b) => (a.record.doc.day < b.record.doc.day ? -1 : 1)) }));
}
