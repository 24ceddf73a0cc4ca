"""What the map draws, told from the lines that are put on its canvas: disputed borders dashed, areas in the shape that they have."""
from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.publish.data import PictureData
from reportedly.publish.picture import picture

from ..publish.war import war

Open = Callable[..., Any]
BORDER, DISPUTED, HELD, EVENT = "", "5,4", "6,3", "2,4"
# Every stroke on the page, by its dashes: the width and height of what of it lies on the canvas.
LISTEN = """() => {
  const lines = window.lines = {}, p = CanvasRenderingContext2D.prototype;
  let path = [], last = null;
  const watch = (name, f) => { const own = p[name]; p[name] = function (...a) { f.call(this, a); return own.apply(this, a); }; };
  watch('beginPath', () => { path = []; last = null; });
  watch('moveTo', ([x, y]) => { last = [x, y]; });
  watch('lineTo', ([x, y]) => { if (last) path.push([...last, x, y]); last = [x, y]; });
  watch('stroke', function () {
    const { width, height } = this.canvas, cut = (v, most) => Math.min(most, Math.max(0, v));
    const on = path.filter(([x, y, z, w]) => Math.max(x, z) > 0 && Math.min(x, z) < width && Math.max(y, w) > 0 && Math.min(y, w) < height);
    const xs = on.flatMap(([x, , z]) => [cut(x, width), cut(z, width)]), ys = on.flatMap(([, y, , w]) => [cut(y, height), cut(w, height)]);
    if (on.length && this.canvas.isConnected)
      (lines[this.getLineDash()] ||= []).push([Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)]); });
}"""
def corridor(place: dict[str, Any]) -> str:
    """Two degrees from west to east and a twelfth of a degree wide, as GeoJSON text."""
    w, e, s, n = place["lon"] - 1, place["lon"] + 1, place["lat"] - 0.04, place["lat"] + 0.04
    return json.dumps({"type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]]})


def moved(data: PictureData, lat: float, lon: float, long: bool = False) -> PictureData:
    """The war somewhere else, its hills in another shape."""
    def put(row: dict[str, Any]) -> dict[str, Any]:
        return row if row.get("lat") is None else {**row, "lat": row["lat"] + lat, "lon": row["lon"] + lon}

    def placed(claim: dict[str, Any]) -> dict[str, Any]:
        place = claim["place"] and put(claim["place"])
        return {**claim, "place": {**place, "geometry": corridor(place)} if place and long and place["name"] == "Elst hills" else place}

    return replace(data, control=tuple(map(put, data.control)), events=tuple(map(put, data.events)), claims=tuple(map(placed, data.claims)))


@pytest.fixture
def lines(opened: Open, tmp_path: Path) -> Callable[..., dict[str, list[list[float]]]]:
    """The lines that are drawn for a picture: by their dashes, the width and height of each in pixels."""
    def draw(data: PictureData, state: str = "day=2031-05-08&back=0") -> dict[str, list[list[float]]]:
        path = tmp_path / "map.html"
        path.write_text(picture(data), "utf-8")
        page = opened(state, page_file=path, script=f"({LISTEN})()")
        page.wait_for_function("() => Object.keys(window.lines || {}).length > 0")
        found: dict[str, list[list[float]]] = page.evaluate("""async () => {
          let before = '';  // until half a second has brought no line
          while (before !== JSON.stringify(window.lines)) {
            before = JSON.stringify(window.lines);
            await new Promise(r => setTimeout(r, 500));
          }
          return window.lines; }""")
        return found
    return draw


def test_disputed_borders_are_dashed_and_settled_ones_are_not(lines: Callable[..., Any]) -> None:
    here = next(r for r in war().control if r.get("lat") is not None)
    kashmir, mali = (lines(moved(war(), lat - here["lat"], lon - here["lon"])) for lat, lon in ((34.3, 74.6), (14.6, -1.5)))
    assert kashmir[DISPUTED] and max(w + h for w, h in kashmir[DISPUTED]) > 100, "the Line of Control"
    assert DISPUTED not in mali and mali[BORDER]


def test_an_area_has_its_own_shape_and_a_region_is_a_ring(lines: Callable[..., Any]) -> None:
    def shapes(found: dict[str, list[list[float]]]) -> set[str]:
        return {"long" if w > 6 * h else "round" for w, h in found.get(EVENT, []) + found.get(HELD, []) if w > 20}

    assert shapes(lines(war())) == {"round"}
    assert "long" in shapes(lines(moved(war(), 0, 0, long=True)))
