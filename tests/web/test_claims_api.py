"""Claims, documents and search: records of the command line, filters, downloads, and a hostile report that stays text."""
from __future__ import annotations

import csv
import gzip
import io
import json

import pytest

from reportedly.web.answers import cell, reached

from .conftest import HOSTILE, documents


def test_records_are_the_command_lines(client):
    from reportedly.model.record import record
    told = {c["id"]: c for c in client.get("/api/v1/claims")["rows"]}
    made = {c.id: json.loads(json.dumps(record(c, r))) for _, pairs, _ in documents() for c, r in pairs}
    assert told == made


@pytest.mark.parametrize(("asked", "count"), [
    ("type=capture", 2), ("type=capture,clash", 3), ("family=territory", 5), ("place=velg", 4), ("factuality=denied", 1), ("actor=army", 4),
    ("source=nurse", 3), ("published_since=2031-04-07", 3), ("since=2031-04-06", 2), ("until=2031-04-04", 1), ("as_of=2031-04-01", 2),
    ("min_p=1", 7), ("max_p=0.5", 0), ("background=true", 0), ("q=denied", 1), ("q=nurse+died", 1), ("q=%22", 0),
    ("key=XX:kern@11.00,21.00", 3), ("place=%25", 0), ("actor=Hyper", 1)])
def test_filters(client, asked, count):
    assert client.get(f"/api/v1/claims?{asked}")["total"] == count


def test_one_claim_leads_to_report_and_event(client):
    [row] = client.get("/api/v1/claims?type=clash")["rows"]
    found = client.get(f"/api/v1/claim?id={row['id']}")
    text = found["document"]["text"]
    assert text[row["start"]:row["end"]] == row["sentence"] and len(found["others"]) == 2
    assert client.get(f"/api/v1/event?id={found['event']}")["event"]["reports"][0]["claim"] == row["id"]
    assert found["grade"]["code"] and client.get("/api/v1/claim?id=nothing", 404)


def test_documents(client):
    found = client.get("/api/v1/documents?sort=day")
    assert [d["id"] for d in found["rows"]] == ["d1", "d2", "d3", "d4"] and found["claims"] == [2, 2, 2, 1]
    assert "text" not in found["rows"][0]
    one = client.get(f"/api/v1/document?key={found['rows'][1]['key']}")
    assert one == client.get("/api/v1/document?key=d2") and [c["type"] for c in one["claims"]] == ["capture", "clash"]
    assert client.get("/api/v1/documents?q=nurse")["total"] == 1 and client.get("/api/v1/documents?outlet=hill")["total"] == 1


def test_search_comes_in_pieces(client):
    found = client.get("/api/v1/search?q=velgrad")
    assert {h["row"]["place"]["name"] for h in found["claims"]} == {"Velgrad"} and [p["name"] for p in found["places"]] == ["Velgrad"]
    assert ["Velgrad", True] in found["claims"][0]["snippet"] and found["events"] and found["documents"]
    assert {h["row"]["document"] for h in found["claims"]} == set(found["documents_by_key"])
    assert client.get("/api/v1/search?q=army&in=sources")["sources"][0]["name"] == "army"
    assert client.get("/api/v1/search?q=%22%20*")["claims"] == []


def test_downloads_have_every_row(client):
    lines = client.ask("GET", "/api/v1/claims?format=jsonl&limit=1").data.splitlines()
    assert len(lines) == 7 and json.loads(lines[0])["id"]
    found = client.ask("GET", "/api/v1/claims?format=csv&type=clash")
    [row] = csv.DictReader(io.StringIO(found.data.decode("utf-8-sig")))
    assert (row["place.name"], row["counts.low"], row["actor"]) == ("Velgrad", "40", "Northern Front")
    assert "attachment" in found.headers["content-disposition"]
    for noun in ("events", "documents", "sources", "control", "history", "places"):
        assert client.ask("GET", f"/api/v1/{noun}?format=csv").data.count(b"\n") >= 3


def test_cells():
    assert [cell(v) for v in ("=1+1", ["-a", None], -5, True, "a\nb")] == ["'=1+1", "'-a | ", "-5", "true", "a b"]
    assert reached({"a": [{"b": 1}, {"b": 2}]}, ["a", "b"]) == [1, 2] and reached({"a": None}, ["a", "b"]) is None


def test_kept_answers_and_compression(client):
    first = client.ask("GET", "/api/v1/claims", headers={"Accept-Encoding": "gzip"}, decode_content=False)
    assert first.headers["content-encoding"] == "gzip" and first.headers["vary"] == "Accept-Encoding"
    again = client.ask("GET", "/api/v1/claims")
    assert gzip.decompress(first.data) == again.data and first.headers["etag"] == again.headers["etag"]
    same = client.ask("GET", "/api/v1/claims", headers={"If-None-Match": first.headers["etag"]})
    assert (same.status, same.data) == (304, b"")
    for path in ("/api/v1/claims", "/api/v1/claims?limit=3", "/", "/api/v1/claims?format=csv"):
        assert (client.ask("HEAD", path).status, client.ask("HEAD", path).data) == (200, b"")
    blob = client.ask("GET", "/api/v1/picture", headers={"Accept-Encoding": "gzip"}, decode_content=False)
    assert json.loads(gzip.decompress(blob.data)) == client.get("/api/v1/picture")


def test_a_hostile_report_stays_text(client):
    assert client.get("/api/v1/document?key=d4")["document"]["title"] == HOSTILE
    for path in ("/", "/review", "/intake", "/sources", "/place?key=%3Cscript%3E", "/login", f"/nothing/{'%3Cscript%3E'}"):
        page = client.ask("GET", path)
        assert b"<war>" not in page.data and b"<script>" not in page.data, path
    brief = client.ask("GET", "/brief?since=2031-04-01").data.decode()
    assert "<script" not in brief and "onerror=alert(2)>" not in brief and "\u202e" not in brief
    table = client.ask("GET", "/api/v1/documents?format=csv").data.decode()
    assert "\u202e" not in table
    [row] = [r for r in client.get("/api/v1/sources")["rows"] if "nurse</b>" in r["name"]]
    assert row["name"] == "<b>nurse</b>"
