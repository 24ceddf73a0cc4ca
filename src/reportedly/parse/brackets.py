"""Editorial brackets: "FMLN [FARABUNDO MARTI NATIONAL LIBERATION FRONT]", "[AS RECEIVED]".

A monitor's insertion must not wreck the parse.
"""
from __future__ import annotations

import re
from dataclasses import dataclass

BRACKET = re.compile(r"\[([^\[\]]{1,300})\]")
NOTE = re.compile(r"\b(?:as (?:received|heard|published|printed|broadcast)|indistinct|omitted|sic|recording|applause|continued|"
                  r"passage|unidentified|words?|fbis|video|correction|no further|translation|begin|end|chanting|laughter)\b", re.I)
# A bracket after one of these belongs to the sentence: "the [government] troops".
FILLS = frozenset([
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "our", "their", "my", "your", "some", "any", "no",
    "other", "another", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "of", "by", "in", "on", "to",
    "from", "with", "for", "at", "and", "or", "as", "between", "against", "former", "late", "all", "both", "each"])


@dataclass(frozen=True, slots=True)
class Insertion:
    """Characters `start` to `end` of a bracket with its brackets. `kind` is note (a monitor's remark), gloss (explains the words
    before it; both are parsed around) or part (belongs to the sentence; only the brackets are parsed around)."""

    start: int
    end: int
    kind: str


def insertions(text: str) -> list[Insertion]:
    """The brackets of one sentence or paragraph, in order."""
    out = []
    for m in BRACKET.finditer(text):
        before = re.search(r"([\w’'-]+)[\"”’']?\s*\Z", text[max(0, m.start() - 40):m.start()])
        if NOTE.search(m[1]):
            kind = "note"
        elif not before or before[1].lower() in FILLS:
            kind = "part"
        else:
            kind = "gloss"
        out.append(Insertion(m.start(), m.end(), kind))
    return out
