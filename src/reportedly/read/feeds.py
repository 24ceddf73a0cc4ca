"""Feeds: RSS, Atom and lists of reports as JSON (ReliefWeb and its like), saved or just fetched; one Document an entry."""
from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin

from ..model.document import Document
from ..model.errors import ReadError
from .guard import needs
from .html import plain
from .item import Given, Item, OnProblem, whole_of
from .table import iso_day

LARGEST = 50_000_000
ENTRIES = 10_000
BASE = "content-location"


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a JSON list of reports keeps what: `items` the path to the list, each other field a path inside one item. The defaults
    are ReliefWeb's. A path through a list takes its first member."""

    items: str = "data"
    next: str = "links.next.href"
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {
        "id": ("fields.url", "href", "id"), "title": ("fields.title",), "text": ("fields.body-html", "fields.body"),
        "date": ("fields.date.original", "fields.date.created"), "url": ("fields.url", "href"), "outlet": ("fields.source.name",),
        "lang": ("fields.language.code",)})


def read_feed(item: Item, _given: Given, on_problem: OnProblem) -> Iterator[Document]:
    """Documents of a saved RSS or Atom file."""
    yield from feed_documents(whole_of(item, LARGEST), item.name, {}, on_problem)


def feed_documents(data: bytes, where: str, headers: Mapping[str, str], on_problem: OnProblem) -> Iterator[Document]:
    """The entries of an RSS or Atom feed, in its order; `headers` are those of the answer that brought it (`content-type` for its
    encoding, `content-location` for links that are relative).

    An entry without an id is named by its link, or its words; so is one whose id another entry has, so that each stays the same entry
    wherever it stands in the list. A day of publication is the entry's own; one without a day has none. An entry's outlet is the feed's
    title. Raises ReadError on what is no feed.
    """
    feedparser = needs("feedparser", where)
    data = _unpacked(data, where)
    # A stream and no text: of a text the library would ask whether it is an address to fetch.
    about = {k: v for k, v in headers.items() if k != BASE}
    found = feedparser.parse(io.BytesIO(data), response_headers=about, resolve_relative_uris=True, sanitize_html=True)
    if not found.entries and not found.get("version"):
        raise ReadError(where, f"is no feed ({type(found.get('bozo_exception')).__name__ if found.get('bozo') else 'no entries'})")
    outlet = _line(found.feed.get("title"))
    lang = _line(found.feed.get("language"))[:2].lower()
    twice = {i for i, n in Counter(_line(e.get("id")) for e in found.entries[:ENTRIES]).items() if n > 1 and i}
    for number, entry in enumerate(found.entries[:ENTRIES], 1):
        at = f"{where}:{number}"
        content = max((c.get("value", "") for c in entry.get("content", ())), key=len, default="") or entry.get("summary", "")
        text = plain(content)
        source = entry.get("source") or {}
        mark = hashlib.sha256(f"{entry.get('title')}\0{content}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
        own, link = _line(entry.get("id")), _address(_line(entry.get("link")), headers.get(BASE, ""))
        name = (f"{own}#{link or mark}" if own in twice else own) or link or f"{where}#{mark}"
        made = Document(name, text, _moment(entry), plain(_line(entry.get("title"))),
                        link, _line(source.get("title")) or outlet, lang=lang, byline=_line(entry.get("author")),
                        licence=_line(entry.get("rights")))
        if not text and not made.url:
            on_problem(ReadError(at, "is an entry with neither words nor a link"))
        else:
            yield made
    if found.get("bozo") and not found.entries:
        raise ReadError(where, f"is a broken feed ({type(found.bozo_exception).__name__})")


def _address(link: str, base: str) -> str:
    """A link as an address of its own. Not left to the library, which would take an id for a link and change it."""
    try:
        return urljoin(base, link) if link and base else link
    except ValueError:
        return link


def _unpacked(data: bytes, where: str) -> bytes:
    """A feed that was sent as a gzip file and not called one, unpacked."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        out = zlib.decompressobj(31).decompress(data, LARGEST + 1)
    except zlib.error as e:
        raise ReadError(where, f"is packed wrongly or cut off ({type(e).__name__})") from None
    if len(out) > LARGEST:
        raise ReadError(where, f"unpacks to more than {LARGEST // 1_000_000} MB; not read")
    return out


def _line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _moment(entry: Any) -> str | None:
    """The day on which the entry was published, in UTC as the library gives it."""
    for key in ("published_parsed", "updated_parsed"):
        t = entry.get(key)
        if t:
            return f"{t[0]:04d}-{t[1]:02d}-{t[2]:02d}"
    return None


def json_documents(data: bytes, where: str, shape: Shape, on_problem: OnProblem) -> tuple[list[Document], str]:
    """The reports of a JSON list and the address of its next page, or "". Raises ReadError on what is no such list."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as e:
        raise ReadError(where, f"is not JSON ({getattr(e, 'msg', 'too deep')})") from None
    items = at_path(whole, shape.items)
    if not isinstance(items, list):
        raise ReadError(where, f"has no list at {shape.items!r}")
    out = []
    for number, row in enumerate(items[:ENTRIES], 1):
        at = f"{where}:{number}"
        found = {name: next((v for p in paths if (v := at_path(row, p)) not in (None, "")), None) for name, paths in shape.fields.items()}
        try:
            made = Document(str(found.pop("id", None) or at), plain(str(found.pop("text", None) or "")),
                            iso_day(str(found.pop("date", None) or ""), at))
            made = replace(made, **{k: " ".join(str(v).split()) for k, v in found.items() if v is not None})
        except (ReadError, TypeError) as problem:
            on_problem(problem if isinstance(problem, ReadError) else ReadError(at, "has a field that is none of a document"))
            continue
        if made.text or made.url:
            out.append(made)
        else:
            on_problem(ReadError(at, "is an entry with neither words nor a link"))
    further = at_path(whole, shape.next) if shape.next else None
    return out, further if isinstance(further, str) else ""


def at_path(value: Any, path: str) -> Any:
    """What lies at "a.b.c" in decoded JSON; through a list its first member; None where nothing does."""
    for step in path.split(".") if path else ():
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(step) if isinstance(value, dict) else None
    return value
