"""jsonl: every row whole, one JSON object a line; `kind` is document, claim, event or control. The format that loses nothing."""
from __future__ import annotations

from pathlib import Path

from .material import Material, Options
from .report import Noting, Report

KINDS = {"documents": "document", "claims": "claim", "events": "event", "control": "control"}


def write(material: Material, out: Path, options: Options) -> Report:
    """Write documents, claims, events and control, in this order; rows are streamed."""
    import msgspec
    encode = msgspec.json.Encoder().encode
    noting = Noting()
    with out.open("wb") as file:
        for table, kind in KINDS.items():
            for row in getattr(material, table):
                file.write(encode({"kind": kind, **row}) + b"\n")
                noting.wrote(table)
    return noting.report()
