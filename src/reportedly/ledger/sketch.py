"""Near copies: a document's bottom-k sketch of word shingles, and how alike two of them are.

Broder, On the resemblance and containment of documents (1997): of all shingles' hashes the k smallest; the share that two
documents have in common among the k smallest of both together estimates the Jaccard similarity of their sets of shingles.
"""
from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Sequence

SHINGLE = 4
SIZE = 48
ALIKE = 0.6
COMMON = 6
WORD = re.compile(r"\w+")


def sketch(text: str) -> tuple[int, ...]:
    """The up to 48 smallest 62-bit hashes of the text's runs of four words; () for fewer than four words."""
    words = [w.casefold() for w in WORD.findall(text)]
    runs = {" ".join(words[i:i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    marks = sorted({int.from_bytes(hashlib.blake2b(r.encode("utf-8", "replace"), digest_size=8).digest()) >> 2 for r in runs})
    return tuple(marks[:SIZE])


def similarity(a: Sequence[int], b: Sequence[int]) -> float:
    """Estimated share of shingles in common, 0 to 1."""
    both = sorted({*a, *b})[:SIZE]
    return len(set(a) & set(b) & set(both)) / len(both) if both else 0.0


def near(link: sqlite3.Connection, marks: Sequence[int], but: int = 0) -> list[tuple[int, float]]:
    """(document number, similarity) of indexed documents that are near copies, the likest first; `but` is left out."""
    if not marks:
        return []
    least = min(COMMON, max(1, len(marks) // 2))
    ask = (f"SELECT document FROM sketch WHERE mark IN ({','.join('?' * len(marks))}) AND document != ? "  # noqa: S608
           "GROUP BY document HAVING count(*) >= ? LIMIT 200")
    out = []
    for (n,) in link.execute(ask, (*marks, but, least)).fetchall():
        other = [m for (m,) in link.execute("SELECT mark FROM sketch WHERE document = ?", (n,))]
        alike = similarity(marks, other)
        if alike >= ALIKE:
            out.append((int(n), round(alike, 3)))
    return sorted(out, key=lambda x: (-x[1], x[0]))


def marks_of(link: sqlite3.Connection, n: int) -> list[int]:
    """The sketch of an indexed document."""
    return [m for (m,) in link.execute("SELECT mark FROM sketch WHERE document = ? ORDER BY mark", (n,))]
