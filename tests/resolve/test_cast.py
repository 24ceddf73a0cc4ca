"""Names of a document that mean the same."""
from __future__ import annotations

import pytest

from reportedly.model.claim import Reading
from reportedly.resolve.cast import Cast, expansions, is_person, long_names, make_cast, sentence_starts

from .scene_of_names import Told


def cast(told: Told) -> Cast:
    return make_cast(told.document, Reading((), tuple(told.mentions)))


@pytest.mark.parametrize(("text", "pair"), [
    ("the Western Valley Defence Front (WVDF) said", ("WVDF", "Western Valley Defence Front")),
    ("THE WVDF [WESTERN VALLEY DEFENCE FRONT] SAID", ("WVDF", "WESTERN VALLEY DEFENCE FRONT")),
    ("WVDF (Western Valley Defence Front) fighters", ("WVDF", "Western Valley Defence Front")),
    ("the Kurdistan Workers' Party (PKK)", ("PKK", "Kurdistan Workers' Party")),
    ("Islamic State of Iraq and the Levant, also known as ISIL,", ("ISIL", "Islamic State of Iraq and the Levant"))])
def test_acronyms_that_the_text_explains(text: str, pair: tuple[str, str]) -> None:
    assert pair in list(expansions(text))


@pytest.mark.parametrize("text", ["the town (population 3,000)", "He [words indistinct] said", "Kabul (AF) is",
                                  "MR SMITH SAID THAT THE BODIES OF THE [XYZW] MEMBERS"])
def test_brackets_that_explain_nothing(text: str) -> None:
    assert not list(expansions(text))


def test_aliases_last_names_and_acronyms_are_one_member() -> None:
    told = Told("ISIL lost. The Islamic State of Iraq and the Levant denied it. General Abdul Karim Rashidi said so. Rashidi left.")
    told.the("ISIL")
    told.the("Islamic State of Iraq and the Levant")
    told.the("Abdul Karim Rashidi", "person", "Abdul Karim Rashidi")
    told.the("Rashidi", "person", "Rashidi")
    found = cast(told)
    member = found.find("ISIL")
    assert member and (member.name, member.id) == ("Islamic State of Iraq and the Levant", "islamic-state")
    person = found.find("Rashidi")
    assert person and (person.name, person.kind) == ("Abdul Karim Rashidi", "person")


def test_what_the_text_explains_beats_the_registry() -> None:
    told = Told("The Radio Staff Federation (RSF) struck. The RSF went on.")
    told.the("Radio Staff Federation")
    told.the("RSF")
    member = cast(told).find("RSF")
    assert member and member.name == "Radio Staff Federation" and member.id == ""


def test_longer_names_around_a_parsers_piece() -> None:
    text = "fighters of the Islamic State of Iraq and the Levant fled"
    assert [text[a:b] for a, b in long_names(text, set())] == ["Islamic State of Iraq and the Levant"]
    assert not long_names("new forces arrived", set())


@pytest.mark.parametrize(("name", "yes"), [("Lakhdar Brahimi", True), ("Northern Front", False), ("Ministry of Health", False),
                                           ("Rashidi", False),
                                           ("Syrian Opposition", False)])
def test_names_of_persons(name: str, yes: bool) -> None:
    assert is_person(name) is yes


def test_sentences_do_not_end_at_titles() -> None:
    text = "Gen. Rashidi spoke. He left.\n\nMr. Khan came."
    assert [text[a:a + 3] for a in sentence_starts(text)] == ["Gen", "He ", "Mr."]
