"""Rows of plain values: what `--json` prints, pages are made from and the scorers read. One shape for each noun."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .control import Answer, Evidence, Period
from .decision import Decision
from .document import Document
from .event import Event
from .record import plain

Row = dict[str, Any]


def decision_row(decision: Decision) -> Row:
    """A Decision with its id; its kind stands in `decision`."""
    row: Row = plain(decision)
    return {"id": decision.id, "decision": row.pop("kind"), **row}


def document_row(document: Document) -> Row:
    """A Document with its key."""
    return {**plain(document), "key": document.key}


def period_row(period: Period, as_of: str | None = None, sources: Mapping[str, str] | None = None) -> Row:
    """A period of a place's history: days `from` to `to`, both included. `sources` names who is behind a claim, by claim id. `likely` is
    there where the period tells on which day it was how probable: [first day, probability] in order."""
    return {"place": period.name, "key": period.place, "country": period.country, "lat": period.lat, "lon": period.lon,
            "from": period.start, "to": period.end, "holder": period.holder, "status": period.status,
            "probability": round(period.probability, 4), "claims": list(period.claims), "sources": names(period.claims, sources),
            "as_of": as_of, **({"likely": [[day, round(p, 4)] for day, p in period.likely]} if period.likely else {})}


def names(claims: Sequence[str], sources: Mapping[str, str] | None) -> list[str]:
    """Those behind the claims, each once, in order."""
    return list(dict.fromkeys(n for c in claims if (n := (sources or {}).get(c))))


def answer_row(answer: Answer, sources: Mapping[str, str] | None = None) -> Row:
    """The answer for one place and day; without an as-of day all that is known counts, which is so on the day itself too."""
    return {"place": answer.name, "key": answer.place, "country": answer.country, "lat": answer.lat, "lon": answer.lon,
            "day": answer.day, "as_of": answer.as_of or answer.day, "holder": answer.holder, "status": answer.status,
            "probability": round(answer.probability, 4), "probabilities": {k: round(v, 4) for k, v in answer.probabilities},
            "claims": list(answer.claims), "sources": names(answer.claims, sources), "because": answer.because}


def evidence_row(evidence: Evidence, party: str | None = None) -> Row:
    """What one claim says of who holds a place; `party` is the side's name as control rows have it, where the key differs."""
    row: Row = plain(evidence)
    return {**row, "key": row.pop("place"), "party": party or evidence.party}


def event_row(event: Event, as_of: str | None = None) -> Row:
    """One event with its reports, standing, independent sources and killed range (words as the claim guide ranges them)."""
    low, best, high = event.killed or (None, None, None)
    return {
        "event": event.id, "type": event.type, "family": event.family, "place": event.place, "place_key": event.place_key,
        "country": event.country, "lat": event.lat, "lon": event.lon, "radius_km": event.radius_km, "dates": plain(event.when),
        "actor": list(event.actor), "target": list(event.target),
        "reports": [{"doc": r.publication.id, "start": r.claim.start, "end": r.claim.end, "claim": r.claim.id, "type": r.claim.type,
                     "date": r.publication.day} for r in event.reports],
        "standing": event.standing, "independent_sources": event.independent_sources,
        "killed": {"low": low, "best": best, "high": high} if event.killed else None,
        "figures": [plain(f) for f in event.figures],
        "grade": {"code": event.grade.code, **plain(event.grade)} if event.grade else None,
        "origins": [plain(o) for o in event.origins], "because": list(event.because), "as_of": as_of}
