"""Headings inside a text and questions of the reporter's own."""
from __future__ import annotations

import pytest

from reportedly.extract.headings import headings
from reportedly.model.document import Document
from reportedly.parse import parser

FIRST = "Rebels shelled the town of Harim on Monday. The mayor said that two schools had been hit."
LAST = "The army denied that it had lost the town. Its spokesman said that troops still held the bridge."


def found(text: str) -> list[str]:
    parsed = next(parser()([Document("x", text)]))
    return [text[s.start:s.end] for s in parsed.sentences if s.i in headings(parsed)]


@pytest.mark.parametrize(("between", "expected"), [
    ("Fear of a massacre", ["Fear of a massacre"]),
    ("Who holds the bridge?", ["Who holds the bridge?"]),
    ("There was a massacre in Rimal.", []),
    ("- Rebels take the mill", []),
    ("Rebels take the mill\n\nArmy retakes the port", [])])
def test_a_line_between_paragraphs_is_a_heading(between: str, expected: list[str]) -> None:
    assert found(f"{FIRST}\n\n{between}\n\n{LAST}") == expected


def test_a_single_line_is_no_heading() -> None:
    assert found("Rebels take the mill at Harim") == []


@pytest.mark.parametrize(("text", "asks"), [("How many people have fled?", True), ("Why did the army shell the town?", False)])
def test_a_question_of_who_and_how_many_tells_nothing(text: str, asks: bool) -> None:
    assert bool(found(text)) == asks
