"""Issuers: whose statement a text is that names no speaker, and for whom "we" stands in it."""
from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.claim import Mention
from .armed import RANK
from .cast import Cast, Member, is_person
from .monitored import bracketed
from .owners import owner_of
from .registry import Entry
from .sides import STATE, Sides, officer_side, side_name
from .titles import bare

CAPITALS = r"[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)+"
OPENING = re.compile(r"\W*(?:(?:[Tt]he|[A-Z][\w.-]*)\W+){0,7}")
ISSUED = re.compile(r"\b(?i:communiqu[eé]|bulletin|declaration|proclamation|press release|message)\b[^.,:]{0,20}?"
                    r"\b(?i:of|by|from|issued by)\s+"
                    r"(?i:the\s+)?((?:[A-Z][\w’'-]*\s+(?:(?:of|for|the|and)\s+)*){0,6}[A-Z][\w’'-]*)")
SIGNED = re.compile(r"[\[(]signed[\])][:,]?\s*(?:by\s+)?[\[(]?(?:the\s+)?", re.I)
ABOUT = re.compile(r"\b(?:in|on|for|about|to|from|of|against|with)\s+(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says "I", for whom "we" stands where a claim is, and whose "our forces" are if that is nobody named."""

    name: str
    side: str
    probability: float = 0.8
    forces: str = ""


def belongs(member: Member, m: Mention | None, cast: Cast, fights: Sides) -> str:
    """What a person speaks for: the body or state in an office, else the armed side named last before the person."""
    for line in ((m.text, m.of) if m else ()) + cast.offices.get(member.name, ()):
        if found := owner_of(line, cast, member):
            return side_of(found, cast)
    said = cast.offices.get(member.name, ())
    return officer_side(member, said, cast, fights) if any(RANK.search(x) for x in said) else ""


def side_of(owner: Member | Entry, cast: Cast) -> str:
    """A body's own name, or its country's where it is part of a state."""
    if owner.kind in STATE and owner.country:
        return side_name(owner.country, cast)
    return owner.name if isinstance(owner, Member) else owner.names[0]


def signatory(cast: Cast) -> Member | None:
    """Who signs a text: "[SIGNED] General Command of the FMLN", the first person or body named there."""
    mark = SIGNED.search(cast.text)
    line = re.split(r"\n\s*\n", cast.text[mark.end():mark.end() + 80])[0] if mark else ""
    named = [(at, -len(f), n) for n, x in enumerate(cast.members) if x.kind not in ("place", "media", "state", "") and "]" not in x.name
             for f in x.forms if (at := line.find(f)) >= 0]
    return cast.members[min(named)[2]] if named else None


def issuer(cast: Cast, title: str, fights: Sides) -> Voice | None:
    """Whose statement a text without speakers is: the person or body that its title names, else the first official that it names."""
    if signs := signatory(cast):
        return Voice(signs.name, side_of(signs, cast) if signs.kind != "person" else belongs(signs, None, cast, fights), 0.8)
    if (shown := bracketed(cast.text)) and (not (known := cast.find(shown)) or known.kind not in ("place", "media")):
        side = shown if not known else belongs(known, None, cast, fights) if known.kind == "person" else side_of(known, cast)
        return Voice(known.name if known else shown, side, 0.6)
    if made := ISSUED.search(title):
        known = cast.find(made[1]) or cast.find(made[1].title())
        if known and known.kind not in ("place", "media"):
            return Voice(known.name, side_of(known, cast) if known.kind != "person" else belongs(known, None, cast, fights), 0.6)
        if not known and not is_person(made[1]):
            return Voice(made[1], made[1], 0.5)
    for m in re.finditer(CAPITALS, title):
        shown = bare(m.group())
        holder = cast.find(shown) if shown != m.group() else None
        if holder and holder.kind == "person":
            return Voice(holder.name, belongs(holder, None, cast, fights), 0.6)
        if is_person(shown) and shown != m.group():
            found = owner_of(title, cast, Member(shown, ()))
            return Voice(shown, side_of(found, cast) if found else "", 0.6)
    opening = sorted((x for x in cast.members if x.first < 200 and OPENING.fullmatch(cast.text[:x.first])), key=lambda x: x.first)
    for x in opening:
        if ABOUT.search(cast.before(x.first)):
            continue
        if x.kind == "person":
            return Voice(x.name, belongs(x, None, cast, fights), 0.5)
        if x.kind in ("state", "coalition", "government", "military", "igo", "ngo"):
            return Voice(x.name, x.name, 0.5)
    rebels = [x for x in cast.members if x.kind == "rebel"]
    return Voice(rebels[0].name, rebels[0].name, 0.3) if len(rebels) == 1 and not opening else None
