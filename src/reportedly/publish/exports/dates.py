"""Days of an event as codebooks grade them: ACLED's three steps, UCDP's five."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .facts import said
from .material import Case

WEEK, MONTH, YEAR = 7, 31, 366


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, how many there are, whether no text says them, and whether it went on through all of them."""

    start: date
    end: date
    inferred: bool = False
    lasting: bool = False

    @property
    def length(self) -> int:
        return (self.end - self.start).days + 1


def span(case: Case) -> Span | None:
    """The days of an event; None where none are known or they are no days of the calendar."""
    when = case.event.get("dates")
    try:
        start, end = (date.fromisoformat(str(when[k])[:10]) for k in ("start", "end")) if when else (None, None)
    except ValueError:
        return None
    if start is None or end is None:
        return None
    lasting = any((c["when"] or {}).get("granularity") == "span" for c in case.claims)
    return Span(start, end, bool(when and when.get("inferred")), lasting and not (when and when.get("inferred")))


def acled_day(case: Case) -> tuple[date, int] | None:
    """Day and precision: 1 the day; 2 the middle of a span like a week; 3 the middle of a month, or its first or last day where the
    words say beginning or end. None where it is vaguer than a month."""
    found = span(case)
    if found is None or found.length > MONTH:
        return None
    if found.length == 1:
        return found.start, 2 if found.inferred else 1
    middle = found.start + timedelta(days=(found.length - 1) // 2)
    if found.length <= WEEK:
        return middle, 2
    words = " ".join((c["when"] or {}).get("text", "") for c in case.claims)
    if said("part", words, "beginning"):
        return found.start, 3
    return (found.end if said("part", words, "end") else middle), 3


def ucdp_precision(case: Case) -> int | None:
    """1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year; None where it is vaguer or not known."""
    found = span(case)
    if found is None or found.length > YEAR:
        return None
    steps = ((1, 2 if found.inferred else 1), (WEEK - 1, 2), (WEEK, 3), (MONTH, 4), (YEAR, 5))
    return next(step for limit, step in steps if found.length <= limit)
