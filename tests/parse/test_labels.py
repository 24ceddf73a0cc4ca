"""Labels and headings, and sentences that only look like them."""
from __future__ import annotations

import pytest

from reportedly.parse.labels import heading, label


@pytest.mark.parametrize(("text", "found"), [
    ("RADIO NORTH, Juba, Monday 20:00: The army retook the town.", "RADIO NORTH, Juba, Monday 20:00"),
    ("LAKES RADIO, quoting a governor: Gunmen fired at a bus.", "LAKES RADIO, quoting a governor"),
    ("Herat: Fighting was heard to the east.", "Herat"),
    ("Minister for the Middle East, Ann Lee said: I am shocked.", ""),
    ("To clarify: U.S. forces are there.", ""),
    ("The town is split: half of it is held.", ""),
    ("Troops entered the town on Monday.", ""),
])
def test_label(text: str, found: str) -> None:
    said, start = label(text, 0, len(text))
    assert said == found
    assert start == (text.index(found) + len(found) + 2 if found else 0)


@pytest.mark.parametrize(("text", "found"), [
    ("MALAKAL", True), ("Next Phase of Isolation", True), ("The town is split.", False), ("the town is split", False),
    ("It is not known who holds the town at this time of the evening", False),
])
def test_heading(text: str, found: bool) -> None:
    assert bool(heading(text, 0, len(text))) is found
