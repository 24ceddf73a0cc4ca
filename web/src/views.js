// The lists beside the map: places, events, changes, sources, key and method.
import * as days from "./days.js";
import { h, outside } from "./dom.js";
import { answer, changes, difference, within } from "./known.js";
import { set, state } from "./state.js";
import { FAMILIES, back, frame, known } from "./store.js";
import * as symbols from "./symbols.js";
import { TIERS, inline, mark, place as symbol } from "./symbols.js";
import { capital, figure, folded, likelihood, party, percent, plural, tier, type, when, who } from "./words.js";

export const look = (x) => ({ tier: x.status, p: x.p, holder: x.holder, second: x.second, r: 8 });
export const open = (sel) => () => set({ sel });

/** Who held a place over time, as a strip of w × hgt pixels. */
export function strip(name, runs, w = 190, hgt = 12) {
  const canvas = h("canvas.strip", { role: "img", "aria-label": `Who held ${name} over time` });
  canvas.style.width = `${w}px`; canvas.style.height = `${hgt}px`;
  const [from, to] = frame.days.map(days.number);
  symbols.strip(canvas, runs, { from, to, day: days.number(state.day), w, hgt });
  return canvas;
}

export const doubt = (x) => (x.status === "unknown" ? "nothing to go on" : `${likelihood(x.p)}, ${percent(x.p)}`);

export function places() {
  const rows = known.places.map((place) => ({ place, now: answer(place, state.day) }));
  const settled = rows.filter((r) => r.now.status !== "unknown"), rest = rows.filter((r) => r.now.status === "unknown");
  return [h("p.lead", {}, `Who held what on ${days.long(state.day)}, as known on ${days.long(known.asof)}.`),
    some(settled, placeRows), rest.length ? h("h2.sub", {}, `Unknown: ${plural(rest.length, "place")}`) : null, some(rest, placeRows, settled.length > 50 ? 12 : 50),
    rows.length ? null : nothing()];
}

const nothing = () => (frame.counts.documents ? h("p.empty", {}, "No place is held by anybody in these reports.")
  : h("p.empty", {}, "There is no report in this ledger yet.", back.server ? [" ", h("a", { href: "intake" }, "Take some in.")] : null));

/** The first of many rows, and more on demand. */
export function some(rows, draw, limit = 50) {
  if (rows.length <= limit) return draw(rows);
  const next = Math.min(200, rows.length - limit);
  const more = h("button.more", { type: "button", onclick: (e) => { e.target.replaceWith(...[some(rows.slice(limit), draw, 200)].flat()); } }, next < rows.length - limit ? `Show ${next} more of ${rows.length - limit}` : `Show the other ${next}`);
  return [draw(rows.slice(0, limit)), more];
}

function placeRows(rows) {
  return h("ul.rows", {}, rows.map(({ place, now }) => h("li", {}, h("button.row", { type: "button", onclick: open(`place:${place.key}`),
      "data-place": place.key, "data-status": now.status, "data-holder": party(now.holder) },
    inline(symbol(look(now))), h("span.what", {}, outside("strong", place.name), h("span.says", { dir: "auto" }, tier(now))),
    strip(place.name, place.runs, 150), h("span.doubt", {}, now.status === "unknown" ? "" : percent(now.p))))));
}

const BACK = [["1", "this day"], ["3", "3 days"], ["7", "7 days"], ["0", "all"]];

function select(name, label, options) {
  return h("label", {}, `${label} `, h("select", { "data-filter": name, onchange: (e) => set({ [name]: e.target.value }) },
    options.map(([value, text]) => h("option", { value, selected: state[name] === value }, text))));
}

const strength = () => Object.keys(frame.standings);
const byStanding = (a, b) => FAMILIES.indexOf(a.family) - FAMILIES.indexOf(b.family) || strength().indexOf(a.standing) - strength().indexOf(b.standing);
const byDay = (a, b) => ((a.when?.start || "9") < (b.when?.start || "9") ? -1 : 1);
export const eventRows = (list) => some([...list].sort(state.back === "0" ? byDay : byStanding), drawEvents);

function drawEvents(list) {
  return h("ul.rows", {}, list.map((e) => h("li", {}, h("button.row.event", { type: "button", onclick: open(`event:${e.event}`), "data-event": e.event },
    inline(mark({ family: e.family, sure: e.standing === "established" })),
    h("span.what", {}, h("strong", {}, capital(type(e.type)), e.place ? [", ", outside("span", e.place)] : null), outside("span", who(e), { class: "says" })),
    h("span.facts", {}, h("span.chip", { title: frame.standings[e.standing] }, e.standing),
      h("span", {}, [e.when ? when(e.when) : "no day told", figure(e.killed) && `${figure(e.killed)} killed`, folded(e.n, e.independent_sources)]
        .filter(Boolean).join(" · ")))))));
}

const MOST = 500;

export async function eventList() {
  const length = Number(state.back), asked = { family: state.family, asof: state.asof, sort: "day", limit: MOST, ...(length ? { since: days.plus(state.day, 1 - length), until: state.day } : {}) };
  const { rows, total } = await back.rows("events", asked);
  const undated = length ? known.events.filter((e) => e.from === undefined && (!state.family || e.family === state.family)).length : 0;
  return [h("div.filters", {}, select("back", "Within", BACK), select("family", "Family", [["", "all"], ...FAMILIES.map((f) => [f, f])])),
    h("p.lead", {}, `${plural(total, "event")} ${length ? `in the ${plural(length, "day")} to ${days.long(state.day)}` : "in all"}, as known on ${days.long(state.asof)}.`,
      undated ? ` ${plural(undated, "event")} without a day: choose “all”.` : "", total > rows.length ? ` The first ${rows.length}; the table of events has them all.` : ""),
    rows.length ? eventRows(length ? within(rows, state.day, length) : rows) : h("p.empty", {}, "No report tells of one. Widen the days above.")];
}

export function changeList() {
  const found = changes(), moved = difference(state.since, state.day), [first, last] = frame.days;
  const pick = h("input", { type: "date", min: first, max: last, value: state.since, "aria-label": "Compare with", "data-filter": "since",
    onchange: (e) => days.isDay(e.target.value) && set({ since: e.target.value < first ? first : e.target.value > last ? last : e.target.value }) });
  const line = ({ place, a, b }) => h("li", {}, h("button.row", { type: "button", onclick: open(`place:${place.key}`) },
    inline(symbol(look(a))), h("span.arrow", { "aria-hidden": "true" }, "→"), inline(symbol(look(b))),
    h("span.what", {}, outside("strong", place.name), h("span.says", { dir: "auto" }, `${tier(a)}, then ${tier(b)}`))));
  const hand = (c) => h("li", {}, h("button.row", { type: "button", onclick: () => set({ day: c.day < first ? first : c.day, sel: `place:${c.place.key}` }) },
    h("time", { datetime: c.day }, days.short(c.day)), inline(symbol(look(c.run))),
    h("span.what", {}, outside("strong", c.place.name), h("span.says", { dir: "auto" }, `${party(c.from)} → ${party(c.to)}, ${c.run.status} (${percent(c.run.p)})`))));
  return [h("h2.sub", {}, "Compared with ", pick),
    h("p.lead", {}, `${plural(moved.length, "place")} ${moved.length === 1 ? "differs" : "differ"} between ${days.long(state.since)} and ${days.long(state.day)}${moved.length ? "; ringed on the map" : ""}.`),
    some(moved, (list) => h("ul.rows", {}, list.map(line))),
    h("h2.sub", {}, `Changes of hands${found.length > 60 ? `: ${found.length}` : ""}`),
    found.length ? some(found, (list) => h("ol.rows", {}, list.map(hand))) : h("p.empty", {}, "None known by then.")];
}

export async function reports() {
  const { rows } = await back.rows("documents", { asof: state.asof, sort: "day" });
  return [h("p.lead", {}, `${plural(rows.length, "report")} published by ${days.long(state.asof)}.`),
    some(rows, (list) => h("ul.rows", {}, list.map((d) => h("li", {}, h("button.row", { type: "button", onclick: open(`doc:${d.key || d.id}`) },
      h("time", { datetime: d.date }, d.date ? days.short(d.date) : "no date"),
      h("span.what", {}, outside("strong", d.title || d.id), outside("span", [d.outlet, d.outlet_kind].filter(Boolean).join(", "), { class: "says" })),
      h("span.doubt", {}, plural(d.claims.length, "claim")))))))];
}

export async function sources() {
  const { rows } = await back.rows("sources", { asof: state.asof });
  if (!rows.length) return h("p.empty", {}, "No sources were graded.");
  const cell = (s, k) => h("td", { "data-label": k }, s[k] === undefined ? "" : String(s[k]));
  return [h("p.lead", {}, "Who says so. Reliability A (reliable) to E (unreliable), F (cannot be judged), from the kind of source, its interest and its record."),
    h("div.scroll", { tabindex: 0, role: "region", "aria-label": "Sources" }, h("table.sources", {}, h("thead", {}, h("tr", {}, ["name", "kind", "grade", "claims", "true", "false"]
      .map((t) => h("th", { scope: "col" }, t)))),
    h("tbody", {}, rows.flatMap((s) => [h("tr", {}, h("th", { scope: "row", dir: "auto" }, s.name || `a ${s.kind}`), cell(s, "kind"), cell(s, "reliability"),
      cell(s, "claims"), cell(s, "confirmed"), cell(s, "refuted")), h("tr", {}, outside("td", [s.because, s.side && s.side !== s.name ? `speaks for ${s.side}` : ""].filter(Boolean).join("; "),
      { class: "why", colspan: 6 }))]))))];
}

const key = (canvas, text) => h("li", {}, inline(canvas), h("span", { dir: "auto" }, text));
const tierKey = (t, says) => key(symbol({ tier: t, holder: undefined, second: 0, r: 8 }), says);
const sideKey = (i) => key(symbol({ tier: "held", holder: i, r: 8 }), party(i));

/** What stands on the map, in as few words as will do. */
export function brief() {
  const few = frame.holders.slice(0, 8);
  return [h("ul.key", {}, few.map(sideKey), frame.holders.length > few.length ? h("li", {}, `and ${frame.holders.length - few.length} more`) : null),
    h("ul.key", {}, TIERS.map((t) => tierKey(t, t))),
    h("ul.key", {}, FAMILIES.map((f) => key(mark({ family: f }), f)), key(mark({ family: "violence", sure: false }), "not established"))];
}

export function legend() {
  return [h("h3", {}, "Sides"), h("ul.key", {}, frame.holders.map(sideKey)),
    h("h3", {}, "How it is held"), h("ul.key", {}, TIERS.map((t) => tierKey(t, `${t}: ${frame.tiers[t] || ""}`))),
    h("p", {}, "The stronger the fill, the likelier: ", [0.5, 0.7, 0.85, 1].map((p) => [inline(symbol({ tier: "held", holder: 0, p, r: 7 })), ` ${percent(p)} `])),
    h("h3", {}, "Events"), h("ul.key", {}, FAMILIES.map((f) => key(mark({ family: f }), f)), key(mark({ family: "violence", sure: false }), "hollow: not established")),
    h("p", {}, "Dashed rings are areas: the place is known no better than that. Dashed borders are disputed.")];
}

export const KEYS = [["← →", "the day looked at"], ["shift + ← →", "as known on"], ["space", "play or pause"], ["/", "search the claims"], ["1 … 7", "the lists"],
  ["j k", "next, previous in a list"], ["esc", "back to the list"], ["+ −", "zoom, with the map in focus"]];

export function about() {
  return [h("h2.sub", {}, "What this shows"), h("p", {}, "Claims read by a program from the reports named here. Nothing is added to them. A probability is how often such an answer turns out right, not a fact; unknown stays unknown."),
    h("p", {}, "Two clocks: the day looked at, and the day by which reports had to be published to count. Move the second back to see what could be known then."),
    h("p", {}, "Sides take colours and shapes in the order of their names; neither means anything."),
    ...legend(), back.server ? null : [h("h2.sub", {}, "Keys"), h("dl.keys", {}, KEYS.map(([k, v]) => [h("dt", {}, h("kbd", {}, k)), h("dd", {}, v)]))],
    h("h2.sub", {}, "Limits"), h("ul", {}, ["A report can be wrong, and so can its reading: open the sentence before you rely on it.", "Copies of one report count once; that they are copies is itself a judgement.",
      "A place that no report mentions is not shown.", "Borders are Natural Earth’s de facto lines (public domain), today’s and not those of the time."].map((t) => h("li", {}, t))),
    h("h2.sub", {}, "Made with"), h("p.fine", {}, "Places: GeoNames (geonames.org), CC BY 4.0. Borders: Natural Earth, public domain. Map: OpenLayers, BSD 2-Clause. reportedly: Apache-2.0."),
    h("p.fine", {}, [frame.origin, frame.made && `latest report ${frame.made}`].filter(Boolean).join(" · "))];
}
