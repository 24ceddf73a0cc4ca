"""Item: one file, page or member of an archive on its way to be read, and the bounds that hold for all of them.

A reader takes an Item and yields Documents, or further Items (the members of a zip, the records of a web archive), each of which is
read before the next is asked for.
"""
from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import BinaryIO

from ..model.document import Document
from ..model.errors import ReadError

HEAD = 1 << 16
"""Bytes that are looked at to tell what a file is."""
LARGEST = 200_000_000
"""Bytes that a file may have which can only be read as a whole (a PDF, a workbook, a page); others come in pieces without a limit."""
DEEPEST = 5
"""An archive in an archive in a mail …: how many lie one in the other."""
BOMB_RATIO = 300
BOMB_BYTES = 10_000_000
"""What swells to more than BOMB_RATIO times its size, beyond BOMB_BYTES, was made to fill memory. News text packs to a fifth or tenth."""
IN_MEMORY = 16_000_000

OnProblem = Callable[[ReadError], None]


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of all documents; a value that is not "" or None overrides what the files say.

    `columns` says which column of a table is which field: pairs of field and column ("text", "body").
    """

    date: str | None = None
    outlet: str = ""
    outlet_kind: str = ""
    lang: str = ""
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """`name` as shown in messages ("week.zip!monday.txt"); `stream` its bytes from the start; `about` what is known of the document
    beside its text (its id, where it was found); `suffix` in small letters with its dot; `head` the first bytes; `charset` as the
    sender declared it, or ""; `depth` in how many archives it lies."""

    name: str
    stream: BinaryIO
    about: Document
    suffix: str = ""
    head: bytes = b""
    charset: str = ""
    depth: int = 0


Reader = Callable[[Item, Given, OnProblem], Iterator[Document | Item]]


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were taken for a look, whole again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = bytes(self._head[:len(buffer)])
        self._head = self._head[len(piece):]
        piece = piece or self._rest.read(len(buffer))
        buffer[:len(piece)] = piece
        return len(piece)


@dataclass
class Swelling(io.RawIOBase):
    """What a packed stream unpacks to; ReadError where it swells like a bomb. `packed` tells how many packed bytes were taken so far."""

    inner: BinaryIO
    name: str
    packed: Callable[[], int]
    out: int = field(default=0)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer`; returns the number of bytes. Raises ReadError on a bomb and on broken packing."""
        try:
            piece = self.inner.read(len(buffer))
        except ReadError:
            raise
        except Exception as e:
            raise ReadError(self.name, f"is packed wrongly or cut off ({type(e).__name__})") from None
        self.out += len(piece)
        if self.out > BOMB_BYTES and self.out > BOMB_RATIO * max(self.packed(), 1):
            raise ReadError(self.name, f"unpacks to more than {BOMB_RATIO} times its size; not read further")
        buffer[:len(piece)] = piece
        return len(piece)


def item_of(name: str, stream: BinaryIO, about: Document, file: str | None = None, *, charset: str = "", depth: int = 0) -> Item:
    """An Item with its first bytes looked at; `file` is the name that tells the suffix (default: `name`)."""
    head = b""
    while len(head) < HEAD and (piece := stream.read(HEAD - len(head))):
        head += piece
    whole: BinaryIO = io.BufferedReader(_Rejoined(head, stream))
    if isinstance(stream, io.BufferedReader | io.BytesIO) and stream.seekable():
        stream.seek(0)
        whole = stream
    return Item(name, whole, about, PurePosixPath(file or name).suffix.lower(), head, charset, depth)


def whole_of(item: Item, largest: int = LARGEST) -> bytes:
    """All its bytes. Raises ReadError beyond `largest`."""
    data = item.stream.read(largest + 1)
    if len(data) > largest:
        raise ReadError(item.name, f"has more than {largest // 1_000_000} MB; the largest read as a whole")
    return data


def seekable(item: Item) -> Item:
    """The item with a stream that can go back: its own, or a copy on disk. Raises ReadError beyond the largest copy."""
    if item.stream.seekable():
        return item
    copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the item
    size = 0
    while piece := item.stream.read(1 << 20):
        size += len(piece)
        if size > 20 * LARGEST:
            raise ReadError(item.name, f"has more than {20 * LARGEST // 1_000_000} MB inside another archive; unpack it first")
        copy.write(piece)
    copy.seek(0)
    return replace(item, stream=copy)  # type: ignore[arg-type]
