"""Codes of the field for an actor on a day."""
from __future__ import annotations

import pytest

from reportedly.resolve.codes import codes, tables


@pytest.mark.parametrize(("actor", "kind", "country", "day", "cameo", "sector", "inter", "ucdp"), [
    ("taliban", "rebel", "AF", "1999-01-01", "AFGGOV", "GOV", 1, 4), ("taliban", "rebel", "AF", "2010-01-01", "AFGREBTAL", "REB", 2, 1),
    ("AF.army", "military", "AF", "2010-01-01", "AFGMIL", "MIL", 1, 4), ("UA", "state", "UA", "", "UKR", "GOV", 1, 4),
    ("un", "igo", "", "", "IGOUNO", "UNK", 8, None), ("", "civilians", "KE", "", "KENCVL", "CVL", 7, None),
    ("janjaweed", "militia", "SD", "", "SDNUAF", "PRM", 3, 1), ("", "rebel", "", "", "IMGREB", "REB", 2, 1)])
def test_codes(actor: str, kind: str, country: str, day: str, cameo: str, sector: str, inter: int, ucdp: int | None) -> None:
    found = codes(actor, kind, country, day)
    assert (found.cameo, found.plover_sector, found.inter, found.ucdp_org) == (cameo, sector, inter, ucdp)


def test_forces_abroad_are_external() -> None:
    assert codes("TR.army", "military", "TR", where="SY").inter == 8
    assert codes("TR.army", "military", "TR", where="TR").inter == 1
    assert codes("TR.army", "military", "TR", where="SY").inter_text == "External/Other forces"


def test_iso_and_gleditsch_ward() -> None:
    found = codes("", "state", "SS")
    assert (found.iso2, found.iso3, found.gwno) == ("SS", "SSD", "626")


def test_nothing_is_made_up() -> None:
    found = codes("", "", "")
    assert (found.iso3, found.cameo, found.inter, found.ucdp_org, found.plover_sector) == ("", "", None, None, "UNK")


def test_every_acled_code_has_its_words() -> None:
    assert {str(n) for n in tables()["inter"].values()} <= set(tables()["inter_text"])
