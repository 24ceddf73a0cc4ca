"""Wrong turns of the parser: on what each word hangs and how, once the rules have looked at it."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.parse.spacy_parser import parse

TURNS = {
    "a clause before the report is part of what is told": [
        ("Twelve people were killed on Saturday when a bomb exploded, police said on Sunday.", "exploded", "advcl", "killed"),
        ("Police said that twelve people were killed.", "killed", "ccomp", "said")],
    "who did it stays with the deed": [
        ("The union denounced the killing of two teachers by soldiers on Monday.", "by", "prep", "killing"),
        ("The army ended the siege of Lira by force.", "by", "prep", "ended"),
        ("Soldiers stopped the advance of the column by blowing up a bridge.", "by", "prep", "stopped")],
    "a list goes on after what is said of its first name": [
        ("The rebels said that they had taken Herat, near the border, and Kunduz, in the north.", "Kunduz", "conj", "Herat")],
    "a subject that the verb of saying took": [
        ("His aide said 1,300 rebel fighters at a farm overlooking the bridge, to the north of Lira, had surrendered, "
         "and many others had been killed.", "fighters", "nsubj", "surrendered")],
    "participles before those who do something": [
        ("A missionary told a radio station that retreating troops had looted the hospital.", "troops", "nsubj", "looted")],
    "an aside tells where, not of whom": [
        ("Rebels gathered at Baliet, on the river south of Malakal, which the army has held since May.", "held", "relcl", "Baliet"),
        ("Rebels gathered near Malakal, which the army has held since May.", "held", "relcl", "Malakal")],
    "who acts is not listed beside a town": [
        ("They moved in when the army fled from Mosul and the Islamic State took the city in four days.", "State", "nsubj", "took"),
        ("They moved in when the army fled from Mosul and Tikrit.", "Tikrit", "conj", "Mosul")],
    "rows, particles and names of the wire": [
        ("The rebels have taken over the town.", "town", "dobj", "taken"),
        ("The minister holds the rebels responsible for the murder.", "rebels", "dobj", "holds"),
        ("The wife of Colonel Guerrero, Angela Piedad, was shot to death.", "Piedad", "appos", "wife"),
        ("The court relieved the judge of his duties.", "of", "prep", "relieved")],
    "happenings": [
        ("Fighting around Goma left 20 people dead.", "Fighting", "nsubj", "left"),
        ("There was fighting in the streets of Cali.", "fighting", "ROOT", "fighting")],
    "what somebody is accused of": [
        ("The army accused the guerrillas of the murder of a priest.", "of", "prep", "accused"),
        ("The opposition accused the government of bombing markets in Idlib.", "markets", "dobj", "bombing"),
        ("The army accused the leader of the guerrillas.", "of", "prep", "leader")],
    "those who are held": [
        ("Gunmen are holding three tourists hostage in Cali.", "tourists", "dobj", "holding")],
    "phrases of the press": [
        ("Gunmen suspected to be members of Boko Haram attacked Bama.", "Gunmen", "nsubj", "attacked"),
        ("A car parked on a road in Balad detonated near the convoy of the mayor.", "car", "nsubj", "detonated"),
        ("Farmers demonstrated Friday in Berlin against EU plans to cut subsidies.", "plans", "pobj", "against"),
        ("The governor urged people in surrounding areas to remain calm.", "areas", "pobj", "in")],
    "an operation and its aim": [
        ("The army began an operation to retake parts of Goma.", "retake", "acl", "operation")],
}


@pytest.mark.parametrize(("text", "word", "dep", "governor"), [
    pytest.param(*row, id=f"{name} {n}") for name, rows in TURNS.items() for n, row in enumerate(rows, 1)])
def test_each_word_hangs_on_what_it_belongs_to(text: str, word: str, dep: str, governor: str) -> None:
    found = next(parse([Document("one", text)]))
    t = next(t for t in found.tokens if t.text == word)
    assert (t.dep, found.tokens[t.head].text) == (dep, governor)


def test_a_happening_is_a_noun_and_a_deed_a_verb_with_the_lemma_of_one() -> None:
    fighting = next(parse([Document("one", "Fighting around Goma left 20 people dead.")])).tokens[0]
    assert (fighting.tag, fighting.lemma) == ("NN", "fighting")
    bombing = next(t for t in next(parse([Document("one", TURNS["what somebody is accused of"][1][0])])).tokens if t.text == "bombing")
    assert (bombing.tag, bombing.lemma) == ("VBG", "bomb")
