"""Shards into PostgreSQL, in bulk, with the same rows as into SQLite."""
from __future__ import annotations

from pathlib import Path

from reportedly.ledger import open_ledger
from reportedly.run import bulk

from ..ledger.test_postgres import address  # noqa: F401 - the server
from . import stub
from .test_bulk import archive


def test_the_same_rows_as_in_sqlite(tmp_path: Path, address: str) -> None:  # noqa: F811
    out, here = tmp_path / "out", str(tmp_path / "l.db")
    bulk.run_archive([str(archive(tmp_path / "in"))], str(out), shard=25, coder=stub.NAME)
    for where in (here, address):
        assert bulk.load(str(out), where, batch=7)[:2] == (60, 60)
        assert bulk.load(str(out), where)[1:] == (0, 0)
    found = []
    for where in (here, address):
        with open_ledger(where) as ledger:
            assert not ledger.verify()
            found.append([(r.publication.id, r.claim, r.found) for r in ledger.reports()])
    assert sorted(found[0], key=str) == sorted(found[1], key=str)
