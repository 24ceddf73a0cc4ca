"""Calendar arithmetic for times: months, weeks, numbers in words, and the frame a time is seen from."""
from __future__ import annotations

import calendar as _calendar
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from ..model.reference import When

FAR_BACK, NEAR_AHEAD = 270, 80  # days: a date without a year this long past and this soon to come is the coming one


@cache
def lexicon() -> dict[str, Any]:
    """The words and figures of data/times.toml."""
    return tomllib.loads((files(__package__) / "data" / "times.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a time is seen from: the day of publication or None, the tense of its clause, the times told before, latest last."""

    day: date | None
    tense: str = "past"
    context: tuple[When, ...] = ()

    @property
    def told(self) -> When_ | None:
        """The time told last."""
        return When_(date.fromisoformat(self.context[-1].start), date.fromisoformat(self.context[-1].end)) if self.context else None

    @property
    def told_days(self) -> tuple[date, ...]:
        """The days among the last three times told, the latest told first."""
        spans = ((date.fromisoformat(w.start), date.fromisoformat(w.end)) for w in self.context[:-4:-1])
        return tuple(end for start, end in spans if (end - start).days <= 1)

    @property
    def told_day(self) -> date | None:
        """The day told last, if among the last three times (a night between two days counts as its second)."""
        return next(iter(self.told_days), None)

    def told_any(self, unit: str) -> date | None:
        """What "three years later" is counted from: the time told last, if it is as sharp as the unit."""
        told = self.told
        if not told:
            return None
        widest = {"month": 31, "year": 366, "decade": 3653}.get(unit, 1)
        return told.start if (told.end - told.start).days <= widest else None

    def nearest_year(self, month: int, day: int) -> int | None:
        """The year of a day told without one: the last such day, or the coming one in the future or where it is much nearer."""
        if not self.day:
            return self.told.start.year if self.told else None
        years = [y for y in range(self.day.year - 4, self.day.year + 5) if day <= _calendar.monthrange(y, month)[1]]
        past = max((y for y in years if date(y, month, day) <= self.day), default=None)
        ahead = min((y for y in years if date(y, month, day) >= self.day), default=None)
        if past is None or ahead is None:
            return past or ahead
        back, on = (self.day - date(past, month, day)).days, (date(ahead, month, day) - self.day).days
        return ahead if (self.tense == "future" and on < 300) or (back > FAR_BACK and on < NEAR_AHEAD) else past

    def month_year(self, month: int) -> int | None:
        """The year of a month told without one: this or the last such month, in the future the coming one."""
        if not self.day:
            return self.told.start.year if self.told else None
        if self.tense == "future":
            return self.day.year if month >= self.day.month else self.day.year + 1
        return self.day.year if month <= self.day.month else self.day.year - 1


@dataclass(frozen=True, slots=True)
class When_:
    """A span of days as dates."""

    start: date
    end: date


def shifted(d: date, months: int) -> date:
    """The same day `months` on, or the last of that month."""
    total = d.year * 12 + d.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(d.day, _calendar.monthrange(year, month + 1)[1]))


def last_of_month(d: date) -> date:
    """The last day of the month of `d`."""
    return d.replace(day=_calendar.monthrange(d.year, d.month)[1])


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    first = date(year, month, 1)
    return first, last_of_month(first)


def week_of(d: date, shift: int) -> tuple[date, date]:
    """A week: the last or next one runs from Sunday to Saturday as the claim guide has it, the present one from Monday to Sunday."""
    if shift:
        sunday = d - timedelta(days=(d.weekday() + 1) % 7) + timedelta(days=7 * shift)
        return sunday, sunday + timedelta(days=6)
    monday = d - timedelta(days=d.weekday())
    return monday, monday + timedelta(days=6)


def days(unit: str) -> int:
    """Days in a unit."""
    return int(lexicon()["days"][unit])


def is_number(words: str) -> bool:
    """Whether figures or words of a number are among these."""
    return any(p[0].isdigit() or p in lexicon()["number"] for p in words.lower().replace("-", " ").split())


def number(words: str | None) -> float:
    """The number that figures or words stand for; 1 where there are none. A range counts as its middle."""
    text = (words or "").lower().strip()
    if not text:
        return 1
    parts = [p for p in text.replace("half an", "half").replace("half a", "half").replace("-", " - ").replace("–", " - ").split()
             if p not in ("of", "to", "or", "-", "the")]
    joined = lexicon()["number"].get(text.replace(" ", "-"))
    if joined:
        return float(joined)
    if "half" in parts:
        return 0.5 + next((float(lexicon()["number"][p]) for p in parts if p in ("one", "two", "three")), 0.0)
    values = [float(p) if p.replace(".", "", 1).isdigit() else float(lexicon()["number"].get(p, 0)) for p in parts]
    values = [v for v in values if v]
    if values[:1] == [1.0] and len(values) > 1:  # "a few", "a couple"
        values = values[1:]
    return sum(values) / len(values) if values else 1
