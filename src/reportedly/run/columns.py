"""The picture in columns: what map and time slider need of all places and days, small enough to be fetched once.

Days are numbers from the picture's first day on; names of sides, tiers, types and standings are indexes into lists.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ..model.codebook import event_types, family_of, tier_words, values
from ..model.event import Report
from ..model.rows import Row
from ..publish import shapes

LEAD_DAYS = 14
# Shades of probability that a map tells apart: hundredths in a small picture, tenths where there are very many runs.
FINE, COARSE, MANY_RUNS = 1, 10, 50_000
SETTLED = ("held", "claimed")
Runs = Sequence[tuple[str, str, Row]]


def number(day: str) -> int:
    """The ordinal of an ISO day."""
    return date.fromisoformat(day[:10]).toordinal()


def span(reports: Iterable[Report], runs: Mapping[str, Runs]) -> tuple[str, str]:
    """First and last day of the slider: the days of publication, and of control up to two weeks before them; ("", "") for nothing."""
    out = {d for r in reports if (d := r.publication.day)}
    told = [first for rows in runs.values() for first, _, a in rows if a["status"] != "unknown"]
    last = max([*out, *(rows[-1][1] for rows in runs.values() if rows)], default="")
    if not last:
        return "", ""
    first = min(out, default=min(told, default=last))
    lead = date.fromordinal(number(first) - LEAD_DAYS).isoformat()
    return min(first, max(lead, min(told, default=first))), last


def picture(places: Sequence[Row], runs: Mapping[str, Runs], about: Mapping[str, Any]) -> Row:
    """Places and their runs in columns, in the order of `places` (place rows with key, name, country, lat, lon, extent). `about` gives
    snapshot, as_of, title, first, last, sides, counts, towns; `second` of a contested run is the next likely side."""
    sides = {n: i for i, n in enumerate(about["sides"])}
    tiers = list(tier_words())
    zero = number(about["first"]) if about["first"] else 0
    at, columns = [0], _Runs([], [], [], [], [])
    step = FINE if sum(map(len, runs.values())) <= MANY_RUNS else COARSE
    for place in places:
        for first, _, row in _merged(runs[place["key"]], about["first"], step):
            columns.add(number(first) - zero, row, sides, tiers.index(row["status"]))
        at.append(len(columns.day))
    table = {k: [p.get(k) for p in places] for k in ("key", "name", "country", "lat", "lon", "radius_km", "feature")}
    area = [int(bool(p["area"])) for p in places]
    drawn = {str(i): p["shape"] for i, p in enumerate(places) if p.get("shape")}
    return {**about, "tiers": tiers, "places": {**table, "area": area, "geometry": drawn},
            "runs": {"at": at, "from": columns.day, "holder": columns.holder, "second": columns.second, "tier": columns.tier,
                     "p": columns.p},
            "window": shapes.bounds((p["lat"], p["lon"]) for p in places if p["lat"] is not None and p["lon"] is not None)}


class _Runs:
    """The columns of all runs while they are being filled."""

    def __init__(self, day: list[int], holder: list[int], second: list[int], tier: list[int], p: list[int]) -> None:
        self.day, self.holder, self.second, self.tier, self.p = day, holder, second, tier, p

    def add(self, day: int, row: Row, sides: Mapping[str, int], tier: int) -> None:
        holder = sides.get(row["holder"] or "", -1)
        self.day.append(day)
        self.holder.append(holder)
        self.second.append(_second(row, sides, holder) if row["status"] == "contested" else -1)
        self.tier.append(tier)
        self.p.append(round(100 * row["probability"]))


def _second(row: Row, sides: Mapping[str, int], holder: int) -> int:
    likely = sorted(row["probabilities"].items(), key=lambda x: (-x[1], x[0]))
    return next((sides[n] for n, _ in likely if n in sides and sides[n] != holder), -1)


def _merged(rows: Runs, first: str, step: int) -> list[tuple[str, str, Row]]:
    """Runs from day `first` on; neighbours that look the same on a map, their probability to `step` parts in a hundred, are one."""
    out: list[tuple[str, str, Row]] = []
    for start, end, row in rows:
        if end < first:
            continue
        same = out and all(out[-1][2][k] == row[k] for k in ("holder", "status")) and \
            round(100 * out[-1][2]["probability"] / step) == round(100 * row["probability"] / step)
        if not same:
            out.append((max(start, first), end, row))
    return out


def counts(reports: Iterable[Report], runs: Mapping[str, Runs], events: Iterable[Row], days: tuple[str, str]) -> Row:
    """By day of the slider: documents published, changes of hands, events that began."""
    first, last = days
    if not first:
        return {"reports": [], "changes": [], "events": []}
    out = {r.publication.key: r.publication.day for r in reports}
    began = Counter(e["dates"]["start"] for e in events if e["dates"] and not e["dates"]["inferred"])
    zero, size = number(first), number(last) - number(first) + 1

    def by_day(tally: Mapping[str, int]) -> list[int]:
        line = [0] * size
        for day, n in tally.items():
            if first <= day <= last:
                line[number(day) - zero] += n
        return line

    return {"reports": by_day(Counter(d for d in out.values() if d)), "changes": by_day(Counter(changes(runs))), "events": by_day(began)}


def changes(runs: Mapping[str, Runs]) -> list[str]:
    """The days on which a place is first held by another than before, once for each change."""
    out = []
    for rows in runs.values():
        holder = None
        for first, _, row in rows:
            if row["status"] in SETTLED and row["holder"]:
                if holder is not None and row["holder"] != holder:
                    out.append(first)
                holder = row["holder"]
    return out


def marks(events: Sequence[Row], place: Mapping[str, int], shape: Mapping[str, Row], about: Mapping[str, Any]) -> Row:
    """Events that have a point and a day, in columns, by first day. `place` gives a place's number in the picture, `shape` the extent
    (radius_km, feature, area, shape) of a place by its key."""
    types = list(event_types())
    families = list(dict.fromkeys(family_of(t) for t in types))
    standings = list(values("standings"))
    zero = number(about["first"]) if about["first"] else 0
    shown = [e for e in events if e["lat"] is not None and e["lon"] is not None and e["dates"]]
    shown.sort(key=lambda e: (e["dates"]["start"], e["event"]))
    columns: dict[str, list[Any]] = defaultdict(list)
    drawn = {}
    for n, e in enumerate(shown):
        known = {**shape.get(e["place_key"], {}), "radius_km": e["radius_km"]}
        values_ = {"id": e["event"], "from": number(e["dates"]["start"]) - zero, "to": number(e["dates"]["end"]) - zero,
                   "type": types.index(e["type"]) if e["type"] in types else -1, "family": families.index(e["family"]),
                   "standing": standings.index(e["standing"]), "place": place.get(e["place_key"], -1), "name": e["place"],
                   "lat": e["lat"], "lon": e["lon"], "radius_km": e["radius_km"], "area": int(shapes.is_area(known)),
                   "sources": e["independent_sources"], "killed": _best(e["killed"])}
        for name, value in values_.items():
            columns[name].append(value)
        if known.get("shape"):
            drawn[str(n)] = known["shape"]
    empty: Row = {k: [] for k in ("id", "from", "to", "type", "family", "standing", "place", "name", "lat", "lon", "radius_km", "area",
                                  "sources", "killed")}
    return {"snapshot": about["snapshot"], "as_of": about["as_of"], "first": about["first"], "types": types, "families": families,
            "standings": standings, **empty, **columns, "geometry": drawn}


def _best(killed: Row | None) -> int:
    if not killed:
        return -1
    return next((killed[k] for k in ("best", "low", "high") if killed[k] is not None), -1)
