"""Any change, gap, addition or reordering is found."""
from __future__ import annotations

import pytest
from sqlalchemy import text

from reportedly.ledger import open_ledger

from .material import item

TAMPERING = {
    "a document's words": "UPDATE document SET body = replace(body, 'Velgrad', 'Otherton') WHERE id = 'doc-1'",
    "a document's column": "UPDATE document SET outlet = 'Other' WHERE id = 'doc-1'",
    "a claim's words": "UPDATE claim SET body = replace(body, 'took', 'lost') WHERE n = 1",
    "a claim's column": "UPDATE claim SET lat = 11.5 WHERE n = 2",
    "a claim's day": "UPDATE claim SET day = '2001-01-01' WHERE n = 2",
    "a resolution": "UPDATE claim SET resolution = replace(resolution, 'army', 'mob') WHERE n = 0",
    "a row taken out": "DELETE FROM claim WHERE n = 2",
    "a document taken out": "DELETE FROM document WHERE id = 'doc-2'",
    "a document slipped in": "INSERT INTO document SELECT 'x', 99, id, date, day, added, outlet, outlet_kind, body "
        "FROM document WHERE id = 'doc-1'",
    "a chain entry taken out": "DELETE FROM chain WHERE seq = 3",
    "the tail cut off": "DELETE FROM chain WHERE seq >= 5",
    "two entries swapped": "UPDATE chain SET seq = CASE seq WHEN 2 THEN 903 WHEN 3 THEN 902 ELSE seq END",
    "a moment changed": "UPDATE chain SET at = '2001-01-01T00:00:00Z' WHERE seq = 2",
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_shows(tmp_path, how):
    with open_ledger(str(tmp_path / "l.db")) as ledger:
        for n in (1, 2, 3):
            ledger.append(*item(n))
        assert ledger.verify() == []
        with ledger.engine.connect().execution_options(write=True) as link, link.begin():
            link.execute(text("PRAGMA foreign_keys=OFF"))
            link.execute(text("PRAGMA ignore_check_constraints=ON"))
            ask = TAMPERING[how]
            link.connection.driver_connection.execute("PRAGMA defer_foreign_keys=ON")
            if "DELETE FROM document" in ask:
                link.execute(text("DELETE FROM claim WHERE document IN (SELECT key FROM document WHERE id = 'doc-2')"))
                link.execute(text("DELETE FROM reading WHERE document IN (SELECT key FROM document WHERE id = 'doc-2')"))
            link.execute(text(ask))
        assert ledger.verify() != []
