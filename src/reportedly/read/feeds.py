"""Feeds: RSS, Atom and lists of reports as JSON (ReliefWeb and its like), saved or just fetched; one Document an entry."""
from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError
from .guard import needs
from .html import plain
from .item import Given, Item, OnProblem, whole_of
from .table import iso_day

LARGEST = 50_000_000
ENTRIES = 10_000


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
    """The entries of an RSS or Atom feed, in its order; `headers` are those of the answer that brought it (for its encoding).

    A day of publication is the entry's own; one without a day has none. An entry's outlet is the feed's title. Raises ReadError on what
    is no feed.
    """
    feedparser = needs("feedparser", where)
    # A stream and no text: of a text the library would ask whether it is an address to fetch.
    found = feedparser.parse(io.BytesIO(data), response_headers=dict(headers), resolve_relative_uris=True, sanitize_html=True)
    if not found.entries and not found.get("version"):
        raise ReadError(where, f"is no feed ({type(found.get('bozo_exception')).__name__ if found.get('bozo') else 'no entries'})")
    outlet = _line(found.feed.get("title"))
    lang = _line(found.feed.get("language"))[:2].lower()
    for number, entry in enumerate(found.entries[:ENTRIES], 1):
        at = f"{where}:{number}"
        content = max((c.get("value", "") for c in entry.get("content", ())), key=len, default="") or entry.get("summary", "")
        text = plain(content)
        source = entry.get("source") or {}
        made = Document(_line(entry.get("id")) or _line(entry.get("link")) or at, text, _moment(entry), plain(_line(entry.get("title"))),
                        _line(entry.get("link")), _line(source.get("title")) or outlet, lang=lang, byline=_line(entry.get("author")),
                        licence=_line(entry.get("rights")))
        if not text and not made.url:
            on_problem(ReadError(at, "is an entry with neither words nor a link"))
        else:
            yield made
    if found.get("bozo") and not found.entries:
        raise ReadError(where, f"is a broken feed ({type(found.bozo_exception).__name__})")


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
