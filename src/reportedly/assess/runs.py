"""Runs: the answer of a place over all days as few rows, so that the picture of any day can be kept and looked up."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model.control import Answer, Period
from .control import DISPUTE_DAYS, Course, Picture, answer
from .days import iso, ordinal

STEP_DAYS = 30
# Up to so many places times days every day is looked at.
SMALL = 20_000


def runs(view: Picture, key: str) -> Iterator[tuple[str, str, Answer]]:
    """(first day, last day, answer) of a place, without gaps and in order; status and holder are those of every day of the run.

    In a large picture a run begins only where something is said or forgotten, where the likeliest state changes, and after a month; its
    claims are those of its first day. Its probability is that of its first day, to 0.01 in a small picture, to 0.1 in a large one.
    """
    starts, digits = sorted(_starts(view, view.courses[key])), 2 if _small(view) else 1
    begun, said = starts[0], answer(view, key, iso(starts[0]))
    for day in starts[1:]:
        now = answer(view, key, iso(day))
        if _what(now, digits) != _what(said, digits):
            yield iso(begun), iso(day - 1), said
            begun, said = day, now
    yield iso(begun), iso(view.last), said


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


def _what(a: Answer, digits: int) -> tuple[object, ...]:
    return a.status, a.holder, a.claims if digits > 1 else (), a.because, round(a.probability, digits)


def _small(view: Picture) -> bool:
    return len(view.courses) * (view.last - view.first + 1) <= SMALL


def _starts(view: Picture, course: Course) -> set[int]:
    small = _small(view)
    out = set(range(view.first, view.last + 1, 1 if small else STEP_DAYS))
    for day, e in () if small else zip(course.days, course.evidence, strict=True):
        out |= {day, day + DISPUTE_DAYS, ordinal(e.published) if e.published else day}
    best = course.posterior.argmax(axis=1)
    out |= {view.first + n for n in range(1, len(best)) if best[n] != best[n - 1]}
    return {d for d in out if view.first <= d <= view.last}
