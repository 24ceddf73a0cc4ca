"""Report: what a format could hold, what it could not, and what was left out of the file."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

EXAMPLES = 5
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`written` counts rows by table; `left_out` events by reason, each with ids; `lost` what the rows in the file no longer say,
    with how often, or 0 where the format never can; `notes` how to read the file."""

    format: str
    written: Counts
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    lost: Counts = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The report in sentences for a person."""
        out = [f"{self.format}: " + (", ".join(f"{n} {what}" for what, n in self.written) or "nothing") + " written"]
        for reason, ids in self.left_out:
            some = ", ".join(ids[:EXAMPLES]) + (" …" if len(ids) > EXAMPLES else "")
            out.append(f"left out: {reason} ({len(ids)}: {some})")
        out += [f"not held: {what} ({n})" if n else f"not held: {what}" for what, n in self.lost]
        return out + [f"note: {n}" for n in self.notes]


class Noting:
    """Collects what a Report says while rows are written."""

    def __init__(self) -> None:
        self._written: Counter[str] = Counter()
        self._left: dict[str, list[str]] = {}
        self._lost: Counter[str] = Counter()
        self._notes: dict[str, None] = {}

    def wrote(self, what: str, n: int = 1) -> None:
        self._written[what] += n

    def left(self, reason: str, key: str) -> None:
        """An event that is not in the file, and why."""
        self._left.setdefault(reason, []).append(key)

    def lost(self, what: str, n: int = 1) -> None:
        """Something that rows of the file cannot say."""
        self._lost[what] += n

    def never(self, what: str) -> None:
        """Something that the format cannot say of any row."""
        self._lost[what] += 0

    def note(self, text: str) -> None:
        self._notes.setdefault(text)

    def report(self) -> Report:
        """What was noted so far."""
        return Report("", tuple(self._written.items()), tuple((k, tuple(v)) for k, v in self._left.items()),
                      tuple(self._lost.items()), tuple(self._notes))
