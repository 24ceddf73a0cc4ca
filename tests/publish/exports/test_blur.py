"""Blur: a sensitive place is in no column of any format, neither by point nor by name, and nothing wrong stands in its place."""
from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.model.errors import UsageError
from reportedly.publish.exports import FORMATS, blur, boundaries, export, hxl
from reportedly.publish.exports.material import Material, Options
from reportedly.publish.exports.report import Noting
from reportedly.publish.shapes import extents

from ..war import war
from .small import event, killed, of_picture
from .small import material as made_of

Row = dict[str, Any]
HIDDEN = "Qaryat al-Zayn"


@pytest.fixture(scope="module")
def material() -> Material:
    return of_picture(war())


def sensitive() -> Material:
    """One event at the hidden place, told in its name with and without accents and hyphens, and one elsewhere that names it too."""
    found = made_of(event("attack", "Front", f"villagers, {HIDDEN} clinic",
                          f"The front hit {HIDDEN} (QARYAT AL ZAYN), Qaryat āl-Zayn’s clinic.",
                          place=HIDDEN, standing="claimed", counts=[killed(2, text="2 people in Qaryat al-Zayn")]),
                    event("clash", "Army", "Front", f"They fought on the road to {HIDDEN}."))
    events = tuple(e | {"lat": 5.4321, "lon": 6.5432} if e["place"] == HIDDEN else e for e in found.events)
    claims = tuple(c | {"place": c["place"] | {"lat": 5.4321, "lon": 6.5432, "id": "gn:987654321"}} if c["place"]["name"] == HIDDEN else c
                   for c in found.claims)
    documents = tuple(d | {"url": f"https://wire.example/{d['id']}", "title": d["text"]} for d in found.documents)
    control = ({"place": HIDDEN, "key": "gn:987654321", "country": "KE", "lat": 5.4321, "lon": 6.5432, "from": "2031-05-02",
                "to": "2031-05-04", "holder": "Front", "status": "held", "probability": 0.9, "claims": ["c00"], "as_of": None,
                "sources": [f"{HIDDEN} council"]},)
    return replace(found, claims=claims, events=events, documents=documents, control=control)


def bytes_of(path: Path) -> bytes:
    """A file's bytes, with those of what is packed in it, or compressed in its columns."""
    raw = path.read_bytes()
    if raw[:2] == b"PK":
        with zipfile.ZipFile(path) as file:
            return b"".join(file.read(n) for n in file.namelist())
    if raw[:4] == b"PAR1":
        import pyarrow.parquet as pq
        return json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False).encode()
    return raw


NAMES = re.compile(r"qary[aā]t|zayn|987654321|5\.432|6\.543", re.IGNORECASE)


@pytest.mark.parametrize("table", ["events", "claims", "control", "documents"])
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_format_says_where_it_is(name: str, table: str, tmp_path: Path) -> None:
    if table != "events" and name not in ("csv", "parquet", "geoparquet") or (name, table) == ("geoparquet", "documents"):
        return
    options = Options(table=table, include=("undated",))
    export(name, sensitive(), str(tmp_path / "open"), options)
    assert NAMES.search(bytes_of(tmp_path / "open").decode("utf-8", "replace"))
    for places in ((HIDDEN,), ()):
        export(name, blur.blurred(sensitive(), 20, places), str(tmp_path / "blurred"), options)
        assert not NAMES.findall(bytes_of(tmp_path / "blurred").decode("utf-8", "replace"))


def test_points_lie_in_the_middle_of_a_cell_and_shapes_and_keys_are_gone(material: Material) -> None:
    found = blur.blurred(material, 20, ["Besk"])
    before = [e for e in material.events if e["place"] == "Besk"]
    after = [e for e in found.events if e["event"] in {b["event"] for b in before}]
    assert after and all(a["lat"] != b["lat"] and a["radius_km"] >= 14 and a["place"] == "[withheld place 1]"
                         and a["place_key"] == "withheld:1" and a["blurred_km"] == 20 for a, b in zip(after, before, strict=True))
    claims = [c for c in found.claims if (c["place"] or {}).get("name") == "[withheld place 1]"]
    assert claims and all(c["place"]["precision"] >= 2 and not c["candidates"]["place"] and not c["place"]["id"] for c in claims)
    assert [e for e in found.events if e["place"] == "Arvala"] == [blur_free(e, found) for e in material.events if e["place"] == "Arvala"]
    # Places of one cell cannot be told apart.
    assert blur.cell(47.801, 67.701, 20) == blur.cell(47.802, 67.702, 20)
    assert blur.around(*blur.cell(10, 20, 20), 20)[0] < 20 < blur.around(*blur.cell(10, 20, 20), 20)[2]


def blur_free(row: Row, found: Material) -> Row:
    """An event at another place is as it was, but for the hidden name in its texts."""
    return next(e for e in found.events if e["event"] == row["event"] and e["lat"] == row["lat"])


def test_what_is_coarser_than_the_blur_keeps_its_name() -> None:
    found = made_of(event("clash", "Army", "Front", "They fought.", place="Coast", feature="admin1"),
                    event("clash", "Army", "Front", "They fought in Arba."))
    found = replace(found, events=tuple(e | {"radius_km": 80.0} if e["place"] == "Coast" else e for e in found.events))
    after = blur.blurred(found, 20)
    assert [e["place"] for e in after.events] == ["Coast", "[withheld place 1]"]
    assert list(after.claims)[1]["sentence"] == "They fought in [withheld place 1]."
    wide = blur.blurred(found, 200)
    assert list(wide.claims)[1]["place"]["precision"] == 3  # no longer near a town
    assert len(extents(after.claims)) == 2


def test_a_document_that_names_it_has_no_link() -> None:
    found = list(blur.blurred(sensitive(), 20, [HIDDEN]).documents)
    assert [d["url"] for d in found] == ["", ""] and "[withheld place 1]" in found[0]["text"]
    elsewhere = list(blur.blurred(sensitive(), 20, ["Arba"]).documents)
    assert all(d["url"] for d in elsewhere)


def test_a_name_inside_a_longer_one_is_hidden_too_and_a_part_of_a_word_is_not() -> None:
    hidden = blur.blurred(made_of(event("attack", "", "", "Arba airport was hit; Arbate was not.", place="Arba airport"),
                                  event("attack", "", "", "Arba was hit.")), 20, ["Arba"])
    first = hidden.events[0]
    assert first["place"] == "[withheld place 1] airport" and first["blurred_km"] == 20
    assert next(iter(hidden.claims))["sentence"] == "[withheld place 1] airport was hit; Arbate was not."


@pytest.mark.parametrize(("km", "places", "said"), [(0, (), "takes"), (900, (), "takes"), (20, ("Bsek",), "nothing would be hidden")])
def test_mistakes_are_said_and_nothing_is_written(material: Material, km: float, places: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        blur.blurred(material, km, places)


def area(west: float, east: float, **codes: str) -> Row:
    ring = [[west, -3], [east, -3], [east, 0], [west, 0], [west, -3]]
    return {"type": "Feature", "properties": codes, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_p_codes_of_a_blurred_place_only_where_its_whole_cell_lies_in_the_unit(tmp_path: Path) -> None:
    file = tmp_path / "b.geojson"
    file.write_text(json.dumps({"features": [area(39, 40.26, ADM1_PCODE="KE01", ADM1_EN="Coast", ADM2_PCODE="KE0101"),
                                             area(40.26, 42, ADM1_PCODE="KE01", ADM1_EN="Coast", ADM2_PCODE="KE0102")]}))
    made = made_of(event("clash", "Army", "Front", "They fought."))

    def code(m: Material) -> list[str]:
        (row,) = hxl.hxl_rows(m, boundaries.read(str(file)), Noting())
        return [row["adm1_pcode"], row["adm1_name"], row["adm2_pcode"]]
    assert code(made) == ["KE01", "Coast", "KE0101"]
    assert code(blur.blurred(made, 20)) == ["KE01", "Coast", ""]  # the cell reaches over the border of districts
    assert code(blur.blurred(made, 400))[2] == "" and code(blur.blurred(made, 400))[0] == ""
