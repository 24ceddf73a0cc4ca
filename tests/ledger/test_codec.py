"""What is encoded decodes to the same, with defaults left out."""
from __future__ import annotations

from reportedly.ledger.codec import decode, digest, encode
from reportedly.model.claim import Claim, Count, Relation
from reportedly.model.reference import Resolution

from .material import document, pair


def test_there_and_back():
    claim, found = pair(document(1))
    assert decode(encode(claim), Claim) == claim
    assert decode(encode(found), Resolution) == found
    count = Count("killed", "", 12, None, "at least 12", 0, 11)
    assert decode(encode(count), Count) == count
    assert decode(encode(Relation("", distance_km=0.0)), Relation) == Relation("", distance_km=0.0)
    assert '"verification"' not in encode(claim)


def test_no_two_lists_of_parts_share_a_digest():
    assert digest("ab", "c") != digest("a", "bc") != digest("a", "b", "c")
