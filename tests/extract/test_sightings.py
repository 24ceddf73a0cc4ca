"""Troops that somebody saw at a place are there; those who were looked for and not seen are not."""
from __future__ import annotations

import pytest

from reportedly.model.claim import Claim
from reportedly.model.document import Document
from reportedly.run import claims_of


def claims(text: str) -> list[Claim]:
    return [c for _, pairs in claims_of([Document("x", text, "2016-03-04")]) for c, _ in pairs]


SEEN = (
    ("A reporter in Mosul found soldiers in the market and at the hospital.", "certain"),
    ("A driver told the agency that he had seen army vehicles in the market of Mosul.", "certain"),
    ("Two traders said that they had seen no government soldier in Mosul since Tuesday night.", "denied"),
    ("A nun who left by boat said that she had not seen a government soldier in Mosul for three days.", "denied"),
    ("A radio reporter who reached Mosul saw no government troops there.", "denied"),
)


@pytest.mark.parametrize(("text", "factuality"), SEEN)
def test_a_force_that_is_seen_is_there(text: str, factuality: str) -> None:
    assert [(c.type, c.factuality) for c in claims(text)] == [("deploy", factuality)]


@pytest.mark.parametrize("text", ["Fans met the army team at the stadium in Mosul.", "Police found 14 dead soldiers in a house in Mosul.",
                                  "Residents in Mosul saw soldiers entering houses."])
def test_people_met_and_forces_that_do_something_else_are_no_sighting(text: str) -> None:
    assert not [c for c in claims(text) if c.type == "deploy"]
