"""Informants: what kind of source a name is, by its words, where a data set gives nothing but the name."""
from __future__ import annotations

import re
from collections.abc import Sequence

from .sheet import table


def kind_of_informant(name: str, sides: Sequence[str] = ()) -> tuple[str, str]:
    """(kind of source, side). One of the row's own sides speaks as a party; else the first kind of `data/informants.toml` with one of its
    words in the name; a bare name is unnamed's opposite and nobody's: an outlet."""
    low = name.lower()
    for side in sides:
        if side and (side.lower() in low or low in side.lower()):
            return "party", side
    for kind, words in table("informants")["kinds"].items():
        if re.search(rf"\b(?:{words})\b", low):
            return kind, ""
    return "media", ""
