"""kml and kmz: folders by who holds what and by kind of event, each placemark with its span of days and the words behind it."""
from __future__ import annotations

import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from ...model.rows import Row
from .. import geojson, shapes
from ..clean import line
from .colours import UNKNOWN, holders
from .dates import told_between
from .material import Material, Options, cases
from .report import Noting, Report
from .text import plain

NAMESPACE = "http://www.opengis.net/kml/2.2"
QUOTES = 3
UNDATED = "no report tells the day"  # a folder of its own: without a span of days a program shows its events at all times


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one KML 2.2 document."""
    noting = Noting()
    out.write_bytes(document(material, noting))
    return noting.report()


def write_zipped(material: Material, out: Path, options: Options) -> Report:
    """Write the same zipped, as doc.kml in a KMZ."""
    noting = Noting()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        # A fixed time, so that equal pictures are equal files.
        file.writestr(zipfile.ZipInfo("doc.kml", (1980, 1, 1, 0, 0, 0)), document(material, noting), zipfile.ZIP_DEFLATED)
    return noting.report()


def document(material: Material, noting: Noting) -> bytes:
    """The KML text, UTF-8."""
    from lxml import etree
    root = etree.Element(f"{{{NAMESPACE}}}kml", nsmap={None: NAMESPACE})
    top = _in(root, "Document")
    _in(top, "name", material.title)
    colours = holders(material.control)
    for key, colour in [*((f"h{i}", c) for i, c in enumerate(colours.values())), ("none", UNKNOWN), ("event", "#444444")]:
        _style(top, key, colour)
    extent = shapes.extents(material.claims)
    _control(top, material, {name: f"h{i}" for i, name in enumerate(colours)}, extent, noting)
    _events(top, material, extent, noting)
    noting.note(f"events whose day no report tells have no span of days and stand in the folder “{UNDATED}”")
    noting.never("candidates, characters of spans and reasons of the claims")
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text


def _control(top: Any, material: Material, styles: dict[str, str], extent: dict[str, Row], noting: Noting) -> None:
    folder = _in(top, "Folder")
    _in(folder, "name", "Who holds what")
    by_status: dict[str, list[Row]] = defaultdict(list)
    for row in material.control:
        by_status[row["status"]].append(row)
    for status, rows in by_status.items():
        inner = _in(folder, "Folder")
        _in(inner, "name", status)
        for row in rows:
            name = f"{row['place']}: {row['holder'] or 'not known'} ({status})"
            about = [("holder", row["holder"]), ("status", status), ("probability", row["probability"]),
                     ("according to", row.get("sources")), ("claims", row["claims"])]
            _placemark(inner, name, (row["from"], row["to"]), styles.get(row["holder"] or "", "none"), row, about, extent, noting)
            noting.wrote("placemarks of control")


def _events(top: Any, material: Material, extent: dict[str, Row], noting: Noting) -> None:
    folder = _in(top, "Folder")
    _in(folder, "name", "Events")
    families: dict[str, Any] = {}
    for case in cases(material):
        e, (start, end) = case.event, geojson.days(case.event)
        family = e["family"] if start else UNDATED
        if family not in families:
            families[family] = _in(folder, "Folder")
            _in(families[family], "name", family)
        name = f"{e['type']}: {e['place'] or 'place not known'} ({e['standing']})"
        about = [("day", told_between(case) or ("" if start else "not known")), ("who", e["actor"]), ("whom", e["target"]),
                 ("standing", e["standing"]),
                 *((what, [o["name"] or o["kind"] for o in e.get("origins") or () if o["stance"] == how])
                   for what, how in (("affirmed by", "affirms"), ("denied by", "denies"))),
                 ("independent sources", e["independent_sources"]), ("grade", (e.get("grade") or {}).get("code")),
                 ("killed", plain([f"{k} {v}" for k, v in (e.get("killed") or {}).items() if v is not None])),
                 *(("said", f"“{c['sentence']}” {' > '.join(s['name'] or s['kind'] for s in c['source'])} ({c['doc']})")
                   for c in case.claims[:QUOTES])]
        _placemark(families[family], name, (start, end), "event", e, about, extent, noting)
        noting.wrote("placemarks of events")


def _placemark(folder: Any, name: str, days: tuple[str | None, str | None], style: str, row: Row, about: list[tuple[str, Any]],
               extent: dict[str, Row], noting: Noting) -> None:
    mark = _in(folder, "Placemark")
    _in(mark, "name", name)
    # Plain text: programs show markup in a description, and whoever wrote a report could put some there.
    _in(mark, "description", "\n".join(f"{k}: {plain(v)}" for k, v in about if plain(v)), keep=True)
    if days[0]:
        span = _in(mark, "TimeSpan")
        _in(span, "begin", days[0])
        _in(span, "end", days[1] or days[0])
    _in(mark, "styleUrl", f"#{style}")
    known = extent.get((row.get("place") or "").casefold(), {})
    radius = row.get("radius_km") or known.get("radius_km")
    shape = geojson.geometry(row.get("lat"), row.get("lon"), radius if shapes.is_area({**known, "radius_km": radius}) else None)
    if shape is None:
        noting.lost("no geometry: the place is not known to a point")
    elif shape["type"] == "Point":
        _in(_in(mark, "Point"), "coordinates", f"{shape['coordinates'][0]},{shape['coordinates'][1]}")
    else:
        many = shape["type"] == "MultiPolygon"
        above = _in(mark, "MultiGeometry") if many else mark
        for part in shape["coordinates"] if many else [shape["coordinates"]]:
            ring = _in(_in(_in(above, "Polygon"), "outerBoundaryIs"), "LinearRing")
            _in(ring, "coordinates", " ".join(f"{x},{y}" for x, y in part[0]))


def _style(top: Any, key: str, colour: str) -> None:
    style = _in(top, "Style")
    style.set("id", key)
    backwards = "".join(colour[i:i + 2] for i in (5, 3, 1))  # KML writes blue, green, red
    _in(_in(style, "IconStyle"), "color", "ff" + backwards)
    _in(_in(style, "LineStyle"), "color", "ff" + backwards)
    _in(_in(style, "PolyStyle"), "color", "66" + backwards)


def _in(above: Any, tag: str, text: str | None = None, keep: bool = False) -> Any:
    from lxml import etree
    made = etree.SubElement(above, f"{{{NAMESPACE}}}{tag}")
    if text is not None:
        lines = [line(part) for part in text.split("\n")] if keep else [line(text)]
        said = "\n".join(lines)
        made.text = said.replace("<", "‹").replace(">", "›") if tag in ("description", "name") else said
    return made
