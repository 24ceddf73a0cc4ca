// The page's state lives in the address: every view is a link. Keys: day, asof, tab, sel, q, family, fact, kind, back, since, theme, map.
import { FIRST, LAST } from "./data.js";
import { isDay } from "./days.js";

const DEFAULTS = { day: LAST, asof: LAST, tab: "places", sel: "", q: "", family: "", fact: "", kind: "", back: "1", since: FIRST, theme: "", map: "",
  sort: "day" };
const listeners = [];
export const state = { ...DEFAULTS, ...read() };

function read() {
  const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const out = {};
  for (const [k, v] of Object.entries(given)) if (k in DEFAULTS) out[k] = v;
  for (const k of ["day", "asof", "since"]) {
    if (k in out && !isDay(out[k])) delete out[k];
    else if (k in out) out[k] = out[k] < FIRST ? FIRST : out[k] > LAST ? LAST : out[k];
  }
  return out;
}

function write(remember) {
  const kept = Object.entries(state).filter(([k, v]) => v !== DEFAULTS[k]);
  const hash = `#${new URLSearchParams(kept)}`;
  if (hash === location.hash || (hash === "#" && !location.hash)) return;
  try {
    history[remember ? "pushState" : "replaceState"](null, "", hash);
  } catch {
    location.replace(hash); // some browsers limit how often history may change
  }
}

/** Changes the state; a step that a reader would want to undo with Back is remembered. */
export function set(changes, { remember = "sel" in changes || "tab" in changes } = {}) {
  const before = { ...state };
  Object.assign(state, changes);
  if (Object.keys(changes).every((k) => before[k] === state[k])) return;
  write(remember);
  tell(before);
}

export const listen = (f) => listeners.push(f);

function tell(before) {
  for (const f of listeners) f(state, before);
}

function reread() {
  const before = { ...state };
  Object.assign(state, DEFAULTS, read());
  tell(before);
}
addEventListener("popstate", reread);
addEventListener("hashchange", reread);
