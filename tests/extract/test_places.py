"""Places as written: names, relations, containment, stand-ins, and which place is the event's own."""
from __future__ import annotations

import pytest

from reportedly.extract.candidate import Candidate
from reportedly.extract.places import place_names, places, settings
from reportedly.extract.spatial import number, relation
from reportedly.model.claim import PlaceMention
from reportedly.model.document import Document
from reportedly.model.parsed import Parsed
from reportedly.parse import parser
from reportedly.resolve.knowledge import kind_of


def read(text: str) -> Parsed:
    return next(parser()([Document("t", text)]))


def names(text: str) -> list[str]:
    return [m.text for m in place_names(settings(read(text), kind_of))]


def place_of(text: str, trigger: str, kind: str = "attack") -> PlaceMention | None:
    parsed = read(text)
    token = next(t for t in parsed.tokens if t.lower == trigger)
    ask = places(parsed, settings(parsed, kind_of))
    return ask(Candidate(token.i, token.start, token.end, kind, trigger, clause=token.i))


@pytest.mark.parametrize(("text", "found"), [
    ("Rebels entered Kabul and Herat on Monday.", ["Kabul", "Herat"]),
    ("Troops left the village of Qwelibad.", ["Qwelibad"]),
    ("Fighting went on in Mazar-i-Sharif.", ["Mazar-i-Sharif"]),
    ("The Syrian Arab Army shelled Douma.", ["Douma"]),
    ("General Jordan Smith spoke to reporters.", []),
    ("A bomb exploded at Bagram airport.", ["Bagram airport"]),
    ("Gunmen opened fire in Trafalgar Square.", ["Trafalgar Square"]),
])
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(("before", "kind", "direction", "km"), [
    ("We have advanced five kilometres from ", "distance", None, 5.0),
    ("in a village 66 km west of ", "distance", "W", 66.0),
    ("some 30 km to the north-west of ", "distance", "NW", 30.0),
    ("12 miles (20 km) south of ", "distance", "S", 19.312),
    ("troops within six to eight miles of ", "distance", None, 12.875),
    ("200 METERS FROM THE ", "distance", None, 0.2),
    ("fell just north of ", "direction", "N", None),
    ("a village overlooking ", "overlooking", None, None),
    ("on the southern outskirts of ", "outskirts", "S", None),
    ("held up half-way between ", "half-way", None, None),
    ("on the border with ", "border", None, None),
    ("ambushed near ", "near", None, None),
    ("in villages around ", "around", None, None),
])
def test_relations(before: str, kind: str, direction: str | None, km: float | None) -> None:
    found = relation(before)
    assert found is not None
    assert (found.kind, found.direction, found.distance_km) == (kind, direction, km)


def test_a_range_keeps_both_ends() -> None:
    found = relation("within six to eight miles of ")
    assert found is not None and (found.low_km, found.high_km) == (9.656, 12.875)


@pytest.mark.parametrize("before", ["they fought in ", "the people of ", "12 men from ", "on "])
def test_no_relation(before: str) -> None:
    assert relation(before) is None


@pytest.mark.parametrize(("words", "value"), [("five", 5), ("twenty-five", 25), ("1,200", 1200), ("2.5", 2.5), ("a hundred", 100),
                                              ("a dozen", 12), ("x", None)])
def test_number(words: str, value: float | None) -> None:
    assert number(words) == value


def test_hostile_text_is_quick() -> None:
    relation("a " * 5000 + "12 km " * 50)


def test_containment_and_kind_asked_for() -> None:
    (mention, *_) = place_names(settings(read("Two soldiers died in Nejapa, San Salvador department."), kind_of))
    assert mention.text == "Nejapa"
    assert any("San Salvador" in w for w in mention.within)
    (ghazni,) = place_names(settings(read("Clashes broke out in Ghazni province."), kind_of))
    assert ghazni.feature == "admin1"


def test_a_distance_that_only_explains_a_named_town_is_no_relation() -> None:
    found = place_of("Gunmen attacked Metapan, 105 km west of San Salvador, on Friday.", "attacked")
    assert found is not None and found.text == "Metapan" and found.relation is None


def test_between_has_its_second_place() -> None:
    (first, _) = place_names(settings(read("A bus was blown up between Kabul and Jalalabad."), kind_of))
    assert first.relation is not None and (first.relation.kind, first.relation.other) == ("between", "Jalalabad")


def test_the_speaker_s_place_is_not_the_event_s() -> None:
    found = place_of("A spokesman in Geneva said that rebels attacked a convoy near Aleppo.", "attacked")
    assert found is not None and found.text == "Aleppo"


def test_a_stand_in_means_the_place_told_before() -> None:
    found = place_of("Rebels besieged Malakal for weeks. On Sunday they attacked the town.", "attacked")
    assert found is not None and found.text == "Malakal"


@pytest.mark.parametrize(("text", "trigger", "kind", "where"), [
    ("Turkey began an offensive on Monday.", "offensive", "attack", None),
    ("The army attacked Nejapa, Aguilares and Apopa.", "attacked", "attack", "Nejapa"),
    ("The minister held talks on the situation in Aleppo.", "talks", "meet", None),
    ("The president of Turkey was killed by gunmen.", "killed", "kill", None),
    ("Nine people died in the Kabul bombing.", "bombing", "bombing", "Kabul"),
    ("Gunmen attacked El Penon municipality, Cundinamarca department.", "attacked", "attack", "El Penon"),
])
def test_the_event_s_own_place(text: str, trigger: str, kind: str, where: str | None) -> None:
    found = place_of(text, trigger, kind)
    assert (found.text if found else None) == where


@pytest.mark.parametrize(("text", "trigger", "name"), [
    ("BEIRUT, March 3 (Reuters) - Gunmen kidnapped two aid workers here on Thursday.", "kidnapped", "BEIRUT"),
    ("COLOMBO, March 3 (Reuters) - Soldiers shot at students in the city on Thursday.", "shot", "COLOMBO"),
    ("Troops entered Goma. Ministers held talks in Kampala. Looters ransacked shops in the city.", "ransacked", "Goma"),
    ("Ministers met in Lusaka. Police beat students in the city.", "beat", "Lusaka"),
])
def test_the_dateline_is_here_and_a_seat_of_talks_is_not_the_city(text: str, trigger: str, name: str) -> None:
    found = place_of(text, trigger)
    assert found and found.text == name


def test_what_a_stronghold_is_put_beside_is_the_place() -> None:
    found = place_of("Fighters captured Kidal, the separatists' last stronghold in northern Mali, on Friday.", "stronghold", "hold")
    assert found and found.text == "Kidal"
