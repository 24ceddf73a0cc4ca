"""Codebook: event types, their families and the closed lists of values, from `codebook/*.toml`."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class EventType:
    """One event type: its family, what it is in words, and whether actor and target are interchangeable."""

    name: str
    family: str
    words: str
    symmetric: bool = False


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("reportedly.model") / "codebook" / name).read_text("utf-8"))


@cache
def event_types() -> dict[str, EventType]:
    """The 42 event types by name, in the order of the claim guide."""
    table: dict[str, dict[str, Any]] = _load("event_types.toml")["types"]
    return {n: EventType(n, r["family"], r["is"], bool(r.get("symmetric"))) for n, r in table.items()}


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
