"""An archive's plan and its reading: files to tasks, tasks to shards of documents. Done is what is there."""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ..model.document import Document
from ..model.errors import ReadError, UsageError
from ..read import Given, item_of, read_item
from ..read.pack import files_of
from . import shards, sieve
from .shards import Row

GROUP_BYTES = 16_000_000
GROUP_FILES = 2000
PIECE_BYTES = 32_000_000
BIG_LINES = 2 * PIECE_BYTES
MOST_ROWS = 1000
"""Of a shard, with documents that are passed over: a shard costs some milliseconds, whatever is in it."""


@dataclass(frozen=True, slots=True)
class Task:
    """Files of an archive that one worker reads: several small ones, one large one, or the lines of a large one that begin at bytes
    `start` to `end`. `sizes` and `times` (of the last change, in nanoseconds) are those at planning."""

    name: str
    files: tuple[str, ...]
    sizes: tuple[int, ...]
    times: tuple[int, ...]
    start: int = 0
    end: int | None = None

    @property
    def bytes(self) -> int:
        """How much there is to read."""
        return sum(self.sizes) if self.end is None else self.end - self.start


@dataclass(frozen=True, slots=True)
class Reading:
    """A task with all that a worker needs: where shards go, how many documents each has, what the caller said of the documents; with `sift`
    copies are looked for, with `topic` documents on other topics are passed over; `careful` notes each file before it is read, so that one
    that kills its worker is known."""

    task: Task
    out: str
    shard: int
    given: Given
    sift: bool = True
    topic: bool = True
    careful: bool = False


def plan(archive: Iterable[str], out: Path) -> list[Task]:
    """The tasks of an archive (files and folders), the same as at the first call for `out`; what came since is added at the end.

    Raises UsageError where nothing is there, or a file has changed its size since.
    """
    kept = out / "plan.json"
    written = json.loads(kept.read_text("utf-8")) if kept.exists() else []
    old = [Task(t["name"], tuple(t["files"]), tuple(t["sizes"]), tuple(t["times"]), t["start"], t["end"]) for t in written]
    known = {f: (s, at) for t in old for f, s, at in zip(t.files, t.sizes, t.times, strict=True)}
    new: list[tuple[str, int, int]] = []
    for file in _files(archive, out):
        about = file.stat()
        if (was := known.get(str(file))) is None:
            new.append((str(file), about.st_size, about.st_mtime_ns))
        elif was != (about.st_size, about.st_mtime_ns):
            raise UsageError(f"{file}: has changed since the run into {out} began; give another --out")
    tasks = old + list(_grouped(new, len(old)))
    if not tasks:
        raise UsageError("nothing to read there")
    if len(tasks) > len(old):
        shards.write_text(kept, json.dumps([asdict(t) for t in tasks]))
    return tasks


def _files(archive: Iterable[str], out: Path) -> Iterator[Path]:
    """The files of an archive in order, without what lies in `out`."""
    for path in archive:
        place = Path(path)
        inside = files_of(place, place) if place.is_dir() else iter([place])
        yield from (f for f in inside if out.resolve() not in f.resolve().parents)


def size_of(archive: Iterable[str], out: Path) -> int:
    """Bytes of an archive's files, without what lies in `out`."""
    return sum(f.stat().st_size for f in _files(archive, out))


def _grouped(files: list[tuple[str, int, int]], first: int) -> Iterator[Task]:
    number, group = first, list[tuple[str, int, int]]()

    def made(files: list[tuple[str, int, int]], start: int = 0, end: int | None = None) -> Task:
        nonlocal number
        number += 1
        names, sizes, times = zip(*files, strict=True)
        return Task(f"{number - 1:07d}", names, sizes, times, start, end)

    for file in files:
        name, size, _ = file
        if size > BIG_LINES and _is_lines(Path(name)):
            yield from (made([file], at, min(at + PIECE_BYTES, size)) for at in range(0, size, PIECE_BYTES))
            continue
        if group and (len(group) >= GROUP_FILES or sum(g[1] for g in group) + size > GROUP_BYTES):
            yield made(group)
            group = []
        group.append(file)
    if group:
        yield made(group)


def _is_lines(file: Path) -> bool:
    """Whether a file holds JSON lines, so that it can be read from any line on."""
    with file.open("rb") as stream:
        start = stream.read(1 << 16)
    first = start.split(b"\n", 1)[0]
    if not start.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return file.suffix.lower() in (".jsonl", ".ndjson")


class _Lines:
    """The whole lines of a file that begin at bytes `start` to `end`, as a stream."""

    def __init__(self, inner: BinaryIO, start: int, end: int) -> None:
        self.inner, self.end = inner, end
        inner.seek(max(start - 1, 0))
        if start:
            inner.readline()  # the line that began before
        self.held = b""

    def read(self, size: int = -1) -> bytes:
        if not self.held and self.inner.tell() < self.end:
            block = self.inner.read(min(1 << 20, self.end - self.inner.tell()))
            self.held = block if block.endswith(b"\n") else block + (self.inner.readline() if self.inner.tell() >= self.end else b"")
        size = len(self.held) if size < 0 else size
        piece, self.held = self.held[:size], self.held[size:]
        return piece

    def seekable(self) -> bool:
        return False


def _note(reading: Reading) -> Path:
    return Path(reading.out) / "now" / f"{reading.task.name}.read"


def _passed_over(reading: Reading) -> Path:
    return Path(reading.out) / "read" / f"{reading.task.name}.passed-over"


def under_way(reading: Reading) -> str:
    """The file that a worker read when it ended, or ""; only a careful one has noted it."""
    note = _note(reading)
    return note.read_text("utf-8") if note.exists() else ""


def pass_over(reading: Reading, file: str) -> None:
    """Read the task from its beginning, without a file: what was written of it may hold some of that file's documents."""
    for kind in ("read", "aside"):
        for place in (Path(reading.out) / kind).glob(f"*{reading.task.name}-*.parquet"):
            place.unlink()
    place = _passed_over(reading)
    before = json.loads(place.read_text("utf-8")) if place.exists() else []
    shards.write_text(place, json.dumps([*before, file]))


def documents_of(reading: Reading, on_problem: Any, on_unsupported: Any) -> Iterator[Document]:
    """The documents of a task in order."""
    task, left = reading.task, _passed_over(reading)
    passed = json.loads(left.read_text("utf-8")) if left.exists() else []
    for name in task.files:
        file = Path(name)
        if name in passed:
            on_problem(ReadError(name, "a worker ended again and again while it was read"))
            continue
        if reading.careful:
            shards.write_note(_note(reading), name)
        try:
            with file.open("rb") as stream:
                about, whole = Document(file.stem, ""), task.end is None
                part: Any = stream if whole else _Lines(stream, task.start, task.end or 0)
                where = name if whole else f"{name}@{task.start}"
                yield from read_item(item_of(where, part, about, file.name), reading.given, on_problem, on_unsupported)
        except OSError as e:
            on_problem(ReadError(name, (e.strerror or "cannot be opened").lower()))


def read_task(reading: Reading) -> dict[str, int]:
    """Read a task into shards of documents; those that are there are passed over. Returns counts."""
    out, task = Path(reading.out), reading.task
    done = out / "read" / f"{task.name}.done"
    if done.exists():
        counts: dict[str, int] = json.loads(done.read_text())
        return counts
    counts = {"documents": 0, "kept": 0, "bytes": task.bytes, "letters": 0}
    rows: list[Row] = []
    aside: list[Row] = []
    number, held, there = 0, 0, len(list((out / "read").glob(f"{task.name}-*.parquet")))
    for row in _rows(reading, aside):
        counts["documents"] += 1
        counts["letters"] += row["bytes"]
        counts["kept"] += row["state"] == "read"
        rows.append(row)
        held += row["state"] == "read"
        if held == reading.shard or len(rows) == max(MOST_ROWS, reading.shard):
            _write(out, task, number, rows, aside, number < there)
            number, rows, held = number + 1, [], 0
            aside.clear()
    if rows or aside:
        _write(out, task, number, rows, aside, number < there)
    shards.write_text(done, json.dumps(counts))
    _note(reading).unlink(missing_ok=True)
    return counts


def _write(out: Path, task: Task, number: int, rows: list[Row], aside: list[Row], there: bool) -> None:
    if there:
        return
    name = f"{task.name}-{number:05d}.parquet"
    if aside:
        shards.write_rows(out / "aside" / f"read-{name}", "aside", aside)
    shards.write_rows(out / "read" / name, "read", rows, {"kept": sum(r["state"] == "read" for r in rows)})


def _rows(reading: Reading, aside: list[Row]) -> Iterator[Row]:
    """A row for each document, with its state: read, irrelevant, or language (which is not read)."""
    block: list[tuple[Document, str]] = []

    def problem(e: ReadError) -> None:
        aside.append({"where": e.where, "reason": e.reason, "key": ""})

    def other(document: Document, why: str) -> None:
        block.append((document, why))

    for document in documents_of(reading, problem, other):
        block.append((document, ""))
        if len(block) >= sieve.BLOCK:
            yield from _sifted(block, reading, aside)
            block.clear()
    yield from _sifted(block, reading, aside)


def _sifted(block: list[tuple[Document, str]], reading: Reading, aside: list[Row]) -> Iterator[Row]:
    """The rows of some documents, each with the reason why it is not read, or ""."""
    looked = [d for d, why in block if not why]
    seen = iter(sieve.look([d.text for d in looked], [d.title for d in looked], topic=reading.topic, sign=reading.sift))
    for document, why in block:
        key = document.key
        if why:
            aside.append({"where": document.id, "reason": why, "key": key})
            yield shards.document_row(document, key, "language", 0, b"")
            continue
        found = next(seen)
        yield shards.document_row(document, key, "read" if found.relevant else "irrelevant", found.figures, found.signature)
