"""Times: from words to days."""
from __future__ import annotations

from ..model.claim import Span
from ..model.reference import When


def normalise(span: Span, published: str | None, tense: str = "past", context: tuple[When, ...] = ()) -> When | None:
    """The days that `span` means, seen from the day of publication (ISO 8601 or None) and the tense of its clause.

    `context` holds the times already told in the document, latest last ("the next day"). None where it cannot be told.
    """
    return None
