"""Officers of whom only a rank is told, and the armed sides that they may belong to."""
from __future__ import annotations

import re

from .cast import Cast

ARMED = frozenset(("rebel", "militia", "coalition", "criminal"))
# "attorney general", "secretary-general", "the general assembly": a word that looks like a rank and is none.
CIVIL = "attorney secretary director consul solicitor governor comptroller prosecutor surgeon inspector auditor procurator advocate".split()
NO_RANK = re.compile(rf"\b({'|'.join(CIVIL)})[ -]general\b", re.I)
RANK = re.compile(rf"\b(?:gen|{''.join(f'(?<!{w}.)' for w in CIVIL)}general(?!\s+(?:assembly|secretary|secretariat|staff|command|"
                  r"manager|director|election|union|"
                  r"council|confederation|workers))|col|colonel|maj|major|lt|lieutenant|capt|captain|brig|brigadier|adm|admiral|commander|"
                  r"cmdr|marshal|sgt|sergeant)\b", re.I)
QUOTED = 300


def armed_before(at: int, cast: Cast) -> str:
    """The armed side named last before an officer who is given a rank and nothing else; not one that he is quoted on."""
    text, quoted = cast.text[:at], cast.text[at:at + QUOTED]
    named = [(max(text.rfind(f) for f in x.forms), x.name) for x in cast.members
             if x.kind in ARMED and x.kind != "criminal" and not any(f in quoted for f in x.forms)]
    last = max(named, default=(-1, ""))
    return last[1] if last[0] >= 0 else ""
