"""Truth discovery: how often each source is right, learned from how its claims turned out beside those of others.

A two-coin model after Dawid and Skene (1979): every item is true or false; a source says yes to true items with probability
`hit` and to false ones with probability `false`; both have Beta priors, so that a source without a record has no effect.
Fitted by EM in numpy. Copies must be left out before: the model takes sources as independent.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Beta priors (a, b): sources mostly affirm what is so, and seldom what is not.
HIT_PRIOR = (4.0, 1.0)
FALSE_PRIOR = (1.5, 3.5)
TRUE_PRIOR = (6.0, 4.0)


@dataclass(frozen=True, slots=True)
class Vote:
    """Source `source` says of `item` that it is so (True) or is not (False)."""

    source: str
    item: str
    says: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """`truth` the probability of each item; `hit` and `false` of each source; `right`, `wrong` the expected counts of its claims."""

    truth: dict[str, float]
    hit: dict[str, float]
    false: dict[str, float]
    record: dict[str, tuple[float, float]]


def learn(votes: Sequence[Vote], *, known: dict[str, float] | None = None, rounds: int = 50, tolerance: float = 1e-6) -> Learned:
    """Fit the model. `known` fixes the probability of items whose truth is known (0 to 1). Same votes in any order, same result."""
    unique = sorted({(v.source, v.item, v.says) for v in votes})
    sources = sorted({s for s, _, _ in unique})
    names = sorted({i for _, i, _ in unique})
    if not unique:
        return Learned({}, {}, {}, {})
    s = _index([x for x, _, _ in unique], sources)
    i = _index([x for _, x, _ in unique], names)
    yes = np.array([y for _, _, y in unique], dtype=float)
    fixed = np.array([(known or {}).get(n, np.nan) for n in names])
    # Start from the vote, smoothed: from one value for all items EM cannot tell sources apart.
    share = (np.bincount(i, yes, len(names)) + TRUE_PRIOR[0] / sum(TRUE_PRIOR)) / (np.bincount(i, minlength=len(names)) + 1)
    t = np.where(np.isnan(fixed), share, fixed)
    hit = false = np.zeros(len(sources))
    for _ in range(rounds):
        hit = _rate(s, t[i], yes, HIT_PRIOR, len(sources))
        false = _rate(s, 1 - t[i], yes, FALSE_PRIOR, len(sources))
        base = (TRUE_PRIOR[0] + t.sum()) / (sum(TRUE_PRIOR) + len(t))
        odds = np.log(base / (1 - base)) + np.bincount(
            i, np.where(yes > 0, np.log(hit[s] / false[s]), np.log((1 - hit[s]) / (1 - false[s]))), len(names))
        new = np.where(np.isnan(fixed), 1 / (1 + np.exp(-odds)), fixed)
        moved = float(np.abs(new - t).max())
        t = new
        if moved < tolerance:
            break
    agree = np.where(yes > 0, t[i], 1 - t[i])
    right, wrong = np.bincount(s, agree, len(sources)), np.bincount(s, 1 - agree, len(sources))
    return Learned(dict(zip(names, t.tolist(), strict=True)), dict(zip(sources, hit.tolist(), strict=True)),
                   dict(zip(sources, false.tolist(), strict=True)),
                   {n: (float(r), float(w)) for n, r, w in zip(sources, right, wrong, strict=True)})


def _index(values: list[str], names: list[str]) -> NDArray[np.intp]:
    return np.searchsorted(np.array(names), np.array(values))


def _rate(s: NDArray[np.intp], weight: NDArray[np.float64], yes: NDArray[np.float64], prior: tuple[float, float],
          n: int) -> NDArray[np.float64]:
    said, told = np.bincount(s, weight * yes, n), np.bincount(s, weight, n)
    found: NDArray[np.float64] = (said + prior[0]) / (told + sum(prior))
    return found


def calibration(predicted: Sequence[float], happened: Sequence[bool], bins: int = 10) -> tuple[list[tuple[float, float, int]], float]:
    """The reliability diagram, (mean predicted, share that happened, how many) by bin, and the expected calibration error
    (Naeini et al. 2015): the mean gap between the two, weighted by bin."""
    p, y = np.asarray(predicted, dtype=float), np.asarray(happened, dtype=float)
    if not len(p):
        return [], 0.0
    which = np.minimum((p * bins).astype(int), bins - 1)
    rows = [(float(p[which == b].mean()), float(y[which == b].mean()), int((which == b).sum())) for b in range(bins) if (which == b).any()]
    return rows, sum(abs(a - b) * n for a, b, n in rows) / len(p)
