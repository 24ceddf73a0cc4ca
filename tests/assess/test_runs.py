"""Runs cover every day of a place once, and say what the answer of their first day says."""
from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from reportedly.assess.control import answer, picture
from reportedly.assess.runs import runs, spans
from reportedly.assess.setting import make_setting

from .material import country, war


def test_runs_cover_every_day_once_and_agree_with_the_answers() -> None:
    view = picture(make_setting(war(), country))
    for key in view.courses:
        expected = date.fromordinal(view.first)
        for first, last, said in runs(view, key):
            assert first == expected.isoformat() <= last
            expected = date.fromisoformat(last) + timedelta(1)
            assert said == answer(view, key, first)
            end = answer(view, key, last)
            assert (end.status, end.holder) == (said.status, said.holder)
        assert expected.toordinal() == view.last + 1


def test_spans_tell_every_tier_and_only_what_is_known() -> None:
    view = picture(make_setting(war(), country))
    for key in view.courses:
        told = spans(view, key)
        assert all(a.end < b.start for a, b in pairwise(told))
        days = {d.isoformat(): p for p in told for d in (date.fromisoformat(p.start), date.fromisoformat(p.end))}
        assert all((answer(view, key, d).status, answer(view, key, d).holder) == (p.status, p.holder) for d, p in days.items())
    assert "claimed" in {p.status for k in view.courses for p in spans(view, k)}
    assert "unknown" not in {p.status for k in view.courses for p in spans(view, k)}
