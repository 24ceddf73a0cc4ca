// The map: OpenLayers on canvas, places by side, tier and probability, events by family, areas as areas.
import Feature from "ol/Feature.js";
import OlMap from "ol/Map.js";
import View from "ol/View.js";
import ScaleLine from "ol/control/ScaleLine.js";
import Zoom from "ol/control/Zoom.js";
import { boundingExtent, buffer, getHeight, getWidth } from "ol/extent.js";
import Point from "ol/geom/Point.js";
import MultiPolygon from "ol/geom/MultiPolygon.js";
import Polygon, { circular } from "ol/geom/Polygon.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import Fill from "ol/style/Fill.js";
import Icon from "ol/style/Icon.js";
import Stroke from "ol/style/Stroke.js";
import Style from "ol/style/Style.js";
import Text from "ol/style/Text.js";
import { answer, data, events, within } from "./data.js";
import { h, fill } from "./dom.js";
import { set, state } from "./state.js";
import * as symbols from "./symbols.js";
import { colour, side } from "./theme.js";
import { percent, tier, plural } from "./words.js";
import { world } from "./world.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
const sources = { land: new VectorSource(), lines: new VectorSource(), names: new VectorSource(), areas: new VectorSource(), grounds: new VectorSource(), marks: new VectorSource(),
  places: new VectorSource() };
let map, tip;

const placed = (x) => x.lat !== undefined && x.lon !== undefined;
const isArea = (x) => Boolean(x.area);
const icon = (canvas, displacement = [0, 0]) => new Icon({ img: canvas, scale: 1 / symbols.SCALE, displacement,
  declutterMode: "obstacle" });

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

function placeStyle(f, resolution) {
  const { place, now } = f.getProperties(), chosen = state.sel === `place:${place.key}`, at = spots(resolution).get(place.key);
  const look = { tier: now.status, p: now.p, holder: now.holder, second: now.second, chosen };
  return new Style({ image: icon(symbols.place(look)), text: at && label(place.name, { ...at }), zIndex: chosen ? 9 : 1 });
}

function areaStyle(f) {
  const { place, now, group } = f.getProperties();
  if (place) {
    const chosen = state.sel === `place:${place.key}`;
    const text = f.get("small") ? undefined : label(`${place.name} (area)`, { size: 11, overflow: true });
    return new Style({ fill: new Fill({ color: symbols.pattern({ tier: now.status, p: now.p, holder: now.holder, second: now.second }) }),
      stroke: new Stroke({ color: chosen ? colour("ink") : side(now.holder), width: chosen ? 2.5 : 1.2, lineDash: [6, 3] }), text });
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

let known = { resolution: 0, places: new Map() };

/** Where each place's name goes: below, above, right or left of its symbol, the first that is free; else nowhere. */
function spots(resolution) {
  if (Math.abs(resolution / known.resolution - 1) < 0.01) return known.places;
  const taken = [], places = new Map(), all = sources.places.getFeatures().slice(0, 600);
  const box = (x, y, w, hgt) => [x - w / 2, y - hgt / 2, x + w / 2, y + hgt / 2];
  const free = (b) => taken.every((t) => b[2] < t[0] || b[0] > t[2] || b[3] < t[1] || b[1] > t[3]);
  const at = (f) => { const [x, y] = f.getGeometry().getCoordinates(); return [x / resolution, -y / resolution]; };
  for (const f of all) taken.push(box(...at(f), 20, 20));
  for (const f of all) {
    const [x, y] = at(f), name = f.get("place").name, w = 7 * name.length + 4;
    const tries = [{ x: 0, y: 20, align: "center" }, { x: 0, y: -19, align: "center" }, { x: -14, y: 0, align: "right" }, { x: 14, y: 0, align: "left" },
      { x: 12, y: 16, align: "left" }, { x: -12, y: -14, align: "right" }, { x: 12, y: -15, align: "left" }, { x: -12, y: 16, align: "right" }];
    const shift = { center: 0, left: w / 2, right: -w / 2 };
    const found = tries.find((t) => free(box(x + t.x + shift[t.align], y + t.y, w, 15)));
    if (found) {
      taken.push(box(x + found.x + shift[found.align], y + found.y, w, 15));
      places.set(f.get("place").key, { ...found, mode: "obstacle" });
    }
  }
  known = { resolution, places };
  return places;
}

export function start(target) {
  const { land, lines, names } = world();
  sources.land.addFeatures(land); sources.lines.addFeatures(lines); sources.names.addFeatures(names);
  lay();
  map = new OlMap({ target, layers: layers(), controls: [new Zoom({ zoomInTipLabel: "Zoom in", zoomOutTipLabel: "Zoom out" }), new ScaleLine()],
    view: new View({ center: [0, 0], zoom: 2, minZoom: 1.5, maxZoom: 13, multiWorld: false, constrainResolution: false }) });
  tip = h("div.tip", { hidden: true, role: "presentation" });
  target.append(tip);
  frame();
  map.on("singleclick", (e) => pick(e.pixel));
  map.on("pointermove", (e) => { if (!e.dragging) hover(e.pixel); });
  target.addEventListener("pointerleave", () => { tip.hidden = true; });
  map.on("moveend", remember);
  print();
  map.getView().on("change:resolution", () => { if (Math.abs(map.getView().getResolution() / marked - 1) > 0.1) drawMarks(); });
  return map;
}

const surface = ({ type, coordinates }) => new (type === "Polygon" ? Polygon : MultiPolygon)(coordinates).transform("EPSG:4326", "EPSG:3857");
const circle = (x, km) => circular([x.lon, x.lat], km * 1000, 64).transform("EPSG:4326", "EPSG:3857");

/** Places stay where they are; only what is known of them changes. */
function lay() {
  for (const place of data.places.filter(placed)) {
    const now = answer(place, state.day, state.asof);
    if (place.radius_km) sources.grounds.addFeature(new Feature({ geometry: place.shape ? surface(place.shape) : circle(place, place.radius_km), place, now, small: !isArea(place) }));
    if (!isArea(place)) sources.places.addFeature(new Feature({ geometry: new Point(fromLonLat([place.lon, place.lat])), place, now }));
  }
}

/** All places and events in view, or the view that the address asks for. */
export function frame(force) {
  const view = map.getView(), given = state.map.split(",").map(Number);
  if (!force && given.length === 3 && given.every(Number.isFinite)) {
    view.setCenter(fromLonLat([given[0], given[1]])); view.setZoom(given[2]);
    return;
  }
  const every = [...data.places, ...data.events].filter(placed).map((x) => fromLonLat([x.lon, x.lat]));
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
  if (map.getTargetElement().classList.contains("on-paper")) return;
  const view = map.getView(), [lon, lat] = toLonLat(view.getCenter()), now = `${lon.toFixed(3)},${lat.toFixed(3)},${view.getZoom().toFixed(2)}`;
  if (seen && now !== seen) set({ map: now });
  seen = now;
}

function hit(pixel) {
  const found = [];
  map.forEachFeatureAtPixel(pixel, (f) => { if (f.get("group") || f.get("place")) found.push(f); }, { hitTolerance: 5 });
  return found.find((f) => f.get("group") && f.getGeometry() instanceof Point) || found.find((f) => f.get("place") && f.getGeometry() instanceof Point) || found[0];
}

function pick(pixel) {
  const f = hit(pixel);
  if (!f) return;
  const group = f.get("group"), place = f.get("place");
  if (group?.length === 1) set({ sel: `event:${group[0].event}` });
  else if (group) set({ sel: `events:${group.map((e) => e.event).join("+")}` });
  else set({ sel: `place:${place.key}` });
}

function hover(pixel) {
  const f = hit(pixel);
  map.getTargetElement().classList.toggle("pointing", Boolean(f));
  tip.hidden = !f;
  if (!f) return;
  const place = f.get("place"), now = f.get("now"), group = f.get("group");
  const lines = place ? [place.name, `${tier(now)}${now.status === "unknown" ? "" : `, ${percent(now.p)}`}`]
    : group.slice(0, 4).map((e) => `${e.type} ${e.place || ""}: ${e.standing}`);
  fill(tip, lines.map((t, i) => h(i ? "div" : "strong", { dir: "auto" }, t)));
  const left = Math.min(pixel[0] + 14, map.getSize()[0] - 230);
  tip.style.left = `${Math.max(4, left)}px`; tip.style.top = `${pixel[1] + 14}px`;
}

/** Draws the places and events of the state's two days. */
export function draw() {
  for (const f of [...sources.places.getFeatures(), ...sources.grounds.getFeatures()]) f.set("now", answer(f.get("place"), state.day, state.asof), true);
  sources.places.changed(); sources.grounds.changed();
  drawMarks();
}

let marked = 1;

/** Events: areas as they are, points that lie together at this scale as one row of marks. */
function drawMarks() {
  const areas = [], marks = [];
  marked = map.getView().getResolution() || 1;
  const shown = within(events(state.asof), state.day, Number(state.back)).filter(placed);
  const regions = new Map(), groups = [];
  for (const e of shown) {
    if (isArea(e)) {
      const at = `${e.lat},${e.lon},${e.radius_km}`;
      regions.set(at, [...(regions.get(at) || []), e]);
      continue;
    }
    const at = fromLonLat([e.lon, e.lat]), near = groups.find((g) => Math.hypot(g.at[0] - at[0], g.at[1] - at[1]) < 18 * marked);
    if (near) near.list.push(e); else groups.push({ at, list: [e] });
  }
  for (const group of regions.values()) {
    areas.push(new Feature({ geometry: group[0].shape ? surface(group[0].shape) : circle(group[0], group[0].radius_km || 15), group }));
  }
  for (const { at, list } of groups) marks.push(...row(list, at));
  for (const [name, features] of Object.entries({ areas, marks })) { sources[name].clear(true); sources[name].addFeatures(features); }
}

/** One mark for each family at a spot, in a row beside the place's symbol. */
function row(group, at) {
  const families = new Map();
  for (const e of group) families.set(e.family, [...(families.get(e.family) || []), e]);
  let x = 14;
  return [...families.values()].map((list) => {
    const f = new Feature({ geometry: new Point(at), group: list, row: { x, y: 9 } });
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
  for (const layer of map.getLayers().getArray()) layer.changed();
}

/** Moves to a place or event that is out of view. */
export function show(x) {
  if (!x || !placed(x)) return;
  const view = map.getView(), at = fromLonLat([x.lon, x.lat]);
  const [w, s, e, n] = view.calculateExtent(map.getSize());
  const margin = (e - w) * 0.06;
  if (at[0] > w + margin && at[0] < e - margin && at[1] > s + margin && at[1] < n - margin) return;
  view.animate({ center: at, duration: still.matches ? 0 : 250 });
}
