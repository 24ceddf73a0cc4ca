"""The sieve errs on the side of reading, tells copies from updates, and is fast."""
from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from reportedly.run.sieve import BLOCK, Seen, look, relevant

ROOT = Path(__file__).parents[2]
SPORT = ("The striker scored twice in the second half and the coach praised his team after the match. Fans sang in the stadium until "
         "late in the evening, and the club sold all tickets for the next game of the season. The goalkeeper said that the players had "
         "enjoyed the music and the dinner at the hotel.")
WAR = ("Government troops shelled the village of Orum before dawn, residents said. Rebels withdrew across the river, leaving their "
       "wounded behind, and the army said that its soldiers had captured three positions on the road to Salaq.")


def test_what_is_passed_over() -> None:
    assert relevant(WAR)
    assert relevant(WAR.upper())
    assert not relevant(SPORT)
    assert relevant(SPORT + " Then gunmen shot at the bus.")
    assert relevant("He left.")
    assert relevant("")


def test_most_texts_of_other_topics_are_passed_over_and_no_report_of_war() -> None:
    def texts(name: str) -> list[str]:
        return [json.loads(line)["text"] for line in (ROOT / name).read_text("utf-8").splitlines()]

    dispatches = texts("demo/dispatches.jsonl") + texts("tests/golden/dispatches.jsonl")
    assert all(relevant(t) for t in dispatches)


def seen(text: str) -> Seen:
    return look([text], topic=False)[0]


def test_copies_and_what_is_none() -> None:
    long = f"{WAR} {SPORT}"
    assert seen(long) == seen(long.replace("residents", "RESIDENTS"))
    assert seen(long).figures == seen(long.replace("residents said", "residents told the agency")).figures
    for changed in (WAR.replace("three", "four"), WAR.replace("said", "denied"), WAR + " 5", WAR + " ٥", WAR + " not",
                    WAR.replace("had captured", "had not captured")):
        assert seen(changed).figures != seen(WAR).figures


def test_a_text_is_seen_the_same_whatever_stands_beside_it() -> None:
    texts = ["", "x", WAR, "\ud800 a", SPORT, "Орум", WAR + " 5 and ٥", "\0", "not " * 9, "a" * 90 + " " + "b" * 20]
    titles = ["", "Five killed", "", "", "", "", WAR, "", "", ""]
    alone = [look([t], [h])[0] for t, h in zip(texts, titles, strict=True)]
    many = BLOCK // len(texts) * 3
    assert look(texts * many, titles * many) == alone * many
    assert [len(s.signature) for s in look(texts, topic=False)] == [256] * len(texts)
    assert [s.relevant for s in alone] == [True] * 4 + [False] + [True] * 5
    assert look([]) == []


@pytest.mark.parametrize("text", [SPORT * 6, WAR * 6])
def test_twenty_megabytes_a_second(text: str) -> None:
    best, texts = 1e9, [text] * 640
    for _ in range(5):
        start = time.process_time()
        look(texts)
        best = min(best, time.process_time() - start)
    assert len(texts) * len(text) / best > 20e6
