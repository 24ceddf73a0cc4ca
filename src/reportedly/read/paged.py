"""PDF and Word texts. Neither says when it was published: the day on which a file was made is another day."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..model.document import Document
from ..model.errors import ReadError
from .guard import checked_zip, needs
from .item import LARGEST, Given, Item, OnProblem, whole_of
from .text import title_of

PAGES = 3000
MADE = re.compile(r"^(microsoft word|untitled|layout \d|.*\.(docx?|indd|pdf|qxd|rtf|odt)$)", re.I)
FURNITURE = re.compile(r"^\s*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?\s*$", re.I)
ENDS = re.compile(r"[.!?:;…][\"”’')\]]*$")
HYPHENS = ("-", "\u2010", "\u00ad")
BULLET = re.compile(r"^\s*(?:[•▪●◦‣–-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")


def read_pdf(item: Item, _given: Given, _on_problem: OnProblem) -> Iterator[Document]:
    """The text of a PDF, its lines joined to paragraphs, without page numbers and what every page repeats."""
    pdfium = needs("pypdfium2", item.name)
    data = whole_of(item)
    try:
        file = pdfium.PdfDocument(data)
    except Exception as e:
        locked = "password" in str(e).lower()
        reason = "is locked with a password" if locked else "is a PDF that cannot be opened (broken or cut off)"
        raise ReadError(item.name, reason) from None
    try:
        if len(file) > PAGES:
            raise ReadError(item.name, f"has {len(file)} pages; {PAGES} is the most read")
        pages = [_page(file, n, item.name) for n in range(len(file))]
        named = str(file.get_metadata_dict().get("Title") or "").strip()
    finally:
        file.close()
    text = flowed(pages)
    if sum(c.isalpha() for c in text) < 20:
        raise ReadError(item.name, "has no text (a scan?)")
    title, body = ("", text) if named and not MADE.match(named) else title_of(text)
    yield replace(item.about, title=item.about.title or title or (named if not MADE.match(named) else ""), text=body)


def _page(file: Any, number: int, where: str) -> list[str]:
    try:
        page = file[number]
        words = page.get_textpage()
        found = str(words.get_text_range())
        words.close()
        page.close()
    except Exception as e:
        raise ReadError(where, f"has a page {number + 1} that cannot be read ({type(e).__name__})") from None
    # U+FFFE is how the library marks a hyphen at a line's end.
    return found.replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def flowed(pages: list[list[str]]) -> str:
    """The paragraphs of lines of pages: a line that is full and ends no sentence goes on in the next; head and foot lines are dropped."""
    edges = Counter(re.sub(r"\d+", "#", line.strip()) for page in pages for line in _edge(page))
    often = {line for line, n in edges.items() if len(pages) > 2 and n > len(pages) / 2}
    lines = [line.strip() for page in pages for n, line in enumerate(page)
             if not FURNITURE.match(line) and not (re.sub(r"\d+", "#", line.strip()) in often and line in _edge(page))]
    width = sorted(map(len, filter(None, lines)))[-max(1, len(lines) // 10):][:1]
    full = 0.75 * width[0] if width else 0
    out: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            # A page's end is no paragraph's end.
            open_ = open_ and not ENDS.search(out[-1])
            continue
        if open_ and not BULLET.match(line):
            hyphen = out[-1].endswith(HYPHENS) and line[:1].islower()
            out[-1] = out[-1][:-1] + line if hyphen else f"{out[-1]} {line}"
        else:
            out.append(line)
        open_ = len(line) >= full or (len(line) > 0.5 * full and not ENDS.search(line) and not line[:60].isupper())
        if len(line) < full and ENDS.search(line):
            open_ = False
    return "\n\n".join(out)


def _edge(page: list[str]) -> list[str]:
    shown = [line for line in page if line.strip()]
    return [*shown[:2], *shown[-2:]]


def read_docx(item: Item, _given: Given, _on_problem: OnProblem) -> Iterator[Document]:
    """The paragraphs of a Word text, those of tables among them; the title is the one that the text is styled with."""
    checked_zip(item)
    docx = needs("docx", item.name)
    try:
        file = docx.Document(item.stream)
        blocks = [(p.style.name if p.style is not None else "", p.text) for p in _paragraphs(file)]
        named = str(file.core_properties.title or "").strip()
    except Exception as e:
        raise ReadError(item.name, f"is a Word file that cannot be opened ({type(e).__name__})") from None
    title = next((t.strip() for style, t in blocks[:10] if style in ("Title", "Heading 1") and t.strip()), "")
    text = "\n\n".join(t.strip() for _, t in blocks if t.strip() and t.strip() != title)
    if not text:
        raise ReadError(item.name, "has no text")
    if not title and not (named and not MADE.match(named)):
        title, text = title_of(text)
    yield replace(item.about, title=item.about.title or title or (named if not MADE.match(named) else ""), text=text[:LARGEST])


def _paragraphs(file: Any) -> Iterator[Any]:
    for block in file.iter_inner_content():
        if hasattr(block, "rows"):
            seen: set[int] = set()
            for row in block.rows:
                for cell in row.cells:
                    if id(cell._tc) not in seen:  # merged cells come once for each place that they cover
                        seen.add(id(cell._tc))
                        yield from cell.paragraphs
        else:
            yield block
