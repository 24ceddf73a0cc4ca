"""Fitting: which role what stands in a slot can play."""
from __future__ import annotations

import pytest

from reportedly.extract.events import candidates
from reportedly.extract.fitting import hit_at
from reportedly.extract.roles import Scene
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser

# Sentence | trigger | target heads
HIT = """
A bomb exploded in front of the offices of the bank.|exploded|offices
A bomb went off outside the consulate.|went|consulate
A bomb went off at a corner of the market.|went|
The bomb caused no casualties.|caused|
A commando destroyed the office, a station and the post.|destroyed|office station post
The tanks destroyed an army vehicle, a tunnel and a store.|destroyed|vehicle
"""


@pytest.mark.parametrize("line", HIT.strip().splitlines())
def test_targets(line: str) -> None:
    text, trigger, target = line.split("|")
    parsed = next(parser()([Document("x", text + " The war goes on and soldiers fight rebels.")]))
    found = next(c for c in candidates(parsed, lambda name: Kind()) if parsed.tokens[c.token].text == trigger)
    assert [parsed.tokens[i].text for i in found.target] == target.split()


def test_a_village_is_no_target_of_a_bomb() -> None:
    parsed = next(parser()([Document("x", "A bomb exploded at a village near the embassy.")]))
    scene = Scene(parsed, lambda name: Kind())
    at = {t.text: t.i for t in parsed.tokens}
    assert hit_at(scene, at["embassy"]) and not hit_at(scene, at["village"])
