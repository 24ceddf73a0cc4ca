"""Time expressions as written, and which event each belongs to."""
from __future__ import annotations

from collections.abc import Callable

from ..model.claim import Span
from ..model.parsed import Parsed
from .candidate import Candidate

TimeOf = Callable[[Candidate], Span | None]


def times(parsed: Parsed) -> TimeOf:
    """Spot a document's time expressions once; the function it gives answers for each candidate, only from its own sentence."""
    return lambda candidate: None
