"""The counts that the scene model reads, kept up to date claim by claim, are those of a fresh count."""
from __future__ import annotations

from dataclasses import replace

from reportedly.model.claim import Claim, Span
from reportedly.model.reference import Place, Resolution
from reportedly.resolve.scene_board import LONG, REACH, Board, Stage, key

TOWNS = [Place(n, at, at + 6, "SY", 36.0, 37.0, id=n, feature="city") for n, at in (("Afrin", 10), ("Kobani", 900), ("Manbij", 20_000))]


def stage(text: str = "x" * 5000) -> Stage:
    claims = tuple(Claim(f"c{n}", "k", "d", n * 100, n * 100 + 90, "s", Span(n * 100 + 5, n * 100 + 9, "took"), kind)
                   for n, kind in enumerate(("capture", "meet", "clash", "capture")))
    places = (TOWNS[0], None, TOWNS[1], TOWNS[0])
    found = tuple(Resolution(c.id, place=p) for c, p in zip(claims, places, strict=True))
    return Stage(claims, found, tuple(TOWNS), None, text)


def test_setting_a_place_counts_like_a_fresh_board() -> None:
    before = stage()
    board = Board(before)
    board.standing("Kobani", TOWNS[1], "somewhere")
    moved = replace(before.found[0], place=TOWNS[1])
    board.set(0, moved)
    fresh = Board(replace(before, found=(moved, *before.found[1:])))
    for p in TOWNS:
        assert board.standing(key(p), p, "somewhere") == fresh.standing(key(p), p, "somewhere")
    assert board.users["Kobani"] == [0, 2]


def test_the_last_scene_is_that_of_a_bodily_event_with_a_place() -> None:
    board = Board(stage())
    assert board.last(0) == (None, None)
    assert board.last(2) == (0, None)
    assert board.last(3) == (2, 0)


def test_only_a_long_text_has_places_out_of_reach() -> None:
    assert "Kobani" in Board(stage()).candidates(1)
    far = Board(stage("x" * (LONG + REACH))).candidates(1)
    assert "Manbij" not in far
    assert "Afrin" in far
