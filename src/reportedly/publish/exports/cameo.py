"""cameo: events as a table of CAMEO codes with Goldstein's scale, tab-separated with a header."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...model.rows import Row
from . import text
from .dates import one_day
from .dyads import parties, quad
from .material import Material, Options
from .profile import coded, speaker_lost, table
from .report import Noting, Report

COLUMNS: list[str] = table("cameo")["cameo"]


def write(material: Material, out: Path, options: Options) -> Report:
    """Write one row for each event that CAMEO has a code for."""
    noting = Noting()
    rows = list(cameo_rows(material, options, noting))
    noting.wrote("rows", text.write_rows(out, COLUMNS, rows, delimiter="\t"))
    noting.never("ranges of the killed, precision of place and time")
    return noting.report()


def cameo_rows(material: Material, options: Options, noting: Noting) -> Iterator[Row]:
    """The rows as dicts."""
    done = []
    labels = table("cameo")["codes"]
    for c in coded("cameo", material, options, noting):
        day = one_day(c.case, noting)
        if not day:
            continue
        done.append(c)
        one, two = parties(c.case, material.known, noting)
        code = str(c.rule.gives["code"])
        about = labels.get(code, {})
        yield {"event_id": c.case.id, "date": day, "source": one.codes.cameo if one else "",
               "target": two.codes.cameo if two else "", "code": code, "label": about.get("label", ""), "goldstein": about.get("scale"),
               "quad": quad(code), "actor": one.every if one else "", "recipient": two.every if two else "", "place": c.event["place"],
               "country": c.event["country"], "latitude": c.event["lat"], "longitude": c.event["lon"], "reports": len(c.event["reports"])}
    speaker_lost(noting, done)
