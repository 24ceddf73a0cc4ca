"""Train the casing model of upper-case wires from mixed-case text, and say how well it restores text held out.

    python evaluation/train_truecase.py [--shared DIR] [--epochs N] [--dry]

Learns from text beside the checkout (SOURCES, with their licences, are named in the head of the file it writes), one document in
ten held out. Only sentences that do not begin the count: a first word's capital says nothing. Writes
src/reportedly/parse/data/truecase.tsv.gz.
"""
from __future__ import annotations

import argparse
import collections
import gzip
import json
import pathlib
import random
import re
import sys
import time

from reportedly.parse.layout import paragraphs
from reportedly.parse.sentences import sentences
from reportedly.parse.spacy_parser import vocabulary
from reportedly.parse.truecase import KINDS, WORD, Casing, bucket, decide, features, mark

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / "src/reportedly/parse/data/truecase.tsv.gz"
SOURCES = [
    ("wikipedia_conflicts/articles", "229 Wikipedia articles on wars (CC BY-SA)"),
    ("ecbplus/train", "ECB+ news reports (annotation CC BY 3.0)"),
    ("meantime/tune", "MEANTIME, Wikinews (CC BY)"),
    ("re3d/tune", "re3d: statements on Syria and Iraq (public domain, OGL, CC BY, CC BY-SA, BBC CC BY-NC)"),
    ("geoparsing/geovirus_tune", "GeoVirus, Wikinews (CC BY 2.5)"),
    ("geoparsing/lgl_tune", "LGL: local newspapers (texts of their publishers)"),
    ("event_location/tune", "event_location: agency sentences (MIT annotation)"),
    ("factuality/uds_ih2_train", "UDS-IH2 on the English Web Treebank (CC BY-SA 4.0)"),
]
RARE = 2  # words seen less often are learnt as unknown


def texts(path: pathlib.Path) -> list[str]:
    """The texts of one corpus, tokens joined by spaces where that is how it is stored."""
    out = []
    for line in filter(None, path.read_text("utf-8").split("\n")):
        row = json.loads(line)
        text = row.get("text") or " ".join(row["tokens"])
        text = re.sub(r"[*#=|]+|``|''", " ", text).replace(" 's", "'s")
        out.append(text)
    return out


def cased(text: str) -> list[list[str]]:
    """Sentences of a text as words with their case, without those in capitals or in headline style."""
    out = []
    for a, b in paragraphs(text):
        for x, y in sentences(text, a, b):
            words = WORD.findall(text[x:y])
            letters = [w for w in words if w.isalpha()]
            if len(letters) >= 4 and len(words) < 120 and sum(w[0].islower() for w in letters) >= 0.4 * len(letters):
                out.append(words)
    return out


def kind(word: str) -> str:
    if word.islower():
        return "L"
    return "U" if len(word) > 1 and word.isupper() else "T"


def counted(data: list[list[str]]) -> dict[str, list[int]]:
    seen: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for words in data:
        for w in words[1:]:
            if w.isalpha():
                seen[w.lower()][KINDS.index(kind(w))] += 1
    return seen


def odd_forms(data: list[list[str]]) -> dict[str, str]:
    forms: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for words in data:
        for w in words:
            if w.isalpha() and kind(w) == "T":
                forms[w.lower()][w] += 1
    return {k: f for k, c in forms.items() if (f := c.most_common(1)[0][0]) != f.capitalize() and c[f] >= 3}


def train(data: list[list[str]], seen: dict[str, list[int]], epochs: int) -> dict[str, list[float]]:
    """Averaged perceptron; each word's own occurrence is taken out of its counts, so that new words are met in training."""
    weights: dict[str, list[float]] = {}
    total: dict[str, list[float]] = {}
    step = 0
    known = vocabulary()
    code_of: dict[tuple[int, int, int], str] = {}

    def code(w: str, k: int) -> str:
        c = list(seen[w])
        c[k] = max(0, c[k] - 1)
        key = (c[0], c[1], c[2])
        if key not in code_of:
            code_of[key] = bucket(key)
        return code_of[key]

    for epoch in range(epochs):
        random.Random(epoch).shuffle(data)
        wrong = n = 0
        for words in data:
            low = [w.lower() for w in words]
            codes = [code(w.lower(), KINDS.index(kind(w))) if w.isalpha() else mark(w) for w in words]
            one = two = "<"
            for i, w in enumerate(words):
                if not w.isalpha():
                    two, one = one, "."
                    continue
                gold = KINDS.index(kind(w))
                if i == 0:
                    two, one = one, KINDS[gold]
                    continue
                fs = features(low, codes, i, one, two, known)
                s = [0.0, 0.0, 0.0]
                for f in fs:
                    x = weights.get(f)
                    if x:
                        s[0] += x[0]
                        s[1] += x[1]
                        s[2] += x[2]
                guess = 0 if s[0] >= s[1] and s[0] >= s[2] else 1 if s[1] >= s[2] else 2
                step += 1
                n += 1
                if guess != gold:
                    wrong += 1
                    for f in fs:
                        x, t = weights.setdefault(f, [0.0, 0.0, 0.0]), total.setdefault(f, [0.0, 0.0, 0.0])
                        x[gold] += 1
                        x[guess] -= 1
                        t[gold] += step
                        t[guess] -= step
                two, one = one, KINDS[guess]
        print(f"epoch {epoch + 1}: {wrong / n:.4f} wrong of {n}", file=sys.stderr)
    return {f: [w - t / step for w, t in zip(x, total[f], strict=True)] for f, x in weights.items()}


def accuracy(data: list[list[str]], model: Casing) -> dict[str, float]:
    known, right, n = vocabulary(), 0, 0
    by: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    for words in data:
        kinds = decide([w.lower() for w in words], model, known)
        for w, k in list(zip(words, kinds, strict=True))[1:]:
            if w.isalpha():
                n += 1
                right += k == kind(w)
                for name in (kind(w), "unseen" if w.lower() not in model.words else "seen"):
                    by[name][0] += k == kind(w)
                    by[name][1] += 1
    return {"all": right / n, **{k: a / b for k, (a, b) in by.items()}}


def write(model: Casing, names: list[str]) -> None:
    with gzip.GzipFile(OUT, "wb", mtime=0) as raw:
        head = ["# casing model of upper-case wires, learnt by evaluation/train_truecase.py from", *(f"#   {x}" for x in names)]
        rows = [f"w\t{k}\t{c[0]}\t{c[1]}\t{c[2]}" + (f"\t{c[3]}" if c[3] else "") for k, c in sorted(model.words.items())]
        rows += [f"f\t{k}\t" + "\t".join(str(round(100 * x)) for x in v) for k, v in sorted(model.weights.items())]
        raw.write(("\n".join(head + rows) + "\n").encode())


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--epochs", type=int, default=3)
    ask.add_argument("--dry", action="store_true", help="write nothing")
    a = ask.parse_args()
    learn, held = [], []
    for name, _ in SOURCES:
        for n, text in enumerate(texts(a.shared / "corpora" / f"{name}.jsonl")):
            (held if n % 10 == 9 else learn).extend(cased(text))
    began = time.monotonic()
    seen = counted(learn)
    odd = odd_forms(learn)
    weights = train(learn, seen, a.epochs)
    known = vocabulary()
    words = {k: (c[0], c[1], c[2], odd.get(k, "")) for k, c in seen.items() if sum(c) >= RARE or (c[0] and known(k) != "-")}
    kept = {f: (w[0], w[1], w[2]) for f, w in weights.items() if max(map(abs, w)) >= 0.35}
    model = Casing(words, kept)
    print(f"{sum(map(len, learn))} words learnt in {time.monotonic() - began:.0f} s, {sum(map(len, held))} held out")
    print({k: round(v, 4) for k, v in accuracy(held, model).items()}, len(words), "words", len(kept), "features")
    if not a.dry:
        write(model, [f"{n}: {what}" for n, what in SOURCES])
        print(OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
