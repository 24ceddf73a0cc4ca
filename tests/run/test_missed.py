"""A claim that a person adds counts beside the program's, survives a newer reading, and is taken back by a retraction."""
from __future__ import annotations

import pytest

from reportedly import run
from reportedly.ledger import open_ledger
from reportedly.ledger.index import catch_up, open_index
from reportedly.model.document import Document
from reportedly.model.errors import UsageError
from reportedly.run.missed import missed, sentence

from ..ledger.material import pair

TEXT = "The army took Velgrad yesterday. A 🚩 flew over the mill at Kern, where rebels dug in. Nobody was hurt."
SAYS = {"type": "hold", "factuality": "certain", "actor": "rebels", "place": "Kern", "point": "10.5,20.5,3", "when": "2031-04-01"}


@pytest.fixture
def kept(tmp_path):
    doc = Document("d", TEXT, "2031-04-02", outlet="Coast Wire")
    with open_ledger(str(tmp_path / "l.db")) as ledger:
        ledger.append(doc, (pair(doc),), "extract-1 resolve-1")
        yield ledger, doc


def test_it_counts_beside_the_reading_and_survives_a_newer_one(kept, tmp_path):
    ledger, doc = kept
    start = TEXT.index("dug in")
    name = missed(ledger, doc, (start, start + 6), SAYS, "Ana", [])
    [_, own] = sorted(ledger.reports(), key=lambda r: r.claim.id == name)
    assert own.claim.sentence == "A 🚩 flew over the mill at Kern, where rebels dug in." and own.claim.trigger.text == "dug in"
    assert (own.found.place.name, own.found.place.lat, own.found.when.start) == ("Kern", 10.5, "2031-04-01")
    assert own.claim.origin == "coder: Ana" and own.claim.because[0].text == "Ana"
    ledger.append(doc, (pair(doc, 1), pair(doc, 2)), "extract-2 resolve-1")
    assert len(list(ledger.reports())) == 3 and not ledger.verify()
    link = open_index(tmp_path / "i.db")
    list(catch_up(link, ledger))
    assert link.execute("SELECT count(*), sum(id = ?) FROM claim", (name,)).fetchone() == (3, 1)
    assert link.execute("SELECT claims FROM document").fetchone() == (3,)
    where = ledger.where
    assert any(r["place"] == "Kern" and r["holder"] for r in run.control(where, on="2031-04-02"))
    run.decide(where, "retract", [name], "Ben", "a flag is no trench")
    assert not any(r["place"] == "Kern" and r["holder"] for r in run.control(where, on="2031-04-02"))


def test_one_that_is_found_by_both_counts_once(kept, tmp_path):
    ledger, doc = kept
    claim, found = pair(doc, 5)
    ledger.append(doc, ((claim, found),), "coder: Ana")
    ledger.append(doc, ((claim, found),), "extract-2 resolve-1")
    assert [r.claim.id for r in ledger.reports()] == [claim.id]


@pytest.mark.parametrize(("words", "why"), [((5, 5), "choose the words"), ((0, 9999), "choose the words"), ((32, 33), "choose the words")])
def test_words_that_are_none_are_refused(kept, words, why):
    with pytest.raises(UsageError, match=why):
        missed(*kept, words, SAYS, "Ana", [])


def test_a_sentence_is_bounded_by_its_stops():
    text = 'He said: "It fell." Then 3.5 km on, nothing. \n\nNew part'
    for words, whole in (("fell", 'He said: "It fell."'), ("km", "Then 3.5 km on, nothing."), ("part", "New part")):
        a, b = sentence(text, text.index(words), text.index(words) + len(words))
        assert text[a:b] == whole
