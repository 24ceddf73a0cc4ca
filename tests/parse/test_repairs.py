"""What is told before a report that follows belongs to what is reported."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.parse.spacy_parser import parse


@pytest.mark.parametrize(("text", "word", "governor"), [
    ("Twelve people were killed on Saturday when a bomb exploded, police said on Sunday.", "exploded", "killed"),
    ("Police said that twelve people were killed.", "killed", "said"),
])
def test_a_clause_before_the_report_is_part_of_what_is_told(text: str, word: str, governor: str) -> None:
    found = next(parse([Document("one", text)]))
    (t,) = [t for t in found.tokens if t.text == word]
    assert found.tokens[t.head].text == governor


@pytest.mark.parametrize(("text", "word", "governor"), [
    ("The union denounced the killing of two teachers by soldiers on Monday.", "by", "killing"),
    ("The army ended the siege of Lira by force.", "by", "ended"),
    ("Soldiers stopped the advance of the column by blowing up a bridge.", "by", "stopped"),
])
def test_who_did_it_stays_with_the_deed(text: str, word: str, governor: str) -> None:
    found = next(parse([Document("one", text)]))
    (t,) = [t for t in found.tokens if t.text == word]
    assert found.tokens[t.head].text == governor


def test_a_subject_that_the_verb_of_saying_took() -> None:
    text = ("His aide said 1,300 rebel fighters at a farm overlooking the bridge, to the north of Lira, had surrendered, "
            "and many others had been killed.")
    found = next(parse([Document("one", text)]))
    (t,) = [t for t in found.tokens if t.text == "fighters"]
    assert (t.dep, found.tokens[t.head].text) == ("nsubj", "surrendered")


@pytest.mark.parametrize(("text", "word", "dep", "governor"), [
    ("A missionary told a radio station that retreating troops had looted the hospital.", "troops", "nsubj", "looted"),
    ("Fighting around Goma left 20 people dead.", "Fighting", "nsubj", "left"),
    ("There was fighting in the streets of Cali.", "fighting", "ROOT", "fighting"),
])
def test_participles_and_happenings(text: str, word: str, dep: str, governor: str) -> None:
    found = next(parse([Document("one", text)]))
    (t,) = [t for t in found.tokens if t.text == word]
    assert t.tag.startswith("NN")
    assert (t.dep, found.tokens[t.head].text) == (dep, governor)


def test_a_list_goes_on_after_what_is_said_of_its_first_name() -> None:
    found = next(parse([Document("one", "The rebels said that they had taken Herat, near the border, and Kunduz, in the north.")]))
    (t,) = [t for t in found.tokens if t.text == "Kunduz"]
    assert (t.dep, found.tokens[t.head].text) == ("conj", "Herat")


@pytest.mark.parametrize(("text", "word", "dep", "governor"), [
    ("Gunmen suspected to be members of Boko Haram attacked Bama.", "Gunmen", "nsubj", "attacked"),
    ("A car parked on a road in Balad detonated near the convoy of the mayor.", "car", "nsubj", "detonated"),
    ("Farmers demonstrated Friday in Berlin against EU plans to cut subsidies.", "plans", "pobj", "against"),
    ("The governor urged people in surrounding areas to remain calm.", "areas", "pobj", "in"),
])
def test_phrases_of_the_press(text: str, word: str, dep: str, governor: str) -> None:
    found = next(parse([Document("one", text)]))
    (t,) = [t for t in found.tokens if t.text == word]
    assert (t.dep, found.tokens[t.head].text) == (dep, governor)
