"""Feeds: watch."""
from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from .base import Problems, clean, ledger_option, main

if TYPE_CHECKING:
    from ..run.watch import Visit


@main.command()
@click.argument("feeds", metavar="FEEDS.toml")
@ledger_option
@click.option("--once", is_flag=True, help="Visit the feeds that are due, and end.")
def watch(feeds: str, ledger: str, once: bool) -> None:
    """Visit feeds (RSS, Atom, JSON lists of reports) again and again, and record what is new with its claims.

    Every request is logged with its time, address and SHA-256 in the state folder beside the feeds file. A watch that was stopped goes on
    where it was.
    """
    from ..run.watch import watch as visit_all
    problems, ended = Problems(), False

    def end(*_: Any) -> None:
        nonlocal ended
        if ended:
            raise KeyboardInterrupt
        ended = True
        click.echo("ending after this feed", err=True)

    if not once:
        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
    visit_all(feeds, ledger, problems, once=once, on_visit=_tell, stop=lambda: ended, **({} if once else {"sleep": _nap(lambda: ended)}))
    sys.exit(1 if problems.count and once else 0)


def _tell(visit: Visit) -> None:
    more = f": {visit.new} new, {visit.changed} changed, {visit.documents} documents with {visit.claims} claims added" if visit.new + \
        visit.changed else ""
    click.echo(clean(f"{visit.feed}: {visit.status}{more}"), err=True)


def _nap(ended: Any) -> Any:
    """Sleep in small pieces, so that an end is heeded."""
    import time

    def nap(seconds: float) -> None:
        until = time.monotonic() + seconds
        while not ended() and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.5))

    return nap
