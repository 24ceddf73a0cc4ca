"""Lexicon: the words that name events, their frames, and the classes of nouns, from `lexicon/*.toml`.

The files are written for analysts: `docs/how-to/extend-the-lexicon.md` tells how to add to them. Loaded once, at first use.
"""
from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..model.codebook import event_types, own

FOLDER = "lexicon"
# Classes that code gives a noun beside those of classes.toml.
DERIVED = frozenset(("any", "armed", "country", "human", "name", "other", "pronoun", "time"))
OWN_RANK = 100  # the user's own entries are tried before all others


class LexiconError(ValueError):
    """A lexicon file that does not hold together: which file, which entry, what is wrong."""


@dataclass(frozen=True, slots=True)
class Need:
    """What fills a slot: head lemmas (written "=control hold") or classes ("place force"); `absent` where nothing may."""

    words: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One way a word is used. `needs` maps a slot (subject, object, or a preposition) to what must fill it, `bars` to what must not;
    `roles` maps slots to actor, target or place. `particle` must be among the word's particles, adverbs or prepositions. One of the
    words of `mods` must stand before what fills the slot ("aid convoy"), none of `without`."""

    type: str
    lemma: str
    particle: str = ""
    needs: tuple[tuple[str, Need], ...] = ()
    bars: tuple[tuple[str, Need], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    voice: str = ""
    complement: str = ""
    rank: int = 0
    anaphor: bool = False
    mods: tuple[tuple[str, frozenset[str]], ...] = ()
    without: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def entry(self) -> str:
        return f"{self.lemma} {self.particle}".strip() + f" > {self.type}"


@dataclass(frozen=True, slots=True)
class Noun:
    """An event noun. `own` is the role of a possessor, `mod` that of a human modifier ("rebel offensive"), `roles` those of prepositions;
    one of `mods` (modifier lemmas), `preps` or a light verb must stand with it where `bare` is false; `skip` modifiers rule it out."""

    type: str
    lemma: str
    own: str = "actor"
    mod: str = "actor"
    roles: tuple[tuple[str, str], ...] = ()
    bare: bool = True
    mods: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()
    compound: bool = False
    plural: bool = False
    generic: bool = False
    anaphor: bool = False
    anchor: bool = False
    needs: tuple[tuple[str, Need], ...] = ()
    verbs: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def classes() -> dict[str, frozenset[str]]:
    """The classes of each noun lemma; hyphens in the file stand for spaces or hyphens."""
    out: dict[str, set[str]] = defaultdict(set)
    shipped = {name: str(table["words"]) for name, table in _load("classes").items()}
    for name, text in (*shipped.items(), *own().classes.items()):
        for word in text.split():
            out[word].add(name)
    return {k: frozenset(v) for k, v in out.items()}


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of `words.toml`."""
    return frozenset(_load("words")[name].split())


@cache
def tables(name: str) -> dict[str, str]:
    """A table of `words.toml`: word to value."""
    found: dict[str, str] = _load("words")[name]
    return found


def need(text: str) -> Need:
    """"=control hold" asks for these lemmas, "place force" for these classes, "place =base" for either, "-" that nothing be there."""
    if text == "-":
        return Need(absent=True)
    kinds, _, lemmas = text.partition("=")
    return Need(frozenset(lemmas.split()), frozenset(kinds.split()))


def _needs(table: dict[str, str]) -> tuple[tuple[str, Need], ...]:
    return tuple((slot, need(text)) for slot, text in table.items())


def _mods(table: dict[str, str]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((slot, frozenset(text.split())) for slot, text in table.items())


def _entries(kind: str, *names: str) -> Iterator[tuple[dict[str, Any], str, int]]:
    """Rows with where they stand and what they are ranked up by: those of the user's own codebook first, then the files'."""
    yield from ((row, where, OWN_RANK) for row, where in own().words.get(kind, ()))
    for name in names:
        yield from ((row, f"{name}.toml, entry {n + 1}", 0) for n, row in enumerate(_load(name)[kind]))


def forget() -> None:
    """Read everything again at next use: the user's own codebook has changed."""
    for kept in (classes, frames, nouns, participles):
        kept.cache_clear()


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Verb frames by lemma, in the order in which they are tried: files' order, the more particular first."""
    out: dict[str, list[Frame]] = defaultdict(list)
    for row, where, ahead in _entries("verb", "verbs_territory", "verbs_violence", "verbs_people", "verbs_politics", "verbs_idioms"):
        _check(row, where)
        needs = _needs(row.get("needs", {}))
        rank = len(needs) + bool(row.get("particle")) + sum(2 for _, x in needs if x.words) + int(row.get("rank", 0)) + ahead
        for lemma in row["lemmas"].split():
            out[lemma].append(Frame(
                row["type"], lemma, row.get("particle", ""), needs, _needs(row.get("bars", {})),
                tuple(row.get("roles", {"subject": "actor", "object": "target"}).items()), row.get("voice", ""),
                row.get("complement", ""), rank + 2 * len(row.get("mods", {})), bool(row.get("anaphor")),
                _mods(row.get("mods", {})), _mods(row.get("without", {}))))
    return {k: tuple(sorted(v, key=lambda f: -f.rank)) for k, v in out.items()}


@cache
def nouns() -> dict[str, tuple[Noun, ...]]:
    """Event nouns by lemma (a multi-word entry by its last word's lemma, its first words in `mods`)."""
    out: dict[str, list[Noun]] = defaultdict(list)
    first: dict[str, list[Noun]] = defaultdict(list)
    for row, where, ahead in _entries("noun", "nouns"):
        _check(row, where)
        mods, preps = frozenset(row.get("mods", "").split()), frozenset(row.get("preps", "").split())
        for lemma in row["lemmas"].split():
            (first if ahead else out)[lemma].append(Noun(
                row["type"], lemma, row.get("own", "actor"), row.get("mod", "actor"), tuple(row.get("roles", {}).items()),
                bool(row.get("bare", not mods and not preps)), mods, preps, frozenset(row.get("skip", "").split()),
                bool(row.get("compound")), bool(row.get("plural")), bool(row.get("generic")), bool(row.get("anaphor")),
                bool(row.get("anchor")), _needs(row.get("needs", {})), frozenset(row.get("verbs", "").split()),
                frozenset(row.get("apart", "").split()), frozenset(row.get("after", "").split())))
    return {k: (*first.get(k, ()), *sorted(out.get(k, ()), key=lambda x: (x.anaphor, x.bare, not x.mods))) for k in {**first, **out}}


def _check(row: dict[str, Any], where: str) -> None:
    if row.get("type") not in event_types():
        raise LexiconError(f"{where}: {row.get('type')!r} is not an event type of the codebook")
    if not isinstance(row.get("lemmas"), str) or not row["lemmas"].split():
        raise LexiconError(f"{where}: `lemmas` must hold at least one word")


@cache
def participles() -> dict[str, str]:
    """Past participles of the lexicon's verbs to their lemmas: the parser tags "besieged" in "the besieged town" an adjective."""
    irregular = tables("irregular")
    out = {form: lemma for form, lemma in irregular.items() if lemma in frames()}
    for lemma in frames():
        if lemma in irregular.values():
            continue
        stem = lemma[:-1] if lemma.endswith("e") else lemma[:-1] + "i" if lemma[-1] == "y" and lemma[-2] not in "aeiou" else lemma
        out.setdefault(stem + "ed", lemma)
        if len(lemma) > 2 and lemma[-1] in "bdgklmnprtz" and lemma[-2] in "aeiou" and lemma[-3] not in "aeiou":  # "machinegunned"
            out.setdefault(lemma + lemma[-1] + "ed", lemma)
    return out
