"""Did it happen? The reading of factuality against public judgements of verbs in sentences that are not about war.

    python evaluation/factuality.py [--part train|dev] [--set NAME …] [--kinds N]

UDS-IH2 (White and others 2016; Rudinger and others 2018), MegaVeridicality (White and Rawlins 2018), the RP set (Ross and Pavlick 2019)
and CommitmentBank (de Marneffe and others 2019), as laid beside the checkout. People judged from -3 (it did not happen) to 3 (it did);
above 1 counts as happened, below -1 as not, between as open. Ours: certain and probable are happened, denied is not, possible and
future are open. Prints for each set the share that agrees, the share of those that people are sure of which we turn into their
opposite, and with --kinds the governing words that are most often read otherwise. The four differ from the claim guide in one
thing: there what a speaker says is the reader's to believe, here it is the speaker's.
"""
from __future__ import annotations

import argparse
import json
import pathlib
from collections import Counter, defaultdict
from collections.abc import Iterator

from reportedly.extract.candidate import Candidate
from reportedly.extract.factuality import standing
from reportedly.model.document import Document
from reportedly.model.parsed import Parsed
from reportedly.parse import parser

HERE = pathlib.Path(__file__).parent
SETS = ("uds_ih2", "rp", "megaveridicality", "commitmentbank")
OURS = {"certain": "happened", "probable": "happened", "denied": "not", "possible": "open", "future": "open"}


def judged(score: float) -> str:
    """What people say of an event, in three classes."""
    return "happened" if score > 1 else "not" if score < -1 else "open"


def sentences(folder: pathlib.Path, name: str, part: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Each sentence as text, with the character offset and the class of each judged word."""
    for line in (folder / f"{name}_{part}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        starts, at = [], 0
        for word in row["tokens"]:
            starts.append(at)
            at += len(word) + 1
        yield " ".join(row["tokens"]), [(starts[t["tok_start"]], judged(t["factuality"])) for t in row["targets"]]


def read(parsed: Parsed, at: int) -> tuple[str, str] | None:
    """Our class of the word at an offset, and what governs it; None where the parser has no verb or noun there."""
    token = next((t for t in parsed.tokens if t.start <= at < t.end), None)
    if token is None or token.tag[0] not in "VN":
        return None
    found = standing(parsed, Candidate(token.i, token.start, token.end, "attack", ""), ())
    head = parsed.tokens[token.head]
    how = "to " if any(parsed.tokens[c].tag == "TO" for c in parsed.children(token.i)) else ""
    return OURS[found.factuality], f"{head.lemma} + {how}{token.dep}"


def measure(folder: pathlib.Path, name: str, part: str, kinds: int) -> None:
    """Print one set's figures."""
    rows = list(sentences(folder, name, part))
    table: Counter[tuple[str, str]] = Counter()
    wrong: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for parsed, (_, words) in zip(parser()(Document(str(n), text) for n, (text, _) in enumerate(rows)), rows, strict=True):
        for at, people in words:
            if (ours := read(parsed, at)) is not None:
                table[people, ours[0]] += 1
                wrong[ours[1]][people, ours[0]] += people != ours[0]
    every = table.total()
    sure = sum(n for (people, _), n in table.items() if people != "open")
    opposite = table["happened", "not"] + table["not", "happened"]
    print(f"{name:18} {every:6} judged, agree {sum(n for (a, b), n in table.items() if a == b) / every:.3f}, "
          f"turned into its opposite {opposite / sure:.3f}   {dict(table)}")
    for how, seen in sorted(wrong.items(), key=lambda x: -x[1].total())[:kinds]:
        print(f"    {seen.total():4} {how:30} {dict(+seen)}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--part", default="dev", choices=("train", "dev"))
    ask.add_argument("--set", nargs="*", default=SETS, choices=SETS)
    ask.add_argument("--kinds", type=int, default=0)
    a = ask.parse_args()
    for name in a.set:
        measure(a.shared / "corpora/factuality", name, a.part, a.kinds)


if __name__ == "__main__":
    main()
