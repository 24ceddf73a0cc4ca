"""Days as ordinals, and the window within which a claim's event happened."""
from __future__ import annotations

from datetime import date
from functools import lru_cache

from ..model.event import Report, Window

# How far back an event told without a time may lie, by how news is written: days before publication.
RECENT_DAYS = 4
HISTORY_DAYS = 30


@lru_cache(maxsize=65536)
def ordinal(day: str) -> int:
    """The day's number; raises ValueError for what is no ISO date."""
    return date.fromisoformat(day[:10]).toordinal()


@lru_cache(maxsize=65536)
def iso(number: int) -> str:
    return date.fromordinal(number).isoformat()


def told(report: Report) -> tuple[int, int] | None:
    """First and last day of the claim's own time, or None where its text gives none."""
    when = report.found.when
    if not when:
        return None
    try:
        first, last = ordinal(when.start), ordinal(when.end)
    except ValueError:
        return None
    return (first, last) if first <= last else None


def coded(report: Report) -> bool:
    """Whether the claim's day is a cell of a data set's row: such rows come months and years after what they tell."""
    when = report.found.when
    return when is not None and when.rule == "table"


def published(report: Report) -> int | None:
    """The day of publication as a number, or None."""
    try:
        return ordinal(report.publication.day) if report.publication.day else None
    except ValueError:
        return None


def window(report: Report) -> tuple[int, int, bool] | None:
    """First and last day, and whether they are inferred from the day of publication; None where neither is known."""
    mine, out = told(report), published(report)
    if mine:
        return (*mine, False)
    if out is None:
        return None
    if report.claim.factuality == "future":
        return out, out + HISTORY_DAYS, True
    return out - RECENT_DAYS, out, True


def as_window(first: int, last: int, inferred: bool) -> Window:
    return Window(iso(first), iso(last), inferred)
