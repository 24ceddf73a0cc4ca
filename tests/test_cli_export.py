"""`reportedly export` from a ledger: windows, what is said on standard error, and mistakes of a caller in one line."""
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.publish.exports import FORMATS
from reportedly.publish.exports import export as write
from reportedly.publish.exports.material import Options
from reportedly.read import Given, read
from reportedly.run import add
from reportedly.run.exchange import Window, material

from .publish.exports.test_blur import bytes_of as unpacked

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    few = tmp_path_factory.mktemp("few") / "few.jsonl"
    few.write_text("".join((ROOT / "demo/dispatches.jsonl").read_text("utf-8").splitlines(keepends=True)[:9]), "utf-8")
    where = str(tmp_path_factory.mktemp("ledger") / "war.db")
    assert len(list(add(read([str(few)], Given(), print), where))) == 9
    return where


def export(ledger: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["export", "--ledger", ledger, *options])


def rows(ledger: str, *options: str) -> list[dict[str, Any]]:
    done = export(ledger, "--format", "jsonl", "--out", "-", *options)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_all_of_it(ledger: str, tmp_path: Path) -> None:
    found = rows(ledger)
    kinds = [r["kind"] for r in found]
    assert kinds == sorted(kinds, key=["document", "claim", "event", "control"].index) and kinds.count("document") == 9
    done = export(ledger, "--format", "acled", "--out", str(tmp_path / "x.csv"), "--report", str(tmp_path / "r.json"))
    assert done.exit_code == 0 and "left out: events told as history" in done.stderr and "not held: who says so" in done.stderr
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["format"] == "acled"


def test_a_window_has_only_what_is_in_it_and_all_that_it_cites(ledger: str) -> None:
    found = rows(ledger, "--since", "2001-11-11", "--until", "2001-11-12")
    claims = {r["id"]: r for r in found if r["kind"] == "claim"}
    documents = {r["key"] for r in found if r["kind"] == "document"}
    for r in found:
        if r["kind"] == "event" and r["dates"]:
            assert r["dates"]["end"] >= "2001-11-11" and r["dates"]["start"] <= "2001-11-12"
        elif r["kind"] == "control":
            assert "2001-11-11" <= r["from"] <= r["to"] <= "2001-11-12" and set(r["claims"]) <= set(claims)
    assert {c["document"] for c in claims.values()} == documents and len(documents) < 10
    assert {r["place"] for r in rows(ledger, "--place", "Taloqan") if r["kind"] in ("event", "control")} == {"Taloqan"}


WINDOWS = [Window(since="2001-11-12"), Window(until="2001-11-10"), Window(place="Taloqan"), Window(as_of="2001-11-10"),
           Window("2001-11-11", "2001-11-12", "Kunduz", "2001-11-13")]


@pytest.mark.parametrize("window", WINDOWS, ids=["since", "until", "place", "as of", "all of them"])
def test_every_format_holds_what_the_window_chooses_and_nothing_else(ledger: str, tmp_path: Path, window: Window) -> None:
    chosen = material(ledger, window)
    ids, claims = {e["event"] for e in chosen.events}, {c["id"] for c in chosen.claims}
    keys = {d["key"] for d in chosen.documents}
    every = material(ledger, Window())
    assert ids <= {e["event"] for e in every.events} or window.as_of
    gone = {*({e["event"] for e in every.events} - ids), *({c["id"] for c in every.claims} - claims),
            *({d["key"] for d in every.documents} - keys)}
    for name in FORMATS:
        for table in ("events", "claims", "control", "documents") if name == "csv" else ("events",):
            write(name, chosen, str(tmp_path / "x"), Options(table=table, include=("disputed", "possible", "planned", "past", "undated")))
            text = unpacked(tmp_path / "x").decode("utf-8", "replace")
            assert not [i for i in gone if i in text], name
            # Formats that hold every event whatever its kind and standing.
            assert name not in ("geojson", "gpkg", "hxl", "jsonl", "parquet", "sqlite", "xlsx") or all(i in text for i in ids), name


def test_events_without_a_day_are_said_to_be_in_every_window(ledger: str, tmp_path: Path) -> None:
    never = sum(not e["dates"] for e in material(ledger, Window(since="2001-11-12")).events)
    done = export(ledger, "--format", "csv", "--out", str(tmp_path / "x"), "--since", "2001-11-12")
    assert (f"note: {never} events of which no day is known" in done.stderr) == bool(never)


def test_as_of_a_day_nothing_later_is_there(ledger: str) -> None:
    found = rows(ledger, "--as-of", "2001-11-10")
    assert {r["date"][:10] for r in found if r["kind"] == "document"} == {"2001-11-09", "2001-11-10"}
    assert all(r["as_of"] == "2001-11-10" for r in found if r["kind"] in ("event", "control"))


def test_a_blurred_place_is_nowhere_in_the_rows(ledger: str, tmp_path: Path) -> None:
    def points(some: list[dict[str, Any]]) -> set[tuple[float, float]]:
        return {(r["lat"], r["lon"]) for r in some if r["kind"] in ("event", "control") and r["lat"] is not None}
    whole = rows(ledger)
    blurred = rows(ledger, "--blur", "20")
    near = {(r["lat"], r["lon"]) for r in whole if r["kind"] == "event" and r["lat"] is not None and r["radius_km"] < 20}
    assert near and not near & points(blurred)
    assert points(whole) & points(blurred)  # provinces are coarser than that already
    done = export(ledger, "--format", "jsonl", "--out", str(tmp_path / "x"), "--blur", "20", "--blur-place", "kunduz")
    assert "kunduz" not in (tmp_path / "x").read_text("utf-8").casefold() and "Herat" in (tmp_path / "x").read_text("utf-8")
    assert "note: blurred places stand as" in done.stderr
    typo = export(ledger, "--format", "csv", "--out", str(tmp_path / "y"), "--blur", "20", "--blur-place", "Kundus")
    assert typo.exit_code == 1 and "called 'Kundus', so nothing would be hidden" in typo.stderr and not (tmp_path / "y").exists()


@pytest.mark.parametrize(("options", "code", "said"), [
    (("--format", "xml", "--out", "x"), 2, "is not one of"), (("--format", "csv"), 2, "--out"),
    (("--format", "csv", "--out", "/none/x.csv"), 1, "no such file"), (("--format", "csv", "--out", "x", "--since", "soon"), 2, "--since"),
    (("--format", "csv", "--out", "x", "--since", "2001-11-12", "--until", "2001-11-11"), 1, "is after"),
    (("--format", "csv", "--out", "x", "--blur-place", "Kabul"), 2, "--blur-place needs --blur"),
    (("--format", "csv", "--out", "x", "--blur", "0"), 1, "--blur takes"),
    (("--format", "gpkg", "--out", "x", "--boundaries", "b.json"), 2, "--boundaries means nothing to gpkg; it is for hxl"),
    (("--format", "csv", "--out", "x", "--include", "planned"), 2, "--include means nothing to csv"),
    (("--format", "acled", "--out", "x", "--table", "claims"), 2, "--table means nothing to acled"),
    (("--format", "hxl", "--out", "x", "--boundaries", "none.geojson"), 1, "none.geojson: no such file"),
    (("--format", "geoparquet", "--out", "x", "--table", "documents"), 1, "no place")])
def test_mistakes_are_one_line(ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], code: int,
                               said: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = export(ledger, *options)
    assert done.exit_code == code and said in done.stderr and "Traceback" not in done.output and not list(tmp_path.iterdir())
    assert done.stderr.strip().splitlines()[-1].startswith("error: ")


def test_a_missing_package_is_named(ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = export(ledger, "--format", "xlsx", "--out", str(tmp_path / "x.xlsx"))
    assert done.exit_code == 1 and done.stderr.splitlines()[-1] == "error: xlsx needs openpyxl: pip install 'reportedly[formats]'"


def test_material_streams(ledger: str) -> None:
    found = material(ledger, Window())
    assert iter(found.claims) is not iter(found.claims) and list(found.claims) == list(found.claims) and found.made == "2001-11-13"


@pytest.mark.parametrize(("name", "dead"), [("ucdp", ["24", "24", "24"]), ("acled", ["12"])])
def test_vague_numbers_are_counted_by_the_rules_of_the_format(tmp_path: Path, name: str, dead: list[str]) -> None:
    import csv
    (tmp_path / "a.txt").write_text("Rebels attacked Garissa on Monday and killed dozens of soldiers, residents said.")
    where = str(tmp_path / "l.db")
    assert list(add(read([str(tmp_path / "a.txt")], Given("2031-05-06"), print), where))
    assert export(where, "--format", name, "--out", str(tmp_path / "x.csv")).exit_code == 0
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert [row[c] for c in (("low", "best", "high") if name == "ucdp" else ("fatalities",))] == dead
