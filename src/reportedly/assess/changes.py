"""Changes of control of one place, in the order of its own time, and which claims speak of which.

A change is told by those who took the place, those who left it, and those who later find the new holder there. A capture by one
side after one by the other is another event, however alike their words.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .days import HISTORY_DAYS
from .items import DENIED, PAST, PLANNED, Item, sorted_items
from .setting import Setting

GAIN = frozenset({"capture", "enter", "hold", "deploy"})
LOSE = frozenset({"withdraw", "surrender"})
STATE = frozenset({"hold", "deploy"})
SLACK_DAYS = 2
DENIAL_DAYS = 21
LOOK_BACK_DAYS = 60
EARLY_DAYS = 10
UNKNOWN = ""


@dataclass(slots=True)
class Change:
    """A change under construction: who gains, the days told so far, its items."""

    side: str
    first: int
    last: int
    told: bool
    items: list[Item] = field(default_factory=list)
    denies: set[tuple[str, str]] = field(default_factory=set)
    because: list[str] = field(default_factory=list)
    mode: str = "actual"

    @property
    def presence(self) -> bool:
        """Whether nothing but troops seen there speaks of it."""
        return all(i.type == "deploy" for i in self.items)

    def add(self, item: Item, why: str, *, denies: bool = False) -> None:
        self.items.append(item)
        if denies:
            self.denies.add(item.key)
        if why and why not in self.because:
            self.because.append(why)


def changes(setting: Setting, found: Sequence[Item]) -> list[Change]:
    """The changes of control at one place; every item is in exactly one."""
    sides = _sides(found)
    made: list[Change] = []
    ordered = sorted_items(found)
    apart = [i for i in ordered if i.mode in (PLANNED, PAST)]
    actual = [i for i in ordered if i.mode not in (PLANNED, PAST)]
    dated = [i for i in actual if i.told and i.mode != DENIED and i.type not in STATE]
    states = [i for i in actual if i.told and i.mode != DENIED and i.type in STATE]
    undated = sorted((i for i in actual if not i.told and i.mode != DENIED), key=lambda i: (i.out, i.type in STATE, i.key))
    beside = {i.key: d for i in undated if i.type == "hold" for d in actual if _beside(i, d)}
    denied = sorted((i for i in actual if i.mode == DENIED), key=lambda i: (i.out, i.key))
    for i in dated:
        _place_dated(made, i, gainer(i, sides))
    for i in states:
        _place_state(made, i, gainer(i, sides), setting)
    for i in (i for i in undated if i.key not in beside):
        _place_undated(made, i, gainer(i, sides), setting)
    for i in denied:
        _place_denial(made, i, sides, setting)
    for i in (i for i in undated if i.key in beside):
        denial = beside[i.key]
        next(c for c in made if denial in c.items).add(i, "held still, says who denies it", denies=True)
    for i in apart:
        _place_apart(made, i, gainer(i, sides))
    made = _premature(made, setting)
    return sorted(made, key=lambda c: (c.first, c.last, c.items[0].key))


def _beside(i: Item, denial: Item) -> bool:
    """Whether one sentence denies a capture and says that the place is held: it was not lost."""
    mine, other = i.report.claim, denial.report.claim
    return (denial.mode == DENIED and denial.type == "capture" and i.report.publication.key == denial.report.publication.key
            and mine.start == other.start and not set(i.actor) & set(denial.actor))


def _premature(made: list[Change], setting: Setting) -> list[Change]:
    """Nobody takes a place twice without losing it: what a side alone had said some days too early is of the change that followed."""
    order = sorted((c for c in made if c.mode == "actual" and c.side and not c.presence), key=lambda c: (c.first, c.last, c.side))
    gone: list[Change] = []
    for early, late in pairwise(order):
        said = {setting.voice(i.report).party for i in early.items if i.key not in early.denies and i.type in GAIN}
        gap = late.first - early.last
        if early.side == late.side and 0 <= gap <= (SLACK_DAYS if early.told else EARLY_DAYS) and said == {early.side}:
            late.items = [*early.items, *late.items]
            late.denies |= early.denies
            late.because.append("announced before it was so")
            gone.append(early)
    return [c for c in made if not any(c is g for g in gone)]


def _sides(found: Sequence[Item]) -> tuple[str, ...]:
    votes = Counter(p for i in found if i.mode != PAST for p in (*i.actor[:1], *i.target[:1]))
    return tuple(sorted(sorted(votes, key=lambda p: (-votes[p], p))[:2]))


def gainer(i: Item, sides: tuple[str, ...]) -> str:
    """The party that has the place if the claim is true; "" where the text does not tell and it cannot be concluded."""
    local = [p for p in i.actor if p in sides] or list(i.actor)
    a = local[0] if local else ""
    if i.type in LOSE:
        return _other(a, sides) if a else (i.target[0] if i.target else UNKNOWN)
    if a or not i.target or i.type in STATE:
        return a
    return _other(i.target[0], sides)


def _other(side: str, sides: tuple[str, ...]) -> str:
    rest = [s for s in sides if s != side]
    return rest[0] if len(rest) == 1 else f"not {side}"


def _fits(change: Change, side: str) -> bool:
    return change.mode == "actual" and not (change.presence and side == UNKNOWN) and (change.side == side or UNKNOWN in (change.side, side)
                                        or (change.side.startswith("not ") and change.side != f"not {side}")
                                        or (side.startswith("not ") and side != f"not {change.side}"))


def _take(change: Change, i: Item, side: str, why: str) -> None:
    if (change.side == UNKNOWN or change.side.startswith("not ")) and side and not side.startswith("not "):
        change.side = side
    change.add(i, why)


def _place_dated(made: list[Change], i: Item, side: str) -> None:
    near = [c for c in made if _fits(c, side) and i.first <= c.last + SLACK_DAYS and c.first <= i.last + SLACK_DAYS
            and not _between(made, c, i, side)]
    if near:
        best = min(near, key=lambda c: (_gap(c, i), c.side != side, c.first))
        _take(best, i, side, f"same place, same side gains, days {SLACK_DAYS} apart at most")
        if i.last - i.first <= best.last - best.first:
            best.first, best.last = max(best.first, min(i.first, best.last)), min(best.last, max(i.last, best.first))
        return
    made.append(Change(side, i.first, i.last, True, [i]))


def _gap(c: Change, i: Item) -> int:
    return max(0, i.first - c.last, c.first - i.last)


def _between(made: list[Change], c: Change, i: Item, side: str) -> bool:
    low, high = min(c.last, i.last), max(c.first, i.first)
    return any(not _fits(o, side) and o.mode == "actual" and low < o.first and o.last < high for o in made)


def _latest(made: list[Change], day: int, side: str) -> Change | None:
    """The last change that had begun by `day` and fits `side`."""
    fits = [c for c in made if c.first <= day and _fits(c, side)]
    return max(fits, key=lambda c: (c.first, c.last, c.side == side)) if fits else None


def _current(made: list[Change], day: int) -> Change | None:
    begun = [c for c in made if c.first <= day and c.mode == "actual"]
    return max(begun, key=lambda c: (c.first, c.last)) if begun else None


def _place_state(made: list[Change], i: Item, side: str, setting: Setting) -> None:
    """"Has held since Monday" speaks of the change of Monday; "still held on Monday" of the last change before it."""
    near = [c for c in made if side and _fits(c, side) and abs(c.first - i.first) <= SLACK_DAYS + 1]
    if near:
        _take(min(near, key=lambda c: (abs(c.first - i.first), c.first)), i, side, "holds since then")
        return
    mine, now = _latest(made, i.first + SLACK_DAYS, side), _current(made, i.first)
    if mine and side and (now is mine or now is None or i.first >= now.first):
        if now is None or now is mine or not _contradicts(now, i, side):
            _take(mine, i, side, "still holds what it took")
            return
        now.add(i, "the other side says that it holds the place", denies=True)
        return
    made.append(Change(side, i.first, i.last, True, [i], mode="actual" if side else "presence"))


def _contradicts(now: Change, i: Item, side: str) -> bool:
    return not _fits(now, side) and i.out - now.last <= DENIAL_DAYS


def _place_undated(made: list[Change], i: Item, side: str, setting: Setting) -> None:
    if not side and i.type in STATE:
        made.append(Change(side, i.first, i.last, False, [i], mode="presence"))
        return
    mine, now = _latest(made, i.out, side), _current(made, i.out)
    if mine and mine is now and (side or i.type not in STATE) and (i.type in STATE or i.out - mine.last <= HISTORY_DAYS):
        _take(mine, i, side, "no later change is known when it was written")
        return
    if mine and now and mine is not now and any(o.report.publication.key == i.report.publication.key for o in mine.items):
        _take(mine, i, side, "the same report tells of it")
        return
    undone = mine and now and mine is not now and i.type in ("capture", "withdraw") and i.out - mine.last <= LOOK_BACK_DAYS
    if undone and mine and now and any(o.report.publication.key == i.report.publication.key for o in now.items):
        _take(mine, i, side, "the change before the one that the same report tells of")
        return
    if now and side and i.type in STATE and _contradicts(now, i, side) and setting.voice(i.report).party == side:
        now.add(i, "the other side says that it holds the place", denies=True)
        return
    made.append(Change(side, max(i.first, now.last + 1) if now and now.last < i.last else i.first, i.last, False, [i]))


def _place_denial(made: list[Change], i: Item, sides: tuple[str, ...], setting: Setting) -> None:
    """A denial belongs to the change that it denies; "they are not there" affirms the change by which they lost the place."""
    local = [p for p in i.actor if p in sides] or list(i.actor)
    a, voice = (local[0] if local else ""), setting.voice(i.report).party
    lost = i.type == "hold" and a and voice != a
    target = _other(a, sides) if lost else a or (_other(voice, sides) if voice else "")
    found = _latest(made, i.last if i.told else i.out, target)
    if found and i.out - found.last <= DENIAL_DAYS and (target or not lost):
        found.add(i, "the side that would have it is said not to be there" if lost else "denied", denies=not lost)
        return
    made.append(Change(target, i.first, i.last, i.told, [i], {i.key}))


def _place_apart(made: list[Change], i: Item, side: str) -> None:
    for c in made:
        if c.mode == i.mode and c.side == side and c.items[0].type == i.type and i.first <= c.last and c.first <= i.last:
            c.add(i, "the same is planned" if i.mode == PLANNED else "the same history")
            return
    made.append(Change(side, i.first, i.last, i.told, [i], mode=i.mode))
