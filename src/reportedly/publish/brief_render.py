"""A brief as Markdown, HTML and PDF. Text from reports is escaped for each."""
from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable, Sequence
from typing import Any

from ..model.errors import ReportedlyError
from . import clean, words
from .brief import Report, Section, Sentence
from .picture import asset

METHOD = (
    "Read by a program from the reports named in the notes; nothing is added to them. Each sentence is as sure as the report behind "
    "it.",
    "Held: the loser admits it, a third party confirms it, or nobody disputes it. Claimed: one side says so. Contested: fighting "
    "inside, or both sides say that they hold it. Copies of one report count as one source.",
    "Words of likelihood follow Intelligence Community Directive 203; grades follow the Admiralty code, A reliable to E unreliable, "
    "F not known.",
    "A report can be wrong, and so can its reading. What no report tells is not here; places without a mention are not known to be quiet.",
)
EMPTY = "Nothing is told of it in these reports."
NOBODY = "nobody in these reports"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{style}</style></head>
<body class="brief"><main><h1 dir="auto">{title}</h1><p class="lead" dir="auto">{subtitle}</p>
{body}
</main></body></html>
"""


def markdown(report: Report) -> str:
    """CommonMark with footnotes (`[^1]`)."""
    notes = _numbers(report)
    out = [f"# {_md(report.title)}", "", _md(report.subtitle), ""]
    for section in report.sections:
        out += _md_section(section, notes, 2)
    out += [] if report.sections else [EMPTY, ""]
    out += ["## Method and limits", "", *(f"- {m}" for m in METHOD), *(["", "## Notes", ""] if notes else [])]
    for n, claim in _first(notes):
        outlet, day, title, who, quotation = _note(report, claim)
        out.append(f"[^{n}]: {_md(outlet)}, {day}, “{_md(title)}”{f', {_md(who)}' if who else ''}: “{_md(quotation)}”")
    return "\n".join(out) + "\n"


def page(report: Report) -> str:
    """One self-contained HTML page without script; its style is allowed by its hash."""
    notes = _numbers(report)
    body = [_html_section(s, notes, 2) for s in report.sections] or [f"<p>{EMPTY}</p>"]
    body.append("<section><h2>Method and limits</h2><ul>" + "".join(f"<li>{html.escape(m)}</li>" for m in METHOD) + "</ul></section>")
    items = []
    for n, claim in _first(notes):
        outlet, day, title, who, quotation = (html.escape(x) for x in _note(report, claim))
        said = f"{outlet}, {day}, <cite dir=\"auto\">{title}</cite>{f', {who}' if who else ''}"
        items.append(f'<li id="n{n}"><span dir="auto">{said}</span>: <q dir="auto">{quotation}</q></li>')
    if items:
        body.append(f'<section class="notes"><h2>Notes</h2><ol>{"".join(items)}</ol></section>')
    style = asset("reportedly.css")
    digest = "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _PAGE.format(hash=digest, title=html.escape(report.title), subtitle=html.escape(report.subtitle), style=style,
                        body="\n".join(body))


def pdf(report: Report) -> bytes:
    """The page as PDF by WeasyPrint; it fetches nothing. Raises ReportedlyError where WeasyPrint is not installed."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        raise ReportedlyError("a PDF needs WeasyPrint: pip install 'reportedly[pdf]', or print the HTML from a browser") from None
    made: bytes = HTML(string=page(report), url_fetcher=_refuse).write_pdf()
    return made


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    raise ReportedlyError(f"a brief fetches nothing, so not {url[:80]}")


FORMS: dict[str, Callable[[Report], str | bytes]] = {"md": markdown, "html": page, "pdf": pdf}


def _numbers(report: Report) -> dict[str, int]:
    """A number for each claim; claims of one sentence and one speaker share a note, for it would say the same."""
    seen: dict[tuple[str, ...], int] = {}
    return {c: seen.setdefault(_note(report, c), len(seen) + 1) for c in report.claims}


def _first(notes: dict[str, int]) -> list[tuple[int, str]]:
    """Each note with the first of its claims, in order."""
    return sorted({n: c for c, n in reversed(notes.items())}.items())


def _marks(s: Sentence, notes: dict[str, int]) -> list[int]:
    return sorted({notes[c] for c in s.claims if c in notes})


def _note(report: Report, claim: str) -> tuple[str, str, str, str, str]:
    """Outlet, day, title, chain of sources and sentence of a claim, each as one clean line."""
    row = report.claims[claim]
    doc = report.documents.get(row["document"], {})
    who = words.chain(row["source"]) if row["source"] else ""
    return (clean.line(doc.get("outlet") or row["doc"]), words.day(doc.get("date")), clean.line(doc.get("title") or row["doc"]),
            clean.line(who), clean.line(row["sentence"]))


def _md(text: str) -> str:
    """Markdown that shows `text` as it is. A line cannot start a list or a heading: it never stands at a line's start alone."""
    return _MARKUP.sub(r"\\\1", clean.line(text))


def _md_sentence(s: Sentence, notes: dict[str, int]) -> str:
    return _md(s.text) + "".join(f"[^{n}]" for n in _marks(s, notes))


def _md_section(section: Section, notes: dict[str, int], level: int) -> list[str]:
    out = [f"{'#' * level} {_md(section.title)}", ""]
    out += [f"- {_md_sentence(s, notes)}" for s in section.sentences]
    out += [""] if section.sentences else []
    for point, yes, no in section.pairs:
        out += [f"**{_md(point)}**", "", "| said | said against |", "|---|---|", f"| {_md_cell(yes, notes)} | {_md_cell(no, notes)} |", ""]
    for part in section.parts:
        out += _md_section(part, notes, level + 1)
    return out


def _md_cell(sentences: Sequence[Sentence], notes: dict[str, int]) -> str:
    return "<br>".join(_md_sentence(s, notes) for s in sentences) or NOBODY


def _html_sentence(s: Sentence, notes: dict[str, int]) -> str:
    marks = " ".join(f'<a href="#n{n}">{n}</a>' for n in _marks(s, notes))
    return f'<span dir="auto">{html.escape(s.text)}</span><sup>{marks}</sup>'


def _html_section(section: Section, notes: dict[str, int], level: int) -> str:
    items = "".join(f"<li>{_html_sentence(s, notes)}</li>" for s in section.sentences)
    tables = "".join(_html_pair(*pair, notes) for pair in section.pairs)
    parts = "".join(_html_section(p, notes, level + 1) for p in section.parts)
    heading = f'<h{level} dir="auto">{html.escape(section.title)}</h{level}>'
    return f"<section>{heading}{f'<ul>{items}</ul>' if items else ''}{tables}{parts}</section>"


def _html_pair(point: str, yes: Sequence[Sentence], no: Sequence[Sentence], notes: dict[str, int]) -> str:
    cells = "".join(f"<td>{''.join(f'<p>{_html_sentence(s, notes)}</p>' for s in side) or NOBODY}</td>" for side in (yes, no))
    return (f'<table class="pair"><caption dir="auto">{html.escape(point)}</caption><thead><tr><th scope="col">said</th>'
            f'<th scope="col">said against</th></tr></thead><tbody><tr>{cells}</tr></tbody></table>')
