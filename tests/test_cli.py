"""Every command as a person would call it, rightly and wrongly."""
from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main

SAMPLES = Path(__file__).parent.parent / "demo/dispatches.jsonl"
FIELDS = ["doc", "id", "sentence", "start", "end", "trigger", "type", "event", "actor", "target", "place", "when", "source", "factuality",
          "verification", "background", "counts"]


def call(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words], input=stdin)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "l.db"
    done = call("add", SAMPLES, "--ledger", path)
    assert done.exit_code == 0, done.output
    return path


def test_extract_prints_the_guides_fields_one_claim_a_line(tmp_path: Path) -> None:
    file = tmp_path / "salaq.txt"
    file.write_text("Government troops captured the town of Kunduz on Monday, residents said.", "utf-8")
    done = call("extract", file, "--json", "--date", "2012-03-06")
    assert done.exit_code == 0
    rows = [json.loads(x) for x in done.stdout.splitlines()]
    assert rows
    assert list(rows[0])[:len(FIELDS)] == FIELDS
    (capture,) = [r for r in rows if r["type"] == "capture"]
    assert capture["doc"] == "salaq"
    assert capture["sentence"] == file.read_text("utf-8")[capture["start"]:capture["end"]]
    assert capture["when"]["start"] == "2012-03-05"
    assert capture["because"]


def test_extract_table_and_explain() -> None:
    text = "Rebels captured Kunduz on Monday, the army said."
    assert "Kunduz" in call("extract", "-", "--date", "2012-03-06", stdin=text).stdout
    explained = call("extract", "-", "--explain", "--date", "2012-03-06", stdin=text).stdout
    assert "because" in explained
    assert "captured" in explained


def test_a_report_without_events_is_no_error() -> None:
    done = call("extract", "-", "--json", "--date", "2012-03-06", stdin="The weather in the valley was mild and the roads were dry.")
    assert (done.exit_code, done.stdout) == (0, "")


def test_an_undated_report_is_read_and_said_to_be_undated() -> None:
    done = call("extract", "-", "--json", stdin="Rebels captured Kunduz yesterday, residents of the town said.")
    assert done.exit_code == 0
    assert "no date of publication" in done.stderr
    assert [json.loads(x)["when"] for x in done.stdout.splitlines()] == [None]


def test_bad_files_cost_nothing_else(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.jsonl"
    good.write_text("Rebels captured the town of Kunduz on Monday.", "utf-8")
    bad.write_text('{"id": "a"}\n', "utf-8")
    ledger = tmp_path / "l.db"
    done = call("add", bad, good, tmp_path / "none.txt", "--ledger", ledger, "--date", "2012-03-06")
    assert done.exit_code == 1
    assert "bad.jsonl:1: has no text" in done.stderr
    assert "none.txt: no such file" in done.stderr
    assert "1 document read" in done.stderr
    assert json.loads(call("events", "--ledger", ledger, "--json").stdout.splitlines()[0])["type"] == "capture"


@pytest.mark.parametrize(("words", "said"), [
    (("extract",), "Missing argument"),
    (("extract", "-", "--json", "--explain"), "choose one"),
    (("extract", "-", "--date", "yesterday"), "not ISO 8601"),
    (("extract", "-", "--outlet-kind", "pigeon"), "is none of"),
    (("control",), "--ledger"),
    (("control", "--ledger", "/nowhere/l.db"), "no such ledger"),
    (("control", "--ledger", "x", "--on", "31 May"), "not ISO 8601"),
    (("brief", "--ledger", "x", "--format", "doc"), "is not one of"),
])
def test_wrong_calls_get_one_clear_line(words: tuple[str, ...], said: str) -> None:
    done = call(*words, stdin="")
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_adding_twice_adds_nothing(ledger: Path) -> None:
    assert "0 claims added, 20 known already" in call("add", SAMPLES, "--ledger", ledger).stderr


def test_control_looks_back_as_known_then(ledger: Path) -> None:
    then = {r["place"]: r for r in map(json.loads, call("control", "--ledger", ledger, "--json", "--on", "2001-11-13", "--as-of",
                                                        "2001-11-13").stdout.splitlines())}
    assert then["Kabul"]["status"] in ("held", "claimed", "presence")
    assert then["Kabul"]["as_of"] == "2001-11-13"
    assert all(0 <= r["probability"] <= 1 and r["status"] for r in then.values())
    early = call("control", "--ledger", ledger, "--json", "--as-of", "2001-11-08")
    assert (early.exit_code, early.stdout) == (0, "")


def test_history_covers_days_without_overlap(ledger: Path) -> None:
    rows = [json.loads(x) for x in call("control", "--ledger", ledger, "--history", "--json", "--place", "Kabul").stdout.splitlines()]
    assert rows
    assert all(a["to"] < b["from"] for a, b in pairwise(rows))


def test_events_point_into_their_reports(ledger: Path) -> None:
    texts = {d["id"]: d["text"] for d in map(json.loads, SAMPLES.read_text("utf-8").splitlines())}
    rows = [json.loads(x) for x in call("events", "--ledger", ledger, "--json").stdout.splitlines()]
    assert len(rows) > 20
    assert all(texts[r["doc"]][r["start"]:r["end"]].strip() for e in rows for r in e["reports"])


@pytest.mark.parametrize("words", [("sources",), ("brief",), ("why", "Kabul", "2001-11-14"), ("diff", "2001-11-12", "2001-11-14"),
                                   ("control",), ("events",), ("map",), ("control", "--history")])
def test_every_question_in_words_and_as_json(ledger: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    out = ("--out", str(tmp_path / "out")) if words == ("map",) else ()
    plain = call(*words, "--ledger", ledger, *out)
    assert plain.exit_code == 0, plain.output
    as_json = call(*words, "--ledger", ledger, "--json")
    assert as_json.exit_code == 0, as_json.output
    assert all(json.loads(x) for x in as_json.stdout.splitlines())


def test_verify_backup_restore_redact(ledger: Path, tmp_path: Path) -> None:
    assert "nothing changed" in call("verify", "--ledger", ledger).stdout
    copy, again = tmp_path / "copy.db", tmp_path / "again.db"
    assert call("backup", copy, "--ledger", ledger).exit_code == 0
    assert call("restore", copy, "--ledger", again).exit_code == 0
    gone = call("redact", "n17", "--author", "Ann", "--reason", "names a child", "--ledger", again)
    assert gone.exit_code == 0, gone.output
    assert call("verify", "--ledger", again).exit_code == 0
    assert b"Takht-e-Pul on Monday" not in again.read_bytes()


def test_schema_is_json() -> None:
    assert "Record" in json.dumps(json.loads(call("schema").stdout))


def test_a_text_on_which_the_coder_fails_costs_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from reportedly import run
    kept = run.extract
    monkeypatch.setattr(run, "extract", lambda parsed, kinds: kept(parsed, kinds) if parsed.document.id == "good" else 1 / 0)
    for name in ("bad", "good"):
        (tmp_path / f"{name}.txt").write_text("Rebels captured the town of Kunduz on Monday, residents said.", "utf-8")
    done = call("extract", tmp_path / "bad.txt", tmp_path / "good.txt", "--json", "--date", "2012-03-06")
    assert done.exit_code == 1
    assert "bad: the coder failed on it (ZeroDivisionError" in done.stderr
    assert {json.loads(x)["doc"] for x in done.stdout.splitlines()} == {"good"}


def lines(*words: str | Path) -> list[dict]:
    return [json.loads(x) for x in call(*words).stdout.splitlines()]


def test_decisions_are_heeded_and_kept_rows_follow(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    for day, text in (("2012-03-05", "Government troops captured Kunduz on Sunday, residents said."),
                      ("2012-03-07", "Rebels captured Kunduz on Tuesday, residents said.")):
        file = tmp_path / f"{day}.txt"
        file.write_text(text, "utf-8")
        assert call("add", file, "--ledger", path, "--date", day).exit_code == 0
    before = lines("control", "--ledger", path, "--json")
    assert before == lines("control", "--ledger", path, "--json")
    events = lines("events", "--ledger", path, "--json")
    last = next(e for e in events if e["type"] == "capture" and e["reports"][0]["date"] == "2012-03-07")
    by = ("--ledger", path, "--author", "A. Analyst", "--reason", "the text is a forgery")
    assert call("decide", "retract", last["reports"][0]["claim"], *by).exit_code == 0
    after = lines("control", "--ledger", path, "--json")
    assert after[0]["holder"] != before[0]["holder"]
    assert after[0]["holder"] == lines("control", "--ledger", path, "--json", "--as-of", "2012-03-07")[0]["holder"]
    assert call("verify", "--ledger", path).exit_code == 0
    first = next(e for e in events if e["reports"][0]["date"] == "2012-03-05")
    assert call("decide", "correct", first["event"], *by, "--set", "factuality=denied").exit_code == 0
    assert {e["standing"] for e in lines("events", "--ledger", path, "--json")} != {"established"}


def test_decisions_that_make_no_sense_are_refused(ledger: Path) -> None:
    by = ("--ledger", ledger, "--author", "A", "--reason", "b")
    assert "no claim or event" in call("decide", "retract", "zzz", *by).stderr
    assert "several claims" in call("decide", "retract", "", *by).stderr
    assert call("decide", "correct", "zzz", *by).exit_code == 2
    assert call("decide", "retract", "zzz", *by, "--set", "when=2001-11-09").exit_code == 2
    assert "cannot be set" in call("decide", "correct", "zzz", *by, "--set", "type=battle").stderr


def test_rows_say_according_to_whom_and_days_kept_are_days_asked(ledger: Path) -> None:
    rows = lines("control", "--ledger", ledger, "--json", "--on", "2001-11-20")
    assert rows
    assert any(r["sources"] for r in rows)
    assert {r["day"] for r in rows} == {"2001-11-20"}
    one = lines("control", "--ledger", ledger, "--json", "--on", "2001-11-20", "--place", rows[0]["place"])
    assert one == [r for r in rows if r["place"].casefold() == rows[0]["place"].casefold()]
    periods = lines("control", "--ledger", ledger, "--json", "--history")
    assert all({"sources", "claims"} <= r.keys() for r in periods)


def test_own_places_are_added_and_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_GAZETTEER", str(tmp_path))
    file = tmp_path / "own.csv"
    file.write_text("n,la,lo,c\nQarbistan Fort,10.5,20.5,TD\nBadrow,north,1,TD\n", "utf-8")
    columns = [w for pair in ("name=n", "lat=la", "lon=lo", "country=c") for w in ("--column", pair)]
    done = call("gazetteer", "add", file, "--licence", "CC0", *columns)
    assert done.exit_code == 0, done.output
    assert "1 places added, 1 rows skipped" in done.stderr
    assert "line 3" in done.stderr
    missing = call("gazetteer", "add", tmp_path / "none.csv", "--licence", "CC0")
    assert (missing.exit_code, "no such file" in missing.stderr) == (1, True)


def _one_error(done: Result, code: int = 1) -> str:
    assert (done.exit_code, done.stdout) == (code, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    return line


def test_a_place_that_nobody_names_is_one_error_everywhere(ledger: Path) -> None:
    said = {_one_error(call(*words, "--ledger", ledger)) for words in (
        ("control", "--place", "Xyzzy"), ("control", "--history", "--place", "Xyzzy"), ("why", "Xyzzy", "2001-11-20"))}
    assert said == {"error: no claim about who holds 'Xyzzy'"}
    assert _one_error(call("events", "--place", "Xyzzy", "--ledger", ledger)) == "error: no event at 'Xyzzy'"
    nothing_new = call("events", "--place", "Kabul", "--since", "2030-01-01", "--ledger", ledger)
    assert (nothing_new.exit_code, nothing_new.stderr.startswith("error")) == (0, False)


def test_events_by_the_rules_of_a_codebook(ledger: Path) -> None:
    by = {p: lines("events", "--ledger", ledger, "--json", "--profile", p) for p in ("guide", "acled", "ucdp")}
    assert [e["event"] for e in by["guide"]] == [e["event"] for e in by["acled"]] == [e["event"] for e in by["ucdp"]]
    for guide, acled in zip(by["guide"], by["acled"], strict=True):
        if acled["killed"]:
            assert acled["killed"]["low"] == acled["killed"]["high"] <= max(guide["killed"]["low"], guide["killed"]["best"])
    assert call("events", "--ledger", ledger, "--profile", "gtd").exit_code == 2


def test_days_backwards_are_one_clear_line(ledger: Path) -> None:
    assert "2001-11-20 is after 2001-11-10" in _one_error(call("diff", "2001-11-20", "2001-11-10", "--ledger", ledger))


@pytest.mark.parametrize(("body", "says"), [(b"", "is empty and not a ledger"), (b"plainly no database " * 60, "file is not a database")])
def test_a_file_that_is_no_ledger_answers_no_question(tmp_path: Path, body: bytes, says: str) -> None:
    file = tmp_path / "l.db"
    file.write_bytes(body)
    for words in (("control",), ("events",), ("sources",), ("why", "Kabul", "2001-11-20"), ("verify",)):
        line = _one_error(call(*words, "--ledger", file))
        assert says in line
        assert "sqlite3." not in line
    assert file.read_bytes() == body


def test_every_error_begins_alike(ledger: Path) -> None:
    wrong = call("control", "--on", "soon", "--ledger", ledger)
    assert wrong.exit_code == 2
    assert wrong.stderr.splitlines()[-1].startswith("error: ")
    assert call("--version").exit_code == 0
    assert "error" not in call().output.splitlines()[0]


def test_a_language_not_read_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "fr.txt"
    file.write_text("Les forces du gouvernement ont pris la ville de Kunduz lundi matin, selon des habitants de la région.", "utf-8")
    assert _one_error(call("extract", file)) == f"error: {file}: is in French (fr), which is not supported yet; English is"


def test_a_day_before_anything_is_known_has_no_holder(ledger: Path) -> None:
    rows = [json.loads(x) for x in call("control", "--on", "1990-01-01", "--ledger", ledger, "--json").stdout.splitlines()]
    assert rows
    assert {(r["status"], r["holder"]) for r in rows} == {("unknown", None)}
    assert "is not known" in call("why", "Kunduz", "1990-01-01", "--ledger", ledger).stdout


def test_what_is_unknown_has_no_percentage_in_a_difference(ledger: Path) -> None:
    rows = [json.loads(x) for x in call("diff", "2001-11-10", "2001-12-08", "--ledger", ledger, "--json").stdout.splitlines()]
    assert any(r["after"]["status"] == "unknown" for r in rows)
    assert "<1%" not in call("diff", "2001-11-10", "2001-12-08", "--ledger", ledger).stdout


def _values(ledger: Path) -> list[tuple[Any, str, str]]:
    """Every value of every sentence of the samples' brief, with the sentence and the fixed words after it."""
    from reportedly import run
    from reportedly.publish.brief import _flat, report
    made = report(run.picture_data(str(ledger), "Brief", series=False), since="2001-11-01")
    return [(s, value, after) for _, s in _flat(made.sections) for (value, is_value), (after, _) in
            zip(s.parts, (*s.parts[1:], ("", False)), strict=True) if is_value]


def test_every_name_and_figure_of_a_brief_traces_to_a_claim(ledger: Path) -> None:
    from reportedly import run
    data = run.picture_data(str(ledger), "Brief", series=False)
    claims = {c["id"]: c for c in data.claims}
    texts = " ".join([*(d["text"] for d in data.documents), *(d["outlet"] for d in data.documents), repr(data.claims)])
    told = _values(ledger)
    assert len(told) > 100
    for s, value, after in told:
        assert s.claims and set(s.claims) <= set(claims), s.text
        if re.match(r" (killed|injured|displaced|captured)", after):
            counted = {n for c in s.claims for x in claims[c]["counts"] for n in (x["low"], x["high"])}
            assert {int(n) for n in re.findall(r"\d+", value.replace(",", ""))} <= counted, s.text
        for name in re.findall(r"\b[A-Z][a-z'’-]{2,}", value):
            assert name.removesuffix("'s").casefold() in texts.casefold() or re.search(rf"\d {name} \d", value), (name, s.text)


def test_a_brief_as_pdf_is_one_that_another_reader_opens(ledger: Path, tmp_path: Path) -> None:
    import pypdfium2
    out = tmp_path / "brief.pdf"
    assert call("brief", "--ledger", ledger, "--format", "pdf").exit_code == 2
    done = call("brief", "--ledger", ledger, "--format", "pdf", "--out", out)
    assert done.exit_code == 0, done.output
    pages = pypdfium2.PdfDocument(out)
    text = " ".join(pages[n].get_textpage().get_text_range() for n in range(len(pages)))
    assert all(words in text for words in ("Who holds what", "Method and limits", "Kandahar"))
