"""Labels that name a place set the scene; those that name an outlet or body speak."""
from __future__ import annotations

from reportedly.model.document import Document
from reportedly.run import claims_of


def claims(text: str) -> dict[str, tuple]:
    ((_, pairs),) = claims_of([Document("d", text, "2012-03-06", lang="en")])
    return {c.type: (r.place and r.place.name, [s.name for s in r.source]) for c, r in pairs}


def test_a_place_sets_the_scene_up_to_the_next() -> None:
    text = "KUNDUZ\nGunmen attacked a clinic on Monday.\n\nHERAT\nThe army withdrew on Sunday."
    found = claims(text)
    assert found["attack"][0] == "KUNDUZ"
    assert found["withdraw"][0] == "HERAT"


def test_an_outlet_speaks_and_so_does_whom_it_cites() -> None:
    found = claims("RADIO NORTH, citing the UN mission: Rebels captured Kunduz on Monday.\n\nLAKE FM: The army bombed Herat.")
    assert found["capture"][1] == ["RADIO NORTH", "UN mission"]
    assert found["airstrike"][1] == ["LAKE FM"]


def test_a_day_in_a_label_is_the_day_its_lines_are_seen_from() -> None:
    text = ("RADIO NORTH, Juba, Saturday 20:00: Our forces captured Bor today. They withdrew from Ayod on Friday.\n\n"
            "MALAKAL: Rebels attacked the town today.")
    ((_, pairs),) = claims_of([Document("d", text, "2016-03-14", lang="en")])
    found = {c.type: r.when and r.when.start for c, r in pairs}
    assert found == {"capture": "2016-03-12", "withdraw": "2016-03-11", "attack": "2016-03-14"}
