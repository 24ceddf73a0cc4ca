"""What the tutorial, the README and the how-to pages tell a person to type works, in a folder that has the files which they name."""
from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.run import codebook

from .test_docs_commands import ENDS, ROOT, _commands

# Commands that ask another machine, wait for somebody, or take a path of a file that only its publisher has; each has tests of its own.
ELSEWHERE = ("watch", "serve", "user", "import", "gazetteer add", "actors add", "actors import", "actors check")
PAGES = [p for p in [ROOT / "README.md", ROOT / "docs/tutorial.md", *sorted((ROOT / "docs/how-to").glob("*.md"))] if _commands(p)]
STORY = "Rebels hijacked a bus near Garissa on Monday, police said."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "war.db"
    assert CliRunner().invoke(main, ["add", str(ROOT / "demo/dispatches.jsonl"), "--ledger", str(path)]).exit_code == 0
    return path


@pytest.fixture
def desk(tmp_path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the files that the pages name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    shutil.copyfile(ledger, "war.db")
    Path("demo").mkdir()
    shutil.copyfile(ROOT / "demo/dispatches.jsonl", "demo/dispatches.jsonl")
    Path("story.txt").write_text(STORY)
    Path("stories.csv").write_text('Head,Day,Body\nA raid,13/11/2001,"Rebels captured Kunduz on Monday, residents said."\n')
    (few := Path("archive")).mkdir()
    few.joinpath("a.jsonl").write_text("".join((ROOT / "demo/dispatches.jsonl").read_text("utf-8").splitlines(keepends=True)[:2]))
    Path("mine").mkdir()
    page = (ROOT / "docs/how-to/own-codebook.md").read_text("utf-8")
    parts = re.findall(r"```toml\n(.*?)```", page, re.S)
    Path("mine/own.toml").write_text("\n".join(parts))
    yield tmp_path
    codebook.use(None)


def typed(line: str) -> list[str]:
    """The words of a command as run here: files that stand for any are these, and nothing is written outside the folder."""
    line = line.replace("FILE", "story.txt").replace("ARCHIVE", "archive").replace("--workers 8", "--workers 1")
    words = shlex.split(line, comments=True)[1:]
    words = words[:next((n for n, w in enumerate(words) if w in ENDS), len(words))]
    return [w.removeprefix("/tmp/") for w in words]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_what_a_page_says_to_type_works(page: Path, desk: Path) -> None:
    wrong = []
    for line in _commands(page):
        words = typed(line)
        if " ".join(words).startswith(ELSEWHERE):
            continue
        given = (desk / "demo/dispatches.jsonl").read_text("utf-8").splitlines()[0] if "-" in words else None
        done = CliRunner().invoke(main, words, input=given)
        if done.exit_code or not (done.output or "--out" in words):
            wrong.append(f"{line}: {done.output.strip()[-200:] or done.exception!r}")
    assert wrong == []


def test_the_codebook_of_the_page_is_whole_and_does_what_it_says(desk: Path) -> None:
    done = CliRunner().invoke(main, ["--codebook", "mine", "extract", "--json", "--date", "2031-05-06", "story.txt"])
    assert [json.loads(x)["type"] for x in done.stdout.splitlines()] == ["hijack"]


def test_the_python_of_the_page_runs(desk: Path) -> None:
    page = (ROOT / "docs/how-to/python.md").read_text("utf-8")
    first = re.findall(r"```python\n(.*?)```", page, re.S)[0]
    Path("folder").mkdir()
    Path("folder/a.txt").write_text(STORY)
    shutil.copyfile("demo/dispatches.jsonl", "dispatches.jsonl")
    exec(compile(first, "python.md", "exec"), {})
    assert "<div id=\"app\">" in Path("war.html").read_text("utf-8")


def test_the_arithmetic_of_the_speed_table() -> None:
    page = (ROOT / "docs/how-to/run-an-archive.md").read_text("utf-8")
    table = page[page.index("| coder | of |"):].split("\n\n")[0].splitlines()[2:]
    rows = [[float(c.replace(",", "")) for c in line.strip("| ").split("|")[-3:]] for line in table]
    assert len(rows) >= 5
    for second, hour, dollars in rows:
        assert second * 3600 == pytest.approx(hour, rel=0.05)
        if dollars != 62_000:  # its own bill, not a price of processors: $31 for 500 events
            assert 0.04 / hour * 1e6 == pytest.approx(dollars, rel=0.05)
    assert 31 / 500 * 1e6 == 62_000
