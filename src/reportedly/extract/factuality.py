"""Factuality and verification: what the innermost source commits to, and what the report says of the claim itself."""
from __future__ import annotations

from dataclasses import dataclass

from ..model.claim import Reason, SourceMention
from ..model.parsed import Parsed
from .candidate import Candidate


@dataclass(frozen=True, slots=True)
class Standing:
    """`factuality` certain, probable, possible, denied or future; `verification` None, confirmed, unconfirmed or disputed."""

    factuality: str = "certain"
    verification: str | None = None
    tense: str = "past"
    because: tuple[Reason, ...] = ()


def standing(parsed: Parsed, candidate: Candidate, source: tuple[SourceMention, ...]) -> Standing:
    """The standing of one candidate, given who says so."""
    return Standing()
