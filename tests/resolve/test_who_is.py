"""What the registry tells of a name."""
from __future__ import annotations

from reportedly.resolve.who_is import like, who_is


def test_roles_over_time_with_their_codes():
    (row,) = who_is("Taliban")
    roles = [p["role"] for p in row["periods"]]
    assert roles == ["rebel", "government", "rebel", "government"]
    assert [p["codes"]["inter"] for p in row["periods"]] == [2, 1, 2, 1]
    assert row["existed"] is None and any(x["id"] == "haqqani-network" for x in row["offshoots"])


def test_one_day():
    (row,) = who_is("Taliban", "1999-01-01")
    assert [(p["role"], p["codes"]["cameo"]) for p in row["periods"]] == [("government", "AFGGOV")]
    assert who_is("Northern Alliance", "2020-01-01")[0]["existed"] is False


def test_an_id_a_capital_and_a_body_by_pattern():
    assert who_is("AF")[0]["name"] == "Afghanistan"
    assert who_is("Kabul")[0]["id"] == "AF"
    assert who_is("Malian army")[0]["periods"][0]["codes"]["cameo"] == "MLIMIL"


def test_nobody():
    assert who_is("Zzyzx Brigade") == []
    assert "Taliban" in like("Talibann")
