"""What is known beforehand: gazetteer, schema."""
from __future__ import annotations

import sys
from typing import Any

import click

from .base import clean, json_lines, main


@main.group()
def gazetteer() -> None:
    """What places a name may mean, and your own places, asked beside the built ones."""


@gazetteer.command("add")
@click.argument("file", metavar="FILE")
@click.option("--licence", required=True, help="Under which terms the places may be used; kept with each row.")
@click.option("--source", default="", help="Whose places they are (default: the file's name).")
@click.option("--column", "columns", multiple=True, metavar="FIELD=COLUMN", help="For CSV and GeoJSON: which column is name, lat, lon …")
def gazetteer_add(file: str, licence: str, source: str, columns: tuple[str, ...]) -> None:
    """Read places from FILE: a GeoNames dump, a Who's On First table, GeoJSON, or CSV with --column name=… --column lat=… --column lon=…"""
    from pathlib import Path

    from ..resolve.gazetteer.imports import add as add_places
    mapping = dict(c.partition("=")[::2] for c in columns) or None
    try:
        report = add_places(Path(file), licence=licence, source=source, mapping=mapping)
    except OSError as e:
        raise click.ClickException(f"{file}: {(e.strerror or 'cannot be read').lower()}") from None
    except ValueError as e:
        raise click.ClickException(str(e)) from None
    for line in report.reasons:
        click.echo(f"error: {clean(file)}: {clean(line)}", err=True)
    click.echo(f"{report.kept} {'names' if report.names else 'places'} added, {report.skipped} rows skipped", err=True)
    sys.exit(1 if report.skipped and not report.kept else 0)


@gazetteer.command("find")
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option("--country", "countries", multiple=True, metavar="XX", help="Only there (ISO 3166); other spellings are tried as well.")
@click.option("--feature", default="", help="The kind of place that is asked for: airport, river, village …")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="One place a line, with every field.")
def gazetteer_find(name: tuple[str, ...], countries: tuple[str, ...], feature: str, limit: int, as_json: bool) -> None:
    """Every place that NAME may mean: the candidates among which a document's words choose."""
    from ..resolve.gazetteer.look import look
    asked = " ".join(name)
    rows = look(asked, feature=feature, countries=tuple(c.upper() for c in countries))
    if not rows:
        hint = "" if countries else "; with --country XX other spellings are tried"
        raise click.ClickException(f"no place is known as {asked!r}{hint}")
    if as_json:
        json_lines(rows[:limit])
        return
    for row in rows[:limit]:
        click.echo(clean(place_line(row)))
        click.echo(clean("    " + " · ".join(x for x in (row["matched"], row["key"], f"{row['source']}, {row['licence']}") if x)))
    if len(rows) > limit:
        click.echo(f"{len(rows) - limit} more: --limit", err=True)


def place_line(row: dict[str, Any]) -> str:
    """"Kunduz, Kunduz Province AF  city  36.7290 68.8570 ±6.5 km  259,809 people" for a row of `look`."""
    where = " ".join(x for x in (", ".join((row["name"], *row["inside"])), row["country"]) if x)
    people = f"  {row['population']:,} people" if row["population"] else ""
    years = f"  {row['valid_from'] or '…'}–{row['valid_to'] or '…'}" if row["valid_from"] or row["valid_to"] else ""
    return f"{where}  {row['feature']}  {row['lat']:.4f} {row['lon']:.4f} ±{row['radius_km']:g} km{people}{years}"


@main.command()
def schema() -> None:
    """Print the JSON Schema of the claim record."""
    import msgspec

    from ..model.record import Record
    click.echo(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Record)), indent=2))
