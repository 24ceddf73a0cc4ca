"""A user's own actors as tables in the folder of the user's own gazetteer: actors, roles over time, codes of a dictionary, nouns.

The tables are tab-separated with a header, like the package's own, and may be edited by hand. Nothing here knows the registry.
"""
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .gazetteer.build import folder

COLUMNS = {
    "actors": ("id", "kind", "countries", "start", "end", "names", "parents", "langs", "source"),
    "roles": ("id", "role", "start", "end", "country", "source"),
    "codes": ("id", "code", "start", "end", "source"), "nouns": ("noun", "kind", "source")}


def own_file(table: str) -> Path:
    """Where the user's own table of that name is kept, whether it is there or not."""
    return folder() / f"actors-own-{table}.tsv"


def own_rows(table: str) -> Iterator[list[str]]:
    """Rows of one of the user's own tables without header and source; none where it is not there. Rows with too few or too many
    cells are left out (see `broken`)."""
    for _, row in _lines(table):
        if len(row) == len(COLUMNS[table]):
            yield row[:-1]


def broken(table: str) -> Iterator[str]:
    """A line for each row of a table that cannot be read."""
    for n, row in _lines(table):
        if len(row) != len(COLUMNS[table]):
            yield f"{own_file(table).name}, line {n}: {len(row)} cells instead of {len(COLUMNS[table])}"


def _lines(table: str) -> Iterator[tuple[int, list[str]]]:
    at = own_file(table)
    if not at.exists():
        return
    for n, line in enumerate(at.read_text("utf-8", errors="replace").split("\n"), 1):
        if n > 1 and line.strip() and not line.startswith("#"):
            yield n, line.split("\t")


def replace_rows(table: str, source: str, rows: Iterable[Sequence[str]]) -> int:
    """Write rows (without their source) in place of all that came from the same source before; returns how many."""
    at = own_file(table)
    at.parent.mkdir(parents=True, exist_ok=True)
    kept = [row for _, row in _lines(table) if row[-1] != source]
    new = [[_cell(x) for x in (*row, source)] for row in rows]
    part = at.with_name(f"{at.name}.{os.getpid()}.part")
    part.write_text("".join("\t".join(row) + "\n" for row in (COLUMNS[table], *kept, *new)), "utf-8")
    os.replace(part, at)
    return len(new)


def _cell(text: str) -> str:
    return " ".join(text.split())
