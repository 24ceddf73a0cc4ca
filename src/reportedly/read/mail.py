"""E-mail: one message (.eml), many (.mbox), and pages saved as messages (.mht). Attachments are read as files of their own."""
from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
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
ANSWERED = re.compile(r"^On [^\n]{5,200}(?:\n[^\n]{0,200})?\bwrote:[ \t]*$", re.M)
PASSED_ON = re.compile(r"^(?:[-_]{3,} ?(?:Original|Forwarded) message ?[-_]{3,}|Begin forwarded message:)[ \t]*$", re.M | re.I)
"""What stands above a message that is passed on. A bare block of its headers stands for it, too."""
BLOCK = re.compile(r"(?:^[ \t>*]*\*?(?P<first>From|Date|Sent|Subject|To|Cc|Reply-To):\*?[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){2,}", re.M)
LINE = re.compile(r"^[ \t>*]*\*?(From|Date|Sent|Subject):\*?[ \t]*([^\n]*)", re.M)
DAYS = ("%d %b %Y", "%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%d %b, %Y", "%d %B, %Y", "%Y-%m-%d")
DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4}")
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
    elif told := list(_told(plain(body) if is_page else body, own)):
        yield from told
    elif not any(p.get_content_type() == "message/rfc822" for p in parts):
        on_problem(ReadError(where, "is a message without a text"))
    yield from _attached(parts, item, where, own)


def _attached(parts: list[Any], item: Item, where: str, own: Document) -> Iterator[Item]:
    """Attachments, and messages that were passed on whole, as Items."""
    for number, part in enumerate(parts):
        if number and part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if inner is not None:
                name = f"message {number}.eml"
                yield item_of(f"{where}!{name}", io.BytesIO(inner.as_bytes()), Document(f"{own.id}!{name}", ""), name, depth=item.depth + 1)
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


def _told(text: str, own: Document) -> Iterator[Document]:
    """The message's own words, if it has any, and the message that it passes on, if any, with that one's subject, day and sender."""
    answered, passed = ANSWERED.search(text), _passed_on(text)
    if passed and not (answered and answered.start() < passed[0]):
        start, end, said = passed
        if words := _own_words(text[:start]).strip():
            yield replace(own, text=words)
        if words := _own_words(re.sub(r"^> ?", "", text[end:], flags=re.M)).strip():
            sender = said["From"]
            name, address = parseaddr(sender) if "@" in sender else (sender, "")
            yield replace(own, id=f"{own.id}#passed-on", title=said.get("Subject", "") or own.title, text=words,
                          date=_day(said.get("Date") or said.get("Sent") or ""),
                          outlet=name or address.rpartition("@")[2] or sender)
    elif words := _own_words(text).strip():
        yield replace(own, text=words)


def _passed_on(text: str) -> tuple[int, int, dict[str, str]] | None:
    """Where a message that is passed on is announced, where its words begin, and what its headers say; None without one."""
    mark = PASSED_ON.search(text)
    block = BLOCK.search(text, mark.end() if mark else 0)
    if block is None or (mark and text[mark.end():block.start()].strip(" \t\r\n>")):
        return None
    said = {m[1]: " ".join(m[2].split()) for m in reversed(list(LINE.finditer(block.group())))}
    if "From" not in said or not ({"Date", "Sent"} & said.keys()):
        return None
    return mark.start() if mark else block.start(), block.end(), said


def _day(words: str) -> str | None:
    """The day in "Friday, March 5, 2021 10:12 AM" and the like; None where it is not plain which is meant (05/03/2021)."""
    found = DAY.search(words)
    for form in DAYS if found else ():
        with suppress(ValueError):
            return datetime.strptime(found.group(), form).date().isoformat()  # type: ignore[union-attr]
    return None


def _own_words(text: str) -> str:
    """A message's own words: without what it quotes, what it answers and its signature."""
    cut = ANSWERED.search(text)
    text = text[:cut.start()] if cut and text[:cut.start()].strip() else text
    text = re.split(r"^-- ?\r?$", text, maxsplit=1, flags=re.M)[0]
    return "\n".join(line.rstrip() for line in text.splitlines() if not line.startswith(">"))
