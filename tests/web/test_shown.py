"""What a table shows is what its download has: the same rows in the same order, the page's columns, for every sort and filter."""
from __future__ import annotations

import csv
import io
import json

import pytest

SORTS = {
    "claims": ("published", "type", "actor", "place", "day", "source", "factuality", "p"),
    "events": ("day", "type", "actor", "place", "standing", "killed", "sources", "grade"),
    "places": ("place", "country", "status", "holder", "probability", "events", "reports", "changes"),
    "documents": ("day", "title", "outlet", "kind", "lang", "claims"), "sources": ("name", "kind", "reliability", "claims", "confirmed")}
NAMED = {"claims": ("id", "id"), "events": ("event", "event"), "places": ("key", "key"), "documents": ("id", "id"),
         "sources": ("who", "name")}


def table(client, path):
    found = client.ask("GET", path)
    assert found.status == 200, found.data
    return list(csv.DictReader(io.StringIO(found.data.decode("utf-8-sig"))))


@pytest.mark.parametrize(("kind", "sort"), [(k, f"{sign}{s}") for k, some in SORTS.items() for s in some for sign in ("", "-")])
def test_every_column_sorts_and_the_download_follows(client, kind, sort):
    rows = client.get(f"/api/v1/{kind}?sort={sort}")["rows"]
    head, field = NAMED[kind]
    taken = table(client, f"/api/v1/{kind}?sort={sort}&format=csv&columns=shown")
    assert len(rows) == len(taken) >= 2
    assert [t[head].lstrip("'") for t in taken if kind != "sources"] == [r[field] for r in rows if kind != "sources"]


def test_claims_by_who_by_source_and_by_kind_of_source(client):
    whole = client.get("/api/v1/claims?sort=actor")["rows"]
    who = [" | ".join(dict.fromkeys((*r["actor"], *r["target"]))).casefold() for r in whole]
    assert who == sorted(who) and len(set(who)) > 2
    says = [t["says who"].casefold() for t in table(client, "/api/v1/claims?sort=source&format=csv&columns=shown")]
    assert len(says) == len(whole) and says[0].startswith("coast wire") and says[-1].startswith("post ")
    kinds = {k for r in whole for s in r["source"] for k in [s["kind"]]}
    for kind in kinds:
        found = client.get(f"/api/v1/claims?source_kind={kind}")["rows"]
        assert found and {r["id"] for r in found} == {r["id"] for r in whole if any(s["kind"] == kind for s in r["source"])}
    own = client.get("/api/v1/claims?source_kind=report")["rows"]
    assert {r["id"] for r in own} == {r["id"] for r in whole if not r["source"]}
    assert client.get("/api/v1/claims?source_kind=x")["total"] == 0


def test_a_place_says_who_holds_it_in_words_and_how_sure(client):
    taken = {t["place"]: t for t in table(client, "/api/v1/places?format=csv&columns=shown")}
    rows = client.get("/api/v1/places")["rows"]
    for r in rows:
        said = taken[r["place"]]
        assert r["status"] == "unknown" or (r["holder"] or "") in said["who holds it"] and float(said["p"]) == r["probability"]
    by_p = [r["probability"] for r in client.get("/api/v1/places?sort=-probability")["rows"]]
    assert by_p == sorted(by_p, reverse=True)


def test_json_lines_have_the_same_cells_and_hostile_text_is_no_formula(client):
    lines = [json.loads(x) for x in client.ask("GET", "/api/v1/claims?format=jsonl&columns=shown").data.splitlines()]
    rows = table(client, "/api/v1/claims?format=csv&columns=shown")
    assert [x["words"][:20] for x in lines if "HYPERLINK" not in x["words"]] and len(lines) == len(rows) and list(lines[0]) == list(rows[0])
    assert not any(v.startswith(("=", "+", "@")) for r in rows for v in r.values())
    assert "spans" in json.loads(client.ask("GET", "/api/v1/claims?format=jsonl").data.splitlines()[0]), "whole records unless asked for"
