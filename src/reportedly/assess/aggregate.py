"""Aggregation verbs after R's `eventreport` (van Baalen 2025): one value of several reports, and how far they disagree.

Every function takes the reports' values in order and ignores None. Ties are broken towards the smaller (or first by
letter) value, so that the order of the reports does not matter.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import exp
from statistics import fmean, median
from typing import Any

from .places import km

Value = Any


def _given(values: Sequence[Value]) -> list[Value]:
    return [v for v in values if v is not None]


def mode(values: Sequence[Value]) -> Value:
    """The commonest value; None where there is none."""
    votes = Counter(_given(values))
    return min(votes, key=lambda v: (-votes[v], _order(v))) if votes else None


def plausible(values: Sequence[Value], elsewhere: Mapping[Value, float]) -> Value:
    """The commonest value; of those that tie, the one that is commonest `elsewhere` (counts over other events)."""
    votes = Counter(_given(values))
    return min(votes, key=lambda v: (-votes[v], -elsewhere.get(v, 0.0), _order(v))) if votes else None


def _order(v: Value) -> tuple[int, Any]:
    return (0, v) if isinstance(v, int | float) else (1, str(v))


def lowest(values: Sequence[Value]) -> Value:
    """The smallest number: ACLED's rule for conflicting tolls."""
    return min(_given(values), default=None)


def highest(values: Sequence[Value]) -> Value:
    """The greatest number."""
    return max(_given(values), default=None)


def mean(values: Sequence[Value]) -> float | None:
    """The arithmetic mean."""
    return fmean(_given(values)) if _given(values) else None


def middle(values: Sequence[Value]) -> Value:
    """The median."""
    return median(_given(values)) if _given(values) else None


def conservative(values: Sequence[Value]) -> Value:
    """For numbers the lowest; for names the commonest, and nothing where two tie."""
    given = _given(values)
    if given and all(isinstance(v, int | float) for v in given):
        return lowest(given)
    top = Counter(given).most_common(2)
    return None if not top or (len(top) > 1 and top[0][1] == top[1][1]) else top[0][0]


def informative(values: Sequence[Value]) -> Value:
    """For numbers the highest; for names the one with most words, then the commonest."""
    given = _given(values)
    if not given:
        return None
    if all(isinstance(v, int | float) for v in given):
        return highest(given)
    votes = Counter(given)
    return min(votes, key=lambda v: (-len(str(v).split()), -votes[v], str(v)))


def reputable(values: Sequence[Value], reputation: Sequence[float]) -> Value:
    """The commonest value among the reports with the highest reputation."""
    given = [(v, r) for v, r in zip(values, reputation, strict=True) if v is not None]
    top = max((r for _, r in given), default=0.0)
    return mode([v for v, r in given if r == top])


def weighted(values: Sequence[Value], trust: Sequence[float]) -> Value:
    """The value with the greatest sum of trust (0 and up)."""
    votes: Counter[Value] = Counter()
    for v, t in zip(values, trust, strict=True):
        if v is not None:
            votes[v] += t  # type: ignore[assignment]
    return min(votes, key=lambda v: (-votes[v], _order(v))) if votes else None


def central(values: Sequence[Value], points: Sequence[tuple[float, float] | None], scale_km: float = 5.0) -> Value:
    """The commonest value; of those that tie, the one near whose point most other reports put it too.

    `points` are latitude and longitude in degrees, or None; a report at d km counts e^(-d/`scale_km`).
    """
    given = [(v, p) for v, p in zip(values, points, strict=True) if v is not None]
    votes = Counter(v for v, _ in given)
    near: dict[Value, float] = dict.fromkeys(votes, 0.0)
    for v, p in given:
        near[v] = max(near[v], sum(exp(-km(p, q) / scale_km) for _, q in given if p and q))
    return min(votes, key=lambda v: (-votes[v], -round(near[v], 3), _order(v))) if votes else None


VERBS: dict[str, Callable[[Sequence[Value]], Value]] = {
    "mode": mode, "lowest": lowest, "highest": highest, "mean": mean, "median": middle, "conservative": conservative,
    "informative": informative}


def disagreement(values: Sequence[Value]) -> float:
    """The share of pairs of reports that differ, 0 to 1; 0 for fewer than two."""
    given = _given(values)
    n = len(given)
    same = sum(c * (c - 1) for c in Counter(given).values())
    return 1 - same / (n * (n - 1)) if n > 1 else 0.0


def modal_confidence(values: Sequence[Value]) -> float:
    """The share of reports that give the commonest value."""
    given = _given(values)
    return Counter(given).most_common(1)[0][1] / len(given) if given else 0.0
