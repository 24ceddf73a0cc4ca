"""Cells that a spreadsheet would run or make something else of: kept as they are in csv and xlsx, and left alone where asked."""
from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.publish.exports import export
from reportedly.publish.exports.material import Options
from reportedly.publish.exports.text import kept, plain, safe
from reportedly.publish.exports.xlsx import CELL

from .small import event, killed, material

CHANGED = ["0012", "1234567890123456", "5123e4567", "12E5", "2001-11", "1/2", "3-4", "12.11.2001", "12:30", "TRUE", "November 13", "13 Nov",
           "Nov. 9", "May 2001", "13 November 2001", "May 5, 2001", "2nd May"]
LEFT = ["2001-11-13", "2001-11-13/2001-11-15", "c0ffee1234567890", "May", "Besk", "42", "gn:1138958", "a 1/2 mile", "2001-11-1X", "",
        "on 13 May", "Marja 5"]
RUN = ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "|x", "%x", "＝1+1", "＠x"]


@pytest.mark.parametrize("text", CHANGED)
def test_what_a_spreadsheet_would_change_has_an_apostrophe(text: str) -> None:
    assert kept(text) == "'" + text and kept([text]) == "'" + text and safe(text) == text


@pytest.mark.parametrize("text", LEFT)
def test_other_texts_are_left_alone(text: str) -> None:
    assert kept(text) == text


@pytest.mark.parametrize("text", RUN)
def test_what_a_spreadsheet_would_run_has_one_apostrophe(text: str) -> None:
    assert kept(text) == safe(text) == "'" + plain(text) or text.startswith("\t")
    assert not kept(text).lstrip().startswith(("=", "+", "-", "@"))


def test_numbers_and_days_are_no_texts(tmp_path: Path) -> None:
    made = material(event("clash", "Army", "Front", "They fought.", counts=[killed(12, text="12")], words="November 13"))
    made = replace(made, claims=tuple(c | {"id": "1234567890123456", "doc": "0012"} for c in made.claims))
    export("csv", made, str(tmp_path / "x"), Options(table="claims"))
    (row,) = csv.DictReader((tmp_path / "x").read_text("utf-8-sig").splitlines())
    assert (row["id"], row["doc"], row["when"], row["from"], row["killed_low"], row["lat"]) == (
        "'1234567890123456", "'0012", "'November 13", "2031-05-02", "12", "-1.5")
    report = export("csv", made, str(tmp_path / "y"), Options(table="claims", raw=True))
    raw = (tmp_path / "y").read_text("utf-8")
    (row,) = csv.DictReader(raw.splitlines())
    assert (row["id"], row["doc"], row["when"]) == ("1234567890123456", "0012", "November 13") and not raw.startswith("\ufeff")
    assert any("may run or change" in n for n in report.notes)


def test_a_workbook_has_texts_numbers_and_days_as_such(tmp_path: Path) -> None:
    from openpyxl import load_workbook
    made = material(event("clash", "Army", "=1+1", "x" * (CELL + 10), counts=[killed(12)], words="November 13"))
    made = replace(made, claims=tuple(c | {"id": "1234567890123456", "doc": "0012", "trigger": "a\x07b\n=c"} for c in made.claims))
    report = export("xlsx", made, str(tmp_path / "x.xlsx"))
    assert ("sentence: characters after the 32,767th of a text", 1) in report.lost
    sheet = load_workbook(tmp_path / "x.xlsx")["claims"]
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["id"].value, cells["doc"].value, cells["when"].value) == ("1234567890123456", "0012", "November 13")
    assert {cells[c].data_type for c in ("id", "doc", "when", "target", "trigger")} == {"s"} and cells["target"].quotePrefix
    assert cells["from"].is_date and cells["killed_low"].data_type == "n" and len(cells["sentence"].value) == CELL
    assert cells["trigger"].value == "a b =c" and not cells["id"].quotePrefix
