"""Upper-case wires in their usual case, letter for letter."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.parse.spacy_parser import vocabulary
from reportedly.parse.truecase import acronyms_of, truecase

USUAL = [
    "The guerrillas attacked the garrison in San Miguel on Monday.",
    "President Alfredo Cristiani met the FMLN in San Salvador.",
    "A car bomb exploded in Bogota and killed two policemen.",
    "The Taliban have left Kabul, the United Nations said.",
    "Troops of the 6th Brigade were killed by rebels in Usulutan Department.",
    "The army's spokesman said that 12 soldiers had fled.",
    "He didn't say where the rebels were.",
    "The U.S. Embassy in Lima was hit by two rockets in November.",
    "Israeli troops withdrew from southern Lebanon.",
    "Iraqi troops took Mosul from ISIL.",
]


@pytest.mark.parametrize("text", USUAL)
def test_restores(text: str) -> None:
    assert truecase(text.upper(), vocabulary()) == text


@pytest.mark.parametrize("text", ["Leftist Salvadoran parties called a strike.", "Five Colombians and a Bolivian were arrested.",
                                  "He fled the Panamanian capital."])
def test_peoples_are_names_though_the_training_text_never_had_them(text: str) -> None:
    assert truecase(text.upper(), vocabulary()) == text


def test_explained_acronyms_stay() -> None:
    text = "THE POPULAR ARMY OF THE COAST (PAC) FLED. PAC MEN WERE SEEN."
    assert acronyms_of(text) == {"pac"}
    assert "PAC men" in truecase("SOME PAC MEN WERE SEEN.", vocabulary(), acronyms_of(text))


def test_brackets_that_explain_nothing_are_no_acronyms() -> None:
    assert acronyms_of("HE SAID (YES) AND LEFT [SIC] IT.") == frozenset()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_keeps_every_letter(text: str) -> None:
    found = truecase(text, vocabulary())
    assert len(found) == len(text)
    assert found.casefold() == text.casefold()
