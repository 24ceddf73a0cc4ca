"""Verbs that the model does not know: it is shown a common one, the tokens keep their own words."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.model.parsed import Parsed
from reportedly.parse.spacy_parser import parse
from reportedly.parse.standins import lemma, rejoined, shown


def parsed(text: str) -> Parsed:
    return next(parse([Document("one", text)]))


@pytest.mark.parametrize(("text", "verb", "base", "tag"), [
    ("Army units in northern Chad retook Faya on Monday morning.", "retook", "retake", "VBD"),
    ("Rebels counter-attacked near Zouar.", "counter-attacked", "counter-attack", "VBD"),
    ("The bus was machine-gunned by six men.", "machine-gunned", "machine-gun", "VBN"),
    ("Aircraft were carpet-bombing the hills.", "carpet-bombing", "carpet-bomb", "VBG"),
])
def test_a_rare_verb_is_parsed_like_a_common_one(text: str, verb: str, base: str, tag: str) -> None:
    (t,) = [t for t in parsed(text).tokens if t.text == verb]
    assert (t.lemma, t.tag, t.dep) == (base, tag, "ROOT")
    assert text[t.start:t.end] == verb


def test_only_the_table_s_compounds_are_joined() -> None:
    words = [("machine", 0), ("-", 7), ("gunned", 8), ("cease", 15), ("-", 20), ("fire", 21)]
    assert rejoined(words) == [("machine-gunned", 0), *words[3:]]
    assert rejoined([("re", 0), ("-", 3), ("entered", 5)]) == [("re", 0), ("-", 3), ("entered", 5)]


def test_case_is_kept() -> None:
    assert (shown("Retook"), shown("retook"), shown("took"), lemma("took")) == ("Took", "took", "took", "")


def test_a_group_whose_initials_are_a_verb() -> None:
    found = parsed("Witnesses said that IS fighters had left the village.")
    group = next(t for t in found.tokens if t.text == "IS")
    assert group.tag.startswith("NN") and found.tokens[group.head].text == "fighters"
