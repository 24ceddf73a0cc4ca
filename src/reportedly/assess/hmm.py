"""A hidden Markov model of who holds a place, for many places at once.

States of a place with n parties: n "held by", then n "fighting inside, was held by". A held place starts to change with a daily
hazard; fighting inside goes on for some days and mostly ends with the old holder or a new one. Forward-backward in the
scaled form (Rabiner 1989), over arrays of shape (days, 2n, places).
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
    """Posterior (days, 2n, places) of the state at the end of each day, and the expected number of changes of state of each place.

    `log_evidence` (days, 2n, places) is the natural log-likelihood of each day's claims, `prior` (2n, places) the state before the
    first day's claims. Every posterior column sums to 1.
    """
    days, states, places = log_evidence.shape
    move = chain.matrix(states // 2)
    likely = _likely(log_evidence)
    posterior, scale = _forward(likely, prior, move)
    back = np.ones((states, places))
    changes = np.zeros(places)
    stay = np.diag(move)[:, None]
    for t in range(days - 2, -1, -1):
        ahead = likely[t + 1] * back
        ahead /= scale[t + 1]
        changes += 1 - (posterior[t] * stay * ahead).sum(axis=0)
        back = move @ ahead
        posterior[t] *= back
    posterior /= posterior.sum(axis=1, keepdims=True)
    return posterior, changes


def filtered(log_evidence: Array, prior: Array, chain: Chain) -> Array:
    """The same without hindsight: each day from the evidence of that day and before."""
    return _forward(_likely(log_evidence), prior, chain.matrix(log_evidence.shape[1] // 2))[0]


def _likely(log_evidence: Array) -> Array:
    out: Array = log_evidence - log_evidence.max(axis=1, keepdims=True)
    np.exp(out, out=out)
    return out


def _forward(likely: Array, prior: Array, move: Array) -> tuple[Array, Array]:
    """Filtered states and the scale of each day, (days, places)."""
    out = np.empty_like(likely)
    scale = np.empty((likely.shape[0], likely.shape[2]))
    onward = np.ascontiguousarray(move.T)
    now = prior
    for t in range(likely.shape[0]):
        now = (onward @ now if t else now) * likely[t]
        scale[t] = now.sum(axis=0)
        now /= scale[t]
        out[t] = now
    return out, scale


def learned(changes: float, place_days: float, chain: Chain) -> Chain:
    """The chain with its hazard drawn from `changes` over `place_days`, with the table's belief as a prior (a Gamma's mean)."""
    belief = weight("evidence", "chain", "hazard_weight")
    hazard = (chain.hazard * belief + changes / 2) / (belief + place_days)
    return Chain(min(max(hazard, 1e-4), 0.05), chain.to_contested, chain.stay, chain.keep)
