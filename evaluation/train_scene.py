"""Fit the weights of `resolve/scene.py` on annotated documents, and say what they are worth on documents left out.

    python evaluation/train_scene.py [--shared DIR] [--write]

Trains on our annotations of MUC-4 and re3d and on the dev gold, on the claims that the pipeline found and that match a gold claim in
sentence and type. Prints the share of right places for the claim's own place only, and for the model with each tenth of the documents
left out (dev documents apart), then writes `src/reportedly/resolve/data/scene.json` with --write.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import annotate
import gate
import numpy as np
import predict

from reportedly.model.record import record
from reportedly.resolve import scene

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / "src/reportedly/resolve/data/scene.json"
L2 = 1.5
ROUNDS = 400
# What can only speak for a place, or only against it: with few texts the fit would else trade one against the other.
RISING = ("same event", "last scene", "last of type", "same side", "share", "only point", "only place", "foremost",
          "told often", "in sentence", "first told", "same sentence claim", "dateline alone", "when same")
FALLING = ("unused", "wide acts", "abroad", "when apart")


def stages(documents: list[Any]) -> Iterator[tuple[str, scene.Stage]]:
    """Each document's stage as the pipeline sets it, before any place is lent."""
    seen: list[scene.Stage] = []
    kept = scene.set_scenes
    import reportedly.resolve.document as module
    from reportedly.run import claims_of

    def spy(stage: scene.Stage, table: Any = None) -> Any:
        seen.append(stage)
        return kept(stage, table)

    module.set_scenes = spy
    try:
        for document, _ in claims_of(documents):
            yield document.id, seen.pop()
    finally:
        module.set_scenes = kept


def cases(folder: pathlib.Path, score: Any, table: dict[str, float] | None = None) -> list[tuple[str, list[dict[str, float]], list[bool]]]:
    """(document, features of each choice, which are right) for each matched claim, after the decisions of `table` on those before."""
    gold = score.read(folder / "claims.jsonl")
    out = []
    for name, stage in stages(predict.documents(folder)):
        rows = [record(c, r) for c, r in zip(stage.claims, stage.found, strict=True)]
        of = {id(row): i for i, row in enumerate(rows)}
        decided = scene.set_scenes(stage, table)
        for g, p in score.match(gold.get(name, []), rows, lambda c: c["type"]):
            i = of[id(p)]
            choices = scene.options(replace(stage, found=(*decided[:i], *stage.found[i:])), i)
            right = [bool(score.place_score(g["place"], plain(place)) > 0.99) for place, _ in choices]
            out.append((name, [f for _, f in choices], right))
    return out


def plain(place: Any) -> dict[str, Any] | None:
    return {k: v for k, v in asdict(place).items() if k in ("name", "country", "lat", "lon")} if place else None


def fit(data: list[tuple[str, list[dict[str, float]], list[bool]]]) -> dict[str, float]:
    """Weights by gradient ascent on the regularised likelihood; several choices may be right."""
    names = sorted({f for _, choices, _ in data for c in choices for f in c})
    at = {n: i for i, n in enumerate(names)}
    usable = [(choices, right) for _, choices, right in data if any(right) and not all(right)]
    width = len(names)
    blocks = []
    for choices, right in usable:
        m = np.zeros((len(choices), width))
        for r, c in enumerate(choices):
            for f, v in c.items():
                m[r, at[f]] = v
        blocks.append((m, np.array(right)))
    up, down = (np.array([n.endswith(ends) for n in names]) for ends in (RISING, FALLING))
    w = np.zeros(width)
    step, momentum = 0.02, np.zeros(width)
    for _ in range(ROUNDS):
        slope = -L2 * w
        for m, right in blocks:
            s = m @ w
            p = np.exp(s - s.max())
            p /= p.sum()
            q = p * right
            q /= max(q.sum(), 1e-12)
            slope += m.T @ (q - p)
        momentum = 0.9 * momentum + slope
        w += step * momentum / 10
        w = np.where(up, np.maximum(w, 0.0), np.where(down, np.minimum(w, 0.0), w))
    return {n: round(float(v), 3) for n, v in zip(names, w, strict=True) if abs(v) > 0.01}


def right_share(data: list[tuple[str, list[dict[str, float]], list[bool]]], table: dict[str, float]) -> list[bool]:
    out = []
    for _, choices, right in data:
        sure = scene.chances([(None, c) for c in choices], table)
        out.append(right[max(range(len(sure)), key=lambda n: sure[n])])
    return out


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--write", action="store_true")
    a = ask.parse_args()
    score = gate.scorer(a.shared, "score")
    annotate.SHARED = a.shared
    sets: dict[str, list[Any]] = {"dev": cases(a.shared / "gold/dev", score)}
    for corpus in ("muc4", "re3d"):
        with tempfile.TemporaryDirectory() as folder:
            annotate.main(["build", folder, corpus])
            sets[corpus] = cases(pathlib.Path(folder), score)
    every = [c for s in sets.values() for c in s]
    documents = sorted({d for d, _, _ in every})
    own = {"own": 9.0, "none": 4.0}
    held: dict[str, list[bool]] = defaultdict(list)
    # Each tenth of the documents is judged by weights fitted on the others, so no document judges itself.
    for fold in range(10):
        out = set(documents[fold::10])
        table = fit([c for c in every if c[0] not in out])
        for name, data in sets.items():
            held[name] += right_share([c for c in data if c[0] in out], table)
    for name, data in sets.items():
        print(f"{name:6} own place only {np.mean(right_share(data, own)):.3f}   left out {np.mean(held[name]):.3f}   possible "
              f"{np.mean([any(r) for _, _, r in data]):.3f}   ({len(data)} claims)")
    if a.write:
        table = fit(every)
        OUT.write_text(json.dumps({
            "method": "multinomial logit over the places of a document and none; evaluation/train_scene.py",
            "trained_on": ["own annotations of MUC-4 dev (FBIS, free of charge)",
                           "own annotations of re3d (public domain, OGL v3.0, CC BY 3.0 AU)",
                           "the dev gold (Wikinews CC BY 2.5, re3d)"],
            "weights": dict(sorted(table.items()))}, indent=1) + "\n", "utf-8")
        print(f"{len(table)} weights written to {OUT.name}")


if __name__ == "__main__":
    main()
