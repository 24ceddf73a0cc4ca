"""Times counted from another claim of the document; untold where it tells no such day, or several."""
from __future__ import annotations

import pytest

from reportedly.model.claim import Claim, PlaceMention, Span
from reportedly.model.reference import Resolution, When
from reportedly.resolve.anchors import anchored

DAY = "2016-03-10"


def claim(name: str, kind: str, place: str = "", time: str = "") -> Claim:
    return Claim(name, "k", "d", 0, 90, "s", Span(0, 4, "word"), kind, place=PlaceMention(0, 4, place) if place else None,
                 time=Span(0, len(time), time) if time else None)


def told(name: str, day: str | None) -> Resolution:
    return Resolution(name, when=When(day, day, "on that day", 0, 4) if day else None)


def day_of(time: str, *fixed: tuple[str, str, str]) -> str | None:
    claims = [*(claim(str(n), kind, place, "on that day") for n, (kind, place, _) in enumerate(fixed)), claim("x", "shelling", "", time)]
    found = anchored(claims, [*(told(str(n), d) for n, (_, _, d) in enumerate(fixed)), told("x", None)], "2016-03-14")
    return found[-1].when.start if found[-1].when else None


@pytest.mark.parametrize(("time", "day"), [
    ("two days after the loss of Bor", "2016-03-12"), ("Two days after it lost the town", "2016-03-12"),
    ("three days before the rebels took Bor", "2016-03-07"), ("hours after the town fell", DAY),
    ("two days after the fall of Malakal", None), ("two days after the truce", None), ("less than a week after the fall of Bor", None),
    ("two months after the fall of Bor", None),
])
def test_a_time_is_counted_from_the_claim_that_its_words_tell_of(time: str, day: str | None) -> None:
    assert day_of(time, ("capture", "Bor", DAY)) == day


def test_two_days_to_count_from_are_none() -> None:
    both = (("capture", "Bor", DAY), ("capture", "Ayod", "2016-03-01"))
    assert day_of("two days after the town fell", *both) is None
    assert day_of("two days after the fall of Ayod", *both) == "2016-03-03"
