"""From words to days: a table of phrases, and what hangs on other times."""
from __future__ import annotations

import pathlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.claim import Span
from reportedly.model.reference import When
from reportedly.resolve.times import normalise, published_on, when_resolver, when_under_labels

TODAY = "2026-03-18"
ROWS = [tuple(line.split("\t")) for line in (pathlib.Path(__file__).parent / "times.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")]


def days(words: str, published: str | None = TODAY, tense: str = "past", told: tuple[When, ...] = ()) -> tuple[str, str] | None:
    when = normalise(Span(0, len(words), words), published, tense, told)
    return (when.start, when.end) if when else None


def told(words: str) -> tuple[When, ...]:
    when = normalise(Span(0, len(words), words), TODAY)
    assert when
    return (when,)


@pytest.mark.parametrize(("words", "tense", "start", "end", "granularity"), ROWS, ids=[f"{r[0]} ({r[1]})" for r in ROWS])
def test_table(words: str, tense: str, start: str, end: str, granularity: str) -> None:
    when = normalise(Span(0, len(words), words), TODAY, tense)
    assert when
    assert (when.start, when.end, when.granularity) == (start, end, granularity)
    # Upper-case wires say the same.
    assert days(words.upper(), TODAY, tense) == (start, end)


def test_table_is_long() -> None:
    assert len(ROWS) >= 80


@pytest.mark.parametrize(("words", "before", "expected"), [
    ("the following day", "on 4 March", ("2026-03-05", "2026-03-05")),
    ("that day", "on 4 March", ("2026-03-04", "2026-03-04")),
    ("that night", "on 4 March", ("2026-03-04", "2026-03-04")),
    ("the day before", "on 4 March", ("2026-03-03", "2026-03-03")),
    ("two days later", "on 4 March", ("2026-03-06", "2026-03-06")),
    ("the following Sunday", "on 4 March", ("2026-03-08", "2026-03-08")),
    ("at 0900", "on 4 March", ("2026-03-04", "2026-03-04")),
    ("at dawn", "on 4 March", ("2026-03-04", "2026-03-04")),
    ("at dawn", "in 1980", ("2026-03-18", "2026-03-18")),
    ("at dawn", "on 7 January 1980", ("2026-03-18", "2026-03-18")),
    ("three years later", "in 2011", ("2014-01-01", "2014-12-31")),
    ("the following year", "in 2011", ("2012-01-01", "2012-12-31")),
    ("since then", "in 2011", ("2011-01-01", "2026-03-18")),
])
def test_counts_from_the_time_told_last(words: str, before: str, expected: tuple[str, str]) -> None:
    assert days(words, told=told(before)) == expected


@pytest.mark.parametrize("words", ["the following day", "three years later", "since then", "two days after the fall of the town",
                                   "hours before the truce", "on 31 February",
                                   "in the days of old"])
def test_what_cannot_be_told_stays_open(words: str) -> None:
    assert days(words) is None


@pytest.mark.parametrize("words", ["yesterday", "on Monday", "last week", "since 2015", "for two years", "in recent days", "2 April",
                                   "in May"])
def test_without_a_day_of_publication_relative_times_stay_open(words: str) -> None:
    assert days(words, None) is None


@pytest.mark.parametrize(("words", "expected"), [("12 November 2001", ("2001-11-12", "2001-11-12")),
                                                 ("in 1999", ("1999-01-01", "1999-12-31")),
                                                 ("in the 1990s", ("1990-01-01", "1999-12-31"))])
def test_without_a_day_of_publication_absolute_times_hold(words: str, expected: tuple[str, str]) -> None:
    assert days(words, None) == expected


@pytest.mark.parametrize(("words", "timex", "edtf"), [
    ("yesterday evening", "2026-03-17TEV", "2026-03-17"), ("in August 2018", "2018-08", "2018-08"), ("in 2014", "2014", "2014"),
    ("in the 1990s", "199", "199X"), ("last week", "2026-W11", "2026-03-08/2026-03-14"),
    ("in the last 72 hours", "PT72H", "2026-03-15/2026-03-18"),
    ("last summer", "2025-SU", "2025-22"), ("since Sunday", "2026-03-15", "2026-03-15/2026-03-18"),
    ("in early October", "2025-10", "2025-10-01~/2025-10-16~"), ("at 7:45 p.m. on Sunday", "2026-03-15T19:45", "2026-03-15")])
def test_timex_and_edtf(words: str, timex: str, edtf: str) -> None:
    when = normalise(Span(0, len(words), words), TODAY)
    assert when
    assert (when.timex, when.edtf) == (timex, edtf)


def test_a_document_tells_its_times_in_order() -> None:
    text = "on 4 March … the following day … the following day"
    spans = tuple(Span(i, i + len(w), w) for w, i in (("on 4 March", 0), ("the following day", 13), ("the following day", 33)))
    when_of = when_resolver(spans, TODAY)
    found = [when_of(s, "past") for s in spans]
    assert text[13:30] == "the following day"
    assert [w.start for w in found if w] == ["2026-03-04", "2026-03-05", "2026-03-06"]
    # Two claims of one sentence share the expression, and so the day.
    assert when_of(spans[1], "past") == found[1]


def test_a_date_takes_its_year_from_another_where_the_document_has_no_date() -> None:
    spans = (Span(0, 10, "on 4 April"), Span(20, 38, "from 5-6 April 2016"))
    when = when_resolver(spans, None)(spans[0], "past")
    assert when
    assert when.start == "2016-04-04"


@pytest.mark.parametrize(("dateline", "expected"), [
    ("3 JAN 90", "1990-01-03"), ("November 13, 2001", "2001-11-13"), ("13 Nov", None), ("", None)])
def test_the_dateline_dates_a_document_without_a_date(dateline: str, expected: str | None) -> None:
    assert published_on(None, dateline) == expected
    assert published_on("2020-01-01", dateline) == "2020-01-01"


@given(st.text(alphabet="0123456789 -:./'abdefhimnorstuwy,[]()", max_size=60), st.sampled_from(["past", "present", "future"]))
def test_never_fails_and_never_ends_before_it_begins(words: str, tense: str) -> None:
    found = days(words, TODAY, tense)
    assert found is None or date.fromisoformat(found[0]) <= date.fromisoformat(found[1])


def test_under_a_label_with_a_day_times_are_seen_from_that_day() -> None:
    when_of = when_under_labels((), ((Span(10, 20, "Monday"), 100),), TODAY)
    assert [w and w.start for w in (when_of(Span(at, at + 5, "today"), "past") for at in (0, 30, 100))] == [TODAY, "2026-03-16", TODAY]


@pytest.mark.parametrize(("words", "first", "last"), [
    ("in the past fortnight", "2016-02-19", "2016-03-04"), ("in the last days of February", "2016-02-23", "2016-02-29"),
    ("in the first days of last month", "2016-02-01", "2016-02-07"), ("in the opening weeks of 2015", "2015-01-01", "2015-01-14"),
    ("over the first weekend of February", "2016-02-06", "2016-02-07"), ("in the second half of last year", "2015-07-03", "2015-12-31"),
    ("overnight into Thursday", "2016-03-02", "2016-03-03"), ("in the night from Tuesday to Wednesday", "2016-03-01", "2016-03-02"),
    ("on Monday morning and again on Tuesday", "2016-02-29", "2016-03-01"), ("Thursday before last", "2016-02-25", "2016-02-25"),
    ("in the week to Wednesday", "2016-02-25", "2016-03-02"), ("in the 48 hours to noon on Thursday", "2016-03-01", "2016-03-03"),
    ("10 years ago this month", "2006-03-01", "2006-03-31"), ("20 years ago today", "1996-03-04", "1996-03-04"),
    ("on the 28th of last month", "2016-02-28", "2016-02-28"), ("on 29/2/2016", "2016-02-29", "2016-02-29"),
    ("on 2/29/2016", "2016-02-29", "2016-02-29"), ("at 2145Z on 1 March", "2016-03-01", "2016-03-01"),
])
def test_parts_edges_and_nights(words: str, first: str, last: str) -> None:
    found = normalise(Span(0, len(words), words), "2016-03-04")
    assert found is not None and (found.start, found.end) == (first, last)


def test_a_date_that_can_be_read_two_ways_is_left_open() -> None:
    assert normalise(Span(0, 11, "on 3/4/2016"), "2016-03-04") is None
