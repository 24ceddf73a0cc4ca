"""PictureData: what a page, a brief or a map is made from, as plain rows (`model.rows`, `model.record`).

Every row is a dict of JSON values, as `reportedly … --json` prints them:

documents  id, key, date, title, outlet, outlet_kind, lang, url, text
claims     the claim record (`model.record`)
events     event, type, family, place, place_key, country, lat, lon, radius_km, dates {start, end, inferred} or None,
           actor, target, reports [{doc, start, end, claim}], standing, independent_sources, killed {low, high} or None,
           figures, grade, origins, because; `as_of` (a day, or None for all that is known now)
control    periods: place, key, country, lat, lon, from, to, holder, status, probability (the lowest), claims; `as_of` as above; `likely`,
           where it is there: [first day, probability] of each stretch of the period
evidence   what one claim says of a place: key, claim, day, party, holds, contested, voice, origin
sources    name, kind, side, reliability, claims, confirmed, refuted, because
towns      name, lat, lon, population: labels for orientation only
"""
from __future__ import annotations

from dataclasses import dataclass

from ..model.rows import Row


@dataclass(frozen=True, slots=True)
class PictureData:
    """All rows of one picture. `made` is the day of the latest report taken in (ISO 8601), not the clock's; `origin` names
    version and configuration. Only `documents` and `claims` must be there; what is missing is not shown."""

    title: str
    documents: tuple[Row, ...]
    claims: tuple[Row, ...]
    events: tuple[Row, ...] = ()
    control: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()
    evidence: tuple[Row, ...] = ()
    towns: tuple[Row, ...] = ()
    made: str = ""
    origin: str = ""

