"""What is known beforehand: gazetteer, schema."""
from __future__ import annotations

import sys

import click

from .base import clean, main


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
    click.echo(f"{report.kept} places added, {report.skipped} rows skipped", err=True)
    sys.exit(1 if report.skipped and not report.kept else 0)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the claim record."""
    import msgspec

    from ..model.record import Record
    click.echo(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Record)), indent=2))
