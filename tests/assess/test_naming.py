"""A party is shown under a name that reports use; who governs a country is its state's party."""
from __future__ import annotations

from dataclasses import replace

from reportedly.assess.setting import make_setting
from reportedly.model.event import Report
from reportedly.model.knowledge import World
from reportedly.model.reference import Actor

from .material import claim, country, report, war


def known(r: Report, name: str, key: str, kind: str) -> Report:
    return replace(r, found=replace(r.found, actor=tuple(replace(a, id=key, kind=kind) if a.name == name else a for a in r.found.actor)))


def reports() -> list[Report]:
    said = [*report(1, "2031-04-01", claim("hold", "Velgrad", ("Zealots",)), claim("clash", "Kern", ("Northern Front",), ("Zealots",))),
            *report(2, "2031-04-02", claim("capture", "Kern", ("Northern Front",), ("Zealots",)), claim("attack", "Kern", ("opposition",)),
                    claim("hold", "Velgrad", ("American military",)), outlet="Hill Post")]
    return [known(known(r, "Zealots", "zealots", "rebel"), "Northern Front", "front", "coalition") for r in said]


def world(role: str) -> World:
    return World(lambda w: {"American": "US", "Xanthia": "XX"}.get(w, ""), lambda key, day: role if key == "zealots" else "rebel")


def test_every_shown_name_is_one_that_a_report_uses() -> None:
    for found in (war(), reports()):
        used = {a.name for r in found for a in (*r.found.actor, *r.found.target)} | {s.side for r in found for s in r.found.source}
        shown = make_setting(found, country).parties
        assert {shown.shown(k) for k in shown.key.values() if k} <= used | {r.publication.outlet for r in found}


def test_the_movement_that_governs_is_the_state_and_the_opposition_is_the_other() -> None:
    party = make_setting(reports(), country, world=world("government")).parties
    assert party.of("XX", "Zealots") == "state:XX"
    assert party.shown("state:XX") == "Zealots"
    assert party.of("XX", "opposition") == party.of("XX", "Northern Front") != "state:XX"
    assert make_setting(reports(), country, world=world("rebel")).parties.of("XX", "Zealots") != "state:XX"


def test_another_nations_soldiers_are_not_the_states() -> None:
    assert make_setting(reports(), country, world=world("rebel")).parties.of("XX", "American military") == "state:US"
    assert make_setting(reports(), country).parties.of("XX", "American military") != "state:US"


def test_names_without_case_are_nobody() -> None:
    said = [replace(r, found=replace(r.found, actor=(Actor("tribal commanders", 0, 0, kind="rebel"),)))
            for r in report(1, "2031-04-01", claim("capture", "Velgrad", ("tribal commanders",), ("army",)))]
    parties = make_setting(said, country).parties
    assert parties.shown(parties.of("XX", "tribal commanders")) == "tribal commanders"
