"""Officers of whom only a rank is told, and the armed sides that they may belong to."""
from __future__ import annotations

import re

from .cast import Cast

ARMED = frozenset(("rebel", "militia", "coalition", "criminal"))
RANK = re.compile(r"\b(?:gen|general|col|colonel|maj|major|lt|lieutenant|capt|captain|brig|brigadier|adm|admiral|commander|cmdr|marshal|"
                  r"sgt|sergeant)\b", re.I)
QUOTED = 300


def armed_before(at: int, cast: Cast) -> str:
    """The armed side named last before an officer who is given a rank and nothing else; not one that he is quoted on."""
    text, quoted = cast.text[:at], cast.text[at:at + QUOTED]
    named = [(max(text.rfind(f) for f in x.forms), x.name) for x in cast.members
             if x.kind in ARMED and not any(f in quoted for f in x.forms)]
    last = max(named, default=(-1, ""))
    return last[1] if last[0] >= 0 else ""
