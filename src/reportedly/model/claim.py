"""Claim: one event or one state of control that a report puts forward, as written."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a document's text, and the words there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that stands for an actor, victim or thing, as written.

    `head` is the lower-case lemma of its head noun; `kind` one of name, group, person, office, place, thing, pronoun;
    `number` 1, 2 (two or more) or 0 (unknown); `name` the proper name inside it ("Taliban" in "Taliban fighters");
    `country` a demonym or place modifier ("Afghan"); `of` the words it depends on ("the alliance" in "a spokesman
    for the alliance", "his" in "his bodyguard").
    """

    start: int
    end: int
    text: str
    head: str
    kind: str = "thing"
    number: int = 0
    name: str = ""
    country: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where something is relative to a named place.

    `kind` is one of distance, direction, between, near, outskirts, half-way, along, overlooking, border, around, or "".
    `direction` is a compass point N, NE … or None; `distance_km` the text's best or largest figure, or None, with `low_km`
    and `high_km` where it gives a range; `other` the second named place ("between A and B", "the Kandahar road").
    """

    text: str
    kind: str = ""
    direction: str | None = None
    distance_km: float | None = None
    low_km: float | None = None
    high_km: float | None = None
    other: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """The words that say where: a name ("Bagram airport") or a stand-in ("the city", "here"), with its relation.

    `within` holds names that contain it ("Ghazni province"), `feature` the kind of place the words ask for (city, airport, …).
    """

    start: int
    end: int
    text: str
    relation: Relation | None = None
    within: tuple[str, ...] = ()
    feature: str = ""


@dataclass(frozen=True, slots=True)
class SourceMention:
    """One link of the chain of who says so: the speaker as written and the words that report the speech.

    `kind` is what the words alone tell (witness for a passive of perception, unnamed for "reports of"), else "".
    """

    mention: Mention | None
    cue: Span
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number the claim gives. `high` is None for "at least"; word ranges as GUIDE.md has them."""

    what: str
    who: str
    low: int | None
    high: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: the field, the rule or model that said so, and its words."""

    field: str
    rule: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim as written; what its mentions refer to is a Resolution.

    `id` is the hash of document key, trigger span, type and sentence; `source` runs from the outermost speaker inwards;
    `factuality` is certain, probable, possible, denied or future; `verification` None, confirmed, unconfirmed or
    disputed; `tense` past, present or future of the trigger's clause (which way a bare weekday points);
    `probability` (0 to 1) that a coder would keep it with this type.
    """

    id: str
    document: str
    doc: str
    start: int
    end: int
    sentence: str
    trigger: Span
    type: str
    actor: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    place: PlaceMention | None = None
    time: Span | None = None
    source: tuple[SourceMention, ...] = ()
    factuality: str = "certain"
    verification: str | None = None
    counts: tuple[Count, ...] = ()
    tense: str = "past"
    probability: float = 1.0
    because: tuple[Reason, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A label or heading that names a place, and the character up to which it sets the scene."""

    place: PlaceMention
    until: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What `extract` makes of one document: its claims and every mention in it, in order of the text.

    `mentions` are what pronouns and short forms may refer to; `places` every place name as written; `dateline_place` and
    `dateline_date` as written, or ""; `times` every time expression as written; `scenes` the labels that name a place;
    `days` the days that labels name, each with the character up to which it holds: "today" in between is that day; `items` the
    characters at which the labelled items of a digest begin.
    """

    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dateline_place: str = ""
    dateline_date: str = ""
    times: tuple[Span, ...] = ()
    scenes: tuple[Scene, ...] = ()
    days: tuple[tuple[Span, int], ...] = ()
    items: tuple[int, ...] = ()


def claim_id(document: str, start: int, end: int, kind: str) -> str:
    """The first 16 hex digits of the SHA-256 over document key, trigger span and type."""
    return hashlib.sha256(f"{document}|{start}|{end}|{kind}".encode()).hexdigest()[:16]
