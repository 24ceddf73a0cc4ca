"""Phrases: what stands after an event noun."""
from __future__ import annotations

from reportedly.extract.phrases import of_noun
from reportedly.extract.roles import Scene
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser


def test_who_carries_it_out() -> None:
    parsed = next(parser()([Document("x", "The attack carried out by rebels against the town failed.")]))
    scene = Scene(parsed, lambda name: Kind())
    found: dict[str, tuple[int, ...]] = {}
    of_noun(scene, next(t.i for t in parsed.tokens if t.text == "attack"), found)
    assert {k: [parsed.tokens[i].text for i in v] for k, v in found.items()} == {"by": ["rebels"], "against": ["town"]}
