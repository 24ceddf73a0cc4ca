"""Questions to a ledger: control, events, sources, why, diff, brief, map."""
from __future__ import annotations

import click

from .base import asked, clean, day, json_lines, main, show, write


@main.command()
@asked
@click.option("--on", callback=day, metavar="DAY", help="At the end of that day (default: the last one reported).")
@click.option("--place", metavar="NAME", help="Only that place.")
@click.option("--history", is_flag=True, help="Periods from first to last day instead of one day.")
def control(ledger: str, as_of: str | None, as_json: bool, on: str | None, place: str | None, history: bool) -> None:
    """Who holds what, by tier, with a probability and the claims behind it."""
    from .. import run
    from ..publish import tables
    if history and on:
        raise click.UsageError("choose one of --history and --on")
    rows = run.history(ledger, as_of=as_of, place=place) if history else run.control(ledger, on=on, as_of=as_of, place=place)
    if place and not rows and not (history and run.control(ledger, as_of=as_of, place=place)):
        raise click.ClickException(clean(f"no claim about who holds {place!r}"))
    show(rows, as_json, tables.control_table, f"nothing is known of who holds {place or 'anything'}")


@main.command()
@asked
@click.option("--since", callback=day, metavar="DAY", help="Leave out what ended before that day.")
@click.option("--place", metavar="NAME", help="Only at that place.")
@click.option("--profile", type=click.Choice(["guide", "acled", "ucdp"]), default="guide", show_default=True,
              help="Whose rules say what \"dozens\" and conflicting tolls come to.")
@click.option("--aggregate", metavar="VERB", help="One number of dead by a verb of R's eventreport: mode, lowest, highest, mean, median, "
              "conservative, informative, reputable.")
def events(ledger: str, as_of: str | None, as_json: bool, since: str | None, place: str | None, profile: str,
           aggregate: str | None) -> None:
    """What happened: each event with its reports, standing, independent sources and deaths."""
    from .. import run
    from ..publish import tables
    rows = run.events(ledger, as_of=as_of, since=since, place=place, profile=profile, aggregate=aggregate)
    if place and not rows and not (since and run.events(ledger, as_of=as_of, place=place)):
        raise click.ClickException(clean(f"no event at {place!r}"))
    show(rows, as_json, tables.event_table, "no event")


@main.command()
@asked
def sources(ledger: str, as_of: str | None, as_json: bool) -> None:
    """Who said what, how often others bore it out or denied it, and the grade of each source."""
    from .. import run
    from ..publish import tables
    show(run.sources(ledger, as_of), as_json, tables.source_table, "no source")


@main.command()
@asked
@click.argument("place")
@click.argument("day", callback=day)
def why(ledger: str, as_of: str | None, as_json: bool, place: str, day: str) -> None:
    """Why PLACE is taken to be held as it is at the end of DAY: the story in sentences, each with its report."""
    from .. import run
    from ..publish import tables
    told = run.why(ledger, place, day, as_of)
    if as_json:
        json_lines([{"place": place, "day": day, "story": told}])
    else:
        tables.story(told)


@main.command()
@asked
@click.argument("first", metavar="DAY1", callback=day)
@click.argument("second", metavar="DAY2", callback=day)
def diff(ledger: str, as_of: str | None, as_json: bool, first: str, second: str) -> None:
    """What changed hands between the ends of two days."""
    from .. import run
    from ..publish import tables
    if first > second:
        raise click.ClickException(f"{first} is after {second}: give the earlier day first")
    show(run.diff(ledger, first, second, as_of), as_json, tables.diff_table, f"nothing changed between {first} and {second}")


@main.command()
@asked
@click.option("--since", callback=day, metavar="DAY", help="What is new since that day.")
@click.option("--place", metavar="NAME", help="Only that place.")
@click.option("--format", "form", type=click.Choice(["md", "html", "pdf"]), default="md", show_default=True)
@click.option("--out", metavar="FILE", help="Where to write it (default: standard output).")
def brief(ledger: str, as_of: str | None, as_json: bool, since: str | None, place: str | None, form: str, out: str | None) -> None:
    """A situation report: what changed, who holds what, events, disputes, what is unconfirmed; each sentence with its report."""
    from .. import run
    from ..publish.brief import brief as made
    data = run.picture_data(ledger, "Situation report", as_of, series=False)
    if as_json:
        from ..publish.brief import sections
        json_lines(sections(data, since=since, place=place))
        return
    if form == "pdf" and not out:
        raise click.UsageError("a PDF needs --out FILE")
    text = made(data, form, since=since, place=place)
    if isinstance(text, bytes):
        with open(str(out), "wb") as file:
            file.write(text)
        click.echo(f"brief written to {out}", err=True)
    else:
        write(text, out, "brief")


@main.command("map")
@asked
@click.option("--title", default="Who holds what, according to whom", show_default=True)
@click.option("--out", metavar="FILE", help="Where to write the page (default: picture.html).")
def map_(ledger: str, as_of: str | None, as_json: bool, title: str, out: str | None) -> None:
    """Write the picture: one page with map, time and evidence that opens offline. --json prints GeoJSON instead."""
    from .. import run
    data = run.picture_data(ledger, title, as_of, series=not as_json)
    if as_json:
        import msgspec

        from ..publish.geojson import map_geojson
        write(msgspec.json.encode(map_geojson(data)).decode(), out, "GeoJSON")
        return
    from ..publish.picture import picture
    write(picture(data), out or "picture.html", "picture")
