"""How a run over an archive scales: from one worker to two, and from a hundred documents to a hundred thousand.

    python evaluation/archive_speed.py [--shared DIR] [--efficiency] [--flat] [--stub] [--skip] [--times N] [--letters N]

--efficiency: the same archive of real texts with one worker and with two, N times each in turns (default 5); prints the median of
time(1) / (2 time(2)) by the wall clock, all of the run, starting and loading the model as well, one thread a worker. Only a machine with
two free cores gives a figure worth having: pairs during which other processes used more than --quiet cores do not count.
--flat: processor seconds per document over 100, 1,000 and 5,000 real documents (corpora, repeated with another first word so that they
are no copies). --stub: the same over 1,000, 10,000 and 100,000 documents with a coder that does nothing, which leaves reading, sifting and
writing. --skip: megabytes of JSON lines a second through everything but the coder, for documents on other topics and for near-copies (nine
of ten are copies with another ending), with and without their language said. Processor time is that of this process and its children;
memory is the most that one process held.
"""
from __future__ import annotations

import argparse
import contextlib
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from reportedly.model.document import Document
from reportedly.run import bulk

HERE = pathlib.Path(__file__).parent
LETTERS = 3000


def nothing(documents: Iterable[Document], _on_problem: Any) -> Iterator[tuple[Document, tuple[()]]]:
    """A coder that finds nothing, at once."""
    for document in documents:
        yield document, ()


def texts(shared: pathlib.Path, letters: int = LETTERS) -> list[str]:
    """Real texts of about an article's length: pieces of articles on battles, and dispatches."""
    out: list[str] = []
    for line in (shared / "corpora/wikipedia_conflicts/articles.jsonl").read_text("utf-8").splitlines():
        paragraphs = json.loads(line)["text"].split("\n\n")
        piece = ""
        for p in paragraphs:
            piece += p + "\n\n"
            if len(piece) >= letters:
                out.append(piece)
                piece = ""
    for line in (shared / "corpora/muc4/tst1.jsonl").read_text("utf-8").splitlines():
        out.append(json.loads(line)["text"])
    return out


def archive(folder: pathlib.Path, source: list[str], count: int, first: int = 0) -> pathlib.Path:
    """JSON lines of `count` documents; texts that come again carry a number, so that they are no copies."""
    file = folder / f"{count}.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for n in range(first, first + count):
            text = source[n % len(source)]
            out.write(json.dumps({"id": str(n), "date": "2001-11-13", "text": f"Dispatch {n}. {text}"}) + "\n")
    return file


def processor() -> float:
    """Processor seconds of this process and of all that it has started, at whatever remove; those that ended count with who waited for
    them. (What workers are forked from waits for them, not this process, so the usual count of children misses them.)"""
    total, group = 0, os.getpgrp()
    for place in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = place.read_text().rsplit(")", 1)[1].split()
            if int(fields[2]) == group:
                total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def one(file: pathlib.Path, workers: int, shard: int | None, coder: str = bulk.CODER) -> tuple[float, float, bulk.Total]:
    """Wall seconds, processor seconds and counts of a run into a new folder."""
    with tempfile.TemporaryDirectory() as out:
        wall, cpu = time.monotonic(), processor()
        total = bulk.run_archive([str(file)], out, workers=workers, shard=shard, coder=coder)
        wall = time.monotonic() - wall
        time.sleep(0.3)  # until workers that were told to end have ended
        return wall, processor() - cpu, total


def others(since: tuple[float, float]) -> float:
    """Seconds of the processors that other processes of this machine used since `busy()` gave `since`."""
    now = busy()
    return max(now[0] - since[0] - (now[1] - since[1]), 0)


def busy() -> tuple[float, float]:
    """Seconds that all processors of the machine have worked, and those of this process and what it started."""
    fields = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _, _, irq, soft = map(int, fields[:7])
    return (user + nice + system + irq + soft) / os.sysconf("SC_CLK_TCK"), processor()


def timed(file: pathlib.Path, workers: int) -> tuple[float, float]:
    """Wall seconds of `reportedly run` in a process of its own, and how many cores others used meanwhile."""
    with tempfile.TemporaryDirectory() as out:
        since, wall = busy(), time.monotonic()
        subprocess.run([sys.executable, "-m", "reportedly.cli", "run", str(file), "--out", out, "--workers", str(workers)], check=True,
                       capture_output=True)
        wall = time.monotonic() - wall
        return wall, others(since) / wall


def efficiency(folder: pathlib.Path, source: list[str], times: int, count: int, quiet: float) -> float:
    """The median of `times` pairs of runs during which others used less than `quiet` cores; at most five times as many are tried."""
    file = archive(folder, source, count)
    found: list[float] = []
    for _ in range(5 * times):
        (single, one_other), (double, two_other) = timed(file, 1), timed(file, 2)
        counts = max(one_other, two_other) <= quiet
        print(f"one worker {single:.1f} s, two {double:.1f} s, efficiency {single / (2 * double):.2f}; others used {one_other:.2f} and "
              f"{two_other:.2f} cores{'' if counts else ': does not count'}", flush=True)
        found += [single / (2 * double)] * counts
        if len(found) == times:
            break
    print(f"median of {len(found)}: {statistics.median(found):.2f}" if found else "never quiet")
    return statistics.median(found) if found else 0.0


def flat(folder: pathlib.Path, source: list[str], counts: Iterable[int], coder: str) -> None:
    for count in counts:
        wall, cpu, total = one(archive(folder, source, count), 0, 500, coder)
        print(f"{count:7} documents: {1000 * cpu / count:8.2f} ms of the processor each, {total.coded} coded, {total.claims} claims, "
              f"{wall:.0f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB", flush=True)


ENDINGS = ("More follows.", "With agencies.", "Reporting by our staff; editing by the desk.", "This story is being updated.",
           "All rights reserved.", "Sign up for our newsletter.", "Read more on our site.", "Additional reporting from the capital.",
           "Our correspondent reports.", "")


def skipped(shared: pathlib.Path, folder: pathlib.Path, megabytes: int = 25) -> None:
    """Speed on documents that are skipped, as megabytes of the file a second of the processor; the second of two runs, all imported."""
    from archive_sieve import texts as several

    from reportedly.run import sieve
    found = [t[:6000] for _, t in several(shared, 250)]
    seen = sieve.look(found)
    other = [t for t, s in zip(found, seen, strict=True) if not s.relevant]
    # A thousand letters and more: a changed ending is then a small part of a text.
    kept = [t for t, s in zip(found, seen, strict=True) if s.relevant and len(t) > 1000]
    copied = [f"{t} {e}" for t in kept for e in ENDINGS]
    for lang in ({}, {"lang": "en"}):
        for what, source, numbered in (("on other topics", other, 1), ("near-copies", copied, len(copied))):
            file, size, n = folder / "skip.jsonl", 0, 0
            with file.open("w", encoding="utf-8") as out:
                while size < megabytes * 1e6:
                    # What comes again is of another story: it has another number.
                    row = {"id": str(n), "date": "2001-11-13", "text": f"Number {n // numbered}. {source[n % len(source)]}"} | lang
                    size += out.write(json.dumps(row, ensure_ascii=False) + "\n")
                    n += 1
            for _ in range(2):
                _, cpu, total = one(file, 0, None, "archive_speed:nothing")
            said = "language said" if lang else "language not said"
            print(f"{what}, {said}: {file.stat().st_size / 1e6 / cpu:.1f} MB/s; {total.documents} documents, "
                  f"{total.irrelevant} irrelevant, {total.copies} copies, {total.coded} left to code", flush=True)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--efficiency", action="store_true")
    ask.add_argument("--flat", action="store_true")
    ask.add_argument("--stub", action="store_true")
    ask.add_argument("--skip", action="store_true")
    ask.add_argument("--letters", type=int, default=LETTERS, help="about how long the pieces of articles are")
    ask.add_argument("--times", type=int, default=5)
    ask.add_argument("--documents", type=int, default=640)
    ask.add_argument("--quiet", type=float, default=0.1, help="how many cores others may use meanwhile")
    ask.add_argument("--counts", type=int, nargs="*", default=[100, 1000, 5000])
    a = ask.parse_args()
    source = texts(a.shared, a.letters)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if a.skip:
            skipped(a.shared, folder)
        if a.stub:
            flat(folder, source, (1000, 10_000, 100_000), "archive_speed:nothing")
        if a.flat:
            one(archive(folder, source, 20), 0, 20)
            flat(folder, source, a.counts, bulk.CODER)
        if a.efficiency:
            efficiency(folder, source, a.times, a.documents, a.quiet)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    main()
