"""Missed: a claim that a person finds in a report and the program did not. It is recorded as a reading of its own, by that person, which
counts beside the program's newest one; a retraction takes it back, as it does any other claim."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..assess.corrections import corrected
from ..ledger.rows import BY_HAND
from ..ledger.store import Ledger
from ..model.claim import Claim, Reason, Span, claim_id
from ..model.document import Document
from ..model.errors import UsageError
from ..model.event import Publication, Report
from ..model.reference import Place, Resolution
from ..model.rows import Row

LONGEST = 200
END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)|\n\s*\n")


def missed(ledger: Ledger, document: Document, words: tuple[int, int], change: Mapping[str, str], author: str, known: Sequence[Row]) -> str:
    """Record that the words (characters from, to) of a document put forward a claim; returns the claim's id.

    `change` has its fields as `assess.corrections.corrected` reads them, type and factuality among them; `known` are the document's claim
    records. Raises UsageError where the words are none, or the claim is there already.
    """
    start, end = words
    said = document.text[start:end]
    if not 0 <= start < end <= len(document.text) or not said.strip():
        raise UsageError("choose the words of the report that name what happened")
    if len(said) > LONGEST:
        raise UsageError(f"choose the few words that name what happened, at most {LONGEST} characters")
    name = claim_id(document.key, start, end, change["type"])
    if any(c["id"] == name for c in known):
        raise UsageError("that claim is there already: correct it instead")
    by = f"{BY_HAND}{author}"
    told = next(((c["start"], c["end"]) for c in known if c["start"] <= start and end <= c["end"]), None)
    first, last = told or sentence(document.text, start, end)
    why = (Reason("type", "a coder found it", author),)
    claim = Claim(name, document.key, document.id, first, last, document.text[first:last], Span(start, end, said), change["type"],
                  factuality=change["factuality"], because=why, origin=by)
    bare = Resolution(name, event=max((c["event"] for c in known), default=0) + 1, origin=by)
    found = corrected(Report(Publication(document.key, document.id, document.date), claim, bare), change)
    place = found.found.place
    ledger.append(document, ((found.claim, replace(found.found, place=_placed(place, known) if place else None)),), by)
    return name


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters of the sentence around some words, by its stops."""
    stops = [m.end() for m in END.finditer(text)]
    first = max((s for s in stops if s <= start), default=0)
    last = min((s for s in stops if s >= end), default=len(text))
    piece = text[first:last]
    return first + len(piece) - len(piece.lstrip()), last - len(piece) + len(piece.rstrip())


def _placed(place: Place, known: Sequence[Row]) -> Place:
    """The place with country and kind: of the gazetteer's entry that has the point, or as the same report's other claims have it."""
    from ..resolve.gazetteer.store import gazetteer
    if place.lat is not None and place.lon is not None:
        for e in gazetteer().candidates(place.name):
            if abs(e.lat - place.lat) < 0.02 and abs(e.lon - place.lon) < 0.02:
                return replace(place, country=e.country, feature=e.feature, id=e.key)
        return place
    for c in known:
        told = c["place"]
        if told and told["name"].casefold() == place.name.casefold() and told["lat"] is not None and not told["relation"]:
            kept = {k: told[k] for k in ("country", "lat", "lon", "radius_km", "feature", "precision", "id")}
            return replace(place, **kept, how="as elsewhere in the report")
    return place
