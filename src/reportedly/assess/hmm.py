"""A hidden Markov model of who holds a place, for many places at once.

States of a place with n parties: n "held by", then n "fighting inside, was held by". A held place starts to change with a daily
hazard; fighting inside goes on for some days and mostly ends with the old holder or a new one. Forward-backward in the
scaled form (Rabiner 1989), over arrays of shape (days, 2n, places).
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from .tables import weight

Array = NDArray[np.float64]
HAZARD_STEP = 1.3


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


@dataclass(frozen=True, slots=True)
class _Steps:
    """The chain's matrix in four numbers, with what a state keeps of itself: a day is so moved by sums over states in one order, which come
    out the same for one place as for many (a product of matrices does not)."""

    stay: Array
    held: float
    change: float
    fight: float
    calm: float
    fallen: float

    def onward(self, now: Array) -> Array:
        """The states (2n, places) a day later."""
        n = len(now) // 2
        held, inside = now[:n], now[n:]
        return np.concatenate([held * self.held + _sum(held) * self.change + inside * self.calm + _sum(inside) * self.fallen,
                               held * self.fight + inside * self.stay[n]])

    def back(self, ahead: Array) -> Array:
        """What the day after makes likely of each state."""
        n = len(ahead) // 2
        held, inside, every = ahead[:n], ahead[n:], _sum(ahead[:n])
        return np.concatenate([held * self.held + every * self.change + inside * self.fight,
                               held * self.calm + every * self.fallen + inside * self.stay[n]])


def _steps(chain: Chain, n: int) -> _Steps:
    move = chain.matrix(n)
    change, fallen = (move[0, 1], move[n, 1]) if n > 1 else (0.0, 0.0)
    return _Steps(np.diag(move).copy(), move[0, 0] - change, change, move[0, n], move[n, 0] - fallen, fallen)


def _sum(rows: Array) -> Array:
    total: Array = rows[0]
    for row in rows[1:]:
        total = total + row
    return total


def smooth(log_evidence: Array, prior: Array, chain: Chain, ends: Sequence[int] | None = None) -> tuple[Array, Array]:
    """Posterior (days, 2n, places) of the state at the end of each day, and the expected number of changes of state of each place.

    `log_evidence` (days, 2n, places) is the natural log-likelihood of each day's claims, `prior` (2n, places) the state before the
    first day's claims. `ends` names each place's last day with evidence, in falling order (default: the last day): what comes later looks
    back at nothing, and changes are counted up to it. Every posterior column sums to 1. A place's figures are the same to the last bit
    whatever places stand beside it and however many days follow.
    """
    days, states, places = log_evidence.shape
    last = np.full(places, days - 1) if ends is None else np.asarray(ends, dtype=np.intp)
    likely, steps = _likely(log_evidence), _steps(chain, states // 2)
    posterior, scale = _forward(likely, prior, steps)
    back, changes = np.ones((states, places)), np.zeros(places)
    # Places whose last day is after day t.
    open_ = np.searchsorted(-last, -np.arange(days))
    for t in range(days - 2, -1, -1):
        if not (k := int(open_[t])):
            continue
        ahead = likely[t + 1, :, :k] * back[:, :k] / scale[t + 1, :k]
        changes[:k] += 1 - _sum(posterior[t, :, :k] * steps.stay[:, None] * ahead)
        back[:, :k] = steps.back(ahead)
        both = posterior[t, :, :k] * back[:, :k]
        posterior[t, :, :k] = both / _sum(both)
    return posterior, changes


def filtered(log_evidence: Array, prior: Array, chain: Chain) -> Array:
    """The same without hindsight: each day from the evidence of that day and before."""
    return _forward(_likely(log_evidence), prior, _steps(chain, log_evidence.shape[1] // 2))[0]


def _likely(log_evidence: Array) -> Array:
    out: Array = log_evidence - log_evidence.max(axis=1, keepdims=True)
    told = out != 0
    values = [exp(x) for x in out[told].tolist()]
    out.fill(1.0)
    out[told] = values
    return out


def _forward(likely: Array, prior: Array, steps: _Steps) -> tuple[Array, Array]:
    """Filtered states and the scale of each day, (days, places)."""
    out = np.empty_like(likely)
    scale = np.empty((likely.shape[0], likely.shape[2]))
    now = prior
    for t in range(likely.shape[0]):
        now = (steps.onward(now) if t else now) * likely[t]
        scale[t] = _sum(now)
        now = now / scale[t]
        out[t] = now
    return out, scale


def learned(changes: float, place_days: float, chain: Chain) -> Chain:
    """The chain with its hazard drawn from `changes` over `place_days`, with the table's belief as a prior (a Gamma's mean), in steps of
    three tenths: answers hardly turn on less, and a single report hardly ever moves it."""
    belief = weight("evidence", "chain", "hazard_weight")
    hazard = min(max((chain.hazard * belief + changes / 2) / (belief + place_days), 1e-4), 0.05)
    stepped = chain.hazard * HAZARD_STEP ** round(log(hazard / chain.hazard, HAZARD_STEP))
    return Chain(stepped, chain.to_contested, chain.stay, chain.keep)
