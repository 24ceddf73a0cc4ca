"""Told: one event of somebody else's data set, and how it becomes a document with one claim.

The document's text is what the row says: a line on who, what, whom, where and when, then the data set's own words, then the rest of the
cells. So every field of the claim has its characters, as in a report.
"""
from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ...model.claim import Claim, Count, Mention, PlaceMention, Reason, SourceMention, Span, claim_id
from ...model.document import Document
from ...model.reference import Actor, Place, Resolution, Source, When

Pair = tuple[Claim, Resolution]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as the row names it; `kind` and `country` as in `model.reference.Actor`, where the row tells."""

    name: str
    kind: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the row gives it: a point with a radius (kilometres) or neither; `country` ISO alpha-2 or a name that `run` knows."""

    name: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    radius_km: float | None = None
    feature: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One event. `id` is the data set's own ("acled:ABC1"), `version` sorts later versions of one id after earlier ones; `published` and
    `outlet` are the document's; `words` what the cell calls the type, `text` the row's own words; `source` runs from the outermost
    inwards; `cells` are further columns to be kept; `days` start and end, or None."""

    id: str
    type: str
    words: str
    outlet: str
    version: str = ""
    published: str | None = None
    actor: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    place: Spot | None = None
    days: tuple[str, str] | None = None
    granularity: str = "day"
    source: tuple[Source, ...] = ()
    counts: tuple[tuple[str, str, int | None, int | None, str], ...] = ()
    text: str = ""
    title: str = ""
    url: str = ""
    licence: str = ""
    factuality: str = "certain"
    verification: str | None = None
    probability: float = 1.0
    cells: tuple[tuple[str, str], ...] = ()
    rules: tuple[Reason, ...] = field(default=())


class _Page:
    """A text as it is written down, piece by piece."""

    def __init__(self) -> None:
        self.text = ""

    def put(self, words: str) -> Span:
        span = Span(len(self.text), len(self.text) + len(words), words)
        self.text += words
        return span

    def list(self, words: Iterable[str], between: str = ", ") -> list[Span]:
        out = []
        for n, w in enumerate(words):
            if n:
                self.put(between)
            out.append(self.put(w))
        return out


def _clean(words: str) -> str:
    return " ".join(words.split())


def document_and_claim(told: Told, outlet_kind: str = "ngo") -> tuple[Document, Pair]:
    """The Document of a row and its one claim with what its mentions refer to. `claim.id` follows from the document's key."""
    page = _Page()
    trigger = page.put(_clean(told.words) or told.type)
    actor, target, place, when = _summary(page, told)
    page.put(".")
    if told.text.strip():
        page.put("\n")
        page.put(_clean(told.text))
    end = len(page.text)
    source = _sources(page, told)
    counts = _counts(page, told)
    for label, value in told.cells:
        if value.strip():
            page.put(f"\n{label}: {_clean(value)}")
    document = Document(told.id, page.text, told.published, _clean(told.title), told.url, told.outlet, outlet_kind, "en", told.licence)
    key = document.key
    made = Claim(
        claim_id(key, trigger.start, trigger.end, told.type), key, document.id, 0, end, page.text[:end], trigger, told.type, actor, target,
        place, when, tuple(SourceMention(m, c) for m, c in source), told.factuality, told.verification, counts,
            probability=told.probability,
        because=(*told.rules, Reason("type", "table", _clean(told.words))), origin="")
    return document, (made, _resolution(told, made))


def _summary(page: _Page, told: Told) -> tuple[tuple[Mention, ...], tuple[Mention, ...], PlaceMention | None, Span | None]:
    """", " who " – " whom ", at " where ", " when: only what the row has."""
    actor: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    place, when = None, None
    if told.actor:
        page.put(": ")
        actor = tuple(_mention(s) for s in page.list(_clean(p.name) for p in told.actor))
    if told.target:
        page.put(" – " if told.actor else ": – ")
        target = tuple(_mention(s) for s in page.list(_clean(p.name) for p in told.target))
    if told.place and told.place.name:
        page.put("; ")
        span = page.put(_clean(told.place.name))
        place = PlaceMention(span.start, span.end, span.text, None, (), told.place.feature)
    if told.days:
        page.put("; ")
        start, end = told.days
        when = page.put(start if start == end else f"{start} to {end}")
    return actor, target, place, when


def _mention(span: Span) -> Mention:
    return Mention(span.start, span.end, span.text, (span.text.split() or [""])[-1].lower(), "name", 0, span.text)


def _sources(page: _Page, told: Told) -> list[tuple[Mention | None, Span]]:
    out: list[tuple[Mention | None, Span]] = []
    for n, s in enumerate(told.source):
        page.put("\n" if not n else "; ")
        cue = page.put("source: " if not n else "after ")
        out.append((_mention(page.put(_clean(s.name))) if s.name else None, replace(cue, text=cue.text.strip(), end=cue.end - 1)))
    return out


def _counts(page: _Page, told: Told) -> tuple[Count, ...]:
    out = []
    for n, (what, who, low, high, words) in enumerate(told.counts):
        page.put("\n" if not n else "; ")
        span = page.put(words)
        out.append(Count(what, who, low, high, words, span.start, span.end))
    return tuple(out)


def _resolution(told: Told, made: Claim) -> Resolution:
    def actors(parties: tuple[Party, ...], mentions: tuple[Mention, ...]) -> tuple[Actor, ...]:
        return tuple(Actor(_clean(p.name), m.start, m.end, kind=p.kind, country=p.country) for p, m in zip(parties, mentions, strict=True))

    place = when = None
    if told.place and made.place:
        s = told.place
        known = s.lat is not None and s.lon is not None and s.radius_km is not None
        place = Place(_clean(s.name), made.place.start, made.place.end, s.country or None, s.lat if known else None,
            s.lon if known else None,
                      s.radius_km if known else None, feature=s.feature, precision=s.precision if known else None, how=s.how)
    if told.days and made.time:
        when = When(told.days[0], told.days[1], made.time.text, made.time.start, made.time.end, told.granularity, "absolute",
                    told.days[0] if told.days[0] == told.days[1] else "/".join(told.days), rule="table")
    source = tuple(replace(s, name=_clean(s.name), start=m.mention.start if m.mention else -1, end=m.mention.end if m.mention else -1)
                   for s, m in zip(told.source, made.source, strict=True))
    return Resolution(made.id, actors(told.actor, made.actor), actors(told.target, made.target), place, when, source)


def spread(day: str, before: int, after: int) -> tuple[str, str]:
    """The days from `before` days before an ISO day to `after` days after it."""
    from datetime import date, timedelta
    middle = date.fromisoformat(day)
    return (middle - timedelta(before)).isoformat(), (middle + timedelta(after)).isoformat()


def month_of(day: str) -> tuple[str, str]:
    """The first and last day of an ISO day's month."""
    from calendar import monthrange
    return f"{day[:7]}-01", f"{day[:7]}-{monthrange(int(day[:4]), int(day[5:7]))[1]:02d}"


def number(value: object) -> float | None:
    """A cell as a number, or None where it is none."""
    try:
        found = float(str(value).strip())
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def point(row: Mapping[str, str], lat: str, lon: str) -> tuple[float | None, float | None]:
    """Latitude and longitude of a row; neither where one is missing or impossible."""
    y, x = number(row.get(lat)), number(row.get(lon))
    return (y, x) if y is not None and x is not None and -90 <= y <= 90 and -180 <= x <= 180 and (y, x) != (0.0, 0.0) else (None, None)
