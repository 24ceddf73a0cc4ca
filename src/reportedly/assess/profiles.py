"""Profiles: what "dozens" and a disputed toll come to by the rules of ACLED, of UCDP, or of our own claim guide.

Works on an event's row as `--json` prints it, so that exports and people with a stored row can use it too.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median_low

from ..model.event import Origin
from ..model.rows import Row
from ..model.vague import ranged
from .aggregate import VERBS, disagreement, reputable
from .grade import reliability
from .tables import table

AGGREGATES = (*sorted(VERBS), "reputable")
PROFILES = ("guide", "acled", "ucdp")


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


def aggregated(row: Row, verb: str) -> Row:
    """The event row with `aggregate`: the dead by one verb of `aggregate.VERBS` or "reputable", over what each voice says at last, and
    the share of pairs of voices that differ. Raises KeyError for another verb."""
    said = _latest(row, row["figures"])
    tolls = [sum(f["low"] or 0 for f in mine) for mine in said.values()]
    if verb == "reputable":
        by_voice = {_voice(o): o for o in row["origins"]}
        letters = [reliability(Origin(**{**o, "claims": ()}))[0] if (o := by_voice.get(v)) else "F" for v in said]
        found = reputable(tolls, [-float(ord(x)) for x in letters]) if tolls else None
    else:
        found = VERBS[verb](tolls)
    return {**row, "aggregate": {"verb": verb, "killed": found, "voices": len(tolls), "disagreement": round(disagreement(tolls), 4)}}


def _voice(origin: Row) -> str:
    return str(origin["side"] or origin["name"])


def _latest(row: Row, figures: Sequence[Row]) -> dict[str, list[Row]]:
    """The figures of the dead in each voice's latest report, those that repeat one another once."""
    origin = {c: _voice(o) for o in row["origins"] for c in o["claims"]}
    day = {r["claim"]: r["date"] or "" for r in row["reports"]}
    said: dict[str, dict[str, dict[tuple[str, int, int | None], Row]]] = defaultdict(lambda: defaultdict(dict))
    for f in figures:
        if f["what"] == "killed" and f["status"] == "current":
            said[origin.get(f["claim"], str(f["claimant"]))][day.get(f["claim"], "")].setdefault((f["whose"], f["low"], f["high"]), f)
    return {voice: list(days[max(days)].values()) for voice, days in said.items()}


def _killed(row: Row, figures: Sequence[Row], rule: str) -> Row | None:
    """low, best and high of the dead: for each voice the sum of what it says in its latest report, then the lowest alone or the spread."""
    latest = list(_latest(row, figures).values())
    if not latest:
        return None
    lows = sorted(sum(f["low"] for f in mine) for mine in latest)
    if rule == "lowest":
        return {"low": lows[0], "best": lows[0], "high": lows[0]}
    highs = [sum(f["high"] if f["high"] is not None else f["low"] for f in mine) for mine in latest]
    return {"low": lows[0], "best": median_low(lows), "high": max(highs)}
