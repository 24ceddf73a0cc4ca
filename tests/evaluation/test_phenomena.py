"""The minimal pairs: well formed, matched as they say, and passed as often as before."""
from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reportedly.model.codebook import event_types, values

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))

import negatives
import phenomena

FLOOR = 0.88  # share of texts that pass; only goes up
FALSE_IN_TWENTY = 1.0


@pytest.fixture(scope="module")
def suite() -> list[phenomena.Case]:
    return phenomena.cases()


def test_the_suite_is_wide_enough(suite: list[phenomena.Case]) -> None:
    texts = Counter(c["id"][:-1] for c in suite)
    assert len(texts) >= 400
    assert min(texts.values()) >= 2
    assert len({c["phenomenon"] for c in suite}) >= 40
    assert len({c["id"] for c in suite}) == len(suite)
    assert len({c["text"] for c in suite}) > 0.97 * len(suite)


def test_every_case_fits_the_codebook(suite: list[phenomena.Case]) -> None:
    fields = {"type", "trigger", "actor", "target", "place", "when", "source", "factuality", "verification", "background", "counts"}
    for case in suite:
        date.fromisoformat(case["date"])
        assert case.get("claims") or case.get("absent"), case["id"]
        absent = case.get("absent")
        partial = [a if isinstance(a, dict) else {"type": a} for a in absent] if isinstance(absent, list) else []
        for claim in [*case.get("claims", []), *partial]:
            assert claim.keys() <= fields, case["id"]
            assert set(claim["type"] if isinstance(claim["type"], list) else [claim["type"]]) <= event_types().keys(), case["id"]
            assert claim.get("factuality", "certain") in values("factuality")
            for source in claim.get("source", []):
                assert source.get("kind", "party") in values("source_kinds"), case["id"]
            for count in claim.get("counts", []):
                assert count["what"] in values("counts"), case["id"]


def _row(**changes: Any) -> dict[str, Any]:
    return {"type": "capture", "trigger": "took", "actor": ["Northern Alliance"], "target": [], "when": None, "source": [],
            "place": {"name": "Herat", "country": "AF", "relation": None}, "factuality": "certain", "verification": None,
            "background": False, "counts": [], **changes}


@pytest.mark.parametrize(("wanted", "wrong"), [
    ({}, []), ({"actor": ["Northern Alliance troops"]}, []), ({"actor": ["Taliban"]}, ["actor"]), ({"actor": []}, ["actor"]),
    ({"place": {"name": "Herat", "country": "AF"}}, []),
    ({"place": {"name": "Herat", "country": "IR"}}, ["place"]), ({"place": None}, ["place"]),
    ({"place": {"name": "Herat", "relation": {}}}, ["place"]), ({"place": {"name": "Herat", "relation": None}}, []),
    ({"factuality": "denied"}, ["factuality"]), ({"source": [{"name": "", "kind": "unnamed"}]}, ["source"]),
    ({"type": ["enter", "capture"]}, []), ({"type": "enter"}, ["type"]), ({"trigger": "had taken"}, ["trigger"]),
])
def test_a_claim_is_matched_field_by_field(wanted: dict[str, Any], wrong: list[str]) -> None:
    assert phenomena.wrong_fields({"type": "capture", **wanted}, _row()) == wrong


def test_a_found_claim_serves_one_wanted_claim_only() -> None:
    case = {"claims": [{"type": "capture"}, {"type": "capture"}]}
    assert phenomena.failure(case, [_row()]) == "one claim where two are wanted"
    assert phenomena.failure(case, [_row(), _row()]) == ""


def test_what_is_absent_must_not_be_there() -> None:
    assert phenomena.failure({"absent": True}, [_row()]).startswith("unwanted")
    assert phenomena.failure({"absent": ["capture"]}, [_row()]).startswith("unwanted")
    assert phenomena.failure({"absent": [{"type": "capture", "factuality": "certain"}]}, [_row(factuality="denied")]) == ""
    assert phenomena.failure({"absent": True}, []) == ""


def test_the_names_rule_is_the_scorers() -> None:
    own, used = phenomena._own_same_name, phenomena.same_name
    for a, b in [("Northern Alliance", "Alliance"), ("Taliban", "the Taliban's men"), ("army", "rebels"), ("", ""),
                 ("UN", "UN monitors"), ("Gen Rahmat", "General Rahmat"), ("Rebels", "rebel"), ("José", "Jose")]:
        assert own(a, b) == used(a, b), (a, b)


def test_the_pairs_are_passed_as_often_as_before(suite: list[phenomena.Case]) -> None:
    results = phenomena.run(suite)
    share, _ = phenomena.rates(results)
    weakest = sorted(phenomena.table(results), key=lambda r: r[1] / r[2])[:8]
    assert share >= FLOOR, f"{share:.3f} of the texts pass; weakest: {weakest}"


def test_paragraphs_without_a_claim_yield_none() -> None:
    every = negatives.paragraphs()
    assert len(every) >= 60
    assert len({p["kind"] for p in every}) >= 9
    found = negatives.false_claims()
    wrong = [f"{p['id']} {r['type']} {r['trigger']}" for p, rows in found for r in rows]
    assert negatives.per_twenty(found) <= FALSE_IN_TWENTY, wrong
