"""Courses: each place by itself over all days, from its evidence and a frame that is the same for all places.

A place's course depends on nothing but its evidence and the frame, to the last bit: it comes out the same whether it is worked out alone
or beside twenty thousand others, and however many silent days follow.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ..model.control import Evidence
from .days import ordinal
from .evidence import PRESENT
from .hmm import Array, Chain, filtered, learned, smooth, usual_chain
from .parties import Parties
from .places import Spot
from .tables import weight

Array32 = NDArray[np.float32]
LN10 = float(np.log(10))
MOST_PARTIES = 6
BATCH = 2000
# So long before the first word of a place its history may begin.
SILENT_DAYS = 3
WON_BELIEF = 0.6
OTHER = "other"
# The hazard is learned from this many places at most: those that come first by a hash of their keys, so that a new place moves few.
LEARN_FROM = 2000
# Expected changes are kept as whole millionths, whose sum does not depend on the order.
MILLIONTH = 1e-6


@dataclass(frozen=True, slots=True)
class Frame:
    """What all courses share: the first day and the last that is worked out (ordinals), the parties, and the chain."""

    first: int
    until: int
    parties: Parties
    chain: Chain


@dataclass(frozen=True, slots=True)
class Course:
    """One place over all days: `parties`, the posterior (days, 2n), and the evidence by day.

    `best` is the likeliest holder of each day (index of a party), `turns` the day indices from which it is another, `calm`
    whether no fighting inside is told of it, `days` the ordinal of
    each piece of evidence, `begun` the day index before which nothing is said, `opened` the one from which nothing newer is known.
    """

    spot: Spot
    parties: tuple[str, ...]
    posterior: Array32
    evidence: tuple[Evidence, ...]
    best: NDArray[np.int8]
    turns: tuple[int, ...]
    calm: NDArray[np.bool_]
    days: tuple[int, ...]
    begun: int
    opened: int

    @property
    def told(self) -> bool:
        """Whether anybody is said to have, or not to have, the place: fire on it says nothing of who holds it."""
        return any(e.party for e in self.evidence)


Places = Mapping[str, tuple[Spot, Sequence[Evidence]]]


def courses(places: Places, frame: Frame, hindsight: bool = True) -> dict[str, Course]:
    """The course of each place by its key; without hindsight each day is judged from the claims about that day and before."""
    out: dict[str, Course] = {}
    for batch, logs, prior, ends, sides in _batches(places, frame):
        found = smooth(logs, prior, frame.chain, ends)[0] if hindsight else filtered(logs, prior, frame.chain)
        for i, key in enumerate(batch):
            out[key] = _course(places[key][0], sides[key], found[:, :, i], places[key][1], frame)
    return out


def moved(places: Places, frame: Frame) -> dict[str, tuple[int, int]]:
    """By place the expected changes of state (millionths) up to its last day with evidence, and how many days that are."""
    out: dict[str, tuple[int, int]] = {}
    for batch, logs, prior, ends, _ in _batches(places, frame):
        changes = smooth(logs, prior, frame.chain, ends)[1]
        out |= {k: (round(float(c) / MILLIONTH), n + 1) for k, c, n in zip(batch, changes, ends, strict=True)}
    return out


def sample(keys: Sequence[str]) -> list[str]:
    """The places that the hazard is learned from."""
    return sorted(keys, key=lambda k: (crc32(k.encode()), k))[:LEARN_FROM]


def chain_of(found: Mapping[str, tuple[int, int]]) -> Chain:
    """The chain as learned from what `moved` tells of the sample."""
    return learned(sum(c for c, _ in found.values()) * MILLIONTH, sum(n for _, n in found.values()), usual_chain())


def _batches(places: Places, frame: Frame) -> Iterator[tuple[list[str], Array, Array, list[int], dict[str, tuple[str, ...]]]]:
    """Places with equally many parties together, those that are told of longest first: keys, log evidence, prior, last days, parties."""
    sides = {k: _parties(frame.parties, spot, found) for k, (spot, found) in places.items()}
    ends = {k: _end(found, frame) for k, (_, found) in places.items()}
    for n in sorted({len(s) for s in sides.values()}):
        keys = sorted((k for k in places if len(sides[k]) == n), key=lambda k: (-ends[k], k))
        for at in range(0, len(keys), BATCH):
            batch = keys[at:at + BATCH]
            logs = np.zeros((frame.until - frame.first + 1, 2 * n, len(batch)))
            for i, key in enumerate(batch):
                _fill(logs[:, :, i], places[key][1], sides[key], frame.first)
            prior = np.stack([_prior(frame.parties, places[k][0], sides[k], places[k][1]) for k in batch], axis=1)
            yield batch, logs, prior, [ends[k] for k in batch], sides


def _end(found: Sequence[Evidence], frame: Frame) -> int:
    return max((d - frame.first for e in found if frame.first <= (d := ordinal(e.day)) <= frame.until), default=0)


def _fill(logs: Array, found: Sequence[Evidence], sides: tuple[str, ...], first: int) -> None:
    # Of what is told of days before the first, the last is how it began.
    early = max((d for e in found if (d := ordinal(e.day) - first) < 0), default=0)
    for e in found:
        day = ordinal(e.day) - first
        if early <= day < len(logs):
            logs[max(day, 0)] += LN10 * _vector(e, sides)


def _parties(known: Parties, spot: Spot, found: Sequence[Evidence]) -> tuple[str, ...]:
    """The parties at a place: those its evidence names, the country's state, and their usual foe where there is but one."""
    votes: dict[str, float] = defaultdict(float)
    for e in found:
        if e.party:
            votes[e.party] += 1 + e.weight
    country = spot.country or ""
    state = f"state:{country}"
    if len(votes) == 1 and not known.pairs.get(country) and (rival := known.rivals.get((country, next(iter(votes))))):
        votes[rival] += 0.1  # of a war of many sides the one that this one mostly fights
    if state in known.name and state in known.fighting and len(votes) < 2:
        votes[state] += 0.1  # where two others are told of, the state is one of them or has no part in it
    if len(votes) < 2:
        for rival in known.pairs.get(country, ()):
            votes[rival] += 0.1
    if len(votes) < 2:
        votes[OTHER] += 0.1
    return tuple(sorted(sorted(votes, key=lambda k: (-votes[k], k))[:MOST_PARTIES]))


def _course(spot: Spot, parties: tuple[str, ...], posterior: Array, found: Sequence[Evidence], frame: Frame) -> Course:
    n, first = len(parties), frame.first
    held, inside = posterior[:, :n], posterior[:, n:].sum(axis=1)
    calm = (inside < weight("evidence", "chain", "contested_least")) | (inside < held.max(axis=1))
    days = tuple(ordinal(e.day) for e in found)
    # Days without a word of the place are silent, unless it is of its own state, which was there before any war.
    state = f"state:{spot.country}"
    always = state in parties and posterior[0, parties.index(state)] >= weight("evidence", "chain", "held")
    begun = 0 if always else max(0, min(days, default=first) - first - SILENT_DAYS)
    opened = min(max((d for d, e in zip(days, found, strict=True) if not e.before), default=first), frame.until) - first
    best = held.argmax(axis=1).astype(np.int8)
    turns = (0, *(np.flatnonzero(best[1:] != best[:-1]) + 1).tolist())
    return Course(spot, parties, posterior.astype(np.float32), tuple(found), best, turns, calm, days, begun, opened)


def _prior(known: Parties, spot: Spot, parties: tuple[str, ...], found: Sequence[Evidence]) -> Array:
    n = len(parties)
    state = f"state:{spot.country}"
    belief = weight("evidence", "chain", "state_prior")
    held = np.full(n, 1.0 / n)
    # A place that the state is told to have taken first was not its own before.
    first = min((e for e in found if e.party), key=lambda e: (e.day, not e.before, e.claim), default=None)
    won = first is not None and first.before and first.party == state and not first.holds
    if won:
        belief = WON_BELIEF
    if state in parties and n > 1 and state in known.fighting:
        held = np.array([belief if p == state else (1 - belief) / (n - 1) for p in parties])
    return np.concatenate([held * 0.95, held * 0.05])


def _vector(e: Evidence, parties: tuple[str, ...]) -> Array:
    """log10 of the likelihood of one piece of evidence, by state."""
    n = len(parties)
    out = np.zeros(2 * n)
    inside = weight("evidence", "presence" if e.type in PRESENT else "contested", e.voice)
    if e.contested:
        out[n:] = e.weight
        if e.party in parties:
            out[parties.index(e.party)] = e.weight * 0.5
    elif e.party in parties:
        i = parties.index(e.party)
        if e.holds:
            out[i] = e.weight
        else:
            out[:n] = e.weight
            out[i] = 0
        out[n:] = e.weight * inside
    return out
