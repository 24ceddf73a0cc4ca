"""What gazetteer and registry know of a name by itself, for `extract` to ask through `run`."""
from __future__ import annotations

from dataclasses import replace

from ..model.knowledge import Kind
from .actor_kind import actor_kind
from .gazetteer.prior import place_kind


def kind_of(name: str) -> Kind:
    """Kind of `name`, which may be a word or a phrase in any case. An unknown name gets an empty Kind."""
    place, actor = place_kind(name), actor_kind(name)
    if not actor.actor and not actor.country:
        return place
    return replace(place, actor=actor.actor, country=actor.country or place.country, demonym=actor.demonym or place.demonym)
