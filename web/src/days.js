// Days as ISO text (they compare as they are) and as whole numbers since 1970 (they add up).

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEK = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export const number = (iso) => Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 864e5);
export const iso = (n) => new Date(n * 864e5).toISOString().slice(0, 10);
export const plus = (day, n) => iso(number(day) + n);
export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text || "") && !Number.isNaN(Date.parse(text));

/** "Tue 13 Nov 2001" */
export function long(day) {
  if (!isDay(day?.slice(0, 10))) return "no date";
  const d = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return `${WEEK[d.getUTCDay()]} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

let year = "";

/** The year that goes without saying. */
export const ofYear = (day) => { year = day.slice(0, 4); };

const text = (day) => (typeof day === "number" ? iso(day) : day.slice(0, 10));

/** "13 Nov", or "13 Nov 1998" of another year. */
export function short(given) {
  if (!given && given !== 0) return "no date";
  const day = text(given), d = new Date(`${day}T00:00:00Z`), other = day.slice(0, 4) === year ? "" : ` ${day.slice(0, 4)}`;
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}${other}`;
}

/** "13 Nov", "9–11 Nov" or "30 Oct–2 Nov" */
export function span(from, to) {
  if (to === undefined || to === null || from === to) return short(from);
  const start = text(from), end = text(to);
  const same = start.slice(0, 7) === end.slice(0, 7);
  return `${same ? Number(start.slice(8, 10)) : short(start)}–${short(end)}`;
}
