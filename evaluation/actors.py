"""Actors, targets and sources over the claims that were found: the share right, and what went wrong.

    python evaluation/actors.py PREDICTED.jsonl GOLD_DIR [--field actor|target|source] [--show N]

Uses the gold's own scorer for matching and for names. Each mistake is printed with the words that were read, so that one can
tell a wrong mention (the extractor's) from a wrong reference (the resolver's).
"""
from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pathlib
from collections import Counter
from types import ModuleType
from typing import Any

HERE = pathlib.Path(__file__).parent
SHARED = pathlib.Path(os.environ.get("SHARED") or HERE.parent.parent / "shared")


def scorer() -> ModuleType:
    """The gold's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def matched(score: ModuleType, gold: pathlib.Path, predicted: pathlib.Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of gold and predicted claims of one sentence and type."""
    want, have = score.read(gold / "claims.jsonl"), score.read(predicted)
    return [pair for doc in want for pair in score.match(want[doc], have.get(doc, []), lambda c: c["type"])]


def words(texts: dict[str, str], pair: tuple[dict[str, Any], dict[str, Any]], field: str) -> list[str]:
    """The words behind a predicted field."""
    spans = pair[1].get("spans", {}).get(field) or []
    return [" ".join(texts[pair[0]["doc"]][s[0]:s[1]].split()) for s in spans]


def side(value: str) -> str:
    return "empty" if not value or value == "[]" else "named"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("predicted", type=pathlib.Path)
    ask.add_argument("gold", type=pathlib.Path)
    ask.add_argument("--field", choices=("actor", "target", "source"))
    ask.add_argument("--show", type=int, default=0)
    a = ask.parse_args()
    score = scorer()
    texts = {d["id"]: d["text"] for d in map(json.loads, (a.gold / "documents.jsonl").read_text("utf-8").splitlines())}
    pairs = matched(score, a.gold, a.predicted)
    kinds: Counter[tuple[str, str]] = Counter()
    shown = 0
    for g, p in pairs:
        marks = score.compare(g, p)
        for field in ("actor", "target", "source"):
            if marks[field] > 0.99:
                continue
            kinds[field, f"gold {side(str(g[field]))}, read {side(str(p[field]))}"] += 1
            if shown < a.show and field == a.field:
                shown += 1
                show = [(s["name"], s["kind"], s["side"]) for s in g[field]] if field == "source" else g[field]
                got = [(s["name"], s["kind"], s["side"]) for s in p[field]] if field == "source" else p[field]
                print(f"{g['doc'][-22:]} {g['type']} {g['trigger']!r}: gold {show} read {got} from {words(texts, (g, p), field)}\n"
                      f"      {' '.join(g['sentence'].split())[:260]}")
    for field in ("actor", "target", "source"):
        print(f"{field:8} {sum(score.compare(g, p)[field] for g, p in pairs) / max(len(pairs), 1):.3f} over {len(pairs)} claims")
    for (field, what), n in sorted(kinds.items()):
        print(f"  {field:8} {what:32} {n}")


if __name__ == "__main__":
    main()
