"""Antecedents: what later words may refer back to, and how likely each is.

Ranked by recency, place in the sentence and agreement in kind and number, the preferences of Lappin and Leass (1994) without syntax;
the probability of a choice is its share of the weight among all that agree.
"""
from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.reference import Candidate
from .cast import Member

FIRST = frozenset({"we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine", "myself"})
SINGLE_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
PERSON = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself"})
POSSESSIVE = frozenset({"his", "her", "hers", "their", "theirs", "its"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
NEUTER = frozenset({"it", "its", "itself"})
PRONOUNS = FIRST | PLURAL | PERSON | NEUTER | RELATIVE
OPEN = ("speaker", "enemy")
REACH = {"person": 4, "other": 2}


@dataclass(frozen=True, slots=True)
class Link:
    """The answer for one mention: the name to print, the member of the cast behind it (None for a bare noun), and how sure.

    Rule "speaker" leaves the name open: the mention is the first person, or goes back to it; rule "enemy" likewise, for the
    side against the speaker. `more` holds the others of a coordination ("they" for "A and B").
    """

    name: str
    member: Member | None = None
    kind: str = ""
    country: str = ""
    probability: float = 1.0
    candidates: tuple[Candidate, ...] = ()
    rule: str = ""
    more: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Referent:
    """A place in the text that later words may refer back to. `sort` is person, people, group, state or thing;
    `subject` (0 to 1.2) how much the place looks like a subject's."""

    start: int
    end: int
    sentence: int
    link: Link
    number: int
    sort: str
    subject: float


def recent(referents: list[Referent], start: int, sentence: int, reach: int) -> Iterator[Referent]:
    """Those that end before `start`, at most `reach` sentences back, the nearest first. `referents` are in order of their starts."""
    for k in range(bisect_left(referents, start, key=lambda r: r.start) - 1, -1, -1):
        r = referents[k]
        if sentence - r.sentence > reach:
            return
        if r.end <= start:
            yield r


def agreeing(word: str, referents: list[Referent], start: int, sentence: int) -> list[Referent]:
    """Those before `start` and within reach that agree with a pronoun in kind and number."""
    if word in PERSON:
        sorts, reach = {"person", "name"}, REACH["person"]
    elif word in PLURAL:
        sorts, reach = {"group", "people", "state", "name"}, REACH["other"]
    else:
        sorts, reach = {"group", "state", "name"}, REACH["other"]
    found = [r for r in recent(referents, start, sentence, reach) if r.sort in sorts]
    if word in PLURAL:
        return [r for r in found if r.number == 2 or r.sort in ("group", "state")] or found
    return [r for r in found if r.number != 2 or r.link.member] if word in NEUTER else found


def weighed(pool: Iterable[Referent], sentence: int, start: int, word: str = "", near: bool = False) -> list[tuple[float, Referent]]:
    """Each name's heaviest place, heaviest first; a plural (`word`) looks for plurals; with `near` the last one named counts for more
    than the subject."""
    slope = 0.03 if near else 0.005
    best: dict[tuple[str, ...], tuple[float, Referent]] = {}
    for r in pool:
        names = (r.link.name, *(x.name for x in r.link.more))
        away = sentence - r.sentence
        named = (0.8 if word in PERSON else 0.4) * bool(r.link.member)
        weight = 2.0 - 0.9 * away + r.subject * (not near) + named - slope * min(start - r.end, 150) * (away == 0)
        weight += 0.8 * (word in PLURAL and r.number == 2) - 0.6 * (r.sort == "name" or r.link.kind == "media")
        if names not in best or weight > best[names][0]:
            best[names] = (weight, r)
    return sorted(best.values(), key=lambda x: -x[0])


def chosen(ranked: list[tuple[float, Referent]], rule: str) -> Link:
    """The heaviest, with its share of the weight and the next four as candidates; it keeps the first person's rule."""
    total = sum(math.exp(1.5 * w) for w, _ in ranked)
    share = [(math.exp(1.5 * w) / total, r.link) for w, r in ranked[:5]]
    p, top = share[0]
    also = tuple(Candidate(x.name, round(q, 4), x.member.id if x.member else "", x.country) for q, x in share if x.name)
    return Link(top.name, top.member, top.kind, top.country, p, also, top.rule if top.rule in OPEN else rule, top.more)
