"""Quotations: their extent and their speaker."""
from __future__ import annotations

import time

import pytest

from reportedly.extract.quotations import quotations

from .pairs import fits, read, sources, written

SPEAKERS = {
    "position": [
        ('"We *took* the bridge at dawn," Colonel Daud said.', "Daud"),
        ('"We *took* the bridge at dawn," said Colonel Daud.', "Daud"),
        ('Colonel Daud said: "We *took* the bridge at dawn."', "Daud"),
        ('"We came by night," Colonel Daud said. "We *took* the bridge at dawn."', "Daud"),
        ('"We came by night," Colonel Daud said, "and *took* the bridge at dawn."', "Daud"),
        ('The mayor wrote, "They *shelled* the clinic and left."', "mayor"),
        ('Colonel Daud laughed. The men *took* the bridge at dawn.', ""),
    ],
    "several sentences": [
        ('"They came at dawn. They *burned* the store. Nobody helped us," the trader said.', "trader"),
        ('"They came at dawn." They *burned* the store. Nobody helped, and the trader left.', ""),
        ('The nurse spoke by telephone. "The ward was *shelled* twice. Two men died," she said.', "she"),
        ('The general was firm: "Our men *hold* the ridge. They will not leave it."', ""),
    ],
    "paragraphs": [
        ('"Our men hold the ridge," General Roy said.\n\n"They *repelled* two assaults."', "Roy"),
        ('General Roy said:\n\n"Our men hold the ridge.\n\n"They *repelled* two assaults."', "Roy"),
        ('General Roy said:\n\n“Our men hold the ridge.\n\n“They *repelled* two assaults.”\n\nThe rain went on.', "Roy"),
        ('General Roy said:\n\n“Our men hold the ridge.”\n\nRebels *attacked* a convoy.', ""),
    ],
    "colon without marks": [
        ("Foreign Minister Jane Ward said:\n\nWe condemn this act. Daesh has *killed* seventy people.\n\nWe stand firm.", "Ward"),
        ("The commander provided the following statement:\n\nOur troops *liberated* the town this morning.", "commander"),
        ("The situation is as follows:\n\nTroops *entered* the town this morning.", ""),
    ],
    "scare quotes": [
        ('The army killed two "terrorists" who had *attacked* the post.', ""),
        ('The army said two "terrorists" had *attacked* the post.', "army"),
        ('A "special operation" to *take* the port began.', ""),
    ],
    "other marks": [
        ("“We *took* the bridge at dawn,” Colonel Daud said.", "Daud"),
        ("'We *took* the bridge at dawn,' Colonel Daud said.", "Daud"),
        ("‘We *took* the bridge at dawn,’ said the colonel’s deputy.", "deputy"),
        ("The colonel's men *took* the sailors' bridge at dawn.", ""),
    ],
    "upper case": [
        ('"THE ENEMY *BOMBED* THE CITY ALL NIGHT," THE COMMANDER STATED.', "COMMANDER"),
        ("[BEGIN RECORDING] [CRUZ] THE ENEMY *BOMBED* THE CITY ALL NIGHT. [END RECORDING]", "CRUZ"),
        ("[BEGIN RECORDING] [CRUZ] WE ARE CALM. [END RECORDING] THE ENEMY *BOMBED* THE CITY ALL NIGHT.", ""),
        ("OUR REPORTER ANA CRUZ HAS THIS REPORT:\n\n   [BEGIN RECORDING] [CRUZ] THE ENEMY *BOMBED* THE CITY. [END RECORDING]", ""),
    ],
    "inside a speech": [
        ('"I believe that they *took* the bridge," Colonel Daud said.', "Daud"),
        ('"Villagers told us that they *burned* the store," the nurse said.', "nurse > Villagers"),
    ],
}
FLAT = [pytest.param(t, w, id=f"{name}-{n}") for name, rows in SPEAKERS.items() for n, (t, w) in enumerate(rows)]


@pytest.mark.parametrize(("text", "wanted"), FLAT)
def test_speaker(text: str, wanted: str) -> None:
    found = sources(text)
    assert fits(found, wanted), written(found)


EXTENT = [
    ('He said "we will all go" and left.', [("speech", '"we will all go"')]),
    ('The "rebels" fled.', [("scare", '"rebels"')]),
    ('"One thing is true.\n\n"Another thing is true," he said.', [("speech", '"One thing is true.\n\n"Another thing is true,"')]),
    ('"One thing is true.\n\nThe rain went on all day.', [("speech", '"One thing is true.')]),
    ("'That is true,' said the traders' leader.", [("speech", "'That is true,'")]),
]


@pytest.mark.parametrize(("text", "wanted"), EXTENT)
def test_extent(text: str, wanted: list[tuple[str, str]]) -> None:
    parsed = read(text)
    assert [(q.kind, parsed.text(q.first, q.last - 1)) for q in quotations(parsed)] == wanted


def test_hostile_marks_cost_little() -> None:
    text = "'a " * 3000 + '"' * 3001 + "[" * 3000 + " ‘x" * 2000
    parsed = read("He left. " + text[:200])
    object.__setattr__(parsed.document, "text", parsed.document.text + text)
    began = time.perf_counter()
    quotations(parsed)
    assert time.perf_counter() - began < 1
