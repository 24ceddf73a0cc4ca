"""Values as text for tables of text: lists joined, formulas disarmed, control characters out."""
from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from ...model.rows import Row
from .. import clean

SEPARATOR = "; "
# A cell that starts so is a formula to a spreadsheet (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # wide ones last
MONTH = (r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
         r"|(?:nov|dec)(?:ember)?)\.?")
# A text that a spreadsheet would silently make a number, a day or a truth value of: leading zeros and long numbers lost, "2001-11" the
# first of the month, "November 13" a day of this year. Whole ISO days are left: they mean the same as a date.
CHANGED = re.compile(rf"""
    0\d+ | \d{{12,}} | \d+(?:\.\d+)?e[+-]?\d+ | true | false
    | (?!\d{{4}}-\d\d-\d\d\Z) \d{{1,4}}[-/.]\d{{1,2}}(?:[-/.]\d{{1,4}})?
    | \d{{1,2}}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?
    | \d{{1,2}}(?:st|nd|rd|th)?[\s-]+{MONTH}(?:[\s,-]+\d{{2,4}})? | {MONTH}[\s-]+\d{{1,4}}(?:[\s,]+\d{{2,4}})?
    """, re.IGNORECASE | re.VERBOSE)


def plain(value: Any) -> str:
    """A value as one line of text: lists joined by "; ", truth as true or false, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return SEPARATOR.join(clean.line(v) for v in value if v not in (None, ""))
    if isinstance(value, float):
        return repr(round(value, 6))
    return clean.line(value)


def safe(value: Any) -> str:
    """`plain`, with an apostrophe before what a spreadsheet would run as a formula. Numbers are left as they are."""
    text = plain(value)
    return "'" + text if isinstance(value, str | list | tuple) and text.lstrip().startswith(FORMULA) else text


def kept(value: Any) -> str:
    """`safe`, with an apostrophe also before a text that a spreadsheet would make something else of."""
    text = safe(value)
    return "'" + text if isinstance(value, str | list | tuple) and CHANGED.fullmatch(text) else text


def write_table(out: Path, head: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str = ",", bom: bool = True,
                header: bool = True, cell: Callable[[Any], str] = safe) -> int:
    """Write a table as UTF-8, each value as `cell` makes it, and return how many rows it has: CSV (with a byte order mark, so that
    Excel knows), or without quotes where `delimiter` is a tab."""
    count = 0
    with out.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        quoted = csv.writer(file, lineterminator="\r\n")

        def put(cells: Sequence[str]) -> None:
            if delimiter == ",":
                quoted.writerow(cells)
            else:
                # Nothing is quoted, so no mark of quotation may look as if something were.
                file.write(delimiter.join(c.replace('"', "'") for c in cells) + "\n")
        if header:
            put(head)
        for row in rows:
            put([cell(v) for v in row])
            count += 1
    return count


def write_rows(out: Path, columns: Sequence[str], rows: Iterable[Row], delimiter: str = ",", header: bool = True) -> int:
    """Write rows that are dicts as a table of another's format: its columns, and no byte order mark."""
    return write_table(out, columns, ([r[c] for c in columns] for r in rows), delimiter, bom=False, header=header)
