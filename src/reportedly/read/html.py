"""Saved pages: main text, title, date and outlet (trafilatura)."""
from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError

LARGEST = 20_000_000
PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|article|div|p)\b", re.I | re.S)


def looks_like_html(text: str) -> bool:
    """Whether the first letters are those of a page."""
    return bool(PAGE.match(text[:4000]))


def read_html(text: str, document: Document, where: str) -> Document:
    """`document` with the page's text and what its metadata say where nothing was given. Raises ReadError without a main text."""
    if len(text) > LARGEST:
        raise ReadError(where, f"is a page of {len(text) // 1_000_000} MB; the largest read is {LARGEST // 1_000_000} MB")
    import trafilatura
    try:
        found: Any = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as e:
        raise ReadError(where, f"is a page that cannot be read ({type(e).__name__})") from None
    if found is None or sum(c.isalpha() for c in found.text or "") < 20:
        raise ReadError(where, "is a page without a main text")
    title, body = found.title or "", found.text or ""
    if title and body.startswith(title):
        body = body[len(title):].lstrip()
    return replace(document, text=body, title=document.title or title, date=document.date or found.date or None,
                   url=document.url or found.url or "", outlet=document.outlet or found.sitename or "")
