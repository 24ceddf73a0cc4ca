"""The two sides of a war are treated alike: swap their names, and nothing but the names changes. So with towns."""
from __future__ import annotations

import pytest

from .swap import demo, differences, phenomena, swapped

WAR = {"Zarin": "Kohan"}
SIDES = {
    # names of one kind and one grammar: states with states (and their adjectives and seats), groups with such groups
    "Russia": "Ukraine", "Russian": "Ukrainian", "Moscow": "Kyiv", "Georgia": "Armenia", "Georgian": "Armenian", "Georgians": "Armenians",
    "Tbilisi": "Yerevan", "Israel": "Lebanon", "Israeli": "Lebanese", "Uganda": "Kenya", "Ugandan": "Kenyan", "LURD": "MODEL",
    "Boko Haram": "Al-Shabaab", "Rapid Support Forces": "Rapid Salvation Forces", "Machar": "Garang", "White Army": "Black Army",
    "Ankara": "Tehran", "Turkey": "Iran",
}
TOWNS = {
    # towns of one country that the gazetteer knows; names that are people's names as well (Nasir, Buchanan) are another kind
    "Bentiu": "Malakal", "Herat": "Farah", "Kunduz": "Ghazni", "Kharkiv": "Sumy", "Izium": "Kherson", "Homs": "Hama",
    "Rastan": "Azaz", "Gori": "Zugdidi", "Ganta": "Gbarnga", "Mosul": "Tikrit", "Peja": "Prizren", "Nyala": "Zalingei",
    "Taloqan": "Charikar", "Mykolaiv": "Chernihiv",
}
# Of the texts concerned, how many may differ: the parser reads some names otherwise than others. Only goes down.
ALLOWED = {"demo-sides": 0.12, "sides": 0.02, "towns": 0.05}


def test_swapping_twice_gives_the_text_back() -> None:
    pairs = {"Northern Alliance": "Taliban"}
    text = "KABUL: Northern Alliance men took Herat; the Taliban said so. TALIBAN AND NORTHERN ALLIANCE."
    assert swapped(text, pairs) == "KABUL: Taliban men took Herat; the Northern Alliance said so. NORTHERN ALLIANCE AND TALIBAN."
    assert swapped(swapped(text, pairs), pairs) == text


@pytest.mark.parametrize(("name", "documents", "pairs"), [
    ("demo-sides", demo, WAR), ("sides", phenomena, SIDES), ("towns", phenomena, TOWNS)])
def test_nothing_but_the_names_changes(name, documents, pairs) -> None:  # type: ignore[no-untyped-def]
    # "The Kremlin" is Russia whoever else is swapped.
    concerned, wrong = differences([d for d in documents() if "Kremlin" not in d.text], pairs)
    assert concerned >= (15 if name == "demo-sides" else 60)
    assert len(wrong) <= ALLOWED[name] * concerned, f"{len(wrong)} of {concerned}\n" + "\n".join(wrong)
