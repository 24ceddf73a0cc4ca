// Evidence: claims for and against, each with its sentence, who says so through whom, and how sure.
import * as days from "./days.js";
import { fill, h, outside } from "./dom.js";
import { fold, stance } from "./known.js";
import { letters } from "./letters.js";
import { set } from "./state.js";
import { back, frame } from "./store.js";
import { chain, figure, folded, likelihood, percent, plural, type, when, where, who } from "./words.js";

/** Text from a report with some stretches marked: [[start, end, class, title]], in characters of the text. */
export function marked(text, spans) {
  const out = [], cut = letters(text);
  let at = 0;
  for (const [s, e, name, title] of [...spans].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (s < at || e > cut.length) continue;
    out.push(cut.slice(at, s), h("mark", { class: name, title }, cut.slice(s, e)));
    at = e;
  }
  return [...out, cut.slice(at, cut.length)];
}

const lang = (doc) => ({ lang: doc.lang || null });

/** The sentence, with the words that name the event set off. */
export function quotation(c) {
  const [a, b] = c.trigger || [0, 0];
  return h("blockquote", {}, h("p", { dir: "auto", ...lang(c.doc) }, marked(c.quote, a >= c.s && b <= c.e ? [[a - c.s, b - c.s, "trigger"]] : [])));
}

/** The whole report with one sentence, or every claim's, highlighted. */
export function report(doc, chosen) {
  const sentences = new Map();
  for (const c of doc.claims) sentences.set(c.s, Math.max(sentences.get(c.s) || 0, c.e));
  const spans = chosen ? [[chosen.s, chosen.e, "chosen"]] : [...sentences].map(([s, e]) => [s, e, "told"]);
  return h("div.report-text", { dir: "auto", ...lang(doc) }, marked(doc.text, spans));
}

/** Something unfolded that is fetched when it is first opened. */
export function later(summary, make, name = "details.more") {
  const body = h("div", {});
  const node = h(name, {}, h("summary", {}, summary), body);
  node.addEventListener("toggle", async () => {
    if (!node.open || body.firstChild) return;
    fill(body, h("p.empty", {}, "…"));
    try { fill(body, await make()); } catch (e) { fill(body, h("p.error", { role: "alert" }, e.message)); }
  });
  return node;
}

/** Who says so, outermost first, as a list that reads as a chain. */
export function sources(c) {
  const grade = c.grade || back.grade(c.source?.[0]?.name || c.doc.outlet);
  return h("div.chain", {}, chain(c).map((name, i) => [i ? h("span.via", { "aria-label": "quotes" }, " › ") : null, outside("span", name)]),
    grade?.reliability ? h("abbr.grade", { title: `${grade.because || "reliability of the source, A to F"}` }, grade.code || grade.reliability) : null);
}

const chip = (text, title) => h("span.chip", { title }, text);

const FACTS = { certain: "the source commits to it", probable: "the source thinks it likely", possible: "the source thinks it possible",
  denied: "the source says that it did not happen", future: "planned, feared, demanded or conditional" };

export function chips(c) {
  return h("div.chips", {}, chip(c.factuality, FACTS[c.factuality]), c.verification && chip(c.verification, "what the report says of the claim itself"),
    c.background && chip("history", "over 30 days before the report"),
    (c.counts || []).map((k) => chip([k.what, figure(k), k.who].filter(Boolean).join(" "), "a figure that the sentence gives")));
}

/** One claim as a card. */
export function card(c, extra = null) {
  return h("article.card", { "data-claim": c.id },
    h("header", {}, h("time", { datetime: c.doc.day }, days.short(c.doc.day)), sources(c)),
    quotation(c), chips(c), extra,
    later("In the report", () => inReport(c)),
    h("details.more", {}, h("summary", {}, "Because"), because(c)));
}

async function inReport(c) {
  const doc = await back.doc(c.doc.key || c.doc.id);
  if (!doc) return h("p.empty", {}, "The report is not there.");
  const body = report(doc, c);
  requestAnimationFrame(() => body.querySelector("mark")?.scrollIntoView({ block: "nearest" }));
  return [h("h4", { dir: "auto" }, doc.title || doc.id), body];
}

export function because(c, open = true) {
  const told = [["reads as", type(c.type)], ["who", who(c)], ["where", c.place ? [where(c.place), c.place.country && `(${c.place.country})`, c.place.how && `: ${c.place.how}`].filter(Boolean).join(" ") : "the text gives no place"],
    ["when", c.when ? `${when(c.when)} (“${c.when.text}”)` : "the text gives no time"], ["probability", `${percent(c.p)}, ${likelihood(c.p)}`],
    c.grade && ["grade", `${c.grade.code || c.grade.reliability}: ${c.grade.because || ""}`]];
  return h("div.because", {},
    h("dl", {}, told.filter((x) => x && x[1]).map(([k, v]) => [h("dt", {}, k), outside("dd", v)])),
    h("ul", {}, (c.because || []).map(([field, rule, text]) => h("li", {}, `${field}: ${rule}`, text ? [" ", outside("q", text)] : null))),
    open ? h("button.link", { type: "button", onclick: () => set({ sel: `claim:${c.id}` }) }, "Open this claim") : null);
}

/** One voice: its first claim, the others folded behind it. */
function voice({ rows }) {
  const [head, ...rest] = rows;
  const documents = new Set(rows.map((r) => r.record.doc.key)).size;
  return h("div.voice", {}, card(head.record), rest.length
    ? h("details.copies", {}, h("summary", {}, documents > 1 ? `${folded(documents, 1)}: the other ${plural(rest.length, "claim")}` : `The same source, ${plural(rest.length, "more claim")}`), rest.map((r) => card(r.record))) : null);
}

const FEW = 12;

function column(title, groups, empty) {
  const reports = new Set(groups.flatMap((g) => g.rows.map((r) => r.record.doc.key))).size;
  const more = groups.length > FEW ? h("button", { type: "button", onclick: (e) => e.target.replaceWith(...groups.slice(FEW).map(voice)) }, `Show the other ${plural(groups.length - FEW, "source")}`) : null;
  return h("section.side-of", {}, h("h3.side-name", {}, title, " ", h("span.count", {}, groups.length ? folded(reports, groups.length) : "")),
    groups.length ? groups.slice(0, FEW).map(voice) : h("p.empty", {}, empty), more);
}

const nameOf = (row) => row.origin || chain(row.record).join(" › ");

/** Claims for and against a holder, side by side. */
export function weigh(rows, holder) {
  const by = (kind) => fold(rows.filter((r) => stance(r, holder) === kind), nameOf);
  const unclear = by("unclear"), yes = by("for"), no = by("against");
  const name = holder === undefined ? null : frame.sides[holder];
  if (!yes.length && !no.length) return h("div.columns.one", {}, column("Claims behind this", unclear, "No claim bears on this day."));
  return [h("div.columns", {}, column(`For ${name}`, yes, "Nobody says so."), column(`Against ${name}`, no, "Nobody says otherwise.")),
    unclear.length ? h("div.columns.one", {}, column("For neither", unclear, "")) : null];
}

const STANCE = { affirms: "for", denies: "against", doubts: "against" };

/** Claims for and against an event, by its independent voices. */
export function weighEvent(event) {
  const used = new Set(), byId = event.claims?.get ? event.claims : new Map(event.records.map((c) => [c.id, c]));
  const groups = (event.origins || []).map((o) => ({ voice: o.name, kind: STANCE[o.stance] || "unclear",
    rows: o.claims.map((id) => ({ record: byId.get(id) })).filter((r) => r.record && !used.has(r.record.id) && used.add(r.record.id)) }))
    .filter((g) => g.rows.length);
  const rest = event.records.filter((c) => !used.has(c.id)).map((record) => ({ record, origin: "" }));
  const loose = fold(rest, nameOf).map((g) => ({ ...g, kind: g.rows[0].record.factuality === "denied" ? "against" : "for" }));
  const every = [...groups, ...loose], of = (kind) => every.filter((g) => g.kind === kind);
  return [h("div.columns", {}, column("Say that it happened", of("for"), "Nobody says so."), column("Deny or doubt it", of("against"), "Nobody denies it.")),
    of("unclear").length ? h("div.columns.one", {}, column("Mention or plan it", of("unclear"), "")) : null];
}
