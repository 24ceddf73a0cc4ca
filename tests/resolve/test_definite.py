"""Definite nouns by what was named."""
from __future__ import annotations

from .scene_of_names import Told


def test_a_home_force_for_government_troops() -> None:
    told = Told("The Malian army came to Mali. The government forces took the town. Mali rejoiced.")
    told.the("Malian army", "group")
    told.the("Mali")
    forces = told.the("government forces", "group", number=2)
    told.the("Mali")
    assert told.name(forces) == ["Malian army"]


def test_others_are_more_of_the_same() -> None:
    told = Told("Hundreds of Taliban fighters surrendered, and many others were killed.")
    told.the("Taliban fighters", "group", "Taliban", 2)
    others = told.the("others", "thing", number=2)
    assert told.name(others, target=(others,)) == ["Taliban"]


def test_longer_words_used_before() -> None:
    told = Told("A public prosecutor issued warrants. The prosecutor left.")
    told.the("public prosecutor", "person")
    assert told.name(told.the("prosecutor", "person")) == ["public prosecutor"]


def test_rebels_who_are_nobody_named_stay_rebels() -> None:
    told = Told("The town fell. The rebels took it.")
    assert told.name(told.the("rebels", "group", number=2)) == ["rebels"]


def test_two_armed_sides_leave_a_choice() -> None:
    told = Told("The FARC and the ELN fight in Colombia. The rebels attacked.", "1999-01-01")
    told.the("FARC")
    told.the("ELN")
    rebels = told.the("rebels", "group", number=2)
    claim = told.claim(actor=(rebels,))
    (found,) = told.who(claim).actors(rebels, claim)
    assert {c.name for c in found.candidates} == {"FARC", "ELN"} and found.probability < 0.95
