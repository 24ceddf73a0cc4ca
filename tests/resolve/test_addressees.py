"""Whom praise, blame and pledges are for."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.model.record import record
from reportedly.run import claims_of


@pytest.mark.parametrize(("text", "kind", "target"), [
    ("Ghana welcomes the news that Nigerian troops have liberated Bouna.", "support", ["Nigerian troops", "Nigeria"]),
    ("Ghana welcomes the news, which came when Nigerian troops shelled Bouna.", "support", []),
    ("Ghana is committed to supporting the Ivorian government in Bouna.", "pledge", ["Ivorian government"]),
])
def test_who_is_meant(text: str, kind: str, target: list[str]) -> None:
    told = [record(*p) for _, pairs in claims_of([Document("x", text, "1991-07-04")]) for p in pairs]
    found = [c["target"] for c in told if c["type"] == kind]
    assert all(set(t) <= set(target) for t in found)
    assert bool(found and found[0]) == bool(target)
