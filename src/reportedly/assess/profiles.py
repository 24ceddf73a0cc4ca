"""Profiles: what "dozens" and a disputed toll come to by the rules of ACLED, of UCDP, or of our own claim guide.

Works on an event's row as `--json` prints it, so that exports and people with a stored row can use it too.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from statistics import median_low

from ..model.rows import Row
from .tables import table

PROFILES = ("guide", "acled", "ucdp")
Range = tuple[int, int | None]


def profiled(row: Row, profile: str) -> Row:
    """The event row with the figures of its vague words and the range of its dead by `profile` (one of PROFILES).

    "guide" is the row as it is: low what is best established, high the highest that nobody withdrew. "acled" is one number, the lowest
    that any voice gives. "ucdp" has the lowest, the middle and the highest; "at least" counts as what is told. Raises KeyError for another.
    """
    if profile not in PROFILES:
        raise KeyError(profile)
    if profile == "guide":
        return row
    figures = [{**f, "low": low, "high": high} for f in row["figures"] for low, high in (ranged(f, profile),)]
    return {**row, "figures": figures, "killed": _killed(row, figures, str(table("profiles")[profile]["rule"])), "profile": profile}


def ranged(figure: Row, profile: str) -> Range:
    """(low, high) of one figure by `profile`: of its words where they are vague, else as it is told."""
    words = str(figure["text"]).casefold()
    if not re.search(r"\d", words):
        for pattern, low, high in _words(profile):
            if pattern.search(words):
                return low, high
    return figure["low"] or 0, figure["high"]


@cache
def _words(profile: str) -> tuple[tuple[re.Pattern[str], int, int], ...]:
    told = table("profiles")[profile].get("words", {})
    return tuple((re.compile(rf"\b{re.escape(word)}\b"), low, high) for word, (low, high) in told.items())


def _killed(row: Row, figures: Sequence[Row], rule: str) -> Row | None:
    """low, best and high of the dead: for each voice the sum of what it says in its latest report, then the lowest alone or the spread."""
    origin: dict[str, str] = {c: str(o["side"] or o["name"]) for o in row["origins"] for c in o["claims"]}
    day = {r["claim"]: r["date"] or "" for r in row["reports"]}
    said: dict[str, dict[str, dict[tuple[str, int, int | None], Row]]] = defaultdict(lambda: defaultdict(dict))
    for f in figures:
        if f["what"] == "killed" and f["status"] == "current":
            said[origin.get(f["claim"], str(f["claimant"]))][day.get(f["claim"], "")].setdefault((f["whose"], f["low"], f["high"]), f)
    latest = [list(days[max(days)].values()) for days in said.values()]
    if not latest:
        return None
    lows = sorted(sum(f["low"] for f in mine) for mine in latest)
    if rule == "lowest":
        return {"low": lows[0], "best": lows[0], "high": lows[0]}
    highs = [sum(f["high"] if f["high"] is not None else f["low"] for f in mine) for mine in latest]
    return {"low": lows[0], "best": median_low(lows), "high": max(highs)}
