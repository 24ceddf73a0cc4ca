"""Answers as bytes: lists with paging, downloads of all that a filter leaves, rows that are JSON already."""
from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import Query, Request
from starlette.responses import Response, StreamingResponse

from ..model.rows import Row
from ..publish import clean
from ..publish.geojson import told_days
from . import shown
from .errors import Problem

T = TypeVar("T")
RISKY = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 500
Raw = msgspec.Raw
# A row, and what stands beside it in an answer.
Told = tuple[Raw, Any]
DAY = r"^\d{4}-\d\d-\d\d$"
Day = Annotated[str | None, Query(pattern=DAY, examples=["2031-04-05"])]
AsOf = Annotated[str | None, Query(pattern=DAY, description="As known on that day.", examples=["2031-04-05"])]
Text = Annotated[str | None, Query(max_length=300)]
Format = Literal["json", "jsonl", "csv", "geojson"]
# What stands in the columns of a table that is downloaded.
COLUMNS: Mapping[str, Sequence[str]] = {
    "claims": ("id", "doc", "document", "type", "trigger", "sentence", "actor", "target", "place.name", "place.country", "place.lat",
               "place.lon", "place.radius_km", "when.start", "when.end", "when.text", "source.name", "source.kind", "source.side",
               "factuality", "verification", "background", "counts.what", "counts.who", "counts.low", "counts.high", "probability",
               "start", "end"),
    "events": ("event", "type", "family", "place", "place_key", "country", "lat", "lon", "radius_km", "from", "to",
               "inferred_from", "inferred_to", "actor", "target", "standing", "independent_sources", "killed.low", "killed.best",
               "killed.high", "grade.code", "reports.doc", "reports.claim", "as_of"),
    "control": ("place", "key", "country", "lat", "lon", "day", "as_of", "holder", "status", "probability", "claims", "sources",
                "because"),
    "history": ("place", "key", "country", "lat", "lon", "from", "to", "holder", "status", "probability", "claims", "sources", "as_of"),
    "places": ("place", "key", "country", "lat", "lon", "day", "as_of", "holder", "status", "probability", "claims", "sources", "because"),
    "documents": ("id", "key", "date", "title", "outlet", "outlet_kind", "lang", "url"),
    "sources": ("name", "kind", "side", "reliability", "claims", "confirmed", "refuted", "because"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list, in which order and form, and in which columns where it is downloaded."""

    limit: int
    offset: int
    sort: str
    format: str
    columns: str


def page(limit: Annotated[int, Query(ge=1, le=1000)] = 100, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
         sort: Annotated[str, Query(max_length=40, description="A column; -column for falling.")] = "",
         format: Annotated[Format, Query(description="csv and jsonl: every row, as a download.")] = "json",
         columns: Annotated[Literal["record", "shown"], Query(
             description="What a download has: whole records, or the columns of the page's table under their heads.")] = "record") -> Page:
    """The parameters that every list takes."""
    return Page(limit, offset, sort, format, columns)


def order(asked: str, allowed: Mapping[str, str], usual: str, tie: str = "n") -> str:
    """The ORDER BY text for a sort parameter; Problem where there is no such column."""
    name = asked or usual
    column = allowed.get(name.lstrip("-"))
    if column is None:
        raise Problem(422, f"sort: is one of {', '.join(sorted(allowed))}, with - before it for falling", "sort")
    # SQLite takes NULL for the smallest value; what is not known comes last either way.
    return f"{column} DESC, {tie}" if name.startswith("-") else f"{column} NULLS LAST, {tie}"


class Where:
    """The conditions of a question, with their values; a condition without a value is left out."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Any] = []

    def add(self, sql: str, *values: Any) -> None:
        if all(v is not None and v != "" for v in values):
            self.parts.append(sql)
            self.values += values

    def like(self, column: str, text: str | None) -> None:
        """`column` holds the text somewhere, whatever its case."""
        if text:
            safe = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            self.add(f"{column} LIKE ? ESCAPE '\\'", f"%{safe}%")

    def one_of(self, column: str, given: str | None) -> None:
        """`column` is one of the names, which come with commas between them."""
        if given:
            names = [n.strip() for n in given.split(",")][:100]
            self.add(f"{column} IN ({','.join('?' * len(names))})", *names)

    @property
    def sql(self) -> str:
        return f"WHERE {' AND '.join(self.parts)}" if self.parts else ""


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Any value as JSON."""
    return Response(msgspec.json.encode(value), status, dict(headers or {}), "application/json")


def listed(request: Request, rows: Sequence[Any], total: int, part: Page, snapshot: str | None, **beside: Any) -> Response:
    """One page of a list, with what stands beside the rows."""
    more = part.offset + len(rows) < total and rows
    asked = [(k, v) for k, v in request.query_params.multi_items() if k != "offset"]
    following = f"{request.url.path}?{urlencode([*asked, ('offset', str(part.offset + len(rows)))])}" if more else None
    body = {"rows": rows, "total": total, "offset": part.offset, "limit": part.limit, "next": following, "snapshot": snapshot, **beside}
    return answer(body, headers={"Link": f'<{following}>; rel="next"'} if following else None)


def download(name: str, part: Page, blocks: Iterable[Sequence[Told]]) -> Response:
    """Every row as lines of JSON or as a table, block by block."""
    kind = "text/csv; charset=utf-8" if part.format == "csv" else "application/jsonl; charset=utf-8"
    if part.columns == "shown" and name in shown.TABLES:
        heads = shown.heads(name)
        rows = ([shown.cells(name, msgspec.json.decode(r), _plain(x)) for r, x in block] for block in blocks)
        pieces = _csv(heads, ([[r[h] for h in heads] for r in block] for block in rows)) if part.format == "csv" else _lines(rows)
    elif part.format == "csv":
        paths = [c.split(".") for c in COLUMNS[name]]
        whole = told_row if name == "events" else msgspec.json.decode
        pieces = _csv(COLUMNS[name], ([[reached(row, p) for p in paths] for r, _ in block for row in [whole(r)]] for block in blocks))
    else:
        pieces = _lines([r for r, _ in block] for block in blocks)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{part.format}"'}
    return StreamingResponse(pieces, headers=headers, media_type=kind)


def told_row(raw: Raw) -> Any:
    """An event's row with its days in columns that keep what a report tells from what is inferred."""
    row = msgspec.json.decode(raw)
    return {**row, **told_days(row)}


def _plain(value: Any) -> Any:
    return msgspec.json.decode(value) if isinstance(value, Raw) else value


def _lines(blocks: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    for block in blocks:
        yield b"".join(msgspec.json.encode(r) + b"\n" for r in block)


def _csv(columns: Sequence[str], blocks: Iterable[Iterable[Sequence[Any]]]) -> Iterator[bytes]:
    def lines(rows: Iterable[Sequence[Any]]) -> bytes:
        out = io.StringIO()
        csv.writer(out).writerows([[cell(v) for v in r] for r in rows])
        return out.getvalue().encode()

    yield "\ufeff".encode() + lines([columns])
    for block in blocks:
        yield lines(block)


def reached(value: Any, path: Sequence[str]) -> Any:
    """What stands at the end of a path of field names; through a list, the values of all its members."""
    for n, name in enumerate(path):
        if isinstance(value, list):
            return [reached(v, path[n:]) for v in value]
        value = value.get(name) if isinstance(value, dict) else None
    return value


def cell(value: Any) -> str:
    """A value as one cell. A text that a spreadsheet would take for a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " | ".join(cell(v) for v in value)
    if isinstance(value, float) and value.is_integer():  # as the page writes a number
        return str(int(value))
    text = clean.line(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(RISKY) else text


def blocks(take: Callable[[int, int], Sequence[T]]) -> Iterator[Sequence[T]]:
    """All rows of a question that is asked for (limit, offset) parts."""
    offset = 0
    while rows := take(AT_ONCE, offset):
        yield rows
        offset += len(rows)


def by_key(rows: Iterable[Row], key: str) -> dict[str, Row]:
    """Rows by one of their fields."""
    return {r[key]: r for r in rows}
