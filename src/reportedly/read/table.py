"""JSON lines: one document a line."""
from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError

TEXTS = ("id", "title", "url", "outlet", "outlet_kind", "lang", "licence")
LONGEST_LINE = 20_000_000


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
    for key in TEXTS:
        value = row.get(key)
        if value is None:
            continue
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise ReadError(where, f"field {key!r} is not a text")
        values[key] = str(value)
    return Document(**{"id": default_id, **values}, text=text, date=iso_day(row.get("date"), where))


def read_jsonl(lines: Iterator[str], name: str, on_problem: Callable[[ReadError], None]) -> Iterator[Document]:
    """Documents of a file of JSON lines; a broken line is a problem with its number and costs nothing else."""
    for number, line in enumerate(lines, 1):
        where = f"{name}:{number}"
        if not line.strip():
            continue
        try:
            if len(line) > LONGEST_LINE:
                raise ReadError(where, f"is a line of {len(line) // 1_000_000} MB; {LONGEST_LINE // 1_000_000} MB is the longest read")
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as e:
                raise ReadError(where, f"is not JSON ({getattr(e, 'msg', 'too deep')})") from None
            yield document_of(row, where, f"{name}:{number}")
        except ReadError as problem:
            on_problem(problem)
