"""A server on this machine that misbehaves as told: for each path a list of answers, the last of which stays."""
from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """One answer. `drip` sends a byte at a time with that pause; `cut` promises more than it sends."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    cut: int = 0


@dataclass
class Server:
    """`asked` are (path, headers in small letters, time) of every request."""

    port: int
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [p for p, _, _ in self.asked if p != "/robots.txt"]


@contextmanager
def serving() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic()))
            waiting = told.answers.get(self.path)
            answer = (waiting.pop(0) if len(waiting) > 1 else waiting[0]) if waiting else Answer(b"nothing here", 404)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body) + answer.cut))
            self.end_headers()
            try:
                for at in range(0, len(answer.body), 1 if answer.drip else len(answer.body) or 1):
                    self.wfile.write(answer.body[at:at + (1 if answer.drip else len(answer.body))])
                    if answer.drip:
                        self.wfile.flush()
                        time.sleep(answer.drip)
            except OSError:
                pass
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told = Server(http.server_address[1])
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
