"""The command itself, and what its commands share: options, errors as one line, rows as JSON lines."""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import click

from .. import __version__
from ..model.errors import ReadError, ReportedlyError

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Problems:
    """What could not be read, said at once, counted for the exit code."""

    count: int = field(default=0)

    def __call__(self, problem: ReadError) -> None:
        self.count += 1
        click.echo(f"error: {clean(str(problem))}", err=True)


def clean(text: str) -> str:
    """One line, without control characters or marks that turn the reading direction."""
    return "".join(c if c.isprintable() and not "\u202a" <= c <= "\u202e" and not "\u2066" <= c <= "\u2069" else " " for c in text)


def json_lines(rows: Iterable[Any]) -> None:
    import msgspec
    for row in rows:
        click.echo(msgspec.json.encode(row))


class Group(click.Group):
    """Shows the package's own errors as one line instead of a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReportedlyError as e:
            raise click.ClickException(clean(str(e))) from None

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None,
             complete_var: str | None = None, standalone_mode: bool = True, **extra: Any) -> Any:
        """Says every error as "error: …", click's own as well."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as e:
            e.show()
            sys.exit(e.exit_code)
        except click.ClickException as e:
            if isinstance(e, click.UsageError) and e.ctx:
                click.echo(e.ctx.get_usage(), err=True)
            click.echo(f"error: {clean(e.format_message())}", err=True)
            sys.exit(e.exit_code)
        except click.Abort:
            click.echo("error: stopped", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
@click.option("--codebook", metavar="DIR", envvar="REPORTEDLY_CODEBOOK", help="A folder with your own event types, words and mappings.")
@click.pass_context
def main(ctx: click.Context, codebook: str | None) -> None:
    """Reads dispatches about war and keeps the picture: who did what to whom, where and when, according to whom, and how sure."""
    # `codebook check` must run on a folder with mistakes.
    if codebook and ctx.invoked_subcommand != "codebook":
        from ..run.codebook import use
        use(codebook)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A line on standard error that counts and names what is being worked on, where a person is looking."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    count = 0
    with Console(stderr=True).status(what) as status:
        def step(name: str) -> None:
            nonlocal count
            count += 1
            status.update(f"{what}: {count}  {clean(name)[:60]}", spinner="line")
        yield step


def ledger_option(f: F) -> F:
    return click.option("--ledger", required=True, metavar="LEDGER", envvar="REPORTEDLY_LEDGER",
                        help="A file's path, or postgresql://…")(f)


def day(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    from ..read import iso_day
    try:
        return iso_day(value, "")
    except ReadError as e:
        raise click.BadParameter(e.reason) from None


def asked(f: F) -> F:
    """The options that every question to a ledger takes."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One row a line."),
        click.option("--as-of", callback=day, metavar="DAY", help="Only what was published by that day counts."),
    ):
        f = option(f)
    return ledger_option(f)


def show(rows: list[Any], as_json: bool, table: Callable[[Iterable[Any]], Any], nothing: str) -> None:
    from ..publish import tables
    if as_json:
        json_lines(rows)
    elif rows:
        tables.show(table(rows))
    else:
        click.echo(nothing, err=True)


def write(text: str, out: str | None, what: str) -> None:
    if out is None or out == "-":
        click.echo(text)
        return
    try:
        with open(out, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as e:
        raise click.ClickException(f"{out}: {(e.strerror or 'cannot be written').lower()}") from None
    click.echo(f"{what} written to {out}", err=True)
