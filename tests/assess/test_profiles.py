"""What vague words and disputed tolls come to by each codebook."""
from __future__ import annotations

import pytest

from reportedly.assess.profiles import AGGREGATES, aggregated, profiled, ranged


def figure(text, low, high, claim="c1", **more):
    return {"what": "killed", "text": text, "low": low, "high": high, "claim": claim, "claimant": claim, "whose": "other",
            "status": "current", **more}


def event(*figures):
    claims = {f["claim"] for f in figures}
    return {"figures": list(figures), "killed": {"low": 24, "best": 24, "high": 99},
            "reports": [{"claim": c, "date": "2031-04-02"} for c in claims],
            "origins": [{"name": c, "side": "", "claims": [c]} for c in claims]}


@pytest.mark.parametrize(("words", "guide", "acled", "ucdp"), [
    ("dozens of people", (24, 99), 12, 24), ("hundreds", (200, 999), 100, 200), ("several soldiers", (3, 9), 3, 3),
    ("tens of thousands", (20000, 99999), 10000, 20000)])
def test_words_by_profile(words, guide, acled, ucdp):
    told = figure(words, *guide)
    assert ranged(told, "guide") == guide
    assert ranged(told, "acled") == (acled, acled)
    assert ranged(told, "ucdp") == (ucdp, ucdp)


def test_digits_are_as_told():
    assert ranged(figure("at least 12 of the dozens", 12, None), "acled") == (12, None)


def test_acled_takes_the_lowest_and_ucdp_the_spread():
    row = event(figure("dozens", 24, 99), figure("more than 40", 40, None, "c2"), figure("60", 60, 60, "c3"))
    assert profiled(row, "guide") is row
    assert profiled(row, "acled")["killed"] == {"low": 12, "best": 12, "high": 12}
    assert profiled(row, "ucdp")["killed"] == {"low": 24, "best": 40, "high": 60}


def test_corrected_figures_and_other_counts_are_no_dead():
    row = event(figure("75", 75, 75, status="corrected"), figure("9", 9, 9, "c2", what="injured"))
    assert profiled(row, "ucdp")["killed"] is None
    with pytest.raises(KeyError):
        profiled(row, "gtd")


def test_verbs_of_eventreport_over_the_voices():
    row = event(figure("3", 3, 3), figure("9", 9, 9, "c2"), figure("9", 9, 9, "c3"))
    kinds = ("witness", "party", "party")
    row["origins"] = [{**o, "kind": kinds[int(o["name"][1]) - 1], "stance": "affirms", "interest": "own"} for o in row["origins"]]
    told = {verb: aggregated(row, verb)["aggregate"]["killed"] for verb in AGGREGATES}
    assert told == {"conservative": 3, "highest": 9, "informative": 9, "lowest": 3, "mean": 7, "median": 9, "mode": 9, "reputable": 3}
    assert aggregated(row, "mode")["aggregate"]["disagreement"] == pytest.approx(2 / 3, abs=1e-3)
    assert aggregated(event(), "reputable")["aggregate"]["killed"] is None
