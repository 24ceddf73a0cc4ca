"""Append-only, idempotent, newest reading preferred, as of a day."""
from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from reportedly.ledger import LedgerError, open_ledger
from reportedly.model.claim import Reason
from reportedly.model.decision import Decision, Target
from reportedly.model.reference import Actor, Candidate

from .material import document, item, pair


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(str(tmp_path / "l.db")) as found:
        yield found


def test_what_goes_in_comes_out(ledger):
    doc, pairs, origin = item(1)
    receipt = ledger.append(doc, pairs, origin)
    assert (receipt.new_document, receipt.new_reading, receipt.claims) == (True, True, 3)
    found = list(ledger.reports())
    assert [(r.claim, r.found) for r in found] == list(pairs)
    assert found[0].publication.outlet == "Coast Wire"
    assert list(ledger.documents()) == [doc]


def test_the_same_again_adds_nothing(ledger):
    ledger.append(*item(1))
    before = ledger.head()
    assert ledger.append(*item(1)).claims == 0
    assert ledger.head() == before


def test_a_newer_version_is_preferred_whatever_the_order(ledger):
    doc = document(1)
    new, old = (pair(doc, 5, "enter"),), (pair(doc, 5),)
    ledger.append(doc, new, "extract-10 resolve-1")
    ledger.append(doc, old, "extract-9 resolve-1")
    assert [r.claim.type for r in ledger.reports()] == ["enter"]


def test_a_reading_without_claims_replaces_one_with(ledger):
    ledger.append(*item(1))
    ledger.append(document(1), (), "extract-2 resolve-1")
    assert list(ledger.reports()) == []


def test_as_of_counts_what_was_published(ledger):
    for n, day in ((1, "2031-04-01"), (2, "2031-04-03T23:10:00Z")):
        ledger.append(*item(n, 1, day))
    assert {r.publication.id for r in ledger.reports(as_of="2031-04-02")} == {"doc-1"}
    assert {r.publication.id for r in ledger.reports(as_of="2031-04-03")} == {"doc-1", "doc-2"}
    assert {r.publication.id for r in ledger.reports(since="2031-04-02")} == {"doc-2"}


def test_a_document_without_a_date_counts_from_the_day_it_was_added(ledger):
    ledger.append(*item(1, 1, None))
    assert list(ledger.reports(as_of="2020-01-01")) == []
    assert len(list(ledger.reports(as_of="2999-01-01"))) == 1


def test_questions_by_type_and_place(ledger):
    ledger.append(*item(1))
    assert len(list(ledger.reports(types=["capture"], place="velgrad"))) == 3
    assert list(ledger.reports(types=["hold"])) == []
    assert list(ledger.reports(place="Elsewhere")) == []


def test_decisions_are_kept_in_order_and_once(ledger):
    target = Target("k", 3, 7, "capture")
    first = Decision("retract", (target,), "ana", "wrong town", "2031-04-04T10:00:00Z")
    second = Decision("confirm", (target,), "ben", "seen", "2031-04-05T10:00:00Z", {"why": "photo"})
    assert [ledger.decide(first), ledger.decide(second), ledger.decide(first)] == [True, True, False]
    assert ledger.decisions() == (first, second)
    assert ledger.verify() == []


def test_two_writers_at_once_lose_nothing(tmp_path):
    where = str(tmp_path / "l.db")
    open_ledger(where).close()

    def write(base):
        with open_ledger(where) as mine:
            for n in range(base, base + 10):
                mine.append(*item(n))

    threads = [threading.Thread(target=write, args=(b,)) for b in (0, 5)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with open_ledger(where) as found:
        assert len(list(found.reports())) == 45
        assert found.verify() == []


def test_a_missing_ledger_is_said_in_one_line(tmp_path):
    with pytest.raises(LedgerError, match="no such ledger"):
        open_ledger(str(tmp_path / "none.db"), create=False)
    (tmp_path / "text.db").write_text("not a database, " * 100)
    with pytest.raises(LedgerError, match="cannot be opened") as told:
        open_ledger(str(tmp_path / "text.db"))
    assert "\n" not in str(told.value)


def test_lean_reports_are_the_same_but_for_reasons_and_candidates(ledger):
    doc, pairs, origin = item(1)
    because = (Reason("place", "scene", "lent"), Reason("actor", "subject", "of took"))
    actor = Actor("army", 0, 8, candidates=(Candidate("army", 0.5),))
    ledger.append(doc, tuple((replace(c, because=because), replace(f, actor=(actor,))) for c, f in pairs), origin)
    full, lean = list(ledger.reports()), list(ledger.reports(lean=True))
    assert [r.claim.because for r in full] == [because] * 3
    assert [r.claim.because for r in lean] == [because[:1]] * 3
    assert all(not a.candidates for r in lean for a in r.found.actor)
    assert [replace(r.claim, because=()) for r in full] == [replace(r.claim, because=()) for r in lean]
