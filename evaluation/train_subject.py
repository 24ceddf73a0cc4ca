"""Fit `extract/lexicon/subject.json`: is a text about war, politics or violence? And say how well it tells on texts left out.

    python evaluation/train_subject.py [--shared DIR] [--write]

A logistic regression on which plain words a text has (no names, no figures; each counts once; over the root of their number, so that a
sentence and an article are on one scale). War: MUC-4 dev, re3d, Wikipedia's battles, ECB+ topics of violence and
`positives_train.jsonl`. Not: MEANTIME's companies, ECB+ topics of sport, film, awards, software and accidents, GeoVirus (disease), LGL
(local news), CommitmentBank and the English Web Treebank (of UDS) where no plain word of war stands, and `negatives_train.jsonl`,
written for this. Texts are cut into pieces of one to six sentences. Prints, on
pieces of every fifth document left out and on `negatives.jsonl` (never learned from), the share under each score; --write fits all
but that and writes the file.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from reportedly.extract.subject import plain

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / "src/reportedly/extract/lexicon/subject.json"
VIOLENT = frozenset((8, 12, 16, 18, 19))
OTHER = frozenset((1, 2, 4, 5, 6, 7, 9, 10, 20, 23, 25, 27, 28, 29, 30, 31))
HELD = HERE / "annotations/muc4-held"
WAR = re.compile(r"\b(?:troops?|soldiers?|arm(?:y|ies)|militar\w*|rebels?|militants?|wars?|bomb\w*|gunm[ae]n|police|shot|shootings?|"
                 r"murder\w*|terror\w*|prime minister|president|government|killed|attack\w*|arrest\w*|weapons?)\b", re.IGNORECASE)
LEAST = 3
NAMES = frozenset("la el de los las del san santa al bin abu ibn van von le les des du da dos tal deir".split())  # parts of names
PEOPLE = frozenset("he she him her his hers himself herself".split())  # who is written about is no sign of what
L2 = 0.6
WRITTEN = 6.0
Floats = npt.NDArray[np.float64]
Piece = tuple[str, frozenset[str], int, float]


def _rows(path: pathlib.Path) -> Iterator[dict[str, object]]:
    for line in path.read_text("utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def texts(shared: pathlib.Path) -> Iterator[tuple[str, str, int, float]]:
    """(document, text, 1 for war, weight) of everything to learn from."""
    corpora = shared / "corpora"
    held = {str(r["id"]) for r in _rows(HELD / "documents.jsonl")} if (HELD / "documents.jsonl").exists() else set()
    for r in _rows(corpora / "muc4/dev.jsonl"):
        if str(r["docid"]) not in held:
            yield str(r["docid"]), str(r["text"]).split("[TEXT]")[-1], 1, 1.0
    for r in _rows(corpora / "re3d/tune.jsonl"):
        yield str(r["docid"]), str(r["text"]), 1, 2.0
    for r in _rows(corpora / "wikipedia_conflicts/articles.jsonl"):
        yield str(r["docid"]), str(r["text"])[:9000], 1, 1.0
    for name in ("train", "dev"):
        for r in _rows(corpora / f"ecbplus/{name}.jsonl"):
            topic = int(str(r["topic"]))
            if topic in VIOLENT | OTHER:
                words = r["tokens"]
                assert isinstance(words, list)
                yield str(r["doc"]), " ".join(words), int(topic in VIOLENT), 1.0
    for r in _rows(corpora / "meantime/tune.jsonl"):
        words = r["tokens"]
        assert isinstance(words, list)
        yield str(r["docid"]), " ".join(words), 0, 1.0
    for name in ("geovirus_tune", "lgl_tune"):
        for r in _rows(corpora / f"geoparsing/{name}.jsonl"):
            if name == "geovirus_tune" or not WAR.search(str(r["text"])):
                yield str(r["docid"]), str(r["text"]), 0, 1.0
    for r in _rows(corpora / "factuality/commitmentbank_train.jsonl"):
        words = r["tokens"]
        assert isinstance(words, list)
        if not WAR.search(" ".join(words)):
            yield str(r["id"]), " ".join(words), 0, 0.5
    yield from _everyday(corpora / "factuality/uds_ih2_train.jsonl")
    for r in _rows(HERE / "negatives_train.jsonl"):
        yield str(r["id"]), str(r["text"]), 0, WRITTEN
    for r in _rows(HERE / "positives_train.jsonl"):
        text = str(r["text"])
        yield str(r["id"]), text.capitalize() if text.isupper() else text, 1, WRITTEN


def _everyday(path: pathlib.Path) -> Iterator[tuple[str, str, int, float]]:
    """Reviews, letters, answers and weblogs (English Web Treebank), three sentences at a time where none has a plain word of war."""
    row: list[str] = []
    for r in _rows(path):
        words = r["tokens"]
        assert isinstance(words, list)
        text = " ".join(words)
        row = [] if WAR.search(text) else [*row, text]
        if len(row) == 3:
            yield str(r["id"]), " ".join(row), 0, 0.5
            row = []


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.?!])\s+", text) if len(s.split()) > 3]


def plain_words(text: str) -> frozenset[str]:
    return frozenset(plain(re.findall(r"[A-Za-z]+(?:-[a-z]+)*", text)))


def pieces(shared: pathlib.Path, rng: random.Random) -> list[Piece]:
    """Pieces of one to six sentences: (document, plain words, 1 for war, weight)."""
    out = []
    for name, text, war, weight in texts(shared):
        every = sentences(text)
        i = n = 0
        while i < len(every) and n < 12:
            size = rng.choice((1, 2, 3, 3, 4, 6))
            words = plain_words(" ".join(every[i:i + size]))
            i, n = i + size, n + 1
            if len(words) > 4:
                out.append((name, words, war, weight))
    return out


def vocabulary(shared: pathlib.Path, found: list[Piece]) -> list[str]:
    """Words that stand in small letters in mixed-case texts and in enough pieces."""
    small: Counter[str] = Counter()
    for _, text, _, _ in texts(shared):
        if not text.isupper() and "http" not in text:  # addresses have names in small letters
            small.update(set(re.findall(r"(?<![A-Za-z-])[a-z]+(?:-[a-z]+)*", text)))
    counts = Counter(w for _, words, _, weight in found for w in words)
    return sorted(w for w, n in counts.items() if n >= LEAST and small[w] >= 2 and w not in NAMES | PEOPLE)


def matrix(found: list[Piece], vocab: list[str]) -> Floats:
    at = {w: i for i, w in enumerate(vocab)}
    x = np.zeros((len(found), len(vocab) + 1), dtype=np.float32)
    for row, (_, words, _, _) in enumerate(found):
        known = [at[w] for w in words if w in at]
        x[row, known] = 1 / np.sqrt(max(len(known), 1))
        x[row, -1] = 1.0
    return x  # type: ignore[return-value]


def fit(x: Floats, y: Floats, weight: Floats) -> Floats:
    """Weights of a logistic regression, classes balanced, by sklearn's L-BFGS."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
    model = LogisticRegression(C=1 / L2, max_iter=400, fit_intercept=False)
    balance = np.where(y == 1, 0.5 / (weight * y).sum(), 0.5 / (weight * (1 - y)).sum()) * len(y)
    model.fit(x, y, sample_weight=weight * balance)
    return np.asarray(model.coef_[0], dtype=np.float64)


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--write", action="store_true", help="write the weights")
    a = ask.parse_args()
    found = pieces(a.shared, random.Random(7))
    vocab = vocabulary(a.shared, found)
    y = np.array([p[2] for p in found], dtype=np.float64)
    weight = np.array([p[3] for p in found], dtype=np.float64)
    names = sorted({p[0] for p in found})
    fold = {n: i % 5 for i, n in enumerate(random.Random(3).sample(names, len(names)))}
    left = np.array([fold[p[0]] == 0 for p in found])
    x = matrix(found, vocab)
    w = fit(x[~left], y[~left], weight[~left])
    score = x[left] @ w
    right: dict[str, list[float]] = defaultdict(list)
    for p, s in zip([p for p, z in zip(found, left, strict=True) if z], score, strict=True):
        kind = "war" if p[2] else "not, written" if p[3] == WRITTEN else "not"
        right[kind].append(s)
    others = [("n", plain_words(str(r["text"])), 0, 1.0) for r in _rows(HERE / "negatives.jsonl")]
    right["not, negatives.jsonl"] = list(matrix(others, vocab) @ w)
    for kind, values in sorted(right.items()):
        print(f"{kind:22} {len(values):5}", *(f"<{t:+.1f}: {np.mean(np.array(values) < t):.3f}" for t in (-2, -1, -0.5, 0, 0.5, 1)))
    print(f"{len(vocab)} words, {len(found)} pieces")
    if a.write:
        w = fit(x, y, weight)
        table = {v: round(float(c), 2) for v, c in zip(vocab, w, strict=False) if abs(c) >= 0.15}
        OUT.write_text(json.dumps({"": round(float(w[-1]), 3), **table}, separators=(",", ":")) + "\n", "utf-8")
        print(f"{len(table)} words kept, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
