"""What is kept beside a ledger in PostgreSQL grows as it does in SQLite."""
from __future__ import annotations

from pathlib import Path

from reportedly import run
from reportedly.ledger import open_ledger

from ..ledger.test_postgres import address  # noqa: F401 - the server
from .test_kept import anew, documents, rows, told  # noqa: F401 - how often all was derived anew


def test_grown_in_either_database(tmp_path: Path, address: str, anew: list[int]) -> None:  # noqa: F811
    found, here = documents(24, 6), str(tmp_path / "l.db")
    for part in (found[:20], found[20:22], found[22:]):
        kept = []
        for where in (here, address):
            with open_ledger(where) as ledger:
                list(ledger.append_all(part))
            run.control(where)
            with open_ledger(where) as ledger:
                kept.append(rows(ledger))
        assert kept[0] == kept[1]
    assert len(anew) < 6
    assert told(here)[:4] == told(address)[:4]
