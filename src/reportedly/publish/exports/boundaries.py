"""Administrative units from a user's own GeoJSON or shapefile with P-codes: which unit a point lies in. Nothing of the kind is shipped."""
from __future__ import annotations

import json
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from ...model.errors import ReadError

CODE = re.compile(r"(?:adm(?:in)?_?([0-4])_?(?:pcode|code)|pcode|p_code)\Z", re.IGNORECASE)
NAME = re.compile(r"(?:adm(?:in)?_?([0-4])_?(?:name)?_?([a-z]{2})?|name)\Z", re.IGNORECASE)
LANGUAGES = ("en", "", "fr", "es", "pt")  # the name that is taken where there are several; then any other


@dataclass(frozen=True, slots=True)
class Unit:
    """The names and codes of units by level ("1", "2", or "" where the file does not say which)."""

    codes: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def code(self, level: str) -> str:
        return dict(self.codes).get(level, "")

    def name(self, level: str) -> str:
        return dict(self.names).get(level, "")

    def down_to(self, level: str) -> Unit:
        """The unit without what is finer than a level, and without codes of which the file does not say of what level they are."""
        return Unit(*(tuple((k, v) for k, v in of if k and k <= level) for of in (self.codes, self.names)))


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Units with an index over their shapes."""

    tree: Any
    shapes: tuple[Any, ...]
    units: tuple[Unit, ...]

    def at(self, lat: float | None, lon: float | None) -> Unit:
        """The smallest unit that a point lies in; an empty one where it lies in none."""
        from shapely import Point
        if lat is None or lon is None:
            return Unit()
        point = Point(lon, lat)
        found = [i for i in self.tree.query(point) if self.shapes[i].covers(point)]
        return self.units[min(found, key=lambda i: (self.shapes[i].area, i))] if found else Unit()


    def within(self, box: tuple[float, float, float, float]) -> Unit:
        """What is sure of every point of a box (west, south, east, north): codes and names of the levels at which all of it lies in one
        unit. So a blurred place has the code of its province where its cell does not reach into another."""
        from shapely import box as rectangle
        area = rectangle(*box)
        found = [(self.units[i], self.shapes[i].intersection(area).area) for i in self.tree.query(area)]
        sure = {}
        for level in ("0", "1", "2", "3", "4", ""):
            inside = {u.code(level): n for u, n in found if n > 0 and u.code(level)}
            covered = sum(n for u, n in found if u.code(level))
            if len(inside) == 1 and covered >= area.area * 0.999:
                sure[level] = next(u for u, n in found if n > 0 and u.code(level))
        return Unit(tuple((level, u.code(level)) for level, u in sure.items()),
                    tuple((level, u.name(level)) for level, u in sure.items() if u.name(level)))


def read(path: str) -> Boundaries:
    """Read a GeoJSON FeatureCollection, or a shapefile (.shp, or zipped), whose properties hold P-codes (ADM1_PCODE, adm2_pcode, pcode …).
    Raises ReadError otherwise."""
    from shapely import STRtree, make_valid
    from shapely.geometry import shape
    try:
        features = _shapefile(path) if path.lower().endswith((".zip", ".shp")) else _geojson(path)
        found = [(make_valid(shape(f["geometry"])), _unit(f.get("properties") or {})) for f in features if f.get("geometry")]
    except OSError as error:
        raise ReadError(path, (error.strerror or "cannot be read").lower()) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReadError(path, "is no GeoJSON FeatureCollection or shapefile of areas") from None
    if not any(u.codes for _, u in found):
        raise ReadError(path, "no property holds P-codes (ADM1_PCODE, ADM2_PCODE, pcode)")
    shapes = tuple(s for s, _ in found)
    return Boundaries(STRtree(shapes), shapes, tuple(u for _, u in found))


def _geojson(path: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(Path(path).read_text("utf-8-sig"))["features"]
    return features


def _shapefile(path: str) -> list[dict[str, Any]]:
    import shapefile
    if not Path(path).exists():
        raise FileNotFoundError(2, "No such file or directory")
    try:
        with shapefile.Reader(path) as file:
            features: list[dict[str, Any]] = file.__geo_interface__["features"]
    except (shapefile.ShapefileException, BadZipFile, struct.error, EOFError, IndexError) as error:
        raise ValueError(str(error)) from None
    return features


def _unit(properties: dict[str, Any]) -> Unit:
    codes = tuple((m.group(1) or "", str(v)) for k, v in properties.items() if v not in (None, "") and (m := CODE.match(k)))
    called: dict[str, tuple[int, str]] = {}
    for k, v in properties.items():
        if v not in (None, "") and (m := NAME.match(k)):
            level, tongue = m.group(1) or "", (m.group(2) or "").lower()
            rank = LANGUAGES.index(tongue) if tongue in LANGUAGES else len(LANGUAGES)
            called[level] = min(called.get(level, (99, "")), (rank, str(v)))
    return Unit(codes, tuple((level, name) for level, (_, name) in called.items()))
