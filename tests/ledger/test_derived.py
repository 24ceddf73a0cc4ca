"""What was derived is kept, found by day and by thing, and stale once the ledger grows."""
from __future__ import annotations

from reportedly.ledger import open_ledger
from reportedly.ledger.derived import Kept, about, about_each, begun_between, every, fresh, keep, mark, on_day, renew

from .material import item


def test_kept_until_the_ledger_grows(tmp_path):
    with open_ledger(str(tmp_path / "l.db")) as ledger:
        ledger.append(*item(1))
        assert not fresh(ledger, "control")
        rows = [Kept("v", "2031-04-01", "2031-04-03", {"holder": "a"}), Kept("v", "2031-04-04", "2031-04-09", {"holder": "b"}),
                Kept("v2", "2031-04-01", "2031-04-09", {"holder": "c"})]
        assert keep(ledger, "control", rows, ledger.head()) == 3
        assert fresh(ledger, "control")
        assert sorted(r["holder"] for r in on_day(ledger, "control", "2031-04-03")) == ["a", "c"]
        assert about(ledger, "control", "v") == [{"holder": "a"}, {"holder": "b"}]
        assert about(ledger, "events", "v") == []
        assert ledger.verify() == []
        ledger.append(*item(2))
        assert not fresh(ledger, "control")
        keep(ledger, "control", rows[:1], ledger.head())
        assert fresh(ledger, "control")
        assert on_day(ledger, "control", "2031-04-05") == []


def test_a_day_is_found_in_rows_of_any_length(tmp_path):
    """Rows stand in classes by length: at each bound of a class, and on each of its days' edges, a row covers what it says."""
    from datetime import date, timedelta
    first = date(2031, 1, 1)
    lengths = (1, 2, 15, 16, 17, 63, 64, 65, 255, 256, 257, 3000)
    rows = [Kept(f"v{n}", first.isoformat(), (first + timedelta(n - 1)).isoformat(), {"days": n}) for n in lengths]
    with open_ledger(str(tmp_path / "l.db")) as ledger:
        ledger.append(*item(1))
        keep(ledger, "control", [*rows, Kept("none", "", "", {"days": 0})], ledger.head())
        for after in sorted({0, *(n - 1 for n in lengths), *lengths}):
            day = (first + timedelta(after)).isoformat()
            assert sorted(r["days"] for r in on_day(ledger, "control", day)) == [n for n in lengths if n > after], day
        assert on_day(ledger, "control", "2030-12-31") == []
        assert [r["days"] for r in every(ledger, "control")] == [*lengths, 0]
        assert about(ledger, "control", "v64") == [{"days": 64}]
        keep(ledger, "control", [], ledger.head())
        assert every(ledger, "control") == []


def test_some_rows_are_replaced_where_nobody_was_faster(tmp_path):
    with open_ledger(str(tmp_path / "l.db")) as ledger:
        ledger.append(*item(1))
        kept = [Kept("v", "2031-04-01", "2031-04-03", {"holder": "a"}), Kept("w", "2031-04-01", "", {"holder": "b"})]
        keep(ledger, "control", kept, ledger.head(), "1")
        old = mark(ledger, "control")
        assert old is not None
        assert begun_between(ledger, "control", "2031-03-31", "2031-04-01") == {"w"}
        assert begun_between(ledger, "control", "2031-04-01", "2031-04-09") == set()
        assert begun_between(ledger, "control", "2031-03-01", "2031-03-31") == set()
        ledger.append(*item(2))
        new = [Kept("v", "2031-04-01", "2031-04-09", {"holder": "c"}), Kept("v", "2031-04-10", "2031-04-12", {"holder": "d"})]
        assert renew(ledger, {"control": new}, ["v", "none"], old, ledger.head())
        assert fresh(ledger, "control", "1")
        assert about_each(ledger, "control", ["v", "w"]) == {"v": [{"holder": "c"}, {"holder": "d"}], "w": [{"holder": "b"}]}
        assert not renew(ledger, {"control": []}, ["v"], old, ledger.head())
        assert about(ledger, "control", "v") == [{"holder": "c"}, {"holder": "d"}]


def test_only_new_documents_are_told_apart_from_all_else(tmp_path):
    with open_ledger(str(tmp_path / "l.db")) as ledger:
        ledger.append(*item(1))
        before = ledger.head()
        assert ledger.added(*before) == []
        ledger.append(*item(2))
        assert ledger.added(*before) == [item(2)[0].key]
        assert [r.publication.key for r in ledger.reports(document=item(2)[0].key)] == [item(2)[0].key] * 3
        assert ledger.added(before[0], "another") is None
        ledger.append(*item(1, claims=2, origin="extract-2 resolve-1"))
        assert ledger.added(*before) is None
