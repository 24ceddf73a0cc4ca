"""Tables and maps in other formats: rows come back as they were, other readers open them, nothing in a cell can run."""
from __future__ import annotations

import csv
import json
import re
import sqlite3
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reportedly.model.errors import ReportedlyError, UsageError
from reportedly.publish.exports import FORMATS, arrow, colours, delimited, export, sheets, writer
from reportedly.publish.exports.features import features
from reportedly.publish.exports.jsonl import KINDS
from reportedly.publish.exports.material import Again, Material, Options, cases
from reportedly.publish.exports.text import safe

from ..war import war
from .small import of_picture

Row = dict[str, Any]
HOSTILE = '=HYPERLINK("http://x","y")<script>\u202e'


@pytest.fixture(scope="module")
def material() -> Material:
    return of_picture(war())


def hostile(material: Material) -> Material:
    """The same with a name that wants to be a formula and markup."""
    events = tuple({**e, "actor": [HOSTILE, *e["actor"]], "place": HOSTILE} for e in material.events)
    control = tuple({**r, "holder": HOSTILE, "place": HOSTILE} for r in material.control)
    return replace(material, events=events, control=control, title=HOSTILE)


def test_every_format_writes_and_reports(material: Material, tmp_path: Path) -> None:
    for name in FORMATS:
        report = export(name, material, str(tmp_path / f"x.{name}"))
        assert report.format == name and report.written and report.lines()[0].startswith(f"{name}: ")
        assert (tmp_path / f"x.{name}").stat().st_size


def test_every_format_takes_nothing_and_hostile_names(material: Material, tmp_path: Path) -> None:
    for name in FORMATS:
        export(name, Material((), ()), str(tmp_path / f"empty.{name}"))
        export(name, hostile(material), str(tmp_path / f"hostile.{name}"))


def test_an_export_is_the_same_twice(material: Material, tmp_path: Path) -> None:
    for name in sorted(set(FORMATS) - {"xlsx"}):  # a workbook has the time of writing in it
        for n in "ab":
            export(name, material, str(tmp_path / n))
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes(), name


def test_jsonl_comes_back_whole(material: Material, tmp_path: Path) -> None:
    export("jsonl", material, str(tmp_path / "x"))
    rows = [json.loads(line) for line in (tmp_path / "x").read_text("utf-8").splitlines()]
    for table, kind in KINDS.items():
        back = [{k: v for k, v in r.items() if k != "kind"} for r in rows if r["kind"] == kind]
        assert back == json.loads(json.dumps(list(getattr(material, table))))


@pytest.mark.parametrize("table", sheets.SHEETS)
def test_parquet_comes_back_whole_and_typed(material: Material, tmp_path: Path, table: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq
    export("parquet", material, str(tmp_path / "x"), Options(table=table))
    back = pq.read_table(tmp_path / "x")
    assert [json.loads(r) for r in back["record"].to_pylist()] == json.loads(json.dumps(list(sheets.rows(material, table))))
    if table == "events":
        assert back.schema.field("from").type == pa.date32() and back.schema.field("actor").type == pa.list_(pa.string())
    assert arrow.to_arrow(sheets.rows(material, table), table).num_rows == back.num_rows


def test_sqlite_comes_back_whole_and_joins(material: Material, tmp_path: Path) -> None:
    export("sqlite", material, str(tmp_path / "x.db"))
    base = sqlite3.connect(tmp_path / "x.db")
    for table in sheets.SHEETS:
        back = [json.loads(r) for (r,) in base.execute(f'SELECT record FROM "{table}" ORDER BY rowid')]
        assert back == json.loads(json.dumps(list(sheets.rows(material, table))))
    joined = base.execute("SELECT count(*) FROM events JOIN event_claim USING (event) JOIN claims ON claims.id = event_claim.claim")
    assert joined.fetchone()[0] == sum(len(e["reports"]) for e in material.events)
    base.close()


def test_geoparquet_has_the_metadata_and_points(material: Material, tmp_path: Path) -> None:
    import pyarrow.parquet as pq
    from shapely import from_wkb
    export("geoparquet", material, str(tmp_path / "x"))
    back = pq.read_table(tmp_path / "x")
    geo = json.loads(back.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0" and geo["columns"][geo["primary_column"]]["encoding"] == "WKB"
    first = from_wkb(back["geometry"][0].as_py())
    assert (first.x, first.y) == (material.events[0]["lon"], material.events[0]["lat"])
    assert len(geo["columns"]["geometry"]["bbox"]) == 4
    with pytest.raises(UsageError):
        export("geoparquet", material, str(tmp_path / "y"), Options(table="documents"))


def test_csv_cells_cannot_run(material: Material, tmp_path: Path) -> None:
    for table in ("events", "control"):
        export("csv", hostile(material), str(tmp_path / "x"), Options(table=table))
        raw = (tmp_path / "x").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
        assert rows and list(rows[0]) == delimited.COLUMNS[table]
        assert not [v for r in rows for v in r.values() if v.startswith(("=", "+", "@", "\t"))]
        assert "\u202e" not in raw.decode()
    assert safe("-1; DDE") == "'-1; DDE" and safe(-1.5) == "-1.5" and safe(["=a"]) == "'=a"


def test_xlsx_texts_are_texts(material: Material, tmp_path: Path) -> None:
    from openpyxl import load_workbook
    export("xlsx", hostile(material), str(tmp_path / "x.xlsx"))
    book = load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["events", "claims", "control", "documents", "columns"]
    assert all(c.data_type != "f" for s in book for row in s for c in row)
    assert book["events"]["E2"].value.startswith("=HYPERLINK")
    head = [c.value for c in book["events"][1]]
    dated = [r for r in book["events"].iter_rows(min_row=2) if r[head.index("from")].value]
    assert dated and all(r[head.index("from")].is_date for r in dated)


def test_geojson_keeps_every_row(material: Material, tmp_path: Path) -> None:
    export("geojson", material, str(tmp_path / "x"))
    found = json.loads((tmp_path / "x").read_text("utf-8"))
    assert len(found["features"]) == len(material.events) + len(material.control) == len(features(material))


def test_geopackage_is_one(material: Material, tmp_path: Path) -> None:
    from shapely import from_wkb
    export("gpkg", hostile(material), str(tmp_path / "x.gpkg"))
    base = sqlite3.connect(tmp_path / "x.gpkg")
    assert base.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47
    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    layers = dict(base.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert layers == {**{n + s: "features" for n in ("control", "events", "claims") for s in ("", "_areas")},
                      "documents": "attributes", "layer_styles": "attributes"}
    blob = base.execute("SELECT geom FROM events LIMIT 1").fetchone()[0]
    point = from_wkb(blob[40:])  # eight bytes of header, four bounds
    assert blob[:2] == b"GP" and point.x == pytest.approx(material.events[0]["lon"])
    geometries = dict(base.execute("SELECT table_name, geometry_type_name FROM gpkg_geometry_columns"))
    symbols = {"POINT": ("0", "marker"), "MULTIPOLYGON": ("2", "fill")}
    for name, style in base.execute("SELECT f_table_name, styleQML FROM layer_styles"):
        root = etree.fromstring(style.encode())
        number, sort = symbols[geometries.pop(name)]
        assert root.tag == "qgis" and root.findtext("layerGeometryType") == number and root.find(".//symbol").get("type") == sort
    assert not geometries
    base.close()


def test_a_geopackage_is_as_the_standard_asks(material: Material, tmp_path: Path) -> None:
    from shapely import from_wkb
    export("gpkg", material, str(tmp_path / "x.gpkg"))
    base = sqlite3.connect(tmp_path / "x.gpkg")
    assert base.execute("PRAGMA user_version").fetchone()[0] == 10300 and not base.execute("PRAGMA foreign_key_check").fetchall()
    assert {r[0] for r in base.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")} >= {-1, 0, 4326}
    sorts = {"TEXT", "INTEGER", "REAL", "DATE", "BOOLEAN", "POINT", "MULTIPOLYGON"}
    for name, changed, west, south, east, north in base.execute(
            "SELECT table_name, last_change, min_x, min_y, max_x, max_y FROM gpkg_contents WHERE data_type = 'features'").fetchall():
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", changed)
        columns = base.execute(f'PRAGMA table_info("{name}")').fetchall()
        assert columns[0][1:3] == ("fid", "INTEGER") and columns[0][5] == 1 and {c[2] for c in columns} <= sorts
        want = base.execute("SELECT geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?", (name,)).fetchone()[0]
        assert columns[1][1:3] == ("geom", want)
        shapes = [from_wkb(b[40:]) for (b,) in base.execute(f'SELECT geom FROM "{name}" WHERE geom IS NOT NULL')]
        assert {s.geom_type.upper() for s in shapes} <= {want} and all(s.is_valid for s in shapes)
        assert all(west <= s.bounds[0] and s.bounds[2] <= east and south <= s.bounds[1] and s.bounds[3] <= north for s in shapes)
    count = {n: base.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in ("events", "control", "control_areas")}
    assert count["events"] == len(material.events) and count["control"] == len(material.control) and count["control_areas"]
    base.close()


def test_kml_has_spans_and_no_markup(material: Material, tmp_path: Path) -> None:
    export("kmz", hostile(material), str(tmp_path / "x.kmz"))
    raw = zipfile.ZipFile(tmp_path / "x.kmz").read("doc.kml")
    root = etree.fromstring(raw)
    ns = {"k": "http://www.opengis.net/kml/2.2"}
    marks = root.findall(".//k:Placemark", ns)
    assert len(marks) == len(material.events) + len(material.control)
    told = [e for e in material.events if e["dates"] and not e["dates"]["inferred"]]
    assert len(root.findall(".//k:TimeSpan/k:begin", ns)) == len(told) + len(material.control)
    assert "<" not in "".join(root.itertext())


def test_shapefile_names_are_short_and_cuts_are_said(material: Material, tmp_path: Path) -> None:
    import shapefile
    long = replace(material, events=tuple({**e, "actor": ["é" * 200]} for e in material.events))
    report = export("shp", long, str(tmp_path / "x.zip"))
    assert ("actor: what does not fit into 254 bytes", len(material.events)) in report.lost
    parts = {n: BytesIO(zipfile.ZipFile(tmp_path / "x.zip").read(f"events.{n}")) for n in ("shp", "shx", "dbf")}
    file = shapefile.Reader(**parts, encoding="utf-8")
    assert len(file) == len(material.events) and file.record(0)["actor"] == "é" * 127
    for columns in sheets.SHEETS.values():
        short = [c.short for c in columns]
        assert max(map(len, short)) <= 10 and len(set(short)) == len(short)


def test_streams_start_anew_and_cases_know_their_claims(material: Material) -> None:
    stream = replace(material, claims=Again(lambda: iter(material.claims)))
    assert cases(stream) == cases(material) and len(cases(material)[2].claims) == 3


def test_colours_go_by_name() -> None:
    rows = [{"holder": "b"}, {"holder": "A"}, {"holder": None}]
    assert list(colours.holders(rows)) == ["A", "b"]


def test_what_cannot_be_written_is_one_line(material: Material, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none of the formats"):
        writer("xml")
    with pytest.raises(ReportedlyError):
        export("csv", material, str(tmp_path / "no/x.csv"))
    with pytest.raises(UsageError, match="none of the tables"):
        export("csv", material, str(tmp_path / "x.csv"), Options(table="people"))
    assert list(tmp_path.iterdir()) == []
