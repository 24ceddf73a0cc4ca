"""Attribution: who says so. From the outermost named source inwards."""
from __future__ import annotations

from collections.abc import Callable

from ..model.claim import Reason, SourceMention
from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .candidate import Candidate

SourcesOf = Callable[[Candidate], tuple[tuple[SourceMention, ...], tuple[Reason, ...]]]


def attribution(parsed: Parsed, kind_of: KindOf) -> SourcesOf:
    """Work out speakers and quotations of a document once; the function it gives answers for each candidate."""
    return lambda candidate: ((), ())
