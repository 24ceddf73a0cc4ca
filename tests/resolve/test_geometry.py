"""Areas on the globe, against hand-worked distances and the properties that any answer must have."""
from __future__ import annotations

import itertools
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.claim import Relation
from reportedly.resolve import geometry as g

KABUL, BAGRAM = (34.5281, 69.1723), (34.946, 69.265)


def ring_of(area: g.Area) -> list[list[float]]:
    return json.loads(area.geometry)["coordinates"][0]


def test_distance_and_bearing() -> None:
    assert g.distance((0, 0), (0, 1)) == pytest.approx(111.195, abs=0.01)
    assert g.distance(KABUL, BAGRAM) == pytest.approx(47.2, abs=0.5)
    assert g.bearing((0, 0), (1, 0)) == pytest.approx(0)
    assert g.bearing((0, 0), (0, 1)) == pytest.approx(90)


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(0, 359.9), st.floats(0.1, 2000))
def test_destination_is_as_far_as_asked(lat: float, lon: float, bearing: float, km: float) -> None:
    assert g.distance((lat, lon), g.destination((lat, lon), bearing, km)) == pytest.approx(km, rel=1e-6)


def test_distance_with_direction_moves_the_point_and_holds_the_truth() -> None:
    area = g.area(KABUL, 10.0, Relation("45 km north of", "distance", "N", 45.0))
    assert g.distance((area.lat, area.lon), BAGRAM) < 15
    assert g.distance((area.lat, area.lon), BAGRAM) <= area.radius_km
    assert area.lat > KABUL[0]


def test_distance_alone_is_a_ring_around_the_place() -> None:
    area = g.area(KABUL, 0.0, Relation("12 km from", "distance", None, 12.0))
    assert (area.lat, area.lon) == (34.5281, 69.1723)
    shape = json.loads(area.geometry)["coordinates"]
    assert len(shape) == 2, "a hole: nobody is at the place itself"
    assert area.radius_km >= 12


def test_a_range_is_wider_than_its_figures() -> None:
    area = g.area(KABUL, 0.0, Relation("six to eight miles from", "distance", None, 12.9, 9.7, 12.9))
    assert area.radius_km > 12.9


def test_within_reaches_down_to_the_place() -> None:
    area = g.area(KABUL, 0.0, Relation("within 20 km of", "distance", None, 20.0))
    assert len(json.loads(area.geometry)["coordinates"]) == 1


def test_between_and_half_way() -> None:
    a, b = (34.0, 69.0), (34.0, 70.0)
    half = g.area(a, 0.0, Relation("half-way between", "half-way"), b)
    line = g.area(a, 0.0, Relation("between", "between"), b)
    assert g.distance((half.lat, half.lon), a) == pytest.approx(g.distance((half.lat, half.lon), b), rel=1e-3)
    assert half.radius_km < line.radius_km
    assert g.distance(a, (line.lat, line.lon)) <= line.radius_km


@pytest.mark.parametrize("kind", ["near", "around", "outskirts", "overlooking", "border", "along", "direction", "between",
                                  "half-way"])
def test_every_relation_gives_an_area_and_never_a_bare_point(kind: str) -> None:
    area = g.area(KABUL, 5.0, Relation("words", kind, "N" if kind == "direction" else None))
    assert area.radius_km > 0
    assert len(ring_of(area)) > 3
    assert area.how


def test_rings_run_as_geojson_wants() -> None:
    """RFC 7946: outer rings counter-clockwise, closed."""
    for area in (g.disc(KABUL, 5, ""), g.sector(KABUL, 0, 5, 10, "NE", ""), g.corridor(KABUL, BAGRAM, 5, "")):
        ring = ring_of(area)
        assert ring[0] == ring[-1]
        assert sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in itertools.pairwise(ring)) < 0


@pytest.mark.parametrize(("direction", "half"), [("N", 45.0), ("NE", 22.5), ("NNE", 11.25)])
def test_finer_words_narrow_the_angle(direction: str, half: float) -> None:
    assert g.spread_of(direction) == half


def test_precision_follows_the_codebooks() -> None:
    assert (g.acled_precision("city", False, 5), g.ucdp_precision("city", False, 5)) == (1, 1)
    assert (g.acled_precision("city", True, 12), g.ucdp_precision("city", True, 12)) == (2, 2)
    assert (g.acled_precision("admin1", False, 80), g.ucdp_precision("admin1", False, 80)) == (3, 4)
    assert (g.acled_precision("country", False, 300), g.ucdp_precision("country", False, 300)) == (3, 6)
    assert g.ucdp_precision("sea", False, 300) == 7


def test_rounder_figures_are_less_exact() -> None:
    assert g.imprecision(50) > g.imprecision(12) > g.imprecision(3) > 0
    assert math.isclose(g.imprecision(0), 0)
