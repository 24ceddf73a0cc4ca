"""What is told only to say that nobody told it, or that it shall not be."""
from __future__ import annotations

import pytest

from reportedly.model.document import Document
from reportedly.run import claims_of


@pytest.mark.parametrize(("text", "types"), [
    ("There were no reports of fighting in Bria.", []),
    ("There were reports of fighting in Bria.", ["clash"]),
    ("The commander promised not to allow attacks on the hospital in Bria.", ["pledge"]),
    ("The mission received allegations that soldiers killed two farmers in Bria.", ["kill"])])
def test_absent(text: str, types: list[str]) -> None:
    assert [c.type for _, pairs in claims_of([Document("x", text, "2016-03-04")]) for c, _ in pairs] == types
