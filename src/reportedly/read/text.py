"""Bytes to letters: encodings, binaries, and texts too long to hold as one report."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from ..model.errors import ReadError

PART = 200_000
"""Characters a part of an overlong text has at most: a parse of more would not fit in memory."""
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def encoding_of(sample: bytes, where: str) -> str:
    """The encoding of a file from its first bytes. Raises ReadError where they are not text."""
    for mark, name in BOMS:
        if sample.startswith(mark):
            return name
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
    return str(best.encoding)


def decoded(stream: BinaryIO, where: str, chunk: int = 1 << 16) -> Iterator[str]:
    """The letters of a stream piece by piece. Raises ReadError on binaries and on bytes that break the encoding."""
    import codecs
    sample = stream.read(1 << 16)
    decoder = codecs.getincrementaldecoder(encoding_of(sample, where))("strict")
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
