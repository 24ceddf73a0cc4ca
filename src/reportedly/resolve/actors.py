"""Actors and sources: who is meant, in the fullest form that the document has, with kind, side and country."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..model.claim import Claim, Mention, Reading
from ..model.document import Document
from ..model.reference import Actor, Source
from .cast import Cast, make_cast
from .references import linker
from .salience import Link
from .sources import source_resolver


@dataclass(frozen=True, slots=True)
class Who:
    """Answers for one document. `actor` gives None where a mention stands for nobody that can be named."""

    actor: Callable[[Mention, Claim], Actor | None]
    sources: Callable[[Claim], tuple[Source, ...]]


def actor_resolver(document: Document, reading: Reading) -> Who:
    """Link the mentions of a document once (aliases, short forms, pronouns); the functions it gives answer for each claim."""
    cast = make_cast(document, reading)
    link = linker(document, reading, cast)
    sources = source_resolver(document, reading, cast, link)

    def actor(mention: Mention, claim: Claim) -> Actor | None:
        found = link(mention, claim)
        if found and found.rule == "speaker":
            return _speaker(mention, sources(claim), cast, singular=found.kind == "person")
        return _actor(mention, found) if found else None

    return Who(actor, sources)


def _actor(m: Mention, found: Link) -> Actor:
    member = found.member
    return Actor(found.name, m.start, m.end, member.id if member else "", found.kind, found.country, round(found.probability, 4), found.candidates)


def _speaker(m: Mention, chain: tuple[Source, ...], cast: Cast, singular: bool) -> Actor | None:
    """The side of whoever speaks for "we" and "our", the speaker for "I"; None in a text that has no speaker."""
    if not chain:
        return None
    last = chain[-1]
    name = last.name if singular else last.side or last.name
    member = cast.find(name) if name else None
    if not name:
        return None
    return Actor(name, m.start, m.end, member.id if member else "", member.kind if member else "", member.country if member else "", 0.8)
