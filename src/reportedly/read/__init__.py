"""read: bytes -> Document. What a file is, its words, its language and its day of publication.

A file that cannot be read is a problem with its name and costs nothing else. Which reader a file gets is told by its first bytes.
"""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

from ..model.document import Document
from ..model.errors import ReadError
from .item import DEEPEST, Given, Item, OnProblem, Reader, item_of, seekable
from .language import language, unsupported
from .sniff import kind_of
from .table import iso_day
from .text import PART, parts

__all__ = ["Given", "Item", "accepted", "iso_day", "item_of", "read", "read_item"]

READERS = {
    "delimited": "reportedly.read.delimited:read_delimited",
    "docx": "reportedly.read.paged:read_docx",
    "feed": "reportedly.read.feeds:read_feed",
    "gzip": "reportedly.read.pack:read_gzip",
    "html": "reportedly.read.html:read_page",
    "json": "reportedly.read.table:read_json",
    "mail": "reportedly.read.mail:read_mail",
    "mbox": "reportedly.read.mail:read_mbox",
    "newsxml": "reportedly.read.newsxml:read_newsxml",
    "parquet": "reportedly.read.delimited:read_parquet",
    "pdf": "reportedly.read.paged:read_pdf",
    "tar": "reportedly.read.pack:read_tar",
    "text": "reportedly.read.text:read_text",
    "warc": "reportedly.read.pack:read_warc",
    "xlsx": "reportedly.read.delimited:read_xlsx",
    "zip": "reportedly.read.pack:read_zip",
    "zstd": "reportedly.read.pack:read_zstd",
}
"""Kind of file (`sniff.kind_of`) to where its reader is; nothing is imported until one is used."""
ENTRY_POINTS = "reportedly.readers"
"""Readers of other packages: an entry point of this group, named like a suffix without its dot, reads the files that end so."""
OnUnsupported = Callable[[Document, str], None]


def read(paths: Iterable[str], given: Given, on_problem: OnProblem, on_unsupported: OnUnsupported | None = None) -> Iterator[Document]:
    """Documents of files and folders in order; "-" is standard input. Overlong texts come in parts (`name#2`).

    `on_problem` gets one ReadError for each file or line that is set aside; so does a document in a language that is not read, unless
    `on_unsupported` takes it, with the reason.
    """
    for path in paths:
        try:
            for item in _items(path, on_problem):
                yield from read_item(item, given, on_problem, on_unsupported)
        except ReadError as problem:
            on_problem(problem)


def _items(path: str, on_problem: OnProblem) -> Iterator[Item]:
    if path == "-":
        yield item_of("standard input", sys.stdin.buffer, Document("standard input", ""), "")
        return
    file = Path(path)
    try:
        if file.is_dir():
            from .pack import files_of
            inside, empty = files_of(file, file), True
            for member in inside:
                empty = False
                yield from _one(member, str(member), str(member.relative_to(file).with_suffix("")), on_problem)
            if empty:
                raise ReadError(path, "is a folder without a file that can be read")
            return
    except OSError as e:
        raise ReadError(path, (e.strerror or "cannot be opened").lower()) from None
    yield from _one(file, path, file.stem, on_problem)


def _one(file: Path, name: str, own: str, on_problem: OnProblem) -> Iterator[Item]:
    """One file as an Item, or a problem that names it."""
    try:
        with file.open("rb") as stream:
            yield item_of(name, stream, Document(own, ""), file.name)
    except OSError as e:
        on_problem(ReadError(name, (e.strerror or "cannot be opened").lower()))


def read_item(item: Item, given: Given, on_problem: OnProblem, on_unsupported: OnUnsupported | None = None) -> Iterator[Document]:
    """Documents of one Item and of what it holds, as `read`; a problem that stops it is told and not raised."""
    try:
        for found in _found(item, given, on_problem):
            if isinstance(found, Item):
                yield from read_item(found, given, on_problem, on_unsupported)
            else:
                yield from accepted(found, given, item.name, on_problem, on_unsupported)
    except ReadError as problem:
        on_problem(problem)
    except RecursionError:
        on_problem(ReadError(item.name, "is nested too deeply to be read"))
    except (OSError, EOFError) as e:
        on_problem(ReadError(item.name, f"cannot be read to its end ({getattr(e, 'strerror', None) or type(e).__name__})"))


def _found(item: Item, given: Given, on_problem: OnProblem) -> Iterator[Document | Item]:
    if item.depth > DEEPEST:
        raise ReadError(item.name, f"lies in more than {DEEPEST} archives; not read")
    outside = _outside(item.suffix)
    if outside is None and item.head.startswith((b"PK", b"%PDF", b"PAR1")):
        item = seekable(item)
    yield from (outside or reader(kind_of(item, given)))(item, given, on_problem)


@cache
def reader(kind: str) -> Reader:
    """The reader of a kind of file, imported now."""
    module, _, name = READERS[kind].partition(":")
    found: Reader = getattr(import_module(module), name)
    return found


def _outside(suffix: str) -> Reader | None:
    """Another package's reader for files that end so."""
    found = _joined().get(suffix.removeprefix("."))
    if found is None:
        return None
    loaded: Reader = found()
    return loaded


@cache
def _joined() -> dict[str, Callable[[], Reader]]:
    return {e.name: e.load for e in entry_points(group=ENTRY_POINTS)}


def accepted(document: Document, given: Given, path: str, on_problem: OnProblem,
             on_unsupported: OnUnsupported | None = None) -> Iterator[Document]:
    """Apply what was given, tell the language, and cut what is too long to parse at once; `path` names it in problems."""
    if not document.text.strip():
        on_problem(ReadError(_where(path, document.id), "has no words of its own"))
        return
    lang = (given.lang or document.lang or language(document.text)).replace("_", "-")
    document = replace(document, lang=lang or "en", date=given.date or document.date, outlet=given.outlet or document.outlet,
                       outlet_kind=given.outlet_kind or document.outlet_kind)
    why_not = unsupported(lang)
    if why_not and on_unsupported:
        on_unsupported(document, why_not)
        return
    if why_not:
        on_problem(ReadError(_where(path, document.id), why_not))
        return
    if len(document.text) <= PART:
        yield document
        return
    for number, part in enumerate(parts(iter([document.text])), 1):
        yield replace(document, id=document.id if number == 1 else f"{document.id}#{number}", text=part)


def _where(path: str, name: str) -> str:
    """The file, and which document of it where it may hold several."""
    if name.startswith(path):
        return name
    return path if name in (Path(path).stem, path) or path.endswith((f"!{name}", f"!{Path(path).name}")) else f"{path}: {name}"
