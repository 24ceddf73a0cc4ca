// Review: a queue by what matters, decisions by key, coding without seeing what others said, and how far coders agree.
import { blob, get, post } from "../back/api.js";
import { keyboard, mayWrite, meta, notice, tried } from "../chrome.js";
import * as days from "../days.js";
import { fill, h, outside } from "../dom.js";
import * as ev from "../evidence.js";
import { save } from "../export.js";
import { decided, title } from "../pages.js";
import { WRITING } from "./missed.js";
import { panel } from "../panel.js";
import * as picture from "../picture.js";
import { toldOf } from "../shape.js";
import { listen, set, state } from "../state.js";
import { frame } from "../store.js";
import { inline, mark } from "../symbols.js";
import { capital, figure, folded, plural, type, when, who } from "../words.js";
import * as coding from "./coding.js";
import * as fields from "./fields.js";

export const defaults = () => ({ ...picture.defaults(), tab: "queue", reason: "", done: "", item: "" });

const REASONS = [["", "all"], ["changes", "changes of hands"], ["deaths", "many deaths"], ["doubt", "low confidence"], ["contradiction", "contradictions"]];
const ACTS = { confirm: ["c", "Confirm", "It is so."], correct: ["e", "Correct", "Some field is wrong."], retract: ["x", "Retract", "It should not count."], merge: ["m", "Merge", "The same happening as another."],
  split: ["s", "Split off", "The ticked claims are another happening."], comment: ["o", "Comment", "A remark; nothing follows from it."] };
const PAGE = 50;

let items = [], total = 0, ticked = new Set(), tray = [], mine = [], act = null, side;
const list = h("ol.rows.queue", { "aria-label": "To be looked at" }), lead = h("p.lead", { role: "status" }), desk = h("section.bench", { "aria-label": "The case", tabindex: -1 });

const current = () => items.find((x) => x.event.event === state.item) || items[0];
const position = () => Math.max(0, items.indexOf(current()));

/** The next page of the queue, or the first. */
async function load(more = false) {
  const a = await get("queue", { reason: state.reason, decided: state.done === "yes" ? "true" : "false", limit: PAGE, offset: more ? items.length : 0 });
  const found = a.rows.map((event, i) => ({ event: toldOf({ ...a, event }), ...a.extra[i] }));
  items = more ? [...items, ...found] : found;
  total = a.total;
}

function drawList() {
  fill(lead, total ? `${plural(total, "case")} ${state.done === "yes" ? "decided" : "open"}, the weightiest first.` : state.done === "yes" ? "Nothing has been decided yet." : "Nothing is waiting here.");
  fill(list, items.map((x) => {
    const e = x.event, chosen = x === current();
    return h("li", {}, h("button.row", { type: "button", "aria-current": chosen ? "true" : null, "data-item": e.event, onclick: () => go(x) },
      inline(mark({ family: e.family, sure: e.standing === "established" })),
      h("span.what", {}, h("strong", {}, capital(type(e.type)), e.place ? [", ", outside("span", e.place)] : null), outside("span", [who(e), when(e.when)].filter(Boolean).join(" · "), { class: "says" }),
        h("span.reasons", {}, (x.reasons || []).map((r) => h("span.chip", { class: r.kind, dir: "auto" }, r.words)))),
      h("span.doubt", {}, x.decided?.length ? "decided" : "")));
  }), items.length < total ? h("li", {}, h("button.more", { type: "button", onclick: () => tried(async () => { await load(true); drawList(); }) }, `Show more of ${total}`)) : null);
}

function go(x) {
  ticked = new Set(); act = null;
  set({ item: x?.event.event || "", sel: "" }, { remember: false });
  draw();
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

const step = (n) => { const to = items[Math.max(0, Math.min(items.length - 1, position() + n))]; if (to) go(to); };

/** A claim of the case: with a box to tick it, and its number as a key. */
function claimCard(c, n) {
  const box = h("input", { type: "checkbox", checked: ticked.has(c.id), onchange: () => tick(c.id, box.checked) });
  return h("div.pick", {}, h("label.tick", {}, box, h("span", {}, `Claim ${n + 1}`)), ev.card(c));
}

function tick(id, on) {
  if (on) ticked.add(id); else ticked.delete(id);
  drawBar();
}

function draw() {
  drawList();
  const x = current();
  if (!x) { fill(desk, h("p.empty", {}, "Nothing to decide. Choose another reason above, or take in more reports.")); return; }
  const e = x.event;
  const facts = [["Who", who(e)], ["When", e.when ? when(e.when) : "no day told"], ["Killed", figure(e.killed)], ["Told by", folded(e.n, e.independent_sources)], ["Standing", e.standing && `${e.standing}: ${frame.standings[e.standing] || ""}`],
    ["Grade", e.grade ? `${e.grade.code}: ${e.grade.because}` : ""]];
  const mineToo = (x.now || e.decisions || []);
  fill(desk, h("div.case", {}, title(`${capital(type(e.type))}${e.place ? `, ${e.place}` : ""}`, [(x.reasons || []).map((r) => r.words).join(" · ")]),
    h("dl.facts", {}, facts.filter(([, v]) => v).map(([k, v]) => [h("dt", {}, k), outside("dd", v)])),
    h("p.links", {}, h("button.link", { type: "button", onclick: () => set({ sel: `event:${e.event}` }) }, "For and against"),
      e.place_key ? h("button.link", { type: "button", onclick: () => set({ sel: `place:${e.place_key}` }) }, `Who holds ${e.place}`) : null),
    h("div.picks", {}, e.records.map(claimCard)), decided(mineToo)), bar);
  drawBar();
  desk.scrollTop = 0;
}

const bar = h("form.actbar", { "aria-label": "Decide", onsubmit: (ev_) => { ev_.preventDefault(); submit(); } });

function drawBar() {
  const e = current()?.event;
  if (!e) { fill(bar); return; }
  const on = ticked.size ? plural(ticked.size, "ticked claim") : e.records.length === 1 ? "this claim" : `all ${plural(e.records.length, "claim")} of it`;
  const buttons = h("div.acts", {}, Object.entries(ACTS).map(([name, [key, text, hint]]) => h("button", { type: "button", title: hint, "aria-pressed": act === name ? "true" : null, "data-act": name, onclick: () => begin(name) }, text, " ", h("kbd", {}, key))),
    mine.length ? h("button", { type: "button", "data-act": "undo", onclick: undo, title: `Undo: ${mine[0].kind}` }, "Undo ", h("kbd", {}, "u")) : null);
  const marked = tray.length ? h("p.note", {}, `To be merged: `, tray.map((t) => [outside("bdi", t.name), " "]), h("button.link", { type: "button", onclick: () => { tray = []; drawBar(); } }, "forget")) : null;
  fill(bar, h("p.note", {}, `A decision is about ${on}. It is kept with your name (`, outside("bdi", meta("user")), ") and can be undone."), marked, buttons, act ? ask() : null);
}

/** What an act still needs: a reason, and for a correction the fields. */
function ask() {
  const reason = h("input", { type: "text", id: "reason", required: act !== "confirm", autocomplete: "off", dir: "auto", placeholder: act === "comment" ? "Your comment" : "Why", "aria-label": act === "comment" ? "Comment" : "Reason", list: "reasons" });
  return h("div.ask", {}, act === "correct" ? h("div", { id: "fields" }) : null, h("div.why", {}, reason,
    h("datalist", { id: "reasons" }, ["the report says so plainly", "misread: another place is meant", "misread: another actor", "the same event in other words", "history, not news", "copied from another report"].map((t) => h("option", { value: t }))),
    h("button.strong", { type: "submit" }, `${ACTS[act][1]}`), h("button", { type: "button", onclick: () => { act = null; drawBar(); } }, "Cancel")));
}

/** Starts an act; a confirmation needs nothing more. */
function begin(name) {
  const e = current()?.event;
  if (!e) return;
  if (name === "confirm") { act = null; decide("confirm", targets(), "", {}); return; }
  if (name === "merge" && !tray.filter((t) => t.event !== e.event).length) {
    tray = [{ event: e.event, name: `${type(e.type)}${e.place ? `, ${e.place}` : ""}` }];
    notice("Marked. Go to the other one and press m again to merge the two.");
    drawBar();
    return;
  }
  if (name === "split" && !ticked.size) { notice("Tick the claims that are another happening first (keys 1 to 9)."); return; }
  if (name === "correct" && targets().length > 1 && e.records.length > 1 && ticked.size !== 1) { notice("Tick the one claim to correct first (keys 1 to 9)."); return; }
  act = name;
  drawBar();
  if (name === "correct") fillFields();
  else document.getElementById("reason")?.focus();
}

const subject = () => { const e = current().event; return e.records.find((c) => ticked.has(c.id)) || e.records[0]; };

async function fillFields() {
  const nodes = await tried(() => fields.rows(fields.valuesOf(subject())));
  const box = document.getElementById("fields");
  if (!nodes || !box) return;
  fill(box, nodes);
  box.querySelector("select, input")?.focus();
}

const targets = () => (ticked.size ? [...ticked] : [current().event.event]);

function submit() {
  const reason = document.getElementById("reason")?.value.trim() || "";
  if (!act) return;
  if (!reason) { notice("Say why in a few words: others will read it.", { kind: "error" }); return; }
  if (act === "correct") {
    const change = fields.read(bar, fields.valuesOf(subject()));
    if (!Object.keys(change).length) { notice("Nothing differs from what was read.", { kind: "error" }); return; }
    decide(act, [subject().id], reason, change);
  } else if (act === "merge") decide(act, [...tray.map((t) => t.event), current().event.event], reason, {});
  else decide(act, targets(), reason, {});
}

const PAST = { confirm: "Confirmed", correct: "Corrected", retract: "Retracted", merge: "Merged", split: "Split off", comment: "Commented" };

async function decide(kind, ids, reason, change) {
  const x = current(), done = await tried(() => post("decisions", { kind, ids, reason, change }));
  if (!done) return;
  mine.unshift(done.decision);
  x.now = [done.decision, ...(x.now || x.event.decisions || [])];
  x.decided = [...(x.decided || []), done.decision.id];
  if (kind === "merge") tray = [];
  act = null;
  notice(`${PAST[kind]}. It is in the ledger under your name.`, { act: undo, label: "Undo" });
  const at = position();
  if (kind === "comment" || at + 1 >= items.length) draw(); else go(items[at + 1]);
  desk.focus({ preventScroll: true });
}

async function undo() {
  const last = mine[0];
  if (!last) { notice("You have decided nothing yet on this page."); return; }
  const done = await tried(() => post("decisions", { kind: "undo", decision: last.id, ids: [], reason: "taken back", change: {} }));
  if (!done) return;
  mine.shift();
  for (const x of items) {
    x.decided = x.decided?.filter((d) => d !== last.id);
    if (x.now) x.now = x.now.map((d) => (d.id === last.id ? { ...d, undone_by: done.decision.id } : d));
  }
  notice("Undone. Both decisions stay in the ledger.");
  draw();
}

/** All decisions, newest first, each with a way to undo it. */
async function log() {
  const a = await get("decisions", { limit: 200 });
  const line = (d) => h("tr", { class: d.undone_by ? "undone" : "" }, h("td", {}, d.at.replace("T", " ").slice(0, 16)), outside("td", d.author), h("td", {}, d.kind), outside("td", [Object.entries(d.change || {}).map(([k, v]) => `${k}: ${v || "none"}`).join(", "), d.reason].filter(Boolean).join(" · ")),
    h("td", {}, d.claims?.length ? h("button.link", { type: "button", onclick: () => set({ sel: `claim:${d.claims[0]}` }) }, plural(d.claims.length, "claim")) : ""),
    h("td", {}, d.undone_by ? "undone" : d.kind === "undo" || d.kind === "code" ? "" : h("button", { type: "button", onclick: () => tried(async () => { await post("decisions", { kind: "undo", decision: d.id, ids: [], reason: "taken back", change: {} }); show(); }) }, "Undo")));
  return a.rows.length ? [h("p.lead", {}, `${plural(a.total, "decision")}, newest first. Nothing is ever struck out: an undoing is a decision too.`),
    h("div.scroll", { tabindex: 0, role: "region", "aria-label": "Decisions" }, h("table.log", {}, h("thead", {}, h("tr", {}, ["when", "who", "what", "change and reason", "about", ""].map((t) => h("th", { scope: "col" }, t || h("span.sr", {}, "undo"))))), h("tbody", {}, a.rows.map(line))))]
    : h("p.empty", {}, "Nobody has decided anything yet.");
}

const TABS = [["queue", "Queue"], ["coding", "Blind coding"], ["agreement", "Agreement"], ["log", "Decisions"]];
const place = h("div.review-body", {});
let frameNode;

async function show() {
  for (const b of frameNode.querySelectorAll(".review-tabs button")) b.setAttribute("aria-pressed", String(b.dataset.tab === state.tab));
  document.body.classList.toggle("as-queue", state.tab === "queue");
  if (state.tab === "coding") fill(place, await coding.start());
  else if (state.tab === "agreement") fill(place, await coding.agreement(), h("p", {}, h("button", { type: "button", onclick: () => tried(async () => save("gold.zip", await blob("export/gold"))) }, "Export reviewed reports as gold (zip)")));
  else if (state.tab === "log") fill(place, await log());
  else { fill(place, h("div.queue-box", {}, chooser(), lead, list), desk); await load(); draw(); }
}

function chooser() {
  const select = (name, label, options) => h("label", {}, `${label} `, h("select", { "data-filter": name, onchange: (e) => set({ [name]: e.target.value, item: "" }) }, options.map(([v, t]) => h("option", { value: v, selected: state[name] === v }, t))));
  return h("div.filters", {}, select("reason", "Why", REASONS), select("done", "Show", [["", "open"], ["yes", "decided"]]));
}

export async function start(app) {
  if (!mayWrite()) { fill(app, h("div.slip", {}, h("h2", {}, "Review"), h("p", {}, "Deciding and coding is for coders and editors; you read here."))); return; }
  side = panel({ tabs: [], pages: WRITING, closing: "‹ Close" });
  frameNode = h("section.review", { "aria-label": "Review" }, h("h2.sr", {}, "Review"), h("div.review-tabs", { role: "group", "aria-label": "Parts of the review" }, TABS.map(([name, text]) => h("button", { type: "button", "data-tab": name, onclick: () => set({ tab: name, sel: "" }) }, text))), place);
  fill(app, frameNode, side.node);
  listen((_, before) => {
    if (["tab", "reason", "done"].some((k) => before[k] !== state[k])) tried(show);
    if (before.sel !== state.sel) side.draw();
  });
  await show();
  side.draw();
  const KEY = Object.fromEntries(Object.entries(ACTS).map(([name, [key]]) => [key, name]));
  keyboard((e) => {
    if (e.key === "Escape") { if (state.sel) set({ sel: "" }); else if (act) { act = null; drawBar(); desk.focus(); } return; }
    if (state.tab !== "queue") return;
    if (e.key === "j" || e.key === "k") { e.preventDefault(); step(e.key === "j" ? 1 : -1); }
    else if (e.key === "u") { e.preventDefault(); undo(); }
    else if (KEY[e.key]) { e.preventDefault(); begin(KEY[e.key]); }
    else if (/^[1-9]$/.test(e.key)) {
      const box = desk.querySelectorAll(".tick input")[Number(e.key) - 1];
      if (box) { e.preventDefault(); box.click(); }
    }
  });
}
