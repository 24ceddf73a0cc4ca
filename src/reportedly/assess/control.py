"""Control: who holds each place on each day, with probabilities, tiers and the claims behind them."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..model.control import Answer, Evidence, Period
from .course import Course, Frame, chain_of, courses, moved, sample
from .days import iso, ordinal, published
from .evidence import CHANGES, GAINS, PRESENT, said, weighed
from .hmm import Array, Chain, usual_chain
from .setting import Setting
from .tables import weight

DISPUTE_DAYS = 12
CLAIMED_LEAST = 0.7
# A side's claim that nobody has disputed for so long counts as held.
QUIET_DAYS = 7
# How long before a fight what is said of a side still tells who is the likelier to win it.
LEAN_DAYS = 3
DENIED = "one side says that it holds the place, the other denies it"
# Days times places of a picture, by which rows about long ago may stretch it.
MOST_CELLS = 40_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """Places' courses from day `first` (ordinal) on; `as_of` the last day of publication that counted, `last` the last of the picture.
    Courses may be worked out further, to the day `until`, as if nothing more were said; `count` is of how many places they are some."""

    first: int
    last: int
    as_of: str | None
    courses: Mapping[str, Course]
    names: Mapping[str, str]
    chain: Chain
    until: int
    count: int

    def shown(self, party: str) -> str:
        return self.names.get(party, party)


def picture(setting: Setting, *, as_of: str | None = None, hindsight: bool = True, learn: bool = True) -> Picture:
    """The picture from the setting's reports. Give a setting made of what was published by `as_of` for a picture as of then.

    With `hindsight` False each day is judged from the claims about that day and before (forward only). Days run from the first
    that a claim or a publication is about to `as_of`, else to the last publication.
    """
    told = said(setting)
    places = {k: (setting.places.spots[k], found) for k, there in told.items() if (found := weighed(there))}
    out = [d for r in setting.reports if (d := published(r)) is not None]
    if not places or not out:
        return Picture(0, -1, as_of, {}, setting.parties.name, usual_chain(), -1, 0)
    last = ordinal(as_of) if as_of else max(out)
    rows = {s.told.key[1] for there in told.values() for s in there if s.coded}
    days = [(ordinal(e.day), e.claim in rows) for _, found in places.values() for e in found]
    first = first_day(min(d for d, _ in days), min((d for d, row in days if row), default=None), min(out), last, len(places))
    frame = Frame(first, last, setting.parties, usual_chain())
    if learn and hindsight:
        frame = replace(frame, chain=chain_of(moved({k: places[k] for k in sample(list(places))}, frame)))
    return Picture(first, last, as_of, courses(places, frame, hindsight), setting.parties.name, frame.chain, last, len(places))


def first_day(told: int, row: int | None, out: int, last: int, places: int) -> int:
    """The picture's first day: the first that is `told` of, but at most a month before the first publication (`out`), because a single
    claim about long ago must not stretch the picture over years; or that of the first `row` of a data set, which comes late, within
    what memory has for so many places (a bound in steps of years and of twice as many places, so that it seldom moves)."""
    usual = max(min(told, out), out - 31)
    least = (last // 366) * 366 - MOST_CELLS // (1 << (places - 1).bit_length())
    return min(usual, max(usual if row is None else row, least))


def answer(view: Picture, key: str, day: str) -> Answer:
    """Who holds the place at the end of `day`, by what the picture knows: nothing of days before the first word of it; after the last
    day it goes on by persistence alone, for as long as that leaves a holder likely."""
    course = view.courses[key]
    late = max(0, ordinal(day) - view.last)
    if not late:
        return answer_on(view, key, ordinal(day))
    t, n = view.last - view.first, len(course.parties)
    row: Array = course.posterior[t].astype(float) @ np.linalg.matrix_power(view.chain.matrix(n), late)
    if late > DISPUTE_DAYS and row[:n].max() < weight("evidence", "chain", "held"):
        return _silent(view, course, key, day, "the last report is too long ago")
    return _answer(view, key, t, day, row.tolist())


def answer_on(view: Picture, key: str, day: int) -> Answer:
    """The answer for a day (ordinal) up to the one that courses are worked out to."""
    course, t = view.courses[key], day - view.first
    if t < course.begun:
        return _silent(view, course, key, iso(day), "no report reaches back to that day")
    return _answer(view, key, t, iso(day), course.posterior[t].tolist())


def _answer(view: Picture, key: str, t: int, day: str, row: list[float]) -> Answer:
    course = view.courses[key]
    spot, n = course.spot, len(course.parties)
    held, inside = row[:n], sum(row[n:])
    best = held.index(max(held))
    status, holder, p, because, claims = _tier(view, course, t, best, (held[best], inside))
    if t < course.opened:
        status, holder, p, because = _settled(view, course, t, (best, held[best], inside), (status, holder, p, because))
    shown = [(view.shown(x), round(v, 4)) for x, v in zip(course.parties, held, strict=True)]
    return Answer(key, spot.name, spot.country, spot.lat, spot.lon, day, view.as_of, holder and view.shown(holder), status, round(p, 4),
                  (*shown, ("contested", round(inside, 4))), claims, because)


def _lean(view: Picture, course: Course, t: int) -> int:
    """The likelier side of a fight: the one for which most was said when it began, else the one likelier to have had the place."""
    n, begun, end = len(course.parties), t, t + 1
    if not course.calm[t]:
        before, after = np.flatnonzero(course.calm[:t]), np.flatnonzero(course.calm[t:])
        begun = int(before[-1]) + 1 if before.size else 0
        # How a fight would go on in silence says nothing of who is winning it.
        end = min(t + int(after[0]) if after.size else len(course.calm), max(t, course.days[-1] - view.first) + 1)
    said = np.zeros(n)
    for e in _between(course, view.first + begun - LEAN_DAYS, view.first + begun):
        if e.party in course.parties and not e.contested and not e.before:
            said[course.parties.index(e.party)] += e.weight if e.holds else -e.weight
    if said.max() > 0 and (said == said.max()).sum() == 1:
        return int(said.argmax())
    return int((course.posterior[begun:end, :n] + course.posterior[begun:end, n:]).sum(axis=0).argmax())


def _between(course: Course, first: int, last: int) -> tuple[Evidence, ...]:
    """The evidence about the days `first` to `last` (ordinals), both included."""
    return course.evidence[bisect_left(course.days, first):bisect_right(course.days, last)]


def _settled(view: Picture, course: Course, t: int, odds: tuple[int, float, float],
             said: tuple[str, str | None, float, str]) -> tuple[str, str | None, float, str]:
    """Of a day that later reports throw light on, the answer is by what all of them say; only the tiers below held say more than that.
    `odds` are the likeliest holder, his probability, and that of fighting inside."""
    status, holder, p, because = said
    best, top, inside = odds
    party = course.parties[best]
    if inside >= weight("evidence", "chain", "contested_least") and inside >= top:
        return "contested", course.parties[_lean(view, course, t)], inside, because
    if top < weight("evidence", "chain", "held") or not course.told:
        return ("unknown", None, 0.0, because) if status in ("held", "claimed", "contested", "unknown") else said
    if status == "contested":
        return "held", party, top, "it is disputed, but what came before and after speaks for it"
    if status == "unknown":
        return "held", party, top, "no report says so of that day; taken to be as before"
    return status, holder, p, because


def _silent(view: Picture, course: Course, key: str, day: str, because: str) -> Answer:
    spot, share = course.spot, round(1 / (len(course.parties) + 1), 4)
    shown = tuple((x, share) for x in (*map(view.shown, course.parties), "contested"))
    return Answer(key, spot.name, spot.country, spot.lat, spot.lon, day, view.as_of, None, "unknown", 0.0, shown, (), because)


def _alone(about: Sequence[Evidence]) -> str:
    """The one party that says of itself that it took or holds the place, where nobody else has said anything of it; else ""."""
    now = [e for e in about if not e.before]
    who = {e.party for e in now if e.holds and e.voice == "own" and e.type in GAINS}
    return next(iter(who)) if len(who) == 1 and all(e.holds and e.voice == "own" and not e.contested for e in now) else ""


def _tier(view: Picture, course: Course, t: int, best: int,
          odds: tuple[float, float]) -> tuple[str, str | None, float, str, tuple[str, ...]]:
    p, inside = odds
    day = view.first + t
    party = course.parties[best]
    since = _since(course, t, best)
    about = _between(course, view.first + since - 2, day)
    claims = tuple(dict.fromkeys(e.claim for e in sorted(about, key=lambda e: (-e.weight, e.claim))))
    backing = [e for e in about if _supports(e, party) and not e.before]
    firm = [e for e in backing if e.voice in ("against", "other", "outlet")]
    doubts = _doubts(about, backing, firm, party, day)
    if inside >= weight("evidence", "chain", "contested_least") and inside >= p:
        return "contested", course.parties[_lean(view, course, t)], inside, "fighting inside, or both sides are in it", claims
    if denied := _denied_gain(course, day):
        return "contested", course.parties[_lean(view, course, t)], 1 - p, DENIED, tuple(dict.fromkeys((*denied, *claims)))
    if p >= weight("evidence", "chain", "held"):
        if later := _borne_out(view, course, t, best):
            return "held", party, p, "what was said then is borne out by what was seen later", (*claims, later)
        if firm and not (doubts and any(e.voice == "own" and e.day >= min(d.day for d in doubts) for e in backing)):
            words = {"against": "the side that lost it says so", "other": "a witness or third party says so",
                     "outlet": "reporters say so in their own voice"}
            return "held", party, p, words[max(firm, key=lambda e: e.weight).voice], claims
        if backing and doubts:
            return "contested", party, 1 - p, DENIED, claims
        if backing and _undisputed(view, course, backing, party):
            return "held", party, p, "one side says so, and nobody has disputed it since", claims
        keeps = backing and _keeps(course, view.first + t, party)
        if keeps and any(e.contested and ordinal(e.day) >= day - 1 for e in about):
            return "contested", party, 1 - p, "one side says that it holds the place, and there is fighting", claims
        if keeps:
            return "held", party, p, "it had the place before, says that it still has, and nobody says that others came", claims
        if backing:
            return "claimed", party, p, "only the side itself says so", claims
        if _was_firm(course, view, t, party):
            return "held", party, p, "held before, and nothing says that this changed", claims
        return "unknown", party, p, "no report says who holds it", claims
    if any(e.holds for e in about) and len({e.party for e in about if e.holds and not e.contested}) > 1:
        return "contested", course.parties[_lean(view, course, t)], max(inside, 1 - p), "each side says that it holds the place", claims
    fought = any(e.contested for e in about)
    if any(e.voice == "own" for e in backing) and (fought or p + inside >= CLAIMED_LEAST):
        because = "one side says that it holds the place, and there is fighting"
        return "contested", course.parties[_lean(view, course, t)], max(inside, 1 - p), because, claims
    if alone := _alone(about):
        return "claimed", alone, p, "only the side itself says so", claims
    if about and all(e.type in PRESENT for e in about):
        return "presence", party, p, "forces have entered; nobody says that they hold it", claims
    if about and all(not e.holds for e in about):
        return "denied", party, p, "a claim is denied and nothing else is known", claims
    return "unknown", party, p, "nothing to go on", claims


def _denied_gain(course: Course, day: int) -> tuple[str, ...]:
    """Claims of late by which a side has taken or holds the place and that the same report says are denied, where no other voice has
    decided between the two since; () for none."""
    late = _between(course, day - DISPUTE_DAYS, day)
    last = max((i for i, e in enumerate(late) if e.disputed and e.holds and e.voice == "own" and not e.before), default=-1)
    told = [e for e in late if e.voice != "own" and not (e.before or e.contested or e.disputed)]
    if last < 0 or any(e.published > late[last].published or e.day >= late[last].day for e in told):
        return ()
    return (late[last].claim,)


def _borne_out(view: Picture, course: Course, t: int, best: int) -> str:
    """The first claim without a stake, after day `t` and before the next change, that finds the holder there; "" for none."""
    turned = bisect_right(course.turns, t)
    end = t if course.best[t] != best else course.turns[turned] if turned < len(course.turns) else len(course.best)
    until = view.first + end
    later = [e for e in _between(course, view.first + t + 1, until - 1) if not e.before
             and e.voice not in ("own", "unnamed") and _supports(e, course.parties[best])]
    return min(later, key=lambda e: (e.day, e.claim)).claim if later else ""


def _doubts(about: Sequence[Evidence], backing: list[Evidence], firm: list[Evidence], party: str, day: int) -> list[Evidence]:
    """What other voices have said against `party` of late, and not before what speaks for it."""
    hard = [e for e in firm if e.type not in PRESENT]
    # Nor does what the other side had said of days before disprove a change that is told of a later day.
    changed = max((e.day for e in backing if e.type in CHANGES), default="")
    least = max((e.day for e in hard or firm), default="") or changed or min((e.day for e in backing), default="")
    return [e for e in about if not e.contested and not e.before and not _supports(e, party) and e.day >= least
            and ordinal(e.day) > day - DISPUTE_DAYS and (not hard or e.day > least or e.voice != "own")]


def _undisputed(view: Picture, course: Course, backing: list[Evidence], party: str) -> bool:
    """Whether what one side says has stood for `QUIET_DAYS` and no other voice has contradicted it."""
    said = max(e.day for e in backing)
    against = any(e.day >= said and not e.before and not e.contested and not _supports(e, party) for e in course.evidence)
    return view.last - ordinal(said) >= QUIET_DAYS and not against


def _supports(e: Evidence, party: str) -> bool:
    return not e.contested and ((e.holds and e.party == party) or (not e.holds and e.party not in (party, "")))


def _since(course: Course, t: int, best: int) -> int:
    """The day index from which `best` has been the likeliest holder without a break up to `t`."""
    return course.turns[bisect_right(course.turns, t) - 1] if course.best[t] == best else t + 1


def _keeps(course: Course, day: int, party: str) -> bool:
    """Whether up to `day` nobody has said that a place of its own state was any other party's, or that it came to that state only now."""
    said = course.evidence[:bisect_right(course.days, day)]
    return party == f"state:{course.spot.country}" and all(
        e.contested or (e.holds and e.party == party and e.type not in CHANGES) for e in said)


def _was_firm(course: Course, view: Picture, t: int, party: str) -> bool:
    return any(_supports(e, party) and e.voice != "own" for e in course.evidence[:bisect_right(course.days, view.first + t)])


def answers(view: Picture, day: str) -> list[Answer]:
    """The answer of every place for one day, by name."""
    return sorted((answer(view, key, day) for key in view.courses), key=lambda a: (a.name, a.place))


def periods(view: Picture, key: str) -> list[Period]:
    """The place's history: runs of days with one holder (held) or fighting inside (contested); days of too much doubt are left out."""
    last = iso(view.last)
    return [replace(p, end=min(p.end, last), probability=cuts[0][0], holder=cuts[0][1])
            for p, cuts in lasting(view, key, view.last) if p.start <= last]


def lasting(view: Picture, key: str, since: int) -> list[tuple[Period, list[tuple[float, str]]]]:
    """The periods to the day that courses are worked out to, each with its probability and holder if it is cut off at day `since` (ordinal;
    or at its own first or last day, where these are later or earlier) and on each day after that."""
    course = view.courses[key]
    n = len(course.parties)
    held, inside = course.posterior[:, :n], course.posterior[:, n:].sum(axis=1)
    top, least = held.max(axis=1), weight("evidence", "chain", "held")
    doubt = np.where(course.calm, np.maximum(inside, 1 - top), inside)
    code = np.where(~course.calm, -1, np.where((top >= least) & course.told, course.best, -2))
    code[:course.begun] = -2
    _as_said(view, key, course, code)
    edges = [0, *(np.flatnonzero(np.diff(code)) + 1).tolist(), len(code)]
    out = []
    for a, b in pairwise(edges):
        if code[a] == -2:
            continue
        fighting = code[a] == -1
        now = min(max(since - view.first, a), b - 1)
        p = np.minimum.accumulate((doubt if fighting else top)[a:b])[now - a:].tolist()
        who = [view.shown(course.parties[_lean(view, course, t) if fighting else int(code[a])]) for t in range(now, b)]
        within = _between(course, view.first + a - 1, view.first + b - 1)
        claims = tuple(dict.fromkeys(e.claim for e in within))
        spot = course.spot
        out.append((Period(key, spot.name, spot.country, spot.lat, spot.lon, iso(view.first + a), iso(view.first + b - 1),
                           who[-1], "contested" if fighting else "held", round(p[-1], 4), claims),
                    [(round(x, 4), w) for x, w in zip(p, who, strict=True)]))
    return out


def _as_said(view: Picture, key: str, course: Course, code: NDArray[np.int64]) -> None:
    """Put into `code` (days: party, -1 contested, -2 neither) what the day's answers are where the last words still stand."""
    begun = course.opened
    ends = {day + DISPUTE_DAYS - view.first for day in course.days}
    starts = sorted({begun, *(n for n in ends if begun < n < len(code)), *(begun + 1 + np.flatnonzero(np.diff(code[begun:]))).tolist()})
    for a, b in pairwise([*starts, len(code)]):
        said = answer_on(view, key, view.first + a).status
        if said == "contested":
            code[a:b] = -1
        elif said != "held":
            code[a:b] = -2


def history(view: Picture) -> list[Period]:
    """Every place's periods, by name and day."""
    return sorted((p for key in view.courses for p in periods(view, key)), key=lambda p: (p.name, p.place, p.start))
