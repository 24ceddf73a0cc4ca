"""Calendar arithmetic."""
from __future__ import annotations

from datetime import date

import pytest

from reportedly.resolve.calendar import Frame, days, is_number, last_of_month, month_span, number, shifted, week_of

WEDNESDAY = date(2026, 3, 18)


@pytest.mark.parametrize(("words", "expected"), [
    ("two", 2), ("a few", 3), ("several", 5), ("a couple of", 2), ("half an", 0.5), ("one and a half", 1.5), ("24", 24),
    ("twenty-four", 24), ("10 or 20", 15), ("30-40", 35), ("", 1), (None, 1), ("2.5", 2.5)])
def test_number(words: str | None, expected: float) -> None:
    assert number(words) == expected


def test_is_number() -> None:
    assert is_number("a few")
    assert is_number("30")
    assert not is_number("the")


@pytest.mark.parametrize(("start", "months", "expected"), [
    (date(2020, 1, 31), 1, date(2020, 2, 29)), (date(2020, 1, 31), -2, date(2019, 11, 30)), (date(2020, 12, 5), 1, date(2021, 1, 5)),
    (date(2020, 2, 29), 12, date(2021, 2, 28))])
def test_shifted(start: date, months: int, expected: date) -> None:
    assert shifted(start, months) == expected


def test_months_and_weeks() -> None:
    assert last_of_month(date(2024, 2, 3)) == date(2024, 2, 29)
    assert month_span(2026, 4) == (date(2026, 4, 1), date(2026, 4, 30))
    assert week_of(WEDNESDAY, 0) == (date(2026, 3, 16), date(2026, 3, 22))
    assert week_of(WEDNESDAY, -1) == (date(2026, 3, 8), date(2026, 3, 14))
    assert week_of(date(2026, 3, 15), -1) == (date(2026, 3, 8), date(2026, 3, 14))
    assert days("fortnight") == 14


@pytest.mark.parametrize(("month", "day", "tense", "expected"), [
    (3, 17, "past", 2026), (3, 18, "past", 2026), (12, 20, "past", 2025), (4, 2, "past", 2026), (7, 1, "past", 2025),
    (7, 1, "future", 2026), (2, 29, "past", 2024), (1, 10, "future", 2027),
    (3, 15, "future", 2026)])
def test_nearest_year(month: int, day: int, tense: str, expected: int) -> None:
    assert Frame(WEDNESDAY, tense).nearest_year(month, day) == expected


def test_month_year() -> None:
    assert Frame(WEDNESDAY).month_year(3) == 2026
    assert Frame(WEDNESDAY).month_year(11) == 2025
    assert Frame(WEDNESDAY, "future").month_year(2) == 2027
    assert Frame(None).month_year(2) is None
