"""Vague numbers: what "dozens" or "several" of a figure come to by the rules of those who code events (`codebook/vague.toml`)."""
from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from .rows import Row

Range = tuple[int, int | None]


def ranged(figure: Row, scheme: str) -> Range:
    """(low, high) of a figure ("text", "low", "high") by `scheme` (acled, ucdp): of its words where they are vague, else as it is told."""
    words = str(figure.get("text") or "").casefold()
    if not re.search(r"\d", words):
        for pattern, low, high in _words(scheme):
            if pattern.search(words):
                return low, high
    return figure["low"] or 0, figure.get("high")


@cache
def _words(scheme: str) -> tuple[tuple[re.Pattern[str], int, int], ...]:
    told = tomllib.loads((files(__package__) / "codebook" / "vague.toml").read_text("utf-8")).get(scheme, {})
    return tuple((re.compile(rf"\b{re.escape(word)}\b"), low, high) for word, (low, high) in told.items())
