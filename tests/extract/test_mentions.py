"""Mentions: span, name, country and number of noun phrases."""
from __future__ import annotations

import pytest

from reportedly.extract.mentions import mention, mentions, named_by
from reportedly.model.claim import Mention
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser


def unknown(name: str) -> Kind:
    return Kind()


def of(text: str, head: str) -> Mention:
    parsed = next(parser()([Document("x", text)]))
    at = next(t.i for t in parsed.tokens if t.text == head)
    return mention(parsed, at, unknown)


def test_name_inside_a_common_noun() -> None:
    m = of("The Taliban fighters left the town.", "fighters")
    assert (m.text, m.name, m.head, m.kind, m.number) == ("Taliban fighters", "Taliban", "fighter", "group", 2)


def test_titles_are_no_part_of_a_name() -> None:
    assert of("They met Turkish President Recep Erdogan there.", "Erdogan").name == "Recep Erdogan"


def test_article_and_pronoun_are_left_out() -> None:
    m = of("His bodyguard said so.", "bodyguard")
    assert (m.text, m.of, m.number) == ("bodyguard", "His", 1)


def test_of_phrase_that_tells_who_is_kept() -> None:
    assert of("It was rejected by delegates of the African Union.", "delegates").text == "delegates of the African Union"


def test_quantity_gives_way_to_what_is_counted() -> None:
    assert of("Hundreds of rebels fled.", "Hundreds").head == "rebel"


def test_demonym_is_the_country() -> None:
    assert of("The Syrian army fired.", "army").country == "Syrian"


@pytest.mark.parametrize(("text", "word", "kind"), [
    ("They fled.", "They", "pronoun"), ("The minister spoke.", "minister", "office"), ("A soldier fell.", "soldier", "person"),
    ("The village burned.", "village", "place"), ("A letter came.", "letter", "thing"), ("The army left.", "army", "group")])
def test_kind(text: str, word: str, kind: str) -> None:
    assert of(text, word).kind == kind


def test_every_phrase_of_a_document_in_order() -> None:
    parsed = next(parser()([Document("x", "The rebels took Herat. They freed its people.")]))
    found = mentions(parsed, unknown)
    assert [m.text for m in found] == ["rebels", "Herat", "They", "its", "people"]
    assert [m.start for m in found] == sorted(m.start for m in found)


def test_a_group_of_gunmen_are_the_gunmen() -> None:
    assert of("A group of gunmen attacked the bus.", "group").text == "gunmen"
    assert of("Thirteen of them were killed.", "Thirteen").kind == "pronoun"


def test_a_designation_names_nobody() -> None:
    assert of("US B-52 bombers pounded the front.", "bombers").name == "US"


def test_bounds_are_left_out() -> None:
    assert of("More than 20,000 Muslims fled.", "Muslims").text == "Muslims"


@pytest.mark.parametrize(("text", "head", "names"), [
    ("The rebels' leader, Jean Runiga, demanded talks.", "leader", ["Runiga"]),
    ("A man named Erik Suleman was killed.", "man", ["Suleman"]),
    ("Two suspects, Alvaro Delgado and Jorge Canaveral, were arrested.", "suspects", ["Delgado", "Canaveral"]),
    ("The leader of the rebels demanded talks.", "leader", ["leader"])])
def test_the_name_in_apposition(text: str, head: str, names: list[str]) -> None:
    parsed = next(parser()([Document("x", text)]))
    at = next(t.i for t in parsed.tokens if t.text == head)
    assert [parsed.tokens[i].text for i in named_by(parsed, at, unknown)] == names
