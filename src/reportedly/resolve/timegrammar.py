"""Patterns of the time rules, from data/times.toml."""
from __future__ import annotations

import re

from .calendar import lexicon


def _filled(pattern: str) -> str:
    """A pattern with the parts that its %names% stand for."""
    while "%" in pattern:
        pattern = re.sub("%([a-z]+)%", lambda m: str(lexicon()["part_of"][m[1]]), pattern)
    return pattern


PATTERNS = {name: re.compile(_filled(source)) for name, source in lexicon()["pattern"].items()}
