"""The rows of other people's tables: with or without a header, in text or workbook, packed or not."""
from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from ...model.document import Document
from ...model.errors import ReadError
from ..delimited import rows_of
from ..item import DEEPEST, Item, OnProblem, item_of, seekable, whole_of
from ..text import decoded, lines_of

LONGEST = 5_000_000
PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04")
Row = dict[str, str]


@cache
def table(name: str) -> dict[str, Any]:
    """A mapping that is kept as data: `data/NAME.toml`, or a user's own by the path of its file. Raises ReadError where it is broken."""
    try:
        if name.endswith(".toml"):
            return tomllib.loads(Path(name).read_text("utf-8"))
        return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))
    except (OSError, ValueError) as e:
        raise ReadError(name, f"is no table of mappings ({e})") from None


def members(path: str, on_problem: OnProblem) -> Iterator[Item]:
    """The file at `path`, or the files inside it where it is packed."""
    try:
        with Path(path).open("rb") as stream:
            yield from _opened(item_of(path, stream, Document(Path(path).stem, "")), on_problem)
    except OSError as e:
        raise ReadError(path, (e.strerror or "cannot be opened").lower()) from None


def _opened(item: Item, on_problem: OnProblem) -> Iterator[Item]:
    from ..pack import read_gzip, read_zip, read_zstd
    from ..sniff import kind_of
    if not item.head.startswith(PACKED) or item.depth > DEEPEST:
        yield item
        return
    from ..item import Given
    item = seekable(item) if item.head.startswith(b"PK") else item
    kind = kind_of(item, Given())
    unpack = {"gzip": read_gzip, "zstd": read_zstd, "zip": read_zip}.get(kind)
    if unpack is None:
        yield item
        return
    for inner in unpack(item, Given(), on_problem):
        yield from _opened(inner, on_problem)


def rows(item: Item, columns: Sequence[str], needed: Sequence[str], on_problem: OnProblem) -> Iterator[tuple[str, Row]]:
    """(where, row by column) of a table. A first row that names the needed columns is the header, wherever the columns stand; without one
    the columns are taken to stand as in `columns`. Repeated headers, and cells beyond the last column, are passed over. Raises ReadError
    where neither fits.
    """
    if item.head.startswith(b"PK"):
        found = _sheet(item, on_problem)
    elif item.head.lstrip()[:1] in (b"{", b"["):
        found = _answer(item)
    else:
        found = rows_of(_lines(item, on_problem), item.name, on_problem)
    first = next(found, None)
    if first is None:
        raise ReadError(item.name, "is empty")
    names = [c.strip().strip("\ufeff") for c in first]
    lower = {n.lower(): n for n in names}
    known = {c.lower(): c for c in columns}
    if all(n.lower() in lower for n in needed):
        # Of a column that is named twice, the first counts.
        order = {known.get(n.lower(), n): i for i, n in reversed(list(enumerate(names))) if n}
    elif len(names) in (len(columns), len(columns) + 1) and not any(n.lower() in known for n in names):
        order = {c: i for i, c in enumerate(columns)}
        found = _again(first, found)
    else:
        missing = [n for n in needed if n.lower() not in lower]
        raise ReadError(item.name, f"has not the columns of this format (no {', '.join(missing[:4])})")
    last = max(order[n] for n in needed if n in order)
    header = [n.lower() for n in names]
    for at, cells in enumerate(found, 1 + (found is not None)):
        where = f"{item.name}:{at}"
        if [c.strip().lower() for c in cells] == header and at > 1 and all(n.lower() in lower for n in needed):
            continue
        if not any(c.strip() for c in cells):
            continue
        if len(cells) <= last:
            on_problem(ReadError(where, f"has {len(cells)} cells, too few for a row"))
            continue
        yield where, {name: cells[i].strip() if i < len(cells) else "" for name, i in order.items()}


def _again(first: list[str], rest: Iterator[list[str]]) -> Iterator[list[str]]:
    yield first
    yield from rest


def _lines(item: Item, on_problem: OnProblem) -> Iterator[str]:
    """The lines of a text; tabs rule where the first line has them, and quotes then mean nothing."""
    tabs = b"\t" in item.head.split(b"\n", 1)[0]
    for line in lines_of(decoded(item.stream, item.name), LONGEST):
        if line is None:
            on_problem(ReadError(item.name, "has a line of more than 5 MB, which is passed over"))
        else:
            yield line.replace('"', "'") if tabs else line


def _answer(item: Item) -> Iterator[list[str]]:
    """The rows of what a data set's address answers, as JSON: a list of objects, or the first such list in an object."""
    import json
    try:
        whole = json.loads(whole_of(item))
    except (ValueError, RecursionError):
        raise ReadError(item.name, "is not JSON") from None
    lists = [whole] if isinstance(whole, list) else [v for v in whole.values() if isinstance(v, list)] if isinstance(whole, dict) else []
    objects = next((v for v in lists if v and all(isinstance(x, dict) for x in v)), [])
    names = list(dict.fromkeys(k for x in objects for k in x))
    if names:
        yield names
    for x in objects:
        yield ["" if x.get(n) is None else str(x[n]) for n in names]


def _sheet(item: Item, on_problem: OnProblem) -> Iterator[list[str]]:
    """The first sheet of a workbook as texts; days in ISO form."""
    from datetime import datetime

    from ..delimited import _cells
    from ..guard import checked_zip, needs
    checked_zip(item)
    try:
        book = needs("openpyxl", item.name).load_workbook(item.stream, read_only=True, data_only=True)
    except ReadError:
        raise
    except Exception as e:
        raise ReadError(item.name, f"is a workbook that cannot be opened ({type(e).__name__})") from None
    for row in _cells(book.worksheets[0].iter_rows(values_only=True), item.name):
        yield ["" if v is None else v.date().isoformat() if isinstance(v, datetime) else str(v) for v in row]


def name_of(item: Item) -> str:
    """A file's own name without its folder and endings, in small letters."""
    return PurePosixPath(item.name.replace("!", "/")).name.lower().split(".")[0]


def day(value: str, where: str) -> str | None:
    """The day of "2021-03-05", "20210305", "05 March 2021", "5-Mar-21" or a time that begins so; None for an empty cell.

    Raises ReadError on anything else.
    """
    from datetime import datetime
    text = value.strip()
    if not text:
        return None
    compact = text.split(" ")[0].split("T")[0] if text[:4].isdigit() else text
    for form in ("%Y-%m-%d", "%Y%m%d", "%Y%m%d%H%M%S", "%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%Y/%m/%d"):
        try:
            return datetime.strptime(compact, form).date().isoformat()
        except ValueError:
            continue
    raise ReadError(where, f"has a day that cannot be read ({text[:30]!r})")
