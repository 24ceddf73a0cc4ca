"""ACLED: one golden case for each rule of its codebook."""
from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.model.vague import ranged
from reportedly.publish.exports import acled, export
from reportedly.publish.exports.acled import COLUMNS, Party, acled_rows, interaction
from reportedly.publish.exports.deaths import divided
from reportedly.publish.exports.facts import said, which
from reportedly.publish.exports.material import Options
from reportedly.publish.exports.profile import Rule, rule, rules, table
from reportedly.publish.exports.report import Noting

from .small import Row, crowd, event, hurt, killed, material, rows

SUBS = [
    # territory
    (event("capture", "Army", "Front", "The army retook Arba after heavy fighting."), "Government regains territory"),
    (event("capture", "Front", "Army", "The front took Arba after heavy fighting."), "Non-state actor overtakes territory"),
    (event("capture", "Front", "Movement", "The front drove the movement from Arba."), "Non-state actor overtakes territory"),
    (event("capture", "Ugandan army", "Front", "Ugandan troops stormed Arba."), "Non-state actor overtakes territory"),
    (event("capture", "Ugandan army, Army", "Front", "Ugandan and Kenyan troops stormed Arba."), "Government regains territory"),
    (event("capture", "", "Army", "Arba was lost to armed men."), "Non-state actor overtakes territory"),
    (event("capture", "Front", "Army", "The front took Arba without firing a shot."), "Non-violent transfer of territory"),
    (event("enter", "Front", "", "The front marched into Arba unopposed."), "Non-violent transfer of territory"),
    (event("enter", "Front", "", "The front marched into Arba."), "Change to group/activity"),
    (event("capture", "Army", "Front", "The front handed over Arba under a deal."), "Agreement"),
    (event("surrender", "Front", "Army", "The garrison laid down its arms."), "Agreement"),
    (event("withdraw", "Army", "", "The army left Arba."), "Change to group/activity"),
    (event("advance", "Front", "Army", "The front pushed the army back."), "Armed clash"),
    (event("advance", "Front", "", "The front moved towards Arba."), "Change to group/activity"),
    (event("repel", "Army", "Front", "The army beat the attack back."), "Armed clash"),
    (event("besiege", "Front", "Army", "The front has surrounded Arba."), "Other"),
    (event("deploy", "Army", "", "The army sent a brigade."), "Change to group/activity"),
    (event("deploy", "Army", "", "The army set up a base."), "Headquarters or base established"),
    # remote violence
    (event("airstrike", "Army", "Front", "Jets struck."), "Air/drone strike"),
    (event("attack", "Army", "Front", "A drone hit them."), "Air/drone strike"),
    (event("shelling", "Army", "Front", "Guns fired."), "Shelling/artillery/missile attack"),
    (event("shelling", "Army", "Front", "Shells filled with chlorine fell."), "Chemical weapon"),
    (event("bombing", "", "", "A suicide bomber struck the gate."), "Suicide bomb"),
    (event("bombing", "", "", "A roadside bomb went off."), "Remote explosive/landmine/IED"),
    (event("bombing", "", "", "A grenade was thrown into a bar."), "Grenade"),
    (event("bombing", "Army", "", "Sappers defused the device."), "Disrupted weapons use"),
    (event("bombing", "Front", "", "The bomb went off prematurely.", counts=[killed(2, who="militants")]), "Disrupted weapons use"),
    (event("shelling", "Front", "Army", "Every missile was intercepted."), "Disrupted weapons use"),
    (event("airstrike", "Army", "Front", "Twelve drones were shot down."), "Disrupted weapons use"),
    (event("destroy", "Front", "Army", "An army helicopter was shot down."), "Shelling/artillery/missile attack"),
    (event("attack", "Army", "Front", "A helicopter fired on them."), "Air/drone strike"),
    (event("attack", "Army", "Front", "A suicide drone hit them."), "Air/drone strike"),
    (event("attack", "Army", "Front", "Mortars were fired at them."), "Shelling/artillery/missile attack"),
    (event("shelling", "Army", "Front", "The two armies exchanged artillery fire."), "Armed clash"),
    (event("shelling", "Army", "villagers", "White phosphorus fell on them."), "Shelling/artillery/missile attack"),
    (event("attack", "Front", "Army", "A rocket-propelled grenade hit a post."), "Shelling/artillery/missile attack"),
    (event("kill", "", "villagers", "A grenade killed them.", counts=[killed(1)]), "Grenade"),
    (event("bombing", "", "", "A device went off."), "Remote explosive/landmine/IED"),
    (event("bombing", "", "", "An unexploded shell went off."), "Remote explosive/landmine/IED"),
    (event("bombing", "", "Army", "A suicide car bomb went off."), "Suicide bomb"),
    (event("bombing", "protesters", "", "They threw petrol bombs."), "Violent demonstration"),
    (event("bombing", "Militia", "villagers", "They threw Molotov cocktails."), "Attack"),
    (event("bombing", "Militia", "Army", "They threw Molotov cocktails."), "Armed clash"),
    (event("bombing", "Militia", "", "A shop was hit by a petrol bomb."), "Looting/property destruction"),
    # people
    (event("clash", "Army", "Front", "They fought."), "Armed clash"),
    (event("attack", "Front", "villagers", "They were attacked."), "Attack"),
    (event("attack", "Front", "a checkpoint", "A checkpoint was attacked."), "Armed clash"),
    (event("kill", "", "", "Shots were heard.", counts=[killed(3, who="civilians")]), "Attack"),
    (event("kill", "Army", "prisoners", "They were shot.", counts=[killed(3, who="prisoners")]), "Attack"),
    (event("abduct", "Front", "villagers", "They were taken.", counts=[hurt(1)]), "Attack"),
    (event("detain", "Front", "Army", "Soldiers were held."), "Other"),
    (event("kill", "Front", "Army", "Soldiers died.", counts=[killed(3)]), "Armed clash"),
    (event("abduct", "Front", "villagers", "They were taken."), "Abduction/forced disappearance"),
    (event("abduct", "Front", "villagers", "They were taken.", counts=[killed(1)]), "Attack"),
    (event("abduct", "Front", "Army", "Soldiers were taken."), "Other"),
    (event("detain", "Army", "villagers", "They were arrested."), "Arrests"),
    (event("detain", "Front", "villagers", "They were held."), "Abduction/forced disappearance"),
    (event("abuse", "Militia", "villagers", "Women were raped."), "Sexual violence"),
    (event("abuse", "Militia", "villagers", "They were beaten."), "Attack"),
    (event("destroy", "Militia", "villagers", "Houses were burnt."), "Looting/property destruction"),
    (event("seize", "Army", "Front", "Rifles and explosives were found."), "Disrupted weapons use"),
    (event("seize", "Front", "villagers", "Cattle were driven off."), "Looting/property destruction"),
    # the rest
    (event("ceasefire", "Army", "Front", "A truce began."), "Agreement"),
    (event("release", "Front", "villagers", "They were freed."), "Agreement"),
    (event("meet", "Government", "Front", "Peace talks opened."), "Agreement"),
    (event("defect", "Front", "", "A commander changed sides."), "Change to group/activity"),
    (event("displace", "Front", "villagers", "They fled."), "Other"),
    (event("coup", "Army", "Government", "Officers took the palace."), "Other"),
    (event("protest", "protesters", "", "They marched."), "Peaceful protest"),
    (event("protest", "protesters", "", "They marched; police fired tear gas."), "Protest with intervention"),
    (event("protest", "protesters", "", "They marched and were shot.", counts=[killed(2)]), "Excessive force against protesters"),
    (event("attack", "Army", "protesters", "They fired.", counts=[killed(2)]), "Excessive force against protesters"),
    (event("attack", "Army", "protesters", "They beat them.", counts=[hurt(5)]), "Excessive force against protesters"),
    (event("detain", "Army", "protesters", "They were taken away."), "Protest with intervention"),
    (event("clash", "protesters", "Army", "They fought."), "Violent demonstration"),
    (event("clash", "Army", "protesters", "They fought."), "Violent demonstration"),
    (event("protest", "protesters", "", "They set up barricades."), "Violent demonstration"),
    (event("riot", "protesters", "Army", "They threw stones."), "Violent demonstration"),
    (event("riot", "", "villagers", "A mob beat them."), "Mob violence"),
]


@pytest.mark.parametrize(("spec", "sub"), SUBS, ids=[f"{s['kind']}: {' '.join(s['said'])[:40]}" for s, _ in SUBS])
def test_sub_event_type(spec: Row, sub: str) -> None:
    (row,), _ = rows(acled_rows, spec)
    assert row["sub_event_type"] == sub
    assert row["event_type"] == table("acled")["sub"][sub]["type"] and list(row) == COLUMNS


LEFT = [
    (event("capture", "", "", "Arba fell."), "not known who took"),
    (event("hold", "Front", "", "The front holds Arba."), "a state and no event"),
    (event("attack", "Front", "", "Somebody was attacked."), "whether the victims were armed"),
    (event("protest", "protesters", "", "Teachers went on strike."), "strikes"),
    (event("protest", "protesters", "", "Two men stood there.", counts=[crowd(2)]), "fewer than three"),
    (event("bombing", "", "", "The device was defused."), "nobody is named"),
    (event("request", "UN", "Front", "It asked."), "codebook has nothing"),
    (event("clash", "Army", "Front", "They fought.", standing="disputed"), "disputed"),
    (event("capture", "Army", "Front", "It took it.", standing="refuted"), "denied"),
    (event("clash", "Army", "Front", "They will fight.", standing="planned"), "planned"),
    (event("clash", "Army", "Front", "They fought long ago.", standing="past"), "history"),
    (event("clash", "Army", "Front", "They fought.", days=""), "vaguer than a month"),
    (event("clash", "Army", "Front", "They fought.", days="2031-01-01/2031-05-01"), "vaguer than a month"),
    (event("clash", "Army", "Front", "They fought.", place="Kenya", feature="country"), "finer than a country"),
    (event("clash", "Army", "Front", "They fought.", place=""), "finer than a country"),
]


@pytest.mark.parametrize(("spec", "why"), LEFT, ids=[w for _, w in LEFT])
def test_left_out_and_said(spec: Row, why: str) -> None:
    found, noting = rows(acled_rows, spec)
    assert found == []
    ((reason, ids),) = noting.report().left_out
    assert why in reason and len(ids) == 1


def test_included_when_asked() -> None:
    spec = event("clash", "Army", "Front", "They fought.", standing="disputed")
    found, _ = rows(acled_rows, spec, options=Options(include=("disputed",)))
    assert len(found) == 1


def test_a_swap_within_a_day_is_a_clash_each_way() -> None:
    took, retook = event("capture", "Front", "Army", "The front took it."), event("capture", "Army", "Front", "The army took it.")
    found, _ = rows(acled_rows, took, retook)
    assert {r["sub_event_type"] for r in found} == {"Armed clash"} and len(found) == 1  # same day, place and pair: one row
    later, _ = rows(acled_rows, took, retook | {"days": "2031-05-04"})
    assert [r["sub_event_type"] for r in later] == ["Non-state actor overtakes territory", "Government regains territory"]


def test_entry_after_a_withdrawal_is_no_fight() -> None:
    left = event("withdraw", "Army", "", "The army left.", days="2031-05-01")
    taken = event("capture", "Front", "Army", "The front took it.")
    fought = event("clash", "Front", "Army", "They fought.", days="2031-05-01")
    assert rows(acled_rows, left, taken)[0][-1]["sub_event_type"] == "Non-violent transfer of territory"
    assert rows(acled_rows, left, fought, taken)[0][-1]["sub_event_type"] == "Non-state actor overtakes territory"
    elsewhere = left | {"place": "Besk"}
    assert rows(acled_rows, elsewhere, taken)[0][-1]["sub_event_type"] == "Non-state actor overtakes territory"


def test_an_entry_told_in_one_event_with_the_withdrawal_is_the_transfer() -> None:
    made = material(event("withdraw", "Army", "", ["The army left Arba.", "The front came in."]))
    entered = [c | {"type": "enter", "actor": ["Front"], "candidates": c["candidates"] | {"actor": [
        {"name": "Front", "id": "Front", "kind": "rebel", "country": "KE", "probability": 1.0, "others": []}]}} for c in made.claims[1:]]
    (row,) = acled_rows(replace(made, claims=(made.claims[0], *entered)), Options(), Noting())
    assert row["sub_event_type"] == "Non-violent transfer of territory"
    assert (row["actor1"], row["actor2"]) == ("Front", "Military Forces of Kenya")
    (row,) = acled_rows(made, Options(), Noting())
    assert row["sub_event_type"] == "Change to group/activity"


def test_several_kinds_on_one_day_are_the_highest_with_the_most_dead() -> None:
    found, noting = rows(acled_rows, event("shelling", "Army", "Front", "Guns fired.", counts=[killed(4)]),
                         event("clash", "Army", "Front", "They fought.", counts=[killed(2)]))
    assert [(r["sub_event_type"], r["fatalities"]) for r in found] == [("Armed clash", 4)] and "with shelling" in found[0]["notes"]
    assert ("events that share day, place and actors with a higher kind", 1) in noting.report().lost


def test_fighting_over_days_is_a_row_a_day_and_deaths_are_divided() -> None:
    spec = event("clash", "Army", "Front", "They fought since Friday.", days="2031-05-02/2031-05-04", granularity="span",
                 counts=[killed(8)])
    found, _ = rows(acled_rows, spec)
    assert [(r["event_date"], r["time_precision"], r["fatalities"]) for r in found] == [
        ("2031-05-02", 1, 4), ("2031-05-03", 1, 2), ("2031-05-04", 1, 2)]
    assert divided(2, 3) == [2, 0, 0] and len({r["event_id_cnty"] for r in found}) == 3


@pytest.mark.parametrize(("days", "words", "inferred", "day", "precision"), [
    ("2031-05-02", "Friday", False, "2031-05-02", 1), ("2031-05-02", "", True, "2031-05-02", 2),
    ("2031-05-01/2031-05-07", "this week", False, "2031-05-04", 2), ("2031-05-01/2031-05-31", "in May", False, "2031-05-16", 3),
    ("2031-05-01/2031-05-10", "in early May", False, "2031-05-01", 3), ("2031-05-21/2031-05-31", "in late May", False, "2031-05-31", 3)])
def test_time_precision(days: str, words: str, inferred: bool, day: str, precision: int) -> None:
    spec = event("repel", "Army", "Front", "It held.", days=days, words=words, inferred=inferred)
    (row,), _ = rows(acled_rows, spec, options=Options(include=("undated",)))
    assert (row["event_date"], row["time_precision"]) == (day, precision)


@pytest.mark.parametrize(("feature", "precision", "geo"), [("town", 1, 1), ("town", 2, 2), ("admin1", 3, 3), ("river", 1, 3)])
def test_geo_precision(feature: str, precision: int, geo: int) -> None:
    (row,), _ = rows(acled_rows, event("clash", "Army", "Front", "They fought.", feature=feature, precision=precision))
    assert row["geo_precision"] == geo and row["latitude"] == -1.5


@pytest.mark.parametrize(("text", "low", "number"), [
    ("dozens of people", 24, 12), ("hundreds", 200, 100), ("thousands of men", 2000, 1000), ("several people", 3, 3),
    ("many people", 3, 3), ("at least 12", 12, 12),
    ("40 to 60", 40, 40), ("a soldier", 1, 1)])
def test_words_for_numbers(text: str, low: int, number: int) -> None:
    assert ranged({"text": text, "low": low}, "acled")[0] == number


def test_the_lowest_of_differing_tolls_and_groups_added_up() -> None:
    spec = event("attack", "Front", "villagers", ["Nine died.", "Twelve died."], counts=[
        killed(7, claim=0), killed(2, claim=0, text="2 guards"), killed(12, claim=1)])
    (row,), noting = rows(acled_rows, spec)
    assert row["fatalities"] == 9 and "reports differ" in row["notes"]
    assert "the range of the killed" in dict(noting.report().lost)
    assert rows(acled_rows, event("attack", "Front", "villagers", "They were hurt."))[0][0]["fatalities"] == 0


def test_names_of_actors_and_their_types() -> None:
    (row,), _ = rows(acled_rows, event("clash", "Ugandan army, Militia", "Front", "They fought."))
    assert (row["actor1"], row["inter1"], row["assoc_actor_1"]) == ("Military Forces of Uganda", "External/Other forces", "Militia")
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("Front", "Rebel group", "Rebel group-External/Other forces")
    (row,), _ = rows(acled_rows, event("attack", "", "villagers", "They were shot."))
    assert row["actor1"] == "Unidentified Armed Group (Kenya)" and row["civilian_targeting"] == "Civilians targeted"
    assert row["interaction"] == "Political militia-Civilians" and row["actor2"] == "Civilians (Kenya)"


@pytest.mark.parametrize("name", ["Gunmen", "unknown attackers", "Rebels"])
def test_armed_people_whom_nobody_names_are_an_unidentified_group(name: str) -> None:
    (row,), _ = rows(acled_rows, event("attack", name, "villagers", "They were shot."))
    assert (row["actor1"], row["inter1"]) == ("Unidentified Armed Group (Kenya)", "Political militia")
    (row,), _ = rows(acled_rows, event("attack", "Front", "villagers", "They were shot."))
    assert row["actor1"] == "Front"


def test_fighting_of_nobody_known_is_the_battle_of_that_place_and_day() -> None:
    fought, taken = event("clash", "", "", "After street battles."), event("capture", "Army", "Front", "The army retook it.")
    found, _ = rows(acled_rows, fought, taken)
    assert [(r["sub_event_type"], r["actor1"]) for r in found] == [("Government regains territory", "Military Forces of Kenya")]
    apart, _ = rows(acled_rows, fought | {"place": "Besk"}, taken)
    assert [r["actor1"] for r in apart] == ["Military Forces of Kenya", "Unidentified Armed Group (Kenya)"]


def test_a_swap_of_which_each_report_names_one_side_is_one_clash_of_the_two() -> None:
    found, _ = rows(acled_rows, event("capture", "Front", "", "The front took it."), event("capture", "Army", "", "The army took it."))
    assert [(r["sub_event_type"], {r["actor1"], r["actor2"]}) for r in found] == [("Armed clash", {"Front", "Military Forces of Kenya"})]


@pytest.mark.parametrize(("one", "two", "words"), [
    (Party("a", "", 1, "State forces"), Party(), "State forces only"),
    (Party("a", "", 2, "Rebel group"), Party("b", "", 1, "State forces"), "State forces-Rebel group"),
    (Party("a", "", 7, "Civilians"), Party("b", "", 8, "External/Other forces"), "External/Other forces-Civilians"),
    (Party(), Party(), "")])
def test_interaction(one: Party, two: Party, words: str) -> None:
    assert interaction(one, two) == words


def test_disorder_types_and_codes_of_the_country() -> None:
    found, _ = rows(acled_rows, event("attack", "Army", "protesters", "They fired.", counts=[killed(2)]))
    assert found[0]["disorder_type"] == "Political violence; Demonstrations"
    assert (found[0]["iso"], found[0]["region"], found[0]["country"], found[0]["admin1"], found[0]["event_id_cnty"][:3]) == (
        404, "Eastern Africa", "Kenya", "Coast", "KEN")


def test_notes_keep_the_speaker_and_the_doubt() -> None:
    spec = event("capture", "Front", "Army", "The front took Arba.", standing="claimed", origins=[("Front", "affirms"), ("Army", "denies")])
    (row,), noting = rows(acled_rows, spec)
    for said_so in ("“The front took Arba”", "according to Front", "denied or doubted by Army", "one side only", "rule: a non-state actor"):
        assert said_so in row["notes"]
    lost = dict(noting.report().lost)
    assert lost["who says so (only in the notes)"] == lost["who denies or doubts it (only in the notes)"] == 1


def test_the_file_has_the_columns_of_the_field_notes(tmp_path: Path) -> None:
    export("acled", material(SUBS[0][0]), str(tmp_path / "x.csv"))
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == COLUMNS and len(COLUMNS) == 31
    notes = Path(__file__).parents[4] / "shared/field/columns.json"
    if notes.exists():
        published: dict[str, Any] = json.loads(notes.read_text("utf-8"))
        assert published["acled_31"] == COLUMNS and published["ucdp_ged_49"] == table("ucdp")["columns"]


def test_every_rule_gives_a_known_sub_type_and_names_known_types() -> None:
    from reportedly.model.codebook import event_types
    for r in rules("acled"):
        assert r.types <= set(event_types()) and (r.left or r.gives["sub"] in table("acled")["sub"])
    assert isinstance(rule({"types": "clash", "left": "x"}), Rule)


def test_words_are_whole_words() -> None:
    assert said("quiet", "They came after the army withdrew.") and not said("quiet", "The unopposedly fought.")
    assert which("weapon", "a drone") == "drone" and which("weapon", "examined the cargo") == "" and said("sexual", "She was raped.")


@pytest.mark.parametrize("text", ["Tear gas was fired.", "Napalm was dropped.", "White phosphorus was used."])
def test_what_is_no_chemical_weapon(text: str) -> None:
    assert which("weapon", text.casefold()) != "chemical"


@pytest.mark.parametrize(("text", "counts", "dead"), [
    ("A suicide bomber struck.", [], 1), ("A suicide bomber struck.", [killed(4)], 4),
    ("A suicide bomber killed himself and three guards.", [killed(3, who="guards")], 4),
    ("A suicide bomber and three guards died.", [killed(1, who="suicide bomber"), killed(3, who="guards", text="three")], 4),
    ("Four died, not counting the bomber.", [killed(4)], 5)])
def test_the_bomber_is_counted_among_the_dead(text: str, counts: list[Row], dead: int) -> None:
    spec = event("bombing", "", "Army", text + " It was a suicide attack.", counts=counts)
    (row,), _ = rows(acled_rows, spec)
    assert (row["sub_event_type"], row["fatalities"]) == ("Suicide bomb", dead) and "the bomber is counted" in row["notes"]


@pytest.mark.parametrize(("kind", "target", "dead"), [("kill", "villagers", 3), ("kill", "a villager", 0), ("attack", "villagers", 0)])
def test_a_bare_plural_is_three_and_no_word_of_death_is_none(kind: str, target: str, dead: int) -> None:
    (row,), _ = rows(acled_rows, event(kind, "Front", target, "The front struck civilians."))
    assert row["fatalities"] == dead and (dead == 3) == ("several are counted as 3" in row["notes"])


def test_casualties_and_wounded_are_no_dead() -> None:
    counts = [killed(50, text="50 casualties") | {"what": "casualties"}, hurt(9)]
    (row,), _ = rows(acled_rows, event("attack", "Front", "villagers", "There were 50 casualties.", counts=counts))
    assert row["fatalities"] == 0


def test_only_the_taking_is_a_change_of_hands_and_the_fights_before_it_are_clashes() -> None:
    fights = [event("clash", "Front", "Army", "They fought.", days=f"2031-05-0{n}") for n in (1, 2, 4)]
    found, _ = rows(acled_rows, *fights, event("capture", "Front", "Army", "The front took it.", days="2031-05-05"))
    assert [(r["event_date"][-1], r["sub_event_type"]) for r in found] == [
        ("1", "Armed clash"), ("2", "Armed clash"), ("4", "Armed clash"), ("5", "Non-state actor overtakes territory")]  # none on the 3rd


def test_the_higher_kind_absorbs_the_lower_in_the_order_of_the_codebook() -> None:
    order = list(dict.fromkeys(about["type"] for about in table("acled")["sub"].values()))
    assert order == ["Battles", "Protests", "Riots", "Explosions/Remote violence", "Violence against civilians", "Strategic developments"]
    specs = [event("destroy", "Front", "Army", "A store was burnt."), event("airstrike", "Front", "Army", "Jets came."),
             event("capture", "Front", "Army", "The front took it."), event("clash", "Front", "Army", "They fought.")]
    found, _ = rows(acled_rows, *specs)
    assert [r["sub_event_type"] for r in found] == ["Non-state actor overtakes territory"]
    apart, _ = rows(acled_rows, specs[1], specs[3] | {"place": "Besk"}, specs[3] | {"days": "2031-05-03"},
                    specs[3] | {"actor": ["Movement"]})
    assert len(apart) == 4  # another place, day or pair is another row


def test_the_target_of_violence_against_civilians_is_actor_two() -> None:
    for kind in ("attack", "abduct", "abuse", "kill"):
        (row,), _ = rows(acled_rows, event(kind, "Militia", "villagers", "They were hurt."))
        assert row["actor2"] == "Civilians (Kenya)" and row["inter2"] == "Civilians" and row["civilian_targeting"]
    (row,), _ = rows(acled_rows, event("airstrike", "Army", "villagers", "Jets struck."))
    assert row["civilian_targeting"] == "Civilians targeted" and row["event_type"] == "Explosions/Remote violence"
    (row,), _ = rows(acled_rows, event("clash", "Army", "Front", "They fought."))
    assert row["civilian_targeting"] == ""


INTERACTIONS = [*range(10, 19), 20, *range(22, 29), 30, *range(33, 39), 40, *range(44, 49), 50, *range(55, 59), 60, 66, 67, 68, 70, 77, 78,
                80, 88]


@pytest.mark.parametrize("code", INTERACTIONS)
def test_every_interaction_has_its_words_whatever_the_order(code: int) -> None:
    one, two = divmod(code, 10)
    sides = [Party(str(n), "", n, acled.INTER[n]) if n else Party() for n in (one, two)]
    words = "External/Other forces-Civilians" if code == 78 else (
        f"{acled.INTER[one]}-{acled.INTER[two]}" if two else f"{acled.INTER[one]} only")
    assert interaction(*sides) == interaction(*reversed(sides)) == words


def test_protests_have_the_size_of_their_crowd() -> None:
    (row,), _ = rows(acled_rows, event("protest", "protesters", "", "They marched.", counts=[crowd(300) | {"text": "300 people"}]))
    assert row["tags"] == "crowd size=300 people" and row["interaction"] == "Protesters only" and row["actor1"] == "Protesters (Kenya)"
    (row,), _ = rows(acled_rows, event("protest", "protesters", "", "They marched."))
    assert row["tags"] == "crowd size=no report"


def test_values_of_every_column_are_the_codebooks(tmp_path: Path) -> None:
    """Every golden case at once, as a file: types and allowed values of the columns that have a list of them."""
    export("acled", material(*(s for s, _ in SUBS)), str(tmp_path / "x.csv"))
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    inter = {*acled.INTER.values(), ""}
    allowed = {"time_precision": {"1", "2", "3"}, "geo_precision": {"1", "2", "3"}, "inter1": inter, "inter2": inter,
               "disorder_type": {"Political violence", "Demonstrations", "Strategic developments", "Political violence; Demonstrations"},
               "sub_event_type": set(table("acled")["sub"]), "civilian_targeting": {"Civilians targeted", ""},
               "region": set(table("countries")["acled"])}
    for row in found:
        assert all(row[column] in values for column, values in allowed.items())
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["event_date"]) and row["event_date"][:4] == row["year"]
        assert re.fullmatch(r"[A-Z]{3}\d+", row["event_id_cnty"]) and row["fatalities"].isdigit() and row["timestamp"].isdigit()
        assert row["actor1"] and row["source"] and row["notes"] and row["location"] and -90 <= float(row["latitude"]) <= 90
    assert len({row["event_id_cnty"] for row in found}) == len(found)
