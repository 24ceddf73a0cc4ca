"""Counts: how many, of what, at least or at most, as the claim guide has them."""
from __future__ import annotations

from collections.abc import Callable

from ..model.claim import Count
from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .candidate import Candidate

CountsOf = Callable[[Candidate], tuple[Count, ...]]


def quantities(parsed: Parsed, kind_of: KindOf) -> CountsOf:
    """Spot a document's quantities once; the function it gives answers for each candidate."""
    return lambda candidate: ()
