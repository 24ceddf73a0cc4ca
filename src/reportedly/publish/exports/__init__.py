"""exports: the ledger's claims, events and control rows in other people's formats, and what each format could not hold.

A format is a function `write(material, out, options) -> Report`. Adding one is a module and a line here.
"""
from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from ...model.errors import ReportedlyError, UsageError
from .material import Material, Options
from .report import Report

FORMATS = {
    "acled": "reportedly.publish.exports.acled:write",
    "cameo": "reportedly.publish.exports.cameo:write",
    "claimreview": "reportedly.publish.exports.claimreview:write",
    "csv": "reportedly.publish.exports.delimited:write",
    "eventreport": "reportedly.publish.exports.eventreport:write",
    "ftm": "reportedly.publish.exports.ftm:write",
    "gdelt": "reportedly.publish.exports.gdelt:write",
    "geojson": "reportedly.publish.exports.features:write",
    "geoparquet": "reportedly.publish.exports.arrow:write_geo",
    "gpkg": "reportedly.publish.exports.gpkg:write",
    "hxl": "reportedly.publish.exports.hxl:write",
    "icews": "reportedly.publish.exports.icews:write",
    "jsonl": "reportedly.publish.exports.jsonl:write",
    "kml": "reportedly.publish.exports.kml:write",
    "kmz": "reportedly.publish.exports.kml:write_zipped",
    "misp": "reportedly.publish.exports.misp:write",
    "parquet": "reportedly.publish.exports.arrow:write",
    "plover": "reportedly.publish.exports.plover:write",
    "polecat": "reportedly.publish.exports.polecat:write",
    "prov": "reportedly.publish.exports.prov:write",
    "shp": "reportedly.publish.exports.shapefiles:write",
    "sqlite": "reportedly.publish.exports.sqlite:write",
    "ucdp": "reportedly.publish.exports.ucdp:write",
    "viina": "reportedly.publish.exports.viina:write",
    "webannotation": "reportedly.publish.exports.webannotation:write",
    "xlsx": "reportedly.publish.exports.xlsx:write",
}
# What a format needs beyond the package itself.
EXTRA = {"pyarrow": "formats", "openpyxl": "formats", "shapely": "formats", "shapefile": "formats"}


def writer(name: str) -> Callable[[Material, Path, Options], Report]:
    """The function that writes a format. Raises UsageError for a name that is none."""
    if name not in FORMATS:
        raise UsageError(f"{name!r} is none of the formats {', '.join(sorted(FORMATS))}")
    module, _, function = FORMATS[name].partition(":")
    found: Callable[[Material, Path, Options], Report] = getattr(import_module(module), function)
    return found


def export(name: str, material: Material, out: str, options: Options | None = None) -> Report:
    """Write `material` to `out` ("-": standard output), all of it or nothing; returns what the format could not hold.

    Raises ReportedlyError in one line where the file cannot be written or an optional package is missing.
    """
    write = writer(name)
    where = Path(out).parent if out != "-" else None
    try:
        with TemporaryDirectory(prefix=".export-", dir=where) as folder:
            made = Path(folder) / (Path(out).name if out != "-" else "out")
            report = write(material, made, options or Options())
            if out == "-":
                sys.stdout.buffer.write(made.read_bytes())
                sys.stdout.flush()
            else:
                os.replace(made, out)
    except OSError as error:
        raise ReportedlyError(f"{out}: {(error.strerror or 'cannot be written').lower()}") from None
    except ModuleNotFoundError as error:
        extra = EXTRA.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        raise ReportedlyError(f"{name} needs {error.name}: pip install 'reportedly[{extra}]'") from None
    return replace(report, format=name)
