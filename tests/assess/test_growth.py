"""A new report is set beside the claims of its own places; what it changes of all places is said, and nothing else is looked at."""
from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from reportedly.assess.control import QUIET_DAYS
from reportedly.assess.days import ordinal, published
from reportedly.assess.evidence import Said, said
from reportedly.assess.growth import Growth, next_turn
from reportedly.assess.parties import Parties
from reportedly.assess.setting import Reach
from reportedly.model.event import Report

from .material import ARMY, BY_ARMY, FRONT, UN, claim, country, report, war

Found = dict[str, list[Said]]


def taken(growth: Growth, reports: list[Report], before: Found) -> tuple[Found, bool]:
    """By place all claims after these reports, of the places that they are about; and whether all else stands."""
    setting, reach = growth.ground.take_in(reports, country)
    found = {k: sorted([*before.get(k, ()), *new], key=lambda s: s.order) for k, new in said(setting).items()}
    _, as_before = growth.take_in(found, [d for r in setting.reports if (d := published(r)) is not None])
    return found, reach == Reach.OWN_PLACES and as_before


@pytest.fixture
def grown() -> tuple[Growth, Found]:
    growth = Growth()
    found, stands = taken(growth, war(), {})
    assert not stands  # nothing was there before
    return growth, found


def test_another_word_of_a_known_place_by_a_known_side_leaves_the_others(grown: tuple[Growth, Found]) -> None:
    growth, before = grown
    more = report(7, "2031-04-25", claim("hold", "Velgrad", (ARMY,), says=UN), outlet="Hill Post", outlet_kind="newspaper")
    found, stands = taken(growth, more, before)
    assert stands
    assert [len(there) for there in found.values()] == [len(before[k]) + 1 for k in found]
    assert len(found) == 1


def test_grown_courses_are_those_of_all_reports_at_once(grown: tuple[Growth, Found]) -> None:
    growth, before = grown
    more = report(7, "2031-04-25", claim("hold", "Velgrad", (ARMY,), says=UN), outlet="Hill Post", outlet_kind="newspaper")
    setting, _ = growth.ground.take_in(more, country)
    key = next(iter(said(setting)))
    view, _ = growth.take_in({key: sorted([*before[key], *said(setting)[key]], key=lambda s: s.order)}, [ordinal("2031-04-25")])
    at_once = Growth()
    every, _ = at_once.ground.take_in([*more, *war()], country)
    whole, _ = at_once.take_in(said(every), [d for r in every.reports if (d := published(r)) is not None])
    assert view.courses.keys() == {key}
    assert np.array_equal(view.courses[key].posterior, whole.courses[key].posterior)
    assert view.courses[key].evidence == whole.courses[key].evidence


@pytest.mark.parametrize("news", [
    report(7, "2031-06-25", claim("hold", "Velgrad", (ARMY,), says=UN)),  # a month on
    report(7, "2031-03-01", claim("hold", "Velgrad", (ARMY,), says=UN)),  # before the first day
    # The deeds of a third party make it a war of three.
    report(7, "2031-04-25", *(claim("capture", "Kern", ("Hill League",), (FRONT,), says=BY_ARMY) for _ in range(9))),
])
def test_what_all_places_share_may_change(grown: tuple[Growth, Found], news: list[Report]) -> None:
    growth, before = grown
    assert not taken(growth, news, before)[1]


def test_every_thing_that_is_concluded_of_parties_is_weighed() -> None:
    """Who adds one has to say in `setting._reach` whether claims are read by it or places made by it."""
    assert {f.name for f in fields(Parties)} == {"key", "main", "pairs", "name", "fighting", "rivals"}


def test_silence_turns_an_answer_a_week_after_a_word() -> None:
    assert next_turn((100, 104), 104) == 100 + QUIET_DAYS
    assert next_turn((100, 104), 100 + QUIET_DAYS) == 104 + QUIET_DAYS
    assert next_turn((100, 104), 104 + QUIET_DAYS) == 0
