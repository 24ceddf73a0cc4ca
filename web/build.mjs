// Bundles the page's script (one classic script) and makes the basemap from world-atlas (Natural Earth, public domain).
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}../src/reportedly/publish/static`;
const LIMIT_KB = 400; // scripts and styles, gzipped, without geodata

const json = (path) => JSON.parse(readFileSync(here + path, "utf8"));

/** Bounding box in degrees of a ring made of arcs. */
function boxOf(rings, points) {
  const box = [180, 90, -180, -90];
  for (const ring of rings) {
    for (const arc of ring) {
      for (const [x, y] of points[arc < 0 ? ~arc : arc]) {
        box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
      }
    }
  }
  return box.map((v) => Math.round(v * 100) / 100);
}

/** Arcs in degrees, from their quantised differences. */
function decoded({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

const inside = ([x, y], [w, s, e, n]) => x >= w && x <= e && y >= s && y <= n;

/** Which arcs two countries share, and which of these are in the table of disputed borders. */
function bordersOf(countries, points, table) {
  const users = points.map(() => new Set());
  for (const c of countries) for (const p of c.polygons) for (const r of p.rings) for (const a of r) users[a < 0 ? ~a : a].add(c.name);
  const borders = [], disputed = [];
  users.forEach((names, arc) => {
    if (names.size < 2) return;
    borders.push(arc);
    const middle = points[arc][Math.floor(points[arc].length / 2)];
    const pair = table.pairs.some((p) => p.of.every((n) => names.has(n)) && (!p.box || inside(middle, p.box)));
    if (pair || [...names].some((n) => n in table.countries)) disputed.push(arc);
  });
  return { borders, disputed };
}

function layer(name, table) {
  const topology = json(`node_modules/world-atlas/${name}.json`);
  const points = decoded(topology);
  const countries = topology.objects.countries.geometries.filter((g) => g.arcs).map((g) => ({
    name: g.properties.name,
    polygons: (g.type === "Polygon" ? [g.arcs] : g.arcs).map((rings) => ({ rings, box: boxOf(rings, points) })),
  }));
  const { scale, translate } = topology.transform;
  return { scale, translate, countries, arcs: topology.arcs, ...bordersOf(countries, points, table) };
}

mkdirSync(out, { recursive: true });
const table = json("disputed.json");
writeFileSync(`${out}/basemap.json`, JSON.stringify({ near: layer("countries-50m", table), far: layer("countries-110m", table) }));

const options = {
  entryPoints: [`${here}src/main.js`], outfile: `${out}/picture.js`, bundle: true, minify: true, format: "iife",
  target: ["es2022"], charset: "ascii", legalComments: "none", treeShaking: true, sourcemap: false, metafile: true,
  banner: { js: "/* reportedly: Apache-2.0. OpenLayers: BSD-2-Clause, (c) OpenLayers contributors. rbush, quickselect: MIT/ISC, (c) V. Agafonkin. */" },
};
if (process.argv.includes("--watch")) {
  await (await esbuild.context(options)).watch();
} else {
  await esbuild.build(options);
  const size = ["picture.js", "reportedly.css"].reduce((n, f) => n + gzipSync(readFileSync(`${out}/${f}`)).length, 0) / 1024;
  console.log(`picture.js and reportedly.css: ${size.toFixed(0)} KiB gzipped`);
  if (size > LIMIT_KB) throw new Error(`over the limit of ${LIMIT_KB} KiB`);
}
