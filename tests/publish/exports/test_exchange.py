"""Formats for control maps, scholars, humanitarians, newsrooms and archives: columns, links between rows, and nothing made up."""
from __future__ import annotations

import csv
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.model.errors import ReadError
from reportedly.publish.exports import boundaries, claimreview, eventreport, export, ftm, hxl, misp, prov, viina, webannotation
from reportedly.publish.exports.material import Material, Options, cases
from reportedly.publish.exports.report import Noting

from ..war import war
from .small import event, killed, material, of_picture

Row = dict[str, Any]


@pytest.fixture(scope="module")
def picture() -> Material:
    return of_picture(war())


def test_viina_has_a_row_for_each_place_and_day(picture: Material) -> None:
    noting = Noting()
    rows = list(viina.place_days(picture, noting))
    besk = {r["date"]: (r["status"], r["tier"]) for r in rows if r["asciiname"] == "Besk"}
    assert besk["20310502"] == ("Highland Council", "held") and besk["20310503"] == ("Marsh Army", "held")
    assert {r["status"] for r in rows if r["tier"] == "contested"} == {viina.CONTESTED}
    assert all(r["status"] == "" for r in rows if r["tier"] in ("presence", "denied"))
    assert {k for k in rows[0] if k not in viina.COLUMNS} == set() and dict(noting.report().lost)["places without a GeoNames id"]
    notes = Path(__file__).parents[4] / "shared/field/columns.json"
    if notes.exists():
        assert set(json.loads(notes.read_text("utf-8"))["viina2_control"]) <= set(viina.COLUMNS)


def test_eventreport_keeps_every_report_of_an_event() -> None:
    spec = event("attack", "Front", "villagers", ["Four died.", "Nine died."], counts=[killed(4), killed(9, None, claim=1)])
    rows = list(eventreport.report_rows(material(spec), Noting()))
    assert len(rows) == 2 and len({r["event_id"] for r in rows}) == 1 and [r["deaths_best"] for r in rows] == [4, 9]
    assert rows[1]["deaths_high"] is None and rows[0]["injuries_best"] is None and rows[0]["claimant"] == "a doctor"
    assert list(rows[0]) == eventreport.COLUMNS


def square(west: float, south: float, size: float, **properties: str) -> Row:
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_hxl_has_tags_and_p_codes_of_the_users_own_boundaries(tmp_path: Path) -> None:
    file = tmp_path / "b.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [
        square(40, -2, 1, ADM1_PCODE="KE01", ADM1_EN="Coast", ADM2_PCODE="KE0101", ADM2_EN="Tana"), square(39, -3, 5, ADM1_PCODE="KE01")]}))
    specs = material(event("clash", "Army", "Front", "They fought."), event("clash", "Army", "Front", "They fought.", place=""))
    report = export("hxl", specs, str(tmp_path / "x.csv"), Options(boundaries=str(file)))
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as opened:
        head, tags, first, second = csv.reader(opened)
    row = dict(zip(head, first, strict=True))
    assert (row["adm1_pcode"], row["adm2_pcode"], row["adm2_name"]) == ("KE01", "KE0101", "Tana")
    assert all(re.fullmatch(r"#[a-z0-9_]+(\+[a-z0-9_]+)*", t) for t in tags) and len(set(tags)) == len(tags)
    assert dict(zip(head, second, strict=True))["adm1_pcode"] == "" and report.written == (("events", 2),)
    assert any("no P-code" in what for what, _ in report.lost)
    assert not any(r["adm1_pcode"] for r in hxl.hxl_rows(specs, None, Noting()))


@pytest.mark.parametrize(("feature", "precision", "codes"), [
    ("town", 1, ("KE01", "KE0101")), ("admin1", 3, ("KE01", "")), ("admin2", 3, ("KE01", "KE0101")), ("country", None, ("", "")),
    ("town", 2, ("KE01", "")), ("region", 3, ("KE01", ""))])
def test_p_codes_go_as_far_down_as_the_place_is_known(tmp_path: Path, feature: str, precision: int | None, codes: tuple[str, str]) -> None:
    file = tmp_path / "b.geojson"
    east, west = square(40.26, -3, 3, ADM1_PCODE="KE01", ADM2_PCODE="KE0102"), square(37.26, -3, 3, ADM1_PCODE="KE01", ADM2_PCODE="KE0101")
    file.write_text(json.dumps({"features": [east, west]}))  # the place lies a kilometre from the border of two districts
    made = material(event("clash", "Army", "Front", "They fought.", feature=feature, precision=precision))
    here = {"lat": -1.5, "lon": 40.25}
    made = replace(made, events=tuple(e | here for e in made.events), claims=tuple(c | {"place": c["place"] | here} for c in made.claims))
    (row,) = hxl.hxl_rows(made, boundaries.read(str(file)), Noting())
    assert (row["adm1_pcode"], row["adm2_pcode"]) == codes


@pytest.mark.parametrize("zipped", [False, True])
def test_boundaries_from_a_shapefile_in_the_first_language_that_it_has(tmp_path: Path, zipped: bool) -> None:
    import shapefile
    with shapefile.Writer(str(tmp_path / "b"), shapeType=shapefile.POLYGON) as file:
        for name in ("ADM1_PCODE", "ADM1_AR", "ADM1_FR", "ADM2_PCODE", "ADM2_EN", "ADM2_FR"):
            file.field(name, "C")
        file.poly([[[39, -3], [39, 0], [42, 0], [42, -3], [39, -3]]])
        file.record("KE01", "sahil", "Côte", "KE0101", "Tana River", "Fleuve Tana")
    path = tmp_path / "b.shp"
    if zipped:
        path = tmp_path / "b.zip"
        with zipfile.ZipFile(path, "w") as packed:
            for ending in ("shp", "shx", "dbf"):
                packed.write(tmp_path / f"b.{ending}", f"b.{ending}")
    unit = boundaries.read(str(path)).at(-1.5, 40.25)
    assert (unit.code("1"), unit.name("1"), unit.code("2"), unit.name("2")) == ("KE01", "Côte", "KE0101", "Tana River")
    with pytest.raises(ReadError, match="no such file"):
        boundaries.read(str(tmp_path / "none.shp"))
    for bad in ("bad.shp", "bad.zip"):
        (tmp_path / bad).write_bytes(b"x")
        with pytest.raises(ReadError, match="shapefile of areas"):
            boundaries.read(str(tmp_path / bad))


@pytest.mark.parametrize(("text", "why"), [
    ("{", "no GeoJSON"), ('{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {"x": 1}}]}', "P-codes"),
    (None, "no such file")])
def test_unusable_boundaries_are_one_line(tmp_path: Path, text: str | None, why: str) -> None:
    file = tmp_path / "b.geojson"
    if text is not None:
        file.write_text(text)
    with pytest.raises(ReadError, match=why):
        boundaries.read(str(file))


def test_ftm_entities_point_to_entities(picture: Material) -> None:
    found = {e["id"]: e for e in ftm.entities(picture, Noting())}
    events = [e for e in found.values() if e["schema"] == "Event"]
    assert len(events) == len(picture.events)
    for e in events:
        assert all(found[i]["schema"] != "Article" for i in e["properties"].get("involved", ()))
        assert all(found[i]["schema"] == "Article" for i in e["properties"]["proof"])
    assert all(isinstance(v, list) and all(isinstance(x, str) and x for x in v) for e in found.values() for v in e["properties"].values())
    assert ftm.entity_id("event", "a") == ftm.entity_id("event", "a") != ftm.entity_id("actor", "a")


def test_claimreview_cards_are_of_what_is_contested(picture: Material, tmp_path: Path) -> None:
    report = export("claimreview", picture, str(tmp_path / "x"), Options(author="Desk"))
    cards = json.loads((tmp_path / "x").read_text("utf-8"))["@graph"]
    assert len(cards) == sum(e["standing"] in claimreview.CONTESTED for e in picture.events)
    for c in cards:
        assert c["@type"] == "ClaimReview" and c["claimReviewed"] and c["author"]["name"] == "Desk"
        assert 1 <= c["reviewRating"]["ratingValue"] <= 5 and c["reviewRating"]["alternateName"]
    assert report.left_out and claimreview.rating({"standing": "refuted"}) == 1 and claimreview.rating({"standing": "established"}) == 5
    assert claimreview.rating({"standing": "claimed", "grade": {"credibility": 6}}) == 3


def test_annotations_find_the_sentence_again(picture: Material) -> None:
    texts = {d["key"]: d["text"] for d in picture.documents}
    for row, claim in zip(webannotation.annotated(picture), picture.claims, strict=True):
        quote, position = row["target"]["selector"]
        text = texts[claim["document"]]
        assert text[position["start"]:position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert row["@context"] == webannotation.CONTEXT and row["type"] == "Annotation"


def test_prov_relates_what_it_names(picture: Material) -> None:
    found = prov.bundle(picture, Noting())
    named = set(found["entity"]) | set(found["activity"]) | set(found["agent"])
    for kind in ("wasGeneratedBy", "wasDerivedFrom", "wasAttributedTo", "wasAssociatedWith"):
        for row in found[kind].values():
            assert {v for k, v in row.items() if k.startswith("prov:") and isinstance(v, str)} <= named
    quotations = [r for r in found["wasDerivedFrom"].values() if r.get("prov:type")]
    assert len(quotations) == len(tuple(picture.claims))
    assert all(name.split(":")[0] in found["prefix"] for name in named)


def test_misp_tags_grade_source_and_information() -> None:
    (case,) = cases(material(event("clash", "Army", "Front", "They fought.")))
    row = misp.misp_event(case, "")
    assert [t["name"] for t in row["Tag"]][:2] == ['admiralty-scale:source-reliability="b"', 'admiralty-scale:information-credibility="2"']
    assert row["published"] is False and row["distribution"] == "0" and row == misp.misp_event(case, "")
    ungraded = replace(case, event={**case.event, "grade": None})
    assert misp.misp_event(ungraded, "")["Tag"][0]["name"] == 'reportedly:type="clash"'
