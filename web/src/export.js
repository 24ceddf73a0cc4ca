// Rows as text to keep.

// Marks that turn the reading direction or show as nothing, and control characters (as src/reportedly/publish/clean.py).
const HIDDEN = /[\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g, CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

/** A cell of a CSV file (RFC 4180): quoted where it must be, and never a formula to a spreadsheet. */
export function cell(value) {
  const text = value === undefined || value === null ? "" : String(value).replace(HIDDEN, "").replace(CONTROL, " "), safe = /^[=+\-@\t\r]/.test(text) && typeof value !== "number" ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands text or a blob to the reader as a file. */
export function save(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
