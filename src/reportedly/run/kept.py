"""What is derived of all that is known and kept beside the record, so that a warm question is a look-up and a new report changes little.

Who holds what grows with the ledger: of each place the claims made there are kept, of all together only sums, and a new report has its own
places derived again (`assess.growth`). Where it changes what all places share, all are worked out from the claims kept; where it changes
what earlier claims say, and after a decision, a redaction, a further reading or a change of the assessing code, the record is read anew.
All ways come to the same rows.
"""
from __future__ import annotations

import hashlib
import zlib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from ..ledger import open_ledger
from ..ledger.derived import Kept, about, about_each, begun_between, every, fresh, keep_all, mark, on_day, renew
from ..model.event import Report
from ..model.rows import Row, answer_row, event_row, period_row
from .codebook import version

if TYPE_CHECKING:
    from ..assess.control import Picture
    from ..assess.evidence import Said
    from ..assess.growth import Growth
    from ..assess.parties import Parties
    from ..assess.setting import Reach, Setting
    from ..ledger.derived import Mark
    from ..ledger.store import Ledger

T = TypeVar("T")
# So many new documents at once are not set beside the old ones one by one.
MOST_NEW = 500
THERE = "there"
SHARED = "shared"


def answers(where: str, on: str | None, place: str | None) -> list[Row] | None:
    """Who holds each place (or those named `place`) at the end of day `on` (default: the last); None for a day that they do not reach."""
    with _control(where) as ledger:
        span = about(ledger, "span", "span")
        if not span:
            return []
        day = on or span[0]["last"]
        if not span[0]["first"] <= day <= span[0]["last"]:
            return None
        keys = _keys(ledger, place)
        found = ([r for k in keys for r in about(ledger, "control", k) if r["first"] <= day <= r["last"]] if keys
                 else at(place, on_day(ledger, "control", day)))
    for r in found:
        del r["first"], r["last"]
        r["day"] = r["as_of"] = day
    return sorted(found, key=itemgetter("place", "key"))


def periods(where: str, place: str | None) -> list[Row]:
    """Each place's (or that of those named `place`) periods, by name and day."""
    with _control(where) as ledger:
        span, keys = about(ledger, "span", "span"), _keys(ledger, place)
        rows = [r for k in keys for r in about(ledger, "history", k)] if keys else at(place, every(ledger, "history"))
    found = [_cut(r, span[0]["last"]) for r in rows if r["from"] <= span[0]["last"]]
    return sorted(found, key=itemgetter("place", "key", "from"))


def happenings(where: str, place: str | None) -> list[Row]:
    """Each happening (or those at places named `place`)."""
    with open_ledger(where, create=False) as ledger:
        if not fresh(ledger, "event", by := _by()):
            state = ledger.head()
            keep_all(ledger, _events(_setting(ledger)), state, by)
        there = about(ledger, "event_at", place.casefold()) if place else []
        return [r for k in there for r in about(ledger, "event", k["event"])] if there else every(ledger, "event")


def at(place: str | None, rows: list[Row]) -> list[Row]:
    """The rows of places of that name, else of names that it is a part of."""
    if not place:
        return rows
    wanted = place.casefold()
    return [r for r in rows if (r["place"] or "").casefold() == wanted] or [r for r in rows if wanted in (r["place"] or "").casefold()]


def _keys(ledger: Ledger, place: str | None) -> list[str]:
    return [r["key"] for r in about(ledger, "place", place.casefold())] if place else []


def _cut(r: Row, last: str) -> Row:
    """A period to the last day of the picture, with its probability and, in a fight, the likelier side so far."""
    from ..assess.days import ordinal
    fades, turns, since = r.pop("fades"), r.pop("turns"), ordinal(r.pop("since"))
    if r["to"] > last:
        r["to"], r["probability"] = last, fades[ordinal(last) - since]
        r["holder"] = next((who for day, who in reversed(turns) if day <= last), r["holder"])
    return r


@contextmanager
def _control(where: str) -> Iterator[Ledger]:
    """The ledger with who holds what kept beside the record, as of its last entry."""
    with open_ledger(where, create=False) as ledger:
        if not fresh(ledger, "control", by := _by()):
            old, state = mark(ledger, "control"), ledger.head()
            if old is None or old.by != by or not grow(ledger, old, state):
                derive(ledger, state, by)
        yield ledger


def derive(ledger: Ledger, state: tuple[int, str], by: str) -> None:
    """Derive who holds what from all reports, and keep it."""
    from ..assess.evidence import said
    from ..assess.growth import Growth
    growth = Growth()
    _, setting, out = _taken_in(growth, ledger, ledger.reports(lean=True))
    found = said(setting)
    del setting
    _spread(ledger, growth, found, out, state, by)


def _spread(ledger: Ledger, growth: Growth, found: Mapping[str, Sequence[Said]], out: Sequence[int], state: tuple[int, str],
            by: str) -> None:
    """Work out all places from what their claims say, and keep them."""
    view, _ = growth.take_in(found, out)
    keep_all(ledger, {**_rows(view, found, growth.ground.parties, set(growth.lows)), **_shared(growth)}, state, by)


def grow(ledger: Ledger, old: Mark, state: tuple[int, str]) -> bool:
    """Bring what is kept up to `state` by the new documents alone (or leave it to who was faster); False, with nothing changed, where that
    is not enough."""
    from ..assess.evidence import said
    new = ledger.added(old.seq, old.head)
    shared = about(ledger, SHARED, SHARED)
    if new is None or len(new) > MOST_NEW or not shared:
        return False
    from ..assess.growth import Growth
    from ..assess.setting import Reach
    try:
        growth = _unpacked(shared[0]["x"], Growth)
    except (msgspec.MsgspecError, zlib.error, ValueError):  # written by another hand
        return False
    reach, setting, out = _taken_in(growth, ledger, (r for key in new for r in ledger.reports(lean=True, document=key)))
    if reach == Reach.RECORD:
        return False
    told = said(setting)
    if reach == Reach.ALL_PLACES or not _grown(ledger, growth, told, out, old, state):
        whole = Growth(growth.ground)
        _spread(ledger, whole, _beside(every(ledger, THERE), told), [d for d in (growth.out, growth.last, *out) if d], state, old.by)
    return True


def _grown(ledger: Ledger, growth: Growth, told: Mapping[str, Sequence[Said]], out: Sequence[int], old: Mark,
           state: tuple[int, str]) -> bool:
    """Work out the places that are told of, and those at which a week of silence has run out; False where all others change as well."""
    known, last = set(growth.lows), growth.last
    now = max(out, default=0)
    due = begun_between(ledger, THERE, _iso(last), _iso(now)) if now > last > 0 else set()
    kept = about_each(ledger, THERE, due | told.keys())
    found = _beside((r for rows in kept.values() for r in rows), told)
    view, stands = growth.take_in(found, out)
    if stands:
        rows = _rows(view, found, growth.ground.parties, growth.lows.keys() - known)
        renew(ledger, {**rows, **_shared(growth)}, [*found, "span", SHARED], old, state)
    return stands


def _taken_in(growth: Growth, ledger: Ledger, reports: Iterable[Report]) -> tuple[Reach, Setting, list[int]]:
    """How far these reports reach, their setting, and their days of publication."""
    from ..assess.days import published
    from . import country_name, world
    setting, reach = growth.ground.take_in(reports, country_name, ledger.decisions(), world())
    return reach, setting, [d for r in setting.reports if (d := published(r)) is not None]


def _beside(there: Iterable[Row], told: Mapping[str, Sequence[Said]]) -> dict[str, list[Said]]:
    """By place the claims that are kept there, with the new ones, in order."""
    from ..assess.evidence import Said
    found: dict[str, list[Said]] = {r["key"]: _unpacked(r["x"], list[Said]) for r in there}
    for key, new in told.items():
        found[key] = sorted([*found.get(key, ()), *new], key=lambda s: s.order)
    return found


def _rows(view: Picture, found: Mapping[str, Sequence[Said]], parties: Parties, new: Collection[str]) -> dict[str, Iterable[Kept]]:
    """The rows about the places in `found`, of which `new` had none so far."""
    from ..assess.growth import next_turn
    from ..assess.runs import runs
    from ..assess.sources import shown_as
    said = {s.told.key[1]: shown_as(parties, s.told.voice) for there in found.values() for s in there}
    spots = sorted(view.courses.items(), key=lambda x: (x[1].spot.name, x[0]))
    return {
        THERE: (Kept(k, _iso(turn) if turn else "", "", {"key": k, "x": _packed(there)}) for k, there in found.items()
                for turn in (next_turn(view.courses[k].days if k in view.courses else (), view.last),)),
        "place": [Kept(c.spot.name.casefold(), "", "", {"key": k}, k) for k, c in spots if k in new],
        "control": (Kept(k, first, last, answer_row(a, said) | {"first": first, "last": last})
                    for k, _ in spots for first, last, a in runs(view, k)),
        "history": (row for k, _ in spots for row in _lasting(view, k, said))}


def _lasting(view: Picture, key: str, said: Mapping[str, str]) -> Iterator[Kept]:
    from ..assess.control import lasting
    from ..assess.days import ordinal
    from ..assess.growth import AHEAD_DAYS
    step = view.until - AHEAD_DAYS
    for p, cuts in lasting(view, key, step):
        since = max(step, ordinal(p.start))
        holders = [who for _, who in cuts]
        turns = [(_iso(since + n), who) for n, who in enumerate(holders) if n == 0 or who != holders[n - 1]]
        yield Kept(key, p.start, p.end, period_row(p, None, said) | {
            "fades": [p for p, _ in cuts], "turns": turns if len(turns) > 1 else [], "since": _iso(since)})


def _shared(growth: Growth) -> dict[str, Iterable[Kept]]:
    span = {"first": _iso(growth.first), "last": _iso(growth.last)} if growth.lows else {}
    return {"span": [Kept("span", "", "", span)] if span else [], SHARED: [Kept(SHARED, "", "", {"x": _packed(growth)})]}


def _packed(what: object) -> str:
    return b64encode(zlib.compress(msgspec.msgpack.encode(what), 1)).decode()


def _unpacked(text: str, kind: type[T]) -> T:
    found: T = _decoder(cast(Hashable, kind)).decode(zlib.decompress(b64decode(text)))
    return found


@cache
def _decoder(kind: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind, dec_hook=lambda _, plain: Counter(plain))


def _setting(ledger: Ledger) -> Setting:
    from . import _setting as made
    return made(ledger.reports(lean=True), ledger.decisions())


def _events(base: Setting) -> dict[str, Iterable[Kept]]:
    from ..assess.events import events
    found = events(base)
    return {"event_at": [Kept(e.place.casefold(), "", "", {"event": e.id}) for e in found if e.place],
            "event": (Kept(e.id, e.when.start if e.when else "", e.when.end if e.when else "", event_row(e)) for e in found)}


def _by() -> str:
    """By which version of the assessing code, its tables and the codebook rows are derived."""
    return assessing() + version()


@cache
def assessing() -> str:
    """The hash of the code and tables of `assess` and of the things it is about: rows kept by others are derived anew."""
    here = files("reportedly")
    folders = (here / "assess", here / "assess" / "data", here / "model")
    parts = sorted((f.name, f.read_bytes()) for d in folders for f in d.iterdir() if f.name.endswith((".py", ".toml")))
    return hashlib.sha256(b"".join(name.encode() + body for name, body in parts)).hexdigest()[:16]


def _iso(day: int) -> str:
    from ..assess.days import iso
    return iso(day)
