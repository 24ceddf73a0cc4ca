"""Who is meant: short forms, sides, definite nouns, pronouns."""
from __future__ import annotations

import pytest

from .scene_of_names import Told

WAR = "2001-11-13"


def test_parts_of_a_side_are_the_side() -> None:
    told = Told("The Taliban held on. Taliban fighters shot at Northern Alliance troops.")
    told.the("Taliban")
    fighters = told.the("Taliban fighters", "group", "Taliban", 2)
    troops = told.the("Northern Alliance troops", "group", "Northern Alliance", 2)
    assert told.name(fighters) == ["Taliban"]
    assert told.name(troops) == ["Northern Alliance"]


def test_troops_abroad_are_their_state_and_people_are_people() -> None:
    told = Told("Israel said so. Israeli jets hit the hill. Israeli civilians fled. Two Israeli soldiers died.")
    told.the("Israel")
    jets = told.the("Israeli jets", "group", number=2)
    civilians = told.the("Israeli civilians", "group", number=2)
    assert told.name(jets) == ["Israel"]
    assert told.name(civilians) == ["Israeli civilians"]


def test_a_named_body_keeps_its_name() -> None:
    told = Told("The Malian army shelled the town. The army denied it.")
    told.the("Malian army", "group")
    army = told.the("army", "group")
    assert told.name(army) == ["Malian army"]


def test_the_opposition_is_the_side_that_does_not_rule() -> None:
    told = Told("The Taliban hold Kabul. The Northern Alliance is near. The opposition forces made gains.", WAR)
    told.the("Taliban")
    told.the("Northern Alliance")
    forces = told.the("opposition forces", "group", number=2)
    assert told.name(forces) == ["Northern Alliance"]


def test_the_same_words_in_another_year_mean_the_other_side() -> None:
    told = Told("The Afghan government met. The Taliban refused. The rebels attacked.", "2012-05-01")
    told.the("Afghan government", "group")
    told.the("Taliban")
    assert told.name(told.the("rebels", "group", number=2)) == ["Taliban"]


def test_a_short_form_by_its_last_word() -> None:
    told = Told("The Southern Transitional Council met. The government left. Later the council agreed.")
    told.the("Southern Transitional Council")
    told.the("government", "group")
    assert told.name(told.the("council", "group")) == ["Southern Transitional Council"]


@pytest.mark.parametrize("words", ["a rebel", "some rebels", "unidentified gunmen"])
def test_the_indefinite_has_no_antecedent(words: str) -> None:
    told = Told(f"The Taliban held on. Then {words} came.", "2012-05-01")
    told.the("Taliban")
    noun = told.the(words.split()[-1] if "unid" not in words else words, "group", number=2 if words.endswith(("s", "n")) else 1)
    assert "Taliban" not in told.name(noun)


def test_two_dozen_and_numbers_name_nobody() -> None:
    told = Told("Dozens died and 12 were wounded.")
    assert told.name(told.the("Dozens", "thing", name="")) in ([], ["Dozens"])
    assert told.name(told.the("12", "thing", name="")) == []


def test_he_is_the_person_and_they_are_the_group() -> None:
    told = Told("General Idris Haddad spoke to the Taliban. He left. They refused.")
    told.the("Idris Haddad", "person", "Idris Haddad")
    told.the("Taliban")
    he = told.the("He", "pronoun")
    they = told.the("They", "pronoun", number=2)
    assert told.name(he) == ["Idris Haddad"]
    assert told.name(they) == ["Taliban"]


def test_they_may_be_two() -> None:
    told = Told("Idris Haddad and Ruth Cole met in Oran. They agreed.")
    told.the("Idris Haddad", "person", "Idris Haddad")
    told.the("Ruth Cole", "person", "Ruth Cole")
    assert told.name(told.the("They", "pronoun", number=2)) == ["Idris Haddad", "Ruth Cole"]


def test_a_pronoun_without_antecedent_stays_open() -> None:
    told = Told("They fled.")
    assert told.name(told.the("They", "pronoun", number=2)) == []


def test_an_argument_is_not_its_own_other_side() -> None:
    told = Told("The Taliban and the Northern Alliance fought. The Taliban shelled them.", "2012-01-01")
    told.the("Taliban")
    told.the("Northern Alliance")
    again = told.the("Taliban")
    them = told.the("them", "pronoun", number=2)
    assert told.name(them, actor=(again,), target=(them,)) == ["Northern Alliance"]


def test_we_and_our_are_the_speakers_side() -> None:
    told = Told('"We took the hill and our troops hold it," Valley Front spokesman Idris Haddad said. The Valley Front fights.')
    we = told.the("We", "pronoun", number=2)
    ours = told.the("troops", "group", number=2, of="our")
    speaker = told.the("Idris Haddad", "person", "Idris Haddad")
    told.the("Valley Front")
    for m in (we, ours):
        claim = told.claim(actor=(m,), source=(speaker,))
        assert [a.name for a in told.who(claim).actors(m, claim)] == ["Valley Front"]


def test_the_enemy_is_the_side_against_the_speaker() -> None:
    told = Told("Colonel Idris Haddad of the Iraqi army spoke. ISIL lost. The enemy fled, he said.")
    speaker = told.the("Idris Haddad", "person", "Idris Haddad")
    told.the("Iraqi army", "group")
    told.the("ISIL")
    enemy = told.the("enemy", "group")
    claim = told.claim(actor=(enemy,), source=(speaker,))
    assert [a.name for a in told.who(claim).actors(enemy, claim)] == ["ISIL"]


def test_an_office_before_a_name_is_the_person() -> None:
    told = Told("The Italian foreign minister, Carlo Verdi, joined the talks. Carlo Verdi left.")
    office = told.the("Italian foreign minister", "office")
    told.the("Carlo Verdi", "person", "Carlo Verdi")
    assert told.name(office) == ["Carlo Verdi"]


def test_an_office_alone_goes_back_to_its_holder() -> None:
    told = Told("Defence Secretary Ruth Cole met Haddad. The secretary and Haddad agreed.")
    told.the("Ruth Cole", "person", "Ruth Cole")
    secretary = told.the("secretary", "office", number=2)
    assert told.name(secretary) == ["Ruth Cole"]


def test_a_possessive_before_its_subject() -> None:
    told = Told("The Coalition helped. In their march on the town, the Valley Front took two villages.")
    told.the("Coalition")
    their = told.the("their", "pronoun", number=2)
    told.the("Valley Front")
    assert told.name(their) == ["Valley Front"]


SIDES = ("The {a} attacked at dawn. {a} fighters fired on {b} positions. Later the {b} fell back. "
         "Idris Haddad, a {b} commander, said they would return.")


@pytest.mark.parametrize(("a", "b"), [("Northern Front", "Southern Front"), ("Hill Brigades", "River Brigades")])
def test_swapping_two_sides_changes_only_the_names(a: str, b: str) -> None:
    def read(a: str, b: str) -> list[list[str]]:
        told = Told(SIDES.format(a=a, b=b))
        every = [told.the(a), told.the(f"{a} fighters", "group", a, 2), told.the(f"{b} positions", "thing", b, 2), told.the(b),
                 told.the("Idris Haddad", "person", "Idris Haddad"), told.the("they", "pronoun", number=2)]
        return [told.name(m) for m in every]

    back = {a: b, b: a}
    assert read(b, a) == [[back.get(n, n) for n in names] for names in read(a, b)]
