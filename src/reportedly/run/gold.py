"""Reviewed claims as gold: documents all of whose claims a person has judged, in the claim guide's own form."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select

from ..assess.corrections import corrected
from ..assess.decisions import standing
from ..ledger import queries
from ..ledger import schema as s
from ..ledger.codec import decode
from ..ledger.rows import BY_HAND
from ..ledger.store import Ledger
from ..model.claim import Claim
from ..model.decision import Decision, Target
from ..model.document import Document
from ..model.event import Publication, Report
from ..model.record import record
from ..model.reference import Resolution
from ..model.rows import Row
from .agreement import codings

GUIDE = ("sentence", "start", "end", "trigger", "type", "event", "actor", "target", "place", "when", "source", "factuality", "verification",
         "background", "counts")
PARTS: Mapping[str, tuple[str, ...]] = {
    "place": ("name", "country", "lat", "lon", "relation"), "when": ("start", "end", "text"), "source": ("name", "kind", "side"),
    "counts": ("what", "who", "low", "high", "text")}


def gold(ledger: Ledger, author: str | None = None) -> tuple[list[Row], list[Row]]:
    """Document rows and claim rows. Without an author every standing confirmation, correction and retraction counts, and a document is
    in once each of its claims has one; with an author his own blind coding counts, and he must have coded every claim."""
    decisions = ledger.decisions()
    said = _own(decisions, author) if author else _joint(decisions)
    documents, claims = [], []
    for document, reports in _reports(ledger, {t.document for t in said}):
        # Who adds a claim has judged it.
        judged = [(r, said.get(_target(r), {} if r.claim.origin.startswith(BY_HAND) and not author else None)) for r in reports]
        if not judged or any(change is None for _, change in judged):
            continue
        documents.append({k: getattr(document, k) for k in ("id", "date", "title", "url", "licence", "text")})
        kept = [corrected(r, change) for r, change in judged if change is not None and "retracted" not in change]
        claims += [_row(document.id, n, r) for n, r in enumerate(kept, 1)]
    return documents, claims


def _own(decisions: Iterable[Decision], author: str) -> dict[Target, Mapping[str, str]]:
    return {t: said[author] for t, said in codings(standing(decisions)).items() if author in said}


def _joint(decisions: Iterable[Decision]) -> dict[Target, Mapping[str, str]]:
    out: dict[Target, dict[str, str]] = defaultdict(dict)
    for d in standing(decisions):
        for t in d.targets if d.kind in ("confirm", "correct", "retract") else ():
            out[t] |= {"retracted": "true"} if d.kind == "retract" else d.change if d.kind == "correct" else {}
    return dict(out)


def _target(r: Report) -> Target:
    return Target(r.publication.key, r.claim.trigger.start, r.claim.trigger.end, r.claim.type)


def _reports(ledger: Ledger, keys: set[str]) -> Iterator[tuple[Document, list[Report]]]:
    """The documents with their claims of the newest reading, in order of id."""
    with ledger.asking() as link:
        found = [d for k in keys if (d := queries.document(link, k))]
        for document in sorted(found, key=lambda d: (d.id, d.key)):
            rows = link.execute(select(s.claim.c.body, s.claim.c.resolution).where(
                s.claim.c.document == document.key, s.claim.c.body != "", s.claim.c.reading.in_(queries.newest_readings()))
                .order_by(s.claim.c.n))
            about = Publication(document.key, document.id, document.date)
            yield document, [Report(about, decode(c, Claim), decode(r, Resolution)) for c, r in rows]


def _row(doc: str, n: int, r: Report) -> Row:
    whole = record(r.claim, r.found)
    out = {"doc": doc, "id": n, **{k: whole[k] for k in GUIDE}}
    for name, parts in PARTS.items():
        value = out[name]
        out[name] = ([{k: v[k] for k in parts} for v in value] if isinstance(value, list)
                     else {k: value[k] for k in parts} if value else None)
    return out
