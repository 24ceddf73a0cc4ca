"""Where sentences end."""
from __future__ import annotations

import json
import pathlib
from itertools import pairwise

import pytest

from reportedly.parse.layout import content_start, dateline, paragraphs
from reportedly.parse.sentences import LONGEST, sentences

SHARED = pathlib.Path(__file__).parents[3] / "shared"
# A bar where a sentence ends.
SPLIT = """
Gen. Ali Khan met Lt. Col. Peter Brown on Monday.|The talks failed.
The U.S. Army withdrew.|It left the base.
The Peru-U.S. Institute was hit.|It burned.
The convoy was bound for the U.S.|The army stopped it.
Mr. Brown and Dr. J. Smith were seized at 7 p.m. Monday.
They came at 7 p.m.|Troops had left.
He works for Acme Inc. in Boston.
"We are winning," he said.|"They fled."
"They fled!" he said.
"Have they fled?"|"Yes," he said.
It cost $2.5 million.|Nobody paid.
They fled ... and came back.
No. 5 Company held the ridge.
Did they flee?|No.|The ridge held.
Troops took the hill; rebels fled.
It was hit on Nov. 12 by two shells.
The man (known as St. Just. He is a priest) fled.
He was killed in the strike.|al-Masri was a commander.
The rebels (they call themselves the Army) fled.|They left guns.
The village was in need.And most fled.
He spoke of the [words indistinct. passage omitted] front.
"""

@pytest.mark.parametrize("row", SPLIT.strip().split("\n"))
def test_splits(row: str) -> None:
    expected = row.split("|")
    text = " ".join(expected) if "need.And" not in row else row
    found = [text[a:b] for a, b in sentences(text, 0, len(text))]
    assert found == (expected if "need.And" not in row else ["The village was in need.", "And most fled."])


@pytest.mark.parametrize(("text", "expected"), [
    ("THE U.S. EMBASSY WAS HIT.  NOBODY DIED.", 2), ("IT WAS IN THE U.S.  THE ARMY CAME.", 2), ("THE U.S. THE ARMY KNOWS IS GONE.", 1),
    ("COL. RUIZ AND DETACHMENT NO. 4 FLED.  THE REBELS CAME.", 2)])
def test_splits_capitals(text: str, expected: int) -> None:
    assert len(sentences(text, 0, len(text), True)) == expected


def test_nothing_is_lost_and_nothing_overlaps() -> None:
    text = "One. Two! (Three?) \"Four.\" five … Six."
    spans = sentences(text, 0, len(text))
    assert all(a < b <= c < d for (a, b), (c, d) in pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")


def test_what_is_too_long_is_cut() -> None:
    text = "word " * 5000
    assert all(b - a <= LONGEST for a, b in sentences(text, 0, len(text)))


@pytest.mark.skipif(not (SHARED / "gold/dev/claims.jsonl").exists(), reason="the dev gold is not beside the checkout")
def test_agrees_with_the_gold_s_sentences() -> None:
    texts = {d["id"]: d["text"] for d in map(json.loads, (SHARED / "gold/dev/documents.jsonl").read_text("utf-8").splitlines())}
    wanted = {(c["doc"], c["start"], c["end"]) for c in map(json.loads, (SHARED / "gold/dev/claims.jsonl").read_text("utf-8").splitlines())}
    found = set()
    for doc, text in texts.items():
        head = dateline(text)
        for a, b in paragraphs(text):
            begin = content_start(text, max(a, head.end if head else 0), b)
            found |= {(doc, *span) for span in sentences(text, begin, b)}
    assert len(wanted & found) >= 0.98 * len(wanted)
