"""Candidate: a place in a text that may put forward an event, before anyone asks who says so."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger and its arguments as token indices.

    `token` heads the trigger, which covers characters `start` to `end`; `frame` tells how it was built (verb, passive,
    participle, noun, light verb, adjective …); `entry` the lexicon entry. `actor` and `target` are head tokens of noun
    phrases, one for each conjunct; `place` the head token of the phrase that tells where (or None): for "took Herat and
    Zaranj" there are two candidates. `clause` is the verb whose tense, modality and speaker the event shares.
    """

    token: int
    start: int
    end: int
    type: str
    entry: str
    frame: str = "verb"
    actor: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    place: int | None = None
    clause: int = -1
    probability: float = 1.0
    rules: tuple[tuple[str, str], ...] = ()
