"""Probabilities in words for people: the scale of ICD 203 (Analytic Standards, 2015)."""
from __future__ import annotations

SCALE = ((0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"), (0.80, "likely"),
         (0.95, "very likely"), (1.0, "almost certain"))


def percent(p: float) -> str:
    """A probability as a whole percentage that never says certain: "<1%" to ">99%"."""
    whole = round(100 * p)
    return "<1%" if whole < 1 else ">99%" if whole > 99 else f"{whole}%"


def likelihood(p: float) -> str:
    """The word for a probability 0 to 1; a bound belongs to the band below it, so 0.55 is still "roughly even chance"."""
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"{p} is no probability")
    return next(word for top, word in SCALE if p <= top)
