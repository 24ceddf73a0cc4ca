"""Other people's data: import."""
from __future__ import annotations

import sys

import click

from ..read.foreign import FORMATS
from .base import Problems, day, ledger_option, main


@main.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--format", "form", required=True, type=click.Choice(FORMATS), help="Whose data; jsonl and parquet are our own exports.")
@click.option("--date", callback=day, metavar="DAY", help="When the data set was published, where its rows do not say.")
@click.option("--data-version", default="", metavar="TEXT", help="The data set's version, where the file's name does not say (25.1).")
@click.option("--table", default="", metavar="FILE", help="A mapping of your own in place of the package's (TOML).")
@click.option("--whole", is_flag=True, help="The files are all that the data set has for the days they cover: what is missing was deleted.")
@ledger_option
def import_(files: tuple[str, ...], form: str, date: str | None, data_version: str, table: str, whole: bool, ledger: str) -> None:
    """Record other people's events in a ledger, each with its data set and its sources as those who say so.

    A newer version of a row replaces the older one, and what a data set has deleted is retracted, from that day on: by decisions, nothing
    is changed.
    """
    from ..run.foreign import import_files
    problems = Problems()
    done = import_files(files, form, ledger, problems, day=date, version=data_version, table=table, whole=whole)
    more = [f"{n} {what}" for n, what in ((done.known, "known already"), (done.updated, "older versions retracted"), (
        done.older, "of an older version than one that is there"), (done.deleted, "deleted and retracted"), (
        done.absent, "deleted that were never here"), (done.without, "of no type of ours"), (done.decisions, "decisions added"), (
        done.own, "drafts of this ledger's own events passed over")) if n]
    click.echo(", ".join([f"{done.rows} rows read", f"{done.added} documents and {done.claims} claims added", *more]), err=True)
    sys.exit(1 if problems.count else 0)
