"""A codebook of one's own: a type, its words and mappings work from text to export, and mistakes are named with their lines."""
from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger.rows import version_key
from reportedly.model.codebook import FOLDER, event_types, folder, own_rules, shipped_types
from reportedly.model.document import Document
from reportedly.model.errors import CodebookError
from reportedly.model.own import NOTHING, load, read
from reportedly.run import claims_of, codebook, origin

OWN = '''
[types.hijack]
family = "violence"
is = "takes a bus, ship or aircraft with the people in it"
like = "abduct"

[[verb]]
type = "hijack"
lemmas = "hijack commandeer"
needs = {object = "craft"}

[[noun]]
type = "hijack"
lemmas = "hijacking"
roles = {of = "target", by = "actor"}

[classes.craft]
words = "bus ferry airliner"

[[profiles.cameo]]
types = "hijack"
gives = {code = "181"}
'''
BAD = '''[types.capture]
family = "violence"
is = "x"

[types.Bad]
family = "wrong"

[[verb]]
type = "nothing"
lemmas = ""
needz = {object = "craft"}
needs = {object = "spaceship"}

[[profiles.acled]]
types = "capture nope"
gives = {sub = "Wrong"}

[[profiles.xyz]]
types = "capture"

[other]
'''
TEXT = "Rebels hijacked a bus near Garissa on Monday, police said. The hijacking of a ferry was a surprise. Rebels shelled Garissa."


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/hijack.toml").write_text(OWN)
    before = os.environ.get(FOLDER)
    yield str(tmp_path / "own")
    codebook.use(before)


def kinds() -> list[str]:
    return [c.type for _, pairs in claims_of([Document("d", TEXT, "2031-05-06")]) for c, _ in pairs]


def test_a_type_of_ones_own_is_read_and_gone_again(mine: str) -> None:
    assert "hijack" not in kinds()
    codebook.use(mine)
    assert kinds() == ["hijack", "hijack", "shelling"] and str(folder()) == mine
    assert event_types()["hijack"].like == "abduct" and list(event_types())[:42] == list(shipped_types())
    assert "codebook-" in origin() and version_key(origin()) == version_key(origin().partition(" codebook")[0])
    codebook.use(None)
    assert "hijack" not in kinds() and "codebook" not in origin() and own_rules("cameo") == ()


def test_from_text_to_ledger_events_and_export(mine: str, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT)
    ledger, run = str(tmp_path / "l.db"), CliRunner()
    added = run.invoke(main, ["--codebook", mine, "add", "--date", "2031-05-06", "--ledger", ledger, str(tmp_path / "story.txt")])
    assert added.exit_code == 0
    told = run.invoke(main, ["--codebook", mine, "events", "--json", "--ledger", ledger]).stdout
    assert '"type":"hijack","family":"violence"' in told
    codes = run.invoke(main, ["--codebook", mine, "export", "--format", "cameo", "--ledger", ledger, "--out", str(tmp_path / "x")])
    assert codes.exit_code == 0 and "\t181\t" in (tmp_path / "x").read_text()
    # Without a rule of one's own, the rules for the type that it is like hold.
    acled = run.invoke(main, ["--codebook", mine, "export", "--format", "acled", "--ledger", ledger, "--out", str(tmp_path / "y")])
    assert acled.exit_code == 0 and "Abduction/forced disappearance" in (tmp_path / "y").read_text()


def test_check_names_every_mistake_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(BAD)
    (tmp_path / "b.toml").write_text("x = [")
    found = [(m.file, m.line) for m in codebook.check(str(tmp_path))]
    assert found == [("a.toml", n) for n in (1, 5, 5, 6, 8, 9, 10, 11, 14, 15, 18, 18, 21)] + [("b.toml", 1)]
    done = CliRunner().invoke(main, ["codebook", "check", str(tmp_path)])
    assert done.exit_code == 1 and "a.toml:11: 'needz' is none of" in done.output and "Traceback" not in done.output
    with pytest.raises(CodebookError, match=r"codebook check"):
        load(tmp_path, {n: t.family for n, t in shipped_types().items()})


def test_check_says_what_is_added(mine: str) -> None:
    done = CliRunner().invoke(main, ["codebook", "check", mine])
    assert done.exit_code == 0 and done.output == "1 types (hijack), 3 words, rules: 1 for cameo\n"


def test_a_broken_folder_stops_a_command_with_one_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--codebook", str(tmp_path / "none"), "events", "--ledger", "x"])
    assert done.exit_code == 1 and done.output.strip().endswith("none: no such folder")
    assert FOLDER not in os.environ and "hijack" not in event_types()
    assert read(tmp_path, {})[0] is NOTHING
    (tmp_path / "a.toml").write_text("")
    done = CliRunner().invoke(main, ["codebook", "check", str(tmp_path / "a.toml")])
    assert done.output.strip().endswith("a.toml: is a file; give the folder that it lies in")
