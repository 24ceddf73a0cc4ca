"""Nouns that name events: whether they do here, and who stands in their roles."""
from __future__ import annotations

from reportedly.extract.event_nouns import noun
from reportedly.extract.events import candidates
from reportedly.extract.lexicon import nouns
from reportedly.extract.roles import Scene
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser


def test_a_noun_without_its_mark_names_no_event() -> None:
    parsed = next(parser()([Document("x", "A strike of the clock and an air strike on the port.")]))
    scene = Scene(parsed, lambda name: Kind())
    first, second = (t for t in parsed.tokens if t.text == "strike")
    assert not noun(scene, first, nouns()["strike"])
    assert [c.type for c in noun(scene, second, nouns()["strike"])] == ["airstrike"]


def test_involved_in() -> None:
    parsed = next(parser()([Document("x", "The army was involved in clashes with the rebels near the port.")]))
    found = next(c for c in candidates(parsed, lambda name: Kind()) if c.type == "clash")
    assert [parsed.tokens[i].text for i in (*found.actor, *found.target)] == ["army", "rebels"]
