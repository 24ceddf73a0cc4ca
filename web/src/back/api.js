// The back ends with a server: the desk's API, or the same answers as plain files.
import * as days from "../days.js";
import { choose } from "../local.js";
import { claimOf, documentOf, eventOf, evidenceOf, lasting, marksOf, numbering, placesOf, secondOf, seconds, toldOf } from "../shape.js";

export const API = "api/v1/";

/** An error that a person can read. */
export class Refused extends Error {
  constructor(status, { code = "", message = "", field = null } = {}) {
    super(message || `the server answered ${status}`);
    Object.assign(this, { status, code, field });
  }
}

const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
const watchers = new Set();
/** Tells when something long is under way: f({message, done, total}) or f(null). */
export const onWait = (f) => watchers.add(f);
const tell = (job) => watchers.forEach((f) => f(job));

async function refuse(response) {
  let said = {};
  try { said = (await response.json()).error || {}; } catch { /* not JSON: the status must do */ }
  if (response.status === 401) location.assign(`login?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`);
  throw new Refused(response.status, said);
}

/** Asks; where the answer has to be worked out first (202), waits for it. A name with `null` or "" is left out. */
export async function get(path, query = {}) {
  const url = address(path, query);
  for (let n = 0; n < 1800; n += 1) {
    let response;
    try { response = await fetch(url); } catch { throw new Refused(0, { message: "The desk does not answer. Is it still running?" }); }
    if (response.status === 202) {
      tell((await response.json()).job || {});
      await wait(n < 5 ? 300 : 1000);
    } else if (response.status === 503 && response.headers.has("Retry-After")) { // the very first picture is being made
      tell({ message: (await response.json()).error?.message });
      await wait(1000);
    } else if (response.ok) {
      if (n) tell(null);
      return response.json();
    } else {
      tell(null);
      await refuse(response);
    }
  }
  throw new Refused(503, { message: "This takes too long; try again later." });
}

export function address(path, query = {}) {
  const kept = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== "");
  return `${API}${path}${kept.length ? `?${new URLSearchParams(kept)}` : ""}`;
}

const csrf = () => document.querySelector('meta[name="csrf"]')?.content || "";

/** Writes: JSON, or FormData as it is. */
export async function post(path, body, method = "POST") {
  const form = body instanceof FormData;
  const response = await fetch(API + path, { method, headers: { "X-CSRF-Token": csrf(), ...(form || !body ? {} : { "Content-Type": "application/json" }) }, body: form ? body : body && JSON.stringify(body) });
  if (!response.ok && response.status !== 202) await refuse(response);
  return response.status === 204 ? null : response.json();
}

/** A file from the server, or a Refused that says why there is none. */
export async function blob(path, query = {}) {
  const response = await fetch(address(path, query));
  if (!response.ok) await refuse(response);
  return response.blob();
}

/** Waits for a job to end; `watch(job)` hears of its progress. Gives its result, or throws what went wrong. */
export async function finish(job, watch = () => {}) {
  for (let now = job; ; now = await get(`jobs/${job.id}`)) {
    watch(now);
    if (now.state === "done") return now.result;
    if (now.state === "failed") throw new Refused(500, { message: now.message });
    await wait(250);
  }
}

/** What the page is called, its days, words and numbers, from /state and the first picture. */
function frameOf(state, picture, sides) {
  const { codebook } = state, first = days.number(picture.first);
  const types = Object.fromEntries(Object.entries(codebook.types).map(([k, t]) => [k, { family: t.family, noun: t.noun || k }]));
  return { title: state.title, made: state.snapshot?.made, origin: `reportedly ${state.version}`, days: [picture.first, picture.last], sides, types, tiers: codebook.tiers, standings: codebook.standings, as_of: true,
    holders: [...new Set(picture.runs.holder)].filter((i) => i >= 0).sort((a, b) => a - b), towns: picture.towns || [], codebook, window: picture.window,
    reports: picture.counts.reports.map((n, i) => [days.iso(first + i), n]).filter(([, n]) => n), counts: { claims: state.ledger.claims, documents: state.ledger.documents },
    published: state.published, state };
}

/** Without any report there are no days: the clocks then stand on today. */
function dated(picture) {
  const today = new Date().toISOString().slice(0, 10);
  return picture.first ? picture : { ...picture, first: today, last: today };
}

/** Keeps the last few answers: the clock of knowledge goes back and forth. */
function kept(make, size = 6) {
  const found = new Map();
  const ask = (key) => {
    if (!found.has(key)) {
      const answer = Promise.resolve(make(key)).catch((e) => { found.delete(key); throw e; });
      found.set(key, answer);
      if (found.size > size) found.delete(found.keys().next().value);
    }
    return found.get(key);
  };
  ask.forget = () => found.clear();
  return ask;
}

const SORTS = { claims: "-published", events: "-day", places: "place", documents: "-day", sources: "-claims" };

/** The desk's own back end. */
export function api() {
  const sides = [];
  let number = numbering(sides), end = "";
  const asof = (day) => (day && day < end ? day : null); // the last day is all that is known
  const picture = kept((day) => get("picture", { as_of: day }));
  const marks = kept((day) => get("marks", { as_of: day }));
  const place = kept((joined) => { const [key, day] = JSON.parse(joined); return get("place", { key, as_of: day }); }, 20);
  let places = [];

  async function frame() {
    for (const cache of [picture, marks, place]) cache.forget();
    let [state, all] = await Promise.all([get("state"), picture(null)]);
    if (state.snapshot?.id !== all.snapshot) state = await get("state"); // it was being made
    if (!sides.length) { sides.push(...all.sides); number = numbering(sides); }
    end = all.last;
    return frameOf(state, dated(all), sides);
  }

  const asked = { fact: "factuality", tier: "tier" };
  function query(kind, { asof: day, offset, limit, sort, ...rest }) {
    const named = Object.fromEntries(Object.entries(rest).map(([k, v]) => [asked[k] || k, v]));
    if (kind === "claims" && named.kind) { named.source_kind = named.kind; delete named.kind; }
    return { ...named, as_of: asof(day), offset, limit, sort: sort || SORTS[kind] };
  }

  const shapes = {
    claims: (a) => a.rows.map((r) => claimOf(r, a.documents[r.document])),
    events: (a) => a.rows.map(eventOf),
    documents: (a) => a.rows.map((d, i) => ({ ...documentOf(d), n: a.claims[i], copies: a.copies?.[i] || [] })),
    sources: (a) => a.rows.map((s, i) => ({ ...s, extra: a.extra?.[i] })),
    places: (a) => a.rows.map((r, i) => ({ key: r.key, name: r.place, country: r.country, now: { status: r.status, p: r.probability, holder: r.status === "unknown" ? undefined : number(r.holder), second: secondOf(r, number) }, extra: a.extra?.[i] })),
  };

  return {
    server: true,
    frame,
    async places(day) {
      places = placesOf(await picture(asof(day)), number);
      return { places };
    },
    async marks(day) { return marksOf(await marks(asof(day)), places); },
    async place(key, day) {
      const [found, all] = await Promise.all([place(JSON.stringify([key, asof(day)])), picture(asof(day))]);
      return seconds(evidenceOf(found, number), placesOf(all, number));
    },
    why: (key, on, day) => get("why", { key, on, as_of: asof(day) }),
    async event(id, day) { return toldOf(await get("event", { id, as_of: asof(day) })); },
    async claim(id) {
      const a = await get("claim", { id });
      return { ...claimOf(a.claim, a.document), grade: a.grade, event: a.event, decisions: a.decisions };
    },
    async doc(key) {
      const a = await get("document", { key });
      return { ...documentOf(a.document), claims: a.claims.map((r) => claimOf(r, a.document)), copies: (a.copies || []).map(documentOf), decisions: a.decisions };
    },
    async rows(kind, asking) {
      const a = await get(kind, query(kind, asking));
      return { total: a.total, rows: shapes[kind](a) };
    },
    download: (kind, asking, format) => address(kind, { ...query(kind, asking), offset: null, limit: null, format, columns: "shown" }),
    grade: () => undefined,
  };
}

/** The same answers as files beside the page (`reportedly publish DIR`). */
export function plainFiles() {
  const sides = [], file = kept(async (name) => {
    const response = await fetch(`data/${name}.json`);
    if (!response.ok) throw new Refused(response.status, { message: name.includes("as_of/") && name.includes("place/") ? "The evidence was not published for this day of knowledge; see it as known at the end." : `data/${name}.json is not there` });
    return response.json();
  }, 60);
  let number = numbering(sides), end = "", places = [], exported = [];
  const dir = (day) => {
    if (!day || day >= end) return "";
    const found = exported.filter((d) => d <= day);
    return found.length ? `as_of/${found[found.length - 1]}/` : exported.length ? `as_of/${exported[0]}/` : "";
  };
  const lists = {
    claims: async () => { const a = await file("claims"); return (a.shown ||= a.rows.map((r) => claimOf(r, a.documents[r.document]))); },
    events: async () => { const a = await file("events"); return (a.shown ||= a.rows.map(eventOf)); },
    documents: async () => { const a = await file("documents"); return (a.shown ||= a.rows.map((d, i) => ({ ...documentOf(d), n: a.claims[i], copies: a.copies?.[i] || [] }))); },
    sources: async () => { const a = await file("sources"); return (a.shown ||= a.rows.map((s, i) => ({ ...s, extra: a.extra?.[i] }))); },
  };
  const then = { claims: (c, day) => c.doc.day <= day, documents: (d, day) => d.day <= day, events: (e, day) => e.reports.some((r) => !r.date || r.date.slice(0, 10) <= day), sources: () => true };

  /** The places as known on a day: as of the last day of publication by then. */
  async function asKnown(day) {
    const found = placesOf(await file(`${dir(day)}picture`), number);
    return day ? found.map((p) => ({ ...p, runs: lasting(p.runs, days.number(day)) })) : found;
  }

  return {
    async frame() {
      const [state, all] = await Promise.all([file("state"), file("picture")]);
      sides.push(...all.sides);
      number = numbering(sides);
      end = all.last;
      exported = [...(state.as_of_days || state.published || [])].sort();
      return frameOf(state, dated(all), sides);
    },
    async places(day) {
      places = await asKnown(day);
      return { places };
    },
    async marks(day) { return marksOf(await file(`${dir(day)}marks`), places); },
    async place(key, day) {
      const all = await asKnown(day), at = all.findIndex((p) => p.key === key);
      if (at < 0) return null;
      const found = seconds(evidenceOf(await file(`${dir(day)}place/${at}`), number), all);
      return day ? { ...found, periods: lasting(found.periods, days.number(day)) } : found;
    },
    async event(id) {
      const found = (await file(`event/${id.slice(1, 3)}`))[id];
      return found ? toldOf(found) : null;
    },
    async claim(id) { return (await lists.claims()).find((c) => c.id === id) || null; },
    async doc(key) {
      const at = (await lists.documents()).findIndex((d) => d.key === key || d.id === key);
      if (at < 0) return null;
      const a = await file(`document/${at}`);
      return { ...documentOf(a.document), claims: a.claims.map((r) => claimOf(r, a.document)), copies: (a.copies || []).map(documentOf) };
    },
    async rows(kind, query) {
      if (kind === "places") return choose(kind, places.map((p) => ({ ...p, now: p.runs.at(-1) || { status: "unknown", p: 0 } })), query);
      const rows = await lists[kind]();
      return choose(kind, query.asof ? rows.filter((r) => then[kind](r, query.asof)) : rows, query);
    },
    grade: () => undefined,
  };
}
