"""Actors as the model has them, and texts that nobody would write."""
from __future__ import annotations

import time

import pytest

from reportedly.model.claim import Claim, Mention, Reading, SourceMention, Span
from reportedly.model.document import Document
from reportedly.resolve.actors import actor_resolver

from .scene_of_names import Told


def test_an_actor_has_key_kind_country_and_chance() -> None:
    told = Told("The Taliban attacked.", "2010-01-01")
    side = told.the("Taliban")
    claim = told.claim(actor=(side,))
    (found,) = told.who(claim).actors(side, claim)
    assert (found.name, found.id, found.kind, found.country) == ("Taliban", "taliban", "rebel", "AF")
    assert 0.5 < found.probability <= 1 and (found.start, found.end) == (side.start, side.end)


def test_a_pronoun_keeps_its_other_candidates() -> None:
    told = Told("The Taliban met the Northern Alliance. They agreed.", "2010-01-01")
    told.the("Taliban")
    told.the("Northern Alliance")
    they = told.the("They", "pronoun", number=2)
    claim = told.claim(actor=(they,))
    (found,) = told.who(claim).actors(they, claim)
    assert {c.name for c in found.candidates} == {"Taliban", "Northern Alliance"}
    assert sum(c.probability for c in found.candidates) == pytest.approx(1, abs=0.01)


def test_things_do_nothing_and_numbers_of_people_are_no_names() -> None:
    told = Told("A rifle hit twelve people.")
    rifle, people = told.the("rifle", "thing"), told.the("people", "group", number=2)
    claim = told.claim("shelling", (rifle,), (people,))
    who = told.who(claim)
    assert who.actors(rifle, claim) == () and who.actors(people, claim) == ()


def test_an_unknown_group_is_an_actor_of_the_document() -> None:
    told = Told("The Hill Brigades attacked.")
    side = told.the("Hill Brigades")
    claim = told.claim(actor=(side,))
    (found,) = told.who(claim).actors(side, claim)
    assert (found.name, found.id) == ("Hill Brigades", "")


@pytest.mark.parametrize("text", ["A (B) " * 2000, "A. " * 5000, "(" * 20000, "\n" * 20000, "[A" * 5000, "The A of the " * 2000,
                                  "more than " * 3000, "A said A, minister for A, " * 800])
def test_hostile_texts_end_soon(text: str) -> None:
    mentions = tuple(Mention(i, i + 1, "A", "a", "name", 1, "A") for i in range(min(len(text), 3000)) if text[i] == "A")
    cue = Span(0, 1, text[:1])
    source = (SourceMention(mentions[0] if mentions else None, cue),)
    claim = Claim("c", "k", "d", 0, 1, text[:1], cue, "attack", mentions[:1], source=source)
    began = time.process_time()
    who = actor_resolver(Document("d", text), Reading((claim,), mentions))
    who.sources(claim)
    assert time.process_time() - began < 5
