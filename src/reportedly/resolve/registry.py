"""The registry of actors as dated data: states, armed groups, coalitions, bodies, relief organisations and outlets.

Read once from the tables in `data/`: `countries.tsv`, `actors_states.tsv`, `actors_*.tsv` (one actor a row) and
`actors_roles.tsv` (roles over time), and after them from the user's own (`registry_files`). Nothing here knows a document.
"""
from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from .registry_files import own_rows

TABLES = ("actors_groups.tsv", "actors_orgs.tsv", "actors_groups_ucdp.tsv")
INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}|\b(?:[A-Z]\.)+[A-Z]\b")
WORD = re.compile(r"[^\W_]+")
SHORT = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor. `id` is its key (a state's is its ISO 3166 alpha-2 code, that of a state's body "AF.army").

    `start`, `end` are ISO 8601 dates of any precision or ""; `names` the usual English form first; `parents` the ids of
    what it split from or belongs to.
    """

    id: str
    kind: str
    countries: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    names: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        return self.countries[0] if self.countries else ""


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor was from `start` to `end` (both included, "" for open), and where."""

    id: str
    role: str
    start: str
    end: str
    country: str


@dataclass(frozen=True, slots=True)
class State:
    """ISO 3166 alpha-2 and alpha-3, Gleditsch-Ward number, seats of government and other names for it."""

    iso: str
    iso3: str
    gwno: str
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """All tables with their indexes from `key` of a name; `caps` holds keys that count only when written in capitals ("US", "AIM"),
    `common` those that may stand in small letters ("contras", "peshmerga")."""

    entries: MappingProxyType[str, Entry]
    names: MappingProxyType[str, tuple[str, ...]]
    demonyms: MappingProxyType[str, str]
    metonyms: MappingProxyType[str, str]
    states: MappingProxyType[str, State]
    roles: MappingProxyType[str, tuple[Role, ...]]
    caps: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Fold case, accents, apostrophes, dots of initials, hyphens and a leading article.

    "U.S." and "US" become one, and so do "al-Qa'ida" and "al Qaida".
    """
    name = INITIALS.sub(lambda m: m.group().replace(".", ""), name)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() if not name.isascii() else name
    plain = re.sub(r"['’‘`]s?\b" if plain[-2:] in ("'s", "’s") else r"['’‘`]", "", plain)
    found = WORD.findall(plain.lower())  # marks of direction and other signs that are no letters fall away here
    if len(found) > 1 and found[0] == "the":
        del found[0]
    return " ".join(found)


def _rows(table: str) -> Iterator[list[str]]:
    lines = files(__package__).joinpath("data", table).read_text("utf-8").splitlines()
    body = [x for x in lines if x and not x.startswith("#")]
    for line in body[1:]:
        yield line.split("\t")


def _list(text: str, mark: str = "|") -> tuple[str, ...]:
    return tuple(x.strip() for x in text.split(mark) if x.strip())


@cache
def registry() -> Registry:
    """The registry, read at first use (about 20 ms)."""
    entries: dict[str, Entry] = {}
    states: dict[str, State] = {}
    demonyms: dict[str, str] = {}
    metonyms: dict[str, str] = {}
    for iso, iso3, gwno, capitals, others in _rows("actors_states.tsv"):
        states[iso] = State(iso, iso3, gwno, _list(capitals), _list(others))
        metonyms |= {key(n): iso for n in (*_list(capitals), *_list(others))}
    for iso, _, _, names, adjectives in _rows("countries.tsv"):
        entries[iso] = Entry(iso, "state", (iso,), names=_list(names))
        for word in _list(adjectives):
            demonyms.setdefault(key(word), iso)
    for table in TABLES:
        for i, kind, countries, start, end, names, parents, langs in _rows(table):
            entries[i] = Entry(i, kind, _list(countries, ","), start, end, _list(names), _list(parents, ","), _list(langs, ","))
    for i, kind, countries, start, end, names, parents, langs in own_rows("actors"):
        entries.setdefault(i, Entry(i, kind, _list(countries, ","), start, end, _list(names), _list(parents, ","), _list(langs, ",")))
    roles: dict[str, tuple[Role, ...]] = {}
    for row in (*_rows("actors_roles.tsv"), *own_rows("roles")):
        roles[row[0]] = (*roles.get(row[0], ()), Role(*row))
    names_of, caps, common = _index(entries)
    return Registry(MappingProxyType(entries), MappingProxyType(names_of), MappingProxyType(demonyms), MappingProxyType(metonyms),
                    MappingProxyType(states), MappingProxyType(roles), caps, common)


def _index(entries: dict[str, Entry]) -> tuple[dict[str, tuple[str, ...]], frozenset[str], frozenset[str]]:
    found: dict[str, tuple[str, ...]] = {}
    lower: set[str] = set()
    common: set[str] = set()
    for e in entries.values():
        for name in e.names:
            k = key(name)
            if e.id not in found.get(k, ()):
                found[k] = (*found.get(k, ()), e.id)
            if not name.isupper():
                lower.add(k)
            if name.islower():
                common.add(k)
    return found, frozenset(k for k in found if k not in lower and len(k) <= SHORT), frozenset(common)


@cache
def nouns() -> MappingProxyType[str, MappingProxyType[str, tuple[str, ...]]]:
    """The noun lists of `actors_nouns.toml`: table -> kind -> words."""
    text = files(__package__).joinpath("data", "actors_nouns.toml").read_text("utf-8")
    return MappingProxyType({t: MappingProxyType({k: tuple(v) for k, v in rows.items()}) for t, rows in tomllib.loads(text).items()})


@cache
def phrases() -> MappingProxyType[str, tuple[tuple[str, ...], ...]]:
    """Folded first word -> the names of two words or more that begin with it, longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for k in registry().names:
        words = tuple(k.split())
        if len(words) > 1:
            out.setdefault(words[0], []).append(words)
    return MappingProxyType({k: tuple(sorted(v, key=len, reverse=True)) for k, v in out.items()})


def lookup(name: str) -> tuple[Entry, ...]:
    """All actors that bear `name`, in the order of the tables; () where there is none."""
    all_of, k = registry(), key(name)
    if k in all_of.caps and not any(c.isupper() for c in (name if name[1:].isdigit() else name[1:] or name)):  # "M23" has one letter
        return ()
    if name.islower() and k not in all_of.common:
        return ()
    return tuple(all_of.entries[i] for i in all_of.names.get(k, ()))


def country_of(word: str) -> str:
    """ISO alpha-2 of a demonym, a country's name or its seat ("Afghans", "Afghanistan", "Kabul"); "" for other words."""
    return demonym(word) or state(word) or registry().metonyms.get(key(word), "")


@lru_cache(maxsize=16384)
def state(word: str) -> str:
    """ISO alpha-2 of a country's name, else ""."""
    return next((e.id for e in lookup(word) if e.kind == "state"), "")


@lru_cache(maxsize=16384)
def demonym(word: str) -> str:
    """ISO alpha-2 of an adjective or a name of inhabitants ("Afghan", "Syrians", "Anglo-Irish" not), else ""."""
    all_of = registry().demonyms
    k = key(word)
    if k in ("us", "uk") and not any(c.isupper() for c in word[1:]):
        return ""
    return all_of.get(k) or (all_of.get(k[:-1], "") if k.endswith("s") else "")


@cache
def units() -> MappingProxyType[str, str]:
    """A unit's word or words -> military, police or government."""
    return MappingProxyType({word: kind for kind, words in nouns()["units"].items() for word in words})


def body(name: str) -> Entry | None:
    """A body of a state by pattern ("Afghan army", "Ministry of Defence of Chad", "French foreign ministry"); None for anything else."""
    words = WORD.findall(INITIALS.sub(lambda m: m.group().replace(".", ""), name))
    if words[:1] and words[0].lower() == "the":
        words = words[1:]
    for n in (1, 2, 3):
        front, back = re.sub(r"['’][sS]?$", "", " ".join(words[:n])), " ".join(words[n:]).lower()
        if (kind := units().get(back)) and (iso := demonym(front) or state(front)):
            return _body(iso, back, kind, name)
        tail = " ".join(words[-n:])
        head, of, rest = " ".join(words[:-n]).lower().rpartition(" of")
        if of and rest in ("", " the") and (kind := units().get(head)) and (iso := state(tail)):
            return _body(iso, head, kind, name)
    return None


def _body(iso: str, unit: str, kind: str, name: str) -> Entry:
    return Entry(f"{iso}.{unit.replace(' ', '-')}", kind, (iso,), names=(name,), parents=(iso,))


@lru_cache(maxsize=16384)
def best(name: str, country: str = "", day: str = "") -> Entry | None:
    """The likeliest actor of that name: one at home in `country` that existed on `day` (both may be "") before others."""
    found = lookup(name)
    if not found:
        return body(name)
    return min(found, key=lambda e: (bool(country) and country not in e.countries, bool(day) and not alive(e, day)))


def alive(entry: Entry, day: str) -> bool:
    """Whether the actor existed on a day (ISO 8601); True where its years are not known."""
    return within(day, entry.start, entry.end)


def within(day: str, start: str, end: str) -> bool:
    """Whether a day (ISO 8601) falls between two dates of any precision, both included; "" is open."""
    return (not start or start <= day[:len(start)]) and (not end or day[:len(end)] <= end)


def role(actor: str, day: str) -> str:
    """The role of a registry key on a day: from the table of roles where it has rows, else its kind; "" where unknown."""
    all_of = registry()
    rows = all_of.roles.get(actor, ())
    for r in rows:
        if within(day, r.start, r.end):
            return r.role
    return "" if rows or actor not in all_of.entries else all_of.entries[actor].kind


def names_of(actor: str) -> tuple[str, ...]:
    """All names of a registry key, the usual English form first; () where it is not known."""
    entry = registry().entries.get(actor)
    return entry.names if entry else ()
