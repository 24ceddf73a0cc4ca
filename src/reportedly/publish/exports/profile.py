"""Profiles: how an event becomes a row of another codebook, by rules that are data (`data/NAME.toml`). The first that fits counts."""
from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ...model.codebook import event_types, own_rules
from ...model.rows import Row
from .dates import undated
from .facts import Facts, around, facts, handed_over
from .material import Case, Material, Options, cases
from .report import Noting

UNDATED = "undated"  # to be included like a standing
TAKEN = ("established", "claimed")
WHY = {"disputed": "disputed events, which the codebook has no field for", "refuted": "denied events",
       "planned": "planned or feared events", "possible": "events that nobody commits to", "past": "events told as history"}


@dataclass(frozen=True, slots=True)
class Rule:
    """`types` of events; `when` a fact's allowed values; `gives` the row's fields, or, where it is empty, `left` the reason why
    there is no row."""

    name: str
    types: frozenset[str]
    when: tuple[tuple[str, tuple[str | bool, ...]], ...]
    gives: Mapping[str, Any]
    left: str = ""

    def fits(self, found: Facts) -> bool:
        return found["type"] in self.types and all(found.get(k) in allowed for k, allowed in self.when)


@cache
def table(name: str) -> dict[str, Any]:
    """A profile's data file."""
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


def rules(name: str) -> tuple[Rule, ...]:
    """A profile's rules in order, those of the user's own codebook first."""
    return (*map(rule, own_rules(name)), *_shipped(name))


@cache
def _shipped(name: str) -> tuple[Rule, ...]:
    return tuple(map(rule, table(name)["rule"]))


def rule(row: Mapping[str, Any]) -> Rule:
    """A rule from its row: `name`, `types` (a text of names), `when`, `gives` or `left`."""
    when = tuple((k, tuple(v) if isinstance(v, list) else (v,)) for k, v in row.get("when", {}).items())
    return Rule(row.get("name", ""), frozenset(row["types"].split()), when, row.get("gives", {}), row.get("left", ""))


@dataclass(frozen=True, slots=True)
class Coded:
    """A case with the rule that coded it and the facts that the rule saw."""

    case: Case
    rule: Rule
    facts: Facts

    @property
    def event(self) -> Row:
        return self.case.event


def coded(name: str, material: Material, options: Options, noting: Noting) -> Iterator[Coded]:
    """Every event that the profile has a row for. What is left out is noted with its reason."""
    every = tuple(map(handed_over, cases(material))) if name == "acled" else cases(material)
    near = around(every)
    known = rules(name)
    for case in every:
        found = facts(case, near, material.known)
        fit = next((r for r in known if r.fits(found)), None) or _like(known, found)
        standing = str(case.event["standing"])
        asked = fit is not None and any(k == "standing" for k, _ in fit.when)
        if standing not in (*TAKEN, *options.include) and not asked:
            noting.left(WHY.get(standing, standing), case.id)
        elif undated(case) and UNDATED not in options.include and fit and fit.gives:
            noting.left("events of which no text tells the day (--include undated takes them in)", case.id)
        elif fit is None or not fit.gives:
            noting.left(fit.left if fit and fit.left else "events of types for which the codebook has nothing", case.id)
        else:
            yield Coded(case, fit, found)


def _like(known: Iterable[Rule], found: Facts) -> Rule | None:
    """The rule for the shipped type that a type of the user's own is like."""
    kind = event_types().get(str(found["type"]))
    if kind is None or not kind.like:
        return None
    same = {**found, "type": kind.like}
    return next((r for r in known if r.fits(same)), None)


def speaker_lost(noting: Noting, done: Iterable[Coded], denial: str = "") -> None:
    """Notes how many rows no longer say who says so, that somebody denies it, or that only one side says it."""
    for c in done:
        origins = c.event.get("origins") or ()
        if any(o["name"] for o in origins):
            noting.lost(f"who says so{denial}")
        if any(o["stance"] in ("denies", "doubts") for o in origins):
            noting.lost(f"who denies or doubts it{denial}")
        if c.event["standing"] == "claimed":
            noting.lost(f"that only one side claims it{denial}")
        if c.event.get("grade"):
            noting.lost("the grade of source and information")
