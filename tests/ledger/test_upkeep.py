"""An online copy, restoring it, and taking a text out."""
from __future__ import annotations

import pytest

from reportedly.ledger import LedgerError, open_ledger
from reportedly.ledger.upkeep import backup, redact, restore

from .material import document, item


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(str(tmp_path / "l.db")) as found:
        for n in (1, 2):
            found.append(*item(n))
        yield found


def test_copy_and_restore_keep_every_row_and_the_chain(ledger, tmp_path):
    copy, again = str(tmp_path / "copy.db"), str(tmp_path / "again.db")
    assert backup(ledger, copy) == ledger.head()[0]
    assert restore(copy, again) == ledger.head()[0]
    with open_ledger(again) as found:
        assert found.verify() == []
        assert list(found.reports()) == list(ledger.reports())
        assert found.append(*item(1)).claims == 0
    with pytest.raises(LedgerError, match="exists already"):
        backup(ledger, copy)


def test_a_damaged_copy_is_not_restored(ledger, tmp_path):
    copy = str(tmp_path / "copy.db")
    backup(ledger, copy)
    with open_ledger(copy) as found, found.writing() as link:
        link.exec_driver_sql("UPDATE claim SET lat = 1.0")
    with pytest.raises(LedgerError, match="do not stand as written"):
        restore(copy, str(tmp_path / "again.db"))


def test_redaction_takes_the_words_and_leaves_the_hash(ledger, tmp_path):
    key = document(1).key
    assert redact(ledger, key, "ana", "court order") == 3
    assert redact(ledger, key, "ana", "court order") == 0
    assert ledger.verify() == []
    assert {r.publication.id for r in ledger.reports()} == {"doc-2"}
    with pytest.raises(LedgerError, match="no such document"):
        redact(ledger, "f" * 64, "ana", "")
    ledger.close()
    held = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"yesterday. (1)" not in held
    assert b"court order" in held
