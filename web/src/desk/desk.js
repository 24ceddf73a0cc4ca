// The first page: the picture, and the tables of claims, events, places and reports.
import { keyboard, meta, notice, printer, stream } from "../chrome.js";
import { fill, h } from "../dom.js";
import { WRITING } from "./missed.js";
import { next, panel } from "../panel.js";
import * as picture from "../picture.js";
import { extend, listen, set, state } from "../state.js";
import { frame, know, reopen } from "../store.js";
import { table } from "../tables.js";
import * as views from "../views.js";
import { plural } from "../words.js";
import { cut } from "../world.js";

export const { defaults } = picture;
const KINDS = ["claims", "events", "places", "documents"];
const list = (draw) => () => (state.view ? null : draw());
const TABS = [["places", "Places", list(views.places)], ["events", "Events", list(views.eventList)], ["changes", "Changes", list(views.changeList)], ["about", "Key and method", list(views.about)]];

let sheet = null, side;
const box = h("section.sheet-box", { "aria-label": "Table", hidden: true });

/** Shows the view that the address names: the picture, or one of the tables. */
function arrange(before) {
  const kind = KINDS.includes(state.view) ? state.view : "";
  document.body.classList.toggle("as-table", Boolean(kind));
  picture.left.hidden = Boolean(kind);
  box.hidden = !kind;
  if (!kind) { sheet = null; fill(box); return; }
  if (sheet?.kind !== kind) { sheet = table(kind); fill(box, sheet.node); } else if (before) sheet.update(before);
}

async function ground() {
  const answer = await fetch(meta("basemap"));
  picture.map.ground(cut(await answer.json(), frame.window || [-180, -85, 180, 85]), frame.towns);
}

/** The picture has been made anew: says so, and takes it up when the reader likes. */
function news() {
  const { behind } = frame.state;
  if (behind) notice(`${plural(behind, "entry").replace("entrys", "entries")} of the ledger came after this picture; a newer one is being made.`, { stays: true, news: true });
  let shown = frame.state.snapshot?.id, seq = frame.state.ledger.head?.[0];
  stream({
    head: ({ seq: now, documents }) => {
      if (seq !== undefined && now > seq && documents > frame.counts.documents) notice(`${documents - frame.counts.documents} new in the ledger; the picture follows.`, { news: true });
      seq = now;
    },
    picture: ({ snapshot }) => {
      if (snapshot === shown) return;
      shown = snapshot;
      notice("There is a newer picture.", { act: take, label: "Show it", stays: true, news: true });
    },
  });
}

async function take() {
  await reopen();
  const { day, asof, since } = defaults();
  extend({ day, asof, since });
  await know(state.asof, (again) => { picture.refresh(); if (!again) side.draw(true); });
  sheet?.reload();
}

export async function start(app) {
  side = panel({ tabs: TABS, pages: WRITING, closing: "‹ Back" });
  fill(app, picture.build(), box, side.node, picture.live);
  const whole = h("button", { type: "button", title: "Show all places" , onclick: () => picture.map.frame(true) }, "Whole map");
  document.querySelector(".tools").prepend(whole, printer(() => sheet?.paper()));
  arrange();
  const land = fetch(meta("basemap")); // asked for early, read when the places stand
  listen((now, before) => { arrange(before); whole.hidden = Boolean(now.view); if (now.view !== before.view) side.draw(); });
  whole.hidden = Boolean(state.view);
  await picture.start(side, { active: () => !state.view });
  land.then(() => ground());
  news();
  keyboard((e) => {
    if (e.key === "Escape") { if (state.sel) set({ sel: "" }); else e.target.blur?.(); return; }
    if (!state.view && picture.keys(e)) return;
    if (e.key === "/") { e.preventDefault(); if (!state.view) set({ view: "claims", sel: "" }); document.getElementById("search")?.focus(); }
    else if (e.key === "j" || e.key === "k") next(state.view ? box : side.body, e.key === "j" ? 1 : -1);
    else if (!state.view && /^[1-4]$/.test(e.key)) set({ tab: TABS[Number(e.key) - 1][0], sel: "" });
  });
}
