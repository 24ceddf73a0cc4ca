"""Intake: what a person pastes, drops or names by address is read, shown with its claims, and recorded when he says so."""
from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from ..ledger.sketch import near, sketch
from ..model.codebook import values
from ..model.document import Document
from ..model.errors import ReadError
from ..model.record import record
from ..model.rows import Row, document_row
from ..run import Pairs
from ..run.intake import Handed, code, documents
from . import errors, shapes
from .answers import answer
from .deps import Coder, StoreOf
from .errors import Problem
from .fetch import fetch
from .jobs import Step
from .lookups import bare, row
from .settings import User
from .store import Store

router = APIRouter(prefix="/api/v1/intake", tags=["intake"], responses=shapes.ERRORS)
MOST_PREVIEWS = 20
KEPT_SECONDS = 3600.0
MOST_FILES = 100
SUFFIX = {"text/html": ".html", "application/pdf": ".pdf", "application/json": ".json", "text/plain": ".txt"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What was read but not recorded: whose it is, and each document with its claims and the origin of the reading."""

    owner: str
    at: float
    items: tuple[tuple[Document, Pairs, str], ...]


class Previews:
    """The latest twenty, for an hour, in memory."""

    def __init__(self) -> None:
        self._all: OrderedDict[str, Preview] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, name: str, preview: Preview) -> None:
        with self._lock:
            self._all[name] = preview
            while len(self._all) > MOST_PREVIEWS:
                self._all.popitem(last=False)

    def find(self, name: str, owner: str) -> Preview:
        """Problem 404 where it is not there, or another's."""
        with self._lock:
            found = self._all.get(name)
        if found is None or found.owner != owner or time.monotonic() - found.at > KEPT_SECONDS:
            raise Problem(404, "that preview is gone; read the texts again", "preview")
        return found


PREVIEWS = Previews()
_FILES = {"type": "object", "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}}}
BODY = {"requestBody": {"content": {"application/json": {"schema": shapes.GivenText.model_json_schema()},
                                    "multipart/form-data": {"schema": _FILES}}}}


@router.post("/preview", response_model=shapes.JobAnswer, status_code=202, openapi_extra=BODY)
async def preview(request: Request, store: StoreOf, user: Coder) -> Response:
    """Read a text, files or addresses and show their claims without recording anything. The job's result has the documents, each with its
    claims and whether it is there already."""
    try:
        given, files = await _given(request)
    except ClientDisconnect:
        return errors.said(400, "the request was cut off")
    if given.outlet_kind and given.outlet_kind not in values("outlet_kinds"):
        raise Problem(422, f"outlet_kind: is one of {', '.join(values('outlet_kinds'))}", "outlet_kind")
    urls = [u.strip() for u in given.urls if u.strip()]
    if not (given.text.strip() or urls or files):
        raise Problem(422, "give a text, addresses or files", "text")
    if urls and not store.settings.can_fetch:
        raise Problem(403, "this desk fetches no addresses", "urls")
    job = store.jobs.start("preview", user.name, lambda step: _preview(store, user, given, urls, files, step))
    return answer({"job": job.row()}, 202)


async def _given(request: Request) -> tuple[shapes.GivenText, list[Handed]]:
    """What was sent as JSON, or as a form with files."""
    kind = request.headers.get("content-type", "")
    try:
        if kind.startswith("application/json"):
            return shapes.GivenText.model_validate_json(await request.body()), []
        if kind.startswith("multipart/form-data"):
            form = await request.form(max_files=MOST_FILES, max_fields=20)
            found = [f for f in form.getlist("files") if isinstance(f, UploadFile)]
            files = [Handed(_name(f.filename), await f.read()) for f in found]
            said = {k: v for k, v in form.items() if isinstance(v, str) and k in shapes.GivenText.model_fields and k != "urls"}
            return shapes.GivenText.model_validate(said), files
    except ValidationError as e:
        first: Any = e.errors()[0]
        raise Problem(422, f"{'.'.join(map(str, first['loc']))}: {first['msg']}", str(first["loc"][0]) if first["loc"] else None) from None
    raise Problem(415, "send JSON or a form with files")


def _name(given: str | None) -> str:
    """A file's own name, without any path."""
    name = PurePosixPath((given or "").replace("\\", "/")).name
    return "".join(c if c.isprintable() else " " for c in name)[:200] or "file"


def _preview(store: Store, user: User, given: shapes.GivenText, urls: Sequence[str], files: Sequence[Handed], step: Step) -> Row:
    from ..read import Given
    problems: list[str] = []
    handed = [*files, *_fetched(urls, problems, step)]
    if given.text.strip():
        body = given.text.encode("utf-8", "replace")
        name = given.id or f"pasted-{hashlib.sha256(body).hexdigest()[:8]}"
        handed.append(Handed(name, body, given.url, given.title, name, "utf-8"))
    step(0, None, "reading")
    said = Given(given.date or None, given.outlet, given.outlet_kind, given.lang)
    found, more = store.work("read", documents, handed, said)
    problems += more
    items: list[tuple[Document, Pairs, str]] = []
    for n, document in enumerate(found):
        step(n, len(found), document.id)
        pairs, origin, problem = store.work("read", code, document)
        if problem:
            problems.append(problem)
        else:
            items.append((document, pairs, origin))
    name = hashlib.sha256(f"{user.name} {time.monotonic()}".encode()).hexdigest()[:16]
    PREVIEWS.keep(name, Preview(user.name, time.monotonic(), tuple(items)))
    shown = [{"document": document_row(d), "claims": [record(c, r) for c, r in pairs], "duplicate": _duplicate(store, d, items[:n])}
             for n, (d, pairs, _) in enumerate(items)]
    step(len(found), len(found), "")
    return {"preview": name, "documents": shown, "problems": problems}


def _fetched(urls: Sequence[str], problems: list[str], step: Step) -> list[Handed]:
    out = []
    for n, url in enumerate(urls):
        step(n, len(urls), f"fetching {url[:80]}")
        try:
            got = fetch(url)
        except ReadError as e:
            problems.append(str(e))
            continue
        path = PurePosixPath(got.url.split("?")[0])
        name = path.name if path.suffix else (path.name or "page") + SUFFIX.get(got.kind, ".html")
        out.append(Handed(name, got.body, got.url, id=got.url.split("://", 1)[-1][:200]))
    return out


def _duplicate(store: Store, document: Document, before: Sequence[tuple[Document, Pairs, str]]) -> Row | None:
    """The document that this one is the same as or nearly: in the ledger, or earlier in the same preview."""
    with store.index() as index:
        same = index.execute("SELECT row FROM document JOIN document_row USING (n) WHERE key = ?", (document.key,)).fetchone()
        if same:
            return _as_duplicate("same", row(same[0]), 1.0)
        twin = next((d for d, _, _ in before if d.key == document.key or d.text == document.text), None)
        if twin:
            return _as_duplicate("same" if twin.key == document.key else "near", document_row(twin), 1.0)
        alike = near(index, sketch(document.text))
        found = index.execute("SELECT row FROM document_row WHERE n = ?", (alike[0][0],)).fetchone() if alike else None
        return _as_duplicate("near", row(found[0]), alike[0][1]) if found else None


def _as_duplicate(kind: str, of: Row, similarity: float) -> Row:
    return {"kind": kind, "similarity": similarity, **{k: bare(of)[k] for k in ("key", "id", "outlet", "date")}}


@router.post("/record", response_model=shapes.JobAnswer, status_code=202)
def take_in(given: shapes.ToRecord, store: StoreOf, user: Coder) -> Response:
    """Record documents of a preview. The job's result names each with its number of claims and whether its reading was new."""
    found = PREVIEWS.find(given.preview, user.name)
    known = {d.key for d, _, _ in found.items}
    unknown = next((k for k in given.keys or () if k not in known), None)
    if unknown is not None:
        raise Problem(404, f"the preview has no document {unknown[:40]!r}", "keys")
    job = store.jobs.start("record", user.name, lambda step: _record(store, found, given.keys, step))
    return answer({"job": job.row()}, 202)


def _record(store: Store, found: Preview, keys: Sequence[str] | None, step: Step) -> Row:
    chosen = [i for i in found.items if (i[0].key in keys if keys is not None else True)]
    step(0, len(chosen), "")
    out = []
    for (document, pairs, _), receipt in zip(chosen, store.ledger.append_all(chosen, batch=20), strict=True):
        out.append({"key": document.key, "id": document.id, "claims": len(pairs), "new": receipt.new_reading})
        step(len(out), len(chosen), document.id)
    store.grown()
    return {"recorded": out}
