"""The parser: sentences, offsets and case as the claim guide wants them, in bounded memory."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.model.parsed import Parsed
from reportedly.parse import parser
from reportedly.parse.spacy_parser import PIECE, in_capitals


def read(text: str) -> Parsed:
    return next(iter(parser()([Document("d", text)])))


def dependency(p: Parsed, word: str) -> tuple[str, str]:
    t = next(t for t in p.tokens if t.text == word)
    return t.dep, p.tokens[t.head].text


def test_sentences_leave_out_what_is_around_them() -> None:
    p = read("   LIMA, 15 JAN 90 (EFE) -- [TEXT] REBELS FLED.  THE ARMY CAME.\n\n   [REPORTER] WHY?\n\n   [END RECORDING]")
    assert [p.document.text[s.start:s.end] for s in p.sentences] == ["REBELS FLED.", "THE ARMY CAME.", "WHY?"]
    assert p.dateline
    assert p.dateline.outlet == "EFE"


def test_offsets_are_the_document_s_and_case_is_usual() -> None:
    text = "THE FMLN ATTACKED\nSAN MIGUEL LAST NIGHT."
    p = read(text)
    assert [t.text for t in p.tokens] == ["The", "FMLN", "attacked", "San", "Miguel", "last", "night", "."]
    assert all(text[t.start:t.end] == t.text.upper() for t in p.tokens)


def test_brackets_do_not_wreck_the_parse() -> None:
    p = read("The FMLN [Farabundo Marti National Liberation Front] attacked the town.")
    assert dependency(p, "FMLN") == ("nsubj", "attacked")
    assert dependency(p, "Front") == ("appos", "FMLN")
    assert dependency(p, "town") == ("dobj", "attacked")


def test_honorifics_and_semicolons_do_not_split() -> None:
    assert len(read("Gen. Ruiz fled; Col. Paz stayed with Lt. Gomez.").sentences) == 1


def test_upper_case_parses_like_mixed_case() -> None:
    text = "Rebels of the northern front attacked the garrison near the river and killed a sergeant of the Third Brigade."
    low, high = read(text), read(text.upper())
    same = sum((a.dep, a.head) == (b.dep, b.head) for a, b in zip(low.tokens, high.tokens, strict=True))
    assert same >= 0.9 * len(low.tokens)


def test_a_long_paragraph_is_parsed_in_pieces() -> None:
    text = "Rebels took the bridge near the town. " * (3 * PIECE // 38)
    p = read(text)
    assert len(p.sentences) == 3 * PIECE // 38
    assert {s.paragraph for s in p.sentences} == {0}
    assert all(p.tokens[t.head].sent == t.sent for t in p.tokens)


def test_documents_keep_their_order_and_their_own_tokens() -> None:
    texts = ["Rebels fled.", "", "[END RECORDING]", "The army came. It left."]
    found = list(parser()(Document(str(n), t) for n, t in enumerate(texts)))
    assert [p.document.id for p in found] == ["0", "1", "2", "3"]
    assert [len(p.sentences) for p in found] == [1, 0, 0, 2]


@pytest.mark.parametrize(("word", "tag", "lemma"), [
    ("bus", "NN", "bus"), ("news", "NN", "news"), ("buses", "NNS", "bus"), ("killed", "VBD", "kill"), ("fled", "VBD", "flee")])
def test_lemmas(word: str, tag: str, lemma: str) -> None:
    sentence = {"bus": "A bus stopped.", "news": "The news spread.", "buses": "Two buses stopped.", "killed": "They killed him.",
                "fled": "They fled."}
    t = next(t for t in read(sentence[word]).tokens if t.text == word)
    assert (t.tag, t.lemma) == (tag, lemma)


@pytest.mark.parametrize(("text", "expected"), [
    ("THE ARMY FLED", True), ("THE ARMY fled", False), ("The army", False), ("123", False), ("", False)])
def test_in_capitals(text: str, expected: bool) -> None:
    assert in_capitals(text) is expected
