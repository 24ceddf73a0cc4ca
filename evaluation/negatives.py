"""Paragraphs that hold no claim: sport, markets, obituaries, science, weather, accidents and the like, full of the words of war.

    python evaluation/negatives.py [--heldout] [--list] [--json OUT]

`negatives.jsonl` holds id, kind, date and text. Prints the false claims of each kind and for 20 paragraphs; at most 1 is wanted.
`heldout_negatives.jsonl` has 60 more that no rule may be written from: how far what was learned from the others carries.
"""
from __future__ import annotations

import argparse
import json
import pathlib
from collections import Counter

import phenomena

HERE = pathlib.Path(__file__).parent


def paragraphs(heldout: bool = False) -> list[phenomena.Case]:
    """Every paragraph, in the order of the file; or those that are held out."""
    name = "heldout_negatives.jsonl" if heldout else "negatives.jsonl"
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines() if line.strip()]


def false_claims(heldout: bool = False) -> list[tuple[phenomena.Case, list[phenomena.Row]]]:
    """Each paragraph with the claims that the pipeline finds in it, all of them false."""
    every = paragraphs(heldout)
    return list(zip(every, phenomena.records(every), strict=True))


def per_twenty(found: list[tuple[phenomena.Case, list[phenomena.Row]]]) -> float:
    """False claims for 20 paragraphs."""
    return 20 * sum(len(rows) for _, rows in found) / len(found)


def figures() -> dict[str, float]:
    """Today's figure, for the gate; it wants a ceiling."""
    return {"per_twenty": per_twenty(false_claims()), "heldout": per_twenty(false_claims(heldout=True))}


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--heldout", action="store_true", help="the paragraphs that no rule was written for")
    ask.add_argument("--list", action="store_true", help="list each false claim")
    ask.add_argument("--json", type=pathlib.Path, help="write the figure there")
    a = ask.parse_args()
    found = false_claims(a.heldout)
    of, wrong = Counter(p["kind"] for p, _ in found), Counter[str]()
    for p, rows in found:
        wrong[p["kind"]] += len(rows)
        for r in rows if a.list else ():
            print(f"{p['id']} {r['type']:12} {r['trigger']!r} p={r['probability']:.2f}: {r['sentence']}")
    for kind, n in of.items():
        print(f"{kind:14} {wrong[kind]:3} in {n:3}")
    print(f"{len(found)} paragraphs, {sum(wrong.values())} false claims, {per_twenty(found):.2f} for 20 paragraphs")
    if a.json:
        a.json.write_text(json.dumps({"per_twenty": round(per_twenty(found), 3), "n": len(found)}) + "\n", "utf-8")


if __name__ == "__main__":
    main()
