"""Texts that were not written for us: markup, marks that turn the direction, emoji, control characters, endless sentences."""
from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.model.document import Document
from reportedly.model.record import record
from reportedly.run import claims_of

NOISE = [
    "<b>", "</p><script>alert(1)</script>", "&amp;", "\u202e", "\u200f", "\u2066", "\u200b", "\x00", "\x07", "\x1b[31m", "\ufeff",
    "\U0001f4a5", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1fa\U0001f1e6", 
    "\r\n", "\t", "\u2028", "\u201c", "\u201d", '"', "'",
    "--", "\u2014", "[[", "]]", "...", "!?", "%s", "{}", "\\", "e\u0301", "\u2167", "\uff11\uff12", "\u0663",
    "\u0643\u0627\u0628\u0648\u0644", "\u041a\u0438\u0457\u0432", "\u5580\u5e03\u5c14",
]
SENTENCES = [
    "Rebels took Herat on Monday, the governor said.", "The army denied that Bentiu had fallen.",
    "At least 12 people were killed near Homs.", "Shells hit the market in Gori.", "\"We will hold Kunduz,\" General Rahmat said.",
    "GUERRILLAS ATTACKED A PATROL IN URABA.", "The UN called on both sides to spare civilians.",
    "Five kilometres from Bagram airport, 1,300 fighters surrendered.",
]
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def check(text: str, day: str | None = "2014-05-06") -> int:
    """Run the pipeline over a text and hold every offset to the words it names; the number of claims."""
    ((document, pairs),) = claims_of([Document("x", text, day, lang="en")])
    for claim, found in pairs:
        row = record(claim, found)
        assert row["sentence"] == text[row["start"]:row["end"]] != ""
        a, b = row["spans"]["trigger"]
        assert row["trigger"] == text[a:b] != ""
        assert row["start"] <= a < b <= row["end"]
        spans = [*row["spans"]["actor"], *row["spans"]["target"], *filter(None, (row["spans"]["place"], row["spans"]["when"]))]
        for c, d in [*spans, *((c, d) for *_, c, d in row["spans"]["source"])]:
            assert 0 <= c < d <= len(text)
        for count in row["counts"]:
            assert text[count["start"]:count["end"]] == count["text"]
        if row["place"]:
            assert (row["place"]["lat"] is None) == (row["place"]["lon"] is None)
        if row["when"]:
            assert row["when"]["start"] <= row["when"]["end"]
        assert 0.0 <= row["probability"] <= 1.0
    assert document.text == text
    return len(pairs)


@QUICK
@given(st.lists(st.one_of(st.sampled_from(SENTENCES), st.sampled_from(NOISE), st.text(max_size=12)), max_size=14).map(" ".join))
def test_noise_between_sentences(text: str) -> None:
    check(text)


@QUICK
@given(st.sampled_from(SENTENCES), st.sampled_from(NOISE), st.integers(0, 60))
def test_noise_inside_a_sentence(sentence: str, noise: str, at: int) -> None:
    check(sentence[:at] + noise + sentence[at:])


@QUICK
@given(st.text(max_size=300), st.one_of(st.none(), st.dates().map(lambda d: d.isoformat())))
def test_any_text_at_all(text: str, day: str | None) -> None:
    check(text, day)


def test_a_sentence_of_ten_thousand_characters() -> None:
    check("Rebels took " + ", ".join(f"town number {n} and its market" for n in range(320)) + " on Monday, the army said.")
    check("The general said " * 600 + "that Herat fell.")
    check("(" * 5000 + "Herat fell" + ")" * 5000)
    check("a" * 10_000)
    check("1" * 10_000 + " people were killed in Herat.")
    check("killed " * 1500)
    check("“" * 3000)


def test_nothing_in_nothing_out() -> None:
    assert check("") == 0
    assert check(" \n\n\t ") == 0
    assert check("42") == 0


def read(*sentences: str, name: str = "a") -> list[list[dict[str, object]]]:
    documents = [Document(name, s, "2014-05-06", lang="en") for s in sentences]
    return [[record(*p) for p in pairs] for _, pairs in claims_of(documents)]


def test_the_same_text_gives_the_same_claims() -> None:
    text = "\n\n".join(SENTENCES)
    one, again, other = read(text), read(text), read(text, name="b")
    assert one == again
    nameless = {"doc": "", "document": "", "id": ""}
    assert [{**r, **nameless} for r in one[0]] == [{**r, **nameless} for r in other[0]]


def test_a_text_reads_the_same_beside_others() -> None:
    assert [rows for s in SENTENCES for rows in read(s)] == read(*SENTENCES)
