// The picture: map and time beside the panel, and what to redraw when the state changes.
import * as days from "./days.js";
import { fill, h } from "./dom.js";
import * as map from "./map.js";
import { listen, state } from "./state.js";
import { back, frame, know, known } from "./store.js";
import { forget } from "./symbols.js";
import * as theme from "./theme.js";
import * as time from "./time.js";
import { brief } from "./views.js";

export const live = h("div.sr", { "aria-live": "polite" });
export const mapBox = h("div.map", { id: "map", tabindex: 0, role: "application", "aria-label": "Map. Arrow keys move it, plus and minus zoom. The same places and events are in the lists." });
const key = h("details.legend", {}, h("summary", {}, "Key"), h("div", {}));
export const left = h("section.left", { "aria-label": "Map and time" });

export const defaults = () => ({ day: frame.days[1], asof: frame.days[1], tab: "places", view: "", sel: "", q: "", type: "", family: "", fact: "", kind: "", standing: "", tier: "", back: "1", since: frame.days[0], theme: "",
  map: "", sort: "" });

/** Builds map and time; call once, with the node in the page. */
export function build() {
  fill(left, h("div.map-box", {}, mapBox), key, time.build());
  key.open = matchMedia("(min-width: 821px) and (min-height: 640px)").matches;
  return left;
}

/** Starts to draw, and keeps drawing as the state changes. `panel.draw(staying)` is called with whether the same thing is looked at. */
export async function start(panel, { active = () => true } = {}) {
  let begun = false;
  const knowing = async (staying) => {
    await know(state.asof, (again) => {
      if (!begun) { begun = true; map.start(mapBox); document.documentElement.dataset.drawn = Math.round(performance.now()); }
      refresh();
      if (!again) panel.draw(staying);
    });
  };
  listen((now, before) => {
    const same = (...names) => names.every((n) => now[n] === before[n]);
    if (!same("theme")) { theme.apply(); repaint(); panel.draw(true); return; }
    if (!same("asof")) { announce(); time.draw(); soon(() => knowing(same("tab", "sel"))).catch(report); return; }
    if (!same("day")) { time.draw(); announce(); }
    if (!same("day", "back", "tab", "since") && active()) map.draw();
    if (!same("sel") && active()) { map.repaint(); map.show(chosen()); }
    if (!same("tab", "sel", "family", "back", "since") || !same("day")) {
      if (same("tab", "sel", "family", "back", "since")) paused(() => panel.draw(true));
      else panel.draw(same("tab", "sel"));
    }
  });
  const repaint = () => { forget(); map.repaint(); refresh(); };
  theme.onScheme(() => { repaint(); panel.draw(true); });
  addEventListener("pagehide", () => time.stop());
  await knowing(false);
}

/** Draws map, time and key anew. */
export function refresh() {
  map.draw();
  time.draw();
  fill(key.lastChild, brief());
}

const announce = () => { live.textContent = `${days.long(state.day)}, as known on ${days.long(state.asof)}`; };
const report = (e) => { live.textContent = e.message; };

let waiting;

/** The panel follows a clock that moves: at once where it is light, with many places when the clock rests for a moment. */
function paused(f) {
  if (known.places.length < 400 && !back.server) { f(); return; }
  clearTimeout(waiting);
  waiting = setTimeout(f, 90);
}

let pending;

/** Asks for other knowledge only when the clock has come to rest. */
function soon(f) {
  clearTimeout(pending);
  if (!back.server) return f();
  return new Promise((done, failed) => { pending = setTimeout(() => f().then(done, failed), 150); });
}

function chosen() {
  const [kind, ...rest] = state.sel.split(":"), id = rest.join(":");
  return kind === "place" ? known.byKey.get(id) : kind === "event" ? known.events.find((e) => e.event === id) : null;
}

/** Keys of the picture; gives whether the key was one of them. */
export function keys(e) {
  const field = e.target.closest?.("input, select, textarea"), onMap = e.target === mapBox;
  if (field && field.type !== "range") return false;
  const arrow = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
  if (arrow && !onMap && !field && e.target.getAttribute?.("role") !== "tab") { e.preventDefault(); time.step(e.shiftKey ? "asof" : "day", arrow); return true; }
  if (e.key === " " && !e.target.closest?.("button, summary, input, a")) { e.preventDefault(); time.toggle(); return true; }
  return false;
}
export { map, theme };
