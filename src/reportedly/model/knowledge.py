"""What `extract` may ask of `resolve`: the type of the function that `run` hands over."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What the gazetteer and the registry know of a name by itself.

    `place` is the prior (0 to 1) that the name is a place; `feature` its commonest feature class (city, country, river …);
    `actor` the registry's kind (state, government, military, police, rebel, coalition, igo, ngo, media, party) or ""; `country`
    ISO 3166 alpha-2 or ""; `demonym` True for "Afghan", "Syrians".
    """

    place: float = 0.0
    feature: str = ""
    actor: str = ""
    country: str = ""
    demonym: bool = False


KindOf = Callable[[str], Kind]


@dataclass(frozen=True, slots=True)
class World:
    """What is known of nations and actors beyond the reports, for `assess` to ask.

    `nation` gives the ISO alpha-2 code of a country's name, demonym or seat of government ("" for other words); `role` what the actor
    with a registry key was on a day (ISO 8601): government, rebel …, "" where that is not known; `names` all names that it goes by.
    """

    nation: Callable[[str], str]
    role: Callable[[str, str], str]
    names: Callable[[str], tuple[str, ...]] = lambda _: ()
