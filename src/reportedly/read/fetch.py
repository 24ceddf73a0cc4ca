"""Fetching: one address at a time, politely and within bounds; private addresses only where they are allowed by name. Feeds and the
desk's intake ask through it.

An address is looked up once and the connection goes to what was found, so that a name cannot mean one machine when it is checked and
another when it is asked.
"""
from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from .. import __version__

REDIRECTS = 5
ROBOTS_BYTES = 500_000
ROBOTS_SECONDS = 3600.0
LONGEST_DELAY = 120.0
LONGEST_WAIT = 7 * 86400.0
# What `is_global` leaves open: addresses that stand for others (NAT64, 6to4, Teredo) reach what they stand for.
EMBEDDING = tuple(ipaddress.ip_network(n) for n in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))


class FetchError(Exception):
    """An address that brought nothing; `status` of the answer or 0, `wait` the seconds that the server asks to be left alone, or None."""

    def __init__(self, reason: str, status: int = 0, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.status, self.wait = reason, status, wait


class PrivateAddressError(FetchError):
    """An address of this machine or of a private network, which is not asked."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a fetch may cost and whom it may ask: bytes (as unpacked), seconds for each request, seconds between two requests to one host,
    how we call ourselves, hosts or host:port with private addresses that may be asked all the same, and the ports (empty: any)."""

    largest: int = 20_000_000
    seconds: float = 60.0
    delay: float = 5.0
    agent: str = f"reportedly/{__version__}"
    allow_private: frozenset[str] = frozenset()
    robots: bool = True
    ports: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one request brought. `headers` have small letters; `url` is where the answer came from, after redirects; `asked` the one asked
    for; `address` the machine's number; `error` why there is no body, or ""."""

    asked: str
    url: str
    at: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    address: str = ""
    seconds: float = 0.0
    error: str = ""


OnFetch = Callable[[Fetched], None]


@dataclass
class Fetcher:
    """Asks hosts one after another with a pause between two requests to the same; remembers robots.txt for an hour.

    `on_fetch` sees every request with its answer, refused and failed ones too. `sleep` and `clock` are there for tests.
    """

    bounds: Bounds
    on_fetch: OnFetch = field(default=lambda _: None)
    sleep: Callable[[float], None] = field(default=time.sleep)
    clock: Callable[[], float] = field(default=time.monotonic)
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, tuple[float, RobotFileParser | bool]] = field(default_factory=dict)

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer to a GET, redirects followed. Raises FetchError where there is none that can be used (200 and 304 can)."""
        asked = url
        for _ in range(REDIRECTS + 1):
            try:
                _target(url, self.bounds.ports)
            except FetchError as e:
                self._refuse(asked, url, e.reason)
            if self.bounds.robots and not self._allowed(url):
                self._refuse(asked, url, "robots.txt does not allow it")
            found = self._once(asked, url, headers or {}, self.bounds.largest)
            if found.status in (301, 302, 303, 307, 308) and (to := found.headers.get("location")):
                url = urljoin(url, to)
                continue
            if found.status in (200, 304):
                return found
            raise FetchError(f"answered {found.status}", found.status, retry_after(found.headers.get("retry-after", "")))
        raise FetchError(f"leads on and on ({REDIRECTS} redirects)")

    def _refuse(self, asked: str, url: str, reason: str) -> None:
        self.on_fetch(Fetched(asked, url, _now(), error=reason))
        raise FetchError(reason)

    def _allowed(self, url: str) -> bool:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        kept = self._robots.get(origin)
        if kept is None or self.clock() - kept[0] > ROBOTS_SECONDS:
            kept = self._robots[origin] = (self.clock(), self._read_robots(origin))
        return kept[1] if isinstance(kept[1], bool) else kept[1].can_fetch(self.bounds.agent, url)

    def _read_robots(self, origin: str) -> RobotFileParser | bool:
        """What robots.txt allows: all without one (4xx), nothing while the host fails (RFC 9309)."""
        rules = RobotFileParser()
        url = f"{origin}/robots.txt"
        try:
            for _ in range(REDIRECTS):
                found = self._once(url, url, {}, ROBOTS_BYTES)
                if found.status in (301, 302, 307, 308) and (to := found.headers.get("location")):
                    url = urljoin(url, to)
                    continue
                break
            if found.status != 200:
                return 400 <= found.status < 500 and found.status != 429
            rules.parse(found.body.decode("utf-8", "replace").splitlines())
        except PrivateAddressError:
            raise
        except FetchError as e:
            if "no address" in e.reason:
                raise
            return False
        return rules

    def _once(self, asked: str, url: str, headers: Mapping[str, str], largest: int) -> Fetched:
        """One request and its answer, told to `on_fetch` whatever comes of it."""
        begun, at = time.monotonic(), _now()
        address = ""
        try:
            host, port, https = _target(url, self.bounds.ports)
            address = self._address(host, port)
            self._pause(host)
            status, said, body = _request(url, host, port, address, https, {"User-Agent": self.bounds.agent, "Accept-Encoding": "gzip",
                                                                           **headers}, largest, self.bounds.seconds)
        except FetchError as e:
            self.on_fetch(Fetched(asked, url, at, e.status, {}, b"", address, time.monotonic() - begun, e.reason))
            raise
        found = Fetched(asked, url, at, status, said, body, address, time.monotonic() - begun)
        self.on_fetch(found)
        return found

    def _pause(self, host: str) -> None:
        asked = [float(r.crawl_delay(self.bounds.agent) or 0) for o, (_, r) in self._robots.items()
                 if not isinstance(r, bool) and urlsplit(o).hostname == host]
        wait = self._last.get(host, -1e9) + max(self.bounds.delay, *(min(a, LONGEST_DELAY) for a in asked), 0.0) - self.clock()
        if wait > 0:
            self.sleep(wait)
        self._last[host] = self.clock()

    def _address(self, host: str, port: int) -> str:
        """The number of a host that may be asked. Raises FetchError for private ones, all of whose numbers are looked at."""
        try:
            found = [str(x[4][0]) for x in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError):
            raise FetchError(f"there is no address for {host[:80]}") from None
        allowed = self.bounds.allow_private & {host, f"{host}:{port}"}
        if not allowed and not all(map(public, found)):
            raise PrivateAddressError(f"{host[:80]} is a private address, on this machine or in a private network")
        return found[0]


def public(address: str) -> bool:
    """Whether an address is one of the open network: not of this machine, this house, a link or a group."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped:
            return public(str(number.ipv4_mapped))
        if any(number in net for net in EMBEDDING):
            return False
    return number.is_global and not (number.is_multicast or number.is_reserved or number.is_unspecified or number.is_link_local)


def retry_after(value: str) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or a date; None where it says nothing. At most a week."""
    value = value.strip()
    with suppress(ValueError):
        return min(max(float(value), 0.0), LONGEST_WAIT)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max((when - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _target(url: str, ports: frozenset[int] = frozenset()) -> tuple[str, int, bool]:
    """Host, port and whether it is encrypted. Raises FetchError on what is no web address, and on a port that is none of `ports`."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise FetchError("is no web address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise FetchError("is no web address (http or https, without a name and password)")
    if ports and port not in ports:
        raise FetchError(f"port {port} is not asked")
    return parts.hostname, port, parts.scheme == "https"


def _request(url: str, host: str, port: int, address: str, https: bool, headers: Mapping[str, str], largest: int,
             seconds: float) -> tuple[int, dict[str, str], bytes]:
    import urllib3
    from urllib3.connection import HTTPConnection, HTTPSConnection
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    shown = f"[{host}]" if ":" in host else host
    name = shown if port in (80, 443) else f"{shown}:{port}"
    each = min(seconds, 30.0)
    link: Any = HTTPSConnection(address, port, timeout=each, server_hostname=host, assert_hostname=host,
                                ssl_context=ssl.create_default_context()) if https else HTTPConnection(address, port, timeout=each)
    try:
        link.connect()
        with _deadline(link.sock, seconds) as late:
            try:
                link.request("GET", path, headers={"Host": name, **headers}, preload_content=False, decode_content=True)
                answer = link.getresponse()
                said = {k.lower(): v for k, v in answer.headers.items()}
                return int(answer.status), said, _body(answer, said, largest, late)
            except (urllib3.exceptions.HTTPError, OSError, ValueError, EOFError) as e:
                raise FetchError(f"took more than {seconds:.0f} seconds" if late() else f"broke off ({type(e).__name__})") from None
    except (urllib3.exceptions.HTTPError, OSError) as e:
        raise FetchError(f"cannot be reached ({type(e).__name__})") from None
    finally:
        link.close()


def _body(answer: Any, said: Mapping[str, str], largest: int, late: Callable[[], bool]) -> bytes:
    """The answer's body, unpacked. Raises FetchError where it is too large, or shorter than it was said to be."""
    pieces, size = [], 0
    while piece := answer.read1(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > largest:
            raise FetchError(f"is larger than {largest // 1000} kB", int(answer.status))
    if late():
        raise FetchError("took too long", int(answer.status))
    declared = said.get("content-length", "")
    if declared.isdigit() and answer.tell() < int(declared) and answer.status == 200:
        raise FetchError("broke off before its end", int(answer.status))
    return b"".join(pieces)


@contextmanager
def _deadline(sock: socket.socket, seconds: float) -> Iterator[Callable[[], bool]]:
    """Cut the line when that many seconds are over, however slowly it still talks; the function it gives says whether it was cut."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield over.is_set
    finally:
        timer.cancel()
