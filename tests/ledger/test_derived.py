"""What was derived is kept, found by day and by thing, and stale once the ledger grows."""
from __future__ import annotations

from reportedly.ledger import open_ledger
from reportedly.ledger.derived import Kept, about, fresh, keep, on_day

from .material import item


def test_kept_until_the_ledger_grows(tmp_path):
    with open_ledger(str(tmp_path / "l.db")) as ledger:
        ledger.append(*item(1))
        assert not fresh(ledger, "control")
        rows = [Kept("v", "2031-04-01", "2031-04-03", {"holder": "a"}), Kept("v", "2031-04-04", "2031-04-09", {"holder": "b"}),
                Kept("v2", "2031-04-01", "2031-04-09", {"holder": "c"})]
        assert keep(ledger, "control", rows, ledger.head()) == 3
        assert fresh(ledger, "control")
        assert on_day(ledger, "control", "2031-04-03") == [{"holder": "a"}, {"holder": "c"}]
        assert about(ledger, "control", "v") == [{"holder": "a"}, {"holder": "b"}]
        assert about(ledger, "events", "v") == []
        assert ledger.verify() == []
        ledger.append(*item(2))
        assert not fresh(ledger, "control")
        keep(ledger, "control", rows[:1], ledger.head())
        assert fresh(ledger, "control")
        assert on_day(ledger, "control", "2031-04-05") == []
