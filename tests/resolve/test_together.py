"""Two who act together as one antecedent."""
from __future__ import annotations

from reportedly.model.claim import Claim, Mention, Span
from reportedly.resolve.together import pairs_of


def claim(kind: str, *spans: int) -> Claim:
    first, *rest = (Mention(s, s + 3, "x", "x") for s in spans)
    return Claim("1", "d", "d", 0, 50, "", Span(10, 13, "met"), kind, (first,), tuple(rest))


def test_only_claims_of_two_sides_that_act_together() -> None:
    found = pairs_of([claim("meet", 0, 20), claim("attack", 30, 40), claim("meet", 45)])
    assert [(k, [m.start for m in v]) for k, v in found.items()] == [((20, 23), [0, 20])]
