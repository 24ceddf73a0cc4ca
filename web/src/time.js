// The time dock: what was reported when, who took what when, and the two clocks on one axis.
import * as days from "./days.js";
import { fill, h, svg } from "./dom.js";
import { changes } from "./known.js";
import { set, state } from "./state.js";
import { frame, known } from "./store.js";
import { side } from "./theme.js";
import { plural } from "./words.js";

const W = 1000, H = 46;
let parts, timer = null, drawn = null;

const first = () => days.number(frame.days[0]), last = () => days.number(frame.days[1]), count = () => last() - first() + 1;
const clamp = (n) => Math.min(last(), Math.max(first(), n));

function slider(name, label) {
  return h("input", { type: "range", step: 1, id: `clock-${name}`, "aria-label": label, oninput: (e) => set({ [name]: days.iso(Number(e.target.value)) }) });
}

export function build() {
  parts = {
    chart: h("div.chart"), day: slider("day", "The day looked at"), asof: slider("asof", "As known on"),
    dayText: h("output", { for: "clock-day" }), asofText: h("output", { for: "clock-asof" }), note: h("span.note"),
    play: h("button.play", { type: "button", onclick: toggle, title: "Play (space)", "aria-pressed": "false" }, "Play"),
  };
  const button = (name, n, text, hint) => h("button.step", { type: "button", title: hint, "aria-label": hint, onclick: () => step(name, n) }, text);
  parts.dock = h("section.dock", { "aria-label": "Time" },
    h("div.clock", {}, h("div.clock-name", {}, h("label", { for: "clock-day" }, "Day looked at"), parts.dayText),
      h("div.buttons", {}, button("day", -1, "‹", "One day back (left arrow)"), parts.play, button("day", 1, "›", "One day on (right arrow)"))),
    h("div.axis", {}, parts.chart, parts.day, parts.asof),
    h("div.clock", {}, h("div.clock-name", {}, h("label", { for: "clock-asof" }, "As known on"), parts.asofText),
      h("div.buttons", {}, button("asof", -1, "‹", "Known one day earlier (shift + left arrow)"),
        h("button", { type: "button", title: "What was known on the day itself", onclick: () => set({ asof: state.day }) }, "Same day"),
        h("button", { type: "button", title: "Everything that is known now", onclick: () => set({ asof: frame.days[1] }) }, "Latest"),
        button("asof", 1, "›", "Known one day later (shift + right arrow)"))),
    parts.note);
  return parts.dock;
}

export function draw() {
  for (const name of ["day", "asof"]) {
    const input = parts[name];
    input.min = first(); input.max = last(); input.value = days.number(state[name]);
    input.setAttribute("aria-valuetext", days.long(state[name]));
    fill(parts[`${name}Text`], days.long(state[name]));
  }
  parts.dock.style.setProperty("--days", count());
  let out = 0, all = 0;
  for (const [d, n] of frame.perDay) { all += n; if (d <= state.asof) out += n; }
  const today = changes().filter((c) => c.day === state.day).length;
  fill(parts.note, `${plural(frame.perDay.get(state.day) || 0, "report")} and ${plural(today, "change")} of hands on this day · ${out} of ${all} reports known`,
    frame.as_of ? "" : " · who held what is shown as known at the end");
  const key = `${known.asof} ${known.places.length} ${frame.days} ${all} ${document.documentElement.dataset.theme}`;
  if (drawn?.key !== key) { drawn = { key, ...chart() }; fill(parts.chart, drawn.node); }
  drawn.today.setAttribute("x", (days.number(state.day) - first()) * (W / count()));
}

/** Bars of reports a day (pale where not yet known); from the top down, changes of hands in the takers' colours. */
function chart() {
  const wide = W / count(), x = (d) => (days.number(d) - first()) * wide, most = Math.max(1, ...frame.perDay.values()), gap = count() > 250 ? 0 : wide * 0.12;
  const node = svg("svg", { viewBox: `0 0 ${W} ${H}`, preserveAspectRatio: "none", role: "img", "aria-label": `Reports a day, up to ${most}; changes of hands above` });
  for (const [d, n] of frame.perDay) {
    const hgt = (n / most) * (H - 20);
    node.append(svg("rect", { x: x(d) + gap, y: H - hgt, width: wide - 2 * gap, height: hgt, class: d <= known.asof ? "bar" : "bar later" }));
  }
  const taken = new Map(); // day → taker → how many
  for (const c of changes()) {
    if (c.day < frame.days[0] || c.day > frame.days[1]) continue;
    if (!taken.has(c.day)) taken.set(c.day, new Map());
    taken.get(c.day).set(c.to, (taken.get(c.day).get(c.to) || 0) + 1);
  }
  const sum = (m) => [...m.values()].reduce((a, b) => a + b, 0), unit = Math.min(5, 17 / Math.max(1, ...[...taken.values()].map(sum)));
  for (const [d, takers] of taken) {
    let y = 0;
    for (const [to, n] of [...takers].sort((a, b) => a[0] - b[0])) {
      node.append(svg("rect", { x: x(d) + gap, y, width: wide - 2 * gap, height: n * unit, fill: side(to), class: count() > 250 ? null : "taken" }));
      y += n * unit;
    }
  }
  const today = svg("rect", { x: 0, y: 0, width: Math.max(wide, 2), height: H, class: "today" });
  node.append(today);
  node.addEventListener("click", (e) => {
    const box = node.getBoundingClientRect();
    set({ day: days.iso(clamp(first() + Math.floor(((e.clientX - box.left) / box.width) * count()))) });
  });
  return { node, today };
}

export function toggle() {
  if (timer) stop();
  else {
    if (state.day >= frame.days[1]) set({ day: frame.days[0] });
    timer = setInterval(() => (state.day >= frame.days[1] ? stop() : set({ day: days.plus(state.day, 1) })), 900);
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
