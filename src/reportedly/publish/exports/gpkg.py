"""gpkg: OGC GeoPackage 1.3 with layers of points (control, events, claims) and of areas (control_areas, events_areas, claims_areas), a
table of documents, and QGIS styles inside the file. Every row stands in its layer of points, without one where it is known as an area."""
from __future__ import annotations

import sqlite3
import struct
from pathlib import Path
from typing import Any

from ...model.rows import Row
from .. import geojson, shapes
from .colours import UNKNOWN, holders
from .material import Material, Options
from .report import Noting, Report
from .sheets import SHEETS, rows
from .sqlite import TYPES, cells

LAYERS = ("control", "events", "claims")
AREAS = "_areas"
KINDS = {"Point": "POINT", "Polygon": "MULTIPOLYGON"}  # one kind a layer: programs draw no style, or nothing, in layers of several
APPLICATION, VERSION = 0x47504B47, 10300  # "GPKG", 1.3.0
SORTS = {"day": "DATE", "bool": "BOOLEAN"}
NEVER = "1970-01-01T00:00:00.000Z"
WGS84 = ('GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
         'UNIT["degree",0.0174532925199433],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]')
TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents (table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys (srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
  PRIMARY KEY (table_name, column_name));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
  f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT,
  update_time DATETIME);
"""


def write(material: Material, out: Path, options: Options) -> Report:
    """Write the file; rows are streamed."""
    noting = Noting()
    base = sqlite3.connect(out)
    changed = f"{material.made}T00:00:00.000Z" if material.made else NEVER
    try:
        with base:
            base.execute(f"PRAGMA application_id = {APPLICATION}")
            base.execute(f"PRAGMA user_version = {VERSION}")
            base.executescript(TABLES)
            base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", [
                ("Undefined Cartesian", -1, "NONE", -1, "undefined", None), ("Undefined geographic", 0, "NONE", 0, "undefined", None),
                ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84, None)])
            extent = shapes.extents(material.claims)
            for table in LAYERS:
                _layer(base, material, table, "Point", changed, extent, noting)
                _layer(base, material, table, "Polygon", changed, extent, noting)
            _documents(base, material, changed, noting)
            _styles(base, material, changed)
    finally:
        base.close()
    noting.never("lists are joined by “; ”; candidates, characters of spans and reasons stand in jsonl, parquet and sqlite")
    return noting.report()


def _layer(base: sqlite3.Connection, material: Material, table: str, kind: str, changed: str, extent: dict[str, Row],
           noting: Noting) -> None:
    """One layer: of points every row, of polygons those known as areas."""
    points, name = kind == "Point", table if kind == "Point" else table + AREAS
    _create(base, table, name, f", geom {KINDS[kind]}")
    box = [180.0, 90.0, -180.0, -90.0]
    for row in rows(material, table):
        shape = _geometry(row, table, extent)
        if points and shape is None:
            noting.lost(f"no geometry in {table}: the place is not known to a point")
        if not points and (shape is None or shape["type"] == "Point"):
            continue
        mine = shape if shape and (shape["type"] == "Point") == points else None
        _insert(base, table, name, [blob(mine, box), *cells(row, table)])
        noting.wrote(name)
    corners = box if box[0] <= box[2] else [None] * 4
    base.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)",
                 (name, name, f"{table}, known as areas" if not points else table, changed, *corners))
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (name, KINDS[kind]))


def _documents(base: sqlite3.Connection, material: Material, changed: str, noting: Noting) -> None:
    _create(base, "documents", "documents")
    for row in rows(material, "documents"):
        _insert(base, "documents", "documents", cells(row, "documents"))
        noting.wrote("documents")
    base.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES "
                 "('documents', 'attributes', 'documents', ?)", (changed,))


def _create(base: sqlite3.Connection, table: str, name: str, geometry: str = "") -> None:
    columns = ", ".join(f'"{c.name}" {SORTS.get(c.kind) or TYPES.get(c.kind, "TEXT")}' for c in SHEETS[table])
    base.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL{geometry}, {columns})')


def _insert(base: sqlite3.Connection, table: str, name: str, values: list[Any]) -> None:
    names = ", ".join(f'"{n}"' for n in ([*(["geom"] if table in LAYERS else []), *(c.name for c in SHEETS[table])]))
    base.execute(f'INSERT INTO "{name}" ({names}) VALUES ({", ".join("?" * len(values))})', values)  # noqa: S608 - names of our own


def _geometry(row: Row, table: str, extent: dict[str, Row]) -> Row | None:
    place = row["place"] if table == "claims" else row
    if not place or place.get("lat") is None:
        return None
    known = {} if table == "claims" else extent.get((row.get("place") or "").casefold(), {})
    radius = place.get("radius_km") or known.get("radius_km")
    area = shapes.is_area({**known, "radius_km": radius, **({"feature": place.get("feature")} if table == "claims" else {})})
    return geojson.geometry(place["lat"], place["lon"], radius if area else None)


def blob(shape: Row | None, box: list[float]) -> bytes | None:
    """A GeoJSON geometry as GeoPackage binary (header with its bounds, then WKB); `box` grows by it."""
    from shapely import MultiPolygon, to_wkb
    from shapely.geometry import shape as made
    if shape is None:
        return None
    found = made(shape)
    found = MultiPolygon([found]) if found.geom_type == "Polygon" else found
    west, south, east, north = found.bounds
    box[:] = [min(box[0], west), min(box[1], south), max(box[2], east), max(box[3], north)]
    wkb: bytes = to_wkb(found, byte_order=1)
    # "GP", version 0, flags: little-endian with an envelope of four numbers; then the system of reference.
    return b"GP\x00\x03" + struct.pack("<i4d", 4326, west, east, south, north) + wkb


def _styles(base: sqlite3.Connection, material: Material, changed: str) -> None:
    named = holders(material.control)
    styles = {"control": ("holder", {**named, "": UNKNOWN}), "events": ("family", {
        "territory": "#0072b2", "violence": "#d55e00", "submission": "#cc79a7", "people": "#009e73", "politics": "#e69f00"}),
        "claims": ("factuality", {"certain": "#0072b2", "probable": "#56b4e9", "possible": "#e69f00", "denied": "#d55e00",
                                     "future": UNKNOWN})}
    layers = [(name, column, colours, kind) for name, (column, colours) in styles.items() for kind in KINDS]
    base.executemany("INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
                     "styleSLD, useAsDefault, description, owner, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, '', '', ?)",
                     [(*[name if kind == "Point" else name + AREAS] * 2, qml(column, colours, kind), changed)
                      for name, column, colours, kind in layers])
    base.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES "
                 "('layer_styles', 'attributes', 'layer_styles', ?)", (changed,))


def qml(column: str, colours: dict[str, str], kind: str = "Point") -> str:
    """A QGIS style that colours points or polygons by a column's values."""
    from lxml import etree
    root = etree.Element("qgis", version="3.28", styleCategories="Symbology")
    renderer = etree.SubElement(root, "renderer-v2", type="categorizedSymbol", attr=column, enableorderby="0", forceraster="0")
    categories, symbols = etree.SubElement(renderer, "categories"), etree.SubElement(renderer, "symbols")
    for i, (value, colour) in enumerate(colours.items()):
        etree.SubElement(categories, "category", render="true", symbol=str(i), value=_xml(value), label=_xml(value or "not known"))
        _symbol(symbols, str(i), colour, kind)
    etree.SubElement(root, "layerGeometryType").text = "0" if kind == "Point" else "2"
    text: str = etree.tostring(root, encoding="unicode", doctype="<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>")
    return text


def _symbol(above: Any, name: str, colour: str, kind: str) -> None:
    from lxml import etree
    red, green, blue = (int(colour[i:i + 2], 16) for i in (1, 3, 5))
    of, points = ("marker", "SimpleMarker") if kind == "Point" else ("fill", "SimpleFill"), kind == "Point"
    symbol = etree.SubElement(above, "symbol", name=name, type=of[0], alpha="1" if points else "0.4", clip_to_extent="1", force_rhr="0")
    layer = etree.SubElement(symbol, "layer", {"class": of[1]}, enabled="1", locked="0")
    about = {"color": f"{red},{green},{blue},255", "outline_color": "35,35,35,255",
             **({"name": "circle", "size": "3"} if points else {"style": "solid", "outline_style": "solid", "outline_width": "0.26"})}
    # Once as programs before 3.26 read it, once as those after.
    options = etree.SubElement(layer, "Option", type="Map")
    for key, value in about.items():
        etree.SubElement(options, "Option", name=key, value=value, type="QString")
        etree.SubElement(layer, "prop", k=key, v=value)


def _xml(text: str) -> str:
    from ..clean import line
    return line(text)
