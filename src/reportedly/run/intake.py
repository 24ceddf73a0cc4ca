"""Taking in what a person hands over: bytes to documents, documents to claims, for a worker process that does one piece at a time."""
from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..model.document import Document
from ..model.errors import ReadError
from ..read import Given, item_of, read_item
from . import Pairs, claims_of, origin

MOST_DOCUMENTS = 300
MOST_CHARACTERS = 8_000_000


@dataclass(frozen=True, slots=True)
class Handed:
    """One file, page or pasted text: its name, its bytes, and where it was found or what its title is, where that is known."""

    name: str
    body: bytes
    url: str = ""
    title: str = ""
    id: str = ""
    charset: str = ""


def documents(handed: Sequence[Handed], given: Given) -> tuple[list[Document], list[str]]:
    """The documents in what was handed over, and one line for each thing that could not be read. At most 300 documents and 8 million
    characters; what goes beyond is left out and said."""
    problems: list[str] = []
    out: list[Document] = []
    size = 0
    for h in handed:
        about = Document(h.id or PurePosixPath(h.name).stem or h.name, "", url=h.url)
        item = item_of(h.name, io.BytesIO(h.body), about, charset=h.charset)
        for found in read_item(item, given, lambda e: problems.append(str(e))):
            size += len(found.text)
            if len(out) >= MOST_DOCUMENTS or size > MOST_CHARACTERS:
                problems.append(f"{h.name}: more than {MOST_DOCUMENTS} reports or {MOST_CHARACTERS // 1_000_000} million characters at "
                                "once; the rest was left out (`reportedly add` takes any number)")
                return out, problems
            out.append(replace(found, title=h.title or found.title, url=h.url or found.url))
    return out, problems


def code(document: Document) -> tuple[Pairs, str, str]:
    """A document's claims with what they refer to, the origin of the reading, and "" or why it could not be coded."""
    problems: list[ReadError] = []
    for _, pairs in claims_of([document], problems.append):
        return pairs, origin(), ""
    return (), origin(), str(problems[0]) if problems else f"{document.id}: nothing could be read"
