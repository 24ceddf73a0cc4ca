"""Merging: one claim for each event, tolls with their cause, words that point back."""
from __future__ import annotations

import pytest

from reportedly.extract.events import candidates
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser


def types(text: str, title: str = "") -> list[str]:
    parsed = next(parser()([Document("x", text, title=title)]))
    return [c.type for c in candidates(parsed, lambda name: Kind())]


@pytest.mark.parametrize(("text", "expected"), [
    ("Rebels launched an attack on the town.", ["attack"]),
    ("An air strike killed twelve soldiers.", ["airstrike"]),
    ("A bomb exploded in the market, killing nine people.", ["bombing"]),
    ("Nine people were killed in an air strike.", ["airstrike"]),
    ("Nine soldiers were killed and twelve wounded.", ["kill"]),
    ("The UN called on the rebels to withdraw from the town.", ["request"]),
    ("The rebels threatened to kill the hostages.", ["threaten"]),
    ("Troops repelled an attack by the rebels.", ["repel"]),
    ("One soldier was killed and five others wounded in the attack.", ["attack"]),
    ("A policeman was killed and four soldiers wounded when a bomb ripped through their patrol.", ["bombing"]),
    ("The commander was killed when an air strike hit his convoy.", ["airstrike"]),
    ("The rebels fired two rockets, which hit a bus.", ["shelling"]),
    ("The army launched an assault near the airport, targeting the rebels at the village.", ["attack"]),
    ("The rebels destroyed ten towers, damaging seven lines.", ["destroy"]),
    ("One soldier was killed on Monday; another officer was killed on Friday.", ["kill", "kill"]),
    ("Soldiers killed 15 villagers and threw their bodies into the river.", ["kill"]),
    ("Rebels shot three soldiers, and a crowd watched the wounded men.", ["attack"]),
    ("Soldiers took books from bombed buildings.", []),
    ("The army retook the port on Monday; on Sunday it took the mill.", ["capture", "capture"]),
    ("No soldiers were killed.", [])])
def test_one_claim_for_each_event(text: str, expected: list[str]) -> None:
    assert types(text) == expected


def test_the_attack_is_the_bombing_told_before() -> None:
    assert types("A car bomb exploded in Kabul. The attack shook the city.") == ["bombing", "bombing"]


def test_the_title_tells_the_means() -> None:
    assert types("The attack came at dawn.", title="Missile strike on base") == ["shelling"]


def test_a_crime_with_nothing_before_is_no_claim() -> None:
    assert types("The crime was reported on Monday.") == []


def test_victims_go_to_the_cause() -> None:
    parsed = next(parser()([Document("x", "An air strike killed twelve soldiers.")]))
    found = candidates(parsed, lambda name: Kind())
    assert [parsed.tokens[h].text for h in found[0].target] == ["soldiers"]
