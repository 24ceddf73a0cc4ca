// Values in words, as the terminal and the brief have them.
import * as days from "./days.js";
import { frame } from "./store.js";

export const type = (t) => frame.types[t]?.noun || t;
export const capital = (t) => t.charAt(0).toUpperCase() + t.slice(1);

/** A probability as a percentage that never says certain. */
export function percent(p) {
  const whole = Math.round(p * 100);
  return whole < 1 ? "<1%" : whole > 99 ? ">99%" : `${whole}%`;
}

/** ICD 203's words of estimative probability. */
export function likelihood(p) {
  const steps = [[0.05, "almost no chance"], [0.2, "very unlikely"], [0.45, "unlikely"], [0.55, "roughly even chance"], [0.8, "likely"], [0.95, "very likely"]];
  return (steps.find(([bound]) => p <= bound) || [1, "almost certain"])[1];
}

export const party = (n) => (n === undefined || n === null ? null : frame.sides[n]);

/** "held by A", "claimed by A", "contested: A or B", "nobody known". */
export function tier(x) {
  const who = party(x.holder), other = party(x.second);
  switch (x.status) {
    case "held": return who ? `held by ${who}` : "held";
    case "claimed": return who ? `claimed by ${who}` : "claimed";
    case "contested": return who && other ? `contested between ${who} and ${other}` : who ? `contested, ${who} likelier` : "contested";
    case "denied": return who ? `${who}’s claim is denied` : "claim denied";
    case "presence": return who ? `${who} present, not in control` : "forces present";
    default: return "unknown";
  }
}

export function source(s) {
  if (s.kind === "unnamed") return s.name || "unnamed sources";
  const about = [s.kind, s.side && s.side !== s.name ? s.side : ""].filter(Boolean).join(", ");
  return s.name ? `${s.name} (${about})` : `a ${about}`;
}

/** Who says so, outermost first; the outlet itself where nobody is named. */
export function chain(c) {
  const said = c.source || [], own = said[0] && said[0].name === c.doc.outlet;
  return [...(own ? [] : [c.doc.outlet || "the report"]), ...said.map(source)];
}

export function where(place) {
  if (!place) return "";
  const r = place.relation;
  const from = r && [r.distance_km ? `${r.distance_km} km` : "", r.direction || ""].filter(Boolean).join(" ");
  return from ? `${from} of ${place.name}` : place.name;
}

/** Days as told; "by 13 Nov" where no text tells them and only the day of publication bounds them. */
export const when = (w) => (!w ? "" : w.inferred ? `by ${days.short(w.end)}` : days.span(w.start, w.end));

const none = (v) => v === undefined || v === null;

export function figure(k) {
  if (!k || (none(k.low) && none(k.high))) return "";
  if (none(k.low)) return `up to ${k.high}`;
  return none(k.high) ? `at least ${k.low}` : k.low === k.high ? `${k.low}` : `${k.low}–${k.high}`;
}

const THOUSANDS = new Intl.NumberFormat("en");
export const number = (n) => (n >= 10000 ? THOUSANDS.format(n) : String(n));
export const plural = (n, one) => `${number(n)} ${one}${n === 1 ? "" : "s"}`;
export const folded = (reports, sources) => (none(sources) ? plural(reports, "report") : `${plural(reports, "report")}, ${plural(sources, "source")}`);
export const who = (x) => [(x.actor || []).join(", "), (x.target || []).join(", ")].filter(Boolean).join(" → ");
export const sure = (c) => [c.factuality, c.verification, c.background && "history"].filter(Boolean).join(", ");
