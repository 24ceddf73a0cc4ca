"""cli: one command for each question. Results go to standard output, everything said about the work to standard error.

Exit codes: 0 all read, 1 something could not be read or does not hold, 2 the command was called wrongly.
"""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
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
            click.echo(f"error: {_clean(e.format_message())}", err=True)
            sys.exit(e.exit_code)
        except click.Abort:
            click.echo("error: stopped", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


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
    for document, pairs in claims_of(_read(files, **given, problems=problems), problems):
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
        for document, count, new in add_all(_read(files, **given, problems=problems), ledger, problems):
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


def _day(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    from .read import iso_day
    try:
        return iso_day(value, "")
    except ReadError as e:
        raise click.BadParameter(e.reason) from None


def _asked(f: F) -> F:
    """The options that every question to a ledger takes."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="One row a line."),
        click.option("--as-of", callback=_day, metavar="DAY", help="Only what was published by that day counts."),
    ):
        f = option(f)
    return _ledger(f)


def _show(rows: list[Any], as_json: bool, table: Callable[[Iterable[Any]], Any], nothing: str) -> None:
    from .publish import tables
    if as_json:
        _json_lines(rows)
    elif rows:
        tables.show(table(rows))
    else:
        click.echo(nothing, err=True)


@main.command()
@_asked
@click.option("--on", callback=_day, metavar="DAY", help="At the end of that day (default: the last one reported).")
@click.option("--place", metavar="NAME", help="Only that place.")
@click.option("--history", is_flag=True, help="Periods from first to last day instead of one day.")
def control(ledger: str, as_of: str | None, as_json: bool, on: str | None, place: str | None, history: bool) -> None:
    """Who holds what, by tier, with a probability and the claims behind it."""
    from . import run
    from .publish import tables
    if history and on:
        raise click.UsageError("choose one of --history and --on")
    rows = run.history(ledger, as_of=as_of, place=place) if history else run.control(ledger, on=on, as_of=as_of, place=place)
    if place and not rows and not (history and run.control(ledger, as_of=as_of, place=place)):
        raise click.ClickException(_clean(f"no claim about who holds {place!r}"))
    _show(rows, as_json, tables.control_table, f"nothing is known of who holds {place or 'anything'}")


@main.command()
@_asked
@click.option("--since", callback=_day, metavar="DAY", help="Leave out what ended before that day.")
@click.option("--place", metavar="NAME", help="Only at that place.")
def events(ledger: str, as_of: str | None, as_json: bool, since: str | None, place: str | None) -> None:
    """What happened: each event with its reports, standing, independent sources and deaths."""
    from . import run
    from .publish import tables
    _show(run.events(ledger, as_of=as_of, since=since, place=place), as_json, tables.event_table, "no event")


@main.command()
@_asked
def sources(ledger: str, as_of: str | None, as_json: bool) -> None:
    """Who said what, how often others bore it out or denied it, and the grade of each source."""
    from . import run
    from .publish import tables
    _show(run.sources(ledger, as_of), as_json, tables.source_table, "no source")


@main.command()
@_asked
@click.argument("place")
@click.argument("day", callback=_day)
def why(ledger: str, as_of: str | None, as_json: bool, place: str, day: str) -> None:
    """Why PLACE is taken to be held as it is at the end of DAY: the story in sentences, each with its report."""
    from . import run
    from .publish import tables
    told = run.why(ledger, place, day, as_of)
    if as_json:
        _json_lines([{"place": place, "day": day, "story": told}])
    else:
        tables.story(told)


@main.command()
@_asked
@click.argument("first", metavar="DAY1", callback=_day)
@click.argument("second", metavar="DAY2", callback=_day)
def diff(ledger: str, as_of: str | None, as_json: bool, first: str, second: str) -> None:
    """What changed hands between the ends of two days."""
    from . import run
    from .publish import tables
    if first > second:
        raise click.ClickException(f"{first} is after {second}: give the earlier day first")
    _show(run.diff(ledger, first, second, as_of), as_json, tables.diff_table, f"nothing changed between {first} and {second}")


def _write(text: str, out: str | None, what: str) -> None:
    if out is None or out == "-":
        click.echo(text)
        return
    try:
        with open(out, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as e:
        raise click.ClickException(f"{out}: {(e.strerror or 'cannot be written').lower()}") from None
    click.echo(f"{what} written to {out}", err=True)


@main.command()
@_asked
@click.option("--since", callback=_day, metavar="DAY", help="What is new since that day.")
@click.option("--place", metavar="NAME", help="Only that place.")
@click.option("--format", "form", type=click.Choice(["md", "html", "pdf"]), default="md", show_default=True)
@click.option("--out", metavar="FILE", help="Where to write it (default: standard output).")
def brief(ledger: str, as_of: str | None, as_json: bool, since: str | None, place: str | None, form: str, out: str | None) -> None:
    """A situation report: what changed, who holds what, events, disputes, what is unconfirmed; each sentence with its report."""
    from . import run
    from .publish.brief import brief as write
    data = run.picture_data(ledger, "Situation report", as_of, series=False)
    if as_json:
        from .publish.brief import sections
        _json_lines(sections(data, since=since, place=place))
        return
    if form == "pdf" and not out:
        raise click.UsageError("a PDF needs --out FILE")
    text = write(data, form, since=since, place=place)
    if isinstance(text, bytes):
        with open(str(out), "wb") as file:
            file.write(text)
        click.echo(f"brief written to {out}", err=True)
    else:
        _write(text, out, "brief")


@main.command("map")
@_asked
@click.option("--title", default="Who holds what, according to whom", show_default=True)
@click.option("--out", metavar="FILE", help="Where to write the page (default: picture.html).")
def map_(ledger: str, as_of: str | None, as_json: bool, title: str, out: str | None) -> None:
    """Write the picture: one page with map, time and evidence that opens offline. --json prints GeoJSON instead."""
    from . import run
    data = run.picture_data(ledger, title, as_of, series=not as_json)
    if as_json:
        import msgspec

        from .publish.geojson import map_geojson
        _write(msgspec.json.encode(map_geojson(data)).decode(), out, "GeoJSON")
        return
    from .publish.picture import picture
    _write(picture(data), out or "picture.html", "picture")


@main.command()
@_ledger
def verify(ledger: str) -> None:
    """Check the chain of hashes and every row: any change, gap or reordering is named."""
    from .ledger import open_ledger
    with open_ledger(ledger, create=False) as opened:
        wrong = opened.verify()
        number, head = opened.head()
    for line in wrong:
        click.echo(f"error: {_clean(line)}", err=True)
    if not wrong:
        click.echo(f"{number} entries, head {head[:16]}: nothing changed, missing or added")
    sys.exit(1 if wrong else 0)


@main.command()
@_ledger
@click.argument("to", metavar="FILE")
def backup(ledger: str, to: str) -> None:
    """Copy a ledger to FILE while it is in use."""
    from .ledger import open_ledger
    from .ledger.upkeep import backup as copy
    with open_ledger(ledger, create=False) as opened:
        click.echo(f"{copy(opened, to)} entries written to {to}", err=True)


@main.command()
@click.argument("source", metavar="FILE")
@_ledger
def restore(source: str, ledger: str) -> None:
    """Make a ledger from the backup FILE, after checking it."""
    from .ledger.upkeep import restore as copy
    click.echo(f"{copy(source, ledger)} entries restored to {ledger}", err=True)


@main.command()
@_ledger
@click.argument("document")
@click.option("--author", required=True, help="Who decides it.")
@click.option("--reason", required=True, help="Why the words must go.")
def redact(ledger: str, document: str, author: str, reason: str) -> None:
    """Take the words of DOCUMENT (its key or id) out of a ledger; the hash stays, and who did it and why."""
    from .ledger import open_ledger
    from .ledger.upkeep import redact as take_out
    with open_ledger(ledger, create=False) as opened:
        click.echo(f"{take_out(opened, document, author, reason)} rows redacted", err=True)


@main.command()
@_ledger
@click.argument("kind", type=click.Choice(["merge", "split", "correct", "retract", "confirm"]))
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--author", required=True, help="Who decides it.")
@click.option("--reason", required=True, help="Why.")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="For correct: type, factuality, verification, when or place.")
def decide(ledger: str, kind: str, ids: tuple[str, ...], author: str, reason: str, changes: tuple[str, ...]) -> None:
    """Decide about claims or events by their ids: they are one happening (merge) or not (split), a field is wrong (correct), a claim
    does not count (retract) or is so (confirm). Nothing recorded changes; every later answer heeds it."""
    from . import run
    if (kind == "correct") != bool(changes):
        raise click.UsageError("correct needs --set FIELD=VALUE" if kind == "correct" else "--set goes with correct alone")
    made = run.decide(ledger, kind, ids, author, reason, _changes(changes))
    click.echo(f"{kind}: {len(made.targets)} claim{'s' * (len(made.targets) != 1)}, decision {made.id[:12]}", err=True)


def _changes(given: tuple[str, ...]) -> dict[str, str]:
    from .model.codebook import event_types, values
    out = dict(g.partition("=")[::2] for g in given)
    wrong = [k for k in out if k not in ("type", "factuality", "verification", "when", "place")]
    allowed = {"type": tuple(event_types()), "factuality": values("factuality"), "verification": ("", *values("verification"))}
    wrong += [f"{k}={v}" for k, v in out.items() if k in allowed and v not in allowed[k]]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} cannot be set", param_hint="--set")
    return out


@main.group()
def gazetteer() -> None:
    """Your own places, asked beside the built gazetteer."""


@gazetteer.command("add")
@click.argument("file", metavar="FILE")
@click.option("--licence", required=True, help="Under which terms the places may be used; kept with each row.")
@click.option("--source", default="", help="Whose places they are (default: the file's name).")
@click.option("--column", "columns", multiple=True, metavar="FIELD=COLUMN", help="For CSV and GeoJSON: which column is name, lat, lon …")
def gazetteer_add(file: str, licence: str, source: str, columns: tuple[str, ...]) -> None:
    """Read places from FILE: a GeoNames dump, a Who's On First table, GeoJSON, or CSV with --column name=… --column lat=… --column lon=…"""
    from pathlib import Path

    from .resolve.gazetteer.imports import add as add_places
    mapping = dict(c.partition("=")[::2] for c in columns) or None
    try:
        report = add_places(Path(file), licence=licence, source=source, mapping=mapping)
    except OSError as e:
        raise click.ClickException(f"{file}: {(e.strerror or 'cannot be read').lower()}") from None
    except ValueError as e:
        raise click.ClickException(str(e)) from None
    for line in report.reasons:
        click.echo(f"error: {_clean(file)}: {_clean(line)}", err=True)
    click.echo(f"{report.kept} places added, {report.skipped} rows skipped", err=True)
    sys.exit(1 if report.skipped and not report.kept else 0)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the claim record."""
    import msgspec

    from .model.record import Record
    click.echo(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Record)), indent=2))


if __name__ == "__main__":
    main()
