"""Which claims report one event."""
from __future__ import annotations

import random
from dataclasses import replace

from reportedly.assess.items import items
from reportedly.assess.merge import merge, number_events
from reportedly.assess.pairs import apart, span_of
from reportedly.assess.setting import make_setting

from .material import ARMY, BY_ARMY, BY_FRONT, FRONT, NURSE, UN, claim, country, report, war


def groups(reports):
    """Sets of (document, type, day) that are one event."""
    return {frozenset((i.report.publication.id, i.type, i.report.found.when.start if i.report.found.when else "") for i in c.items)
            for c in merge(make_setting(reports, country))}


def together(reports):
    return sorted(sorted(g) for g in groups(reports))


def test_taking_and_leaving_are_one_change_and_retaking_another():
    found = groups(war())
    assert frozenset({("d2", "capture", "2031-04-05"), ("d3", "withdraw", "2031-04-05")}) in found
    assert any({("d4", "capture", "2031-04-19"), ("d4", "capture", ""), ("d5", "hold", "2031-04-22")} == g for g in found)


def test_a_plan_never_joins_what_happened():
    reports = [*report(1, "2031-04-02", claim("capture", "Kern", (ARMY,), fact="future")),
               *report(2, "2031-04-05", claim("capture", "Kern", (ARMY,), on="2031-04-04"))]
    assert len(groups(reports)) == 2


def test_two_days_of_fighting_stay_two_whatever_lies_between():
    day = [claim("clash", "Velgrad", (ARMY,), (FRONT,), says=UN, on=f"2031-04-0{n}") for n in (3, 4)]
    vague = claim("clash", "Velgrad", (ARMY,), (FRONT,), says=NURSE)
    found = groups([*report(1, "2031-04-05", day[0]), *report(2, "2031-04-05", day[1], outlet="Hill Post"),
                    *report(3, "2031-04-05", vague, outlet="Kern FM")])
    assert not any({("d1", "clash", "2031-04-03"), ("d2", "clash", "2031-04-04")} <= g for g in found)


def test_other_places_and_other_victims_stay_apart():
    reports = report(1, "2031-04-05", claim("kill", "Velgrad", (), ("nurses",), on="2031-04-04"),
                     claim("kill", "Kern", (), ("nurses",), on="2031-04-04"))
    assert len(merge(make_setting(reports, country))) == 2


def test_a_toll_belongs_to_the_taking_just_told():
    reports = report(1, "2031-04-05", claim("capture", "Kern", (FRONT,), says=BY_FRONT, on="2031-04-04"),
                     claim("kill", "Kern", (), ("soldiers",), killed=9))
    assert len(groups(reports)) == 1


def test_a_denial_joins_what_it_denies():
    reports = [*report(1, "2031-04-05", claim("capture", "Kern", (FRONT,), says=BY_FRONT, on="2031-04-04")),
               *report(2, "2031-04-06", claim("capture", "Kern", (), says=BY_ARMY, fact="denied"), outlet="Hill Post")]
    assert together(reports) == [[("d1", "capture", "2031-04-04"), ("d2", "capture", "")]]


def test_order_and_repetition_do_not_matter():
    base = together(war())
    for seed in range(5):
        assert together(random.Random(seed).sample(war() * 2, len(war()) * 2)) == base


def test_numbers_within_a_document_run_from_one_in_order():
    reports = report(1, "2031-04-05", claim("airstrike", "Kern", (ARMY,), on="2031-04-04"), claim("meet", None, ("A",), ("B",)),
                     claim("airstrike", "Kern", (ARMY,)))
    assert number_events([r.claim for r in reports], [r.found for r in reports], "2031-04-05") == (1, 2, 1)
    assert number_events([], []) == ()


def test_groups_are_apart_exactly_where_some_pair_is():
    chance = random.Random(7)
    base = items(make_setting(report(1, "2031-04-05", claim("clash", "Velgrad", (ARMY,), (FRONT,))), country))[0]

    def one():
        first = chance.randint(5, 9)
        return replace(base, place=chance.choice(("", "a", "a", "b")), mode=chance.choice(("actual", "actual", "denied", "planned")),
                       told=chance.random() < 0.7, first=first, last=first + chance.randint(0, 3))

    def conflict(a, b):
        unreal = [i.mode in ("planned", "past") for i in (a, b)]
        meet = a.first <= b.last and b.first <= a.last
        return (a.place and b.place and a.place != b.place) or unreal[0] != unreal[1] \
            or (a.told and b.told and not meet and "denied" not in (a.mode, b.mode))

    for _ in range(300):
        left, right = ([one() for _ in range(chance.randint(1, 3))] for _ in "ab")
        assert apart(span_of(left), span_of(right)) == any(conflict(a, b) for a in left for b in right)


def test_a_truce_is_one_wherever_it_was_signed_or_broken():
    reports = [*report(1, "2031-04-05", claim("ceasefire", "Velgrad", (ARMY, FRONT), on="2031-04-04")),
               *report(2, "2031-04-09", claim("ceasefire", "Kern", (ARMY, FRONT), on="2031-04-04", fact="denied"), outlet="Hill Post")]
    assert len(groups(reports)) == 1


def test_fighting_that_goes_on_is_one_and_a_toll_of_months_another():
    words = "At noon on Saturday there was still fighting in Kern."
    still = claim("clash", "Kern", (ARMY,), (FRONT,), says=UN, on="2031-04-05", text=words)
    fought = claim("clash", "Kern", (ARMY,), (FRONT,), says=UN, on="2031-04-04")
    toll = claim("kill", "Kern", (), ("people",), on="2031-01-01", to="2031-04-05", killed=4000)
    assert len(groups(report(1, "2031-04-06", fought, still))) == 1
    assert len(groups(report(1, "2031-04-06", fought, toll))) == 2


def test_a_toll_without_a_place_belongs_to_the_taking_just_told():
    told = report(1, "2031-04-06", claim("capture", "Velgrad", (FRONT,), (ARMY,), says=BY_FRONT, on="2031-04-05"),
                  claim("kill", None, says=BY_FRONT, killed=7))
    assert [("d1", "capture", "2031-04-05"), ("d1", "kill", "")] in together(told)


def test_a_number_for_the_dead_is_of_the_fight_told_just_before():
    fight = claim("attack", "Kern", (FRONT,), on="2031-04-02", killed=20, text="The Northern Front shot 20 men at Kern on Friday.")
    put = "A deputy put the dead at 500, but gave no source."
    loose = "In Velgrad a deputy put the dead at 500."
    told = [number_groups(report(1, "2031-04-04", fight, claim("kill", place, killed=500, text=said)))
            for said, place in ((put, None), (loose, "Velgrad"))]
    assert told == [1, 2]


def test_each_speakers_accusation_is_his_own():
    one, other = claim("accuse", None, ("Ali Venn",), (FRONT,)), claim("accuse", None, ("Saba Orm",), (FRONT,))
    again = claim("accuse", None, ("Ali Venn",), (FRONT,))
    assert number_groups(report(1, "2031-04-04", one, other)) == 2
    assert number_groups(report(1, "2031-04-04", one, again)) == 1


def number_groups(reports):
    return len(merge(make_setting(reports, country)))
