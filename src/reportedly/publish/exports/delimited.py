"""csv: one table (`--table events`, claims, control or documents) as UTF-8 that opens in Excel, with no cell that could run."""
from __future__ import annotations

from pathlib import Path

from . import text
from .material import Material, Options
from .report import Noting, Report
from .sheets import SHEETS, lines

COLUMNS = {table: [c.name for c in columns] for table, columns in SHEETS.items()}


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one table; rows are streamed. Raises UsageError for an unknown table."""
    noting = Noting()
    found = lines(material, options.table)
    noting.wrote(options.table, text.write_table(out, COLUMNS[options.table], found, bom=not options.raw,
                                                 cell=text.plain if options.raw else text.kept))
    noting.note("cells are as they are: a spreadsheet may run or change them" if options.raw else
                "an apostrophe stands before what a spreadsheet would run, or make a number or a day of; --raw leaves it out")
    noting.note("one table a file: choose it with --table events, claims, control or documents")
    noting.never("lists are joined by “; ”; candidates, characters of spans and reasons stand in jsonl, parquet and sqlite")
    return noting.report()
