"""Files that are fine, and files that are not: each problem one line, and nothing else lost."""
from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from reportedly.model.errors import ReadError
from reportedly.read import Given, read
from reportedly.read.text import parts, title_of

ENGLISH = "Government troops entered the town of Salaq on Monday, residents said. The rebels left for the hills in the east."


def gather(*paths: Path | str, **given: str) -> tuple[list, list[str]]:
    problems: list[ReadError] = []
    found = list(read([str(p) for p in paths], Given(**given), problems.append))
    return found, [str(p) for p in problems]


def test_plain_text_has_the_files_name_and_its_title_apart(tmp_path: Path) -> None:
    file = tmp_path / "salaq.txt"
    file.write_text("Troops enter Salaq\n\n" + ENGLISH, "utf-8")
    (document,), problems = gather(file, date="2012-03-05", outlet="Hill Wire", outlet_kind="wire")
    assert (document.id, document.title, document.text) == ("salaq", "Troops enter Salaq", ENGLISH)
    assert (document.date, document.outlet, document.lang) == ("2012-03-05", "Hill Wire", "en")
    assert not problems


@pytest.mark.parametrize(("name", "content", "words"), [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\n ", "is empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "is binary"),
    ("broken.txt", ENGLISH.encode() * 2000 + b"\xff\xfe\xfa", "do not fit its encoding"),
    ("page.html", b"<html><body><<<div <p></html>", "without a main text"),
    ("french.txt", "Les troupes gouvernementales sont entrées dans la ville lundi, ont déclaré des habitants à la presse.".encode(),
     "French (fr), which is not supported"),
])
def test_bad_files_are_named_and_cost_nothing_else(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_text(ENGLISH, "utf-8")
    found, problems = gather(bad, good)
    assert [d.id for d in found] == ["good"]
    assert len(problems) == 1
    assert words in problems[0]
    assert Path(name).stem in problems[0]


def test_missing_file(tmp_path: Path) -> None:
    _, problems = gather(tmp_path / "none.txt")
    assert "no such file" in problems[0]


def test_what_is_in_another_language_can_be_taken(tmp_path: Path) -> None:
    file = tmp_path / "fr.txt"
    file.write_text("Les troupes gouvernementales sont entrées dans la ville lundi, ont déclaré des habitants à la presse.", "utf-8")
    taken: list[tuple[str, str]] = []
    assert not list(read([str(file)], Given(), pytest.fail, lambda d, why: taken.append((d.lang, why))))
    assert taken[0][0] == "fr"
    assert "French" in taken[0][1]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_wide_letters_without_a_mark_and_western_accents(tmp_path: Path, encoding: str) -> None:
    words = f"{ENGLISH} The café’s owner was naïve, they said."
    (tmp_path / "a.txt").write_bytes(words.encode(encoding))
    assert [d.text for d in read([str(tmp_path / "a.txt")], Given(), pytest.fail)] == [words]


def test_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    text = "Las tropas: the guerrillas entered San Andrés on Monday and left Concepción on Tuesday, señor Núñez said to them. " * 5
    file.write_bytes(text.encode("cp1252"))
    (document,), problems = gather(file)
    assert "San Andrés" in document.text
    assert not problems


def test_json_lines_name_the_broken_line_and_go_on(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    lines = [json.dumps({"id": "a", "date": "2012-03-05T10:00:00Z", "text": ENGLISH}), "{broken", json.dumps({"id": "b"}),
             json.dumps({"id": "c", "text": ENGLISH, "date": "5 March"}), json.dumps([1]), "",
             json.dumps({"text": ENGLISH, "outlet": "Hill Wire"})]
    file.write_text("\n".join(lines), "utf-8")
    found, problems = gather(file)
    assert [(d.id, d.date) for d in found] == [("a", "2012-03-05"), (f"{file}:7", None)]
    assert [p.split(": ")[0].rsplit(":", 1)[1] for p in problems] == ["2", "3", "4", "5"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": io.BytesIO(ENGLISH.encode())})())
    (document,), problems = gather("-")
    assert document.text == ENGLISH
    assert not problems


def test_html_main_text_and_title(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    body = "".join(f"<p>{ENGLISH} Paragraph {n} of the report goes on for a while.</p>" for n in range(6))
    file.write_text(f"<!doctype html><html><head><title>Troops enter Salaq</title></head><body><nav>Home</nav><article>"
                    f"<h1>Troops enter Salaq</h1>{body}</article></body></html>", "utf-8")
    (document,), problems = gather(file)
    assert document.title == "Troops enter Salaq"
    assert document.text.count("Government troops entered") == 6
    assert not problems


def test_a_long_text_comes_in_parts_that_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text((ENGLISH + "\n\n") * 5000, "utf-8")
    found, _ = gather(file)
    assert len(found) > 2
    assert max(len(d.text) for d in found) <= 200_000
    assert [d.id for d in found[:2]] == ["long", "long#2"]
    assert sum(d.text.count("Salaq") for d in found) == 5000


def test_parts_cut_where_a_paragraph_ends() -> None:
    whole = "\n\n".join(["word " * 30] * 50)
    pieces = list(parts(iter([whole]), 1000))
    assert "".join(pieces) == whole
    assert all(p.startswith("\n\n") for p in pieces[1:])


def test_a_first_sentence_is_no_title() -> None:
    assert title_of("Troops entered Salaq.\n\nMore.")[0] == ""
    assert title_of("SALAQ, March 5 -- Troops entered\n\nMore.")[0] == ""
