"""Runs cover every day of a place once, and say what the answer of their first day says."""
from __future__ import annotations

from datetime import date, timedelta

from reportedly.assess.control import answer, picture
from reportedly.assess.runs import runs
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
