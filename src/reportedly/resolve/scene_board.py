"""What the scene model asks about a whole document, counted once and kept up to date while the claims get their places.

Without it every claim would count through all others for every place: time with the cube of a document's length.
"""
from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..model.claim import Claim
from ..model.codebook import family_of
from ..model.reference import Place, Resolution

K = TypeVar("K", bound=Hashable)
SOMEWHERE = frozenset(("territory", "violence", "submission", "people"))
WIDE = frozenset(("country", "region", "continent", "sea"))
MIDDLE = frozenset(("admin1", "admin2", "province", "district", "area"))
LONG = 9000
REACH = 3000
"""Characters: in a text over LONG only places told within REACH of a claim may be its scene."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What the choice for every claim of a document looks at: claims in order, their own places, every place told, and the text.

    `headed` has the labels that name a place: characters from and up to which they hold, and the place's key; `dateline` is the
    place that the dispatch was filed from, if it is told and known; `items` where the items of a digest begin, `title` what it is called.
    """

    claims: tuple[Claim, ...]
    found: tuple[Resolution, ...]
    places: tuple[Place, ...]
    dateline: Place | None
    text: str
    headed: tuple[tuple[int, int, str], ...] = ()
    items: tuple[int, ...] = ()
    title: str = ""


def key(place: Place) -> str:
    """What tells two places apart: the gazetteer's key, else the name."""
    return place.id or place.name.casefold()


def width(p: Place) -> str:
    """How wide a place is: wide, middle, point or, without coordinates, unplaced."""
    return "wide" if p.feature in WIDE else "middle" if p.feature in MIDDLE else "unplaced" if p.lat is None else "point"


@dataclass(frozen=True, slots=True)
class Fellows:
    """Numbers of the claims of the same event, with a party in common, and of bodily events told in the same sentence; the claim
    itself may be among them."""

    event: frozenset[int]
    side: frozenset[int]
    sentence: frozenset[int]


def _index(rows: Sequence[Iterable[K]]) -> dict[K, frozenset[int]]:
    """For each thing the numbers of the rows that have it."""
    out: dict[K, list[int]] = defaultdict(list)
    for j, row in enumerate(rows):
        for x in row:
            out[x].append(j)
    return {x: frozenset(js) for x, js in out.items()}


class Board:
    """Counts over a Stage. `set` tells it a claim's new resolution; the claims before the one asked about count as set."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.found = list(stage.found)
        self.heads = [c.start for c in stage.claims]
        self.sorted = self.heads == sorted(self.heads)
        self.bodily = [family_of(c.type) in SOMEWHERE for c in stage.claims]
        names = [frozenset(a.name for a in (*r.actor, *r.target)) for r in stage.found]
        self.names = names
        self.events, self.parties, self.starts = (_index(x) for x in (
            [(r.event,) for r in stage.found], names, [(c.start,) if b else () for c, b in zip(stage.claims, self.bodily, strict=True)]))
        self.actors = {a.name.casefold() for r in stage.found for a in (*r.actor, *r.target)}
        self.sides = {w.casefold() for r in stage.found for s in r.source for w in (s.side, s.name)}
        self.told: dict[str, list[int]] = defaultdict(list)
        for p in stage.places:
            self.told[key(p)].append(p.start)
        self.order = sorted((p.start, key(p)) for p in stage.places)
        self.points = {key(p): True for p in stage.places if p.feature not in WIDE}
        self.first_told = min((p.start for p in stage.places), default=-1)
        self.users: dict[str, list[int]] = defaultdict(list)
        self.at: dict[str, list[int]] = defaultdict(list)
        for k, starts in self.told.items():
            self.at[k] = sorted(starts)
        self.countries: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        for j, r in enumerate(self.found):
            self._count(j, r.place, 1)
        self.settled: dict[tuple[str, str], dict[str, float]] = {}
        self._seen = 0
        self._last: int | None = None
        self._last_of: dict[str, int] = {}

    def _count(self, j: int, p: Place | None, step: int) -> None:
        if p is None:
            return
        users, at = self.users[key(p)], self.at[key(p)]
        if step > 0:
            insort(users, j)
            insort(at, p.start)
        else:
            users.remove(j)
            del at[bisect_left(at, p.start)]
        if p.country:
            self.countries[p.country] += step
        if self.bodily[j]:
            self.counts[key(p)] += step

    def set(self, i: int, new: Resolution) -> None:
        """Claim `i` is now resolved as `new`."""
        old = self.found[i]
        self.found[i] = new
        if old.place is not new.place:
            self._count(i, old.place, -1)
            self._count(i, new.place, 1)
            self.settled.clear()

    def candidates(self, i: int) -> dict[str, Place]:
        """The places that claim `i` may have happened at, by key, its own first."""
        out: dict[str, Place] = {}
        claim, own = self.stage.claims[i], self.found[i].place
        if own:
            out[key(own)] = own
        reach = REACH if len(self.stage.text) > LONG else len(self.stage.text)
        low, high = claim.start - reach, claim.start + reach
        first, last = (bisect_left(self.heads, low), bisect_right(self.heads, high)) if self.sorted else (0, len(self.heads))
        found = [r.place for at, r in zip(self.heads[first:last], self.found[first:last], strict=True) if r.place and low <= at <= high]
        filed = [self.stage.dateline] if self.stage.dateline and self.stage.dateline.lat is not None else []
        for p in (*found, *(p for p in self.stage.places if low <= p.start <= high), *filed):
            out.setdefault(key(p), p)
        return out

    def fellows(self, i: int) -> Fellows:
        """The claims that have something in common with claim `i`."""
        side = frozenset(j for name in self.names[i] for j in self.parties[name])
        return Fellows(self.events[self.found[i].event], side, self.starts.get(self.stage.claims[i].start, frozenset()))

    def here(self, start: int, end: int) -> frozenset[str]:
        """Keys of the places told between two characters; `at` has for each key the starts of all its places, told and of claims."""
        return frozenset(k for _, k in self.order[bisect_left(self.order, (start, "")):bisect_left(self.order, (end, ""))])

    def elsewhere(self, k: str, start: int) -> bool:
        """Whether a place is told in other items of a digest alone, while the item of a claim that starts there tells one before it."""
        n = bisect_right(self.stage.items, start)
        if n == 0:
            return False
        first, last = self.stage.items[n - 1], self.stage.items[n] if n < len(self.stage.items) else len(self.stage.text)
        told = bisect_left(self.order, (first, "")) < bisect_left(self.order, (start, ""))
        at = self.at.get(k, ())
        if self.stage.title and any(p.name in self.stage.title for p in self.stage.places if key(p) == k):
            return False  # what the whole is about
        return told and bisect_left(at, first) == bisect_left(at, last)

    def last(self, i: int) -> tuple[int | None, int | None]:
        """The nearest claim before `i` of a bodily event with a place, and the nearest such of the same type."""
        for j in range(self._seen, i):
            if self.bodily[j] and self.found[j].place:
                self._last = self._last_of[self.stage.claims[j].type] = j
        self._seen = max(self._seen, i)
        return self._last, self._last_of.get(self.stage.claims[i].type)

    def standing(self, k: str, p: Place, group: str) -> dict[str, float]:
        """Features of a place that are the same for every claim of its group that is not there already: how the place stands
        among the others, whether it is alone, foremost, first to have an event, abroad, somebody's name."""
        found = self.settled.get((k, group))
        if found is None:
            found = self.settled[k, group] = {f: v for f, v in self._standing(k, p, group).items() if v}
        return found

    def _standing(self, k: str, p: Place, group: str) -> dict[str, float]:
        every, mine, placed = self.counts.total(), self.counts[k], self.countries.total()
        foremost = mine > 0 and mine == max(self.counts.values())
        abroad = placed > 0 and p.country is not None and self.countries[p.country] < 0.2 * placed
        name = p.name.casefold().removeprefix("the ")
        acts = name in self.actors or f"the {name}" in self.actors or name in self.sides
        return {
            f"other {group}": 1.0, f"{group} {width(p)}": 1.0, f"{group} share": mine / every if every else 0.0,
            f"{group} abroad": float(abroad), f"{group} unused": float(not self.users.get(k)),
            f"{group} {width(p)} acts": float(acts), f"{group} only point": float(self.points.keys() == {k}),
            f"{group} only place": float(self.told.keys() == {k}), f"{group} foremost": float(foremost),
            f"{group} told often": min(2.0, math.log1p(len(self.told.get(k, ())))),
        }
