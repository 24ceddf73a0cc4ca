"""ICD 203's words."""
from __future__ import annotations

import pytest

from reportedly.assess.words import likelihood


@pytest.mark.parametrize(("p", "word"), [(0.0, "almost no chance"), (0.05, "almost no chance"), (0.3, "unlikely"),
                                         (0.5, "roughly even chance"), (0.7, "likely"), (0.9, "very likely"), (1.0, "almost certain")])
def test_words(p, word):
    assert likelihood(p) == word


def test_no_probability():
    with pytest.raises(ValueError, match="no probability"):
        likelihood(1.2)
