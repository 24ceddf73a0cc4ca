"""What an upper-case text hides among towns' names."""
from __future__ import annotations

import pytest

from reportedly.extract.capitals import acronyms, loud
from reportedly.extract.places import place_names, settings
from reportedly.model.document import Document
from reportedly.parse import parser
from reportedly.resolve.knowledge import kind_of


def names(text: str) -> list[str]:
    return [m.text for m in place_names(settings(next(parser()([Document("t", text)])), kind_of))]


def test_loud() -> None:
    loud_one, usual = parser()([Document("a", "THE ARMY FLED."), Document("b", "The army fled.")])
    assert loud(loud_one) and not loud(usual)


def test_acronyms_explained_are_bodies_unless_they_are_somewhere() -> None:
    assert acronyms("the Immediate Attention Center (CAI) and the DNI [DEPARTMENT OF NATIONAL INVESTIGATION]") == {"CAI", "DNI"}
    assert not acronyms("the UCA [CENTRAL AMERICAN UNIVERSITY]")


@pytest.mark.parametrize(("text", "expected"), [
    ("THE MEN WERE HIT BY RIFLE FIRE IN TACUBA.", ["TACUBA"]),
    ("THE ATTACK BY THE MAFIA SHOOK PALMIRA.", ["PALMIRA"]),
    ("THE MURDER OF MS ISABEL PORRAS SHOOK PALMIRA.", ["PALMIRA"]),
    ("THE REBELS ENTERED CIUDAD DELGADO.", ["CIUDAD DELGADO"]),
    ("THE MAYOR WAS KIDNAPPED IN DOWNTOWN BARRANQUILLA.", ["BARRANQUILLA"])])
def test_common_words_titles_and_openers(text: str, expected: list[str]) -> None:
    assert [n.removeprefix("DOWNTOWN ") for n in names(text)] == expected
