"""NewsML-G2, NewsML 1 and NITF: the news agencies' XML. Entities are not resolved, nothing is fetched, depth is bounded by the parser."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError
from .html import plain, words_of
from .item import Given, Item, OnProblem, whole_of

GONE = ("stat:canceled", "stat:withheld", "canceled", "withheld")
LARGEST = 100_000_000


def parsed_xml(data: bytes, where: str) -> Any:
    """The root of an XML text. Raises ReadError on broken XML and on entities that are defined in it."""
    from lxml import etree
    if b"<!ENTITY" in data[:1 << 20]:
        raise ReadError(where, "defines XML entities; not read")
    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
                             remove_pis=True)
    try:
        return etree.fromstring(data, reader)
    except etree.XMLSyntaxError as e:
        raise ReadError(where, f"is broken XML ({str(e.msg)[:120]})") from None


def read_newsxml(item: Item, _given: Given, on_problem: OnProblem) -> Iterator[Document]:
    """One Document for each news item that has words."""
    root = parsed_xml(whole_of(item, LARGEST), item.name)
    items = _all(root, "newsItem") or _all(root, "NewsItem")
    if _name(root) == "nitf":
        yield _nitf(root, item.about, item.name)
    elif not items:
        raise ReadError(item.name, "is XML that holds no news item (NewsML, NITF)")
    for number, node in enumerate(items, 1):
        where = item.name if len(items) == 1 else f"{item.name}:{number}"
        try:
            about = replace(item.about, id=item.about.id if len(items) == 1 else where)
            yield _g2(node, about, where) if _name(node) == "newsItem" else _newsml1(node, about, where)
        except ReadError as problem:
            on_problem(problem)


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _all(node: Any, name: str) -> list[Any]:
    return [n for n in node.iter() if _name(n) == name]


def _first(node: Any, *names: str) -> Any:
    """The first element of one of these names, the earlier name first; None without one."""
    return next((n for name in names for n in node.iter() if _name(n) == name), None)


def _words(node: Any) -> str:
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def _said(node: Any, name: str) -> str:
    """The words of an element, or the name or code in its attributes."""
    found = _first(node, name)
    if found is None:
        return ""
    inner = _first(found, "name")
    return _words(inner if inner is not None else found) or found.get("literal") or (found.get("qcode") or "").rpartition(":")[2]


def _day(value: str) -> str | None:
    """The day of an ISO time or of NITF's 20310405T120000Z."""
    m = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", value.strip())
    from .table import iso_day
    try:
        return iso_day("-".join(m.groups()), "") if m else None
    except ReadError:
        return None


def _g2(node: Any, about: Document, where: str) -> Document:
    """A NewsML-G2 newsItem."""
    status = _first(node, "pubStatus")
    if status is not None and str(status.get("qcode", "")).lower() in GONE:
        raise ReadError(where, f"was taken back by its sender ({status.get('qcode')})")
    meta = _first(node, "contentMeta")
    meta = meta if meta is not None else node
    text = _content(node)
    if not text:
        raise ReadError(where, "is a news item without words (a picture?)")
    language = _first(meta, "language")
    return replace(
        about, id=node.get("guid") or about.id, text=text, title=_words(_first(meta, "headline")) or _words(_first(node, "title")),
        date=_day(_words(_first(node, "versionCreated"))) or _day(_words(_first(meta, "contentCreated"))),
        outlet=about.outlet or _said(node, "provider") or _said(meta, "creditline"), byline=_words(_first(meta, "by")),
        lang=(language.get("tag", "") if language is not None else "") or node.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        licence=_words(_first(node, "usageTerms")))


def _content(node: Any) -> str:
    for inline in _all(node, "inlineXML"):
        body = _first(inline, "body.content", "body")
        if words := words_of(body if body is not None else inline):
            return words
    for data in _all(node, "inlineData"):
        words = "".join(data.itertext()).strip()
        if words:
            return plain(words) if "html" in (data.get("contenttype") or "") else words
    return ""


def _nitf(node: Any, about: Document, where: str) -> Document:
    """A nitf element, alone or inside a NewsML 1 item."""
    body = _first(node, "body.content")
    text = words_of(body) if body is not None else ""
    if not text:
        raise ReadError(where, "is a news item without words (a picture?)")
    ident, issued = _first(node, "doc-id"), _first(node, "date.issue", "date.release", "story.date")
    byline = _words(_first(node, "byline"))
    rights = _first(node, "doc.rights")
    return replace(
        about, id=(ident.get("id-string") if ident is not None else "") or about.id, text=text,
        title=_words(_first(node, "hl1")) or _words(_first(node, "title")),
        date=_day(issued.get("norm") or _words(issued)) if issued is not None else None, byline=re.sub(r"^by\s+", "", byline, flags=re.I),
        outlet=about.outlet or _words(_first(node, "distributor")) or _publisher(node),
        licence=(rights.get("owner") or "") if rights is not None else "")


def _publisher(node: Any) -> str:
    made = _first(node, "pubdata")
    return str(made.get("name") or "") if made is not None else ""


def _newsml1(node: Any, about: Document, where: str) -> Document:
    """A NewsItem of NewsML 1 with its NITF or XHTML content."""
    inner, status = _first(node, "nitf"), _first(node, "Status")
    if status is not None and str(status.get("FormalName", "")).lower() in GONE:
        raise ReadError(where, f"was taken back by its sender ({status.get('FormalName')})")
    ident = _words(_first(node, "PublicIdentifier")) or _words(_first(node, "NewsItemId"))
    provider = _first(node, "Provider")
    party = _first(provider, "Party") if provider is not None else None
    about = replace(about, id=ident or about.id, outlet=about.outlet or (party.get("FormalName", "") if party is not None else ""))
    day = _day(_words(_first(node, "ThisRevisionCreated"))) or _day(_words(_first(node, "FirstCreated")))
    title = _words(_first(node, "HeadLine"))
    if inner is not None:
        made = _nitf(inner, about, where)
        return replace(made, id=ident or made.id, title=title or made.title, date=day or made.date)
    content = _first(node, "DataContent")
    text = words_of(content) if content is not None else ""
    if not text:
        raise ReadError(where, "is a news item without words (a picture?)")
    return replace(about, text=text, title=title, date=day, byline=_words(_first(node, "ByLine")))
