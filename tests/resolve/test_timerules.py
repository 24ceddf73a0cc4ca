"""The rules' table: each has a pattern, and TIMEX3 values follow from the days."""
from __future__ import annotations

from datetime import date

import pytest

from reportedly.resolve.timegrammar import PATTERNS
from reportedly.resolve.timerules import RULES, Found, timex_of


def test_every_pattern_has_a_rule_and_every_rule_a_pattern() -> None:
    assert {name for name, _, _ in RULES} == set(PATTERNS)


@pytest.mark.parametrize(("found", "expected"), [
    (Found(date(2001, 11, 12), date(2001, 11, 12)), "2001-11-12"),
    (Found(date(2001, 11, 1), date(2001, 11, 30), "month"), "2001-11"),
    (Found(date(2001, 1, 1), date(2001, 12, 31), "year"), "2001"),
    (Found(date(2001, 11, 4), date(2001, 11, 10), "week"), "2001-W45"),
    (Found(date(2001, 11, 4), date(2001, 11, 12), "span"), "2001-11-04/2001-11-12")])
def test_timex(found: Found, expected: str) -> None:
    assert timex_of(found) == expected
