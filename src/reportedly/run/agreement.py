"""Agreement between coders: Krippendorff's alpha for each field, from what each of them said blind.

K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): alpha = 1 - observed / expected disagreement, both from the
matrix of coincidences; nominal and interval differences; units that only one coder has coded do not count.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..model.decision import Decision, Target
from ..model.rows import Row

Difference = Callable[[Any, Any], float]
# Fields that are coded; what has no order is compared as names, a set by what two coders share of it.
FIELDS = ("type", "factuality", "verification", "when", "place", "actor", "target", "source", "counts", "background")
SETS = frozenset(("actor", "target", "source", "counts"))


def nominal(a: Hashable, b: Hashable) -> float:
    """0 where the same, else 1."""
    return float(a != b)


def interval(a: float, b: float) -> float:
    """The square of the difference."""
    return (a - b) ** 2


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of two sets that they do not have in common (Jaccard distance), for fields with several values."""
    return 1 - len(a & b) / len(a | b) if a | b else 0.0


def alpha(units: Iterable[Sequence[Any]], difference: Difference = nominal) -> float | None:
    """Krippendorff's alpha over units, each the values that its coders gave (missing ones left out): 1 perfect, 0 as by chance.

    None where no unit has two values. Where all values are the same there is nothing to disagree on: 1.
    """
    pairable = [list(u) for u in units if len(u) > 1]
    if not pairable:
        return None
    values = list(dict.fromkeys(v for u in pairable for v in u))
    place = {v: i for i, v in enumerate(values)}
    together = np.zeros((len(values), len(values)))
    for unit in pairable:
        seen = [place[v] for v in unit]
        for i, a in enumerate(seen):
            for j, b in enumerate(seen):
                if i != j:
                    together[a, b] += 1 / (len(unit) - 1)
    apart = np.array([[difference(a, b) for b in values] for a in values])
    count = together.sum(axis=0)
    total = float(count.sum())
    expected = float((np.outer(count, count) * apart).sum() - (count * np.diag(apart)).sum()) / (total - 1)
    return 1.0 if expected == 0 else 1 - float((together * apart).sum()) / expected


def codings(decisions: Iterable[Decision]) -> dict[Target, dict[str, Mapping[str, str]]]:
    """What each coder said of each claim: by claim, then by coder; a coder's later word replaces his earlier one."""
    out: dict[Target, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for d in sorted(decisions, key=lambda d: (d.at, d.id)):
        if d.kind == "code":
            for target in d.targets:
                out[target][d.author] = d.change
    return out


def agreement(decisions: Iterable[Decision]) -> Row:
    """Coders, the number of claims that two or more of them coded, and by field alpha, units and pairs of values."""
    found = codings(decisions)
    double = [said for said in found.values() if len(said) > 1]
    fields = {}
    for name in FIELDS:
        units = [[value(name, c[name]) for c in said.values() if name in c] for said in double]
        units = [u for u in units if len(u) > 1]
        score = alpha(units, shared if name in SETS else nominal)
        fields[name] = {"alpha": None if score is None else round(score, 4), "units": len(units),
                        "pairs": sum(len(u) * (len(u) - 1) // 2 for u in units)}
    return {"coders": sorted({c for said in found.values() for c in said}), "units": len(double), "fields": fields}


def value(name: str, text: str) -> Hashable:
    """A field's text as what is compared: a set of its parts, or the text itself, without regard to case and spaces."""
    plain = " ".join(text.casefold().split())
    return frozenset(p for p in (x.strip() for x in plain.split("|")) if p) if name in SETS else plain
