"""A day that nobody reported is never taken for one that somebody did: not in a column, not in a row of a profile that needs a day."""
from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from reportedly.publish.exports import cameo, eventreport, export, ftm, gdelt, hxl, icews, misp, polecat
from reportedly.publish.exports.acled import acled_rows
from reportedly.publish.exports.dates import one_day, span, told_between, ucdp_precision, undated
from reportedly.publish.exports.material import Options, cases
from reportedly.publish.exports.plover import plover_records
from reportedly.publish.exports.report import Noting
from reportedly.publish.exports.ucdp import ucdp_rows
from reportedly.publish.geojson import days

from .small import Row, event, killed, material, rows

FIRST, LAST = "2031-05-01", "2031-05-05"  # the window of an event that no text dates
TOLD = event("clash", "Army", "Front", "They fought on 2 May.", counts=[killed(2)])
UNTOLD = event("clash", "Army", "Front", "They fought.", counts=[killed(2)], days=f"{FIRST}/{LAST}", inferred=True)
PROFILES = {"acled": acled_rows, "ucdp": ucdp_rows, "plover": plover_records, "polecat": polecat.polecat_rows, "cameo": cameo.cameo_rows,
            "gdelt": gdelt.gdelt_rows, "icews": icews.icews_rows}


@pytest.mark.parametrize("name", PROFILES)
def test_no_row_of_a_profile_has_a_day_that_nobody_told(name: str) -> None:
    found, noting = rows(PROFILES[name], TOLD, UNTOLD)
    assert len(found) == 1
    ((reason, (one,)),) = noting.report().left_out
    assert "no text tells the day" in reason and "--include undated" in reason and one.endswith("1")


@pytest.mark.parametrize(("name", "said"), [
    ("acled", lambda r: r["event_date"] == "2031-05-03" and r["time_precision"] == 2 and "no report tells the day" in r["notes"]),
    ("ucdp", lambda r: r["date_start"] == FIRST and r["date_end"] == LAST and r["date_prec"] == 2 and "no report" in r["code_status"]),
    ("plover", lambda r: r["date"] == FIRST and r["enddate"] == LAST and "no report tells the day" in r["comment"]),
    ("polecat", lambda r: r["Event Date"] == LAST), ("cameo", lambda r: r["date"] == LAST), ("icews", lambda r: r["Event Date"] == LAST),
    ("gdelt", lambda r: r["SQLDATE"] == LAST.replace("-", ""))])
def test_taken_in_when_asked_and_said(name: str, said: Any) -> None:
    (row,), noting = rows(PROFILES[name], UNTOLD, options=Options(include=("undated",)))
    assert said(row)
    assert name == "plover" or any("that no text" in what for what, _ in noting.report().lost)


@pytest.mark.parametrize(("spec", "day", "said"), [
    (event("clash", "Army", "Front", "x", days="2031-05-02"), "2031-05-02", ""),
    (event("clash", "Army", "Front", "x", days="2031-05-02/2031-05-03"), "2031-05-02", "which of two days"),
    (event("clash", "Army", "Front", "x", days="2031-05-02/2031-05-09", granularity="span"), "2031-05-02", "days after the first"),
    (event("clash", "Army", "Front", "x", days="2031-05-02/2031-05-09"), "", "a week, a month or a year"),
    (event("clash", "Army", "Front", "x", days="2031-01-01/2031-12-31"), "", "a week, a month or a year"),
    (event("clash", "Army", "Front", "x", days=""), "", "without a day"),
    (event("clash", "Army", "Front", "x", days="2031-05-02/2031-06-02", inferred=True, standing="planned"), "2031-05-02", "no text")])
def test_a_format_of_one_day_takes_no_week_for_one(spec: Row, day: str, said: str) -> None:
    noting, (case,) = Noting(), cases(material(spec))
    assert one_day(case, noting) == day
    report = noting.report()
    assert said in " ".join(w for w, _ in (*report.lost, *report.left_out))
    assert span(case) is None or ucdp_precision(case)


def test_columns_of_tables_keep_the_two_apart(tmp_path: Path) -> None:
    made = material(TOLD, UNTOLD)
    export("csv", made, str(tmp_path / "x.csv"))
    told, untold = csv.DictReader((tmp_path / "x.csv").read_text("utf-8-sig").splitlines())
    assert (told["from"], told["to"], told["inferred_from"], told["inferred_to"]) == ("2031-05-02", "2031-05-02", "", "")
    assert (untold["from"], untold["to"], untold["inferred_from"], untold["inferred_to"]) == ("", "", FIRST, LAST)
    export("parquet", made, str(tmp_path / "x.parquet"))
    import pyarrow.parquet as pq
    assert [v is None for v in pq.read_table(tmp_path / "x.parquet")["from"].to_pylist()] == [False, True]
    for name in ("sqlite", "gpkg"):
        export(name, made, str(tmp_path / name))
        base = sqlite3.connect(tmp_path / name)
        assert base.execute('SELECT "from", inferred_from FROM events').fetchall() == [("2031-05-02", None), (None, FIRST)]
        base.close()
    export("shp", made, str(tmp_path / "x.zip"))
    import shapefile
    parts = {n: BytesIO(zipfile.ZipFile(tmp_path / "x.zip").read(f"events.{n}")) for n in ("shp", "shx", "dbf")}
    assert shapefile.Reader(**parts).record(1)["from"] is None and shapefile.Reader(**parts).record(1)["inf_from"] is not None
    export("xlsx", made, str(tmp_path / "x.xlsx"))
    from openpyxl import load_workbook
    head, *body = load_workbook(tmp_path / "x.xlsx")["events"].values
    assert [r[head.index("from")] is None for r in body] == [False, True]


def test_maps_have_no_span_of_days_for_it(tmp_path: Path) -> None:
    made = material(TOLD, UNTOLD)
    export("geojson", made, str(tmp_path / "x"))
    first, second = [f["properties"] for f in json.loads((tmp_path / "x").read_text("utf-8"))["features"]]
    assert (first["from"], first["inferred_from"]) == ("2031-05-02", None)
    assert (second["from"], second["to"], second["inferred_from"], second["inferred_to"]) == (None, None, FIRST, LAST)
    assert "dates" not in second
    export("kml", made, str(tmp_path / "k"))
    from lxml import etree
    ns = {"k": "http://www.opengis.net/kml/2.2"}
    folder = etree.parse(tmp_path / "k").xpath("//k:Folder[k:name='no report tells the day']", namespaces=ns)[0]
    assert len(folder.findall("k:Placemark", ns)) == 1 and folder.find(".//k:TimeSpan", ns) is None
    assert f"within {FIRST} and {LAST}" in folder.findtext(".//k:description", namespaces=ns)


def test_exchange_formats_keep_the_two_apart() -> None:
    made = material(TOLD, UNTOLD)
    told, untold = hxl.hxl_rows(made, None, Noting())
    assert told["date_start"] == "2031-05-02" and told["inferred_start"] is None
    assert untold["date_start"] is None and untold["date_end"] is None and untold["inferred_end"] == LAST
    one, two = [e["properties"] for e in ftm.entities(made, Noting()) if e["schema"] == "Event"]
    assert one["date"] == ["2031-05-02"] and not {"date", "startDate", "endDate"} & set(two) and "no report tells" in two["summary"][0]
    case = cases(made)[1]
    assert undated(case) and told_between(case) and days(case.event) == (None, None)
    assert "no report tells" in misp.misp_event(case, "")["info"]
    report = list(eventreport.report_rows(material(event("clash", "Army", "Front", "They fought.", days="")), Noting()))
    assert report[0]["date_start"] is None and report[0]["date_end"] is None


def test_misp_leaves_out_what_has_no_day(tmp_path: Path) -> None:
    report = export("misp", material(TOLD, UNTOLD), str(tmp_path / "x"))
    assert report.written == (("events", 1),) and "no text tells the day" in report.left_out[0][0]
    export("misp", material(UNTOLD), str(tmp_path / "y"), Options(include=("undated",)))
    (found,) = json.loads((tmp_path / "y").read_text("utf-8"))["response"]
    assert found["Event"]["date"] == "2031-05-20" and "dated by the latest report" in found["Event"]["info"]
