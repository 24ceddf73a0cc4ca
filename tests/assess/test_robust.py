"""Rules that keep imperfect claims from misleading: each is one that a reader would make in any war."""
from __future__ import annotations

from dataclasses import replace

from reportedly.assess.control import answers, history, picture
from reportedly.assess.events import events
from reportedly.assess.evidence import evidence
from reportedly.assess.setting import make_setting
from reportedly.model.control import Evidence
from reportedly.model.event import Report
from reportedly.model.knowledge import World

from .material import ARMY, BY_ARMY, BY_FRONT, FRONT, UN, claim, country, report


def said(*reports: Report) -> list[Evidence]:
    return [e for e in evidence(make_setting([*WAR, *reports], country)) if e.claim in {r.claim.id for r in reports}]


WAR = [*report(90, "2031-03-01", claim("clash", "Ostrava Pass", (FRONT,), (ARMY,)), claim("hold", "Ostrava Pass", (ARMY,)))]
STATE = "state:XX"


def test_what_has_not_fallen_denies_the_capture_that_was_claimed() -> None:
    found = said(*report(1, "2031-04-02", claim("capture", "Kern", (FRONT,), says=BY_FRONT)),
                 *report(2, "2031-04-04", claim("capture", "Kern", fact="denied"), outlet="Hill Post"))
    (denial,) = [e for e in found if e.published == "2031-04-04"]
    assert (denial.party.endswith(FRONT), denial.holds) == (True, False)
    assert said(*report(3, "2031-04-04", claim("capture", "Velgrad", fact="denied"))) == []


def test_whose_hands_are_the_speakers() -> None:
    text = "The town was in its hands, the army said."
    (found,) = said(*report(1, "2031-04-02", claim("hold", "Kern", says=BY_ARMY, text=text)))
    assert (found.party, found.holds, found.voice) == (STATE, True, "own")
    assert said(*report(2, "2031-04-02", claim("hold", "Kern", says=BY_ARMY, text="The town was in the hands of a stranger."))) == []


def test_what_had_been_is_over() -> None:
    since = {"on": "2031-03-20", "to": "2031-04-02"}
    had = said(*report(1, "2031-04-02", claim("hold", "Kern", (FRONT,), text="Kern had been held by the front since March.", **since)))
    has = said(*report(1, "2031-04-02", claim("hold", "Kern", (FRONT,), text="Kern has been held by the front since March.", **since)))
    assert [e.holds for e in had if e.day == "2031-04-02"] == [False]
    assert [e.holds for e in has if e.day == "2031-04-02"] == [True]


def test_quarters_are_not_the_town() -> None:
    text = "The front holds the northern quarters of Kern."
    (found,) = said(*report(1, "2031-04-02", claim("hold", "Kern", (FRONT,), says=UN, text=text)))
    assert found.contested


def test_a_stronghold_lost_in_the_same_breath_was_held_before() -> None:
    text = "The army surrendered Kern, its last stronghold, on Tuesday."
    found = said(*report(1, "2031-04-02", claim("surrender", "Kern", (ARMY,), on="2031-04-01", text=text),
                         claim("hold", "Kern", (ARMY,), on="2031-04-01", text=text)))
    assert {e.day for e in found if e.type == "hold"} == {"2031-03-31"}


def test_who_is_given_a_town_has_it() -> None:
    found = said(*report(1, "2031-04-02", claim("surrender", "Kern", (ARMY,), (FRONT,), on="2031-04-01")))
    assert [(e.holds, e.before) for e in found if e.party.endswith(FRONT)] == [(False, True), (True, False)]


def test_a_besieger_speaks_in_his_own_interest() -> None:
    (found,) = said(*report(1, "2031-04-02", claim("besiege", "Kern", (FRONT,), says=BY_FRONT)))
    assert found.voice == "own"


def test_another_states_word_is_no_admission() -> None:
    abroad = ("Foreign Minister", "party", "United States")
    reports = report(1, "2031-04-02", claim("capture", "Kern", (ARMY,), says=abroad, on="2031-04-01"))
    setting = make_setting([*WAR, *reports], country, world=World(lambda w: "US" if w == "United States" else "", lambda a, d: ""))
    assert {e.voice for e in evidence(setting) if e.claim == reports[0].claim.id} == {"outlet"}


def test_spokesmen_take_no_towns() -> None:
    (found, *_) = said(*report(1, "2031-04-02", claim("capture", "Kern", ("opposition spokesman",), says=UN)))
    assert found.voice == "own"


def test_one_fire_paints_no_history() -> None:
    view = picture(make_setting([*WAR, *report(1, "2031-04-02", claim("airstrike", "Kern", (ARMY,)))], country))
    assert [p for p in history(view) if p.name == "Kern"] == []


def test_a_capture_announced_too_early_is_the_one_that_follows() -> None:
    reports = [*WAR,
               *report(1, "2031-04-02", claim("capture", "Kern", (ARMY,), says=BY_ARMY),
                       claim("capture", "Kern", fact="denied", says=BY_FRONT)),
               *report(2, "2031-04-08", claim("withdraw", "Kern", (FRONT,), says=BY_FRONT, on="2031-04-07"))]
    taken = [e for e in events(make_setting(reports, country)) if e.place == "Kern"]
    assert [len(e.reports) for e in taken] == [3]


def test_who_gains_is_the_actor_and_who_leaves_the_target() -> None:
    reports = [*WAR, *report(1, "2031-04-02", claim("capture", "Kern", (ARMY,), on="2031-04-01"),
                             claim("withdraw", "Kern", (FRONT,), on="2031-04-01"))]
    (taken,) = [e for e in events(make_setting(reports, country)) if e.place == "Kern"]
    assert (taken.actor, taken.target) == ((ARMY,), (FRONT,))


def test_one_number_told_by_two_claims_counts_once() -> None:
    text = "The army took Kern on Tuesday, killing 43 people."
    reports = [*WAR, *report(1, "2031-04-02", claim("capture", "Kern", (ARMY,), on="2031-04-01", killed=43, text=text),
                             claim("kill", "Kern", (), ("people",), killed=43, text=text))]
    found = [e for e in events(make_setting(reports, country)) if e.place == "Kern" and e.killed]
    assert {e.killed for e in found} == {(43, 43, 43)}


def test_a_year_gone_by_is_history() -> None:
    text = "In 2019 the front killed civilians in Kern."
    reports = [*WAR, *report(1, "2031-04-02", claim("kill", "Kern", (FRONT,), ("civilians",), text=text))]
    (old,) = [e for e in events(make_setting(reports, country)) if e.place == "Kern"]
    assert old.standing == "past"


def test_what_one_side_alone_says_is_claimed_though_the_odds_are_even() -> None:
    front = ("front spokesman", "party", FRONT)
    (doubtful,) = report(1, "2031-04-02", claim("capture", "Kern", (FRONT,), says=front, mark="unconfirmed"))
    reports = [replace(doubtful, claim=replace(doubtful.claim, probability=0.15)), *report(2, "2031-03-02", claim("hold", "Kern", (ARMY,)))]
    (there,) = [a for a in answers(picture(make_setting(reports, country)), "2031-04-02") if a.name == "Kern"]
    assert there.probability < 0.6
    assert (there.status, there.holder) == ("claimed", FRONT)
