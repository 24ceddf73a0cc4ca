// Colours and patterns: from the style sheet, so that there is one place for them.
import { state } from "./state.js";

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
let cache = new Map();

export function apply() {
  if (state.theme) root.dataset.theme = state.theme;
  else delete root.dataset.theme;
  cache = new Map();
}

export const isDark = () => (state.theme ? state.theme === "dark" : dark.matches);
export const onScheme = (f) => dark.addEventListener("change", () => { apply(); f(); });

/** A colour of the style sheet by the name of its custom property. */
export function colour(name) {
  if (!cache.has(name)) cache.set(name, getComputedStyle(root).getPropertyValue(`--${name}`).trim());
  return cache.get(name);
}

export const SIDES = 8;
export const side = (n) => (n === undefined || n === null ? colour("nobody") : colour(`side-${n % SIDES}`));

/** A hex colour with an opacity from 0 to 1. */
export const fade = (hex, alpha) => hex + Math.round(Math.min(1, Math.max(0, alpha)) * 255).toString(16).padStart(2, "0");

/** How strongly a probability shows: never invisible, never hiding doubt. */
export const strength = (p) => 0.25 + 0.75 * Math.max(0, (p - 0.4) / 0.6);
