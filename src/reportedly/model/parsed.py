"""Parsed: what a parser says of a Document. Seen only in `parse` and `extract`."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .document import Document


@dataclass(frozen=True, slots=True)
class Token:
    """One token; offsets are characters into `Document.text`.

    `text` is in the case that the parser saw (an upper-case wire is given its usual case first), so use it and not
    the document's letters when a word's case matters. `tag` is Penn Treebank, `dep` ClearNLP as spaCy's English
    models have it, `head` the index of the governor (its own index at a root), `sent` the sentence's index; `lower` is `text`
    in small letters, kept because it is asked for some thirty times a token.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    sent: int
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())


@dataclass(frozen=True, slots=True)
class Sentence:
    """Offsets `start`, `end` into the text without dateline, list number or "[TEXT]"; tokens `first` to `last` - 1."""

    i: int
    start: int
    end: int
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """"KABUL, 13 Nov (AFP) --": where and when a dispatch was filed, and by whom, as written."""

    start: int
    end: int
    place: str = ""
    date: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """"RADIO NORTH, Juba: …" or "MALAKAL": words that set the scene of the paragraphs `first` to `last` (both included)."""

    start: int
    end: int
    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's sentences and tokens with their dependencies. `origin` names parser, model and version.

    Labels and headings are no sentences; `labels` has them in order, none reaching into the next.
    """

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None = None
    origin: str = ""
    labels: tuple[Label, ...] = ()
    _children: tuple[tuple[int, ...], ...] = field(default=(), repr=False, compare=False)

    def children(self, i: int) -> tuple[int, ...]:
        """Indices of the dependents of token `i`, in order."""
        return self._children[i]

    def subtree(self, i: int) -> Iterator[int]:
        """Indices of `i` and all that depends on it, in no fixed order."""
        stack = [i]
        while stack:
            j = stack.pop()
            yield j
            stack.extend(self._children[j])

    def span(self, i: int) -> tuple[int, int]:
        """First and last token index (both included) of the subtree of `i`."""
        every = list(self.subtree(i))
        return min(every), max(every)

    def ancestors(self, i: int) -> Iterator[int]:
        """Governors of `i`, nearest first."""
        while (head := self.tokens[i].head) != i:
            yield head
            i = head

    def text(self, first: int, last: int) -> str:
        """The document's letters from token `first` to token `last`, both included."""
        return self.document.text[self.tokens[first].start:self.tokens[last].end]


def make_parsed(document: Document, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...],
                dateline: Dateline | None = None, origin: str = "", labels: tuple[Label, ...] = ()) -> Parsed:
    """A Parsed with its table of children filled in."""
    below: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.i:
            below[t.head].append(t.i)
    return Parsed(document, tokens, sentences, dateline, origin, labels, tuple(map(tuple, below)))
