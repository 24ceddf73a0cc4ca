"""Doers: who is behind an event that a noun names, and whom it was done to."""
from __future__ import annotations

import pytest

from reportedly.extract.doers import undergone
from reportedly.extract.events import candidates
from reportedly.extract.roles import Scene
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser

# Sentence | trigger | actor heads | target heads
TOLD = """
The murder of the priests was the work of the army.|murder|army|priests
The poll shows the participation of the front in the killings of miners.|killings|front|miners
The minister has blamed the murder of two teachers on smugglers.|murder|smugglers|teachers
The training centre, which was the target of rebel mortar fire, burned down.|fire|rebel|centre
Two attacks on the northern pipeline conducted by rebels caused losses.|attacks|rebels|pipeline
Two strikes engaged a rebel unit near the port.|strikes||unit
The prime minister spoke at the end of a meeting with the rebels.|meeting|minister|rebels
The murder of the priest, carried out this morning by rebels, angered the army.|murder|rebels|priest
A group of saboteurs conducted a terrorist attack against the minister.|attack|group|minister
"""


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_doers(line: str) -> None:
    text, trigger, actor, target = line.split("|")
    parsed = next(parser()([Document("x", text + " The war goes on and soldiers fight rebels.")]))
    found = next(c for c in candidates(parsed, lambda name: Kind()) if parsed.tokens[c.token].text == trigger)
    assert [parsed.tokens[i].text for i in found.actor] == actor.split()
    assert [parsed.tokens[i].text for i in found.target] == target.split()


def test_target_of_needs_a_noun_of_undergoing() -> None:
    parsed = next(parser()([Document("x", "The bank was the scene of two attacks.")]))
    assert not undergone(Scene(parsed, lambda name: Kind()), next(t for t in parsed.tokens if t.text == "attacks"))
