"""Rows of plain values, as `--json` prints them and the scorers read them."""
from __future__ import annotations

from typing import Any

from ..model.control import Answer, Period
from ..model.event import Event


def period_row(p: Period) -> dict[str, Any]:
    """A period of a place's history: days `from` to `to`, both included."""
    return {"place": p.name, "country": p.country, "lat": p.lat, "lon": p.lon, "from": p.start, "to": p.end, "holder": p.holder,
            "status": p.status, "probability": p.probability, "claims": list(p.claims)}


def answer_row(a: Answer) -> dict[str, Any]:
    """The answer for one place and day."""
    return {"place": a.name, "country": a.country, "lat": a.lat, "lon": a.lon, "day": a.day, "as_of": a.as_of or a.day,
            "holder": a.holder, "status": a.status, "probability": a.probability, "probabilities": dict(a.probabilities),
            "because": a.because, "claims": list(a.claims)}


def event_row(e: Event) -> dict[str, Any]:
    """One event with its reports, standing, independent sources and killed range."""
    killed = {"low": e.killed[0], "best": e.killed[1], "high": e.killed[2]} if e.killed else None
    return {
        "event": e.id, "type": e.type, "place": e.place, "country": e.country, "lat": e.lat, "lon": e.lon, "radius_km": e.radius_km,
        "dates": {"start": e.when.start, "end": e.when.end, "inferred": e.when.inferred} if e.when else None,
        "actor": list(e.actor), "target": list(e.target),
        "reports": [{"doc": r.publication.id, "start": r.claim.start, "end": r.claim.end, "claim": r.claim.id, "type": r.claim.type}
                    for r in e.reports],
        "standing": e.standing, "independent_sources": e.independent_sources, "sources": [o.name for o in e.origins],
        "killed": killed,
        "figures": [{"what": f.what, "low": f.low, "high": f.high, "claimant": f.claimant, "whose": f.whose, "status": f.status}
                    for f in e.figures],
        "grade": e.grade.code if e.grade else None, "grade_because": e.grade.because if e.grade else None,
        "because": list(e.because)}
