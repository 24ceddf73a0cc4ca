"""GeoJSON: points, areas, and rows without a point."""
from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.publish.geojson import geometry, map_geojson
from reportedly.publish.shapes import bounds, ring

from .war import war

shapely = pytest.importorskip("shapely")


def test_towns_are_points_and_regions_are_areas() -> None:
    found = [f for f in map_geojson(war())["features"] if f["properties"]["kind"] == "control"]
    shapes = {f["properties"]["place"]: f["geometry"]["type"] for f in found}
    assert shapes["Besk"] == "Point" and shapes["Elst hills"] == "Polygon"


def test_nothing_is_lost_for_want_of_a_point() -> None:
    data = war()
    lost = replace(data, events=tuple({**e, "lat": None, "lon": None} for e in data.events))
    found = [f for f in map_geojson(lost)["features"] if f["properties"]["kind"] == "event"]
    assert len(found) == len(data.events) and {f["geometry"] is None for f in found} == {True}


def test_only_what_is_known_now() -> None:
    data = war()
    rows = [f for f in map_geojson(data)["features"] if f["properties"]["kind"] == "control" and f["properties"]["place"] == "Besk"]
    assert [f["properties"]["status"] for f in rows] == ["held", "held"]


@pytest.mark.parametrize("lat", [-60.0, 0.0, 34.5, 70.0])
def test_a_ring_is_a_closed_circle_of_its_radius_counter_clockwise(lat: float) -> None:
    points = ring(lat, 69.0, 50.0)
    polygon = shapely.Polygon(points)
    assert points[0] == points[-1] and polygon.is_valid and polygon.exterior.is_ccw
    north = max(p[1] for p in points)
    assert (north - lat) * 111.19 == pytest.approx(50.0, abs=0.2)


@pytest.mark.parametrize("lon", [179.9, -179.9, 178.0])
def test_an_area_at_the_line_of_180_degrees_has_a_part_on_each_side(lon: float) -> None:
    found = geometry(-17.0, lon, 60.0)
    shape = shapely.geometry.shape(found)
    whole = 3.14159 * (60 / 111.195) ** 2 / 0.956  # square degrees
    assert shape.is_valid and shape.area == pytest.approx(whole, rel=0.02)
    parts = getattr(shape, "geoms", [shape])
    assert len(parts) == (1 if lon == 178.0 else 2) and all(p.bounds[2] - p.bounds[0] < 2 for p in parts)
    assert all(-180 <= p.bounds[0] <= p.bounds[2] <= 180 and p.exterior.is_ccw for p in parts)


def test_bounds() -> None:
    assert bounds([(34.0, 69.0), (36.0, 71.0)], 1.0) == (68.0, 33.0, 72.0, 37.0)
    assert bounds([]) == (-180.0, -85.0, 180.0, 85.0)
