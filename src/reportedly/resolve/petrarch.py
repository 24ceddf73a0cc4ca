"""PETRARCH and TABARI dictionaries of actors and agents: read them, and make registry entries of them.

The format is that of PETRARCH's documentation (Schrodt, Beieler and Idris 2014): a name, synonyms on lines that begin with "+", codes in
brackets with the dates between which they hold (`<yymmdd`, `>yymmdd`, `yymmdd-yymmdd`); agents have an irregular plural in braces.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .registry import Entry, Role, registry
from .titles import titles

CODE = re.compile(r"\[([^\]\n]{1,80})\]")
COMMENT = re.compile(r"<!--.*?-->")
DATES = re.compile(r"(?P<mark>[<>]?)\s*(?P<a>\d{6,8})(?:\s*-\s*(?P<b>\d{6,8}))?$")
ROLES = {"REB": "rebel", "INS": "rebel", "SEP": "rebel", "GOV": "government", "MIL": "military", "COP": "police", "OPP": "opposition",
         "PTY": "party", "MED": "media", "JRN": "media", "UAF": "militia", "PRM": "militia", "CVL": "civilians", "REF": "refugees",
         "CRM": "criminal", "SPY": "government", "JUD": "government", "LEG": "government", "BUS": "business", "ELI": "person"}
# The kinds of code that a person has only through an office.
OFFICES = frozenset(("government", "person", "opposition", "party", "military"))
PREFIXES = {"IGO": "igo", "NGO": "ngo", "NGM": "ngo", "UNO": "igo", "IMG": "rebel", "MNC": "business"}
PIVOT = 30


@dataclass(frozen=True, slots=True)
class Dated:
    """A code and the days, both included, between which it holds (ISO 8601, "" is open)."""

    code: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class DictionaryActor:
    """One entry: its names in plain words, the head entry first, and its codes in the order of the file."""

    names: tuple[str, ...]
    codes: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun or phrase, its plural ("" for the regular one), and the role code without the tilde."""

    name: str
    plural: str
    code: str


def read_actors(lines: Iterable[str]) -> Iterator[DictionaryActor]:
    """Actors of a dictionary. Lines that are neither names, synonyms nor codes are passed over; an entry without a code is dropped."""
    names: list[str] = []
    codes: list[Dated] = []
    for line in _plain(lines):
        text, found = CODE.sub(" ", line).strip(), [d for c in CODE.findall(line) if (d := _dated(c))]
        if text and not text.startswith("+"):
            if names and codes:
                yield DictionaryActor(tuple(names), tuple(codes))
            names, codes = [], []
        if text:
            names.append(_words(text))
        codes += found
    if names and codes:
        yield DictionaryActor(tuple(names), tuple(codes))


def read_agents(lines: Iterable[str]) -> Iterator[Agent]:
    """Agents of a dictionary, with substitution sets ("!MINIST! = MINISTER, MINISTRY") written out."""
    sets: dict[str, list[str]] = {}
    for line in _plain(lines):
        if m := re.match(r"\s*(![A-Z_]+!)\s*=\s*(.+)$", line):
            sets[m[1]] = [x.strip() for x in m[2].split(",") if x.strip()]
            continue
        codes = [c.strip().removeprefix("~") for c in CODE.findall(line) if c.strip().startswith("~")]
        if not codes:
            continue
        text = CODE.sub(" ", line)
        brace = re.search(r"\{([^}]{0,80})\}", text)
        plural = _words(brace[1]) if brace else ""
        for name in _expanded(re.sub(r"\{[^}]*\}", " ", text).strip(), sets):
            yield Agent(_words(name), plural, codes[0])


def as_entry(actor: DictionaryActor) -> tuple[Entry, tuple[Role, ...]]:
    """A registry entry (kind from the last code, country from its first three letters) and its dated roles."""
    key = "petrarch:" + actor.names[0].lower().replace(" ", "-")
    last = actor.codes[-1]
    homes = dict.fromkeys(c for d in actor.codes if (c := country_of_code(d.code)))
    entry = Entry(key, "person" if office_holder(actor) else kind_of_code(last.code), tuple(homes), names=actor.names)
    dated = [d for d in actor.codes if d.start or d.end]
    return entry, tuple(Role(key, kind_of_code(d.code), d.start, d.end, country_of_code(d.code)) for d in dated)


def office_holder(actor: DictionaryActor) -> bool:
    """Whether an entry is a person: a synonym begins with a title, or its codes are those of offices and held for a time; no name
    has a word of organisations in it. The dated roles keep what the person speaks for."""
    words = titles()
    names = [n.lower().replace(".", "").split() for n in actor.names]
    if len(names[0]) < 2 or any(w in words["organisations"] for n in names for w in n):
        return False
    if any(len(n) > 1 and n[0] in words["honorifics"] for n in names):
        return True
    kinds = {kind_of_code(d.code) for d in actor.codes}
    return kinds <= OFFICES and any(d.start or d.end for d in actor.codes)


def country_of_code(code: str) -> str:
    """ISO alpha-2 of a code's first three letters, "" where they are no country's."""
    return next((s.iso for s in registry().states.values() if s.iso3 == code[:3]), "")


def kind_of_code(code: str) -> str:
    """Registry kind of a code: its prefix for bodies without a country, else its first agent; a country alone is a state."""
    if code[:3] in PREFIXES:
        return PREFIXES[code[:3]]
    agents = [code[i:i + 3] for i in range(3, len(code) - 2, 3)]
    return next((ROLES[a] for a in agents if a in ROLES), "state" if len(code) == 3 else "")


def _plain(lines: Iterable[str]) -> Iterator[str]:
    """Lines without comments, those over several lines included; empty ones left out."""
    inside = False
    for raw in lines:
        text = COMMENT.sub("", raw)
        if inside:
            _, end, text = text.partition("-->")
            if not end:
                continue
        text, start, _ = text.partition("<!--")
        inside = bool(start)
        text = text.split("#", 1)[0].rstrip()
        if text.strip():
            yield text


def _words(name: str) -> str:
    """"+U.N._ENVOY_" -> "U.N. ENVOY"."""
    return " ".join(name.lstrip("+").replace("_", " ").split())


def _expanded(name: str, sets: dict[str, list[str]]) -> Iterator[str]:
    mark = next((s for s in sets if s in name), None)
    if mark is None:
        yield name
        return
    for word in sets[mark]:
        yield from _expanded(name.replace(mark, word), sets)


def _dated(text: str) -> Dated | None:
    """"SYRGOV >070201" and the like; None for "---" and for dates that cannot be read."""
    code, _, rest = text.strip().partition(" ")
    if not re.fullmatch(r"[A-Za-z]{3,30}", code):
        return None
    code, rest = code.upper(), rest.strip()
    if not rest:
        return Dated(code)
    m = DATES.match(rest)
    if not m:
        return None
    a, b = _day(m["a"]), _day(m["b"]) if m["b"] else ""
    if a is None or b is None:
        return None
    if m["mark"] == "<":
        return Dated(code, "", a)
    return Dated(code, a, b)


def _day(digits: str) -> str | None:
    """Six digits (two of the year: up to 30 this century, else the last) or eight to ISO 8601; None for no day."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= PIVOT else "19") + digits
    if len(digits) != 8:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        return None
