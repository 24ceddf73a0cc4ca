"""What a claim's mentions refer to: Actor, Place, When, Source, and the Resolution that joins them to a Claim."""
from __future__ import annotations

from dataclasses import dataclass

from .claim import Reason, Relation


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a mention may refer to. `id` is a registry or gazetteer key, or "" for an actor of the document alone."""

    name: str
    probability: float
    id: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """`name` is the fullest form in the document; `id` the registry's key or "", `kind` state, government, military, rebel,
    igo, ngo, media, civilians, person …; `country` ISO 3166 alpha-2 or ""; `start`, `end` the mention's characters."""

    name: str
    start: int
    end: int
    id: str = ""
    kind: str = ""
    country: str = ""
    probability: float = 1.0
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place has a point *and* a radius (kilometres), or neither.

    `name` is the most specific named place, in the document's spelling; `country` ISO 3166 alpha-2 or None; `feature` city,
    village, admin1, country, region, airport, river …; `precision` ACLED's 1 (the place itself), 2 (part of a
    region, near), 3 (region), `ucdp` the same as UCDP's `where_prec` 1 to 7; `how` says how point and radius came about; `geometry` is
    the area as GeoJSON text where a circle tells too little, else "".
    """

    name: str
    start: int
    end: int
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    relation: Relation | None = None
    id: str = ""
    feature: str = ""
    precision: int | None = None
    probability: float = 1.0
    candidates: tuple[Candidate, ...] = ()
    how: str = ""
    geometry: str = ""
    ucdp: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The days within which it happened, both included (ISO 8601); `text` as written.

    `granularity` is hour, part-of-day, day, week, month, season, year, decade or span; `anchor` publication, event or absolute;
    `edtf` ISO 8601-2 text, `timex` the TIMEX3 value; `inferred` is True only on Events, never on claims.
    """

    start: str
    end: str
    text: str
    char_start: int = -1
    char_end: int = -1
    granularity: str = "day"
    anchor: str = "publication"
    edtf: str = ""
    timex: str = ""
    probability: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so. `kind` is party, government, igo, ngo, witness, media, expert, document or unnamed; `side` the party
    it speaks for."""

    name: str
    kind: str
    side: str = ""
    start: int = -1
    end: int = -1
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one claim's mentions refer to; a row of its own beside the claim. `event` numbers happenings within the document."""

    claim: str
    actor: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    place: Place | None = None
    when: When | None = None
    source: tuple[Source, ...] = ()
    background: bool = False
    event: int = 0
    probability: float = 1.0
    because: tuple[Reason, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of an actor on a day; "" or None where the scheme has no code or it is not known.

    `iso2`, `iso3` ISO 3166; `gwno` Gleditsch-Ward number; `cameo` country and agent in one text ("SYRMIL", "IGOUNO"); `plover_country`
    and `plover_sector` its two fields; `inter` ACLED's number 1 to 8, `inter_text` its words; `ucdp_org` 1 to 4; `ucdp_side` "government",
    "organised" or "civilians", which tell UCDP's types of violence apart.
    """

    iso2: str = ""
    iso3: str = ""
    gwno: str = ""
    cameo: str = ""
    plover_country: str = ""
    plover_sector: str = ""
    inter: int | None = None
    inter_text: str = ""
    ucdp_org: int | None = None
    ucdp_side: str = ""
