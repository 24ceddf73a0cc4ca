"""Topics that borrow the words of war."""
from __future__ import annotations

import pytest

from reportedly.extract.events import candidates
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser


@pytest.mark.parametrize("text", [
    "The goalkeeper was beaten twice and the visitors captured the tournament.",
    "Investors retreated as technology stocks fell.",
    "The film tells of a soldier who is captured.",
    "A hurricane destroyed hundreds of homes along the coast.",
    "Two trains collided in thick fog, killing four passengers.",
    "In 1571 the fleet besieged the island for a year."])
def test_no_claim(text: str) -> None:
    parsed = next(parser()([Document("x", text, "2015-10-14")]))
    assert candidates(parsed, lambda name: Kind()) == []


def test_war_at_a_stadium_is_war() -> None:
    parsed = next(parser()([Document("x", "Troops shelled the football stadium, killing four soldiers.")]))
    assert [c.type for c in candidates(parsed, lambda name: Kind())] == ["shelling"]


@pytest.mark.parametrize("text", [
    "The wasps attacked the hive at noon. The bees surrounded them, held the entrance and killed two hundred before the raid was over. "
    "The keeper found the bodies in the grass and swept them into a jar for his pupils.",
    "Her band stormed the stage and the audience surrendered after two songs. The singer, who had been released from her contract in May, "
    "thanked her fans and promised a new record for the spring."])
def test_a_text_about_something_else(text: str) -> None:
    parsed = next(parser()([Document("x", text)]))
    assert candidates(parsed, lambda name: Kind()) == []


def test_topics_of_other_things_drop_nothing_in_a_text_about_war() -> None:
    war = ("Rebel troops attacked the garrison and killed soldiers. The military said that guerrillas fought government forces near "
           "the border and that civilians fled the violence. Armed men kidnapped the airline owner on Friday.")
    parsed = next(parser()([Document("x", war)]))
    assert [c.type for c in candidates(parsed, lambda name: Kind())][-1] == "abduct"


def test_an_hour_is_no_year() -> None:
    parsed = next(parser()([Document("x", "Rebels at 1745 attacked the garrison and killed two soldiers.", "1990-02-01")]))
    assert [c.type for c in candidates(parsed, lambda name: Kind())] == ["attack"]
