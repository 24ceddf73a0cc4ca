"""Normalised date values of MEANTIME's Wikinews stories, as F1.

    python evaluation/meantime_times.py [--shared DIR] [--misses]

Gold: every TIMEX3 of the text that is a DATE or TIME, has words, a value with a year ("2008-03", not "PRESENT_REF" or
"XXXX-XX-XX") and is not the story's own date line. Predicted: every expression that extract/times.py spots below that line
in the first six sentences, which are the ones that were annotated, with the TIMEX3 value of resolve/times.py, seen from the
story's date. A pair matches when the words overlap and the values are
equal; a time of day counts only where both tell one, and of partial dates ("2008-XX-12") the parts given. Predictions without a
year (durations, PAST_REF) count neither way; a prediction on words that gold has no such value for is wrong.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import re

from reportedly.extract.times import expressions
from reportedly.model.claim import Span
from reportedly.model.document import Document
from reportedly.model.parsed import Parsed
from reportedly.parse import parser
from reportedly.resolve.times import normalise

HERE = pathlib.Path(__file__).parent
READ = 5  # the last sentence with times annotated, counted from 0
DATED = re.compile(r"\d{3,4}(?:-|$)")


def layout(tokens: list[str], sentence_of: list[int]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a story, sentences as paragraphs, with each token's characters."""
    text, spans = "", []
    for i, token in enumerate(tokens):
        new = i and sentence_of[i] != sentence_of[i - 1]
        glue = token in ",.;:)?!%" or token.startswith("'") or text.endswith(("(", "$", "£"))
        text += "\n\n" if new else "" if not i or glue else " "
        spans.append((len(text), len(text) + len(token)))
        text += token
    return text, spans


def gold(row: dict, spans: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    return [(spans[m["tokens"][0]][0], spans[m["tokens"][-1]][1], m["value"]) for m in row["mentions"]
            if m["tag"] == "TIMEX3" and m.get("type") in ("DATE", "TIME") and m["tokens"] and DATED.match(m.get("value") or "")
            and m.get("functionindocument") != "CREATION_TIME"]


def tense(parsed: Parsed, governor: int) -> str:
    """future where the governing verb has "will", "would", "to" or "expected" before it."""
    for i in (governor, *parsed.ancestors(governor)):
        words = {parsed.tokens[c].lower for c in parsed.children(i)}
        if parsed.tokens[i].tag[0] == "V" or parsed.tokens[i].tag == "MD":
            return "future" if words & {"will", "'ll", "shall", "to", "would"} else "past"
    return "past"


def predicted(parsed: Parsed, day: str, skip: int) -> list[tuple[int, int, str]]:
    out, told = [], ()
    for sentence in parsed.sentences:
        for e in expressions(parsed, sentence):
            if e.start < skip or e.kind == "since":
                continue
            when = normalise(Span(e.start, e.end, parsed.document.text[e.start:e.end]), day, tense(parsed, e.governor), told)
            if when:
                told = (*told, when)
                out += [(e.start, e.end, v) for v in when.timex.split("/") if DATED.match(v)]
    return out


def same(a: str, b: str) -> bool:
    a, b = re.sub("^(.{4})-([A-Z]{2})$", r"\1-\2", a), b
    (da, _, ta), (db, _, tb) = a.partition("T"), b.partition("T")
    pa, pb = da.split("-"), db.split("-")
    parts = len(pa) == len(pb) and all("X" in x or "X" in y or x == y for x, y in zip(pa, pb, strict=True))
    return parts and (not ta or not tb or ta[:5] == tb[:5] or not ta[0].isdigit() or not tb[0].isdigit())


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--misses", action="store_true")
    a = ask.parse_args()
    rows = [json.loads(x) for x in (a.shared / "corpora/meantime/tune.jsonl").read_text("utf-8").split("\n") if x]
    laid = [layout(r["tokens"], r["sentence_of_token"]) for r in rows]
    hit = n_gold = n_pred = overlap = 0
    every = parser()(Document(r["docid"], t) for r, (t, _) in zip(rows, laid, strict=True))
    for row, (_, spans), parsed in zip(rows, laid, every, strict=True):
        own = next((m for m in row["mentions"] if m.get("functionindocument") == "CREATION_TIME"), None)
        if own is None:
            continue
        end = spans[max(i for i, s in enumerate(row["sentence_of_token"]) if s <= READ)][1]
        wanted = gold(row, spans)
        found = [p for p in predicted(parsed, own["value"], spans[own["tokens"][-1]][1] if own["tokens"] else 0) if p[0] < end]
        n_gold, n_pred = n_gold + len(wanted), n_pred + len(found)
        for g in wanted:
            near = [p for p in found if p[0] < g[1] and g[0] < p[1]]
            overlap += bool(near)
            right = next((p for p in near if same(g[2], p[2])), None)
            if right:
                hit += 1
                found.remove(right)
            elif a.misses:
                print("MISS", own["value"], repr(parsed.document.text[g[0]:g[1]]), g[2], [p[2] for p in near],
                      "|", parsed.document.text[max(0, g[0] - 50):g[1] + 30].replace("\n", " "))
        if a.misses:
            for p in found:
                print("  EXTRA", own["value"], repr(parsed.document.text[p[0]:p[1]]), p[2])
    p, r = hit / n_pred, hit / n_gold
    print(f"meantime/tune: {n_gold} dated expressions, {n_pred} predicted, {overlap} found; values right: "
          f"P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}")


if __name__ == "__main__":
    main()
