"""What a text all in capitals hides: common words, titles and acronyms that are towns' names too ("RIFLE FIRE", "THE MAFIA")."""
from __future__ import annotations

import re
from functools import lru_cache

from ..model.knowledge import Kind
from ..model.parsed import Parsed, Sentence
from .lexicon import classes
from .runs import lexicon

BRACKETED = re.compile(r"[(\[]\s*([A-Z]{2,7})\s*[)\]]")
EXPANDED = re.compile(r"\b([A-Z]{2,7})\s*[(\[]([A-Z][^)\]]{5,90})[)\]]")
SETTLED = frozenset(("city", "town", "village"))
OWNING = frozenset("the a an this that these those our their its his her my your such any no".split())
LEANING = frozenset(("compound", "nmod", "amod"))  # "the Tela summit" was at Tela
SURE_TOWN = 0.985  # what no gazetteer gives to a town that shares its name with a common word


def loud(parsed: Parsed) -> bool:
    """Whether a text is written in capitals throughout."""
    return parsed.document.text[:2000].isupper()


@lru_cache(16)
def acronyms(text: str) -> frozenset[str]:
    """Short names in capitals that a text explains: "Immediate Attention Center (CAI)", "DNI [Department of National ...]"."""
    bearers = lexicon().words["bearers"]
    out = {m[1] for m in BRACKETED.finditer(text) if bearers.isdisjoint(text[max(0, m.start() - 50):m.start()].lower().split())}
    for m in EXPANDED.finditer(text):
        words = [w for w in re.findall(r"[^\W\d_]+", m[2]) if w[:1].isupper()]
        if not bearers.isdisjoint(w.lower() for w in words):
            continue  # "UCA [Central American University]" is somewhere
        initials = "".join(w[0] for w in words)
        if len(words) > 1 and sum(c in initials for c in m[1]) >= 0.6 * len(m[1]):
            out.add(m[1])
    return frozenset(out)


def no_town(parsed: Parsed, s: Sentence, i: int, kind: Kind) -> bool:
    """Whether the one-word name at token `i`, a town's by the gazetteer, is here a common word, a title or an explained acronym."""
    t, tokens, lex = parsed.tokens[i], parsed.tokens, lexicon()
    if kind.feature not in SETTLED and kind.feature not in ("", "admin1", "admin2"):
        return False
    written = parsed.document.text[t.start:t.end]
    if written.isupper() and written in acronyms(parsed.document.text) and kind.feature in SETTLED:
        return True
    if not loud(parsed):
        return False
    if t.lower in lex.words["titles"] and not (i + 1 < s.last and tokens[i + 1].text == ","):
        return True
    if kind.feature not in SETTLED or kind.place >= SURE_TOWN:
        return False
    if classes().get(t.lower):
        return True
    before = tokens[i - 1]
    if i > s.first and before.tag == "JJ" and before.text.islower() and before.lower not in lex.words["directions"] \
            and t.dep not in LEANING:
        return True  # "a small black circle"
    followed = i + 1 < s.last and tokens[i + 1].lower in lex.features
    return i > s.first and tokens[i - 1].lower in OWNING and t.dep not in LEANING and not followed
