"""The Python interface: what a person in a notebook types, what comes back, and that nothing heavy comes with the import."""
from __future__ import annotations

import ast
import inspect
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import reportedly as rp
from reportedly import api

ROOT = Path(__file__).parents[1]
TEXT = "Rebels claimed to have taken Taloqan yesterday. <b>Witnesses</b> said 40 people were killed."


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> rp.Ledger:
    """A ledger of the first sample dispatches."""
    war = rp.Ledger(tmp_path_factory.mktemp("api") / "war.db")
    few = tmp_path_factory.mktemp("few") / "few.jsonl"
    few.write_text("".join((ROOT / "demo/dispatches.jsonl").read_text("utf-8").splitlines(keepends=True)[:8]), "utf-8")
    assert len(war.add(few)) == 8
    return war


def test_claims_of_a_text_are_rows_with_a_display() -> None:
    claims = rp.extract(TEXT, date="2001-11-13")
    assert [c["type"] for c in claims] == ["capture", "kill"] and claims[0]["when"]["start"] == "2001-11-12"
    shown = claims._repr_html_()
    assert shown.count("<mark") >= 4 and "<b>Witnesses" not in shown and "<script" not in shown
    assert claims.to_arrow().column("type").to_pylist() == ["capture", "kill"]
    assert json.loads(claims.to_arrow().column("record")[0].as_py())["sentence"] == claims[0]["sentence"]
    assert rp.extract("", date=None) == [] and "no claim" in rp.extract("")._repr_html_()


def test_files_are_read_and_what_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 nothing")
    found = rp.read(tmp_path, date="2001-11-13", outlet="Wire")
    assert [(d.id, d.outlet, d.date) for d in found] == [("a", "Wire", "2001-11-13")] and len(found.problems) == 1
    assert rp.extract(found) == rp.extract(found[0]) and found.rows().to_arrow().num_rows == 1 and "Wire" in found._repr_html_()
    with pytest.raises(rp.ReadError):
        rp.read(tmp_path / "none.txt")
    with pytest.raises(rp.UsageError):
        rp.read(tmp_path / "a.txt", date="yesterday")


def test_a_ledger_answers(war: rp.Ledger) -> None:
    assert war.verify() == [] and len(war.documents()) == 8 and len(war.documents(as_of="2001-11-09")) < 8
    assert len(war.claims()) == len(war.claims().to_arrow()) > 20 and war.claims(as_of="2001-11-09")
    held = war.control(as_of="2001-11-11", place="Taloqan")
    assert held[0]["place"] == "Taloqan" and held.table == "answers" and held.to_arrow().column("holder")[0].as_py() == held[0]["holder"]
    assert war.control(on="2001-11-10") and war.history().to_arrow().num_rows and war.sources()[0]["name"]
    story = war.why("Taloqan", "2001-11-11")
    assert str(story).splitlines()[0] == story[0] and story._repr_html_().startswith("<p><b>2001-11-11")
    assert isinstance(war.diff("2001-11-09", "2001-11-12"), list) and "<table>" in war.events(place="Taloqan")._repr_html_()
    with pytest.raises(rp.UsageError):
        war.why("Atlantis", "2001-11-11")
    assert repr(war).startswith("Ledger(")


def test_adding_is_idempotent_and_takes_documents(war: rp.Ledger) -> None:
    before = len(war.claims())
    assert len(war.add(war.documents()[0], war.documents()[1:3])) == 3 and len(war.claims()) == before


def test_pages_open_in_a_frame_and_are_saved(war: rp.Ledger, tmp_path: Path) -> None:
    page = war.brief()
    assert page.startswith("<!doctype html>") and page.save(tmp_path / "b.html").read_text("utf-8") == page
    frame = page._repr_html_()
    assert frame.startswith("<iframe sandbox=\"allow-scripts\"") and "<html" not in frame
    assert "<div id=\"app\">" in war.map(title="Test")


def test_export_reports(war: rp.Ledger, tmp_path: Path) -> None:
    report = war.export("acled", tmp_path / "x.csv", since="2001-11-08")
    assert report.format == "acled" and dict(report.written)["rows"] and report.left_out


def test_a_ledger_that_is_none_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(rp.ReportedlyError, match="no such ledger"):
        rp.Ledger(tmp_path / "none.db").events()


def test_own_codebook_for_one_call(tmp_path: Path) -> None:
    own = '[types.oust]\nfamily = "politics"\nis = "x"\n[[verb]]\ntype = "oust"\nlemmas = "oust"\n'
    (tmp_path / "own.toml").write_text(own)
    text = "Officers ousted the governor."
    assert [c["type"] for c in rp.extract(text, codebook=tmp_path)] == ["oust"] != [c["type"] for c in rp.extract(text)]
    rp.use_codebook(tmp_path)
    try:
        assert [c["type"] for c in rp.extract(text)] == ["oust"]
    finally:
        rp.use_codebook(None)


def test_pandas_where_it_is_not_is_one_line() -> None:
    code = "import sys; sys.modules['pandas'] = None; sys.modules['pyarrow'] = None\nimport reportedly as rp\n" \
           "for f in (rp.Rows().to_pandas, rp.Rows().to_arrow):\n    try:\n        f()\n" \
           "    except rp.ReportedlyError as e:\n        print(e)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.count("pip install") == 2


def test_names_are_sorted_documented_and_the_same_everywhere() -> None:
    stub = ast.parse((ROOT / "src/reportedly/__init__.pyi").read_text("utf-8"))
    typed = {a.asname for n in stub.body if isinstance(n, ast.ImportFrom) for a in n.names} | {"__version__"}
    assert set(rp.__all__) == typed == set(dir(rp)) and rp.__all__ == sorted(rp.__all__) and api.__all__ == sorted(api.__all__)
    assert {*api.__all__, "__version__"} == set(rp.__all__)
    for name in api.__all__:
        assert inspect.getdoc(getattr(rp, name)), name
    for name, member in inspect.getmembers(rp.Ledger, inspect.isfunction):
        assert name.startswith("_") or inspect.getdoc(member), name
    with pytest.raises(AttributeError):
        rp.nothing  # noqa: B018


def test_the_verbs_stay_verbs_when_their_subpackages_are_imported() -> None:
    import reportedly.extract.lexicon
    import reportedly.read.text  # noqa: F401
    verbs: tuple[Any, ...] = (rp.extract, rp.read)
    assert all(inspect.isfunction(v) for v in verbs)


def test_the_import_is_light() -> None:
    def seconds(code: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert min(seconds("import reportedly as rp; rp.Ledger") for _ in range(3)) - min(seconds("pass") for _ in range(3)) < 0.2


def test_it_is_typed() -> None:
    assert (ROOT / "src/reportedly/py.typed").exists()


def test_a_users_script_is_checked_by_mypy(tmp_path: Path) -> None:
    right = ("import reportedly as rp\nclaims: rp.Claims = rp.extract('x', date='2001-11-13')\nwar = rp.Ledger('war.db')\n"
             "rows: rp.Rows = war.control(as_of='2001-11-13')\nwar.map().save('war.html')\n"
             "first: str = war.why('Kunduz', '2001-11-20')[0]\n")
    wrong = "import reportedly as rp\nrp.Ledger('war.db').control(asof='2001-11-13')\nn: int = rp.read('a.txt')[0].text\n"
    (tmp_path / "right.py").write_text(right)
    (tmp_path / "wrong.py").write_text(wrong)
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--config-file=", "--no-incremental",
                           "right.py", "wrong.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    said = [line.partition(": error: ")[0] for line in done.stdout.splitlines() if ": error: " in line]
    assert said == ["wrong.py:2", "wrong.py:3"], done.stdout[-2000:]
