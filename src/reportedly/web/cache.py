"""Answers kept: each is worked out once for a state of the ledger, has an ETag, and is compressed once.

An ASGI layer inside the guard. Which paths hang on what stands in the two tables below; everything else passes through. Answers are
worked out a few at a time, first come, first served: Python runs one thread at a time anyway, and twenty threads that take it from one
another answer no more questions and make the unlucky wait.
"""
from __future__ import annotations

import asyncio
import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .store import Store

MOST_BYTES = 96_000_000
MOST_ONE = 12_000_000
LEAST = 800
SMALL = 8_000
AT_ONCE = 2
# What hangs on the snapshot alone, and what also on the newest claims, documents and decisions.
PICTURE = frozenset("/api/v1/" + n for n in (
    "picture", "marks", "control", "history", "places", "events", "sources", "diff", "map.geojson", "why", "brief"))
RECORD = frozenset("/api/v1/" + n for n in ("place", "event", "claims", "claim", "documents", "document", "search"))
# What may take long: a picture as of a day that is to be made first, a download of everything.
SLOW = (b"as_of=", b"format=")
TEXT = ("application/json", "application/geo+json", "text/", "image/svg", "application/javascript")


class Cache:
    """The layer itself."""

    def __init__(self, app: ASGIApp, store: Store) -> None:
        self.app, self.store = app, store
        self._all: OrderedDict[tuple[str, bool], tuple[list[tuple[bytes, bytes]], bytes]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _headless(send)
        headers = Headers(scope=scope)
        squeeze = "gzip" in headers.get("accept-encoding", "")
        path, query = scope["path"], scope.get("query_string", b"")
        if scope["method"] != "GET" or path not in PICTURE | RECORD:
            await self.app(scope, receive, _Whole(send, squeeze, None, self).take)
            return
        tag = self._tag(path, query)
        if tag in [t.strip().removeprefix("W/") for t in headers.get("if-none-match", "").split(",")]:
            await send({"type": "http.response.start", "status": 304, "headers": [
                (b"etag", tag.encode()), (b"cache-control", b"private, no-cache"), (b"vary", b"accept-encoding")]})
            await send({"type": "http.response.body", "body": b""})
            return
        with self._lock:
            kept = self._all.get((tag, squeeze))
            if kept:
                self._all.move_to_end((tag, squeeze))
        if kept:
            await send({"type": "http.response.start", "status": 200, "headers": kept[0]})
            await send({"type": "http.response.body", "body": kept[1]})
            return
        whole = _Whole(send, squeeze, tag, self)
        if any(name in query for name in SLOW):
            await self.app(scope, receive, whole.take)
            return
        await self._turn.acquire()
        whole.made = self._turn.release
        try:
            await self.app(scope, receive, whole.take)
        finally:
            whole.free()

    def _tag(self, path: str, query: bytes) -> str:
        day = parse_qs(query.decode("latin-1")).get("as_of", [""])[0][:10] if b"as_of" in query else ""
        state = self.store.token(path in RECORD, day)
        return f'"{hashlib.blake2b(f"{state} {path}?".encode() + query, digest_size=12).hexdigest()}"'

    def keep(self, tag: str, squeeze: bool, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        """Keep a whole answer, and let the longest unused ones go."""
        if len(body) > MOST_ONE:
            return
        with self._lock:
            old = self._all.pop((tag, squeeze), None)
            self._size += len(body) - (len(old[1]) if old else 0)
            self._all[tag, squeeze] = (headers, body)
            while self._size > MOST_BYTES:
                _, (_, gone) = self._all.popitem(last=False)
                self._size -= len(gone)


def _headless(send: Send) -> Send:
    """Answers HEAD with what GET would, but for the body."""
    async def without(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)
    return without


class _Whole:
    """Gathers an answer that comes in one piece, to compress and keep it; what comes in many is passed on as it comes."""

    def __init__(self, send: Send, squeeze: bool, tag: str | None, cache: Cache) -> None:
        self.send, self.squeeze, self.tag, self.cache = send, squeeze, tag, cache
        self.start: Message | None = None
        self.made: Callable[[], None] | None = None

    def free(self) -> None:
        """Tell once that the answer is worked out: whoever reads it slowly keeps nobody waiting."""
        made, self.made = self.made, None
        if made:
            made()

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        if self.start is None:
            await self.send(message)
            return
        start, self.start = self.start, None
        if message.get("more_body"):
            self.free()
            await self.send(start)
            await self.send(message)
            return
        headers = MutableHeaders(raw=list(start["headers"]))
        body = message.get("body", b"")
        ours = headers.get("content-type", "").startswith(TEXT)
        if self.squeeze and ours and len(body) >= LEAST and "content-encoding" not in headers:
            body = gzip.compress(body, 5 if len(body) < SMALL else 1, mtime=0)
            headers["Content-Encoding"] = "gzip"
            headers["Content-Length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        if self.tag and start["status"] == 200:
            headers["ETag"] = self.tag
            headers["Cache-Control"] = "private, no-cache"
            self.cache.keep(self.tag, self.squeeze, headers.raw, body)
        self.free()
        await self.send({**start, "headers": headers.raw})
        await self.send({**message, "body": body})
