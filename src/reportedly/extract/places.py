"""Where, as written: the place phrase of each event, with its relation ("five kilometres from Bagram airport")."""
from __future__ import annotations

from collections.abc import Callable

from ..model.claim import PlaceMention
from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .candidate import Candidate

PlaceOf = Callable[[Candidate], PlaceMention | None]


def all_places(parsed: Parsed, kind_of: KindOf) -> tuple[PlaceMention, ...]:
    """Every place name of a document as written, in order."""
    return ()


def places(parsed: Parsed, kind_of: KindOf, every: tuple[PlaceMention, ...]) -> PlaceOf:
    """The function it gives answers for each candidate: its own place, not the nearest name; None where the sentence tells none."""
    return lambda candidate: None
