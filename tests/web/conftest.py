"""A desk that really listens, on a small made-up ledger, and a client that behaves as a browser does."""
from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import urllib3
import uvicorn

from reportedly.ledger import open_ledger
from reportedly.model.document import Document
from reportedly.web.app import create_app
from reportedly.web.settings import Settings

from ..assess.material import ARMY, BY_ARMY, BY_FRONT, FRONT, NURSE, UN, _pair, claim

HOSTILE = ("<script>alert(1)</script><img src=x onerror=alert(2)> \u202eevil\u202c \U0001f4a5 & \"quoted\" 'single' {{7*7}} "
           "=HYPERLINK(\"http://x\") \u200f\u0645\u0631\u062d\u0628\u0627")
STORIES: list[tuple[str, str, str, list[dict[str, Any]]]] = [
    ("d1", "2031-04-01", "Coast Wire", [claim("hold", "Velgrad", (ARMY,), text="The army holds Velgrad."),
                                        claim("hold", "Kern", (FRONT,), says=UN, text="Kern is in the hands of the front, the UN said.")]),
    ("d2", "2031-04-06", "Coast Wire", [claim("capture", "Velgrad", (FRONT,), (ARMY,), says=BY_FRONT, on="2031-04-05",
                                              text="The front took Velgrad on Saturday, its spokesman said."),
                                        claim("clash", "Velgrad", (FRONT,), (ARMY,), says=NURSE, on="2031-04-04", killed=40,
                                              text="Forty people died in the fighting, a nurse said.")]),
    ("d3", "2031-04-07", "Hill Post", [claim("capture", "Velgrad", (FRONT,), (ARMY,), says=BY_ARMY, on="2031-04-05", fact="denied",
                                             text="The army denied that Velgrad had been taken."),
                                       claim("withdraw", "Kern", (FRONT,), says=NURSE, on="2031-04-06", text="The front left Kern.")]),
    ("d4", "2031-04-08", f"Post {HOSTILE}", [claim("attack", "Kern", (HOSTILE,), says=("<b>nurse</b>", "witness", ""), on="2031-04-07",
                                                   text=f"They attacked Kern {HOSTILE} and left.")])]


def documents() -> Iterator[tuple[Document, Any, str]]:
    for name, day, outlet, said in STORIES:
        text = "\n".join(c["text"] for c in said)
        doc = Document(name, text, day, title=HOSTILE if name == "d4" else f"Story {name}", outlet=outlet, outlet_kind="wire")
        yield doc, tuple(_pair(doc, k, c, c["text"]) for k, c in enumerate(said)), "extract-1 resolve-1"


def ledger_at(path: Path) -> str:
    with open_ledger(str(path)) as ledger:
        list(ledger.append_all(documents()))
    return str(path)


class Client:
    """Keeps the cookie and sends the session's token along with what it writes."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie, self.csrf = port, "", ""
        self.pool = urllib3.HTTPConnectionPool("127.0.0.1", port, retries=False, timeout=60)

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, **more: Any) -> Any:
        sent = {"Host": f"127.0.0.1:{self.port}", **({"Cookie": self.cookie} if self.cookie else {}),
                **({"X-CSRF-Token": self.csrf} if self.csrf else {}), **(headers or {})}
        if body is not None and not isinstance(body, bytes | str):
            body, sent["Content-Type"] = json.dumps(body), "application/json"
        found = self.pool.request(method, path, body=body, headers=sent, redirect=False, **more)
        if "set-cookie" in found.headers:
            self.cookie = found.headers["set-cookie"].split(";")[0]
        return found

    def get(self, path: str, status: int = 200) -> Any:
        found = self.ask("GET", path)
        assert found.status == status, (path, found.status, found.data[:300])
        return json.loads(found.data)

    def post(self, path: str, body: Any, status: int = 201) -> Any:
        found = self.ask("POST", path, body)
        assert found.status == status, (path, found.status, found.data[:300])
        return json.loads(found.data)

    def begin(self) -> Client:
        """Open a session as a page does."""
        self.csrf = json.loads(self.ask("GET", "/api/v1/session").data)["csrf"]
        return self

    def done(self, job: Any) -> Any:
        """Wait for a job and return it."""
        until = time.monotonic() + 60
        while job["state"] in ("waiting", "running") and time.monotonic() < until:
            time.sleep(0.05)
            job = self.get(f"/api/v1/jobs/{job['id']}")
        return job


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Settings], int]]:
    """A function that starts a desk on a free port and returns the port; all are stopped at the end."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(settings: Settings) -> int:
        bound = socket.socket()
        bound.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        running.append((server, thread))
        return int(bound.getsockname()[1])

    yield start
    for server, _ in running:
        server.should_exit = True
    for _, thread in running:
        thread.join(10)


@pytest.fixture(scope="session")
def port(serve: Callable[[Settings], int], tmp_path_factory: pytest.TempPathFactory) -> int:
    """A desk for reading: tests leave its ledger as it is."""
    where = ledger_at(tmp_path_factory.mktemp("desk") / "l.db")
    return serve(Settings(where, "A <war> & its news", workers=False, name="ana"))


@pytest.fixture
def client(port: int) -> Client:
    return Client(port)
