"""The sieve of a run over an archive: what need not be parsed, told from the words alone, at tens of megabytes a second.

Irrelevant is a text whose plain words say that it is not about war, politics or violence, and that has none of the words that are war's
alone. A copy is a text with the same figures and the same words that turn a report around ("not", "denied", "retook"), and nearly all
word pairs of another: a story whose toll has risen is none (`copies`).
"""
from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..extract.lexicon import FOLDER
from ..extract.subject import weights
from .words import Table, Words, latin, table_of, words_of

LEAST_KNOWN = 12
"""Fewer words that tell something than this, and nothing is passed over."""
ODDS = -1.0
"""Log odds under which a text is passed over; see `evaluation/archive_sieve.py` for what that loses."""
PERMUTATIONS, SEED = 64, 42
VERSION = 2
"""Of figures and signatures: those of another version cannot be compared with these."""
BLOCK = 32
"""Texts looked at together: enough for the arrays' sake, few enough for the processor's nearest memory."""
TURNING = ("not no never denied denies deny denying refuted rejected retook recaptured withdrew wrongly false falsely corrects "
           "corrected correction hundred thousand dozen dozens hundreds thousands two three four five six seven eight nine ten "
           "eleven twelve monday tuesday wednesday thursday friday saturday sunday").split()
DIGITS = bytes(c if 48 <= c < 58 else 32 for c in range(256))
ASCII = bytes(range(128))
PAIR = 0x2545F4914F6CDD1D


@dataclass(frozen=True, slots=True)
class Seen:
    """What the sieve sees of a text: whether it may hold claims; by what copies are told: the hash of its figures and turning words, and
    the MinHash of its word pairs as 64 little-endian uint32."""

    relevant: bool
    figures: int
    signature: bytes


@dataclass(frozen=True, slots=True)
class _Known:
    """Words that tell something; the arrays hold for each place in the table, and 0 for the unknown word, its weight, whether it has one,
    is war's alone, or turns a report around."""

    table: Table
    weight: Any
    weighed: Any
    war: Any
    turning: Any


@cache
def _known() -> _Known:
    import numpy as np
    topics = tomllib.loads((files("reportedly.extract") / FOLDER / "topics.toml").read_text("utf-8"))
    plain = {w: v for w, v in weights().items() if w and w.encode("latin-1", "replace").decode("latin-1") == w}
    war = frozenset(topics["war"]["words"].split())
    words = sorted({*plain, *war, *TURNING})
    holds = [np.array([False, *(w in some for w in words)]) for some in (plain, war, frozenset(TURNING))]
    return _Known(table_of(words), np.array([0.0, *(plain.get(w, 0.0) for w in words)]), *holds)


def look(texts: Sequence[str], titles: Sequence[str] = (), *, topic: bool = True, sign: bool = True) -> list[Seen]:
    """What the sieve sees of each text, in order. Titles may say what a short text does not. Without `topic` every text is relevant,
    without `sign` nothing tells copies; a text that is irrelevant gets no signature."""
    out: list[Seen] = []
    for at in range(0, len(texts), BLOCK):
        out += _block(texts[at:at + BLOCK], titles[at:at + BLOCK], topic, sign)
    return out


def _block(texts: Sequence[str], titles: Sequence[str], topic: bool, sign: bool) -> list[Seen]:
    import numpy as np
    known, count = _known(), len(texts)
    raw = [latin(t) for t in texts]
    words = words_of([*raw, *map(latin, titles)])
    places = known.table.find(words.numbers)
    relevant = _relevant(places, words.texts % count, count) if topic else np.ones(count, bool)
    if not (sign and relevant.any()):
        return [Seen(r, 0, b"") for r in relevant.tolist()]
    wanted = np.append(relevant, np.zeros(count, bool))[words.texts]  # the words of texts that are kept, not those of titles
    own = Words(words.numbers[wanted], words.texts[wanted])
    figures = _figures(texts, raw, own, known.turning[places[wanted]], relevant)
    return [Seen(r, f, s if r else b"") for r, f, s in zip(relevant.tolist(), figures, _signatures(own, count), strict=True)]


def _relevant(places: Any, texts: Any, count: int) -> Any:
    """Whether each text may hold claims, (count,) bool. Errs on the side of yes: a short text, and one with a word of war, always may."""
    import numpy as np
    known = _known()
    wide = len(known.weight)
    has = np.zeros(count * wide, bool)
    has[texts * wide + places] = True
    which, place = np.divmod(np.flatnonzero(has), wide)
    number = np.bincount(which[known.weighed[place]], minlength=count)
    total = np.bincount(which, known.weight[place], count)
    war = np.bincount(which[known.war[place]], minlength=count) > 0
    return war | (number < LEAST_KNOWN) | (weights()[""] + total / np.sqrt(np.maximum(number, 1)) > ODDS)


def _figures(texts: Sequence[str], raw: Sequence[bytes], words: Words, turning: Any, relevant: Any) -> list[int]:
    """The hash of each text's figures, in order, and of its turning words, in no order; 0 for what is not relevant."""
    import numpy as np
    numbers, which = words.numbers[turning], words.texts[turning]
    order = np.lexsort((numbers, which))
    said, ends = numbers[order].astype("<u8"), np.searchsorted(which[order], np.arange(len(texts) + 1))
    out = []
    for n, text in enumerate(texts):
        if not relevant[n]:
            out.append(0)
            continue
        made = b" ".join(raw[n].translate(DIGITS).split())
        if not text.isascii():
            # Figures of other alphabets are figures, too.
            rest = text.encode("utf-8", "ignore").translate(None, ASCII).decode()
            made += "".join(filter(str.isdecimal, rest)).encode()
        digest = hashlib.blake2b(made + b"|" + said[ends[n]:ends[n + 1]].tobytes(), digest_size=8).digest()
        out.append(int.from_bytes(digest, "little"))
    return out


def _signatures(words: Words, count: int) -> list[bytes]:
    """The MinHash of each text's word pairs; of its word where it has but one."""
    import numpy as np
    from rensa import RMinHash
    numbers, texts = words.numbers, words.texts
    pairs = numbers * np.uint64(PAIR)
    if len(numbers) > 1:
        pairs[1:] += np.where(texts[1:] == texts[:-1], numbers[:-1], np.uint64(0))
        # The first word of a text begins no pair of its own where there are others.
        first = np.append(True, texts[1:] != texts[:-1]) & np.append(texts[1:] == texts[:-1], False)
        pairs, texts = pairs[~first], texts[~first]
    offsets = np.searchsorted(texts, np.arange(count + 1)).astype(np.uint64)
    made = RMinHash.digest_matrix_from_flat_token_hashes(pairs, offsets, PERMUTATIONS, SEED)
    array = np.array(made.to_rows(), "<u4")
    return [row.tobytes() for row in array]


def relevant(text: str, title: str = "") -> bool:
    """Whether a text may hold claims."""
    return look([text], [title], sign=False)[0].relevant
