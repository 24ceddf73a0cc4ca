"""Paragraphs, datelines and the marks that wires put around the words."""
from __future__ import annotations

import re
from itertools import pairwise

from ..model.parsed import Dateline

MONTH = (r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
         r"nov(?:ember)?|dec(?:ember)?)\.?")
DAY = (rf"(?:\d{{1,2}}\s+{MONTH}(?:\s+\d{{2,4}})?|{MONTH}\s+\d{{1,2}}(?:,?\s+(?:\d{{4}}|\d{{2}}))?|no date|"
       r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)")
PLACE = r"[^\W\d_][\w.'’-]{0,30}(?:[ \t]+[^\W\d_][\w.'’-]{0,30}){0,5}"
DATELINE = re.compile(
    rf"\s*(?P<place>{PLACE})(?:\s*\((?P<one>[^()\n]{{1,60}})\))?"
    rf"(?:,\s*(?P<wider>(?!{MONTH}\s+\d|no date){PLACE})(?:\s*\((?P<two>[^()\n]{{1,60}})\))?)?"
    rf"(?:,?\s*(?P<date>{DAY}))?(?:,?\s*\((?P<outlet>[^()\n]{{1,80}})\)|/(?P<agency>[A-Z]{{2,12}})/)?"
    r"\s*(?:--+|—|–|-(?=\s))\s*", re.I)
NOWHERE = ("no city", "clandestine")
MARK = re.compile(r"\s*(?:\[[^\]]{1,90}\]\s*)+")
LIST_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-*•·–]|#)\s+(?=\S)", re.I)
CAPTION = re.compile(r"\s*(?:(?:image|photo|photograph|picture|file photo|caption|map|video|graphic)\s*(?:credit|by)?\s*:|"
                     r"enlarge\b.{0,80}caption|[—–-]{1,2}\s?[A-Z][\w.'’-]+(?: [\w.'’-]+){0,4}, (?:of|for)\b.{0,60}\Z)", re.I)
SENTENCE_END = re.compile(r"[.!?\"”’:)\]]\s*\Z")
SHORT = 0.7  # of the usual width: a line this short ends its paragraph, a longer one is only wrapped


def wrap_width(text: str) -> int:
    """The width at which a text's lines are wrapped by hand, or 0 where a line is a paragraph."""
    lines = text.split("\n")
    lengths = sorted(len(a.rstrip()) for a, b in pairwise(lines) if a.strip() and b.strip())
    wrapped = [n for n in lengths if 45 <= n <= 100]
    return wrapped[len(wrapped) * 9 // 10] if len(wrapped) > 2 and len(wrapped) >= 0.6 * len(lengths) else 0


def _breaks(before: str, after: str, width: int) -> bool:
    """Whether a single line end parts two paragraphs."""
    if not before.strip():
        return True
    if LIST_NUMBER.match(after) and len(after) > 3 and not after.lstrip()[:1].isalpha():
        return True
    if width:
        return bool(SENTENCE_END.search(before)) and (len(before.rstrip()) < SHORT * width or after.startswith("  "))
    heading = len(before.split()) <= 8 and before.rstrip()[-1].isalnum() and after.lstrip()[:1].isupper()
    return heading or bool(SENTENCE_END.search(before))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of paragraphs: parted by blank lines and by line ends that are not mere wrapping. Captions are left out."""
    width, out, start, at = wrap_width(text), [], 0, 0
    lines = text.split("\n")
    for n, line in enumerate(lines):
        at += len(line) + 1
        after = lines[n + 1] if n + 1 < len(lines) else ""
        if not after.strip() or _breaks(line, after, width):
            out.append((start, at - 1))
            start = at
    return [(a, b) for a, b in out if text[a:b].strip() and not CAPTION.match(text, a, b)]


def dateline(text: str) -> Dateline | None:
    """The dateline at the head of a dispatch, if there is one."""
    m = DATELINE.match(text)
    if not m:
        return None
    # One name in brackets is a country where a date follows it ("CARTAGO (COSTA RICA), 3 MAY 88"), else who reports.
    outlet = m["outlet"] or m["agency"] or (None if m["date"] else m["two"] or m["one"])
    if not (m["date"] or outlet or m["place"].isupper()):
        return None
    place = "" if m["place"].lower() in NOWHERE else m["place"]
    place = place if not m["wider"] or m["place"].isupper() else f"{place}, {m['wider']}"
    date = "" if (m["date"] or "").lower() == "no date" else m["date"] or ""
    return Dateline(m.start(), m.end(), " ".join(place.split()), " ".join(date.split()),
                    " ".join((outlet or "").split()))


def content_start(text: str, start: int, end: int) -> int:
    """Where the words of a paragraph begin, after "[Text]" marks and list numbers; its end where there are none."""
    for pattern in (MARK, LIST_NUMBER):
        m = pattern.match(text, start, end)
        if m and (m.end() < end or pattern is MARK):
            start = m.end()
    return start
