"""The claim record: the join of a Claim and its Resolution, with the field names of the claim guide."""
from __future__ import annotations

from typing import Any

from .claim import Claim, Count, SourceMention
from .reference import Actor, Candidate, Place, Resolution, Source, When


def record(claim: Claim, found: Resolution) -> dict[str, Any]:
    """One claim as `--json` prints it: plain values only. Offsets are characters into the document's text."""
    return {
        "doc": claim.doc, "id": claim.id, "sentence": claim.sentence, "start": claim.start, "end": claim.end,
        "trigger": claim.trigger.text, "type": claim.type, "event": found.event,
        "actor": [a.name for a in found.actor], "target": [a.name for a in found.target],
        "place": _place(found.place), "when": _when(found.when),
        "source": [{"name": s.name, "kind": s.kind, "side": s.side} for s in found.source],
        "factuality": claim.factuality, "verification": claim.verification, "background": found.background,
        "counts": [_count(c) for c in claim.counts],
        "probability": round(claim.probability * found.probability, 4),
        "spans": {
            "trigger": [claim.trigger.start, claim.trigger.end],
            "actor": [[m.start, m.end] for m in claim.actor], "target": [[m.start, m.end] for m in claim.target],
            "place": [claim.place.start, claim.place.end] if claim.place else None,
            "when": [claim.time.start, claim.time.end] if claim.time else None,
            "source": [_source_span(s) for s in claim.source]},
        "candidates": {
            "actor": [_actor(a) for a in found.actor], "target": [_actor(a) for a in found.target],
            "place": [_candidate(c) for c in found.place.candidates] if found.place else [],
            "when": [{"start": w.start, "end": w.end, "probability": w.probability, "rule": w.rule}
                     for w in (found.when,) if w]},
        "because": [{"field": r.field, "rule": r.rule, "text": r.text} for r in (*claim.because, *found.because)],
        "document": claim.document, "origin": f"{claim.origin} {found.origin}",
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if not place:
        return None
    relation = place.relation
    return {
        "name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon,
        "relation": {"direction": relation.direction, "distance_km": relation.distance_km, "text": relation.text,
                     "kind": relation.kind} if relation else None,
        "radius_km": place.radius_km, "feature": place.feature, "precision": place.precision,
        "probability": round(place.probability, 4), "id": place.id, "how": place.how, "geometry": place.geometry}


def _when(when: When | None) -> dict[str, Any] | None:
    if not when:
        return None
    return {"start": when.start, "end": when.end, "text": when.text, "granularity": when.granularity,
            "anchor": when.anchor, "edtf": when.edtf, "timex": when.timex}


def _count(count: Count) -> dict[str, Any]:
    return {"what": count.what, "who": count.who, "low": count.low, "high": count.high, "text": count.text,
            "start": count.start, "end": count.end}


def _source_span(source: SourceMention) -> list[int]:
    where = source.mention or source.cue
    return [where.start, where.end, source.cue.start, source.cue.end]


def _candidate(c: Candidate) -> dict[str, Any]:
    return {"name": c.name, "probability": round(c.probability, 4), "id": c.id, "country": c.country, "lat": c.lat, "lon": c.lon}


def _actor(a: Actor) -> dict[str, Any]:
    return {"name": a.name, "id": a.id, "kind": a.kind, "country": a.country, "probability": round(a.probability, 4),
            "others": [_candidate(c) for c in a.candidates]}


def source_text(source: Source) -> str:
    """"Ashraf Nadeem (party, Northern Alliance)" for tables and stories."""
    about = ", ".join(x for x in (source.kind, source.side if source.side != source.name else "") if x)
    return f"{source.name} ({about})" if source.name else about
