"""Stand-ins: common verbs that the tagger and parser are shown for rare ones, which they take for names ("troops retook Bor").

Only the model sees them; tokens keep their own text, lemma and offsets (cf. normalising unknown words before parsing: Foster et al.
2011, "#hardtoparse"). What the tokenizer takes apart at a hyphen ("machine-gunned") becomes one word again.
"""
from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

Word = tuple[str, int]
"""A word and the character it starts at."""


@cache
def standins() -> dict[str, tuple[str, str]]:
    """By lower-case form: what the parser is shown, and the lemma."""
    rows = (files(__package__) / "data" / "standins.tsv").read_text("utf-8").splitlines()
    return {form: (shown, lemma) for form, shown, lemma in (r.split("\t") for r in rows if r and r[0] != "#")}


def shown(word: str) -> str:
    """The word that the parser is shown for `word`, in its case."""
    if word == "IS":  # the group of that name, which the parser takes for the verb; shouted texts have their case back by now
        return "ISIL"
    found = standins().get(word.lower())
    return word if not found else found[0].capitalize() if word[0].isupper() else found[0]


def lemma(word: str) -> str:
    """The lemma of a word that has a stand-in, else ""."""
    found = standins().get(word.lower())
    return found[1] if found else ""


def rejoined(words: Sequence[Word]) -> list[Word]:
    """`words` with hyphenated verbs of the table in one piece."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        text, start = words[at]
        if at + 2 < len(words) and words[at + 1] == ("-", start + len(text)) and words[at + 2][1] == start + len(text) + 1:
            whole = f"{text}-{words[at + 2][0]}"
            if whole.lower() in standins():
                out.append((whole, start))
                at += 3
                continue
        out.append((text, start))
        at += 1
    return out
