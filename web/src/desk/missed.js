// A claim that the program missed: its words are chosen in the report, its fields filled in, and it stands in the ledger with the coder's name.
import { post } from "../back/api.js";
import { mayWrite, notice, tried } from "../chrome.js";
import { h } from "../dom.js";
import { later } from "../evidence.js";
import { letters } from "../letters.js";
import { PAGES } from "../pages.js";
import { set } from "../state.js";
import { back } from "../store.js";
import { type } from "../words.js";
import * as fields from "./fields.js";

/** Where the chosen words stand in the report's text, in units of the script; null where nothing in it is chosen. */
function chosen(text) {
  const now = getSelection();
  if (!now.rangeCount || now.isCollapsed || !text.contains(now.anchorNode) || !text.contains(now.focusNode)) return null;
  const range = now.getRangeAt(0), before = document.createRange();
  before.setStart(text, 0); before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString(), from = before.toString().length + words.length - words.trimStart().length;
  return words.trim() ? { from, words: words.trim() } : null;
}

/** The form, folded; `doc` with its text, `text` the element that shows it. */
function adder(doc, text) {
  let spot = null;
  const words = h("input", { type: "text", id: "field-words", name: "words", required: true, dir: "auto", autocomplete: "off", spellcheck: "false", placeholder: "choose them in the report, or type them as they stand there" });
  const hear = () => {
    if (!words.isConnected) return;
    const found = chosen(text);
    if (found) { spot = found; words.value = found.words; }
  };
  document.addEventListener("selectionchange", hear);

  async function save(form) {
    const said = words.value.trim(), from = spot?.words === said ? spot.from : doc.text.indexOf(said), { count } = letters(doc.text);
    if (from < 0) { notice("These words do not stand so in the report.", { kind: "error" }); words.focus(); return; }
    const change = Object.fromEntries(Object.entries(fields.read(form)).filter(([, v]) => v));
    const { claim } = await post("claims", { document: doc.key, start: count(from), end: count(from + said.length), change });
    document.removeEventListener("selectionchange", hear);
    set({ sel: `claim:${claim.id}` });
    notice(`Recorded: ${type(claim.type)}, “${said}”.`, { keeps: true, label: "Undo", act: () => tried(() => takeBack(claim.id)) });
  }

  return later("Add a claim that was missed", async () => {
    const form = h("form.adding", { "aria-label": "A missed claim" }, h("div.fields", {}, h("label", { for: "field-words" }, "Words"), words), await fields.rows({ factuality: "certain", background: "false" }),
      h("p.note", {}, "Words: the few that name what happened. Say what the report says, not what you know; leave empty what it does not tell."),
      h("div.why", {}, h("button.strong", { type: "submit" }, "Record the claim")));
    form.addEventListener("submit", (e) => { e.preventDefault(); tried(() => save(form)); });
    return form;
  });
}

async function takeBack(id) {
  await post("decisions", { kind: "retract", ids: [id], reason: "added by mistake" });
  notice("Taken back: the claim counts no more.");
  set({ sel: "" });
}

async function docPage(id) {
  const made = await PAGES.doc(id), doc = mayWrite() && back.server ? await back.doc(id) : null, text = doc && made.find((n) => n instanceof Node && n.matches(".report-text"));
  if (text) made.splice(made.indexOf(text) + 1, 0, adder(doc, text));
  return made;
}

/** The pages of the panel, with a report's as coders need it. */
export const WRITING = { ...PAGES, doc: docPage };
