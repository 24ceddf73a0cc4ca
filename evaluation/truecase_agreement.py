"""How far an upper-case text is parsed like its mixed-case original: heads, labels and tags that agree, token by token.

    python evaluation/truecase_agreement.py [--shared DIR]

Texts that the casing model did not learn from: the dev gold's news stories, one in nine of ECB+'s dev reports, one in ten of re3d
(those held out). Printed for the text truecased, left in capitals, and all in lower case.
"""
from __future__ import annotations

import argparse
import json
import pathlib
from collections.abc import Callable

import reportedly.parse.spacy_parser as spacy_parser
from reportedly.model.document import Document

HERE = pathlib.Path(__file__).parent


def texts(shared: pathlib.Path) -> list[str]:
    def rows(name: str) -> list[dict]:
        return [json.loads(x) for x in (shared / name).read_text("utf-8").split("\n") if x]

    found = [r["text"] for r in rows("gold/dev/documents.jsonl") if not r["id"].startswith("re3d")]
    found += [" ".join(r["tokens"]) for r in rows("corpora/ecbplus/dev.jsonl")[::9]]
    found += [r["text"] for r in rows("corpora/re3d/tune.jsonl")[9::10]]
    return [t for t in found if len(t.upper()) == len(t)]


def agreement(wanted: list[str], casing: Callable[..., str]) -> dict[str, float]:
    spacy_parser.truecase = casing
    usual = list(spacy_parser.parse(Document(str(i), t) for i, t in enumerate(wanted)))
    loud = list(spacy_parser.parse(Document(str(i), t.upper()) for i, t in enumerate(wanted)))
    n = heads = labels = tags = 0
    for a, b in zip(usual, loud, strict=True):
        other = {(t.start, t.end): t for t in b.tokens}
        for t in a.tokens:
            n += 1
            u = other.get((t.start, t.end))
            if u:
                same = (a.tokens[t.head].start == b.tokens[u.head].start)
                heads, labels, tags = heads + same, labels + (same and t.dep == u.dep), tags + (t.tag == u.tag)
    return {"tokens": n, "heads": heads / n, "heads and labels": labels / n, "tags": tags / n}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    wanted = texts(ask.parse_args().shared)
    usual = spacy_parser.truecase
    for name, casing in (("truecased", usual), ("in capitals", lambda s, *_: s), ("in lower case", lambda s, *_: s.lower())):
        print(f"{name:14}", {k: round(v, 4) for k, v in agreement(wanted, casing).items()})


if __name__ == "__main__":
    main()
