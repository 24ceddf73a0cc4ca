"""Millions of documents: an archive is read into shards of documents, copies are found among all of them, the rest is coded into shards
of claims. What is there is done: a run that was stopped, however, goes on where it was. Then the shards are loaded into a ledger.
"""
from __future__ import annotations

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from importlib import import_module
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

from .. import __version__
from ..ledger import open_ledger
from ..model import codebook
from ..model.claim import Claim
from ..model.document import Document
from ..model.errors import ReadError, UsageError
from ..model.reference import Resolution
from ..read import Given
from . import pool, shards, sieve
from .archive import Reading, pass_over, plan, read_task, size_of, under_way
from .copies import copies_in, counted, find_copies
from .shards import Row

CODER = "reportedly.run:claims_of"
READY = "reportedly.run.ready"
LEAST_SHARD, SHARD = 10, 1000
PIECES, LETTERS = 32, 3000
"""So many shards an archive has at least, so that all workers have something to do to the end; a document takes about so many bytes."""
SECONDS, LETTERS_A_SECOND = 60, 500
"""How long one document may take: a minute, and a second for each 500 letters; the coder reads tens of thousands in that time."""
TRIES = 2
"""A document on which a worker died so often is set aside."""
FRESH = 3000
"""Documents after which a worker is replaced: its caches and the model's vocabulary grow with what it has read."""
BEFORE, DEATHS = "", 10
"""So often workers may die before they begin, which is no document's fault."""
Coder = Callable[..., Iterator[tuple[Document, Sequence[tuple[Claim, Resolution]]]]]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: `stage` read or code; `done` of `total` in bytes to read or documents to code; `documents` and `claims`
    so far; documents (or bytes) a second; `seconds` left, or None before the first is known."""

    stage: str
    done: int
    total: int
    documents: int
    claims: int
    rate: float
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """One shard of documents to code; `careful` notes each document before it is coded, so that one that kills its worker is known; `skip`
    are keys of such; `codebook` is the folder of the user's own, or ""; without `copies` it holds none."""

    name: str
    out: str
    coder: str
    careful: bool = False
    skip: tuple[str, ...] = ()
    codebook: str = ""
    copies: bool = True


@dataclass
class Total:
    """What a run did: counts of documents by what became of them, and claims."""

    documents: int = 0
    coded: int = 0
    irrelevant: int = 0
    copies: int = 0
    aside: int = 0
    claims: int = 0
    seconds: float = field(default=0.0)


def run_archive(archive: Sequence[str], out: str, *, workers: int = 0, ray: str | None = None, given: Given | None = None,
                shard: int | None = None, coder: str = CODER, sift: bool = True,
                on_progress: Callable[[Progress], None] | None = None) -> Total:
    """Run over an archive (files and folders) into the folder `out`; what is there already is not done again.

    Without workers it runs in this process. `coder` is where the function is that makes claims of documents ("module:function", as
    `run.claims_of`); `shard` how many documents a shard has (default: 1,000, fewer for a small archive). Raises UsageError for an archive
    that is not there or has changed, for options other than those the run into `out` began with, and where `out` cannot be written.
    """
    shards.arrow()
    if lost := next((a for a in archive if not Path(a).exists()), None):
        raise UsageError(f"{lost}: no such file or folder")
    folder, begun, given = Path(out), time.monotonic(), given or Given()
    own = str(codebook.folder() or "")
    options = {"given": asdict(given), "coder": coder, "sift": sift, "archive": list(archive), "codebook": own, "sieve": sieve.VERSION}
    total, tell = Total(), on_progress or (lambda _: None)
    try:
        size = _shard(folder, archive, options, shard)
        # What other topics a codebook of one's own is about, only its author knows.
        tasks = {t.name: Reading(t, str(folder.resolve()), size, given, sift, sift and not own) for t in plan(archive, folder)}
        ready = READY if coder == CODER and workers and ray is None and not _finished(folder, tasks) else ""
        with pool.loading(ready), pool.cluster(ray, workers):
            for counts in _reading(tasks, workers, ray, tell):
                total.documents += counts["documents"]
            total.copies = find_copies(folder)
            for counts in _coding(folder, coder, own, workers, ray, ready, max(FRESH // size, 1), tell):
                total.claims += counts["claims"]
                total.coded += counts["coded"]
                total.irrelevant += counts["irrelevant"]
        total.aside = sum(len(shards.read_rows(p, ["where"])) for p in shards.parts(folder, "aside"))
    except OSError as e:
        why = os.strerror(e.errno).lower() if e.errno else str(e).strip().split("\n")[-1]
        raise UsageError(f"{out}: cannot be written or read ({why}); what is done is kept, the same command goes on from there") from None
    total.seconds = time.monotonic() - begun
    return total


def _finished(folder: Path, tasks: dict[str, Reading]) -> bool:
    """Whether nothing is left to read or to code."""
    return all((folder / "read" / f"{n}.done").exists() for n in tasks) \
        and all((folder / "claims" / p.name).exists() for p in shards.parts(folder, "read"))


def _shard(folder: Path, archive: Sequence[str], options: dict[str, Any], shard: int | None) -> int:
    """How many documents a shard has; what the run began with is written down, or checked to be the same where it goes on."""
    place = folder / "run.json"
    if not place.exists():
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{folder}: is not empty and holds no run")
        size = shard or min(max(size_of(archive, folder) // LETTERS // PIECES, LEAST_SHARD), SHARD)
        shards.write_text(place, json.dumps(options | {"shard": size}, indent=1))
        return size
    try:
        old = json.loads(place.read_text("utf-8"))
        size = int(old["shard"])
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{place}: is damaged; give another --out") from None
    given = json.loads(json.dumps(options | {"shard": shard or size}))
    if wrong := sorted(k for k in given if old.get(k) != given[k]):
        raise UsageError(f"{folder}: the run there began with another {wrong[0]} ({old.get(wrong[0])}); give another --out")
    return size


def _reading(tasks: dict[str, Reading], workers: int, ray: str | None, tell: Callable[[Progress], None]) -> Iterator[dict[str, int]]:
    todo = {n: r for n, r in tasks.items() if not (Path(r.out) / "read" / f"{n}.done").exists()}
    total, left = sum(r.task.bytes for r in tasks.values()), sum(r.task.bytes for r in todo.values())
    for name in tasks.keys() - todo.keys():
        yield read_task(tasks[name])
    done, documents, begun, died = 0, 0, time.monotonic(), Counter[str]()
    while todo:
        for name, counts in pool.each(read_task, todo, workers, ray):
            if counts is pool.DIED:
                if todo[name].careful:
                    file = under_way(todo[name])
                    died[file or BEFORE] += 1
                    if file and died[file] >= TRIES:
                        pass_over(todo[name], file)
                todo = todo | {name: replace(todo[name], careful=True)}
                _can_go_on(died)
                continue
            task = todo[name].task
            done, documents = done + task.bytes, documents + counts["documents"]
            todo = {n: r for n, r in todo.items() if n != name}
            rate = done / max(time.monotonic() - begun, 1e-6)
            tell(Progress("read", total - left + done, total, documents, 0, rate, (left - done) / rate if rate else None))
            yield counts


def _can_go_on(died: Counter[str]) -> None:
    """Raise UsageError where workers die whatever they do."""
    if died[BEFORE] > DEATHS:
        raise UsageError(f"{died[BEFORE]} workers ended before they began; is there enough memory for so many? give fewer --workers")


def _coding(folder: Path, coder: str, own: str, workers: int, ray: str | None, ready: str, fresh: int,
            tell: Callable[[Progress], None]) -> Iterator[dict[str, int]]:
    copied, out = counted(folder), str(folder.resolve())
    todo: dict[str, Part] = {}
    sizes = {}
    for place in shards.parts(folder, "read"):
        name = place.name
        sizes[name] = shards.about(place)["kept"] - copied.get(name, 0)
        if (folder / "claims" / name).exists():
            yield shards.about(folder / "claims" / name)
        else:
            todo[name] = Part(name, out, coder, codebook=own, copies=name in copied)
    total, left = sum(sizes.values()), sum(sizes[n] for n in todo)
    done, claims, begun = 0, 0, time.monotonic()
    died = Counter[str]()
    while todo:
        for name, counts in pool.each(code_part, dict(todo), workers, ray, ready, fresh):
            if counts is pool.DIED:
                todo[name] = _after_death(todo[name], died)
                _can_go_on(died)
                continue
            todo.pop(name)
            done, claims = done + sizes[name], claims + counts["claims"]
            rate = done / max(time.monotonic() - begun, 1e-6)
            tell(Progress("code", total - left + done, total, total - left + done, claims, rate, (left - done) / rate if rate else None))
            yield counts


def _after_death(part: Part, died: Counter[str]) -> Part:
    """The part for its next try: careful, and without the document on which workers died again and again."""
    note = Path(part.out) / "now" / part.name
    if not note.exists():
        died[BEFORE] += 1
        return part
    key = note.read_text("utf-8")
    note.unlink()
    if part.careful and key:
        died[key] += 1
        if died[key] >= TRIES:
            return replace(part, skip=(*part.skip, key))
    return replace(part, careful=True)


def code_part(part: Part) -> dict[str, int]:
    """Code one shard of documents into one shard of claims; returns counts. What the coder fails on is set aside with its reason."""
    out = Path(part.out)
    place, note = out / "claims" / part.name, out / "now" / part.name
    if place.exists():
        found: dict[str, int] = shards.about(place)
        return found
    shards.write_note(note, "")
    todo, irrelevant = _todo(out, part)
    why = f"a worker ended {TRIES} times while it was coded"
    aside = [{"where": d.id, "reason": why, "key": d.key} for d in todo if d.key in part.skip] if part.skip else []
    todo = [d for d in todo if d.key not in part.skip] if part.skip else todo
    claims, coded = [], 0
    from . import origin
    from .codebook import taken
    with taken(part.codebook or None):
        by = origin() if part.coder == CODER else part.coder
        for document, pairs in _coded(todo, part, aside, note):
            coded += 1
            claims += [shards.claim_row(document, c, r, by) for c, r in pairs]
    counts = {"claims": len(claims), "coded": coded, "irrelevant": irrelevant}
    if aside:
        shards.write_rows(out / "aside" / f"claims-{part.name}", "aside", aside)
    shards.write_rows(place, "claims", claims, counts | {"origin": by})
    note.unlink(missing_ok=True)
    return counts


def _todo(out: Path, part: Part) -> tuple[list[Document], int]:
    """The documents of a part that are to be coded, and how many are irrelevant."""
    import numpy as np
    table = shards.read_table(out / "read" / part.name, [*shards.OF_DOCUMENT, "state"])
    states = table["state"].to_numpy()
    left = states == "read"
    if part.copies:
        left[[*copies_in(out, part.name)]] = False
    rows = table.take(np.flatnonzero(left)).to_pylist()
    return [shards.document_of(r) for r in rows], int((states == "irrelevant").sum())


def _coded(todo: list[Document], part: Part, aside: list[Row], note: Path) -> Iterator[tuple[Document, Any]]:
    """Documents with their claims; one that fails, or takes too long, costs only itself."""
    module, _, name = part.coder.partition(":")
    coder: Coder = getattr(import_module(module), name)
    by_id: dict[str, Document] = {}
    block = 1 if part.careful else 32

    def problem(e: ReadError) -> None:
        document = by_id.get(e.where)
        aside.append({"where": e.where, "reason": e.reason, "key": document.key if document else ""})

    for at in range(0, len(todo), block):
        some = todo[at:at + block]
        by_id = {d.id: d for d in some}
        if len(by_id) < len(some):  # one that fails would be taken for its namesake
            for one in some:
                yield from _coded([one], part, aside, note)
            continue
        if part.careful:
            shards.write_note(note, some[0].key)
        done: list[tuple[Document, Any]] = []
        before = len(aside)
        try:
            with _at_most(SECONDS + sum(len(d.text) for d in some) / LETTERS_A_SECOND):
                done = list(coder(some, problem))
        except Exception as e:
            if len(some) == 1:
                reason = f"took too long ({e})" if isinstance(e, TimeoutError) else f"the coder failed on it ({type(e).__name__}: {e})"
                aside.append({"where": some[0].id, "reason": reason, "key": some[0].key})
                continue
            del aside[before:]
            for one in some:
                yield from _coded([one], part, aside, note)
            continue
        yield from done


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raise TimeoutError when that many seconds are over; without an alarm (threads, Windows) there is no limit."""
    if current_thread() is not main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(*_: Any) -> None:
        raise TimeoutError(f"{seconds:.0f} s")

    old = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def load(out: str, where: str, batch: int = 500, on_part: Callable[[int, int], None] | None = None) -> tuple[int, int, int]:
    """Load a run's shards into the ledger at `where`; returns documents, claims and how many documents were new.

    Copies and documents in other languages are recorded without claims, with a reading that says so; what is there is not added twice.
    Raises UsageError where `out` holds no finished run.
    """
    folder = Path(out)
    places = shards.parts(folder, "read")
    missing = [p.name for p in places if not (folder / "claims" / p.name).exists()]
    if not (folder / "run.json").exists() or missing or not places:
        left = f"the run is not finished ({len(missing)} of {len(places)} shards to do)"
        raise UsageError(f"{out}: {left if places else 'holds no run (`reportedly add` reads documents)'}")
    documents = claims = new = 0
    with open_ledger(where) as ledger:
        for number, place in enumerate(places, 1):
            for receipt in ledger.append_all(_items(folder, place, copies_in(folder, place.name)), batch=batch):
                documents, claims, new = documents + 1, claims + receipt.claims, new + receipt.new_document
            if on_part:
                on_part(number, len(places))
    return documents, claims, new


def _items(folder: Path, place: Path, copies: dict[int, str]) -> Iterator[tuple[Document, tuple[tuple[Claim, Resolution], ...], str]]:
    by_document: dict[str, list[Row]] = {}
    for row in shards.read_rows(folder / "claims" / place.name, ["document", "body", "resolution"]):
        by_document.setdefault(row["document"], []).append(row)
    by = shards.about(folder / "claims" / place.name)["origin"]
    failed = {r["key"] for p in (folder / "aside").glob(f"claims-{place.name}") for r in shards.read_rows(p, ["key"])}
    for number, row in enumerate(shards.read_rows(place)):
        document = shards.document_of(row)
        if number in copies:
            yield document, (), f"reportedly-{__version__} (copy of {copies[number]})"
        elif row["state"] == "language":
            yield document, (), f"reportedly-{__version__} (language {document.lang} not read)"
        elif row["state"] == "read" and row["key"] not in failed:
            yield document, tuple(shards.pairs_of(by_document.get(row["key"], ()))), by


def aside_reasons(out: str) -> Iterable[tuple[str, int]]:
    """How many documents and files were set aside for which reason, the commonest first; figures in the reasons count as one."""
    import re
    rows = (r for p in shards.parts(Path(out), "aside") for r in shards.read_rows(p, ["reason"]))
    counted = Counter(re.sub(r"\d+", "#", str(r["reason"]))[:100] for r in rows)
    return counted.most_common()
