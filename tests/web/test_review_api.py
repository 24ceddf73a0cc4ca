"""Review as three people do it: the queue, decisions that undo one another, blind coding, gold."""
from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from reportedly.ledger import open_ledger
from reportedly.web.passwords import read_users, set_user
from reportedly.web.settings import Settings

from .conftest import ledger_at
from .test_access import log_in

SCORE = Path(__file__).parents[3] / "shared/gold/score.py"


@pytest.fixture(scope="module")
def place(serve, tmp_path_factory):
    """A desk with three users, and where its ledger is."""
    folder = tmp_path_factory.mktemp("review")
    for name, role in (("ana", "coder"), ("ben", "coder"), ("ed", "editor")):
        set_user(str(folder / "users"), name, role, f"{name} has a password")
    where = ledger_at(folder / "l.db")
    return serve(Settings(where, users=read_users(str(folder / "users")), workers=False)), where


@pytest.fixture(scope="module")
def people(place):
    return {n: log_in(place[0], name=n, password=f"{n} has a password")[0].begin() for n in ("ana", "ben", "ed")}


def claim_of(client, **asked):
    [row] = client.get("/api/v1/claims?" + "&".join(f"{k}={v}" for k, v in asked.items()))["rows"]
    return row


def until(what, seconds=60):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.1)
    assert what()


def test_the_queue_says_what_matters_and_why(people):
    found = people["ana"].get("/api/v1/queue")
    weights = [e["weight"] for e in found["extra"]]
    assert weights == sorted(weights, reverse=True) and weights[0] >= 30
    kinds = {r["kind"] for e in found["extra"] for r in e["reasons"]}
    assert {"changes", "deaths", "contradiction"} <= kinds
    assert [e["type"] for e in people["ana"].get("/api/v1/queue?reason=deaths")["rows"]] == ["clash"]
    assert {r["claim"] for e in found["rows"] for r in e["reports"]} == set(found["claims"]) and found["documents"]
    assert people["ana"].get("/api/v1/queue?reason=mood", 422) and people["ana"].get("/api/v1/queue?decided=true")["total"] == 0


def test_a_correction_changes_the_picture_and_an_undo_brings_it_back(people, place):
    ana = people["ana"]
    hold = claim_of(ana, type="withdraw")
    before = ana.get("/api/v1/state")["snapshot"]["id"]
    made = ana.post("/api/v1/decisions", {"kind": "correct", "ids": [hold["id"]], "reason": "it says shelled",
                                          "change": {"type": "shelling", "actor": "Hill Band | army", "when": "2031-04-05"}})["decision"]
    assert (made["author"], made["kind"], made["claims"]) == ("ana", "correct", [hold["id"]])
    until(lambda: ana.get("/api/v1/events?type=shelling")["total"] == 1)
    assert ana.get("/api/v1/state")["snapshot"]["id"] != before
    [event] = ana.get("/api/v1/events?type=shelling")["rows"]
    assert event["dates"]["start"] == "2031-04-05" and "Hill Band" in event["actor"]
    assert [d["id"] for d in ana.get(f"/api/v1/event?id={event['event']}")["decisions"]] == [made["id"]]
    undo = ana.post("/api/v1/decisions", {"kind": "undo", "decision": made["id"], "reason": "no, it did not"})["decision"]
    until(lambda: ana.get("/api/v1/events?type=shelling")["total"] == 0)
    listed = ana.get(f"/api/v1/decisions?claim={hold['id']}")["rows"]
    assert [(d["id"], d["undone_by"]) for d in listed] == [(undo["id"], None), (made["id"], undo["id"])]
    assert ana.post("/api/v1/decisions", {"kind": "undo", "decision": made["id"], "reason": "again"}, 409)
    with open_ledger(place[1], create=False) as ledger:
        assert ledger.verify() == []


def test_merge_split_retract_confirm_and_comment(people):
    ana = people["ana"]
    two = [claim_of(ana, type="clash")["id"], claim_of(ana, type="hold", place="velgrad")["id"]]
    events = ana.get("/api/v1/events")["total"]
    made = ana.post("/api/v1/decisions", {"kind": "merge", "ids": two, "reason": "the same fight"})["decision"]
    until(lambda: ana.get("/api/v1/events")["total"] == events - 1)
    ana.post("/api/v1/decisions", {"kind": "undo", "decision": made["id"], "reason": "not the same"})
    until(lambda: ana.get("/api/v1/events")["total"] == events)
    event = ana.get("/api/v1/events?type=clash")["rows"][0]["event"]
    for kind in ("confirm", "comment", "retract", "split"):
        made = ana.post("/api/v1/decisions", {"kind": kind, "ids": [event if kind == "confirm" else two[0]],
                                               "reason": f"for {kind}"})["decision"]
        assert made["claims"] == [two[0]]
        ana.post("/api/v1/decisions", {"kind": "undo", "decision": made["id"], "reason": "only a test"})


@pytest.mark.parametrize(("body", "status", "field"), [
    ({"kind": "praise", "ids": ["x"], "reason": "y"}, 422, "kind"), ({"kind": "retract", "ids": ["x"]}, 422, "reason"),
    ({"kind": "retract", "ids": [], "reason": "y"}, 422, "ids"), ({"kind": "retract", "ids": ["e00"], "reason": "y"}, 404, "ids"),
    ({"kind": "correct", "ids": ["x"], "reason": "y"}, 422, "change"),
    ({"kind": "undo", "decision": "none", "reason": "y"}, 404, "decision"),
    ({"kind": "confirm", "ids": ["x"], "change": {"type": "clash"}}, 422, "change"), ({"ids": ["x"]}, 422, "kind"), ([], 422, None)])
def test_a_decision_that_makes_no_sense(people, body, status, field):
    assert people["ana"].post("/api/v1/decisions", body, status)["error"]["field"] == field


@pytest.mark.parametrize("change", [
    {"type": "party"}, {"colour": "red"}, {"when": "2031-02-30"}, {"when": "2031-04-05/2031-04-01"}, {"point": "north"}, {"point": "1,2"},
    {"factuality": ""}, {"source": "a;king"}, {"counts": "killed;;9;2"}, {"counts": "killed"}, {"place": "a\u202eb"}, {"place": "x" * 1001},
    {"place": "", "point": "1,2,3"}, {"background": "maybe"}])
def test_a_value_that_does_not_fit(people, change):
    name = claim_of(people["ana"], type="clash")["id"]
    found = people["ana"].post("/api/v1/decisions", {"kind": "correct", "ids": [name], "reason": "y", "change": change}, 422)
    assert found["error"]["field"] in change


def test_only_the_author_or_an_editor_undoes(people):
    name = claim_of(people["ana"], type="clash")["id"]
    made = people["ana"].post("/api/v1/decisions", {"kind": "comment", "ids": [name], "reason": "look at this"})["decision"]
    undo = {"kind": "undo", "decision": made["id"], "reason": "no"}
    assert "ana" in people["ben"].post("/api/v1/decisions", undo, 403)["error"]["message"]
    people["ed"].post("/api/v1/decisions", undo)


def test_two_coders_blind(people):
    ana, ben, ed = (people[n] for n in ("ana", "ben", "ed"))
    assert ben.get("/api/v1/coding/agreement", 403)
    first = ana.get("/api/v1/coding/next")
    assert first["claim"] and first["left"] == 0
    ana.post("/api/v1/decisions", {"kind": "code", "ids": [first["claim"]["id"]], "change": {"type": "capture", "factuality": "certain"}})
    after = ana.get("/api/v1/coding/next")
    assert after["claim"]["id"] != first["claim"]["id"] and after["mine"] == 1
    theirs = ben.get("/api/v1/coding/next")
    assert theirs["claim"]["id"] == first["claim"]["id"] and theirs["left"] == 1
    # Nothing of what the other said reaches him.
    assert "ana" not in json.dumps(theirs) and not ben.get("/api/v1/decisions?kind=code")["rows"]
    assert not ben.get(f"/api/v1/claim?id={first['claim']['id']}")["decisions"]
    ben.post("/api/v1/decisions", {"kind": "code", "ids": [first["claim"]["id"]], "change": {"type": "capture", "factuality": "denied"}})
    found = ed.get("/api/v1/coding/agreement")
    assert (found["coders"], found["units"]) == (["ana", "ben"], 1)
    assert found["fields"]["type"]["alpha"] == 1.0 and found["fields"]["factuality"]["alpha"] <= 0
    assert len(ed.get("/api/v1/decisions?kind=code")["rows"]) == 2 and ben.get("/api/v1/coding/agreement")


def test_reviewed_documents_are_gold(people, tmp_path):
    ed = people["ed"]
    assert ed.get("/api/v1/export/gold", 404)
    claims = ed.get("/api/v1/document?key=d2")["claims"]
    ed.post("/api/v1/decisions", {"kind": "confirm", "ids": [claims[0]["id"]]})
    assert ed.get("/api/v1/export/gold", 404)
    ed.post("/api/v1/decisions", {"kind": "correct", "ids": [claims[1]["id"]], "reason": "49 it says",
                                  "change": {"counts": "killed;people;49;49", "factuality": "probable"}})
    archive = zipfile.ZipFile(io.BytesIO(ed.ask("GET", "/api/v1/export/gold").data))
    assert sorted(archive.namelist()) == ["claims.jsonl", "documents.jsonl"]
    archive.extractall(tmp_path)
    rows = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text().splitlines()]
    assert [(r["doc"], r["id"], r["type"]) for r in rows] == [("d2", 1, "capture"), ("d2", 2, "clash")]
    assert rows[0]["verification"] is None and rows[1]["factuality"] == "probable" and rows[1]["counts"][0]["low"] == 49
    if SCORE.exists():
        done = subprocess.run([sys.executable, str(SCORE), str(tmp_path / "claims.jsonl"), "--gold", str(tmp_path), "--json"],
                              capture_output=True, text=True, timeout=60, check=True)
        assert "1.0" in done.stdout


def test_forms_and_gazetteer(people):
    assert set(people["ana"].get("/api/v1/fields")) >= {"type", "when", "place", "point", "source", "counts"}
    found = people["ana"].get("/api/v1/gazetteer?q=Kabul")
    assert found[0]["country"] == "AF" and people["ana"].get("/api/v1/gazetteer?q=Qqqqxz") == []


def test_a_missed_claim_is_added_seen_and_taken_back(people, place):
    ana, text = people["ana"], ""
    listed = ana.get("/api/v1/documents")["rows"]
    key = next(d["key"] for d in listed if d["id"] == "d1")
    text = ana.get(f"/api/v1/document?key={key}")["document"]["text"]
    start = text.index("in the hands")
    said = {"document": key, "start": start, "end": start + 12, "change": {"type": "clash", "factuality": "probable", "actor": "the front"}}
    before = ana.get("/api/v1/state")["ledger"]["claims"]
    added = ana.post("/api/v1/claims", said)["claim"]
    assert added["trigger"] == "in the hands" and added["actor"] == ["the front"] and added["because"][0]["text"] == "ana"
    assert ana.get("/api/v1/state")["ledger"]["claims"] == before + 1
    assert added["id"] in [c["id"] for c in ana.get(f"/api/v1/document?key={key}")["claims"]]
    until(lambda: ana.get(f"/api/v1/claim?id={added['id']}")["event"])
    assert "already" in ana.post("/api/v1/claims", said, 422)["error"]["message"]
    for wrong in ({"change": {"factuality": "certain"}}, {"change": {"type": "clash"}}, {"end": 10 ** 6}, {"document": "none"}):
        assert ana.ask("POST", "/api/v1/claims", said | wrong).status in (404, 422)
    ana.post("/api/v1/decisions", {"kind": "retract", "ids": [added["id"]], "reason": "added by mistake"})
    until(lambda: ana.get(f"/api/v1/claim?id={added['id']}")["event"] is None)
