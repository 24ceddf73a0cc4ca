"""Swap names in a text, and say what a claim is apart from its names."""
from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportedly.model.document import Document
from reportedly.model.record import record
from reportedly.run import claims_of

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "evaluation"))
Row = dict[str, Any]
Pairs = dict[str, str]


def both_ways(pairs: Pairs) -> Pairs:
    return {**pairs, **{b: a for a, b in pairs.items()}}


def swapped(text: str, pairs: Pairs) -> str:
    """The text with each name put in place of its partner, at once, in the case that it is written in."""
    every = both_ways(pairs)
    every |= {a.upper(): b.upper() for a, b in every.items()}
    names = sorted(every, key=len, reverse=True)
    return re.sub(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", lambda m: every[m.group()], text)


NEUTRAL = {
    # The demo's sides under two made-up names of one kind, short forms included: what is left must not tell them apart.
    "Northern Alliance": "Zarin Front", "United Front": "Zarin Front", "Alliance": "Zarin Front", "alliance": "Zarin Front",
    "Taliban": "Kohan Front", "Islamic Emirate": "Kohan Front", "Emirate": "Kohan Front", "movement": "Kohan Front",
}


def demo() -> list[Document]:
    """The sample dispatches with neutral names for the two sides."""
    lines = (ROOT / "demo/dispatches.jsonl").read_text("utf-8").splitlines()
    names = re.compile(r"\b(?:" + "|".join(sorted(NEUTRAL, key=len, reverse=True)) + r")\b")
    rows = [json.loads(line) for line in lines]
    return [Document(**{**row, "text": names.sub(lambda m: NEUTRAL[m.group()], row["text"])}) for row in rows]


def phenomena() -> list[Document]:
    import phenomena as suite
    return [Document(c["id"], c["text"], c["date"], lang="en") for c in suite.cases()]


def told(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Row]]]:
    for document, pairs in claims_of(documents):
        yield document, [record(*p) for p in pairs]


def gist(row: Row, pairs: Pairs | None = None) -> Row:
    """A claim without offsets, points and probabilities; its names swapped where `pairs` is given."""
    def name(text: str) -> str:
        return swapped(text, pairs).lower() if pairs else text.lower()
    place, when = row["place"], row["when"]
    return {
        "type": row["type"], "trigger": name(row["trigger"]), "actor": [name(n) for n in row["actor"]],
        "target": [name(n) for n in row["target"]], "place": name(place["name"]) if place else None,
        "relation": place and place["relation"] and (place["relation"]["direction"], place["relation"]["distance_km"]),
        "when": (when["start"], when["end"]) if when else None,
        "source": [(name(s["name"]), s["kind"], name(s["side"])) for s in row["source"]],
        "factuality": row["factuality"], "verification": row["verification"], "background": row["background"],
        "counts": [(c["what"], c["low"], c["high"]) for c in row["counts"]], "event": row["event"],
    }


def differences(documents: list[Document], pairs: Pairs) -> tuple[int, list[str]]:
    """How many texts have a name to swap, and what changes besides the names, one line a text."""
    fields = ("id", "date", "title", "url", "outlet", "outlet_kind", "lang", "licence")
    concerned = [d for d in documents if swapped(d.text, pairs) != d.text]
    others = [Document(text=swapped(d.text, pairs), **{f: getattr(d, f) for f in fields}) for d in concerned]
    out = []
    for (document, before), (other, after) in zip(told(concerned), told(others), strict=True):
        want, got = [gist(r, pairs) for r in before], [gist(r) for r in after]
        if want != got:
            out.append(f"{document.id}: {_first(want, got)} | {' '.join(other.text.split())[:160]}")
    return len(concerned), out


def _first(want: list[Row], got: list[Row]) -> str:
    for a, b in zip(want, got, strict=False):
        for key in a:
            if a[key] != b[key]:
                return f"{a['type']} {key}: {a[key]} became {b[key]}"
    return f"claims {[r['type'] for r in want]} became {[r['type'] for r in got]}"
