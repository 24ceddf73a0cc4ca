"""Nouns for somebody told before in other words: "the assailants" for "hired killers", "the businessman" for the man so described."""
from __future__ import annotations

import re

from ..model.claim import Mention
from .cast import Cast, Member
from .nouns import noun_kind, phrase, plural, singular
from .registry import key
from .salience import Link, Referent, recent
from .titles import is_office

SAME_BAND = 8
"""Sentences: how far back "the attackers" may look for those who attacked."""
CLASSES = ("attackers", "rebel")
GROUPS = frozenset(("group", "organization", "organisation", "movement", "faction", "band", "cell"))
BODIES = frozenset(("wing", "arm", "faction", "group", "militia", "movement", "party", "branch", "brigade", "agency", "force"))
NAMED_NEXT = re.compile(r",\s+(?:known as\s+|called\s+)?(?:the\s+)?")
AGE = re.compile(r"\b\d{1,3}-?\s?year-?\s?old\b", re.I)


def same_band(m: Mention, at: int, referents: list[Referent], alike: bool = False) -> Link | None:
    """"the assailants", "the rebels" where no side is named: those whom nouns of the same class meant last, in their first words.

    With `alike` only those who were called by the same noun ("the paid killers" for "hired killers").
    """
    kind = noun_kind().get(singular(m.head), "")
    if kind not in CLASSES or not plural(m) or m.name or m.country or m.of:
        return None
    for r in recent(referents, m.start, at, SAME_BAND):
        told = key(r.link.name).split()
        if r.link.member or r.link.kind != kind or r.number != 2 or r.link.more or r.link.country or not told:
            continue
        if not alike or (len(told) > 1 and _one(told[-1]) == _one(m.head.lower())):
            return r.link
    return None


def _one(noun: str) -> str:
    """"gunmen" and "gunman" alike."""
    return noun.replace("men", "man").removesuffix("s")


def several_bands(m: Mention) -> bool:
    """"rebel groups", "guerrilla organizations": more than one band, so not the one that is named."""
    return plural(m) and bool({singular(m.head), m.head.lower().removesuffix("s")} & GROUPS)


def described(m: Mention, cast: Cast) -> Member | None:
    """The one person whom the document calls by a noun ("businessman Pedro Berrocal", "John Okello, a priest") for "the businessman"."""
    head = m.head.lower()
    told = key(AGE.sub("", phrase(m)))
    if plural(m) or is_office(head) or told != head or noun_kind().get(singular(head)) != "civilians" or not cast.persons:
        return None
    found = [x for x in cast.persons if any(_called(head, form, cast.text, m.start) for form in x.forms)]
    return found[0] if len(found) == 1 else None


def _called(head: str, form: str, text: str, stop: int) -> bool:
    """Whether a noun stands right before a name, or after it as "…, a priest", before character `stop`."""
    at = text.find(form, 0, stop)
    while at >= 0:
        before, after = text[max(0, at - len(head) - 2):at].lower(), text[at + len(form):at + len(form) + 60].lower()
        if before.strip(" ,") == head or re.match(rf"\s*,\s+(?:an?|the|\d+-year-old)\s+(?:[\w-]+\s+){{0,3}}{re.escape(head)}\b", after):
            return True
        at = text.find(form, at + 1, stop)
    return False


def body_after(m: Mention, cast: Cast) -> Member | None:
    """The body that is named right behind a noun for one: "its armed wing, the Qassam Brigades,"."""
    gap = NAMED_NEXT.match(cast.text, m.end) if m.head.lower() in BODIES and not m.name and not plural(m) else None
    if gap is None:
        return None
    at = gap.end()
    named = ((len(f), x) for x in cast.members if x.kind not in ("person", "state", "place") for f in x.forms
             if cast.text.startswith(f, at) and cast.text[at + len(f):at + len(f) + 1] in (",", ".", ";", ")"))
    return max(named, key=lambda pair: pair[0], default=(0, None))[1]
