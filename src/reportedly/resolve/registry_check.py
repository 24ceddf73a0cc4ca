"""Check the actor tables: impossible dates, roles that overlap or lie outside an actor's years, parents and countries that do not exist.

    python -m reportedly.resolve.registry_check        prints what is wrong and ends with status 1 if anything is
"""
from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import combinations

from .registry import Entry, Registry, Role, key, registry
from .registry_files import COLUMNS, broken

DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
KINDS = frozenset(("state", "government", "military", "police", "rebel", "militia", "coalition", "igo", "ngo", "media", "party", "criminal",
                   "community", "opposition", "person", "business", "civilians", "refugees"))
LAST = "2100"


def problems(tables: Registry) -> Iterator[str]:
    """What is wrong, one line each; nothing for sound tables."""
    for entry in tables.entries.values():
        yield from _entry(entry, tables)
    for actor, roles in tables.roles.items():
        if actor not in tables.entries:
            yield f"{actor}: roles of an actor that is not there"
            continue
        yield from _roles(tables.entries[actor], roles)


def entry_problems(entry: Entry) -> Iterator[str]:
    """What is wrong with one actor that is to join the registry."""
    yield from _entry(entry, registry())


def own_problems() -> Iterator[str]:
    """Rows of the user's own tables that cannot be read."""
    for table in COLUMNS:
        yield from broken(table)


def _entry(e: Entry, tables: Registry) -> Iterator[str]:
    if e.kind not in KINDS:
        yield f"{e.id}: unknown kind {e.kind!r}"
    if not e.names or not all(key(n) for n in e.names):
        yield f"{e.id}: no name, or one without letters"
    for name, value in (("start", e.start), ("end", e.end)):
        if value and not DATE.fullmatch(value):
            yield f"{e.id}: {name} {value!r} is no date"
    if e.start and e.end and _last(e.end) < e.start:
        yield f"{e.id}: ends ({e.end}) before it starts ({e.start})"
    for c in e.countries:
        if c not in tables.states:
            yield f"{e.id}: no country {c!r}"
    for p in e.parents:
        if p not in tables.entries:
            yield f"{e.id}: no parent {p!r}"
        elif p == e.id:
            yield f"{e.id}: its own parent"
        elif tables.entries[p].start and e.end and _last(e.end) < tables.entries[p].start:
            yield f"{e.id}: ends before its parent {p} starts"


def _roles(e: Entry, roles: tuple[Role, ...]) -> Iterator[str]:
    for r in roles:
        if r.role not in KINDS:
            yield f"{e.id}: unknown role {r.role!r}"
        for value in (r.start, r.end):
            if value and not DATE.fullmatch(value):
                yield f"{e.id}: role date {value!r} is no date"
        if r.start and r.end and _last(r.end) < r.start:
            yield f"{e.id}: role {r.role} ends ({r.end}) before it starts ({r.start})"
        if e.start and r.start and _last(r.start) < e.start:
            yield f"{e.id}: role {r.role} starts {r.start}, before the actor ({e.start})"
        if e.end and r.start and r.start > _last(e.end):
            yield f"{e.id}: role {r.role} starts {r.start}, after the actor ({e.end})"
    for a, b in combinations(roles, 2):
        if a.country == b.country and _first(a.start) <= _last(b.end) and _first(b.start) <= _last(a.end):
            yield f"{e.id}: {a.role} ({a.start}-{a.end}) and {b.role} ({b.start}-{b.end}) overlap"


def _first(day: str) -> str:
    """The first day that a date of any precision covers; the far past for an open one."""
    return day + "0000-01-01"[len(day):]


def _last(day: str) -> str:
    """The last day that a date of any precision covers; the far future for an open one."""
    day = day or LAST
    return day + "0000-12-31"[len(day):]


def main() -> int:
    """Print the problems of the installed tables; 1 if there are any."""
    found = list(problems(registry()))
    sys.stdout.writelines(line + "\n" for line in found)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
