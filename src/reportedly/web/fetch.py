"""Fetching an address that a user gave: http and https only, never this machine or a private network, bounded in size and time.

The name is looked up once, every address it has is checked, and the connection goes to the very address that was checked, so that a
name which answers differently the second time gains nothing. Each redirect starts again from the beginning.
"""
from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from ..model.errors import ReadError

SECONDS = 20.0
ONE_WAIT = 8.0
MOST_BYTES = 8_000_000
REDIRECTS = 5
PORTS = frozenset((80, 443, 8080, 8443))
KINDS = ("text/", "application/xhtml", "application/xml", "application/json", "application/pdf", "application/rss", "application/atom",
         "application/x-ndjson", "application/vnd.openxmlformats", "application/octet-stream", "")
AGENT = "reportedly (reads reports for an analyst who asked for this address)"
# What `is_global` leaves open: addresses that stand for others (NAT64, 6to4, Teredo) reach what they stand for.
EMBEDDING = tuple(ipaddress.ip_network(n) for n in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))
Lookup = Callable[..., list[Any]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the address at the end of all redirects, its bytes and their media type."""

    url: str
    body: bytes
    kind: str


def public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not private, loopback, link-local, multicast, reserved or shared."""
    try:
        found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return public(str(found.ipv4_mapped))
        if any(found in net for net in EMBEDDING):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified or found.is_link_local)


def checked(url: str, lookup: Lookup = socket.getaddrinfo) -> tuple[str, str, int, str]:
    """Scheme, host, port and the one public IP address to connect to. ReadError in one line where the address may not be fetched."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ReadError(url[:200], "is no address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ReadError(url[:200], "only http and https addresses are fetched")
    if parts.username or parts.password:
        raise ReadError(url[:200], "an address with a name or password in it is not fetched")
    port = port or (443 if parts.scheme == "https" else 80)
    if port not in PORTS:
        raise ReadError(url[:200], f"port {port} is not fetched from")
    try:
        found = list(dict.fromkeys(str(x[4][0]) for x in lookup(host.encode("idna").decode(), port, type=socket.SOCK_STREAM)))
    except (OSError, UnicodeError):
        raise ReadError(url[:200], "its name cannot be looked up") from None
    if not found or not all(public(a) for a in found):
        raise ReadError(url[:200], "is on this machine or a private network and is not fetched")
    return parts.scheme, host, port, found[0]


def fetch(url: str, lookup: Lookup = socket.getaddrinfo) -> Fetched:
    """The bytes at an address, at most 8 MB within 20 seconds over at most 5 redirects. ReadError in one line where that fails."""
    until = time.monotonic() + SECONDS
    at = url
    for _ in range(REDIRECTS + 1):
        scheme, host, port, address = checked(at, lookup)
        onward, found = _once(at, scheme, host, port, address, until)
        if found:
            return found
        at = urljoin(at, onward)
    raise ReadError(url[:200], f"redirects more than {REDIRECTS} times")


def _once(url: str, scheme: str, host: str, port: int, address: str, until: float) -> tuple[str, Fetched | None]:
    """One request to the checked address; the next address of a redirect, or what was found."""
    import urllib3
    parts = urlsplit(url)
    wait = urllib3.Timeout(connect=ONE_WAIT, read=ONE_WAIT)
    # Connected to the address; the name is what TLS verifies and what the server is asked for.
    pool: Any = (urllib3.HTTPSConnectionPool(address, port, timeout=wait, retries=False, server_hostname=host, assert_hostname=host)
                 if scheme == "https" else urllib3.HTTPConnectionPool(address, port, timeout=wait, retries=False))
    named = f"[{host}]" if ":" in host else host
    shown = named if port in (80, 443) else f"{named}:{port}"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": shown, "User-Agent": AGENT, "Accept": "text/html,text/plain,application/pdf,*/*;q=0.5", "Accept-Encoding": "gzip"}
    try:
        with pool:
            answer = pool.request("GET", target, headers=headers, preload_content=False, redirect=False)
            try:
                return _taken(url, answer, until)
            finally:
                answer.close()
    except urllib3.exceptions.HTTPError as e:
        raise ReadError(url[:200], _why(e)) from None


def _taken(url: str, answer: Any, until: float) -> tuple[str, Fetched | None]:
    if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("location"):
        return str(answer.headers["location"]), None
    if answer.status != 200:
        raise ReadError(url[:200], f"answered with {answer.status}")
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind.startswith(KINDS[:-1]) and kind:
        raise ReadError(url[:200], f"is {kind[:60]}, which holds no text")
    body = bytearray()
    for piece in answer.stream(65536, decode_content=True):
        body += piece
        if len(body) > MOST_BYTES:
            raise ReadError(url[:200], f"is longer than {MOST_BYTES // 1_000_000} MB")
        if time.monotonic() > until:
            raise ReadError(url[:200], f"took longer than {SECONDS:.0f} seconds")
    return "", Fetched(url, bytes(body), kind)


def _why(error: Exception) -> str:
    name = type(error).__name__
    return {"ConnectTimeoutError": "does not answer", "ReadTimeoutError": "stopped answering", "SSLError": "has no valid certificate",
            "NewConnectionError": "cannot be reached"}.get(name, "could not be fetched")
