"""xlsx: one workbook with a sheet for events, claims, control and documents; every text is typed as text and never a formula."""
from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from .. import clean
from .material import Material, Options
from .report import Noting, Report
from .sheets import SHEETS, Column, lines
from .text import FORMULA, plain

CELL = 32_767  # characters that a cell may hold
ROWS = 1_048_575  # rows below the header
WIDTHS = {"sentence": 80, "title": 40, "grade_because": 40, "actor": 24, "target": 24, "place": 20}


def write(material: Material, out: Path, options: Options) -> Report:
    """Write the workbook. Longer texts than a cell can hold, and more rows than a sheet can, are cut and reported."""
    from openpyxl import Workbook
    noting = Noting()
    book = Workbook(write_only=True)
    for table, columns in SHEETS.items():
        sheet = book.create_sheet(table)
        sheet.freeze_panes = "A2"
        for i, column in enumerate(columns):
            sheet.column_dimensions[_letter(i)].width = WIDTHS.get(column.name, max(10, len(column.name) + 2))
        sheet.append([_cell(sheet, c.name, bold=True) for c in columns])
        for n, row in enumerate(lines(material, table)):
            if n == ROWS:
                noting.lost(f"{table} after the {ROWS:,}th row: a sheet holds no more")
                break
            sheet.append([_value(sheet, c, v, noting) for c, v in zip(columns, row, strict=True)])
            noting.wrote(table)
        sheet.auto_filter.ref = f"A1:{_letter(len(columns) - 1)}{dict(noting.report().written).get(table, 0) + 1}"
    _about(book, material)
    book.save(out)
    noting.never("lists are joined by “; ”; candidates, characters of spans and reasons stand in jsonl, parquet and sqlite")
    return noting.report()


def _about(book: Any, material: Material) -> None:
    """A sheet that says what each column is."""
    sheet = book.create_sheet("columns")
    sheet.column_dimensions["C"].width = 80
    for line in [("table", "column", "it is"), *((t, c.name, c.words) for t, cs in SHEETS.items() for c in cs),
                 ("", "", f"{material.title}; latest report {material.made or 'not known'}; {material.origin}")]:
        sheet.append([_cell(sheet, x) for x in line])


def _value(sheet: Any, column: Column, value: Any, noting: Noting) -> Any:
    if value is None or value == []:
        return None
    if column.kind in ("int", "float", "bool"):
        return value
    # Excel knows no day before 1900; what is not a whole day stays text.
    if column.kind == "day" and len(str(value)) == len("2001-11-13") and str(value) >= "1900-03-01":
        return date.fromisoformat(value)
    text = plain(value)
    if len(text) > CELL:
        noting.lost(f"{column.name}: characters after the {CELL:,}th of a text")
    return _cell(sheet, text[:CELL])


def _cell(sheet: Any, text: str, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    cell = WriteOnlyCell(sheet, value=clean.line(text))
    cell.data_type = "s"  # openpyxl takes "=1+1" for a formula
    if text.startswith(FORMULA):
        cell.quotePrefix = True  # else Excel would take it for one once somebody has edited the cell
    if bold:
        cell.font = Font(bold=True)
    return cell


def _letter(i: int) -> str:
    from openpyxl.utils import get_column_letter
    found: str = get_column_letter(i + 1)
    return found
