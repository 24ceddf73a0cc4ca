"""Paragraphs, datelines and the marks around the words."""
from __future__ import annotations

import time

import pytest

from reportedly.parse.layout import content_start, dateline, paragraphs, wrap_width

DATELINES = [
    ("   SAN SALVADOR, 3 JAN 90 -- [TEXT] REBELS FLED.", "SAN SALVADOR", "3 JAN 90", ""),
    ("   LIMA, 15 JAN 90 (EFE) -- [TEXT] REBELS FLED.", "LIMA", "15 JAN 90", "EFE"),
    ("   RECIFE (BRAZIL), 14 MAY 88 (RADIO CAPIBARIBE) \n-- [TEXT] REBELS FLED.", "RECIFE", "14 MAY 88", "RADIO CAPIBARIBE"),
    ("   PERTH (AUSTRALIA), JUNE 11 89 (AFP) -- REBELS FLED.", "PERTH", "JUNE 11 89", "AFP"),
    ("   CLANDESTINE, NO DATE (RADIO LIBRE) -- [TEXT] REBELS FLED.", "", "", "RADIO LIBRE"),
    ("KABUL, Afghanistan (AP) — Rebels fled.", "KABUL", "", "AP"),
    ("BEIRUT (Reuters) - Rebels fled.", "BEIRUT", "", "Reuters"),
    ("Beirut, 13 November 2001 – Rebels fled.", "Beirut", "13 November 2001", ""),
    ("KHARTOUM, Dec. 3 (Xinhua) -- Rebels fled.", "KHARTOUM", "Dec. 3", "Xinhua"),
]


@pytest.mark.parametrize(("text", "place", "date", "outlet"), DATELINES)
def test_dateline(text: str, place: str, date: str, outlet: str) -> None:
    found = dateline(text)
    assert found
    assert (found.date, found.outlet) == (date, outlet)
    assert found.place == place
    assert "fled" in text[found.end:].lower()


@pytest.mark.parametrize("text", [
    "Rebels fled the town on Monday.", "The army – which had fled – came back.", "Rebels, 3 of them armed - fled.", ""])
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


WRAPPED = ("   THE GUERRILLAS ATTACKED THE GARRISON IN THE U.S.\n"
           "ZONE LAST NIGHT AND KILLED A SERGEANT OF THE 3D BRIGADE.\nTHE ARMY SAID THAT THE ATTACK WAS REPELLED BY ITS MEN.\n\n"
           "   ANOTHER PARAGRAPH FOLLOWS HERE, AND IT IS LONG ENOUGH\nTO BE WRAPPED.")


def test_wrapped_lines_are_one_paragraph() -> None:
    assert wrap_width(WRAPPED) > 45
    assert len(paragraphs(WRAPPED)) == 2


def test_lines_that_end_a_sentence_are_paragraphs_where_nothing_is_wrapped() -> None:
    text = "Rebels took the town.\nThe army denied it.\nTalks\nThey will meet on Friday."
    assert [text[a:b] for a, b in paragraphs(text)] == text.split("\n")


def test_bullets_are_paragraphs() -> None:
    text = "The strikes hit:\n- a bridge near the town\n- two tanks\n1. a depot"
    assert len(paragraphs(text)) == 4


@pytest.mark.parametrize("caption", ["Image: A tank burns.", "File photo: the bridge.", "—Ana Ruiz, of Reporters' Aid"])
def test_captions_are_left_out(caption: str) -> None:
    text = f"Rebels took the town.\n\n{caption}\n\nThe army denied it."
    assert [text[a:b] for a, b in paragraphs(text)] == ["Rebels took the town.", "The army denied it."]


@pytest.mark.parametrize(("text", "words"), [("[REPORT] [PRESS COMMITTEE,\nCOPREFA] [TEXT] The army", "The army"),
                                             ("3. The army", "The army"),
                                             ("- The army", "The army"), ("(b) The army", "The army"), ("The army", "The army"),
                                             ("[END RECORDING]", ""), ("1,300 men", "1,300 men"), ("[REPORTER] Why?", "Why?")])
def test_marks_and_list_numbers_are_outside(text: str, words: str) -> None:
    assert text[content_start(text, 0, len(text)):] == words


@pytest.mark.parametrize("text", [
    "A" * 100000, "A, " * 50000, "(" * 100000, "[" * 50000 + "]" * 50000, "\n" * 100000, "A B " * 30000 + "--"])
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    began = time.process_time()
    dateline(text)
    paragraphs(text)
    content_start(text, 0, len(text))
    assert time.process_time() - began < 5
