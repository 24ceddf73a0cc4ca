"""Tables as text (CSV, TSV) and as workbooks (XLSX, Parquet): one Document a row."""
from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError
from .guard import checked_zip, needs
from .item import Given, Item, OnProblem
from .table import LONGEST_LINE, mapping_of, row_document
from .text import decoded, lines_of

MARKS = ",;\t|"
BATCH = 500
SEP = re.compile(r"sep=(.?)", re.I)
"""The first line by which Excel is told the mark between columns."""
ABOVE = 12
"""Rows that may stand above the row of column names: a title, groups of columns."""


def read_delimited(item: Item, given: Given, on_problem: OnProblem) -> Iterator[Document]:
    """Documents of a table as text; the first row names the columns, the mark between them is told from it."""
    def lines() -> Iterator[str]:
        for line in lines_of(decoded(item.stream, item.name, declared=item.charset), LONGEST_LINE):
            if line is None:
                on_problem(ReadError(item.name, f"has a line of more than {LONGEST_LINE // 1_000_000} MB, which is passed over"))
            elif "\0" not in line:
                yield line

    rows = rows_of(lines(), item.name, on_problem)
    header = next(rows, None)
    if header is None:
        raise ReadError(item.name, "is empty")
    yield from documents_of(header, rows, item.name, given, on_problem)


def rows_of(lines: Iterator[str], where: str, on_problem: OnProblem) -> Iterator[list[str]]:
    """The rows of a table as text; a row that breaks the format is a problem, and reading goes on behind it."""
    first = next((line for line in lines if line.strip()), None)
    said = SEP.fullmatch(first.strip()) if first else None
    first = next((line for line in lines if line.strip()), None) if said else first
    if first is None:
        return
    csv.field_size_limit(LONGEST_LINE)
    # A title above the columns has no marks.
    begun = [first]
    while not said and not max(map(_bare(begun[-1]).count, MARKS)) and len(begun) < ABOVE and (line := next(lines, None)):
        begun.append(line)
    mark = (said[1] or "\t") if said else max(MARKS, key=_bare(begun[-1]).count)

    def again() -> Iterator[str]:
        yield from begun
        yield from lines

    reader = csv.reader(again(), delimiter=mark)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as e:
            on_problem(ReadError(f"{where}:{reader.line_num}", f"is no row of a table ({e})"))


def _bare(line: str) -> str:
    """A line without what stands in quotes."""
    return "".join(part for n, part in enumerate(line.split('"')) if n % 2 == 0)


def documents_of(header: list[Any], rows: Iterable[list[Any]], where: str, given: Given, on_problem: OnProblem,
                 epoch: datetime | None = None) -> Iterator[Document]:
    """One Document for each row that is not empty. The row of column names is the first that has what is asked for, within a dozen."""
    names, fields, above, rows = _named(header, iter(rows), where, given)
    for number, row in enumerate(rows, 2 + above):
        if not any(v not in (None, "") for v in row):
            continue
        at = f"{where}:{number}"
        try:
            yield row_document(dict(zip(names, row, strict=False)), fields, at, at, epoch)
        except ReadError as problem:
            on_problem(problem)


def _named(header: list[Any], rows: Iterator[list[Any]], where: str,
           given: Given) -> tuple[list[str], dict[str, tuple[str, str]], int, Iterator[list[Any]]]:
    """Column names, which is which field, how many rows stand above them, and the rows below. Raises ReadError, of the first row."""
    seen = [header, *islice(rows, ABOVE)]
    wrong: ReadError | None = None
    best: tuple[int, list[str], dict[str, tuple[str, str]]] | None = None
    for above, row in enumerate(seen):
        names = [str(h if h is not None else "").strip() for h in row]
        try:
            fields = mapping_of(names, given, where)
        except ReadError as problem:
            wrong = wrong or problem
            continue
        if best is None or len(fields) > len(best[2]):
            best = above, names, fields
        if len(fields) > 1:
            break
    if best is None:
        raise wrong or ReadError(where, "is empty")
    return best[1], best[2], best[0], chain(seen[best[0] + 1:], rows)


def read_xlsx(item: Item, given: Given, on_problem: OnProblem) -> Iterator[Document]:
    """Documents of every sheet of a workbook that has a text column in its first row. ReadError where none has."""
    checked_zip(item)
    openpyxl = needs("openpyxl", item.name)
    try:
        book = openpyxl.load_workbook(item.stream, read_only=True, data_only=True)
    except Exception as e:
        raise ReadError(item.name, f"is a workbook that cannot be opened ({type(e).__name__})") from None
    reasons = []
    for sheet in book.worksheets:
        rows = _cells(sheet.iter_rows(values_only=True), item.name)
        header = list(next(rows, []))
        try:
            yield from documents_of(header, rows, f"{item.name}!{sheet.title}", given, on_problem, book.epoch)
        except ReadError as e:
            reasons.append(e)
    if len(reasons) == len(book.worksheets):
        raise reasons[0] if reasons else ReadError(item.name, "is a workbook without a sheet")


def _cells(rows: Iterator[tuple[Any, ...]], where: str) -> Iterator[list[Any]]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except Exception as e:
            raise ReadError(where, f"is a broken workbook ({type(e).__name__})") from None
        yield list(row)


def read_parquet(item: Item, given: Given, on_problem: OnProblem) -> Iterator[Document]:
    """Documents of a Parquet file, some hundred rows at a time; only the columns that are fields are read."""
    parquet = needs("pyarrow.parquet", item.name)
    try:
        file = parquet.ParquetFile(item.stream)
        names = list(file.schema_arrow.names)
    except Exception as e:
        raise ReadError(item.name, f"is a Parquet file that cannot be opened ({type(e).__name__})") from None
    fields = mapping_of(names, given, item.name)
    batches, number = file.iter_batches(BATCH, columns=sorted({c for c, _ in fields.values()})), 0
    while True:
        try:
            rows = next(batches).to_pylist()
        except StopIteration:
            return
        except Exception as e:
            raise ReadError(item.name, f"is broken after row {number} ({type(e).__name__})") from None
        for row in rows:
            number += 1
            at = f"{item.name}:{number}"
            try:
                yield row_document(row, fields, at, at)
            except ReadError as problem:
                on_problem(problem)
