"""Who an actor is: the registry of states, armed groups and bodies, a user's own actors beside it, and its check."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .base import Group, clean, day, json_lines, main


class ByName(Group):
    """A group whose first word is the name of an actor where it is none of its commands."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return super().resolve_command(ctx, ["show", *args])
        return super().resolve_command(ctx, args)


@main.group(cls=ByName, subcommand_metavar="NAME | COMMAND [ARGS]...")
def actors() -> None:
    """Who is who: names, roles over time and the codes of the field. `reportedly actors Taliban --on 1999-01-01`"""


@actors.command("show")
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option("--on", callback=day, metavar="DAY", help="Role and codes on that day; otherwise all roles over time.")
@click.option("--json", "as_json", is_flag=True, help="One actor a line, with every field.")
def show(name: tuple[str, ...], on: str | None, as_json: bool) -> None:
    """Everything the registry knows of an actor by name or id; `reportedly actors NAME` is the same."""
    from ..resolve.who_is import like, who_is
    asked = " ".join(name)
    rows = who_is(asked, on or "")
    if not rows:
        near = "; ".join(like(asked))
        raise click.ClickException(f"no actor is known as {asked!r}" + (f"; there is {near}" if near else ""))
    if as_json:
        json_lines(rows)
        return
    for n, row in enumerate(rows):
        click.echo(("\n" if n else "") + "\n".join(clean(x) for x in _lines(row)))


def _lines(row: dict[str, Any]) -> list[str]:
    years = "–".join((row["start"] or "…", row["end"] or "…")) if row["start"] or row["end"] else ""
    out = [f"{row['name']}  ({', '.join(x for x in (row['kind'], '/'.join(row['countries']), years) if x)})   id {row['id']}"]
    if row["names"][1:]:
        out.append(f"  also      {', '.join(row['names'][1:])}")
    for title, key in (("of", "parents"), ("offshoots", "offshoots")):
        if row[key]:
            out.append(f"  {title:9} {', '.join(x['name'] for x in row[key])}")
    if row["existed"] is False:
        out.append(f"  on {row['day']} it did not exist under this name")
    for p in row["periods"]:
        span = row["day"] or "–".join((p["from"] or "…", p["to"] or "…"))
        out.append(f"  {span:23} {p['role'] or 'role not known'}{' in ' + p['country'] if p['country'] and p['role'] else ''}")
        if p["codes"]:
            out.append(f"  {'':23} {_codes(p['codes'])}")
    return out


def _codes(c: dict[str, Any]) -> str:
    ucdp = " ".join(str(x) for x in (c["ucdp_org"], c["ucdp_side"]) if x)
    parts = (("ISO", "/".join(x for x in (c["iso2"], c["iso3"]) if x)), ("CAMEO", c["cameo"]),
             ("PLOVER", " ".join(x for x in (c["plover_country"], c["plover_sector"]) if x)),
             ("ACLED inter", f"{c['inter']} {c['inter_text']}" if c["inter"] else ""), ("UCDP", ucdp), ("G-W", c["gwno"]))
    return " · ".join(f"{name} {value}" for name, value in parts if value)


@actors.command("import")
@click.argument("file", metavar="FILE")
@click.option("--source", default="", help="Whose dictionary it is (default: the file's name). Importing it again replaces it.")
def import_file(file: str, source: str) -> None:
    """Keep the actors (with the dates of their codes) or agents of a PETRARCH dictionary; they are used from then on."""
    from ..resolve.registry_own import import_actors
    try:
        text = Path(file).read_text("utf-8", errors="replace")
        done = import_actors(text.split("\n"), source or Path(file).name)
    except OSError as e:
        raise click.ClickException(f"{file}: {(e.strerror or 'cannot be read').lower()}") from None
    except ValueError as e:
        raise click.ClickException(f"{file}: {e}") from None
    click.echo(f"{done.kept} kept, {done.known} known already by all their names, {done.unusable} without a code that can be used",
               err=True)


@actors.command("add")
@click.argument("name")
@click.option("--kind", required=True, help="rebel, militia, party, coalition, government, military, police, igo, ngo, media …")
@click.option("--country", "countries", multiple=True, metavar="XX", help="Where it is at home (ISO 3166), the first before others.")
@click.option("--also", "names", multiple=True, metavar="NAME", help="Another name or spelling of it.")
@click.option("--from", "start", default="", metavar="DATE", help="Since when it exists under this name: a year, month or day.")
@click.option("--to", "end", default="", metavar="DATE", help="Until when.")
@click.option("--of", "parents", multiple=True, metavar="ID", help="What it belongs to or split from.")
def add(name: str, kind: str, countries: tuple[str, ...], names: tuple[str, ...], start: str, end: str,
        parents: tuple[str, ...]) -> None:
    """Make a group that only documents know an actor of the registry: your own, used from then on."""
    from ..resolve.registry import Entry
    from ..resolve.registry_check import entry_problems
    from ..resolve.registry_own import add_actor, own_id
    made = Entry(own_id(name), kind, tuple(c.upper() for c in countries), start, end, (name, *names), parents)
    if wrong := next(entry_problems(made), ""):
        raise click.ClickException(wrong)
    try:
        add_actor(made)
    except ValueError as e:
        raise click.ClickException(str(e)) from None
    click.echo(f"kept as {made.id}", err=True)


@actors.command()
def check() -> None:
    """Look through the registry and your own actors for impossible or overlapping dates, unknown parents, countries and kinds."""
    from ..resolve.registry import registry
    from ..resolve.registry_check import own_problems, problems
    tables = registry()
    found = [*problems(tables), *own_problems()]
    for line in found:
        click.echo(clean(line))
    states = sum(e.kind == "state" for e in tables.entries.values())
    click.echo(f"{len(tables.entries)} actors ({states} states), {sum(map(len, tables.roles.values()))} roles: "
               f"{len(found) or 'no'} problem{'s' * (len(found) != 1)}", err=True)
    sys.exit(1 if found else 0)
