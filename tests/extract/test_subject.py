"""Whether a text is about war at all, by its plain words."""
from __future__ import annotations

from reportedly.extract.subject import known, plain, warlike

WAR = "troops and rebels fought for the town and soldiers killed civilians in the fighting , the military said"
SPORT = "the goalkeeper saved a penalty and the striker scored twice in the second half of the season , the coach said"


def test_figures_marks_and_letters_are_no_words() -> None:
    assert plain(["The", "12", "T-72", "a", "cease-fire", ","]) == {"the", "cease-fire"}


def test_war_and_sport_are_told_apart() -> None:
    assert warlike(WAR.split()) > 1 > -1 > warlike(SPORT.split())


def test_a_word_counts_once() -> None:
    assert warlike(["troops"] * 9) == warlike(["troops"])
    assert known(["troops", "troops", "zzxq"]) == 1
