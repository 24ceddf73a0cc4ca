"""Any field of a claim can be corrected from one line of text; what cannot be read changes nothing."""
from __future__ import annotations

import pytest

from reportedly.assess.corrections import corrected
from reportedly.model.record import record

from .material import ARMY, BY_FRONT, FRONT, claim, report

[REPORT] = report(1, "2031-04-06", claim("attack", "Kern", (FRONT,), (ARMY,), says=BY_FRONT, on="2031-04-05", killed=3))


@pytest.mark.parametrize(("field", "text", "shown"), [
    ("type", "shelling", "shelling"), ("factuality", "denied", "denied"), ("verification", "disputed", "disputed"),
    ("verification", "", None), ("background", "true", True), ("actor", "Hill Band | Northern Front", ["Hill Band", FRONT]),
    ("actor", "", []), ("target", "villagers", ["villagers"])])
def test_a_field(field, text, shown):
    made = corrected(REPORT, {field: text})
    assert record(made.claim, made.found)[field] == shown


def test_source_place_and_counts():
    made = corrected(REPORT, {"source": "a nurse;witness | UN;igo;", "place": "Velgrad", "point": "10,20,5", "counts": "killed;soldiers;4;",
                              "when": "2031-04-01/2031-04-02"})
    row = record(made.claim, made.found)
    assert row["source"] == [{"name": "a nurse", "kind": "witness", "side": ""}, {"name": "UN", "kind": "igo", "side": ""}]
    assert (row["place"]["name"], row["place"]["lat"], row["place"]["radius_km"]) == ("Velgrad", 10.0, 5.0)
    assert [(c["what"], c["who"], c["low"], c["high"]) for c in row["counts"]] == [("killed", "soldiers", 4, None)]
    assert (row["when"]["start"], row["when"]["end"]) == ("2031-04-01", "2031-04-02")


def test_another_place_loses_the_point_and_the_same_keeps_it():
    assert corrected(REPORT, {"place": "Elsewhere"}).found.place.lat is None
    assert corrected(REPORT, {"place": "Kern"}).found.place.lat == 11.0
    assert corrected(REPORT, {"place": ""}).found.place is None


@pytest.mark.parametrize("change", [{"point": "north"}, {"point": "95,0,1"}, {"point": "nan,0,1"},
                                    {"factuality": "surely"}, {"background": "?"}])
def test_what_cannot_be_read_changes_nothing(change):
    assert corrected(REPORT, change) == REPORT
