// What every page of the desk has: menu, notices, light and dark, the list of keys, news from the server.
import { API, onWait } from "./back/api.js";
import { fill, h } from "./dom.js";
import { link, listen, set, state } from "./state.js";
import * as theme from "./theme.js";

export const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content || "";
export const mayWrite = () => ["coder", "editor"].includes(meta("role"));

/** A short message at the top; with `act` a button that does something about it. Gone after a while unless it `stays`, or with the next. */
export function notice(text, { kind = "", act = null, label = "", stays = false, keeps = false, news = false } = {}) {
  const box = document.getElementById("notices"), line = h("p.notice", { class: kind, role: kind === "error" ? "alert" : null }, h("span", { dir: "auto" }, text),
    act ? h("button", { type: "button", onclick: () => { line.remove(); act(); } }, label) : null,
    h("button.quiet", { type: "button", "aria-label": "Close this message", onclick: () => line.remove() }, "×"));
  for (const old of box.querySelectorAll(".notice")) {
    // What the server has to tell pushes away no answer to what the reader has just done.
    if (old.firstChild.textContent === text || (!news && old.classList.contains("passing"))) old.remove();
  }
  box.append(line);
  // What `keeps` is not pushed away by the next message.
  if (!stays && kind !== "error") { line.classList.toggle("passing", !keeps); setTimeout(() => line.remove(), keeps ? 30000 : 8000); }
  return line;
}

/** Runs something that may be refused, and says so. Gives undefined then. */
export async function tried(f) {
  try { return await f(); } catch (e) {
    if (e.status === undefined) console.error(e);
    notice(e.message, { kind: "error" });
    document.getElementById(`field-${e.field}`)?.focus();
    return undefined;
  }
}

const GENERAL = [["?", "this list"], ["g then p c e l r s v i", "go to picture, claims, events, places, reports, sources, review, intake"], ["/", "search"], ["j k", "next, previous"], ["enter", "open"], ["esc", "back, close"]];
const PICTURE = [["← →", "the day looked at"], ["shift + ← →", "as known on"], ["space", "play or pause"], ["1 … 4", "the lists beside the map"], ["+ − and arrows", "zoom and move, with the map in focus"]];
export const REVIEW = [["c", "confirm"], ["e", "correct"], ["x", "retract"], ["m", "mark for a merge, then merge"], ["s", "split off the ticked claims"], ["o", "comment"], ["u", "undo the last"], ["1 … 9", "tick a claim"]];

function help() {
  const part = (name, keys) => [h("h3", {}, name), h("dl.keys", {}, keys.map(([k, v]) => [h("dt", {}, h("kbd", {}, k)), h("dd", {}, v)]))];
  const box = h("dialog.help", { "aria-labelledby": "help-name" }, h("h2", { id: "help-name" }, "Keys"), part("Everywhere", GENERAL), part("Picture", PICTURE), mayWrite() ? part("Review", REVIEW) : null,
    h("form", { method: "dialog" }, h("button", {}, "Close")));
  document.body.append(box);
  box.addEventListener("close", () => box.remove());
  box.showModal();
}

const GO = { p: "", c: "#view=claims", e: "#view=events", l: "#view=places", r: "#view=documents" };
const OTHER = { s: "sources", v: "review", i: "intake", b: "brief" };
let going = false;

/** Keys of every page; gives whether the key was one of them. */
function general(e) {
  if (e.ctrlKey || e.metaKey || e.altKey) return true;
  if (e.target.closest?.("input, select, textarea, dialog")) return e.key !== "Escape" && e.target.type !== "range";
  if (going) {
    going = false;
    const to = e.key in GO ? document.querySelector(`.menu [data-view="${GO[e.key].split("=")[1] || ""}"]`) : document.querySelector(`.menu [data-page="${OTHER[e.key]}"]`);
    if (to) { e.preventDefault(); to.click(); return true; }
  }
  if (e.key === "g") { going = true; setTimeout(() => { going = false; }, 1500); return true; }
  if (e.key === "?") { e.preventDefault(); help(); return true; }
  return false;
}

/** Listens for keys: first those of every page, then the page's own. */
export function keyboard(own) {
  document.addEventListener("keydown", (e) => { if (!general(e)) own(e); });
}

/** The menu's links carry the two days along; the present page is marked. */
function menu() {
  const page = meta("page"), clocks = () => new URLSearchParams(["day", "asof", "theme"].filter((k) => link().includes(`${k}=`)).map((k) => [k, state[k]]));
  for (const a of document.querySelectorAll(".menu a")) {
    const { view, page: to } = a.dataset, mine = page === "desk" && view !== undefined, hash = clocks();
    if (mine ? (state.view || "") === view : to === page) a.setAttribute("aria-current", "page"); else a.removeAttribute("aria-current");
    if (view) hash.set("view", view);
    a.hash = String(hash);
  }
  document.querySelector(".menu [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The button that prints the view; `prepare()` first fetches what the paper needs. Stands among the page's tools. */
export function printer(prepare) {
  const button = h("button", { type: "button", title: "Print this view", "data-do": "print", onclick: async () => {
    button.disabled = true;
    await tried(prepare);
    button.disabled = false;
    print();
  } }, "Print");
  document.querySelector(".tools").prepend(button);
  return button;
}

/** Sets up what all pages share; call once the state has begun. */
export function furnish() {
  theme.apply();
  menu();
  listen((now, before) => {
    if (now.theme !== before.theme) theme.apply();
    menu();
  });
  for (const a of document.querySelectorAll(".menu a[data-view]")) a.addEventListener("click", (e) => {
    if (meta("page") !== "desk" || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    set({ view: a.dataset.view, sel: "", q: "", sort: "", type: "", family: "", fact: "", kind: "", standing: "", tier: "" });
  });
  document.querySelector("[data-do=theme]")?.addEventListener("click", () => set({ theme: theme.isDark() ? "light" : "dark" }));
  document.querySelector("[data-do=help]")?.addEventListener("click", help);
  document.querySelector("[data-do=logout]")?.addEventListener("click", async () => {
    await fetch("logout", { method: "POST", headers: { "X-CSRF-Token": meta("csrf") }, redirect: "manual" });
    location.assign("login");
  });
  document.querySelector("[data-skip]")?.addEventListener("click", (e) => { e.preventDefault(); document.getElementById("app").focus(); });
}

/** Says what is being waited for, and how far it is. Call before anything is asked for. */
export function waiting() {
  const bar = h("div.working", { role: "status", hidden: true });
  document.body.append(bar);
  onWait((job) => {
    bar.hidden = !job;
    if (job) fill(bar, h("progress", job.total ? { max: job.total, value: job.done, "aria-label": "Progress" } : { "aria-label": "Progress" }), h("span", { dir: "auto" }, job.message || "Working it out…"));
  });
}

/** Hears from the server; f(kind, data). */
export function stream(handlers) {
  if (meta("mode") !== "api") return;
  const source = new EventSource(`${API}stream`);
  for (const [kind, f] of Object.entries(handlers)) source.addEventListener(kind, (e) => f(JSON.parse(e.data)));
  addEventListener("pagehide", () => source.close());
}

