"""What people decide goes over what was concluded, and only while the decision stands."""
from __future__ import annotations

from dataclasses import replace

from reportedly.assess.decisions import standing
from reportedly.assess.events import events
from reportedly.assess.setting import make_setting
from reportedly.model.decision import Decision, Target

from .material import ARMY, BY_FRONT, FRONT, NURSE, claim, country, report

REPORTS = [*report(1, "2031-04-06", claim("attack", "Kern", (FRONT,), says=NURSE, on="2031-04-05")),
           *report(2, "2031-04-06", claim("attack", "Kern", (FRONT,), says=BY_FRONT, on="2031-04-05"), outlet="Hill Post"),
           *report(3, "2031-04-06", claim("attack", "Velgrad", (ARMY,), on="2031-04-03"), outlet="Hill Post")]


def target(n: int) -> Target:
    r = REPORTS[n]
    return Target(r.publication.key, r.claim.trigger.start, r.claim.trigger.end, r.claim.type)


def made(kind: str, *which: int, change: dict | None = None, at: str = "2031-04-07T00:00:00Z") -> Decision:
    return Decision(kind, tuple(target(n) for n in which), "ana", "seen", at, change or {})


def sizes(*decisions: Decision, reports=REPORTS):
    found = events(make_setting(reports, country, decisions))
    return sorted((e.place, len(e.reports)) for e in found)


def test_without_decisions():
    assert sizes() == [("Kern", 2), ("Velgrad", 1)]


def test_retract_split_and_merge():
    assert sizes(made("retract", 2)) == [("Kern", 2)]
    assert sizes(made("split", 1)) == [("Kern", 1), ("Kern", 1), ("Velgrad", 1)]
    assert [n for _, n in sizes(made("merge", 0, 2))] == [3]


def test_correct_and_confirm():
    [e] = [e for e in events(make_setting(REPORTS, country, [made("correct", 2, change={"factuality": "future", "when": ""})]))
           if e.place == "Velgrad"]
    assert e.standing == "planned"
    setting = make_setting(REPORTS, country, [made("confirm", 1)])
    assert [r.claim.verification for r in setting.reports if r.publication.id == "d2"] == ["confirmed"]


def test_a_later_decision_goes_over_an_earlier_one():
    first = made("correct", 2, change={"factuality": "denied"})
    second = made("correct", 2, change={"factuality": "certain"}, at="2031-04-08T00:00:00Z")
    for order in ((first, second), (second, first)):
        setting = make_setting(REPORTS, country, order)
        assert [r.claim.factuality for r in setting.reports if r.publication.id == "d3"] == ["certain"]


def test_a_decision_survives_a_newer_reading_and_waits_where_its_claim_is_gone():
    newer = [replace(r, claim=replace(r.claim, id=f"new{n}")) for n, r in enumerate(REPORTS)]
    assert sizes(made("retract", 2), reports=newer) == [("Kern", 2)]
    gone = make_setting(REPORTS[:2], country, [made("retract", 2)])
    assert gone.decided.waiting == (made("retract", 2).id,)


def test_undone_is_as_if_it_had_not_been_and_an_undo_can_be_undone():
    gone = made("retract", 2)
    back = made("undo", 2, change={"decision": gone.id}, at="2031-04-08T00:00:00Z")
    again = made("undo", 2, change={"decision": back.id}, at="2031-04-09T00:00:00Z")
    assert sizes(gone, back) == sizes()
    assert sizes(again, gone, back) == sizes(gone)
    assert [d.id for d in standing([back, gone, again])] == [gone.id]


def test_a_remark_and_a_coders_own_values_change_nothing():
    assert sizes(made("comment", 2), made("code", 1, change={"type": "capture"})) == sizes()
