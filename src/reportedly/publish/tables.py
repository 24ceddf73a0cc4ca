"""Rows as text for a terminal: claims, who holds what, events, sources, and a sentence with its parts marked.

Rows are plain dicts with the keys that `--json` prints. Everything from outside goes through `clean`: no control
characters, no marks that turn the reading direction, and never as markup.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..model.claim import Claim
from ..model.document import Document
from ..model.record import record
from ..model.reference import Resolution
from . import clean, words

Row = Mapping[str, Any]
Pairs = Iterable[tuple[Claim, Resolution]]

# Parts of a sentence in the order in which a reader asks for them, with a style that holds on dark and light.
PARTS = {"trigger": "bold reverse", "actor": "bold magenta", "target": "bold yellow", "place": "bold green", "when": "bold cyan",
         "source": "bold blue"}
TIER_STYLE = {"held": "bold", "claimed": "italic", "contested": "bold reverse", "denied": "strike", "presence": "dim",
              "unknown": "dim"}


def claims(document: Document, pairs: Pairs, console: Console | None = None) -> None:
    """Print one document's claims as a table under its heading."""
    out = console or Console()
    rows = [record(c, r) for c, r in pairs]
    out.print(_heading(document))
    out.print(claim_table(rows) if rows else Text("  no event of the codebook", "dim"))
    out.print()


def explain(document: Document, pairs: Pairs, console: Console | None = None) -> None:
    """Print each claim's sentence with its parts marked, its fields, and the rule or model behind them."""
    out = console or Console()
    out.print(_heading(document))
    for claim, found in pairs:
        row = record(claim, found)
        out.print()
        out.print(Text.assemble((f"{row['type']} ", "bold"), (f"p {row['probability']:.2f}  {row['id']}", "dim")))
        out.print(marked(row, document.text, brackets=out.color_system is None))
        for label, said in _fields(row):
            out.print(Text.assemble((f"  {label:<13}", PARTS.get(label, "dim")), clean.line(said)))
        for reason in row["because"]:
            said = " ".join(clean.line(reason[k]) for k in ("rule", "text") if reason[k])
            out.print(Text.assemble(("  because      ", "dim"), (f"{clean.line(reason['field'])}: ", "dim"), (said, "dim")))
    out.print()


def claim_table(rows: Iterable[Row]) -> Table:
    """Claims, one a line: what, who, whom, where, when, who says so, how sure."""
    table = _table("what", "who", "whom", "where", "when", "says who", "how sure")
    for row in rows:
        what = f"{row['type']} “{row['trigger']}”" if row.get("trigger") else row["type"]
        table.add_row(*(_text(x) for x in (
            what, ", ".join(row["actor"]), ", ".join(row["target"]),
            words.where(row["place"]), words.when(row["when"]), words.chain(row["source"]), words.sure(row))))
    return table


def control_table(rows: Iterable[Row]) -> Table:
    """Who holds what, one place (and period) a line: `place, from, to or day, holder, status, probability, claims`; and according
    to whom, where rows carry `sources` (names)."""
    every = list(rows)
    told = any(row.get("sources") for row in every)
    table = _table("place", "days", "tier", "holder", "p", "claims", *(["according to"] if told else []))
    for row in every:
        status = str(row["status"])
        table.add_row(_text(words.place_name(row)), _text(words.days(row)), Text(clean.line(status), TIER_STYLE.get(status, "")),
                      _text(row.get("holder") or "not known"), _text(words.percent(row.get("probability"))),
                      _text(len(row.get("claims") or ())), *([_text("; ".join(row.get("sources") or ()))] if told else []))
    return table


def event_table(rows: Iterable[Row]) -> Table:
    """Events, one a line: what, where, when, who, standing, killed, and reports against independent sources."""
    table = _table("what", "where", "when", "who", "standing", "killed", "reports")
    for row in rows:
        table.add_row(*(_text(x) for x in (
            row["type"], words.place_name(row), words.days(row), words.sides(row), row["standing"], words.span(row.get("killed")),
            words.folded(len(row["reports"]), row.get("independent_sources")))))
    return table


def source_table(rows: Iterable[Row]) -> Table:
    """Sources, one a line: who, of what kind, for whom, with grade and record."""
    table = _table("source", "kind", "speaks for", "grade", "claims", "confirmed", "refuted", "why")
    keys = ("name", "kind", "side", "reliability", "claims", "confirmed", "refuted", "because")
    for row in rows:
        table.add_row(*(_text(row.get(k, "")) for k in keys))
    return table


def diff_table(rows: Iterable[Row]) -> Table:
    """What is different between two days, one place a line: rows with place, before and after (a control row or None)."""
    table = _table("place", "before", "after", "p")
    for row in rows:
        before, after = row["before"], row["after"]
        table.add_row(_text(words.place_name(row)), _text(words.tier(before) if before else "unknown"), _text(words.tier(after)),
                      _text(words.percent(after["probability"])))
    return table


def marked(row: Row, text: str, brackets: bool = False) -> Text:
    """The claim's sentence with trigger, actor, target, place, when and source in colour, or in brackets where there is none."""
    out = Text("  ")
    shown = clean.spread(text)
    at = row["start"]
    for start, end, part in _parts(row):
        out.append(shown[at:start])
        out.append(f"[{part}: {shown[start:end]}]" if brackets else shown[start:end], None if brackets else PARTS[part])
        at = end
    return out.append(shown[at:row["end"]])


def _parts(row: Row) -> list[tuple[int, int, str]]:
    """Non-overlapping spans inside the sentence, in order; the trigger goes first, then the order of PARTS."""
    spans = row["spans"]
    wanted = [(*spans["trigger"], "trigger"), *((*s, "actor") for s in spans["actor"]), *((*s, "target") for s in spans["target"]),
              *((*spans[k], k) for k in ("place", "when") if spans[k]), *((*s[:2], "source") for s in spans["source"])]
    kept: list[tuple[int, int, str]] = []
    for start, end, part in wanted:
        inside = row["start"] <= start < end <= row["end"]
        if inside and all(end <= s or start >= e for s, e, _ in kept):
            kept.append((start, end, part))
    return sorted(kept)


def _fields(row: Row) -> list[tuple[str, str]]:
    """The claim's fields in words, the empty ones left out."""
    told = [("actor", ", ".join(row["actor"])), ("target", ", ".join(row["target"])), ("place", words.where(row["place"])),
            ("when", words.when(row["when"])), ("source", words.chain(row["source"])), ("factuality", row["factuality"]),
            ("verification", row["verification"] or ""), ("background", "history" if row["background"] else ""),
            ("counts", "; ".join(words.count(c) for c in row["counts"]))]
    return [(label, said) for label, said in told if said]


def _heading(document: Document) -> Text:
    about = "  ".join(clean.line(x) for x in (document.date or "no date", document.outlet, document.title) if x)
    return Text.assemble((clean.line(document.id), "bold"), "  ", about)


def _table(*columns: str) -> Table:
    table = Table(box=None, header_style="bold dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column in ("p", "claims", "confirmed", "refuted") else "left")
    return table


def _text(value: object) -> Text:
    return Text(clean.line(value))


def show(table: Table, console: Console | None = None) -> None:
    """Print a table; as wide as the terminal."""
    (console or Console()).print(table)


def story(sentences: Sequence[str], console: Console | None = None) -> None:
    """Print sentences from outside as they are, one a line, without markup."""
    out = console or Console()
    for sentence in sentences:
        out.print(Text(clean.line(sentence)))
