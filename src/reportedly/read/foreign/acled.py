"""ACLED: rows of the data set, and its lists of deleted events."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ...model.claim import Reason
from ...model.errors import ReadError
from ...model.reference import Source
from ..item import Item, OnProblem
from .sheet import Row, day, rows
from .told import Party, Spot, Told, month_of, number, point, spread

YEARS = re.compile(r"\s*\(\d{4}-(?:\d{4})?\)")
OF = re.compile(r"\((?P<of>[^()\d][^()]*)\)\s*$|\bForces of (?P<forces>[^()]+?)(?:\s*\(|$)")


@dataclass(frozen=True, slots=True)
class Deleted:
    """An event that the data set has taken out; `at` when, as its versions are sorted, `day` on which day (None: not said)."""

    id: str
    at: str
    day: str | None = None


def read(item: Item, mapping: dict[str, Any], on_problem: OnProblem) -> Iterator[Told | Deleted]:
    """One Told a row; of a list of deletions (`event_id_cnty`, `deleted_timestamp`) one Deleted a row."""
    first = item.head[:4096] if item.head.lstrip()[:1] in (b"{", b"[") else item.head.split(b"\n", 1)[0]
    if b"deleted_timestamp" in first:
        for _, row in rows(item, ("event_id_cnty", "deleted_timestamp"), ("event_id_cnty", "deleted_timestamp"), on_problem):
            stamp = row["deleted_timestamp"]
            yield Deleted(f"acled:{row['event_id_cnty']}", stamp.rjust(12, "0"), _stamped(stamp))
        return
    for where, row in rows(item, mapping["columns"], mapping["needed"], on_problem):
        try:
            made = told(row, where, mapping)
        except ReadError as problem:
            on_problem(problem)
            continue
        yield made


def told(row: Row, where: str, mapping: dict[str, Any]) -> Told:
    """A row as the event that it tells. Raises ReadError on a sub-event type or day that is none."""
    kind = row["sub_event_type"].strip()
    if kind.lower() not in mapping["types"]:
        raise ReadError(where, f"has a sub-event type that is none of ACLED's ({kind[:40]!r})")
    ours = mapping["types"][kind.lower()]
    one, two = _parties(row, 1, mapping), _parties(row, 2, mapping)
    rules = [Reason("type", "ACLED", f"{row.get('event_type', '')} / {kind}")]
    if turned := mapping["turned"].get(kind.lower()):
        one, two = two, one
        rules.append(Reason("actor", "ACLED", turned))
    when, granularity = _days(row, where)
    dead = number(row.get("fatalities"))
    stamp = row.get("timestamp", "")
    counts = (("killed", "", int(dead), int(dead), f"fatalities: {int(dead)}"),) if dead else ()
    names = "; ".join(s.strip() for s in row.get("source", "").split(";") if s.strip())
    return Told(
        f"acled:{row['event_id_cnty']}", ours, f"{row.get('event_type', '')} / {kind}".strip(" /"), "ACLED", stamp.rjust(12, "0"),
            _stamped(stamp),
        one, two, _place(row, mapping), when, granularity, (Source(names, "media"),) if names else (), counts, row.get("notes", ""),
        title=row["event_id_cnty"], cells=tuple((c, row.get(c, "")) for c in (
            "assoc_actor_1", "assoc_actor_2", "interaction", "civilian_targeting", "source_scale", "time_precision", "geo_precision",
                "tags")),
        rules=tuple(rules))


def _parties(row: Row, number_: int, mapping: dict[str, Any]) -> tuple[Party, ...]:
    name = row.get(f"actor{number_}", "").strip()
    if not name:
        return ()
    kind = mapping["inter"].get(row.get(f"inter{number_}", "").strip().lower(), "")
    of = OF.search(YEARS.sub("", name))
    home = (of["of"] or of["forces"] or "").strip() if of else ""
    return (Party(YEARS.sub("", name).strip(), kind, home),)


def _days(row: Row, where: str) -> tuple[tuple[str, str] | None, str]:
    """The days by ACLED's time precision: the day, the week around it, its month."""
    found = day(row["event_date"], where)
    if found is None:
        return None, "day"
    precision = row.get("time_precision", "1").strip() or "1"
    if precision == "2":
        return spread(found, 3, 3), "week"
    return (month_of(found), "month") if precision == "3" else ((found, found), "day")


def _place(row: Row, mapping: dict[str, Any]) -> Spot | None:
    lat, lon = point(row, "latitude", "longitude")
    precision = row.get("geo_precision", "").strip()
    near = mapping["where"].get(precision)
    name = row.get("location", "").strip() or row.get("admin1", "").strip() or row.get("country", "").strip()
    if not name:
        return None
    coarse = precision == "3"
    if coarse and row.get("admin1"):
        # What it is coded to stands for the region; the region is what is known.
        name = row["admin1"].strip()
    return Spot(name, row.get("country", ""), lat if near else None, lon if near else None, near["precision"] if near else None,
                near["radius_km"] if near else None, "admin1" if coarse else "", f"ACLED geo_precision {precision}")


def _stamped(stamp: str) -> str | None:
    """The day of a Unix time: when the row was published."""
    found = number(stamp)
    if not found or not 0 < found < 1e11:
        return None
    return datetime.fromtimestamp(found, UTC).date().isoformat()
