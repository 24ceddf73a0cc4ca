"""ACLED: one golden case for each rule of its codebook."""
from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.model.vague import ranged
from reportedly.publish.exports import export
from reportedly.publish.exports.acled import COLUMNS, Party, acled_rows, interaction
from reportedly.publish.exports.deaths import divided
from reportedly.publish.exports.facts import said, which
from reportedly.publish.exports.material import Options
from reportedly.publish.exports.profile import Rule, rule, rules, table

from .small import Row, event, killed, material, rows

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
    (event("bombing", "", "", "Sappers defused the device."), "Disrupted weapons use"),
    # people
    (event("clash", "Army", "Front", "They fought."), "Armed clash"),
    (event("attack", "Front", "villagers", "They were attacked."), "Attack"),
    (event("attack", "Front", "a checkpoint", "A checkpoint was attacked."), "Armed clash"),
    (event("kill", "", "", "Shots were heard.", counts=[killed(3, who="civilians")]), "Attack"),
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
