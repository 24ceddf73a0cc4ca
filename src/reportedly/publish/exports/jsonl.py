"""jsonl: every row whole, one JSON object a line; `kind` is document, claim, decision, event or control. The format that loses nothing:
claims are as they were read, what people decided of them stands beside them, and events and control heed it."""
from __future__ import annotations

from pathlib import Path

from .material import Material, Options
from .report import Noting, Report

KINDS = {"documents": "document", "claims": "claim", "decisions": "decision", "events": "event", "control": "control"}


def write(material: Material, out: Path, options: Options) -> Report:
    """Write documents, claims, decisions, events and control, in this order; rows are streamed."""
    import msgspec
    encode = msgspec.json.Encoder().encode
    noting = Noting()
    with out.open("wb") as file:
        for table, kind in KINDS.items():
            for row in getattr(material, table):
                file.write(encode({"kind": kind, **row}) + b"\n")
                noting.wrote(table)
    return noting.report()
