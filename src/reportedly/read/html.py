"""Saved pages: main text, title, date, byline and outlet (trafilatura)."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError
from .item import Given, Item, OnProblem, whole_of
from .text import text_of

LARGEST = 20_000_000
PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|article|div|p)\b", re.I | re.S)
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
BLOCKS = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section article header footer pre hr dd dt".split())
SILENT = frozenset("script style noscript template head title iframe object".split())
# Dates that a page states; one found anywhere in its words or its footer may be another day.
STATED = {"original_date": True, "extensive_search": False}


def looks_like_html(text: str) -> bool:
    """Whether the first letters are those of a page."""
    return bool(PAGE.match(text[:4000]))


def read_page(item: Item, _given: Given, _on_problem: OnProblem) -> Iterator[Document]:
    """The one Document of a saved page."""
    data = whole_of(item, LARGEST)
    named = CHARSET.search(item.head[:4096])
    yield read_html(text_of(data, item.name, item.charset or (named[1].decode() if named else "")), item.about, item.name)


def read_html(text: str, document: Document, where: str) -> Document:
    """`document` with the page's text and what its metadata say where nothing was given. Raises ReadError without a main text."""
    if len(text) > LARGEST:
        raise ReadError(where, f"is a page of {len(text) // 1_000_000} MB; the largest read is {LARGEST // 1_000_000} MB")
    import trafilatura
    try:
        found: Any = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False, include_tables=False,
                                                 date_extraction_params=dict(STATED))
    except Exception as e:
        raise ReadError(where, f"is a page that cannot be read ({type(e).__name__})") from None
    if found is None or sum(c.isalpha() for c in found.text or "") < 20:
        raise ReadError(where, "is a page without a main text")
    title, body = found.title or "", found.text or ""
    if title and body.startswith(title):
        body = body[len(title):].lstrip()
    return replace(document, text=body, title=document.title or title, date=document.date or found.date or None,
                   url=document.url or found.url or "", outlet=document.outlet or found.sitename or "",
                   byline=document.byline or found.author or "")


def plain(fragment: str) -> str:
    """The words of a piece of HTML, blocks apart by an empty line; "" where there are none. Never raises."""
    if "<" not in fragment:
        from html import unescape
        return unescape(fragment).strip()
    from lxml import html
    try:
        root: Any = html.fragment_fromstring(fragment, create_parent="div")
    except Exception:
        return " ".join(re.sub(r"<[^>]{0,2000}>", " ", fragment).split())
    return words_of(root)


def words_of(root: Any) -> str:
    """The words below an lxml element, blocks apart by an empty line. Iterative: depth costs no stack."""
    pieces: list[str] = []
    skipping: list[Any] = []
    from lxml import etree
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""
        if event == "start" and not skipping:
            if tag in SILENT:
                skipping.append(node)
            else:
                pieces += ["\n\n"] * (tag in BLOCKS) + [node.text or ""]
        elif event != "start":
            if skipping and skipping[-1] is node:
                skipping.pop()
            if not skipping and node is not root:
                pieces += ["\n\n"] * (tag in BLOCKS) + [node.tail or ""]
    blocks = (" ".join(b.split()) for b in "".join(pieces).split("\n\n"))
    return "\n\n".join(b for b in blocks if b)
