"""A hidden Markov model of who holds a place, for many places at once.

States of a place with n parties: n "held by", then n "fighting inside, was held by". A held place starts to change with a daily
hazard; fighting inside goes on for some days and mostly ends with the old holder or a new one. Forward-backward in the
scaled form (Rabiner 1989), over arrays of shape (days, places, 2n).
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .tables import weight

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chain:
    """Daily probabilities: `hazard` that a held place starts to change, `to_contested` the share of changes by way of fighting
    inside, `stay` that fighting goes on, `keep` the share of its endings in which the old holder keeps the place."""

    hazard: float
    to_contested: float
    stay: float
    keep: float

    def matrix(self, n: int) -> Array:
        """The (2n, 2n) transition matrix; rows sum to 1."""
        out = np.zeros((2 * n, 2 * n))
        others = n - 1
        for i in range(n):
            direct = self.hazard * (1 - self.to_contested) if others else 0.0
            out[i, i] = 1 - direct - self.hazard * self.to_contested
            out[i, n + i] = self.hazard * self.to_contested
            end, keep = 1 - self.stay, self.keep if others else 1.0
            out[n + i, n + i] = self.stay
            out[n + i, i] = end * keep
            for j in range(n):
                if j != i:
                    out[i, j] = direct / others
                    out[n + i, j] = end * (1 - keep) / others
        return out


def usual_chain() -> Chain:
    """The chain before anything is learned, from `evidence.toml`."""
    return Chain(*(weight("evidence", "chain", k) for k in ("hazard", "to_contested", "contested_stay", "contested_keep")))


def smooth(log_evidence: Array, prior: Array, chain: Chain) -> tuple[Array, Array]:
    """Posterior (days, places, 2n) of the state at the end of each day, and the expected number of changes of state of each place.

    `log_evidence` (days, places, 2n) is the natural log-likelihood of each day's claims, `prior` (places, 2n) the state before the
    first day's claims. Every posterior row sums to 1.
    """
    days, places, states = log_evidence.shape
    move = chain.matrix(states // 2)
    likely = np.exp(log_evidence - log_evidence.max(axis=2, keepdims=True))
    forward = np.empty_like(likely)
    scale = np.empty((days, places))
    now = prior * likely[0]
    for t in range(days):
        if t:
            now = (forward[t - 1] @ move) * likely[t]
        scale[t] = now.sum(axis=1)
        forward[t] = now / scale[t][:, None]
    back = np.ones((places, states))
    posterior = forward.copy()
    changes = np.zeros(places)
    stay = np.diag(move)
    for t in range(days - 2, -1, -1):
        ahead = likely[t + 1] * back / scale[t + 1][:, None]
        changes += 1 - (forward[t] * stay * ahead).sum(axis=1)
        back = ahead @ move.T
        posterior[t] = forward[t] * back
    return posterior / posterior.sum(axis=2, keepdims=True), changes


def filtered(log_evidence: Array, prior: Array, chain: Chain) -> Array:
    """The same without hindsight: each day from the evidence of that day and before."""
    days, _, states = log_evidence.shape
    move = chain.matrix(states // 2)
    likely = np.exp(log_evidence - log_evidence.max(axis=2, keepdims=True))
    out = np.empty_like(likely)
    for t in range(days):
        now = (prior if t == 0 else out[t - 1] @ move) * likely[t]
        out[t] = now / now.sum(axis=1, keepdims=True)
    return out


def learned(changes: float, place_days: float, chain: Chain) -> Chain:
    """The chain with its hazard drawn from `changes` over `place_days`, with the table's belief as a prior (a Gamma's mean)."""
    belief = weight("evidence", "chain", "hazard_weight")
    hazard = (chain.hazard * belief + changes / 2) / (belief + place_days)
    return Chain(min(max(hazard, 1e-4), 0.05), chain.to_contested, chain.stay, chain.keep)
