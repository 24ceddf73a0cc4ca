"""Tables and marked sentences: legible without colour, and safe against what reports may hold."""
from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from reportedly.publish import tables

from .war import claims, control, events, sources


def printed(thing: object, color: bool = False) -> str:
    out = Console(file=io.StringIO(), width=160, force_terminal=color, color_system="standard" if color else None)
    out.print(thing)
    return out.file.getvalue()


def test_claims_say_who_says_so() -> None:
    text = printed(tables.claim_table(claims()))
    assert "Highland Council (party)" in text and "denied, disputed" in text and "the report itself" in text


def test_control_events_and_sources() -> None:
    assert "Marsh Army" in printed(tables.control_table(control()[-6:]))
    text = printed(tables.event_table(events()))
    assert "at least 12" in text and re.search(r"\s3 by 2\s", text)
    assert "a side's own radio" in printed(tables.source_table(sources()))


def test_eighty_columns_break_no_word_and_show_no_empty_column() -> None:
    out = Console(file=io.StringIO(), width=80)
    out.print(tables.event_table(events()))
    out.print(tables.source_table(sources()))
    text = out.file.getvalue()
    assert max(map(len, text.splitlines())) <= 80
    assert all(word in text.split() for word in ("established", "Highland", "2031-05-02", "reports", "why"))
    bare = printed(tables.claim_table([{**claims()[0], "target": [], "place": None}]))
    assert "whom" not in bare and "where" not in bare


@pytest.mark.parametrize("room", [20, 40, 80, 160])
def test_widths_fit_and_keep_words_whole_where_they_can(room: int) -> None:
    cells = [["what", "airstrike"], ["where", "Mazar-e-Sharif"], ["why", "a side speaks in its own favour"]]
    found = tables.widths(cells, room)
    assert sum(found) + 2 * tables.GAP <= room and min(found) >= 1
    assert room < 30 or all(w >= n for w, n in zip(found, (9, 8, 6), strict=True))


def test_differences() -> None:
    a, b = control()[0], {**control()[0], "holder": "River Guard"}
    text = printed(tables.diff_table([{"place": "Arvala", "before": a, "after": b}, {"place": "X", "before": None, "after": b}]))
    assert "held by Highland Council" in text and "held by River Guard" in text and "unknown" in text


def test_marks_are_brackets_where_there_is_no_colour_and_colour_where_there_is() -> None:
    row = claims()[2]
    text = "x" * row["start"] + row["sentence"]
    at = row["start"]
    row = {**row, "spans": {**row["spans"], "actor": [[at, at + 14]], "place": [at + 24, at + 28]}}
    assert printed(tables.marked(row, text, brackets=True)).strip() == (
        "[actor: The Marsh Army] [trigger: captured] [place: Besk] on Saturday morning.")
    coloured = printed(tables.marked(row, text), color=True)
    assert "\x1b[1;35mThe Marsh Army\x1b[0m" in coloured and "actor" not in coloured


def test_overlapping_parts_do_not_double_a_word() -> None:
    row = claims()[2]
    at = row["spans"]["trigger"][0]
    row = {**row, "spans": {**row["spans"], "actor": [[at - 4, at + 3]], "source": [[at, at + 5, 0, 0]]}}
    text = "x" * row["start"] + row["sentence"]
    assert printed(tables.marked(row, text, brackets=True)).count("capt") == 1


def test_no_control_character_and_no_markup_from_outside() -> None:
    evil = "\x1b[2J\x9b31m[red]Kunduz\u202e\u2066 [/]\r\n\tx"
    row = {**claims()[0], "actor": [evil], "trigger": evil}
    text = printed(tables.claim_table([row])) + printed(tables.marked({**row, "start": 0, "end": len(evil)}, evil))
    assert "\x1b" not in text and "\x9b" not in text and "\u202e" not in text and "\r" not in text
    assert "[red]" in text
