"""Repairs of the parse where a phrase in between hides the verb."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.parse import parser


def head_of(text: str, word: str) -> tuple[str, str]:
    parsed = next(parser()([Document("x", text)]))
    t = next(t for t in parsed.tokens if t.text == word)
    return parsed.tokens[t.head].text, t.dep


@pytest.mark.parametrize(("text", "word", "expected"), [
    ("Troops have seized the district of Rimal, state television and a monitoring group said on Monday.", "television", ("said", "nsubj")),
    ("Nine people were killed by a missile in Sumy, the state emergency service reports.", "service", ("reports", "nsubj")),
    ("Pakistani troops backed by helicopters killed 30 militants in Swat on Monday.", "troops", ("killed", "nsubj")),
    ("The garrison at Menagh, besieged for ten months, surrendered on Monday night.", "garrison", ("surrendered", "nsubj")),
    ("Armed men surrounded the village before dawn, then opened fire on worshippers.", "opened", ("surrounded", "conj")),
    ("Colonel Haddad claimed in a video that the city was almost surrounded.", "that", ("surrounded", "mark"))])
def test_who_does_it_is_found_again(text: str, word: str, expected: tuple[str, str]) -> None:
    assert head_of(text, word) == expected


def test_a_shot_is_fired_at_somebody() -> None:
    parsed = next(parser()([Document("x", "A sniper shot a boy in Harim.")]))
    assert next(t.tag for t in parsed.tokens if t.text == "shot") == "VBD"
