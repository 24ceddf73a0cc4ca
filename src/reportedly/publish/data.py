"""PictureData: what a page, a brief or a map is made from, as plain rows; and the rows that the nouns become.

Every row is a dict of JSON values. The same row shapes are printed by `reportedly … --json`:

documents  id, key, date, title, outlet, outlet_kind, lang, url, text
claims     the claim record (`model.record`)
events     event, type, family, place, place_key, country, lat, lon, radius_km, when (or dates) {start, end, inferred} or None,
           actor, target, reports [{doc, start, end, claim}], standing, independent_sources, killed {low, high} or None,
           figures, grade, origins, because; `as_of` (a day, or None for all that is known now)
control    periods: place, key, country, lat, lon, from, to, holder, status, probability, claims; `as_of` as above
evidence   what one claim says of a place: key, claim, day, party, holds, contested, voice, origin
sources    name, kind, side, reliability, claims, confirmed, refuted, because
towns      name, lat, lon, population: labels for orientation only
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model.control import Answer, Evidence, Period
from ..model.document import Document
from ..model.event import Event, Figure, Origin
from ..model.record import plain

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PictureData:
    """All rows of one picture. `made` is the day of the latest report taken in (ISO 8601), not the clock's; `origin` names
    version and configuration. Only `documents` and `claims` must be there; what is missing is not shown."""

    title: str
    documents: tuple[Row, ...]
    claims: tuple[Row, ...]
    events: tuple[Row, ...] = ()
    control: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()
    evidence: tuple[Row, ...] = ()
    towns: tuple[Row, ...] = ()
    made: str = ""
    origin: str = ""


def document_row(document: Document) -> Row:
    """A Document with its key."""
    return {**plain(document), "key": document.key}


def period_row(period: Period, as_of: str | None = None) -> Row:
    """A Period as `reportedly control --history --json` prints it."""
    return {"place": period.name, "key": period.place, "country": period.country, "lat": period.lat, "lon": period.lon,
            "from": period.start, "to": period.end, "holder": period.holder, "status": period.status,
            "probability": period.probability, "claims": list(period.claims), "as_of": as_of}


def answer_row(answer: Answer) -> Row:
    """An Answer as `reportedly control --on DAY --json` prints it."""
    return {"place": answer.name, "key": answer.place, "country": answer.country, "lat": answer.lat, "lon": answer.lon,
            "day": answer.day, "as_of": answer.as_of, "holder": answer.holder, "status": answer.status,
            "probability": answer.probability, "probabilities": dict(answer.probabilities), "claims": list(answer.claims),
            "because": answer.because}


def evidence_row(evidence: Evidence, party: str | None = None) -> Row:
    """What one claim says of who holds a place; `party` is the side's name as control rows have it, where the key differs."""
    row: Row = plain(evidence)
    return {**row, "key": row.pop("place"), "party": party or evidence.party}


def event_row(event: Event, as_of: str | None = None) -> Row:
    """An Event as `reportedly events --json` prints it; `killed` has low and high, as the claim guide ranges words."""
    killed = {"low": event.killed[0], "best": event.killed[1], "high": event.killed[2]} if event.killed else None
    return {"event": event.id, "type": event.type, "family": event.family, "place": event.place, "place_key": event.place_key,
            "country": event.country, "lat": event.lat, "lon": event.lon, "radius_km": event.radius_km, "when": plain(event.when),
            "actor": list(event.actor), "target": list(event.target),
            "reports": [{"doc": r.publication.id, "start": r.claim.start, "end": r.claim.end, "claim": r.claim.id,
                         "date": r.publication.day} for r in event.reports],
            "standing": event.standing, "independent_sources": event.independent_sources, "killed": killed,
            "figures": [_figure(f) for f in event.figures], "grade": _grade(event), "origins": [_origin(o) for o in event.origins],
            "because": list(event.because), "as_of": as_of}


def _grade(event: Event) -> Row | None:
    return {"code": event.grade.code, **plain(event.grade)} if event.grade else None


def _figure(figure: Figure) -> Row:
    row: Row = plain(figure)
    return row


def _origin(origin: Origin) -> Row:
    row: Row = plain(origin)
    return row
