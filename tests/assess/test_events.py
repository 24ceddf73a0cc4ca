"""Standing, independent sources, killed ranges and grades of events."""
from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.assess.events import events
from reportedly.assess.grade import credibility, diagonal, reliability
from reportedly.assess.setting import make_setting
from reportedly.assess.sources import source_rows
from reportedly.model.event import Grade, Origin

from .material import ARMY, BY_ARMY, BY_FRONT, FRONT, NURSE, UN, claim, country, report, war

SENTENCE = "Rebels of the Northern Front took the town of Velgrad at dawn on Saturday after two days of shelling, a nurse said."


def made(*reports):
    return events(make_setting([r for x in reports for r in x], country))


def test_a_copy_at_another_outlet_is_no_second_source():
    told = claim("capture", "Velgrad", (FRONT,), says=NURSE, on="2031-04-05", text=SENTENCE)
    [e] = made(report(1, "2031-04-06", told), report(2, "2031-04-07", told, outlet="Hill Post", outlet_kind="newspaper"))
    assert (len(e.reports), e.independent_sources) == (2, 1)


def test_the_same_side_twice_is_one_source_and_an_admission_makes_two():
    [e] = made(report(1, "2031-04-06", claim("capture", "Velgrad", (FRONT,), (ARMY,), says=BY_FRONT, on="2031-04-05")),
               report(2, "2031-04-07", claim("capture", "Velgrad", (FRONT,), says=("front commander", "party", FRONT),
                                             on="2031-04-05"), outlet="B"))
    assert (e.independent_sources, e.standing) == (1, "claimed")
    [e] = made(report(1, "2031-04-06", claim("capture", "Velgrad", (FRONT,), (ARMY,), says=BY_FRONT, on="2031-04-05")),
               report(3, "2031-04-07", claim("withdraw", "Velgrad", (ARMY,), says=BY_ARMY, on="2031-04-05"), outlet="B"))
    assert (e.independent_sources, e.standing) == (2, "established")
    assert [o.interest for o in e.origins] == ["own", "against"]


@pytest.mark.parametrize(("told", "standing"), [
    (claim("capture", "Kern", (ARMY,), fact="future"), "planned"),
    (claim("capture", "Kern", (ARMY,), on="1990-01-01", background=True), "past"),
    (claim("attack", "Kern", (ARMY,), says=NURSE, fact="possible"), "possible"),
    (claim("attack", "Kern", (ARMY,), says=NURSE, fact="denied"), "refuted"),
    (claim("attack", "Kern", (ARMY,), says=BY_FRONT), "claimed"),
    (claim("attack", "Kern", (ARMY,)), "established")])
def test_standing(told, standing):
    [e] = made(report(1, "2031-04-06", told))
    assert e.standing == standing


def test_an_outlet_of_a_side_speaks_for_it():
    [e] = made(report(1, "2031-04-06", claim("capture", "Kern", (FRONT,), (ARMY,), on="2031-04-05"), outlet="Northern Front",
                      outlet_kind="rebel"))
    assert (e.standing, e.origins[0].interest) == ("claimed", "own")


@pytest.mark.parametrize(("claims", "expected"), [
    ([claim("attack", "Kern", killed=12, says=NURSE)], (12, 12)),
    ([claim("attack", "Kern", killed=12, most=None, says=NURSE)], (12, None)),
    ([claim("attack", "Kern", killed=12, says=NURSE), claim("attack", "Kern", killed=20, says=UN)], (12, 20)),
    ([claim("attack", "Kern", (FRONT,), (ARMY,), killed=43, says=BY_FRONT)], (0, 43))])
def test_killed_range(claims, expected):
    [e] = made(report(1, "2031-04-06", *claims))
    assert (e.killed[0], e.killed[2]) == expected


@pytest.mark.parametrize(("text", "low"), [
    ("The enemy left 9 dead behind him.", 0), ("The enemy was thrown back, leaving 9 dead.", 0), ("The enemy lost 9 men.", 0),
    ("We have buried 9 martyrs.", 9), ("The enemy bombed the market, leaving 9 dead.", 9), ("A shell fell, and 9 died.", 9)])
def test_whose_dead_a_side_counts_is_told_by_its_own_clause(text, low):
    [r] = report(1, "2031-04-06", claim("kill", "Kern", says=BY_FRONT, killed=9, text=text))
    at = r.claim.start + text.index("9")
    count = replace(r.claim.counts[0], start=at, end=at + 1)
    [e] = made([replace(r, claim=replace(r.claim, counts=(count,)))])
    assert (e.killed[0], e.killed[2]) == (low, 9)


def test_a_later_figure_of_the_same_source_replaces_the_earlier():
    first, later = (claim("attack", "Kern", killed=n, says=UN, on="2031-04-05") for n in (75, 34))
    [e] = made(report(1, "2031-04-06", first), report(2, "2031-04-07", later, outlet="Hill Post"))
    assert e.killed == (34, 34, 34)
    assert [f.status for f in e.figures] == ["corrected", "current"]


def origin(kind, stance="affirms", interest="none", side=""):
    return Origin(kind, kind, side, stance, interest, ())


def test_the_two_axes_are_rated_apart():
    assert reliability(origin("party", interest="own", side="a"))[0] == "D"
    assert reliability(origin("party", interest="against", side="a"))[0] == "B"
    assert reliability(origin("unnamed"))[0] == "F"
    assert reliability(origin("witness"), {"witness": (19.0, 1.0)})[0] == "A"
    assert reliability(origin("witness"), {"witness": (2.0, 0.0)})[0] == "B"
    assert credibility([origin("witness"), origin("igo")])[0] == 1
    assert credibility([origin("party", interest="own", side="a")])[0] == 3
    assert credibility([origin("party", interest="own", side="a"), origin("party", "denies", "own", "b")])[0] == 4
    assert credibility([origin("party", interest="own", side="a"), origin("igo", "denies")])[0] == 5
    assert credibility([origin("unnamed")])[0] == 6


def test_the_diagonal_leaves_out_what_cannot_be_judged():
    assert diagonal([Grade("B", 2, ""), Grade("D", 3, ""), Grade("F", 6, "")]) == 0.5


def test_sources_have_a_row_each():
    rows = source_rows(make_setting(war(), country))
    by_name = {r["name"]: r for r in rows}
    assert by_name["army"]["claims"] >= 3
    assert by_name["Northern Front"]["confirmed"] == 1
    assert {"name", "kind", "side", "reliability", "claims", "confirmed", "refuted", "because"} == set(rows[0])


def test_event_ids_stay_when_later_reports_join():
    early, late = war()[:3], war()
    ids = {e.id for e in made(early)}
    assert ids <= {e.id for e in made(late)}


@pytest.mark.parametrize(("told", "who", "whom"), [
    (claim("surrender", "Kern", (ARMY,), (FRONT,), on="2031-04-05"), (ARMY,), (FRONT,)),
    (claim("withdraw", "Kern", (ARMY,), on="2031-04-05"), (ARMY,), ()),
    (claim("enter", "Kern", (FRONT,), on="2031-04-05"), (FRONT,), ())])
def test_only_a_capture_makes_the_gainer_the_actor(told, who, whom):
    [e] = made(report(1, "2031-04-06", told))
    assert (e.type, e.actor, e.target) == (told["kind"], who, whom)


def test_who_left_is_the_target_of_a_capture_told_both_ways():
    [e] = made(report(1, "2031-04-06", claim("capture", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-05")),
               report(2, "2031-04-07", claim("withdraw", "Velgrad", (ARMY,), says=BY_ARMY, on="2031-04-05"), outlet="B"))
    assert (e.type, e.actor, e.target) == ("capture", (FRONT,), (ARMY,))


def test_a_denial_joins_the_capture_that_it_denies():
    both = "The army denied that Velgrad had fallen and said that its men were defending it."
    [e] = made(report(1, "2031-04-06", claim("capture", "Velgrad", says=BY_FRONT)),
               report(2, "2031-04-07", claim("capture", "Velgrad", says=BY_ARMY, fact="denied", text=both),
                      claim("hold", "Velgrad", (ARMY,), says=BY_ARMY, text=both), outlet="B"))
    assert (e.type, e.standing) == ("capture", "disputed")
    assert [o.stance for o in e.origins] == ["affirms", "denies"]


def test_a_capture_taken_back_by_who_told_it_is_refuted():
    first = report(1, "2031-04-06", claim("capture", "Velgrad", (FRONT,), (ARMY,), on="2031-04-05"))
    [e] = made(first)
    assert e.standing == "established"
    [e] = made(first, report(2, "2031-04-08", claim("capture", "Velgrad", (FRONT,), on="2031-04-05", fact="denied")))
    assert e.standing == "refuted"


def test_a_dispute_of_two_gainers_does_not_refute_that_the_loser_gave_the_town_up():
    each = claim("hold", "Velgrad", ("side",), says=("side", "party", ""), text="Both commanders claimed to be masters of Velgrad.")
    found = made(report(1, "2031-04-02", claim("hold", "Velgrad", (ARMY,), says=UN)),
                 report(2, "2031-04-06", claim("surrender", "Velgrad", (ARMY,), (FRONT,), on="2031-04-06")),
                 report(3, "2031-04-07", each))
    assert [e.standing for e in found if e.type == "surrender"] == ["established"]


def test_a_reporter_who_denies_it_refutes_a_side():
    [e] = made(report(1, "2031-04-06", claim("capture", "Velgrad", (FRONT,), says=BY_FRONT, on="2031-04-05")),
               report(2, "2031-04-08", claim("capture", "Velgrad", on="2031-04-05", fact="denied"), outlet="B"))
    assert e.standing == "refuted"


def test_the_sentence_about_a_source_counts_as_its_columns_do():
    many = [r for n in range(7) for r in (
        *report(2 * n, f"2031-04-{2 + 4 * n:02}", claim("attack", "Kern", (FRONT,), (ARMY,), says=BY_FRONT, on=f"2031-04-{1 + 4 * n:02}")),
        *report(2 * n + 1, f"2031-04-{2 + 4 * n:02}", claim("attack", "Kern", (FRONT,), (ARMY,), says=NURSE, on=f"2031-04-{1 + 4 * n:02}",
                                                     fact="denied" if n == 6 else "certain"), outlet="B"))]
    told = [r for r in source_rows(make_setting(many, country)) if "earlier claims" in r["because"]]
    assert told
    for r in told:
        assert f"{r['confirmed']} of its {r['confirmed'] + r['refuted']} earlier claims" in r["because"]


def test_a_record_of_errors_lowers_a_grade_and_no_record_has_no_effect():
    wire = ("Hill Aid", "ngo", "")
    alone = claim("kill", "Velgrad", (), ("people",), says=wire, on="2031-06-01", killed=3)
    others = [("UN mission", "igo", ""), ("a nurse", "witness", ""), ("River Relief", "ngo", "")]

    def grade_with(judged):
        reports = [*report(99, "2031-06-02", alone)]
        for n in range(judged):
            day = f"2031-05-{n + 1:02}"
            told = [claim("attack", "Kern", (FRONT,), ("people",), says=s, on=day, fact=f)
                    for s, f in [(wire, "certain"), *((o, "denied") for o in others)]]
            reports += [r for k, t in enumerate(told) for r in report(4 * n + k, "2031-05-20", t, outlet=f"Outlet {k}")]
        found = events(make_setting(reports, country))
        return next(e.grade for e in found if e.type == "kill")

    assert grade_with(0).reliability == grade_with(2).reliability == "B"
    assert grade_with(9).reliability == "C"
    assert "earlier claims turned out true" in grade_with(9).because
