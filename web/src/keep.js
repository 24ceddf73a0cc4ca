// Taking a table home: all rows that fit, in the table's own columns and order. The server writes the same (src/reportedly/web/shown.py).
import * as days from "./days.js";
import { h } from "./dom.js";
import { cell, save } from "./export.js";
import { back } from "./store.js";

const FORMATS = { csv: ["CSV", "text/csv"], jsonl: ["JSON lines", "application/jsonl"] };

/** A day or days with their year, for a file that is read without the page. */
export const whole = (w) => (!w ? "" : w.inferred ? `by ${w.end}` : w.start === w.end ? w.start : `${w.start} to ${w.end}`);
export const dayOf = (day) => (days.isDay(day?.slice(0, 10)) ? day.slice(0, 10) : "");

function said(column, row) {
  if (column.plain) return column.plain(row);
  const shown = column.cell(row);
  return shown instanceof Node ? shown.textContent.trim() : shown;
}

/**
 * Links, or buttons where there is no server, that hand over what the table shows. columns: those of grid(), each perhaps with
 * plain(row) for what a file says instead of the cell; lead: [[name, f(row)]] before them; asked(): the query with its order; rows(asked): all.
 */
export function keepers({ kind, columns, lead = [], asked, rows }) {
  const one = (format) => {
    const [text, type] = FORMATS[format], hint = `All rows that fit, in these columns, as ${text}`;
    if (back.download) {
      const a = h("a.button", { href: "#", download: "", title: hint, "data-keep": format }, text);
      const point = () => { a.href = back.download(kind, asked(), format); };
      for (const event of ["pointerenter", "focus", "click"]) a.addEventListener(event, point, true);
      return a;
    }
    return h("button", { type: "button", title: hint, "data-keep": format, onclick: async () => {
      const all = [...lead.map(([title, plain]) => ({ title, plain })), ...columns], told = (await rows(asked())).map((r) => all.map((c) => said(c, r)));
      const content = format === "csv" ? [all.map((c) => c.title), ...told].map((r) => r.map(cell).join(",")).join("\r\n")
        : told.map((r) => JSON.stringify(Object.fromEntries(all.map((c, i) => [c.title, r[i]])))).join("\n");
      save(`${kind}.${format}`, content, type);
    } }, text);
  };
  return h("span.keep", {}, "Download ", Object.keys(FORMATS).map(one));
}
