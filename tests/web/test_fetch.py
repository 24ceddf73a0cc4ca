"""Addresses that are fetched, and those that are not: this machine, private networks, whatever a name says the second time."""
from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.model.errors import ReadError
from reportedly.web import fetch as module
from reportedly.web.fetch import checked, fetch, public


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
    "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "::127.0.0.1", "2001:db8::1", "nonsense", ""])
def test_what_is_not_public(address):
    assert not public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111"])
def test_what_is_public(address):
    assert public(address)


def naming(*addresses):
    return lambda host, port, **_: [(2, 1, 6, "", (a, port)) for a in addresses]


@pytest.mark.parametrize(("url", "why"), [
    ("file:///etc/passwd", "only http"), ("ftp://example.com/", "only http"), ("gopher://example.com", "only http"),
    ("http://", "only http"), ("http://a:b@example.com/", "password"),
    ("http://example.com:22/", "port 22"), ("http://exa mple.com:x/", "no address"),
    ("javascript:alert(1)", "only http")])
def test_what_is_no_address_to_fetch(url, why):
    with pytest.raises(ReadError, match=why):
        checked(url, naming("93.184.216.34"))


def test_every_address_of_a_name_is_checked():
    assert checked("https://Example.com/a", naming("93.184.216.34"))[1:] == ("example.com", 443, "93.184.216.34")
    for addresses in (("127.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("::1",), ()):
        with pytest.raises(ReadError, match="private network"):
            checked("http://example.com/", naming(*addresses))
    for url in ("http://127.0.0.1/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/", "http://localhost/", "http://0/"):
        with pytest.raises(ReadError):
            checked(url)


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
    """Takes one loopback address for a public one, so that a test can fetch at all."""
    monkeypatch.setattr(module, "public", lambda a: a == "127.0.0.1")
    monkeypatch.setattr(module, "PORTS", {site})
    return lambda path: fetch(f"http://news.example:{site}{path}", naming("127.0.0.1"))


def test_it_connects_to_the_checked_address_and_asks_by_name(let, site):
    assert (let("/ok").body, let("/ok").kind) == (b"<p>Rebels took Kern.</p>", "text/html")
    assert let("/name").body == f"news.example:{site}".encode()
    assert let("/to/ok").url.endswith("/ok")


@pytest.mark.parametrize(("path", "why"), [
    ("/image", "holds no text"), ("/gone", "answered with 404"), ("/to/to/to/to/to/to/to/ok", "redirects more"),
    ("/to/file:///etc/passwd", "only http"), ("/big", "longer than")])
def test_bounds(let, path, why, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    with pytest.raises(ReadError, match=why):
        let(path)


def test_a_redirect_inwards_is_refused(monkeypatch, site):
    """The name is looked up anew for each redirect, and what it then has is checked."""
    answers = iter((["127.0.0.1"], ["10.0.0.1"]))
    monkeypatch.setattr(module, "public", lambda a: a == "127.0.0.1")
    monkeypatch.setattr(module, "PORTS", {site})
    with pytest.raises(ReadError, match="private network"):
        fetch(f"http://news.example:{site}/to/ok", lambda host, port, **_: naming(*next(answers))(host, port))


def test_time(let, monkeypatch):
    monkeypatch.setattr(module, "SECONDS", -1.0)
    with pytest.raises(ReadError, match="took longer"):
        let("/ok")
