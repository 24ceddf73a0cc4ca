"""Time expressions as written, and which event each belongs to.

A time belongs to the verb or noun that governs it; it reaches other events of the same clause, and never what a verb of saying
reports: "said on Monday that rebels took X" dates the saying (cf. TimeML's event-time links, Pustejovsky et al. 2003).
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from ..model.claim import Span
from ..model.parsed import Parsed, Sentence
from .candidate import Candidate
from .lexicon import words
from .timespans import TimeSpan, lexicon, time_spans

TimeOf = Callable[[Candidate], Span | None]
HANGING = 0.4
FAR = 3.0  # the longest way from an event to a time, in the costs below
UP = {"nsubj": 0.6, "nsubjpass": 0.6, "dobj": 0.6, "pobj": 0.4, "prep": 0.4, "agent": 0.4, "attr": 0.6, "oprd": 0.6,
      "appos": 0.8, "compound": 0.4, "nmod": 0.4, "poss": 0.6, "amod": 2.8, "pcomp": 0.8, "dative": 0.6, "npadvmod": 0.6, "xcomp": 0.4,
      "conj": 1.2, "ccomp": 2.2, "advcl": 2.4, "acl": 2.6, "relcl": 3.2, "parataxis": 2.6, "advmod": 0.6, "csubj": 1.0, "dep": 2.0,
      "acomp": 0.5, "intj": 1.0}
DOWN = {"prep": 0.5, "pobj": 0.4, "agent": 0.5, "dobj": 0.6, "nsubj": 0.7, "nsubjpass": 0.7, "xcomp": 0.7, "attr": 0.6, "advmod": 0.6,
        "npadvmod": 0.4, "compound": 0.4, "nmod": 0.4, "poss": 0.7, "amod": 0.4, "conj": 1.6, "pcomp": 1.2, "acomp": 0.5, "appos": 0.8,
        "dative": 0.6, "oprd": 0.6}
STATES = frozenset(("hold", "deploy", "besiege"))


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its characters, its kind, its first and last token, and the token that governs it.

    `after` is the token from which on words belong to the time itself ("the fall" in "two days after the fall"), or None.
    """

    start: int
    end: int
    kind: str
    first: int
    last: int
    governor: int
    after: int | None = None


Spotted = dict[int, tuple[Expression, ...]]


def spot(parsed: Parsed) -> Spotted:
    """The time expressions of a document, by sentence."""
    return {s.i: found for s in parsed.sentences if (found := tuple(expressions(parsed, s)))}


def all_times(parsed: Parsed, spotted: Spotted) -> tuple[Span, ...]:
    """Every time expression as written, in order: what "the following day" may count from."""
    return tuple(_span(parsed, e) for found in spotted.values() for e in found if e.kind != "since")


def times(parsed: Parsed, spotted: Spotted) -> TimeOf:
    """The function it gives answers for each candidate, only from its own sentence; None where it tells no time."""

    def time_of(candidate: Candidate) -> Span | None:
        found = _within_reach(parsed, candidate.token, spotted.get(parsed.tokens[candidate.token].sent, ()))
        found = _of_place(parsed, candidate, found)
        # In "on Friday, two days after the army shelled it" the day tells when by itself.
        # In "in 1991 they held it for ten days" the year tells when, the days how long.
        near = min(((far + HANGING * (e.after is not None or _length(parsed, e)), abs(e.start - candidate.start), n)
                    for n, e in enumerate(found)
                    if (far := cost(parsed, candidate, e)) <= FAR), default=None)
        return _span(parsed, found[near[2]]) if near else None

    return time_of


def _of_place(parsed: Parsed, c: Candidate, found: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """In "took Herat on Friday and Kunduz on Sunday" each place has the time that follows it."""
    if c.place is None or len(found) < 2:
        return found
    listed = (k for k in parsed.children(c.place) if parsed.tokens[k].dep == "conj" and k > c.place)
    stop = next(listed, parsed.sentences[parsed.tokens[c.place].sent].last)
    if stop == parsed.sentences[parsed.tokens[c.place].sent].last and parsed.tokens[c.place].dep != "conj":
        return found
    mine = tuple(e for e in found if c.place < e.first < stop and e.governor == parsed.tokens[c.token].i)
    return mine[:1] or found


def _length(parsed: Parsed, e: Expression) -> bool:
    return e.kind == "dur" and parsed.tokens[e.first].lower == "for"


def _within_reach(parsed: Parsed, event: int, found: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """In "on Tuesday, six days after the town fell", what fell fell at neither time: only times told inside the clause are its own."""
    for e in found:
        if e.after is not None:
            inside = set(parsed.subtree(e.after))
            if event in inside:
                return tuple(x for x in found if x.governor in inside)
    return found


def _span(parsed: Parsed, e: Expression) -> Span:
    tokens, first = parsed.tokens, e.first
    if tokens[first].lower in ("until", "till") and first < e.last and tokens[tokens[first].head].lemma in words("putting_off"):
        # What is put off until Friday is on Friday, and not until then.
        return Span(tokens[first + 1].start, e.end, parsed.document.text[tokens[first + 1].start:e.end])
    return Span(e.start, e.end, parsed.document.text[e.start:e.end])


def expressions(parsed: Parsed, sentence: Sentence) -> Iterator[Expression]:
    """The time expressions of one sentence, in order; those in a "since …" clause also make the clause one."""
    text = " ".join(parsed.document.text[sentence.start:sentence.end].split("\n"))
    for span in time_spans(text):
        inside = [i for i in range(sentence.first, sentence.last)
                  if parsed.tokens[i].end > sentence.start + span.start and parsed.tokens[i].start < sentence.start + span.end]
        if inside and _is_time(parsed, span, inside):
            found = _expression(parsed, sentence, span, inside)
            yield found
            yield from _since(parsed, sentence, found)


def _is_time(parsed: Parsed, span: TimeSpan, inside: list[int]) -> bool:
    """Whether a name of a month or day is one: "may" and "march" also are verbs, "sat." and "sun." words."""
    if span.kind not in ("month", "weekday"):
        return True
    return any(parsed.tokens[i].text[:1].isupper() and parsed.tokens[i].tag[0] in "NJC" for i in inside)


def _expression(parsed: Parsed, sentence: Sentence, span: TimeSpan, inside: list[int]) -> Expression:
    tokens, begin = parsed.tokens, sentence.start + span.start
    clock = span.kind.startswith("clock")  # "at 1645 local time" without its "at" would be a year
    while len(inside) > 1 and not clock and (tokens[inside[0]].dep == "mark" or (tokens[inside[0]].dep == "prep" and all(
            c not in inside for c in parsed.children(inside[0]) if tokens[c].dep in ("pobj", "pcomp")))):
        inside = inside[1:]  # "on yesterday's bombings": the preposition is the noun's
        begin = tokens[inside[0]].start
    within = set(inside)
    end, last, after = sentence.start + span.end, inside[-1], None
    if span.kind.startswith("ago") and tokens[last].lower in ("after", "before", "since"):
        after = tokens[last].head if tokens[last].dep == "mark" else last if parsed.children(last) else None
        if after is not None:
            last = min(parsed.span(after)[1], last + 14)
            end = tokens[last].end
            within |= set(parsed.subtree(after))
    tops = [i for i in inside if tokens[i].head not in within or tokens[i].head == i]
    top = next((i for i in tops if tokens[i].tag != "IN" or tokens[i].dep == "prep"), inside[0])
    governor = tokens[top].head
    if after is not None and tokens[after].dep == "advcl":  # "six days after the town fell, the army …"
        governor = tokens[after].head
    for _ in range(4):  # a preposition or another time word in between
        if tokens[governor].tag in ("IN", "TO") and tokens[governor].head != governor:
            governor = tokens[governor].head
    governor = _stated(parsed, _fronted(parsed, governor, inside, sentence), inside[0])
    if last + 1 < sentence.last and tokens[last + 1].tag == "POS":
        end = tokens[last + 1].end
    return Expression(begin, end, span.kind, inside[0], last, governor, after)


def _fronted(parsed: Parsed, governor: int, inside: list[int], sentence: Sentence) -> int:
    """A time before a fronted report is the report's: "In the past day, forces advanced, Davis said"."""
    tokens = parsed.tokens
    if tokens[governor].lemma not in _words("speech") or inside[-1] > governor:
        return governor
    for c in parsed.children(governor):
        if tokens[c].dep in ("ccomp", "parataxis"):
            comma = governor + 1 < sentence.last and tokens[governor + 1].lower == ","
            if inside[-1] < c < governor or (comma and c > governor and inside[0] == sentence.first):
                return c
    return governor


def _stated(parsed: Parsed, governor: int, first: int) -> int:
    """A statement in the present tense has no other day: in "condemns the attack in Iraq today" the time is the attack's."""
    tokens = parsed.tokens
    if tokens[governor].tag in ("VBZ", "VBP") and tokens[governor].lemma in _words("speech"):
        for c in parsed.children(governor):
            if tokens[c].dep == "dobj" and governor < c < first:
                return c
    return governor


def _since(parsed: Parsed, sentence: Sentence, e: Expression) -> Iterator[Expression]:
    """The whole of "since the siege began on Friday", for the events of the main clause."""
    tokens = parsed.tokens
    for i in range(e.first - 1, max(sentence.first, e.first - 14) - 1, -1):
        t = tokens[i]
        if t.lower in ("since", "until") and t.dep in ("mark", "prep") and i < e.governor:
            verb = t.head if t.dep == "mark" else i
            if e.governor in set(parsed.subtree(verb)) and tokens[verb].head != verb:
                yield Expression(t.start, e.end, "since", i, e.last, tokens[verb].head, verb)
            return


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon()[key])


def cost(parsed: Parsed, candidate: Candidate, e: Expression) -> float:
    """How far the expression is from the event: 0 where it governs it, over FAR where it is another event's."""
    if e.kind == "now" and candidate.type not in STATES:
        return FAR + 1
    tokens, event = parsed.tokens, candidate.token
    if candidate.type in STATES and tokens[event].dep == "appos" and e.governor not in set(parsed.subtree(event)):
        return FAR + 1  # "surrendered Bor, their last stronghold, on Friday": when it was given up, not when it was held
    if e.after is not None and event in set(parsed.subtree(e.after)):
        return FAR + 1
    if (deed := _charged(parsed, e)) is not None:  # "accused the army of burning villages between May and June"
        return 0.2 if event == deed else FAR + 1 if event == tokens[deed].head or tokens[tokens[deed].head].head == event else _way(
            parsed, event, e, candidate)
    if tokens[event].dep == "advcl" and e.governor not in set(parsed.subtree(event)) and any(
            tokens[c].dep == "npadvmod" and tokens[c + 1].lower in ("after", "before") for c in parsed.children(event)):
        return FAR + 1  # "retook it on Tuesday, some time after it fell"
    inside = e.start >= candidate.start and e.end <= candidate.end
    if inside or e.first <= event <= e.last:
        return 0.0
    for i in (event, tokens[event].head):
        open_ended = tokens[e.first].lower in ("since", "until", "by", "before", "after")
        if tokens[i].dep == "relcl" and e.first <= tokens[i].head <= e.last and not open_ended:  # "on Saturday when a bomb exploded"
            return 0.4
    starts = {event: 0.0}
    if candidate.clause >= 0 and candidate.clause != event and tokens[candidate.clause].lemma in _words("light"):
        starts[candidate.clause] = 0.3
    return min((_way(parsed, start, e, candidate) + extra for start, extra in starts.items()), default=FAR + 1)


def _charged(parsed: Parsed, e: Expression) -> int | None:
    """The deed, told by a gerund, of which a verb of blame accuses somebody, where a time stands behind it and was hung on that verb."""
    tokens = parsed.tokens
    if tokens[e.governor].lemma not in ("accuse", "blame", "suspect", "convict", "charge"):
        return None
    told = [c for p in parsed.children(e.governor) if tokens[p].lower in ("of", "for") for c in parsed.children(p)]
    return next((c for c in told if tokens[c].dep == "pcomp" and tokens[c].tag == "VBG" and e.governor < c < e.first), None)


def _way(parsed: Parsed, event: int, e: Expression, candidate: Candidate) -> float:
    """Climb from the event; at each governor look down for the time's."""
    tokens, total, node, below = parsed.tokens, 0.0, event, -1
    for _ in range(10):
        found = _down(parsed, node, e.governor, below)
        if found is not None and not _shut(parsed, node, event, e, found):
            return total + found
        t = tokens[node]
        if t.head == node or total > FAR:
            break
        total += _step_up(parsed, node, e)
        below, node = node, t.head
    return FAR + 1


def _step_up(parsed: Parsed, node: int, e: Expression) -> float:
    """The cost of going from a word to its governor."""
    t = parsed.tokens[node]
    step = UP.get(t.dep, 2.0)
    if parsed.tokens[t.head].lemma in _words("report") and parsed.tokens[t.head].tag[0] == "N":
        return FAR + 1
    if t.dep == "conj" and parsed.tokens[t.head].tag[0] == "V":
        own = _has_subject(parsed, node)
        # A time before the first verb holds for both; one between them is the first one's.
        step = (0.8 if not own else 1.8) if e.last < t.head else 3.2
    if e.first <= t.head <= e.last and any(parsed.tokens[c].dep == "conj" and c < node and parsed.tokens[c].lemma in _words("report")
                                           for c in parsed.children(t.head)):  # "in the last 36 hours and reports of fleeing men", misread
        return FAR + 1
    if t.dep == "conj" and t.tag[0] == "N" and e.governor == t.head and e.last < node:
        step = 3.2  # "the gains in the last three days and reports of fleeing rebels"
    if t.dep == "relcl" and any(_in_which(parsed, c) for c in parsed.children(node)):
        step = 0.8
    if t.dep == "advcl" and e.last < min(node, t.head):
        step -= 0.6
    return step


def _in_which(parsed: Parsed, i: int) -> bool:
    """"the attack, in which 16 were killed": what is told there happened then."""
    return parsed.tokens[i].lower in ("in", "during") and any(parsed.tokens[c].lower == "which" for c in parsed.children(i))


def _has_subject(parsed: Parsed, verb: int) -> bool:
    return any(parsed.tokens[c].dep in ("nsubj", "nsubjpass") for c in parsed.children(verb))


def _shut(parsed: Parsed, node: int, event: int, e: Expression, found: float) -> bool:
    """Whether a verb of saying stands between: its time is not that of what is said."""
    t = parsed.tokens[node]
    speech = t.tag[0] == "V" and (t.lemma in _words("speech") or (t.lemma == "be" and any(
        parsed.tokens[c].lemma in _words("report") for c in parsed.children(node))))
    if node == event:  # "denounced today's attack": the time of the attack is not that of the speech
        return speech and found > 0 and not (e.last < event and _through_preposition(parsed, e.governor, event))
    return speech


def _through_preposition(parsed: Parsed, node: int, top: int) -> bool:
    """Whether the way down from `top` begins with a preposition: "in a statement issued on Monday, he denounced"."""
    while parsed.tokens[node].head not in (top, node):
        node = parsed.tokens[node].head
    return parsed.tokens[node].tag == "IN"


def _down(parsed: Parsed, top: int, goal: int, below: int) -> float | None:
    """The cost of the way from `top` down to `goal`, not through `below`; None where there is none that a time may go."""
    if top == goal:
        return 0.0
    total, node = 0.0, goal
    for _ in range(6):
        t = parsed.tokens[node]
        if node in (below, t.head):
            return None
        if t.dep in DOWN:
            deep = 1.3 if t.dep == "prep" and parsed.tokens[t.head].tag[0] == "N" and t.head != top else 0.0
            total += deep + DOWN[t.dep] + (0.8 if t.dep == "xcomp" and t.lemma in _words("speech") else 0.0)
            if t.dep == "conj" and t.tag[0] == "V" and _has_subject(parsed, node):
                return None
        elif t.dep in ("relcl", "acl") and t.lemma in _words("light"):
            total += 1.2
        elif t.dep == "acl":
            total += 1.6
        else:
            return None
        node = t.head
        if node == top:
            return total
    return None
