"""How fast the ledger takes claims in and answers who holds what.

    python evaluation/ledger_speed.py [--claims 1000000] [--places 20000] [--days 1000] [--ledger FILE] [--kills N]

Makes documents of 20 claims each about a made-up war, appends them, asks as a user would, and prints: claims a second, seconds for
the first answer about control (everything is derived and kept), milliseconds for any day's picture and one place's history from
what was kept, seconds for the same after each of a few new documents (and whether all was derived anew), seconds for an as-of picture
that was not kept, with --events the same for events, and the most memory used. --kills N kills a writer at N random moments instead and
checks that nothing acknowledged is lost or doubled.
"""
from __future__ import annotations

import argparse
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from reportedly import run
from reportedly.ledger import open_ledger
from reportedly.model.claim import Claim, Mention, PlaceMention, Span, claim_id
from reportedly.model.document import Document
from reportedly.model.reference import Actor, Place, Resolution, Source, When
from reportedly.run import kept

START = date(2030, 1, 1)
TYPES = ("capture", "hold", "withdraw", "clash", "enter", "attack", "shelling", "kill", "displace", "deploy")
NEWS = 4
SIDES = (("government troops", "military"), ("rebels", "rebel"))


Item = tuple[Document, tuple[tuple[Claim, Resolution], ...], str]


def items(claims: int, places: int, days: int) -> Iterator[Item]:
    chance = random.Random(1)
    for n in range(claims // 20):
        yield item(f"d{n}", n, START + timedelta(n * days // max(1, claims // 20)), chance, places)


def item(name: str, n: int, day: date, chance: random.Random, places: int) -> Item:
    doc = Document(name, f"Dispatch {name}. " * 60, day.isoformat(), outlet=f"Wire {n % 40}", outlet_kind="wire")
    return doc, tuple(pair(doc, doc.key, k, day, chance, places) for k in range(20)), "extract-1 resolve-1"


def pair(doc: Document, key: str, k: int, day: date, chance: random.Random, places: int) -> tuple[Claim, Resolution]:
    kind, side, where = chance.choice(TYPES), chance.choice(SIDES), chance.randrange(places)
    start = k * 90
    text = f"{side[0].capitalize()} did something of note {chance.random():.6f} near Town {where} on Monday, an officer said."
    claim = Claim(claim_id(key, start, start + 4, kind), key, doc.id, start, start + 85, text, Span(start, start + 4, "took"), kind,
                  (Mention(start, start + 9, side[0], "troops", "group"),), place=PlaceMention(start, start + 5, f"Town {where}"))
    when = When((day - timedelta(1)).isoformat(), (day - timedelta(1)).isoformat(), "Monday") if chance.random() < 0.6 else None
    lat, lon = 10 + where // 200 * 0.2, 10 + where % 200 * 0.2
    place = Place(f"Town {where}", start, start + 5, "XX", lat, lon, 5.0, id=f"t{where}", feature="town")
    source = () if chance.random() < 0.4 else (Source(side[0], "party", side[0]),)
    return claim, Resolution(claim.id, (Actor(side[0], start, start + 9, kind=side[1]),), (), place, when, source)


def now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def clock(what: str, begun: tuple[float, float], unit: str = "s") -> float:
    """Wall time and processor time since `begun`; on a busy machine the second is what a quiet one would need at best."""
    wall, cpu = time.perf_counter() - begun[0], time.process_time() - begun[1]
    by = 1000 if unit == "ms" else 1
    print(f"{what:44} {wall * by:10.2f} {unit} wall {cpu * by:10.2f} {unit} processor", flush=True)
    return cpu


def speed(a: argparse.Namespace, where: str) -> None:
    with open_ledger(where) as ledger:
        begun = now()
        taken = sum(r.claims for r in ledger.append_all(items(a.claims, a.places, a.days)))
        spent = clock(f"append {taken} claims (with making them)", begun)
        print(f"{'append':44} {taken / spent:10.0f} claims a processor second")
    day = (START + timedelta(a.days // 2)).isoformat()
    begun = now()
    rows = run.control(where, on=day)
    clock("cold: derive and keep control, a day of it", begun)
    for again in ("first", "warm"):
        begun = now()
        rows = run.control(where, on=day)
        clock(f"picture of a day, {again} ({len(rows)} places)", begun, "ms")
    town = rows[len(rows) // 2]["place"]
    for again in ("first", "warm"):
        begun = now()
        periods = run.history(where, place=town)
        clock(f"one place's history, {again} ({len(periods)} periods)", begun, "ms")
    grown(a, where, day)
    begun = now()
    run.control(where, as_of=day)
    clock("picture as of a day not kept", begun)
    if a.events:
        begun = now()
        found = run.events(where, place=town)
        clock(f"cold: derive and keep events ({len(found)} there)", begun)
        begun = now()
        run.events(where, place=town)
        clock("events of a place, warm", begun, "ms")
    print(f"{'size on disk':44} {os.path.getsize(where) / 1e6:10.0f} MB")
    print(f"{'most memory':44} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:10.0f} MB")


def grown(a: argparse.Namespace, where: str, day: str) -> None:
    """What the first question costs after a new document of 20 claims: some of the last day, one of the day after."""
    chance, last = random.Random(2), START + timedelta(a.days - 1)
    with counted() as anew:
        for n in range(NEWS):
            with open_ledger(where) as ledger:
                ledger.append(*item(f"new{n}", n, last + timedelta(n == NEWS - 1), chance, a.places))
            anew.clear()
            begun = now()
            run.control(where, on=day)
            clock(f"new report{' of the day after' if n == NEWS - 1 else ''}{', all derived anew' if anew else ''}", begun)


@contextmanager
def counted() -> Iterator[list[int]]:
    """A list that grows whenever everything is derived anew."""
    derive, times = kept.derive, list[int]()

    def counting(*args: Any) -> None:
        times.append(1)
        derive(*args)
    kept.derive = counting
    yield times
    kept.derive = derive


def kills(count: int) -> None:
    root = pathlib.Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "tests/ledger/test_crash.py"], cwd=root, check=False,
                          env={**os.environ, "KILLS": str(count)})
    sys.exit(done.returncode)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    ask.add_argument("--claims", type=int, default=1_000_000)
    ask.add_argument("--places", type=int, default=20_000)
    ask.add_argument("--days", type=int, default=1_000)
    ask.add_argument("--ledger")
    ask.add_argument("--events", action="store_true", help="also derive events")
    ask.add_argument("--kills", type=int, default=0)
    a = ask.parse_args()
    if a.kills:
        kills(a.kills)
    with tempfile.TemporaryDirectory() as folder:
        speed(a, a.ledger or os.path.join(folder, "speed.db"))


if __name__ == "__main__":
    main()
