"""Choice among the gazetteer's candidates for the names of one document: a conditional logit over a few telling features.

Names are judged together and twice: first by themselves, then with what the others' likely answers say of country, province and
distance. Weights, and what they were fitted on, stand in `data/ranking.json`; `evaluation/geoparsing.py` fits and measures them.
The features follow what toponym resolution has long used (population, minimal distance, containment, feature type; Leidner 2007,
"Toponym Resolution in Text"; Zhang & Bethard 2023, arXiv 2305.11315).
"""
from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from .gazetteer.store import Entry
from .geometry import EARTH

# The kinds of entry that satisfy a kind of place that the words ask for.
ASKED = {"city": ("city", "town", "village", "neighbourhood"), "village": ("village", "town", "neighbourhood"), "capital": ("city",
    "town"), "admin1": ("admin1",),
         "admin2": ("admin2", "admin1"), "district": ("admin2", "district", "neighbourhood", "admin1"), "region": ("region",
             "admin1", "admin2"),
         "neighbourhood": ("neighbourhood", "village", "town", "district", "city"), "airport": ("airport", "airbase"),
         "base": ("airbase", "base", "airport", "camp", "fort"),
         "river": ("river",), "country": ("country",), "island": ("island", "admin1", "country"), "sea": ("sea",),
         "range": ("range", "mountain"),
         "mountain": ("mountain", "range"), "valley": ("valley",), "pass": ("pass",), "camp": ("camp", "village", "town", "base"),
         "port": ("port", "city", "town"),
         "dam": ("dam",), "lake": ("lake",), "crossing": ("crossing",), "strait": ("strait", "sea"), "plain": ("plain", "region"),
         "facility": ("facility", "plant", "camp")}
NEAR_KM = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One name of a document: folded, with its candidates, the kind of place asked for, what the words put it inside of (folded),
    how often it is told, and whether it is the dateline."""

    name: str
    candidates: tuple[Entry, ...]
    feature: str = ""
    within: tuple[str, ...] = ()
    times: int = 1
    dateline: bool = False


@dataclass(slots=True)
class Story:
    """What a document as a whole says of where: weights of countries and provinces, and likely points (name, probability,
    latitude and longitude in radians); `told` countries named outright."""

    countries: dict[str, float] = field(default_factory=dict)
    admin1: dict[str, float] = field(default_factory=dict)
    points: list[tuple[str, float, float, float]] = field(default_factory=list)
    told: dict[str, float] = field(default_factory=dict)
    _arrays: list[Arrays] = field(default_factory=list)

    def arrays(self) -> Arrays:
        """The points as columns, made once."""
        if not self._arrays:
            chance, lat, lon = (np.array([p[k] for p in self.points], dtype=float) for k in (1, 2, 3))
            of: dict[str, list[int]] = defaultdict(list)
            for k, p in enumerate(self.points):
                of[p[0]].append(k)
            self._arrays.append(Arrays(chance, lat, np.cos(lat), lon, dict(of)))
        return self._arrays[0]


@dataclass(frozen=True, slots=True)
class Arrays:
    """Columns of a story's points: probability, latitude, its cosine, longitude; `of` has each name's rows."""

    chance: np.ndarray
    lat: np.ndarray
    flat: np.ndarray
    lon: np.ndarray
    of: dict[str, list[int]]


@cache
def weights() -> dict[str, float]:
    """Weights by feature name."""
    found: dict[str, float] = json.loads((Path(__file__).parent / "data/ranking.json").read_text("utf-8"))["weights"]
    return found


@cache
def calibration() -> dict[str, float]:
    """Weights of the logistic model that turns signs into the probability that a choice is right; empty before the first fit."""
    found: dict[str, float] = json.loads((Path(__file__).parent / "data/ranking.json").read_text("utf-8")).get("calibration", {})
    return found


def sureness(signs: Mapping[str, float], table: Mapping[str, float] | None = None) -> float:
    """Probability (0 to 1) that a choice with these signs is right."""
    table = calibration() if table is None else table
    if not table:
        return 1.0 / (1.0 + math.exp(-signs["logit"]))
    return 1.0 / (1.0 + math.exp(-sum(table.get(k, 0.0) * v for k, v in signs.items())))


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores to probabilities that add up to 1."""
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def plain(asked: Asked) -> list[float]:
    """Probabilities of the candidates by themselves: people, kind and how the name matched."""
    return softmax([_alone(e, asked) for e in asked.candidates])


def _alone(e: Entry, asked: Asked) -> float:
    score = 0.9 * math.log10(e.population + 10) - 0.8 * e.how + {"country": 3.0, "admin1": 1.0, "admin2": -0.5,
                                                                 "airport": -1.5}.get(e.feature, 0.0)
    score += 2.5 if e.source.startswith("own") else 0.0
    score += 3.0 if e.capital == 2 else 0.0
    return score + (2.0 if asked.feature and e.feature in ASKED.get(asked.feature, (asked.feature,)) else 0.0)


def story(every: Sequence[Asked], chances: Mapping[str, Sequence[float]], demonyms: Mapping[str, float]) -> Story:
    """What all names (with the probabilities of their candidates) and demonyms say together."""
    out = Story(told=dict(demonyms))
    countries: dict[str, float] = defaultdict(float)
    admin1: dict[str, float] = defaultdict(float)
    for a in every:
        weight = 1.0 + math.log(a.times)
        for e, p in zip(a.candidates, chances[a.name], strict=True):
            if p < 0.05:
                continue
            countries[e.country] += p * weight
            if e.feature == "country":
                out.told[e.country] = out.told.get(e.country, 0.0) + p * weight
            elif p > 0.15:
                out.points.append((a.name, p, math.radians(e.lat), math.radians(e.lon)))
            region = e.key if e.feature == "admin1" else e.admin1
            if region:
                admin1[region] += p * weight * (1.5 if e.feature == "admin1" else 1.0)
    for c, n in demonyms.items():
        countries[c] += 0.7 * n
    out.countries, out.admin1 = dict(countries), dict(admin1)
    return out


def features(e: Entry, asked: Asked, own: Sequence[float], s: Story, inside: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Features of one candidate. `own` holds the first-pass probabilities of this name's candidates, to take them out of the
    story."""
    k = asked.candidates.index(e)
    people = math.log10(e.population + 10)
    most = max(c.population for c in asked.candidates)
    weight = 1.0 + math.log(asked.times)
    country_self = sum(p for c, p in zip(asked.candidates, own, strict=True) if c.country == e.country) * weight
    region = e.key if e.feature == "admin1" else e.admin1
    region_self = sum(p for c, p in zip(asked.candidates, own, strict=True) if (c.key if c.feature == "admin1"
        else c.admin1) == region) * weight
    everything = sum(s.countries.values()) or 1.0
    there = max(0.0, s.countries.get(e.country, 0.0) - country_self)
    share = there / max(everything - weight, 0.5)
    here = max(0.0, s.admin1.get(region, 0.0) - region_self * (1.5 if e.feature == "admin1" else 1.0)) if region else 0.0
    out = {"people": people, "most": float(e.population == most), "gap": math.log10((e.population + 10) / (most + 10)),
           f"feature={e.feature}": 1.0,
           f"how={e.how}": 1.0, "match": 1.0 - e.match, "capital": float(e.capital == 2), "seat": float(e.capital == 1),
           "own": float(e.source.startswith("own")),
           "share": min(1.0, share), "there": math.log1p(there), "told": math.log1p(s.told.get(e.country,
               0.0)) if e.feature != "country" else 0.0,
           "region": math.log1p(here), "prior": math.log(own[k] + 1e-4), "first": float(own[k] == max(own))}
    out.update(_near(e, asked, s))
    if asked.feature:
        fits = e.feature in ASKED.get(asked.feature, (asked.feature,))
        out["asked"] = float(fits)
        out["unasked"] = float(not fits)
    for name in asked.within:
        keys = inside.get(name, frozenset())
        if keys:
            held = bool({e.country, e.admin1, e.admin2} & keys)
            out["within"] = max(out.get("within", 0.0), float(held))
            out["without"] = float(not held)
    return {f: v for f, v in out.items() if v}


def _near(e: Entry, asked: Asked, s: Story) -> dict[str, float]:
    """How much of the story lies close by: soft counts at two scales, and the nearest other name."""
    if e.feature in ("country", "continent"):
        return {"wide": 1.0}
    a = s.arrays()
    chance = a.chance.copy()
    chance[a.of.get(asked.name, [])] = 0.0
    lat, lon = math.radians(e.lat), math.radians(e.lon)
    # `geometry.distance` for all points at once: this is the busiest line of the stage.
    h = np.sin((a.lat - lat) / 2) ** 2 + math.cos(lat) * a.flat * np.sin((a.lon - lon) / 2) ** 2
    d = 2 * EARTH * np.arcsin(np.minimum(1.0, np.sqrt(h)))
    close, wide = float(chance @ np.exp(-d / NEAR_KM)), float(chance @ np.exp(-d / 400.0))
    nearest = float(d[chance > 0.4].min(initial=20_000.0))
    return {"close": math.log1p(close), "near": math.log1p(wide), "nearest": -math.log10(nearest + 5.0) if nearest < 20_000
            else -4.0}


def score(found: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The linear score of one candidate's features."""
    return sum(table.get(f, 0.0) * v for f, v in found.items())


def containers(every: Sequence[Asked], chances: Mapping[str, Sequence[float]]) -> dict[str, frozenset[str]]:
    """For each name the keys and country codes that a place inside it would carry."""
    out: dict[str, frozenset[str]] = {}
    for a in every:
        keys = {k for e, p in zip(a.candidates, chances[a.name], strict=True) if p > 0.02
                for k in ((e.country,) if e.feature == "country" else (e.key, e.admin1) if e.feature not in ("admin1",
                    "admin2") else (e.key,))}
        out[a.name] = frozenset(k for k in keys if k)
    return out


def rank(every: Sequence[Asked], demonyms: Mapping[str, float], table: Mapping[str, float] | None = None,
         rounds: int = 2) -> dict[str, list[float]]:
    """Probabilities of the candidates of every name, in their order."""
    table = weights() if table is None else table
    chances = {a.name: plain(a) for a in every if a.candidates}
    known = [a for a in every if a.candidates]
    first = chances
    for _ in range(rounds):
        inside, s = containers(known, chances), story(known, chances, demonyms)
        # The prior is always the first pass's: later rounds only sharpen the story.
        chances = {a.name: softmax([score(_features(e, a, first[a.name], chances[a.name], s, inside),
                                          table) for e in a.candidates]) for a in known}
    return chances


def _features(e: Entry, a: Asked, first: Sequence[float], now: Sequence[float], s: Story, inside: Mapping[str,
    frozenset[str]]) -> dict[str, float]:
    out = features(e, a, now, s, inside)
    k = a.candidates.index(e)
    out["prior"], out["first"] = math.log(first[k] + 1e-4), float(first[k] == max(first))
    return out
