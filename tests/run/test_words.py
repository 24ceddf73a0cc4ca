"""Words as numbers: cut as letters say, equal where the words are, and found in a table."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.run.words import LETTERS, LONGEST, latin, table_of, words_of

letters = st.text(alphabet="ab-É \n.5яß", max_size=80)


@given(st.lists(letters, min_size=1, max_size=4))
def test_numbers_are_equal_where_words_are(texts: list[str]) -> None:
    words = [(w[:LONGEST], len(w), n) for n, t in enumerate(texts) for w in latin(t).translate(LETTERS).split()]
    found = words_of([latin(t) for t in texts])
    assert found.texts.tolist() == [n for _, _, n in words]
    numbers = found.numbers.tolist()
    assert len(set(numbers)) == len({w[:2] for w in words})
    assert len(set(zip(numbers, (w[:2] for w in words), strict=True))) == len(set(numbers))


def test_known_words_are_found() -> None:
    known = [f"w{chr(97 + n % 26)}{'x' * (n // 26)}" for n in range(2000)]
    table = table_of(known)
    assert table.find(words_of([" ".join(known).encode()]).numbers).tolist() == [*range(1, 2001)]
    assert table.find(words_of([b"Wa other WAX"]).numbers).tolist() == [1, 0, 27]
