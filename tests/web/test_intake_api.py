"""Intake: claims are shown in the text before anything is recorded; copies are said; addresses inside are refused."""
from __future__ import annotations

import pytest
from urllib3.filepost import encode_multipart_formdata

from reportedly.web.settings import Settings

from .conftest import Client, ledger_at

TEXT = ("VELGRAD, April 9 (Coast Wire) - Rebels captured the town of Kern on Tuesday, an army spokesman said. "
        "Twelve soldiers were killed in the fighting, he added.")


@pytest.fixture(scope="module")
def client(serve, tmp_path_factory):
    where = ledger_at(tmp_path_factory.mktemp("intake") / "l.db")
    return Client(serve(Settings(where, workers=False, name="ana"))).begin()


def previewed(client, given):
    return client.done(client.post("/api/v1/intake/preview", given, 202)["job"])


def test_see_then_record(client):
    before = client.get("/api/v1/state")["ledger"]["documents"]
    job = previewed(client, {"text": TEXT, "date": "2031-04-09", "outlet": "Coast Wire", "outlet_kind": "wire", "title": "Kern falls"})
    assert job["state"] == "done", job
    [found] = job["result"]["documents"]
    text = found["document"]["text"]
    assert (found["document"]["title"], found["document"]["date"], found["duplicate"]) == ("Kern falls", "2031-04-09", None)
    capture = next(c for c in found["claims"] if c["type"] == "capture")
    start, end = capture["spans"]["trigger"]
    assert text[start:end] == capture["trigger"] == "captured" and capture["place"]["name"] == "Kern"
    assert client.get("/api/v1/state")["ledger"]["documents"] == before
    done = client.done(client.post("/api/v1/intake/record", {"preview": job["result"]["preview"]}, 202)["job"])
    assert done["result"]["recorded"][0]["new"] and done["result"]["recorded"][0]["claims"] == len(found["claims"])
    assert client.get("/api/v1/state")["ledger"]["documents"] == before + 1
    assert client.get("/api/v1/search?q=captured+kern")["claims"][0]["row"]["id"] == capture["id"]


def test_copies_are_said(client):
    given = {"text": TEXT * 3, "date": "2031-04-09", "id": "first"}
    job = previewed(client, given)
    client.done(client.post("/api/v1/intake/record", {"preview": job["result"]["preview"]}, 202)["job"])
    [again] = previewed(client, given)["result"]["documents"]
    assert again["duplicate"]["kind"] == "same" and again["duplicate"]["id"] == "first"
    [near] = previewed(client, {"text": TEXT * 3 + " Edited in the capital.", "date": "2031-04-10", "id": "other"})["result"]["documents"]
    assert near["duplicate"]["kind"] == "near" and near["duplicate"]["similarity"] > 0.6


def test_files_with_what_is_wrong_with_them(client):
    page = f"<html><body><article><h1>Kern</h1><p>{TEXT}</p><p>{TEXT.replace('Tuesday', 'Monday')}</p></article></body></html>"
    body, kind = encode_multipart_formdata([
        ("files", ("../../etc/a.txt", TEXT.encode())), ("files", ("empty.txt", b"")), ("files", ("b.html", page.encode())),
        ("date", "2031-04-09")])
    found = client.ask("POST", "/api/v1/intake/preview", body, {"Content-Type": kind})
    assert found.status == 202, found.data
    job = client.done(found.json()["job"])
    assert {d["document"]["id"] for d in job["result"]["documents"]} == {"a", "b"}
    assert all(d["document"]["date"] == "2031-04-09" for d in job["result"]["documents"])
    assert len(job["result"]["problems"]) == 1 and "empty" in job["result"]["problems"][0]
    assert next(j["id"] for j in client.get("/api/v1/jobs")["rows"]) == job["id"]


def test_addresses_inside_are_refused(client):
    job = previewed(client, {"urls": ["http://127.0.0.1:80/", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd"]})
    assert job["result"]["documents"] == [] and len(job["result"]["problems"]) == 3
    assert sum("private network" in p for p in job["result"]["problems"]) == 2


@pytest.mark.parametrize(("given", "status", "field"), [
    ({}, 422, "text"), ({"text": "x", "date": "soon"}, 422, "date"), ({"text": "x", "outlet_kind": "rumour"}, 422, "outlet_kind"),
    ({"urls": "http://x"}, 422, "urls")])
def test_what_cannot_be_read(client, given, status, field):
    assert client.post("/api/v1/intake/preview", given, status)["error"]["field"] == field


def test_what_is_no_form(client):
    assert client.ask("POST", "/api/v1/intake/preview", "x", {"Content-Type": "text/plain"}).status == 415
    client.post("/api/v1/intake/record", {"preview": "gone"}, 404)


def test_another_users_preview_is_not_his(client):
    from reportedly.web.errors import Problem
    from reportedly.web.intake_api import PREVIEWS
    name = previewed(client, {"text": TEXT})["result"]["preview"]
    assert PREVIEWS.find(name, "ana").owner == "ana"
    with pytest.raises(Problem):
        PREVIEWS.find(name, "ben")
