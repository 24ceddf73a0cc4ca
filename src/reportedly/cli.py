"""cli: one command for each question. Results go to standard output, everything said about the work to standard error.

Exit codes: 0 all read, 1 something could not be read or does not hold, 2 the command was called wrongly.
"""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import click

from . import __version__
from .model.errors import ReadError, ReportedlyError

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Problems:
    """What could not be read, said at once, counted for the exit code."""

    count: int = field(default=0)

    def __call__(self, problem: ReadError) -> None:
        self.count += 1
        click.echo(f"error: {_clean(str(problem))}", err=True)


def _clean(text: str) -> str:
    """One line, without control characters or marks that turn the reading direction."""
    return "".join(c if c.isprintable() and not "\u202a" <= c <= "\u202e" and not "\u2066" <= c <= "\u2069" else " " for c in text)


def _json_lines(rows: Iterable[Any]) -> None:
    import msgspec
    for row in rows:
        click.echo(msgspec.json.encode(row))


class Group(click.Group):
    """Shows the package's own errors as one line instead of a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ReportedlyError as e:
            raise click.ClickException(_clean(str(e))) from None


def _given(f: F) -> F:
    """The options that say what the files themselves may not."""
    for option in (
        click.option("--lang", default="", metavar="CODE", help="Language of the texts, ISO 639-1 (en)."),
        click.option("--outlet-kind", default="", metavar="KIND", help="wire, newspaper, radio, ngo, government, rebel …"),
        click.option("--outlet", default="", metavar="NAME", help="Who published them."),
        click.option("--date", default="", metavar="DAY", help="Day of publication, ISO 8601 (2001-11-13)."),
    ):
        f = option(f)
    return f


def _read(files: tuple[str, ...], date: str, outlet: str, outlet_kind: str, lang: str, problems: Problems) -> Iterable[Any]:
    from .model.codebook import values
    from .read import Given, iso_day, read
    if outlet_kind and outlet_kind not in values("outlet_kinds"):
        raise click.BadParameter(f"{outlet_kind!r} is none of {', '.join(values('outlet_kinds'))}", param_hint="--outlet-kind")
    try:
        day = iso_day(date, "--date")
    except ReadError as e:
        raise click.BadParameter(e.reason, param_hint="--date") from None
    for document in read(files, Given(day, outlet, outlet_kind, lang), problems):
        if not document.date:
            click.echo(f"note: {_clean(document.id)} has no date of publication; relative times stay unresolved (--date)", err=True)
        yield document


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
def main() -> None:
    """Reads dispatches about war and keeps the picture: who did what to whom, where and when, according to whom, and how sure."""


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="One claim a line (see `reportedly schema`).")
@click.option("--explain", is_flag=True, help="Each sentence with its parts marked, and the reasons.")
@_given
def extract(files: tuple[str, ...], as_json: bool, explain: bool, **given: str) -> None:
    """Print the claims of text, HTML or JSON-lines files; "-" reads standard input."""
    from .publish import tables
    from .run import claims_of
    if as_json and explain:
        raise click.UsageError("choose one of --json and --explain")
    problems = Problems()
    for document, pairs in claims_of(_read(files, **given, problems=problems)):
        if as_json:
            from .model.record import as_record
            _json_lines(as_record(*p) for p in pairs)
        elif explain:
            tables.explain(document, pairs)
        else:
            tables.claims(document, pairs)
    sys.exit(1 if problems.count else 0)


def _ledger(f: F) -> F:
    return click.option("--ledger", required=True, metavar="LEDGER", envvar="REPORTEDLY_LEDGER",
                        help="A file's path, or postgresql://…")(f)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@_ledger
@_given
def add(files: tuple[str, ...], ledger: str, **given: str) -> None:
    """Read files and record their claims in a ledger; what is there already is not added twice."""
    from .run import add as add_all
    problems = Problems()
    read = claims = known = 0
    with _progress("reading") as step:
        for document, count, new in add_all(_read(files, **given, problems=problems), ledger):
            read, claims, known = read + 1, claims + count * new, known + (not new)
            step(document.id)
    click.echo(f"{read} document{'s' * (read != 1)} read, {claims} claims added, {known} known already", err=True)
    sys.exit(1 if problems.count else 0)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[str], None]]:
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
            status.update(f"{what}: {count}  {_clean(name)[:60]}", spinner="line")
        yield step


@main.command()
def schema() -> None:
    """Print the JSON Schema of the claim record."""
    import msgspec

    from .model.record import Record
    click.echo(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Record)), indent=2))


if __name__ == "__main__":
    main()
