"""ICD 203's words."""
from __future__ import annotations

import pytest

from reportedly.assess.words import likelihood, percent


@pytest.mark.parametrize(("p", "word"), [(0.0, "almost no chance"), (0.05, "almost no chance"), (0.3, "unlikely"),
                                         (0.5, "roughly even chance"), (0.7, "likely"), (0.9, "very likely"), (1.0, "almost certain")])
def test_words(p, word):
    assert likelihood(p) == word


def test_no_probability():
    with pytest.raises(ValueError, match="no probability"):
        likelihood(1.2)


@pytest.mark.parametrize(("p", "shown"), [(0.0, "<1%"), (0.004, "<1%"), (0.5, "50%"), (0.994, "99%"), (0.996, ">99%"), (1.0, ">99%")])
def test_no_percentage_says_certain(p, shown):
    assert percent(p) == shown
