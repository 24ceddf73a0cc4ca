"""Quotations: what stands in somebody's own words, over sentences and paragraphs, and bracketed or colon forms without marks.

The state machine over quotation marks follows the usual typography (an opening mark is repeated at each paragraph of one
quotation, the closing mark stands once); see Pareti et al. 2013 on how news texts quote.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.parsed import Parsed
from .clause import child
from .cues import cues

DOUBLE = re.compile(r"[\"“”„«»]|``|''")
CLOSERS = frozenset("”»") | {"''"}
MARKS = frozenset("\"“”„«»‘’'`") | {"``", "''"}
SINGLE = re.compile(r"(?<![\w'’])[‘'](?=\w)([^\n‘]{2,600}?[\w.,!?…])[’'](?!\w)")
TAG = re.compile(r"\[([A-Za-z][A-Za-z .'’\n-]{1,40})(?:,\s[^\]\[]{3,160})?\]")
RECORDED = re.compile(r"\s{0,8}\[(?:BEGIN (?:VIDEO )?RECORDING|[A-Z][A-Za-z .'’-]{1,40})\]", re.I)
BEGUN = re.compile(r"\[(?:TEXT|EXCERPTS?|CONTINUED|PASSAGES? OMITTED|SUMMARY)\]", re.I)
REPORTER = re.compile(r"\[REPORT\]\s*\[([^\]\n]{3,60})\]", re.I)
ASKED = re.compile(r"\[(?:INTERVIEW|NEWS CONFERENCE|CONVERSATION)\b[^\]]{0,200}?\bBY\s+([^\]]{3,60})\]", re.I)
DATELINE = re.compile(r"^.{0,120}?\s-{2,3}\s*", re.S)
SPOKEN = re.compile(r"\[(?:SPEECH|ADDRESS|STATEMENT|MESSAGE|NEWS CONFERENCE|REMARKS)\]\s*$", re.I)
OFFICE = re.compile(r"\b(?:minister|president|colonel|general|captain|major|chief|director|governor|mayor|spokes\w+|commander|father|"
                    r"bishop|senator|deputy|judge|doctor|leader|secretary|lieutenant|ambassador)\b", re.I)
STAFF = re.compile(r"\b(?:reporters?|correspondents?|announcer|colleagues?|"
                   r"(?:have|here is|received|following is|hear) (?:a|the|this|another) (?:\w+ )?report (?:from|by))\b", re.I)
TURN = re.compile(r"[ \t]*([A-Z][A-Za-z.'’-]{1,20}(?: [A-Z][A-Za-z.'’-]{0,20}){0,4}):\s+(?=\S)")
SIGNED = re.compile(r"\W*signed\b[\])]?\s*[:,]?\s*", re.I)
SIGNED_REACH = 9
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `first` to `last` - 1 in somebody's words, marks included.

    `kind` is speech (a statement in quotation marks), scare (a word or two in marks), block (a statement after a colon,
    without marks) or tag ("[ORTEGA] …", "MR SNOW: …"). For a tag, `label` is the offsets of the speaker's name, or None
    where the words are a questioner's or the reporter's.
    """

    first: int
    last: int
    kind: str
    label: tuple[int, int] | None = None


def paragraph_spans(parsed: Parsed) -> list[tuple[int, int, int, int]]:
    """Characters and tokens (start, end, first, last) of every paragraph."""
    out: list[tuple[int, int, int, int]] = []
    number = -1
    for s in parsed.sentences:
        if s.paragraph == number:
            start, _, first, _ = out[-1]
            out[-1] = (start, s.end, first, s.last)
        else:
            out.append((s.start, s.end, s.first, s.last))
            number = s.paragraph
    return out


def quotations(parsed: Parsed) -> tuple[Quotation, ...]:
    """Every quotation of a document in the order of the text; quotations of one document do not overlap, except that a block or
    a tag may hold others."""
    starts = [t.start for t in parsed.tokens]
    spans = paragraph_spans(parsed)
    marked = [(a, b) for a, b in _double(parsed.document.text, spans)]
    marked += [(a, b) for a, b in _single(parsed.document.text, spans) if not any(x < b and a < y for x, y in marked)]
    found = [_quotation(parsed, bisect_left(starts, a), bisect_left(starts, b)) for a, b in marked]
    found += _tags(parsed, starts, spans)
    found += _blocks(parsed, spans, found)
    return tuple(sorted((q for q in found if q.last > q.first), key=lambda q: (q.first, -q.last)))


def _double(text: str, spans: list[tuple[int, int, int, int]]) -> Iterator[tuple[int, int]]:
    """Offsets of double-quoted stretches, a quotation of several paragraphs as one."""
    opened: int | None = None
    before = 0
    for start, end, _, _ in spans:
        marks = list(DOUBLE.finditer(text, start, end))
        if opened is not None:
            if marks and marks[0].start() - start <= 1:
                marks = marks[1:]
            elif not (marks and _closes(text, marks[0])):
                yield opened, before
                opened = None
        for m in marks:
            if opened is None:
                if m.group() not in CLOSERS:
                    opened = m.start()
            elif m.group() in CLOSERS or (m.group() == '"' and _closes(text, m)):
                yield opened, m.end()
                opened = None
            elif m.group() == '"':
                yield opened, m.start()
                opened = m.start()
        before = end
    if opened is not None:
        yield opened, before


def _closes(text: str, m: re.Match[str]) -> bool:
    """Whether a mark may close: it is a closing one, or a straight one that does not stand between a space and a letter."""
    if m.group() != '"':
        return m.group() in CLOSERS
    left, right = text[m.start() - 1:m.start()], text[m.end():m.end() + 1]
    return not ((not left or left.isspace() or left in "([—-") and (right.isalnum() or right in "‘'[$"))


def _single(text: str, spans: list[tuple[int, int, int, int]]) -> Iterator[tuple[int, int]]:
    for start, end, _, _ in spans:
        if "'" in text[start:end] or "‘" in text[start:end]:
            for m in SINGLE.finditer(text, start, end):
                yield m.start(), m.end()


def _quotation(parsed: Parsed, first: int, last: int) -> Quotation:
    inside = parsed.tokens[first:last]
    words = [t for t in inside if t.text[0].isalnum()]
    finite = any(t.tag in FINITE for t in inside)
    stopped = len(inside) > 2 and inside[-2].text in (",", ".", "!", "?") and inside[-1].text in MARKS
    speech = (finite and len(words) >= 4) or (stopped and len(words) >= 3) or len(words) >= 12
    return Quotation(first, last, "speech" if speech else "scare")


def _tags(parsed: Parsed, starts: list[int], spans: list[tuple[int, int, int, int]]) -> list[Quotation]:
    """"[ORTEGA] …" in monitored broadcasts and "MR SNOW: …" in transcripts, each until the next or until the recording ends."""
    text, barred = parsed.document.text, cues().words["tags.not"]
    marks: list[tuple[int, int, tuple[int, int] | None]] = []
    for m in TAG.finditer(text):
        words = m[1].lower().replace("-", " ").split()
        lead = re.split(r"\n\s*\n|\n {2,}", text[max(0, m.start() - 400):m.start()])[-1]
        head = DATELINE.match(lead) if m.start() < 500 else None
        if head is not None and not BEGUN.search(lead) and not SPOKEN.search(lead):
            continue  # of the heading: whose communique it is, what kind of text
        lead = lead[head.end():] if head else lead
        told_of = words[0] == "unidentified" and words[-1] in cues().words["kinds.witness"] | {"woman", "man", "voice"}
        if told_of or not any(w in barred for w in words):
            spoken = SPOKEN.search(lead) is not None
            if spoken or not re.sub(r"\[[^\]]*\]", "", lead).strip() or lead.rstrip().endswith("RECORDING]"):
                marks.append((m.start(), m.end(), m.span(1)))
        elif words[0] in ("question", "reporter", "correspondent", "announcer") or words == ["end", "recording"]:
            marks.append((m.start(), m.end(), None))
    turns = [m for start, end, _, _ in spans for m in [TURN.match(text, start, end)] if m]
    if len(turns) >= 3:
        asked = ("question", "q", "reporter")
        marks += [(m.start(), m.end(), None if m[1].lower() in asked else m.span(1)) for m in turns]
    told = [m.end() for m in STAFF.finditer(text)] if marks else []
    marks = [(a, b, None if label and _staff(text, label, told) else label) for a, b, label in sorted(marks, key=lambda m: m[:2])]
    out = []
    for n, (_, end, label) in enumerate(marks):
        stop = marks[n + 1][0] if n + 1 < len(marks) else len(text)
        if label:
            out.append(Quotation(bisect_left(starts, end), bisect_left(starts, stop), "tag", label))
    return out


def _staff(text: str, label: tuple[int, int], told: list[int]) -> bool:
    """Whether a marked speaker is the station's own reporter ("our correspondent Ana Ruiz sent this: [RUIZ]"), of whom the text
    tells up to the characters `told`."""
    shown = text[slice(*label)]
    after = (" ".join(text[end:min(end + 400, label[0])].split()) for end in told[:bisect_right(told, label[0])])
    near = [words for words in after if shown.lower() in words.lower()]
    headed = REPORTER.search(text[:300])
    asked = ASKED.search(text[:400])
    if asked and text[slice(*label)].lower() in asked[1].lower():
        return True
    if (headed and text[slice(*label)].lower() in headed[1].lower()) or _sent_report(text, label):
        return True
    named = [m.group() for words in near if (m := re.match(rf"[^.\n]{{0,60}}\b{re.escape(shown)}\b", " " + words, re.I))]
    return any(not OFFICE.search(m) for m in named)  # "we have a report from Minister Ruiz" brings the minister's own words


def _sent_report(text: str, label: tuple[int, int]) -> bool:
    """"Ana Ruiz went to the scene and reported the following: [RUIZ]", of somebody without an office: a colleague of the station."""
    before = " ".join(text[max(0, label[0] - 320):label[0]].split())
    told = re.search(rf"(?:^|[.!?]\s+)((?:[A-Z][\w'’-]+ ){{1,3}}{re.escape(text[slice(*label)])})\b[^.,]{{0,120}}\b"
                     r"(?:reports?|reported|filed|sent|prepared)\b[^.]{0,60}[.:]", before, re.I)
    return told is not None and not OFFICE.search(told[1])


def _blocks(parsed: Parsed, spans: list[tuple[int, int, int, int]], found: list[Quotation]) -> list[Quotation]:
    """Statements that follow a colon without quotation marks."""
    quoted = {i for q in found for i in range(q.first, q.last)}
    out: list[Quotation] = []
    last_end = -1
    for n, (_, _, first, last) in enumerate(spans):
        if first < last_end:
            continue
        colon = _colon(parsed, first, last, quoted)
        if colon is None:
            continue
        ends_paragraph = colon == last - 1
        stop, k = last if ends_paragraph else _told_of(parsed, colon, last), n + 1
        while stop == spans[k - 1][3] and k < len(spans) and not _signed(parsed, spans[k - 1]) \
                and _goes_on(parsed, spans[k], quoted, ends_paragraph, k == n + 1):
            stop = spans[k][3]
            k += 1
        if stop > colon + 1:
            out.append(Quotation(colon + 1, stop, "block"))
            last_end = stop
    return out


def _signed(parsed: Parsed, span: tuple[int, int, int, int]) -> bool:
    """Whether a paragraph tells who signed: a statement ends with it."""
    text = parsed.document.text
    return SIGNED.match(text, span[0]) is not None or SIGNED.fullmatch(text, max(0, span[0] - SIGNED_REACH), span[0]) is not None


def _told_of(parsed: Parsed, colon: int, last: int) -> int:
    """Where a statement begun after a colon ends in its paragraph: before a sentence that tells what the paper or outlet says next."""
    papers = cues().words["kinds.document"] | cues().words["kinds.media"] | cues().words["statement.words"]
    for s in parsed.sentences[parsed.tokens[colon].sent + 1:]:
        if s.first >= last:
            break
        for t in parsed.tokens[s.first:s.last]:
            says = t.tag in ("VBD", "VBZ") and any(v.group in ("say", "announce") for v in cues().verbs.get(t.lemma, ()))
            if says and (who := child(parsed, t.i, "nsubj")) is not None and parsed.tokens[who].lemma.lower() in papers:
                return s.first
    return last


def _colon(parsed: Parsed, first: int, last: int, quoted: set[int]) -> int | None:
    """The colon that hands over to a speaker: it follows a verb of saying or a word for a statement within a few words."""
    verbs, nouns = cues().verbs, cues().words["statement.words"]
    tokens = parsed.tokens
    for i in range(first + 1, last):
        heard = RECORDED.match(parsed.document.text, tokens[i].end) is not None  # the marks on the tape tell who speaks
        if tokens[i].text != ":" or heard or i in quoted or (i + 1 < last and tokens[i + 1].text in MARKS):
            continue
        begin = parsed.sentences[tokens[i].sent].first
        near = tokens[max(begin, i - (14 if i == last - 1 else 4)):i]
        said = any("quote" in v.takes for t in near if t.tag[0] == "V" for v in verbs.get(t.lemma, ()))
        if said or (i == last - 1 and any(t.lemma in nouns or t.lower == "following" for t in near)):
            return i
    return None


def _goes_on(parsed: Parsed, span: tuple[int, int, int, int], quoted: set[int], block: bool, following: bool) -> bool:
    """Whether a paragraph belongs to the statement begun before it."""
    start, end, first, last = span
    tokens = parsed.tokens
    text = parsed.document.text[start:end].strip().lower()
    if tokens[first].text in MARKS or tokens[last - 1].text == ":" or any(text.startswith(h) for h in cues().headings):
        return False
    if block and following:
        return True
    if first in quoted or any(i in quoted for i in range(first, min(last, first + 60))):
        return False
    own = any(t.lower in cues().words["sets.first_person"] for t in tokens[first:last])
    if own:
        return True
    told = any(v.group in ("say", "tell", "announce") for t in tokens[first:last] if t.tag in ("VBD", "VBZ")
               for v in cues().verbs.get(t.lemma, ()))
    return block and not told
