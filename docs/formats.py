"""The page on formats, from the code: what each is, which way it goes, its columns, and the rules that map event types."""
from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from reportedly.model.codebook import event_types
from reportedly.publish.exports import FORMATS
from reportedly.publish.exports.profile import rules, table
from reportedly.publish.exports.sheets import SHEETS

NOTE = "<!-- Made by docs/generate.py from the code; edit that, not this. -->\n"
INTRO = """# Formats

    reportedly export --ledger war.db --format NAME --out FILE

Each format says on standard error what it could not hold, and with `--report FILE` as JSON. Profiles of events take what is
established or claimed; denied, disputed, possible, planned and past events are left out and counted (`--include` takes them in;
PLOVER has modes for them). So are events of which no text tells the day (`--include undated`).
Rows of profiles are drafts by rule for a coder to check: none of these projects has seen them.
"""
INWARD = {
    "deepstate": "areas of control as GeoJSON polygons with a status, as DeepState's map has them: who holds each town inside.",
    "gdelt-mentions": "GDELT 2.0's table of mentions, 16 tab-separated columns: which outlet told an event. Import its events first."}
"""What is only read."""
Row = dict[str, Any]


def lines(head: list[str], body: list[list[str]]) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(" ".join(c.split()).replace("|", "\\|") for c in cells) + " |"
    return "\n".join([line(head), "|" + "---|" * len(head), *map(line, body)]) + "\n"


def words(name: str) -> str:
    """What a format's module, or its function where it writes several, says of it."""
    module, _, function = FORMATS[name].partition(":")
    found = importlib.import_module(module)
    text = inspect.getdoc(found) if function == "write" else inspect.getdoc(getattr(found, function))
    first = " ".join((text or "").split("\n\n")[0].split())
    return first.removeprefix(f"{name}: ")


def columns(name: str) -> list[str]:
    found = importlib.import_module(FORMATS[name].partition(":")[0])
    given = getattr(found, "HEAD", None) or getattr(found, "COLUMNS", None)
    return [] if isinstance(given, dict) and name == "csv" else list(given or ())


def inward() -> dict[str, str]:
    """Formats that `reportedly import` reads, by name, where the command is there."""
    if find_spec("reportedly.read.foreign") is None:
        return {}
    found = importlib.import_module("reportedly.read.foreign")
    return dict.fromkeys(getattr(found, "FORMATS", {}), "yes")


def mapping(name: str, gives: Callable[[Row], str]) -> str:
    body = []
    for r in rules(name):
        types = ", ".join(f"`{t}`" for t in event_types() if t in r.types)
        when = "; ".join(f"{k}: {' or '.join(map(str, v)).lower()}" for k, v in r.when)
        body.append([types, when, gives(dict(r.gives)) if r.gives else "left out: " + r.left, r.name])
    return lines(["our type", "where", "becomes", "the codebook's rule"], body)


def formats_page() -> str:
    read = inward()
    names = sorted({*FORMATS, *read})
    parts = [NOTE + INTRO, lines(["name", "in", "out", "what it is"], [
        [f"`{n}`", read.get(n, ""), "yes" if n in FORMATS else "", words(n) if n in FORMATS else INWARD[n]] for n in names])]
    parts.append("## Columns\n\nThe tables that csv, xlsx, parquet, geoparquet, sqlite, gpkg and shp share. Unknown is an empty cell,\n"
                 "never 0.\n")
    for name, sheet in SHEETS.items():
        body = [[f"`{c.name}`", c.kind, f"`{c.short}`" if c.short != c.name else "", c.words] for c in sheet]
        parts.append(f"### {name}\n\n" + lines(["column", "kind", "in shp", "it is"], body))
    for name in sorted(FORMATS):
        if found := columns(name):
            parts.append(f"### {name} ({len(found)} columns)\n\n" + ", ".join(f"`{c}`" for c in found) + "\n")
    parts.append("## How event types become others\n\nThe first rule that fits counts. The tables are data:\n"
                 "`src/reportedly/publish/exports/data/`.\n")
    codes = table("cameo")["codes"]
    for title, name, gives in (
            ("ACLED", "acled", lambda g: f"{table('acled')['sub'][g['sub']]['type']}: {g['sub']}"),
            ("UCDP GED", "ucdp", lambda g: "type of violence by the sides: 1 a state and an armed side, 2 two armed sides, 3 civilians"),
            ("CAMEO, ICEWS, GDELT", "cameo", lambda g: f"{g['code']} {codes[g['code']]['label']}"),
            ("PLOVER, POLECAT", "plover", lambda g: " ".join(x for x in (g["event"], g["mode"]) if x))):
        parts.append(f"### {title}\n\n" + mapping(name, gives))
    return "\n".join(parts)
