"""A person's decision, checked before it is recorded: what may be set to what, and which claims it binds to."""
from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from ..model.codebook import event_types, values
from ..model.decision import KINDS, Decision, Target
from ..model.rows import Row
from ..run.agreement import FIELDS
from .errors import Problem
from .lookups import names, row
from .settings import User
from .shapes import Decide
from .store import Store

DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
NEED_NO_REASON = ("confirm", "code")
LONGEST = 1000
CHANGES = (*FIELDS, "point")


def fields() -> dict[str, dict[str, Any]]:
    """What each field may be set to, for the form that a page makes of it."""
    free = {"kind": "names", "hint": "names with | between them"}
    return {
        "type": {"kind": "choice", "values": list(event_types())}, "factuality": {"kind": "choice", "values": list(values("factuality"))},
        "verification": {"kind": "choice", "values": ["", *values("verification")]},
        "when": {"kind": "days", "hint": "2031-04-05 or 2031-04-05/2031-04-07, empty for unknown"},
        "place": {"kind": "place", "hint": "a name, empty for unknown"},
        "point": {"kind": "point", "hint": "latitude,longitude,radius in km"}, "actor": free, "target": free,
        "source": {"kind": "sources", "hint": "name;kind;side with | between them, the outermost first",
                   "values": list(values("source_kinds"))},
        "background": {"kind": "choice", "values": ["false", "true"]},
        "counts": {"kind": "counts", "hint": "what;who;low;high with | between them", "values": list(values("counts"))}}


def checked_change(change: Mapping[str, str]) -> dict[str, str]:
    """The new values, or Problem 422 naming the one that does not fit."""
    allowed = fields()
    for name, value in change.items():
        if name not in allowed:
            raise Problem(422, f"there is no field {name[:40]!r}", name[:40])
        if len(value) > LONGEST:
            raise Problem(422, f"{name}: at most {LONGEST} characters", name)
        if not _fits(name, value, allowed[name]):
            raise Problem(422, f"{name}: {value[:60]!r} does not fit" + (f" ({h})" if (h := allowed[name].get("hint")) else ""), name)
    if "point" in change and not change.get("place", "x"):
        raise Problem(422, "point: there is no place to be there", "point")
    return {k: v.strip() for k, v in change.items()}


def _fits(name: str, value: str, about: Mapping[str, Any]) -> bool:
    pieces = [[x.strip() for x in p.split(";")] for p in value.split("|") if p.strip()]
    if about["kind"] == "choice":
        return value in about["values"]
    if about["kind"] == "days":
        return not value or _days(value)
    if about["kind"] == "point":
        return not value or _point(value)
    if name == "source":
        return all(len(p) <= 3 and (len(p) < 2 or p[1] in about["values"]) for p in pieces)
    if name == "counts":
        return all(len(p) == 4 and p[0] in about["values"] and _range(p[2], p[3]) for p in pieces)
    return all(c.isprintable() for c in value)


def _range(low: str, high: str) -> bool:
    return low.isdecimal() and (not high or (high.isdecimal() and int(high) >= int(low)))


def _days(value: str) -> bool:
    found = DAYS.fullmatch(value.strip())
    try:
        days = [date.fromisoformat(d) for d in found.groups() if d] if found else []
    except ValueError:
        return False
    return bool(days) and days == sorted(days)


def _point(value: str) -> bool:
    try:
        lat, lon, radius = (float(x) for x in value.split(","))
    except ValueError:
        return False
    return abs(lat) <= 90 and abs(lon) <= 180 and 0 <= radius <= 20_000


def made(store: Store, index: sqlite3.Connection, given: Decide, user: User) -> Decision:
    """The decision that was asked for, or Problem in one line."""
    if given.kind not in KINDS:
        raise Problem(422, f"kind: is one of {', '.join(KINDS)}", "kind")
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    reason = given.reason.strip()
    if not reason and given.kind not in NEED_NO_REASON:
        raise Problem(422, "reason: say why" if given.kind != "comment" else "reason: the comment is empty", "reason")
    if given.kind == "undo":
        return _undo(store, given, user, reason, at)
    if (given.kind in ("correct", "code")) != bool(given.change):
        raise Problem(422, f"change: {given.kind} {'needs new values' if not given.change else 'takes no new values'}", "change")
    targets = bound(store, index, given.ids)
    if given.kind in ("merge",) and len(targets) < 2:
        raise Problem(422, "ids: to merge takes two claims or events at least", "ids")
    return Decision(given.kind, targets, user.name, reason or "seen", at, checked_change(given.change))


def _undo(store: Store, given: Decide, user: User, reason: str, at: str) -> Decision:
    found = next((d for d in store.decisions() if d.id == given.decision), None)
    if found is None:
        raise Problem(404, "there is no such decision", "decision")
    if found.id in store.undone():
        raise Problem(409, "it has been undone already", "decision")
    if found.author != user.name and not user.may("editor"):
        raise Problem(403, f"only {found.author} or an editor may undo it", "decision")
    return Decision("undo", found.targets, user.name, reason, at, {"decision": found.id})


def bound(store: Store, index: sqlite3.Connection, ids: list[str]) -> tuple[Target, ...]:
    """The claims (document, characters, type) that ids of claims and events stand for; Problem 404 for an id that is none."""
    claims: dict[str, None] = {}
    for name in ids:
        claims |= dict.fromkeys(_of_event(store, name) if name.startswith("e") else [name])
    if not claims:
        raise Problem(422, "ids: name at least one claim or event", "ids")
    ask = "SELECT id, document, row FROM claim JOIN claim_row USING (n) WHERE id IN (SELECT value FROM json_each(?))"
    found = {name: (document, row(body)) for name, document, body in index.execute(ask, (names(claims),))}
    missing = next((c for c in claims if c not in found), None)
    if missing is not None:
        raise Problem(404, f"there is no claim {missing[:40]!r}", "ids")
    return tuple(Target(document, *_trigger(r), r["type"]) for document, r in (found[c] for c in claims))


def _trigger(claim: Row) -> tuple[int, int]:
    start, end = claim["spans"]["trigger"]
    return start, end


def _of_event(store: Store, name: str) -> list[str]:
    with store.at() as now:
        ask = "SELECT c.claim FROM event e JOIN event_claim c ON c.event = e.n WHERE e.id = ? ORDER BY c.claim"
        found = [c for (c,) in now.execute(ask, (name,))]
    # The hash of a claim may begin with the same letter.
    return found or [name]
