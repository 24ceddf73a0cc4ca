"""Repairs of the parse at a sentence's end, where a comma and who says so follow what is said."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .repairs import NOUN, SUBJECTS, Turn, words


def trailing(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, what it is instead of what the parser says."""
    return trailing_speakers(doc) | trailing_reports(doc)


def _since_comma(doc: Sequence[Any], v: int) -> int:
    """Where the noun phrase begins that stands between a comma and token `v`; `v` itself where more than a phrase does."""
    k = v - 1
    while k > 0 and (doc[k].tag_ in NOUN or doc[k].tag_ in ("DT", "JJ", "CC", "CD", "POS", "PRP$")):
        k -= 1
    return k + 1 if doc[k].text == "," and k > 1 else v


def trailing_speakers(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "Troops have seized the mill, state radio and a monitor said" where who speaks was taken for
    more of what was seized."""
    out: dict[int, Turn] = {}
    for t in doc:
        told = any(c.dep_ in (*SUBJECTS, "dobj", "ccomp") for c in t.children)
        if t.tag_ not in ("VBD", "VBZ") or t.lower_ not in words("saying") or told:
            continue
        first = _since_comma(doc, t.i)
        who = next((doc[j] for j in range(first, t.i) if doc[j].tag_ in NOUN and doc[j].head.i < first), None)
        if who is not None and who.dep_ in ("conj", "appos", "dobj", "pobj") and any(c.tag_ == "CC" for c in doc[first:t.i]):
            out[who.i] = Turn(t.i, "nsubj")
    return out


def trailing_reports(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "Nine people died, the rescue service reports." where the verb was taken for a noun."""
    out: dict[int, Turn] = {}
    for t in doc[1:-1]:
        if t.tag_ != "NNS" or t.lower_ not in ("reports", "claims") or doc[t.i + 1].text != "." or t.head.i > t.i:
            continue
        who, first = doc[t.i - 1], _since_comma(doc, t.i)
        if first > t.i - 2 or doc[first].tag_ != "DT" or who.tag_ not in ("NN", "NNP") or who.head.i != t.i:
            continue
        root = t
        while root.head.i != root.i:
            root = root.head
        out[t.i], out[who.i] = Turn(root.i, "parataxis", "VBZ"), Turn(t.i, "nsubj")
        out.update({c.i: Turn(who.i, c.dep_) for c in t.children if c.i < who.i})
    return out
