"""The store: what the desk reads from. Connections to index and snapshots, which snapshot is the newest, and who makes the next one."""
from __future__ import annotations

import logging
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..ledger import open_ledger
from ..ledger.index import catch_up, open_index, reading_index, seen
from ..model.decision import Decision
from ..model.errors import ReportedlyError
from ..model.rows import Row
from ..run import desk, snapshot
from .errors import Problem
from .jobs import Job, Jobs
from .news import News
from .settings import Settings

T = TypeVar("T")
LOG = logging.getLogger("reportedly")
SMALL = 1000
POOL = 32
WAIT_SECONDS = 1.0
LOOK_SECONDS = 1.0
REST = 3.0
AT_ONCE = 500
FAR_BEHIND = 1000


def be_nice() -> None:
    """A worker leaves the processor to those who answer, and Ctrl-C to the server; it goes when the server is gone."""
    os.nice(10)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := parent_process():
        threading.Thread(target=_go_with, args=(parent,), daemon=True).start()


def _go_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


class Pool:
    """Read connections to one file, handed out to threads."""

    def __init__(self, opening: Callable[[], sqlite3.Connection]) -> None:
        self._opening = opening
        self._free: list[sqlite3.Connection] = []

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        try:
            link = self._free.pop()
        except IndexError:
            link = self._opening()
        try:
            yield link
        finally:
            if len(self._free) < POOL:
                self._free.append(link)
            else:
                link.close()


class Store:
    """Opened once for the server's life. `snapshot` is the id of the picture that is shown, None until there is one."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.where = settings, settings.where
        self.ledger = open_ledger(self.where, create=False)
        self.news = News()
        self.jobs = Jobs(self._told)
        self.snapshot: str | None = None
        self.about: Row = {}
        self.seq = 0
        self.counts: Row = {}
        self.deriving = False
        self.doing = ""
        self._making: dict[str, Job] = {}
        self._now: Pool | None = None
        self._days: dict[str, tuple[str, Pool]] = {}
        self._ids: dict[str, tuple[int, str]] = {}
        self._undone: tuple[int, dict[str, str]] | None = None
        self._decisions: tuple[int, tuple[Decision, ...]] | None = None
        self._index_file = desk.index_file(self.where)
        self._writer = open_index(self._index_file)
        self._index = Pool(lambda: reading_index(self._index_file))
        self._lock, self._index_lock, self._pools_lock = threading.Lock(), threading.Lock(), threading.Lock()
        self._pools: dict[str, ProcessPoolExecutor] = {}
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._watcher: threading.Thread | None = None
        self._next = 0.0

    def begin(self) -> None:
        """Show what is there, make what is missing, and go on watching the ledger. Call inside the event loop."""
        self.news.begin()
        if found := desk.newest(self.where):
            self._show(found)
        # A page that waits says how far it is; a server that does not answer yet says nothing.
        if self.ledger.head()[0] - seen(self._writer) <= FAR_BEHIND:
            self.take_in()
            if self._small() and self._stale():
                self.derive()
        self._watcher = threading.Thread(target=self._watch, name="watch", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        self._stop.set()
        self._wake.set()
        self.news.end()
        self.jobs.close()
        if self._watcher:
            self._watcher.join(2)
        for pool in self._pools.values():
            workers = list((getattr(pool, "_processes", None) or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:  # half a picture is of no use
                worker.terminate()
        self._writer.close()
        self.ledger.close()

    def _told(self, job: Job) -> None:
        self.news.tell("job", job.row(result=False), job.owner)

    def index(self) -> Any:
        """A connection to the index, as a context manager."""
        return self._index.use()

    @contextmanager
    def at(self, as_of: str | None = None) -> Iterator[sqlite3.Connection]:
        """A connection to the snapshot of now or as known on a day. Problem 503 before the first; Pending while one is being made."""
        if as_of is None:
            pool = self._now
            if pool is None:
                raise Problem(503, f"the picture is being made{f': {self.doing}' if self.doing else ''}; it will be here soon", retry=2)
        else:
            pool = self._as_of(as_of)
        with pool.use() as link:
            yield link

    def id_as_of(self, day: str) -> str:
        """The id that the snapshot as of a day has, or would have, by what the index has taken in."""
        known = self._ids.get(day)
        if known is None or known[0] != self.seq:
            if len(self._ids) > 1000:
                self._ids.clear()
            known = self._ids[day] = (self.seq, desk.snapshot_id(desk.state_of(self.ledger, day), day))
        return known[1]

    def _as_of(self, day: str) -> Pool:
        name = self.id_as_of(day)
        held = self._days.get(day)
        if held and held[0] == name:
            return held[1]
        file = desk.snapshot_file(self.where, name, day)
        if not file.exists():
            self._make(day)
        else:
            file.touch()
        pool = Pool(lambda: snapshot.opened(file))
        with self._lock:
            self._days[day] = (name, pool)
            while len(self._days) > desk.MOST_AS_OF:
                self._days.pop(next(iter(self._days)))
        return pool

    def _make(self, day: str) -> None:
        """Have the picture as of a day made; Pending where that takes longer than an answer may."""
        with self._lock:
            job = self._making.get(day)
            if job is None or job.ended.is_set():
                job = self._making[day] = self.jobs.start("as_of", "", lambda step: self._made(day, step))
        if not job.ended.wait(60.0 if self._small() else WAIT_SECONDS):
            raise Pending(job)
        if job.state != "done":
            raise Problem(503, job.message or "the picture could not be made", retry=5)

    def _made(self, day: str, step: Any) -> str:
        def told() -> None:
            done, doing = desk.step(self.where, day)
            step(done, len(desk.STEPS), f"What was known on {day}: {doing or 'waiting for another day to be done'}")

        told()
        try:
            return self.work("as_of", desk.derive, self.where, self.settings.title, day, watch=told)  # somebody waits for it
        finally:
            self._making.pop(day, None)

    def file(self, as_of: str | None = None) -> Path:
        """The file of the snapshot of now or as known on a day, for a worker to open."""
        with self.at(as_of):
            name = self.snapshot if as_of is None else self.id_as_of(as_of)
        return desk.snapshot_file(self.where, str(name), as_of)

    def work(self, kind: str, what: Callable[..., T], *given: Any, watch: Callable[[], None] | None = None) -> T:
        """Do heavy work in the worker process of its kind, or here where there is little to do; `watch` is called now and then."""
        if not self.settings.workers or (kind in ("assess", "as_of", "pages") and self._small()):
            return what(*given)
        with self._pools_lock:
            pool = self._pools.get(kind)
            if pool is None or getattr(pool, "_broken", False):
                pool = self._pools[kind] = ProcessPoolExecutor(1, get_context("spawn"), be_nice)
        future = pool.submit(what, *given)
        while watch and not wait_for([future], WAIT_SECONDS / 2).done:
            watch()
        return future.result()

    def _small(self) -> bool:
        with self.index() as link:
            return int(link.execute("SELECT count(*) FROM (SELECT 1 FROM claim LIMIT ?)", (SMALL + 1,)).fetchone()[0]) <= SMALL

    def tally(self) -> Row:
        """Documents, claims and decisions of what the index has taken in, and the chain's head; counted anew when it has grown."""
        if self.counts.get("seq") != self.seq or not self.counts:
            with self.index() as link:
                count = {t: link.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("document", "claim")}  # noqa: S608
                head = link.execute("SELECT value FROM about WHERE key = 'head'").fetchone()[0]
            self.counts = {"documents": count["document"], "claims": count["claim"], "decisions": len(self.decisions()),
                           "head": [self.seq, head], "seq": self.seq}
        return {k: v for k, v in self.counts.items() if k != "seq"}

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, read again when the index has taken in more."""
        known = self._decisions
        if known is None or known[0] != self.seq:
            known = self._decisions = (self.seq, self.ledger.decisions())
        return known[1]

    def undone(self) -> dict[str, str]:
        """Which decisions no longer hold, by the id of the one that undid each."""
        every = self.decisions()
        if self._undone is None or self._undone[0] != self.seq:
            gone: dict[str, str] = {}
            for d in sorted(every, key=lambda d: (d.at, d.id), reverse=True):
                if d.kind == "undo" and d.id not in gone:
                    gone.setdefault(d.change.get("decision", ""), d.id)
            self._undone = (self.seq, gone)
        return self._undone[1]

    def take_in(self) -> bool:
        """Let the index follow the ledger; True if there was anything new."""
        with self._index_lock:
            before = self.seq
            self._catch_up_elsewhere()
            for last in catch_up(self._writer, self.ledger, AT_ONCE):
                self.seq = last
                if self._stop.is_set():
                    break
            self.seq = self.seq or seen(self._writer)
        return self.seq != before

    def _catch_up_elsewhere(self) -> None:
        """Where much is to be taken in, as at the very first start, a worker does it, so that this process goes on answering."""
        last = self.ledger.head()[0]
        if not self.settings.workers or last - seen(self._writer) <= FAR_BEHIND:
            return

        def told() -> None:
            with self.index() as link:
                self.doing = f"taking in the ledger, {seen(link):,} of {last:,} entries"

        try:
            self.work("index", desk.bring_index_up, self.where, watch=told)
        finally:
            self.doing = ""

    def grown(self) -> None:
        """Look at once: something was just recorded here."""
        self.take_in()
        self.tell_head()
        self._next = 0.0
        self._wake.set()

    def tell_head(self) -> None:
        found = self.tally()
        self.news.tell("head", {"seq": found["head"][0], "documents": found["documents"], "claims": found["claims"]})

    def _watch(self) -> None:
        """Follow the ledger: first the index, then, when the last picture has been made for long enough, the next picture."""
        while not self._stop.is_set():
            try:
                if self.take_in():
                    self.tell_head()
                if not self.deriving and time.monotonic() >= self._next and self._stale():
                    self.deriving = True
                    threading.Thread(target=self._derive_aside, name="derive", daemon=True).start()
            except ReportedlyError as e:
                LOG.warning("%s", e)
            except Exception:
                if self._stop.is_set():
                    return
                LOG.exception("while following the ledger")
            self._wake.wait(LOOK_SECONDS)
            self._wake.clear()

    def _derive_aside(self) -> None:
        """The next picture, while the index goes on following the ledger."""
        try:
            self.derive()
        except ReportedlyError as e:
            LOG.warning("%s", e)
        except Exception:
            if not self._stop.is_set():
                LOG.exception("while making the picture")

    def _stale(self) -> bool:
        return desk.snapshot_id(desk.state_of(self.ledger), None) != self.snapshot

    def derive(self) -> None:
        """Have the picture of the ledger as it stands made, and show it."""
        begun = time.monotonic()
        self.deriving = True
        try:
            name = self.work("assess", desk.derive, self.where, self.settings.title, watch=self._look)
            self._show(desk.snapshot_file(self.where, name, None))
        finally:
            self.deriving, self.doing = False, ""
            # A ledger that grows all the time must not keep a processor busy all the time.
            self._next = time.monotonic() + min(300.0, REST * (time.monotonic() - begun))
        self.news.tell("picture", {"snapshot": self.snapshot, "first": self.about["first"], "last": self.about["last"]})

    def _look(self) -> None:
        done, doing = desk.step(self.where, None)
        self.doing = f"{doing}, step {done + 1} of {len(desk.STEPS)}" if doing else ""

    def _show(self, file: Path) -> None:
        link = snapshot.opened(file)
        try:
            about = snapshot.about(link)
        except (sqlite3.DatabaseError, msgspec.DecodeError):
            about = {}
        if about.get("shape") != snapshot.SHAPE:  # of an older version of this program, or not whole
            file.unlink(missing_ok=True)
            return
        pool = Pool(lambda: snapshot.opened(file))
        with self._lock:
            self._now, self.about, self.snapshot = pool, about, about["snapshot"]

    def token(self, both: bool, as_of: str = "") -> str:
        """What an answer hangs on: the snapshot; with `both` also what the index has taken in."""
        return f"{self.id_as_of(as_of) if as_of else self.snapshot} {self.seq if both else ''}"


class Pending(Exception):
    """The answer has to be worked out first; `job` does it."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.id)
        self.job = job
