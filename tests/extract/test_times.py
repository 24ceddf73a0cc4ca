"""Time expressions: what is one, and which event it belongs to."""
from __future__ import annotations

import time

import pytest

from reportedly.extract.times import all_times, spot, times
from reportedly.extract.timespans import time_spans

from .read import candidate, parsed

# Each sentence with its time expressions between bars.
SPOTTED = """
Shells fell on the market |early this morning|.
|Last night| the column crossed the river.
The garrison gave up |yesterday|.
The town was bombed |on Saturday evening|.
|On Monday, 21 January 2019|, the camp was raided.
The blast came |at about 7:45 p.m.| near the gate.
|AT 1030 TODAY| WE DESTROYED A BRIDGE.
THE BOMB WENT OFF |AT 0615 (1315 GMT) ON MONDAY| IN THE SUBURBS.
FIGHTING WAS STILL UNDER WAY |AS OF 0700|.
|In the past 24 hours| the front has not moved.
The rebels gained ground |over the last several months|.
Aid reached the valley |in recent days|.
More troops will arrive |in the coming weeks|.
He was shot |two days ago|.
The bridge was blown up |a few hours later|.
They left |three weeks earlier|.
The army has held the pass |for two years|.
It fell |in the 1990s|.
The group was founded |in 1994|.
The accord was signed |in August 2018|.
It was signed |in early October|.
The strike began |in mid-September|.
The talks broke down |last April|.
Clashes broke out |the following day|.
|That night| the guards fled.
They advanced |from dusk to dawn|.
Rebels attacked |between midnight and dawn|.
The minister visited |from 5 to 6 April 2016|.
Envoys met |November 16 - 17| in the capital.
The siege has lasted |since Friday|.
The road has been closed |since 12 March|.
The city was shelled |overnight|.
|Before dawn on Tuesday| planes struck the depot.
The vote is due |next Friday|.
The raid took place |on the night of 12 November 1989|.
The men were seized |this past Wednesday|.
|During the 3d week of March| there was heavy fighting.
|By the end of the year| the force will leave.
They were arrested |earlier this week|.
|Later in the day| a second convoy was hit.
The attack came |last summer|.
It was retaken |in the summer of 2017|.
The deal was struck |at the end of last year|.
A car bomb exploded |on Dec. 6th|.
It happened |yesterday [5 February]| near the border.
|On Tuesday of last week| the mayor was killed.
It happened |on 5 April last year|.
THE PRIEST WAS TAKEN |ALMOST 2 MONTHS AGO|.
The shelling went on |throughout the night|.
The base was attacked |the day before yesterday|.
THE OFFICE WAS BURNED |THE NIGHT BEFORE LAST|.
The patrol was hit |at dawn|.
|On 2001-11-12| the city fell.
The army is to withdraw |within days|.
The guns fell silent |at noon on 4 March|.
"""
NONE = [
    "He is 34 years old and a father of two.", "The 10-year war has ruined the country.", "He was sentenced to 12 years in prison.",
    "The fall of the town shocked the capital.", "They may march on the capital.", "Resolution 2259 was passed by the council.",
    "The 2nd Brigade crossed the river.", "The second attack was repelled.", "Route 1990 was mined.", "The soldiers sat. Nobody spoke.",
    "The unit has 2015 men under arms.", "He was jailed for ten years."]


def bars(row: str) -> tuple[str, list[str]]:
    parts = row.split("|")
    return "".join(parts), parts[1::2]


@pytest.mark.parametrize("row", SPOTTED.strip().split("\n"))
def test_spots(row: str) -> None:
    text, expected = bars(row)
    assert [text[s.start:s.end] for s in time_spans(text)] == expected


@pytest.mark.parametrize("text", NONE)
def test_is_no_time(text: str) -> None:
    p = parsed(text)
    assert [s.text for s in all_times(p, spot(p))] == []


# Sentence, word of the event, its type, its time or "".
BELONGS = [
    ("Sunday's attack on the base, in which 16 guards were killed, was condemned.", "killed", "kill", "Sunday's"),
    ("It was the worst raid since 18 July, when a blast hit the ministry.", "blast", "bombing", ""),
    ("Six days after the town fell, the army shelled the bridge.", "shelled", "shelling", "Six days after the town fell"),
    ("Twelve people were killed on Saturday when a bomb exploded, police said on Sunday.", "exploded", "bombing", "on Saturday"),
    ("Dozens were hurt in clashes on Thursday and Friday in Kirkuk.", "clashes", "clash", "on Thursday and Friday"),
    ("The bombing was the second in three days.", "bombing", "bombing", ""),
    ("For the first time in three years, rebels attacked Goma.", "attacked", "attack", ""),
    ("Gunmen kidnapped two engineers over the weekend.", "kidnapped", "abduct", "over the weekend"),
    ("The spokesman said on Monday that rebels had taken the bridge.", "taken", "capture", ""),
    ("The spokesman said that rebels had taken the bridge on Monday.", "taken", "capture", "on Monday"),
    ("On Monday the army said that rebels attacked the bridge.", "attacked", "attack", ""),
    ("In the past day, government forces shelled the bridge, the spokesman said.", "shelled", "shelling", "In the past day"),
    ("Yesterday's attack on the convoy was condemned by the church.", "attack", "attack", "Yesterday's"),
    ("Yesterday's attack on the convoy was condemned by the church.", "condemned", "accuse", ""),
    ("The church condemned yesterday's attack on the convoy.", "condemned", "accuse", ""),
    ("The church condemned yesterday's attack on the convoy.", "attack", "attack", "yesterday's"),
    ("The 30 October attack on the barracks was the worst.", "attack", "attack", "30 October"),
    ("The attack on Saturday killed ten people.", "killed", "kill", "on Saturday"),
    ("Ten people were killed in an attack on Saturday.", "attack", "attack", "on Saturday"),
    ("Ten people were killed in an attack on Saturday.", "killed", "kill", "on Saturday"),
    ("Last week a car bomb killed five and wounded ten.", "killed", "kill", "Last week"),
    ("Last week a car bomb killed five and wounded ten.", "wounded", "injure", "Last week"),
    ("Troops withdrew on Tuesday and the rebels entered the town on Wednesday.", "withdrew", "withdraw", "on Tuesday"),
    ("Troops withdrew on Tuesday and the rebels entered the town on Wednesday.", "entered", "enter", "on Wednesday"),
    ("Two days after the fall of the port, the army withdrew.", "fall", "capture", ""),
    ("Two days after the fall of the port, the army withdrew.", "withdrew", "withdraw", "Two days after the fall of the port"),
    ("The army retook the port on Tuesday, nine days after the port fell to rebels.", "fell", "capture", ""),
    ("The army retook the port on Tuesday, nine days after the port fell to rebels.", "retook", "capture", "on Tuesday"),
    ("The rebels seized the post, breaking the truce of 23 January.", "seized", "capture", ""),
    ("The rebels seized the post, breaking the truce of 23 January.", "truce", "ceasefire", "23 January"),
    ("The army has taken ten villages since the siege of the town began on 17 May.", "taken", "capture",
     "since the siege of the town began on 17 May"),
    ("The army has taken ten villages since the siege of the town began on 17 May.", "siege", "besiege", "on 17 May"),
    ("The rebels tried to take the airport on Sunday.", "take", "capture", "on Sunday"),
    ("The bombing took place on Sunday near the gate.", "bombing", "bombing", "on Sunday"),
    ("The meeting, which was held on 4 May, ended without a deal.", "meeting", "meet", "on 4 May"),
    ("The commander, who was captured in 2011, ordered the raid.", "raid", "attack", ""),
    ("The commander, who was captured in 2011, ordered the raid.", "captured", "detain", "in 2011"),
    ("The minister condemns the shelling of the camp today.", "shelling", "shelling", "today"),
    ("The bodies were found on Friday; the men had been shot.", "shot", "kill", ""),
    ("There were reports yesterday of executions in the town.", "executions", "kill", ""),
    ("Who now holds the town is not known.", "holds", "hold", "now"),
    ("The rebels now accuse the army.", "accuse", "accuse", ""),
    ("THE GUERRILLAS TODAY ATTACKED THE GARRISON.", "attacked", "attack", "TODAY"),
    ("A soldier was killed.", "killed", "kill", ""),
    ("The rebels surrendered Goma, their last stronghold, on Friday.", "stronghold", "hold", ""),
    ("The rebels surrendered Goma, their last stronghold, on Friday.", "surrendered", "surrender", "on Friday"),
    ("The rebels surrendered Goma, their stronghold since May, on Friday.", "stronghold", "hold", "since May"),
]


@pytest.mark.parametrize(("text", "word", "kind", "expected"), BELONGS)
def test_belongs_to_its_event(text: str, word: str, kind: str, expected: str) -> None:
    p = parsed(text)
    found = times(p, spot(p))(candidate(text, word, kind))
    assert (found.text if found else "") == expected
    if found:
        assert p.document.text[found.start:found.end] == found.text


def test_the_dateline_is_no_time_of_an_event() -> None:
    p = parsed("SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [TEXT] REBELS ATTACKED THE GARRISON.")
    assert all_times(p, spot(p)) == ()


HOSTILE = ["at " * 20000, "1 January to " * 5000, "on Monday, " * 5000, "the last " * 10000, "1" * 50000, "(1315 gmt " * 5000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    began = time.process_time()
    time_spans(text)
    assert time.process_time() - began < 5
