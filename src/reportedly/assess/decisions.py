"""Decisions by people, applied to the reports before anything is derived from them.

A decision binds to a document, the trigger's characters and the type, so it holds for every later reading in which that claim
is found again; where it is not, the decision waits. Nothing in the ledger changes: without the decision the old picture is back.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model.decision import Decision, Target
from ..model.event import Report
from ..model.reference import When

Key = tuple[str, str]
FACTUALITY = frozenset({"certain", "probable", "possible", "denied", "future"})


@dataclass(frozen=True, slots=True)
class Decided:
    """`together` and `apart` are sets of claims (document key, claim id) that people put into one event or took out of it."""

    together: tuple[frozenset[Key], ...] = ()
    apart: tuple[frozenset[Key], ...] = ()
    waiting: tuple[str, ...] = field(default=())


def decide(reports: Sequence[Report], decisions: Iterable[Decision]) -> tuple[list[Report], Decided]:
    """The reports after retractions, corrections and confirmations, in their order, and what merging has to respect.

    Later decisions go over earlier ones (by `at`, then id). `waiting` names the decisions none of whose claims are there.
    """
    found: dict[Key, Report] = {(r.publication.key, r.claim.id): r for r in reports}
    index = {_target(r): key for key, r in found.items()}
    together: list[frozenset[Key]] = []
    apart: list[frozenset[Key]] = []
    waiting = []
    for d in sorted(decisions, key=lambda d: (d.at, d.id)):
        keys = frozenset(index[t] for t in d.targets if t in index)
        if not keys:
            waiting.append(d.id)
        if d.kind == "retract":
            for k in keys:
                found.pop(k, None)
        elif d.kind in ("correct", "confirm"):
            for k in keys & found.keys():
                found[k] = _confirmed(found[k]) if d.kind == "confirm" else _corrected(found[k], d.change)
        elif d.kind == "merge":
            together.append(keys)
        elif d.kind == "split":
            apart.append(keys)
    kept = [found[k] for r in reports if (k := (r.publication.key, r.claim.id)) in found]
    return kept, Decided(tuple(together), tuple(apart), tuple(waiting))


def _target(r: Report) -> Target:
    return Target(r.publication.key, r.claim.trigger.start, r.claim.trigger.end, r.claim.type)


def _confirmed(r: Report) -> Report:
    return replace(r, claim=replace(r.claim, verification="confirmed", probability=1.0))


def _corrected(r: Report, change: Mapping[str, str]) -> Report:
    """The report with new values: type, factuality, verification ("" for none), when ("2031-04-05" or "2031-04-05/2031-04-07", "" for
    none), place (a name, or "" for none; the point goes, because it was the other place's)."""
    claim, found = r.claim, r.found
    if change.get("type"):
        claim = replace(claim, type=change["type"])
    if change.get("factuality") in FACTUALITY:
        claim = replace(claim, factuality=change["factuality"])
    if "verification" in change:
        claim = replace(claim, verification=change["verification"] or None)
    if "when" in change:
        start, _, end = change["when"].partition("/")
        found = replace(found, when=When(start, end or start, change["when"], rule="decision") if start else None)
    if "place" in change:
        new = change["place"]
        old = found.place
        place = replace(old, name=new, lat=None, lon=None, id="", relation=None) if old and new else None
        found = replace(found, place=place)
    return replace(r, claim=claim, found=found)
