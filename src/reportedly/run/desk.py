"""The desk's derived data: where they are kept, and how a worker makes them from a ledger.

A folder `LEDGER-desk` beside a ledger file (for PostgreSQL: in the user's cache) holds the index, the newest snapshot, and a few
snapshots as of past days. All of it can be deleted at any time.
"""
from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from ..ledger import open_ledger
from ..ledger import schema as s
from ..ledger.index import catch_up, open_index
from ..ledger.store import Ledger
from ..model.decision import known
from . import snapshot

MOST_AS_OF = 12
STEPS = ("reading the claims", "linking names, places and sources", "weighing who holds what", "telling events and evidence")


def folder(where: str) -> Path:
    """The folder of a ledger's derived data, made if need be; readable for its owner alone."""
    if "://" in where:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        path = cache / "reportedly" / hashlib.sha256(where.encode()).hexdigest()[:24]
    else:
        path = Path(f"{where}-desk")
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def state_of(ledger: Ledger, as_of: str | None = None) -> tuple[int, str]:
    """The part of the ledger's state on which a picture hangs: its head; for a picture as of a day, what was published by that day, and
    all decisions, so that later reports leave an older picture as it is."""
    if as_of is None:
        return ledger.head()
    with ledger.asking() as link:
        out = select(func.max(s.reading.c.seq), func.count()).select_from(
            s.reading.join(s.document, s.document.c.key == s.reading.c.document)).where(s.document.c.day <= as_of)
        seq, count = link.execute(out).one()
        decided = link.execute(select(func.max(s.decision.c.seq))).scalar() or 0
        gone = link.execute(select(func.max(s.redaction.c.seq))).scalar() or 0
        start = link.execute(select(s.chain.c.link).where(s.chain.c.seq == max(seq or 0, decided, gone))).scalar()
    return max(seq or 0, decided, gone), f"{count} {start}"


def snapshot_id(state: tuple[int, str], as_of: str | None) -> str:
    """The name of the snapshot of a ledger's state, made by this version of the code; another state or version has another."""
    from . import kept
    made = hashlib.sha256(f"{state[1]} {kept.assessing()} {snapshot.SHAPE} {as_of}".encode()).hexdigest()[:12]
    return f"{state[0]}-{made}"


def snapshot_file(where: str, name: str, as_of: str | None) -> Path:
    """Where a snapshot is kept."""
    return folder(where) / f"{'as-of-' + as_of if as_of else 'now'}-{name}.db"


def newest(where: str) -> Path | None:
    """The newest snapshot of now that is there, of whatever state of the ledger; None where there is none."""
    found = sorted(folder(where).glob("now-*.db"), key=lambda p: p.stat().st_mtime)
    return found[-1] if found else None


def step_file(where: str, as_of: str | None) -> Path:
    """Where whoever makes a snapshot writes how far it is."""
    return folder(where) / f"{f'as-of-{as_of}' if as_of else 'now'}.step"


def step(where: str, as_of: str | None) -> tuple[int, str]:
    """How many of the steps of making a snapshot are done, and what is being done now; (0, "") where none is being made."""
    try:
        done = int(step_file(where, as_of).read_text("utf-8"))
    except (OSError, ValueError):
        return 0, ""
    return (done, STEPS[done]) if 0 <= done < len(STEPS) else (0, "")


def derive(where: str, title: str, as_of: str | None = None) -> str:
    """Make the snapshot of the ledger as it stands, as known on `as_of`; returns its id. Nothing is done where it is there already."""
    with open_ledger(where, create=False) as ledger:
        state = state_of(ledger, as_of)
        name = snapshot_id(state, as_of)
        to = snapshot_file(where, name, as_of)
        if to.exists():
            to.touch()
        else:
            said = step_file(where, as_of)
            try:
                _write(ledger, title, as_of, state, to, lambda n: said.write_text(str(n), "utf-8"))
            finally:
                said.unlink(missing_ok=True)
    _tidy(where, to, as_of)
    return name


def _write(ledger: Ledger, title: str, as_of: str | None, state: tuple[int, str], to: Path, begin: Callable[[int], object]) -> None:
    from ..assess.control import picture
    from ..assess.sources import speakers
    from . import _setting, _towns
    begin(0)
    found = tuple(ledger.reports(as_of=as_of))
    begin(1)
    towns = _towns(found)
    base = _setting(found, known(ledger.decisions(), as_of))
    del found
    begin(2)
    view = picture(base, as_of=as_of)
    begin(3)
    snapshot.write(snapshot.Made(snapshot_id(state, as_of), title, as_of, base, view, speakers(base), towns), state, to)


def _tidy(where: str, made: Path, as_of: str | None) -> None:
    """Keep the two newest pictures of now, and the as-of ones used last. An open file outlives its name."""
    for kind, most in (("now-", 2), ("as-of-", MOST_AS_OF)):
        kept = sorted((p for p in folder(where).glob(f"{kind}*.db") if p != made), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in kept[most - 1:]:
            old.unlink(missing_ok=True)
    for part in folder(where).glob("*.part"):
        if time.time() - part.stat().st_mtime > 3600:  # left by a worker that was stopped
            part.unlink(missing_ok=True)


def index_file(where: str) -> Path:
    """Where the index is kept."""
    return folder(where) / "index.db"


def bring_index_up(where: str, step: Callable[[int], None] = lambda _: None) -> None:
    """Let the index take in all that the ledger has; `step` hears the number of each last entry."""
    link = open_index(index_file(where))
    try:
        with open_ledger(where, create=False) as ledger:
            for last in catch_up(link, ledger):
                step(last)
    finally:
        link.close()


__all__ = ["bring_index_up", "derive", "folder", "index_file", "newest", "snapshot_file", "snapshot_id", "state_of", "step"]
