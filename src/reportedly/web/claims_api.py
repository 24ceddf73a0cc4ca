"""Claims, documents and search. Looked up in the index, so a report is there as soon as it is recorded."""
from __future__ import annotations

import sqlite3
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from ..ledger.index import document_at
from ..ledger.search import find, match
from ..ledger.sketch import marks_of, near
from ..model.rows import Row
from . import shapes
from .answers import AsOf, Day, Page, Raw, Text, Told, Where, answer, blocks, download, listed, order, page
from .deps import StoreOf
from .errors import Problem
from .lookups import deciding, documents, grades, names, raw

router = APIRouter(prefix="/api/v1", tags=["claims"], responses=shapes.ERRORS)
Part = Annotated[Page, Depends(page)]
Share = Annotated[float | None, Query(ge=0, le=1)]
CLAIM_SORT = {"published": "published", "day": "day", "type": "type", "place": "place COLLATE NOCASE", "p": "p", "killed": "killed",
              "factuality": "factuality || coalesce(verification, '')", "actor": "actors COLLATE NOCASE", "source": "says COLLATE NOCASE"}
DOCUMENT_SORT = {"day": "day", "id": "id", "outlet": "outlet COLLATE NOCASE", "claims": "claims", "title": "title COLLATE NOCASE",
                 "kind": "outlet_kind", "lang": "lang"}
KINDS = ("claims", "documents", "places", "events", "sources")


@router.get("/claims", response_model=shapes.ClaimRows)
def claims(request: Request, store: StoreOf, part: Part, type: Text = None, family: Text = None, factuality: Text = None,
           verification: Text = None, place: Text = None, key: Text = None, actor: Text = None, source: Text = None,
           source_kind: Text = None, document: Text = None, since: Day = None, until: Day = None, published_since: Day = None,
           published_until: Day = None,
           background: bool | None = None, min_p: Share = None, max_p: Share = None, q: Text = None, as_of: AsOf = None) -> Response:
    """Claim records. `type`, `family`, `factuality` and `verification` take several names with commas between them; `source_kind` is the
    kind of anybody in the chain of sources, or "report" where the report itself says so; `since` and `until` are days of the event,
    `published_since` and `published_until` of the report."""
    where = Where()
    for column, given in (("type", type), ("family", family), ("factuality", factuality), ("verification", verification)):
        where.one_of(column, given)
    for column, text in (("actors", actor), ("sources", source)):
        where.like(column, text)
    where.add("CASE ? WHEN 'report' THEN kinds = '' ELSE instr(kinds, ' ' || ? || ' ') END", source_kind, source_kind)
    if place:
        names_ = Where()
        names_.like("name", place)
        where.add(f"place COLLATE NOCASE IN (SELECT name FROM place_name {names_.sql})", *names_.values)  # noqa: S608
    for sql, value in (("document = ?", document), ("last_day >= ?", since), ("day <= ?", until), ("published >= ?", published_since),
                       ("published <= ?", published_until), ("published <= ?", as_of), ("p >= ?", min_p), ("p <= ?", max_p),
                       ("background = ?", None if background is None else int(background))):
        where.add(sql, value)
    if key:
        where.add("id IN (SELECT value FROM json_each(?))", _of_place(store, key))
    if q:
        where.add("n IN (SELECT rowid FROM claim_text WHERE claim_text MATCH ?)", match(q) or '""')
    return _claims(request, store, where, part)


def _of_place(store: StoreOf, key: str) -> str:
    with store.at() as now:
        return names(c for (c,) in now.execute("SELECT claim FROM claim_place WHERE key = ?", (key,)))


def _claims(request: Request, store: StoreOf, where: Where, part: Page) -> Response:
    by = order(part.sort, CLAIM_SORT, "-published")
    if part.format in ("csv", "jsonl"):
        return download("claims", part, blocks(lambda n, at: _some(store, where, by, n, at)))
    with store.index() as index:
        total = index.execute(f"SELECT count(*) FROM claim {where.sql}", where.values).fetchone()[0]  # noqa: S608
        ask = f"SELECT row, document FROM claim JOIN claim_row USING (n) {where.sql} ORDER BY {by} LIMIT ? OFFSET ?"  # noqa: S608
        found = index.execute(ask, (*where.values, part.limit, part.offset)).fetchall()
        about = documents(index, {d for _, d in found})
    return listed(request, [raw(body) for body, _ in found], total, part, store.snapshot, documents=about)


def _some(store: StoreOf, where: Where, by: str, limit: int, offset: int) -> list[Told]:
    about = "(SELECT bare FROM document WHERE document.n = claim.d)"
    ask = f"SELECT row, {about} FROM claim JOIN claim_row USING (n) {where.sql} ORDER BY {by} LIMIT ? OFFSET ?"  # noqa: S608
    with store.index() as index:
        return [(raw(body), Raw(bare.encode())) for body, bare in index.execute(ask, (*where.values, limit, offset))]


@router.get("/claim", response_model=shapes.ClaimAnswer)
def claim(store: StoreOf, id: Annotated[str, Query(max_length=40)]) -> Response:
    """One claim with its whole report, its event and grade, and what people decided about it."""
    return claim_answer(store, id)


def claim_answer(store: StoreOf, id: str, status: int = 200) -> Response:
    """The answer about one claim; Problem 404 where there is none."""
    with store.index() as index:
        found = index.execute("SELECT row, document FROM claim JOIN claim_row USING (n) WHERE id = ?", (id,)).fetchone()
        if not found:
            raise Problem(404, "there is no such claim", "id")
        others = [c for (c,) in index.execute("SELECT id FROM claim WHERE document = ? ORDER BY first", (found[1],))]
        body: Row = {"claim": raw(found[0]), "document": document_at(index, found[1]), "event": None, "grade": None,
                     "decisions": deciding(store, index, [id]), "others": others}
    if store.snapshot:
        with store.at() as now:
            event = now.execute("SELECT e.id FROM event_claim c JOIN event e ON e.n = c.event WHERE c.claim = ?", (id,)).fetchone()
            body |= {"event": event[0] if event else None, "grade": grades(now, [id]).get(id)}
    return answer(body, status)


@router.get("/documents", response_model=shapes.DocumentRows)
def documents_(request: Request, store: StoreOf, part: Part, outlet: Text = None, since: Day = None, until: Day = None, q: Text = None,
               as_of: AsOf = None) -> Response:
    """The documents without their texts; beside them how many claims each has, and its near copies."""
    where = Where()
    where.like("outlet", outlet)
    for sql, value in (("day >= ?", since), ("day <= ?", until), ("day <= ?", as_of)):
        where.add(sql, value)
    if q:
        where.add("n IN (SELECT rowid FROM document_text WHERE document_text MATCH ?)", match(q) or '""')
    by = order(part.sort, DOCUMENT_SORT, "-day")
    ask = f"SELECT bare, claims, n FROM document {where.sql} ORDER BY {by} LIMIT ? OFFSET ?"  # noqa: S608

    def take(limit: int, offset: int) -> list[Told]:
        with store.index() as link:
            found = link.execute(ask, (*where.values, limit, offset)).fetchall()
            copied = part.columns == "shown"  # looked for only where they are told
            return [(Raw(b.encode()), {"claims": c, "copies": len(_copies(link, n)) if copied else 0}) for b, c, n in found]

    if part.format in ("csv", "jsonl"):
        return download("documents", part, blocks(take))
    with store.index() as index:
        total = index.execute(f"SELECT count(*) FROM document {where.sql}", where.values).fetchone()[0]  # noqa: S608
        found = index.execute(ask, (*where.values, part.limit, part.offset)).fetchall()
        alike = [_copies(index, n) for _, _, n in found]
    return listed(request, [Raw(b.encode()) for b, _, _ in found], total, part, store.snapshot, claims=[c for _, c, _ in found],
                  copies=[[d["key"] for d in same] for same in alike])


def _copies(index: sqlite3.Connection, n: int) -> list[Row]:
    """The near copies of a document, the likest first."""
    out = []
    for other, _ in near(index, marks_of(index, n), but=n)[:20]:
        found = index.execute("SELECT bare FROM document WHERE n = ?", (other,)).fetchone()
        out += [msgspec.json.decode(found[0])] if found else []
    return out


@router.get("/document", response_model=shapes.DocumentAnswer)
def document(store: StoreOf, key: Annotated[str, Query(max_length=500, description="The document's key, or its own id.")]) -> Response:
    """One document with its text and its claims in order."""
    with store.index() as index:
        return answer(document_answer(store, index, key))


def document_answer(store: StoreOf, index: sqlite3.Connection, key: str) -> Row:
    """The answer about one document as plain values; Problem 404 where there is none."""
    found = document_at(index, key)
    if found is None:
        raise Problem(404, "there is no such document", "key")
    ask = "SELECT row, id FROM claim JOIN claim_row USING (n) WHERE document = ? ORDER BY first, n"
    rows = index.execute(ask, (found["key"],)).fetchall()
    n = index.execute("SELECT n FROM document WHERE key = ?", (found["key"],)).fetchone()[0]
    return {"document": found, "claims": [raw(b) for b, _ in rows], "copies": _copies(index, n),
            "decisions": deciding(store, index, [c for _, c in rows])}


@router.get("/search", response_model=shapes.SearchAnswer)
def search(store: StoreOf, q: Annotated[str, Query(max_length=300)],
           kinds: Annotated[str, Query(alias="in", max_length=80)] = ",".join(KINDS),
           limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Response:
    """Words in claims and documents; names of places and sources; events whose claims have the words. All words must be there,
    "words in quotes" in that order, wor* finds a beginning, -word leaves out."""
    wanted = [k for k in kinds.split(",") if k in KINDS]
    out: dict[str, Any] = {"q": q, **{k: [] for k in KINDS}, "documents_by_key": {}}
    with store.index() as index:
        hits = find(index, "claim_text", q, limit) if "claims" in wanted else []
        out["claims"] = [{"row": raw(b), "snippet": s} for n, s in hits for b, in _record(index, n)]
        keys = [d for n, _ in hits for d, in index.execute("SELECT document FROM claim WHERE n = ?", (n,))]
        out["documents_by_key"] = documents(index, keys)
        found = find(index, "document_text", q, limit) if "documents" in wanted else []
        about = [(index.execute("SELECT bare FROM document WHERE n = ?", (n,)).fetchone(), s) for n, s in found]
        out["documents"] = [{"row": Raw(b[0].encode()), "snippet": s} for b, s in about if b]
        hits += find(index, "claim_text", q, limit) if "events" in wanted and not hits else []
        ids = names(c for n, _ in hits for c, in index.execute("SELECT id FROM claim WHERE n = ?", (n,)))
    if store.snapshot and q.strip():
        with store.at() as now:
            out |= _in_picture(now, q.strip().casefold(), ids, wanted, limit)
    return answer(out)


def _record(index: sqlite3.Connection, n: int) -> list[tuple[bytes]]:
    return index.execute("SELECT row FROM claim_row WHERE n = ?", (n,)).fetchall()


def _in_picture(now: sqlite3.Connection, fold: str, ids: str, wanted: list[str], limit: int) -> Row:
    out: Row = {}
    if "places" in wanted:
        ask = "SELECT key, name, country FROM place WHERE instr(fold, ?) ORDER BY fold != ?, fold, key LIMIT ?"
        out["places"] = [{"key": k, "name": n, "country": c} for k, n, c in now.execute(ask, (fold, fold, limit))]
    if "sources" in wanted:
        where = Where()
        where.like("name", fold)
        rows = now.execute(f"SELECT row FROM source {where.sql} ORDER BY claims DESC, n LIMIT ?", (*where.values, limit))  # noqa: S608
        out["sources"] = [Raw(r.encode()) for (r,) in rows]
    if "events" in wanted:
        ask = ("SELECT row FROM event WHERE n IN (SELECT event FROM event_claim WHERE claim IN (SELECT value FROM json_each(?)))"
               " ORDER BY day DESC, n LIMIT ?")
        out["events"] = [raw(b) for (b,) in now.execute(ask, (ids, limit))]
    return out
