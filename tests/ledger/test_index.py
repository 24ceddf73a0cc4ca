"""The index follows the ledger, finds words and copies, and forgets what was redacted."""
from __future__ import annotations

import msgspec
import pytest

from reportedly.ledger import open_ledger
from reportedly.ledger.index import catch_up, document_at, open_index, reading_index, seen, unpacked
from reportedly.ledger.search import find, match, pieces
from reportedly.ledger.sketch import marks_of, near, similarity, sketch
from reportedly.ledger.upkeep import redact
from reportedly.model.document import Document
from reportedly.model.record import record

from .material import pair

TEXT = "Rebels took the old bridge at Kern on Monday, a nurse said, after a night of shelling that nobody slept through."


@pytest.fixture
def both(tmp_path):
    with open_ledger(str(tmp_path / "l.db")) as ledger:
        yield ledger, open_index(tmp_path / "i.db")


def add(ledger, doc, origin="extract-1 resolve-1"):
    pairs = tuple(pair(doc, k) for k in range(3))
    ledger.append(doc, pairs, origin)
    return pairs


def up(both):
    return list(catch_up(both[1], both[0]))


def test_it_follows_and_rows_are_the_command_lines(both, tmp_path):
    ledger, link = both
    doc = Document("a", TEXT, "2031-04-05", outlet="Coast Wire")
    pairs = add(ledger, doc)
    assert up(both) and not up(both)
    assert seen(link) == ledger.head()[0]
    bodies = reading_index(tmp_path / "i.db").execute("SELECT row FROM claim_row ORDER BY n").fetchall()
    assert [msgspec.json.decode(unpacked(b)) for (b,) in bodies] == [msgspec.json.decode(msgspec.json.encode(record(*p))) for p in pairs]
    assert document_at(link, doc.key) == document_at(link, "a") and document_at(link, "a")["text"] == TEXT
    assert document_at(link, "b") is None


def test_a_newer_reading_replaces_the_old_one(both):
    ledger, link = both
    doc = Document("a", TEXT, "2031-04-05")
    add(ledger, doc)
    up(both)
    before = link.execute("SELECT count(*) FROM claim").fetchone()
    ledger.append(doc, add(ledger, doc)[:1], "extract-2 resolve-1")
    up(both)
    assert link.execute("SELECT count(*) FROM claim").fetchone() == (1,) and before[0] >= 1
    assert link.execute("SELECT count(*) FROM claim_text").fetchone() == (1,)


def test_redacted_words_are_gone(both):
    ledger, link = both
    doc = Document("a", TEXT, "2031-04-05")
    add(ledger, doc)
    up(both)
    assert find(link, "document_text", "bridge", 5)
    redact(ledger, doc.key, "ana", "names a source")
    up(both)
    assert not find(link, "document_text", "bridge", 5)
    tables = ("document", "document_row", "claim", "claim_row", "place_name",
                                                                                   "sketch", "claim_text")
    assert [link.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables] == [0] * 7


def test_another_ledger_under_the_same_name_starts_anew(both, tmp_path):
    add(both[0], Document("a", TEXT, "2031-04-05"))
    up(both)
    with open_ledger(str(tmp_path / "other.db")) as other:
        add(other, Document("b", TEXT + " More.", "2031-04-06"))
        list(catch_up(both[1], other))
    assert both[1].execute("SELECT id FROM document").fetchall() == [("b",)]


@pytest.mark.parametrize(("typed", "asked"), [
    ("old bridge", '"old" AND "bridge"'), ('"old bridge"', '"old bridge"'), ("brid*", '"brid"*'),
    ("bridge -nurse", '("bridge") NOT ("nurse")'),
    ('") OR 1=1; --', '"OR" AND "1 1"'), ("sentence:x NEAR(a b)", '"sentence x" AND "NEAR a" AND "b"'), ("* - \"", ""), ("", "")])
def test_what_is_typed_is_never_an_operator(typed, asked):
    assert match(typed) == asked


def test_hits_come_as_pieces(both):
    add(both[0], Document("a", TEXT, "2031-04-05"))
    up(both)
    [(_, found)] = find(both[1], "document_text", "nurse", 5)
    assert ("nurse", True) in found and "".join(t for t, _ in found).startswith("Rebels")
    assert pieces("a \x02b\x03 c") == [("a ", False), ("b", True), (" c", False)]
    assert find(both[1], "document_text", '"', 5) == []


def test_near_copies(both):
    ledger, link = both
    for n, text in enumerate((TEXT * 3, TEXT * 3 + " Edited at the desk.", "Another story about bread and its price in the city.")):
        add(ledger, Document(f"d{n}", text, "2031-04-05"))
    up(both)
    assert [n for n, _ in near(link, marks_of(link, 1), but=1)] == [2]
    assert near(link, sketch("")) == [] and similarity((), ()) == 0.0 and similarity((1, 2), (1, 2)) == 1.0
