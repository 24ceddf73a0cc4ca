"""The sieve errs on the side of reading, tells copies from updates, and is fast."""
from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest

from reportedly.run.sieve import copies, relevant, signature, words_in

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


def alike(*texts: str) -> dict[int, int]:
    made = [signature(t, words_in(t)) for t in texts]
    assert len({m[0] for m in made}) == 1
    return copies(np.frombuffer(b"".join(m[1] for m in made), dtype="<u4").reshape(len(made), -1), list(range(len(made))))


def test_copies_and_what_is_none() -> None:
    long = f"{WAR} {SPORT}"
    assert alike(long, long.replace("residents said", "residents told the agency"), "Three times he withdrew. " + SPORT) == {1: 0}
    for changed in (WAR.replace("three", "four"), WAR.replace("said", "denied"), WAR + " 5", WAR.replace("had captured",
        "had not captured")):
        assert signature(changed, words_in(changed))[0] != signature(WAR, words_in(WAR))[0]


def test_short_and_strange_texts() -> None:
    for text in ("", "x", "Орум", "\ud800 a", "\0"):
        assert len(signature(text, words_in(text))[1]) == 256


@pytest.mark.parametrize("text", [SPORT * 12, WAR * 12])
def test_twenty_megabytes_a_second(text: str) -> None:
    best, count = 1e9, 400
    for _ in range(5):
        start = time.process_time()
        for _ in range(count):
            relevant(text)
        best = min(best, time.process_time() - start)
    assert count * len(text) / best > 20e6
