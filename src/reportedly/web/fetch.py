"""Fetching an address that an analyst gave the desk, within narrower bounds than a feed's: texts only, from the usual ports."""
from __future__ import annotations

from dataclasses import dataclass

from ..model.errors import ReadError
from ..read.fetch import Bounds, Fetcher, FetchError

KINDS = ("text/", "application/xhtml", "application/xml", "application/json", "application/pdf", "application/rss", "application/atom",
         "application/x-ndjson", "application/vnd.openxmlformats", "application/octet-stream")
# A person asked for this one address: what robots.txt says to programs that follow links does not bear on it.
BOUNDS = Bounds(largest=8_000_000, seconds=20.0, delay=0.0, robots=False, ports=frozenset((80, 443, 8080, 8443)),
                agent="reportedly (reads reports for an analyst who asked for this address)")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: the address at the end of all redirects, its bytes and their media type."""

    url: str
    body: bytes
    kind: str


def fetch(url: str, bounds: Bounds = BOUNDS) -> Page:
    """The bytes at an address. ReadError in one line where that fails, and where they are no text."""
    try:
        found = Fetcher(bounds).get(url.strip(), {"Accept": "text/html,text/plain,application/pdf,*/*;q=0.5"})
    except FetchError as e:
        raise ReadError(url[:200], e.reason) from None
    kind = found.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith(KINDS):
        raise ReadError(url[:200], f"is {kind[:60]}, which holds no text")
    return Page(found.url, found.body, kind)
