"""geojson (RFC 7946): who holds what and events, one feature a line; areas as polygons, what has no point with a null geometry."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ...model.rows import Row
from ..data import PictureData
from ..geojson import map_geojson
from .material import Material, Options
from .report import Noting, Report


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one FeatureCollection."""
    import msgspec
    noting = Noting()
    found = features(material)
    with out.open("wb") as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for n, feature in enumerate(found):
            file.write((b",\n" if n else b"\n") + msgspec.json.encode(feature))
            noting.wrote(f"{feature['properties']['kind']} features")
            if feature["geometry"] is None:
                noting.lost("no geometry: the place is not known to a point")
        file.write(b"\n]}\n")
    noting.never("sentences, chains of speakers and figures of the claims: properties.claims and reports have their ids")
    return noting.report()


def features(material: Material) -> list[Row]:
    """Control and events as GeoJSON features, in this order."""
    data = PictureData(material.title, (), _sized(material.claims), material.events, material.control)
    found: list[Row] = map_geojson(data)["features"]
    return found


def _sized(claims: Iterable[Row]) -> tuple[Row, ...]:
    """Of each claim only what tells the size of a place."""
    return tuple({"place": c["place"]} for c in claims if c["place"] and c["place"].get("radius_km") is not None)
