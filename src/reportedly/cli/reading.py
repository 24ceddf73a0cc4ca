"""From files to claims: extract, add."""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from ..model.errors import ReadError
from .base import F, Problems, clean, json_lines, ledger_option, main, progress


def given_options(f: F) -> F:
    """The options that say what the files themselves may not."""
    for option in (
        click.option("--column", "columns", multiple=True, metavar="FIELD=COLUMN",
                     help="For tables and JSON: which column is the text, title, date, outlet … (text=body, date=day:%d/%m/%Y)."),
        click.option("--lang", default="", metavar="CODE", help="Language of the texts, ISO 639-1 (en)."),
        click.option("--outlet-kind", default="", metavar="KIND", help="wire, newspaper, radio, ngo, government, rebel …"),
        click.option("--outlet", default="", metavar="NAME", help="Who published them."),
        click.option("--date", default="", metavar="DAY", help="Day of publication, ISO 8601 (2001-11-13)."),
    ):
        f = option(f)
    return f


def given_of(date: str, outlet: str, outlet_kind: str, lang: str, columns: tuple[str, ...] = ()) -> Any:
    """What the options say of all documents, as `read.Given`; BadParameter where a value cannot be."""
    from ..model.codebook import values
    from ..read import Given, iso_day
    if outlet_kind and outlet_kind not in values("outlet_kinds"):
        raise click.BadParameter(f"{outlet_kind!r} is none of {', '.join(values('outlet_kinds'))}", param_hint="--outlet-kind")
    try:
        day = iso_day(date, "--date")
    except ReadError as e:
        raise click.BadParameter(e.reason, param_hint="--date") from None
    pairs = tuple((c.partition("=")[0].strip(), c.partition("=")[2].strip()) for c in columns)
    if wrong := next((c for c, (field, column) in zip(columns, pairs, strict=True) if not field or not column), None):
        raise click.BadParameter(f"{wrong!r} is not FIELD=COLUMN", param_hint="--column")
    return Given(day, outlet, outlet_kind, lang, pairs)


def read_files(files: tuple[str, ...], problems: Problems, unread: Callable[[Any, str], None] | None = None, **given: Any) -> Iterable[Any]:
    from ..read import read
    for document in read(files, given_of(**given), problems, unread):
        if not document.date:
            click.echo(f"note: {clean(document.id)} has no date of publication; relative times stay unresolved (--date)", err=True)
        yield document


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="One claim a line (see `reportedly schema`).")
@click.option("--explain", is_flag=True, help="Each sentence with its parts marked, and the reasons.")
@given_options
def extract(files: tuple[str, ...], as_json: bool, explain: bool, **given: Any) -> None:
    """Print the claims of files: text, pages, PDF, Word, mail, tables, news XML, web archives, zips, folders; "-" reads standard input."""
    from ..publish import tables
    from ..run import claims_of
    if as_json and explain:
        raise click.UsageError("choose one of --json and --explain")
    problems = Problems()
    for document, pairs in claims_of(read_files(files, **given, problems=problems), problems):
        if as_json:
            from ..model.record import as_record
            json_lines(as_record(*p) for p in pairs)
        elif explain:
            tables.explain(document, pairs)
        else:
            tables.claims(document, pairs)
    sys.exit(1 if problems.count else 0)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@ledger_option
@given_options
def add(files: tuple[str, ...], ledger: str, **given: Any) -> None:
    """Read files of any kind and folders, and record their claims in a ledger; what is there already is not added twice."""
    from ..run import add as add_all
    from ..run.unread import record_unread
    problems = Problems()
    read = claims = known = kept = 0

    def unread(document: Any, why: str) -> None:
        nonlocal kept
        problems(ReadError(document.id, why))
        kept += record_unread([document], ledger)

    with progress("reading") as step:
        for document, count, new in add_all(read_files(files, **given, problems=problems, unread=unread), ledger, problems):
            read, claims, known = read + 1, claims + count * new, known + (not new)
            step(document.id)
    click.echo(f"{read} document{'s' * (read != 1)} read, {claims} claims added, {known} known already", err=True)
    if kept:
        click.echo(f"{kept} document{'s' * (kept != 1)} recorded without claims, for a version that reads the language", err=True)
    sys.exit(1 if problems.count else 0)
