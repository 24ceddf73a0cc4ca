"""Editorial brackets."""
from __future__ import annotations

import pytest

from reportedly.parse.brackets import insertions


@pytest.mark.parametrize(("text", "kind"), [
    ("The FMLN [Farabundo Marti Front] fled.", "gloss"), ("It came yesterday [20 Dec].", "gloss"),
    ("The [government] troops fled.", "part"),
    ("Two other [MPSC] men fled.", "part"),
    ("The funeral of [words indistinct] was held.", "note"), ("It struck at 0615 [as received].", "note")])
def test_kind(text: str, kind: str) -> None:
    (found,) = insertions(text)
    assert found.kind == kind
    assert text[found.start] == "["
    assert text[found.end - 1] == "]"
