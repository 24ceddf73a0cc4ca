// Intake: texts, addresses or files; what is read in them is seen before anything is recorded.
import { finish, post } from "../back/api.js";
import { keyboard, mayWrite, meta, notice, tried } from "../chrome.js";
import * as days from "../days.js";
import { fill, h, outside } from "../dom.js";
import { card, marked } from "../evidence.js";
import * as picture from "../picture.js";
import { WRITING } from "./missed.js";
import { panel } from "../panel.js";
import { claimOf, documentOf } from "../shape.js";
import { listen, set, state } from "../state.js";
import { frame } from "../store.js";
import { capital, plural, type } from "../words.js";

export const defaults = () => ({ ...picture.defaults(), tab: "text" });

const field = (name, label, attributes = {}) => h("label", {}, h("span", {}, label), h("input", { name, type: "text", autocomplete: "off", dir: "auto", ...attributes }));

let files = [], shown = null;
const result = h("section.intake-result", { "aria-label": "What was read", "aria-live": "polite" });

/** What is known of the report besides its words. */
const about = (title) => h("div.about-fields", {}, field("date", "Published", { type: "date" }), field("outlet", "Outlet"), field("outlet_kind", "Kind of outlet", { list: "outlets" }),
  h("datalist", { id: "outlets" }, (frame.codebook.outlet_kinds || []).map((o) => h("option", { value: o }))), title ? field("title", "Title") : null, title ? field("url", "Address", { type: "url" }) : null);

function textPart() {
  return [h("label.tall", {}, h("span", {}, "Text of one report"), h("textarea", { name: "text", rows: 12, dir: "auto", required: true, placeholder: "Paste the words of the report here." })), about(true)];
}

function addressPart() {
  if (!meta("fetching")) return [h("p.empty", {}, "This desk was started without permission to fetch from the network. Paste the text, or save the page and give the file.")];
  return [h("label.tall", {}, h("span", {}, "Addresses, one a line"), h("textarea", { name: "urls", rows: 8, required: true, spellcheck: "false", placeholder: "https://…" })),
    h("p.note", {}, "They are fetched by this machine, once each. Private and local addresses are refused, long answers are cut off.")];
}

function filePart() {
  const chosen = h("ul.files", {}), input = h("input", { type: "file", multiple: true, id: "files", onchange: () => take(input.files) });
  const draw = () => fill(chosen, files.map((f, i) => h("li", {}, outside("span", f.name), h("span.note", {}, ` ${Math.max(1, Math.round(f.size / 1024))} KB `), h("button.link", { type: "button", onclick: () => { files.splice(i, 1); draw(); } }, "remove"))));
  const take = (more) => { files = [...files, ...more]; draw(); };
  const drop = h("div.drop", {}, h("p", {}, "Drop files here, or ", h("label.link", { for: "files" }, "choose them"), "."), input, chosen);
  drop.addEventListener("dragover", (e) => { e.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (e) => { e.preventDefault(); drop.classList.remove("over"); take(e.dataTransfer.files); });
  draw();
  return [drop, h("p.note", {}, "Text, web pages, tables and whatever else the installed readers can open. What a file does not tell can be given here:"), about(false)];
}

const PARTS = { text: ["Text", textPart], urls: ["Addresses", addressPart], files: ["Files", filePart] };

const form = h("form.intake-form", { "aria-label": "Reports", onsubmit: (e) => { e.preventDefault(); tried(preview); } });

function drawForm() {
  const part = PARTS[state.tab] || PARTS.text;
  fill(form, h("div.review-tabs", { role: "group", "aria-label": "Where the reports come from" }, Object.entries(PARTS).map(([name, [text]]) => h("button", { type: "button", "aria-pressed": String(name === state.tab), onclick: () => set({ tab: name }) }, text))), part[1](),
    state.tab === "urls" && !meta("fetching") ? null : h("div.why", {}, h("button.strong", { type: "submit" }, "Read it"), h("span.note", {}, "Nothing is recorded yet.")));
}

const given = (names) => Object.fromEntries(names.map((n) => [n, form.elements[n]?.value.trim()]).filter(([, v]) => v));
const META = ["date", "outlet", "outlet_kind", "title", "url"];

function body() {
  if (state.tab === "urls") return { urls: form.elements.urls.value.split(/\s+/).filter(Boolean) };
  if (state.tab !== "files") return { text: form.elements.text.value, ...given(META) };
  const data = new FormData();
  for (const f of files) data.append("files", f, f.name);
  for (const [k, v] of Object.entries(given(META))) data.append(k, v);
  return data;
}

function progress(words) {
  const line = h("progress", { "aria-label": words }), text = h("span", { dir: "auto" }, words);
  fill(result, h("div.job", {}, line, text));
  return (job) => {
    if (job.total) { line.max = job.total; line.value = job.done; }
    fill(text, [words, job.total > 1 ? `${job.done} of ${job.total}` : "", job.message].filter(Boolean).join(" "));
  };
}

async function preview() {
  if (state.tab === "files" && !files.length) { notice("Choose a file first.", { kind: "error" }); return; }
  const watch = progress("Reading…");
  try {
    const { job } = await post("intake/preview", body());
    shown = await finish(job, watch);
    drawResult();
  } catch (e) {
    fill(result, h("p.error", { role: "alert", dir: "auto" }, e.message));
    if (e.status === undefined) throw e;
  }
}

const SAME = { same: "Already in the ledger", near: "Nearly the same words are in the ledger" };

/** A report as it was read: its claims marked in its text; numbers in the text and on the claims. */
function read({ document: row, claims: records, duplicate }) {
  const doc = documentOf(row), claims = records.map((r) => claimOf(r, row)), same = duplicate?.kind === "same";
  const pick = h("input", { type: "checkbox", name: "record", value: doc.key, checked: !same, disabled: same });
  const text = h("div.report-text", { dir: "auto", lang: doc.lang || null }, marked(doc.text, claims.map((c) => [...c.trigger, "found", type(c.type)])));
  return h("article.read", { "data-key": doc.key }, h("h3", {}, h("label", {}, pick, " ", outside("span", doc.title || doc.id))),
    h("p.about", { dir: "auto" }, [doc.outlet, doc.day ? days.long(doc.day) : "no date: give one, or days in it cannot be told", doc.lang].filter(Boolean).join(" · ")),
    duplicate ? h("p.warning", {}, `${SAME[duplicate.kind]}${duplicate.similarity && !same ? ` (${Math.round(duplicate.similarity * 100)}% alike)` : ""}: `, outside("bdi", [duplicate.outlet, duplicate.date?.slice(0, 10)].filter(Boolean).join(", ") || duplicate.id), " ",
      h("button.link", { type: "button", onclick: () => set({ sel: `doc:${duplicate.key}` }) }, "show")) : null,
    text, h("h4", {}, claims.length ? plural(claims.length, "claim") : "No claim was found in it."), claims.map((c) => h("div", {}, h("h5", {}, capital(type(c.type))), quiet(card(c)))));
}

/** A report that is not in the ledger cannot be fetched from it: its text stands above. */
function quiet(node) {
  node.querySelector("details.more")?.remove();
  node.querySelector(".because button")?.remove();
  return node;
}

function drawResult() {
  const { documents, problems } = shown, fresh = documents.filter((d) => d.duplicate?.kind !== "same");
  const claims = documents.reduce((n, d) => n + d.claims.length, 0);
  fill(result, h("div.record-bar", {}, h("p.lead", { role: "status" }, `${plural(documents.length, "report")} read, ${plural(claims, "claim")} found${documents.length - fresh.length ? `, ${documents.length - fresh.length} already there` : ""}.`),
    fresh.length ? h("button.strong", { type: "button", "data-do": "record", onclick: () => tried(record) }, "Record in the ledger") : null),
  problems?.length ? h("ul.problems", { role: "alert" }, problems.map((p) => outside("li", p))) : null, documents.map(read));
}

async function record() {
  const keys = [...result.querySelectorAll('input[name="record"]:checked')].map((n) => n.value);
  if (!keys.length) { notice("Tick at least one report.", { kind: "error" }); return; }
  const watch = progress("Recording…"), { job } = await post("intake/record", { preview: shown.preview, keys }), { recorded } = await finish(job, watch);
  const told = recorded.filter((r) => r.new).length;
  fill(result, h("div.done", {}, h("p", {}, `Recorded: ${plural(told, "new report")}, ${plural(recorded.reduce((n, r) => n + r.claims, 0), "claim")}${recorded.length - told ? `; ${recorded.length - told} were there before` : ""}. The picture follows in a moment.`),
    h("ul.rows", {}, recorded.map((r) => h("li", {}, h("button.row", { type: "button", onclick: () => set({ sel: `doc:${r.key}` }) }, outside("span", r.id, { class: "what" }), h("span.doubt", {}, plural(r.claims, "claim"))))))));
  files = [];
  drawForm();
}

export async function start(app) {
  const side = panel({ tabs: [], pages: WRITING, closing: "‹ Close" });
  if (!mayWrite()) fill(form, h("p.empty", {}, "Taking in reports is for coders and editors.")); else drawForm();
  fill(result, h("p.empty", {}, "What the program reads in a report is shown here, before anything is kept."));
  fill(app, h("section.intake", { "aria-label": "Intake" }, h("h2.sr", {}, "Intake"), form, result), side.node);
  listen((_, before) => {
    if (before.tab !== state.tab && mayWrite()) { drawForm(); form.querySelector("textarea, input")?.focus(); }
    if (before.sel !== state.sel) side.draw();
  });
  side.draw();
  keyboard((e) => { if (e.key === "Escape") set({ sel: "" }); });
}
