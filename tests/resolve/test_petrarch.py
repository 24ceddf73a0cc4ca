"""PETRARCH dictionaries: own samples of the format, and the real ones where they are at hand."""
from __future__ import annotations

import pathlib

import pytest

from reportedly.resolve.petrarch import as_entry, country_of_code, kind_of_code, read_actors, read_agents
from reportedly.resolve.registry import within

SAMPLE = """# a comment
<!-- one line -->
<!-- several
LOST_ACTOR [AFGGOV]
lines -->
IDRIS_HADDAD_
+PRESIDENT_HADDAD
+I._HADDAD
\t[SYROPP <991231]
\t[SYRGOV 20000101-030630] # in office
\t[SYRELI >030701]
NORTHERN_FRONT_ [SYRREB]
NO_CODE_
ODD_DATES [SYRGOV 2004017-20061201] [---] [SYR]
"""
SHARED = pathlib.Path(__file__).parents[3] / "shared" / "petrarch"


def code_on(actor, day):
    """The code that holds on a day: a dated one before an undated one."""
    dated = [d for d in actor.codes if (d.start or d.end) and within(day, d.start, d.end)]
    return (dated or [d for d in actor.codes if not d.start and not d.end])[0].code


def test_names_synonyms_and_dates() -> None:
    haddad, front, odd = read_actors(SAMPLE.splitlines())
    assert haddad.names == ("IDRIS HADDAD", "PRESIDENT HADDAD", "I. HADDAD")
    assert [code_on(haddad, d) for d in ("1995-05-05", "2001-01-01", "2010-01-01")] == ["SYROPP", "SYRGOV", "SYRELI"]
    assert front.names == ("NORTHERN FRONT",) and code_on(front, "2001-01-01") == "SYRREB"
    assert [d.code for d in odd.codes] == ["SYR"]


def test_agents_with_plurals_and_sets() -> None:
    lines = ["!MINIST! = MINISTER, MINISTRY", "!MINIST! OF_TRADE [~GOVBUS] # x", "GUNMAN {GUNMEN} [~REB]", "NO_ROLE [ABC]"]
    found = [(a.name, a.plural, a.code) for a in read_agents(lines)]
    assert found == [("MINISTER OF TRADE", "", "GOVBUS"), ("MINISTRY OF TRADE", "", "GOVBUS"), ("GUNMAN", "GUNMEN", "REB")]


def test_entries_with_roles() -> None:
    entry, roles = as_entry(next(read_actors(SAMPLE.splitlines())))
    assert entry.countries == ("SY",) and entry.names[0] == "IDRIS HADDAD"
    assert [(r.role, r.start, r.end) for r in roles] == [("opposition", "", "1999-12-31"), ("government", "2000-01-01", "2003-06-30"),
                                                         ("person", "2003-07-01", "")]


@pytest.mark.parametrize(("code", "kind", "country"), [("SYR", "state", "SY"), ("IGOUNO", "igo", ""), ("NGOHRI", "ngo", ""),
                                                       ("SYRMIL", "military", "SY"),
                                                       ("IMGMOSALQ", "rebel", ""), ("XXX", "state", "")])
def test_what_a_code_says(code: str, kind: str, country: str) -> None:
    assert (kind_of_code(code), country_of_code(code)) == (kind, country)


@pytest.mark.skipif(not SHARED.exists(), reason="the PETRARCH dictionaries are not beside the repository")
@pytest.mark.parametrize(("name", "least"), [("Phoenix.International.actors.txt", 3000), ("PETR.Validate.actors.txt", 50)])
def test_the_real_dictionaries(name: str, least: int) -> None:
    actors = list(read_actors((SHARED / name).read_text("utf-8", "replace").splitlines()))
    assert len(actors) >= least
    un = [a for a in actors if "UNHCR" in a.names]
    assert not un or code_on(un[0], "2005-01-01").startswith("IGOUNO")


@pytest.mark.skipif(not SHARED.exists(), reason="the PETRARCH dictionaries are not beside the repository")
def test_the_real_agents() -> None:
    agents = list(read_agents((SHARED / "Phoenix.agents.txt").read_text("utf-8", "replace").splitlines()))
    assert len(agents) > 2000 and any(a.code == "MIL" for a in agents)


@pytest.mark.parametrize(("lines", "kind"), [
    (["OMAR_BELLO_ [TCDGOV 20010101-20120630]"], "person"),
    (["IDRIS_HADDAD_", "+PRESIDENT_HADDAD", "\t[TCDREB <990101]", "\t[TCDGOV >990102]"], "person"),
    (["MINISTRY_OF_WATERWAYS_ [TCDGOV >990102]"], "government"),
    (["NATIONAL_COUNCIL_ [TCDOPP <990101]", "\t[TCDGOV >990102]"], "government"),
    (["LOWLANDERS_ [TCDREB <990101]", "\t[TCDGOV >990102]"], "government"),
])
def test_who_holds_an_office_is_a_person(lines, kind):
    entry, roles = as_entry(next(read_actors(lines)))
    assert entry.kind == kind and entry.countries == ("TD",)
    assert roles[-1].role == "government"
