"""Speech acts without a verb of speaking."""
from __future__ import annotations

import pytest

from reportedly.extract.events import candidates
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser


@pytest.mark.parametrize(("text", "expected"), [
    ("The rebels must leave the town.", ["request"]),
    ("It is vital that all parties respect the agreement.", ["request"]),
    ("We will attack the capital.", ["threaten"]),
    ("We will continue to strike the enemy.", ["threaten"]),
    ("We will continue to support the government.", ["pledge"]),
    ("Ethiopia will not tolerate an attack, the minister said.", ["threaten"]),
    ("The army will crush the rebellion, the president said.", ["threaten"]),
    ("The front will free its captives, its radio said.", ["pledge"]),
    ("The rebels said that they would attack the port.", ["threaten"]),
    ("The government is ready to release the prisoners.", ["pledge"]),
    ("The army will attack the town at dawn, residents said.", ["attack"]),
    ("Collaborators will be executed, the rebels said.", ["threaten"]),
    ("The rebels said that they will boycott the talks.", ["threaten"]),
    ("The rebels said that they will return the weapons.", ["pledge"]),
    ("The government is ready to expel the rebels.", ["threaten"]),
    ("The guerrillas ask themselves when the war ends.", []),
    ("The weather must improve.", []),
    ("The rebels attacked the capital.", ["attack"])])
def test_modal_verbs(text: str, expected: list[str]) -> None:
    parsed = next(parser()([Document("x", text)]))
    assert [c.type for c in candidates(parsed, lambda name: Kind())] == expected


def test_who_must_act_is_the_target() -> None:
    parsed = next(parser()([Document("x", "The rebels must leave the town.")]))
    found = candidates(parsed, lambda name: Kind())[0]
    assert [parsed.tokens[h].text for h in found.target] == ["rebels"] and ("actor", "speaker") in found.rules
