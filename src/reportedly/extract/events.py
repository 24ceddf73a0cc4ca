"""Events: which words put forward which of the codebook's types, and who does it to whom."""
from __future__ import annotations

from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .candidate import Candidate


def candidates(parsed: Parsed, kind_of: KindOf) -> list[Candidate]:
    """Every candidate of a document in the order of the text."""
    return []
