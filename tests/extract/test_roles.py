"""Roles: slots through passive, relative clause, control, coordination and participles."""
from __future__ import annotations

import pytest

from reportedly.extract.roles import Scene
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser


def scene(text: str) -> Scene:
    return Scene(next(parser()([Document("x", text)])), lambda name: Kind())


def slot(text: str, verb: str, name: str) -> list[str]:
    s = scene(text)
    v = next(t.i for t in s.tokens if t.text == verb)
    return [s.tokens[h].text for h in s.slots(v).get(name, ())]


@pytest.mark.parametrize(("text", "verb", "subject", "objects"), [
    ("The rebels attacked the convoy.", "attacked", ["rebels"], ["convoy"]),
    ("The convoy was attacked by the rebels.", "attacked", ["rebels"], ["convoy"]),
    ("The convoy was attacked on Monday.", "attacked", [], ["convoy"]),
    ("The rebels who attacked the convoy fled.", "attacked", ["rebels"], ["convoy"]),
    ("The rebels tried to attack the convoy.", "attack", ["rebels"], ["convoy"]),
    ("The general ordered the rebels to attack the convoy.", "attack", ["rebels"], ["convoy"]),
    ("After attacking the convoy, the rebels fled.", "attacking", ["rebels"], ["convoy"]),
    ("The rebels entered the town and attacked the convoy.", "attacked", ["rebels"], ["convoy"]),
    ("Police accused the rebels of attacking the convoy.", "attacking", ["rebels"], ["convoy"]),
    ("Soldiers attacked rebels and villagers.", "attacked", ["Soldiers"], ["rebels", "villagers"])])
def test_subject_and_object(text: str, verb: str, subject: list[str], objects: list[str]) -> None:
    assert slot(text, verb, "subject") == subject
    assert slot(text, verb, "object") == objects


def test_prepositions() -> None:
    assert slot("They withdrew from the town to the hills.", "withdrew", "from") == ["town"]
    assert slot("They withdrew from the town to the hills.", "withdrew", "to") == ["hills"]


def test_whose() -> None:
    s = scene("The town fell under the army's control.")
    control = next(t.i for t in s.tokens if t.text == "control")
    found = s.whose(control)
    assert found is not None and s.tokens[found].text == "army"


def test_named_places() -> None:
    s = scene("They took the cities of Herat and Zaranj.")
    cities = next(t.i for t in s.tokens if t.text == "cities")
    assert [s.tokens[i].text for i in s.named(cities)] == ["Herat", "Zaranj"]


def test_classes_without_a_gazetteer() -> None:
    s = scene("The rebels saw a photograph in Zaranj.")
    by_text = {t.text: s.classes(t.i) for t in s.tokens}
    assert "armed" in by_text["rebels"] and "place" in by_text["Zaranj"] and "human" not in by_text["photograph"]


@pytest.mark.parametrize(("text", "verb", "subject", "objects"), [
    ("Soldiers were captured and executed by the rebels.", "captured", ["rebels"], ["Soldiers"]),
    ("Peacekeepers held hostage by the rebels were released.", "held", ["rebels"], ["Peacekeepers"]),
    ("The rebels took 20 soldiers prisoner.", "took", ["rebels"], ["soldiers"]),
    ("They flew to Geneva, where they met.", "met", ["they"], []),
    ("Troops were able to retake the town.", "retake", ["Troops"], ["town"]),
    ("The party issued a statement condemning the army.", "condemning", ["party"], ["army"]),
    ("The army was accused by opposition groups and the Catholic Church of shelling the town.", "shelling", ["army"], ["town"]),
    ("Police arrested dozens of activists and politicians.", "arrested", ["Police"], ["dozens", "politicians"]),
    ("The council, along with police and the army, attacked the town.", "attacked", ["council", "police", "army"], ["town"]),
    ("Three civilians were reported killed.", "killed", [], ["civilians"]),
    ("The rebels warned that we would attack the town.", "warned", ["rebels"], [])])
def test_who_does_it_further_away(text: str, verb: str, subject: list[str], objects: list[str]) -> None:
    assert slot(text, verb, "subject") == subject
    assert slot(text, verb, "object") == objects


def test_a_demand_is_put_to_who_shall_act() -> None:
    assert slot("The council demanded that the rebels withdraw.", "demanded", "that") == ["rebels"]


def noun_slot(text: str, noun: str, name: str) -> list[str]:
    s = scene(text)
    i = next(t.i for t in s.tokens if t.text == noun)
    return [s.tokens[h].text for h in s.slots_of_noun(i).get(name, ())]


@pytest.mark.parametrize(("text", "noun"), [
    ("The killing of villagers at the hands of soldiers was reported.", "killing"),
    ("They deplored the killings of villagers committed by the soldiers.", "killings"),
    ("The attack carried out by soldiers against the town failed.", "attack"),
    ("They recalled the attack that the soldiers perpetrated against the town.", "attack")])
def test_who_did_what_a_noun_tells(text: str, noun: str) -> None:
    assert noun_slot(text, noun, "by") == ["soldiers"]


def test_whose_weapon() -> None:
    s = scene("The parliament was bombed by jets flown by the plotters.")
    jets = next(t.i for t in s.tokens if t.text == "jets")
    found = s.whose(jets)
    assert found is not None and s.tokens[found].text == "plotters"


def test_a_participle_in_front_is_nobody() -> None:
    s = scene("They reported the forced deportation of villagers.")
    assert s.classes(next(t.i for t in s.tokens if t.text == "forced")) == frozenset()


def test_representatives_stand_for_their_sides() -> None:
    assert slot("Representatives of the rebels and the government met.", "met", "subject") == ["rebels", "government"]
    assert slot("The leader of the rebels and the army met.", "met", "subject") != ["rebels", "army"]


def test_two_of_his_guards_are_victims_too() -> None:
    text = "They condemned the murder of minister Antonio Porth and two of his bodyguards by presumed guerrillas."
    assert noun_slot(text, "murder", "of") == ["Porth", "two"]
