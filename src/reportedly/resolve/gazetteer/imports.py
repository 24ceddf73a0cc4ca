"""A user's own places: files in common layouts become rows of a second SQLite file that is asked beside the built one.

    GeoNames   country files ("AF.txt") and alternate names ("alternateNamesV2.txt"), tab-separated without header
    WOF        tab-separated without header: id, country, type, name, lat, lon, population, GeoNames id, Wikidata id, names by "|"
    GeoJSON    features with a name in their properties; points, or areas by the middle and reach of their box
    CSV        with a header and a mapping of our field names to its columns

Every row keeps its source and licence. A bad row is skipped and counted, never fatal.
"""
from __future__ import annotations

import csv
import gzip
import io
import json
import math
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .alternates import add_names, is_alternates
from .build import SCHEMA, ensure, folder, insert
from .sources import Row, town_radius
from .store import Gazetteer

# GeoNames feature codes (geonames.org/export/codes.html) to the features used here; the first letters decide where no code matches.
CODES = {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "PCLI": "country", "AIRB": "airbase", "AIRP": "airport",
         "AIRF": "airport", "PASS": "pass",
         "STM": "river", "STMI": "river", "CNL": "river", "LK": "lake", "RSV": "lake", "SEA": "sea", "GULF": "sea", "BAY": "sea",
         "STRT": "strait",
         "ISL": "island", "ISLS": "island", "MTS": "range", "MT": "mountain", "PK": "mountain", "HLL": "mountain", "VAL": "valley",
         "PLN": "plain",
         "DSRT": "region", "RGN": "region", "DAM": "dam", "BDG": "crossing", "FT": "fort", "INSM": "base", "MILB": "base",
         "PS": "plant", "OILF": "plant",
         "OILR": "plant", "PRN": "facility", "HSP": "facility", "UNIV": "facility", "MSQE": "facility", "CMP": "camp",
         "CMPRF": "camp", "PRT": "port",
         "PPLX": "neighbourhood"}
WOF_KINDS = {"locality": "village", "neighbourhood": "neighbourhood", "macrohood": "neighbourhood", "borough": "neighbourhood",
             "county": "admin2",
             "region": "admin1", "country": "country", "campus": "airport", "localadmin": "admin2"}
RADIUS = {"admin1": 60.0, "admin2": 15.0, "airport": 3.0, "airbase": 3.0, "pass": 5.0, "river": 50.0, "range": 40.0,
          "valley": 15.0, "region": 60.0,
          "lake": 10.0, "sea": 200.0, "island": 10.0, "mountain": 5.0, "plain": 20.0, "camp": 3.0, "neighbourhood": 2.0,
          "facility": 1.0}


@dataclass(slots=True)
class Report:
    """What became of a file: rows kept, rows skipped with the first few reasons; `names` that they were names and not places."""

    kept: int = 0
    skipped: int = 0
    names: bool = False
    reasons: list[str] = field(default_factory=list)

    def skip(self, line: int, why: str) -> None:
        """Count one bad row."""
        self.skipped += 1
        if len(self.reasons) < 5:
            self.reasons.append(f"line {line}: {why}")


def user_file() -> Path:
    """Where a user's own places are kept."""
    return folder() / "gazetteer-own.sqlite"


def add(path: Path, *, licence: str, source: str = "", mapping: Mapping[str, str] | None = None,
        into: Path | None = None, built: Gazetteer | None = None) -> Report:
    """Read a file into the user's gazetteer (`into`), which stands beside the `built` one; alternate names join places that either
    has. Raises ValueError where its layout is not known, OSError where it cannot be read."""
    report = Report()
    with _open(path) as f:
        alternates = not mapping and is_alternates(f.readline())
    rows = () if alternates else read(path, report, mapping)
    named = (replace(r, source=source or path.name, licence=licence) for r in rows)
    at = into or user_file()
    at.parent.mkdir(parents=True, exist_ok=True)
    con = sqlite3.connect(at, timeout=30)
    try:
        if not con.execute("SELECT 1 FROM sqlite_master WHERE name = 'place'").fetchone():
            con.executescript(SCHEMA + "CREATE INDEX place_key ON place(key);")
        with con:
            if alternates:
                report.names = True
                add_names(con, _open(path), report, built or Gazetteer(ensure()), source=source or path.name, licence=licence)
            else:
                report.kept = insert(con, _unknown(con, named))
    finally:
        con.close()
    return report


def _unknown(con: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows whose key is not there yet: a second reading of the same file adds nothing."""
    for row in rows:
        if not con.execute("SELECT 1 FROM place WHERE key = ?", (row.key,)).fetchone():
            yield row


def read(path: Path, report: Report, mapping: Mapping[str, str] | None = None) -> Iterator[Row]:
    """Rows of a file by its layout: the extension, a mapping, or the number of columns tells which."""
    name = path.name.lower().removesuffix(".gz")
    if name.endswith((".geojson", ".json")):
        return geojson(_open(path).read(), report, path.stem, mapping)
    if mapping:
        return table(_open(path), mapping, report, "\t" if name.endswith((".tsv", ".txt")) else ",", path.stem)
    with _open(path) as f:
        columns = len(f.readline().split("\t"))
    if columns == 19:
        return geonames(_open(path), report)
    if columns == 10:
        return wof(_open(path), report)
    raise ValueError(f"{path.name}: {columns} tab-separated columns are neither GeoNames (19) nor WOF (10); give a mapping for a CSV")


def _open(path: Path) -> io.TextIOWrapper:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path, "rb"), encoding="utf-8", errors="replace")
    return open(path, encoding="utf-8", errors="replace")


def _point(lat: str, lon: str) -> tuple[float, float]:
    a, b = float(lat), float(lon)
    if not (math.isfinite(a) and math.isfinite(b) and -90 <= a <= 90 and -180 <= b <= 180):
        raise ValueError(f"no point on earth: {lat}, {lon}")
    return a, b


def _reach(feature: str, population: int) -> float:
    return RADIUS.get(feature) or town_radius(population)


def _settlement(population: int) -> str:
    return "city" if population >= 100_000 else "town" if population >= 5_000 else "village"


def geonames(lines: Iterable[str], report: Report) -> Iterator[Row]:
    """A GeoNames country file."""
    for n, line in enumerate(lines, 1):
        c = line.rstrip("\n").split("\t")
        try:
            lat, lon = _point(c[4], c[5])
            people = int(c[14] or 0)
            feature = CODES.get(c[7]) or (_settlement(people) if c[6] == "P" else "region" if c[6] in "LA" else "facility")
            names = [x for x in (c[2], *c[3].split(",")) if x]
            yield Row(f"gn:{c[0]}", c[1], feature, c[8], lat, lon, _reach(feature, people), tuple(names), people,
                      f"{c[8]}.{c[10]}" if c[10] else "")
        except (IndexError, ValueError) as error:
            report.skip(n, str(error))


def wof(lines: Iterable[str], report: Report) -> Iterator[Row]:
    """Who's On First places in ten columns."""
    for n, line in enumerate(lines, 1):
        c = line.rstrip("\n").split("\t")
        try:
            lat, lon = _point(c[4], c[5])
            people = int(float(c[6] or 0))
            feature = WOF_KINDS.get(c[2], "village")
            feature = _settlement(people) if feature == "village" else feature
            yield Row(f"wof:{c[0]}", c[3], feature, c[1], lat, lon, _reach(feature, people),
                      tuple(x for x in c[9].split("|") if x), people)
        except (IndexError, ValueError) as error:
            report.skip(n, str(error))


def table(lines: Iterable[str], mapping: Mapping[str, str], report: Report, delimiter: str = ",",
          stem: str = "csv") -> Iterator[Row]:
    """A table with a header. `mapping` gives its column for name, lat, lon (needed), country, feature, radius_km, population,
    names,
    valid_from, valid_to, id; a value that begins with "=" is the same for every row ("=SY"). Raises ValueError where a needed one
    is missing."""
    missing = {"name", "lat", "lon"} - set(mapping)
    if missing:
        raise ValueError(f"the mapping needs {', '.join(sorted(missing))}")
    csv.field_size_limit(min(sys.maxsize, 10_000_000))
    for n, r in enumerate(csv.DictReader(lines, delimiter=delimiter), 2):
        def get(key: str, r: Mapping[str, Any] = r) -> str:
            column = mapping.get(key, "")
            return column[1:] if column.startswith("=") else str(r.get(column) or "").strip() if column else ""
        try:
            lat, lon = _point(get("lat"), get("lon"))
            people = int(float(get("population") or 0))
            feature = get("feature") or _settlement(people)
            if not get("name"):
                raise ValueError("no name")
            names = tuple(x.strip() for x in get("names").replace(";", "|").split("|") if x.strip())
            yield Row(f"user:{stem}:{get('id') or n}", get("name"), feature, get("country")[:2].upper(), lat, lon,
                      float(get("radius_km") or _reach(feature, people)), names, people, valid_from=get("valid_from"),
                      valid_to=get("valid_to"))
        except ValueError as error:
            report.skip(n, str(error))


def geojson(text: str, report: Report, stem: str = "geojson", mapping: Mapping[str, str] | None = None) -> Iterator[Row]:
    """Features of a GeoJSON FeatureCollection (or a list of features). `mapping` names properties as in `table`, where they are not
    the usual ones. Raises ValueError where it is not JSON."""
    data = json.loads(text)
    features = data.get("features", []) if isinstance(data, dict) else data
    for n, f in enumerate(features, 1):
        try:
            about = f.get("properties") or {}
            low = {str(k).lower(): v for k, v in about.items()}
            for ours, theirs in (mapping or {}).items():
                low[ours] = theirs[1:] if theirs.startswith("=") else low.get(theirs.lower())
            name = next(str(low[k]) for k in ("name", "name_en", "wof:name", "title", "shapename") if low.get(k))
            points = list(_coordinates((f.get("geometry") or {}).get("coordinates")))
            lat, lon, reach = _box(points)
            feature = str(low.get("feature") or low.get("placetype") or low.get("wof:placetype") or low.get("type")
                          or ("village" if reach == 0 else "region"))
            feature = WOF_KINDS.get(feature, feature)
            country = str(low.get("country") or low.get("iso") or low.get("wof:country") or low.get("country_a2") or "")[:2].upper()
            names = low.get("names") or low.get("alternates") or ()
            variants = tuple(str(x) for x in (names.split("|") if isinstance(names, str) else names))
            yield Row(f"user:{stem}:{low.get('id') or f.get('id') or n}", name, feature, country, lat, lon,
                      round(reach, 2) or _reach(feature, 0), variants)
        except (AttributeError, KeyError, StopIteration, TypeError, ValueError) as error:
            report.skip(n, str(error) or "no name or no point")


def _coordinates(part: Any) -> Iterator[tuple[float, float]]:
    if isinstance(part, list) and part and isinstance(part[0], (int, float)):
        yield _point(str(part[1]), str(part[0]))
    elif isinstance(part, list):
        for inner in part:
            yield from _coordinates(inner)


def _box(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Middle of the points' box and the distance in km to its farthest point."""
    if not points:
        raise ValueError("no coordinates")
    lat, lon = ((min(p[i] for p in points) + max(p[i] for p in points)) / 2 for i in (0, 1))
    scale = math.cos(math.radians(lat))
    return lat, lon, max(111.2 * math.hypot(p[0] - lat, (p[1] - lon) * scale) for p in points)
