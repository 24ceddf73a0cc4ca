"""Speakers told again."""
from __future__ import annotations

import pytest

from reportedly.model.claim import Mention, Reading, SourceMention, Span
from reportedly.model.reference import Source
from reportedly.resolve.again import issued, said_before
from reportedly.resolve.cast import make_cast

from .scene_of_names import Told


@pytest.mark.parametrize(("word", "cue", "wanted"), [("He", "added", "Idris Haddad"), ("They", "added", "Omar Khan")])
def test_he_added_goes_back_to_the_last_speaker(word: str, cue: str, wanted: str) -> None:
    told = Told(f"Idris Haddad said that Omar Khan left. {word} added that it rained.")
    first = told.the("Idris Haddad", "person", "Idris Haddad")
    told.the("Omar Khan", "person", "Omar Khan")
    again = told.the(word, "pronoun")
    cast = make_cast(told.document, Reading((), tuple(told.mentions)))
    before = [Source("Idris Haddad", "igo", "", first.start, first.end)]
    found = said_before(SourceMention(again, Span(0, 5, cue)), Source("Omar Khan", "witness", "", again.start, again.end), before, cast,
                        frozenset())
    assert found.name == wanted


def test_the_communique_is_of_whoever_issued_one_before() -> None:
    told = Told("In a communique, the Taliban said so. The communique named Herat.")
    told.the("Taliban")
    paper = told.the("communique", "thing")
    cast = make_cast(told.document, Reading((), tuple(told.mentions)))
    owner = issued(paper, cast)
    assert owner is not None and owner.name == "Taliban"
    assert issued(Mention(0, 2, "In", "in"), cast) is None
