"""What runs behind the answers: the picture follows the ledger, jobs, news, kept answers, and the command that starts it all."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time

import pytest
import urllib3
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger import open_ledger
from reportedly.model.document import Document
from reportedly.model.errors import UsageError
from reportedly.run import desk
from reportedly.web.app import bare_app, serve
from reportedly.web.cache import Cache
from reportedly.web.errors import Problem
from reportedly.web.jobs import Jobs
from reportedly.web.news import News
from reportedly.web.reference import markdown
from reportedly.web.settings import Settings

from ..assess.material import FRONT, UN, _pair, claim
from .conftest import Client, ledger_at


@pytest.fixture(scope="module")
def growing(serve, tmp_path_factory):
    where = ledger_at(tmp_path_factory.mktemp("grow") / "l.db")
    return serve(Settings(where, workers=False)), where


def add(where, name="new", text="Kern is quiet, the UN said."):
    doc = Document(name, text, "2031-04-10", outlet="Coast Wire", outlet_kind="wire")
    with open_ledger(where) as ledger:
        ledger.append(doc, (_pair(doc, 0, claim("hold", "Kern", (FRONT,), says=UN, text=text), text),), "extract-1 resolve-1")


def test_a_report_added_elsewhere_is_told_and_shown(growing):
    port, where = growing
    client, heard = Client(port), []

    def listen() -> None:
        stream = urllib3.PoolManager().request("GET", f"http://127.0.0.1:{port}/api/v1/stream", preload_content=False, timeout=60)
        for line in stream:
            heard.append(line.decode())
            if "event: picture" in line.decode():
                return

    ear = threading.Thread(target=listen, daemon=True)
    ear.start()
    first = client.get("/api/v1/state")
    tag = client.ask("GET", "/api/v1/claims").headers["etag"]
    until = time.monotonic() + 60
    while not heard and time.monotonic() < until:  # the stream begins with what is known
        time.sleep(0.02)
    add(where)
    ear.join(60)
    assert any("event: head" in x for x in heard) and any("event: picture" in x for x in heard)
    after = client.get("/api/v1/state")
    assert after["ledger"]["claims"] == first["ledger"]["claims"] + 1 and after["behind"] == 0
    assert after["snapshot"]["last"] == "2031-04-10" and client.ask("GET", "/api/v1/claims").headers["etag"] != tag
    assert client.get("/api/v1/search?q=quiet")["claims"]


def test_what_was_known_then_stays_when_the_ledger_grows(growing):
    port, where = growing
    client = Client(port)
    before = client.get("/api/v1/picture?as_of=2031-04-06")["snapshot"]
    add(where, "newer", "Kern is still quiet, the UN said.")
    end = time.monotonic() + 60
    while client.get("/api/v1/search?q=still")["claims"] == [] and time.monotonic() < end:
        time.sleep(0.1)
    assert client.get("/api/v1/picture?as_of=2031-04-06")["snapshot"] == before


def test_derived_files_are_private_bounded_and_made_anew(tmp_path):
    where = ledger_at(tmp_path / "l.db")
    name = desk.derive(where, "x")
    file = desk.snapshot_file(where, name, None)
    assert file.exists() and file.stat().st_mode & 0o077 == 0 and desk.folder(where).stat().st_mode & 0o077 == 0
    assert desk.derive(where, "x") == name and desk.newest(where) == file
    for n in range(14):
        desk.derive(where, "x", f"2031-04-{n + 1:02}")
    assert len(list(desk.folder(where).glob("as-of-*.db"))) <= desk.MOST_AS_OF
    file.unlink()
    assert desk.derive(where, "x") == name and file.exists()


def test_a_picture_in_the_making_says_how_far_it_is(tmp_path, monkeypatch):
    where, told = ledger_at(tmp_path / "l.db"), []
    whole = desk.snapshot.write

    def write(*given):
        told.append(desk.step(where, "2031-04-06"))
        whole(*given)

    monkeypatch.setattr(desk.snapshot, "write", write)
    desk.derive(where, "x", "2031-04-06")
    assert told == [(3, desk.STEPS[3])] and desk.step(where, "2031-04-06") == (0, "")


def test_jobs():
    told = []
    jobs = Jobs(told.append)
    gate = threading.Event()

    def work(step):
        step(1, 2, "half")
        gate.wait(60)
        step(2, 2, "whole")
        return "result"

    job = jobs.start("preview", "ana", work)
    with pytest.raises(Problem):
        jobs.find(job.id, "ben")
    gate.set()
    assert job.ended.wait(60) and (job.state, job.result, job.done) == ("done", "result", 2) and len(told) >= 3
    failed = jobs.start("preview", "ana", lambda _: 1 / 0)
    assert failed.ended.wait(60) and failed.state == "failed" and "ZeroDivision" not in failed.message
    gate.clear()
    stopped = jobs.start("preview", "ana", work)
    jobs.stop(stopped)
    gate.set()
    assert stopped.ended.wait(60) and (stopped.state, stopped.message) == ("failed", "stopped")
    assert [j.id for j in jobs.of("ana")] == [stopped.id, failed.id, job.id] and jobs.of("ben") == []
    jobs.close()


def test_news_reaches_its_listener_only():
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    async def go():
        news, heard = News(), []
        news.begin()

        async def listen(name):
            async for piece in news.listen(name, b""):
                heard.append((name, piece))

        ears = [asyncio.create_task(listen(n)) for n in ("ana", "ben")]
        await asyncio.sleep(0.05)
        news.tell("job", {"id": 1}, "ana")
        news.tell("head", {"seq": 2})
        await asyncio.sleep(0.05)
        news.end()
        await asyncio.wait_for(asyncio.gather(*ears), 60)
        return heard

    with ThreadPoolExecutor(1) as apart:  # the browser tests' driver keeps a loop running in this thread
        heard = apart.submit(asyncio.run, go()).result(120)
    assert sum(b"event: job" in p for n, p in heard if n == "ana") == 1 and not any(b"event: job" in p for n, p in heard if n == "ben")
    assert sum(b"event: head" in p for _, p in heard) == 2


def test_slow_readers_and_failing_answers_keep_nobody_waiting():
    """Answers are worked out two at a time; whoever is slow to take one, or gets none, gives the turn back."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor
    from types import SimpleNamespace

    async def app(scope, receive, send):
        if scope["query_string"] == b"bad":
            raise ValueError
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": scope["query_string"]})

    async def go():
        cache, taken, slow = Cache(app, SimpleNamespace(token=lambda *_: "state")), [], asyncio.Event()

        async def ask(query, wait):
            async def send(message):
                if wait:
                    await slow.wait()
                taken.append(message.get("body"))
            await cache({"type": "http", "method": "GET", "path": "/api/v1/places", "query_string": query, "headers": []}, None, send)

        late = [asyncio.create_task(ask(f"slow{n}".encode(), True)) for n in range(3)]
        failed = await asyncio.gather(*(ask(b"bad", False) for _ in range(3)), return_exceptions=True)
        await asyncio.wait_for(ask(b"quick", False), 60)
        early = list(taken)
        slow.set()
        await asyncio.gather(*late)
        return failed, early, taken

    with ThreadPoolExecutor(1) as apart:
        failed, early, taken = apart.submit(asyncio.run, go()).result(120)
    assert all(isinstance(e, ValueError) for e in failed) and early == [None, b"quick"] and len(taken) == 8


def test_openapi_says_what_is_answered(port, client):
    spec = client.get("/openapi.json")
    assert spec["openapi"].startswith("3.1") and spec == json.loads(json.dumps(bare_app().openapi()))
    assert {"/api/v1/claims", "/api/v1/picture", "/api/v1/decisions", "/api/v1/intake/preview", "/api/v1/stream"} <= spec["paths"].keys()
    from pydantic import TypeAdapter

    from reportedly.web import shapes
    for path, op in spec["paths"].items():
        good = op.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        ref = good.get("application/json", {}).get("schema", {}).get("$ref")
        needed = [p["name"] for p in op.get("get", {}).get("parameters", ()) if p.get("required")]
        if ref and not needed:
            TypeAdapter(getattr(shapes, ref.rpartition("/")[2])).validate_python(client.get(path))
    key = client.get("/api/v1/picture")["places"]["key"][0]
    shapes.PlaceAnswer.model_validate(client.get(f"/api/v1/place?key={key}"))
    shapes.DiffRows.model_validate(client.get("/api/v1/diff?first=2031-04-01&second=2031-04-07"))
    assert "## `GET /api/v1/claims`" in markdown(spec)
    assert b"GET /api/v1/claims" in client.ask("GET", "/api").data


def test_commands(tmp_path):
    where = ledger_at(tmp_path / "l.db")
    run = CliRunner()
    for options, why in ((["--host", "0.0.0.0"], "--token"), (["--token", "short"], "16 characters"),
                         (["--users", str(tmp_path / "none")], "users file")):
        done = run.invoke(main, ["serve", "--ledger", where, *options])
        assert done.exit_code == 1 and why in done.output and len(done.output.strip().splitlines()) == 1, done.output
    done = run.invoke(main, ["serve", "--ledger", str(tmp_path / "nothing.db")])
    assert done.exit_code == 1 and "no such ledger" in done.output
    assert run.invoke(main, ["user", str(tmp_path / "u"), "ana", "--role", "coder", "--password", "long enough 1"]).exit_code == 0
    assert (tmp_path / "u").read_text().startswith("ana coder scrypt$")


def test_workers_go_when_the_server_is_gone():
    code = ("import os; from concurrent.futures import ProcessPoolExecutor; from multiprocessing import get_context\n"
            "from reportedly.web.store import be_nice\n"
            "if __name__ == '__main__':\n"
            "    pool = ProcessPoolExecutor(1, get_context('spawn'), be_nice)\n"
            "    print(pool.submit(os.getpid).result(), flush=True)\n    os._exit(9)\n")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 9, done.stderr
    until = time.monotonic() + 60
    while os.path.exists(f"/proc/{done.stdout.strip()}") and time.monotonic() < until:
        time.sleep(0.1)
    assert not os.path.exists(f"/proc/{done.stdout.strip()}")


def test_a_taken_port_is_said(tmp_path, port):
    with pytest.raises(UsageError, match="--port"):
        serve(Settings(ledger_at(tmp_path / "l.db"), port=port))
