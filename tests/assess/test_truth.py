"""Sources' records by EM, and calibration."""
from __future__ import annotations

import random

import pytest

from reportedly.assess.truth import Vote, calibration, learn

SKILL = {"careful": 0.93, "fair": 0.75, "plain": 0.75, "loud": 0.5, "louder": 0.5}


def votes_of(n=300, seed=3):
    """Five sources: one right nine times in ten, two three times in four, two no better than chance."""
    chance, truth, votes = random.Random(seed), {}, []
    for k in range(n):
        truth[f"i{k}"] = chance.random() < 0.6
        for source, skill in SKILL.items():
            says = truth[f"i{k}"] if chance.random() < skill else not truth[f"i{k}"]
            votes.append(Vote(source, f"i{k}", says))
    return truth, votes


def test_the_careful_source_is_found():
    truth, votes = votes_of()
    found = learn(votes)
    right = {s: r / (r + w) for s, (r, w) in found.record.items()}
    assert right["careful"] > right["fair"] > right["loud"]
    majority = sum((sum(v.says for v in votes if v.item == i) > 2) == t for i, t in truth.items())
    assert sum((found.truth[i] > 0.5) == t for i, t in truth.items()) > majority


def test_the_order_of_votes_does_not_matter():
    _, votes = votes_of(40)
    shuffled = random.Random(1).sample(votes * 2, len(votes) * 2)
    assert learn(votes) == learn(shuffled)


def test_no_record_no_effect():
    found = learn([Vote("new", "a", True)])
    assert found.hit["new"] == pytest.approx(0.8, abs=0.03)
    assert learn([]).truth == {}


def test_known_items_are_kept():
    assert learn([Vote("x", "a", True)], known={"a": 0.0}).truth["a"] == 0.0


def test_calibration_error():
    rows, error = calibration([0.8] * 10, [True] * 8 + [False] * 2)
    assert rows == [(pytest.approx(0.8), pytest.approx(0.8), 10)]
    assert error == pytest.approx(0.0)
    assert calibration([0.9] * 10, [False] * 10)[1] == pytest.approx(0.9)
