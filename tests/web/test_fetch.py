"""Addresses that an analyst gave: what the desk fetches of them. Whom the fetcher may ask is tested with the feeds."""
from __future__ import annotations

import socket
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.model.errors import ReadError
from reportedly.web.fetch import BOUNDS, fetch


def naming(*addresses):
    return lambda host, port, *_, **__: [(2, 1, 6, "", (a, port)) for a in addresses]


@pytest.mark.parametrize(("url", "why"), [
    ("file:///etc/passwd", "no web address"), ("ftp://example.com/", "no web address"), ("http://", "no web address"),
    ("http://a:b@example.com/", "name and password"), ("http://example.com:22/", "port 22"), ("http://exa mple.com:x/", "no web address"),
    ("javascript:alert(1)", "no web address"), ("http://127.0.0.1/", "private network"), ("http://[::1]/", "private network"),
    ("http://0x7f.1/", "address"), ("http://2130706433/", "address"), ("http://localhost/", "private network"), ("http://0/", "address")])
def test_what_is_no_address_to_fetch(url, why):
    with pytest.raises(ReadError, match=why):
        fetch(url)


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("::1",)])
def test_every_address_of_a_name_is_checked(addresses, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", naming(*addresses))
    with pytest.raises(ReadError, match="private network"):
        fetch("http://example.com/")


class Site(BaseHTTPRequestHandler):
    """A site with what can go wrong."""

    def do_GET(self) -> None:
        found = {"/ok": (200, "text/html; charset=utf-8", b"<p>Rebels took Kern.</p>"), "/image": (200, "image/png", b"x"),
                 "/big": (200, "text/plain", b"x" * 5000), "/gone": (404, "text/plain", b"")}
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:] if "://" in self.path else f"/{self.path[4:]}")
            self.end_headers()
            return
        status, kind, body = found.get(self.path, (200, "text/plain", self.headers["Host"].encode()))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture
def let(monkeypatch, site):
    """Asks the site under a name that is allowed, so that a test can fetch at all."""
    monkeypatch.setattr(socket, "getaddrinfo", naming("127.0.0.1"))
    open_ = replace(BOUNDS, ports=frozenset((site,)), allow_private=frozenset(("news.example",)))
    return lambda path, **more: fetch(f"http://news.example:{site}{path}", replace(open_, **more))


def test_it_connects_to_the_checked_address_and_asks_by_name(let, site):
    assert (let("/ok").body, let("/ok").kind) == (b"<p>Rebels took Kern.</p>", "text/html")
    assert let("/name").body == f"news.example:{site}".encode()
    assert let("/to/ok").url.endswith("/ok")


@pytest.mark.parametrize(("path", "why"), [
    ("/image", "holds no text"), ("/gone", "answered 404"), ("/to/to/to/to/to/to/to/ok", "on and on"),
    ("/to/file:///etc/passwd", "no web address"), ("/big", "larger than")])
def test_bounds(let, path, why):
    with pytest.raises(ReadError, match=why):
        let(path, largest=1000)


def test_a_redirect_inwards_is_refused(let, site):
    with pytest.raises(ReadError, match="private network"):
        let(f"/to/http://inside.example:{site}/ok")
