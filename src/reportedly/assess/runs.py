"""Runs: the answer of a place over all days as few rows, so that the picture of any day can be kept and looked up."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..model.control import Answer, Period
from .control import CLAIMED_LEAST, DISPUTE_DAYS, Picture, answer_on
from .course import Course
from .days import iso, ordinal
from .hmm import Array
from .tables import weight

STEP_DAYS = 30
# Up to so many places times days every day is looked at.
SMALL = 20_000


def runs(view: Picture, key: str) -> Iterator[tuple[str, str, Answer]]:
    """(first day, last day, answer) of a place, without gaps and in order, to the day that courses are worked out to; status and holder
    are those of every day of the run.

    In a large picture a run begins only where something is said or forgotten, where the likeliest state changes, and after a month; its
    claims are those of its first day. Its probability is that of its first day, to 0.01 in a small picture, to 0.1 in a large one.
    """
    small = _small(view)
    begun, said = view.first, answer_on(view, key, view.first)
    for day in _days(view, view.courses[key], small):
        now = answer_on(view, key, day)
        if _what(now, small) != _what(said, small):
            yield iso(begun), iso(day - 1), said
            begun, said = day, now
    yield iso(begun), iso(view.until), said


def spans(view: Picture, key: str) -> list[Period]:
    """The place's days by tier and holder, in order: like its history, and also where it is claimed, entered or denied. Days of which
    nothing is known are left out; the claims are those of every answer in the span, and each day's probability is told too."""
    out: list[Period] = []
    for first, last, a in runs(view, key):
        before = out[-1] if out else None
        if a.status == "unknown":
            continue
        if before and (before.status, before.holder) == (a.status, a.holder) and ordinal(before.end) + 1 == ordinal(first):
            out[-1] = replace(before, end=last, probability=min(before.probability, a.probability),
                              claims=tuple(dict.fromkeys((*before.claims, *a.claims))), likely=(*before.likely, (first, a.probability)))
        else:
            out.append(Period(a.place, a.name, a.country, a.lat, a.lon, first, last, a.holder, a.status, a.probability, a.claims,
                              ((first, a.probability),)))
    return out


def _what(a: Answer, small: bool) -> tuple[object, ...]:
    return a.status, a.holder, a.claims if small else (), a.because, round(a.probability, 2 if small else 1)


def _small(view: Picture) -> bool:
    return is_small(view.count, view.until - view.first + 1)


def is_small(places: int, days: int) -> bool:
    """Whether a picture of so many places and days is small enough to be looked at day by day."""
    return places * days <= SMALL


def _days(view: Picture, course: Course, small: bool) -> Iterator[int]:
    """The days after the first on which the answer may be another than the day before's."""
    if small:
        yield from range(view.first + 1, view.until + 1)
        return
    told = {view.first, view.first + course.begun}
    for day, e in zip(course.days, course.evidence, strict=True):
        told |= {day, day + DISPUTE_DAYS, day + DISPUTE_DAYS + 1, ordinal(e.published) if e.published else day}
    best = course.posterior.argmax(axis=1)
    turns = view.first + 1 + np.flatnonzero(best[1:] != best[:-1])
    days = sorted(d for d in {*told, *range(view.first, view.until + 1, STEP_DAYS), *turns.tolist()} if view.first <= d <= view.until)
    # Between two words of a place its answer changes only where what is likely looks otherwise.
    looks = _looks(course, np.array(days) - view.first)
    yield from (d for d, other in zip(days[1:], (looks[:, 1:] != looks[:, :-1]).any(axis=0).tolist(), strict=True) if other or d in told)


def _looks(course: Course, days: NDArray[np.intp]) -> Array:
    """For some days (indices) all that an answer may turn on but for what is said, as (things, days): since when its likeliest holder is,
    since when there is fighting inside or none, and on which side of the bounds, and in which tenth, the probabilities are."""
    n = len(course.parties)
    turns = [np.maximum.accumulate(np.where(np.diff(x, prepend=x[:1]), np.arange(len(x)), 0))[days] for x in (course.best, course.calm)]
    rows = course.posterior[days].astype(float)
    p, q = rows[:, :n].max(axis=1), rows[:, n:].sum(axis=1)
    least, firm = weight("evidence", "chain", "contested_least"), weight("evidence", "chain", "held")
    steps = [np.round(x, 4) * 20 for x in (p, q, 1 - p)]
    # The middle of a tenth, where rounding turns, is a step of its own.
    return np.stack([*turns, p >= firm, q >= least, q >= p, p + q >= CLAIMED_LEAST,
                     *(2 * np.floor(x + 1e-9) + (np.abs(x - np.rint(x)) < 1e-9) for x in steps)])
