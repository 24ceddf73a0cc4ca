"""The shapes of answers, for the API's own description (OpenAPI). Rows are those of the command line (`model.rows`, `model.record`).

Answers are written as JSON without passing through these classes; the tests hold them to it.
"""
from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ..model.record import Record


class Open(BaseModel):
    """A row that may grow new fields."""

    model_config = ConfigDict(extra="allow")


class ErrorBody(BaseModel):
    code: str
    message: str = Field(description="One line for a person.")
    field: str | None = Field(None, description="The parameter that is wrong.")


class ErrorAnswer(BaseModel):
    error: ErrorBody


ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorAnswer, "description": "The question makes no sense."},
    401: {"model": ErrorAnswer, "description": "Log in first."},
    403: {"model": ErrorAnswer, "description": "The role does not allow it, or the token against forged requests is missing."},
    404: {"model": ErrorAnswer, "description": "There is no such thing."},
    422: {"model": ErrorAnswer, "description": "A parameter does not fit."},
    503: {"model": ErrorAnswer, "description": "Not ready yet; see Retry-After."}}


class JobRow(BaseModel):
    id: str
    kind: str = Field(description="preview, record, as_of")
    state: str = Field(description="waiting, running, done or failed")
    done: int
    total: int | None
    message: str
    result: Any = None
    created: str


class JobAnswer(BaseModel):
    job: JobRow


class ControlRow(Open):
    place: str
    key: str
    country: str | None
    lat: float | None
    lon: float | None
    day: str
    as_of: str | None
    holder: str | None
    status: str = Field(description="held, claimed, contested, denied, presence or unknown")
    probability: float
    probabilities: dict[str, float]
    claims: list[str]
    sources: list[str]
    because: str


class PeriodRow(Open):
    place: str
    key: str
    country: str | None
    lat: float | None
    lon: float | None
    from_: str = Field(alias="from")
    to: str
    holder: str | None
    status: str
    probability: float
    claims: list[str]
    sources: list[str]
    as_of: str | None


class EventRow(Open):
    event: str
    type: str
    family: str
    place: str | None
    place_key: str
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    dates: dict[str, Any] | None
    actor: list[str]
    target: list[str]
    reports: list[dict[str, Any]]
    standing: str
    independent_sources: int
    killed: dict[str, int | None] | None
    figures: list[dict[str, Any]]
    grade: dict[str, Any] | None
    origins: list[dict[str, Any]]
    because: list[str]
    as_of: str | None


class EvidenceRow(Open):
    key: str
    claim: str
    day: str
    party: str
    holds: bool
    contested: bool
    weight: float
    voice: str
    origin: str
    type: str
    published: str
    before: bool


class DocumentRow(Open):
    """A document; `text` is only in answers about one document."""

    key: str
    id: str
    date: str | None
    title: str
    outlet: str
    outlet_kind: str
    lang: str
    url: str


class SourceRow(Open):
    name: str
    kind: str
    side: str
    reliability: str
    claims: int
    confirmed: int
    refuted: int
    because: str


class DecisionRow(BaseModel):
    id: str
    kind: str
    author: str
    reason: str
    at: str
    change: dict[str, str]
    targets: list[dict[str, Any]]
    claims: list[str]
    undone_by: str | None = None


class List(BaseModel):
    """One page of rows. `next` is the address of the page after it."""

    total: int
    offset: int
    limit: int
    next: str | None
    snapshot: str | None


class ControlRows(List):
    rows: list[ControlRow]


class PeriodRows(List):
    rows: list[PeriodRow]


class PlaceRows(List):
    rows: list[ControlRow]
    extra: list[dict[str, Any]] = Field(description="In step with rows: reports, events, changes, radius_km, feature, area.")


class EventRows(List):
    rows: list[EventRow]


class ClaimRows(List):
    rows: list[Record]
    documents: dict[str, DocumentRow]


class DocumentRows(List):
    rows: list[DocumentRow]
    claims: list[int] = Field(description="In step with rows.")
    copies: list[list[str]] = Field(description="In step with rows: keys of near copies.")


class SourceRows(List):
    rows: list[SourceRow]
    extra: list[dict[str, Any]] = Field(description="In step with rows: interest, stances, independent, copied, first, last, claims.")


class DecisionRows(List):
    rows: list[DecisionRow]


class DiffRow(BaseModel):
    place: str
    key: str
    country: str | None
    before: ControlRow | None
    after: ControlRow


class DiffRows(List):
    rows: list[DiffRow]


class QueueRows(List):
    rows: list[EventRow]
    extra: list[dict[str, Any]] = Field(description="In step with rows: weight 0 to 100, reasons (kind, words), decided (decision ids).")
    claims: dict[str, Record]
    documents: dict[str, DocumentRow]


class Picture(Open):
    """Columns; day numbers count from `first`. Run r of place i: places' `at[i]` ≤ r < `at[i + 1]`, up to the next run's day."""

    snapshot: str
    as_of: str | None
    first: str
    last: str
    sides: list[str]
    tiers: list[str]
    places: dict[str, Any]
    runs: dict[str, list[int]]
    counts: dict[str, list[int]]


class Marks(Open):
    """Columns; day numbers count from `first`."""

    snapshot: str
    as_of: str | None
    first: str


class PlaceAnswer(BaseModel):
    snapshot: str
    place: dict[str, Any]
    answer: ControlRow | None
    history: list[PeriodRow]
    runs: list[ControlRow]
    evidence: list[EvidenceRow]
    claims: dict[str, Record]
    documents: dict[str, DocumentRow]
    grades: dict[str, Any]
    decisions: list[DecisionRow]
    events: list[EventRow]
    story: list[str]


class EventAnswer(BaseModel):
    snapshot: str
    event: EventRow
    claims: dict[str, Record]
    documents: dict[str, DocumentRow]
    grades: dict[str, Any]
    decisions: list[DecisionRow]


class ClaimAnswer(BaseModel):
    claim: Record
    document: DocumentRow
    event: str | None
    grade: dict[str, Any] | None
    decisions: list[DecisionRow]
    others: list[str]


class DocumentAnswer(BaseModel):
    document: DocumentRow
    claims: list[Record]
    copies: list[DocumentRow]
    decisions: list[DecisionRow]


class Hit(BaseModel):
    row: Any
    snippet: list[tuple[str, bool]] = Field(description="Pieces of text, each with whether it is a hit. Never markup.")


class SearchAnswer(BaseModel):
    q: str
    claims: list[Hit]
    documents: list[Hit]
    places: list[dict[str, Any]]
    events: list[EventRow]
    sources: list[SourceRow]
    documents_by_key: dict[str, DocumentRow]


class Story(BaseModel):
    place: str
    day: str
    story: list[str]


class FeatureCollection(Open):
    """GeoJSON (RFC 7946)."""

    type: str
    features: list[dict[str, Any]]


class State(Open):
    """What the page needs to begin with."""

    title: str
    version: str
    ledger: dict[str, Any]
    snapshot: dict[str, Any] | None
    behind: int
    deriving: bool
    user: dict[str, str]
    mode: str
    published: list[str]
    codebook: dict[str, Any]


class DecisionAnswer(BaseModel):
    decision: DecisionRow


class Decide(BaseModel):
    """What a person decides. `ids` are claims or events (all of its claims); `change` the new values of correct and code."""

    kind: str
    ids: list[str] = Field(default_factory=list, max_length=200)
    reason: str = Field("", max_length=2000)
    change: dict[str, str] = Field(default_factory=dict)
    decision: str | None = Field(None, description="For undo: the decision that no longer holds.")


class Missed(BaseModel):
    """A claim that a person found: `start` to `end` are the characters of the document's text that name what happened, `change` has the
    fields of the claim as in `Decide`; type and factuality must be there."""

    document: str = Field(max_length=500)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    change: dict[str, str]


class CodingNext(BaseModel):
    claim: Record | None
    document: DocumentRow | None
    left: int
    mine: int


class Agreement(BaseModel):
    coders: list[str]
    units: int
    fields: dict[str, Any]


class GivenText(BaseModel):
    """A text to be read, or addresses of texts to be fetched."""

    text: str = Field("", max_length=900_000)
    urls: list[str] = Field(default_factory=list, max_length=50)
    id: str = Field("", max_length=200)
    title: str = Field("", max_length=500)
    date: str | None = Field(None, pattern=r"^(\d{4}-\d\d-\d\d)?$")
    outlet: str = Field("", max_length=200)
    outlet_kind: str = Field("", max_length=20)
    url: str = Field("", max_length=2000)
    lang: str = Field("", max_length=8)


class ToRecord(BaseModel):
    """Which documents of a preview to record; without `keys` all that are not there already."""

    preview: str
    keys: list[str] | None = None
