// The one-file page: everything is in it.
import { embedded } from "./back/embedded.js";
import { fill, h } from "./dom.js";
import { PAGES } from "./pages.js";
import { next, panel } from "./panel.js";
import { build, defaults, keys, live, map, start, theme } from "./picture.js";
import { begin, listen, set, state } from "./state.js";
import { frame, open } from "./store.js";
import { table } from "./tables.js";
import * as views from "./views.js";

const parse = (id) => JSON.parse(document.getElementById(id).textContent);
let sheet = null;
const claims = () => (sheet ||= table("claims")).node;
const TABS = [["places", "Places", views.places], ["events", "Events", views.eventList], ["changes", "Changes", views.changeList], ["claims", "Claims", claims],
  ["reports", "Reports", views.reports], ["sources", "Sources", views.sources], ["about", "Key and method", views.about]];

function page(side) {
  const tool = (text, hint, f) => h("button", { type: "button", title: hint, onclick: f }, text);
  return [h("a.skip", { href: "#panel", onclick: (e) => { e.preventDefault(); side.body.focus(); } }, "To the lists"),
    h("header.top", {}, h("h1", { dir: "auto" }, frame.title), h("div.tools", {}, tool("Whole map", "Show all places", () => map.frame(true)),
      tool("Light / dark", "Light or dark", () => set({ theme: theme.isDark() ? "light" : "dark" })), tool("Print", "Print this view", () => print()))),
    h("main", {}, build(), side.node), live];
}

function shortcut(e, side) {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const field = e.target.closest?.("input, select, textarea");
  if (e.key === "Escape") { if (state.sel) set({ sel: "" }); else e.target.blur?.(); return; }
  if (keys(e) || (field && field.type !== "range")) return;
  if (e.key === "/") { e.preventDefault(); set({ tab: "claims", sel: "" }); document.getElementById("search")?.focus(); }
  else if (e.key === "j" || e.key === "k") next(side.body, e.key === "j" ? 1 : -1);
  else if (/^[1-7]$/.test(e.key)) set({ tab: TABS[Number(e.key) - 1][0], sel: "" });
}

async function run() {
  await open(embedded(parse("data")));
  begin(defaults());
  theme.apply();
  const side = panel({ tabs: TABS, pages: PAGES });
  const app = document.getElementById("app");
  fill(app, page(side));
  app.classList.add("app");
  listen((_, before) => { if (state.tab === "claims" && !state.sel) sheet?.update(before); });
  await start(side);
  map.ground(parse("basemap"), frame.towns);
  document.addEventListener("keydown", (e) => shortcut(e, side));
  document.documentElement.classList.add("ready");
}

run();
