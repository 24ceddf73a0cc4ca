"""Figures of an event by claimant, and the range of the killed.

low is what is best established, high the highest figure that nobody withdrew, without a bound where that is "at least".
A side's boast of enemy dead raises only high; a later figure of the same origin replaces its earlier one.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..model.claim import Count
from ..model.event import Figure
from .items import Item
from .setting import Setting
from .tables import table

DEATHS = frozenset({"killed"})


def figures(setting: Setting, found: Sequence[Item]) -> tuple[Figure, ...]:
    """Every number of the claims with its claimant; figures that the same origin later replaced are marked corrected."""
    out: list[tuple[str, int, Item, Figure]] = []
    seen: set[tuple[str, int, int]] = set()
    for i in sorted(found, key=lambda i: (i.out, i.report.publication.key, i.type not in ("kill", "injure"), i.key)):
        voice = setting.voice(i.report)
        if voice.copy_of or i.mode in ("planned", "denied"):
            continue
        for c in i.report.claim.counts:
            # The same words counted by two claims of the event are one figure.
            words = i.report.publication.key, c.start, c.end
            if words in seen and c.end > c.start:
                continue
            seen.add(words)
            whose = _whose(i, c, voice.party)
            made = Figure(c.what, c.low, c.high, c.text, voice.name, i.report.claim.id, whose)
            out.append((voice.origin, i.out, i, made))
    newest: dict[tuple[str, str, str], int] = defaultdict(int)
    for origin, day, _, f in out:
        newest[origin, f.what, f.whose] = max(newest[origin, f.what, f.whose], day)
    return tuple(replace(f, status="corrected") if day < newest[origin, f.what, f.whose] else f for origin, day, _, f in out)


def _whose(i: Item, count: Count, party: str) -> str:
    if not party:
        return "other"
    if "enem" in f"{count.who} {count.text}".lower():
        return "enemy"
    if party in i.target or _lost_by(i, count, "own"):
        return "own"
    if _lost_by(i, count, "enemy"):
        return "enemy"
    # Nobody is named as the victim of a side's own attack but the enemy.
    if i.target or (party in i.actor and i.group in ("fight", "control")):
        return "enemy"
    words = count.who.lower()
    return "enemy" if "enem" in words or "rebel" in words else "other"


def _lost_by(i: Item, count: Count, whose: str) -> bool:
    """Whether the count's own clause says whose dead they are: "the enemy left 90 dead behind", "we have buried four martyrs"."""
    known: dict[str, list[str]] = table("sides")["losses"]
    claim = i.report.claim
    at = max(0, count.start - claim.start)
    before = re.findall(r"\w+", re.split(r"[;:.]", claim.sentence[:at])[-1].lower())
    after = re.findall(r"\w+", re.split(r"[;:.]", claim.sentence[at:])[0].lower())
    verbs = {*known[f"{whose}_verb"], *(known["left"] if whose == "enemy" and {*before, *after} & {*known["gone"]} else ())}
    last = max((n for n, w in enumerate(before) if w in verbs), default=0)
    return bool({*before[:last]} & {*known[f"{whose}_subject"]})


def killed_range(setting: Setting, found: Sequence[Item]) -> tuple[int | None, int | None, int | None] | None:
    """(low, best, high) of the killed, or None where no claim gives a figure.

    What one origin says in one report of several groups of victims is added up.
    """
    by_origin: dict[str, dict[int, list[tuple[Item, Figure]]]] = defaultdict(lambda: defaultdict(list))
    by_claim = {i.report.claim.id: i for i in found}
    for f in figures(setting, found):
        if f.what in DEATHS and f.status == "current" and (f.low is not None or f.high is not None):
            i = by_claim[f.claim]
            by_origin[setting.voice(i.report).origin][i.out].append((i, f))
    sums = [_sum(mine[max(mine)]) for mine in by_origin.values()]
    if not sums:
        return None
    lasting = [s for s in sums if not s[3]] or sums
    low = min(s[0] for s in lasting)
    known = [s[2] for s in sums if s[2] is not None]
    open_low = max((s[0] for s in sums if s[2] is None), default=-1)
    high = max(known) if known and max(known) >= open_low else None
    best = sorted(s[1] for s in lasting)[len(lasting) // 2]
    return low, best, high


def _sum(mine: list[tuple[Item, Figure]]) -> tuple[int, int, int | None, bool]:
    """low, best, high and whether it is of single persons only, of one origin's figures in one report."""
    distinct: dict[tuple[str, int | None, int | None], tuple[Item, Figure]] = {}
    for i, f in mine:
        distinct.setdefault((f.whose, f.low, f.high), (i, f))
    low = best = 0
    high: int | None = 0
    for _, f in distinct.values():
        least = f.low if f.low is not None else 0
        low += 0 if f.whose == "enemy" else least
        best += least
        high = None if high is None or f.high is None else high + f.high
    single = all(f.high == 1 for _, f in distinct.values()) and len(mine) == 1
    return low, best, high, single
