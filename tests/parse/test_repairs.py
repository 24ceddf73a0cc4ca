"""What is told before a report that follows belongs to what is reported."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.parse.spacy_parser import parse


@pytest.mark.parametrize(("text", "word", "governor"), [
    ("Twelve people were killed on Saturday when a bomb exploded, police said on Sunday.", "exploded", "killed"),
    ("Police said that twelve people were killed.", "killed", "said"),
])
def test_a_clause_before_the_report_is_part_of_what_is_told(text: str, word: str, governor: str) -> None:
    found = next(parse([Document("one", text)]))
    (t,) = [t for t in found.tokens if t.text == word]
    assert found.tokens[t.head].text == governor
