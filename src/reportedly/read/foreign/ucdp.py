"""UCDP GED and Candidate: one event a row, with or without the header."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...model.claim import Reason
from ...model.errors import ReadError
from ...model.reference import Source
from ..item import Item, OnProblem
from .informant import kind_of_informant
from .sheet import Row, day, name_of, rows
from .told import Party, Spot, Told, number, point

VERSION = re.compile(r"v?(\d{1,2})[_.](\d{1,2})(?:[_.](\d{1,2}))?")
DEATHS = (("deaths_a", "side_a"), ("deaths_b", "side_b"), ("deaths_civilians", "civilians"), ("deaths_unknown", "unknown"))


def read(item: Item, mapping: dict[str, Any], on_problem: OnProblem) -> Iterator[Told]:
    """One Told a row. The data set's version is taken from the file's name ("GEDEvent_v25_1") where it stands there."""
    found = VERSION.search(name_of(item).replace("gedevent", "")) or VERSION.search(item.name)
    version = ".".join(p.rjust(3, "0") for p in found.groups("0")) if found else ""
    shown = ".".join(p for p in found.groups() if p) if found else ""
    for where, row in rows(item, mapping["columns"], mapping["needed"], on_problem):
        try:
            made = told(row, where, mapping, version, shown)
        except ReadError as problem:
            on_problem(problem)
            continue
        yield made


def told(row: Row, where: str, mapping: dict[str, Any], version: str = "", shown: str = "") -> Told:
    """A row as the event that it tells. Raises ReadError on a type of violence or a day that is none."""
    violence = row["type_of_violence"].strip().removesuffix(".0")
    if violence not in mapping["types"]:
        raise ReadError(where, f"has a type of violence that is none of UCDP's ({violence[:20]!r})")
    start, end = day(row["date_start"], where), day(row["date_end"], where)
    days = (start, end) if start and end and start <= end else None
    a, b = row["side_a"].strip(), row.get("side_b", "").strip()
    precision = row.get("date_prec", "").strip().removesuffix(".0")
    rules = [Reason("type", "UCDP", f"type of violence {violence}"), Reason("when", "UCDP", f"date precision {precision}")]
    if row.get("event_clarity", "").strip().removesuffix(".0") == "2":
        rules.append(Reason("type", "UCDP", "already put together in the report"))
    status = row.get("code_status", "").strip()
    checked = not status or status.lower() == "clear"
    return Told(
        f"ucdp:{row['id']}", mapping["types"][violence], mapping["words"][violence], f"UCDP GED {shown}".strip(), version, None,
        (Party(a, *_kind(a)),) if a else (), (Party(b, *_kind(b)),) if b and b != a else (), _place(row, mapping), days,
        mapping["when"].get(precision, "span"), _sources(row), _counts(row), row.get("where_description", ""),
        row.get("source_headline", ""), cells=tuple((c, row.get(c, "")) for c in (
            "relid", "conflict_name", "dyad_name", "source_article", "source_date", "where_coordinates", "adm_1", "adm_2", "code_status")),
        verification=None if checked else "unconfirmed", rules=tuple(rules))


def _kind(name: str) -> tuple[str, str]:
    """What a side is and of which country, by the data set's way of naming."""
    m = re.match(r"Government of (.+?)(?:\s*\(.*)?$", name)
    if m:
        return "government", m[1]
    return ("civilians", "") if name.lower() == "civilians" else ("rebel", "")


def _place(row: Row, mapping: dict[str, Any]) -> Spot | None:
    precision = row.get("where_prec", "").strip().removesuffix(".0")
    near = mapping["where"].get(precision)
    name = row.get("where_coordinates", "").strip() or row.get("adm_2", "").strip() or row.get("adm_1", "").strip()
    country = row.get("country", "").strip()
    lat, lon = point(row, "latitude", "longitude") if near else (None, None)
    name = re.sub(r"\s+(?:town|village|city)$", "", name) if name else ""
    if not name and not country:
        return None
    return Spot(name or country, country, lat, lon, near["precision"] if near else None, near["radius_km"] if near else None,
                near.get("feature", "") if near else "country" if not name else "", f"UCDP where_prec {precision}")


def _sources(row: Row) -> tuple[Source, ...]:
    """The outlet, then the one that it quotes: the data set's own chain."""
    offices = "; ".join(dict.fromkeys(s.strip() for s in row.get("source_office", "").split(";") if s.strip()))
    original = row.get("source_original", "").strip()
    out = (Source(offices, "media"),) if offices else ()
    if original and original.lower() not in ("n/a", "na", "none"):
        kind, side = kind_of_informant(original, (row["side_a"], row.get("side_b", "")))
        out = (*out, Source(original, kind, side))
    return out


def _counts(row: Row) -> tuple[tuple[str, str, int | None, int | None, str], ...]:
    """All dead as low to high, with the best figure in its words; then each side's."""
    low, best, high = (number(row.get(c)) for c in ("low", "best", "high"))
    out: list[tuple[str, str, int | None, int | None, str]] = []
    if best is not None and low is not None and high is not None and high > 0:
        out.append(("killed", "", int(low), int(high), f"killed: best {int(best)}, low {int(low)}, high {int(high)}"))
    for column, who in DEATHS:
        n = number(row.get(column))
        if n:
            name = row.get(who, who) if who in ("side_a", "side_b") else who
            out.append(("killed", name, int(n), int(n), f"{column}: {int(n)}"))
    return tuple(out)
