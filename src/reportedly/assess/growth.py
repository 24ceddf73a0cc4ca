"""Growth: what a few new reports change of who holds what, without a look at the others.

Of each place the claims made there are kept as they were read (`Said`), of all reports together only sums (`Ground`). A new report is
read by what is known, set beside the claims of its own places, and these places' courses are worked out again. Where it changes what all
places share (the first day, the chain, what a party is called) all courses are, from the claims kept; where it changes what earlier claims
say (who a name stands for, where a name lies) the record is read anew. Both happen often while a ledger is small and seldom when it is
large.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .control import QUIET_DAYS, Picture, first_day
from .course import Frame, Places, chain_of, courses, moved, sample
from .days import ordinal
from .evidence import Said, weighed
from .hmm import Chain, usual_chain
from .runs import is_small
from .setting import Ground

# Courses are worked out for so long after the beginning of the stretch of so many days that the last day is in, so that silence alone
# changes nothing that is kept.
STEP_DAYS, AHEAD_DAYS = 30, 60


@dataclass(slots=True)
class Growth:
    """What all places share. `lows` are the first day told of each place, and the first by a row of a data set (0: none); `changes` what
    is expected to have changed at the places that the chain is learned from; `out` is the first day of publication, `last` the last."""

    ground: Ground = field(default_factory=Ground)
    lows: dict[str, tuple[int, int]] = field(default_factory=dict)
    changes: dict[str, tuple[int, int]] = field(default_factory=dict)
    out: int = 0
    last: int = 0
    first: int = 0
    until: int = 0
    chain: Chain = field(default_factory=usual_chain)
    small: bool = True

    def take_in(self, found: Mapping[str, Sequence[Said]], out: Sequence[int]) -> tuple[Picture, bool]:
        """The picture of the places in `found`, whose claims these are, all of them in order; `out` are the days of publication of what is
        new. And whether all other places are as they were."""
        places = {k: (self.ground.places.spots[k], told) for k, there in found.items() if (told := weighed(there))}
        stands = not any(k in self.lows for k in found.keys() - places.keys())
        for k, (_, told) in places.items():
            rows = {s.told.key[1] for s in found[k] if s.coded}
            self.lows[k] = min(ordinal(e.day) for e in told), min((ordinal(e.day) for e in told if e.claim in rows), default=0)
        self.out, self.last = min((d for d in (self.out, *out) if d), default=0), max((self.last, *out))
        before = self.first, self.until, self.chain, self.small
        frame = self._frame()
        stands &= self._learn(places, frame)
        self.first, self.until = frame.first, frame.until
        self.small = is_small(len(self.lows), frame.until - frame.first + 1)
        stands &= before == (self.first, self.until, self.chain, self.small)
        names, made = self.ground.parties.name, courses(places, replace(frame, chain=self.chain)) if stands or not before[1] else {}
        return Picture(self.first, self.last, None, made, names, self.chain, self.until, len(self.lows)), stands

    def _frame(self) -> Frame:
        rows = [row for _, row in self.lows.values() if row]
        told = min((low for low, _ in self.lows.values()), default=self.out)
        first = first_day(told, min(rows, default=None), self.out, self.last, len(self.lows))
        return Frame(first, self.last // STEP_DAYS * STEP_DAYS + AHEAD_DAYS, self.ground.parties, usual_chain())

    def _learn(self, places: Places, frame: Frame) -> bool:
        """Learn the chain; whether that is possible without the places that are not there."""
        chosen = sample(list(self.lows))
        self.changes |= moved({k: places[k] for k in chosen if k in places}, frame)
        known = all(k in self.changes for k in chosen)
        self.changes = {k: self.changes[k] for k in chosen if k in self.changes}
        self.chain = chain_of(self.changes)
        return known


def next_turn(days: Sequence[int], last: int) -> int:
    """The next day (ordinal) after `last` on which silence alone changes what is answered of a place with words of these days, or 0."""
    return min((d + QUIET_DAYS for d in days if d + QUIET_DAYS > last), default=0)
