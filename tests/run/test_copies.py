"""Copies are found across shards and buckets: the earliest published is the original, whatever the order."""
from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from reportedly.run import bulk, copies, shards

from . import stub
from .test_sieve import SPORT, WAR, seen


def test_copies_and_what_is_none() -> None:
    texts = [f"{WAR} {SPORT}", f"{WAR} {SPORT}".replace("residents said", "residents told the agency"), "Three times he withdrew. " + SPORT]
    array = np.frombuffer(b"".join(seen(t).signature for t in texts), dtype="<u4").reshape(len(texts), -1)
    assert copies.copies(array) == {1: 0}


def stories(count: int) -> list[tuple[str, str | None, str]]:
    """Each story three times, in other shards: the second is the earliest, the third has a word more."""
    out: list[tuple[str, str | None, str]] = []
    for turn, day in enumerate(("2021-03-06", "2021-03-05", None)):
        out += [(f"{n}-{turn}", day, f"{WAR} {n} people fled the district, {'monitors' if turn < 2 else 'they'} said. " + SPORT)
                for n in range(count)]
    return out


@pytest.mark.parametrize("bucket", [copies.BUCKET, 7])
def test_the_earliest_is_the_original_in_any_bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bucket: int) -> None:
    monkeypatch.setattr(copies, "BUCKET", bucket)
    file, out = tmp_path / "in.jsonl", tmp_path / "out"
    file.write_text("".join(json.dumps({"id": i, "date": d, "text": t, "lang": "en"}) + "\n" for i, d, t in stories(20)), "utf-8")
    total = bulk.run_archive([str(file)], str(out), coder=stub.NAME, shard=9)
    assert (total.documents, total.copies, total.coded) == (60, 40, 20)
    assert {r["doc"] for p in shards.parts(out, "claims") for r in shards.read_rows(p)} == {f"{n}-1" for n in range(20)}
    keys = {r["key"]: r["id"] for p in shards.parts(out, "read") for r in shards.read_rows(p)}
    found = [(keys[r["key"]], keys[r["original"]]) for r in shards.read_rows(out / "copies" / "copies.parquet")]
    assert sorted(found) == sorted((f"{n}-{turn}", f"{n}-1") for n in range(20) for turn in (0, 2))
    assert sum(copies.counted(out).values()) == 40
    assert [*(out / "copies").iterdir()] == [out / "copies" / "copies.parquet"]
