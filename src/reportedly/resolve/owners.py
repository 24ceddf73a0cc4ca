"""What an office belongs to: "UN envoy", "commander of the rebel army", and the nouns of those who speak."""
from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from .cast import Cast, Member
from .registry import Entry, best, country_of, demonym, key, registry

WORDS = re.compile(r"[\w’'.-]+")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data", "actors_speakers.toml").read_text("utf-8"))


@cache
def owned() -> frozenset[str]:
    """Papers that speak for whoever issues them: "statement", "communique"."""
    return frozenset(_table()["owned"])


@cache
def speakers() -> dict[str, str]:
    """Head noun -> kind of source, by `actors_speakers.toml`."""
    out: dict[str, str] = {}
    for kind, words in _table().items():
        for w in words if isinstance(words, list) and kind not in ("owned", "former") else ():
            out.setdefault(w, kind)
    return out


@cache
def state_of_office() -> dict[str, str]:
    """Offices that belong to one state: folded words -> ISO alpha-2."""
    found: dict[str, str] = _table()["state_of_office"]
    return found


def owner_of(line: str, cast: Cast, but: Member) -> Member | Entry | None:
    """The longest name in an office's words that is an organisation or a country, of the document first, then of the registry."""
    words = WORDS.findall(line)
    top: Member | Entry | None = None
    for n in range(min(6, len(words)), 0, -1):
        for i in range(len(words) - n + 1):
            part = " ".join(words[i:i + n]).rstrip(".") if n > 1 or "." not in words[i] else words[i]
            part = re.sub(r"['’]s$", "", part)
            found = cast.find(part)
            vague = found and found.kind == "organisation" and any(demonym(w) for w in part.split())
            if found and found.name != but.name and found.kind not in ("person", "place", "") and not vague:
                return found
            entry = best(part, cast.country, cast.day) if n > 1 or not line.isupper() else None
            if entry and part[:1].isupper():
                return entry
            if n == 1 and not top and (iso := country_of(part)) and part[:1].isupper():
                top = registry().entries.get(iso)
    if top is None:
        low = f" {key(line)} "
        top = next((registry().entries.get(iso) for words, iso in state_of_office().items() if f" {words} " in low), None)
    return top


def land_in(name: str) -> str:
    """The country that a body's name begins with ("Ukraine's General Staff"), by its ISO code; "" for none."""
    return next((iso for w in WORDS.findall(name) if w[:1].isupper() and (iso := country_of(re.sub(r"['’]s?$", "", w)))), "")
