// The desk: one bundle for all its pages.
import { api, plainFiles } from "./back/api.js";
import { furnish, meta, notice, waiting } from "./chrome.js";
import { fill, h } from "./dom.js";
import { open } from "./store.js";
import * as desk from "./desk/desk.js";
import * as intake from "./desk/intake.js";
import * as place from "./desk/place.js";
import * as review from "./desk/review.js";
import * as sources from "./desk/sources.js";
import { begin } from "./state.js";

const PAGES = { desk, intake, place, review, sources };

/** After the login, back to the very state that was asked for: the server does not see what stands after #. */
function remember() {
  const next = document.querySelector('input[name="next"]');
  if (next && location.hash) next.value += location.hash;
  document.documentElement.classList.add("ready");
}

async function run() {
  const page = PAGES[meta("page")], app = document.getElementById("app");
  if (!page) { remember(); return; }
  try {
    waiting();
    await open({ desk: true, ...(meta("mode") === "files" ? plainFiles() : api()) });
    begin(page.defaults());
    furnish();
    await page.start(app);
    document.documentElement.classList.add("ready");
  } catch (e) {
    if (e.status === undefined) console.error(e);
    fill(app, h("div.slip", {}, h("h2", {}, "The desk could not be opened"), h("p", { role: "alert", dir: "auto" }, e.message), h("button", { type: "button", onclick: () => location.reload() }, "Try again")));
    document.documentElement.classList.add("ready");
    if (e.status === undefined) notice("See the browser's console.", { kind: "error" });
  }
}

run();
