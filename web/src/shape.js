// Answers of the API (see the OpenAPI description) in the shapes that the page works with. Names of sides become numbers, the same all along.
import * as days from "./days.js";

const some = (v) => (v === null || v === -1 ? undefined : v);

/** Numbers for the sides by name; a name that was not there before comes at the end, so that no colour changes hands. */
export function numbering(names) {
  const at = new Map(names.map((n, i) => [n, i]));
  const number = (name) => {
    if (name === null || name === undefined) return undefined;
    if (!at.has(name)) { at.set(name, names.length); names.push(name); }
    return at.get(name);
  };
  return number;
}

/** Places with their runs (days as numbers since 1970, both included) out of the columns of /picture. */
export function placesOf(picture, number) {
  const { places: p, runs: r, tiers } = picture, first = days.number(picture.first), last = days.number(picture.last), side = picture.sides.map(number);
  return p.key.map((key, i) => {
    const out = [];
    for (let k = r.at[i]; k < r.at[i + 1]; k += 1) {
      const status = tiers[r.tier[k]], who = (n) => (n < 0 || status === "unknown" ? undefined : side[n]);
      out.push({ from: first + r.from[k], to: k + 1 < r.at[i + 1] ? first + r.from[k + 1] - 1 : last, status, p: r.p[k] / 100, holder: who(r.holder[k]), second: who(r.second[k]) });
    }
    return { key, name: p.name[i], country: some(p.country[i]), lat: some2(p.lat[i]), lon: some2(p.lon[i]), radius_km: some(p.radius_km[i]), feature: p.feature[i], area: Boolean(p.area[i]),
      shape: p.geometry?.[i], runs: out };
  });
}

const some2 = (v) => (v === null ? undefined : v);

/** Events with a point out of the columns of /marks. */
export function marksOf(m, places) {
  const first = days.number(m.first);
  return m.id.map((event, i) => ({ event, type: m.types[m.type[i]], family: m.families[m.family[i]], standing: m.standings[m.standing[i]], place: some2(m.name[i]),
    place_key: m.place[i] < 0 ? undefined : places[m.place[i]]?.key, lat: some2(m.lat[i]), lon: some2(m.lon[i]), radius_km: some2(m.radius_km[i]), area: Boolean(m.area[i]), shape: m.geometry?.[i],
    from: m.from[i] === null ? undefined : first + m.from[i], to: m.to[i] === null ? undefined : first + m.to[i] }));
}

/** An event row as the command line prints it. */
export function eventOf(row) {
  const when = row.dates || undefined;
  return { ...row, when, from: when && days.number(when.start), to: when && days.number(when.end), n: row.reports.length, lat: some2(row.lat), lon: some2(row.lon), place: some2(row.place),
    place_key: row.place_key || undefined };
}

export const documentOf = (d) => ({ ...d, day: d.date?.slice(0, 10) || "" });

/** A claim record with its document. */
export function claimOf(r, document) {
  return { id: r.id, type: r.type, quote: r.sentence, s: r.start, e: r.end, trigger: r.spans.trigger, spans: r.spans, actor: r.actor, target: r.target, place: r.place || undefined,
    when: r.when || undefined, source: r.source?.length ? r.source : undefined, factuality: r.factuality, verification: r.verification || undefined, background: r.background, counts: r.counts,
    p: r.probability, because: (r.because || []).map((b) => [b.field, b.rule, b.text]), candidates: r.candidates, doc: documentOf(document || { key: r.document, id: r.doc }) };
}

export function claimsOf(answer) {
  return new Map(Object.entries(answer.claims).map(([id, r]) => [id, graded(claimOf(r, answer.documents[r.document]), answer.grades?.[id])]));
}

const graded = (claim, grade) => (grade ? { ...claim, grade } : claim);

/** /place: the runs with the claims behind them, and what each claim says of the place. */
export function evidenceOf(answer, number) {
  const claims = claimsOf(answer);
  const periods = answer.runs.map((r) => ({ from: days.number(r.first), to: days.number(r.last), status: r.status, p: r.probability, holder: r.status === "unknown" ? undefined : number(r.holder), second: secondOf(r, number),
    claims: r.claims, because: r.because, probabilities: r.probabilities }));
  const rows = answer.evidence.filter((e) => claims.has(e.claim)).map((e) => ({ ...e, party: number(e.party), record: claims.get(e.claim) }));
  const told = new Set(rows.map((r) => r.record.id));
  const more = [...claims.values()].filter((c) => !told.has(c.id)).map((record) => ({ record }));
  return { place: answer.place, periods, rows: [...rows, ...more], story: answer.story, events: answer.events.map(eventOf), decisions: answer.decisions || [] };
}

/** The other side of a contested answer: the next likely. */
export function secondOf(row, number) {
  if (row.status !== "contested") return undefined;
  const others = Object.entries(row.probabilities || {}).filter(([n]) => n !== row.holder && n !== "contested").sort((a, b) => b[1] - a[1]);
  return others.length ? number(others[0][0]) : undefined;
}

/** Runs of an answer made on an earlier day go on to `day`: nothing was published in between. */
export function lasting(runs, day) {
  const last = runs[runs.length - 1];
  return last && last.to < day ? [...runs.slice(0, -1), { ...last, to: day }] : runs;
}

/** The other side of contested days as the picture has it, where the answer itself does not name one. */
export function seconds(found, places) {
  const runs = places.find((p) => p.key === found.place.key)?.runs || [];
  const at = (day) => runs.find((r) => r.from <= day && day <= r.to);
  return { ...found, periods: found.periods.map((p) => (p.status === "contested" && p.second === undefined ? { ...p, second: at(p.from)?.second } : p)) };
}

/** /event: the row with its claims and the voices behind them. */
export function toldOf(answer) {
  const claims = claimsOf(answer), event = eventOf(answer.event);
  return { ...event, records: [...new Set(event.reports.map((r) => r.claim))].map((id) => claims.get(id)).filter(Boolean),
    origins: (event.origins || []).map((o) => ({ ...o, claims: o.claims.filter((id) => claims.has(id)) })), decisions: answer.decisions || [], claims };
}
