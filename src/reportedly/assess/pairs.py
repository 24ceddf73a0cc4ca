"""How likely two claims of one group tell of one happening: log odds, with the reasons."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .items import DENIED, PAST, PLANNED, Item
from .places import km
from .tables import table, weight

Parts = tuple[tuple[str, float], ...]
RUNNING_DAYS, SHORT_DAYS = 10, 3
Scored = tuple[float, Parts]
ENDLESS = 10 ** 9
MUTUAL = frozenset(("clash", "repel", "agree", "ceasefire", "meet"))


@cache
def _near() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(line) for line in table("merge")["near"]["lines"])


def compatible(a: Item, b: Item) -> bool:
    """Whether the pair may be compared at all: same group, no two places, modes that go together, days that meet (give or take one
    where a text says "night")."""
    if a.group != b.group or (a.place and b.place and a.place != b.place) or a.key == b.key:
        return False
    if a.type == b.type and a.type in table("merge")["spoken"]["types"] and a.report.publication.key == b.report.publication.key \
            and _speakers_differ(a, b):
        return False
    if (a.mode in (PLANNED, PAST) or b.mode in (PLANNED, PAST)) and a.mode != b.mode:
        return False
    if a.report.publication.key == b.report.publication.key and not (a.told and b.told):
        # Within one report a mention without a time may look back to anything told before.
        return True
    slack = 0 if a.told and b.told else 1
    return a.first <= b.last + slack and b.first <= a.last + slack


def _speakers_differ(a: Item, b: Item) -> bool:
    """Whether two acts of speech are told of different persons or bodies, be they of one side."""
    one, other = ({x.name for x in i.report.found.actor} for i in (a, b))
    return bool(one and other) and not one & other


def score(a: Item, b: Item) -> Scored:
    """Log odds (natural) and what they are made of. Symmetric."""
    parts = (("bias", 1.0), *_types(a, b), *_days(a, b), *_sides(a, b), *_counts(a, b), *_text(a, b), *_apart(a, b))
    weights = _weights()
    return sum([weights.get(name, 0.0) * x for name, x in parts]), parts


@cache
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in table("merge")["pair"].items()}


def reasons(parts: Parts) -> tuple[str, ...]:
    """What `score` gave, in words."""
    return tuple(f"{name} {weight('merge', 'pair', name) * x:+.1f}" for name, x in parts if name != "bias" and x)


def _types(a: Item, b: Item) -> list[tuple[str, float]]:
    if a.type == b.type:
        return [("same_type", 1.0)]
    return [("near_type" if frozenset((a.type, b.type)) in _near() else "far_type", 1.0)]


def _days(a: Item, b: Item) -> list[tuple[str, float]]:
    if not (a.told and b.told):
        return [("inferred_days", 1.0)]
    return [("same_days" if (a.first, a.last) == (b.first, b.last) else "overlap_days", 1.0)]


def _sides(a: Item, b: Item) -> list[tuple[str, float]]:
    out: list[tuple[str, float]] = []
    swap = a.type in MUTUAL or b.type in MUTUAL
    x, y = ((*a.actor, *a.target), (*b.actor, *b.target)) if swap else (a.actor, b.actor)
    if x and y:
        out.append(("same_sides" if set(x) == set(y) else "other_sides" if set(x).isdisjoint(y) else "half_sides", 1.0))
    if not swap and a.target and b.target:
        out.append(("other_sides" if set(a.target).isdisjoint(b.target) else "half_sides", 1.0))
    if a.victims and b.victims:
        out.append(("same_victims" if a.victims & b.victims else "other_victims", 1.0))
    elif (a.victims and b.target) or (b.victims and a.target):
        out.append(("other_victims", 0.5))
    return out


def _counts(a: Item, b: Item) -> list[tuple[str, float]]:
    if not a.report.claim.counts or not b.report.claim.counts:
        return []
    x = {(c.what, c.low) for c in a.report.claim.counts}
    y = {(c.what, c.low) for c in b.report.claim.counts}
    if not {w for w, _ in x} & {w for w, _ in y}:
        return []
    return [("same_count" if x & y else "other_count", 1.0)]


def _text(a: Item, b: Item) -> list[tuple[str, float]]:
    out: list[tuple[str, float]] = []
    ra, rb = a.report, b.report
    if ra.publication.key == rb.publication.key:
        gap = max(ra.claim.start, rb.claim.start) - min(ra.claim.end, rb.claim.end)
        out.append(("same_sentence" if gap < 0 else "same_paragraph" if gap <= 3 else "same_document", 1.0))
    shared = len(a.words & b.words)
    if shared:
        likeness = shared / min(len(a.words), len(b.words))
        out.append(("copy" if likeness > 0.8 and shared > 5 and ra.publication.key != rb.publication.key else "wording", likeness))
    return out


def _apart(a: Item, b: Item) -> list[tuple[str, float]]:
    p, q = a.report.found.place, b.report.found.place
    if not p or not q or p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return []
    reach = max((p.radius_km or 5) + (q.radius_km or 5), 2.0)
    return [("apart_km", min(1.0, d / reach / 2))] if (d := km((p.lat, p.lon), (q.lat, q.lon))) > reach / 2 else []


@dataclass(frozen=True, slots=True)
class Span:
    """What tells whether claims of two groups must never stand in one event, without asking every pair.

    `places` told, `real` whether modes are real (not planned, not history), and over the items with days told that are not denied the
    latest `first` and the earliest `last` day; `lengths` whether tolls of weeks ("4,000 have died since May") or of single days are told.
    """

    places: frozenset[str]
    real: frozenset[bool]
    first: int
    last: int
    lengths: frozenset[str] = frozenset()


def span_of(group: Sequence[Item]) -> Span:
    """The Span of a group of items."""
    dated = [i for i in group if i.told and i.mode != DENIED]
    return Span(frozenset(i.place for i in group if i.place), frozenset(i.mode not in (PLANNED, PAST) for i in group),
                max((i.first for i in dated), default=0), min((i.last for i in dated), default=ENDLESS),
                frozenset(x for i in dated if i.group == "fight" and (x := _length(i))))


def apart(a: Span, b: Span) -> bool:
    """What must never stand in one event: days told that do not meet, modes that do not go together, other places."""
    return (bool(a.places and b.places) and len(a.places | b.places) > 1) or len(a.real | b.real) > 1 \
        or a.first > b.last or b.first > a.last or len(a.lengths | b.lengths) > 1


def _length(i: Item) -> str:
    days = i.last - i.first + 1
    return "running" if days >= RUNNING_DAYS else "single" if days <= SHORT_DAYS else ""
