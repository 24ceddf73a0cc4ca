"""Choice among candidates, and what becomes of places that are wide, relative, ambiguous or unknown."""
from __future__ import annotations

import json

import pytest

from reportedly.model.claim import PlaceMention, Reading, Relation
from reportedly.model.document import Document
from reportedly.model.reference import Place
from reportedly.resolve.geometry import distance
from reportedly.resolve.places import place_resolver, unrelated


def resolve(*asked: PlaceMention | str, dateline: str = "") -> list[Place]:
    mentions, at = [], 0
    for a in asked:
        m = a if isinstance(a, PlaceMention) else PlaceMention(at, at + len(a), a)
        mentions.append(PlaceMention(at, at + len(m.text), m.text, m.relation, m.within, m.feature))
        at += 100
    ask = place_resolver(Document("t", ""), Reading((), (), tuple(mentions), dateline))
    found = [ask(m) for m in mentions]
    assert all(p is not None for p in found)
    return [p for p in found if p]


def away(place: Place, lat: float, lon: float) -> float:
    assert place.lat is not None and place.lon is not None
    return distance((place.lat, place.lon), (lat, lon))


def test_others_in_the_document_choose() -> None:
    tripoli, *_ = resolve("Tripoli", "Misrata", "Benghazi", "Libya")
    assert tripoli.country == "LY"
    tripoli, *_ = resolve("Tripoli", "Beirut", "Sidon", "Lebanon")
    assert tripoli.country == "LB"


def test_containment_told_in_the_text_chooses() -> None:
    found = resolve(PlaceMention(0, 8, "San Juan", None, ("Argentina",)), "Argentina")[0]
    assert found.country == "AR"


def test_a_bare_name_shared_by_town_and_province_is_the_town() -> None:
    kabul, _ = resolve("Kabul", "Afghanistan")
    assert away(kabul, 34.53, 69.17) < 25
    assert kabul.precision == 1


def test_the_kind_asked_for_chooses() -> None:
    airport, _ = resolve(PlaceMention(0, 14, "Bagram airport", None, (), "airport"), "Afghanistan")
    assert airport.feature == "airbase"
    province, _ = resolve(PlaceMention(0, 6, "Ghazni", None, (), "admin1"), "Afghanistan")
    assert (province.feature, province.precision) == ("admin1", 3)


def test_a_wide_place_is_never_a_bare_point() -> None:
    for place in resolve("Syria", "Donbas", "Mediterranean"):
        assert place.radius_km is not None and place.radius_km > 50
        assert place.precision == 3


@pytest.mark.parametrize(("spelling", "lat", "lon", "others"), [
    ("Konduz", 36.73, 68.86, ["Afghanistan"]), ("QANDAHAR", 31.61, 65.71, ["Afghanistan"]), ("Dayr az-Zawr", 35.34, 40.14,
        ["Syria"]),
    ("Kiev", 50.45, 30.52, ["Ukraine"]), ("Artemivsk", 48.6, 38.0, ["Ukraine"])])
def test_spellings_and_old_names(spelling: str, lat: float, lon: float, others: list[str]) -> None:
    assert away(resolve(spelling, *others)[0], lat, lon) < 25


def test_a_relation_becomes_an_area() -> None:
    found, _ = resolve(PlaceMention(0, 5, "Kabul", Relation("45 km north of Kabul", "distance", "N", 45.0)), "Afghanistan")
    assert away(found, 34.946, 69.265) < 20
    assert json.loads(found.geometry)["type"] == "Polygon"
    assert found.how and found.radius_km


def test_a_part_of_a_place_lies_on_its_side() -> None:
    north, whole = resolve("northern Afghanistan", "Afghanistan")
    assert north.country == "AF"
    assert north.lat is not None and whole.lat is not None and north.lat > whole.lat


def test_an_unknown_name_has_no_point() -> None:
    found = resolve("Qwelibadxyz")[0]
    assert (found.lat, found.lon, found.country) == (None, None, None)
    assert found.how


def test_an_unknown_name_inside_a_known_one_is_somewhere_in_it() -> None:
    found = resolve(PlaceMention(0, 11, "Qwelibadxyz", None, ("Kunduz",), "village"), "Kunduz", "Afghanistan")[0]
    assert found.country == "AF"
    assert found.precision is not None and found.precision >= 2
    assert "within" in found.how


def test_one_unknown_name_does_not_hinder_the_others() -> None:
    _, kabul, _ = resolve("Qwelibadxyz", "Kabul", "Afghanistan")
    assert away(kabul, 34.53, 69.17) < 25


def test_candidates_are_kept_with_probabilities() -> None:
    found, _ = resolve("San Antonio", "Texas")
    assert len(found.candidates) > 1
    assert all(0 <= c.probability <= 1 for c in found.candidates)
    assert 0 <= found.probability <= 1


def test_the_capital_is_that_of_the_country_told() -> None:
    capital, *_ = resolve(PlaceMention(0, 7, "capital", None, (), "capital"), "Santa Ana", "Usulutan", "El Salvador")
    assert away(capital, 13.69, -89.19) < 25 and capital.name == "San Salvador"
    seat, *_ = resolve(PlaceMention(0, 15, "Bosnian capital", None, (), "capital"), "Gorazde")
    assert away(seat, 43.85, 18.36) < 25 and seat.name == "Sarajevo"


def test_an_unknown_name_is_placed_beside_what_is_told_before_it() -> None:
    _, camp, _ = resolve("Suchitoto", PlaceMention(0, 10, "Qwelibarra", None, (), "base"), "Zacatecoluca")
    assert away(camp, 13.94, -89.03) < 5 and camp.probability < 0.6 and not camp.id


def test_a_city_of_millions_goes_before_the_state_of_its_name() -> None:
    assert resolve("New York", "Geneva")[0].feature == "city"


def test_a_large_city_abroad_is_known_by_its_own_name_only() -> None:
    assert resolve("Geneva", "Aleppo", "Homs", "Syria")[0].country == "CH"
    assert resolve("Cano", "Barquisimeto", "Caracas", "Venezuela")[0].country != "NG"  # "Cano" is Kano in another language


def test_the_capital_told_under_its_own_name_goes_before_another_spelling() -> None:
    found = resolve("Luanda", "Kuito", PlaceMention(0, 7, "capital", None, (), "capital"))
    assert found[2].country == "AO"


def test_a_harbour_is_in_its_town() -> None:
    found = resolve(PlaceMention(0, 19, "Trincomalee harbour", None, (), "port"), "Jaffna")[0]
    assert found.country == "LK" and found.lat is not None


def test_another_event_is_at_the_place_and_not_beside_it() -> None:
    near, _ = resolve(PlaceMention(0, 5, "Kabul", Relation("30 km north of Kabul", "distance", "N", 30.0)), "Afghanistan")
    bare = unrelated(near)
    assert near.geometry and near.relation and bare.relation is None and not bare.geometry
    assert away(bare, 34.53, 69.17) < 15
    assert unrelated(bare) == bare
