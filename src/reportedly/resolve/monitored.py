"""Stations that a monitor names before retelling them: "Radio North in Arabic at 0630 GMT broadcasts reports. The first report says …"."""
from __future__ import annotations

import re

from ..model.claim import Mention
from .cast import Cast

LANGUAGES = ("spanish|english|arabic|french|russian|portuguese|persian|dari|pashto|serbo-croatian|serbian|croatian|turkish|hebrew|amharic|"
             "swahili|somali|burmese|khmer|korean|german|italian")
FORMULA = re.compile(rf"(?P<name>(?:[^\W\d_][\w'’-]*[ \t]+){{1,6}}?)in[ \t]+(?:{LANGUAGES})\b[^.\n]{{0,60}}?\bat[ \t]+\d{{4}}", re.I)
PART = frozenset(("report", "bulletin", "roundup", "communique", "announcer", "station", "newscast", "dispatch", "broadcast", "commentary",
                  "newscaster", "reader", "summary"))
TOLD = re.compile(r"\b(?:the|this|that|another|a|one)\s+(?:first|second|third|fourth|fifth|next|last|final|other|same|following|"
                  r"military|war|battle)?\s*$", re.I)
HEAD = 300
MADE_BY = re.compile(r"\[(?:communiqu[eé]|statement|proclamation|declaration|message|manifesto|letter)\]\s*\[([^\]\n]{3,80})\]", re.I)


def bracketed(text: str) -> str:
    """Who issued what a monitor marks as "[COMMUNIQUE] [THE "RED STAR"] [TEXT]", without article and quotation marks; "" if nobody."""
    headed = MADE_BY.search(text[:HEAD])
    name = " ".join(headed[1].split()).strip("\"“” ") if headed else ""
    return re.sub(r"^the\s+", "", name, flags=re.I).strip("\"“” ")


def station_of(m: Mention, cast: Cast) -> tuple[int, str] | None:
    """Offset and name of the station whose "report", "bulletin" or "announcer" a mention is, where a monitor has named one before it."""
    if m.head.lower() not in PART or (m.name and m.name.lower() != m.head.lower()) or m.of:
        return None
    if not TOLD.search(cast.before(m.start)) and not TOLD.search(cast.text[m.start:m.start + max(0, len(m.text) - len(m.head))]):
        return None
    last = None
    for found in FORMULA.finditer(cast.text, 0, m.start):
        last = found
    if last is None:
        return None
    words = last["name"].split()
    for n in range(len(words)):
        known = cast.find(" ".join(words[n:]))
        if known and known.kind == "media":
            return last.start(), " ".join(words[n:])
    return last.start(), " ".join(words)
