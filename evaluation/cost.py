"""The speed table: documents a second and dollars per million documents, beside the published figures of other coders.

    python evaluation/cost.py [--shared DIR] [--documents N] [--price DOLLARS] [--json] [--write FILE]

Times our coder on N real news dispatches (MUC-4 tst1 and tst2 and re3d; about 2,000 letters each) and on pieces of battle articles (3,000
letters), by the processor's clock, one core; then the reading and sifting of an archive. Dollars are processor hours times --price, the
price of one core for one hour (default 0.04: an assumption, about what a general-purpose core is let for on demand; put in your own).
The others' figures are as published; they were measured on other texts and other hardware. --write puts the table as Markdown into a file.
"""
from __future__ import annotations

import argparse
import json
import os
import pathlib
import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass

os.environ.setdefault("OMP_NUM_THREADS", "1")

from reportedly.model.document import Document
from reportedly.run import claims_of, sieve

HERE = pathlib.Path(__file__).parent
PRICE = 0.04


@dataclass(frozen=True)
class Line:
    """One line of the table. `rate` documents (or what `unit` says) a second; `dollars` per million."""

    who: str
    what: str
    rate: float
    dollars: float | None
    note: str


# As published; the notes say by whom and of what. One event or story of theirs is taken for one document.
OTHERS = (
    Line("LLM coder (LEMONADE, gpt-4.1-mini)", "events", 500 / 1800, 31 / 500 * 1e6,
         "its README: 500 events in 30 minutes for about $31; many calls at once, the provider's hardware"),
    Line("PETRARCH2 with CoreNLP", "stories", 2500 / 3600, None,
         "its README: 2,500 stories an hour with the CoreNLP parse that it needs"))


def dispatches(shared: pathlib.Path, count: int) -> list[Document]:
    """News dispatches and statements, of which the first `count`."""
    out = []
    for path in ("muc4/tst1.jsonl", "muc4/tst2.jsonl", "re3d/tune.jsonl"):
        for line in (shared / "corpora" / path).read_text("utf-8").splitlines():
            row = json.loads(line)
            out.append(Document(row["docid"], row["text"], "2001-11-13", lang="en"))
    step = max(len(out) // count, 1)
    return out[::step][:count]


def articles(shared: pathlib.Path, count: int) -> list[Document]:
    """Pieces of articles on battles."""
    from archive_speed import texts
    found = texts(shared)
    step = max(len(found) // count, 1)
    return [Document(str(n), t, "2001-11-13", lang="en") for n, t in enumerate(found[::step][:count])]


def seconds_each(documents: list[Document]) -> tuple[float, int]:
    """Processor seconds a document, and claims in all."""
    list(claims_of(documents[:2]))
    start = time.process_time()
    claims = sum(len(pairs) for _, pairs in claims_of(documents, lambda _: None))
    return (time.process_time() - start) / len(documents), claims


def sifted(documents: Iterable[Document]) -> float:
    """Processor seconds a document of the sieve and the signature by which copies are found."""
    found = list(documents) * 5
    start = time.process_time()
    sieve.look([d.text for d in found])
    return (time.process_time() - start) / len(found)


def table(shared: pathlib.Path, count: int, price: float) -> list[Line]:
    news, battles = dispatches(shared, count), articles(shared, count // 2)
    lines = []
    for what, found in (("news dispatches", news), ("pieces of battle articles", battles)):
        each, claims = seconds_each(found)
        letters = sum(len(d.text) for d in found) / len(found)
        lines.append(Line("reportedly, one core", what, 1 / each, each / 3600 * price * 1e6,
                          f"{len(found)} texts of {letters:,.0f} letters, {claims / len(found):.1f} claims each; by the processor's clock"))
    each = sifted(news)
    lines.append(Line("reportedly, passing over", "documents", 1 / each, each / 3600 * price * 1e6,
                      "sieve and copies only: what a document on another topic costs"))
    return [*lines, *OTHERS]


def markdown(lines: list[Line], price: float) -> str:
    out = ["| coder | of | a second | an hour | $ per million | |", "|---|---|---:|---:|---:|---|"]
    for x in lines:
        dollars = f"{x.dollars:,.3g}" if x.dollars is not None and x.dollars < 100 else f"{x.dollars:,.0f}" if x.dollars is not None else \
            f"{1e6 / x.rate / 3600 * price:,.0f} at the same price of an hour"
        out.append(f"| {x.who} | {x.what} | {x.rate:,.2f} | {x.rate * 3600:,.0f} | {dollars} | {x.note} |")
    return "\n".join(out) + "\n"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--documents", type=int, default=200)
    ask.add_argument("--price", type=float, default=PRICE)
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--write", type=pathlib.Path)
    a = ask.parse_args()
    lines = table(a.shared, a.documents, a.price)
    if a.json:
        print(json.dumps([vars(x) for x in lines]))
    else:
        print(markdown(lines, a.price))
        print(f"{platform.machine()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    if a.write:
        a.write.write_text(markdown(lines, a.price), "utf-8")


if __name__ == "__main__":
    main()
