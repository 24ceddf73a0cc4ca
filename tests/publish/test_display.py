"""Claims in a notebook: parts are marked, nothing from outside is markup, what is not there is said."""
from __future__ import annotations

from reportedly.publish.display import COLOURS, SHOWN, claims_html, frame_html, sentence_html, table_html
from reportedly.publish.tables import PARTS

from .war import claims, documents


def test_each_claim_stands_in_its_sentence_with_its_parts() -> None:
    texts = {d["key"]: d["text"] for d in documents()}
    for claim in claims():
        shown = sentence_html(claim, texts[claim["document"]])
        assert ">trigger</span></mark>" in shown and claim["trigger"].split()[0] in shown
    page = claims_html(claims(), texts, {d["key"]: d["title"] for d in documents()})
    assert page.count("<mark") >= len(claims()) and "Fighting near Arvala" in page
    assert set(COLOURS) == set(PARTS)


def test_without_its_text_a_sentence_is_unmarked_and_escaped() -> None:
    claim = {**claims()[0], "sentence": "<img src=x onerror=alert(1)>\u202e"}
    shown = sentence_html(claim, None)
    assert shown == "&lt;img src=x onerror=alert(1)&gt;"
    assert "<img" not in claims_html([claim], {})


def test_long_lists_are_cut_and_counted() -> None:
    assert f"and {len(claims()) - 2} more" in claims_html(claims(), {}, shown=2)
    rows = [[n, None] for n in range(SHOWN + 5)]
    shown = table_html(rows, ["a<b", "empty"], "rows")
    assert "5 not shown" in shown and "a&lt;b" in shown and "empty" not in shown


def test_a_page_cannot_leave_its_frame() -> None:
    frame = frame_html("<p>\"</iframe><script>alert(1)</script>")
    assert frame.count("<iframe") == 1 and frame.count("</iframe>") == 1 and "<script" not in frame and "allow-same-origin" not in frame
