"""Who says so: name, kind and side."""
from __future__ import annotations

import pytest

from reportedly.model.claim import Mention, SourceMention, Span
from reportedly.model.reference import Source

from .scene_of_names import Told


def said(told: Told, speaker: Mention, *more: Mention, kind: str = "request") -> Source:
    claim = told.claim(kind, source=(speaker, *more))
    return told.who(claim).sources(claim)[-1]


@pytest.mark.parametrize(("text", "words", "mention", "want"), [
    ("Residents said so.", "Residents", "group", ("Residents", "witness", "")),
    ("A doctor said so.", "doctor", "person", ("doctor", "witness", "")),
    ("Analysts said so.", "Analysts", "group", ("Analysts", "expert", "")),
    ("Reuters said so.", "Reuters", "name", ("Reuters", "media", "")),
    ("The UN said so.", "UN", "name", ("UN", "igo", "")),
    ("Human Rights Watch said so.", "Human Rights Watch", "name", ("Human Rights Watch", "ngo", "Human Rights Watch")),
    ("The Taliban said so.", "Taliban", "name", ("Taliban", "party", "Taliban")),
    ("Sources said so.", "Sources", "group", ("Sources", "unnamed", "")),
    ("The report said so.", "report", "thing", ("", "document", "")),
])
def test_kinds(text: str, words: str, mention: str, want: tuple[str, str, str]) -> None:
    told = Told(text)
    noun = told.the(words, mention, name=words if mention == "name" else " ".strip() or "")
    found = said(told, noun)
    assert (found.kind, found.side) == want[1:]
    assert found.name.lower() in (want[0].lower(), words.lower())


def test_a_spokesman_by_name_speaks_for_his_side() -> None:
    told = Told("The Taliban fled, the Northern Alliance spokesman, Mr Ashraf Karimi, said.", "2001-11-13")
    told.the("Taliban")
    speaker = told.the("Ashraf Karimi", "person", "Ashraf Karimi")
    found = said(told, speaker)
    assert (found.name, found.kind, found.side) == ("Ashraf Karimi", "party", "Northern Alliance")


def test_an_envoy_of_the_un_and_a_charity_worker() -> None:
    told = Told("Idris Haddad, the UN envoy, spoke. Ruth Cole of Save the Children agreed.")
    envoy = told.the("Idris Haddad", "person", "Idris Haddad")
    told.the("UN")
    worker = told.the("Ruth Cole", "person", "Ruth Cole")
    assert said(told, envoy).kind == "igo"
    assert said(told, worker).kind == "ngo"


def test_a_states_officials_are_a_party_where_it_fights() -> None:
    text = "Syrian jets bombed Idlib. Syrian foreign minister Idris Haddad said so. French foreign minister Ruth Cole agreed."
    told = Told(text)
    jets = told.the("Syrian jets", "group", number=2)
    syrian = told.the("Idris Haddad", "person", "Idris Haddad")
    french = told.the("Ruth Cole", "person", "Ruth Cole")
    strike = told.claim("airstrike", actor=(jets,))
    first, second = told.claim("request", source=(syrian,)), told.claim("support", source=(french,))
    who = told.who(strike, first, second)
    assert [(s.kind, s.side) for s in who.sources(first)] == [("party", "Syria")]
    assert [(s.kind, s.side) for s in who.sources(second)] == [("government", "")]


def test_rebels_make_their_own_state_a_party() -> None:
    told = Told("The FARC attacked. The Colombian defence minister, Idris Haddad, said so. Colombia waits.")
    told.the("FARC")
    minister = told.the("Idris Haddad", "person", "Idris Haddad")
    told.the("Colombia")
    assert said(told, minister).kind == "party"


def test_a_rebel_radio_is_a_party() -> None:
    told = Told("Radio Venceremos said the FMLN holds the hill.")
    radio = told.the("Radio Venceremos")
    told.the("FMLN")
    found = said(told, radio)
    assert (found.kind, found.side) == ("party", "FMLN")


def test_former_officials_are_experts() -> None:
    told = Told("Former defence minister Idris Haddad said so.")
    assert said(told, told.the("Idris Haddad", "person", "Idris Haddad")).kind == "expert"


def test_his_bodyguard_is_somebodys() -> None:
    told = Told("General Baba Rahim spoke. His bodyguard said so.")
    told.the("Baba Rahim", "person", "Baba Rahim")
    guard = told.the("bodyguard", "person", of="His")
    assert said(told, guard).name == "Baba Rahim's bodyguard"


def test_the_same_sources_are_those_of_before() -> None:
    told = Told("Police spokesman Idris Haddad said so. The same source added that it was late.")
    first = told.the("Idris Haddad", "person", "Idris Haddad")
    source = told.the("source", "person")
    one, two = told.claim("kill", source=(first,)), told.claim("injure", source=(source,))
    assert told.who(one, two).sources(two)[-1].name == "Idris Haddad"


def test_the_chain_keeps_its_order_and_a_bare_passive_its_kind() -> None:
    told = Told("Reuters said the Taliban claimed it.")
    outlet, side = told.the("Reuters"), told.the("Taliban")
    claim = told.claim("capture", source=(outlet, side))
    assert [s.name for s in told.who(claim).sources(claim)] == ["Reuters", "Taliban"]
    seen = told.claim("enter")
    seen = type(seen)(**{f: getattr(seen, f) for f in seen.__slots__ if f != "source"},
                      source=(SourceMention(None, Span(0, 4, "seen"), "witness"),))
    assert [(s.name, s.kind) for s in told.who(seen).sources(seen)] == [("", "witness")]
