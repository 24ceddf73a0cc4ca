"""Full-text search of the index: what a person types becomes a safe query, and a hit comes back as pieces, never as markup."""
from __future__ import annotations

import re
import sqlite3

OPEN, CLOSE = "\x02", "\x03"
MOST_WORDS = 12
# To rank more hits than these takes longer than a person waits.
MANY = 5000
TERM = re.compile(r'"([^"]+)"|(\S+)')
WORD = re.compile(r"\w+")
Piece = tuple[str, bool]


def match(typed: str) -> str:
    """An FTS5 query for typed words: all of them must be there, "quoted words" in that order, a word that ends in * as a beginning,
    one that begins with - must not be there. "" where nothing searchable was typed. No operator of FTS5's own gets through."""
    wanted, unwanted = terms(typed)
    if not wanted:
        return ""
    asked = " AND ".join(wanted)
    return f"({asked}) NOT ({' OR '.join(unwanted)})" if unwanted else asked


def terms(typed: str) -> tuple[list[str], list[str]]:
    """The words that must be there and those that must not, each as a term of FTS5."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for quoted, plain in TERM.findall(typed)[:MOST_WORDS]:
        words = WORD.findall(quoted or plain)
        if not words:
            continue
        term = '"' + " ".join(words) + '"' + ("*" if plain.endswith("*") else "")
        (unwanted if plain.startswith("-") and len(plain) > 1 else wanted).append(term)
    return wanted, unwanted


def pieces(marked: str) -> list[Piece]:
    """(text, is a hit) from a text with hits between two control characters."""
    out: list[Piece] = []
    for n, part in enumerate(marked.split(OPEN)):
        hit, _, rest = part.partition(CLOSE) if n else ("", "", part)
        out += [(t, h) for t, h in ((hit, True), (rest, False)) if t]
    return out


def find(link: sqlite3.Connection, table: str, typed: str, limit: int) -> list[tuple[int, list[Piece]]]:
    """(row number, snippet) of the best hits in `claim_text` or `document_text`, best first; where there are very many, the newest.

    The rank is BM25's by the rarer words alone: to weigh a word that stands in thousands of rows takes long and changes little."""
    asked = match(typed)
    if not asked:
        return []
    few = [t for t in dict.fromkeys(terms(typed)[0]) if not _many(link, table, t)] if not _many(link, table, asked) else []
    which, values = f"{table} MATCH ? ORDER BY rowid DESC LIMIT ?", [asked, limit]
    if few:
        hits = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"  # noqa: S608
        ranked = link.execute(f"{hits} AND +rowid IN ({hits}) ORDER BY rank LIMIT ?", (" AND ".join(few), asked, limit)).fetchall()
        order = {n: k for k, (n,) in enumerate(ranked)}
        which, values = f"{table} MATCH ? AND +rowid IN ({','.join(map(str, order))})", [asked]
    sql = f"SELECT rowid, snippet({table}, {0 if table == 'claim_text' else -1}, ?, ?, ' … ', 32) FROM {table} WHERE {which}"  # noqa: S608
    found = [(int(n), pieces(text)) for n, text in link.execute(sql, (OPEN, CLOSE, *values)).fetchall()]
    return sorted(found, key=lambda hit: order[hit[0]]) if few else found


def _many(link: sqlite3.Connection, table: str, asked: str) -> bool:
    """Whether a query has more hits than can be ranked while a person waits."""
    ask = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)"  # noqa: S608
    return bool(link.execute(ask, (asked, MANY + 1)).fetchone()[0] > MANY)
