"""The brief: every sentence has its notes, and nothing is in it that is not in the data."""
from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest

from reportedly.model.errors import ReportedlyError
from reportedly.publish.brief import Section, Sentence, brief, report, sections

from .war import COUNCIL, GUARD, MARSH, war

SINCE = "2031-05-02"


def every_sentence(found: tuple[Section, ...]) -> list[tuple[str, Sentence]]:
    out: list[tuple[str, Sentence]] = []
    for s in found:
        out += [(s.title, x) for x in s.sentences] + [(s.title, x) for _, a, b in s.pairs for x in (*a, *b)] + every_sentence(s.parts)
    return out


def test_every_sentence_is_footnoted_to_a_claim() -> None:
    made = report(war(), since=SINCE)
    told = every_sentence(made.sections)
    assert len(told) > 20 and all(s.claims and set(s.claims) <= set(made.claims) for _, s in told)


def test_fixed_words_hold_no_name_and_no_figure() -> None:
    for _, s in every_sentence(report(war(), since=SINCE).sections):
        fixed = "".join(text for text, value in s.parts if not value)
        assert not re.search(r"\d", fixed) and not re.search(r"\b[A-Z]", fixed), fixed


def test_every_figure_of_an_event_stands_in_a_claim_that_the_sentence_cites() -> None:
    made = report(war(), since=SINCE)
    seen = 0
    for _, s in every_sentence(made.sections):
        for (value, is_value), (after, _) in zip(s.parts, s.parts[1:], strict=False):
            if is_value and re.match(r" (killed|displaced|injured)", after):
                told = {n for c in s.claims for x in made.claims[c]["counts"] for n in (x["low"], x["high"])}
                assert {int(n) for n in re.findall(r"\d+", value)} <= told
                seen += 1
    assert seen >= 3


def test_every_name_stands_in_the_claims_or_their_reports() -> None:
    data = war()
    rows = (data.documents, data.claims, data.control, data.evidence, data.sources, data.events)
    known = repr(rows)
    for _, s in every_sentence(report(data, since=SINCE).sections):
        for value, is_value in s.parts:
            if is_value:
                for name in re.findall(r"\b[A-Z][\w'’-]+", value):
                    assert name in known or name == "May", name


def test_other_names_make_the_same_brief_with_other_names() -> None:
    def renamed(text: str) -> str:
        return text.replace(MARSH, "\0").replace(COUNCIL, MARSH).replace("\0", COUNCIL)

    def swap(value: object) -> object:
        if isinstance(value, str):
            return renamed(value)
        if isinstance(value, dict):
            return {k: swap(v) for k, v in value.items()}
        return type(value)(map(swap, value)) if isinstance(value, list | tuple) else value

    data = war()
    swapped = replace(data, **{k: swap(getattr(data, k)) for k in ("claims", "control", "events", "evidence", "sources")})
    a = {renamed(s.text) for _, s in every_sentence(report(data, since=SINCE).sections)}
    b = {s.text for _, s in every_sentence(report(swapped, since=SINCE).sections)}
    assert a == b


def test_says_what_changed_and_when() -> None:
    told = [r["sentence"] for r in sections(war(), since="2031-05-09") if r["section"] == "What changed"]
    assert told == [
        "Arvala: contested, Highland Council likelier, since 11 May 2031; before that held by Highland Council.",
        "Corrin: held by River Guard, since 9 May 2031 (likely, 80%); before that entered by River Guard, not held.",
    ]


def test_disputed_points_stand_side_by_side() -> None:
    pairs = next(s.pairs for s in report(war(), since=SINCE).sections if s.title == "Disputed")
    _, yes, no = next(p for p in pairs if p[0] == "Who holds Arvala")
    assert "still held" in yes[0].text and "seized" in no[0].text


def test_a_change_that_one_sentence_tells_is_no_dispute() -> None:
    data = war()
    held = next(c for c in data.claims if "still holds Arvala" in c["sentence"])
    same = {k: held[k] for k in ("document", "sentence")}
    told = [c | same if c["place"] and c["place"]["id"] == held["place"]["id"] else c for c in data.claims]
    for claims, points in ((data.claims, 1), (told, 0)):
        pairs = next((s.pairs for s in report(replace(data, claims=tuple(claims)), since=SINCE).sections if s.title == "Disputed"), ())
        assert sum(p[0] == "Who holds Arvala" for p in pairs) == points


def test_what_is_not_confirmed_names_its_source() -> None:
    made = report(war(), since=SINCE)
    weak = next(s for s in made.sections if s.title == "Not confirmed")
    assert all("according to" in x.text for part in weak.parts for x in part.sentences)
    shelling = next(x.text for part in weak.parts for x in part.sentences if "shelled" in x.text)
    assert shelling == "2 May 2031, according to a doctor: Marsh Army shelled people; at least 12 killed."


def test_what_happened_is_told_in_the_past_and_what_is_planned_by_its_noun() -> None:
    told = [r["sentence"] for r in sections(war(), since=SINCE)]
    assert any(s.startswith("3 May 2031: Marsh Army captured Besk") and s.endswith("(3 reports, 2 sources).") for s in told)
    planned = next(x for s in report(war(), since=SINCE).sections if s.title.startswith("Planned") for p in s.parts for x in p.sentences)
    assert planned.text == "According to Ilmar Tev: attack by Marsh Army on Highland Council."


def test_claims_of_one_sentence_and_speaker_share_a_note() -> None:
    data = war()
    twice = replace(data, claims=(*data.claims, *({**c, "id": f"{c['id']}-again"} for c in data.claims)),
                    control=tuple({**r, "claims": [*r["claims"], *(f"{c}-again" for c in r["claims"])]} for r in data.control))
    text = brief(twice, "md", since=SINCE)
    assert isinstance(text, str)
    notes = re.findall(r"^\[\^\d+\]: (.*)$", text, re.M)
    assert len(notes) == len(set(notes)) > 5
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"^\[\^(\d+)\]:", text, re.M))

def test_one_place_alone() -> None:
    told = repr(sections(war(), since=SINCE, place="Corrin"))
    assert GUARD in told and "Besk" not in told


def test_markdown_and_page_escape_what_reports_say() -> None:
    data = war()
    evil = "<script>alert(1)</script> [x](javascript:y) *b* | `c` \u202e\x1b[31m"
    rows = tuple({**c, "sentence": evil} for c in data.claims)
    hostile = replace(data, title=evil, claims=rows, control=tuple({**r, "place": evil} for r in data.control))
    text = brief(hostile, "md", since=SINCE)
    page = brief(hostile, "html", since=SINCE)
    assert isinstance(text, str) and isinstance(page, str)
    assert "<script" not in page and "javascript:y" in page and "href=\"javascript" not in page
    assert "\\<script\\>" in text and not re.search(r"(?<!\\)\]\(javascript", text)
    assert "\x1b" not in text + page
    assert "\u202e" not in text + page


def test_notes_carry_outlet_day_title_and_quotation() -> None:
    text = brief(war(), "md", since=SINCE)
    assert isinstance(text, str)
    assert re.search(r"^\[\^\d+\]: Steppe Wire, 7 May 2031, “Council admits loss”, Highland Council \(party\): “The Highland Council "
                     r"acknowledged on Wednesday that its troops had withdrawn from Besk\.”$", text, re.M)
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(re.findall(r"^\[\^(\d+)\]:", text, re.M))


def test_nothing_known_makes_a_brief_that_says_nothing() -> None:
    empty = replace(war(), claims=(), events=(), control=(), sources=(), evidence=())
    assert [s.title for s in report(empty).sections] == []
    for form in ("md", "html"):
        text = brief(empty, form)
        assert isinstance(text, str) and "Nothing is told" in text and "Notes" not in text


def test_pdf_and_a_clear_message_where_weasyprint_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = brief(war(), "pdf", since=SINCE)
    assert isinstance(made, bytes) and made.startswith(b"%PDF-")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ReportedlyError, match=r"reportedly\[pdf\]"):
        brief(war(), "pdf", since=SINCE)


def test_one_vehicle_is_no_vehicles() -> None:
    data = war()
    one = {"what": "vehicles", "low": 1, "high": 1, "claimant": "", "status": "current", "claim": "c2", "whose": ""}
    told = repr(sections(replace(data, events=tuple({**e, "figures": [one]} for e in data.events)), since=SINCE))
    assert "1 vehicle" in told and "1 vehicles" not in told
