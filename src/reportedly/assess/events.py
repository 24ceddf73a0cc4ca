"""Events: clusters of claims made into one row each, with every version kept."""
from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from ..model.event import Event, Origin, Window
from .control import Picture, picture
from .days import ordinal
from .figures import figures, killed_range
from .grade import grade
from .items import PLANNED, Item
from .merge import Cluster, merge
from .names import usual_case
from .setting import Setting
from .sources import judged
from .standing import independent, origins, standing
from .tables import table

FOREIGN_DAYS = 4
# Types of which the actor gives the place up.
LEAVING = frozenset(("withdraw", "surrender"))


def events(setting: Setting, view: Picture | None = None) -> list[Event]:
    """All events in order of time and id. `view` is the picture of control with hindsight, made here where it is not given."""
    view = view or picture(setting)
    found = [(c, origins(setting, c)) for c in merge(setting)]
    # How each source's words turned out beside those of others; without a record there is no effect.
    record = judged(found)
    out = [_event(setting, c, voices, view, record) for c, voices in found]
    return sorted(out, key=lambda e: (e.when.start if e.when else "", e.place or "", e.id))


def _event(setting: Setting, cluster: Cluster, voices: tuple[Origin, ...], view: Picture,
           record: Mapping[str, tuple[float, float]]) -> Event:
    first = cluster.items[0]
    spot = setting.places.spots.get(first.place)
    days = _window(cluster.items)
    places = [i.report.found.place for i in cluster.items if i.report.found.place]
    return Event(
        _id(cluster), _type(cluster), _family(cluster), spot.name if spot else None, spot.country if spot else None,
        spot.lat if spot else None, spot.lon if spot else None, max((p.radius_km or 0 for p in places), default=None), first.place, days,
        _sides(setting, cluster, "actor"), _sides(setting, cluster, "target"), tuple(i.report for i in cluster.items),
        standing(cluster, voices, _held(cluster, view, days)), voices, independent(voices),
        killed_range(setting, cluster.items), figures(setting, cluster.items), grade(setting, cluster, voices, record), cluster.because)


def _id(cluster: Cluster) -> str:
    """The hash of the earliest claim's id: it stays when later reports join."""
    origin = min(cluster.items, key=lambda i: (i.out, i.key))
    return "e" + hashlib.sha256("|".join((*origin.key, cluster.group)).encode()).hexdigest()[:11]


def _type(cluster: Cluster) -> str:
    types = {i.type for i in cluster.items}
    order: list[str] = table("merge")["name"].get(cluster.group, [])
    known = [t for t in order if t in types]
    if cluster.group == "fight" and len(known) > 1:
        votes = Counter(i.type for i in cluster.items if i.type in known[:-1] or len(known) == 1)
        return min(votes, key=lambda t: (-votes[t], order.index(t))) if votes else known[0]
    return known[0] if known else min(types)


def _family(cluster: Cluster) -> str:
    from ..model.codebook import family_of

    return family_of(_type(cluster))


def _window(found: Sequence[Item]) -> Window | None:
    """The days that the claims' own times share most; else the inferred window."""
    stated = [i for i in found if i.told]
    chosen = min(stated, key=lambda i: (i.last - i.first, i.first, i.key)) if stated else None
    if chosen is None:
        usable = [i for i in found if i.out]
        if not usable:
            return None
        low, high = max(i.first for i in usable), min(i.last for i in usable)
        low, high = (low, high) if low <= high else (min(i.first for i in usable), min(i.last for i in usable))
        return _iso(low, max(low, high), True)
    return _iso(chosen.first, chosen.last, False)


def _iso(first: int, last: int, inferred: bool) -> Window | None:
    from .days import as_window

    return as_window(first, last, inferred) if first > 0 else None


def _sides(setting: Setting, cluster: Cluster, role: str) -> tuple[str, ...]:
    """Names by how many claims give them, parties under their common name. In a capture who gains the place is the actor and every
    other party a target; any other event keeps the roles of the claims that tell of it in its own direction."""
    votes: Counter[str] = Counter()
    kind = _type(cluster)
    gains = kind == "capture" and cluster.side in setting.parties.name
    for i in cluster.items:
        if i.key in cluster.denies or (not gains and cluster.group == "control" and (i.type in LEAVING) != (kind in LEAVING)):
            continue
        for given, named in (("actor", i.report.found.actor), ("target", i.report.found.target)):
            for a in named:
                key = setting.parties.of(setting.country(i.report), a.name)
                part = ("actor" if key == cluster.side else "target") if key and gains else given
                if part == role:
                    votes[setting.parties.shown(key) if key else usual_case(a.name)] += 1
    return tuple(sorted(votes, key=lambda n: (-votes[n], n)))


def _held(cluster: Cluster, view: Picture, days: Window | None) -> float | None:
    """The greatest probability that the gaining side held the place in the days after, or None."""
    course = view.courses.get(cluster.items[0].place)
    if not course or not days or not cluster.side or cluster.items[0].mode == PLANNED or cluster.side not in course.parties:
        return None
    a = max(0, ordinal(days.start) - view.first)
    b = min(view.last - view.first, ordinal(days.end) - view.first + FOREIGN_DAYS)
    n = len(course.parties)
    i = course.parties.index(cluster.side)
    # While both are in it, whoever held the place before, nobody is shown not to have gained it.
    return float((course.posterior[a:b + 1, i] + course.posterior[a:b + 1, n:].sum(axis=1) * 0.5).max()) if a <= b else None
