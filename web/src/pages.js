// One thing with its evidence: a place, an event, a claim, a report.
import * as days from "./days.js";
import { h, outside } from "./dom.js";
import * as ev from "./evidence.js";
import { evidence, within } from "./known.js";
import { state } from "./state.js";
import { back, frame, known } from "./store.js";
import { inline, mark, place as symbol, stretches } from "./symbols.js";
import { doubt, eventRows, look, open, strip } from "./views.js";
import { capital, figure, folded, percent, plural, tier, type, when, who } from "./words.js";

export const title = (text, about) => h("div.title", {}, outside("h2", text, { id: "chosen", tabindex: -1 }), h("p.about", { dir: "auto" }, about.filter(Boolean).join(" · ")));
export const missing = () => h("p.empty", {}, "This is not in the picture, or was not known then.");
const axis = () => h("div.strip-axis", { "aria-hidden": "true" }, h("span", {}, days.short(frame.days[0])), h("span", {}, days.short(frame.days[1])));
const radius = (x) => (x.radius_km ? `±${Math.max(1, Math.round(x.radius_km))} km` : "");

export async function placePage(key) {
  const found = await back.place(key, state.asof);
  if (!found) return missing();
  const place = { ...found.place, ...(known.byKey.get(key) || {}) };
  const { now, bearing, rest } = evidence(found, state.day), today = within(found.events, state.day, 3), past = stretches(found.periods);
  return [title(place.name, [place.country, radius(place)]),
    h("p.answer", {}, inline(symbol({ ...look(now), r: 11 })), h("span", {}, h("strong", { dir: "auto" }, capital(tier(now))), ` on ${days.long(state.day)}: ${doubt(now)}`)),
    now.because ? outside("p", now.because, { class: "reason" }) : null, odds(now),
    strip(place.name, found.periods, 480, 18), axis(),
    ev.weigh(bearing, now.holder), story(key, found),
    past.length ? h("details.more", {}, h("summary", {}, `Its history, ${plural(past.length, "period")}`), h("table", {}, h("tbody", {}, past.map((p) =>
      h("tr", {}, h("th", { scope: "row" }, days.span(p.from, p.to)), h("td", { dir: "auto" }, tier(p)), h("td", {}, range(p))))))) : null,
    rest.length ? ev.later(`${plural(rest.length, "claim")} about other days`, () => rest.slice(0, 200).map((r) => ev.card(r.record))) : null,
    h("h3", {}, `Events here, 3 days to ${days.short(state.day)}`), today.length ? eventRows(today) : h("p.empty", {}, "None known."),
    found.events.length > today.length ? h("details.more", {}, h("summary", {}, `All ${plural(found.events.length, "event")} here`), eventRows(found.events)) : null,
    back.server || back.desk ? h("p.links", {}, h("a", { href: placeLink(key) }, "Its own page, to print")) : null];
}

/** How sure, over a stretch of days: "96%" or "91%–97%". */
export function range({ status, parts }) {
  if (status === "unknown") return "";
  const all = parts.map((p) => p.p), low = percent(Math.min(...all)), high = percent(Math.max(...all));
  return low === high ? low : `${low} to ${high}`;
}

const placeLink = (key) => `${back.server ? `place?key=${encodeURIComponent(key)}` : "place.html"}#${new URLSearchParams({ ...(back.server ? {} : { key }), day: state.day, asof: state.asof })}`;

/** The sides' probabilities, where more than one has any. */
export function odds(now) {
  const all = Object.entries(now.probabilities || {}).filter(([, p]) => p >= 0.01).sort((a, b) => b[1] - a[1]);
  return all.length > 1 ? h("p.fine", { dir: "auto" }, all.map(([n, p]) => `${n} ${percent(p)}`).join(" · ")) : null;
}

function story(key, found) {
  if (!back.why && !found.story?.length) return null;
  return ev.later("The story up to this day", async () => {
    const told = back.why ? (await back.why(key, state.day, state.asof)).story : found.story;
    return told?.length ? h("ol.story", {}, told.map((t) => outside("li", t))) : h("p.empty", {}, "No report tells of it.");
  });
}

export async function eventPage(id) {
  const e = await back.event(id, state.asof);
  if (!e) return missing();
  const facts = [["Who", who(e)], ["When", e.when ? `${when(e.when)}${e.when.inferred ? ": no report tells the day; this is the day of publication" : ""}` : "no day told"],
    ["Killed", figure(e.killed)], ["Reports", folded(e.n, e.independent_sources)], ["Grade", e.grade ? `${e.grade.code || `${e.grade.reliability}${e.grade.credibility}`}: ${e.grade.because}` : ""]];
  const place = known.byKey.get(e.place_key);
  return [title(`${capital(type(e.type))}${e.place ? `, ${e.place}` : ""}`, [e.family, !place && radius(e)]),
    h("p.answer", {}, inline(mark({ family: e.family, sure: e.standing === "established" })), h("span", {}, h("strong", {}, capital(e.standing)), `: ${frame.standings[e.standing] || ""}`)),
    h("dl.facts", {}, facts.filter(([, v]) => v).map(([k, v]) => [h("dt", {}, k), outside("dd", v)])),
    place ? h("button.link", { type: "button", onclick: open(`place:${place.key}`) }, `Who holds ${place.name}`) : null,
    (e.figures || []).length ? h("table", {}, h("caption", {}, "Figures by claimant"), h("tbody", {}, e.figures.map((f) => h("tr", {}, h("th", { scope: "row" }, `${figure(f)} ${f.what}`),
      outside("td", [f.claimant, f.whose === "own" ? "own losses" : f.whose === "enemy" ? "the other side’s losses" : ""].filter(Boolean).join(", ")), h("td", {}, f.status === "current" ? "" : f.status || ""))))) : null,
    ev.weighEvent(e), decided(e.decisions),
    e.later ? h("p.empty", {}, `${plural(e.later, "report")} came later.`) : null,
    e.because?.length ? h("details.more", {}, h("summary", {}, "Why these are one event"), h("ul", {}, e.because.map((t) => outside("li", t)))) : null];
}

/** What people decided, newest first. */
export function decided(list) {
  if (!list?.length) return null;
  const change = (d) => Object.entries(d.change || {}).map(([k, v]) => `${k}: ${v || "none"}`).join(", ");
  return h("section.decided", {}, h("h3", {}, "Decided by people"), h("ul", {}, list.map((d) => h("li", { class: d.undone_by ? "undone" : "" }, h("strong", {}, d.kind), " by ", outside("bdi", d.author),
    ` on ${days.short(d.at)}`, change(d) ? [" (", outside("bdi", change(d)), ")"] : null, d.reason ? [": ", outside("q", d.reason)] : null, d.undone_by ? " · undone" : ""))));
}

export async function eventsPage(ids) {
  const found = (await Promise.all(ids.split("+").map(async (id) => { try { return await back.event(id, state.asof); } catch { return null; } }))).filter(Boolean);
  return [title(plural(found.length, "event"), [found[0]?.place]), eventRows(found)];
}

export async function claimPage(id) {
  const c = await back.claim(id);
  if (!c) return missing();
  const place = c.place && known.places.find((p) => p.name === c.place.name);
  return [title(`Claim: ${type(c.type)}`, [c.place?.name, c.when ? when(c.when) : ""]), ev.card(c), decided(c.decisions),
    h("p.links", {}, h("button.link", { type: "button", onclick: open(`doc:${c.doc.key || c.doc.id}`) }, "Open the report"),
      c.event ? h("button.link", { type: "button", onclick: open(`event:${c.event}`) }, "Open the event") : null,
      place ? h("button.link", { type: "button", onclick: open(`place:${place.key}`) }, `Who holds ${place.name}`) : null)];
}

export async function docPage(id) {
  const doc = await back.doc(id);
  if (!doc) return missing();
  return [title(doc.title || doc.id, [doc.outlet, doc.outlet_kind, days.long(doc.date)]), doc.url ? h("p.fine", {}, outside("span", doc.url)) : null,
    doc.copies?.length ? h("p.fine", {}, `Nearly the same words: ${doc.copies.map((d) => [d.outlet, d.day && days.short(d.day)].filter(Boolean).join(", ")).join("; ")}`) : null,
    ev.report(doc), h("h3", {}, plural(doc.claims.length, "claim")), doc.claims.map((c) => ev.card(c))];
}

export const PAGES = { place: placePage, event: eventPage, events: eventsPage, claim: claimPage, doc: docPage };
