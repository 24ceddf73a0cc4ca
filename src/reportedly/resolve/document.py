"""Resolve every claim of a document: who, where, when, and whether it is history."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from ..model.claim import Claim, Mention, PlaceMention, Reading
from ..model.codebook import family_of
from ..model.document import Document
from ..model.reference import Actor, Resolution, When
from .actors import Who, actor_resolver
from .addressees import addressed
from .anchors import anchored
from .awaited import aimed_at
from .places import ResolvePlace, place_resolver
from .scene import set_scenes
from .scene_board import Stage, key
from .times import published_on, when_under_labels

VERSION = "1"
HISTORY_DAYS = 30


Number = Callable[[Sequence[Claim], Sequence[Resolution], str | None], Sequence[int]]


def resolve(document: Document, reading: Reading, number: Number) -> tuple[Resolution, ...]:
    """One Resolution for each claim of `reading`, in order.

    `number` tells which claims of the document are about one happening (claims, resolutions and the day of publication
    to numbers): a place told once carries over to the others.
    """
    place_of = place_resolver(document, reading)
    who = actor_resolver(document, reading, ground(reading.claims, place_of))
    published = published_on(document.date, reading.dateline_date)
    when_of = when_under_labels(reading.times, reading.days, published)
    out = [_one(published, claim, when_of(claim.time, claim.tense) if claim.time else None, place_of, who) for claim in reading.claims]
    out = [replace(r, background=is_history(r.when, published)) for r in anchored(reading.claims, out, published, reading.times)]
    out = list(addressed(reading.claims, aimed_at(reading.claims, out, document.text), reading.mentions, document.text, who.actors))
    numbers = number(reading.claims, out, published)
    told_places = tuple(p for m in reading.places if (p := place_of(m)))
    numbered = tuple(replace(r, event=n) for r, n in zip(out, numbers, strict=True))
    headed = tuple((p, s.until) for s in reading.scenes if (p := place_of(s.place)))
    filed = place_of(PlaceMention(0, 0, reading.dateline_place)) if reading.dateline_place else None
    return set_scenes(Stage(reading.claims, numbered, (*told_places, *(p for p, _ in headed)), filed, document.text,
                            tuple((p.start, until, key(p)) for p, until in headed), reading.items, document.title))


def ground(claims: Sequence[Claim], place_of: ResolvePlace) -> list[str]:
    """The countries in which a document's violence and changes of territory took place, one for each claim; of all claims where it
    tells none."""
    told = [(family_of(c.type), p.country) for c in claims if c.place and (p := place_of(c.place)) and p.country]
    return [iso for family, iso in told if family in ("territory", "violence")] or [iso for _, iso in told]


def _one(published: str | None, claim: Claim, when: When | None, place_of: ResolvePlace, who: Who) -> Resolution:
    return Resolution(
        claim.id, _named(claim.actor, claim, who), _named(claim.target, claim, who),
        place_of(claim.place) if claim.place else None, when, who.sources(claim),
        is_history(when, published), origin=f"resolve-{VERSION}")


def _named(mentions: tuple[Mention, ...], claim: Claim, who: Who) -> tuple[Actor, ...]:
    found = [a for m in mentions for a in who.actors(m, claim)]
    return tuple(a for i, a in enumerate(found) if a.name not in {b.name for b in found[:i]})


def is_history(when: When | None, published: str | None) -> bool:
    """Whether the whole span ends more than thirty days before publication."""
    if not when or not published:
        return False
    return (date.fromisoformat(published) - date.fromisoformat(when.end)).days > HISTORY_DAYS
