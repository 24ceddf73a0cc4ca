"""What an export is made from: rows of documents, claims, events and control, and what is known of actors and places."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model.reference import Codes
from ...model.rows import Row


def _nobody(_id: str, _kind: str, _country: str, _day: str, _where: str) -> Codes:
    return Codes()


def _nowhere(_id: str) -> tuple[str, str]:
    return "", ""


@dataclass(frozen=True, slots=True)
class Known:
    """What `run` hands over: `codes` of an actor by registry key, kind, country, day and country of the event; `admin` the names
    of first- and second-order unit of a gazetteer key, "" where not known."""

    codes: Callable[[str, str, str, str, str], Codes] = _nobody
    admin: Callable[[str], tuple[str, str]] = _nowhere


class Again:
    """An iterable that can be gone through more than once without being held in memory: `make` starts anew each time."""

    def __init__(self, make: Callable[[], Iterable[Row]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Row]:
        return iter(self._make())


@dataclass(frozen=True, slots=True)
class Material:
    """The rows of one export. `documents` and `claims` may be streams that start anew (`Again`); `made` is the day of the latest
    report, not the clock's. `decisions` are what people decided, beside claims as they were read; where there are none, claims are as
    decided."""

    documents: Iterable[Row]
    claims: Iterable[Row]
    events: tuple[Row, ...] = ()
    control: tuple[Row, ...] = ()
    known: Known = field(default_factory=Known)
    title: str = "Who did what, according to whom"
    made: str = ""
    origin: str = ""
    decisions: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose. `table` for formats of one table; `include` the standings of events beyond those that a profile
    takes, and "undated"; `boundaries` a GeoJSON file with P-codes; `author` who publishes it; `raw` for csv that no spreadsheet opens;
    `url` the address below which ClaimReview cards will stand."""

    table: str = "events"
    include: tuple[str, ...] = ()
    boundaries: str = ""
    author: str = ""
    raw: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One event with the claims that report it and the documents they stand in, in the event's order. `first` is the claim that
    a profile with one row for an event quotes: the first that affirms it, else the first. `people` are the actors of all claims by
    their names' casefold, for an event may show a side by a name that only another report uses."""

    event: Row
    claims: tuple[Row, ...]
    documents: tuple[Row, ...]
    people: Mapping[str, Row] = field(default_factory=dict)

    @property
    def first(self) -> Row:
        affirmed = [c for c in self.claims if c["factuality"] in ("certain", "probable")]
        return (affirmed or list(self.claims) or [{}])[0]

    @property
    def id(self) -> str:
        return str(self.event["event"])


def cases(material: Material) -> tuple[Case, ...]:
    """Every event with its claims and documents. Claims that report no event are not among them."""
    wanted = {r.get("claim") for e in material.events for r in e["reports"]}
    claims: dict[str, Row] = {}
    people: dict[str, Row] = {}
    for c in material.claims:
        for a in (*c["candidates"]["actor"], *c["candidates"]["target"]):
            # The first of a name, but for one that the registry knows.
            name = a["name"].casefold()
            if name not in people or (a["id"] and not people[name]["id"]):
                people[name] = a
        if c["id"] in wanted:
            claims[c["id"]] = c
    named = {c["document"] for c in claims.values()}
    documents = {d["key"]: {k: v for k, v in d.items() if k != "text"} for d in material.documents if d["key"] in named}
    out = []
    for event in material.events:
        mine = tuple(claims[r["claim"]] for r in event["reports"] if r.get("claim") in claims)
        told = tuple(documents[k] for k in dict.fromkeys(c["document"] for c in mine) if k in documents)
        out.append(Case(_dated(event, told), mine, told, people))
    return tuple(out)


def _dated(event: Row, documents: tuple[Row, ...]) -> Row:
    """The event, without days where neither a text nor a date of publication tells them: the day of adding is none of its own."""
    if documents and (event.get("dates") or {}).get("inferred") and not any(d["date"] for d in documents):
        return event | {"dates": None}
    return event


def actors(case: Case, role: str) -> list[Row]:
    """The actors of an event in a role (actor, target), each once: name, id, kind, country; the event's own order and names."""
    mine = {a["name"].casefold(): a for claim in case.claims for a in claim["candidates"][role]}
    def find(name: str) -> Row:
        own = mine.get(name)
        return own if own and own["id"] else case.people.get(name) or own or {"id": "", "kind": "", "country": ""}
    return [dict(find(str(name).casefold())) | {"name": str(name)} for name in case.event[role]]


def number(event: str) -> int:
    """An event's id as a number for formats that want one: of 14 digits, so that it is none of the data set's own."""
    return 10 ** 13 + int("".join(c for c in event if c in "0123456789abcdef")[-11:] or "0", 16)


def day_of(event: Row) -> str:
    """The first day within which it happened, or ""."""
    return str((event.get("dates") or {}).get("start") or "")


def joined(values: Iterable[Any]) -> str:
    """Different values in order, parted by "; "."""
    return "; ".join(dict.fromkeys(str(v) for v in values if v not in (None, "")))
