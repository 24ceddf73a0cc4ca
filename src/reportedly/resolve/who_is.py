"""What the registry knows of a name, as plain rows: names, kind, years, parents, roles over time and the codes of the field."""
from __future__ import annotations

from dataclasses import asdict
from difflib import get_close_matches
from typing import Any

from .codes import codes
from .registry import Entry, Role, alive, best, demonym, key, lookup, registry, role, state


def who_is(name: str, day: str = "") -> list[dict[str, Any]]:
    """A row for each actor that bears `name` (or the id `name`), the likeliest first; [] for a name that nobody bears.

    With `day` (ISO 8601) role and codes are those of that day, and `existed` says whether it was there; without it
    every role that the actor has had is a period with its codes.
    """
    return [_row(e, day) for e in _found(name, day)]


def _found(name: str, day: str) -> list[Entry]:
    all_of = registry().entries
    if name in all_of:
        return [all_of[name]]
    found = list(lookup(name))
    nation = demonym(name) or state(name) or registry().metonyms.get(key(name), "")
    if nation and all(e.id != nation for e in found):
        found.append(all_of[nation])
    if not found and (made := best(name)):
        found = [made]
    return sorted(found, key=lambda e: bool(day) and not alive(e, day))


def _row(e: Entry, day: str) -> dict[str, Any]:
    all_of = registry()
    return {
        "id": e.id, "name": e.names[0], "names": list(e.names), "kind": e.kind, "countries": list(e.countries), "start": e.start,
        "end": e.end, "languages": list(e.langs), "parents": [_named(p) for p in e.parents],
        "offshoots": [_named(x.id) for x in all_of.entries.values() if e.id in x.parents], "existed": alive(e, day) if day else None,
        "day": day or None, "periods": [_period(e, r, day) for r in _roles(e, day)]}


def _roles(e: Entry, day: str) -> list[Role]:
    """The actor's roles in time: of the day asked for, else all; its kind where the table of roles has none."""
    rows = registry().roles.get(e.id, ())
    if day:
        now = role(e.id, day) if e.id in registry().entries else e.kind
        return [Role(e.id, now, day, day, next((r.country for r in rows if r.role == now), e.country))]
    return list(rows) or [Role(e.id, e.kind, e.start, e.end, e.country)]


def _period(e: Entry, r: Role, day: str) -> dict[str, Any]:
    on = day or r.end or r.start or ""
    made = asdict(codes(e.id, e.kind if on else r.role, r.country or e.country, on, "")) if r.role else None
    return {"role": r.role or None, "from": r.start, "to": r.end, "country": r.country, "codes": made}


def _named(i: str) -> dict[str, str]:
    found = registry().entries.get(i)
    return {"id": i, "name": found.names[0] if found else i}


def like(name: str, count: int = 5) -> list[str]:
    """Names of the registry that are spelled nearly like `name`."""
    all_of = registry()
    near = get_close_matches(key(name), list(all_of.names), count, 0.75)
    return list(dict.fromkeys(all_of.entries[all_of.names[k][0]].names[0] for k in near))
