"""Whose side a speaker is on, and which states are parties."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.model.reference import Source
from reportedly.run import claims_of


def source(text: str, date: str = "1999-08-08", outlet: str = "", kind: str = "") -> Source:
    """The innermost source of the last claim of a text."""
    (_, pairs), = claims_of([Document("d", text, date, outlet=outlet, outlet_kind=kind)])
    return pairs[-1][1].source[-1]


@pytest.mark.parametrize(("text", "name", "kind", "side"), [
    # from the speaker's own office, possessor or apposition
    ("The LTTE shelled Vavuniya on Monday. Its spokesman, Ravi Kumaran, said 30 soldiers were killed.", "Ravi Kumaran", "party", "LTTE"),
    ("The LTTE shelled Vavuniya. The group's leader, Ravi Kumaran, said 30 soldiers were killed.", "Ravi Kumaran", "party", "LTTE"),
    ("Mali's army took Konna. A spokesman for the Islamist group Ansar Dine, Sanda Ould Omar, said ten soldiers were killed.",
     "Sanda Ould Omar", "party", "Ansar Dine"),
    ("Zarin rebels shelled Grozny. The Zarin commander, Shamil Omarov, said ten soldiers were killed.", "Shamil Omarov", "party", "Zarin"),
    ("A Ras Kamboni commander, Ahmed Omar, said ten soldiers were killed in Kismayo.", "Ahmed Omar", "party", "Ras Kamboni"),
    # the army is of the country where it happens; a state is a party where its forces act or are struck
    ("Somalia's army attacked Kismayo. A military spokesman, Colonel Ali Omar, said ten rebels died.", "Ali Omar", "party", "Somalia"),
    ("Somali soldiers shot a man in Baidoa. Police said ten people were killed in Kismayo.", "Police", "party", "Somalia"),
    ("Rebels shelled Monrovia. Hospital officials said ten people were killed in Monrovia.", "Hospital officials", "witness", ""),
    ("Somali soldiers attacked Kismayo. A Western diplomat said ten people were killed.", "Western diplomat", "government", ""),
    ("Somali soldiers attacked Kismayo. USAID chief Ruth Cole said ten people were killed.", "Ruth Cole", "government", ""),
])
def test_the_side_is_the_speakers_own(text: str, name: str, kind: str, side: str) -> None:
    found = source(text)
    assert (found.name, found.kind, found.side) == (name, kind, side)


@pytest.mark.parametrize(("text", "name", "kind"), [
    ("Peter Kamara, a UN official, said rebels had burned Voinjama. He added that 30 people were killed.", "Peter Kamara", "igo"),
    ("Two eyewitnesses said rebels had burned Voinjama. They said 30 people were killed.", "eyewitnesses", "witness"),
    ("The British Defence Ministry said troops had left Izium. Its report added that rebels had attacked Izium.",
     "British Defence Ministry", "government"),
])
def test_speakers_told_again(text: str, name: str, kind: str) -> None:
    found = source(text)
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize(("outlet", "outlet_kind", "kind", "side"), [
    ("Radio Free Balkh", "rebel", "party", ""),
    ("Voice of the LTTE", "rebel", "party", "LTTE"),
])
def test_a_station_of_a_side_speaks_for_it(outlet: str, outlet_kind: str, kind: str, side: str) -> None:
    found = source("Our forces captured Sholgara on Friday. The LTTE fought well.", outlet=outlet, kind=outlet_kind)
    assert (found.name, found.kind, found.side) == (outlet, kind, side)


def test_a_command_that_issues_a_statement_is_no_source() -> None:
    text = "Our troops captured Sholgara on Friday."
    (_, pairs), = claims_of([Document("d", text, "1999-08-08", outlet="Ministry of Defence", outlet_kind="military")])
    assert pairs[0][1].source == ()


def test_his_troops_are_his_side() -> None:
    text = "The LTTE commander, Ravi Kumaran, spoke on Monday. His troops attacked Vavuniya."
    (_, pairs), = claims_of([Document("d", text, "1999-08-08")])
    assert [a.name for a in pairs[-1][1].actor] == ["LTTE"]
