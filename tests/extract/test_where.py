"""What tells an event's place from the other names of its sentence."""
from __future__ import annotations

from reportedly.extract.places import settings
from reportedly.extract.where import features, likelihood, size
from reportedly.model.document import Document
from reportedly.parse import parser
from reportedly.resolve.knowledge import kind_of


def names(text):
    (parsed,) = parser()([Document("d", text)])
    return parsed, [f for f in settings(parsed, kind_of)[0] if not f.standin]


def test_the_place_of_the_attack_is_likelier_than_that_of_the_speaker():
    parsed, found = names("Rebels attacked a convoy near Herat on Monday, the ministry in Kabul said.")
    trigger = next(t.i for t in parsed.tokens if t.text == "attacked")
    herat, kabul = (likelihood(parsed, trigger, f.toponym, f.setting) for f in found)
    assert herat > 0.5 > kabul


def test_nothing_is_learned_of_whose_war_it_is():
    told = "The Taliban attacked Karzai troops near Herat on Monday."
    other = "The Houthis attacked Saleh troops near Herat on Monday."
    made = []
    for text in (told, other):
        parsed, found = names(text)
        trigger = next(t.i for t in parsed.tokens if t.text == "attacked")
        made.append(sorted(features(parsed, trigger, found[-1].toponym, found[-1].setting)))
    assert not any("taliban" in x.lower() or "karzai" in x.lower() for x in made[0])
    assert made[0] == made[1]


def test_smaller_kinds_of_place():
    _, found = names("Fighting went on in Herat, Afghanistan.")
    assert [size(f.toponym) for f in found] == sorted((size(f.toponym) for f in found), reverse=True)
