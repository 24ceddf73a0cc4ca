// Coding one claim after another without seeing what others made of it, and how far coders agree.
import { get, post } from "../back/api.js";
import { mayWrite, notice, tried } from "../chrome.js";
import { fill, h, outside } from "../dom.js";
import { marked } from "../evidence.js";
import { letters } from "../letters.js";
import { documentOf } from "../shape.js";
import { plural } from "../words.js";
import * as days from "../days.js";
import * as fields from "./fields.js";

/** The next claim to be coded, as nodes. */
export async function start() {
  if (!mayWrite()) return h("p.empty", {}, "Coding is for coders and editors.");
  const box = h("div.coding", {});
  await draw(box);
  return box;
}

async function draw(box) {
  const a = await get("coding/next");
  if (!a.claim) {
    fill(box, h("p.empty", {}, `Nothing is left to code: you have coded ${plural(a.mine || 0, "claim")}.`));
    return;
  }
  const doc = documentOf(a.document), c = a.claim, [from, to] = c.spans.trigger;
  const form = h("form", { "aria-label": "Your coding" }, await fields.rows({}), h("p.note", {}, "Code what the report says, not what you know. Leave empty what it does not tell."),
    h("div.why", {}, h("button.strong", { type: "submit" }, "Save and next"), h("button", { type: "button", onclick: () => tried(() => draw(box)) }, "Start over")));
  form.addEventListener("submit", (e) => { e.preventDefault(); tried(() => save(box, form, c)); });
  const text = h("div.report-text", { dir: "auto", lang: doc.lang || null, tabindex: 0 }, marked(doc.text, sentence(c, from, to)));
  fill(box, h("p.lead", { role: "status" }, `${a.left ? `${plural(a.left, "claim")} that others have coded ${a.left === 1 ? "waits" : "wait"} for you. ` : ""}You have coded ${a.mine}. What the program and other coders made of this one is not shown.`),
    h("div.coding-columns", {}, h("section", { "aria-label": "Report" }, outside("h3", doc.title || doc.id), outside("p", [doc.outlet, doc.day && days.long(doc.day)].filter(Boolean).join(", "), { class: "about" }), text),
      h("section", { "aria-label": "Form" }, h("h3", {}, "The event named by ", outside("q", letters(doc.text).slice(from, to))), form)));
  text.querySelector("mark")?.scrollIntoView({ block: "center" });
  form.querySelector("select, input").focus();
}

/** The sentence highlighted around its trigger. */
const sentence = (c, from, to) => [[c.start, from, "chosen"], [from, to, "chosen trigger"], [to, c.end, "chosen"]].filter(([a, b]) => b > a);

async function save(box, form, c) {
  const change = fields.read(form);
  if (!change.type || !change.factuality) { notice("Choose at least what happened and how sure the source is.", { kind: "error" }); return; }
  await post("decisions", { kind: "code", ids: [c.id], reason: "", change });
  await draw(box);
}

const SAYS = [[0.8, "reliable"], [0.667, "good enough for tentative conclusions"], [-1, "not reliable"]];

/** Krippendorff's alpha for each field, as nodes. */
export async function agreement() {
  let a;
  try { a = await get("coding/agreement"); } catch (e) { return h("p.empty", {}, e.message); }
  const rows = Object.entries(a.fields || {}), said = (x) => (x === null || x === undefined ? "too few" : SAYS.find(([least]) => x >= least)[1]);
  if (!a.units) return h("p.empty", {}, "No claim has been coded by two people yet. Code blind, and let somebody else do so too: then this tells how far you agree.");
  return [h("h3", {}, "Agreement between coders"), h("p.lead", {}, `${a.coders.join(", ")}: ${plural(a.units, "claim")} coded by two or more. Krippendorff’s alpha: 1 is full agreement, 0 what chance would give; from 0.8 on it counts as reliable.`),
    h("table.alpha", {}, h("thead", {}, h("tr", {}, ["field", "alpha", "", "claims"].map((t) => h("th", { scope: "col" }, t || h("span.sr", {}, "meaning"))))), h("tbody", {}, rows.map(([name, f]) => h("tr", {}, h("th", { scope: "row" }, name),
      h("td.figure", {}, f.alpha === null ? "–" : f.alpha.toFixed(2)), h("td", {}, said(f.alpha)), h("td.figure", {}, String(f.units))))))];
}
