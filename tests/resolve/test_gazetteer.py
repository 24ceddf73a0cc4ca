"""Names, look-ups and a user's own files."""
from __future__ import annotations

import gzip
import os
import time
from pathlib import Path

import pytest

from reportedly.resolve.gazetteer import build, imports
from reportedly.resolve.gazetteer.alternates import is_alternates
from reportedly.resolve.gazetteer.build import tidy
from reportedly.resolve.gazetteer.names import core, fold, similarity, skeleton
from reportedly.resolve.gazetteer.prior import place_kind
from reportedly.resolve.gazetteer.sources import DATA, Row, table
from reportedly.resolve.gazetteer.store import Gazetteer, gazetteer


@pytest.mark.parametrize("a", ["Deir ez-Zor", "DEIR EZ ZOR", "Deir  ez-Zor", "déir ez zor"])
def test_fold(a: str) -> None:
    assert fold(a) == "deir ez zor"


@pytest.mark.parametrize(("a", "b"), [("Kunduz", "Konduz"), ("Kandahar", "Qandahar"), ("Mazar-i-Sharif", "Mazar-e Sharif"),
                                      ("Hodeidah", "Al Hudaydah"),
                                      ("Mosul", "Al Mawsil"), ("Kyiv", "Kiev"), ("Raqqa", "Ar-Raqqah"), ("Deir ez-Zor",
                                          "Dayr az-Zawr")])
def test_spellings_share_a_skeleton(a: str, b: str) -> None:
    assert skeleton(fold(a)) == skeleton(fold(b))


def test_core_drops_generic_words_but_never_all() -> None:
    assert core("al hudaydah governorate") == "hudaydah"
    assert core("al") == "al"


def test_similarity_counts_a_swap_once() -> None:
    assert similarity("abcd", "abdc") == 0.75
    assert similarity("same", "same") == 1.0


def test_looks_up_a_town_and_the_province_around_it() -> None:
    found = gazetteer().candidates("GHAZNI")
    assert {"city", "admin1"} <= {e.feature for e in found if e.country == "AF"}


def test_same_consonants_only_inside_the_countries_asked() -> None:
    assert not gazetteer().candidates("Koondoozz")
    assert any(e.country == "AF" for e in gazetteer().candidates("Koondoozz", ("AF",)))


def test_twenty_thousand_look_ups_a_second() -> None:
    g = gazetteer()
    names = [f"no such place {i}" for i in range(2000)] + ["kabul", "aleppo", "kunduz"] * 300
    g.exact.cache_clear()
    start = time.perf_counter()
    for n in names:
        g.exact(n)
    # Half of what is asked for, so that a busy machine does not fail the test.
    assert len(names) / (time.perf_counter() - start) > 10_000


@pytest.mark.parametrize(("name", "place"), [("Kabul", True), ("Syria", True), ("SAN SALVADOR", True), ("Martin", False),
                                             ("Reading", False), ("Attack", False)])
def test_prior(name: str, place: bool) -> None:
    assert (place_kind(name).place > 0.5) == place


def test_demonyms_are_no_places() -> None:
    kind = place_kind("Salvadorans")
    assert (kind.demonym, kind.country) == (True, "SV")
    assert place_kind("Qwxyz").place == 0


def test_a_build_can_be_read_and_leaves_no_part(tmp_path: Path) -> None:
    at = tmp_path / "g.sqlite"
    build.build(at, [Row("x:1", "Ābc Town", "town", "AF", 1.0, 2.0, 3.0, ("Other Name",), 7000)])
    assert [p.name for p in tmp_path.iterdir()] == ["g.sqlite"]
    g = Gazetteer(at)
    assert [e.key for e in g.candidates("abc town")] == ["x:1"]
    assert [e.how for e in g.candidates("Other name")] == [1]
    assert g.by_key("x:1") is not None
    assert g.by_key("x:2") is None


def test_own_tables_are_sound() -> None:
    rows = [r for p in sorted(DATA.glob("geography*.tsv")) for r in table(p)]
    assert len(list(table(DATA / "geography_conflict.tsv"))) >= 400
    for r in rows:
        assert r["name"] and r["feature"], r
        assert -90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180, r["name"]
        assert float(r["radius_km"]) > 0, r["name"]
        assert not r["valid_from"] or not r["valid_to"] or r["valid_from"] <= r["valid_to"], r["name"]
    assert len({r["iso"] for r in table(DATA / "countries.tsv")}) >= 200


def test_import_of_a_geonames_file(tmp_path: Path) -> None:
    line = "1\tPul-e X\tPul-e X\tPuli X,Pol-e X\t34.1\t69.2\tP\tPPL\tAF\t\t08\t\t\t\t1200\t\t\tAsia/Kabul\t2020-01-01"
    bad = line.replace("34.1", "134.1")
    path = tmp_path / "AF.txt.gz"
    path.write_bytes(gzip.compress(f"{line}\n{bad}\nbroken\n".encode()))
    own = tmp_path / "own.sqlite"
    report = imports.add(path, licence="CC BY 4.0", into=own)
    assert (report.kept, report.skipped) == (1, 2)
    assert imports.add(path, licence="CC BY 4.0", into=own).kept == 0, "a second reading adds nothing"
    entry = Gazetteer(own).candidates("pol e x")[0]
    assert (entry.source, entry.licence, entry.country) == ("AF.txt.gz", "CC BY 4.0", "AF")


def test_import_of_a_csv_needs_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("n,y,x\nHill 407,33.1,44.2\n,1,2\n", "utf-8")
    with pytest.raises(ValueError, match="mapping"):
        list(imports.read(path, imports.Report()))
    report = imports.Report()
    rows = list(imports.read(path, report, {"name": "n", "lat": "y", "lon": "x", "country": "=IQ", "feature": "=mountain"}))
    assert [(r.name, r.country, r.feature) for r in rows] == [("Hill 407", "IQ", "mountain")]
    assert report.skipped == 1


def test_import_of_geojson_takes_an_area_by_its_middle(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"features": [{"properties": {"name": "Box", "country": "SY"}, "geometry": {"type": "Polygon", "coordinates": '
                    '[[[36, 34], [37, 34], [37, 35], [36, 35], [36, 34]]]}}, {"properties": {}, "geometry": null}]}', "utf-8")
    report = imports.Report()
    (row,) = imports.read(path, report)
    assert (row.lat, row.lon, row.country) == (34.5, 36.5, "SY")
    assert row.radius_km == pytest.approx(72, abs=2)
    assert report.skipped == 1


def test_alternate_names_join_the_places_that_are_known(tmp_path: Path) -> None:
    country, names = tmp_path / "AF.txt", tmp_path / "alternateNamesV2.txt"
    country.write_text("1\tPul-e X\tPul-e X\t\t34.1\t69.2\tP\tPPL\tAF\t\t08\t\t\t\t1200\t\t\tAsia/Kabul\t2020-01-01\n", "utf-8")
    names.write_text("7\t1\tps\tZwarx\t\t\t\t\t\t\n8\t1\tlink\thttps://example.org\t\t\t\t\t\t\n9\t2\ten\tNowhere\t\t\t\t\t\t\n"
                     "10\t1135689\ten\tOld Zwarxdaz\t\t\t\t1\t\t\n11\t1\ten\tPul-e X\t\t\t\t\t\t\n", "utf-8")
    own = tmp_path / "own.sqlite"
    assert [is_alternates(f.read_text("utf-8").split("\n")[0]) for f in (country, names)] == [False, True]
    assert imports.add(country, licence="CC BY 4.0", into=own).kept == 1
    done = imports.add(names, licence="CC BY 4.0", into=own)
    assert (done.kept, done.skipped, done.names) == (2, 1, True)
    assert Gazetteer(own).candidates("Zwarx")[0].key == "gn:1"
    copied = Gazetteer(own).candidates("old zwarxdaz")[0]
    assert (copied.name, copied.country) == ("Kunduz", "AF")
    assert imports.add(names, licence="CC BY 4.0", into=own).kept == 0, "a second reading adds nothing"


def test_old_built_files_go_and_own_ones_stay(tmp_path: Path) -> None:
    now, old, fresh, mine = (tmp_path / f"gazetteer-{n}.sqlite" for n in ("a" * 12, "b" * 12, "c" * 12, "own"))
    for file in (now, old, fresh, mine):
        file.write_bytes(b"")
    for file in (old, mine, now):
        os.utime(file, (1, 1))
    tidy(now)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in (now, fresh, mine))
