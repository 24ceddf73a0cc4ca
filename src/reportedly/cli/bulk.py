"""Archives: run, load."""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from .base import clean, ledger_option, main
from .reading import given_options

if TYPE_CHECKING:
    from ..run.bulk import Progress


@main.command()
@click.argument("archive", nargs=-1, required=True, metavar="ARCHIVE…")
@click.option("--out", required=True, metavar="FOLDER", help="Where the shards go; a run that was stopped goes on there.")
@click.option("--workers", type=click.IntRange(1, 1024), default=1, show_default=True, help="Processes on this machine.")
@click.option("--ray", metavar="ADDRESS", help='A Ray cluster ("auto", ray://…) instead, or "local" for one on this machine.')
@click.option("--shard", type=click.IntRange(1, 100_000), metavar="N", help="Documents in a shard (1,000; fewer for a small archive).")
@click.option("--all", "everything", is_flag=True, help="Code irrelevant documents and copies, too.")
@given_options
def run(archive: tuple[str, ...], out: str, workers: int, ray: str | None, shard: int | None, everything: bool, **given: Any) -> None:
    """Read an ARCHIVE (files, folders) of any size into shards of claims (Parquet), on many processes or machines.

    Documents that are not about war or politics and copies of others are passed over early. What cannot be read is set aside with its
    reason. Everything that is there already is not done again.
    """
    from ..run.bulk import aside_reasons, run_archive
    from .reading import given_of
    total = run_archive(archive, out, workers=workers, ray=ray, given=given_of(**given), shard=shard, sift=not everything,
                        on_progress=_tell())
    click.echo(f"{total.documents} documents: {total.coded} coded with {total.claims} claims, "
               f"{total.irrelevant} irrelevant, {total.copies} copies, {total.aside} set aside; {total.seconds:.0f} s", err=True)
    for reason, count in list(aside_reasons(out))[:10]:
        click.echo(f"note: set aside {count}: {clean(reason)}", err=True)
    sys.exit(0 if total.documents else 1)


def _tell() -> Any:
    """Says where the run stands, at most once in ten seconds, or in half a second where a person is looking."""
    import time
    looked, last = sys.stderr.isatty(), 0.0

    def tell(p: Progress) -> None:
        nonlocal last
        if time.monotonic() - last < (0.5 if looked else 10) and p.done < p.total:
            return
        last = time.monotonic()
        rate = f"{p.rate / 1e6:.1f} MB/s" if p.stage == "read" else f"{p.rate:.1f} documents/s"
        left = "" if p.seconds is None else f", {_span(p.seconds)} left"
        claims = f", {p.claims} claims" if p.stage == "code" else ""
        click.echo(f"{p.stage}: {100 * p.done / max(p.total, 1):.0f} %, {p.documents} documents{claims}, {rate}{left}", err=True)

    return tell


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


@main.command()
@click.argument("folder", metavar="FOLDER")
@ledger_option
def load(folder: str, ledger: str) -> None:
    """Load the shards of a finished run into a ledger, in bulk; what is there already is not added twice."""
    from ..run.bulk import load as load_all
    documents, claims, new = load_all(folder, ledger)
    click.echo(f"{documents} documents, {claims} claims loaded, {documents - new} documents known already", err=True)
