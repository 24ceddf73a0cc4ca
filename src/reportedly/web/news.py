"""News: what open pages are told as it happens (server-sent events)."""
from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec

from .errors import Problem

MOST = 200
BACKLOG = 100
BEAT_SECONDS = 15.0


class News:
    """Everyone who listens. Bounded: a listener who does not keep up is dropped and will come again."""

    def __init__(self) -> None:
        self._all: dict[asyncio.Queue[bytes | None], str] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def begin(self) -> None:
        """Call inside the event loop that serves."""
        self._loop = asyncio.get_running_loop()

    def tell(self, event: str, data: Any, owner: str = "") -> None:
        """Tell everyone, or only the user `owner`; from any thread."""
        if self._loop and not self._loop.is_closed():
            message = b"event: " + event.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._put, message, owner)

    def _put(self, message: bytes, owner: str) -> None:
        for queue, name in list(self._all.items()):
            if owner and name != owner:
                continue
            try:
                queue.put_nowait(message)
            except asyncio.QueueFull:
                self._all.pop(queue, None)
                queue.get_nowait()
                queue.put_nowait(None)

    def room(self) -> None:
        """Problem 429 where too many listen already."""
        if len(self._all) >= MOST:
            raise Problem(429, "too many pages are listening", retry=30)

    async def listen(self, name: str, first: bytes) -> AsyncIterator[bytes]:
        """The stream of one page; ends when the page goes or the server stops."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(BACKLOG)
        self._all[queue] = name
        try:
            yield b"retry: 3000\n\n" + first
            while True:
                try:
                    message = await asyncio.wait_for(queue.get(), BEAT_SECONDS)
                except TimeoutError:
                    message = b": still here\n\n"
                if message is None:
                    return
                yield message
        finally:
            self._all.pop(queue, None)

    def end(self) -> None:
        """Let every stream end; from any thread, or a signal."""
        if self._loop and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        for queue in list(self._all):
            with contextlib.suppress(asyncio.QueueFull):
                queue.put_nowait(None)
