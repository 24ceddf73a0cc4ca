"""Krippendorff's alpha against the worked examples of his paper of 2011, and what the desk makes of codings."""
from __future__ import annotations

import pytest

from reportedly.model.decision import Decision, Target
from reportedly.run.agreement import agreement, alpha, interval, nominal, shared

# Four observers, twelve units, missing values (his example C).
C = [[1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5],
     [1, 1], [3]]


def test_four_observers_with_missing_values():
    assert alpha(C) == pytest.approx(0.743, abs=0.001)
    assert alpha(C, interval) == pytest.approx(0.849, abs=0.001)


def test_two_observers():
    # His example A: ten units, 0 and 1; his example B: twelve units, letters.
    for a, b, said in (("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)):
        assert alpha(list(zip(a, b, strict=True))) == pytest.approx(said, abs=0.001)


def test_bounds():
    assert alpha([]) is None and alpha([["a"], ["b"]]) is None
    assert alpha([["a", "a"], ["b", "b"]]) == 1 and alpha([["a", "a"]]) == 1
    assert alpha([["a", "b"], ["b", "a"]]) < 0
    assert shared(frozenset(), frozenset()) == 0 and shared(frozenset("ab"), frozenset("a")) == 0.5 and nominal(1, 1) == 0


def code(n: int, who: str, at: str = "2031-04-01T00:00:00", **change: str) -> Decision:
    return Decision("code", (Target("d", n, n + 1, "capture"),), who, "seen", at, change)


def test_what_coders_said_blind():
    said = [code(1, "ana", type="capture", actor="A | B"), code(1, "ben", type="Capture", actor="B|A"),
            code(2, "ana", type="clash", actor="A"), code(2, "ben", type="attack", actor=""),
            code(2, "ben", "2031-04-02T00:00:00", type="clash", actor="A"), code(3, "ana", type="kill")]
    found = agreement(said)
    assert (found["coders"], found["units"]) == (["ana", "ben"], 2)
    assert found["fields"]["type"] == {"alpha": 1.0, "units": 2, "pairs": 2} and found["fields"]["actor"]["alpha"] == 1.0
    assert found["fields"]["place"] == {"alpha": None, "units": 0, "pairs": 0}
