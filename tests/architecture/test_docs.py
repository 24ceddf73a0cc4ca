"""What the documents say is so: commands are described, examples run, links lead somewhere."""
from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from reportedly.cli import main

from .source import ROOT

DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
REFERENCE = ROOT / "docs/reference/cli.md"


def _commands(group: click.Group, prefix: str = "") -> list[tuple[str, click.Command]]:
    out = []
    for name, command in sorted(group.commands.items()):
        out.append((prefix + name, command))
        if isinstance(command, click.Group):
            out += _commands(command, f"{prefix}{name} ")
    return out


@pytest.mark.parametrize(("name", "command"), _commands(main), ids=lambda x: x if isinstance(x, str) else "")
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    text = REFERENCE.read_text("utf-8")
    section = re.search(rf"^##+ `?reportedly {re.escape(name)}\b.*?(?=^##+ |\Z)", text, re.M | re.S)
    assert section, f"no section on reportedly {name}"
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            assert max(option.opts, key=len) in section.group(), f"{name}: {option.opts}"


def test_nothing_is_documented_that_is_gone() -> None:
    told = set(re.findall(r"^## `reportedly ([a-z -]+)`", REFERENCE.read_text("utf-8"), re.M))
    assert told <= {name for name, _ in _commands(main)}


def test_the_reference_is_what_the_code_says() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "docs/generate.py"), "--check"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def _examples() -> list[tuple[str, str]]:
    """The README's shell examples: a command that starts with `$ reportedly`, and the lines that it prints."""
    text = (ROOT / "README.md").read_text("utf-8")
    out = []
    for block in re.findall(r"```console\n(.*?)```", text, re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = part.partition("\n")
            if "reportedly " in command:
                out.append((command, printed))
    return out


def test_the_readme_has_an_example() -> None:
    assert _examples()


@pytest.mark.parametrize(("command", "printed"), _examples(), ids=lambda x: x[:50])
def test_the_readme_example_runs(command: str, printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "200")
    before, _, call = command.rpartition("| ") if "| " in command else ("", "", command)
    given = None
    if before:
        word, *said = shlex.split(before)
        assert word in ("echo", "printf")
        given = " ".join(said)
    name, *arguments = shlex.split(call)
    assert name == "reportedly"
    arguments = [str(tmp_path / a) if a.endswith((".db", ".html")) and not (ROOT / a).exists() else a for a in arguments]
    done = CliRunner().invoke(main, arguments, input=given)
    assert done.exit_code == 0, done.output
    flat = " ".join(done.output.split())
    for line in printed.splitlines():
        for cell in filter(None, (c.strip() for c in re.split(r"\s{2,}|[│┃]", line))):
            if cell != "…" and not set(cell) <= set("─━┏┓└┘┡┩┼┬┴├┤╇ "):
                assert " ".join(cell.split()) in flat, (cell, done.output)
