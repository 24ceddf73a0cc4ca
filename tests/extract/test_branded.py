"""Accounts called false, and reports told with an "if"."""
from __future__ import annotations

import pytest

from reportedly.extract.branded import branded, content_of, open_if

from .read import parsed


@pytest.mark.parametrize(("text", "verb", "noun"), [
    ("The colonel described as propaganda the claim that a bridge had been blown up.", "described", "claim"),
    ("The mayor called the report that the clinic had been looted a lie.", "called", "report"),
    ("The ministry rejected as untrue reports that its troops had withdrawn.", "rejected", "reports"),
    ("The colonel described as a surprise the claim that a bridge had been blown up.", "described", None),
    ("The mayor did not call the report that the clinic had been looted a lie.", "call", None)])
def test_branded(text: str, verb: str, noun: str | None) -> None:
    p = parsed(text)
    found = branded(p, next(t.i for t in p.tokens if t.text == verb))
    assert (p.tokens[found].text if found is not None else None) == noun
    assert found is None or content_of(p, found)


@pytest.mark.parametrize(("text", "word"), [
    ("If confirmed, the fall of the town would be a blow to the army.", "confirmed"),
    ("If the reports are true, the garrison has surrendered.", "are"),
    ("If the garrison surrenders, the town will fall.", None),
    ("The reports are true.", None)])
def test_open_if(text: str, word: str | None) -> None:
    found = open_if(parsed(text), 0)
    assert (found.text if found else None) == word
