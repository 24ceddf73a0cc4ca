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
