"""What a page begins with: the state of ledger and picture, the session's token, jobs, and the stream of news."""
from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from .. import __version__
from ..model.codebook import event_types, tier_words, values
from ..model.rows import Row
from ..publish import words
from . import shapes
from .answers import answer
from .deps import Anyone, StoreOf
from .settings import User
from .store import Store

router = APIRouter(prefix="/api/v1", tags=["desk"], responses=shapes.ERRORS)


@router.get("/state", response_model=shapes.State)
def state(store: StoreOf, user: Anyone) -> Response:
    """The state of the ledger and of the picture that is shown; the codebook."""
    return answer(state_row(store, user))


def state_row(store: Store, user: User) -> Row:
    """The same as plain values."""
    found, about = store.tally(), store.about
    shown = {"id": about["snapshot"], **{k: about[k] for k in ("head", "first", "last", "made")}} if about else None
    return {"title": store.settings.title, "version": __version__, "mode": "api", "user": {"name": user.name, "role": user.role},
            "ledger": found, "snapshot": shown, "behind": found["head"][0] - about["head"][0] if about else found["head"][0],
            "deriving": store.deriving, "doing": store.doing, "published": about["published"] if about else [], "codebook": codebook()}


@cache
def codebook() -> Row:
    """Types, closed lists and what they mean."""
    types = {n: {"family": t.family, "words": t.words, "noun": words.noun(n), "symmetric": t.symmetric} for n, t in event_types().items()}
    lists = {n: list(values(n)) for n in ("factuality", "verification", "source_kinds", "counts", "outlet_kinds")}
    return {"types": types, "families": list(dict.fromkeys(t.family for t in event_types().values())), **lists,
            "tiers": tier_words(), "standings": words.table("standings")}


@router.get("/session")
def session(request: Request, user: Anyone) -> Response:
    """Who is logged in, and the token that writes have to carry (X-CSRF-Token). Begins a session where none is needed to log in."""
    found = request.scope["state"].get("session")
    return answer({"user": {"name": user.name, "role": user.role}, "csrf": found.csrf if found else ""})


@router.get("/jobs")
def jobs(store: StoreOf, user: Anyone) -> Response:
    """Your jobs, newest first, without their results."""
    return answer({"rows": [j.row(result=False) for j in store.jobs.of(user.name)]})


@router.get("/jobs/{name}", response_model=shapes.JobRow)
def job(name: str, store: StoreOf, user: Anyone) -> Response:
    """One job with its result."""
    return answer(store.jobs.find(name, user.name).row())


@router.delete("/jobs/{name}", response_model=shapes.JobRow)
def stop(name: str, store: StoreOf, user: Anyone) -> Response:
    """Ask a job to stop; it does so between two steps."""
    found = store.jobs.find(name, user.name)
    if found.owner:
        store.jobs.stop(found)
    return answer(found.row())


@router.get("/stream", response_class=StreamingResponse)
async def stream(store: StoreOf, user: Anyone) -> Response:
    """Server-sent events: `head` (the ledger grew), `picture` (a newer picture is there), `job` (one of your jobs got on)."""
    store.news.room()
    about: Any = store.counts
    first = b"event: head\ndata: " + msgspec.json.encode({
        "seq": about.get("head", [0])[0], "documents": about.get("documents", 0), "claims": about.get("claims", 0)}) + b"\n\n"
    return StreamingResponse(store.news.listen(user.name, first), media_type="text/event-stream",
                             headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
