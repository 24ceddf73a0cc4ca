// The basemap's shapes from shared arcs: land, borders, disputed borders, names.
import Feature from "ol/Feature.js";
import MultiLineString from "ol/geom/MultiLineString.js";
import MultiPolygon from "ol/geom/MultiPolygon.js";
import Point from "ol/geom/Point.js";
import Polygon from "ol/geom/Polygon.js";
import { fromLonLat } from "ol/proj.js";

const project = ([x, y]) => fromLonLat([Math.max(-179.999, Math.min(179.999, x)), Math.max(-84, Math.min(84, y))]);

/** A layer's arcs, each projected when a country first needs it. */
function arcsOf({ arcs, scale, translate }) {
  const made = [];
  return (n) => (made[n] ||= (() => {
    let x = 0, y = 0;
    return arcs[n].map(([dx, dy]) => project([(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]));
  })());
}

function ringOf(indices, arc) {
  const out = [];
  for (const i of indices) {
    const points = i < 0 ? arc(~i).slice().reverse() : arc(i);
    out.push(...(out.length ? points.slice(1) : points));
  }
  return out;
}

const touch = (a, b) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/** Near countries that touch the window in detail, the rest of the world in outline (as publish/basemap.py cuts the one-file page's). */
export function cut({ near, far }, window) {
  const close = near.countries.filter((c) => c.polygons.some((p) => touch(p.box, window))), names = new Set(close.map((c) => c.name));
  const part = (layer, countries) => {
    const used = new Set(countries.flatMap((c) => c.polygons.flatMap((p) => p.rings.flat())).map((a) => (a < 0 ? ~a : a)));
    return { ...layer, countries: countries.map((c) => ({ name: c.name, polygons: c.polygons.map((p) => p.rings) })), borders: layer.borders.filter((a) => used.has(a)), disputed: layer.disputed.filter((a) => used.has(a)) };
  };
  return [part(far, far.countries.filter((c) => !names.has(c.name))), part(near, close)];
}

/** Land, borders, disputed borders and names, the coarse world first; `own` are the names of places that have a label of their own. */
export function world(layers, towns, own) {
  const land = [], lines = [], names = [];
  for (const layer of layers) {
    const arc = arcsOf(layer);
    for (const c of layer.countries) {
      const polygons = c.polygons.map((rings) => rings.map((r) => ringOf(r, arc)));
      land.push(new Feature({ geometry: new MultiPolygon(polygons) }));
      names.push(new Feature({ geometry: middle(polygons), label: c.name, weight: 2 }));
    }
    const disputed = new Set(layer.disputed);
    lines.push(new Feature({ geometry: new MultiLineString(layer.borders.filter((i) => !disputed.has(i)).map(arc)) }));
    lines.push(new Feature({ geometry: new MultiLineString(layer.disputed.map(arc)), disputed: true }));
  }
  for (const [name, lat, lon, people] of towns) {
    if (!own.has(name.toLowerCase())) names.push(new Feature({ geometry: new Point(project([lon, lat])), label: name, weight: 1, people }));
  }
  return { land, lines, names };
}

/** A point well inside the largest part of a country. */
function middle(polygons) {
  const largest = polygons.map((p) => new Polygon(p)).sort((a, b) => b.getArea() - a.getArea())[0];
  return new Point(largest.getInteriorPoint().getCoordinates().slice(0, 2));
}
