"""The static export: plain files of the API's own shapes, pages that name them, one file for e-mail."""
from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.model.errors import UsageError
from reportedly.web.site import publish

from .conftest import ledger_at


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    where = ledger_at(folder / "l.db")
    count, size = publish(where, str(folder / "out"), "A <war>", 60, False, lambda _: None)
    return folder / "out", count, size, where


def load(root, name):
    return json.loads((root / "data" / name).read_bytes())


def test_what_is_written(made):
    root, count, size, _ = made
    files = [p for p in root.rglob("*") if p.is_file()]
    assert len(files) == count and sum(p.stat().st_size for p in files) == size
    assert {p.name for p in root.iterdir() if p.is_file()} == {"index.html", "sources.html", "place.html", "brief.html", "picture.html"}


def test_the_files_have_the_apis_shapes(made, client):
    root = made[0]
    for name in ("picture", "marks", "sources", "events", "claims", "documents"):
        theirs, ours = client.get(f"/api/v1/{name}"), load(root, f"{name}.json")
        assert ours.keys() == theirs.keys(), name
        if "rows" in ours:
            assert len(ours["rows"]) == theirs["total"] == ours["total"] and ours["next"] is None
    picture, state = load(root, "picture.json"), load(root, "state.json")
    assert state["mode"] == "files" and state["user"]["role"] == "reader" and state["as_of_days"] == state["published"]
    for n, key in enumerate(picture["places"]["key"]):
        ours, theirs = load(root, f"place/{n}.json"), client.get(f"/api/v1/place?key={key}")
        assert ours.keys() == theirs.keys() and ours["place"] == theirs["place"] and ours["evidence"] == theirs["evidence"]
    for e in load(root, "events.json")["rows"]:
        assert load(root, f"event/{e['event'][1:3]}.json")[e["event"]]["event"] == e
    for n, d in enumerate(load(root, "documents.json")["rows"]):
        assert load(root, f"document/{n}.json")["document"]["key"] == d["key"]


def test_knowledge_of_each_day(made):
    root = made[0]
    for day in load(root, "state.json")["as_of_days"]:
        then = load(root, f"as_of/{day}/picture.json")
        assert then["as_of"] == day
        assert all((root / f"data/as_of/{day}/place/{n}.json").exists() for n in range(len(then["places"]["key"])))


def test_pages_name_files_that_are_there(made):
    import re
    root = made[0]
    for page in ("index.html", "sources.html", "place.html"):
        text = (root / page).read_text()
        assert "<war>" not in text and "Content-Security-Policy" in text and "unsafe" not in text
        for link in re.findall(r'(?:href|src|content)="((?:static/|\w+\.html)[^"#]*)', text):
            assert (root / unquote(link)).exists(), link
        assert not re.search(r'(?:href|src)="(?:/|https?:)', text)


def test_command(made, tmp_path):
    with pytest.raises(UsageError, match="--force"):
        publish(made[3], str(made[0]), "x", 0, False, lambda _: None)
    done = CliRunner().invoke(main, ["publish", "--ledger", made[3], str(tmp_path / "out"), "--days", "0"])
    assert done.exit_code == 0 and "files" in done.stderr, done.output
    assert load(tmp_path / "out", "state.json")["as_of_days"] == []


def test_an_empty_ledger_is_published_too(tmp_path):
    from reportedly.ledger import open_ledger
    open_ledger(str(tmp_path / "l.db")).close()
    publish(str(tmp_path / "l.db"), str(tmp_path / "out"), "Nothing yet", 10, False, lambda _: None)
    assert load(tmp_path / "out", "claims.json")["rows"] == []
