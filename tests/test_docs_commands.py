"""Every command that a page shows is one that the program has, with options that it knows."""
from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from reportedly.cli import main

ROOT = Path(__file__).parents[1]
SHOWN = re.compile(r"^(?:    |\$ )\s*(?:echo .*\| *)?(reportedly .*)$", re.M)
ENDS = ("|", ">", "<", "&&", ";", "&")
PAGES = [ROOT / "README.md", ROOT / "docs/tutorial.md", *sorted((ROOT / "docs/how-to").glob("*.md")),
         *sorted((ROOT / "docs/explanation").glob("*.md"))]


def _commands(page: Path) -> list[str]:
    return [m.replace("…", "") for m in SHOWN.findall(page.read_text("utf-8").replace("\\\n", " "))]


def _parsed(words: list[str]) -> None:
    """Take a command line apart as the program does, without running it. Raises ClickException where it would refuse it."""
    command: click.Command = main
    context = click.Context(command, info_name="reportedly")
    while True:
        given, rest, _ = command.make_parser(context).parse_args(args=list(words))
        missing = [p.name for p in command.params if isinstance(p, click.Option) and p.required and p.name not in given]
        if missing:
            raise click.UsageError(f"without {missing}")
        for p in command.params:
            if isinstance(p, click.Option) and isinstance(p.type, click.Choice) and p.name in given and "NAME" not in str(given[p.name]):
                p.type_cast_value(context, given[p.name])
        if not isinstance(command, click.Group) or not rest:
            return
        name, found, words = command.resolve_command(context, rest)
        assert found is not None
        command, context = found, click.Context(found, parent=context, info_name=name)


@pytest.mark.parametrize("page", [p for p in PAGES if _commands(p)], ids=lambda p: p.name)
def test_commands_on_a_page_are_ones_that_there_are(page: Path) -> None:
    wrong = []
    for line in _commands(page):
        words = shlex.split(line, comments=True)[1:]
        words = words[:next((n for n, w in enumerate(words) if w in ENDS), len(words))]
        try:
            _parsed(words)
        except click.ClickException as problem:
            wrong.append(f"{line}: {problem.format_message()}")
    assert wrong == []


def test_a_wrong_command_is_told() -> None:
    for words in (["nothing"], ["control", "--nothing"], ["control"], ["export", "--ledger", "a", "--out", "b", "--format", "c"]):
        with pytest.raises(click.ClickException):
            _parsed(words)
