"""Exact against brute force; unchanged by the sides' order."""
from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from reportedly.assess.hmm import Chain, filtered, smooth

CHAIN = Chain(0.07, 0.4, 0.7, 0.6)


def brute(logs, prior, move):
    """Posterior of every day by summing over all paths."""
    days, states = logs.shape
    out = np.zeros((days, states))
    for path in product(range(states), repeat=days):
        p = prior[path[0]] * np.exp(logs[0, path[0]])
        for t in range(1, days):
            p *= move[path[t - 1], path[t]] * np.exp(logs[t, path[t]])
        for t in range(days):
            out[t, path[t]] += p
    return out / out.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("parties", [1, 2, 3])
def test_smoothing_is_exact(parties):
    rng = np.random.default_rng(parties)
    days = 6 if parties < 3 else 5
    logs = rng.normal(0, 3, (days, 2, 2 * parties))
    prior = rng.dirichlet(np.ones(2 * parties), 2)
    found, _ = smooth(logs.transpose(0, 2, 1), prior.T, CHAIN)
    for place in range(2):
        assert np.allclose(found[:, :, place], brute(logs[:, place], prior[place], CHAIN.matrix(parties)), atol=1e-12)


def test_forward_only_sees_no_later_day():
    rng = np.random.default_rng(7)
    logs = rng.normal(0, 2, (6, 4, 1))
    prior = np.full((4, 1), 0.25)
    whole = filtered(logs, prior, CHAIN)
    for t in range(6):
        assert np.allclose(whole[t, :, 0], brute(logs[:t + 1, :, 0], prior[:, 0], CHAIN.matrix(2))[t])


@pytest.mark.parametrize("parties", [1, 2, 5])
def test_rows_of_the_chain_sum_to_one(parties):
    move = CHAIN.matrix(parties)
    assert np.allclose(move.sum(axis=1), 1)
    assert (move >= 0).all()


def test_silence_widens_doubt_but_never_turns_the_answer():
    logs = np.zeros((400, 4, 1))
    logs[0, 0, 0] = 12.0
    found = filtered(logs, np.full((4, 1), 0.25), CHAIN)[:, :, 0]
    assert (np.diff(found[:, 0]) <= 1e-12).all()
    assert found[-1, 0] >= found[-1, 1] - 1e-9


def test_strong_evidence_does_not_underflow():
    logs = np.zeros((50, 4, 1))
    logs[::2, 0, 0] = 900.0
    logs[1::2, 1, 0] = 900.0
    found, _ = smooth(logs, np.full((4, 1), 0.25), CHAIN)
    assert np.isfinite(found).all()
