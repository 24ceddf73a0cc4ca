"""Made-up documents and claims for the ledger's tests."""
from __future__ import annotations

from reportedly.model.claim import Claim, Mention, PlaceMention, Span, claim_id
from reportedly.model.document import Document
from reportedly.model.reference import Actor, Place, Resolution, When

ORIGIN = "extract-1 resolve-1"


def document(n: int, day: str | None = "2031-04-02") -> Document:
    return Document(f"doc-{n}", f"The army took Velgrad yesterday. ({n})", day, outlet="Coast Wire", outlet_kind="wire")


def pair(doc: Document, k: int = 0, kind: str = "capture") -> tuple[Claim, Resolution]:
    claim = Claim(claim_id(doc.key, k, k + 4, kind), doc.key, doc.id, 0, 32, doc.text[:32], Span(k, k + 4, "took"), kind,
                  (Mention(0, 8, "The army", "army", "group"),), place=PlaceMention(14, 21, "Velgrad"))
    return claim, Resolution(claim.id, (Actor("army", 0, 8),), place=Place("Velgrad", 14, 21, "XX", 10.0, 20.0, 5.0, id="v"),
                             when=When("2031-04-01", "2031-04-01", "yesterday"))


def item(n: int, claims: int = 3, day: str | None = "2031-04-02", origin: str = ORIGIN):
    doc = document(n, day)
    return doc, tuple(pair(doc, k) for k in range(claims)), origin
