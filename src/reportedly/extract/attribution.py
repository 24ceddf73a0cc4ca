"""Attribution: who says so. From the outermost named source inwards.

A document's reports (`reports`) and quotations (`quotations`) are found once; a token's chain is every report whose scope holds
it, widest first.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..model.claim import Mention, Reason, SourceMention, Span
from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .candidate import Candidate
from .clause import child, conjuncts, is_verb, negated, subject
from .cues import cues
from .labels import voices
from .mentions import mention
from .quotations import Quotation, quotations
from .report import Report
from .reports import reports
from .speakers import titled

SourcesOf = Callable[[Candidate], tuple[tuple[SourceMention, ...], tuple[Reason, ...]]]
NEAR = 24
HEAD = 120
FAR = 12
"""Tokens between two speakers who are named together."""
MONITORS = frozenset(("fbis", "jprs", "bbc", "bbc monitoring", "swb"))
"""Services that retell what stations broadcast: a clandestine station in their text does not make them one."""
STATION = re.compile(r"\b(?:radio|television|tv|voice of|news agency|broadcast\w*|newspaper|daily)\b", re.I)


def attribution(parsed: Parsed, kind_of: KindOf) -> SourcesOf:
    """Work out speakers and quotations of a document once; the function it gives answers for each candidate."""
    found = speech(parsed, kind_of)
    leads = _leads(parsed, found)
    near: dict[int, list[Report]] = {}
    for r in found:
        for n in {parsed.tokens[i].sent for i in r.scope}:
            near.setdefault(n, []).append(r)
    voice, labelled = _own_voice(parsed), voices(parsed, kind_of)

    def sources(candidate: Candidate) -> tuple[tuple[SourceMention, ...], tuple[Reason, ...]]:
        sentence = parsed.tokens[candidate.token].sent
        chain = _chain(parsed, near.get(sentence, []), candidate) or leads.get(sentence, [])
        chain = _collapse(parsed, [*([voice] if voice else []), *labelled.get(sentence, []), *chain])
        told = tuple(_source(parsed, r, kind_of) for r in chain)
        return told, tuple(Reason("source", r.rule, s.cue.text) for r, s in zip(chain, told, strict=True))

    return sources


def speech(parsed: Parsed, kind_of: KindOf) -> list[Report]:
    """Every report of a document, with the quotations that it introduces in its scope."""
    found = reports(parsed, kind_of)
    out = {id(r): r for r in found}
    quoting = [r for r in found if r.quotes]
    extra: list[Report] = []
    previous: tuple[Quotation, Report] | None = None
    for q in quotations(parsed):
        if q.kind == "scare":
            continue
        if q.kind == "tag" and q.label:
            extra.append(Report(q.first, None, "speaker's mark", frozenset(range(q.first, q.last)), quotes=False, depth=-1,
                                mention=_labelled(parsed, q.label), quoted=frozenset(range(q.first, q.last))))
            continue
        who = _introduced(parsed, q, quoting, previous)
        if who is not None:
            previous = (q, who)
            inside = frozenset(range(q.first, q.last))
            same = [r for r in found if r.token == who.token and (r is who or r.depth != 0)]
            for r in same or [who]:
                now = out.get(id(r), r)
                out[id(r)] = replace(now, scope=now.scope | inside, quoted=now.quoted | inside)
            if not same:
                extra.append(replace(who, scope=inside, quoted=inside, rule="quotation goes on"))
    return [r for r in (*out.values(), *extra) if r.scope]


def _introduced(parsed: Parsed, q: Quotation, quoting: list[Report], previous: tuple[Quotation, Report] | None) -> Report | None:
    """The report that a quotation belongs to: after it, before it, or the one that its forerunner had."""
    tokens = parsed.tokens
    inner = [r for r in quoting if not q.first <= r.token < q.last]
    if q.kind == "speech":
        after = next((r for r in inner if q.last <= r.token < q.last + NEAR), None)
        if after and _adjacent(parsed, q.last, after):
            return after
    before = next((r for r in reversed(inner) if q.first - NEAR * 2 <= r.token < q.first), None)
    if before and tokens[before.token].sent == tokens[q.first].sent and _opens(parsed, before, q.first):
        return before
    noun = _statement(parsed, q)
    if noun:
        return noun
    if before and q.kind == "block" and tokens[before.token].sent >= tokens[q.first].sent - 1:
        return before
    sentence = parsed.sentences[tokens[q.first].sent]
    starts = q.first - sentence.first <= 1
    if previous and starts:
        last, who = previous
        gap = parsed.sentences[tokens[q.first].sent].paragraph - parsed.sentences[tokens[last.last - 1].sent].paragraph
        between = [r for r in inner if last.last <= r.token < q.first and r.token != who.token]
        if gap <= 1 and not between:
            return who
    if starts and before and tokens[before.token].sent == tokens[q.first].sent - 1 and q.kind == "speech":
        return before
    return None


def _adjacent(parsed: Parsed, last: int, report: Report) -> bool:
    """Whether a report follows a quotation at once: its verb, subject or both stand right behind the closing mark."""
    tokens = parsed.tokens
    verb = report.token
    who = report.speaker if report.speaker is not None else verb
    first = min(verb, parsed.span(who)[0] if last <= who else verb)
    first = max(first, last) if who < last else first
    gap = [t for t in tokens[last:first] if t.text not in (",", "\"", "”", "--", "-", "—", "–", "'", "’", ";")]
    if tokens[verb].tag == "VBG":
        return False
    if any(t.text in (".", "!", "?") for t in tokens[last:verb]) or (last > 1 and tokens[last - 2].text == "."):
        return False  # a full stop inside the marks: what follows is a sentence of its own
    return not gap or (len(gap) <= 3 and not any(is_verb(parsed, t.i) for t in gap))


def _opens(parsed: Parsed, report: Report, first: int) -> bool:
    """Whether a report before a quotation introduces it: no other clause stands between."""
    tokens = parsed.tokens
    between = tokens[report.token + 1:first]
    if between and between[-1].text in (":", ","):
        return sum(t.tag in ("VBD", "VBZ", "VBP") for t in between) <= 2
    return len(between) <= 3 or first in report.scope


def _statement(parsed: Parsed, q: Quotation) -> Report | None:
    """"X provided the following statement:", "in a statement …:", "the statement by X reads:" before a quotation or block."""
    tokens, nouns = parsed.tokens, cues().words["statement.words"]
    if q.first == 0 or tokens[q.first - 1].text != ":":
        return None
    sentence = parsed.sentences[tokens[q.first - 1].sent]
    noun = next((t for t in reversed(tokens[sentence.first:q.first]) if t.lemma in nouns), None)
    if noun is None:
        return None
    who = child(parsed, noun.i, "poss")
    for i in (noun.i, *parsed.ancestors(noun.i)):
        if who is None and is_verb(parsed, i):
            who = child(parsed, i, "nsubj")
    if who is None:
        return None
    return Report(noun.i, titled(parsed, who), "statement follows", quotes=True)


def _labelled(parsed: Parsed, label: tuple[int, int]) -> Mention:
    text = " ".join(parsed.document.text[label[0]:label[1]].split())
    name = text.title() if text.isupper() else text
    return Mention(*label, text, name.split()[-1].lower(), "name", 1, name)


def _leads(parsed: Parsed, found: list[Report]) -> dict[int, list[Report]]:
    """Sentences without a report of their own that a marker ties to the one before ("In addition, …"): whose report goes on."""
    openers = cues().openers
    by_sentence: dict[int, list[Report]] = {}
    for r in found:
        if r.token not in r.scope and r.speaker is not None:
            by_sentence.setdefault(parsed.tokens[r.token].sent, []).append(r)
    spans = parsed.sentences
    out: dict[int, list[Report]] = {}
    for s in spans[1:]:
        text = parsed.document.text[s.start:s.start + 40].lower().lstrip("\"“ ")
        if not any(text.startswith(o) and not text[len(o):len(o) + 1].isalpha() for o in openers):
            continue
        before = by_sentence.get(s.i - 1) or out.get(s.i - 1)
        if before and spans[s.i - 1].paragraph >= s.paragraph - 1 and not by_sentence.get(s.i):
            widest = max(before, key=lambda r: len(r.scope))
            out[s.i] = [replace(widest, rule=f"goes on: {text.split(',')[0][:20]}")]
    return out


def _own_voice(parsed: Parsed) -> Report | None:
    """A station of rebels, an army or a government that speaks in its own voice: the whole document is its word.

    A statement issued by a ministry or a command has no reporter, and no source.
    """
    head, document = parsed.dateline, parsed.document
    outlet = (head.outlet if head else "") or document.outlet
    clandestine = bool(head and "clandestine" in document.text[head.start:head.end].lower()) or "clandestine" in document.outlet.lower()
    clandestine = clandestine or "(clandestine)" in document.text[:HEAD].lower()
    if "[signed]" in document.text.lower() or outlet.lower() in MONITORS:
        return None
    sided = document.outlet_kind in ("government", "military", "party", "state") and STATION.search(outlet)
    if not outlet or not parsed.tokens or not (document.outlet_kind == "rebel" or clandestine or sided):
        return None
    start = document.text.find(outlet, head.start, head.end) if head else -1
    name = outlet.title() if outlet.isupper() else outlet
    end = start + len(outlet) if start >= 0 else -1
    return Report(0, None, "its own voice", frozenset(), "party", depth=-9, group="voice",
                  mention=Mention(start, end, outlet, name.split()[-1].lower(), "name", 1, name))


def _chain(parsed: Parsed, found: list[Report], candidate: Candidate) -> list[Report]:
    """The reports that hold a candidate, outermost first; the report that the candidate itself makes is none of them.

    A report is inside every other whose scope holds its word; where two hold each other, `depth` and then width decide.
    """
    i = candidate.token
    holding = [r for r in found if i in r.scope and r.token != i and not _own_act(parsed, r, candidate)]
    lives = any(parsed.tokens[c].lemma == "life" for c in parsed.children(i))  # "the war has claimed 600 lives"
    owns = parsed.tokens[i].lemma == "claim" and not lives and candidate.type not in cues().words["sets.own_acts"]
    if owns and negated(parsed, i) is None and (who := subject(parsed, i)) is not None:
        # "The group claimed responsibility": the act is told by who says that it was theirs.
        holding.append(Report(i, who, "claims it as its own", frozenset((i,))))
    inside = {id(r): sum(r.token in o.scope for o in holding if o.token != r.token) for r in holding}
    return _papers_last(parsed, sorted(holding, key=lambda r: (inside[id(r)], r.depth, -len(r.scope), r.token)))


def _papers_last(parsed: Parsed, chain: list[Report]) -> list[Report]:
    """"…, according to the findings, the captain said": who speaks cites the paper, wherever the parser put it."""
    speaks = [r for r in chain if r.speaker is not None and r.group in ("say", "announce", "tell") and r.kind != "document"]
    cited = frozenset(j for r in speaks for j in r.quoted)
    papers = [r for r in chain if r.group == "according" and (r.kind == "document" or r.token in cited)
              and not _opens_with(parsed, r, speaks)] if speaks else []
    denied = any(r.group == "deny" for r in chain)
    tokens = parsed.tokens
    # "denied that planes had bombed the camp, as priests had reported": whose report it was is no part of the denial.
    beside = [r for r in chain if denied and tokens[r.token].dep == "advcl" and any(
        tokens[c].lower == "as" and c < r.token for c in parsed.children(r.token))]
    return [*(r for r in chain if r not in papers and r not in beside), *papers]


def _opens_with(parsed: Parsed, paper: Report, speaks: list[Report]) -> bool:
    """"According to the report, the witness said that": the paper tells what the witness said."""
    first = parsed.sentences[parsed.tokens[paper.token].sent].first
    return paper.token <= first + 1 and all(paper.token < (r.speaker or 0) < r.token and r.token < max(r.scope, default=0) for r in speaks)


def _own_act(parsed: Parsed, r: Report, candidate: Candidate) -> bool:
    """"announced a ceasefire": a speech act told by its own verb has no other source than the reporter."""
    t = parsed.tokens[candidate.token]
    if candidate.start <= parsed.tokens[r.token].start < candidate.end:
        return True
    return candidate.type in cues().words["sets.own_acts"] and t.head == r.token and t.dep == "dobj" and r.group == "announce"


def _collapse(parsed: Parsed, chain: list[Report]) -> list[Report]:
    """Drop links that name nobody new: "we" inside a speech, "he" for the speaker just named, a nameless report inside a nameless one."""
    out: list[Report] = []
    for r in chain:
        word = parsed.tokens[r.speaker].lower if r.speaker is not None else ""
        last = out[-1] if out else None
        if word in cues().words["sets.first_person"]:
            continue
        spoken_about = last is not None and r.token in last.scope - last.quoted
        if last is not None and spoken_about and word in cues().words["sets.same_speaker"] and _could_be(parsed, word, last):
            continue
        if last is not None and last.group == "voice" and r.mention is None and _voices(parsed, r):
            continue
        if last is not None and r.speaker is None and r.mention is None and r.kind == "unnamed" and last.kind == "unnamed":
            continue
        if last is not None and r.speaker is not None and last.speaker is not None and _same(parsed, r.speaker, last.speaker):
            out.pop()
        out.append(r)
    return out


def _same(parsed: Parsed, a: int, b: int) -> bool:
    """The same words, or the same name."""
    x, y = parsed.tokens[a], parsed.tokens[b]
    return a == b or (x.tag[:3] == y.tag[:3] == "NNP" and x.lower == y.lower)


def _voices(parsed: Parsed, r: Report) -> bool:
    """A report noun or nameless report inside a station's own voice is the station's."""
    return r.speaker is None or parsed.tokens[r.speaker].lemma in ("report", "communique", "communiqué", "dispatch", "bulletin")


def _could_be(parsed: Parsed, word: str, last: Report) -> bool:
    if last.speaker is None:
        return last.mention is not None
    plural = parsed.tokens[last.speaker].tag in ("NNS", "NNPS")
    return word == "who" or (word == "they") == plural


def _source(parsed: Parsed, r: Report, kind_of: KindOf) -> SourceMention:
    t = parsed.tokens[r.token]
    cue = Span(t.start, t.end, parsed.document.text[t.start:t.end])
    if r.mention is not None or r.speaker is None:
        return SourceMention(r.mention, cue, r.kind)
    return SourceMention(_named(parsed, r.speaker, kind_of), cue, r.kind)


def _named(parsed: Parsed, head: int, kind_of: KindOf) -> Mention:
    """The mention of a speaker; two speakers named as equals are one ("United States and Turkey")."""
    first = mention(parsed, head, kind_of)
    equals = [c for c in conjuncts(parsed, head) if parsed.tokens[c].tag[0] in "NP" and c - head <= FAR]
    if len(equals) < 2:
        return first
    every = [first, *(mention(parsed, c, kind_of) for c in equals[1:])]
    end = max(m.end for m in every)
    text = " ".join(parsed.document.text[first.start:end].split())
    names = [m.name or m.text for m in every]
    joined = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    return replace(first, end=end, text=text, number=2, name=joined if all(m.name for m in every) else "", kind="group")

