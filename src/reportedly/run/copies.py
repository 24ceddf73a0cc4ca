"""Copies among all documents of an archive, in bounded memory: which rows of its shards have nearly the same words as an earlier one.

Only documents with the same figures can be copies. Those that share theirs with another are written into buckets on disk, by figures, and
each bucket is looked through on its own: memory grows by 8 bytes a document, and by what one bucket holds.
"""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import shards
from .sieve import PERMUTATIONS

ROWS = 4
BANDS = PERMUTATIONS // ROWS
ALIKE = 0.85
BUCKET = 50_000
"""Documents in a bucket, about."""
LAST = b"9999"
"""In place of a day that is not known: any known one is earlier."""
MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)
FIELDS = [("figures", "<u8"), ("day", "S10"), ("part", "<u4"), ("row", "<u4"), ("key", "S64"), ("signature", "<u4", (PERMUTATIONS,))]


def copies(signatures: Any) -> dict[int, int]:
    """Which rows of a group (all with the same figures, the original of two first) are copies: row to the row that it copies.

    `signatures` is an array (rows, 64) of uint32. Rows that share one of 16 bands of four values are compared; alike are those with 85 %
    of the 64 values in common.
    """
    import numpy as np
    found: dict[int, int] = {}
    seen: list[dict[int, int]] = [{} for _ in range(BANDS)]
    for row, keys in enumerate(_bands(signatures).tolist()):
        tried = sorted({s[k] for s, k in zip(seen, keys, strict=True) if k in s})
        best = next((t for t in tried if np.count_nonzero(signatures[t] == signatures[row]) >= ALIKE * PERMUTATIONS), None)
        if best is not None:
            found[row] = best
            continue
        for s, k in zip(seen, keys, strict=True):
            s.setdefault(k, row)
    return found


def _bands(signatures: Any) -> Any:
    """A number for each band of each row, (rows, bands) uint64."""
    import numpy as np
    pairs = np.ascontiguousarray(signatures, "<u4").view("<u8").reshape(len(signatures), BANDS, ROWS // 2)
    made = (pairs[:, :, 0] * np.uint64(MIX[0])) ^ ((pairs[:, :, 1] + np.uint64(1)) * np.uint64(MIX[1]))
    return made ^ (made >> np.uint64(31))


def find_copies(out: Path) -> int:
    """Write which documents have the same words as another one (`copies.parquet`): the earlier published is the original. How many."""
    place, files = out / "copies" / "copies.parquet", shards.parts(out, "read")
    if place.exists() and shards.about(place)["parts"] == len(files):
        return int(shards.about(place)["copies"])
    shared, count = _shared(files)
    buckets = max(count // BUCKET, 1)
    found: list[Any] = []
    try:
        _fill(out, files, shared, buckets)
        for number in range(buckets):
            found += _in_bucket(_bucket(out, number))
    finally:
        for number in range(buckets):
            _bucket(out, number).unlink(missing_ok=True)
    found.sort()
    rows = [{"part": files[p].name, "row": row, "key": k.decode(), "original": o.decode()} for p, row, k, o in found]
    shards.write_rows(place, "copies", rows, {"parts": len(files), "copies": len(rows)}, group=10_000)
    return len(rows)


def _bucket(out: Path, number: int) -> Path:
    return out / "copies" / f".{number:05d}.tmp"


def _signed(file: Path) -> Any:
    """The rows of a shard that have a signature, and their figures (rows,) uint64."""
    import numpy as np
    table = shards.read_table(file, ["state", "figures"])
    rows = np.flatnonzero(table["state"].to_numpy() == "read")
    return rows, table["figures"].to_numpy()[rows]


def _shared(files: list[Path]) -> tuple[Any, int]:
    """The figures that more than one document has, sorted; and how many documents have such."""
    import numpy as np
    every = [_signed(f)[1] for f in files]
    found, counts = np.unique(np.concatenate(every) if every else np.zeros(0, np.uint64), return_counts=True)
    return found[counts > 1], int(counts[counts > 1].sum())


def _fill(out: Path, files: list[Path], shared: Any, buckets: int) -> None:
    """Write each document that shares its figures into its bucket."""
    import numpy as np
    (out / "copies").mkdir(parents=True, exist_ok=True)
    for number in range(buckets):
        _bucket(out, number).unlink(missing_ok=True)
    for part, file in enumerate(files) if len(shared) else ():
        rows, figures = _signed(file)
        kept = shared[np.minimum(np.searchsorted(shared, figures), len(shared) - 1)] == figures
        rows, figures = rows[kept], figures[kept]
        if not len(rows):
            continue
        table = shards.read_table(file, ["date", "key", "signature"]).take(rows)
        signatures = table["signature"].to_pylist()
        if not all(signatures):
            continue  # the run does not look for copies
        made = np.zeros(len(rows), FIELDS)
        made["figures"], made["part"], made["row"] = figures, part, rows
        made["day"] = [d.encode() if d else LAST for d in table["date"].to_pylist()]
        made["key"] = table["key"].to_numpy().astype("S64")
        made["signature"] = np.frombuffer(b"".join(signatures), "<u4").reshape(len(rows), PERMUTATIONS)
        which = figures % np.uint64(buckets)
        for number in np.unique(which).tolist():
            with _bucket(out, number).open("ab") as stream:
                stream.write(made[which == number].tobytes())


def _in_bucket(place: Path) -> Iterator[tuple[int, int, bytes, bytes]]:
    """(part, row, key, key of the original) of each copy in a bucket."""
    import numpy as np
    if not place.exists():
        return
    held = np.fromfile(place, FIELDS)
    held = held[np.lexsort((held["row"], held["part"], held["day"], held["figures"]))]
    edges = np.flatnonzero(np.append(True, held["figures"][1:] != held["figures"][:-1])).tolist()
    for start, end in zip(edges, [*edges[1:], len(held)], strict=True):
        group = held[start:end]
        for copy, original in copies(group["signature"]).items():
            one = group[copy]
            yield int(one["part"]), int(one["row"]), bytes(one["key"]), bytes(group[original]["key"])


def copies_in(out: Path, part: str) -> dict[int, str]:
    """The copies in a shard of documents: the row's number and the key of what it copies."""
    table = shards.read_table(out / "copies" / "copies.parquet", ["row", "original"], [("part", "=", part)])
    return dict(zip(table["row"].to_pylist(), table["original"].to_pylist(), strict=True))


def counted(out: Path) -> dict[str, int]:
    """How many copies each shard of documents holds; shards without any are left out."""
    table = shards.read_table(out / "copies" / "copies.parquet", ["part"])
    return {c["values"]: c["counts"] for c in table["part"].value_counts().to_pylist()}
