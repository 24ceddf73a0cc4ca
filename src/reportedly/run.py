"""run: strings the stages together. The only place that knows their order."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import __version__
from .assess.merge import number_events
from .extract import extract
from .ledger import open_ledger
from .model.claim import Claim
from .model.document import Document
from .model.reference import Resolution
from .parse import parser
from .resolve.document import resolve
from .resolve.knowledge import kind_of


def origin() -> str:
    """Which version of everything makes the claims: a newer one makes a new reading of a document."""
    from .parse.spacy_parser import pipeline
    return f"reportedly-{__version__} {pipeline()[1]}"


def add(documents: Iterable[Document], where: str) -> Iterator[tuple[Document, int, bool]]:
    """Read documents into the ledger at `where`; each with its number of claims and whether its reading was new.

    A document is yielded only when it is safe on disk.
    """
    with open_ledger(where) as ledger:
        waiting: list[tuple[Document, int]] = []

        def items() -> Iterator[tuple[Document, tuple[tuple[Claim, Resolution], ...], str]]:
            for document, pairs in claims_of(documents):
                waiting.append((document, len(pairs)))
                yield document, pairs, origin()

        for receipt in ledger.append_all(items(), batch=20):
            document, count = waiting.pop(0)
            yield document, count, receipt.new_reading


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
        yield document, tuple(zip(reading.claims, resolve(document, reading, number_events), strict=True))
