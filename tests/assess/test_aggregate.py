"""The verbs of `eventreport`."""
from __future__ import annotations

import random

import pytest

from reportedly.assess import aggregate as g


def test_verbs_on_numbers():
    tolls = [4, None, 12, 4, 7]
    assert {k: f(tolls) for k, f in g.VERBS.items()} == {
        "mode": 4, "lowest": 4, "highest": 12, "mean": 6.75, "median": 5.5, "conservative": 4, "informative": 12}


def test_verbs_on_names():
    names = ["army", "army", "government troops"]
    assert g.mode(names) == g.conservative(names) == "army"
    assert g.informative(names) == "government troops"
    assert g.conservative(["a", "b"]) is None


def test_ties_do_not_depend_on_order():
    values = ["b", "a", "b", "a", "c"]
    assert {g.mode(random.Random(n).sample(values, 5)) for n in range(10)} == {"a"}


def test_of_places_that_tie_the_one_near_the_others():
    points = [(1.0, 1.0), (5.0, 5.0), (5.01, 5.0), None]
    assert g.central(["a", "b", "b quarter", None], points) in ("b", "b quarter")
    assert g.central(["a", "b", "a"], [None, None, None]) == "a"
    assert g.central([], []) is None


def test_reputation_and_trust():
    assert g.reputable([3, 9, 9], [0.9, 0.2, 0.2]) == 3
    assert g.weighted([3, 9, 9], [0.9, 0.2, 0.2]) == 3
    assert g.weighted([3, 9, 9], [0.3, 0.2, 0.2]) == 9


def test_ties_go_to_what_is_common_elsewhere():
    assert g.plausible(["b", "a"], {"b": 9.0, "a": 2.0}) == "b"
    assert g.plausible(["b", "a", "a"], {"b": 9.0}) == "a"
    assert g.plausible([], {}) is None


def test_disagreement():
    assert g.disagreement([1, 1, 1]) == 0
    assert g.disagreement([1, 2, None]) == 1
    assert g.modal_confidence([1, 1, 2]) == pytest.approx(2 / 3)
    assert g.mode([]) is g.lowest([None]) is None
