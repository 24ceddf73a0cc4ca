"""Control: a place and a day, a probability for each holder, a tier, and the claims behind it."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one claim says of who holds a place: at the end of day `day` (ISO 8601), `party` does (`holds` True), does not
    (False), or both sides are in it (`contested` True).

    `weight` is the likelihood ratio of the claim's being made when it is so against when it is not; `voice` own (a side in its
    own favour), against (a side's admission), other (third party, witness) or outlet; `origin` names the independent voice;
    `before` is True for what a change says of the day before it; `disputed` True where the same report says that the claim is denied.
    """

    place: str
    day: str
    party: str
    holds: bool
    contested: bool
    weight: float
    voice: str
    origin: str
    claim: str
    type: str
    published: str
    before: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Who holds a place at the end of a day. `status` is a tier: held, claimed, contested, denied, presence or unknown.

    `holder` is the side named by the tier or the likelier one, or None; `probabilities` sum to 1 over the parties and "contested".

    `because` says in one sentence why.
    """

    place: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    day: str
    as_of: str | None
    holder: str | None
    status: str
    probability: float
    probabilities: tuple[tuple[str, float], ...]
    claims: tuple[str, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Days `start` to `end`, both included, over which the answer stays the same; `probability` is the lowest of them. `likely`, where
    it is given, tells from which day on (ISO 8601) it was how probable."""

    place: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    start: str
    end: str
    holder: str | None
    status: str
    probability: float
    claims: tuple[str, ...]
    likely: tuple[tuple[str, float], ...] = ()
