"""The scene: where an event happened when its own sentence does not say, or says a place that is not its own.

A small conditional model (multinomial logit over a document's places and "none", McFadden 1974) on features of distance,
repetition, shared event, type and side. Weights and the names of the texts they were fitted on are in `data/scene.json`.
"""
from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ..model.claim import Claim, Reason
from ..model.codebook import family_of
from ..model.reference import Place, Resolution
from .places import unrelated
from .scene_board import SOMEWHERE, Board, Fellows, Stage, key, width

HEADED = {"somewhere headed": 3.0, "politics headed": 0.5, "somewhere other item": -4.0, "politics other item": -1.0}
"""Set by hand: the annotated texts have no headings that name a place, and few digests."""
STEPS = (160, 400, 900, 2000)
PUT = re.compile(r"\b(?:in|at|near|inside|across|outside|around)\s+(?:the\s+)?(?:[a-z]+\s+)?$", re.I)
DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|their|his)\s+(?:[\w'-]+\s+){0,2}$", re.I)
NOT_TOLD = re.compile(r"\b(?:any|no|such|further|future|possible|more)\s+(?:[\w'-]+\s+){0,2}$", re.I)


def options(stage: Stage, i: int, board: Board | None = None) -> list[tuple[Place | None, dict[str, float]]]:
    """Every place that claim `i` may have happened at, "none" first, each with its features."""
    board = board or Board(stage)
    group = "somewhere" if board.bodily[i] else "politics"
    claim = stage.claims[i]
    view = View(claim, board.found[i], group, board.here(claim.start, claim.end),
                bool(DEFINITE.search(stage.text[max(0, claim.trigger.start - 40):claim.trigger.start])), *board.last(i), board.fellows(i))
    out: list[tuple[Place | None, dict[str, float]]] = [(None, _none(stage, i, board))]
    own = board.found[i].place
    put = claim.place is not None and bool(PUT.search(stage.text[max(0, claim.place.start - 30):claim.place.start]))
    out.extend((p, _features(board, view, k, p)) for k, p in board.candidates(i).items() if not (put and own and _abroad(own, p)))
    return out


def _abroad(own: Place, other: Place) -> bool:
    """Whether another place is in another country than the claim's own words say: "captured in Afghanistan" was not at Guantanamo."""
    return bool(own.country and other.country) and own.country != other.country and own.probability >= 0.5


def _none(stage: Stage, i: int, board: Board) -> dict[str, float]:
    claim = stage.claims[i]
    before = stage.text[max(0, claim.trigger.start - 40):claim.trigger.start]
    out = {"none": 1.0, f"none {family_of(claim.type)}": 1.0, f"none {claim.type}": 1.0}
    if claim.factuality == "future":
        out["none future"] = 1.0
    if NOT_TOLD.search(before):
        out["none not told"] = 1.0
    if stage.found[i].place:
        out["none though own"] = 1.0
    if stage.found[i].background:
        out["none history"] = 1.0
    fellows = [board.found[j] for j in board.fellows(i).event if j != i]
    group = "somewhere" if family_of(claim.type) in SOMEWHERE else "politics"
    out[f"none {group} alone" if not fellows else f"none {group} told again"] = 1.0
    if any(r.place for r in fellows):
        out[f"none {group} event placed"] = 1.0
    return out


@dataclass(frozen=True, slots=True)
class View:
    """What a claim sees: places told in its sentence, whether its trigger is definite, the nearest claims before it that happened
    somewhere, of any type and of its own, and its fellows."""

    claim: Claim
    mine: Resolution
    group: str
    here: frozenset[str]
    definite: bool
    last: int | None
    twin: int | None
    fellows: Fellows


def _features(board: Board, view: View, k: str, p: Place) -> dict[str, float]:
    claim, mine, group = view.claim, view.mine, view.group
    if mine.place and key(mine.place) == k:
        return {"own": 1.0, f"own {group}": 1.0, f"own {width(p)}": 1.0, "own relation": float(claim.place is not None
                and claim.place.relation is not None)}
    out = board.standing(k, p, group) | _nearness(board, claim, k, group)
    if mine.place is not None:
        out["other though own"] = 1.0
    if view.here == {k}:
        out[f"{group} alone in sentence"] = 1.0
    if board.stage.headed and any(a <= claim.start < b and k == named for a, b, named in board.stage.headed):
        out[f"{group} headed"] = 1.0
    if board.elsewhere(k, claim.start):
        out[f"{group} other item"] = 1.0
    return out | _shared(board, view, board.users[k]) if k in board.users else out


def _shared(board: Board, view: View, users: list[int]) -> dict[str, float]:
    """What a claim has in common with those that happened at a place."""
    found, group = board.found, view.group
    same = not view.fellows.event.isdisjoint(users)
    days = _when(view.mine, [found[j] for j in users]) if view.mine.when else 0
    out = {
        f"{group} when apart": days < 0, f"{group} when same": days > 0,
        f"{group} same event": same, f"{group} definite same event": view.definite and same,
        f"{group} last scene": view.last in users, f"{group} definite last scene": view.definite and view.last in users,
        f"{group} last of type": view.twin in users, f"{group} same side": not view.fellows.side.isdisjoint(users),
        "same sentence claim": not view.fellows.sentence.isdisjoint(users)}
    return {f: 1.0 for f, v in out.items() if v}


def _when(mine: Resolution, others: Sequence[Resolution]) -> int:
    """1 where some of `others` happened in days that meet those of `mine`, -1 where all that have days are apart, 0 unknown."""
    days = [r.when for r in others if r.when]
    if not mine.when or not days:
        return 0
    return 1 if any(w.start <= mine.when.end and mine.when.start <= w.end for w in days) else -1


def _nearness(board: Board, claim: Claim, k: str, group: str) -> dict[str, float]:
    """How far before (or, failing that, after) the trigger the place is told, in steps of about a sentence or two."""
    stage, at = board.stage, board.at.get(k, ())
    n = bisect_left(at, claim.start)
    out: dict[str, float] = {}
    if n < len(at) and at[n] < claim.end:
        out[f"{group} in sentence"] = 1.0
    elif n:
        out[f"{group} before {bisect_left(STEPS, claim.start - at[n - 1])}"] = 1.0
    else:
        near = at[0] - claim.end if at else 9999
        out[f"{group} after {bisect_left(STEPS[:2], near)}"] = 1.0
    if stage.dateline and k == key(stage.dateline):
        if not at:
            # Nearness is told of names in the text; a dateline stands before all of it.
            return {f"{group} dateline unsaid": 1.0, f"{group} dateline alone": float(not board.points)}
        out[f"{group} dateline"] = 1.0
    if at and stage.places and at[0] == board.first_told:
        out[f"{group} first told"] = 1.0
    return out


@cache
def weights() -> Mapping[str, float]:
    """The fitted weights, or none where the file is missing: then only a claim's own place counts."""
    file = files("reportedly.resolve") / "data" / "scene.json"
    return (json.loads(file.read_text("utf-8"))["weights"] if file.is_file() else {"own": 9.0, "none": 4.0}) | HEADED


def chances(choices: Sequence[tuple[Place | None, Mapping[str, float]]], table: Mapping[str, float]) -> list[float]:
    """Probabilities of the choices, which sum to 1."""
    scores = [sum(table.get(f, 0.0) * v for f, v in features.items()) for _, features in choices]
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]


def set_scenes(stage: Stage, table: Mapping[str, float] | None = None) -> tuple[Resolution, ...]:
    """The resolutions with the likeliest place of each claim, or none; a lent place says so in `because`."""
    table = weights() if table is None else table
    out: list[Resolution] = []
    board = Board(stage)
    for i, mine in enumerate(stage.found):
        choices = options(stage, i, board)
        sure = chances(choices, table)
        best = max(range(len(choices)), key=lambda n: sure[n])
        place = choices[best][0]
        if place is mine.place:
            out.append(mine)
            continue
        why = "no place of its own" if place is None else f"the scene is {place.name}"
        if place and place.relation and not any(board.found[j].place is place for j in board.fellows(i).event):
            place = unrelated(place)
        lent = replace(place, probability=round(place.probability * sure[best], 4)) if place else None
        out.append(replace(mine, place=lent, because=(*mine.because, Reason("place", "scene", why))))
        # What is decided is known from here on: "the explosion" happened where the last claim of it was set.
        board.set(i, out[-1])
    return tuple(out)


