"""Review: the queue of what matters, decisions, blind double coding, gold."""
from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Mapping
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from ..ledger.index import document_at
from ..model.decision import Target
from ..model.document import Document
from ..model.errors import UsageError
from ..model.rows import Row
from ..run.agreement import agreement as agreed
from ..run.agreement import codings
from ..run.gold import gold as reviewed
from ..run.missed import missed
from . import deciding, shapes
from .answers import Page, Text, Where, answer, listed, page
from .claims_api import claim_answer, document_answer
from .deps import Coder, Editor, StoreOf
from .errors import Problem
from .lookups import decision_row, decision_rows, documents_of, names, raw, records, row
from .store import Store

router = APIRouter(prefix="/api/v1", tags=["review"], responses=shapes.ERRORS)
Part = Annotated[Page, Depends(page)]
REASONS = ("changes", "deaths", "doubt", "contradiction")
Codings = Mapping[Target, Mapping[str, Mapping[str, str]]]
JUDGING = ("merge", "split", "correct", "retract", "confirm")


@router.get("/queue", response_model=shapes.QueueRows)
def queue(request: Request, store: StoreOf, _: Coder, part: Part, reason: Text = None, decided: bool = False) -> Response:
    """Events that a person should check, what matters most first, each with its reasons; `decided` shows those that have been."""
    if reason and reason not in REASONS:
        raise Problem(422, f"reason: is one of {', '.join(REASONS)}", "reason")
    with store.at() as now, store.index() as index:
        judged = _judged(store, now, index)
        where = Where()
        where.add("weight > ?", 0)
        where.add("instr(' ' || kinds || ' ', ' ' || ? || ' ')", reason)
        where.add("(n IN (SELECT value FROM json_each(?))) = ?", msgspec.json.encode(list(judged)).decode(), int(decided))
        total = now.execute(f"SELECT count(*) FROM event {where.sql}", where.values).fetchone()[0]  # noqa: S608
        ask = f"SELECT n, weight, reasons, row FROM event {where.sql} ORDER BY weight DESC, n LIMIT ? OFFSET ?"  # noqa: S608
        found = now.execute(ask, (*where.values, part.limit, part.offset)).fetchall()
        rows = [row(body) for _, _, _, body in found]
        claims = [r["claim"] for e in rows for r in e["reports"]]
        extra = [{"weight": weight, "reasons": msgspec.Raw(why.encode()), "decided": judged.get(n, [])} for n, weight, why, _ in found]
        return listed(request, rows, total, part, store.snapshot, extra=extra, claims=records(index, claims),
                      documents=documents_of(index, claims))


def _judged(store: Store, now: sqlite3.Connection, index: sqlite3.Connection) -> dict[int, list[str]]:
    """Numbers of the events of which a claim has been judged, with the ids of the decisions that stand."""
    from ..assess.decisions import standing
    out: dict[int, list[str]] = {}
    for d in standing(store.decisions()):
        if d.kind in JUDGING:
            claims = decision_row(index, d)["claims"]
            for (n,) in now.execute("SELECT DISTINCT event FROM event_claim WHERE claim IN (SELECT value FROM json_each(?))",
                                    (names(claims),)):
                out.setdefault(n, []).append(d.id)
    return out


@router.get("/fields")
def fields(_: Coder) -> Response:
    """What each field of a claim may be corrected to."""
    return answer(deciding.fields())


@router.get("/gazetteer")
def gazetteer(_: Coder, q: Annotated[str, Query(min_length=1, max_length=100)]) -> Response:
    """Places of the gazetteer that bear a name, most people first."""
    from ..resolve.gazetteer.store import gazetteer as opened
    found = opened().candidates(q)[:20]
    return answer([{"name": e.name, "country": e.country, "lat": e.lat, "lon": e.lon, "radius_km": e.radius_km, "feature": e.feature,
                    "population": e.population, "admin1": e.admin1} for e in found])


@router.get("/decisions", response_model=shapes.DecisionRows)
def decisions(request: Request, store: StoreOf, user: Coder, part: Part, claim: Text = None, event: Text = None, author: Text = None,
              kind: Text = None) -> Response:
    """Decisions, newest first. Blind coding is shown to its own coder and to editors."""
    chosen = [d for d in store.decisions() if (not author or d.author == author) and (not kind or d.kind == kind)
              and (d.kind != "code" or d.author == user.name or user.may("editor"))]
    with store.index() as index:
        rows = decision_rows(store, index, chosen)
        wanted = {claim} if claim else set(_claims_of(store, event)) if event else None
        rows = [d for d in rows if wanted is None or wanted & set(d["claims"])]
    return listed(request, rows[part.offset:part.offset + part.limit], len(rows), part, store.snapshot)


def _claims_of(store: Store, event: str) -> list[str]:
    with store.at() as now:
        return [c for (c,) in now.execute("SELECT c.claim FROM event e JOIN event_claim c ON c.event = e.n WHERE e.id = ?", (event,))]


@router.post("/decisions", response_model=shapes.DecisionAnswer, status_code=201)
def decide(given: shapes.Decide, store: StoreOf, user: Coder) -> Response:
    """Record a decision. Nothing recorded changes; the next picture heeds it. `undo` takes the place of editing: it is another one."""
    with store.index() as index:
        made = deciding.made(store, index, given, user)
        store.ledger.decide(made)
        store.grown()
        return answer({"decision": decision_row(index, made) | {"undone_by": None}}, 201)


@router.post("/claims", response_model=shapes.ClaimAnswer, status_code=201)
def add_missed(given: shapes.Missed, store: StoreOf, user: Coder) -> Response:
    """Record a claim that the program missed: its words in the report and its fields. To take it back, retract it."""
    change = deciding.checked_change(given.change)
    for name in ("type", "factuality"):
        if not change.get(name):
            raise Problem(422, f"{name}: a claim has one", name)
    with store.index() as index:
        found = document_answer(store, index, given.document)
    row_ = {k: found["document"][k] for k in Document.__dataclass_fields__}
    known = [msgspec.json.decode(c) for c in found["claims"]]
    try:
        name = missed(store.ledger, Document(**row_), (given.start, given.end), change, user.name, known)
    except UsageError as e:
        raise Problem(422, str(e), "words") from None
    store.grown()
    return claim_answer(store, name, 201)


@router.get("/coding/next", response_model=shapes.CodingNext)
def coding_next(store: StoreOf, user: Coder) -> Response:
    """The next claim to code blind: one that another has coded and you have not comes first, then from the top of the queue."""
    said = codings(store.decisions())
    mine = sum(user.name in by for by in said.values())
    with store.index() as index:
        waiting = _others(index, said, user.name)
        name = waiting[0] if waiting else _fresh(store, index, said)
        found = index.execute("SELECT row, document FROM claim JOIN claim_row USING (n) WHERE id = ?", (name,)).fetchone()
        body: Row = {"claim": raw(found[0]) if found else None, "document": document_at(index, found[1]) if found else None,
                     "left": len(waiting), "mine": mine}
    return answer(body)


def _others(index: sqlite3.Connection, said: Codings, user: str) -> list[str]:
    """Claims that somebody else has coded and this user has not."""
    out = []
    for t, by in said.items():
        if by and user not in by:
            found = index.execute("SELECT id FROM claim WHERE document = ? AND first = ? AND type = ?", (t.document, t.start, t.type))
            out += [c for (c,) in found]
    return out


def _fresh(store: Store, index: sqlite3.Connection, said: Codings) -> str:
    """The weightiest claim that nobody has coded; "" where there is none."""
    known = {(t.document, t.start, t.type) for t in said}
    with store.at() as now:
        for (body,) in now.execute("SELECT row FROM event ORDER BY weight DESC, n LIMIT 2000"):
            for report in row(body)["reports"]:
                at = index.execute("SELECT document, first, type FROM claim WHERE id = ?", (report["claim"],)).fetchone()
                if at and at not in known:
                    return str(report["claim"])
    return ""


@router.get("/coding/agreement", response_model=shapes.Agreement)
def coding_agreement(store: StoreOf, user: Coder) -> Response:
    """Krippendorff's alpha for each field over the claims that two or more coders have coded. For editors, and coders who have coded."""
    every = store.decisions()
    if not user.may("editor") and not any(d.kind == "code" and d.author == user.name for d in every):
        raise Problem(403, "code at least one claim yourself first")
    return answer(agreed(every))


@router.get("/export/gold", response_class=Response)
def export_gold(store: StoreOf, _: Editor, author: Text = None) -> Response:
    """Reviewed documents as gold (a zip with documents.jsonl and claims.jsonl) for score.py."""
    documents, claims = reviewed(store.ledger, author)
    if not documents:
        why = "that coder has coded no document whole" if author else "no document has all of its claims reviewed"
        raise Problem(404, why, "author")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in (("documents.jsonl", documents), ("claims.jsonl", claims)):
            archive.writestr(zipfile.ZipInfo(name), b"".join(msgspec.json.encode(r) + b"\n" for r in rows))
    return Response(out.getvalue(), headers={"Content-Disposition": 'attachment; filename="gold.zip"'}, media_type="application/zip")

