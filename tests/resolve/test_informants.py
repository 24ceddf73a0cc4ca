"""Sources of whom only the body is told."""
import pytest

from reportedly.resolve.informants import DESK, informant


@pytest.mark.parametrize(("words", "kind"), [
    ("military sources", "party"), ("OFFICIAL SOURCES", "government"), ("interior ministry source", "government"),
    ("reliable sources", ""), ("sources close to the military", ""), ("authors of the leaflet", "unnamed"), ("the army", "")])
def test_kind_by_the_body(words: str, kind: str) -> None:
    assert informant(words) == kind


def test_a_press_desk_is_no_outlet() -> None:
    assert DESK.search("Armed Forces Press Committee")
    assert not DESK.search("Foreign Press Association")
