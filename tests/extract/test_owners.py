"""Owners: whose a weapon, a place or an event is, and which side of an event noun stands after "of" and "by"."""
from __future__ import annotations

import pytest

from reportedly.extract.events import candidates
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser

# Sentence | trigger | actor heads | target heads
TOLD = """
Air strikes and shelling by government forces killed ten people.|strikes|forces|people
He deplored the killings, kidnappings and rapes by the militia.|killings|militia|
He spoke of the kidnapping and killing of his comrades.|killing||comrades
They carried out ambushes of army patrols.|ambushes|They|patrols
The guerrillas have not claimed responsibility for the bombing.|bombing||
The guerrillas claimed responsibility for the bombing.|bombing|guerrillas|
The army blamed the rebels for the death of the mayor and for the burning of two buses.|burning|rebels|buses
The army accused the rebels of summary executions and rapes.|executions|rebels|
The rebels condemned the murder of the priest.|condemned|rebels|
The forces inflicted eight casualties on the guerrillas.|casualties|forces|guerrillas
The army's counterattack against rebel positions, on the northern side of the town, failed.|counterattack|army|rebel
The victims were identified as Jose Rivera and Pedro Cortez.|victims||Rivera Cortez
Soldiers denied it and blamed the rebels.|blamed|Soldiers|rebels
The two leaders discussed plans to liberate the town.|liberate||
"""


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_who_did_it_to_whom(line: str) -> None:
    text, trigger, actor, target = line.split("|")
    parsed = next(parser()([Document("x", text + " The war goes on and soldiers fight rebels.")]))
    found = next(c for c in candidates(parsed, lambda name: Kind()) if parsed.tokens[c.token].text == trigger)
    assert [parsed.tokens[i].text for i in found.actor] == actor.split()
    assert [parsed.tokens[i].text for i in found.target] == target.split()
