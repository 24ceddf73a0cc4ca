"""A turn: what a token of the parser's tree is instead, and the word lists by which rules know it."""
from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

MOVED = frozenset(("advcl", "prep", "npadvmod"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
ACTIVE = frozenset(("VBD", "VBZ", "VBP", "VB", "VBG"))
NOUN = frozenset(("NN", "NNS", "NNP", "NNPS"))


class Turn(NamedTuple):
    """What a token is instead: its governor, its relation, its tag where that changes too."""

    head: int
    dep: str
    tag: str = ""


@cache
def words(name: str) -> frozenset[str]:
    """A list of `data/repairs.toml`."""
    return frozenset(tomllib.loads((files(__package__) / "data" / "repairs.toml").read_text("utf-8"))[name].split())
