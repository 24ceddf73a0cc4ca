// Places in a text are counted in characters; JavaScript counts an emoji as two. Where a text has any, it is cut by characters.

/** Something to cut a text with: slice(from, to) and length, both in characters; count(n) is how many characters the script's first n units are. */
export function letters(text) {
  if (!/[\ud800-\udfff]/.test(text)) return { length: text.length, slice: (a, b) => text.slice(a, b), count: (n) => n };
  const all = Array.from(text);
  return { length: all.length, slice: (a, b) => all.slice(a, b).join(""), count: (n) => Array.from(text.slice(0, n)).length };
}
