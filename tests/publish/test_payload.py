"""The page's data: versions by day of knowledge, numbering, escaping."""
from __future__ import annotations

import json
from dataclasses import replace

from reportedly.publish.payload import escaped, payload, sides_of, span_of, versions

from .war import COUNCIL, GUARD, MARSH, war


def test_equal_versions_are_one_and_start_when_first_known() -> None:
    rows = [{"as_of": d, "x": x} for d, x in (("2031-05-03", 1), ("2031-05-04", 1), ("2031-05-05", 2), (None, 2))]
    assert versions(rows, dated=True) == [("2031-05-03", [{"x": 1}]), ("2031-05-05", [{"x": 2}])]


def test_without_as_of_rows_all_is_known_from_the_start() -> None:
    assert versions([{"as_of": None, "x": 1}], dated=False) == [("", [{"x": 1}])]


def test_the_town_was_contested_before_its_loss_was_admitted() -> None:
    besk = next(p for p in payload(war())["places"] if p["name"] == "Besk")

    def known(day: str) -> str:
        periods = [v for v in besk["known"] if v["since"] <= day][-1]["periods"]
        return str(next(p["status"] for p in periods if p["from"] <= "2031-05-03" <= p["to"]))

    assert [known(f"2031-05-0{n}") for n in (3, 4, 5, 6, 7)] == ["claimed", "contested", "contested", "held", "held"]


def test_sides_take_their_places_by_name_alone() -> None:
    assert sides_of(war()) == [COUNCIL, MARSH, GUARD]
    data = war()
    assert sides_of(replace(data, control=data.control[::-1], evidence=data.evidence[::-1])) == [COUNCIL, MARSH, GUARD]


def test_claims_point_at_the_words_of_their_report() -> None:
    shown = payload(war())
    for c in shown["claims"]:
        text = shown["docs"][c["d"]]["text"]
        assert text[c["s"]:c["e"]].endswith(".") and c["trigger"][0] >= c["s"]


def test_an_event_that_vanishes_from_later_readings_ends() -> None:
    data = war()
    told = ("2031-05-02", "a"), ("2031-05-03", "a"), ("2031-05-04", "b")
    rows = tuple({**data.events[0], "as_of": d, "event": n} for d, n in told)
    shown = {e["event"]: (e.get("since"), e.get("until")) for e in payload(replace(data, events=rows))["events"]}
    assert shown == {"a": ("2031-05-02", "2031-05-04"), "b": ("2031-05-04", None)}


def test_a_version_ends_where_the_next_begins() -> None:
    data = war()
    told = ("2031-05-02", "claimed"), ("2031-05-04", "established")
    rows = tuple({**data.events[0], "as_of": d, "standing": s} for d, s in told)
    shown = [(e["standing"], e["since"], e.get("until")) for e in payload(replace(data, events=rows))["events"]]
    assert shown == [("claimed", "2031-05-02", "2031-05-04"), ("established", "2031-05-04", None)]


def test_json_survives_and_shows_no_markup() -> None:
    hostile = {"x": "</script><!-- & \u2028\u2029 \ud800 צ", "n": [1, None]}
    text = escaped(hostile)
    assert not any(sign in text for sign in "<>&\u2028\u2029")
    assert json.loads(text)["x"] == "</script><!-- & \u2028\u2029 ? צ"


def test_days_cover_the_reports() -> None:
    assert span_of(war()) == ["2031-05-02", "2031-05-11"]


def test_stays_small() -> None:
    data = war()
    assert len(escaped(payload(data))) < 3000 * len(data.claims)


def test_the_other_side_of_a_contested_place_comes_from_the_claims_behind_it() -> None:
    data = war()
    bare = tuple({k: v for k, v in r.items() if k != "probabilities"} for r in data.control)
    shown = payload(replace(data, control=bare))
    arvala = next(p for p in shown["places"] if p["name"] == "Arvala")["known"][-1]["periods"][-1]
    assert arvala["status"] == "contested"
    assert [shown["sides"][arvala[k]] for k in ("holder", "second")] == [COUNCIL, MARSH]
