"""Coreference of events across documents on ECB+: B-cubed F1, action mentions given, no topic labels.

    python evaluation/ecbplus.py CORPUS.jsonl [--least X]

Documents are put into stories by their words (`assess.stories`); within a story, mentions with the same head stem are one
event. Scores the mentions of the curated sentences.
"""
from __future__ import annotations

import argparse
import collections
import json
import pathlib

from reportedly.assess.stories import LEAST, stem, stories


def b_cubed(gold: dict[str, str], said: dict[str, str]) -> tuple[float, float, float]:
    g, p = collections.defaultdict(set), collections.defaultdict(set)
    for m in gold:
        g[gold[m]].add(m)
        p[said[m]].add(m)
    both = {m: len(g[gold[m]] & p[said[m]]) for m in gold}
    precision = sum(both[m] / len(p[said[m]]) for m in gold) / len(gold)
    recall = sum(both[m] / len(g[gold[m]]) for m in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    ask.add_argument("corpus", type=pathlib.Path)
    ask.add_argument("--least", type=float, default=LEAST)
    a = ask.parse_args()
    docs = [json.loads(x) for x in a.corpus.read_text("utf-8").splitlines() if x.strip()]
    told = stories([" ".join(d["tokens"]) for d in docs], a.least)
    gold, said, topic = {}, {}, {}
    for d, story in zip(docs, told, strict=True):
        for m in d["mentions"]:
            if m["kind"] == "event" and m["tag"].startswith(("ACTION", "NEG_ACTION")) and m["sentence"] in d["gold_sentences"]:
                key = f"{d['doc']}/{m['m_id']}"
                head = stem(d["tokens"][m["tokens"][-1] if len(m["tokens"]) < 3 else m["tokens"][0]])
                gold[key] = m["chain"] or key
                said[key] = f"{story}/{head}"
                topic[key] = f"{d['topic']}/{head}"
    for name, answer in (("stories and head stems", said), ("gold topics and head stems", topic)):
        p, r, f = b_cubed(gold, answer)
        print(f"{name:28} {len(gold)} mentions  P {p:.3f}  R {r:.3f}  B3 F1 {f:.3f}")
    print(len(set(told)), "stories of", len(docs), "documents")


if __name__ == "__main__":
    main()
