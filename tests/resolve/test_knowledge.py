"""What gazetteer and registry together know of a name."""
from __future__ import annotations

from reportedly.model.knowledge import Kind
from reportedly.resolve.knowledge import kind_of


def test_a_capital_is_a_place_of_its_country() -> None:
    found = kind_of("Moscow")
    assert found.place > 0.5 and found.country == "RU" and not found.actor


def test_an_armed_group_is_no_place() -> None:
    found = kind_of("Taliban")
    assert found.actor == "rebel" and found.place < 0.2


def test_a_country_is_both_and_its_adjective_a_demonym() -> None:
    country, adjective = kind_of("Syria"), kind_of("Syrian")
    assert country.place > 0.5 and country.actor == "state" and not country.demonym
    assert adjective.demonym and adjective.country == "SY" and adjective.place < 0.2


def test_an_unknown_name_is_nothing() -> None:
    assert kind_of("Qwxzzt") == Kind() and kind_of("") == Kind()
