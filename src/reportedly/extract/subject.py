"""Subject: whether a text is about war, politics or violence at all, by the plain words it has.

A logistic regression fitted by `evaluation/train_subject.py`, which names what it learned from. Names and figures do not count, so that no
side and no country is a sign of war.
"""
from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from .lexicon import FOLDER


def plain(words: Iterable[str]) -> set[str]:
    """The words in small letters without figures, marks and single letters."""
    return {w.lower() for w in words if len(w) > 1 and w.replace("-", "").isalpha()}


@cache
def weights() -> dict[str, float]:
    """The weight of each plain word; of "" for any text."""
    found: dict[str, float] = json.loads((files(__package__) / FOLDER / "subject.json").read_text("utf-8"))
    return found


def warlike(words: Iterable[str]) -> float:
    """Log odds that a text with these words is about war, politics or violence; about 0 where they tell nothing."""
    table = weights()
    known = [table[w] for w in plain(words) if w in table]
    return table[""] + sum(known) / math.sqrt(max(len(known), 1))


def known(words: Iterable[str]) -> int:
    """How many different words of a text tell something."""
    table = weights()
    return sum(w in table for w in plain(words))
