"""Names made comparable: folded (case, accents, punctuation), core (no generic words or articles), skeleton (transliteration)."""
from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

TABLES = tomllib.loads((Path(__file__).parent.parent / "data/names.toml").read_text("utf-8"))
LETTERS = str.maketrans({**TABLES["letters"], **dict.fromkeys(TABLES["dropped"], "")})
FIRST: dict[str, str] = TABLES["first"]
ARTICLES = frozenset(TABLES["articles"].split())
GENERIC = frozenset(TABLES["generic"].split())
SOUNDS: list[tuple[str, str]] = [(a, b) for a, b in TABLES["sounds"]]


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """`name` without case, accents, apostrophes and punctuation: "Deir ez-Zor" and "DEIR EZ ZOR" are one. Other scripts stay."""
    low = name.casefold().translate(LETTERS)
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c)).translate(LETTERS)
    words = re.sub(r"[\W_]+", " ", low).split()
    if len(words) > 1 and words[0] in FIRST:
        words[0] = FIRST[words[0]]
    return " ".join(words)


@lru_cache(maxsize=65536)
def core(folded: str) -> str:
    """A folded name without generic words and articles ("al hudaydah governorate" is "hudaydah"); never empty unless it came so."""
    kept = [w for w in folded.split() if w not in ARTICLES and w not in GENERIC]
    return " ".join(kept) or folded


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """The consonants of a folded name's core as different romanisations share them ("kunduz", "konduz", "qunduz": "kndz").

    Meant for look-ups inside one country only: world-wide it is far too wide.
    """
    word = core(folded).replace(" ", "")
    if not word.isascii():
        return word
    for a, b in SOUNDS:
        word = word.replace(a, b)
    if "ch" not in core(folded):
        word = re.sub(r"c(?=[eiy])", "s", word).replace("c", "k")
    word = re.sub(r"(?<=[aeo])w(?![aeiouy])", "", word).replace("w", "v").replace("ts", "z")
    first = "a" if word[:1] in "aeiouy" else ""
    word = re.sub(r"h(?![aeiou])", "", word)
    return first + re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word))


def similarity(a: str, b: str) -> float:
    """1 less the optimal string alignment distance of two strings over the longer's length."""
    if a == b:
        return 1.0
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(last[j] + 1, row[-1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return 1.0 - last[-1] / max(len(a), len(b), 1)
