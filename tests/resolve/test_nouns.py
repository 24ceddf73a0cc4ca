"""Noun phrases by themselves."""
from __future__ import annotations

import pytest

from reportedly.model.claim import Mention
from reportedly.resolve.nouns import noun_kind, office_words, only_office, phrase, plural, side_noun, singular


def noun(text: str, head: str = "", number: int = 2, kind: str = "group") -> Mention:
    return Mention(0, len(text), text, head or singular(text.split()[-1]), kind, number)


@pytest.mark.parametrize(("text", "left"), [
    ("at least 12 soldiers", "soldiers"), ("two suspected gunmen", "gunmen"), ("dozens of Afghan refugees", "Afghan refugees"),
    ("the army", "army"),
    ("dozens", ""), ("many others", ""), ("unidentified individuals", ""), ("unidentified gunmen", "gunmen"), ("Monday", ""), ("12", ""),
    ("55-year-old teacher", "teacher"), ("hired assassins", "hired assassins")])
def test_words_without_determiners(text: str, left: str) -> None:
    assert phrase(noun(text)) == left


@pytest.mark.parametrize(("word", "one"), [("rebels", "rebel"), ("militiamen", "militiaman"), ("families", "family"),
                                          ("police", "police"), ("xyz", "xyz")])
def test_singulars(word: str, one: str) -> None:
    assert singular(word) == one


def test_kinds_of_heads() -> None:
    assert (noun_kind()["rebel"], noun_kind()["soldier"], noun_kind()["villager"], noun_kind()["gunman"]) == (
        "rebel", "military", "civilians", "attackers")


def test_sides_without_an_article() -> None:
    assert side_noun(noun("opposition forces")) and side_noun(noun("rebels")) and not side_noun(noun("villagers"))


def test_offices_alone() -> None:
    assert only_office(noun("Foreign Secretary", number=1)) and not only_office(noun("rescue worker", number=1))
    assert office_words("new Prime Minister-designate") == ["prime", "minister"]


def test_a_coordination_makes_no_plural_of_its_parts() -> None:
    assert not plural(noun("secretary", "secretary")) and plural(noun("soldiers", "soldier")) and plural(noun("gunmen", "gunman"))
