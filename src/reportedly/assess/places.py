"""Place keys: which mentions, across documents, are of one place."""
from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..model.event import Report
from ..model.reference import Place
from .names import stems, usual_case

WIDE = frozenset({"country", "river", "sea", "road", "region", "continent", "admin1", "admin2", "ocean", "mountain", "range",
                  "lake", "area", "desert", "state", "province", "valley"})
NEAR_KM = 12.0
EARTH_KM = 12742.0
# "South-east of the town" is outside it, "the east of the town" is not.
BEYOND = re.compile(r"(?:further |just |far )?(?:north|south|east|west)(?:[- ]?(?:north|south|east|west)){0,2}(?:wards?)? of\b", re.I)
MentionKey = tuple[str, str, float | None, float | None]
# Name as written, feature and, where it is the place's own, the point.
Shape = tuple[str, str, float | None, float | None]
# Parts of a place that are held on their own.
APART = frozenset({"airport", "airfield", "airbase", "base", "port", "camp", "prison", "barracks", "dam", "bridge", "border", "crossing",
                   "refinery"})


@dataclass(frozen=True, slots=True)
class Spot:
    """One place across documents: the name most used, country and point."""

    key: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Gazette:
    """Every mention's spot, by `mention_key`."""

    spots: Mapping[str, Spot] = field(default_factory=dict)
    key: Mapping[MentionKey, str] = field(default_factory=dict)

    def of(self, place: Place | None) -> Spot | None:
        return self.spot(mention_key(place)) if place else None

    def spot(self, mention: MentionKey) -> Spot | None:
        return self.spots.get(self.key.get(mention, ""))


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points (degrees) in kilometres."""
    la, lo, lb, lp = (math.radians(x) for x in (*a, *b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def mention_key(place: Place) -> MentionKey:
    """What tells one mention from another: name, country and point; a place told relative to a named one counts as that one."""
    return (" ".join(stems(place.name)), place.country or "", *_anchor(place))


def _anchor(place: Place) -> tuple[float | None, float | None]:
    if (place.relation is not None and place.relation.distance_km) or _borrowed(place):
        return None, None
    return place.lat, place.lon


def _borrowed(place: Place) -> bool:
    """Whether the point is that of a town told beside a name that no gazetteer has: a guess that the next report makes otherwise."""
    return not place.id and place.how.startswith("unknown name, near")


def away(place: Place) -> bool:
    """Whether the text puts it outside the named place: a distance, or on its roads, outskirts or border."""
    relation = place.relation
    outside = ("near", "between", "along", "border", "half-way", "overlooking", "around")
    return relation is not None and ((relation.distance_km or 0) >= 3 or relation.kind in outside or bool(BEYOND.match(relation.text)))


@dataclass(slots=True)
class Mentions:
    """How often places are mentioned: by what tells a mention from another, and by how it is written."""

    count: dict[MentionKey, dict[Shape, int]] = field(default_factory=dict)

    def add(self, reports: Iterable[Report]) -> bool:
        """Take in reports; whether they are of places known before, and leave these as they were."""
        found = [p for r in reports if (p := r.found.place)]
        keys = {mention_key(p) for p in found}
        new, groups = keys - self.count.keys(), {k[:2] for k in keys}
        before = self._spots(groups)
        for p in found:
            shapes = self.count.setdefault(mention_key(p), {})
            shapes[_shape(p)] = shapes.get(_shape(p), 0) + 1
        return not new and self._spots(groups) == before

    def _spots(self, names: set[tuple[str, str]]) -> list[tuple[list[MentionKey], Spot]]:
        by_name: dict[tuple[str, str], list[MentionKey]] = defaultdict(list)
        for k in self.count:
            if k[:2] in names:
                by_name[k[:2]].append(k)
        return [x for name in sorted(by_name) for x in self.spots_of(*name, by_name[name])]

    def spots_of(self, name: str, country: str, keys: list[MentionKey]) -> list[tuple[list[MentionKey], Spot]]:
        """The spots that the mentions of one name are of, with their keys."""
        return [(group, _spot(name, country, [self.count[k] for k in group])) for group in _near(keys, self.count)]


def gazette_of(mentions: Mentions) -> Gazette:
    """One Spot for all mentions with the same name words and country within 12 km of one another (or without a point)."""
    by_name: dict[tuple[str, str], list[MentionKey]] = defaultdict(list)
    for k in mentions.count:
        by_name[k[0], k[1]].append(k)
    spots: dict[str, Spot] = {}
    key: dict[MentionKey, str] = {}
    for (name, country), keys in sorted(by_name.items()):
        for group, spot in mentions.spots_of(name, country, keys):
            spots[spot.key] = spot
            key |= dict.fromkeys(group, spot.key)
    _join_spellings(spots, key)
    return Gazette(spots, key)


def _near(keys: list[MentionKey], mentions: Mapping[MentionKey, Mapping[Shape, int]]) -> list[list[MentionKey]]:
    groups: list[list[MentionKey]] = []
    order = sorted(keys, key=lambda k: (k[2] is None, -sum(mentions[k].values()), str(k)))
    for k in order:
        if k[2] is None or k[3] is None:
            if not groups:
                groups.append([])
            groups[0].append(k)
            continue
        mine = next((g for g in groups if g[0][2] is not None and g[0][3] is not None
                     and km((g[0][2], g[0][3]), (k[2], k[3])) <= NEAR_KM), None)
        if mine is None:
            groups.append([k])
        else:
            mine.append(k)
    return groups


def _shape(p: Place) -> Shape:
    lat, lon = (None, None) if (p.relation and p.relation.distance_km) or _borrowed(p) else (p.lat, p.lon)
    return p.name, p.feature, lat, lon


def _spot(name: str, country: str, mentions: Iterable[Mapping[Shape, int]]) -> Spot:
    shown, features, points = Counter[str](), Counter[str](), Counter[tuple[float, float | None]]()
    for shape, n in ((s, n) for m in mentions for s, n in m.items()):
        shown[usual_case(shape[0])] += n
        features[shape[1]] += n
        if shape[2] is not None:
            points[shape[2], shape[3]] += n
    lat, lon = min(points, key=lambda x: (-points[x], str(x))) if points else (None, None)
    wide = max(features, key=lambda f: (features[f], f)) in WIDE
    point = f"@{lat:.2f},{lon:.2f}" if lat is not None and lon is not None else ""
    return Spot(f"{country}:{name}{point}", min(shown, key=lambda n: (-shown[n], n)), country or None, lat, lon, wide)


def _join_spellings(spots: dict[str, Spot], key: dict[MentionKey, str]) -> None:
    """One place under two spellings: the same point to 3 km and neither name adds "airport" or the like."""
    ordered = sorted((s for s in spots.values() if s.lat is not None and not s.wide), key=lambda s: (s.lat or 0.0, s.key))
    into: dict[str, str] = {}
    for i, a in enumerate(ordered):
        for b in ordered[i + 1:]:
            if (b.lat or 0.0) - (a.lat or 0.0) > 0.03:
                break
            if abs((b.lon or 0.0) - (a.lon or 0.0)) > 0.2:
                continue
            words = set(stems(a.name)) ^ set(stems(b.name))
            if a.country == b.country and _close(a, b) and not words & APART and _akin(a.name, b.name):
                keep, drop = sorted((into.get(a.key, a.key), into.get(b.key, b.key)), key=lambda k: (len(k), k))
                if keep != drop:
                    into |= {k: keep for k, v in into.items() if v == drop} | {drop: keep}
    for mention, spot in key.items():
        key[mention] = into.get(spot, spot)
    for dropped in into:
        spots.pop(dropped, None)


def _close(a: Spot, b: Spot) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return km((a.lat, a.lon), (b.lat, b.lon)) <= 3


def _akin(a: str, b: str) -> bool:
    """Spellings of one name share their first letter or a whole word."""
    x, y = stems(a), stems(b)
    return bool(set(x) & set(y)) or bool(x and y and x[0][:2] == y[0][:2])
