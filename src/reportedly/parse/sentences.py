"""Where sentences end. Reporters' abbreviations are too many for the parser, which splits after "Gen." and joins quotations."""
from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

STOP = re.compile(r"(?:[.!?]{1,4}|…)(?:[\"”’')\]]{0,3})(?=\s|\Z|[\"“‘'(\[]?[A-Z][a-z])")
PARTICLE = re.compile(r"\s+(?:al|el|an|ad|ar|as|at|ash|bin|de|van|von)[- ][A-Z]")  # "… airstrike. al-Muhandis was …"
LAST_WORD = re.compile(r"[\w.&'’-]{1,24}\Z")
LONGEST = 4000  # characters: what is longer is no sentence, and is cut at a space


@cache
def _words() -> dict[str, frozenset[str]]:
    data = tomllib.loads((files(__package__) / "data" / "sentences.toml").read_text("utf-8"))
    return {k: frozenset(v["words"]) for k, v in data.items()}


def _next_word(text: str, at: int, end: int) -> str:
    m = re.compile(r"\s*[\"“‘'(\[]{0,3}([\w’'-]{1,30})").match(text, at, end)
    return m[1] if m else ""


def _is_end(text: str, start: int, m: re.Match[str], end: int, upper: bool) -> bool:
    """Whether the stop at `m` ends the sentence that began at `start`."""
    after = _next_word(text, m.end(), end)
    if not after:
        return True
    if after[0].islower() and not PARTICLE.match(text, m.end(), end):
        return False
    inside = text[max(start, m.start() - 200):m.start()]
    if inside.count("[") > inside.count("]") or (inside.count("(") > inside.count(")") and m.group()[-1] != ")"):
        return False
    if m.group() != ".":
        return True
    gap = text[m.end():m.end() + 2]
    word = LAST_WORD.search(text, max(start, m.start() - 24), m.start())
    return _after_word(word[0] if word else "", after, upper, gap)


def _after_word(word: str, after: str, upper: bool, gap: str) -> bool:
    """Whether a full stop after `word` ends the sentence, given the next word and the white space between."""
    lists, low = _words(), word.lower()
    starts = after.lower() in lists["starters"] and (not upper or gap == "  ")
    if low in lists["title"]:
        return False
    if low in lists["numbered"]:
        return not after[0].isdigit()
    if low in lists["month"]:
        return not after[0].isdigit() and after.lower() in lists["starters"]
    if low in lists["clock"]:
        return after.lower() not in lists["after_clock"]
    if low in lists["final"] or re.fullmatch(r"(?:[\w’'.]+-)?(?:[a-z]\.)+[a-z]", low):
        return starts
    if len(word) == 1 and word.isalpha():
        return word == "I" and not upper
    return True


def sentences(text: str, start: int, end: int, upper: bool = False) -> list[tuple[int, int]]:
    """Offsets of the sentences of one paragraph; `upper` where it is written in capitals throughout. None is over LONGEST."""
    out: list[tuple[int, int]] = []
    begin = start
    for m in STOP.finditer(text, start, end):
        if m.start() >= begin and _is_end(text, begin, m, end, upper):
            _add(text, begin, m.end(), out)
            begin = m.end()
    _add(text, begin, end, out)
    return out


def _add(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        out.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if re.search(r"\w", text[start:end]):
        out.append((start, end))
    elif out and start < end:  # a stray quotation mark or dash
        out[-1] = (out[-1][0], end)
