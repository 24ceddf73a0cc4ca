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
    "Two trains collided in thick fog, killing four passengers."])
def test_no_claim(text: str) -> None:
    parsed = next(parser()([Document("x", text)]))
    assert candidates(parsed, lambda name: Kind()) == []


def test_war_at_a_stadium_is_war() -> None:
    parsed = next(parser()([Document("x", "Troops shelled the football stadium, killing four soldiers.")]))
    assert [c.type for c in candidates(parsed, lambda name: Kind())] == ["shelling"]
