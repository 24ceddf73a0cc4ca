"""read: bytes -> Document. Text, HTML and JSON lines; the language; the day of publication.

A file that cannot be read is a problem with its name and costs nothing else.
"""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from ..model.document import Document
from ..model.errors import ReadError
from .html import looks_like_html, read_html
from .language import language, unsupported
from .table import iso_day, read_jsonl
from .text import PART, decoded, parts, title_of

__all__ = ["Given", "iso_day", "read"]


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of all documents; a value that is not "" or None overrides what the files say."""

    date: str | None = None
    outlet: str = ""
    outlet_kind: str = ""
    lang: str = ""


def read(paths: Iterable[str], given: Given, on_problem: Callable[[ReadError], None]) -> Iterator[Document]:
    """Documents of files in order; "-" is standard input. Overlong texts come in parts (`name#2`).

    `on_problem` gets one ReadError for each file or line that is set aside.
    """
    for path in paths:
        try:
            for document in _documents(path, on_problem):
                yield from _accepted(document, given, path, on_problem)
        except ReadError as problem:
            on_problem(problem)


def _documents(path: str, on_problem: Callable[[ReadError], None]) -> Iterator[Document]:
    if path == "-":
        yield from _stream(sys.stdin.buffer, "-", "standard input", on_problem)
        return
    file = Path(path)
    try:
        if file.is_dir():
            raise ReadError(path, "is a folder, not a file")
        with file.open("rb") as stream:
            yield from _stream(stream, file.suffix.lower(), path, on_problem)
    except OSError as e:
        raise ReadError(path, (e.strerror or "cannot be opened").lower()) from None


def _stream(stream: BinaryIO, suffix: str, name: str, on_problem: Callable[[ReadError], None]) -> Iterator[Document]:
    pieces = decoded(stream, name)
    start = ""
    for piece in pieces:
        start += piece
        if len(start) >= 4000:
            break
    if not start.strip():
        raise ReadError(name, "is empty")
    whole = _chain(start, pieces)
    if suffix in (".jsonl", ".ndjson", ".json") or (suffix == "-" and start.lstrip().startswith("{")):
        yield from read_jsonl(_lines(whole), name, on_problem)
        return
    own = Document(Path(name).stem if name != "standard input" else name, "")
    if suffix in (".html", ".htm", ".xhtml") or looks_like_html(start):
        yield read_html("".join(whole), own, name)
        return
    for number, part in enumerate(parts(whole), 1):
        title, text = title_of(part) if number == 1 else ("", part)
        yield replace(own, id=own.id if number == 1 else f"{own.id}#{number}", title=title, text=text)


def _chain(start: str, rest: Iterator[str]) -> Iterator[str]:
    yield start
    yield from rest


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    held = ""
    for piece in pieces:
        *whole, held = (held + piece).split("\n")
        yield from whole
    yield held


def _accepted(document: Document, given: Given, path: str, on_problem: Callable[[ReadError], None]) -> Iterator[Document]:
    """Apply what was given, tell the language, and cut what is too long to parse at once."""
    lang = given.lang or document.lang or language(document.text)
    why_not = unsupported(lang)
    if why_not:
        on_problem(ReadError(_where(path, document.id), why_not))
        return
    document = replace(document, lang=lang or "en", date=given.date or document.date, outlet=given.outlet or document.outlet,
                       outlet_kind=given.outlet_kind or document.outlet_kind)
    if len(document.text) <= PART:
        yield document
        return
    for number, part in enumerate(parts(iter([document.text])), 1):
        yield replace(document, id=document.id if number == 1 else f"{document.id}#{number}", text=part)


def _where(path: str, name: str) -> str:
    """The file, and which document of it where it may hold several."""
    own = "standard input" if path == "-" else path
    if name.startswith(own):
        return name
    return own if name == Path(path).stem else f"{own}: {name}"
