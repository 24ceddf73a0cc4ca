"""Days of an event as codebooks grade them: ACLED's three steps, UCDP's five."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .facts import said
from .material import Case
from .report import Noting

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


def undated(case: Case) -> bool:
    """Whether no text tells the days that the event has."""
    return bool((case.event.get("dates") or {}).get("inferred"))


def told_between(case: Case) -> str:
    """In words, what is known of the days of an event whose day nobody reported; "" where somebody did."""
    found = span(case)
    if found is None or not found.inferred:
        return ""
    return f"no report tells the day; by the reports' dates it is within {found.start} and {found.end}"


def one_day(case: Case, noting: Noting) -> str:
    """The day of an event in a format that has one day and no precision; "" (and noted) where it is not known to a day. Of two days,
    and of more through which it went on, the first; where no text tells it, the day of the report."""
    found = span(case)
    if found is None:
        noting.left("events without a day", case.id)
        return ""
    if found.inferred:
        noting.lost("that no text tells the day: the day of the report is given")
        return (found.start if case.event["standing"] == "planned" else found.end).isoformat()
    if found.length > 2 and not found.lasting:
        noting.left("events known to a week, a month or a year: the format has one day and no precision", case.id)
        return ""
    if found.length > 1:
        noting.lost("the days after the first" if found.lasting else "which of two days it was: the first is given")
    return found.start.isoformat()


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
