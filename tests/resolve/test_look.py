"""Candidates for a name, as a person may ask for them."""
from __future__ import annotations

from reportedly.resolve.gazetteer.look import look


def test_candidates_say_how_they_match_and_what_holds_them():
    rows = look("Kunduz")
    town = next(r for r in rows if r["feature"] == "city")
    assert town["matched"] == "its own name" and "Kunduz" in town["inside"] and town["licence"]


def test_other_spellings_inside_a_country_only():
    assert all(r["country"] == "AF" for r in look("Qundooz", countries=("AF",)))
    assert look("Zzyzxville") == []
