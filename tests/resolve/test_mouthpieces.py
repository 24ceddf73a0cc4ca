"""Stations of a side, companies of the state, commands without a country, and those who lead a group."""
from __future__ import annotations

import pytest

from reportedly.model.claim import Mention, Reading
from reportedly.resolve.cast import make_cast
from reportedly.resolve.mouthpieces import command_only, is_outlet, leads, people_of, state_firm, station_for

from .scene_of_names import Told


@pytest.mark.parametrize(("text", "name", "side"), [
    ("Hezbollah's Al-Nour Radio said so.", "Al-Nour Radio", "Hezbollah"),
    ("Lake FM, the opposition's station, said so.", "Lake FM", "opposition"),
    ("Radio Lake, a clandestine station, said so.", "Radio Lake", ""),
    ("Radio Lake, a station of the region, said so.", "Radio Lake", None),
    ("The anti-rebel Lake Radio said so.", "anti-rebel Lake Radio", None)])
def test_station_for(text: str, name: str, side: str | None) -> None:
    told = Told(text)
    if "Hezbollah" in text:
        told.the("Hezbollah")
    m = told.the(name)
    assert station_for(m, name, make_cast(told.document, Reading((), tuple(told.mentions)))) == side


@pytest.mark.parametrize(("words", "wanted"), [("state power company", True), ("national railways", True), ("power company", False),
                                               ("state company director", False)])
def test_state_firm(words: str, wanted: bool) -> None:
    assert state_firm(Mention(0, len(words), words, words.split()[-1], "group")) is wanted


def test_commands_and_outlets_by_name() -> None:
    assert command_only("HIGH COMMAND") and command_only("General Staff") and not command_only("Southern Command of Sarova")
    assert is_outlet("Lake FM") and is_outlet("Radio Lake") and not is_outlet("Ama Lake")
    assert people_of("the Bosnian Serb command") == "Bosnian Serb" and people_of("the Serb command") == ""
    assert people_of("Kurdish security officials") == "Kurdish" and people_of("Tuareg Salvation Front officials") == ""


@pytest.mark.parametrize("text", ["The rebels, led by Simon Deng, took Adok. Deng spoke.", "Simon Deng, who leads the rebels, spoke."])
def test_who_is_told_to_lead_rebels(text: str) -> None:
    told = Told(text)
    told.the("Simon Deng", "person", "Simon Deng")
    cast = make_cast(told.document, Reading((), tuple(told.mentions)))
    member = cast.find("Simon Deng")
    assert member is not None
    found = leads(member, cast)
    assert found is not None and "rebels" in found[0] and found[1] is None


def test_a_farmer_leads_nobody() -> None:
    told = Told("Simon Deng, who leads a choir, spoke.")
    told.the("Simon Deng", "person", "Simon Deng")
    cast = make_cast(told.document, Reading((), tuple(told.mentions)))
    member = cast.find("Simon Deng")
    assert member is not None and leads(member, cast) is None
