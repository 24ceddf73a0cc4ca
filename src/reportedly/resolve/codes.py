"""Codes of the field for an actor on a day: ISO 3166, CAMEO, PLOVER, ACLED's inter, UCDP's organisation type and side."""
from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ..model.reference import Codes
from .registry import registry, role, within
from .registry_files import own_rows


@cache
def tables() -> dict[str, dict[str, str | int]]:
    """The tables of `actors_codes.toml`."""
    return tomllib.loads(files(__package__).joinpath("data", "actors_codes.toml").read_text("utf-8"))


def codes(actor_id: str, kind: str, country: str, day: str = "", where: str = "") -> Codes:
    """Codes of an actor given by registry key or "", kind and ISO alpha-2 country.

    `day` (ISO 8601 or "") chooses the role of that time; `where` is the country of the event: a state's forces abroad are ACLED's 8.
    """
    all_of = registry()
    now = (role(actor_id, day) if actor_id in all_of.roles and day else "") or kind
    iso = country or (all_of.entries[actor_id].country if actor_id in all_of.entries else "")
    found = all_of.states.get(iso)
    iso3 = found.iso3 if found else ""
    inter = _inter(now, iso, where)
    return Codes(iso, iso3, found.gwno if found else "", _cameo(actor_id, now, kind, iso3, day), _country(now, iso3),
                 _text("plover", now, "UNK"), inter, _text("inter_text", str(inter), "") if inter else "", _number("ucdp", now), _side(now))


def _cameo(actor_id: str, now: str, kind: str, iso3: str, day: str) -> str:
    """A dictionary's code of that day, a body's own where its role is the one that the code was made for, else country and agent."""
    if given := _of_dictionary(actor_id, day):
        return given
    if (own := _text("bodies", actor_id, "")) and (now == kind or len(own) < 6):
        return own
    return (_country(now, iso3) + _text("cameo", now, "")) if now not in ("igo", "ngo") else _country(now, iso3)


@cache
def dictionary() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Codes of the user's own actors with their days."""
    out: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for i, code, start, end in own_rows("codes"):
        out[i] = (*out.get(i, ()), (code, start, end))
    return out


def _of_dictionary(actor_id: str, day: str) -> str:
    """The dated code that holds on a day, else the undated one; "" where there is none."""
    rows = dictionary().get(actor_id, ())
    dated = [c for c, start, end in rows if (start or end) and day and within(day, start, end)]
    return next(iter((*dated, *(c for c, start, end in rows if not start and not end))), "")


def _country(now: str, iso3: str) -> str:
    return _text("nonstate", now, "") if now in ("igo", "ngo") or not iso3 else iso3


def _inter(now: str, iso: str, where: str) -> int | None:
    number = _number("inter", now)
    return 8 if number == 1 and iso and where and iso != where else number


def _side(now: str) -> str:
    number = _number("ucdp", now)
    if number == 4:
        return "government"
    if number:
        return "organised"
    return "civilians" if now in ("civilians", "people", "person", "media", "refugees") else ""


def _text(table: str, key: str, other: str) -> str:
    return str(tables()[table].get(key, other))


def _number(table: str, key: str) -> int | None:
    found = tables()[table].get(key)
    return int(found) if found is not None else None
