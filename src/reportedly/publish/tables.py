"""Rows as text for a terminal: claims, who holds what, events, sources, and a sentence with its parts marked.

Rows are plain dicts with the keys that `--json` prints. Everything from outside goes through `clean`: no control
characters, no marks that turn the reading direction, and never as markup.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from rich.console import Console, ConsoleOptions
from rich.padding import Padding
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
FIGURES = ("p", "claims", "true", "false", "reports by sources")
GAP = 2
_BREAK = re.compile(r"[ \n]+|(?<=[^\W\d]-)(?=[^\W\d])")  # where textwrap may break: spaces, and hyphens in names but not in days
_SPACE, _NEVER = re.compile(r"[ \n]+"), re.compile(r"(?!)")
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


def claim_table(rows: Iterable[Row]) -> Fitted:
    """Claims, one a line: what, who, whom, where, when, who says so, how sure."""
    lines = []
    for row in rows:
        what = f"{row['type']} “{row['trigger']}”" if row.get("trigger") else row["type"]
        lines.append((what, ", ".join(row["actor"]), ", ".join(row["target"]),
                      words.where(row["place"]), words.when(row["when"]), words.chain(row["source"]), words.sure(row)))
    return _table(("what", "who", "whom", "where", "when", "says\u00a0who", "how\u00a0sure"), lines)


def control_table(rows: Iterable[Row]) -> Fitted:
    """Who holds what, one place (and period) a line: `place, from, to or day, holder, status, probability, claims`; and according
    to whom, where rows carry `sources` (names)."""
    lines = []
    for row in rows:
        status = str(row["status"])
        holder = "" if status == "unknown" else row.get("holder") or "not known"
        if status == "contested" and row.get("holder"):
            holder = f"{holder} likelier"  # nobody holds it
        lines.append((words.place_name(row), words.days(row), Text(clean.line(status), TIER_STYLE.get(status, "")), holder,
                      "" if status in ("unknown", "contested") else words.percent(row.get("probability")), len(row.get("claims") or ()),
                      "; ".join(row.get("sources") or ())))
    return _table(("place", "days", "tier", "holder", "p", "claims", "according to"), lines)


def event_table(rows: Iterable[Row]) -> Fitted:
    """Events, one a line: what, where, when, who, standing, killed, reports by independent sources."""
    return _table(("what", "where", "when", "who", "standing", "killed", "reports by sources"), [
        (row["type"], words.place_name(row), words.days(row), words.sides(row), row["standing"], words.span(row.get("killed")),
         " by ".join(str(n) for n in (len(row["reports"]), row.get("independent_sources")) if n)) for row in rows])


def source_table(rows: Iterable[Row]) -> Fitted:
    """Sources, one a line: who, of what kind, for whom, with grade and record."""
    return _table(("source", "kind", "grade", "claims", "true", "false", "why"), [
        (_speaks(row), row["kind"], *(row.get(k, "") for k in ("reliability", "claims", "confirmed", "refuted", "because")))
        for row in rows])


def _speaks(row: Row) -> str:
    """The source's name, and whom it speaks for where that is somebody else."""
    side = row.get("side")
    return f"{row['name']}, for {side}" if side and side != row["name"] else str(row["name"])


def diff_table(rows: Iterable[Row]) -> Fitted:
    """What is different between two days, one place a line: rows with place, before and after (a control row or None)."""
    return _table(("place", "before", "after", "p"), [
        (words.place_name(row), words.tier(row["before"]) if row["before"] else "unknown", words.tier(row["after"]),
         "" if row["after"]["status"] in ("unknown", "contested") else words.percent(row["after"]["probability"])) for row in rows])


def marked(row: Row, text: str, brackets: bool = False) -> Text:
    """The claim's sentence with trigger, actor, target, place, when and source in colour, or in brackets where there is none."""
    out = Text("  ")
    shown = clean.spread(text)
    at = row["start"]
    for start, end, part in parts(row):
        out.append(shown[at:start])
        out.append(f"[{part}: {shown[start:end]}]" if brackets else shown[start:end], None if brackets else PARTS[part])
        at = end
    return out.append(shown[at:row["end"]])


def parts(row: Row) -> list[tuple[int, int, str]]:
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


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table that breaks no word while there is room, in a terminal of any width; columns that say nothing are left out."""

    columns: tuple[str, ...]
    lines: tuple[tuple[Text, ...], ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table]:
        table = Table(box=None, header_style="bold dim", pad_edge=False, padding=(0, GAP, 0, 0))
        cells = [[name, *(line[i].plain for line in self.lines)] for i, name in enumerate(self.columns)]
        found = widths(cells, options.max_width)
        for name, width in zip(self.columns, found, strict=True):
            table.add_column(name.replace("\u00a0", " "), overflow="fold", width=width, justify="right" if name in FIGURES else "left")
        for line in self.lines:
            table.add_row(*(_wrapped(x, w) for x, w in zip(line, found, strict=True)))
        yield table


def _wrapped(text: Text, width: int) -> Text:
    """The text with line breaks where the column ends, none of them inside a day."""
    whole = re.sub(r"(?<=\d)-(?=\d)", "\0", text.plain)
    return Text("\n".join(wrap(whole, width)).replace("\0", "-"), text.style)


def widths(cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """Letters for each column of texts: its longest word at least (names with hyphens may break there), where all of them fit
    into `room`; what is left makes names whole first, then goes to the columns that need most lines."""
    out, names, whole = (_longest(cells, where) for where in (_BREAK, _SPACE, _NEVER))
    left = room - GAP * (len(cells) - 1) - sum(out)
    while left < 0 and max(out) > 1:
        out[out.index(max(out))] -= 1
        left += 1
    for need in (names, whole):
        while left > 0 and any(n > w for n, w in zip(need, out, strict=True)):
            out[max(range(len(out)), key=lambda i: need[i] / max(out[i], 1) if need[i] > out[i] else 0)] += 1
            left -= 1
    return out


def _longest(cells: Sequence[Sequence[str]], where: re.Pattern[str]) -> list[int]:
    return [max(len(part) for text in column for part in where.split(text)) for column in cells]


def _table(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> Fitted:
    cells = [[x if isinstance(x, Text) else Text(clean.line(x)) for x in line] for line in lines]
    kept = [i for i in range(len(columns)) if any(line[i].plain.strip() for line in cells)]
    return Fitted(tuple(columns[i] for i in kept), tuple(tuple(line[i] for i in kept) for line in cells))


def show(table: Fitted, console: Console | None = None) -> None:
    """Print a table; as wide as the terminal."""
    (console or Console()).print(table)


def story(sentences: Sequence[str], console: Console | None = None) -> None:
    """Print sentences from outside as they are, without markup: the answer, then what it rests on, each indented."""
    out = console or Console()
    for i, sentence in enumerate(sentences):
        said = Text(clean.line(sentence))
        out.print(Padding(said, (0, 0, 0, 2), expand=False) if i else said)
