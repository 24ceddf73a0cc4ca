"""Nouns to rows: what a query needs stands in columns, the rest in JSON."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..model.claim import Claim
from ..model.document import Document
from ..model.reference import Resolution
from .codec import digest, encode


def document_row(document: Document, at: str) -> dict[str, Any]:
    """A document's row, but for its number. `day` is the day by which it was out: of publication, else of being added."""
    day = document.date[:10] if document.date else at[:10]
    return {"key": document.key, "id": document.id, "date": document.date, "day": day, "added": at[:10], "outlet": document.outlet,
            "outlet_kind": document.outlet_kind, "body": encode(document)}


def claim_row(n: int, claim: Claim, found: Resolution, day: str) -> dict[str, Any]:
    """A claim's row, but for its reading. The content hash covers claim and resolution and its number in the reading."""
    body, resolution = encode(claim), encode(found)
    place, when = found.place, found.when
    return {"n": n, "id": claim.id, "document": claim.document, "day": day, "type": claim.type,
            "start": claim.start, "end": claim.end, "factuality": claim.factuality,
            "place_id": place.id if place else "", "place_name": place.name if place else "",
            "lat": place.lat if place else None, "lon": place.lon if place else None,
            "when_start": when.start[:10] if when else None, "when_end": when.end[:10] if when else None,
            "actors": "|".join(dict.fromkeys(a.name for a in (*found.actor, *found.target))),
            "body": body, "resolution": resolution, "content": digest(str(n), body, resolution)}


def reading_id(document: str, origin: str, contents: Sequence[str]) -> str:
    """The hash of a reading: of its document, its origin and every claim row."""
    return digest(document, origin, *contents)


# A reading by a person begins its origin so; it counts beside the program's newest reading.
BY_HAND = "coder: "


def version_key(origin: str) -> str:
    """An origin's text such that a later version sorts after an earlier one: every number padded to eight digits."""
    # Of two codebooks of the user's own neither is the later: the one read with last counts.
    return re.sub(r"\d{1,8}", lambda m: m.group().rjust(8, "0"), re.sub(r" codebook-[0-9a-f]+", "", origin))
