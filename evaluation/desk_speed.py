"""How fast the desk answers many readers while a writer adds, on a large ledger.

    python evaluation/desk_speed.py [--claims 200000] [--places 5000] [--days 1000] [--readers 20] [--seconds 30] [--ledger FILE] [--page]

Makes a ledger as ledger_speed.py does, brings index and picture up (and says what that took), starts `reportedly serve` on this machine's
own loopback address, and lets wrk (Debian package `wrk`) read from it: once with readers who pause a second between two questions, as
people do, and once without any pause. A writer adds two reports of twenty claims each a second all the while. Prints the 50th, 95th
and 99th percentile of the answers' times in milliseconds, the questions a second, and the sizes and times of a first picture. With
`--page` Chromium opens the page of that ledger too: the time to its first picture and of a step of the clock, by the clock on the wall and
in processor time of the page's own thread.
"""
from __future__ import annotations

import argparse
import gzip
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import ledger_speed as made_up

from reportedly.ledger import open_ledger
from reportedly.model.document import Document
from reportedly.run import desk

LUA = """
local paths = {}
for line in io.lines("%(paths)s") do paths[#paths + 1] = line end
local threads = 0
function setup(thread) threads = threads + 1; thread:set("number", threads) end
function init(args) math.randomseed(number * 7919) end
function request() return wrk.format("GET", paths[math.random(#paths)], {["Accept-Encoding"] = "gzip"}) end
function delay() return %(pause)s end
function done(summary, latency, requests)
  io.write(string.format("RESULT %%d %%d %%d %%d %%d %%d\\n", latency:percentile(50), latency:percentile(95), latency:percentile(99),
    latency.max, summary.requests, summary.errors.status + summary.errors.timeout + summary.errors.read + summary.errors.connect))
end
"""


def ask(port: int, path: str) -> tuple[bytes, float]:
    """An answer as it came over the wire, and the milliseconds that it took."""
    begun = time.perf_counter()
    wanted = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(wanted, timeout=600) as found:
        body = found.read()
    return body, 1000 * (time.perf_counter() - begun)


def decoded(body: bytes) -> Any:
    return json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)


def paths(port: int) -> Iterator[str]:
    """What twenty people ask for: evidence of places, lists with filters, events, searches, who holds what on a day."""
    chance = random.Random(2)
    picture, marks = decoded(ask(port, "/api/v1/picture")[0]), decoded(ask(port, "/api/v1/marks")[0])
    first = made_up.START
    days = [(first + timedelta(n)).isoformat() for n in range(0, 900, 7)]
    for key in chance.sample(picture["places"]["key"], min(2000, len(picture["places"]["key"]))):
        yield f"/api/v1/place?key={quote(key)}"
    for name in chance.sample(marks["id"], min(1000, len(marks["id"]))):
        yield f"/api/v1/event?id={name}"
    for n in range(400):
        yield f"/api/v1/events?limit=50&sort=-day&until={chance.choice(days)}&type={chance.choice(made_up.TYPES)}&offset={n % 5 * 50}"
        yield f"/api/v1/claims?limit=50&type={chance.choice(made_up.TYPES)}&published_until={chance.choice(days)}"
        yield f"/api/v1/claims?limit=50&place={quote(f'Town {chance.randrange(5000)}')}"
        yield f"/api/v1/search?limit=10&q={quote(f'near town {chance.randrange(5000)}')}"
        yield f"/api/v1/places?limit=100&on={chance.choice(days)}&offset={n % 20 * 100}"
    yield from ["/api/v1/state", "/api/v1/sources", "/api/v1/documents?limit=50"] * 100


def write(where: str, stop: float) -> None:
    """Two reports of twenty claims a second until `stop`, each after all that is there."""
    chance, n = random.Random(time.time_ns()), 0
    while time.time() < stop:
        with open_ledger(where) as ledger:
            for _ in range(2):
                n += 1
                day = made_up.START + timedelta(1001)
                text = f"Late dispatch {n} {chance.random()}. " * 60
                doc = Document(f"new-{os.getpid()}-{n}", text, day.isoformat(), outlet=f"Wire {n % 40}")
                pairs = tuple(made_up.pair(doc, doc.key, k, day, chance, 5000) for k in range(20))
                ledger.append(doc, pairs, "extract-1 resolve-1")
        time.sleep(1)


def load(port: int, readers: int, seconds: int, pause: str, folder: str) -> None:
    """Let wrk read, and print what it measured."""
    script = pathlib.Path(folder, "wrk.lua")
    script.write_text(LUA % {"paths": f"{folder}/paths", "pause": pause})
    done = subprocess.run(["wrk", "-t2", f"-c{readers}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), f"http://127.0.0.1:{port}"],
                          capture_output=True, text=True, check=True, timeout=seconds + 60)
    half, most, nearly, worst, count, errors = map(int, next(
        x for x in done.stdout.splitlines() if x.startswith("RESULT")).split()[1:])
    print(f"{readers} readers, {'no pause' if pause == '0' else 'a second between questions':30} p50 {half / 1000:7.1f} ms  "
          f"p95 {most / 1000:7.1f} ms  p99 {nearly / 1000:7.1f} ms  worst {worst / 1000:7.1f} ms  {count / seconds:6.0f} a second  "
          f"{errors} errors", flush=True)


STEP = """async () => {
  const slider = document.getElementById('clock-day'), all = [];
  for (let i = 0; i < 20; i += 1) {
    const begun = performance.now();
    slider.value = Number(slider.value) - 7;
    slider.dispatchEvent(new Event('input'));
    await new Promise(r => requestAnimationFrame(() => setTimeout(r)));
    all.push(performance.now() - begun);
    await new Promise(r => setTimeout(r, 150));
  }
  return all.sort((a, b) => a - b); }"""


def looked_at(port: int) -> None:
    """The page in a real browser: its first picture and the steps of its clock."""
    from playwright.sync_api import sync_playwright
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def used() -> float:
            return 1000 * next(float(m["value"]) for m in session.send("Performance.getMetrics")["metrics"] if m["name"] == "TaskDuration")

        begun = time.perf_counter()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("html[data-drawn]", timeout=60000)
        print(f"{'page: first picture':44} {1000 * (time.perf_counter() - begun):10.0f} ms  {used():8.0f} ms processor")
        page.wait_for_selector("html.ready", timeout=60000)
        page.wait_for_timeout(2000)
        for tab in ("places", "events"):
            page.click(f"#tab-{tab}")
            page.wait_for_timeout(1000)
            before = used()
            took = page.evaluate(STEP)
            print(f"{f'page: a step of the clock, {tab} beside it':44} {took[10]:10.0f} ms  {(used() - before) / 20:8.0f} ms processor  "
                  f"95 in 100 within {took[18]:.0f} ms", flush=True)
        browser.close()


def prepared(a: argparse.Namespace, where: str) -> None:
    if not os.path.exists(where):
        begun = made_up.now()
        with open_ledger(where) as ledger:
            for _ in ledger.append_all(made_up.items(a.claims, a.places, a.days)):
                pass
        made_up.clock("append", begun)
    begun = made_up.now()
    desk.bring_index_up(where)
    made_up.clock("index: claims, documents, full text", begun)
    begun = made_up.now()
    desk.derive(where, "Speed")
    made_up.clock("picture: events, control, evidence, sources", begun)
    for file in sorted(desk.folder(where).glob("*.db")):
        print(f"{file.name:44} {file.stat().st_size / 1e6:10.0f} MB")


def measured(a: argparse.Namespace, where: str, folder: str) -> None:
    command = [sys.executable, "-m", "reportedly.cli", "serve", "--ledger", where, "--port", str(a.port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    writer = None
    try:
        until = time.time() + 120
        while time.time() < until:
            try:
                if decoded(ask(a.port, "/api/v1/state")[0])["snapshot"]:
                    break
            except OSError:
                time.sleep(0.3)
        for name in ("picture", "marks", "state"):
            for again in ("first", "kept"):
                body, ms = ask(a.port, f"/api/v1/{name}")
                print(f"{name + ', ' + again:44} {ms:10.1f} ms  {len(body) / 1e3:8.0f} KB over the wire", flush=True)
        if a.page:
            looked_at(a.port)
        pathlib.Path(folder, "paths").write_text("\n".join(paths(a.port)) + "\n")
        writer = subprocess.Popen([sys.executable, __file__, "--write", where, "--seconds", str(2 * a.seconds + 20)])
        load(a.port, a.readers, a.seconds, "math.random(500, 1500)", folder)
        load(a.port, a.readers, a.seconds, "0", folder)
        state = decoded(ask(a.port, "/api/v1/state")[0])
        print(f"at the end: {state['ledger']['claims']} claims, the picture {state['behind']} entries behind, "
              f"{'being made anew' if state['deriving'] else 'at rest'}")
    finally:
        for process in (writer, server):
            if process:
                process.send_signal(signal.SIGINT)
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    process.kill()


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    asked.add_argument("--claims", type=int, default=200_000)
    asked.add_argument("--places", type=int, default=5_000)
    asked.add_argument("--days", type=int, default=1_000)
    asked.add_argument("--readers", type=int, default=20)
    asked.add_argument("--seconds", type=int, default=30)
    asked.add_argument("--port", type=int, default=8799)
    asked.add_argument("--ledger")
    asked.add_argument("--page", action="store_true", help="open the page in Chromium too")
    asked.add_argument("--write", help=argparse.SUPPRESS)
    a = asked.parse_args()
    if a.write:
        write(a.write, time.time() + a.seconds)
        return
    if not shutil.which("wrk"):
        sys.exit("error: wrk is missing (Debian: apt-get install wrk)")
    with tempfile.TemporaryDirectory() as folder:
        where = a.ledger or os.path.join(folder, "speed.db")
        prepared(a, where)
        measured(a, where, folder)


if __name__ == "__main__":
    main()
