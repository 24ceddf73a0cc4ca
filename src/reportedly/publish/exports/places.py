"""Where an event was, as codebooks grade it: ACLED's three steps, UCDP's seven, PLOVER's five."""
from __future__ import annotations

from dataclasses import dataclass

from ...model.rows import Row
from .material import Case, Known

REGIONS = frozenset(("admin1", "region", "range", "river", "lake", "plain", "valley", "road", "island", "mountain"))
DISTRICTS = frozenset(("admin2", "admin3"))
WHOLE = frozenset(("country", "continent"))
SEAS = frozenset(("sea", "strait"))
NEAR_KM = 25.0


@dataclass(frozen=True, slots=True)
class Where:
    """The event's place: names, point, gazetteer key, kind of feature; ACLED's `precision` 1 to 3, None where it has none."""

    name: str
    lat: float | None
    lon: float | None
    key: str
    feature: str
    precision: int | None
    relation: str
    admin1: str
    admin2: str

    @property
    def ucdp(self) -> int | None:
        """1 the place, 2 within about 25 km, 3 a district, 4 a province, 5 a landscape, 6 a country, 7 at sea; None unknown."""
        if self.feature in SEAS:
            return 7
        if self.feature in WHOLE:
            return 6
        if self.feature in DISTRICTS:
            return 3
        if self.feature in REGIONS:
            return 4 if self.feature == "admin1" else 5
        return {1: 1, 2: 2, 3: 5}.get(self.precision or 0)

    @property
    def plover(self) -> int | None:
        """5 inside a town, 4 a town, 3 a district, 2 a province, 1 a country."""
        known = {6: 1, 4: 2, 5: 2, 3: 3}.get(self.ucdp or 0)
        return known or (5 if self.feature in ("neighbourhood", "street", "building") else 4 if self.precision in (1, 2) else None)


def where(case: Case, known: Known) -> Where:
    """The event's place, with what the claims placed at its point tell of it."""
    e = case.event
    told = [c["place"] for c in case.claims if c["place"] and c["place"].get("lat") is not None]
    here = [p for p in told if (p["lat"], p["lon"]) == (e["lat"], e["lon"])] or [p for p in told if p["name"] == e["place"]]
    best: Row = min(here, key=lambda p: p.get("precision") or 9, default={})
    relation = (best.get("relation") or {}).get("text", "")
    key = str(best.get("id") or "")
    admin1, admin2 = known.admin(key)
    precision = best.get("precision") or (None if e["lat"] is None else 1 if (e.get("radius_km") or 0) < NEAR_KM else 3)
    if best.get("feature") in WHOLE or e["lat"] is None:
        precision = None
    elif best.get("feature") in REGIONS | SEAS:
        precision = 3
    return Where(str(e["place"] or ""), e["lat"], e["lon"], key, str(best.get("feature") or ""), precision, relation, admin1, admin2)
