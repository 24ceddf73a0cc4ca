"""Profiles: no rule of a mapping table is without a golden case of its own, and each rule is asked in the order in which it stands."""
from __future__ import annotations

from collections.abc import Iterable

import pytest

from reportedly.model.codebook import event_types
from reportedly.publish.exports.facts import around, facts
from reportedly.publish.exports.material import cases
from reportedly.publish.exports.profile import rules, table

from . import test_acled, test_coders, test_ucdp
from .small import Row, event, killed, material

AGAIN = [event("capture", "Front", "Army", "The front took it."), event("capture", "Army", "Front", "The army took it.")]
CODERS = [s for s, *_ in (*test_coders.CODES, *test_coders.LEFT)]
GOLDEN: dict[str, list[list[Row]]] = {
    "acled": [AGAIN, *([s] for s, _ in (*test_acled.SUBS, *test_acled.LEFT))],
    "cameo": [*([s] for s in CODERS), [event("ceasefire", "Army", "Front", "The truce was broken.", standing="refuted")]],
    "plover": [*([s] for s in CODERS), [event("withdraw", "Army", "", "It will leave.", standing="planned")]],
    "ucdp": [[event("attack", "Front", "villagers", "They died.", counts=[killed(3)])], *([s] for s, _ in test_ucdp.LEFT)]}


def fired(name: str, stories: Iterable[list[Row]]) -> set[int]:
    """Which rules (by number) code the first event of each story."""
    out, known = set(), rules(name)
    for story in stories:
        made = material(*story)
        every = cases(made)
        found = facts(every[0], around(every), made.known)
        out |= {next((n for n, r in enumerate(known) if r.fits(found)), -1)}
    return out


@pytest.mark.parametrize("name", GOLDEN)
def test_every_rule_has_a_golden_case(name: str) -> None:
    hit = fired(name, GOLDEN[name])
    missed = [(n, r.name, sorted(r.types), r.when) for n, r in enumerate(rules(name)) if n not in hit]
    assert not missed


@pytest.mark.parametrize("name", GOLDEN)
def test_every_type_of_the_codebook_is_decided(name: str) -> None:
    """A type that no rule names is one for which the other codebook has nothing: these, and no more."""
    named = {t for r in rules(name) for t in r.types}
    nothing = {"acled": {"accuse", "assist", "deliver_aid", "deny", "obstruct_aid", "pledge", "prosecute", "request", "sanction", "support",
                         "threaten", "lead"}, "cameo": {"coup", "defect", "lead"}, "plover": {"coup", "defect", "lead"}}
    assert named <= set(event_types())
    assert name == "ucdp" or set(event_types()) - named == nothing[name]


def test_every_fact_that_a_rule_asks_for_is_there() -> None:
    made = material(event("clash", "Army", "Front", "They fought."))
    (case,) = cases(made)
    known = set(facts(case, around([case]), made.known))
    for name in GOLDEN:
        assert {k for r in rules(name) for k, _ in r.when} <= known
        assert all(r.get("name") is None or r["name"] for r in table(name)["rule"])
