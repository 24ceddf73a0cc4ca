"""Bytes to letters: encodings, binaries, and texts too long to hold as one report."""
from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from ..model.document import Document
from ..model.errors import ReadError
from .item import Given, Item, OnProblem

PART = 200_000
"""Characters a part of an overlong text has at most: a parse of more would not fit in memory."""
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (
    b"\xfe\xff", "utf-16"))
EASTERN = ("cp1250", "iso8859_2", "mac_latin2", "cp852", "mac_roman", "cp1257", "iso8859_16", "cp1254", "iso8859_10", "iso8859_4")
"""What English with dashes, quotes and an accent or two may be taken for."""


def read_text(item: Item, _given: Given, _on_problem: OnProblem) -> Iterator[Document]:
    """The Document of a plain text; an overlong one comes in parts (`name#2`). Raises ReadError on binaries and empty files."""
    own, number = item.about, 0
    for number, part in enumerate(parts(decoded(item.stream, item.name, declared=item.charset)), 1):
        title, text = title_of(part) if number == 1 and not own.title else ("", part)
        yield replace(own, id=own.id if number == 1 else f"{own.id}#{number}", title=own.title or title, text=text)
    if not number:
        raise ReadError(item.name, "is empty")


def encoding_of(sample: bytes, where: str) -> str:
    """The encoding of a file from its first bytes. Raises ReadError where they are not text."""
    for mark, name in BOMS:
        if sample.startswith(mark):
            return name
    if wide := _wide(sample[:4096]):
        return wide
    control = sum(b < 9 or 13 < b < 32 for b in sample[:4096])
    if b"\0" in sample or control > 0.02 * max(len(sample[:4096]), 1):
        raise ReadError(where, "is binary, not text")
    try:
        sample.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as e:
        if e.start >= len(sample) - 4:
            return "utf-8"
    from charset_normalizer import from_bytes
    best = from_bytes(sample[:100_000]).best()
    if best is None:
        raise ReadError(where, "is in no encoding that can be told; save it as UTF-8")
    from .language import at_a_glance
    english = best.encoding in EASTERN and at_a_glance(sample[:4096].decode("latin-1").lower().split()) == "en"
    return "cp1252" if english else str(best.encoding)


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark, where every other byte is nothing, and no other; else ""."""
    for name, empty, full in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if len(sample) > 8 and empty.count(0) > 0.9 * len(empty) and 0 not in full and min(full) > 8:
            return name
    return ""


def text_of(data: bytes, where: str, declared: str = "") -> str:
    """The letters of bytes that are there as a whole: by their mark, as `declared` where that fits, else as their look tells.

    Raises ReadError on binaries, and on bytes that are in no encoding that can be told.
    """
    import codecs
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            # As browsers do: what calls itself Latin-1 is Windows-1252.
            name = codecs.lookup(declared).name
            return data.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
        except (LookupError, ValueError):
            pass
    return data.decode(encoding_of(data[:1 << 16], where), "replace").replace("\0", "")


def lines_of(pieces: Iterator[str], longest: int) -> Iterator[str | None]:
    """The lines of a text with their ends; None in place of a line of more than `longest` letters, which is passed over."""
    held, dropping = "", False
    for piece in pieces:
        *whole, held = (held + piece).split("\n")
        for line in whole:
            yield None if dropping or len(line) > longest else line + "\n"
            dropping = False
        if len(held) > longest:
            held, dropping = "", True
    if held or dropping:
        yield None if dropping else held


def decoded(stream: BinaryIO, where: str, chunk: int = 1 << 16, declared: str = "") -> Iterator[str]:
    """The letters of a stream piece by piece. Raises ReadError on binaries and on bytes that break the encoding."""
    import codecs
    sample = stream.read(1 << 16)
    name = encoding_of(sample, where)
    with suppress(LookupError):
        name = codecs.lookup(declared).name if declared and name != "utf-8" and not sample.startswith(tuple(m for m, _ in BOMS)) else name
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        yield decoder.decode(sample)
        while piece := stream.read(chunk):
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise ReadError(where, "has bytes that do not fit its encoding; save it as UTF-8") from None


def parts(pieces: Iterator[str], size: int = PART) -> Iterator[str]:
    """Cut a long text into parts of at most `size` characters, at the last paragraph or line end that fits."""
    held = ""
    for piece in pieces:
        held += piece
        while len(held) > size:
            cut = max(held.rfind("\n\n", size // 2, size), -1)
            cut = cut if cut > 0 else held.rfind("\n", size // 2, size)
            cut = cut if cut > 0 else held.rfind(" ", size // 2, size)
            cut = cut if cut > 0 else size
            yield held[:cut]
            held = held[cut:]
    if held.strip():
        yield held


def title_of(text: str) -> tuple[str, str]:
    """A title on the first line, set off by a blank line and without a full stop, and the text after it."""
    m = re.match(r"\s*([^\n]{3,160})\n[ \t]*\n(?=\S)", text)
    if m and not re.search(r"[.!?:;,\"”]\s*$", m[1]) and not re.search(r"\s(?:--|—|–)\s", m[1]):
        return m[1].strip(), text[m.end():]
    return "", text
