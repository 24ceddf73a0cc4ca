// The time dock: what was reported when, who took what when, and the two clocks on one axis.
import { FIRST, LAST, changes, data } from "./data.js";
import * as days from "./days.js";
import { fill, h, svg } from "./dom.js";
import { set, state } from "./state.js";
import { side } from "./theme.js";
import { plural } from "./words.js";

const first = days.number(FIRST), last = days.number(LAST), count = last - first + 1;
const reports = new Map();
for (const d of data.docs) reports.set(d.day, (reports.get(d.day) || 0) + 1);
const most = Math.max(1, ...reports.values());
let parts, timer = null;

const clamp = (n) => Math.min(last, Math.max(first, n));

function slider(name, label) {
  return h("input", { type: "range", min: first, max: last, step: 1, id: `clock-${name}`, "aria-label": label,
    oninput: (e) => set({ [name]: days.iso(Number(e.target.value)) }) });
}

export function build() {
  parts = {
    chart: h("div.chart"), day: slider("day", "The day looked at"), asof: slider("asof", "As known on"),
    dayText: h("output", { for: "clock-day" }), asofText: h("output", { for: "clock-asof" }), note: h("span.note"),
    play: h("button.play", { type: "button", onclick: toggle, title: "Play (space)", "aria-pressed": "false" }, "Play"),
  };
  const step = (name, n, text, hint) => h("button.step", { type: "button", title: hint, "aria-label": hint,
    onclick: () => set({ [name]: days.iso(clamp(days.number(state[name]) + n)) }) }, text);
  const dock = h("section.dock", { "aria-label": "Time" },
    h("div.clock", {}, h("div.clock-name", {}, h("label", { for: "clock-day" }, "Day looked at"), parts.dayText),
      h("div.buttons", {}, step("day", -1, "‹", "One day back (left arrow)"), parts.play, step("day", 1, "›", "One day on (right arrow)"))),
    h("div.axis", {}, parts.chart, parts.day, parts.asof),
    h("div.clock", {}, h("div.clock-name", {}, h("label", { for: "clock-asof" }, "As known on"), parts.asofText),
      h("div.buttons", {}, step("asof", -1, "‹", "Known one day earlier (shift + left arrow)"),
        h("button", { type: "button", title: "What was known on the day itself", onclick: () => set({ asof: state.day }) }, "Same day"),
        h("button", { type: "button", title: "Everything that is known now", onclick: () => set({ asof: LAST }) }, "Latest"),
        step("asof", 1, "›", "Known one day later (shift + right arrow)"))),
    parts.note);
  dock.style.setProperty("--days", count);
  return dock;
}

export function draw() {
  parts.day.value = days.number(state.day); parts.asof.value = days.number(state.asof);
  parts.day.setAttribute("aria-valuetext", days.long(state.day)); parts.asof.setAttribute("aria-valuetext", days.long(state.asof));
  fill(parts.dayText, days.long(state.day)); fill(parts.asofText, days.long(state.asof));
  const out = [...reports].filter(([d]) => d <= state.asof).reduce((n, [, k]) => n + k, 0);
  const found = changes(state.asof), today = found.filter((c) => c.day === state.day).length;
  fill(parts.note, `${plural(reports.get(state.day) || 0, "report")} and ${plural(today, "change")} of hands on this day · ${out} of ${data.docs.length} reports known`,
    data.as_of ? "" : " · who held what is shown as known at the end");
  fill(parts.chart, chart(found));
}

/** Bars of reports a day (pale where not yet known); from the top down, changes of hands in the takers' colours. */
function chart(found) {
  const W = 1000, H = 46, wide = W / count, x = (d) => (days.number(d) - first) * wide;
  const g = svg("svg", { viewBox: `0 0 ${W} ${H}`, preserveAspectRatio: "none", role: "img", "aria-label": `Reports a day, up to ${most}; changes of hands above` });
  for (const [d, n] of reports) {
    const hgt = (n / most) * (H - 20);
    g.append(svg("rect", { x: x(d) + wide * 0.12, y: H - hgt, width: wide * 0.76, height: hgt, class: d <= state.asof ? "bar" : "bar later" }));
  }
  const taken = new Map(); // day → taker → how many
  for (const c of found) {
    if (c.day < FIRST || c.day > LAST) continue;
    if (!taken.has(c.day)) taken.set(c.day, new Map());
    taken.get(c.day).set(c.to, (taken.get(c.day).get(c.to) || 0) + 1);
  }
  const sum = (m) => [...m.values()].reduce((a, b) => a + b, 0), unit = Math.min(5, 17 / Math.max(1, ...[...taken.values()].map(sum)));
  for (const [d, takers] of taken) {
    let y = 0;
    for (const [to, n] of [...takers].sort((a, b) => a[0] - b[0])) {
      g.append(svg("rect", { x: x(d) + wide * 0.12, y, width: wide * 0.76, height: n * unit, fill: side(to), class: "taken" }));
      y += n * unit;
    }
  }
  g.append(svg("rect", { x: x(state.day), y: 0, width: wide, height: H, class: "today" }));
  g.addEventListener("click", (e) => {
    const box = g.getBoundingClientRect();
    set({ day: days.iso(clamp(first + Math.floor(((e.clientX - box.left) / box.width) * count))) });
  });
  return g;
}

export function toggle() {
  if (timer) stop();
  else {
    if (state.day >= LAST) set({ day: FIRST });
    timer = setInterval(() => (state.day >= LAST ? stop() : set({ day: days.plus(state.day, 1) })), 900);
  }
  parts.play.setAttribute("aria-pressed", String(Boolean(timer)));
  fill(parts.play, timer ? "Pause" : "Play");
}

export function stop() {
  clearInterval(timer);
  timer = null;
  parts.play.setAttribute("aria-pressed", "false");
  fill(parts.play, "Play");
}

export const step = (name, n) => set({ [name]: days.iso(clamp(days.number(state[name]) + n)) });
