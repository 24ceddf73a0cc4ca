// Values in words, as the terminal and the brief have them.
import { data } from "./data.js";
import * as days from "./days.js";

export const type = (t) => data.types[t]?.noun || t;
export const capital = (t) => t.charAt(0).toUpperCase() + t.slice(1);

export const STANDINGS = data.standings;

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

export const party = (n) => (n === undefined || n === null ? null : data.sides[n]);

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

export function figure(k) {
  if (!k || (k.low === undefined && k.high === undefined)) return "";
  if (k.low === undefined) return `up to ${k.high}`;
  return k.high === undefined || k.high === null ? `at least ${k.low}` : k.low === k.high ? `${k.low}` : `${k.low}–${k.high}`;
}

export const plural = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;
export const folded = (reports, sources) => (sources === undefined ? plural(reports, "report") : `${plural(reports, "report")}, ${plural(sources, "source")}`);
export const who = (x) => [(x.actor || []).join(", "), (x.target || []).join(", ")].filter(Boolean).join(" → ");
