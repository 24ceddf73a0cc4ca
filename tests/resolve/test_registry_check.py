"""The check of the tables finds what is wrong, and finds nothing in ours."""
from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from reportedly.resolve.registry import Entry, Registry, Role, registry
from reportedly.resolve.registry_check import problems


def with_one(entry: Entry, *roles: Role) -> Registry:
    ours = registry()
    return replace(ours, entries=MappingProxyType({**ours.entries, entry.id: entry}),
                   roles=MappingProxyType({entry.id: roles} if roles else {}))


def found(entry: Entry, *roles: Role) -> str:
    return "\n".join(x for x in problems(with_one(entry, *roles)) if x.startswith(entry.id + ":"))


def test_our_tables_are_sound() -> None:
    assert list(problems(registry())) == []


def test_a_group_that_ends_before_it_starts() -> None:
    assert "ends (1990) before it starts (1995)" in found(Entry("x", "rebel", ("AF",), "1995", "1990", ("X Front",)))


def test_dates_that_are_none() -> None:
    assert "is no date" in found(Entry("x", "rebel", ("AF",), "1995-13", "", ("X Front",)))


def test_countries_parents_and_kinds_that_are_not_there() -> None:
    out = found(Entry("x", "pirate", ("QQ",), names=("X Front",), parents=("no-such",)))
    assert "no country 'QQ'" in out and "no parent 'no-such'" in out and "unknown kind 'pirate'" in out


def test_roles_that_overlap() -> None:
    x = Entry("x", "rebel", ("AF",), "1990", "", ("X Front",))
    first = Role("x", "rebel", "1990", "1996-09-27", "AF")
    assert "overlap" in found(x, first, Role("x", "government", "1996-09-27", "", "AF"))
    assert not found(x, first, Role("x", "government", "1996-09-28", "", "AF"))


def test_roles_outside_the_actors_years() -> None:
    x = Entry("x", "rebel", ("AF",), "1990", "1995", ("X Front",))
    assert "before the actor" in found(x, Role("x", "rebel", "1980", "1989", "AF"))
    assert "after the actor" in found(x, Role("x", "party", "1996", "", "AF"))
