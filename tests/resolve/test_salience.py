"""Antecedents: agreement, reach and weight."""
from __future__ import annotations

from reportedly.resolve.salience import Link, Referent, agreeing, chosen, recent, weighed


def at(start: int, name: str, sort: str = "group", sentence: int = 0, number: int = 1, subject: float = 0.0) -> Referent:
    return Referent(start, start + 3, sentence, Link(name), number, sort, subject)


def test_what_agrees_with_which_pronoun() -> None:
    pool = [at(0, "Haddad", "person"), at(10, "Front"), at(20, "mill", "thing"), at(30, "guests", "people", number=2)]
    assert {r.link.name for r in agreeing("he", pool, 50, 0)} == {"Haddad"}
    assert {r.link.name for r in agreeing("they", pool, 50, 0)} == {"Front", "guests"}
    assert "mill" not in {r.link.name for r in agreeing("it", pool, 50, 0)}


def test_only_what_stands_before_and_within_reach() -> None:
    pool = [at(0, "far", sentence=0), at(100, "near", sentence=5), at(200, "after", sentence=6)]
    assert [r.link.name for r in recent(pool, 150, 6, 2)] == ["near"]


def test_subjects_and_the_recent_weigh_more() -> None:
    pool = [at(0, "old", sentence=0, subject=1.2), at(100, "new", sentence=2, subject=0.0), at(120, "subject", sentence=2, subject=1.2)]
    assert [r.link.name for _, r in weighed(pool, 2, 150)] == ["subject", "new", "old"]


def test_the_choice_has_its_share_and_keeps_an_open_rule() -> None:
    found = chosen(weighed([at(0, "A", subject=1.2), at(10, "B")], 0, 50), "pronoun they")
    assert found.name == "A" and 0.5 < found.probability < 1 and found.rule == "pronoun they"
    assert [c.name for c in found.candidates] == ["A", "B"]
    speaker = Referent(0, 2, 0, Link("", rule="speaker"), 2, "group", 1.0)
    assert chosen(weighed([speaker], 0, 9), "pronoun they").rule == "speaker"
