// The map: OpenLayers on canvas, places by side, tier and probability, events by family, areas as areas.
import Feature from "ol/Feature.js";
import OlMap from "ol/Map.js";
import View from "ol/View.js";
import ScaleLine from "ol/control/ScaleLine.js";
import Zoom from "ol/control/Zoom.js";
import { boundingExtent, buffer, getHeight, getWidth } from "ol/extent.js";
import MultiPolygon from "ol/geom/MultiPolygon.js";
import Point from "ol/geom/Point.js";
import Polygon, { circular } from "ol/geom/Polygon.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Icon from "ol/style/Icon.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { crowd as crowded } from "./crowd.js";
import { fill, h } from "./dom.js";
import { answer, difference, within } from "./known.js";
import { set, state } from "./state.js";
import { known } from "./store.js";
import * as symbols from "./symbols.js";
import { colour, side } from "./theme.js";
import { percent, plural, tier, type } from "./words.js";
import { world } from "./world.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
const sources = { land: new VectorSource(), lines: new VectorSource(), names: new VectorSource(), areas: new VectorSource(), grounds: new VectorSource(), marks: new VectorSource(),
  places: new VectorSource() };
const many = crowded(), MANY = 400; // from so many places on they are drawn without a feature each
let map, tip, differing = new Set(), dots = [];

const placed = (x) => x.lat !== undefined && x.lon !== undefined;
const isArea = (x) => Boolean(x.area);
const icon = (canvas, displacement = [0, 0], mode = "obstacle") => new Icon({ img: canvas, scale: 1 / symbols.SCALE, displacement, declutterMode: mode });

function label(text, { size = 12, weight = 600, x = 0, y = 0, ink = "ink", align = "center", overflow = false, mode = "declutter" } = {}) {
  return new Text({ text, font: `${weight} ${size}px system-ui, sans-serif`, offsetX: x, offsetY: y, overflow, textAlign: align, fill: new Fill({ color: colour(ink) }),
    stroke: new Stroke({ color: colour("halo"), width: 3 }), declutterMode: mode, padding: [1, 3, 1, 3] });
}

const layers = () => [
  new VectorLayer({ source: sources.land, style: () => new Style({ fill: new Fill({ color: colour("land") }), stroke: new Stroke({ color: colour("coast"), width: 0.7 }) }) }),
  new VectorLayer({ source: sources.lines, style: (f) => new Style({ stroke: new Stroke({ color: colour("border"), width: f.get("disputed") ? 1.6 : 1.2,
    lineDash: f.get("disputed") ? [5, 4] : undefined }) }) }),
  new VectorLayer({ source: sources.grounds, style: areaStyle, declutter: true }),
  new VectorLayer({ source: sources.areas, style: areaStyle, declutter: true }),
  many.layer,
  new VectorLayer({ source: sources.places, style: placeStyle, declutter: true, zIndex: 5 }),
  new VectorLayer({ source: sources.marks, style: markStyle, declutter: "marks", zIndex: 6 }),
  new VectorLayer({ source: sources.names, style: nameStyle, declutter: true, zIndex: 2 }),
];

function nameStyle(f, resolution) {
  if (f.get("weight") === 2) {
    return new Style({ text: label(f.get("label").toUpperCase(), { size: resolution > 6000 ? 9 : 11, weight: 500, ink: "soft" }) });
  }
  if (resolution > 1500 && f.get("people") < 500000) return null;
  return new Style({ image: undefined, text: label(`· ${f.get("label")}`, { size: 10.5, weight: 400, ink: "soft", align: "left" }), zIndex: f.get("people") });
}

/** Symbols shrink where very many places are in view, so that they do not hide one another. */
const size = () => (crowd > 1500 ? 4 : crowd > MANY ? 6 : 9);
let crowd = 0;

function placeStyle(f, resolution) {
  const place = f.get("place"), run = f.get("now"), chosen = state.sel === `place:${place.key}`, at = spots(resolution).get(place.key), other = differing.has(place.key);
  return new Style({ image: icon(symbols.place(lookOf(run, chosen, other)), [0, 0], crowd > MANY ? "none" : "obstacle"), text: at && label(place.name, { ...at }), zIndex: chosen ? 9 : 1 });
}

const lookOf = (run, chosen, other) => ({ tier: run.status, p: run.p, holder: run.holder, second: run.second, chosen, other, r: chosen ? 9 : size(), run });

function areaStyle(f) {
  const { place, now, group } = f.getProperties();
  if (place) {
    const chosen = state.sel === `place:${place.key}`;
    const text = f.get("small") ? undefined : label(`${place.name} (area)`, { size: 11, overflow: true });
    return new Style({ fill: new Fill({ color: symbols.pattern({ tier: now.status, p: now.p, holder: now.holder, second: now.second }) }),
      stroke: new Stroke({ color: chosen || differing.has(place.key) ? colour("ink") : side(now.holder), width: chosen ? 2.5 : 1.2, lineDash: [6, 3] }), text });
  }
  const chosen = group.some((e) => state.sel === `event:${e.event}`);
  return new Style({ fill: new Fill({ color: colour("wash") }), stroke: new Stroke({ color: chosen ? colour("ink") : colour("soft"), width: chosen ? 2.5 : 1.2,
    lineDash: [2, 4] }), text: label(`${plural(group.length, "event")} in this area`, { size: 10.5, weight: 400, ink: "soft", overflow: true }) });
}

function markStyle(f) {
  const { group, row } = f.getProperties();
  const chosen = group.some((e) => state.sel === `event:${e.event}`);
  const canvas = symbols.mark({ family: group[0].family, count: group.length, sure: group.some((e) => e.standing === "established"), chosen });
  return new Style({ image: icon(canvas, [row.x + canvas.width / symbols.SCALE / 2, row.y]), zIndex: chosen ? 9 : 2 });
}

const NAMED = 200;
let spotted = { resolution: 0, places: new Map() };

/** Where each place's name goes: below, above, right or left of its symbol, the first that is free; else nowhere. */
function spots(resolution) {
  if (Math.abs(resolution / spotted.resolution - 1) < 0.01) return spotted.places;
  const taken = new Boxes(), places = new Map(), all = sources.places.getFeatures(), r = size() + 1;
  const box = (x, y, w, hgt) => [x - w / 2, y - hgt / 2, x + w / 2, y + hgt / 2];
  const at = (f) => { const [x, y] = f.getGeometry().getCoordinates(); return [x / resolution, -y / resolution]; };
  for (const f of all) taken.add(box(...at(f), 2 * r, 2 * r));
  for (const f of all) {
    const [x, y] = at(f), name = f.get("place").name, w = 7 * name.length + 4, off = r + 10, gap = r + 4;
    const tries = [{ x: 0, y: off, align: "center" }, { x: 0, y: 1 - off, align: "center" }, { x: -gap, y: 0, align: "right" }, { x: gap, y: 0, align: "left" },
      { x: 12, y: 16, align: "left" }, { x: -12, y: -14, align: "right" }, { x: 12, y: -15, align: "left" }, { x: -12, y: 16, align: "right" }];
    const shift = { center: 0, left: w / 2, right: -w / 2 };
    const found = tries.find((t) => taken.free(box(x + t.x + shift[t.align], y + t.y, w, 15)));
    if (found) {
      taken.add(box(x + found.x + shift[found.align], y + found.y, w, 15));
      places.set(f.get("place").key, { ...found, mode: crowd > MANY ? "declutter" : "obstacle" });
    }
  }
  spotted = { resolution, places };
  return places;
}

/** Those that may have a name: all of few, of many the ones whose fate changed most. */
function named(points) {
  if (points.length <= MANY) return points;
  return [...points].sort((a, b) => b.get("place").runs.length - a.get("place").runs.length).slice(0, NAMED);
}

/** Boxes in a grid of cells, so that finding what overlaps costs little. */
class Boxes {
  cells = new Map();

  keys([w, n, e, s]) {
    const out = [];
    for (let i = Math.floor(w / 64); i <= Math.floor(e / 64); i += 1) for (let j = Math.floor(n / 64); j <= Math.floor(s / 64); j += 1) out.push(i * 100003 + j);
    return out;
  }

  add(b) { for (const k of this.keys(b)) { if (!this.cells.has(k)) this.cells.set(k, []); this.cells.get(k).push(b); } }

  free(b) { return this.keys(b).every((k) => (this.cells.get(k) || []).every((t) => b[2] < t[0] || b[0] > t[2] || b[3] < t[1] || b[1] > t[3])); }
}

/** Sets the map up in `target`; land comes when `ground` has been given. */
export function start(target) {
  map = new OlMap({ target, layers: layers(), controls: [new Zoom({ zoomInTipLabel: "Zoom in", zoomOutTipLabel: "Zoom out" }), new ScaleLine()],
    view: new View({ center: [0, 0], zoom: 2, minZoom: 1.5, maxZoom: 13, multiWorld: false, constrainResolution: false }) });
  tip = h("div.tip", { hidden: true, role: "presentation" });
  target.append(tip);
  lay();
  frame();
  map.on("singleclick", (e) => pick(e.pixel));
  map.on("pointermove", (e) => { if (!e.dragging) hover(e.pixel); });
  target.addEventListener("pointerleave", () => { tip.hidden = true; });
  map.on("moveend", remember);
  print();
  map.getView().on("change:resolution", () => { if (Math.abs(map.getView().getResolution() / marked - 1) > 0.1) drawMarks(); });
  return map;
}

export function ground(basemap, towns) {
  const { land, lines, names } = world(basemap, towns, new Set(known.places.map((p) => p.name.toLowerCase())));
  sources.land.addFeatures(land); sources.lines.addFeatures(lines); sources.names.addFeatures(names);
}

const surface = ({ type: kind, coordinates }) => new (kind === "Polygon" ? Polygon : MultiPolygon)(coordinates).transform("EPSG:4326", "EPSG:3857");
const circle = (x, km) => circular([x.lon, x.lat], km * 1000, 64).transform("EPSG:4326", "EPSG:3857");
const ringed = (p) => p.radius_km && (isArea(p) || known.places.length <= MANY);
let laid = null;

/** Places stay where they are; only what is known of them changes. */
function lay() {
  if (laid === known.places) return;
  laid = known.places;
  const grounds = [], points = [];
  for (const place of known.places.filter(placed)) {
    const now = answer(place, state.day);
    if (ringed(place)) grounds.push(new Feature({ geometry: place.shape ? surface(place.shape) : circle(place, place.radius_km), place, now, small: !isArea(place) }));
    if (!isArea(place)) points.push(new Feature({ geometry: new Point(fromLonLat([place.lon, place.lat])), place, now }));
  }
  crowd = points.length;
  dots = crowd > MANY ? points.map((f) => ({ at: f.getGeometry().getCoordinates(), place: f.get("place") })) : [];
  for (const [source, features] of [[sources.grounds, grounds], [sources.places, named(points)]]) { source.clear(true); source.addFeatures(features); }
  spotted = { resolution: 0, places: new Map() };
}

/** All places and events in view, or the view that the address asks for. */
export function frame(force) {
  const view = map.getView(), given = state.map.split(",").map(Number);
  if (!force && given.length === 3 && given.every(Number.isFinite)) {
    view.setCenter(fromLonLat([given[0], given[1]])); view.setZoom(given[2]);
    return;
  }
  const every = [...known.places, ...known.events].filter(placed).map((x) => fromLonLat([x.lon, x.lat]));
  if (!every.length) return;
  const points = force ? every : core(every);
  const box = boundingExtent(points);
  view.fit(buffer(box, Math.max(getWidth(box), getHeight(box), 60000) * 0.12), { padding: [24, 24, 24, 24], maxZoom: 9, size: map.getSize() });
}

/** The points that lie together: one far place must not make a dot of all the others. "Whole map" shows it. */
function core(points) {
  const half = (k) => points.map((p) => p[k]).sort((a, b) => a - b)[Math.floor(points.length / 2)];
  const centre = [half(0), half(1)], far = (p) => Math.hypot(p[0] - centre[0], p[1] - centre[1]);
  const most = points.map(far).sort((a, b) => a - b)[Math.floor(points.length * 0.75)];
  return points.filter((p) => far(p) <= Math.max(most * 3, 50000));
}

let seen = "";

/** Keeps the view in the address, once the reader has moved it: not the first view, not that on paper. */
function remember() {
  if (map.getTargetElement().classList.contains("on-paper") || !map.getSize()?.[0]) return;
  const view = map.getView(), [lon, lat] = toLonLat(view.getCenter()), now = `${lon.toFixed(3)},${lat.toFixed(3)},${view.getZoom().toFixed(2)}`;
  if (seen && now !== seen) set({ map: now });
  seen = now;
}

function hit(pixel) {
  const found = [];
  map.forEachFeatureAtPixel(pixel, (f) => { if (f.get("group") || f.get("place")) found.push(f); }, { hitTolerance: 5 });
  const near = dots.length && !found.some((f) => f.getGeometry() instanceof Point) ? many.pick(pixel) : null;
  if (near) return new Feature(near);
  return found.find((f) => f.get("group") && f.getGeometry() instanceof Point) || found.find((f) => f.get("place") && f.getGeometry() instanceof Point) || found[0];
}

function pick(pixel) {
  const f = hit(pixel);
  if (!f) return;
  const group = f.get("group"), place = f.get("place");
  if (group?.length === 1) set({ sel: `event:${group[0].event}` });
  else if (group) set({ sel: `events:${group.slice(0, 60).map((e) => e.event).join("+")}` });
  else set({ sel: `place:${place.key}` });
}

function hover(pixel) {
  const f = hit(pixel);
  map.getTargetElement().classList.toggle("pointing", Boolean(f));
  tip.hidden = !f;
  if (!f) return;
  const place = f.get("place"), now = f.get("now"), group = f.get("group");
  const lines = place ? [place.name, `${tier(now)}${now.status === "unknown" ? "" : `, ${percent(now.p)}`}`]
    : group.slice(0, 4).map((e) => `${type(e.type)} ${e.place || ""}: ${e.standing}`);
  if (group?.length > 4) lines.push(`and ${group.length - 4} more`);
  fill(tip, lines.map((t, i) => h(i ? "div" : "strong", { dir: "auto" }, t)));
  const left = Math.min(pixel[0] + 14, map.getSize()[0] - 230);
  tip.style.left = `${Math.max(4, left)}px`; tip.style.top = `${pixel[1] + 14}px`;
}

/** Draws the places and events of the state's two days. */
export function draw() {
  lay();
  differing = new Set(state.tab === "changes" ? difference(state.since, state.day).map((d) => d.place.key) : []);
  let changed = false;
  for (const f of [...sources.places.getFeatures(), ...sources.grounds.getFeatures()]) {
    const now = answer(f.get("place"), state.day);
    if (f.get("now") !== now) { f.set("now", now, true); changed = true; }
  }
  if (changed) { sources.places.changed(); sources.grounds.changed(); }
  dot();
  drawMarks();
}

/** Places without a feature of their own. */
function dot() {
  many.show(dots.map(({ at, place }) => { const run = answer(place, state.day); return [...at, lookOf(run, state.sel === `place:${place.key}`, differing.has(place.key)), place]; }));
}

let marked = 1;
const projected = new WeakMap();

function spotOf(e) {
  if (!projected.has(e)) projected.set(e, fromLonLat([e.lon, e.lat]));
  return projected.get(e);
}

/** Events: areas as they are, points that lie together at this scale as one row of marks. */
function drawMarks() {
  const areas = [], marks = [];
  marked = map.getView().getResolution() || 1;
  const shown = within(known.events, state.day, Number(state.back)).filter(placed);
  const regions = new Map(), groups = new Map(), cell = 18 * marked;
  for (const e of shown) {
    if (isArea(e)) {
      const at = `${e.lat},${e.lon},${e.radius_km}`;
      if (!regions.has(at)) regions.set(at, []);
      regions.get(at).push(e);
      continue;
    }
    const at = spotOf(e), i = Math.round(at[0] / cell), j = Math.round(at[1] / cell);
    let near;
    for (let a = i - 1; a <= i + 1 && !near; a += 1) for (let b = j - 1; b <= j + 1 && !near; b += 1) {
      const g = groups.get(a * 1000003 + b);
      if (g && Math.hypot(g.at[0] - at[0], g.at[1] - at[1]) < cell) near = g;
    }
    if (near) near.list.push(e); else groups.set(i * 1000003 + j, { at, list: [e] });
  }
  for (const group of regions.values()) {
    areas.push(new Feature({ geometry: group[0].shape ? surface(group[0].shape) : circle(group[0], group[0].radius_km || 15), group }));
  }
  for (const { at, list } of groups.values()) marks.push(...row(list, at));
  for (const [name, features] of Object.entries({ areas, marks })) { sources[name].clear(true); sources[name].addFeatures(features); }
}

/** One mark for each family at a spot, in a row beside the place's symbol. */
function row(group, at) {
  const families = new Map();
  for (const e of group) {
    if (!families.has(e.family)) families.set(e.family, []);
    families.get(e.family).push(e);
  }
  let x = size() + 5;
  return [...families.values()].map((list) => {
    const f = new Feature({ geometry: new Point(at), group: list, row: { x, y: size() } });
    x += 19 + (list.length > 1 ? 7 * String(list.length).length : 0);
    return f;
  });
}

/** Fits the map to its box on paper, where it is another size than on the screen, and back again after printing. */
function print() {
  let before = null;
  const fit = () => { map.updateSize(); map.renderSync(); };
  addEventListener("beforeprint", () => {
    const box = map.getTargetElement(), view = map.getView();
    before = before || { extent: view.calculateExtent(map.getSize()), center: view.getCenter(), resolution: view.getResolution() };
    box.classList.add("on-paper");
    fit();
    view.fit(before.extent, { size: map.getSize() });
    map.renderSync();
  });
  addEventListener("afterprint", () => {
    map.getTargetElement().classList.remove("on-paper");
    if (before) { map.getView().setCenter(before.center); map.getView().setResolution(before.resolution); }
    fit();
    before = null;
  });
}

/** Repaints without moving anything: another theme, another choice. */
export function repaint() {
  dot();
  for (const layer of map.getLayers().getArray()) layer.changed();
}

/** Moves to a place or event that is out of view. */
export function show(x) {
  if (!x || !placed(x) || !map.getSize()?.[0]) return;
  const view = map.getView(), at = fromLonLat([x.lon, x.lat]);
  const [w, s, e, n] = view.calculateExtent(map.getSize());
  const margin = (e - w) * 0.06;
  if (at[0] > w + margin && at[0] < e - margin && at[1] > s + margin && at[1] < n - margin) return;
  view.animate({ center: at, duration: still.matches ? 0 : 250 });
}
