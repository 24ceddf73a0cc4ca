// Elements without markup: every text from a report becomes a text node, never HTML.

/** h("p.note", {title, onclick, "aria-label"}, children…): children are nodes, texts, numbers, lists, null or false. */
export function h(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className += ` ${value}`;
    else node.setAttribute(name, value === true ? "" : value);
  }
  add(node, children);
  return node;
}

export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
}

/** Empties a node and fills it anew. */
export function fill(node, ...children) {
  node.replaceChildren();
  add(node, children);
}

/** Text from a report: its own direction, told apart from what stands around it. */
export function outside(tag, text, attributes = {}) {
  return h(tag, { dir: "auto", ...attributes }, text);
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(name, value);
  add(node, children);
  return node;
}
