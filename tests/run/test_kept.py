"""What grows report by report is what is derived from all of them at once, in whatever order they come, whatever people decide."""
from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from reportedly import run
from reportedly.assess.growth import Growth
from reportedly.ledger import open_ledger
from reportedly.ledger.derived import MARK
from reportedly.ledger.schema import derived
from reportedly.ledger.store import Ledger
from reportedly.model.claim import Claim, Count, PlaceMention, Reason, Span, claim_id
from reportedly.model.decision import Decision, Target
from reportedly.model.document import Document
from reportedly.model.reference import Actor, Place, Resolution, Source, When
from reportedly.run import kept

START = date(2031, 4, 1)
TYPES = ("capture", "hold", "withdraw", "clash", "enter", "deploy", "attack", "repel", "kill", "surrender", "besiege", "pledge")
NAMES = (("government troops", "military"), ("rebels", "rebel"), ("Northern Front", "rebel"), ("army", "military"),
         ("Captain Dorn", "person"), ("Dorn's men", ""), ("Hill Guard", "militia"), ("residents", "civilians"))
SOURCES = (("army spokesman", "party", "army"), ("Northern Front", "party", "Northern Front"), ("UN mission", "igo", ""),
           ("a nurse", "witness", ""), ("", "unnamed", ""), ("Captain Dorn", "expert", ""))
OUTLETS = (("Coast Wire", "wire"), ("Hill Post", "newspaper"), ("Radio Front", "rebel"), ("State Gazette", "government"))
PLACES = (("Velgrad", "XX", 10.0), ("Kern", "XX", 11.0), ("Ostrava Pass", "XX", 12.0), ("Sund", "XX", 13.0), ("Sund", "YY", 40.0),
          ("Port Lumen", "YY", 41.0))
Item = tuple[Document, tuple[tuple[Claim, Resolution], ...], str]


def documents(count: int, seed: int) -> list[Item]:
    """Dispatches of two months: doubtful, lent and unnamed places, spokesmen, denials, copied sentences, rows of a table."""
    chance = random.Random(seed)
    spoken = [f"In {p}, men of the {n} were seen on the road by {k} drivers who had left at dawn."
              for k, (n, _) in enumerate(NAMES) for p in ("Kern", "Sund")]
    return [_document(n, chance, spoken) for n in range(count)]


def _document(n: int, chance: random.Random, spoken: Sequence[str]) -> Item:
    day = START + timedelta(n + chance.randrange(4)) if n % 9 else START + timedelta(chance.randrange(60))
    outlet, kind = chance.choice(OUTLETS)
    own = [" ".join(f"word{n}x{k}x{i}" for i in range(9)) + "." for k in range(3)]
    lines = [chance.choice(spoken) if chance.random() < 0.3 else line for line in own]
    doc = Document(f"d{n}", "\n".join(lines) + f" ({n})", day.isoformat(), outlet=outlet, outlet_kind=kind)
    return doc, tuple(_pair(doc, doc.key, k, line, day, chance) for k, line in enumerate(lines)), "extract-1 resolve-1"


def _pair(doc: Document, key: str, k: int, line: str, day: date, chance: random.Random) -> tuple[Claim, Resolution]:
    start, kind = k * 200, chance.choice(TYPES)
    name, country, lat = chance.choice(PLACES)
    at = claim_id(key, start, start + 4, kind)
    counts = (Count("killed", "", n := chance.randrange(1, 30), n, str(n), start, start + 1),) if chance.random() < 0.3 else ()
    fact = chance.choice(("certain",) * 5 + ("denied", "possible", "future"))
    claim = Claim(at, key, doc.id, start, start + len(line), line, Span(start, start + 4, line[:4]), kind,
                  place=PlaceMention(start, start + 4, name), factuality=fact, counts=counts,
                  because=(Reason("place", "scene"),) if chance.random() < 0.15 else ())
    first = day - timedelta(chance.randrange(5))
    told = When(first.isoformat(), day.isoformat(), "", rule="table" if chance.random() < 0.05 else "") if chance.random() < 0.6 else None
    sure = chance.choice((0.4, 0.7, 0.9, 1.0))
    place = Place(name, start, start + 4, country, lat, 20.0, 5.0, id=f"{country}{name}", feature="town", probability=sure)
    who, whom = ((Actor(n, start, start + 2, kind=kind),) if chance.random() < 0.8 else () for n, kind in chance.sample(NAMES, 2))
    source = (Source(*chance.choice(SOURCES)),) if chance.random() < 0.6 else ()
    return claim, Resolution(at, who, whom, place if chance.random() < 0.9 else None, told, source, chance.random() < 0.05)


def decisions(found: Sequence[Item]) -> Iterator[Decision]:
    """One of each kind, about claims of different documents."""
    targets = [Target(c.document, c.trigger.start, c.trigger.end, c.type) for _, pairs, _ in found for c, _ in pairs]
    changes = {"merge": {}, "split": {}, "retract": {}, "confirm": {}, "correct": {"place": "Kern", "actor": "army"}}
    for n, (kind, change) in enumerate(changes.items()):
        yield Decision(kind, (targets[n * 7], targets[n * 7 + 20]), "an analyst", "seen", f"2031-06-0{n + 1}T10:00:00+00:00", change)


def rows(ledger: Ledger) -> tuple[Counter[tuple[str, ...]], list[Growth]]:
    """All that is kept of control, without the numbers by which rows are told apart, and what all places share."""
    out: Counter[tuple[str, ...]] = Counter()
    shared = []
    with ledger.asking() as link:
        found = link.execute(select(derived).where(derived.c.kind != MARK, derived.c.kind.not_like("event%"))).all()
    for r in found:
        body = msgspec.json.decode(r.body)
        if r.kind == kept.SHARED:
            growth = kept._unpacked(body["x"], Growth)
            # How often a name was asked for tells only how careful to be.
            growth.ground.senses.asked, growth.ground.strangers = {}, set()
            shared.append(growth)
        else:
            told = kept._unpacked(body["x"], list[Any]) if r.kind == kept.THERE else body
            out[r.kind, r.key.rpartition("\t")[0], r.start, r.end, repr(told)] += 1
    return out, shared


def told(where: str) -> tuple[Any, ...]:
    """What a user is told: the last day, a day long ago, all history, all events."""
    return run.control(where), run.control(where, on="2031-04-20"), run.history(where), run.history(where, place="Sund"), run.events(where)


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often everything was derived anew."""
    times: list[int] = []
    derive = kept.derive

    def counted(*args: Any) -> None:
        times.append(1)
        derive(*args)
    monkeypatch.setattr(kept, "derive", counted)
    return times


@pytest.mark.parametrize("seed", [1, 2])
def test_grown_is_derived(tmp_path: Path, anew: list[int], monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    if seed == 2:
        monkeypatch.setattr("reportedly.assess.runs.SMALL", 0)
    found, chance = documents(45, seed), random.Random(seed)
    decided = list(decisions(found))
    once, grown = str(tmp_path / "once.db"), str(tmp_path / "grown.db")
    with open_ledger(once) as ledger:
        list(ledger.append_all(found))
        for d in decided:
            ledger.decide(d)
    left = [*found, *chance.sample(found, 5)]
    chance.shuffle(left)
    chunks = grew = 0
    while left:
        size = chance.choice((1, 1, 1, 2, 4))
        part, left = left[:size], left[size:]
        with open_ledger(grown) as ledger:
            list(ledger.append_all(part))
            if decided and chunks % 7 == 6:
                ledger.decide(decided.pop())
        anew.clear()
        run.control(grown)
        chunks, grew = chunks + 1, grew + (not anew)
        with open_ledger(grown) as ledger:
            before = rows(ledger)
            kept.derive(ledger, ledger.head(), kept._by())
            after = rows(ledger)
            assert after[0] - before[0] == before[0] - after[0]
            assert after == before
    with open_ledger(grown) as ledger:
        for d in decided:
            ledger.decide(d)
    assert told(grown) == told(once)
    assert grew > 4


def test_a_new_reading_a_decision_and_a_redaction_derive_anew(tmp_path: Path, anew: list[int]) -> None:
    where, found = str(tmp_path / "l.db"), documents(12, 3)
    with open_ledger(where) as ledger:
        list(ledger.append_all(found))
    run.control(where)
    run.control(where)
    assert len(anew) == 1
    doc, pairs, _ = found[0]
    with open_ledger(where) as ledger:
        ledger.append(doc, pairs[:1], "extract-2 resolve-1")
    run.control(where)
    assert len(anew) == 2
    with open_ledger(where) as ledger:
        ledger.decide(next(decisions(found)))
    run.history(where)
    assert len(anew) == 3
    fresh = str(tmp_path / "fresh.db")
    with open_ledger(fresh) as ledger:
        list(ledger.append_all([(doc, pairs[:1], "extract-2 resolve-1"), *found[1:]]))
        ledger.decide(next(decisions(found)))
    assert told(where) == told(fresh)


def test_silence_matures_what_one_side_says(tmp_path: Path, anew: list[int]) -> None:
    """A later report about another place makes an undisputed claim held, as if all had been derived at once."""
    where, found = str(tmp_path / "l.db"), documents(30, 4)
    with open_ledger(where) as ledger:
        list(ledger.append_all(found))
    run.control(where)
    doc, pairs, origin = found[-1]
    later = replace(doc, id="later", text=doc.text + " later", date="2031-05-12")
    moved = tuple((replace(c, id=claim_id(later.key, c.start, c.start + 4, c.type), document=later.key, doc="later"), replace(
        f, claim=claim_id(later.key, c.start, c.start + 4, c.type), when=None)) for c, f in pairs)
    with open_ledger(where) as ledger:
        ledger.append(later, moved, origin)
    grown = told(where)
    with open_ledger(where) as ledger:
        kept.derive(ledger, ledger.head(), kept._by())
    assert told(where) == grown


def test_what_another_hand_wrote_beside_the_record_is_not_grown_from(tmp_path: Path, anew: list[int]) -> None:
    where, found = str(tmp_path / "l.db"), documents(6, 5)
    with open_ledger(where) as ledger:
        list(ledger.append_all(found[:5]))
    run.control(where)
    with open_ledger(where) as ledger:
        with ledger.writing() as link:
            link.execute(update(derived).where(derived.c.kind == kept.SHARED).values(body='{"x": "bm9uc2Vuc2U="}'))
        ledger.append(*found[5])
    assert run.control(where)
    assert len(anew) == 2
