"""The claim record: the join of a Claim and its Resolution, with the field names and values of the claim guide.

`reportedly schema` prints the JSON Schema of `Record`, made from these classes.
"""
from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from .claim import Claim, Count, Reason, SourceMention
from .reference import Actor, Candidate, Place, Resolution, Source, When

Chars = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RecordRelation:
    """Where the text places the event relative to the named place."""

    direction: str | None
    distance_km: float | None
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """The most specific named place where it happened, with point *and* radius, or neither; `precision` as ACLED's 1 to 3."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    relation: RecordRelation | None
    radius_km: float | None
    feature: str
    precision: int | None
    probability: float
    id: str
    how: str
    geometry: str
    ucdp_precision: int | None


@dataclass(frozen=True, slots=True)
class RecordWhen:
    """The days within which it happened, both included; `text` as written; `edtf` ISO 8601-2, `timex` a TIMEX3 value;
    `acled_precision` and `ucdp_precision` follow from how many days they are."""

    start: str
    end: str
    text: str
    granularity: str
    anchor: str
    edtf: str
    timex: str
    acled_precision: int | None
    ucdp_precision: int | None


@dataclass(frozen=True, slots=True)
class RecordSource:
    """Who says so, and for which side."""

    name: str
    kind: str
    side: str


@dataclass(frozen=True, slots=True)
class RecordCount:
    """How many of what; `high` is null for "at least"; `start`, `end` are the characters of `text`."""

    what: str
    who: str
    low: int | None
    high: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spans:
    """Characters of the document's text behind each field: pairs of start and end; for a source also those of its cue."""

    trigger: Chars
    actor: tuple[Chars, ...]
    target: tuple[Chars, ...]
    place: Chars | None
    when: Chars | None
    source: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class ActorCandidates:
    """Whom an actor's mention may mean: the choice with its probability, and the others."""

    name: str
    id: str
    kind: str
    country: str
    probability: float
    others: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the mentions may refer to, with probabilities; the first place is the choice."""

    actor: tuple[ActorCandidates, ...]
    target: tuple[ActorCandidates, ...]
    place: tuple[Candidate, ...]
    when: tuple[RecordWhen, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One claim as `--json` prints it. The first fields are the claim guide's; `probability` is that all of it holds."""

    doc: str
    id: str
    sentence: str
    start: int
    end: int
    trigger: str
    type: str
    event: int
    actor: tuple[str, ...]
    target: tuple[str, ...]
    place: RecordPlace | None
    when: RecordWhen | None
    source: tuple[RecordSource, ...]
    factuality: str
    verification: str | None
    background: bool
    counts: tuple[RecordCount, ...]
    probability: float
    spans: Spans
    candidates: Candidates
    because: tuple[Reason, ...]
    document: str
    origin: str


def as_record(claim: Claim, found: Resolution) -> Record:
    """The join of a claim and its resolution."""
    place, when = _place(found.place), _when(found.when)
    return Record(
        claim.doc, claim.id, claim.sentence, claim.start, claim.end, claim.trigger.text, claim.type, found.event,
        tuple(a.name for a in found.actor), tuple(a.name for a in found.target), place, when,
        tuple(RecordSource(s.name, s.kind, s.side) for s in found.source), claim.factuality, claim.verification,
        found.background, tuple(_count(c) for c in claim.counts), round(claim.probability * found.probability, 4),
        Spans((claim.trigger.start, claim.trigger.end), tuple((m.start, m.end) for m in claim.actor),
              tuple((m.start, m.end) for m in claim.target), (claim.place.start, claim.place.end) if claim.place else None,
              (claim.time.start, claim.time.end) if claim.time else None, tuple(map(_source_span, claim.source))),
        Candidates(tuple(map(_actor, found.actor)), tuple(map(_actor, found.target)),
                   found.place.candidates if found.place else (), (when,) if when else ()),
        (*claim.because, *found.because), claim.document, f"{claim.origin} {found.origin}")


def record(claim: Claim, found: Resolution) -> dict[str, Any]:
    """The same as plain values (dicts, lists, texts, numbers), ready for any JSON writer."""
    out: dict[str, Any] = plain(as_record(claim, found))
    return out


def plain(value: Any) -> Any:
    """Slotted dataclasses to dicts and tuples to lists, all the way down."""
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value


def source_text(source: Source) -> str:
    """"Ashraf Nadeem (party, Northern Alliance)" for tables and stories."""
    about = ", ".join(x for x in (source.kind, source.side if source.side != source.name else "") if x)
    return f"{source.name} ({about})" if source.name else about


def _place(place: Place | None) -> RecordPlace | None:
    if not place:
        return None
    r = place.relation
    return RecordPlace(place.name, place.country, place.lat, place.lon,
                       RecordRelation(r.direction, r.distance_km, r.text, r.kind) if r else None, place.radius_km, place.feature,
                       place.precision, round(place.probability, 4), place.id, place.how, place.geometry, place.ucdp)


def _when(when: When | None) -> RecordWhen | None:
    if not when:
        return None
    return RecordWhen(when.start, when.end, when.text, when.granularity, when.anchor, when.edtf, when.timex,
                      *time_precisions(when.start, when.end))


def time_precisions(start: str, end: str) -> tuple[int | None, int | None]:
    """How exactly a span of days (ISO 8601, both included) tells one day: ACLED's `time_precision` (1 the day, 2 within a week, 3 within a
    month) and UCDP's `date_prec` (1 the day, 2 within six days, 3 the week, 4 the month, 5 the year); None for longer spans."""
    try:
        days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    except ValueError:
        return None, None
    if days < 1:
        return None, None
    return (next((n for most, n in ((1, 1), (7, 2), (31, 3)) if days <= most), None),
            next((n for most, n in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)) if days <= most), None))


def _count(c: Count) -> RecordCount:
    return RecordCount(c.what, c.who, c.low, c.high, c.text, c.start, c.end)


def _source_span(source: SourceMention) -> tuple[int, int, int, int]:
    where = source.mention or source.cue
    return (where.start, where.end, source.cue.start, source.cue.end)


def _actor(a: Actor) -> ActorCandidates:
    return ActorCandidates(a.name, a.id, a.kind, a.country, round(a.probability, 4), a.candidates)
