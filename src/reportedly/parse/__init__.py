"""parse: Document -> Parsed. The language model sits here and only here.

`PARSERS` names what can be chosen; nothing heavy is imported until it is used.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from ..model.document import Document
from ..model.parsed import Parsed

PARSERS = {"spacy": "reportedly.parse.spacy_parser:parse"}


def parser(name: str = "spacy") -> Callable[[Iterable[Document]], Iterator[Parsed]]:
    """The parser of that name: an iterable of Documents to an iterator of Parsed."""
    module, _, function = PARSERS[name].partition(":")
    found: Callable[[Iterable[Document]], Iterator[Parsed]] = getattr(import_module(module), function)
    return found
