"""Import: other people's events into a ledger, each a document of its own with their data set as its outlet.

A newer version of a row is a document beside the old one, whose claims a decision then retracts from the newer one's day on; so are
those of a row that the data set has deleted (`run/versions.py`). Nothing recorded is changed.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..ledger import open_ledger
from ..model.claim import Mention, SourceMention, Span, claim_id
from ..model.document import Document
from ..model.errors import ReadError, UsageError
from ..model.reference import Source
from ..read.foreign import FORMATS, TABLE
from ..read.foreign.told import Pair, Told, document_and_claim
from . import versions

if TYPE_CHECKING:
    from ..ledger.store import Ledger
    from ..read.foreign.acled import Deleted
    from ..read.foreign.areas import Town
    from ..read.item import Item, OnProblem

BATCH = 500
# What an export of ours calls a row: numbers that the data sets do not reach, and our own ids of events.
DRAFT = re.compile(r"acled:[A-Z]*\d{13,}|(?:ucdp|gdelt):\d{14}|(?:icews|polecat):e[0-9a-f]{11}")
TOWNS = 5000
WHOLE = ("acled", "ucdp", "gdelt", "icews", "polecat")


@dataclass
class Imported:
    """What an import did: `rows` read, `added` documents with `claims`, `known` already, `updated` (versions that a newer one replaces),
    `older` (came after a newer version; they count for the days before it), `deleted` events, `absent` (deleted, and not in the ledger),
    `without` a type of ours (kept as documents without a claim), `decisions` of people that came with an export of ours, `own` drafts of
    this very ledger's events (passed over); `covered` has each row's document id with the day of its event, "" where it has none."""

    rows: int = 0
    added: int = 0
    claims: int = 0
    known: int = 0
    updated: int = 0
    older: int = 0
    deleted: int = 0
    absent: int = 0
    without: int = 0
    decisions: int = 0
    own: int = 0
    titles: set[str] = field(default_factory=set)
    covered: dict[str, str] = field(default_factory=dict)


def import_files(files: Sequence[str], form: str, where: str, on_problem: OnProblem, *, day: str | None = None, version: str = "",
                 table: str = "", whole: bool = False) -> Imported:
    """Import files of a format (`read.foreign.FORMATS`) into the ledger at `where`.

    `day` is when the data set was published, for formats whose rows do not say; `version` its version where the file's name does not;
    `table` a user's own mapping (a TOML file like those of the package). With `whole` the files are all that the data set has for the
    days that they cover: its events of those days that are not in them are deleted, unless a row could not be read.
    Raises UsageError for a format that is none, or whose rows are no events with `whole`.
    """
    from ..read.foreign.sheet import members
    if form not in FORMATS:
        raise UsageError(f"{form!r} is none of {', '.join(FORMATS)}")
    if whole and form not in WHOLE:
        raise UsageError(f"a whole release is known of {', '.join(WHOLE)} alone, not of {form}")
    done, unread = Imported(), 0

    def noted(problem: ReadError) -> None:
        nonlocal unread
        unread += 1
        on_problem(problem)
    with open_ledger(where) as ledger:
        gone = versions.ended(ledger)
        deletions: list[Deleted] = []
        for file in files:
            try:
                for item in members(file, noted):
                    if form in ("jsonl", "parquet"):
                        continue
                    items = _items(item, form, ledger, noted, day, table)
                    deletions += _record(items, ledger, form, version, gone, done)
            except ReadError as problem:
                noted(problem)
        # Last, so that a list of deletions may stand before the rows.
        _delete(deletions, ledger, gone, done, form)
        if whole and unread:
            on_problem(ReadError(files[0], "and the others were not taken for the whole release, as some of it could not be read"))
        elif whole:
            _retract_missing(ledger, gone, done, form, day)
        if form in ("jsonl", "parquet"):
            _own(files, ledger, on_problem, done)
    return done


def _items(item: Item, form: str, ledger: Ledger, on_problem: OnProblem, day: str | None, table: str) -> Iterator[Told | Deleted | _Made]:
    from ..read.foreign import acled, areas, coded, sheet, ucdp
    mapping = sheet.table(table or TABLE.get(form, form))
    readers: dict[str, Callable[[], Iterable[Told | Deleted | _Made]]] = {
        "acled": lambda: acled.read(item, mapping, on_problem),
        "ucdp": lambda: ucdp.read(item, mapping, on_problem),
        "gdelt": lambda: coded.read_gdelt(item, mapping, on_problem),
        "gdelt-mentions": lambda: _mentions(coded.mentions(item, mapping, on_problem), ledger, on_problem, item.name),
        "icews": lambda: coded.read_icews(item, mapping, on_problem),
        "polecat": lambda: coded.read_polecat(item, mapping, on_problem),
        "viina": lambda: areas.read_viina(item, mapping, on_problem, _town_of),
        "deepstate": lambda: areas.read_map(item, mapping, on_problem, _towns_in, day)}
    for made in readers[form]():
        yield replace(made, published=made.published or day) if isinstance(made, Told) else made


@dataclass(frozen=True, slots=True)
class _Made:
    """A document and its claim, ready to be recorded."""

    document: Document
    pair: Pair


def _record(items: Iterator[Told | Deleted | _Made], ledger: Ledger, form: str, version: str, gone: dict[str, str],
            done: Imported) -> list[Deleted]:
    """Record rows block by block: new ones added, then what they replace retracted. Returns what is deleted."""
    deletions: list[Deleted] = []
    mine: list[frozenset[str]] = []

    def drafts(ident: str) -> frozenset[str]:
        if not DRAFT.fullmatch(ident):
            return frozenset()
        if not mine:
            mine.append(_drafts(ledger))
        return mine[0]

    while block := list(islice(items, BATCH)):
        done.rows += len(block)
        made: list[tuple[Document, tuple[Pair, ...], str]] = []
        for one in block:
            if isinstance(one, _Made):
                made.append((one.document, (one.pair,), _origin(form, "")))
            elif isinstance(one, Told) and one.id in drafts(one.id):
                done.own += 1
            elif isinstance(one, Told):
                told = replace(one, outlet=f"draft in the columns of {one.outlet}") if DRAFT.fullmatch(one.id) else one
                document, pair = document_and_claim(_at_home(told))
                done.titles.add(told.outlet)
                done.without += not told.type
                made.append((document, (pair,) if told.type else (), _origin(form, told.version or version)))
            else:
                deletions.append(one)
        _add(made, ledger, gone, done, form)
    return deletions


def _drafts(ledger: Ledger) -> frozenset[str]:
    """The ids under which drafts of this ledger's own events would come: they repeat what is here and are no source."""
    from datetime import date, timedelta

    from ..publish.exports.acled import number as acled_number
    from ..publish.exports.countries import country
    from ..publish.exports.material import number
    from . import events
    out: set[str] = set()
    for e in events(ledger.where):
        ident = e["event"]
        out |= {f"{form}:{number(ident)}" for form in ("ucdp", "gdelt")} | {f"{form}:{ident}" for form in ("icews", "polecat")}
        if e["dates"]:
            start, end = (date.fromisoformat(e["dates"][k]) for k in ("start", "end"))
            days = (start + timedelta(n) for n in range(min((end - start).days, 31) + 1))
            out |= {f"acled:{country(e['country']).iso3}{acled_number(ident, day.isoformat())}" for day in days}
    return frozenset(out)


def _add(made: list[tuple[Document, tuple[Pair, ...], str]], ledger: Ledger, gone: dict[str, str], done: Imported, form: str) -> None:
    there = versions.there(ledger, [d.id for d, _, _ in made]) if form != "gdelt-mentions" else {}
    today = datetime.now(UTC).date().isoformat()
    ends: dict[str, str] = {}
    done.covered |= {d.id: _day_of(pairs) for d, pairs, _ in made}
    for document, _, origin in made if form != "gdelt-mentions" else ():
        known = there.setdefault(document.id, [])
        mine = versions.Version(document.key, versions.version_in(origin), (document.date or today)[:10])
        # What was taken in before changes nothing: of rows without a version it would be taken for the newest.
        if all(x.key != mine.key for x in known):
            over, late = versions.replaced(mine, known)
            done.older += late
            ends |= {k: min(day, ends.get(k, day)) for k, day in over.items()}
            known.append(mine)
    for receipt in ledger.append_all(made, batch=BATCH):
        done.added += receipt.new_document
        done.known += not receipt.new_document
        done.claims += receipt.claims
    done.updated += versions.retract(ledger, ends, gone, f"import {form}", "the data set has a newer version of this row")


def _delete(deletions: Sequence[Deleted], ledger: Ledger, gone: dict[str, str], done: Imported, form: str) -> None:
    """Retract what the data set has deleted, from the day on which it did."""
    today = datetime.now(UTC).date().isoformat()
    for start in range(0, len(deletions), BATCH):
        block = deletions[start:start + BATCH]
        there = versions.there(ledger, [d.id for d in block])
        ends: dict[str, str] = {}
        for one in block:
            found = there.get(one.id, [])
            done.absent += not found
            for key, day in versions.deleted(one.at, one.day or today, found).items():
                ends[key] = min(day, ends.get(key, day))
        done.deleted += versions.retract(ledger, ends, gone, f"import {form}", "the data set has deleted this event")


def _day_of(pairs: Sequence[Pair]) -> str:
    return next((found.when.start for _, found in pairs if found.when and found.when.start), "")


def _retract_missing(ledger: Ledger, gone: dict[str, str], done: Imported, form: str, day: str | None) -> None:
    """Retract the events of the days that the files cover which the ledger has of this data set and the files have not."""
    days = sorted(filter(None, done.covered.values()))
    here = [key for ident, key in versions.of_set(ledger, form) if ident not in done.covered and key not in gone] if days else []
    today = datetime.now(UTC).date().isoformat()
    for start in range(0, len(here), BATCH):
        told: dict[str, list[Pair]] = {}
        for pair in versions.claims_of_documents(ledger, here[start:start + BATCH]):
            told.setdefault(pair[0].document, []).append(pair)
        ends = {key: day or today for key, pairs in told.items() if days[0] <= _day_of(pairs) <= days[-1]}
        done.deleted += versions.retract(ledger, ends, gone, f"import {form}", "the whole release of the data set has this event no more")


def _origin(form: str, version: str) -> str:
    return f"reportedly-{__version__} import {form} v{version or '-'}"


def _mentions(found: Iterator[tuple[str, str, str | None, str, float]],
              ledger: Ledger, on_problem: OnProblem, name: str) -> Iterator[_Made]:
    """The claim of an event as each outlet puts it forward: a document for each mention of an event that the ledger has."""
    from ..ledger import queries
    missing = 0
    while block := list(islice(found, BATCH)):
        there = versions.there(ledger, [b[0] for b in block])
        pairs: dict[str, list[Pair]] = {}
        for pair in versions.claims_of_documents(ledger, {x.key for xs in there.values() for x in xs}):
            pairs.setdefault(pair[0].doc, []).append(pair)
        with ledger.asking() as link:
            bodies = {i: queries.document(link, xs[-1].key) for i, xs in there.items()}
        for ident, outlet, day, address, confidence in block:
            event, told = bodies.get(ident), pairs.get(ident)
            if event is None:
                missing += 1
            elif told:
                yield _mention(event, told[-1], outlet, day, address, confidence)
    if missing:
        on_problem(ReadError(name, f"has {missing} mentions of events that are not in the ledger; import the events first"))


def _mention(event: Document, told: Pair, outlet: str, day: str | None, address: str, confidence: float) -> _Made:
    claim, resolution = told
    start = len(event.text) + len("\nmentioned by: ")
    url = address if address.startswith(("http://", "https://")) else ""
    document = replace(event, id=f"{event.id}@{address}"[:500], text=f"{event.text}\nmentioned by: {outlet}", date=day, url=url)
    key = document.key
    made = claim_id(key, claim.trigger.start, claim.trigger.end, claim.type)
    who = Mention(start, start + len(outlet), outlet, outlet.lower(), "name", 0, outlet)
    source = SourceMention(who, Span(start - 14, start - 2, "mentioned by"))
    return _Made(document, (
        replace(claim, id=made, document=key, doc=document.id, source=(source,) if outlet else (), probability=confidence),
        replace(resolution, claim=made, source=(Source(outlet, "media", "", start, start + len(outlet)),) if outlet else ())))


def _own(files: Sequence[str], ledger: Ledger, on_problem: OnProblem, done: Imported) -> None:
    """Our own exports: first the documents of all files, then the claims, which stand by document."""
    from ..read.foreign import own
    from ..read.foreign.sheet import members

    def rows(wanted: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for file in files:
            try:
                for item in members(file, on_problem if wanted == "document" else lambda _: None):
                    yield from ((w, r) for w, k, r in own.rows_of_export(item, on_problem) if k == wanted)
            except ReadError as problem:
                if wanted == "document":
                    on_problem(problem)

    documents: dict[str, Document] = {}
    pairs: dict[str, list[Pair]] = {}
    for where, row in rows("document"):
        try:
            documents[own.document_of(row, where).key] = own.document_of(row, where)
        except ReadError as problem:
            on_problem(problem)
    for where, row in rows("claim"):
        document = documents.get(str(row.get("document")))
        try:
            if document is None:
                raise ReadError(where, "is a claim of a document that is not in these files; export the documents, too")
            pairs.setdefault(document.key, []).append(own.pair_of(row, document, where))
        except ReadError as problem:
            on_problem(problem)
    items = ((d, tuple(pairs.get(k, ())), f"reportedly-{__version__} (import of an export)") for k, d in documents.items())
    done.rows = len(documents)
    for receipt in ledger.append_all(items, batch=BATCH):
        done.added += receipt.new_document
        done.known += not receipt.new_document
        done.claims += receipt.claims
    for where, row in rows("decision"):
        try:
            done.decisions += ledger.decide(own.decision_of(row, where))
        except ReadError as problem:
            on_problem(problem)


def _at_home(told: Told) -> Told:
    """The event with its countries as ISO codes."""
    place = replace(told.place, country=_country(told.place.country)) if told.place else None
    return replace(told, place=place, actor=tuple(replace(p, country=_country(p.country)) for p in told.actor),
                   target=tuple(replace(p, country=_country(p.country)) for p in told.target))


@cache
def _country(name: str) -> str:
    """ISO 3166 alpha-2 of a country's name or code, or "": an unknown one is left out and not guessed."""
    from ..resolve.registry import country_of, registry
    text = name.strip()
    if len(text) == 2 and text.isupper() and text in registry().states:
        return text
    if len(text) == 3 and text.isupper():
        return next((iso for iso, s in registry().states.items() if s.iso3 == text), "")
    bare = re.sub(r"\s*\(.*?\)", "", text)
    swapped = " ".join(reversed([p.strip() for p in bare.split(",")])) if "," in bare else bare
    return next((c for n in (text, bare, swapped, bare.replace("-", " and ")) if n and (c := country_of(n))), "")


def _towns_in(box: tuple[float, float, float, float]) -> list[Town]:
    from ..read.foreign.areas import Town
    from ..resolve.gazetteer.store import gazetteer
    return [Town(e.key, e.name, e.country, e.lat, e.lon) for e in gazetteer().largest(box, TOWNS)]


def _town_of(geonames_id: str) -> Town | None:
    from ..read.foreign.areas import Town
    from ..resolve.gazetteer.store import gazetteer
    e = gazetteer().by_key(f"gn:{geonames_id}")
    return Town(e.key, e.name, e.country, e.lat, e.lon) if e else None
