"""What reports agree on steadies a doubtful one: places by name, followers by leader, destinations left alone."""
from __future__ import annotations

from dataclasses import replace

from reportedly.assess.evidence import evidence
from reportedly.assess.setting import make_setting
from reportedly.assess.settle import lent, settle
from reportedly.model.claim import Reason
from reportedly.model.event import Report
from reportedly.model.reference import Actor, Place

from .material import ARMY, BY_ARMY, FRONT, UN, claim, country, report


def at(r: Report, **fields: object) -> Report:
    assert r.found.place
    return replace(r, found=replace(r.found, place=replace(r.found.place, **fields)))


def sure(n: int, name: str) -> Report:
    return at(report(n, "2031-04-01", claim("hold", name, ("army",)))[0], id=f"gn:{name}", probability=0.95)


def lending(r: Report, p: float) -> Report:
    because = (Reason("place", "scene", "the scene is Kern"),)
    return replace(at(r, probability=p), claim=replace(r.claim, because=because))


def test_a_doubtful_place_becomes_the_one_that_others_are_sure_of() -> None:
    odd = at(report(2, "2031-04-02", claim("hold", "Velgrad", (FRONT,)))[0], name="VELGRAD", country="CN", lat=36.0, lon=81.0,
             probability=0.4, id="")
    fixed = settle([sure(1, "Velgrad"), odd])[1].found.place
    assert (fixed.country, fixed.lat, fixed.name, fixed.probability) == ("XX", 10.0, "Velgrad", 0.4)


def test_two_senses_settle_nothing() -> None:
    one, two = sure(1, "Velgrad"), at(sure(2, "Velgrad"), lat=50.0, lon=9.0, country="YY", id="gn:other")
    odd = at(report(3, "2031-04-02", claim("hold", "Velgrad", (FRONT,)))[0], lat=36.0, probability=0.4, id="")
    assert settle([one, two, odd])[2] == odd


def test_a_lent_place_gives_way_to_the_one_town_that_the_sentence_names() -> None:
    said = report(2, "2031-04-02", claim("hold", "Kern", (FRONT,), text="Velgrad remains in the hands of the front."))[0]
    assert settle([sure(1, "Velgrad"), lending(said, 0.5)])[1].found.place.name == "Velgrad"
    assert settle([sure(1, "Velgrad"), lending(said, 0.9)])[1].found.place.name == "Kern"
    assert settle([sure(1, "Velgrad"), at(said, probability=0.5)])[1].found.place.name == "Kern"
    seat = report(3, "2031-04-02", claim("hold", "Kern", ("army",), text="The spokesman in Velgrad said that his men held it."))[0]
    assert settle([sure(1, "Velgrad"), lending(seat, 0.5)])[1].found.place.name == "Kern"
    gone = report(4, "2031-04-02", claim("withdraw", "Kern", ("army",), text="They fled along the road to Velgrad."))[0]
    assert settle([sure(1, "Velgrad"), lending(gone, 0.5)])[1].found.place.name == "Kern"


def test_soldiers_are_named_after_whom_they_follow() -> None:
    text = "It was lost to soldiers who follow Ivan Petrenko, the army said."
    said = report(1, "2031-04-02", claim("capture", "Kern", ("soldiers",), text=text))[0]
    start = text.index("soldiers")
    said = replace(said, found=replace(said.found, actor=(Actor("soldiers", start, start + 8),)))
    assert settle([said])[0].found.actor[0].name == "soldiers loyal to Ivan Petrenko"


def test_an_airport_is_a_place_of_its_own() -> None:
    said = at(sure(1, "Velgrad"), feature="airport")
    assert settle([said])[0].found.place.name == "Velgrad airport"


def weights(*reports: Report) -> list[float]:
    return [e.weight for e in evidence(make_setting(reports, country)) if not e.before]


def test_a_place_in_doubt_weighs_less_and_a_lent_one_nothing() -> None:
    said = report(1, "2031-04-02", claim("capture", "Kern", (FRONT,), says=UN))[0]
    full, half = weights(said)[0], weights(at(said, probability=0.5))[0]
    assert full > half > 0
    assert weights(lending(said, 0.45)) == []
    assert lent(lending(said, 0.45))
    assert not lent(said)


def test_impossible_days_are_no_evidence() -> None:
    assert weights(*report(1, "2031-04-02", claim("capture", "Kern", (FRONT,), on="2031-04-09"))) == []
    assert weights(*report(1, "2031-04-02", claim("capture", "Kern", (FRONT,), on="2029-04-09"))) == []
    assert weights(*report(1, "2031-04-02", claim("capture", "Kern", (FRONT,), says=BY_ARMY, on="2031-04-01")))


def test_where_they_go_is_not_what_they_leave() -> None:
    text = "The army fled in disorder towards Kern."
    said = report(1, "2031-04-02", claim("withdraw", "Kern", ("army",), text=text))[0]
    start = text.index("Kern")
    assert isinstance(said.found.place, Place)
    assert weights(at(said, start=start, end=start + 4)) == []
    assert weights(said)


def test_a_name_of_two_countries_is_of_the_one_whose_other_names_are_sure() -> None:
    home = at(report(3, "2031-04-01", claim("hold", "Velgrad", (FRONT,)))[0], id="gn:home", probability=0.6)
    abroad = at(report(4, "2031-04-02", claim("hold", "Velgrad", (FRONT,)))[0], id="gn:abroad", country="YY", lat=50.0, lon=9.0,
                probability=0.65)
    war = [sure(1, "Kern"), sure(2, "Ostrava Pass")]
    assert [r.found.place.id for r in settle([*war, home, abroad])[2:]] == ["gn:home", "gn:home"]
    elsewhere = at(sure(5, "Velgrad airport"), country="YY", lat=51.0)
    assert settle([*war, home, abroad, elsewhere])[3] == abroad


def test_the_army_of_a_mistaken_country_is_that_of_the_war() -> None:
    doubtful = at(report(3, "2031-04-02", claim("hold", "Velgrad", (ARMY,)))[0], probability=0.6, id="gn:home")
    home = [sure(1, "Kern"), sure(2, "Ostrava Pass"), doubtful]
    said = report(4, "2031-04-03", claim("hold", "Velgrad", (ARMY,), says=("army", "party", "Ysland")))[0]
    abroad = at(said, country="YY", lat=50.0, lon=9.0, probability=0.6, id="gn:other")
    fixed = settle([*home, abroad], {"XX": "Xanthia", "YY": "Ysland"}.__getitem__)[-1].found
    assert fixed.place is not None and (fixed.place.country, fixed.source[0].side) == ("XX", "Xanthia")
