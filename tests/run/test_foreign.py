"""Imports: every format by rows made up here; updates and deletions as decisions; broken rows cost themselves; our exports come back."""
from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportedly import run
from reportedly.cli import main
from reportedly.ledger import open_ledger
from reportedly.model.codebook import event_types
from reportedly.model.document import Document
from reportedly.model.errors import UsageError
from reportedly.model.event import Report
from reportedly.model.record import record
from reportedly.read.foreign.sheet import table
from reportedly.run.foreign import Imported, import_files

SHARED = Path(__file__).parents[3] / "shared"
ACLED = {"event_id_cnty": "XXA1", "event_date": "05 March 2021", "year": "2021", "time_precision": "1", "event_type": "Battles",
         "sub_event_type": "Government regains territory", "actor1": "Military Forces of Chad (2021-)", "inter1": "State forces",
         "actor2": "Hill Front", "inter2": "Rebel group", "country": "Chad", "admin1": "Hills", "location": "Salaq", "latitude": "12.5",
         "longitude": "15.25", "geo_precision": "1", "source": "Hill Wire; Radio Orum", "notes": "On 5 March 2021, soldiers retook Salaq.",
         "fatalities": "4", "timestamp": "1615000000"}
UCDP = {"id": "7001", "relid": "CHD-1", "year": "2021", "code_status": "Clear", "type_of_violence": "1", "side_a": "Government of Chad",
        "side_b": "Hill Front", "source_article": "Hill Wire, 2021-03-06", "source_office": "Hill Wire", "source_date": "2021-03-06",
        "source_headline": "Fighting near Salaq", "source_original": "a local hospital", "where_prec": "2",
            "where_coordinates": "Salaq town",
        "where_description": "10 km from Salaq", "adm_1": "Hills", "latitude": "12.5", "longitude": "15.25", "country": "Chad",
        "event_clarity": "1", "date_prec": "2", "date_start": "2021-03-04 00:00:00.000", "date_end": "2021-03-06 00:00:00.000",
        "deaths_a": "1", "deaths_b": "3", "deaths_civilians": "0", "deaths_unknown": "1", "best": "5", "high": "9", "low": "4"}
GDELT = {"GLOBALEVENTID": "900", "SQLDATE": "20210305", "Actor1Name": "CHAD", "Actor1CountryCode": "TCD", "Actor1Type1Code": "MIL",
         "Actor2Name": "REBEL", "Actor2Type1Code": "REB", "EventCode": "195", "EventRootCode": "19", "NumMentions": "4",
         "ActionGeo_Type": "4", "ActionGeo_FullName": "Salaq, Hills, Chad", "ActionGeo_CountryCode": "CD", "ActionGeo_Lat": "12.5",
         "ActionGeo_Long": "15.25", "DATEADDED": "20210306121500", "SOURCEURL": "https://www.hill.example/salaq"}
POLECAT = {"Event ID": "P-1", "Event Date": "2021-03-05", "Event Type": "ASSAULT", "Event Mode": "drone", "Actor Name": "Chad Air Force",
           "Actor Country": "TCD", "Primary Actor Sector": "MIL", "Recipient Name": "Hill Front", "Primary Recipient Sector": "REB",
           "City": "Salaq", "Province": "Hills", "Country": "Chad", "Latitude": "12.5", "Longitude": "15.25", "Source": "Hill Wire",
           "Publication Date": "2021-03-06", "Version": "2"}
ICEWS = {"Event ID": "31", "Event Date": "2021-03-05", "Source Name": "Hill Front", "Source Sectors": "Rebel,Insurgents",
    "Source Country": "Chad",
         "Event Text": "Fight with small arms", "CAMEO Code": "193", "Target Name": "Citizen (Chad)",
             "Target Sectors": "General Population",
         "Publisher": "Hill Wire", "City": "Salaq", "Country": "Chad", "Latitude": "12.5", "Longitude": "15.25", "Story ID": "5"}


def text(rows: list[dict[str, str]], columns: list[str], mark: str = ",", header: bool = True) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\n")
    if header:
        writer.writerow(columns)
    writer.writerows([[r.get(c, "") for c in columns] for r in rows])
    return out.getvalue()


class Ground:
    """A ledger and a folder for files."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ledger = folder, str(folder / "l.db")

    def take(self, form: str, content: str | bytes, name: str = "data.csv", **how: Any) -> tuple[Imported, list[str]]:
        file = self.folder / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        problems: list[str] = []
        return import_files([str(file)], form, self.ledger, lambda e: problems.append(str(e)), **how), problems

    def reports(self, standing: bool = False) -> list[Report]:
        """All reports, or those left after decisions."""
        found = list(run.setting(self.ledger).reports) if standing else list(run.reports(self.ledger))
        return sorted(found, key=lambda r: (r.publication.id, r.publication.key))


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path)


def spans_hold(ledger: str) -> None:
    """Every mention's characters are in the document's text."""
    with open_ledger(ledger) as opened:
        texts = {d.key: d.text for d in opened.documents()}
        assert not opened.verify()
        for r in opened.reports():
            c, words = r.claim, texts[r.publication.key]
            spans = [c.trigger, *c.actor, *c.target, *([c.place] if c.place else []), *([c.time] if c.time else []), *c.counts]
            spans += [s.mention for s in c.source if s.mention] + [s.cue for s in c.source]
            for s in spans:
                assert words[s.start:s.end] == s.text
            assert words[c.start:c.end] == c.sentence


@pytest.mark.parametrize("name", ["acled", "ucdp", "cameo", "polecat", "viina"])
def test_every_type_of_a_table_is_one_of_ours(name: str) -> None:
    assert {t for t in table(name)["types"].values() if t} <= set(event_types())


def test_acled(ground: Ground) -> None:
    done, problems = ground.take("acled", text([ACLED], table("acled")["columns"]))
    assert (done.rows, done.added, done.claims, problems) == (1, 1, 1, [])
    (r,) = ground.reports()
    assert (r.publication.id, r.publication.outlet, r.publication.date) == ("acled:XXA1", "ACLED", "2021-03-06")
    assert (r.claim.type, r.found.actor[0].name, r.found.actor[0].kind, r.found.actor[0].country) == (
        "capture", "Military Forces of Chad", "military", "TD")
    assert (r.found.target[0].name, r.found.target[0].kind) == ("Hill Front", "rebel")
    place, when = r.found.place, r.found.when
    assert place and (place.name, place.country, place.lat, place.lon, place.radius_km, place.precision) == ("Salaq", "TD", 12.5,
        15.25, 5.0, 1)
    assert when and (when.start, when.end, when.granularity) == ("2021-03-05", "2021-03-05", "day")
    assert [(s.name, s.kind) for s in r.found.source] == [("Hill Wire; Radio Orum", "media")]
    assert [(c.what, c.low, c.high) for c in r.claim.counts] == [("killed", 4, 4)]
    assert "soldiers retook Salaq" in r.claim.sentence
    spans_hold(ground.ledger)


@pytest.mark.parametrize(("change", "start", "end", "radius"), [
    ({"time_precision": "2"}, "2021-03-02", "2021-03-08", 5.0), ({"time_precision": "3"}, "2021-03-01", "2021-03-31", 5.0),
    ({"geo_precision": "2"}, "2021-03-05", "2021-03-05", 25.0), ({"event_date": "2021-03-05", "geo_precision": "3"}, "2021-03-05",
        "2021-03-05", 100.0),
    ({"latitude": "", "longitude": ""}, "2021-03-05", "2021-03-05", None), ({"latitude": "95"}, "2021-03-05", "2021-03-05", None)])
def test_acleds_precision_is_kept(ground: Ground, change: dict[str, str], start: str, end: str, radius: float | None) -> None:
    ground.take("acled", text([ACLED | change], table("acled")["columns"]))
    (r,) = ground.reports()
    assert r.found.when and r.found.place
    assert (r.found.when.start, r.found.when.end, r.found.place.radius_km) == (start, end, radius)
    assert (r.found.place.lat is None) == (radius is None)


def test_a_newer_row_replaces_the_older_and_a_deletion_retracts(ground: Ground) -> None:
    columns = table("acled")["columns"]
    newer = ACLED | {"fatalities": "6", "timestamp": "1625000000"}
    other = ACLED | {"event_id_cnty": "XXA2", "location": "Orum"}
    ground.take("acled", text([ACLED, other], columns))
    done, _ = ground.take("acled", text([newer, other], columns))
    assert (done.added, done.known, done.updated) == (1, 1, 1)
    assert len(ground.reports()) == 3
    assert [(r.publication.id, [c.low for c in r.claim.counts]) for r in ground.reports(standing=True)] == [("acled:XXA1", [6]),
        ("acled:XXA2", [4])]
    for again in (ACLED, newer):
        done, _ = ground.take("acled", text([again], columns))
        assert (done.added, done.known, done.updated, done.older) == (0, 1, 0, 0)
    done, _ = ground.take("acled", GONE)
    assert (done.deleted, done.absent) == (1, 1)
    assert [r.publication.id for r in ground.reports(standing=True)] == ["acled:XXA2"]
    assert len(ground.reports()) == 3  # nothing recorded is changed
    spans_hold(ground.ledger)


GONE = "event_id_cnty,deleted_timestamp\nXXA1,1630000000\nXXA9,1630000000\n"
VERSIONS = [ACLED, ACLED | {"fatalities": "6", "timestamp": "1625000000"}, ACLED | {"fatalities": "7", "timestamp": "1628000000"}]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 0, 3, 2), (2, 0, 3, 1), (0, 2, 1, 3)], ids=str)
def test_what_was_known_on_a_day_stays_whatever_comes_later_and_in_whatever_order(ground: Ground, order: tuple[int, ...]) -> None:
    columns = table("acled")["columns"]
    files = []
    for n in order:
        files.append(ground.folder / f"{n}.csv")
        files[-1].write_text(GONE if n == 3 else text([VERSIONS[n]], columns), "utf-8")
    import_files([str(f) for f in files], "acled", ground.ledger, pytest.fail)

    def dead(as_of: str | None) -> list[int | None]:
        return [c.low for r in run.setting(ground.ledger, as_of).reports for c in r.claim.counts]

    # Published on 6 March, 29 June and 3 August; deleted on 26 August.
    assert [dead(d) for d in ("2021-03-05", "2021-03-06", "2021-06-28", "2021-06-29", "2021-08-02", "2021-08-03", "2021-08-25",
                              "2021-08-26", None)] == [[], [4], [4], [6], [6], [7], [7], [], []]
    assert [c["holder"] for c in run.control(ground.ledger, as_of="2021-08-25")] == ["Military Forces of Chad"]
    assert run.control(ground.ledger, as_of="2021-08-26") == run.control(ground.ledger) == []


@pytest.mark.parametrize("stamp", ["1620000000", "1628000000", "1770000000"])
def test_a_row_that_comes_months_or_years_late_counts_for_its_own_days(ground: Ground, stamp: str) -> None:
    lost = ACLED | {"event_id_cnty": "XXA4", "event_date": "10 April 2021", "sub_event_type": "Non-state actor overtakes territory",
                    "actor1": "Hill Front", "inter1": "Rebel group", "actor2": "Military Forces of Chad (2021-)", "inter2": "State forces"}
    ground.take("acled", text([r | {"timestamp": stamp} for r in (ACLED, lost)], table("acled")["columns"]))
    held = [run.control(ground.ledger, on=d)[0] for d in ("2021-03-06", "2021-04-11")]
    assert [(c["holder"], c["status"]) for c in held] == [("Military Forces of Chad", "held"), ("Hill Front", "held")]


def test_rows_without_a_version_taken_in_again_change_nothing(ground: Ground) -> None:
    older, newer = (text([ICEWS | {"CAMEO Code": c}], table("icews")["columns"], "\t") for c in ("193", "195"))
    for content in (older, newer, older, newer, older):
        ground.take("icews", content, "events.tab")
    assert [r.claim.type for r in ground.reports(standing=True)] == ["airstrike"]


def test_what_a_data_sets_address_answers_as_json(ground: Ground) -> None:
    done, problems = ground.take("acled", json.dumps({"status": 200, "count": 1, "data": [ACLED | {"fatalities": 4}]}, indent=1), "a.json")
    assert (done.added, done.claims, problems) == (1, 1, [])
    done, _ = ground.take("acled", json.dumps({"data": [{"event_id_cnty": "XXA1", "deleted_timestamp": 1630000000}]}), "x.json")
    assert done.deleted == 1
    done, problems = ground.take("ucdp", json.dumps({"TotalCount": 1, "Result": [UCDP | {"id": 7001}]}), "ucdp.json", version="25.1")
    assert (done.added, problems) == (1, [])
    assert "is not JSON" in ground.take("acled", '{"data": [', "cut.json")[1][0]
    assert "is empty" in ground.take("acled", '{"data": []}', "none.json")[1][0]


def test_an_export_as_of_a_day_is_what_was_known_then(ground: Ground, tmp_path: Path) -> None:
    ground.take("acled", text([ACLED], table("acled")["columns"]))
    ground.take("acled", GONE)
    for as_of, count in (("2021-08-25", 1), ("2021-08-26", 0)):
        out = tmp_path / f"{as_of}.csv"
        made = CliRunner().invoke(main, ["export", "--ledger", ground.ledger, "--format", "csv", "--table", "claims", "--out", str(out),
                                         "--as-of", as_of])
        assert made.exit_code == 0, made.output
        assert len(out.read_text("utf-8-sig").splitlines()) == count + 1


def test_rows_that_are_broken_cost_themselves(ground: Ground) -> None:
    rows = [ACLED, ACLED | {"event_id_cnty": "B", "sub_event_type": "Parade"}, ACLED | {"event_id_cnty": "C", "event_date": "soon"},
            ACLED | {"event_id_cnty": "D", "sub_event_type": "Other"}]
    done, problems = ground.take("acled", text(rows, table("acled")["columns"]))
    assert (done.added, done.claims, done.without) == (2, 1, 1)
    assert ["none of ACLED's ('Parade')" in problems[0], "'soon'" in problems[1]] == [True, True]
    _, problems = ground.take("acled", "a,b\n1,2\n")
    assert "has not the columns" in problems[0]
    _, problems = ground.take("acled", "")
    assert "is empty" in problems[0]
    with pytest.raises(UsageError, match="none of"):
        ground.take("excel", "")


@pytest.mark.parametrize("header", [True, False])
def test_ucdp_with_and_without_header(ground: Ground, header: bool) -> None:
    done, problems = ground.take("ucdp", text([UCDP], table("ucdp")["columns"], header=header), "GEDEvent_v21_0_3.csv", day="2021-04-01")
    assert (done.added, problems) == (1, [])
    (r,) = ground.reports()
    assert (r.publication.outlet, r.publication.date, r.publication.title) == ("UCDP GED 21.0.3", "2021-04-01", "Fighting near Salaq")
    assert (r.claim.type, [a.name for a in (*r.found.actor, *r.found.target)]) == ("clash", ["Government of Chad", "Hill Front"])
    assert [(s.name, s.kind) for s in r.found.source] == [("Hill Wire", "media"), ("a local hospital", "witness")]
    assert [(c.who, c.low, c.high) for c in r.claim.counts] == [("", 4, 9), ("Government of Chad", 1, 1), ("Hill Front", 3, 3),
        ("unknown", 1, 1)]
    assert "best 5" in r.claim.counts[0].text
    place, when = r.found.place, r.found.when
    assert place and (place.name, place.radius_km, place.precision, place.country) == ("Salaq", 25.0, 2, "TD")
    assert when and (when.start, when.end, when.granularity) == ("2021-03-04", "2021-03-06", "span")
    spans_hold(ground.ledger)


def test_ucdp_says_no_more_than_it_knows(ground: Ground) -> None:
    rows = [UCDP | {"where_prec": "6"}, UCDP | {"id": "7002", "code_status": "Check dyad"},
            UCDP | {"id": "7003", "source_original": "Hill Front", "type_of_violence": "3", "side_b": "Civilians"}]
    ground.take("ucdp", text(rows, table("ucdp")["columns"]), version="21.1")
    country, unchecked, party = ground.reports()
    assert country.found.place and country.found.place.lat is None
    assert unchecked.claim.verification == "unconfirmed"
    assert party.claim.type == "kill"
    assert party.publication.date is None
    own = ground.reports()[2].found.source[1]
    assert (own.kind, own.side) == ("media", "")  # it is none of the row's sides: the victims are civilians


def test_a_later_version_of_ucdp_replaces(ground: Ground) -> None:
    columns = table("ucdp")["columns"]
    ground.take("ucdp", text([UCDP], columns), "GEDEvent_v21_0_3.csv")
    done, _ = ground.take("ucdp", text([UCDP | {"best": "6"}], columns), "GEDEvent_v21_1.csv")
    assert done.updated == 1
    (r,) = ground.reports(standing=True)
    assert r.publication.outlet == "UCDP GED 21.1"


def test_gdelt_events_and_mentions(ground: Ground) -> None:
    data = table("gdelt")
    rows = [GDELT, GDELT | {"GLOBALEVENTID": "901", "EventCode": "010"}, GDELT | {"GLOBALEVENTID": "902", "EventCode": "13y"}]
    done, problems = ground.take("gdelt", text(rows, data["columns"], "\t", header=False), "20210306.export.CSV")
    assert (done.added, done.claims, done.without) == (2, 1, 1)
    assert "'13y'" in problems[0]
    (r,) = ground.reports()
    assert (r.claim.type, r.found.actor[0].kind, r.found.actor[0].country, r.publication.date) == ("airstrike", "military", "TD",
        "2021-03-06")
    assert r.found.place and (r.found.place.name, r.found.place.country, r.found.place.lat) == ("Salaq", "TD", 12.5)
    assert r.found.source[0].name == "hill.example"
    mention = {"GLOBALEVENTID": "900", "EventTimeDate": "20210306121500", "MentionTimeDate": "20210307001500",
        "MentionSourceName": "orum.example",
               "MentionIdentifier": "https://orum.example/1", "Confidence": "40"}
    done, problems = ground.take("gdelt-mentions", text([mention, mention | {"GLOBALEVENTID": "5"}], data["mentions"], "\t", header=False))
    assert done.claims == 1
    assert "1 mentions of events that are not in the ledger" in problems[0]
    made = next(r for r in ground.reports() if "@" in r.publication.id)
    assert (made.found.source[0].name, made.claim.probability, made.publication.date, made.claim.type) == (
        "orum.example", 0.4, "2021-03-07", "airstrike")
    spans_hold(ground.ledger)


def test_gdelt_1_has_three_columns_less(ground: Ground) -> None:
    data = table("gdelt")
    columns = [c for c in data["columns"] if c not in data["only_version_2"]]
    done, problems = ground.take("gdelt", text([GDELT], columns, "\t", header=False))
    assert (done.claims, problems) == (1, [])


def test_polecat_with_its_files_faults(ground: Ground) -> None:
    columns = table("polecat")["columns"]
    head, row = text([POLECAT], columns, "\t").splitlines()
    broken = "\n".join([head + "\tEvent ID", row + "\t\t\t", head + "\tEvent ID", row.replace("ASSAULT", "PARADE").replace("P-1", "P-2")])
    done, problems = ground.take("polecat", gzip.compress(broken.encode()), "2021.txt.gz")
    assert (done.claims, len(problems)) == (1, 1)
    (r,) = ground.reports()
    assert (r.claim.type, r.found.actor[0].name, r.found.actor[0].country, r.publication.date) == ("airstrike", "Chad Air Force",
        "TD", "2021-03-06")
    spans_hold(ground.ledger)


def test_icews_in_a_zip(ground: Ground) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("events.tab", text([ICEWS, ICEWS | {"Event ID": "32", "City": ""}], table("icews")["columns"], "\t"))
    done, problems = ground.take("icews", out.getvalue(), "icews.zip")
    assert (done.claims, problems) == (2, [])
    town, country = ground.reports()
    assert (town.claim.type, town.found.actor[0].kind, town.found.target[0].kind) == ("clash", "rebel", "civilians")
    assert town.found.place and town.found.place.lat == 12.5
    assert country.found.place and country.found.place.lat is None
    spans_hold(ground.ledger)


def test_viina_events_and_control(ground: Ground) -> None:
    columns = ["viina_version", "event_id", "date", "asciiname", "longitude", "latitude", "GEO_PRECISION", "source", "url", "text",
        "t_control",
               "t_control_b", "t_airalert_b", "a_rus_b", "a_ukr_b"]
    row = {"viina_version": "2", "event_id": "1", "date": "20230305", "asciiname": "Orikhiv", "longitude": "35.8", "latitude": "47.57",
           "GEO_PRECISION": "ADM3", "source": "hillwire", "text": "Made-up headline", "t_control": "0.9", "t_control_b": "1",
               "a_ukr_b": "1"}
    done, problems = ground.take("viina", text([row, row | {"event_id": "2", "t_control": "0.1", "t_control_b": "0"}], columns))
    assert (done.claims, problems) == (1, [])
    (r,) = ground.reports()
    assert (r.claim.type, r.claim.verification, r.found.actor[0].country, r.found.when) == ("capture", "unconfirmed", "UA", None)
    control = [{"geonameid": "703448", "date": f"2023030{d}", "status": s} for d, s in enumerate(("UA", "UA", "CONTESTED", "RU", "UA"), 1)]
    control.append({"geonameid": "1", "date": "20230301", "status": "UA"})
    done, problems = ground.take("viina", text(control, ["geonameid", "date", "status_wiki", "status"]), "control.csv")
    assert done.claims == 3
    assert "no gazetteer here knows" in problems[0]
    held = [(r.found.when.start, r.found.actor[0].country) for r in ground.reports() if r.claim.type == "hold" and r.found.when]
    assert held == [("2023-03-01", "UA"), ("2023-03-04", "RU"), ("2023-03-05", "UA")]
    assert "has no labels" in ground.take("viina", "event_id,date,longitude,latitude\n1,2,3,4\n")[1][0]
    spans_hold(ground.ledger)


def test_control_map_with_a_hole(ground: Ground) -> None:
    box = [[67.9, 36.2], [69.9, 36.2], [69.9, 37.2], [67.9, 37.2], [67.9, 36.2]]
    hole = [[68.8, 36.7], [68.9, 36.7], [68.9, 36.8], [68.8, 36.8], [68.8, 36.7]]  # around Kunduz

    def feature(properties: dict[str, str], *rings: list[list[float]]) -> dict[str, object]:
        return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": list(rings)}}

    whole = {"type": "FeatureCollection", "name": "Hill Map", "features": [
        feature({"holder": "Hill Front"}, box, hole), feature({"name": "unknown status"}, hole), feature({"name": "park"}, hole)]}
    done, problems = ground.take("deepstate", json.dumps(whole), "map.geojson", day="2001-11-13")
    assert done.claims > 3
    assert len(problems) == 1
    names = {r.found.place.name for r in ground.reports() if r.found.place}
    assert "Taloqan" in {n.replace("Taluqan", "Taloqan") for n in names} or len(names) > 3
    assert "Kunduz" not in names
    assert {(r.claim.type, r.found.actor[0].name, r.publication.date) for r in ground.reports()} == {("hold", "Hill Front", "2001-11-13")}
    spans_hold(ground.ledger)


def test_a_table_of_ones_own(ground: Ground, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('title = "m"\nproperties = ["name"]\nholders = []\n[[state]]\nwords = ["red"]\ntype = "hold"\nname = "Hill Front"\n')
    ring = [[68.5, 36.5], [69.0, 36.5], [69.0, 37.0], [68.5, 37.0], [68.5, 36.5]]
    whole = {"features": [{"properties": {"name": "Red area"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]}
    done, problems = ground.take("deepstate", json.dumps(whole), "map.geojson", table=str(own))
    assert done.claims >= 1
    assert not problems
    assert "no table" in ground.take("deepstate", "{}", table=str(tmp_path / "none.toml"))[1][0]


def test_our_own_exports_come_back(ground: Ground, tmp_path: Path) -> None:
    ground.take("acled", text([ACLED, ACLED | {"event_id_cnty": "XXA3", "location": "Orum", "time_precision": "2"}],
        table("acled")["columns"]))
    before = [record(r.claim, r.found) for r in ground.reports()]
    files = {"jsonl": [tmp_path / "all.jsonl"], "parquet": [tmp_path / "documents.parquet", tmp_path / "claims.parquet"]}
    for form, outs in files.items():
        for out in outs:
            made = CliRunner().invoke(main, ["export", "--ledger", ground.ledger, "--format", form, "--out", str(out),
                                             *(["--table", out.stem] if form == "parquet" else [])])
            assert made.exit_code == 0, made.output
        other = str(tmp_path / f"{form}.db")
        done = CliRunner().invoke(main, ["import", "--format", form, *map(str, outs), "--ledger", other])
        assert done.exit_code == 0, done.output
        after = sorted((record(r.claim, r.found) for r in run.reports(other)), key=lambda r: (r["doc"], r["document"]))
        assert [{k: v for k, v in r.items() if k not in ("origin",)} for r in after] == [
            {k: v for k, v in r.items() if k not in ("origin",)} for r in before]
        with open_ledger(other) as opened:
            assert not opened.verify()
    lines = (tmp_path / "all.jsonl").read_text("utf-8").replace("soldiers retook", "soldiers burned")
    done_, problems = ground.take("jsonl", lines, "changed.jsonl")
    assert done_.rows == 0
    assert "words were changed" in problems[0]


def test_versions_that_a_person_gives_are_sorted_by_their_numbers(ground: Ground) -> None:
    columns = table("ucdp")["columns"]
    for version, best in (("25.0.9", "5"), ("25.0.10", "6"), ("9.2", "7")):
        ground.take("ucdp", text([UCDP | {"best": best}], columns), version=version)
    (left,) = ground.reports(standing=True)
    assert "best 6" in left.claim.counts[0].text


def test_what_a_whole_release_has_no_more_is_deleted_for_the_days_it_covers(ground: Ground) -> None:
    columns = table("ucdp")["columns"]
    rows = [UCDP | {"id": str(7000 + n), "date_start": f"2021-0{n}-05", "date_end": f"2021-0{n}-05"} for n in (1, 2, 3, 4)]
    ground.take("ucdp", text(rows, columns), version="21.0.1", day="2021-05-01")
    newer = [rows[0], rows[2] | {"best": "9"}]
    done, problems = ground.take("ucdp", text(newer, columns), version="21.1", day="2021-06-01", whole=True)
    assert (done.deleted, done.updated, problems) == (1, 2, [])
    left = {r.publication.id for r in ground.reports(standing=True)}
    assert left == {"ucdp:7001", "ucdp:7003", "ucdp:7004"}  # the fourth is later than what the release covers
    broken = text([rows[3], rows[2] | {"date_start": "soon"}], columns)
    done, problems = ground.take("ucdp", broken, version="21.2", whole=True)
    assert done.deleted == 0 and "whole release" in problems[-1]
    with pytest.raises(UsageError, match="whole release"):
        ground.take("viina", "", whole=True)


@pytest.mark.parametrize("form", ["acled", "gdelt", "icews", "polecat", "ucdp", "viina"])
def test_what_we_export_in_a_format_we_import_from_it(ground: Ground, tmp_path: Path, form: str) -> None:
    rows = [ACLED, ACLED | {"event_id_cnty": "XXA5", "location": "Orum", "latitude": "13.1", "sub_event_type": "Armed clash",
        "notes": "They fought."}]
    ground.take("acled", text(rows, table("acled")["columns"]))
    out, other = tmp_path / "out.csv", str(tmp_path / "other.db")
    made = CliRunner().invoke(main, ["export", "--ledger", ground.ledger, "--format", form, "--out", str(out)])
    assert made.exit_code == 0, made.output
    done = CliRunner().invoke(main, ["import", "--format", form, str(out), "--ledger", other, "--date", "2021-03-06"])
    assert done.exit_code == 0, done.output
    found = list(run.reports(other))
    places = {r.found.place.name for r in found if r.found.place}
    assert places == ({"Salaq"} if form == "viina" else {"Salaq", "Orum"})
    assert all(r.found.place and r.found.place.lat is not None for r in found)
    if form not in ("viina",):
        assert {(r.found.when.start, r.found.when.end) for r in found if r.found.when} == {("2021-03-05", "2021-03-05")}
        assert all("Chad" in " ".join(a.name for a in (*r.found.actor, *r.found.target)) for r in found)


@pytest.mark.parametrize("form", ["acled", "gdelt", "icews", "polecat", "ucdp"])
def test_a_draft_of_a_ledgers_own_events_is_no_second_source_in_it(ground: Ground, tmp_path: Path, form: str) -> None:
    rows = [ACLED, ACLED | {"event_id_cnty": "XXA5", "location": "Orum", "latitude": "13.1"}]
    ground.take("acled", text(rows, table("acled")["columns"]))
    before = run.events(ground.ledger)
    out = tmp_path / "out.csv"
    made = CliRunner().invoke(main, ["export", "--ledger", ground.ledger, "--format", form, "--out", str(out)])
    assert made.exit_code == 0, made.output
    done = CliRunner().invoke(main, ["import", "--format", form, str(out), "--ledger", ground.ledger, "--date", "2021-03-06"])
    assert done.exit_code == 0 and "drafts of this ledger's own events passed over" in done.output and "0 documents" in done.output
    assert run.events(ground.ledger) == before
    other = str(tmp_path / "other.db")
    assert CliRunner().invoke(main, ["import", "--format", form, str(out), "--ledger", other, "--date", "2021-03-06"]).exit_code == 0
    assert all(d.outlet.startswith("draft in the columns of ") for d in run_documents(other))


def run_documents(where: str) -> list[Document]:
    with open_ledger(where) as opened:
        return list(opened.documents())


def test_a_ledger_moves_whole_by_jsonl_with_what_people_decided(ground: Ground, tmp_path: Path) -> None:
    rows = [ACLED, ACLED | {"event_id_cnty": "XXA5", "location": "Orum", "latitude": "13.1"}, ACLED | {"event_id_cnty": "XXA6"}]
    ground.take("acled", text(rows, table("acled")["columns"]))
    ids = [r.claim.id for r in ground.reports()]
    run.decide(ground.ledger, "retract", (ids[0],), "a coder", "a slip")
    run.decide(ground.ledger, "correct", (ids[1],), "a coder", "misread", {"actor": "Hill Front"})
    other, out = str(tmp_path / "other.db"), tmp_path / "all.jsonl"
    for n in (0, 1):  # a second time nothing is new
        made = CliRunner().invoke(main, ["export", "--ledger", ground.ledger, "--format", "jsonl", "--out", str(out)])
        done = CliRunner().invoke(main, ["import", "--format", "jsonl", str(out), "--ledger", other])
        assert (made.exit_code, done.exit_code) == (0, 0), done.output
        assert ("2 decisions added" in done.output) == (n == 0) and ("3 known already" in done.output) == (n == 1)
        assert run.events(other) == run.events(ground.ledger) and run.history(other) == run.history(ground.ledger)
    again = CliRunner().invoke(main, ["export", "--ledger", other, "--format", "jsonl", "--out", str(tmp_path / "again.jsonl")])
    first, second = ([{k: v for k, v in json.loads(line).items() if k != "origin"} for line in f.read_text("utf-8").splitlines()]
                     for f in (out, tmp_path / "again.jsonl"))
    assert again.exit_code == 0 and first == second and [r["decision"] for r in first if r["kind"] == "decision"] == ["retract", "correct"]
    changed = out.read_text("utf-8").replace("a slip", "a lie")
    assert "decision that was changed" in ground.take("jsonl", changed, "changed.jsonl")[1][0]


def test_other_formats_have_claims_as_people_decided(ground: Ground, tmp_path: Path) -> None:
    rows = [ACLED, ACLED | {"event_id_cnty": "XXA5", "location": "Orum", "latitude": "13.1"}]
    ground.take("acled", text(rows, table("acled")["columns"]))
    first, second = (r.claim.id for r in ground.reports())
    run.decide(ground.ledger, "retract", (first,), "a coder", "a slip")
    run.decide(ground.ledger, "correct", (second,), "a coder", "misread", {"actor": "Hill Front"})
    done = CliRunner().invoke(main, ["export", "--ledger", ground.ledger, "--format", "csv", "--table", "claims", "--out", "-"])
    assert first not in done.stdout and second in done.stdout and "Hill Front" in done.stdout
    assert "1 decisions by which people retracted" in done.stderr and "1 decisions by which people corrected" in done.stderr


def test_by_command(ground: Ground, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text([ACLED], table("acled")["columns"]), "utf-8")
    done = CliRunner().invoke(main, ["import", "--format", "acled", str(file), "--ledger", ground.ledger])
    assert done.exit_code == 0
    assert "1 rows read, 1 documents and 1 claims added" in done.output
    held = CliRunner().invoke(main, ["control", "--ledger", ground.ledger, "--json"])
    assert json.loads(held.output.splitlines()[0])["place"] == "Salaq"
    missing = CliRunner().invoke(main, ["import", "--format", "acled", str(tmp_path / "none.csv"), "--ledger", ground.ledger])
    assert missing.exit_code == 1
    assert "no such file" in missing.output


@pytest.mark.skipif(not (SHARED / "corpora/ucdp_ged/tune.jsonl").exists(), reason="needs the corpora beside the checkout")
def test_real_rows_of_ucdp_are_read_whole(ground: Ground) -> None:
    rows = [json.loads(line) for line in (SHARED / "corpora/ucdp_ged/tune.jsonl").read_text("utf-8").splitlines()]
    cells = [{k: "" if v is None else str(v) for k, v in r.items()} for r in rows]
    done, problems = ground.take("ucdp", text(cells, table("ucdp")["columns"]), "GEDEvent_v23_1.csv", day="2023-06-01")
    assert (done.added, done.claims, problems) == (len(rows), len(rows), [])
    found = ground.reports()
    assert sum(r.found.place is not None and r.found.place.country not in (None, "") for r in found) >= 0.97 * len(rows)
    both = sum(bool(c["source_office"].strip()) and c["source_original"].lower() not in ("", "n/a", "na", "none") for c in cells)
    assert sum(len(r.found.source) == 2 for r in found) == both > 300
    spans_hold(ground.ledger)
