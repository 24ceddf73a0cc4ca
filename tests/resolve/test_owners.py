"""What an office belongs to."""
from __future__ import annotations

import pytest

from reportedly.model.claim import Reading
from reportedly.resolve.cast import Member, make_cast
from reportedly.resolve.owners import owned, owner_of, speakers, state_of_office

from .scene_of_names import Told


@pytest.mark.parametrize(("line", "kind", "country"), [
    ("UN envoy", "igo", ""), ("Syrian foreign minister", "state", "SY"), ("defense secretary", "state", "US"), ("a local elder", None, ""),
])
def test_owner(line: str, kind: str | None, country: str) -> None:
    told = Told("Nobody is named here.")
    found = owner_of(line, make_cast(told.document, Reading((), ())), Member("", ()))
    assert (found.kind if found else None) == kind
    assert (found.country if found else "") == country


def test_tables() -> None:
    assert "communique" in owned()
    assert speakers()["resident"] == "witness"
    assert state_of_office()["home secretary"] == "GB"
