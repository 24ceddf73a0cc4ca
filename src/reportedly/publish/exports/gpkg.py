"""gpkg: OGC GeoPackage 1.3 with layers control, events and claims, a table of documents, and QGIS styles inside the file."""
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
APPLICATION, VERSION = 0x47504B47, 10300  # "GPKG", 1.3.0
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
            for table in (*LAYERS, "documents"):
                _table(base, material, table, changed, extent, noting)
            _styles(base, material, changed)
    finally:
        base.close()
    noting.never("lists are joined by “; ”; candidates, characters of spans and reasons stand in jsonl, parquet and sqlite")
    return noting.report()


def _table(base: sqlite3.Connection, material: Material, table: str, changed: str, extent: dict[str, Row], noting: Noting) -> None:
    spatial = table in LAYERS
    geometry = ", geom GEOMETRY" if spatial else ""
    columns = ", ".join(f'"{c.name}" {"DATE" if c.kind == "day" else TYPES.get(c.kind, "TEXT")}' for c in SHEETS[table])
    base.execute(f'CREATE TABLE "{table}" (fid INTEGER PRIMARY KEY AUTOINCREMENT{geometry}, {columns})')
    names = ", ".join(f'"{n}"' for n in ([*(["geom"] if spatial else []), *(c.name for c in SHEETS[table])]))
    marks = ", ".join("?" * (len(SHEETS[table]) + spatial))
    box = [180.0, 90.0, -180.0, -90.0]
    for row in rows(material, table):
        shape = _geometry(row, table, extent) if spatial else None
        if spatial and shape is None:
            noting.lost(f"no geometry in {table}: the place is not known to a point")
        values = [blob(shape, box), *cells(row, table)] if spatial else cells(row, table)
        base.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)  # noqa: S608 - the names are our own
        noting.wrote(table)
    corners = box if box[0] <= box[2] else [None] * 4
    base.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 (table, "features" if spatial else "attributes", table, "", changed, *corners, 4326 if spatial else None))
    if spatial:
        base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', 4326, 0, 0)", (table,))


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
    from shapely import to_wkb
    from shapely.geometry import shape as made
    if shape is None:
        return None
    found = made(shape)
    west, south, east, north = found.bounds
    box[:] = [min(box[0], west), min(box[1], south), max(box[2], east), max(box[3], north)]
    wkb: bytes = to_wkb(found, byte_order=1)
    # "GP", version 0, flags: little-endian with an envelope of four numbers; then the system of reference.
    return b"GP\x00\x03" + struct.pack("<i4d", 4326, west, east, south, north) + wkb


def _styles(base: sqlite3.Connection, material: Material, changed: str) -> None:
    named = holders(material.control)
    styles = {"control": qml("holder", {**named, "": UNKNOWN}), "events": qml("family", {
        "territory": "#0072b2", "violence": "#d55e00", "submission": "#cc79a7", "people": "#009e73", "politics": "#e69f00"}),
        "claims": qml("factuality", {"certain": "#0072b2", "probable": "#56b4e9", "possible": "#e69f00", "denied": "#d55e00",
                                     "future": UNKNOWN})}
    base.executemany("INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
                     "styleSLD, useAsDefault, description, owner, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, '', '', ?)",
                     [(table, table, text, changed) for table, text in styles.items()])
    base.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES "
                 "('layer_styles', 'attributes', 'layer_styles', ?)", (changed,))


def qml(column: str, colours: dict[str, str]) -> str:
    """A QGIS style that colours points by a column's values."""
    from lxml import etree
    root = etree.Element("qgis", version="3.28", styleCategories="Symbology")
    renderer = etree.SubElement(root, "renderer-v2", type="categorizedSymbol", attr=column, enableorderby="0", forceraster="0")
    categories, symbols = etree.SubElement(renderer, "categories"), etree.SubElement(renderer, "symbols")
    for i, (value, colour) in enumerate(colours.items()):
        etree.SubElement(categories, "category", render="true", symbol=str(i), value=_xml(value), label=_xml(value or "not known"))
        _symbol(symbols, str(i), colour)
    text: str = etree.tostring(root, encoding="unicode", doctype="<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>")
    return text


def _symbol(above: Any, name: str, colour: str) -> None:
    from lxml import etree
    red, green, blue = (int(colour[i:i + 2], 16) for i in (1, 3, 5))
    symbol = etree.SubElement(above, "symbol", name=name, type="marker", alpha="1", clip_to_extent="1", force_rhr="0")
    layer = etree.SubElement(symbol, "layer", {"class": "SimpleMarker"}, enabled="1", locked="0")
    for key, value in (("color", f"{red},{green},{blue},255"), ("outline_color", "35,35,35,255"), ("name", "circle"), ("size", "3")):
        etree.SubElement(layer, "prop", k=key, v=value)


def _xml(text: str) -> str:
    from ..clean import line
    return line(text)
