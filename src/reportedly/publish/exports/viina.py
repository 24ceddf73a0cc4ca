"""viina: who holds what, one row for each place and day, in the columns of VIINA's control files; holders under their own names."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from ...model.rows import Row
from . import text
from .material import Material, Options, joined
from .report import Noting, Report

COLUMNS = ["geonameid", "date", "status_wiki", "status_boost", "status_dsm", "status_isw", "status", "asciiname", "latitude", "longitude",
           "tier", "probability", "sources"]
CONTESTED = "CONTESTED"
SURE = frozenset(("held",))


def write(material: Material, out: Path, options: Options) -> Report:
    """Write CSV. `status` is the holder, CONTESTED, or empty where nobody is known to hold it; rows are streamed."""
    noting = Noting()
    noting.wrote("rows", text.write_rows(out, COLUMNS, place_days(material, noting)))
    noting.note("after VIINA's columns stand asciiname, latitude, longitude, tier, probability and sources; its own four are left empty")
    noting.never("the claims behind a day, who denies or doubts it, and the grade of source and information")
    return noting.report()


def place_days(material: Material, noting: Noting) -> Iterator[Row]:
    """The rows as dicts, by place and day. Tiers that VIINA does not know (claimed, denied, presence) are noted as lost."""
    ids = {c["place"]["name"].casefold(): c["place"]["id"].removeprefix("gn:") for c in material.claims
           if c["place"] and str(c["place"].get("id") or "").startswith("gn:") and not c["place"].get("relation")}
    for period in material.control:
        first, last = (date.fromisoformat(period[k]) for k in ("from", "to"))
        known = ids.get(str(period["place"]).casefold(), "")
        if not known:
            noting.lost("places without a GeoNames id")
        if period["status"] not in (*SURE, "contested", "unknown"):
            noting.lost(f"that the place is only {period['status']}", (last - first).days + 1)
        holder = str(period["holder"] or "") if period["status"] in ("held", "claimed") else ""
        status = CONTESTED if period["status"] == "contested" else holder
        for n in range((last - first).days + 1):
            yield dict.fromkeys(COLUMNS) | {
                "geonameid": known, "date": (first + timedelta(n)).strftime("%Y%m%d"), "status": status, "asciiname": period["place"],
                "latitude": period["lat"], "longitude": period["lon"], "tier": period["status"], "probability": period["probability"],
                "sources": joined(period.get("sources") or ())}
