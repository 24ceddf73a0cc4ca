"""Honorifics, offices and appositions."""
from __future__ import annotations

import pytest

from reportedly.resolve.titles import apposition, bare, office_before, said_of


@pytest.mark.parametrize(("name", "plain"), [
    ("Mr Idris Haddad", "Idris Haddad"), ("Pentagon Press Secretary Ruth Cole", "Ruth Cole"),
    ("the General Assembly", "General Assembly"),
    ("Defence Ministry", "Defence Ministry"), ("Haddad's", "Haddad"), ("U.S.", "U.S."),
    ("Prime Minister\u200e Idris Haddad", "Idris Haddad")])
def test_names_without_titles(name: str, plain: str) -> None:
    assert bare(name) == plain


@pytest.mark.parametrize(("before", "office"), [
    ("he said. The Valley Front spokesman, Mr ", "Valley Front spokesman"), ("the Iraqi Prime Minister ", "Iraqi Prime Minister"),
    ("They met in Oran. ", ""), ("after the attack, ", ""), ("according to Lt. Gen. ", "Lt Gen")])
def test_offices_in_front(before: str, office: str) -> None:
    assert office_before(before) == office


@pytest.mark.parametrize(("after", "said"), [
    (", a spokesman for the Valley Front, blamed the army", "spokesman for the Valley Front"), (" of Doctors Abroad.", "of Doctors Abroad"),
    (", who left, said", ""), (" said on Monday", ""), (", commander, Joint Force North, said", "commander, Joint Force North")])
def test_appositions(after: str, said: str) -> None:
    assert apposition(after) == said


def test_in_capitals_a_capital_tells_nothing() -> None:
    text = "THE JUDGE WHO SENT AWAY IDRIS HADDAD, DIRECTOR OF THE MILL, LEFT"
    assert list(said_of(text, ["IDRIS HADDAD"], frozenset())) == ["DIRECTOR OF THE MILL"]
