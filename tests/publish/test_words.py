"""Values in words."""
from __future__ import annotations

import pytest

from reportedly.model.codebook import event_types, values
from reportedly.publish import clean, words


def test_every_type_and_standing_has_its_word() -> None:
    assert set(words.table("types")) == set(event_types())
    assert all(set(words.sentence(t)) == {"both", "alone", "done", "to"} for t in event_types())
    assert set(words.table("standings")) == set(values("standings"))


@pytest.mark.parametrize(("low", "high", "said"), [(12, 12, "12"), (12, None, "at least 12"), (None, 5, "up to 5"), (24, 99, "24–99"),
                                                   (None, None, "")])
def test_ranges(low: int | None, high: int | None, said: str) -> None:
    assert words.span({"low": low, "high": high}) == said


def test_a_percentage_never_says_certain() -> None:
    assert [words.percent(p) for p in (0.0, 0.004, 0.5, 0.994, 0.999, 1.0)] == ["<1%", "<1%", "50%", "99%", ">99%", ">99%"]


def test_likelihood_rises() -> None:
    told = [words.likelihood(p / 100) for p in range(0, 101)]
    assert list(dict.fromkeys(told)) == ["almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely",
                                         "almost certain"]


def test_chain_runs_inwards() -> None:
    chain = [{"name": "Voice of the Marsh", "kind": "media", "side": ""}, {"name": "", "kind": "unnamed", "side": ""}]
    assert words.chain(chain) == "Voice of the Marsh (media) › unnamed sources"
    assert words.chain([]) == "the report itself"


@pytest.mark.parametrize("status", values("tiers"))
@pytest.mark.parametrize("who", ["A", None])
def test_every_tier_has_words(status: str, who: str | None) -> None:
    said = words.tier({"status": status, "holder": who})
    assert said and "None" not in said


def test_clean_keeps_length_where_offsets_matter() -> None:
    text = "a\u202eb\x1b[0m\nن\u200dو"
    assert len(clean.spread(text)) == len(text) and "\x1b" not in clean.line(text) and "\u200d" in clean.line(text)


@pytest.mark.parametrize("kind", list(event_types()))
def test_every_type_is_told_with_whoever_is_named(kind: str) -> None:
    for actor, target in ((["A"], ["B"]), (["A"], []), ([], ["B"]), ([], [])):
        row = {"type": kind, "actor": actor, "target": target, "place": "Besk"}
        for parts in (words.told(row), words.named(row)):
            said = "".join(text for text, _ in parts)
            assert all(name in said for name in (*actor, *target)) and "{" not in said
