"""Informants of whom only the body is told that they belong to: "official sources", "a ministry source", "the army press office"."""
from __future__ import annotations

import re

FIGHTING = re.compile(r"\b(?:military|army|navy|air force|armed forces|command|battalion|brigade|rebel|guerrilla|insurgent|"
                      r"security forces)\b", re.I)
STATELY = re.compile(r"\b(?:official|government|governmental|state|ministry|ministerial|presidential|judicial|court|police|palace|"
                     r"municipal|fire department|"
                     r"security|intelligence|embassy|customs|parliamentary|congressional|senate|white house|pentagon)\b", re.I)
CHARITY = re.compile(r"\b(?:red cross|red crescent|human rights|caritas)\b", re.I)
CLOSE = re.compile(r"\b(?:close to|linked to|familiar with|near)\b", re.I)
SOURCE = re.compile(r"\bsources?\b", re.I)
# The part of a body that talks to the press is no outlet: "the armed forces press committee".
DESK = re.compile(r"\bpress (?:committee|office|officer|service|department|directorate|section|unit|center|centre|secretariat|secretary|"
                  r"bureau)\b", re.I)
# Who wrote what was sent or thrown about is no author of books.
AUTHORS = re.compile(r"\bauthors? (?:of )?(?:the |this |that )?(?:[\w-]+ )?(?:communiqu[eé]|leaflet|letter|note|message|statement|pamphlet|"
                     r"document|threats?|calls?)\b", re.I)


def informant(words: str) -> str:
    """The kind of source that the words before "sources" tell: party for those who fight, government for a state's offices, "" for none.

    "military sources" -> party, "interior ministry source" -> government, "sources close to the government" -> "".
    """
    if AUTHORS.search(words):
        return "unnamed"
    found = SOURCE.search(words)
    if found is None or CLOSE.search(words):
        return ""
    if CHARITY.search(words):
        return "ngo"
    if FIGHTING.search(words):
        return "party"
    return "government" if STATELY.search(words) else ""
