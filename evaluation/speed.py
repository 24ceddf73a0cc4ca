"""How fast, and in how much memory: raw text in, claims out, on one core.

    python evaluation/speed.py [--shared DIR] [--words N] [--json]

Reads articles of `corpora/wikipedia_conflicts` until N words (default 40,000) are reached; times the parse stage alone, then
the whole way over the same texts, by the processor's clock (other work on the machine hardly moves it). Prints sentences and
words a second, the
ratio of the whole to the parse, and the largest resident size. A benchmark, not a test.
"""
from __future__ import annotations

import argparse
import json
import os
import pathlib
import resource
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

from reportedly.assess.merge import number_events
from reportedly.extract import extract
from reportedly.model.document import Document
from reportedly.parse import parser
from reportedly.resolve.document import resolve
from reportedly.resolve.knowledge import kind_of

HERE = pathlib.Path(__file__).parent


def texts(shared: pathlib.Path, words: int) -> list[Document]:
    """Articles of the corpus in order until `words` words are reached."""
    out, seen = [], 0
    for file in sorted((shared / "corpora/wikipedia_conflicts").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            text = row.get("text") or "\n\n".join(s.get("text", "") for s in row.get("sections", ()))
            out.append(Document(str(row.get("id") or row.get("title")), text, lang="en"))
            seen += len(text.split())
            if seen >= words:
                return out
    return out


def measure(documents: list[Document]) -> dict[str, float]:
    """Processor seconds of each stage and what follows from them."""
    list(parser()(documents[:1]))
    extract(next(parser()([Document("warm", "Troops took Herat on Monday, the UN said.", "2001-11-13")])), kind_of)
    start = time.process_time()
    parsed = list(parser()(documents))
    parse = time.process_time() - start
    start = time.process_time()
    readings = [extract(p, kind_of) for p in parsed]
    extraction = time.process_time() - start
    start = time.process_time()
    for p, r in zip(parsed, readings, strict=True):
        resolve(p.document, r, number_events)
    resolution = time.process_time() - start
    whole = parse + extraction + resolution
    sentences, words = sum(len(p.sentences) for p in parsed), sum(len(d.text.split()) for d in documents)
    return {
        "words": words, "sentences": sentences, "claims": sum(len(r.claims) for r in readings), "parse_s": parse,
        "extract_s": extraction, "resolve_s": resolution, "sentences_per_s": sentences / whole, "words_per_s": words / whole,
        "whole_to_parse": whole / parse, "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--words", type=int, default=40_000)
    ask.add_argument("--json", action="store_true")
    a = ask.parse_args()
    found = measure(texts(a.shared, a.words))
    lines = (f"{k:18} {v:,.2f}" if isinstance(v, float) else f"{k:18} {v:,}" for k, v in found.items())
    print(json.dumps(found) if a.json else "\n".join(lines))


if __name__ == "__main__":
    main()
