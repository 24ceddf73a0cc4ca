"""The desk: serve it, keep its users, publish it as plain files."""
from __future__ import annotations

import secrets
import sys
from typing import Any

import click

from .base import clean, ledger_option, main


@main.command()
@ledger_option
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen at. Beyond this machine it needs --token or --users.")
@click.option("--port", default=8700, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--title", default="Who holds what, according to whom", show_default=True, help="What the desk is headed.")
@click.option("--name", default="", help="Whose name decisions bear where nobody logs in (default: the account's).")
@click.option("--token", envvar="REPORTEDLY_TOKEN", default="", metavar="TOKEN",
              help="Let in who knows it, as an editor; `new` makes one and prints it.")
@click.option("--users", metavar="FILE", help="Let in the users of FILE with their passwords and roles (see `reportedly user`).")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Another name that browsers may call this server by.")
@click.option("--no-fetch", is_flag=True, help="Do not fetch addresses, not even those that a user gives.")
@click.option("--https", "secure", is_flag=True, help="A proxy in front speaks HTTPS: cookies are sent over HTTPS alone.")
def serve(ledger: str, host: str, port: int, title: str, name: str, token: str, users: str | None, hosts: tuple[str, ...],
          no_fetch: bool, secure: bool) -> None:
    """Open the desk: a web application for reading, weighing and correcting the picture. Stop it with Ctrl-C."""
    settings_module, app_module = _desk()
    if token == "new":  # noqa: S105
        token = secrets.token_urlsafe(24)
        click.echo(f"token: {token}", err=True)
    known = _users(users) if users else {}
    settings = settings_module.Settings(ledger, title, host, port, token, known, tuple(hosts), name, not no_fetch, secure)
    app_module.serve(settings, lambda address: click.echo(f"the desk is at {address}", err=True))


def _desk() -> tuple[Any, Any]:
    try:
        from ..web import app, settings
    except ModuleNotFoundError as e:
        raise click.ClickException(f"{e.name} is missing: pip install 'reportedly[desk]'") from None
    return settings, app


def _users(file: str) -> dict[str, tuple[str, str]]:
    from ..web.passwords import read_users
    return read_users(file)


@main.command()
@click.argument("file", metavar="FILE")
@click.argument("name", metavar="NAME")
@click.option("--role", type=click.Choice(["reader", "coder", "editor"]), default="reader", show_default=True,
              help="A coder decides, codes and takes texts in; an editor sees everybody's coding as well.")
@click.password_option(help="Asked for where it is not given.")
def user(file: str, name: str, role: str, password: str) -> None:
    """Add the user NAME to FILE, or give a known one a new role and password. Passwords are kept hashed."""
    from ..web.passwords import set_user
    new = set_user(file, name, role, password)
    click.echo(f"{clean(name)} {'added' if new else 'changed'}: {role}", err=True)


@main.command()
@ledger_option
@click.argument("folder", metavar="DIR")
@click.option("--title", default="Who holds what, according to whom", show_default=True, help="What the page is headed.")
@click.option("--days", "most", default=120, show_default=True, type=click.IntRange(0, 5000),
              help="Of how many days, the latest, the state of knowledge is kept (the second clock).")
@click.option("--force", is_flag=True, help="Write into a folder that is not empty.")
def publish(ledger: str, folder: str, title: str, most: int, force: bool) -> None:
    """Write map, time and evidence as plain files into DIR, for any web host, and picture.html, the same in one file."""
    _desk()
    from ..web.site import publish as made
    count, size = made(ledger, folder, title, most, force, _say)
    click.echo(f"{count} files, {size / 1e6:.1f} MB, written to {clean(folder)}", err=True)


def _say(line: str) -> None:
    if sys.stderr.isatty():
        click.echo(line, err=True)
