"""What "the town" stands for, where people leave from, where somebody only spoke."""
from __future__ import annotations

import pytest

from reportedly.extract.candidate import Candidate
from reportedly.extract.places import place_names, places, settings
from reportedly.model.document import Document
from reportedly.model.parsed import Parsed
from reportedly.parse import parser
from reportedly.resolve.knowledge import kind_of


def read(text: str) -> Parsed:
    return next(parser()([Document("t", text)]))


def placed(text: str, trigger: str, kind: str) -> str | None:
    parsed = read(text)
    token = [t for t in parsed.tokens if t.lower == trigger][-1]
    found = places(parsed, settings(parsed, kind_of))(Candidate(token.i, token.start, token.end, kind, trigger, clause=token.i))
    return found.text if found else None


@pytest.mark.parametrize(("text", "trigger", "kind", "place"), [
    ("Rebels fled along the road to Kunduz.", "fled", "withdraw", None),
    ("Rebels withdrew from Taloqan to Kunduz.", "withdrew", "withdraw", "Taloqan"),
    ("Villagers fled towards Goma.", "fled", "displace", None),
    ("Troops advanced to Kunduz.", "advanced", "advance", "Kunduz"),
])
def test_who_leaves_is_where_he_leaves_from(text: str, trigger: str, kind: str, place: str | None) -> None:
    assert placed(text, trigger, kind) == place


@pytest.mark.parametrize(("text", "place"), [
    ("A spokesman told reporters in Juba that the attack had been beaten back.", None),
    ("Officials said in Moscow that rebels attacked a convoy.", None),
    ("Residents in Malakal said that rebels attacked a convoy near Bentiu.", "Bentiu"),
])
def test_where_somebody_spoke_is_not_where_it_happened(text: str, place: str | None) -> None:
    trigger = "attack" if "the attack" in text else "attacked"
    assert placed(text, trigger, "attack") == place


@pytest.mark.parametrize(("text", "place"), [
    ("Rebels attacked Malakal on Tuesday. A spokesman said in Juba that they had captured the town.", "Malakal"),
    ("Troops took Kindu airport. They have not captured the city.", "Kindu"),
    ("Jets hit Qala-i-Jangi fort near Mazar-i-Sharif. Rebels captured the fort.", "Qala-i-Jangi fort"),
    ("Syrian troops entered Homs and Hama. Rebels captured the capital.", "capital"),
    ("Gunners took Gorazde. They captured the Bosnian capital.", "Bosnian capital"),
])
def test_a_definite_noun_goes_back_to_the_place_in_focus(text: str, place: str) -> None:
    assert placed(text, "captured", "capture") == place


def test_a_where_clause_hangs_on_the_name_and_not_on_what_explains_it() -> None:
    text = "Fighting went on in Walikale, west of Goma, where troops are regrouping."
    assert placed(text, "regrouping", "deploy") == "Walikale"


def test_the_narrower_of_two_names_with_one_verb() -> None:
    assert placed("Refugees crossed into Rwanda at Gisenyi.", "crossed", "displace") == "Gisenyi"


@pytest.mark.parametrize(("text", "names"), [
    ("They seized the town of Takht-e-Zar.", ["Takht-e-Zar"]),
    ("They closed the Kabul-Kandahar road.", ["Kabul"]),  # and between it and Kandahar, which the relation says
    ("Rebels shelled positions north of Bor. Bor has been in their hands since May.", ["Bor", "Bor"]),
    ("They left Haddara, a village 12 km up the track.", ["Haddara"]),
])
def test_names_by_their_surroundings(text: str, names: list[str]) -> None:
    assert [m.text for m in place_names(settings(read(text), kind_of))] == names
