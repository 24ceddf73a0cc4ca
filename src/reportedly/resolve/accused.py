"""Officials told of no country, beside a state that they blame: it is not theirs."""
from __future__ import annotations

import re

from ..model.claim import Claim, SourceMention
from ..model.reference import Source
from .cast import Cast, Member
from .owners import WORDS, owner_of
from .registry import country_of

FIGHTERS = re.compile(r"\b(?:rebels?|guerrillas?|insurgents?|militants?|militia|separatists?|opposition|army|military|troops|"
                      r"armed forces|navy|air force|joints? chiefs|general staff|(?:high|general) command|battalion|garrison)\b", re.I)
BLAMED = frozenset("bombing airstrike shelling attack kill injure abduct detain seize destroy enter".split())


def of_accused(s: SourceMention, found: Source, claim: Claim, cast: Cast) -> bool:
    """Whether an official told of no country got the one that this claim blames by name: "the ministry said that Israel bombed it"."""
    iso = country_of(found.side)
    if not iso or claim.type not in BLAMED or not landless(s, found, cast):
        return False
    return any(a.kind != "pronoun" and any(country_of(w) == iso for w in WORDS.findall(f"{a.country} {a.text}")) for a in claim.actor)


def landless(s: SourceMention, found: Source, cast: Cast) -> bool:
    """Whether nothing in the words for a civil official tells of a country or body."""
    m, member = s.mention, cast.find(found.name)
    if m is None or m.kind == "pronoun" or FIGHTERS.search(m.text) or (member and member.entry):
        return False
    lines = (f"{m.country} {m.text} {m.of}", *(cast.offices.get(member.name, ()) if member else ()))
    return not any(owner_of(x, cast, member or Member("", ())) for x in lines)
