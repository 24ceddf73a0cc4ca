"""Whom an awaited blow is aimed at."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.model.record import record
from reportedly.run import claims_of


@pytest.mark.parametrize(("text", "target"), [
    ("The garrison laid mines around Bouna in anticipation of an all-out assault by rebels.", ["garrison"]),
    ("The garrison laid mines around Bouna after an all-out assault by rebels.", []),
    ("The army dug trenches near Bouna in preparation for an attack on the Savannah Front.", ["Savannah Front"]),
])
def test_who_waits_is_the_target(text: str, target: list[str]) -> None:
    told = [record(*p) for _, pairs in claims_of([Document("x", text, "1991-07-04")]) for p in pairs]
    assert next(c["target"] for c in told if c["type"] == "attack") == target
