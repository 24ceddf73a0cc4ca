"""The Python interface: a few verbs, and results that are lists which know how to become tables, pages and frames.

    import reportedly as rp
    claims = rp.extract("Rebels claimed to have taken Taloqan.", date="2001-11-13")
    war = rp.Ledger("war.db")
    war.add("dispatches.jsonl")
    war.control(as_of="2001-11-13").to_pandas()

Rows are dicts with the keys that `--json` prints. Every error is a ReportedlyError with one line for a person.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .model.document import Document
from .model.errors import ReadError, ReportedlyError, UsageError
from .model.record import record
from .model.rows import Row

if TYPE_CHECKING:
    from .publish.exports.report import Report

__all__ = ["Claims", "Document", "Documents", "Ledger", "Page", "ReadError", "ReportedlyError", "Rows", "Story", "UsageError", "extract",
           "read", "use_codebook"]
Given = str | Document | Iterable[Document]


class Rows(list[Row]):
    """Rows of one kind: a list of dicts. `table` names the kind: events, claims, control, answers, sources or documents."""

    table: str

    def __init__(self, rows: Iterable[Row] = (), table: str = "events") -> None:
        super().__init__(rows)
        self.table = table

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)} {self.table})"

    def to_arrow(self) -> Any:
        """A pyarrow.Table with typed columns, lists as lists, and the whole row as JSON in `record`; polars and R take it as it is.

        Raises ReportedlyError where pyarrow is not installed.
        """
        from .publish.exports.arrow import to_arrow
        try:
            return to_arrow(self, self.table)
        except ModuleNotFoundError:
            raise ReportedlyError("Arrow tables need pyarrow: pip install 'reportedly[formats]'") from None

    def to_pandas(self) -> Any:
        """A pandas.DataFrame with the same columns. Raises ReportedlyError where pandas is not installed."""
        try:
            import pandas  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: F401
        except ModuleNotFoundError:
            raise ReportedlyError("frames need pandas: pip install pandas, or use to_arrow()") from None
        return self.to_arrow().to_pandas()

    def _repr_html_(self) -> str:
        from .publish.display import table_html
        from .publish.exports.sheets import EVERY, flat
        return table_html([flat(r, self.table) for r in self], [c.name for c in EVERY[self.table]], f"{len(self)} {self.table}")


class Documents(list[Document]):
    """Documents as published; `problems` are the files and lines that could not be read."""

    problems: tuple[ReadError, ...]

    def __init__(self, documents: Iterable[Document] = (), problems: Iterable[ReadError] = ()) -> None:
        super().__init__(documents)
        self.problems = tuple(problems)

    def __repr__(self) -> str:
        return f"Documents({len(self)}{f', {len(self.problems)} could not be read' if self.problems else ''})"

    def _repr_html_(self) -> str:
        return self.rows()._repr_html_()

    def rows(self) -> Rows:
        """The documents as rows."""
        from .model.rows import document_row
        return Rows((document_row(d) for d in self), "documents")


class Claims(Rows):
    """Claim records. In a notebook each is shown in its sentence with its parts marked."""

    documents: tuple[Document, ...]

    def __init__(self, rows: Iterable[Row] = (), documents: Iterable[Document] = ()) -> None:
        super().__init__(rows, "claims")
        self.documents = tuple(documents)

    def display(self, shown: int = 100) -> str:
        """The claims as HTML, each in its sentence; at most `shown`, the rest is counted. Everything from outside is escaped."""
        from .publish.display import claims_html
        texts = {d.key: d.text for d in self.documents}
        titles = {d.key: "  ".join(x for x in (d.date or "", d.outlet, d.title or d.id) if x) for d in self.documents}
        return claims_html(self, texts, titles, shown)

    def _repr_html_(self) -> str:
        return self.display()


class Story(list[str]):
    """Sentences, each with the report it rests on in brackets; the first is the answer."""

    def __str__(self) -> str:
        return "\n".join(self)

    def _repr_html_(self) -> str:
        from html import escape

        from .publish.clean import line
        first, *rest = [escape(line(s)) for s in self] or [""]
        return f"<p><b>{first}</b></p><ul>{''.join(f'<li>{s}</li>' for s in rest)}</ul>"


class Page(str):
    """A whole HTML page; in a notebook shown in a frame of its own."""

    __slots__ = ()

    def save(self, path: str | Path) -> Path:
        """Write the page to a file that opens in any browser, offline."""
        out = Path(path)
        out.write_text(self, "utf-8")
        return out

    def _repr_html_(self) -> str:
        from .publish.display import frame_html
        return frame_html(self)


def use_codebook(folder: str | Path | None) -> None:
    """Take a folder as your own codebook from now on (None: none). Raises CodebookError with file and line of a mistake."""
    from .run.codebook import use
    use(str(folder) if folder is not None else None)


def read(*paths: str | Path, date: str = "", outlet: str = "", outlet_kind: str = "", lang: str = "") -> Documents:
    """Read files and folders of any format that `reportedly extract` takes; what is given overrides what the files say.

    What cannot be read is in `.problems`; raises the first of them where nothing could be read, and UsageError for a wrong day.
    """
    from .read import Given as Overrides
    from .read import iso_day
    from .read import read as read_all
    try:
        day = iso_day(date, "date")
    except ReadError as error:
        raise UsageError(str(error)) from None
    problems: list[ReadError] = []
    found = Documents(read_all([str(p) for p in paths], Overrides(day, outlet, outlet_kind, lang), problems.append))
    if problems and not found:
        raise problems[0]
    return Documents(found, problems)


def extract(what: Given, *, date: str | None = None, codebook: str | Path | None = None) -> Claims:
    """The claims of a text, a Document or Documents, in order of the text.

    `date` is the day of publication (ISO 8601) of a text; without it "yesterday" stays unresolved. `codebook` is a folder of your own
    event types and words.
    """
    from .run import claims_of
    from .run.codebook import taken
    documents = list(_documents(what, date))
    with taken(str(codebook) if codebook is not None else None):
        rows = [record(*pair) for _, pairs in claims_of(documents) for pair in pairs]
    return Claims(rows, documents)


def _documents(what: Given, date: str | None) -> Iterator[Document]:
    from .read import iso_day
    if isinstance(what, str):
        yield Document("text", what, iso_day(date, "date"), lang="en")
    elif isinstance(what, Document):
        yield what
    else:
        yield from what


class Ledger:
    """A ledger: a file's path, or postgresql://…. It is made when something is added.

    Everything takes `as_of` (ISO day): only what was published by then counts.
    """

    def __init__(self, where: str | Path, *, codebook: str | Path | None = None) -> None:
        self.where = str(where)
        self.codebook = str(codebook) if codebook is not None else None

    def __repr__(self) -> str:
        return f"Ledger({self.where!r})"

    def add(self, *what: str | Path | Document | Sequence[Document], **given: str) -> Documents:
        """Read files (paths), Documents, or lists of them into the ledger; returns what was taken in, old or new.

        `given` is date, outlet, outlet_kind or lang of files. What is there already is not added twice.
        """
        from .run import add
        from .run.codebook import taken
        paths = [w for w in what if isinstance(w, str | Path)]
        found = read(*paths, **given) if paths else Documents()
        problems = list(found.problems)
        for w in what:
            if not isinstance(w, str | Path):
                found.extend([w] if isinstance(w, Document) else w)
        with taken(self.codebook):
            done = [document for document, _, _ in add(found, self.where, problems.append)]
        return Documents(done, problems)

    def documents(self, *, as_of: str | None = None) -> Documents:
        """The documents, by day and id."""
        from .ledger import open_ledger
        with open_ledger(self.where, create=False) as ledger:
            return Documents(ledger.documents(as_of))

    def claims(self, *, as_of: str | None = None) -> Claims:
        """Every claim of the newest reading of each document."""
        from .run import reports
        found = reports(self.where, as_of)
        return Claims((record(r.claim, r.found) for r in found), self.documents(as_of=as_of))

    def events(self, *, as_of: str | None = None, since: str | None = None, place: str | None = None) -> Rows:
        """What happened: each event with its reports, standing, independent sources and deaths."""
        from .run import events
        from .run.codebook import taken
        with taken(self.codebook):
            return Rows(events(self.where, as_of=as_of, since=since, place=place), "events")

    def control(self, *, on: str | None = None, as_of: str | None = None, place: str | None = None) -> Rows:
        """Who holds what at the end of day `on` (default: the last one reported)."""
        from .run import control
        return Rows(control(self.where, on=on, as_of=as_of, place=place), "answers")

    def history(self, *, as_of: str | None = None, place: str | None = None) -> Rows:
        """Each place's periods: who held it from when to when."""
        from .run import history
        return Rows(history(self.where, as_of=as_of, place=place), "control")

    def sources(self, *, as_of: str | None = None) -> Rows:
        """Who said what, how often others bore it out or denied it, and the grade of each source."""
        from .run import sources
        return Rows(sources(self.where, as_of), "sources")

    def diff(self, first: str, second: str, *, as_of: str | None = None) -> list[Row]:
        """What is different between the ends of two days: rows with place, before and after."""
        from .run import diff
        return diff(self.where, first, second, as_of)

    def why(self, place: str, day: str, *, as_of: str | None = None) -> Story:
        """Why a place is taken to be held as it is at the end of a day. Raises UsageError where no claim names the place."""
        from .run import why
        return Story(why(self.where, place, day, as_of))

    def brief(self, *, since: str | None = None, place: str | None = None, as_of: str | None = None) -> Page:
        """The situation report as a page; each sentence has its reports."""
        from .publish.brief import brief
        from .run import picture_data
        from .run.codebook import taken
        with taken(self.codebook):
            return Page(brief(picture_data(self.where, "Situation report", as_of, series=False), "html", since=since, place=place))

    def map(self, *, title: str = "Who holds what, according to whom", as_of: str | None = None) -> Page:
        """The picture: map, time and evidence in one page that opens offline."""
        from .publish.picture import picture
        from .run import picture_data
        from .run.codebook import taken
        with taken(self.codebook):
            return Page(picture(picture_data(self.where, title, as_of)))

    def export(self, format: str, out: str | Path, *, since: str | None = None, until: str | None = None, place: str | None = None,
               as_of: str | None = None, table: str = "events", include: Iterable[str] = (), blur_km: float | None = None,
               blur_places: Iterable[str] = (), boundaries: str | Path = "", author: str = "") -> Report:
        """Write another format (see docs/reference/formats.md); returns what that format could not hold."""
        from .publish.exports.material import Options
        from .run.codebook import taken
        from .run.exchange import Window, export
        with taken(self.codebook):
            return export(self.where, format, str(out), Window(since, until, place, as_of),
                          Options(table, tuple(include), str(boundaries), author), blur_km, tuple(blur_places))

    def verify(self) -> list[str]:
        """What is wrong with the chain of hashes, one line each; empty where every row is as it was written."""
        from .ledger import open_ledger
        with open_ledger(self.where, create=False) as ledger:
            return ledger.verify()
