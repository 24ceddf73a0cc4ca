"""Runs of words that look like a proper name, and the word lists of places."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..model.parsed import Parsed, Sentence, Token

QUOTES = "‘’'`ʿʾ"
MONTHS = frozenset("january february march april may june july august september october november december jan feb mar apr jun jul aug "
                   "sep sept oct nov dec "
                   "monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of `lexicon/places.toml`."""

    features: dict[str, str]
    standins: dict[str, list[str]]
    words: dict[str, frozenset[str]]
    abbreviations: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The lists, read once."""
    raw: dict[str, Any] = tomllib.loads((Path(__file__).parent / "lexicon/places.toml").read_text("utf-8"))
    return Lexicon(raw["features"], raw["standins"], {k: frozenset(v.split()) for k, v in raw["words"].items()},
                   raw["abbreviations"])


def proper(t: Token, first: bool = False) -> bool:
    """Whether a token looks like part of a proper name; `first` that it opens a sentence."""
    if not t.text.lstrip(QUOTES)[:1].isupper() and not (t.text[:1].isdigit() and t.tag == "NNP"):
        return False
    return t.tag in ("NNP", "NNPS") or (not first and t.lower not in MONTHS and t.tag[:2] in ("NN", "JJ", "FW", "VB", "CD", "UH"))


def runs(parsed: Parsed, s: Sentence) -> list[tuple[int, int]]:
    """Runs of proper words (both ends included), hyphens and name particles between them."""
    tokens, out, i = parsed.tokens, [], s.first
    joins = lexicon().words["particles"] | {"-", "ez", "ad", "as", "ash", "az", "i", "e", "'", "’", "du", "au", "aux", "sur",
                                            "des", "los", "las", "es"}
    while i < s.last:
        if not proper(tokens[i], i == s.first) and not _opens_joined(parsed, s, i):
            i += 1
            continue
        j = i
        while True:
            k = j + 1
            while k < s.last and k - j <= 4 and tokens[k].lower in joins and not proper(tokens[k]):
                k += 1
            if k >= s.last or not proper(tokens[k]) or k - j > 4:
                break
            j = k
        while j > i and tokens[j].lower in MONTHS:
            j -= 1  # "Istalif Tuesday"
        j = _drawn_on(parsed, s, j)
        out.append((i, j))
        i = j + 1
    return out


def _opens_joined(parsed: Parsed, s: Sentence, i: int) -> bool:
    """Whether token `i` opens a name of three parts that the tagger took for common words: "Takht-e-Pul" at a sentence's start."""
    if i + 4 >= s.last or not parsed.tokens[i].text[:1].isupper():
        return False
    parts = parsed.tokens[i:i + 5]
    return (parts[1].text == parts[3].text == "-" and parts[2].lower in lexicon().words["joints"] and parts[4].text[:1].isupper()
            and all(glued(parsed, k) for k in range(i, i + 4)))


def glued(parsed: Parsed, i: int) -> bool:
    """Whether token `i` and the next touch, as in "Takht-e-Pul"."""
    return i + 1 < len(parsed.tokens) and parsed.tokens[i].end == parsed.tokens[i + 1].start


def _drawn_on(parsed: Parsed, s: Sentence, j: int) -> int:
    """The end of a run that a particle between hyphens draws on into small letters: "Qala-i-jangi"."""
    tokens = parsed.tokens
    inside = j + 4 < s.last and all(glued(parsed, n) for n in range(j, j + 4))
    joined = inside and tokens[j + 1].text == tokens[j + 3].text == "-" and tokens[j + 2].lower in lexicon().words["joints"]
    return j + 4 if joined else j


def hyphenated(parsed: Parsed, i: int, j: int, k: int) -> tuple[int, int]:
    """The first and last token of the name written in one piece around token `k` of the run `i` to `j`: "Takht-e-Pul"."""
    first = last = k
    while first - 2 >= i and parsed.tokens[first - 1].text == "-" and glued(parsed, first - 1) and glued(parsed, first - 2):
        first -= 2
    while last + 2 <= j and parsed.tokens[last + 1].text == "-" and glued(parsed, last) and glued(parsed, last + 1):
        last += 2
    return first, last
