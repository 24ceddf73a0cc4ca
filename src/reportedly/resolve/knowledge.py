"""What gazetteer and registry know of a name by itself, for `extract` to ask through `run`."""
from __future__ import annotations

from ..model.knowledge import Kind
from .gazetteer.prior import place_kind


def kind_of(name: str) -> Kind:
    """Kind of `name`, which may be a word or a phrase in any case. An unknown name gets an empty Kind."""
    return place_kind(name)
