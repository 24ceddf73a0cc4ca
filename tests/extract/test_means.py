"""Means: what an attack was done with makes its type."""
from __future__ import annotations

import pytest

from reportedly.extract.events import candidates
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.parse import parser


@pytest.mark.parametrize(("text", "expected"), [
    ("Army artillery and warplanes pounded the town.", ["airstrike", "shelling"]),
    ("Army artillery and tanks pounded the town.", ["shelling"]),
    ("Warplanes attacked the town.", ["airstrike"]),
    ("Rebels attacked the town with mortars.", ["shelling"]),
    ("Rebels attacked the town.", ["attack"])])
def test_means_make_the_type(text: str, expected: list[str]) -> None:
    parsed = next(parser()([Document("x", text)]))
    assert sorted(c.type for c in candidates(parsed, lambda name: Kind())) == expected
