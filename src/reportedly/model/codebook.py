"""Codebook: event types, their families and the closed lists of values, from `codebook/*.toml`."""
from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from .own import NOTHING, Own, load

FOLDER = "REPORTEDLY_CODEBOOK"  # the environment variable that names the folder of the user's own codebook


@dataclass(frozen=True, slots=True)
class EventType:
    """One event type: its family, what it is in words, whether actor and target are interchangeable, the shipped type that profiles take
    it for ("": itself), its noun and how it is told ("", empty: those of the package)."""

    name: str
    family: str
    words: str
    symmetric: bool = False
    like: str = ""
    noun: str = ""
    told: tuple[tuple[str, str], ...] = ()


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("reportedly.model") / "codebook" / name).read_text("utf-8"))


@cache
def shipped_types() -> dict[str, EventType]:
    """The 42 event types of the package by name, in the order of the claim guide."""
    table: dict[str, dict[str, Any]] = _load("event_types.toml")["types"]
    return {n: EventType(n, r["family"], r["is"], bool(r.get("symmetric"))) for n, r in table.items()}


@cache
def event_types() -> dict[str, EventType]:
    """The event types by name: those of the claim guide in its order, then those of the user's own codebook.

    Raises CodebookError, with file and line, where that folder does not hold together.
    """
    added = {n: EventType(n, r["family"], r["is"], bool(r.get("symmetric")), r.get("like", ""), r.get("noun", ""),
                          tuple(r.get("told", {}).items())) for n, r in own().types.items()}
    return {**shipped_types(), **added}


@cache
def own() -> Own:
    """The user's own codebook: the folder that REPORTEDLY_CODEBOOK names. Raises CodebookError where it does not hold together."""
    where = folder()
    return load(where, {n: t.family for n, t in shipped_types().items()}) if where else NOTHING


def folder() -> Path | None:
    """The folder of the user's own codebook, or None."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else None


def own_rules(profile: str) -> tuple[dict[str, Any], ...]:
    """Rules of the user's own codebook for a profile, in order."""
    return own().rules.get(profile, ())


def use(where: str | None) -> None:
    """Take another folder (None: none) as the user's own codebook from now on, in this process and those that it starts.

    What other modules have read from the old one they must read again: `run.codebook.use` sees to it.
    """
    if where:
        os.environ[FOLDER] = str(where)
    else:
        os.environ.pop(FOLDER, None)
    own.cache_clear()
    event_types.cache_clear()


@cache
def values(name: str) -> tuple[str, ...]:
    """A closed list of values: factuality, verification, source_kinds, counts, tiers, standings, outlet_kinds or decisions."""
    found: list[str] = _load("values.toml")[name]
    return tuple(found)


@cache
def tier_words() -> dict[str, str]:
    """What each tier of control means, in words."""
    found: dict[str, str] = _load("values.toml")["tier_words"]
    return found


def family_of(event_type: str) -> str:
    """The family of an event type; the type itself where it is not in the codebook."""
    found = event_types().get(event_type)
    return found.family if found else event_type
