"""Officials told of no country, beside a state that they blame."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.run import claims_of


@pytest.mark.parametrize(("text", "side"), [
    ("The Foreign Ministry said that Israel bombed the port of Ras Issa.", ""),
    ("The Israeli Foreign Ministry said that Israel bombed the port of Ras Issa.", "Israel")])
def test_an_official_of_no_country_is_not_of_the_one_that_he_blames(text: str, side: str) -> None:
    found = [r for _, pairs in claims_of([Document("x", text, "2016-03-04")]) for _, r in pairs]
    assert [r.source[-1].side for r in found] == [side]
