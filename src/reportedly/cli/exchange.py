"""To other people's formats: export."""
from __future__ import annotations

import click

from ..publish.exports import FORMATS
from .base import clean, day, ledger_option, main


@main.command()
@ledger_option
@click.option("--format", "name", required=True, type=click.Choice(sorted(FORMATS)), metavar="NAME",
              help=f"One of {', '.join(sorted(FORMATS))}.")
@click.option("--out", required=True, metavar="FILE", help='Where to write it ("-": standard output).')
@click.option("--since", callback=day, metavar="DAY", help="Leave out what ended before that day.")
@click.option("--until", callback=day, metavar="DAY", help="Leave out what began after that day.")
@click.option("--place", metavar="NAME", help="Only at that place.")
@click.option("--as-of", callback=day, metavar="DAY", help="Only what was published by that day counts.")
@click.option("--table", type=click.Choice(["events", "claims", "control", "documents"]), default="events", show_default=True,
              help="For formats of one table: csv, parquet, geoparquet.")
@click.option("--include", multiple=True, type=click.Choice(["disputed", "refuted", "possible", "planned", "past", "undated"]),
              help="For profiles of events, which hold what is established or claimed and has a day that a text tells: take these too.")
@click.option("--blur", type=float, metavar="KM",
              help="Withhold places: points in the middle of cells of that size, names and links out of every column.")
@click.option("--blur-place", multiple=True, metavar="NAME", help="Withhold only that place (may be given more than once).")
@click.option("--boundaries", default="", metavar="FILE", help="For hxl: GeoJSON or shapefile with P-codes of administrative units.")
@click.option("--author", default="", metavar="NAME", help="For claimreview and webannotation: who publishes it.")
@click.option("--url", default="", metavar="URL", help="For claimreview: the address below which the cards will stand.")
@click.option("--raw", is_flag=True, help="For csv: cells as they are, without a byte order mark. For R and pandas, not for a spreadsheet.")
@click.option("--report", metavar="FILE", help="Also write as JSON what the format could not hold.")
def export(ledger: str, name: str, out: str, since: str | None, until: str | None, place: str | None, as_of: str | None, table: str,
           include: tuple[str, ...], blur: float | None, blur_place: tuple[str, ...], boundaries: str, author: str,
           url: str, raw: bool, report: str | None) -> None:
    """Write events, claims and who holds what in another format, and say what that format could not hold."""
    from ..publish.exports.material import Options
    from ..run.exchange import Window
    from ..run.exchange import export as write
    if blur_place and blur is None:
        raise click.UsageError("--blur-place needs --blur KM")
    _check(name)
    made = write(ledger, name, out, Window(since, until, place, as_of), Options(table, include, boundaries, author, raw, url), blur,
                 blur_place)
    for line in made.lines():
        click.echo(clean(line), err=True)
    if report:
        import json

        from ..model.record import plain
        try:
            with open(report, "w", encoding="utf-8") as file:
                json.dump(plain(made), file, ensure_ascii=False, indent=2)
        except OSError as e:
            raise click.ClickException(f"{report}: {(e.strerror or 'cannot be written').lower()}") from None


# Which formats heed an option; another one would pass over it, and the user would not know.
HEEDED = {"table": ("csv", "parquet", "geoparquet"), "raw": ("csv",), "boundaries": ("hxl",), "author": ("claimreview", "webannotation"),
          "url": ("claimreview",),
          "include": ("acled", "cameo", "claimreview", "gdelt", "icews", "misp", "plover", "polecat", "ucdp")}


def _check(name: str) -> None:
    """Refuses an option that the format does not heed."""
    from click.core import ParameterSource
    context = click.get_current_context()
    for option, formats in HEEDED.items():
        if name not in formats and context.get_parameter_source(option) not in (ParameterSource.DEFAULT, None):
            raise click.UsageError(f"--{option} means nothing to {name}; it is for {', '.join(formats)}")
