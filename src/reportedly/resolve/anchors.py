"""Times that hang on another happening: "two days after the fall of Herat" is counted from the document's own dated claim of it.

Where the document tells no such day, or several, the time stays untold (cf. event anchors of ISO-TimeML's TLINKs).
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model.claim import Claim, Span
from ..model.reference import Resolution, When
from .calendar import lexicon
from .times import normalise

HANGING = re.compile(r"(.{0,40}?\b(?:minute|hour|day|night|week|month|year)s?)\s+(after|before)\s+(.{1,200})", re.I | re.S)
VAGUE = re.compile(r"\b(?:less|more|fewer|within|under|over|nearly|almost|barely|just)\b", re.I)
NAME = re.compile(r"(?<![.!?]\s)\b[A-Z][\w'’-]{2,30}")


def anchored(claims: Sequence[Claim], found: Sequence[Resolution], published: str | None, times: Sequence[Span] = ()) -> list[Resolution]:
    """The resolutions, with a time for claims whose words count from another claim with one certain day, and for claims from which
    another's day is counted: in "retook it on Tuesday, six days after it fell" also the fall has a day. `times` are all that the
    document tells."""
    counted = [replace(r, when=when) if r.when is None and (when := _counted(c, claims, found, published)) else r
               for c, r in zip(claims, found, strict=True)]
    spans = [(s, m) for s in times if (m := HANGING.match(s.text)) and not VAGUE.search(m[1])]
    return [replace(r, when=when) if r.when is None and not c.time and (when := _counted_back(c, claims, counted, published, spans)) else r
            for c, r in zip(claims, counted, strict=True)]


def _counted_back(claim: Claim, claims: Sequence[Claim], found: Sequence[Resolution], published: str | None,
                  spans: Sequence[tuple[Span, re.Match[str]]]) -> When | None:
    """The day of a claim that words like "six days after it fell" tell of, from the day of what is told to have happened then."""
    inside = next(((s, m) for s, m in spans if s.start + m.start(3) <= claim.trigger.start < s.end), None)
    if inside is None:
        return None
    span, m = inside
    mates = [(c, r.when) for c, r in zip(claims, found, strict=True) if c.start == claim.start and r.when and r.when.start == r.when.end
             and c.factuality == "certain" and not span.start <= c.trigger.start < span.end]
    if not mates:
        return None
    then = max(mates, key=lambda x: (x[0].trigger.start < span.start, x[0].trigger.start))
    words = f"{m[1]} {'earlier' if m[2].lower() == 'after' else 'later'}"
    when = normalise(replace(span, text=words), published, "past", (then[1],))
    return replace(when, text=span.text) if when and not (published and when.start > published) else None


def _counted(claim: Claim, claims: Sequence[Claim], found: Sequence[Resolution], published: str | None) -> When | None:
    m = HANGING.match(claim.time.text) if claim.time else None
    if not m or claim.time is None or VAGUE.search(m[1]):
        return None
    days = {r.when.start: r.when for c, r in zip(claims, found, strict=True) if c.id != claim.id and r.when
            and r.when.start == r.when.end and c.factuality == "certain" and _told_of(c, m[3])}
    if len(days) != 1:
        return None
    later = "later" if m[2].lower() == "after" else "earlier"
    when = normalise(replace(claim.time, text=f"{m[1]} {later}"), published, "past", tuple(days.values()))
    return replace(when, text=claim.time.text) if when and not (published and when.start > published) else None


def _told_of(claim: Claim, words: str) -> bool:
    """Whether `words` ("the fall of Herat", "it lost the town") may tell of the claim: a word for its type, and no other name."""
    types = {t for w in re.findall(r"[\w-]+", words.lower()) for t in lexicon()["anchor"].get(w, "").split()}
    if claim.type not in types:
        return False
    mine = " ".join([claim.place.text if claim.place else "", *(m.name or m.text for m in (*claim.actor, *claim.target))]).lower()
    return all(name.lower() in mine for name in NAME.findall(words))
