"""Older ledgers are brought up; newer and foreign ones are refused."""
from __future__ import annotations

import sqlite3

import pytest

from reportedly.ledger import LedgerError, open_ledger
from reportedly.ledger.schema import VERSION

from .material import item


def test_an_older_ledger_is_brought_up(tmp_path):
    where = str(tmp_path / "l.db")
    with open_ledger(where) as ledger:
        ledger.append(*item(1))
    with sqlite3.connect(where) as raw:
        raw.execute("DROP TABLE derived")
        raw.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
    with open_ledger(where) as ledger:
        assert ledger.verify() == []
    with sqlite3.connect(where) as raw:
        assert raw.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == (str(VERSION),)
        assert raw.execute("SELECT count(*) FROM derived").fetchone() == (0,)


def test_a_newer_ledger_and_another_database_are_refused(tmp_path):
    where = str(tmp_path / "l.db")
    open_ledger(where).close()
    with sqlite3.connect(where) as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(LedgerError, match="schema 99"):
        open_ledger(where)
    other = str(tmp_path / "other.db")
    with sqlite3.connect(other) as raw:
        raw.execute("CREATE TABLE recipes (id INTEGER)")
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(other)
