"""What reports tell of each name; who gains a place beside whom; wars of more than two sides."""
from __future__ import annotations

from dataclasses import replace

from reportedly.assess.control import answers, picture
from reportedly.assess.roster import Roster, usual_countries
from reportedly.assess.setting import make_setting
from reportedly.model.event import Report

from .material import ARMY, claim, country, report

HILLMEN, FRONT, LEAGUE = "Hillmen", "Northern Front", "Southern League"
IDS = {FRONT: "front", LEAGUE: "league"}


def known(reports: list[Report]) -> list[Report]:
    """The reports with the two organisations as the registry knows them."""
    def told(r: Report) -> Report:
        sides = {k: tuple(replace(a, id=IDS.get(a.name, ""), kind="rebel" if a.name in IDS else a.kind) for a in getattr(r.found, k))
                 for k in ("actor", "target")}
        return replace(r, found=replace(r.found, **sides))
    return [told(r) for r in reports]


def test_a_description_is_the_group_that_takes_the_same_place_in_the_same_report() -> None:
    said = known([*report(1, "2031-04-01", claim("enter", "Kern", (HILLMEN,)), claim("capture", "Kern", (FRONT,), (ARMY,)))])
    every = Roster()
    assert every.add(said, usual_countries(said))
    assert every.names["XX", HILLMEN].beside == {FRONT: 1}
    parties = make_setting(said, country).parties
    assert parties.of("XX", HILLMEN) == parties.of("XX", FRONT) != ""


def test_who_loses_the_place_in_that_report_is_not_the_other() -> None:
    said = known([*report(1, "2031-04-01", claim("enter", "Kern", (HILLMEN,)), claim("capture", "Kern", (FRONT,), (HILLMEN,)))])
    parties = make_setting(said, country).parties
    assert parties.of("XX", HILLMEN) != parties.of("XX", FRONT)


def three_sides() -> list[Report]:
    return known([
        *report(1, "2031-04-01", claim("hold", "Velgrad", (FRONT,)), claim("clash", "Kern", (FRONT,), (ARMY,)),
                claim("hold", "Ostrava Pass", (ARMY,)), claim("shelling", "Kern", (ARMY,), (FRONT,))),
        *report(2, "2031-04-06", claim("withdraw", "Velgrad", (FRONT,), (LEAGUE,), on="2031-04-05"),
                claim("clash", "Kern", (LEAGUE,), (FRONT,)), claim("hold", "Kern", (LEAGUE,))),
        *report(3, "2031-04-07", claim("capture", "Velgrad", (), (FRONT,), says=("front spokesman", "party", FRONT), on="2031-04-05",
                                       text="We have lost the town."))])


def test_who_drives_the_holders_out_gains_the_place_and_no_third_side_does() -> None:
    setting = make_setting(three_sides(), country)
    assert "XX" not in setting.parties.pairs
    (there,) = [a for a in answers(picture(setting), "2031-04-07") if a.name == "Velgrad"]
    assert (there.status, there.holder) == ("held", LEAGUE)


def test_a_division_goes_where_its_commander_goes() -> None:
    by_commander = ("Osman Rell", "party", "Fourth Division")
    said = known([*report(1, "2031-04-01", claim("hold", "Velgrad", (ARMY,)), claim("clash", "Kern", (FRONT,), (ARMY,)),
                          claim("capture", "Kern", (FRONT,), (ARMY,)), claim("attack", "Kern", ("rebels",), (ARMY,))),
                  *report(2, "2031-04-03", claim("capture", "Velgrad", ("Osman Rell",), (ARMY,), says=by_commander),
                          claim("hold", "Velgrad", ("Fourth Division",), says=by_commander))])
    parties = make_setting(said, country).parties
    assert parties.of("XX", "Fourth Division") == parties.of("XX", "Osman Rell") != "state:XX"
