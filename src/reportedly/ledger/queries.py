"""Questions to the record. Only the newest reading of each document answers, and only what was published by `as_of`."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from ..model.claim import Claim, Reason
from ..model.document import Document
from ..model.event import Publication, Report
from ..model.reference import Actor, Resolution
from . import schema as s
from .codec import decode
from .rows import BY_HAND


def newest_readings(document: str | None = None) -> Select[Any]:
    """The ids of the readings that count: of each document (or of one) the program's of the latest version, of these the last added, and
    every one by a person."""
    own = case((s.reading.c.origin.startswith(BY_HAND), s.reading.c.id), else_="")
    rank = func.row_number().over(partition_by=(s.reading.c.document, own),
                                  order_by=(s.reading.c.version.desc(), s.reading.c.seq.desc())).label("rank")
    every = select(s.reading.c.id, rank)
    ranked = (every if document is None else every.where(s.reading.c.document == document)).subquery()
    return select(ranked.c.id).where(ranked.c.rank == 1)


def reports(link: Connection, *, as_of: str | None = None, types: Sequence[str] | None = None, place: str | None = None,
            since: str | None = None, lean: bool = False, document: str | None = None) -> Iterator[Report]:
    """Reports in order of day, document and number; with `lean` without what only a reader of the claim wants to know (reasons but for
    the place's, candidates): of a large ledger that is a third of the memory.

    `as_of` and `since` are ISO days of publication, both included; `types` event types; `place` a place's name as written; `document`
    the key of the only one asked of.
    A document without a date counts from the day it was added; a redacted one not at all.
    """
    where = [s.claim.c.reading.in_(newest_readings(document)), s.claim.c.body != ""]
    where += [s.claim.c.day <= as_of[:10]] if as_of else []
    where += [s.claim.c.day >= since[:10]] if since else []
    where += [s.claim.c.type.in_(types)] if types is not None else []
    where += [func.lower(s.claim.c.place_name) == place.lower()] if place else []
    about = publications(link, as_of, document)
    rows = link.execution_options(yield_per=2000).execute(
        select(s.claim.c.document, s.claim.c.body, s.claim.c.resolution).where(and_(*where))
        .order_by(s.claim.c.day, s.claim.c.document, s.claim.c.n, s.claim.c.reading))
    seen: tuple[str, set[str]] = "", set()
    for key, body, resolution in rows:
        told = Report(about[key], decode(body, Claim), decode(resolution, Resolution))
        seen = seen if seen[0] == key else (key, set())
        if told.claim.id in seen[1]:  # found by a person first, and by a later version of the program
            continue
        seen[1].add(told.claim.id)
        yield _lean(told) if lean else told


def _lean(r: Report) -> Report:
    """The report as assessing needs it: how a place came about counts, the other reasons and the candidates do not."""
    place = r.found.place
    return Report(r.publication, replace(r.claim, because=_of_place(r.claim.because)), replace(
        r.found, because=_of_place(r.found.because), place=replace(place, candidates=()) if place and place.candidates else place,
        actor=_plain(r.found.actor), target=_plain(r.found.target)))


def _of_place(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(b for b in reasons if b.field == "place") if reasons else reasons


def _plain(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple(replace(a, candidates=()) if a.candidates else a for a in actors)


def added(link: Connection, after: int, link_of: str) -> list[str] | None:
    """The keys of the documents added after entry number `after` of the chain, whose link is `link_of`, each with one reading; None where
    anything else was added (a further reading, a decision, a redaction) or the chain does not go on from there."""
    c = s.chain.c
    rows = link.execute(select(c.kind, c.ref, c.link).where(c.seq >= after).order_by(c.seq)).all()
    if not rows or rows[0].link != link_of or {r.kind for r in rows[1:]} - {"document", "reading"}:
        return None
    new = [r.ref for r in rows[1:] if r.kind == "document"]
    readings = [r.ref for r in rows[1:] if r.kind == "reading"]
    read = link.execute(select(s.reading.c.document).where(s.reading.c.id.in_(readings))).scalars().all()
    return new if sorted(new) == sorted(read) else None


def publications(link: Connection, as_of: str | None = None, document: str | None = None) -> dict[str, Publication]:
    """The publications by key, without their texts; with `document` that one alone."""
    d = s.document.c
    ask = select(d.key, d.body, d.added).where(d.body != "")
    ask = ask.where(d.key == document) if document else ask
    ask = ask.where(d.day <= as_of[:10]) if as_of else ask
    out = {}
    for key, body, added in link.execution_options(yield_per=2000).execute(ask):
        doc = decode(body, Document)
        out[key] = Publication(key, doc.id, doc.date, doc.title, doc.url, doc.outlet, doc.outlet_kind, doc.lang, added)
    return out


def documents(link: Connection, as_of: str | None = None) -> Iterator[Document]:
    """The documents with their texts, by day and id; redacted ones are left out."""
    d = s.document.c
    ask = select(d.body).where(d.body != "").order_by(d.day, d.id, d.key)
    ask = ask.where(d.day <= as_of[:10]) if as_of else ask
    for body in link.execution_options(yield_per=500).execute(ask).scalars():
        yield decode(body, Document)


def document(link: Connection, key: str) -> Document | None:
    """One document by its key (or the beginning of it) or its own id; None if there is none or its text was redacted."""
    d = s.document.c
    body = link.execute(select(d.body).where((d.key.startswith(key, autoescape=True)) | (d.id == key)).where(d.body != "")
                        .order_by(d.seq.desc()).limit(1)).scalar()
    return decode(body, Document) if body else None


def tally(link: Connection) -> dict[str, int]:
    """How many documents, readings, claims (of newest readings) and decisions there are."""
    def count(ask: Select[Any]) -> int:
        return int(link.execute(ask).scalar_one())

    return {"documents": count(select(func.count()).select_from(s.document)),
            "readings": count(select(func.count()).select_from(s.reading)),
            "claims": count(select(func.count()).select_from(s.claim).where(s.claim.c.reading.in_(newest_readings()))),
            "decisions": count(select(func.count()).select_from(s.decision))}
