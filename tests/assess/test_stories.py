"""Documents of one story are found by their words."""
from __future__ import annotations

import random

import pytest

from reportedly.assess.stories import stem, stories

TEXTS = ["Rebels shelled the market of Velgrad on Monday and killed nine traders.",
         "Nine traders died when shells hit Velgrad's market, doctors said; rebels were blamed.",
         "The navy captured twenty pirates in the Gulf of Aden after a chase.",
         "Pirates seized by the navy in the Gulf were flown to Mombasa for trial.",
         "Parliament elected a new speaker by a narrow vote."]


def test_two_stories_and_a_single():
    found = stories(TEXTS, 0.05)
    assert found[0] == found[1] != found[2] == found[3]
    assert len(set(found)) == 3


def test_the_order_does_not_matter():
    def groups(order):
        found = stories([TEXTS[i] for i in order], 0.05)
        return {frozenset(order[k] for k in range(len(order)) if found[k] == h) for h in found}

    base = groups(list(range(5)))
    for seed in range(4):
        assert groups(random.Random(seed).sample(range(5), 5)) == base


def test_nothing_and_one():
    assert stories([]) == []
    assert len(stories(["Only this."])) == 1


@pytest.mark.parametrize("forms", [("attack", "attacks", "attacked", "attacking"), ("capture", "captured", "capturing"), ("rob", "robbed")])
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(f) for f in forms}) == 1
