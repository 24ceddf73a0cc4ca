// A table of any length: only the rows in view are on the page, and only their part is asked for.
import { add, fill, h } from "./dom.js";
import { number } from "./words.js";

const PAGE = 100, SPARE = 8, PAPER = 2000;
const narrow = matchMedia("(max-width: 820px)");

/**
 * columns: [{key, title, cell(row) → text or node, className, sortable}]; fetch(offset, limit) → {total, rows} or a promise of it;
 * open(row): what a click does; status(total): a line above. Gives {node, reload(sort)}.
 */
export function grid({ name, label, columns, fetch, open, sort, onSort, status, empty = "Nothing fits.", marked = () => false }) {
  const pages = new Map(), shown = new Map();
  let total = 0, turn = 0, now = sort, paper = false;
  const top = h("tbody.space", { "aria-hidden": "true" }, h("tr", {}, h("td", {}))), end = h("tbody.space", { "aria-hidden": "true" }, h("tr", {}, h("td", {})));
  const body = h("tbody.rows", {}), head = h("thead", {});
  const table = h(`table.${name}`, { "aria-label": label }, head, top, body, end);
  const box = h("div.scroll.grid", { tabindex: 0, role: "region", "aria-label": label, onscroll: () => draw() }, table);
  const lead = h("p.lead", { role: "status" });
  const rowHeight = () => (narrow.matches ? 116 : 35);

  function heads() {
    const by = (now || "").replace("-", ""), up = !(now || "").startsWith("-");
    fill(head, h("tr", {}, columns.map((c) => h("th", { scope: "col", class: c.className || "", "aria-sort": c.key && c.key === by ? (up ? "ascending" : "descending") : null },
      c.key ? h("button", { type: "button", onclick: () => onSort(c.key === by && up ? `-${c.key}` : c.key) }, c.title) : c.title))));
  }

  function blank(n) {
    return h("tr.waiting", { "aria-rowindex": n + 2 }, columns.map((c) => h("td", { class: c.className || "" }, "…")));
  }

  function row(r, n) {
    const go = () => open(r);
    const tr = h("tr", { "aria-rowindex": n + 2, class: marked(r) ? "picked" : "", onclick: (e) => { if (!e.target.closest("button, a")) go(); } });
    add(tr, columns.map((c) => {
      const said = c.cell(r);
      return h("td", { "data-label": c.title, class: c.className || "", dir: "auto", title: typeof said === "string" && said.length > 18 ? said : null },
        c.opens ? h("button.link", { type: "button", onclick: go, onkeydown: (e) => walk(e, n) }, said) : said);
    }));
    return tr;
  }

  /** Up and down from row to row, however many there are. */
  function walk(e, n) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -Infinity, End: Infinity, j: 1, k: -1 }[e.key];
    if (!step || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault(); e.stopPropagation();
    reach(Math.max(0, Math.min(total - 1, n + step)));
  }

  async function reach(n) {
    const y = n * rowHeight();
    if (y < box.scrollTop) box.scrollTop = y;
    else if (y + 2 * rowHeight() > box.scrollTop + box.clientHeight - 30) box.scrollTop = y + 2 * rowHeight() - box.clientHeight + 40;
    await load(Math.floor(n / PAGE));
    draw();
    shown.get(n)?.querySelector("button.link")?.focus({ preventScroll: true });
  }

  function load(page) {
    if (!pages.has(page)) {
      const mine = turn;
      const found = Promise.resolve(fetch(page * PAGE, PAGE, now)).then((a) => {
        if (mine !== turn) return null;
        pages.set(page, a.rows);
        if (a.total !== total || !page) { total = a.total; table.setAttribute("aria-rowcount", total + 1); fill(lead, status(a)); }
        draw();
        return a.rows;
      }).catch((e) => { if (mine === turn) { pages.delete(page); fill(lead, h("span.error", { role: "alert" }, e.message)); } });
      pages.set(page, found);
    }
    return pages.get(page);
  }

  const at = (n) => { const p = pages.get(Math.floor(n / PAGE)); return Array.isArray(p) ? p[n % PAGE] : undefined; };

  function draw() {
    const hgt = rowHeight(), view = box.clientHeight || 600;
    const from = paper ? 0 : Math.max(0, Math.floor(box.scrollTop / hgt) - SPARE), to = Math.min(total, paper ? PAPER : Math.ceil((box.scrollTop + view) / hgt) + SPARE);
    for (let p = Math.floor(from / PAGE); p <= Math.floor(Math.max(from, to - 1) / PAGE); p += 1) load(p);
    for (const [n, tr] of shown) if (n < from || n >= to || (tr.classList.contains("waiting") && at(n))) { tr.remove(); shown.delete(n); }
    let before = null;
    for (let n = to - 1; n >= from; n -= 1) {
      if (!shown.has(n)) {
        const r = at(n), tr = r ? row(r, n) : blank(n);
        shown.set(n, tr);
        body.insertBefore(tr, before);
      }
      before = shown.get(n);
    }
    top.firstChild.style.height = `${from * hgt}px`; end.firstChild.style.height = `${(total - to) * hgt}px`;
    top.hidden = !from; end.hidden = to >= total;
    none.hidden = total > 0 || !Array.isArray(pages.get(0));
  }

  const none = h("p.empty", { hidden: true }, empty);

  function reload(next = now) {
    now = next; turn += 1;
    pages.clear(); shown.clear(); fill(body);
    box.scrollTop = 0;
    heads();
    return load(0);
  }

  const left = h("p.rest", {});

  /** Puts every row that fits on the page, for paper: the first 2000 of very many. Back to those in view once it is printed. */
  async function onPaper() {
    await load(0);
    paper = true;
    await Promise.all(Array.from({ length: Math.ceil(Math.min(total, PAPER) / PAGE) }, (_, p) => load(p)));
    draw();
  }

  /** Paper says what is not on it: the browser's own print command cannot wait for rows to be fetched. */
  addEventListener("beforeprint", () => {
    const there = [...shown].filter(([, tr]) => !tr.classList.contains("waiting")).map(([n]) => n);
    fill(left, !there.length || there.length === total ? "" : paper ? `The first ${number(there.length)} of ${number(total)} rows; the download has them all.`
      : `Rows ${number(Math.min(...there) + 1)} to ${number(Math.max(...there) + 1)} of ${number(total)}; the button “Print” at the top prints them all.`);
  });
  addEventListener("afterprint", () => { if (paper) { paper = false; draw(); } });

  new ResizeObserver(() => draw()).observe(box);
  reload();
  return { node: [lead, left, none, box], reload, paper: onPaper, mark: () => { for (const [n, tr] of shown) { const r = at(n); if (r) tr.classList.toggle("picked", marked(r)); } } };
}
