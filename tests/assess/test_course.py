"""A place's course is the same to the last bit alone and beside others, today and after a month of silence."""
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reportedly.assess.course import Frame, Places, chain_of, courses, moved, sample
from reportedly.assess.days import ordinal
from reportedly.assess.evidence import said, weighed
from reportedly.assess.hmm import usual_chain
from reportedly.assess.setting import make_setting

from .material import country, war


@pytest.fixture(scope="module")
def found() -> tuple[Places, Frame]:
    setting = make_setting(war(), country)
    places = {k: (setting.places.spots[k], weighed(there)) for k, there in said(setting).items()}
    return places, Frame(ordinal("2031-03-31"), ordinal("2031-04-25"), setting.parties, usual_chain())


def test_alone_as_beside_others(found: tuple[Places, Frame]) -> None:
    places, frame = found
    every, changes = courses(places, frame), moved(places, frame)
    assert len(every) > 1
    for key, place in places.items():
        alone = courses({key: place}, frame)[key]
        assert np.array_equal(alone.posterior, every[key].posterior)
        assert moved({key: place}, frame)[key] == changes[key]


def test_silence_changes_no_day_before_it(found: tuple[Places, Frame]) -> None:
    places, frame = found
    later = replace(frame, until=frame.until + 40)
    every, after = courses(places, frame), courses(places, later)
    for key, course in every.items():
        assert np.array_equal(course.posterior, after[key].posterior[:len(course.posterior)])
        assert (course.begun, course.opened) == (after[key].begun, after[key].opened)
    assert moved(places, frame) == moved(places, later)


def test_a_new_place_moves_few_of_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.assess.course.LEARN_FROM", 50)
    keys = [f"XX:town {n}" for n in range(400)]
    before = sample(keys)
    assert len(before) == 50
    assert len(set(before) - set(sample([*keys, "XX:new"]))) <= 1


def test_few_changes_do_not_move_the_chain() -> None:
    assert chain_of({}) == usual_chain()
    assert chain_of({"a": (20_000, 30)}) == usual_chain()
    assert chain_of({"a": (90_000_000, 900)}).hazard > usual_chain().hazard
