"""Event: one happening with all the claims that report it, in agreement or not."""
from __future__ import annotations

from dataclasses import dataclass

from .claim import Claim
from .reference import Resolution


@dataclass(frozen=True, slots=True)
class Publication:
    """What questions need of a Document without its text. `date` is the day of publication (ISO 8601) or None;
    `added` the day on which the ledger took it in, the latest day by which it was out."""

    key: str
    id: str
    date: str | None = None
    title: str = ""
    url: str = ""
    outlet: str = ""
    outlet_kind: str = ""
    lang: str = ""
    added: str = ""

    @property
    def day(self) -> str | None:
        """The day by which it was published: YYYY-MM-DD, or None."""
        return (self.date or self.added)[:10] or None


@dataclass(frozen=True, slots=True)
class Report:
    """One claim as one publication puts it forward, with what its mentions refer to."""

    publication: Publication
    claim: Claim
    found: Resolution


@dataclass(frozen=True, slots=True)
class Grade:
    """The Admiralty axes: `reliability` A to F of the source, `credibility` 1 to 6 of the information, and why in one sentence.

    `probability` (0 to 1) is how often such a claim by such a source turns out true.
    """

    reliability: str
    credibility: int
    because: str
    probability: float = 0.5

    @property
    def code(self) -> str:
        return f"{self.reliability}{self.credibility}"


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent voice behind an event: `name` as shown, `kind` of source, `side` it speaks for; `claims` are ids.

    `stance` is affirms, denies, doubts, plans or mentions; `interest` own (speaks in its own favour), against (admits) or none.
    """

    name: str
    kind: str
    side: str
    stance: str
    interest: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of an event by claimant. `whose` tells whose loss it is: own, enemy, other or all; `status` current, corrected or
    withdrawn; `high` is None for "at least"."""

    what: str
    low: int | None
    high: int | None
    text: str
    claimant: str
    claim: str
    whose: str = "other"
    status: str = "current"


@dataclass(frozen=True, slots=True)
class Window:
    """The days within which it happened, both included; `inferred` where no text says so."""

    start: str
    end: str
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One happening. `standing` is established, claimed, disputed, refuted, possible, planned or past; `killed` is low, best and
    high (None: no bound), or None where no text gives a figure; `because` says why its claims were put together.

    `place` is the name most reports use, with its point and radius; `place_key` the key that control uses for it.
    """

    id: str
    type: str
    family: str
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    place_key: str
    when: Window | None
    actor: tuple[str, ...]
    target: tuple[str, ...]
    reports: tuple[Report, ...]
    standing: str
    origins: tuple[Origin, ...]
    independent_sources: int
    killed: tuple[int | None, int | None, int | None] | None
    figures: tuple[Figure, ...] = ()
    grade: Grade | None = None
    because: tuple[str, ...] = ()
