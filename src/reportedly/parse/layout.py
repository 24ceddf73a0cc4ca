"""Paragraphs, datelines and the marks that wires put around the words."""
from __future__ import annotations

import re

from ..model.parsed import Dateline

DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Z .'’()-]+?(?:\s*\([^)]*\))?|[A-Z][\w .'’-]{1,40}?)"
    r"(?:,\s*(?P<date>\d{1,2}\s+[A-Za-z]{3,9}\.?(?:\s+\d{2,4})?|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?))?"
    r"(?:,?\s*\((?P<outlet>[^)\n]{1,60})\))?\s*(?:--+|—|–|-)\s+")
MARK = re.compile(r"\s*(?:\[[^\]\n]{1,60}\]\s*)+")
LIST_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[-*•])\s+(?=\S)")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of paragraphs: parted by blank lines, or by a line end after a sentence's end."""
    out, start = [], 0
    for m in re.finditer(r"\n\s*\n|(?<=[.!?\"”’:)\]])[ \t]*\n|\Z", text):
        if text[start:m.start()].strip():
            out.append((start, m.start()))
        start = m.end()
    return out


def dateline(text: str) -> Dateline | None:
    """The dateline at the head of a dispatch, if there is one."""
    m = DATELINE.match(text)
    if not m or not (m["date"] or m["outlet"] or m["place"].isupper()):
        return None
    place = re.sub(r"\s*\(.*?\)", "", m["place"]).strip()
    return Dateline(m.start(), m.end(), place, (m["date"] or "").strip(), (m["outlet"] or "").strip())


def content_start(text: str, start: int, end: int) -> int:
    """Where the words of a paragraph begin, after "[Text]" marks and list numbers."""
    for pattern in (MARK, LIST_NUMBER):
        m = pattern.match(text, start, end)
        if m and m.end() < end:
            start = m.end()
    return start
