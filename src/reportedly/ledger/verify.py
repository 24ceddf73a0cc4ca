"""Does every row stand as it was written? Recompute every content hash and walk the chain."""
from __future__ import annotations

from itertools import groupby

from sqlalchemy import Connection, RowMapping, select

from ..model.claim import Claim
from ..model.document import Document
from ..model.reference import Resolution
from . import chain
from . import schema as s
from .codec import decode, digest
from .rows import claim_row, document_row, reading_id, version_key


def problems(link: Connection) -> list[str]:
    """One line for each change, gap, addition or reordering; empty when all is well."""
    gone = set(link.execute(select(s.redaction.c.document)).scalars())
    return [*chain.broken_links(link), *_documents(link, gone), *_readings(link, gone), *_decisions(link), *_redactions(link, gone)]


def _compare(kind: str, found: dict[str, str], said: dict[str, str]) -> list[str]:
    wrong = [f"{kind} {k[:12]}: not in the chain" for k in found.keys() - said.keys()]
    wrong += [f"{kind} {k[:12]}: missing" for k in said.keys() - found.keys()]
    return sorted(wrong + [f"{kind} {k[:12]}: changed" for k in found.keys() & said.keys() if found[k] != said[k]])


def _documents(link: Connection, gone: set[str]) -> list[str]:
    said = chain.entries(link, "document")
    found = {}
    for row in link.execution_options(yield_per=500).execute(select(s.document)).mappings():
        hidden = row["key"] in gone and not row["body"]
        found[row["key"]] = said.get(row["key"], "") if hidden else digest(row["body"]) if _document_stands(row) else "changed"
    return _compare("document", found, said)


def _document_stands(row: RowMapping) -> bool:
    """Whether the columns say what the body says."""
    try:
        fresh = document_row(decode(row["body"], Document), row["added"])
    except (ValueError, TypeError):
        return False
    return all(row[k] == v for k, v in fresh.items())


def _claim_stands(row: RowMapping) -> bool:
    if digest(str(row["n"]), row["body"], row["resolution"]) != row["content"]:
        return False
    try:
        fresh = claim_row(row["n"], decode(row["body"], Claim), decode(row["resolution"], Resolution), row["day"])
    except (ValueError, TypeError):
        return False
    return all(row[k] == v for k, v in fresh.items())


def _readings(link: Connection, gone: set[str]) -> list[str]:
    said = chain.entries(link, "reading")
    about = {r.id: r for r in link.execute(select(s.reading))}
    days = dict(link.execute(select(s.document.c.key, s.document.c.day)).all())
    found = {k: reading_id(r.document, r.origin, []) if version_key(r.origin) == r.version else "changed" for k, r in about.items()}
    wrong = []
    rows = link.execution_options(yield_per=2000).execute(select(s.claim).order_by(s.claim.c.reading, s.claim.c.n)).mappings()
    for this, group in groupby(rows, key=lambda r: str(r["reading"])):
        contents = []
        for row in group:
            hidden = row["document"] in gone and not row["body"]
            if not hidden and not (_claim_stands(row) and row["day"] == days.get(row["document"])):
                wrong.append(f"claim {this[:12]}/{row['n']}: changed")
            contents.append(row["content"])
        if this in about:
            found[this] = reading_id(about[this].document, about[this].origin, contents)
        else:
            wrong.append(f"claims of reading {this[:12]}: reading missing")
    return [*_compare("reading", found, said), *wrong]


def _decisions(link: Connection) -> list[str]:
    rows = link.execute(select(s.decision.c.id, s.decision.c.body))
    return _compare("decision", {k: digest(body) for k, body in rows}, chain.entries(link, "decision"))


def _redactions(link: Connection, gone: set[str]) -> list[str]:
    rows = {r.document: digest(r.document, r.author, r.reason, r.at) for r in link.execute(select(s.redaction))}
    return _compare("redaction", rows, chain.entries(link, "redaction"))
