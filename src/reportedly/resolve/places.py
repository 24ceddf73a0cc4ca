"""Places: from words to a point and a radius, chosen among the gazetteer's candidates."""
from __future__ import annotations

from collections.abc import Callable

from ..model.claim import PlaceMention, Reading
from ..model.document import Document
from ..model.reference import Place

ResolvePlace = Callable[[PlaceMention], Place | None]


def place_resolver(document: Document, reading: Reading) -> ResolvePlace:
    """Choose once for all names of a document; the function it gives answers for each mention."""
    return lambda mention: Place(mention.text, mention.start, mention.end, relation=mention.relation)
