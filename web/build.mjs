// Bundles the one-file page's script (one classic script) and the desk's (one module), and makes the basemap from world-atlas (Natural Earth, public domain).
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}../src/reportedly/publish/static`;
const desk = `${here}../src/reportedly/web/static`;
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

/** The names of the countries that use each arc. */
function usersOf(countries, count) {
  const users = Array.from({ length: count }, () => new Set());
  for (const c of countries) for (const p of c.polygons) for (const r of p.rings) for (const a of r) users[a < 0 ? ~a : a].add(c.name);
  return users;
}

const coded = (points) => points.map(([x, y], i) => (i ? [x - points[i - 1][0], y - points[i - 1][1]] : [x, y]));

/** Cuts the arcs of which only a stretch is disputed where they enter and leave its box; rings are told of the new arcs. */
function cut(topology, countries, table) {
  const users = usersOf(countries, topology.arcs.length), { scale, translate } = topology.transform, renamed = new Map();
  topology.arcs.slice().forEach((arc, n) => {
    const pair = table.pairs.find((p) => p.box && p.of.every((name) => users[n].has(name)));
    if (!pair) return;
    let x = 0, y = 0;
    const points = arc.map(([dx, dy]) => [(x += dx), (y += dy)]), pieces = [[points[0]]];
    const within = ([a, b]) => inside([a * scale[0] + translate[0], b * scale[1] + translate[1]], pair.box);
    for (let i = 1; i < points.length; i += 1) {
      pieces[pieces.length - 1].push(points[i]);
      if (i < points.length - 1 && within(points[i]) !== within(points[i - 1])) pieces.push([points[i]]);
    }
    if (pieces.length === 1) return;
    topology.arcs[n] = coded(pieces[0]);
    renamed.set(n, [n, ...pieces.slice(1).map((p) => topology.arcs.push(coded(p)) - 1)]);
  });
  for (const c of countries) for (const p of c.polygons) {
    p.rings = p.rings.map((r) => r.flatMap((a) => {
      const parts = renamed.get(a < 0 ? ~a : a);
      return !parts ? a : a < 0 ? parts.map((i) => ~i).reverse() : parts;
    }));
  }
}

/** Which arcs two countries share, and which of these are in the table of disputed borders. */
function bordersOf(countries, points, table) {
  const users = usersOf(countries, points.length);
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
  const countries = topology.objects.countries.geometries.filter((g) => g.arcs).map((g) => ({
    name: g.properties.name, polygons: (g.type === "Polygon" ? [g.arcs] : g.arcs).map((rings) => ({ rings })),
  }));
  cut(topology, countries, table);
  const points = decoded(topology);
  for (const c of countries) for (const p of c.polygons) p.box = boxOf(p.rings, points);
  const { scale, translate } = topology.transform;
  return { scale, translate, countries, arcs: topology.arcs, ...bordersOf(countries, points, table) };
}

mkdirSync(out, { recursive: true });
mkdirSync(desk, { recursive: true });
const table = json("disputed.json");
writeFileSync(`${out}/basemap.json`, JSON.stringify({ near: layer("countries-50m", table), far: layer("countries-110m", table) }));

const common = {
  bundle: true, minify: true, target: ["es2022"], charset: "ascii", legalComments: "none", treeShaking: true, sourcemap: false,
  banner: { js: "/* reportedly: Apache-2.0. OpenLayers: BSD-2-Clause, (c) OpenLayers contributors. rbush, quickselect: MIT/ISC, (c) V. Agafonkin. See NOTICE. */" },
};
const bundles = [
  { ...common, entryPoints: [`${here}src/main.js`], outfile: `${out}/picture.js`, format: "iife" },
  { ...common, entryPoints: [`${here}src/desk.js`], outfile: `${desk}/desk.js`, format: "esm" },
];
if (process.argv.includes("--watch")) {
  for (const options of bundles) await (await esbuild.context(options)).watch();
} else {
  for (const options of bundles) {
    await esbuild.build(options);
    const size = [options.outfile, `${out}/reportedly.css`].reduce((n, f) => n + gzipSync(readFileSync(f)).length, 0) / 1024;
    console.log(`${options.outfile.split("/").pop()} and reportedly.css: ${size.toFixed(0)} KiB gzipped`);
    if (size > LIMIT_KB) throw new Error(`over the limit of ${LIMIT_KB} KiB`);
  }
}
