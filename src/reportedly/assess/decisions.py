"""Decisions by people, applied to the reports before anything is derived from them.

A decision binds to a document, the trigger's characters and the type, so it holds for every later reading in which that claim
is found again; where it is not, the decision waits. Nothing in the ledger changes: without the decision the old picture is back.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..model.decision import Decision, Target
from ..model.event import Report
from .corrections import corrected

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """`together` and `apart` are sets of claims (document key, claim id) that people put into one event or took out of it."""

    together: tuple[frozenset[Key], ...] = ()
    apart: tuple[frozenset[Key], ...] = ()
    waiting: tuple[str, ...] = field(default=())


def decide(reports: Sequence[Report], decisions: Iterable[Decision]) -> tuple[list[Report], Decided]:
    """The reports after retractions, corrections and confirmations, in their order, and what merging has to respect.

    Later decisions go over earlier ones (by `at`, then id); what was undone does not count. `waiting` names the decisions none of
    whose claims are there.
    """
    found: dict[Key, Report] = {(r.publication.key, r.claim.id): r for r in reports}
    index = {_target(r): key for key, r in found.items()}
    together: list[frozenset[Key]] = []
    apart: list[frozenset[Key]] = []
    waiting = []
    for d in standing(decisions):
        keys = frozenset(index[t] for t in d.targets if t in index)
        if not keys:
            waiting.append(d.id)
        if d.kind == "retract":
            for k in keys:
                found.pop(k, None)
        elif d.kind in ("correct", "confirm"):
            for k in keys & found.keys():
                found[k] = _confirmed(found[k]) if d.kind == "confirm" else corrected(found[k], d.change)
        elif d.kind == "merge":
            together.append(keys)
        elif d.kind == "split":
            apart.append(keys)
    kept = [found[k] for r in reports if (k := (r.publication.key, r.claim.id)) in found]
    return kept, Decided(tuple(together), tuple(apart), tuple(waiting))


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, by `at` and id: those not undone by a later one that itself holds. An undo's own row is left out."""
    undone: set[str] = set()
    kept = []
    for d in sorted(decisions, key=lambda d: (d.at, d.id), reverse=True):
        if d.id in undone:
            continue
        if d.kind == "undo":
            undone.add(d.change.get("decision", ""))
        else:
            kept.append(d)
    return kept[::-1]


def _target(r: Report) -> Target:
    return Target(r.publication.key, r.claim.trigger.start, r.claim.trigger.end, r.claim.type)


def _confirmed(r: Report) -> Report:
    return replace(r, claim=replace(r.claim, verification="confirmed", probability=1.0))
