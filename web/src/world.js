// The basemap's shapes from shared arcs: land, borders, disputed borders, names.
import Feature from "ol/Feature.js";
import LineString from "ol/geom/LineString.js";
import MultiLineString from "ol/geom/MultiLineString.js";
import MultiPolygon from "ol/geom/MultiPolygon.js";
import Point from "ol/geom/Point.js";
import Polygon from "ol/geom/Polygon.js";
import { fromLonLat } from "ol/proj.js";
import { basemap, data } from "./data.js";

const project = ([x, y]) => fromLonLat([Math.max(-179.999, Math.min(179.999, x)), Math.max(-84, Math.min(84, y))]);

function arcsOf({ arcs, scale, translate }) {
  return arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => project([(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]));
  });
}

function ringOf(indices, arcs) {
  const out = [];
  for (const i of indices) {
    const points = i < 0 ? arcs[~i].slice().reverse() : arcs[i];
    out.push(...(out.length ? points.slice(1) : points));
  }
  return out;
}

const plain = (layer, arcs, indices) => new MultiLineString(indices.map((i) => arcs[i]));

/** Land, borders and disputed borders, the coarse world first. */
export function world() {
  const land = [], lines = [], names = [];
  for (const layer of basemap) {
    const arcs = arcsOf(layer);
    for (const c of layer.countries) {
      const polygons = c.polygons.map((rings) => rings.map((r) => ringOf(r, arcs)));
      land.push(new Feature({ geometry: new MultiPolygon(polygons) }));
      names.push(new Feature({ geometry: middle(polygons), label: c.name, weight: 2 }));
    }
    const disputed = new Set(layer.disputed);
    lines.push(new Feature({ geometry: plain(layer, arcs, layer.borders.filter((i) => !disputed.has(i))) }));
    lines.push(new Feature({ geometry: plain(layer, arcs, layer.disputed), disputed: true }));
  }
  const own = new Set(data.places.map((p) => p.name.toLowerCase()));
  for (const [name, lat, lon, people] of data.towns) {
    if (!own.has(name.toLowerCase())) names.push(new Feature({ geometry: new Point(project([lon, lat])), label: name, weight: 1, people }));
  }
  return { land, lines, names };
}

/** A point well inside the largest part of a country. */
function middle(polygons) {
  const largest = polygons.map((p) => new Polygon(p)).sort((a, b) => b.getArea() - a.getArea())[0];
  return new Point(largest.getInteriorPoint().getCoordinates().slice(0, 2));
}

export { LineString, project };
