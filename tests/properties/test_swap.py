"""The two sides of a war are treated alike: swap their names, and nothing but the names changes. So with towns."""
from __future__ import annotations

import pytest

from .swap import demo, differences, phenomena, swapped

WAR = {"Northern Alliance": "Taliban", "alliance": "movement", "Alliance": "Movement", "US": "UK"}
SIDES = {
    # names of one kind and one grammar: states with states, groups that take an article with such groups
    "Russian": "Ukrainian", "Georgian": "Abkhaz", "Georgia": "Russia", "Israeli": "Syrian", "Saudi": "Emirati", "Kyiv": "Moscow",
    "Uganda": "Kenya", "LURD": "MODEL", "FMLN": "ELN", "Boko Haram": "Al-Shabaab", "Northern Alliance": "Northern Brigade",
    "Rapid Support Forces": "Syrian Democratic Forces", "Ankara": "Tehran", "Machar": "Kiir",
}
TOWNS = {
    "Bentiu": "Malakal", "Nasir": "Bor", "Herat": "Farah", "Kunduz": "Ghazni", "Kharkiv": "Sumy", "Izium": "Kherson",
    "Homs": "Hama", "Rastan": "Azaz", "Gori": "Senaki", "Zugdidi": "Tskhinvali", "Monrovia": "Buchanan", "Ganta": "Gbarnga",
    "Mosul": "Tikrit", "Peja": "Prizren", "Nyala": "Zalingei", "Taloqan": "Charikar", "Mykolaiv": "Chernihiv",
}
# Of the texts concerned, how many may differ: the parser reads some names otherwise than others. Only goes down.
ALLOWED = {"demo-sides": 1.0, "sides": 0.2, "towns": 0.05}


def test_swapping_twice_gives_the_text_back() -> None:
    text = "KABUL: Northern Alliance men took Herat; the Taliban said so. TALIBAN AND NORTHERN ALLIANCE."
    assert swapped(text, WAR) != text
    assert swapped(swapped(text, WAR), WAR) == text


@pytest.mark.parametrize(("name", "documents", "pairs"), [
    ("demo-sides", demo, WAR), ("sides", phenomena, SIDES), ("towns", phenomena, TOWNS)])
def test_nothing_but_the_names_changes(name, documents, pairs) -> None:  # type: ignore[no-untyped-def]
    concerned, wrong = differences(documents(), pairs)
    assert concerned >= (15 if name == "demo-sides" else 60)
    assert len(wrong) <= ALLOWED[name] * concerned, f"{len(wrong)} of {concerned}\n" + "\n".join(wrong)
