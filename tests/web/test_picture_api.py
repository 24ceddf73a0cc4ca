"""The picture's answers: the command line's rows, columns that say the same, knowledge as of a day, one shape of error."""
from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reportedly import run

KEY = "XX:velgrad@10.00,20.00"


@pytest.fixture(scope="session")
def where(port: int, tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(next(Path(tmp_path_factory.getbasetemp()).glob("desk*/l.db")))


def looks(row):
    """What a difference is of; a run of days has the probability of its first."""
    return row["place"], *((row[k]["holder"], row[k]["status"], row[k]["day"], row[k]["claims"]) for k in ("before", "after"))


@pytest.mark.parametrize("day", [None, "2031-04-06", "2031-04-03"])
def test_control_is_what_the_command_line_says(client, where, day):
    told = client.get("/api/v1/control" + (f"?on={day}" if day else ""))
    assert told["rows"] == run.control(where, on=day) and told["total"] == len(told["rows"])


def test_history_events_and_sources_are_the_command_lines(client, where):
    assert client.get("/api/v1/history")["rows"] == run.history(where)
    happened = sorted(run.events(where), key=lambda e: (e["dates"] or {}).get("start") or "9")
    assert client.get("/api/v1/events?sort=day")["rows"] == happened
    found = client.get("/api/v1/sources")
    assert found["rows"] == run.sources(where) and len(found["extra"]) == len(found["rows"])
    assert client.get(f"/api/v1/why?key={KEY}&on=2031-04-06")["story"] == run.why(where, "Velgrad", "2031-04-06")
    told = client.get("/api/v1/diff?first=2031-04-03&second=2031-04-07")["rows"]
    assert [looks(r) for r in told] == [looks(r) for r in run.diff(where, "2031-04-03", "2031-04-07")] and told


def at(picture, key, day):
    """What the columns say of a place on a day."""
    from datetime import date
    n = (date.fromisoformat(day) - date.fromisoformat(picture["first"])).days
    i, runs = picture["places"]["key"].index(key), picture["runs"]
    mine = [r for r in range(runs["at"][i], runs["at"][i + 1]) if runs["from"][r] <= n]
    r = mine[-1]
    holder = runs["holder"][r]
    return picture["tiers"][runs["tier"][r]], picture["sides"][holder] if holder >= 0 else None, runs["p"][r]


def test_the_columns_say_what_the_rows_say(client, where):
    picture = client.get("/api/v1/picture")
    for day in ("2031-04-03", "2031-04-05", "2031-04-07", "2031-04-08"):
        for row in run.control(where, on=day):
            tier, holder, p = at(picture, row["key"], day)
            assert (tier, holder) == (row["status"], row["holder"]) and abs(p - 100 * row["probability"]) <= 1.5, (day, row)
    assert sum(picture["counts"]["reports"]) == 4 and sum(picture["counts"]["changes"]) >= 1
    assert len(picture["counts"]["reports"]) == picture_days(picture)


def picture_days(picture):
    from datetime import date
    return (date.fromisoformat(picture["last"]) - date.fromisoformat(picture["first"])).days + 1


def test_marks_lead_to_events(client):
    marks, picture = client.get("/api/v1/marks"), client.get("/api/v1/picture")
    columns = [v for k, v in marks.items() if isinstance(v, list) and k not in ("types", "families", "standings")]
    assert len(marks["id"]) >= 4 and {len(v) for v in columns} == {len(marks["id"])}
    n = marks["killed"].index(40)
    event = client.get(f"/api/v1/event?id={marks['id'][n]}")
    assert event["event"]["type"] == marks["types"][marks["type"][n]] == "clash"
    assert picture["places"]["name"][marks["place"][n]] == event["event"]["place"] == "Velgrad"
    assert {r["claim"] for r in event["event"]["reports"]} == set(event["claims"])


def test_a_place_has_its_evidence_for_and_against(client):
    found = client.get(f"/api/v1/place?key={KEY}&on=2031-04-07")
    assert found["place"]["name"] == "Velgrad" and found["answer"]["day"] == "2031-04-07"
    assert {e["claim"] for e in found["evidence"]} <= set(found["claims"])
    assert {True, False} <= {e["holds"] for e in found["evidence"]}
    assert all(c["document"] in found["documents"] for c in found["claims"].values())
    assert "text" not in next(iter(found["documents"].values())) and found["story"][0].startswith("2031-04-07")
    assert any(e["place"] == "Velgrad" for e in found["events"])


def test_as_known_on_a_day(client, where):
    then = client.get("/api/v1/control?as_of=2031-04-01&on=2031-04-01")["rows"]
    told = run.control(where, as_of="2031-04-01", on="2031-04-01")
    assert all(a["probability"] == pytest.approx(b["probability"], abs=0.02) for a, b in zip(then, told, strict=True))
    assert [(r["key"], r["holder"], r["status"]) for r in then] == [(r["key"], r["holder"], r["status"]) for r in told]
    assert client.get("/api/v1/picture?as_of=2031-04-01")["as_of"] == "2031-04-01"
    assert len(client.get("/api/v1/marks?as_of=2031-04-01")["id"]) < len(client.get("/api/v1/marks")["id"])


def test_filters_sort_and_pages(client):
    first = client.get("/api/v1/places?limit=1&sort=-changes")
    assert first["rows"][0]["place"] in ("Velgrad", "Kern") and first["total"] == 2 and first["extra"][0]["reports"] >= 2
    after = client.get(first["next"])
    assert after["next"] is None and after["rows"][0]["key"] != first["rows"][0]["key"]
    assert [r["place"] for r in client.get("/api/v1/places?q=vel")["rows"]] == ["Velgrad"]
    assert {e["type"] for e in client.get("/api/v1/events?type=clash,withdraw")["rows"]} == {"clash", "withdraw"}
    assert client.get("/api/v1/events?min_killed=41")["total"] == 0 and client.get("/api/v1/events?q=nurse")["total"] >= 1


def test_a_day_that_nobody_told_is_in_no_column_of_days(client):
    told = {e["event"]: e["dates"] for e in client.get("/api/v1/events?limit=1000")["rows"]}
    table = list(csv.DictReader(client.ask("GET", "/api/v1/events?format=csv").data.decode("utf-8-sig").splitlines()))
    assert len(table) == len(told)
    for row in table:
        dates = told[row["event"]] or {"start": "", "end": "", "inferred": False}
        start, first = (dates["start"], "") if not dates["inferred"] else ("", dates["start"])
        assert (row["from"], row["inferred_from"]) == (start, first)


def test_geojson_and_brief(client):
    found = client.get("/api/v1/map.geojson?on=2031-04-07")
    assert {f["properties"]["kind"] for f in found["features"]} == {"control", "event"}
    assert client.get("/api/v1/events?format=geojson")["type"] == "FeatureCollection"
    assert client.get("/api/v1/brief?since=2031-04-01")["rows"]
    for form, start in (("md", b"# "), ("html", b"<!doctype html>")):
        assert client.ask("GET", f"/api/v1/brief?format={form}").data.startswith(start)


@pytest.mark.parametrize(("path", "status", "field"), [
    ("/api/v1/control?on=yesterday", 422, "on"), ("/api/v1/place?key=nowhere", 404, "key"), ("/api/v1/event?id=e0", 404, "id"),
    ("/api/v1/events?sort=colour", 422, "sort"), ("/api/v1/events?limit=0", 422, "limit"), ("/api/v1/nothing", 404, None),
    ("/api/v1/diff?first=2031-04-05&second=2031-04-01", 422, "first"), ("/api/v1/brief?format=doc", 422, "format"),
    ("/api/v1/claims?min_p=7", 422, "min_p"), ("/api/v1/picture?as_of=2031-4-1", 422, "as_of")])
def test_errors_have_one_shape(client, path, status, field):
    found = client.get(path, status)["error"]
    assert set(found) == {"code", "message", "field"} and found["field"] == field and "\n" not in found["message"] and found["message"]
