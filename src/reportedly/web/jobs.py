"""Jobs: work that takes longer than an answer may. Each has an id, says how far it is, and can be stopped between two steps."""
from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..model.errors import ReportedlyError
from ..model.rows import Row
from .errors import Problem

MOST_KEPT = 200
MOST_WAITING = 20
AT_ONCE = 4
LOG = logging.getLogger("reportedly")


class Stopped(Exception):
    """The job was asked to stop."""


@dataclass(slots=True)
class Job:
    """`owner` is the user's name; `state` waiting, running, done or failed; `done` of `total` steps (None: not known)."""

    id: str
    kind: str
    owner: str
    created: str
    state: str = "waiting"
    done: int = 0
    total: int | None = None
    message: str = ""
    result: Any = None
    ended: threading.Event = field(default_factory=threading.Event)
    stopping: bool = False

    def row(self, result: bool = True) -> Row:
        """As the API shows it; without its `result` in lists and events."""
        shown = {k: getattr(self, k) for k in ("id", "kind", "state", "done", "total", "message", "created")}
        return {**shown, "result": self.result if result else None}


Step = Callable[[int, int | None, str], None]
Work = Callable[[Step], Any]


class Jobs:
    """All jobs of this server, the newest 200; `tell` hears of every change."""

    def __init__(self, tell: Callable[[Job], None]) -> None:
        self._tell = tell
        self._all: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(AT_ONCE, "job")

    def start(self, kind: str, owner: str, work: Work) -> Job:
        """Begin `work`; it is given a function to say (done, total, message) with, and its value is the job's result."""
        job = Job(secrets.token_hex(8), kind, owner, datetime.now(UTC).isoformat(timespec="seconds"))
        with self._lock:
            if sum(j.state in ("waiting", "running") for j in self._all.values()) >= MOST_WAITING:
                raise Problem(429, "too many jobs are waiting; try again when some are done", retry=10)
            self._all[job.id] = job
            for old in [j.id for j in self._all.values() if j.ended.is_set()][:max(0, len(self._all) - MOST_KEPT)]:
                del self._all[old]
        self._pool.submit(self._run, job, work)
        return job

    def _run(self, job: Job, work: Work) -> None:
        def step(done: int, total: int | None, message: str) -> None:
            if job.stopping:
                raise Stopped
            job.done, job.total, job.message = done, total, message
            self._tell(job)

        try:
            job.state = "running"
            step(0, None, "")
            job.result = work(step)
            job.state = "done"
        except Stopped:
            job.state, job.message = "failed", "stopped"
        except (ReportedlyError, Problem) as e:
            job.state, job.message = "failed", " ".join(str(e).split())[:300]
        except Exception:
            LOG.exception("job %s failed", job.kind)
            job.state, job.message = "failed", "something went wrong here; the log of the server says what"
        finally:
            job.ended.set()
            self._tell(job)

    def of(self, owner: str) -> list[Job]:
        """The jobs of one user, newest first."""
        with self._lock:
            return [j for j in reversed(self._all.values()) if j.owner == owner]

    def find(self, name: str, owner: str) -> Job:
        """One job of a user, or Problem 404."""
        with self._lock:
            found = self._all.get(name)
        if found is None or found.owner not in (owner, ""):
            raise Problem(404, "there is no such job")
        return found

    def stop(self, job: Job) -> None:
        """Ask a job to stop; it does so between two steps."""
        job.stopping = True

    def close(self) -> None:
        with self._lock:
            for job in self._all.values():
                job.stopping = True
        self._pool.shutdown(wait=False, cancel_futures=True)
