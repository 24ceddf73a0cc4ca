"""E-mail: one message (.eml), many (.mbox), and pages saved as messages (.mht). Attachments are read as files of their own."""
from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError
from .html import plain, read_html
from .item import Given, Item, OnProblem, item_of, whole_of

LARGEST = 50_000_000
PARTS = 500
FORWARDED = re.compile(r"^(?:On .{5,200}wrote:|-{3,} ?Original Message ?-{3,})\s*$", re.M)
KEPT = (".pdf", ".docx", ".txt", ".html", ".htm", ".eml", ".csv", ".xlsx", ".zip", ".xml", ".json", ".jsonl")


def read_mail(item: Item, _given: Given, on_problem: OnProblem) -> Iterator[Document | Item]:
    """The Document of one message, then its attachments as Items."""
    yield from _message(whole_of(item, LARGEST), item, item.name, item.about.id, on_problem)


def read_mbox(item: Item, _given: Given, on_problem: OnProblem) -> Iterator[Document | Item]:
    """The messages of a mailbox file, one after another; a broken one costs nothing else."""
    for number, data in enumerate(_split(item), 1):
        where = f"{item.name}:{number}"
        try:
            if len(data) > LARGEST:
                raise ReadError(where, f"is a message of more than {LARGEST // 1_000_000} MB, the largest read")
            yield from _message(data, item, where, where, on_problem)
        except ReadError as problem:
            on_problem(problem)


def _split(item: Item) -> Iterator[bytes]:
    """The messages' bytes: a new one begins at "From " after an empty line. One beyond the limit comes cut, just over it."""
    held: list[bytes] = []
    size, blank = 0, True
    while line := item.stream.readline(LARGEST):
        if blank and line.startswith(b"From "):
            if size:
                yield b"".join(held)
            held, size = [], 0
        elif size <= LARGEST:
            held.append(line[1:] if re.match(rb">+From ", line) else line)
            size += len(line)
        blank = line in (b"\n", b"\r\n")
    if size:
        yield b"".join(held)


def _message(data: bytes, item: Item, where: str, default_id: str, on_problem: OnProblem) -> Iterator[Document | Item]:
    try:
        message: Any = message_from_bytes(data, policy=policy.default)
        parts = [p for p, _ in zip(message.walk(), range(PARTS), strict=False)]
    except Exception as e:
        raise ReadError(where, f"is a message that cannot be read ({type(e).__name__})") from None
    if not any(message.keys()):
        raise ReadError(where, "is no message: it has no headers")
    own = _about(message, replace(item.about, id=_header(message, "Message-ID").strip("<> ") or default_id))
    body, is_page = _body(parts)
    if is_page and _header(message, "Snapshot-Content-Location"):
        yield read_html(body, replace(own, outlet="", byline=""), where)
    elif words := (plain(body) if is_page else _own_words(body)).strip():
        yield replace(own, text=words)
    else:
        on_problem(ReadError(where, "is a message without a text"))
    for part in parts:
        name = _name(part)
        if name and name.lower().endswith(KEPT) and not part.is_multipart():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                about = replace(own, id=f"{own.id}!{name}", title="", text="")
                yield item_of(f"{where}!{name}", io.BytesIO(content), about, name, depth=item.depth + 1)


def _about(message: EmailMessage, own: Document) -> Document:
    """Subject, day (as the sender's clock had it) and sender."""
    sent = None
    with suppress(Exception):
        sent = parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    name, address = parseaddr(_header(message, "From"))
    where = _header(message, "Snapshot-Content-Location")
    return replace(own, title=own.title or _header(message, "Subject"), date=own.date or (None if where else sent), url=own.url or where,
                   outlet=own.outlet or name or address.rpartition("@")[2])


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:
        return ""


def _name(part: EmailMessage) -> str:
    try:
        return " ".join((part.get_filename() or "").replace("/", "_").split())
    except Exception:
        return ""


def _body(parts: list[Any]) -> tuple[str, bool]:
    """The first plain text, else the first page, and whether it is one."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not _name(part):
                content = part.get_payload(decode=True)
                if isinstance(content, bytes) and content.strip():
                    return _letters(content, str(part.get_content_charset() or "")), kind == "text/html"
    return "", False


def _letters(content: bytes, charset: str) -> str:
    from .text import text_of
    return text_of(content, "", charset)


def _own_words(text: str) -> str:
    """A message's own words: without what it quotes, what it answers and its signature."""
    cut = FORWARDED.search(text)
    text = text[:cut.start()] if cut and text[:cut.start()].strip() else text
    text = re.split(r"^-- ?\r?$", text, maxsplit=1, flags=re.M)[0]
    return "\n".join(line.rstrip() for line in text.splitlines() if not line.startswith(">"))
