"""Rows of a table to Documents, whichever file they come from: which column is which field, and what a day looks like."""
from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError
from .item import Given, Item, OnProblem
from .text import decoded, lines_of

FIELDS = ("id", "title", "url", "outlet", "outlet_kind", "lang", "licence", "byline")
LONGEST_LINE = 20_000_000
SERIAL = (20_000, 80_000)
"""What a bare number in a workbook's column of days may be: 1954 to 2119."""
DAY_FIRST = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?: .*)?")
WHOLE = 200_000_000


def iso_day(value: Any, where: str) -> str | None:
    """The day of an ISO 8601 date or time. Raises ReadError on anything else that is not empty."""
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str) and len(value) > 10:
            return datetime.fromisoformat(value).date().isoformat()
        return date.fromisoformat(value).isoformat()
    except (ValueError, TypeError):
        raise ReadError(where, f"date {str(value)[:40]!r} is not ISO 8601 (2001-11-13)") from None


def document_of(row: Any, where: str, default_id: str) -> Document:
    """A Document from one decoded row. Raises ReadError on wrong shapes, naming the field."""
    if not isinstance(row, dict):
        raise ReadError(where, "is not an object with id, date, title, text")
    text = row.get("text")
    if not isinstance(text, str):
        raise ReadError(where, "has no text")
    if not text.strip():
        raise ReadError(where, "has an empty text")
    values: dict[str, str] = {}
    for key in FIELDS:
        value = row.get(key)
        if value is None:
            continue
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise ReadError(where, f"field {key!r} is not a text")
        values[key] = str(value)
    values["id"] = values.get("id") or default_id
    return Document(**values, text=text, date=iso_day(row.get("date"), where))


@cache
def _usual() -> dict[str, list[str]]:
    return tomllib.loads((files(__package__) / "columns.toml").read_text("utf-8"))


def mapping_of(header: Sequence[str], given: Given, where: str) -> dict[str, tuple[str, str]]:
    """Field to (column, format of its dates or ""), as given, else by the usual names. Raises ReadError without a text column.

    A given column may be followed by ":" and a strptime format: date=published:%d/%m/%Y.
    """
    names = {h.strip().lower(): h for h in reversed(header)}
    found = {f: (names[c], "") for f, usual in _usual().items() if (c := next((u for u in usual if u in names), None))}
    for field, wanted in given.columns:
        column, _, form = wanted.partition(":") if wanted.lower() not in names else (wanted, "", "")
        if field not in _usual():
            raise ReadError(where, f"{field!r} is no field; the fields are {', '.join(_usual())}")
        if column.strip().lower() not in names:
            raise ReadError(where, f"has no column {column!r}; it has {', '.join(header)[:300]}")
        found[field] = (names[column.strip().lower()], form)
    if "text" not in found:
        raise ReadError(where, f"has no text column; say which it is (--column text=NAME); it has {', '.join(header)[:300]}")
    return found


def row_document(row: Mapping[str, Any], fields: Mapping[str, tuple[str, str]], where: str, default_id: str,
                 epoch: datetime | None = None) -> Document:
    """The Document of one row by `mapping_of`'s answer; days and numbers may be values of a workbook, whose bare numbers in a column of
    days count from `epoch`. Raises ReadError."""
    out: dict[str, Any] = {}
    for field, (column, form) in fields.items():
        value = row.get(column)
        if isinstance(value, date):  # a datetime is one, too
            value = value.isoformat()[:10] if field == "date" else value.isoformat()
        elif field == "date" and form and isinstance(value, str) and value.strip():
            value = _formed(value.strip(), form, where)
        elif field == "date" and epoch and isinstance(value, int | float) and SERIAL[0] < value < SERIAL[1]:
            value = (epoch + timedelta(days=float(value))).date().isoformat()
        elif field == "date" and isinstance(value, str) and DAY_FIRST.fullmatch(value.strip()):
            raise ReadError(where, f"date {value[:40]!r}: say how days are written in it, as in --column 'date={column}:%d/%m/%Y'")
        elif isinstance(value, float) and value.is_integer():
            value = int(value)
        out[field] = value if field == "text" or value is None else str(value).strip()
    return document_of(out, where, default_id)


def _formed(value: str, form: str, where: str) -> str:
    try:
        return datetime.strptime(value, form).date().isoformat()
    except ValueError:
        raise ReadError(where, f"date {value[:40]!r} does not fit {form}") from None


def read_json(item: Item, given: Given, on_problem: OnProblem) -> Iterator[Document]:
    """Documents of JSON lines, of a JSON list, or of one object; ninjs news items wherever one stands in place of a row."""
    lines = enumerate(lines_of(decoded(item.stream, item.name, declared=item.charset), LONGEST_LINE), 1)
    number, first = next(((n, line) for n, line in lines if line is None or line.strip()), (1, ""))
    if item.suffix in (".jsonl", ".ndjson") or first is None or _is_object(first):
        yield from _json_lines(chain([(number, first)], lines), item, given, on_problem)
        return
    held, size = [first], len(first)
    for _, line in lines:
        held.append(line or "")
        size += len(held[-1])
        if size > WHOLE:
            raise ReadError(item.name, f"is one JSON value of more than {WHOLE // 1_000_000} MB; save it as JSON lines")
    whole = _parsed("".join(held), item.name)
    rows = whole if isinstance(whole, list) else [whole]
    for number, row in enumerate(rows, 1):
        where = item.name if len(rows) == 1 else f"{item.name}:{number}"
        try:
            yield _row(row, given, where, item.about.id if len(rows) == 1 else where)
        except ReadError as problem:
            on_problem(problem)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _json_lines(lines: Iterable[tuple[int, str | None]], item: Item, given: Given, on_problem: OnProblem) -> Iterator[Document]:
    """A broken line is a problem with its number and costs nothing else."""
    for number, line in lines:
        where = f"{item.name}:{number}"
        try:
            if line is None:
                raise ReadError(where, f"is a line of more than {LONGEST_LINE // 1_000_000} MB, the longest read")
            if line.strip():
                yield _row(_parsed(line, where), given, where, where)
        except ReadError as problem:
            on_problem(problem)


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as e:
        raise ReadError(where, f"is not JSON ({getattr(e, 'msg', 'too deep')})") from None


def _row(row: Any, given: Given, where: str, default_id: str) -> Document:
    from .ninjs import is_ninjs, ninjs
    if is_ninjs(row):
        return ninjs(row, where, default_id)
    if isinstance(row, dict) and (given.columns or "text" not in row):
        flat = _flat(row, given)
        if given.columns or any(u in flat for u in _usual()["text"]):
            return row_document(flat, mapping_of([*flat], given, where), where, default_id)
    return document_of(row, where, default_id)


def _flat(row: dict[str, Any], given: Given) -> dict[str, Any]:
    """The row with what `given` names by a path ("fields.body") beside its own fields."""
    out = {k: v for k, v in row.items() if not isinstance(v, dict | list)}
    for _, wanted in given.columns:
        value: Any = row
        for step in wanted.partition(":")[0].split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            out[wanted.partition(":")[0]] = value
    return out
