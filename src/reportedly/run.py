"""run: strings the stages together. The only place that knows their order."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from .extract import extract
from .model.claim import Claim
from .model.document import Document
from .model.reference import Resolution
from .parse import parser
from .resolve.document import resolve
from .resolve.knowledge import kind_of


def claims_of(documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[tuple[Claim, Resolution], ...]]]:
    """Each document with its claims, each beside what its mentions refer to."""
    kept: list[Document] = []

    def watched() -> Iterator[Document]:
        for document in documents:
            kept.append(document)
            yield document

    for parsed in parser()(watched()):
        document = kept.pop(0)
        reading = extract(parsed, kind_of)
        yield document, tuple(zip(reading.claims, resolve(document, reading), strict=True))
