"""Labels: the words before a colon, or the line of its own, under which a digest or situation report puts what follows.

"RADIO NORTH, Juba, Monday 20:00: …" names who speaks, "MALAKAL" or "Herat: …" where. They hold no claim; they set the scene.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.parsed import Dateline, Label
from .layout import content_start, paragraphs

LONGEST = 90
HEADING = 48
_WORD = r"[A-Z0-9][\w.'’/&-]*"
_SMALL = r"(?:of|the|and|in|on|for|at|de|del|la|el|al|von|und)"
_LABEL = re.compile(
    rf"\s*(?P<label>{_WORD}(?:[ \t]+(?:{_SMALL}[ \t]+){{0,2}}{_WORD}){{0,7}}(?:,[ \t]+[^:.\n]{{1,50}}(?::\d\d)?){{0,3}}):"
    r"[ \t]+(?=[\"“‘'(\[]?[A-Z0-9])")
_SAYS = re.compile(r"\b(?:said|says|stated|states|declared|told|reads?|wrote|added|asked|reported|announced|follows?|statement|"
                   r"minister|secretary|president|spokesman|spokeswoman|spokesperson|general|commander|chairman|"
                   r"q|a|question|answer|note|update|correction|by)\b", re.I)
_STARTS_SENTENCE = re.compile(
    r"(?:the|a|an|in|on|at|he|she|it|they|we|i|this|that|these|those|there|but|and|if|when|as)\b", re.I)
_END = re.compile(r"[.!?:;,\"”’)\]]\s*\Z")


def label(text: str, start: int, end: int) -> tuple[str, int]:
    """The label that opens a paragraph and where the words after it begin; ("", start) where there is none."""
    m = _LABEL.match(text, start, min(end, start + LONGEST + 20))
    if not m or len(m["label"]) > LONGEST or _SAYS.search(m["label"].split(",")[0]) or _STARTS_SENTENCE.match(m["label"]):
        return "", start
    if not m["label"].split(",")[0].isupper() and len(m["label"].split(",")[0].split()) > 4:
        return "", start
    return " ".join(m["label"].split()), m.end()


def heading(text: str, start: int, end: int) -> str:
    """The line of its own that stands over paragraphs: short, no sentence's end, capitals or most words capitalised; else ""."""
    words = text[start:end].split()
    line = " ".join(words)
    if not 2 < len(line) <= HEADING or _END.search(line) or "\n" in text[start:end].strip():
        return ""
    big = sum(w[:1].isupper() or not w[:1].isalpha() for w in words)
    return line if line.isupper() or big >= max(1, len(words) - 1 - sum(re.fullmatch(_SMALL, w) is not None for w in words)) else ""


def blocks(text: str, head: Dateline | None) -> Iterator[tuple[int, int, int, tuple[int, int, str] | None]]:
    """Each paragraph: its number, where its sentences start and end, and the label before them (start, end, words) or None.

    A heading is a label without sentences after it in its own paragraph: start and end are then the same.
    """
    after = head.end if head else 0
    spans = paragraphs(text)
    letters = [c for c in text if c.isalpha()]
    # In an upper-case wire a short line may be a sentence's first: only a blank line after it makes it a heading.
    shouted = sum(c.isupper() for c in letters) > 0.8 * len(letters)
    for number, (begin, end) in enumerate(spans):
        start = content_start(text, min(max(begin, after), end), end)
        apart = number + 1 < len(spans) and (not shouted or text.count("\n", end, spans[number + 1][0]) > 1)
        over = apart and start >= after and heading(text, start, end)
        if over:
            yield number, end, end, (start, end, over)
            continue
        said, content = label(text, start, end)
        yield number, content, end, (start, content, said) if said else None


def labels_of(text: str, head: Dateline | None) -> tuple[Label, ...]:
    """The labels of a text with the paragraphs they stand over: each up to the next."""
    found = [(n, mark) for n, _, _, mark in blocks(text, head) if mark]
    ends = [*(n - 1 for n, _ in found[1:]), 10**9][-len(found):] if found else []
    return tuple(Label(mark[0], mark[1], mark[2], n, max(n, last)) for (n, mark), last in zip(found, ends, strict=True))
