// What the page has at hand: the frame of the whole (names, days, words), what is known on a day, and the back end that is asked for the rest.
//
// A back end answers: frame(), places(asof) → {places, events?}, marks(asof) → events, place(key, asof), event(id, asof), claim(id), doc(id),
// rows(kind, query) → {total, of, rows}, download(kind, query, format). Each may give a value or a promise of one.
import * as days from "./days.js";

export const FAMILIES = ["territory", "violence", "submission", "people", "politics"];
export const FACTUALITY = ["certain", "probable", "possible", "denied", "future"];
export const KINDS = ["party", "government", "igo", "ngo", "witness", "media", "expert", "document", "unnamed"];
export const NOTHING = { status: "unknown", p: 0, claims: [] };

export let frame, back, known = prepare({ places: [], events: [] }, "");
let asked = 0;

/** Takes up a back end: nothing else may be asked before. */
export async function open(source) {
  back = source;
  frame = await back.frame();
  frame.perDay = new Map(frame.reports);
  days.ofYear(frame.days[1]);
}

export async function reopen() {
  const fresh = await back.frame();
  frame = { ...frame, ...fresh, perDay: new Map(fresh.reports) };
}

function prepare({ places, events }, asof) {
  return { asof, places, byKey: new Map(places.map((p) => [p.key, p])), events: events || [], whole: Boolean(events), memo: new Map() };
}

/** Finds out what was known on `asof`; `ready(false)` is called when there is something to draw, `ready(true)` when the events have come after it. */
export async function know(asof, ready) {
  const mine = ++asked, found = await back.places(asof);
  if (mine !== asked) return;
  known = prepare(found, asof);
  ready(false);
  if (known.whole) return;
  const events = await back.marks(asof);
  if (mine !== asked) return;
  known = prepare({ places: known.places, events }, asof);
  ready(true);
}

/** Kept as long as the same day's knowledge is looked at. */
export function memo(name, make) {
  if (!known.memo.has(name)) known.memo.set(name, make());
  return known.memo.get(name);
}
