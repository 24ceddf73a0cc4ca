"""UCDP GED: types of violence, deaths by side, precision of place and time, and what is left out."""
from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.publish.exports.countries import country, cow, priogrid
from reportedly.publish.exports.material import Options, cases
from reportedly.publish.exports.profile import table
from reportedly.publish.exports.report import Noting
from reportedly.publish.exports.ucdp import COLUMNS, ucdp_rows

from .small import Row, event, killed, material, rows


@pytest.mark.parametrize(("actor", "target", "sort", "a", "b"), [
    ("Front", "Army", 1, "Government of Kenya", "Front"), ("Army", "Front", 1, "Government of Kenya", "Front"),
    ("Ugandan army", "Front", 1, "Government of Uganda", "Front"), ("Front", "Movement", 2, "Front", "Movement"),
    ("Front", "villagers", 3, "Front", "Civilians"), ("Army", "villagers", 3, "Government of Kenya", "Civilians")])
def test_type_of_violence_and_sides(actor: str, target: str, sort: int, a: str, b: str) -> None:
    (row,), _ = rows(ucdp_rows, event("attack", actor, target, "They were attacked.", counts=[killed(3)]))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (sort, a, b) and list(row) == COLUMNS and len(COLUMNS) == 49
    assert row["dyad_name"] == f"{a} - {b}" and row["dyad_new_id"] is None


def test_deaths_by_side_add_up_to_best_and_turn_with_the_government() -> None:
    counts = [killed(5, who="Front fighters"), killed(2, who="civilians", text="2 civilians"), killed(4, text="4 others")]
    spec = event("clash", "Front", "Army", "They fought.", counts=counts)
    (row,), _ = rows(ucdp_rows, spec)
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"], row["best"]) == (0, 5, 2, 4, 11)
    assert row["deaths_a"] + row["deaths_b"] + row["deaths_civilians"] + row["deaths_unknown"] == row["best"]


def test_low_best_high() -> None:
    spec = event("attack", "Front", "villagers", ["Some died.", "More died."], counts=[killed(4), killed(9, 12, claim=1)])
    (row,), _ = rows(ucdp_rows, spec)
    assert (row["low"], row["best"], row["high"]) == (4, 9, 12)
    (row,), noting = rows(ucdp_rows, event("attack", "Front", "villagers", "Some died.", counts=[killed(4, None)]))
    assert (row["low"], row["best"], row["high"]) == (4, 4, 4) and any("no upper bound" in what for what, _ in noting.report().lost)


LEFT = [
    (event("attack", "Front", "villagers", "They fled."), "without a reported death"),
    (event("attack", "", "Army", "They fell.", counts=[killed(2)]), "two sides are not known"),
    (event("clash", "Army", "Government", "They fell.", counts=[killed(2)]), "go by one name"),
    (event("riot", "", "villagers", "They fell.", counts=[killed(2)]), "no organised actors"),
    (event("meet", "Army", "Front", "They met."), "codebook has nothing"),
    (event("clash", "Army", "Front", "They fought.", counts=[killed(2)], days="2029-01-01/2031-05-01"), "vaguer than a year"),
    (event("clash", "Army", "Front", "They fought.", counts=[killed(2)], standing="refuted"), "denied")]


@pytest.mark.parametrize(("spec", "why"), LEFT)
def test_left_out_and_said(spec: Row, why: str) -> None:
    found, noting = rows(ucdp_rows, spec)
    assert not found and why in noting.report().left_out[0][0]


@pytest.mark.parametrize(("days", "inferred", "precision"), [
    ("2031-05-02", False, 1), ("2031-05-02", True, 2), ("2031-05-02/2031-05-04", False, 2), ("2031-05-01/2031-05-07", False, 3),
    ("2031-05-01/2031-05-31", False, 4), ("2031-01-01/2031-05-31", False, 5)])
def test_date_prec(days: str, inferred: bool, precision: int) -> None:
    spec = event("clash", "Army", "Front", "They fought.", counts=[killed(2)], days=days, inferred=inferred)
    (row,), _ = rows(ucdp_rows, spec, options=Options(include=("undated",)))
    assert row["date_prec"] == precision and row["year"] == 2031 and row["event_clarity"] == 1


@pytest.mark.parametrize(("feature", "precision", "prec"), [
    ("town", 1, 1), ("town", 2, 2), ("admin2", 3, 3), ("admin1", 3, 4), ("river", 3, 5), ("country", None, 6), ("sea", 3, 7)])
def test_where_prec(feature: str, precision: int | None, prec: int) -> None:
    (row,), _ = rows(ucdp_rows, event("clash", "Army", "Front", "They fought.", counts=[killed(2)], feature=feature, precision=precision))
    assert row["where_prec"] == prec


def test_told_as_a_whole_is_clarity_two() -> None:
    (row,), _ = rows(ucdp_rows, event("clash", "Army", "Front", "They fought since Friday.", counts=[killed(2)],
                                      days="2031-05-02/2031-05-04", granularity="span"))
    assert row["event_clarity"] == 2


def test_sources_and_codes() -> None:
    (row,), noting = rows(ucdp_rows, event("clash", "Army", "Front", "They fought.", counts=[killed(2)]))
    assert (row["number_of_sources"], row["source_office"], row["source_original"]) == (1, "Wire 0", "a doctor")
    assert (row["country"], row["country_id"], row["region"], row["gwnoa"], row["gwnob"]) == ("Kenya", "501", "Africa", "501", "")
    assert row["geom_wkt"] == "POINT (40.25 -1.5)" and row["priogrid_gid"] == priogrid(-1.5, 40.25) == 177 * 720 + 441
    assert ("who says so", 1) in noting.report().lost


def test_grids_and_countries() -> None:
    assert (country("CD").acled_name, country("CD").ucdp_name, country("KE").ucdp_name) == (
        "Democratic Republic of Congo", "DR Congo (Zaire)", "Kenya")
    assert priogrid(-90, -180) == 1 and priogrid(89.9, 179.9) == 360 * 720
    assert country("SD").acled_region == "Northern Africa" and country("SD").ucdp_region == "Africa" and country("").name == ""
    assert cow("DE", "260") == "255" and cow("KE", "501") == "501"


def test_the_day_of_adding_is_no_day_of_an_event() -> None:
    made = material(event("clash", "Army", "Front", "They fought.", inferred=True), event("clash", "Army", "Front", "They fought."))
    undated = replace(made, documents=tuple(d | {"date": None} for d in made.documents))
    assert [bool(c.event["dates"]) for c in cases(made)] == [True, True]
    assert [bool(c.event["dates"]) for c in cases(undated)] == [False, True]


def test_sources_stand_in_parallel_columns() -> None:
    spec = event("attack", "Front", "villagers", ["Four died.", "Four were killed."], counts=[killed(4)])
    made = material(spec)
    made = replace(made, documents=tuple(d | {"outlet": "Steppe Wire", "title": "Four; dead"} for d in made.documents))
    (row,) = ucdp_rows(made, Options(), Noting())
    assert row["source_office"] == "Steppe Wire;Steppe Wire" and row["source_headline"] == "Four, dead;Four, dead"
    assert row["source_date"].count(";") == 1 and row["number_of_sources"] == 2


def test_prisoners_killed_are_one_sided_and_protesters_too() -> None:
    for whom in ("prisoners", "protesters"):
        (row,), _ = rows(ucdp_rows, event("kill", "Army", whom, "They were shot.", counts=[killed(3)]))
        assert (row["type_of_violence"], row["side_b"], row["gwnob"]) == (3, "Civilians", "")


def test_values_of_every_column_are_the_codebooks() -> None:
    pairs = [("Front", "Army"), ("Front", "Movement"), ("Militia", "villagers"), ("Ugandan army", "Front")]
    specs = [event(kind, one, two, "They fell.", counts=[killed(n, n + 2)], place=f"P{n}") for n, (one, two) in enumerate(pairs, 1)
             for kind in ("clash", "attack", "shelling", "capture")]
    found, _ = rows(ucdp_rows, *specs)
    assert len(found) == len(specs) and len({r["id"] for r in found}) == len(found)
    for r in found:
        assert r["type_of_violence"] in (1, 2, 3) and r["where_prec"] in range(1, 8) and r["date_prec"] in range(1, 6)
        assert r["event_clarity"] in (1, 2) and r["code_status"].startswith("Check")
        assert 0 <= r["low"] <= r["best"] <= r["high"] and r["best"] >= 1
        assert r["deaths_a"] + r["deaths_b"] + r["deaths_civilians"] + r["deaths_unknown"] == r["best"]
        assert r["date_start"] <= r["date_end"] and r["year"] == int(r["date_start"][:4]) and r["region"] in table("countries")["ucdp"]
        assert (r["type_of_violence"] == 1) == r["side_a"].startswith("Government") and 1 <= r["priogrid_gid"] <= 360 * 720
        assert (r["type_of_violence"] == 3) == (r["side_b"] == "Civilians")
