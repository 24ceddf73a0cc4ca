// The page's state lives in the address: every view is a link.
import { isDay } from "./days.js";
import { frame } from "./store.js";

let DEFAULTS = {};
const listeners = [];
export const state = {};
const DAYS = ["day", "asof", "since"];

/** What the state may hold and starts with; day, asof and since are kept within the frame's days. */
export function begin(defaults) {
  DEFAULTS = defaults;
  Object.assign(state, DEFAULTS, read());
  addEventListener("popstate", reread);
  addEventListener("hashchange", reread);
}

/** Other days to start with: new reports have come. */
export function extend(defaults) {
  const before = { ...state };
  for (const [k, v] of Object.entries(defaults)) {
    if (state[k] === DEFAULTS[k]) state[k] = v;
    DEFAULTS[k] = v;
  }
  write(false);
  tell(before);
}

function read() {
  const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const out = {};
  for (const [k, v] of Object.entries(given)) if (k in DEFAULTS) out[k] = v;
  for (const k of DAYS) {
    if (!(k in out)) continue;
    const [first, last] = frame.days;
    if (!isDay(out[k])) delete out[k];
    else out[k] = out[k] < first ? first : out[k] > last ? last : out[k];
  }
  return out;
}

const hashOf = (values) => `#${new URLSearchParams(Object.entries(values).filter(([k, v]) => v !== DEFAULTS[k]))}`;

/** The address of the present state with some changes. */
export const link = (changes = {}) => hashOf({ ...state, ...changes });

function write(remember) {
  const hash = hashOf(state);
  if (hash === location.hash || (hash === "#" && !location.hash)) return;
  try {
    history[remember ? "pushState" : "replaceState"](null, "", hash);
  } catch {
    location.replace(hash); // some browsers limit how often history may change
  }
}

/** Changes the state; a step that a reader would want to undo with Back is remembered. */
export function set(changes, { remember = ["sel", "tab", "view"].some((k) => k in changes) } = {}) {
  const before = { ...state };
  Object.assign(state, changes);
  if (Object.keys(changes).every((k) => before[k] === state[k])) return;
  write(remember);
  tell(before);
}

/** f(state, before) at every change. */
export const listen = (f) => listeners.push(f);

function tell(before) {
  for (const f of listeners) f(state, before);
}

function reread() {
  const before = { ...state };
  Object.assign(state, DEFAULTS, read());
  tell(before);
}
