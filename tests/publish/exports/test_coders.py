"""CAMEO, ICEWS, GDELT, PLOVER and POLECAT: one case for each rule, exact columns, and what they cannot hold."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.publish.exports import cameo, export, gdelt, icews, polecat
from reportedly.publish.exports.dyads import quad
from reportedly.publish.exports.material import Options
from reportedly.publish.exports.plover import ALL, modes, plover_records
from reportedly.publish.exports.profile import rules, table

from .small import Row, event, killed, material, rows

# event, CAMEO code, PLOVER type and mode
CODES = [
    (event("capture", "Front", "Army", "It took it."), "192", "COERCE seize"),
    (event("enter", "Front", "", "It entered."), "192", "COERCE seize"),
    (event("withdraw", "Army", "", "It left."), "0874", "RETREAT withdraw"),
    (event("surrender", "Front", "Army", "It gave up."), "0874", "RETREAT disarm"),
    (event("release", "Front", "villagers", "They were freed."), "0841", "RETREAT release"),
    (event("ceasefire", "Army", "Front", "A truce began."), "0871", "RETREAT ceasefire"),
    (event("besiege", "Front", "Army", "It surrounds it."), "191", "COERCE restrict"),
    (event("advance", "Front", "Army", "It pushed on."), "190", "ASSAULT heavy-weapons"),
    (event("advance", "Front", "", "It pushed on."), "154", "MOBILIZE troops"),
    (event("deploy", "Army", "", "It sent men."), "154", "MOBILIZE troops"),
    (event("airstrike", "Army", "Front", "Bombs fell."), "195", "ASSAULT aerial"),
    (event("airstrike", "Army", "Front", "A drone struck."), "195", "ASSAULT drone"),
    (event("shelling", "Army", "Front", "Shells with sarin fell."), "204", "ASSAULT unconventional"),
    (event("shelling", "Army", "Front", "Shells fell."), "194", "ASSAULT heavy-weapons"),
    (event("bombing", "", "", "A suicide bomber came."), "1831", "ASSAULT suicide-attack"),
    (event("bombing", "", "", "A car bomb went off."), "1832", "ASSAULT explosives"),
    (event("bombing", "", "", "A roadside bomb went off."), "1833", "ASSAULT explosives"),
    (event("bombing", "", "", "A device went off."), "183", "ASSAULT explosives"),
    (event("clash", "Army", "Front", "They exchanged gunfire."), "193", "ASSAULT firearms"),
    (event("clash", "Army", "Front", "They fought."), "190", "ASSAULT"),
    (event("clash", "Army", "Front", "Helicopters came."), "195", "ASSAULT aerial"),
    (event("attack", "Army", "Front", "Mortars fired."), "194", "ASSAULT heavy-weapons"),
    (event("attack", "Army", "protesters", "They were beaten."), "175", "ASSAULT crowd-control"),
    (event("attack", "Front", "villagers", "They were hurt."), "182", "ASSAULT"),
    (event("kill", "Front", "villagers", "They died.", counts=[killed(2)]), "1823", "ASSAULT"),
    (event("kill", "Front", "Army", "They died.", counts=[killed(2)]), "190", "ASSAULT"),
    (event("kill", "", "", "They died.", counts=[killed(2)]), "180", "ASSAULT"),
    (event("abduct", "Front", "Army", "They were taken."), "181", "ASSAULT abduct"),
    (event("detain", "Army", "villagers", "They were held."), "173", "COERCE arrest"),
    (event("abuse", "Army", "villagers", "They were raped."), "1821", "ASSAULT sexual"),
    (event("abuse", "Army", "villagers", "They were tortured."), "1822", "ASSAULT torture"),
    (event("abuse", "Army", "villagers", "They were beaten."), "182", "ASSAULT beat"),
    (event("destroy", "Army", "villagers", "Houses were razed."), "1712", "ASSAULT destroy"),
    (event("seize", "Army", "villagers", "Cattle were taken."), "1711", "COERCE seize"),
    (event("displace", "Army", "villagers", "They were driven out."), "174", "COERCE deport"),
    (event("deliver_aid", "UN", "villagers", "Food came."), "073", "AID"),
    (event("obstruct_aid", "Army", "UN", "Trucks were stopped."), "1623", "COERCE withhold"),
    (event("request", "UN", "Front", "It called for a ceasefire."), "0256", "REQUEST yield"),
    (event("request", "Army", "Front", "It demanded answers."), "100", "REQUEST change"),
    (event("request", "UN", "Army", "It asked for food."), "0233", "REQUEST assist"),
    (event("request", "UN", "Army", "It asked."), "020", "REQUEST change"),
    (event("accuse", "Army", "Front", "It condemned them."), "111", "ACCUSE disapprove"),
    (event("accuse", "Army", "Front", "It blamed them."), "112", "ACCUSE allege"),
    (event("deny", "Army", "", "It denied this."), "016", "REJECT change"),
    (event("threaten", "Army", "Front", "It warned them."), "138", "THREATEN violence"),
    (event("pledge", "UN", "Army", "It promised."), "030", "AGREE"),
    (event("meet", "Army", "Front", "They talked by phone."), "041", "CONSULT phone"),
    (event("meet", "Army", "Front", "It mediated."), "045", "CONSULT third-party"),
    (event("meet", "Army", "Front", "They negotiated."), "046", "CONSULT"),
    (event("meet", "UN", "Army", "An envoy visited."), "042", "CONSULT visit"),
    (event("meet", "UN", "Army", "They met."), "040", "CONSULT"),
    (event("agree", "Army", "Front", "They signed."), "057", "AGREE"),
    (event("support", "UN", "Army", "It praised them."), "051", "SUPPORT"),
    (event("assist", "Ugandan army", "Army", "It sent weapons."), "072", "AID"),
    (event("assist", "UN", "Army", "It gave a loan."), "071", "AID"),
    (event("assist", "UN", "Army", "It helped."), "070", "AID"),
    (event("request", "UN", "Army", "It proposed to negotiate."), "020", "REQUEST meet"),
    (event("attack", "Front", "Army", "Grenades were thrown."), "190", "ASSAULT explosives"),
    (event("attack", "Front", "Army", "A rocket-propelled grenade hit them."), "193", "ASSAULT explosives"),
    (event("riot", "Militia", "", "They rioted."), "145", "PROTEST riot"),
    (event("prosecute", "Army", "villagers", "An inquiry was opened."), "090", "ACCUSE investigate"),
    (event("sanction", "UN", "Army", "It cut ties."), "163", "SANCTION discontinue"),
    (event("protest", "protesters", "", "They went on hunger strike."), "142", "PROTEST hunger"),
    (event("protest", "protesters", "", "They went on strike."), "143", "PROTEST strike"),
    (event("protest", "protesters", "", "They set up barricades."), "144", "PROTEST obstruct"),
    (event("protest", "protesters", "", "They marched."), "141", "PROTEST demo"),
    (event("riot", "protesters", "", "They rioted."), "145", "PROTEST riot"),
    (event("prosecute", "Army", "villagers", "They were sentenced."), "116", "SANCTION convict"),
    (event("prosecute", "Army", "villagers", "They were charged."), "115", "ACCUSE investigate"),
]


@pytest.mark.parametrize(("spec", "code", "plover"), CODES, ids=[f"{s['kind']} {c} {p}" for s, c, p in CODES])
def test_codes(spec: Row, code: str, plover: str) -> None:
    (row,), _ = rows(cameo.cameo_rows, spec)
    (record,), _ = rows(plover_records, spec)
    assert row["code"] == code and row["goldstein"] == table("cameo")["codes"][code]["scale"]
    assert " ".join([*record["event"], *record["mode"]]) == plover
    assert record["quad_code"] == table("plover")["quad"][record["event"][0]]


def test_rules_give_known_codes_and_modes() -> None:
    for r in rules("cameo"):
        assert r.left or r.gives["code"] in table("cameo")["codes"]
    for r in rules("plover"):
        assert r.left or not r.gives["mode"] or r.gives["mode"] in table("plover")["modes"][r.gives["event"]]
    assert len(table("plover")["quad"]) == 16


@pytest.mark.parametrize(("standing", "mode"), [("planned", "future"), ("possible", "hypothetical"), ("refuted", "negation"),
                                                ("past", "historical")])
def test_plover_keeps_what_did_not_happen_as_such(standing: str, mode: str) -> None:
    (record,), _ = rows(plover_records, event("shelling", "Army", "Front", "Shells fell.", standing=standing))
    assert record["mode"] == ["heavy-weapons", mode] and f"standing {standing}" in record["comment"] and standing in ALL
    assert modes.__doc__


def test_an_announced_retreat_is_a_concession_and_a_broken_truce_a_violation() -> None:
    (record,), _ = rows(plover_records, event("withdraw", "Army", "", "It will leave.", standing="planned"))
    assert record["event"] == ["CONCEDE"] and record["mode"] == []
    (row,), _ = rows(cameo.cameo_rows, event("ceasefire", "Army", "Front", "The truce was broken.", standing="refuted"))
    assert row["code"] == "196"
    (row,), _ = rows(cameo.cameo_rows, event("ceasefire", "Army", "Front", "The army denied a truce.", standing="refuted"),
                     options=Options(include=("refuted",)))
    assert row["code"] == "0871"  # what is denied stays what it is, and is only there when asked for
    found, noting = rows(cameo.cameo_rows, event("ceasefire", "Army", "Front", "The army denied a truce.", standing="refuted"))
    assert not found and "denied" in noting.report().left_out[0][0]


LEFT = [(event("hold", "Front", "", "It holds the town."), "a state and no event"),
        (event("displace", "", "villagers", "They fled."), "nobody is said to cause")]


@pytest.mark.parametrize(("spec", "why"), LEFT)
def test_left_out_and_said(spec: Row, why: str) -> None:
    for make in (cameo.cameo_rows, plover_records, polecat.polecat_rows, gdelt.gdelt_rows, icews.icews_rows):
        found, noting = rows(make, spec)
        assert not found and why in noting.report().left_out[0][0]


def test_a_recipient_is_needed_where_the_manual_says_so() -> None:
    found, noting = rows(plover_records, event("assist", "UN", "", "It gave arms."))
    assert not found and "recipient" in noting.report().left_out[0][0]


def test_plover_record() -> None:
    spec = event("attack", "Front", "villagers", "They were shot.", days="2031-05-02/2031-05-03", counts=[killed(2)])
    (r,), _ = rows(plover_records, spec)
    assert (r["date"], r["enddate"], r["size"]["dead"]) == ("2031-05-02", "2031-05-03", 2)
    assert r["actor"] == [{"code": "KEN", "sector": ["REB"], "entity_text": "Front"}]
    assert r["event_loc"] == {"extracted_place": "Arba", "resolved_place": "Arba", "lat": -1.5, "lon": 40.25, "geonameid": "1",
                              "district": "Tana", "province": "Coast", "country": "Kenya", "country_code": "KEN", "resolution": 4}
    assert "affirms: Steppe Wire" in r["comment"] and "grade B2" in r["comment"]


def test_exact_columns(tmp_path: Path) -> None:
    specs = material(event("clash", "Army", "Front", "They fought."), event("meet", "UN, Army", "", "They met."))
    for name, columns, n in (("polecat", polecat.COLUMNS, 40), ("icews", icews.COLUMNS, 20), ("cameo", cameo.COLUMNS, 15),
                             ("gdelt", gdelt.COLUMNS, 61)):
        export(name, specs, str(tmp_path / name))
        head, *lines = [line.split("\t") for line in (tmp_path / name).read_text("utf-8").rstrip("\n").split("\n")]
        lines = [head, *lines] if name == "gdelt" else lines
        assert len(lines) == 2 and all(len(line) == n for line in lines), name
        assert name == "gdelt" or head == columns
    notes = Path(__file__).parents[4] / "shared/field/columns.json"
    if notes.exists():
        published = json.loads(notes.read_text("utf-8"))
        assert published["gdelt2_event_61"] == gdelt.COLUMNS
        assert published["polecat_40"] == polecat.COLUMNS
        assert published["icews_20"] == icews.COLUMNS


def test_a_meeting_of_two_in_one_list_has_two_sides() -> None:
    (row,), _ = rows(cameo.cameo_rows, event("meet", "UN, Army", "", "They met."))
    assert (row["actor"], row["recipient"]) == ("UN", "Army")


def test_gdelt_codes_of_actors_place_and_class() -> None:
    (row,), noting = rows(gdelt.gdelt_rows, event("clash", "Army", "Front, Movement", "They fought."))
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1Type1Code"], row["Actor2Type1Code"]) == ("KENMIL", "KEN", "MIL", "REB")
    assert (row["SQLDATE"], row["EventRootCode"], row["QuadClass"], row["ActionGeo_CountryCode"]) == ("20310502", "19", 4, "KE")
    assert dict(noting.report().lost)["actors after the first of a side"] == 1
    assert [quad(c) for c in ("010", "0871", "112", "190")] == [1, 2, 3, 4]


def test_icews_needs_an_actor() -> None:
    found, noting = rows(icews.icews_rows, event("bombing", "", "", "A device went off."))
    assert not found and "acting party" in noting.report().left_out[0][0]
    (row,), _ = rows(icews.icews_rows, event("clash", "Army", "Front", "They fought."))
    assert (row["Source Name"], row["Source Sectors"], row["Source Country"], row["CAMEO Code"]) == ("Army", "Military", "Kenya", "190")
