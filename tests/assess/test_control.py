"""Who holds what: tiers, hindsight, as of a day, either side alike, any order."""
from __future__ import annotations

import random

import pytest

from reportedly.assess.control import answer, answers, history, periods, picture
from reportedly.assess.days import iso
from reportedly.assess.evidence import evidence
from reportedly.assess.setting import make_setting
from reportedly.assess.story import diff, why

from .material import ARMY, BY_ARMY, BY_FRONT, FRONT, NURSE, UN, claim, country, report, war

STATE, REBELS = ARMY, FRONT


def view_of(reports, as_of=None, **how):
    known = [r for r in reports if as_of is None or r.publication.day <= as_of]
    return picture(make_setting(known, country), as_of=as_of, **how)


def told(reports, day, as_of=None, place="Velgrad"):
    view = view_of(reports, as_of)
    key = next((k for k, c in view.courses.items() if c.spot.name == place), None)
    found = answer(view, key, day) if key else None
    return (found.status, found.holder) if found else ("unknown", None)


@pytest.mark.parametrize(("as_of", "status", "holder"), [
    ("2031-04-02", "held", STATE), ("2031-04-06", "claimed", REBELS), ("2031-04-07", "held", REBELS), ("2031-04-15", "held", REBELS),
    ("2031-04-20", "contested", REBELS), ("2031-04-24", "held", STATE)])
def test_as_it_could_be_known(as_of, status, holder):
    assert told(war(), as_of, as_of) == (status, holder)


def test_with_hindsight_the_claim_was_true_from_its_day():
    assert told(war(), "2031-04-19") == ("held", STATE)
    assert told(war(), "2031-04-18") == ("held", REBELS)


def test_a_claim_later_shown_false_is_false_from_then_on_and_as_it_looked_before():
    told_lie = [*war()[:2], *report(7, "2031-04-11", claim("capture", "Kern", (ARMY,), says=BY_ARMY, on="2031-04-10")),
                *report(8, "2031-04-18", claim("hold", "Kern", (FRONT,), says=UN, on="2031-04-08", to="2031-04-17"))]
    assert told(told_lie, "2031-04-11", "2031-04-11", "Kern")[1] == STATE
    assert told(told_lie, "2031-04-11", "2031-04-18", "Kern") == ("held", REBELS)


def test_plans_history_and_other_towns_are_no_evidence():
    reports = [*report(1, "2031-04-02", claim("capture", "Kern", (ARMY,), fact="future"),
                       claim("capture", "Kern", (FRONT,), on="1990-01-01", background=True))]
    assert view_of(reports).courses == {}


def test_both_sides_in_it_by_a_third_party_is_contested():
    reports = report(1, "2031-04-02", claim("hold", "Velgrad", (ARMY,), says=UN, on="2031-04-01"),
                     claim("hold", "Velgrad", (FRONT,), says=UN, on="2031-04-01"))
    assert told(reports, "2031-04-01")[0] == "contested"


def test_forces_that_only_entered_are_presence_or_contested_never_held_on_their_own_word():
    reports = report(1, "2031-04-02", claim("hold", "Velgrad", (FRONT,), says=UN, on="2031-03-30"),
                     claim("enter", "Velgrad", (ARMY,), says=BY_ARMY, on="2031-04-01"))
    assert told(reports, "2031-04-01")[0] != "held" or told(reports, "2031-04-01")[1] == REBELS


def test_the_sides_are_treated_alike():
    swap = {ARMY: "the Southern Front", FRONT: "the Northern Front"}
    other = {ARMY: "the Northern Front", FRONT: "the Southern Front"}

    def fight(names):
        own = ("a spokesman", "party", names[FRONT])
        return [*report(1, "2031-04-01", claim("hold", "Velgrad", (names[ARMY],), says=UN)),
                *report(2, "2031-04-06", claim("capture", "Velgrad", (names[FRONT],), (names[ARMY],), says=own, on="2031-04-05"))]

    assert told(fight(swap), "2031-04-06")[0] == told(fight(other), "2031-04-06")[0] == "claimed"
    assert told(fight(swap), "2031-04-06")[1] != told(fight(other), "2031-04-06")[1]


def test_order_and_repetition_do_not_matter():
    base = history(view_of(war()))
    for seed in range(4):
        mixed = random.Random(seed).sample(war() * 2, len(war()) * 2)
        assert history(view_of(mixed)) == base


def test_silence_widens_doubt():
    view = view_of(war()[:5], as_of="2031-12-01")
    key = next(k for k, c in view.courses.items() if c.spot.name == "Velgrad")
    soon, late = (answer(view, key, d).probability for d in ("2031-04-08", "2031-11-30"))
    assert soon > late > 0.5


def test_forward_only_knows_nothing_of_later_days():
    ahead = view_of(war(), hindsight=False)
    key = next(k for k, c in ahead.courses.items() if c.spot.name == "Velgrad")
    assert answer(ahead, key, "2031-04-04").holder == STATE
    assert answer(ahead, key, "2031-04-08").holder == REBELS


def test_probabilities_sum_to_one_and_answers_cover_every_place():
    view = view_of(war())
    found = answers(view, "2031-04-25")
    assert {a.name for a in found} == {"Velgrad", "Kern", "Ostrava Pass"}
    assert all(sum(v for _, v in a.probabilities) == pytest.approx(1, abs=1e-3) for a in found)


def test_the_story_cites_every_claim_and_diff_finds_the_change():
    base = make_setting(war(), country)
    view = picture(base)
    key = next(k for k, c in view.courses.items() if c.spot.name == "Velgrad")
    story = why(base, view, key, "2031-04-25")
    assert story[0].startswith("2031-04-25: army holds Velgrad (almost certain")
    assert any("against its own interest [d3, 2031-04-07" in line for line in story)
    assert {(a.name, a.holder, b.holder) for a, b in diff(view, "2031-04-08", "2031-04-23") if a.name == "Velgrad"} == {
        ("Velgrad", REBELS, STATE)}


def test_one_origin_counts_once():
    once = report(1, "2031-04-06", claim("capture", "Velgrad", (FRONT,), (ARMY,), says=BY_FRONT, on="2031-04-05"))
    again = [r for n in range(2, 6) for r in report(n, "2031-04-06", claim(
        "capture", "Velgrad", (FRONT,), (ARMY,), says=BY_FRONT, on="2031-04-05"), outlet=f"Wire {n}")]
    first, repeated = (next(iter(answers(view_of(x, "2031-04-06"), "2031-04-06"))) for x in (once, [*once, *again]))
    assert first.status == repeated.status == "claimed"
    assert repeated.probability == pytest.approx(first.probability, abs=1e-6)


def test_nothing_known_is_no_picture():
    assert answers(view_of([]), "2031-04-01") == []


def test_days_before_the_first_word_and_long_after_the_last_are_unknown():
    view = view_of(war())
    for day in ("1990-01-01", iso(view.first - 1), "2060-01-01"):
        for a in answers(view, day):
            assert (a.status, a.holder, a.claims) == ("unknown", None, ())
            assert sum(p for _, p in a.probabilities) == pytest.approx(1, abs=0.01)
    kern = next(k for k, c in view.courses.items() if c.spot.name == "Kern")
    assert answer(view, kern, iso(view.last + 1)).holder == answer(view, kern, iso(view.last)).holder


def test_one_day_has_one_answer_in_picture_and_history():
    disputed = [*war(), *report(7, "2031-04-27", claim("capture", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-26")),
                *report(8, "2031-04-28", claim("hold", "Velgrad", (ARMY,), says=BY_ARMY, on="2031-04-27"))]
    view = view_of(disputed)
    for key in view.courses:
        told_of = periods(view, key)
        for day in map(iso, range(view.first - 5, view.last + 1)):
            a, p = answer(view, key, day), next((p for p in told_of if p.start <= day <= p.end), None)
            if p is None:
                assert a.status in ("unknown", "presence", "denied", "claimed")
            else:
                assert (a.holder, a.status) == (p.holder, p.status)


def test_a_claim_is_held_once_a_week_has_passed_without_dispute():
    words = report(1, "2031-04-02", claim("capture", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-01"))
    for last, status in (("2031-04-03", "claimed"), ("2031-04-20", "held")):
        view = view_of([*words, *report(2, last, claim("clash", "Kern", (FRONT, ARMY), on=last))])
        key = next(k for k, c in view.courses.items() if c.spot.name == "Velgrad")
        for day in ("2031-04-02", last):
            assert answer(view, key, day).status == status
        assert [p.status for p in periods(view, key) if p.end == last] == (["held"] if status == "held" else [])


def test_the_fight_for_a_town_ends_with_its_fall():
    fall = [claim("capture", "Velgrad", (FRONT,), (ARMY,), says=UN, on="2031-04-05"),
            *(claim("clash", "Velgrad", (FRONT,), (ARMY,), says=s, on="2031-04-05") for s in (NURSE, UN))]
    before = report(1, "2031-04-02", claim("hold", "Velgrad", (ARMY,)))
    assert told([*before, *report(2, "2031-04-06", *fall)], "2031-04-05") == ("held", REBELS)


def test_each_says_that_it_holds_the_town_is_a_dispute():
    words = "Both armies claimed to be masters of Velgrad."
    reports = [*report(1, "2031-04-02", claim("hold", "Velgrad", (ARMY,))),
               *report(2, "2031-04-06", claim("hold", "Velgrad", ("side",), says=("side", "party", ""), text=words))]
    assert told(reports, "2031-04-06")[0] == "contested"


def test_what_was_said_before_a_change_does_not_dispute_it():
    reports = [*report(1, "2031-04-03", claim("hold", "Velgrad", (ARMY,), says=UN, on="2031-03-01")),
               *report(2, "2031-04-05", claim("capture", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-04")),
               *report(3, "2031-04-07", claim("capture", "Velgrad", (ARMY,), (FRONT,), says=BY_ARMY, on="2031-04-06"))]
    assert told(reports, "2031-04-07", "2031-04-07") == ("claimed", STATE)
    answered = [*reports, *report(4, "2031-04-08", claim("hold", "Velgrad", (FRONT,), says=BY_FRONT))]
    assert told(answered, "2031-04-08", "2031-04-08")[0] == "contested"


def test_a_gain_that_the_same_report_says_is_denied_is_a_dispute_until_another_voice_decides():
    held = report(1, "2031-04-02", claim("hold", "Velgrad", (ARMY,), says=UN))
    denied = report(2, "2031-04-06", claim("capture", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-05", mark="disputed"))
    seen = report(3, "2031-04-09", claim("hold", "Velgrad", (ARMY,), says=UN, on="2031-04-08"))
    plain = report(2, "2031-04-06", claim("capture", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-05"))
    assert told([*held, *denied], "2031-04-06", "2031-04-06")[0] == "contested"
    assert told([*held, *denied, *seen], "2031-04-09", "2031-04-09") == ("held", STATE)
    assert told([*held, *plain], "2031-04-06", "2031-04-06") == ("claimed", REBELS)


def test_an_admitted_loss_takes_back_what_the_side_had_said_since():
    denial = [*report(1, "2031-04-02", claim("hold", "Velgrad", (ARMY,), says=UN)),
              *report(2, "2031-04-06", claim("capture", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-05")),
              *report(3, "2031-04-08", claim("hold", "Velgrad", (ARMY,), says=BY_ARMY, on="2031-04-08"))]
    loss = report(4, "2031-04-11", claim("capture", "Velgrad", (FRONT,), (ARMY,), says=BY_ARMY, on="2031-04-05"))
    assert told(denial, "2031-04-08", "2031-04-08")[1] == STATE
    assert told([*denial, *loss], "2031-04-08", "2031-04-08")[1] == STATE
    assert told([*denial, *loss], "2031-04-08") == ("held", REBELS)


def test_an_admitted_withdrawal_takes_back_what_the_side_had_said_since():
    claimed = [*report(1, "2031-04-02", claim("hold", "Velgrad", (FRONT,), says=UN)),
               *report(2, "2031-04-06", claim("capture", "Velgrad", (ARMY,), says=BY_ARMY, on="2031-04-05")),
               *report(3, "2031-04-07", claim("hold", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-06"))]
    left = report(4, "2031-04-11", claim("withdraw", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-05"))
    assert told(claimed, "2031-04-07", "2031-04-07")[0] == "contested"
    assert told([*claimed, *left], "2031-04-07") == ("held", STATE)


def test_who_enters_the_outskirts_is_not_in_the_town_and_who_holds_half_shares_it():
    held = report(1, "2031-04-02", claim("hold", "Velgrad", (FRONT,), says=UN))
    words = "Soldiers entered the outskirts of Velgrad on Saturday."
    edge = report(2, "2031-04-06", claim("enter", "Velgrad", (ARMY,), says=BY_ARMY, on="2031-04-05", text=words))
    assert told([*held, *edge], "2031-04-06") == ("held", REBELS)
    half = claim("hold", "Velgrad", ("men",), says=("an elder", "unnamed", ""), text="Their men hold the southern half of it.")
    shared = report(2, "2031-04-06", half)
    assert told([*held, *shared], "2031-04-06", "2031-04-06")[0] == "contested"


def test_where_two_others_stand_the_state_takes_no_share_of_the_chances():
    reports = [*report(1, "2031-04-02", claim("capture", "Kern", (FRONT,), ("Hill Guards",), says=UN, on="2031-04-01")),
               *report(2, "2031-04-06", claim("hold", "Velgrad", (ARMY,), says=UN), claim("clash", "Velgrad", (ARMY,), (FRONT,)))]
    view = picture(make_setting(reports, country))
    assert all(STATE not in (view.shown(p) for p in c.parties) for c in view.courses.values() if c.spot.name == "Kern")


def test_what_a_side_had_said_before_the_report_is_no_dispute_of_it():
    taken = report(1, "2031-04-06", claim("capture", "Velgrad", (ARMY,), (FRONT,), says=UN, on="2031-04-05"))
    words = "The rebels had said on Saturday that the town was theirs."
    before = report(2, "2031-04-09", claim("hold", "Velgrad", (FRONT,), says=BY_FRONT, text=words))
    now = report(2, "2031-04-09", claim("hold", "Velgrad", (FRONT,), says=BY_FRONT, text=words.replace("had said", "said")))
    for r in (*before, *now):
        object.__setattr__(r.claim.trigger, "start", r.claim.start + words.index("theirs"))
    assert told([*taken, *before], "2031-04-09", "2031-04-09") == ("held", STATE)
    assert told([*taken, *now], "2031-04-09", "2031-04-09") != ("held", STATE)


def test_who_says_that_an_attack_was_beaten_back_has_the_place():
    said = report(1, "2031-04-06", claim("repel", "Velgrad", (), (ARMY,), says=BY_FRONT, on="2031-04-05"),
                  claim("clash", "Kern", (FRONT,), (ARMY,), says=UN))
    assert told(said, "2031-04-06", "2031-04-06")[1] == REBELS


def test_soldiers_whose_coming_a_side_denies_are_the_others():
    others = claim("enter", "Velgrad", ("soldier",), says=BY_FRONT, fact="denied")
    setting = make_setting([*report(1, "2031-04-06", others, claim("clash", "Kern", (FRONT,), (ARMY,), says=UN))], country)
    assert setting.actors(setting.reports[0]) == (setting.parties.of("XX", ARMY),)


def test_who_lost_no_ground_is_not_said_to_hold_the_town():
    lost = claim("capture", "Velgrad", (), ("tribesmen",), says=UN, fact="denied", text="The tribesmen lost no ground.")
    setting = make_setting([*report(1, "2031-04-06", lost, claim("clash", "Kern", (FRONT,), (ARMY,), says=UN))], country)
    assert not [e for e in evidence(setting) if setting.places.spots[e.place].name == "Velgrad"]
