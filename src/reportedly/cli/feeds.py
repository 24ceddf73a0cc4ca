"""Feeds: watch."""
from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from .base import Problems, clean, ledger_option, main

if TYPE_CHECKING:
    from ..run.watch import Visit


@main.command()
@click.argument("feeds", metavar="FEEDS.toml")
@ledger_option
@click.option("--once", is_flag=True, help="Visit the feeds that are due, and end.")
@click.option("--verify", is_flag=True, help="Ask nothing; check the chain of the log of all requests.")
def watch(feeds: str, ledger: str, once: bool, verify: bool) -> None:
    """Visit feeds (RSS, Atom, JSON lists of reports) again and again, and record what is new with its claims.

    Every request is logged with its time, address and SHA-256 in the state folder beside the feeds file. A watch that was stopped goes on
    where it was.
    """
    if verify:
        _verify(feeds)
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


def _verify(feeds: str) -> NoReturn:
    from ..run.watch import broken_log, log_of
    wrong = broken_log(log_of(feeds))
    for line in wrong:
        click.echo(f"error: {clean(line)}", err=True)
    if not wrong:
        click.echo("the log is whole: nothing changed, missing or added")
    sys.exit(1 if wrong else 0)


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
