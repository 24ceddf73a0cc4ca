"""The user's own codebook: check."""
from __future__ import annotations

import sys

import click

from .base import clean, main


@main.group()
def codebook() -> None:
    """Your own event types, words and mappings: a folder of TOML files (--codebook DIR, or REPORTEDLY_CODEBOOK)."""


@codebook.command("check")
@click.argument("folder", metavar="DIR")
def codebook_check(folder: str) -> None:
    """Say what is wrong in the files of DIR, each with file and line, or what they add."""
    from pathlib import Path

    from ..model.codebook import shipped_types
    from ..model.own import read
    from ..run.codebook import check
    wrong = check(folder)
    for mistake in wrong:
        click.echo(f"error: {clean(str(mistake))}", err=True)
    if not wrong:
        own, _ = read(Path(folder), {n: t.family for n, t in shipped_types().items()})
        words = sum(len(row["lemmas"].split()) for rows in own.words.values() for row, _ in rows)
        rules = ", ".join(f"{len(rows)} for {name}" for name, rows in own.rules.items())
        click.echo(f"{len(own.types)} types ({', '.join(own.types) or 'none'}), {words} words, rules: {rules or 'none'}")
        named = {row["type"] for rows in own.words.values() for row, _ in rows}
        if idle := [name for name in own.types if name not in named]:
            click.echo(f"note: no word names {', '.join(idle)}; only a person can code it", err=True)
    sys.exit(1 if wrong else 0)
