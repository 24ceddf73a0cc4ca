"""No format loses the speaker or the doubt without saying so: each holds them, or its report says how many rows do not."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.publish.exports import FORMATS, export
from reportedly.publish.exports.material import Material, Options
from reportedly.publish.exports.report import Noting

from .small import event, killed, material
from .test_blur import bytes_of

SPEAKER, DENIER = "Zorbas", "Quillon"


def told() -> Material:
    """A killing that one side claims and another denies, each in a sentence that does not name who speaks."""
    made = material(event("attack", "Front", "villagers", ["They were shot.", "It did not happen."], standing="claimed",
                          counts=[killed(3, 9)], origins=[(SPEAKER, "affirms"), (DENIER, "denies")]))
    first, second = made.claims
    one, two = ([{"name": name, "kind": "party", "side": name}] for name in (SPEAKER, DENIER))
    claims = (first | {"source": one}, second | {"source": two, "factuality": "denied"})
    control = ({"place": "Arba", "key": "gn:1", "country": "KE", "lat": -1.5, "lon": 40.25, "from": "2031-05-02", "to": "2031-05-02",
                "holder": "Front", "status": "claimed", "probability": 0.6, "claims": ["c00"], "as_of": None, "sources": [SPEAKER]},)
    return replace(made, claims=claims, control=control)


def held(name: str, tmp_path: Path, **options: Any) -> tuple[str, str]:
    """A format's text, and what its report says is not in it."""
    report = export(name, told(), str(tmp_path / "x"), Options(**options))
    assert report.written[0][1]
    return bytes_of(tmp_path / "x").decode("utf-8", "replace"), "; ".join(w for w, _ in report.lost)


@pytest.mark.parametrize("name", FORMATS)
def test_the_speaker_and_the_doubt_are_there_or_said_to_be_lost(name: str, tmp_path: Path) -> None:
    text, lost = held(name, tmp_path)
    assert SPEAKER in text or "who says so" in lost
    assert DENIER in text or "who denies or doubts it" in lost
    # Annotations are of claims, which have no standing.
    assert "claimed" in text or "one side" in lost or "standing" in lost or name == "webannotation"
    assert "B2" in text or "reliab" in text or "grade" in lost


@pytest.mark.parametrize("name", ["acled", "ucdp", "polecat", "cameo", "gdelt", "icews"])
def test_a_profile_counts_what_it_loses(name: str, tmp_path: Path) -> None:
    report = export(name, told(), str(tmp_path / "x"))
    lost = {what.split(" (")[0]: n for what, n in report.lost}
    assert (lost["who says so"], lost["who denies or doubts it"], lost["that only one side claims it"]) == (1, 1, 1)
    assert lost["the grade of source and information"] == 1


@pytest.mark.parametrize("table", ["claims", "control"])
def test_tables_of_claims_and_control_have_their_sources(table: str, tmp_path: Path) -> None:
    text, _ = held("csv", tmp_path, table=table)
    assert SPEAKER in text and (table == "control" or DENIER in text)


def test_a_report_is_told_in_lines() -> None:
    noting = Noting()
    noting.wrote("rows", 2)
    noting.lost("who says so", 2)
    noting.never("deaths")
    for n in range(7):
        noting.left("planned events", f"e{n}")
    noting.note("drafts")
    assert replace(noting.report(), format="x").lines() == [
        "x: 2 rows written", "left out: planned events (7: e0, e1, e2, e3, e4 …)", "not held: who says so (2)", "not held: deaths",
        "note: drafts"]
