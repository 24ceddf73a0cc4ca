"""Words of many texts at once, as numbers: a block of texts is cut into words by array operations, each word is a 64-bit number made of its
letters, and a table tells known numbers. One text at a time and a word at a time would take five times as long.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

LETTERS = bytes(c if chr(c).isalpha() or c == ord("-") else 32 for c in range(256)).lower()
"""Latin-1 letters and the hyphen in small letters; everything else ends a word ("?" stands for letters of other alphabets)."""
LONGEST = 24
"""Letters of a word that count, beside its length."""
PRIMES = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD)
BUCKET_BITS = 16


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some texts in order: `numbers` (words,) uint64, `texts` (words,) which text each is of."""

    numbers: Any
    texts: Any


@dataclass(frozen=True, slots=True)
class Table:
    """Known words: `numbers` (buckets, depth) uint64 and `places` (buckets, depth) int32, where a word stands in the table's list."""

    numbers: Any
    places: Any

    def find(self, numbers: Any) -> Any:
        """Where each of the words stands in the list, (words,) int32; 0 for those that are not in it."""
        import numpy as np
        bucket = (numbers >> np.uint64(64 - BUCKET_BITS)).astype(np.intp)
        found = np.zeros(len(numbers), np.int32)
        for depth in range(self.numbers.shape[1]):
            found += np.where(self.numbers[:, depth][bucket] == numbers, self.places[:, depth][bucket], 0)
        return found


def latin(text: str) -> bytes:
    """A text's letters as Latin-1 bytes, other letters as "?"."""
    return text.encode("latin-1", "replace")


def words_of(texts: Sequence[bytes]) -> Words:
    """The words of texts (Latin-1 bytes, as `latin`)."""
    import numpy as np
    low = b" ".join(texts).translate(LETTERS) + b" "
    size = len(low)
    spaces = np.flatnonzero(np.frombuffer(low, np.uint8) == 32)
    starts = np.empty_like(spaces)
    starts[0], starts[1:] = 0, spaces[:-1] + 1
    kept = spaces > starts
    starts, lengths = starts[kept], (spaces - starts)[kept]
    counts = np.diff(np.searchsorted(starts, np.cumsum([len(t) + 1 for t in texts])), prepend=0)
    return Words(_numbers(low + bytes(LONGEST + 8), size, starts, lengths), np.repeat(np.arange(len(texts)), counts))


@cache
def _masks() -> Any:
    import numpy as np
    return np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)


def _numbers(letters: bytes, size: int, starts: Any, lengths: Any) -> Any:
    """A number for each word, from three times eight letters and the length; the arithmetic is modulo 2^64."""
    import numpy as np
    eight = np.ndarray((size + LONGEST,), "<u8", buffer=letters, strides=(1,))
    first, second, third, by_length, last = (np.uint64(p) for p in PRIMES)
    made = (eight.take(starts) & _masks()[np.minimum(lengths, 8)]) * first + lengths.astype(np.uint64) * by_length
    long = np.flatnonzero(lengths > 8)
    if len(long):
        at, left = starts[long], lengths[long]
        made[long] += (eight.take(at + 8) & _masks()[np.minimum(left - 8, 8)]) * second
        made[long] += (eight.take(at + 16) & _masks()[np.clip(left - 16, 0, 8)]) * third
    made ^= made >> np.uint64(32)
    made *= last
    made ^= made >> np.uint64(29)
    return made


def table_of(words: Sequence[str]) -> Table:
    """A table in which words are found; the first stands at 1."""
    import numpy as np
    numbers = words_of([w.encode("latin-1") for w in words]).numbers
    buckets: dict[int, list[tuple[int, int]]] = {}
    for place, number in enumerate(numbers.tolist(), 1):
        buckets.setdefault(number >> (64 - BUCKET_BITS), []).append((number, place))
    depth = max(map(len, buckets.values()), default=1)
    table = Table(np.zeros((1 << BUCKET_BITS, depth), np.uint64), np.zeros((1 << BUCKET_BITS, depth), np.int32))
    for bucket, inside in buckets.items():
        for k, (number, place) in enumerate(inside):
            table.numbers[bucket, k], table.places[bucket, k] = number, place
    return table
