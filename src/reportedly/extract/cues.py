"""Cues: the words that say who says so and how sure, from `lexicon/cues.toml` and `lexicon/factuality.toml`.

The files are written for analysts; each explains its own fields. Loaded once, at first use.
"""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SETS = "kinds sources third_party media tags statement perception headline prepositions sets".split()
FACT_SETS = "modifiers adverbs auxiliaries carriers conditions transparent verification disputes sets".split()
OPS = ("deny", "future", "possible", "probable", "attempt", "keep", "certain", "avert")


@dataclass(frozen=True, slots=True)
class ReportVerb:
    """A verb of report: what it `takes` (that, to, object, quote, as, of, report, seen), the `passive`'s nameless kind ("" where
    it is no report), the `mark` of verification it leaves, the `kind` that its speaker has, and whether only documents may be subject."""

    group: str
    takes: frozenset[str]
    passive: str = ""
    mark: str = ""
    kind: str = ""
    inanimate: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governing word does to the event below it: `op`, only for claim `types` and after preposition `via` where these are given."""

    op: str
    types: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of report by lemma, and plain word sets by name ("kinds.witness")."""

    verbs: dict[str, tuple[ReportVerb, ...]]
    nouns: dict[str, ReportVerb]
    adverbs: dict[str, tuple[str, str]]
    words: dict[str, frozenset[str]]
    openers: tuple[str, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Factuality:
    """Effects by part of speech, lemma and way of hanging ("V", "fail", "to"), and plain word sets by name."""

    effects: dict[tuple[str, str, str], tuple[Effect, ...]]
    words: dict[str, frozenset[str]]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "lexicon" / name).read_text("utf-8"))


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def cues() -> Cues:
    """The cues of report."""
    raw = _load("cues.toml")
    verbs: dict[str, tuple[ReportVerb, ...]] = {}
    for group, row in raw["verbs"].items():
        entry = ReportVerb(group, frozenset(row["takes"]), row.get("passive", ""), row.get("mark", ""), row.get("kind", ""),
                           row.get("subject") == "document")
        for word in row["words"].split():
            verbs[word] = (*verbs.get(word, ()), entry)
    nouns = {word: ReportVerb(group, frozenset(row["takes"]), mark=row.get("mark", ""))
             for group, row in raw["nouns"].items() for word in row["words"].split()}
    words = {f"{table}.{key}": _set(value) for table in SETS for key, value in raw[table].items() if key != "headings"}
    words["carry.nouns"] = _set(raw["carry"]["also_nouns"])
    split = (tuple(raw["carry"]["openers"].split("|")), tuple(raw["statement"]["headings"].split("|")))
    return Cues(verbs, nouns, {k: (v[0], v[1]) for k, v in raw["adverbs"].items()}, words, *split)


@cache
def factuality() -> Factuality:
    """The effects on factuality."""
    raw = _load("factuality.toml")
    effects: dict[tuple[str, str, str], tuple[Effect, ...]] = {}
    for table, pos in (("verbs", "V"), ("adjectives", "J"), ("nouns", "N")):
        for row in raw[table]:
            if row["op"] not in OPS:
                raise ValueError(f"factuality.toml: unknown op {row['op']!r}")
            effect = Effect(row["op"], _set(row.get("types", "")), _set(row.get("from", "")))
            for by in row["by"]:
                for word in row["words"].split():
                    effects[pos, word, by] = (*effects.get((pos, word, by), ()), effect)
    words = {f"{table}.{key}": _set(value) for table in FACT_SETS for key, value in raw[table].items()}
    return Factuality(effects, words)
