"""The scene: where an event happened when its own sentence does not say, or says a place that is not its own.

A small conditional model (multinomial logit over a document's places and "none", McFadden 1974) on features of distance,
repetition, shared event, type and side. Weights and the names of the texts they were fitted on are in `data/scene.json`.
"""
from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ..model.claim import Claim, Reason
from ..model.codebook import family_of
from ..model.reference import Place, Resolution

SOMEWHERE = frozenset(("territory", "violence", "submission", "people"))
HEADED = {"somewhere headed": 3.0, "politics headed": 0.5}
"""Set by hand: the annotated texts have no headings that name a place."""
STEPS = (160, 400, 900, 2000)
WIDE = frozenset(("country", "region", "continent", "sea"))
MIDDLE = frozenset(("admin1", "admin2", "province", "district", "area"))
DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|their|his)\s+(?:[\w'-]+\s+){0,2}$", re.I)
NOT_TOLD = re.compile(r"\b(?:any|no|such|further|future|possible|more)\s+(?:[\w'-]+\s+){0,2}$", re.I)


@dataclass(frozen=True, slots=True)
class Stage:
    """What the choice for every claim of a document looks at: claims in order, their own places, every place told, and the text.

    `headed` has the labels that name a place: characters from and up to which they hold, and the place's key.
    """

    claims: tuple[Claim, ...]
    found: tuple[Resolution, ...]
    places: tuple[Place, ...]
    dateline: str
    text: str
    headed: tuple[tuple[int, int, str], ...] = ()


def key(place: Place) -> str:
    """What tells two places apart: the gazetteer's key, else the name."""
    return place.id or place.name.casefold()


def options(stage: Stage, i: int) -> list[tuple[Place | None, dict[str, float]]]:
    """Every place that claim `i` may have happened at, "none" first, each with its features."""
    out: list[tuple[Place | None, dict[str, float]]] = [(None, _none(stage, i))]
    seen: dict[str, Place] = {}
    own = stage.found[i].place
    for p in ([own] if own else []) + [r.place for r in stage.found if r.place] + list(stage.places):
        seen.setdefault(key(p), p)
    for k, p in seen.items():
        out.append((own if own and key(own) == k else p, _features(stage, i, k, p)))
    return out


def _none(stage: Stage, i: int) -> dict[str, float]:
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
    return out


def _features(stage: Stage, i: int, k: str, p: Place) -> dict[str, float]:
    claim, mine = stage.claims[i], stage.found[i]
    group = "somewhere" if family_of(claim.type) in SOMEWHERE else "politics"
    if mine.place and key(mine.place) == k:
        return {"own": 1.0, f"own {group}": 1.0, f"own {_width(p)}": 1.0, "own relation": float(claim.place is not None
                and claim.place.relation is not None)}
    out = {f"other {group}": 1.0, f"{group} {_width(p)}": 1.0, "other though own": float(mine.place is not None)}
    out |= _nearness(stage, claim, k, group)
    users = [j for j, r in enumerate(stage.found) if j != i and r.place and key(r.place) == k]
    bodily = [j for j in users if family_of(stage.claims[j].type) in SOMEWHERE]
    every = [r for c, r in zip(stage.claims, stage.found, strict=True) if r.place and family_of(c.type) in SOMEWHERE]
    out[f"{group} share"] = len(bodily) / len(every) if every else 0.0
    same = [j for j in users if stage.found[j].event == mine.event]
    out[f"{group} same event"] = float(bool(same))
    definite = bool(DEFINITE.search(stage.text[max(0, claim.trigger.start - 40):claim.trigger.start]))
    out[f"{group} definite same event"] = float(definite and bool(same))
    last = _last(stage, i, bodily_only=True)
    out[f"{group} last scene"] = float(last in users if last is not None else 0)
    out[f"{group} definite last scene"] = float(definite and last in users if last is not None else 0)
    twin = _last(stage, i, bodily_only=True, type_=claim.type)
    out[f"{group} last of type"] = float(twin in users if twin is not None else 0)
    names = {a.name for a in (*mine.actor, *mine.target)}
    out[f"{group} same side"] = float(any(names & {a.name for a in (*stage.found[j].actor, *stage.found[j].target)} for j in users))
    out["same sentence claim"] = float(any(stage.claims[j].start == claim.start for j in bodily))
    out[f"{group} unused"] = float(not users)
    out[f"{group} {_width(p)} acts"] = float(_acts(stage, p))
    out[f"{group} headed"] = float(any(a <= claim.start < b and k == named for a, b, named in stage.headed))
    out |= _standing(stage, claim, k, group, bodily, every)
    return {f: v for f, v in out.items() if v}


def _acts(stage: Stage, p: Place) -> bool:
    """Whether the place's name stands for somebody who does or suffers something in the document ("the United States said")."""
    name = p.name.casefold().removeprefix("the ")
    actors = [a.name.casefold() for r in stage.found for a in (*r.actor, *r.target)]
    return name in actors or f"the {name}" in actors or any(
        name in (s.side.casefold(), s.name.casefold()) for r in stage.found for s in r.source)


def _standing(stage: Stage, claim: Claim, k: str, group: str, bodily: list[int], every: list[Resolution]) -> dict[str, float]:
    """How the place stands among the others: alone in the sentence or the document, foremost, first to have an event."""
    told = {key(p): p for p in stage.places}
    points = {n for n, p in told.items() if p.feature not in WIDE}
    here = {key(p) for p in stage.places if claim.start <= p.start < claim.end}
    counts = Counter(key(r.place) for r in every if r.place)
    top = counts.most_common(1)[0][1] if counts else 0
    return {
        f"{group} alone in sentence": float(here == {k}),
        f"{group} only point": float(points == {k}),
        f"{group} only place": float(set(told) == {k}),
        f"{group} foremost": float(bool(bodily) and counts[k] == top),
        f"{group} first scene": float(bool(every) and every[0].place is not None and key(every[0].place) == k),
        f"{group} told often": min(2.0, math.log1p(sum(key(p) == k for p in stage.places))),
    }


def _nearness(stage: Stage, claim: Claim, k: str, group: str) -> dict[str, float]:
    """How far before (or, failing that, after) the trigger the place is told, in steps of about a sentence or two."""
    at = [p.start for p in stage.places if key(p) == k] + [r.place.start for r in stage.found if r.place and key(r.place) == k]
    inside = any(claim.start <= s < claim.end for s in at)
    before = [claim.start - s for s in at if s < claim.start]
    out: dict[str, float] = {}
    if inside:
        out[f"{group} in sentence"] = 1.0
    elif before:
        out[f"{group} before {sum(min(before) > s for s in STEPS)}"] = 1.0
    else:
        out[f"{group} after {sum(min((s - claim.end for s in at), default=9999) > s for s in STEPS[:2])}"] = 1.0
    if stage.dateline and k.casefold() == stage.dateline.casefold():
        out[f"{group} dateline"] = 1.0
    if at and stage.places and min(at) == min(p.start for p in stage.places):
        out[f"{group} first told"] = 1.0
    return out


def _last(stage: Stage, i: int, *, bodily_only: bool, type_: str = "") -> int | None:
    for j in range(i - 1, -1, -1):
        kind = stage.claims[j].type
        if stage.found[j].place and (not bodily_only or family_of(kind) in SOMEWHERE) and type_ in ("", kind):
            return j
    return None


def _width(p: Place) -> str:
    return "wide" if p.feature in WIDE else "middle" if p.feature in MIDDLE else "unplaced" if p.lat is None else "point"


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
    return [r / sum(raised) for r in raised]


def set_scenes(stage: Stage, table: Mapping[str, float] | None = None) -> tuple[Resolution, ...]:
    """The resolutions with the likeliest place of each claim, or none; a lent place says so in `because`."""
    table = weights() if table is None else table
    out = []
    for i, mine in enumerate(stage.found):
        choices = options(stage, i)
        sure = chances(choices, table)
        best = max(range(len(choices)), key=lambda n: sure[n])
        place = choices[best][0]
        if place is mine.place:
            out.append(mine)
            continue
        why = "no place of its own" if place is None else f"the scene is {place.name}"
        lent = replace(place, probability=round(place.probability * sure[best], 4)) if place else None
        out.append(replace(mine, place=lent, because=(*mine.because, Reason("place", "scene", why))))
    return tuple(out)


