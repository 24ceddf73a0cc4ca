"""What the sieve of `reportedly run` passes over, what that loses, and how fast it is.

    python evaluation/archive_sieve.py [--shared DIR] [--documents N] [--json]

Codes documents of corpora on war (MUC-4 tst1, re3d, ECB+) and of ordinary news and other texts (LGL, GeoVirus, TUD-Loc, MEANTIME), all of
them, and counts the claims in those that the sieve would have passed over. Then the sieve's speed over the same texts, by the
processor's clock, best of five. A measurement, not a test; `tests/run/test_sieve.py` holds the speed.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import random
import time
from collections.abc import Iterator

from reportedly.model.document import Document
from reportedly.run import claims_of, sieve

HERE = pathlib.Path(__file__).parent
SETS = {"muc4": ("muc4/tst1.jsonl", 100), "re3d": ("re3d/tune.jsonl", 59), "ecbplus": ("ecbplus/train.jsonl", 130),
        "lgl": ("geoparsing/lgl_tune.jsonl", 250), "geovirus": ("geoparsing/geovirus_tune.jsonl", 100),
        "tudloc": ("geoparsing/tudloc2013_training.jsonl", 60), "meantime": ("meantime/tune.jsonl", 60)}
LONGEST = 20_000


def texts(shared: pathlib.Path, most: int) -> Iterator[tuple[str, str]]:
    """(corpus, text) of at most `most` documents of each corpus, chosen by chance, the same each time."""
    for name, (path, count) in SETS.items():
        rows = [json.loads(line) for line in (shared / "corpora" / path).read_text("utf-8").split("\n") if line]
        random.Random(1).shuffle(rows)
        for row in rows[:min(count, most)]:
            yield name, (row.get("text") or " ".join(row["tokens"]))[:LONGEST]


def speed(documents: list[str]) -> float:
    """Megabytes (UTF-8) a second, best of five."""
    size = sum(len(t.encode()) for t in documents) / 1e6
    best = min(_timed(documents) for _ in range(5))
    return size / best


def _timed(documents: list[str]) -> float:
    start = time.process_time()
    sieve.look(documents, sign=False)
    return time.process_time() - start


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--documents", type=int, default=250)
    ask.add_argument("--json", action="store_true")
    a = ask.parse_args()
    found = list(texts(a.shared, a.documents))
    coded = claims_of((Document(str(n), t, "2001-11-13", lang="en") for n, (_, t) in enumerate(found)), lambda _: None)
    claims = {int(d.id): len(pairs) for d, pairs in coded}
    rows: dict[str, list[int]] = {}
    for n, (name, text) in enumerate(found):
        row = rows.setdefault(name, [0, 0, 0, 0])
        passed = not sieve.relevant(text)
        for k, v in enumerate((1, passed, claims.get(n, 0), claims.get(n, 0) * passed)):
            row[k] += v
    rows["all"] = [sum(r[k] for r in rows.values()) for k in range(4)]
    rate = speed([t for _, t in found])
    if a.json:
        print(json.dumps({"sets": rows, "mb_per_s": rate}))
        return
    print(f"{'corpus':10} {'documents':>9} {'passed over':>12} {'claims':>7} {'lost':>5}")
    for name, (documents, passed, every, lost) in rows.items():
        print(f"{name:10} {documents:9} {passed:7} {100 * passed / documents:3.0f}% {every:7} {lost:5} {100 * lost / max(every, 1):.1f}%")
    print(f"{rate:.0f} MB/s of the processor's time")


if __name__ == "__main__":
    main()
