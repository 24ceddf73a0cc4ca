"""Headings inside a text: they hold no claims, as titles hold none, and neither do short questions that the text then answers."""
from __future__ import annotations

import re

from ..model.parsed import Parsed

LONGEST = 11  # words of a heading
FEWEST = 3  # paragraphs of a text with headings
ENDS = re.compile(r"[.!?:;,…][\"”’')\]]*\s*\Z")
ASKS = re.compile(r"(?:who(?:se)?|what|which|how (?:many|much|far|big|bad))\b", re.I)
ITEM = re.compile(r"\s*(?:[-*•·–]|\(?\d{1,2}[.)])\s")


def headings(parsed: Parsed) -> frozenset[int]:
    """The numbers of the sentences that are headings, or questions of the reporter's own about who, what and how many."""
    asked = {s.i for s in parsed.sentences if _asks(parsed.document.text[s.start:s.end])}
    by_paragraph: dict[int, list[int]] = {}
    for s in parsed.sentences:
        if any(t.text[:1].isalpha() for t in parsed.tokens[s.first:s.last]):
            by_paragraph.setdefault(s.paragraph, []).append(s.i)
    rows = list(by_paragraph.values())
    bare = [len(row) == 1 and _bare(parsed, row[0]) for row in rows]
    if len(rows) < FEWEST or sum(bare) > len(rows) / 2:
        return frozenset(asked)
    # Two in a row are items of a list, and what a text ends with heads nothing.
    alone = (n for n in range(len(rows) - 1) if bare[n] and not bare[n + 1] and not (n and bare[n - 1]))
    return frozenset(asked | {rows[n][0] for n in alone})


def _bare(parsed: Parsed, i: int) -> bool:
    """Whether a sentence is as short as a heading and ends like one."""
    s = parsed.sentences[i]
    text = parsed.document.text[s.start:s.end]
    line = parsed.document.text.rfind("\n", 0, s.start) + 1
    short = len(text.split()) <= LONGEST
    return short and (not ENDS.search(text) or text.rstrip().endswith("?")) and not ITEM.match(parsed.document.text, line)


def _asks(text: str) -> bool:
    return len(text.split()) <= LONGEST and text.rstrip().endswith("?") and bool(ASKS.match(text))
