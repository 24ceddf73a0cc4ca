// The lists: places, events, changes, reports, sources, method.
import { FAMILIES, FIRST, LAST, answer, changes, claimById, data, difference, docById, eventById, events, evidence, historyOf, placeByKey, within } from "./data.js";
import * as days from "./days.js";
import { h, outside } from "./dom.js";
import * as ev from "./evidence.js";
import { set, state } from "./state.js";
import * as symbols from "./symbols.js";
import { SHAPES, TIERS, inline, mark, place as symbol } from "./symbols.js";
import { STANDINGS, capital, figure, folded, likelihood, party, percent, plural, tier, type, when, who } from "./words.js";

const look = (x) => ({ tier: x.status, p: x.p, holder: x.holder, second: x.second, r: 8 });
const open = (sel) => () => set({ sel });

function strip(place, w = 190, hgt = 12) {
  const canvas = h("canvas.strip", { role: "img", "aria-label": `Who held ${place.name} over time` });
  const periods = historyOf(place, state.asof).map((period) => ({ a: days.number(period.from), b: days.number(period.to), period }));
  canvas.style.width = `${w}px`; canvas.style.height = `${hgt}px`;
  symbols.strip(canvas, periods, { from: days.number(FIRST), to: days.number(LAST), day: days.number(state.day), w, hgt });
  return canvas;
}

const doubt = (x) => (x.status === "unknown" ? "nothing to go on" : `${likelihood(x.p)}, ${percent(x.p)}`);

export function places() {
  const rows = data.places.map((place) => ({ place, now: answer(place, state.day, state.asof) }));
  const known = rows.filter((r) => r.now.status !== "unknown"), rest = rows.filter((r) => r.now.status === "unknown");
  return [h("p.lead", {}, `Who held what on ${days.long(state.day)}, as known on ${days.long(state.asof)}.`),
    some(known, placeRows), rest.length ? h("h2.sub", {}, `Unknown: ${plural(rest.length, "place")}`) : null, some(rest, placeRows),
    rows.length ? null : h("p.empty", {}, "No place is held by anybody in these reports.")];
}

/** The first of many rows, and the others on demand. */
function some(rows, draw, limit = 60) {
  if (rows.length <= limit) return draw(rows);
  const more = h("button", { type: "button", onclick: (e) => { e.target.replaceWith(draw(rows.slice(limit))); } }, `Show the other ${rows.length - limit}`);
  return [draw(rows.slice(0, limit)), more];
}

function placeRows(rows) {
  return h("ul.rows", {}, rows.map(({ place, now }) => h("li", {}, h("button.row", { type: "button", onclick: open(`place:${place.key}`),
      "data-place": place.key, "data-status": now.status, "data-holder": party(now.holder) },
    inline(symbol(look(now))), h("span.what", {}, outside("strong", place.name), h("span.says", { dir: "auto" }, tier(now))),
    strip(place, 150), h("span.doubt", {}, now.status === "unknown" ? "" : percent(now.p))))));
}

const BACK = [["1", "this day"], ["3", "3 days"], ["7", "7 days"], ["0", "all"]];

function select(name, label, options) {
  return h("label", {}, `${label} `, h("select", { "data-filter": name, onchange: (e) => set({ [name]: e.target.value }) },
    options.map(([value, text]) => h("option", { value, selected: state[name] === value }, text))));
}

const STRENGTH = Object.keys(STANDINGS);

const byStanding = (a, b) => FAMILIES.indexOf(a.family) - FAMILIES.indexOf(b.family) || STRENGTH.indexOf(a.standing) - STRENGTH.indexOf(b.standing);
const byDay = (a, b) => ((a.when?.start || "9") < (b.when?.start || "9") ? -1 : 1);
export const eventRows = (list) => some([...list].sort(state.back === "0" ? byDay : byStanding), drawEvents);

function drawEvents(list) {
  return h("ul.rows", {}, list.map((e) => h("li", {}, h("button.row.event", { type: "button", onclick: open(`event:${e.event}`), "data-event": e.event },
    inline(mark({ family: e.family, sure: e.standing === "established" })),
    h("span.what", {}, h("strong", {}, capital(type(e.type)), e.place ? [", ", outside("span", e.place)] : null), outside("span", who(e), { class: "says" })),
    h("span.facts", {}, h("span.chip", { title: STANDINGS[e.standing] }, e.standing),
      h("span", {}, [e.when ? when(e.when) : "no day told", figure(e.killed) && `${figure(e.killed)} killed`, folded(e.reports.length, e.independent_sources)]
        .filter(Boolean).join(" · ")))))));
}

export function eventList() {
  const all = events(state.asof).filter((e) => !state.family || e.family === state.family);
  const shown = within(all, state.day, Number(state.back));
  const undated = Number(state.back) ? all.filter((e) => !e.when).length : 0;
  return [h("div.filters", {}, select("back", "Within", BACK), select("family", "Family", [["", "all"], ...FAMILIES.map((f) => [f, f])])),
    h("p.lead", {}, `${plural(shown.length, "event")} ${Number(state.back) ? `in the ${plural(Number(state.back), "day")} to ${days.long(state.day)}` : "in all"}, as known on ${days.long(state.asof)}.`,
      undated ? ` ${plural(undated, "event")} without a day: choose “all”.` : ""),
    eventRows(shown)];
}

export function changeList() {
  const found = changes(state.asof), moved = difference(state.since, state.day, state.asof);
  const pick = h("input", { type: "date", min: FIRST, max: LAST, value: state.since, "aria-label": "Compare with",
    onchange: (e) => days.isDay(e.target.value) && set({ since: e.target.value }) });
  const line = (place, from, to) => h("li", {}, h("button.row", { type: "button", onclick: open(`place:${place.key}`) },
    inline(symbol(look(from))), h("span.arrow", { "aria-hidden": "true" }, "→"), inline(symbol(look(to))),
    h("span.what", {}, outside("strong", place.name), h("span.says", { dir: "auto" }, `${tier(from)}, then ${tier(to)}`))));
  return [h("h2.sub", {}, "Compared with ", pick), h("p.lead", {}, `${plural(moved.length, "place")} differ between ${days.long(state.since)} and ${days.long(state.day)}.`),
    h("ul.rows", {}, moved.map(({ place, a, b }) => line(place, a, b))),
    h("h2.sub", {}, "Changes of hands"),
    found.length ? h("ol.rows", {}, found.map((c) => h("li", {}, h("button.row", { type: "button",
      onclick: () => set({ day: c.day < FIRST ? FIRST : c.day, sel: `place:${c.place.key}` }) },
    h("time", { datetime: c.day }, days.short(c.day)), inline(symbol(look(c.period))),
    h("span.what", {}, outside("strong", c.place.name), h("span.says", { dir: "auto" }, `${party(c.from)} → ${party(c.to)}, ${c.period.status} (${percent(c.period.p)})`))))))
      : h("p.empty", {}, "None known by then.")];
}

export function reports() {
  const shown = data.docs.filter((d) => d.day <= state.asof);
  return [h("p.lead", {}, `${plural(shown.length, "report")} published by ${days.long(state.asof)}.`),
    h("ul.rows", {}, shown.map((d) => h("li", {}, h("button.row", { type: "button", onclick: open(`doc:${d.id}`) },
      h("time", { datetime: d.date }, d.date ? days.short(d.date) : "no date"),
      h("span.what", {}, outside("strong", d.title || d.id), outside("span", [d.outlet, d.outlet_kind].filter(Boolean).join(", "), { class: "says" })),
      h("span.doubt", {}, plural(d.claims.length, "claim"))))))];
}

export function sources() {
  if (!data.sources.length) return h("p.empty", {}, "No sources were graded.");
  const cell = (s, k) => h("td", { "data-label": k }, s[k] === undefined ? "" : String(s[k]));
  return [h("p.lead", {}, "Who says so. Reliability A (reliable) to E (unreliable), F (cannot be judged), from the kind of source, its interest and its record."),
    h("div.scroll", { tabindex: 0, role: "region", "aria-label": "Sources" }, h("table.sources", {}, h("thead", {}, h("tr", {}, ["name", "kind", "grade", "claims", "true", "false"]
      .map((t) => h("th", { scope: "col" }, t)))),
    h("tbody", {}, data.sources.flatMap((s) => [h("tr", {}, h("th", { scope: "row", dir: "auto" }, s.name || `a ${s.kind}`), cell(s, "kind"), cell(s, "reliability"),
      cell(s, "claims"), cell(s, "confirmed"), cell(s, "refuted")), h("tr", {}, outside("td", [s.because, s.side && s.side !== s.name ? `speaks for ${s.side}` : ""].filter(Boolean).join("; "),
      { class: "why", colspan: 6 }))]))))];
}

const key = (canvas, text) => h("li", {}, inline(canvas), h("span", { dir: "auto" }, text));
const tierKey = (t, says) => key(symbol({ tier: t, holder: undefined, second: 0, r: 8 }), says);

/** What stands on the map, in as few words as will do. */
export function brief() {
  return [h("ul.key", {}, data.holders.map((i) => key(symbol({ tier: "held", holder: i, r: 8 }), party(i)))),
    h("ul.key", {}, TIERS.map((t) => tierKey(t, t))),
    h("ul.key", {}, FAMILIES.map((f) => key(mark({ family: f }), f)), key(mark({ family: "violence", sure: false }), "not established"))];
}

export function legend() {
  return [h("h3", {}, "Sides"), h("ul.key", {}, data.holders.map((i) => key(symbol({ tier: "held", holder: i, r: 8 }), party(i)))),
    h("h3", {}, "How it is held"), h("ul.key", {}, TIERS.map((t) => tierKey(t, `${t}: ${data.tiers[t] || ""}`))),
    h("p", {}, "The stronger the fill, the likelier: ", [0.5, 0.7, 0.85, 1].map((p) => [inline(symbol({ tier: "held", holder: 0, p, r: 7 })), ` ${percent(p)} `])),
    h("h3", {}, "Events"), h("ul.key", {}, FAMILIES.map((f) => key(mark({ family: f }), f)), key(mark({ family: "violence", sure: false }), "hollow: not established")),
    h("p", {}, "Dashed rings are areas: the place is known no better than that. Dashed borders are disputed.")];
}

export function about() {
  return [h("h2.sub", {}, "What this shows"), h("p", {}, "Claims read by a program from the reports named here. Nothing is added to them. A probability is how often such an answer turns out right, not a fact; unknown stays unknown."),
    h("p", {}, "Two clocks: the day looked at, and the day by which reports had to be published to count. Move the second back to see what could be known then."),
    h("p", {}, "Sides take colours and shapes in the order of their names; neither means anything."),
    ...legend(), h("h2.sub", {}, "Keys"), h("dl.keys", {}, [["← →", "the day looked at"], ["shift + ← →", "as known on"], ["space", "play or pause"], ["/", "search the claims"], ["1 … 7", "the lists"],
      ["j k", "next, previous in a list"], ["esc", "back to the list"], ["+ −", "zoom, with the map in focus"]].map(([k, v]) => [h("dt", {}, h("kbd", {}, k)), h("dd", {}, v)])),
    h("h2.sub", {}, "Limits"), h("ul", {}, ["A report can be wrong, and so can its reading: open the sentence before you rely on it.", "Copies of one report count once; that they are copies is itself a judgement.",
      "A place that no report mentions is not shown.", "Borders are Natural Earth’s de facto lines (public domain), today’s and not those of the time."].map((t) => h("li", {}, t))),
    h("h2.sub", {}, "Made with"), h("p.fine", {}, "Places: GeoNames (geonames.org), CC BY 4.0. Borders: Natural Earth, public domain. Map: OpenLayers, BSD 2-Clause. reportedly: Apache-2.0."),
    h("p.fine", {}, [data.origin, data.made && `latest report ${data.made}`].filter(Boolean).join(" · "))];
}

// One thing, with its evidence.

export function placePage(key) {
  const place = placeByKey.get(key);
  if (!place) return missing();
  const { now, bearing, rest } = evidence(place, state.day, state.asof);
  const here = events(state.asof).filter((e) => e.place_key === key || (!e.place_key && e.place === place.name));
  const today = within(here, state.day, 3);
  const history = historyOf(place, state.asof);
  return [title(place.name, [place.country, place.radius_km ? `±${Math.max(1, Math.round(place.radius_km))} km` : ""]),
    h("p.answer", {}, inline(symbol({ ...look(now), r: 11 })), h("span", {}, h("strong", { dir: "auto" }, capital(tier(now))), ` on ${days.long(state.day)}: ${doubt(now)}`)),
    now.because ? outside("p", now.because, { class: "reason" }) : null,
    strip(place, 480, 18), axis(),
    ev.weigh(bearing, now.holder),
    history.length ? h("details.more", {}, h("summary", {}, `Its history, ${plural(history.length, "period")}`), h("table", {}, h("tbody", {}, history.map((p) =>
      h("tr", {}, h("th", { scope: "row" }, days.span(p.from, p.to)), h("td", { dir: "auto" }, tier(p)), h("td", {}, p.status === "unknown" ? "" : percent(p.p))))))) : null,
    rest.length ? h("details.more", {}, h("summary", {}, `${plural(rest.length, "claim")} about other days`), rest.map((r) => ev.card(r.record))) : null,
    h("h3", {}, `Events here, 3 days to ${days.short(state.day)}`), today.length ? eventRows(today) : h("p.empty", {}, "None known."),
    here.length > today.length ? h("details.more", {}, h("summary", {}, `All ${plural(here.length, "event")} here`), eventRows(here)) : null];
}

const axis = () => h("div.strip-axis", { "aria-hidden": "true" }, h("span", {}, days.short(FIRST)), h("span", {}, days.short(LAST)));

export function eventPage(id) {
  const e = eventById(id, state.asof);
  if (!e) return missing();
  const facts = [["Who", who(e)], ["When", e.when ? `${when(e.when)}${e.when.inferred ? ": no report tells the day; this is the day of publication" : ""}` : "no day told"],
    ["Killed", figure(e.killed)], ["Reports", folded(e.reports.length, e.independent_sources)], ["Grade", e.grade ? `${e.grade.code || `${e.grade.reliability}${e.grade.credibility}`}: ${e.grade.because}` : ""]];
  const place = placeByKey.get(e.place_key);
  return [title(`${capital(type(e.type))}${e.place ? `, ${e.place}` : ""}`, [e.family, e.radius_km && !place ? `±${Math.round(e.radius_km)} km` : ""]),
    h("p.answer", {}, inline(mark({ family: e.family, sure: e.standing === "established" })), h("span", {}, h("strong", {}, capital(e.standing)), `: ${STANDINGS[e.standing] || ""}`)),
    h("dl.facts", {}, facts.filter(([, v]) => v).map(([k, v]) => [h("dt", {}, k), outside("dd", v)])),
    place ? h("button.link", { type: "button", onclick: open(`place:${place.key}`) }, `Who holds ${place.name}`) : null,
    (e.figures || []).length ? h("table", {}, h("caption", {}, "Figures by claimant"), h("tbody", {}, e.figures.map((f) => h("tr", {}, h("th", { scope: "row" }, `${figure(f)} ${f.what}`),
      outside("td", [f.claimant, f.whose === "own" ? "own losses" : f.whose === "enemy" ? "the other side’s losses" : ""].filter(Boolean).join(", ")), h("td", {}, f.status === "current" ? "" : f.status || ""))))) : null,
    ev.weighEvent(e, state.asof),
    e.later ? h("p.empty", {}, `${plural(e.later, "report")} came later.`) : null,
    e.because?.length ? h("details.more", {}, h("summary", {}, "Why these are one event"), h("ul", {}, e.because.map((t) => outside("li", t)))) : null];
}

export function eventsPage(ids) {
  const list = ids.split("+").map((id) => eventById(id, state.asof)).filter(Boolean);
  return [title(plural(list.length, "event"), [list[0]?.place]), eventRows(list)];
}

export function claimPage(id) {
  const c = claimById.get(id);
  if (!c) return missing();
  return [title(`Claim: ${type(c.type)}`, [c.place?.name, c.when ? when(c.when) : ""]), ev.card(c),
    h("button.link", { type: "button", onclick: open(`doc:${c.doc.id}`) }, "Open the report")];
}

export function docPage(id) {
  const doc = docById.get(id);
  if (!doc) return missing();
  return [title(doc.title || doc.id, [doc.outlet, doc.outlet_kind, days.long(doc.date)]), doc.url ? h("p.fine", {}, outside("span", doc.url)) : null,
    ev.report(doc), h("h3", {}, plural(doc.claims.length, "claim")), doc.claims.map((c) => ev.card(c))];
}

const title = (text, about) => h("div.title", {}, outside("h2", text, { id: "chosen", tabindex: -1 }), h("p.about", { dir: "auto" }, about.filter(Boolean).join(" · ")));
const missing = () => h("p.empty", {}, "This is not in the picture, or was not known then.");
export { SHAPES };
