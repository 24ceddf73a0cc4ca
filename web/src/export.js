// Rows as text to keep.

/** A cell of a CSV file (RFC 4180): quoted where it must be, and never a formula to a spreadsheet. */
export function cell(value) {
  const text = value === undefined || value === null ? "" : String(value), safe = /^[=+\-@\t\r]/.test(text) && typeof value !== "number" ? `'${text}` : text;
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
