"""Nouns for somebody told before, and those who act together as one antecedent."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.model.record import record
from reportedly.run import claims_of

CASES = [
    ("same band", "Five hired killers attacked a shop in Bouna. Guards repelled the assailants.", "repel", "target", ["hired killers"]),
    ("another band", "Five hired killers attacked a shop in Bouna. On Friday guards repelled some assailants in Tamale.", "repel", "target",
     ["assailants"]),
    ("described", "Rebels kidnapped Belgian businessman Pieter Claes in Bouna. The businessman was freed on Friday.", "release", "target",
     ["Pieter Claes"]),
    ("several bands", "The Savannah Front signed a truce. Several rebel groups attacked Korhogo.", "attack", "actor", ["rebel groups"]),
    ("they who met", "The minister, Yaw Boateng, met General Issa Keita. They agreed to a truce in Bouna.", "agree", "actor",
     ["Yaw Boateng", "Issa Keita"]),
]


@pytest.mark.parametrize(("why", "text", "kind", "role", "names"), CASES, ids=[c[0] for c in CASES])
def test_named_as_before(why: str, text: str, kind: str, role: str, names: list[str]) -> None:
    told = [record(*p) for _, pairs in claims_of([Document("x", text, "1991-07-04")]) for p in pairs]
    assert [c[role] for c in told if c["type"] == kind][-1:] == [names], why
