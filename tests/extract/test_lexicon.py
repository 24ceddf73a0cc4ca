"""The lexicon files hold together."""
from __future__ import annotations

import pytest

from reportedly.extract import lexicon
from reportedly.model.codebook import event_types


def test_every_type_has_words() -> None:
    verbs = {f.type for every in lexicon.frames().values() for f in every}
    things = {n.type for every in lexicon.nouns().values() for n in every}
    assert verbs | things == set(event_types())
    assert verbs == set(event_types())


def test_classes_asked_for_exist() -> None:
    known = {c for every in lexicon.classes().values() for c in every}
    known |= {"human", "armed", "name", "country", "any", "other", "pronoun", "time"}
    asked = {c for every in lexicon.frames().values() for f in every for _, n in f.needs + f.bars for c in n.classes}
    asked |= {c for every in lexicon.nouns().values() for n in every for _, need in n.needs for c in need.classes}
    assert asked <= known, asked - known


def test_roles_are_roles() -> None:
    roles = {r for every in lexicon.frames().values() for f in every for _, r in f.roles}
    roles |= {r for every in lexicon.nouns().values() for n in every for _, r in n.roles}
    assert roles == {"actor", "target", "place"}


def test_need() -> None:
    found = lexicon.need("place =base camp")
    assert found.classes == {"place"} and found.words == {"base", "camp"} and lexicon.need("-").absent


def test_a_wrong_type_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "_load", lambda name: {"verb": [{"type": "dance", "lemmas": "waltz"}]})
    with pytest.raises(lexicon.LexiconError, match=r"verbs_territory\.toml, entry 1: 'dance'"):
        lexicon.frames.__wrapped__()


def test_participles() -> None:
    assert lexicon.participles()["besieged"] == "besiege" and lexicon.participles()["held"] == "hold"
