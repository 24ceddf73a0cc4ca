"""A ledger's upkeep and what people decide: verify, backup, restore, redact, decide."""
from __future__ import annotations

import sys

import click

from .base import clean, ledger_option, main


@main.command()
@ledger_option
def verify(ledger: str) -> None:
    """Check the chain of hashes and every row: any change, gap or reordering is named."""
    from ..ledger import open_ledger
    with open_ledger(ledger, create=False) as opened:
        wrong = opened.verify()
        number, head = opened.head()
    for line in wrong:
        click.echo(f"error: {clean(line)}", err=True)
    if not wrong:
        click.echo(f"{number} entries, head {head[:16]}: nothing changed, missing or added")
    sys.exit(1 if wrong else 0)


@main.command()
@ledger_option
@click.argument("to", metavar="FILE")
def backup(ledger: str, to: str) -> None:
    """Copy a ledger to FILE while it is in use."""
    from ..ledger import open_ledger
    from ..ledger.upkeep import backup as copy
    with open_ledger(ledger, create=False) as opened:
        click.echo(f"{copy(opened, to)} entries written to {to}", err=True)


@main.command()
@click.argument("source", metavar="FILE")
@ledger_option
def restore(source: str, ledger: str) -> None:
    """Make a ledger from the backup FILE, after checking it."""
    from ..ledger.upkeep import restore as copy
    click.echo(f"{copy(source, ledger)} entries restored to {ledger}", err=True)


@main.command()
@ledger_option
@click.argument("document")
@click.option("--author", required=True, help="Who decides it.")
@click.option("--reason", required=True, help="Why the words must go.")
def redact(ledger: str, document: str, author: str, reason: str) -> None:
    """Take the words of DOCUMENT (its key or id) out of a ledger; the hash stays, and who did it and why."""
    from ..ledger import open_ledger
    from ..ledger.upkeep import redact as take_out
    with open_ledger(ledger, create=False) as opened:
        click.echo(f"{take_out(opened, document, author, reason)} rows redacted", err=True)


@main.command()
@ledger_option
@click.argument("kind", type=click.Choice(["merge", "split", "correct", "retract", "confirm"]))
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--author", required=True, help="Who decides it.")
@click.option("--reason", required=True, help="Why.")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="For correct: type, factuality, verification, when or place.")
def decide(ledger: str, kind: str, ids: tuple[str, ...], author: str, reason: str, changes: tuple[str, ...]) -> None:
    """Decide about claims or events by their ids: they are one happening (merge) or not (split), a field is wrong (correct), a claim
    does not count (retract) or is so (confirm). Nothing recorded changes; every later answer heeds it."""
    from .. import run
    if (kind == "correct") != bool(changes):
        raise click.UsageError("correct needs --set FIELD=VALUE" if kind == "correct" else "--set goes with correct alone")
    made = run.decide(ledger, kind, ids, author, reason, _changes(changes))
    click.echo(f"{kind}: {len(made.targets)} claim{'s' * (len(made.targets) != 1)}, decision {made.id[:12]}", err=True)


def _changes(given: tuple[str, ...]) -> dict[str, str]:
    from ..model.codebook import event_types, values
    out = dict(g.partition("=")[::2] for g in given)
    wrong = [k for k in out if k not in ("type", "factuality", "verification", "when", "place")]
    allowed = {"type": tuple(event_types()), "factuality": values("factuality"), "verification": ("", *values("verification"))}
    wrong += [f"{k}={v}" for k, v in out.items() if k in allowed and v not in allowed[k]]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} cannot be set", param_hint="--set")
    return out
