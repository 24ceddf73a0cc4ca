"""Which of a sentence's places is the event's own: measured by five folds on sentences with hand-made answers, and fitted.

    python evaluation/event_location.py SHARED [--fit] [--limit N]

Reads SHARED/corpora/event_location/tune.jsonl. Tokens are counted: a token is right when it lies in a chosen name and in a gold
location of the same event (overlap of a character is enough, feature words such as "province" beyond a gold name are not counted
against); precision is right tokens over chosen tokens, recall right gold tokens over gold tokens, over all sentences together.
Each fold's sentences are judged by weights fitted on the other four. `--fit` also fits on all and writes lexicon/where.json.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import pickle
import zlib
from collections import Counter

from reportedly.extract import places as places_module
from reportedly.extract.where import features
from reportedly.model.document import Document
from reportedly.parse import parser
from reportedly.resolve.knowledge import kind_of

OUT = pathlib.Path(__file__).parent.parent / "src/reportedly/extract/lexicon/where.json"
FOLDS = 5


def rows(shared: pathlib.Path, limit: int) -> list[dict]:
    path = shared / "corpora/event_location/tune.jsonl"
    found = [json.loads(x) for x in path.read_text("utf-8").splitlines() if x.strip()]
    return found[:limit] if limit else found


def prepared(found: list[dict], cache: pathlib.Path | None) -> list:
    """Parsed sentences; kept in `cache` between runs."""
    if cache and cache.exists():
        return pickle.loads(cache.read_bytes())
    parsed = list(parser()(Document(str(i), r["text"].rstrip()) for i, r in enumerate(found)))
    if cache:
        cache.write_bytes(pickle.dumps(parsed))
    return parsed


def examples(found: list[dict], parsed: list) -> list[dict]:
    """One entry a sentence: candidate names with features, whether each is gold, and gold tokens."""
    out = []
    for r, p in zip(found, parsed, strict=True):
        gold = [t.i for t in p.tokens if any(t.start < x["end"] and x["start"] < t.end for x in r["locations"])]
        trigger = next((t.i for t in p.tokens if t.start < r["event"]["end"] and r["event"]["start"] < t.end), None)
        cands = []
        if trigger is not None:
            for here in places_module.settings(p, kind_of)[p.tokens[trigger].sent:p.tokens[trigger].sent + 1]:
                for f in here:
                    if f.standin:
                        continue
                    t = f.toponym
                    capitals = [i for i in range(t.first, t.last + 1) if p.tokens[i].text[:1].isupper()]
                    cover = list(range(t.first, max(capitals, default=t.last) + 1))
                    cands.append({"tokens": cover, "gold": bool(set(cover) & set(gold)), "features": list(features(p, trigger, t,
                        f.setting))})
        out.append({"gold": gold, "cands": cands, "fold": zlib.crc32(r["text"][:60].encode()) % FOLDS})
    return out


def fit(entries: list[dict], c: float = 0.15) -> dict[str, float]:
    """Weights of a logistic model (L2) over all names of `entries`."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    pairs = [(x["features"], x["gold"]) for e in entries for x in e["cands"]]
    names = DictVectorizer()
    times = Counter(x for f, _ in pairs for x in set(f))
    matrix = names.fit_transform([{x: 1.0 for x in f if times[x] > 2} for f, _ in pairs])
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(C=c, solver="liblinear", max_iter=500).fit(matrix, [g for _, g in pairs])
    table = {n: round(float(w), 3) for n, w in zip(names.get_feature_names_out(), model.coef_[0], strict=True) if abs(w) >= 0.03}
    return {"": round(float(model.intercept_[0]), 3), **table}


def score(entry: dict, table: dict[str, float]) -> list[float]:
    import math
    return [1 / (1 + math.exp(-(table[""] + sum(table.get(f, 0.0) for f in x["features"])))) for x in entry["cands"]]


def measure(entries: list[dict], tables: dict[int, dict[str, float]], first: float, others: float) -> tuple[float, float]:
    """The likeliest name from `first` on, the others from `others` on: most events have one place."""
    right = said = hit = gold = 0
    for e in entries:
        sure = score(e, tables[e["fold"]])
        top = max(sure, default=0.0)
        chosen = {i for x, p in zip(e["cands"], sure, strict=True) if p >= (first if p == top else others) for i in x["tokens"]}
        target = set(e["gold"])
        right += len(chosen & target)
        said += len(chosen)
        hit += len(chosen & target)
        gold += len(target)
    return right / max(said, 1), hit / max(gold, 1)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("shared", type=pathlib.Path)
    ask.add_argument("--fit", action="store_true")
    ask.add_argument("--limit", type=int, default=0)
    ask.add_argument("--cache", type=pathlib.Path)
    a = ask.parse_args()
    found = rows(a.shared, a.limit)
    entries = examples(found, prepared(found, a.cache))
    tables = {k: fit([e for e in entries if e["fold"] != k]) for k in range(FOLDS)}
    spotted = sum(any(set(x["tokens"]) & set(e["gold"]) for x in e["cands"]) for e in entries if e["gold"])
    placed = sum(bool(e["gold"]) for e in entries)
    print(f"{len(entries)} sentences; of those with a gold place, the names hold it in {spotted / max(1, placed):.3f}")
    for first, others in ((0.25, 0.6), (0.325, 0.5), (0.35, 0.6), (0.45, 0.7)):
        p, r = measure(entries, tables, first, others)
        print(f"from {first} (others {others}): token precision {p:.3f}  recall {r:.3f}")
    if a.fit:
        OUT.write_text(json.dumps({"fitted_on": "event_location (Halterman 2019), tune part, MIT", "weights": fit(entries)},
                                  indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
