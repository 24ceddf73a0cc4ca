"""The registry: what it holds, names and their variants, roles over time, bodies of states."""
from __future__ import annotations

import pytest

from reportedly.resolve.registry import alive, best, body, country_of, demonym, key, lookup, registry, role, state

ARMED = ("rebel", "militia", "coalition", "criminal")


def test_it_holds_the_states_and_the_armed_groups() -> None:
    every = registry().entries.values()
    assert sum(e.kind == "state" for e in every) >= 200
    assert sum(e.kind in ARMED for e in every) >= 600
    assert len(registry().demonyms) >= 200
    assert sum(bool(s.capitals) and len(s.iso3) == 3 for s in registry().states.values()) >= 190


@pytest.mark.parametrize(("name", "actor"), [
    ("Taliban", "taliban"), ("the Taleban", "taliban"), ("ISIL", "islamic-state"), ("Da’esh", "islamic-state"), ("al-Qa'ida", "al-qaeda"),
    ("Islamic State of Iraq and the Levant", "islamic-state"), ("FARABUNDO MARTI NATIONAL LIBERATION FRONT", "fmln"), ("FMLN", "fmln"),
    ("U.N.", "un"), ("UNHCR", "unhcr"), ("AFP", "afp"), ("peshmerga", "peshmerga"), ("Médecins Sans Frontières", "msf")])
def test_spellings_of_one_actor(name: str, actor: str) -> None:
    assert actor in [e.id for e in lookup(name)]


@pytest.mark.parametrize("word", ["us", "who", "aim", "dawn", "and", "", "map", "the"])
def test_common_words_are_nobody(word: str) -> None:
    assert not lookup(word)


@pytest.mark.parametrize(("word", "iso"), [("Afghan", "AF"), ("Afghans", "AF"), ("Israeli", "IL"), ("Salvadoran", "SV"), ("US", "US"),
                                           ("us", ""),
                                           ("Berlin", "")])
def test_demonyms(word: str, iso: str) -> None:
    assert demonym(word) == iso


def test_a_capital_is_its_country_and_a_country_itself() -> None:
    assert (country_of("Moscow"), country_of("the Kremlin"), state("Chad"), state("Kabul")) == ("RU", "RU", "TD", "")


@pytest.mark.parametrize(("name", "actor", "kind"), [
    ("Afghan army", "AF.army", "military"), ("U.S. Air Force", "US.air-force", "military"),
    ("French foreign ministry", "FR.foreign-ministry", "government"),
    ("Ministry of Defence of Chad", "TD.ministry-of-defence", "government"), ("the Kenyan police", "KE.police", "police")])
def test_bodies_of_states_by_pattern(name: str, actor: str, kind: str) -> None:
    found = body(name)
    assert found and (found.id, found.kind) == (actor, kind)


def test_no_body_without_a_country() -> None:
    assert body("liberation army") is None and body("army of lovers") is None


@pytest.mark.parametrize(("day", "was"), [("1995-01-01", "rebel"), ("1999-06-01", "government"), ("2001-11-13", "government"),
                                          ("2010-01-01", "rebel"),
                                          ("2021-08-14", "rebel"), ("2021-08-15", "government"),
                                          ("2024-01-01", "government"), ("1990-01-01", "")])
def test_the_taliban_over_time(day: str, was: str) -> None:
    assert role("taliban", day) == was


def test_a_role_without_rows_is_the_kind() -> None:
    assert role("abu-sayyaf", "2010-01-01") == "rebel" and role("nobody", "2010-01-01") == ""


def test_the_likeliest_of_several_is_at_home_and_alive() -> None:
    found = best("JEM", "SD", "2008-05-01")
    assert found and found.id == "jem"
    assert alive(registry().entries["ltte"], "2008-01-01") and not alive(registry().entries["ltte"], "2015-01-01")


def test_a_key_folds_case_accents_dots_and_articles() -> None:
    assert key("The U.S.") == key("US") == "us"
    assert key("Al-Qa’ida") == key("al Qaida")
    assert key("Túpac Amaru") == key("TUPAC AMARU")
