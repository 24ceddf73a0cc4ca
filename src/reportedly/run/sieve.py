"""The sieve of a run over an archive: what need not be parsed, told from the words alone, at tens of megabytes a second.

Irrelevant is a text whose plain words say that it is not about war, politics or violence, and that has none of the words that are war's
alone. A copy is a text with the same figures and the same words that turn a report around ("not", "denied", "retook"), and nearly all
word pairs of another: a story whose toll has risen is none.
"""
from __future__ import annotations

import hashlib
import math
import re
import struct
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from ..extract.lexicon import FOLDER
from ..extract.subject import weights

LEAST_KNOWN = 12
"""Fewer words that tell something than this, and nothing is passed over."""
ODDS = -1.0
"""Log odds under which a text is passed over; see `evaluation/archive_sieve.py` for what that loses."""
PERMUTATIONS, SEED = 64, 42
ROWS = 4
ALIKE = 0.85
TURNING = frozenset("not no never denied denies deny denying refuted rejected retook recaptured withdrew wrongly false falsely corrects "
                    "corrected correction hundred thousand dozen dozens hundreds thousands two three four five six seven eight nine ten "
                    "eleven twelve monday tuesday wednesday thursday friday saturday sunday".split())
LETTERS = bytes(c if chr(c).isalpha() or c == ord("-") else 32 for c in range(256)).lower()
FIGURE = re.compile(r"\d[\d.,:]*")


@cache
def _tables() -> tuple[dict[bytes, float], frozenset[bytes]]:
    """The weight of each plain word, and the words that are war's alone."""
    table = {w.encode("latin-1", "replace"): v for w, v in weights().items() if w}
    topics = tomllib.loads((files("reportedly.extract") / FOLDER / "topics.toml").read_text("utf-8"))
    return table, frozenset(w.encode() for w in topics["war"]["words"].split())


def words_in(text: str) -> list[bytes]:
    """The words of a text in small letters, as Latin-1 bytes (other letters are "?", which ends a word)."""
    return text.encode("latin-1", "replace").translate(LETTERS).split()


def relevant(text: str, words: Iterable[bytes] | None = None) -> bool:
    """Whether a text may hold claims. Errs on the side of yes: a short text, and one with a word of war, always may."""
    table, war = _tables()
    found = frozenset(words_in(text) if words is None else words)
    if not found.isdisjoint(war):
        return True
    known = [table[w] for w in found if w in table]
    if len(known) < LEAST_KNOWN:
        return True
    return weights()[""] + sum(known) / math.sqrt(len(known)) > ODDS


def signature(text: str, words: Sequence[bytes]) -> tuple[int, bytes]:
    """(hash of figures and turning words, MinHash of the word pairs as 64 little-endian uint32): what copies are told by."""
    from rensa import RMinHash
    letters = b" ".join(words).decode("latin-1").split(" ")
    turning = sorted(filter(TURNING.__contains__, letters))
    said = "|".join([*FIGURE.findall(text), *turning]).encode("utf-8", "surrogatepass")
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update(list(map(" ".join, pairwise(letters))) or letters)
    return (int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "little"),
            struct.pack(f"<{PERMUTATIONS}I", *made.digest()))


def copies(signatures: Any, order: Any) -> dict[int, int]:
    """Which rows of a group (all with the same figures) are copies: row to the row that it copies.

    `signatures` is an array (rows, 64) of uint32, `order` (rows,) says which of two is the original: the smaller. Rows that share one of
    16 bands of four values are compared; alike are those with 85 % of the 64 values in common.
    """
    import numpy as np
    rank = np.argsort(np.asarray(order), kind="stable")
    parent: dict[int, int] = {}
    seen: list[dict[bytes, int]] = [{} for _ in range(PERMUTATIONS // ROWS)]
    for row in rank.tolist():
        mine = signatures[row]
        keys = [mine[b * ROWS:(b + 1) * ROWS].tobytes() for b in range(PERMUTATIONS // ROWS)]
        tried = {s[k] for s, k in zip(seen, keys, strict=True) if k in s}
        best = next((t for t in sorted(tried, key=lambda t: order[t]) if float(np.mean(signatures[t] == mine)) >= ALIKE), None)
        if best is not None:
            parent[row] = best
            continue
        for s, k in zip(seen, keys, strict=True):
            s.setdefault(k, row)
    return parent
