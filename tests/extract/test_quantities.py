"""Counts: a table of sentences with the claim that carries them, and what is no count."""
from __future__ import annotations

import pytest

from reportedly.extract.quantities import quantities
from reportedly.extract.times import spot
from reportedly.model.knowledge import Kind

from .read import candidate, parsed

# Sentence | trigger, type, actor heads, target heads | what low high, ...; "-" for no upper bound, "?" for no lower.
COUNTED = """
A roadside bomb killed twelve people.|killed kill . people|killed 12 12
The air strike killed five and wounded 110.|strike airstrike . .|killed 5 5, injured 110 110
At least 30 civilians were killed in the shelling.|shelling shelling . .|killed 30 -
More than 100 rebels died in the fighting.|fighting clash . .|killed 100 -
Between 10 and 15 soldiers were wounded when a mine exploded.|exploded bombing . .|injured 10 15
The attack left 12 dead and 30 wounded.|attack attack . .|killed 12 12, injured 30 30
A soldier was killed in the ambush.|ambush attack . .|killed 1 1
Dozens were killed in the raid.|raid attack . .|killed 24 99
Scores of villagers were massacred.|massacred kill . villagers|killed 40 99
Hundreds of fighters surrendered.|surrendered surrender fighters .|surrendered 200 999
Some 1,300 fighters surrendered on Sunday.|surrendered surrender fighters .|surrendered 1300 1300
Thousands of families fled the fighting.|fled displace . families|displaced 2000 9999
Tens of thousands of people were displaced.|displaced displace . people|displaced 20000 99999
Several policemen were injured in the riot.|riot riot . .|injured 3 9
A few prisoners were freed.|freed release . prisoners|captured 3 5
A dozen hostages were freed.|freed release . hostages|abducted 12 12
Half a dozen guards were killed.|killed kill . guards|killed 6 6
Two dozen men were arrested.|arrested detain . men|captured 24 24
Twenty-two people were kidnapped.|kidnapped abduct . people|abducted 22 22
The death toll rose to 40.|rose kill . .|killed 40 40
Two brothers were shot dead.|shot kill . brothers|killed 2 2
The guerrillas abducted a family of five.|abducted abduct guerrillas family|abducted 5 5
Police detained 71 protesters.|detained detain police protesters|captured 71 71
More than 300 hostages, half of them children, died.|died kill . hostages|killed 300 -
The boat was shelled and two of its crew were injured.|shelled shelling . boat|injured 2 2
A man, presumably a German, was killed.|killed kill . man|killed 1 1
Six peacekeepers, among them a deputy commander, were killed.|killed kill . peacekeepers|killed 6 6
One or two buses were destroyed.|destroyed destroy . buses|vehicles 1 2
The army suffered 208 casualties in the battle.|battle clash . .|casualties 208 208
About 200 gunmen attacked the barracks.|attacked attack gunmen barracks|troops 200 200
Three gunmen stormed the hotel.|stormed attack gunmen hotel|troops 3 3
Up to 500 troops entered the town.|entered enter troops .|troops ? 500
The coalition conducted five airstrikes near the dam.|airstrikes airstrike coalition .|strikes 5 5
Planes carried out more than 300 strikes.|strikes airstrike planes .|strikes 300 -
The strikes destroyed four tanks and two trucks.|strikes airstrike . .|vehicles 4 4, vehicles 2 2
Seventeen rockets struck the base.|struck shelling . base|weapons 17 17
The rebels seized 40 rifles and a truck.|seized seize rebels rifles|weapons 40 40, vehicles 1 1
Dozens of vehicles left the city.|left withdraw vehicles .|vehicles 24 99
Ten thousand demonstrators marched through the capital.|marched protest demonstrators .|protesters 10000 10000
12 people were arrested in the operation.|arrested detain . people|captured 12 12
The bodies of nine peasants were found.|bodies kill . peasants|killed 9 9
The killing of three priests was condemned.|killing kill . priests|killed 3 3
AT LEAST 24 SOLDIERS WERE INJURED WHEN A VEHICLE EXPLODED.|exploded bombing . .|injured 24 -
THE ARMY KILLED A GUERRILLA AND WOUNDED TWO OTHERS.|killed kill army guerrilla|killed 1 1, injured 2 2
As many as 60 people drowned when the ferry was shelled.|shelled shelling . ferry|killed ? 60
No fewer than 15 officers defected.|defected surrender officers .|surrendered 15 -
An estimated 3,000 refugees crossed the border.|crossed displace . refugees|displaced 3000 3000
The guerrillas captured six soldiers.|captured detain guerrillas soldiers|captured 6 6
Five soldiers and three policemen were killed.|killed kill . soldiers+policemen|killed 5 5, killed 3 3
Two policemen were among those killed in the attack.|attack attack . .|killed 2 2
A hundred people were killed.|killed kill . people|killed 100 100
Several hundred people were killed.|killed kill . people|killed 300 900
Two or three guards were killed.|killed kill . guards|killed 2 3
10-15 militants were killed.|killed kill . militants|killed 10 15
The blast killed six soldiers, and 14 civilians were wounded.|blast bombing . .|killed 6 6, injured 14 14
One civilian was killed and four were wounded in the bombardment.|bombardment shelling . .|killed 1 1, injured 4 4
The explosion, in which 20 people died, shook the city.|explosion bombing . .|killed 20 20
Half a million people have fled.|fled displace . people|displaced 500000 500000
Two guards, not three, were killed.|killed kill . guards|killed 2 2
It was one of several attacks.|attacks attack . .|strikes 3 9
The group shot down two helicopters.|shot attack group helicopters|vehicles 2 2
A police officer put the dead at 30 to 40.|dead kill . .|killed 30 40
Forty people are missing after the raid.|raid attack . .|missing 40 40
"""
NONE = """
Brown, 34, was killed in the attack.|killed kill . brown
The 34-year-old was killed.|killed kill . .
The attack took place 12 km from the capital.|attack attack . .
The raid on 12 March failed.|raid attack . .
The raid lasted three hours.|raid attack . .
The attack cost 2 million dollars.|attack attack . .
Men with AK-47 rifles attacked the post.|attacked attack men post
The 6th Brigade attacked the town.|attacked attack brigade town
Resolution 2259 condemned the attack.|attack attack . .
Route 5 was shelled.|shelled shelling . route
At 1030 they attacked the post.|attacked attack they post
The attack came two days after the truce.|attack attack . .
The army attacked three villages.|attacked attack army villages
The attack killed Colonel Perez.|killed kill attack perez
Nobody was killed in the attack.|attack attack . .
A large contingent attacked the post.|attacked attack contingent post
Sixty percent of the town was shelled.|shelled shelling . town
The minister said that 200 troops would leave; rebels attacked a bridge.|attacked attack rebels bridge
"""


def rows(table: str) -> list[list[str]]:
    return [r.split("|") for r in table.strip().split("\n")]


def counts(text: str, who: str) -> list[tuple[str, int | None, int | None]]:
    word, kind, actor, target = who.split()
    p = parsed(text)
    c = candidate(text, word, kind, actor.strip("."), target.strip("."))
    found = quantities(p, lambda name: Kind(), spot(p))(c)
    for f in found:
        assert p.document.text[f.start:f.end] == f.text
    return [(f.what, f.low, f.high) for f in found]


def wanted(text: str) -> list[tuple[str, int | None, int | None]]:
    parts = [row.split() for row in text.split(", ")]
    return [(what, None if low == "?" else int(low), None if high == "-" else int(high)) for what, low, high in parts]


@pytest.mark.parametrize(("text", "who", "expected"), rows(COUNTED), ids=[r[0] for r in rows(COUNTED)])
def test_counts(text: str, who: str, expected: str) -> None:
    assert counts(text, who) == wanted(expected)


@pytest.mark.parametrize(("text", "who"), rows(NONE), ids=[r[0] for r in rows(NONE)])
def test_is_no_count(text: str, who: str) -> None:
    assert counts(text, who) == []


def test_table_is_long() -> None:
    assert len(rows(COUNTED)) >= 50


def test_says_who() -> None:
    p = parsed("The raid killed 12 unarmed civilians and wounded three members of the clan.")
    found = quantities(p, lambda name: Kind(), spot(p))(candidate(p.document.text, "raid"))
    assert [(f.who, f.text) for f in found] == [("unarmed civilians", "12 unarmed civilians"),
                                                ("members of the clan", "three members of the clan")]
