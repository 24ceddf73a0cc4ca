// One place on a page of its own: who held it when, the story, and the evidence for a day. Made to be printed too.
import { keyboard, tried } from "../chrome.js";
import * as days from "../days.js";
import { fill, h, outside } from "../dom.js";
import * as ev from "../evidence.js";
import { evidence } from "../known.js";
import { PAGES, odds, range } from "../pages.js";
import { panel } from "../panel.js";
import * as picture from "../picture.js";
import { listen, set, state } from "../state.js";
import { back, frame } from "../store.js";
import { inline, place as symbol, stretches } from "../symbols.js";
import { doubt, eventRows, look, strip } from "../views.js";
import { capital, plural, tier } from "../words.js";

export const defaults = () => ({ ...picture.defaults(), key: "" });

const keyOf = () => state.key || new URLSearchParams(location.search).get("key") || "";

function clocks() {
  const [first, last] = frame.days;
  const pick = (name, label) => h("label", {}, `${label} `, h("input", { type: "date", id: `clock-${name}`, min: first, max: last, value: state[name], onchange: (e) => days.isDay(e.target.value) && set({ [name]: e.target.value }) }));
  const step = (n, text, label) => h("button.step", { type: "button", "aria-label": label, onclick: () => move(n) }, text);
  return h("div.filters", {}, step(-1, "‹", "One day back"), pick("day", "Day looked at"), step(1, "›", "One day on"), pick("asof", "As known on"), h("button", { type: "button", onclick: () => print() }, "Print"),
    h("a", { href: `${back.server ? "./" : "index.html"}#${new URLSearchParams({ day: state.day, asof: state.asof, sel: `place:${keyOf()}` })}` }, "On the map"));
}

function move(n) {
  const [first, last] = frame.days, to = days.plus(state.day, n);
  set({ day: to < first ? first : to > last ? last : to });
}

const because = ({ parts }) => { const n = new Set(parts.flatMap((p) => p.claims)).size; return n ? plural(n, "claim") : "nothing new"; };

/** The periods as a table; a click on one goes to its first day. */
function periods(found) {
  const [first, last] = frame.days.map(days.number);
  const shown = stretches(found.periods).filter((p) => p.to >= first && p.from <= last);
  return h("table.history", {}, h("caption", {}, "History, as known on ", days.long(state.asof)), h("thead", {}, h("tr", {}, ["days", "who", "how sure", "because of"].map((t) => h("th", { scope: "col" }, t)))),
    h("tbody", {}, shown.map((p) => h("tr", { class: p.from <= days.number(state.day) && days.number(state.day) <= p.to ? "picked" : "" },
      h("th", { scope: "row" }, h("button.link", { type: "button", onclick: () => set({ day: days.iso(Math.max(p.from, first)) }) }, days.span(p.from, p.to))),
      h("td", { dir: "auto" }, inline(symbol({ ...look(p), r: 6 })), " ", tier(p)), h("td", {}, range(p)), h("td", {}, because(p))))));
}

/** The whole page for the days of the state, as nodes; the story comes a moment later. */
async function leaf(width) {
  const found = await back.place(keyOf(), state.asof);
  if (!found) return h("div.slip", {}, h("h2", {}, "No such place"), h("p", {}, "No report in this ledger names it, or not by that day."));
  const { place } = found, { now, bearing } = evidence(found, state.day);
  document.title = `${place.name} · ${frame.title}`;
  const story = h("ol.story", {});
  tell(story, found);
  return h("article.leaf", {}, h("h2", { dir: "auto", id: "chosen" }, place.name), clocks(),
    h("p.answer", {}, inline(symbol({ ...look(now), r: 11 })), h("span", {}, h("strong", { dir: "auto" }, capital(tier(now))), ` on ${days.long(state.day)}: ${doubt(now)}`)),
    now.because ? outside("p", now.because, { class: "reason" }) : null, odds(now),
    strip(place.name, found.periods, width, 26), h("div.strip-axis", { "aria-hidden": "true" }, h("span", {}, days.short(frame.days[0])), h("span", {}, days.short(frame.days[1]))),
    h("div.leaf-columns", {}, h("section", {}, h("h3", {}, `The story up to ${days.long(state.day)}`), story), periods(found)),
    h("h3", {}, "Evidence for this day"), ev.weigh(bearing, now.holder),
    h("h3", {}, "Events here"), found.events.length ? eventRows(found.events) : h("p.empty", {}, "None known."));
}

async function tell(list, found) {
  const lines = (said) => fill(list, said?.length ? said.map((t) => outside("li", t)) : h("li.empty", {}, "No report tells of it."));
  if (!back.why) { lines(found.story); return; }
  fill(list, h("li.empty", {}, "Working out the story…"));
  try { lines((await back.why(keyOf(), state.day, state.asof)).story); } catch (e) { fill(list, h("li.error", {}, e.message)); }
}

export async function start(app) {
  const body = h("div.leaf-box", {}), side = panel({ tabs: [], pages: PAGES, closing: "‹ Close" });
  document.body.classList.add("as-leaf");
  fill(app, body, side.node);
  let turn = 0;
  const redraw = async () => {
    const mine = ++turn, found = await leaf(Math.max(280, Math.min(body.clientWidth - 40, 1100))), focus = document.activeElement?.id;
    if (mine !== turn) return;
    fill(body, found);
    if (focus) document.getElementById(focus)?.focus();
  };
  listen((_, before) => {
    if (["day", "asof", "key", "theme"].some((k) => before[k] !== state[k])) tried(redraw);
    if (before.sel !== state.sel) side.draw();
  });
  await redraw();
  side.draw();
  keyboard((e) => {
    if (e.key === "Escape") set({ sel: "" });
    const n = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (n && !e.target.closest?.("input")) { e.preventDefault(); move(n); }
  });
}
