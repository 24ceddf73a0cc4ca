// The fields of a claim as a form: for correcting and for coding.
import { get } from "../back/api.js";
import { fill, h } from "../dom.js";
import { frame } from "../store.js";
import { type } from "../words.js";

const LABELS = { type: "What", actor: "Who", target: "To whom", place: "Where", point: "Point", when: "When", source: "Says who", factuality: "How sure", verification: "Checked", background: "History", counts: "Figures" };
const HINTS = { actor: "names, | between", target: "names, | between", place: "as written; empty for none", point: "lat,lon,radius in km", when: "2031-04-05 or 2031-04-05/2031-04-07; empty for none", source: "name;kind;side, | between",
  counts: "what;who;low;high, | between" };
const ORDER = Object.keys(LABELS);

/** A claim's values as the text that a decision takes. */
export function valuesOf(c) {
  const none = (v) => v ?? "";
  return { type: c.type, actor: (c.actor || []).join(" | "), target: (c.target || []).join(" | "), place: c.place?.name || "",
    point: c.place && c.place.lat !== undefined && c.place.lat !== null ? [c.place.lat, c.place.lon, c.place.radius_km].filter((v) => v !== null && v !== undefined).join(",") : "",
    when: c.when ? (c.when.start === c.when.end ? c.when.start : `${c.when.start}/${c.when.end}`) : "", source: (c.source || []).map((s) => [s.name, s.kind, s.side].map(none).join(";")).join(" | "),
    factuality: c.factuality, verification: c.verification || "", background: String(Boolean(c.background)), counts: (c.counts || []).map((k) => [k.what, k.who, none(k.low), none(k.high)].join(";")).join(" | ") };
}

let known = null;
export const fields = async () => (known ||= await get("fields"));

const CHOICES = { background: [["false", "no"], ["true", "yes"]] };

function input(name, about, value) {
  const id = `field-${name}`, common = { id, name, dir: "auto", "data-field": name };
  if (name === "background") return h("select", common, CHOICES.background.map(([v, t]) => h("option", { value: v, selected: v === value }, t)));
  if (about?.kind === "choice") return h("select", common, name === "verification" ? h("option", { value: "" }, "not marked") : value ? null : h("option", { value: "" }, "choose"),
    about.values.filter(Boolean).map((v) => h("option", { value: v, selected: v === value }, name === "type" && frame.types[v] ? type(v) : v)));
  const node = h("input", { ...common, type: "text", value, placeholder: HINTS[name] || "", autocomplete: "off", spellcheck: "false", list: name === "place" ? "gazetteer" : null });
  if (name === "place") gazetteer(node);
  return node;
}

/** Offers places of the gazetteer; choosing one fills the point too. */
function gazetteer(node) {
  const list = h("datalist", { id: "gazetteer" });
  let found = [], pause;
  node.addEventListener("input", () => {
    const chosen = found.find((g) => said(g) === node.value);
    if (chosen) {
      node.value = chosen.name;
      const point = node.form.elements.point;
      if (point) point.value = [chosen.lat, chosen.lon, chosen.radius_km].filter((v) => v !== null && v !== undefined).join(",");
      return;
    }
    clearTimeout(pause);
    pause = setTimeout(async () => {
      if (node.value.trim().length < 2) return;
      try { found = await get("gazetteer", { q: node.value.trim() }); found = found.rows || found; } catch { found = []; }
      fill(list, found.slice(0, 12).map((g) => h("option", { value: said(g) })));
    }, 200);
  });
  node.after(list);
  requestAnimationFrame(() => node.after(list));
}

const said = (g) => `${g.name} (${[g.country, g.feature, g.population ? `${g.population} people` : ""].filter(Boolean).join(", ")})`;

/** The form's rows; `values` as valuesOf gives them, or {} for an empty form. */
export async function rows(values) {
  const about = await fields(), names = ORDER.filter((n) => n in about);
  return h("div.fields", {}, names.map((n) => [h("label", { for: `field-${n}` }, LABELS[n]), input(n, about[n], values[n] ?? "")]));
}

/** What the form holds; with `before` only what differs from it. */
export function read(form, before = null) {
  const all = Object.fromEntries([...form.querySelectorAll("[data-field]")].map((n) => [n.dataset.field, n.value.trim()]));
  if (!all.place) delete all.point; // no place, so no point
  return before ? Object.fromEntries(Object.entries(all).filter(([k, v]) => v !== (before[k] ?? ""))) : all;
}
