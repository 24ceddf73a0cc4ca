"""Exports: the rows of a ledger in other people's formats."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .. import __version__
from ..model.decision import known
from ..model.event import Report
from ..model.record import record
from ..model.rows import Row, decision_row, document_row

if TYPE_CHECKING:
    from ..model.decision import Decision
    from ..model.reference import Codes
    from ..publish.exports.material import Material, Options
    from ..publish.exports.report import Report as Made


# Whose rules count vague words in a format; ACLED's own module applies its rules, to say what range they drop.
WORDS = {"ucdp": "ucdp"}


@dataclass(frozen=True, slots=True)
class Window:
    """What of a ledger is exported: days `since` to `until` (both included), one place, as known on `as_of`; None: no bound."""

    since: str | None = None
    until: str | None = None
    place: str | None = None
    as_of: str | None = None


def export(where: str, name: str, out: str, window: Window | None = None, options: Options | None = None,
           blur_km: float | None = None, blur_places: tuple[str, ...] = ()) -> Made:
    """Write the ledger at `where` in the format `name` to `out`; returns what the format could not hold.

    Raises UsageError for a format or window that makes no sense, ReportedlyError where the file cannot be written.
    """
    from ..publish.exports import export as write
    from ..publish.exports import writer
    writer(name)
    window = window or Window()
    found = material(where, window, WORDS.get(name, "guide"), as_read=name == "jsonl")
    notes: tuple[str, ...] = () if name == "jsonl" else _decided(where)
    if (window.since or window.until) and (never := sum(not e["dates"] for e in found.events)):
        notes = (f"{never} events of which no day is known at all are chosen whatever the window",)
    if blur_km is not None:
        from ..publish.exports.blur import SAID, blurred
        found, notes = blurred(found, blur_km, blur_places), (*notes, *SAID)
    made = write(name, found, out, options)
    return replace(made, notes=(*made.notes, *notes))


def _decided(where: str) -> tuple[str, ...]:
    """Notes of what people decided of claims, which all formats but jsonl have as decided."""
    from ..assess.decisions import standing
    kinds = [d.kind for d in standing(_decisions(where))]
    said = [(kinds.count("retract"), "people retracted are left out"), (kinds.count("correct"), "people corrected are as corrected")]
    return tuple(f"claims of {n} decisions by which {what}; as they were read they stand in jsonl" for n, what in said if n)


def material(where: str, window: Window, words: str = "guide", as_read: bool = False) -> Material:
    """What is exported: claims and documents as streams from the ledger, events and control as they are derived; `words` says by
    whose rules vague words are counted (`assess.profiles`). Claims are as people decided, or `as_read` with the decisions beside them."""
    from ..assess.decisions import standing
    from ..model.errors import UsageError
    from ..publish.exports.material import Again, Known, Material
    from . import events, history
    if window.since and window.until and window.since > window.until:
        raise UsageError(f"{window.since} is after {window.until}")
    happened = tuple(e for e in events(where, as_of=window.as_of, since=window.since, place=window.place, profile=words)
                     if not window.until or not e["dates"] or e["dates"]["start"] <= window.until)
    held = tuple(r for r in (_clipped(r, window) for r in history(where, as_of=window.as_of, place=window.place)) if r)
    wanted = {r["claim"] for e in happened for r in e["reports"]} | {c for r in held for c in r["claims"]}
    decisions = known(_decisions(where), window.as_of)
    bounded = window.since or window.until or window.place
    chosen = _Chosen(where, window.as_of, frozenset(wanted) if bounded else None, () if as_read else standing(decisions))
    keys = {r["key"] for r in chosen.documents()} if as_read and decisions else set()
    told = tuple(decision_row(d) for d in decisions if any(t.document in keys for t in d.targets) or d.kind == "undo") if as_read else ()
    made = max((r["date"][:10] for r in chosen.documents() if r["date"]), default="")
    return Material(Again(chosen.documents), Again(chosen.claims), happened, held, Known(_codes, _admin), made=made,
                    origin=f"reportedly-{__version__}", decisions=told)


def _decisions(where: str) -> tuple[Decision, ...]:
    from ..ledger import open_ledger
    with open_ledger(where, create=False) as ledger:
        return ledger.decisions()


def _clipped(row: Row, window: Window) -> Row | None:
    """A period of control inside the window; None where it is outside."""
    start, end = max(row["from"], window.since or ""), min(row["to"], window.until or "9999")
    return {**row, "from": start, "to": end} if start <= end else None


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Claims and documents of a ledger as streams: those behind the chosen claims, or all (None)."""

    where: str
    as_of: str | None
    wanted: frozenset[str] | None
    decisions: Sequence[Decision] = ()

    def claims(self) -> Iterator[Row]:
        for r in self._reports():
            yield record(r.claim, r.found)

    def _decide(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Claims as people decided: those retracted left out, others corrected. No decision reaches beyond its documents."""
        from ..assess.decisions import decide
        by_document: dict[str, list[Decision]] = {}
        for d in self.decisions:
            for key in {t.document for t in d.targets}:
                by_document.setdefault(key, []).append(d)
        for r in reports:
            mine = by_document.get(r.publication.key)
            yield from decide([r], mine)[0] if mine else [r]

    def documents(self) -> Iterator[Row]:
        from ..ledger import open_ledger
        cited = None if self.wanted is None else {r.claim.document for r in self._reports()}
        with open_ledger(self.where, create=False) as ledger:
            for d in ledger.documents(self.as_of):
                if cited is None or d.key in cited:
                    yield document_row(d)

    def _reports(self) -> Iterator[Report]:
        from ..ledger import open_ledger
        with open_ledger(self.where, create=False) as ledger:
            for r in self._decide(ledger.reports(as_of=self.as_of)):
                if self.wanted is None or r.claim.id in self.wanted:
                    yield r


def _codes(actor: str, kind: str, country: str, day: str, where: str) -> Codes:
    from ..resolve.codes import codes
    return codes(actor, kind, country, day, where)


def _admin(key: str) -> tuple[str, str]:
    """Names of the first- and second-order unit of a place in the gazetteer."""
    from ..resolve.gazetteer.store import gazetteer
    found = gazetteer().by_key(key) if key else None
    if found is None:
        return "", ""
    one, two = (gazetteer().by_key(k) if k and k != key else None for k in (found.admin1, found.admin2))
    return (one.name if one else ""), (two.name if two else "")

