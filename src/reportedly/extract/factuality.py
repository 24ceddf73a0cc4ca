"""Factuality and verification: what the innermost source commits to, and what the report says of the claim itself.

After FactBank (Saurí and Pustejovsky 2009): from the event's word upwards each governing word, auxiliary and negation changes
polarity and certainty, until the words of report of the innermost source are reached; what stands above belongs to outer sources.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.claim import Reason, SourceMention
from ..model.parsed import Parsed
from .branded import branded, open_if
from .candidate import Candidate
from .clause import auxiliaries, child, finite_past, has_to, is_noun, is_verb, negated
from .cues import Factuality, cues, factuality
from .lexicon import words as words_of
from .operators import Step, clause_operators, hanging, judged, link, own_modifiers
from .verification import verification

FLIP = {"certain": "denied", "denied": "certain", "averted": "certain", "tried": "denied", "future": "denied", "possible": "possible",
        "probable": "possible"}


@dataclass(frozen=True, slots=True)
class Standing:
    """`factuality` certain, probable, possible, denied or future; `verification` None, confirmed, unconfirmed or disputed."""

    factuality: str = "certain"
    verification: str | None = None
    tense: str = "past"
    because: tuple[Reason, ...] = ()


def standing(parsed: Parsed, candidate: Candidate, source: tuple[SourceMention, ...]) -> Standing:
    """The standing of one candidate, given who says so."""
    value, because = "certain", []
    for op, rule, text in _steps(parsed, candidate, source):
        after = apply(op, value)
        if after != value:
            because.append(Reason("factuality", rule, text))
        value = after
        if op == "certain":
            break
    if value != "denied" and (false := _called_false(parsed, candidate, source)):
        value, because = apply("deny", value), [*because, Reason("factuality", "called false", false)]
    if (opened := _open(parsed, candidate, value)) is not None:
        value, because = "possible", [*because, Reason("factuality", "if it is true", opened)]
    mark, why = verification(parsed, candidate, source)
    return Standing("denied" if value in ("averted", "tried") else value, mark, tense(parsed, candidate), (*because, *why))


def _called_false(parsed: Parsed, candidate: Candidate, source: tuple[SourceMention, ...]) -> str:
    """The verb by which the innermost source calls false the account in which the event stands, or ""."""
    cue = source[-1].cue.start if source else -1
    s = parsed.sentences[parsed.tokens[candidate.token].sent]
    v = next((t for t in parsed.tokens[s.first:s.last] if t.start == cue and t.tag[0] == "V"), None)
    if v is not None and any(parsed.tokens[c].lower in factuality().words["disputes.wrongly"] for c in parsed.children(v.i)):
        return v.text
    noun = branded(parsed, v.i) if v is not None else None
    return v.text if v is not None and noun is not None and noun < candidate.token else ""


def _open(parsed: Parsed, candidate: Candidate, value: str) -> str | None:
    """The word of "if confirmed" that leaves an event open which the sentence tells else as a fact."""
    v = open_if(parsed, parsed.tokens[candidate.token].sent)
    if v is None or _below(parsed, candidate.token, v.i) or candidate.token == v.i:
        return None
    told = value in ("certain", "probable") or (value == "future" and is_noun(parsed, candidate.token))
    return v.text if told and (v.head == candidate.token or _below(parsed, candidate.token, v.head)) else None


def apply(op: str, value: str) -> str:
    """What an operator makes of a value; denial of a denial is an assertion, denial of a possibility stays open."""
    if op == "deny":
        return FLIP[value]
    if op == "never":
        return "denied"
    if op == "open":
        return "future"
    if op == "tried":
        return "tried" if value == "certain" else value
    if op == "avert":
        return "averted" if value in ("certain", "future", "tried") else FLIP[value]
    if op == "future":
        return "future" if value in ("certain", "probable", "averted", "tried") else value
    if op == "possible":
        return "possible" if value in ("certain", "probable", "denied", "averted", "tried") else value
    if op == "probable":
        return "probable" if value == "certain" else value
    return value


def tense(parsed: Parsed, candidate: Candidate) -> str:
    """past, present or future of the clause that the event stands in."""
    tokens = parsed.tokens
    i = candidate.clause if candidate.clause >= 0 else candidate.token
    words = factuality().words
    for _ in range(12):
        if is_verb(parsed, i):
            aux = auxiliaries(parsed, i)
            if any(tokens[c].lower in words["auxiliaries.future"] for c in aux):
                return "future"
            if tokens[i].lemma in words_of("putting_off") and any(tokens[c].lower in ("until", "till") for c in parsed.children(i)):
                return "future"  # "postponed until Wednesday a meeting"
            first = tokens[aux[0] if aux else i]
            if first.tag in ("VBD", "VBN") or first.lower in ("has", "have", "'ve") and aux:
                return "past"
            if first.tag in ("VBZ", "VBP"):
                return "future" if tokens[i].lemma == "go" and child(parsed, i, "xcomp") is not None else "present"
            if first.tag == "MD":
                return "past" if any(tokens[c].lemma == "have" for c in aux) else "future"
            if has_to(parsed, i) and tokens[i].dep in ("xcomp", "advcl", "acl"):
                governor = tokens[i].head
                perfect = any(tokens[c].lower in ("has", "have", "had") for c in auxiliaries(parsed, governor))
                if tokens[governor].lemma in words_of("aiming") and negated(parsed, governor) is not None:
                    return "future"  # "did not intend to take it"
                trying = perfect and tokens[governor].lemma in words_of("trying")  # "has tried for a month to take"
                begun = finite_past(parsed, governor) or trying
                return "future" if governor != i and not begun and is_verb(parsed, governor) else "past"
        if tokens[i].head == i:
            break
        i = tokens[i].head
    return "past"


def _steps(parsed: Parsed, candidate: Candidate, source: tuple[SourceMention, ...]) -> Iterator[Step]:
    """The operators over an event, innermost first: operator, rule, word."""
    tokens, words = parsed.tokens, factuality()
    stop = {s.cue.start for s in source}
    i = candidate.token
    yield from own_modifiers(parsed, i, candidate, words)
    if candidate.frame == "light verb" and candidate.clause >= 0 and candidate.clause != i and _below(parsed, i, candidate.clause):
        while i != candidate.clause:
            yield from hanging(parsed, i, candidate, words)
            i = tokens[i].head
        yield from clause_operators(parsed, i, words, candidate)
    elif is_verb(parsed, i):
        yield from (s for s in clause_operators(parsed, i, words, candidate) if not _own_speech(parsed, candidate, words))
    yield from _imperative(parsed, i)
    if _held_anyway(parsed, candidate):
        return
    for _ in range(20):
        head = tokens[i].head
        if head == i:
            break
        if tokens[head].start in stop and tokens[head].tag[0] in "VN":
            yield from _boundary(parsed, i, head, candidate, words)
            return
        carried, steps = link(parsed, i, head, candidate, words)
        own = tokens[i].dep == "xcomp" and tokens[head].lemma in words.words["sets.goes_with"] and _own_speech(parsed, candidate, words)
        yield from (s for s in steps if not own)
        if not carried:
            break
        i = head
    yield from _sentence(parsed, i, candidate)


def _boundary(parsed: Parsed, i: int, cue: int, candidate: Candidate, words: Factuality) -> Iterator[Step]:
    """What the innermost report itself says of its content: "denied that"; "withdrew his claim that"; "the report that … was a mistake"."""
    marks = {parsed.tokens[c].lower for c in parsed.children(i) if parsed.tokens[c].dep == "mark"}
    if parsed.tokens[i].dep == "advcl" and marks & {"if", "unless"}:
        yield "open", "condition", min(marks & {"if", "unless"})  # "If the town falls, said the mayor, we will leave"
    for op, rule, text in hanging(parsed, i, candidate, words):
        yield ("possible" if op == "deny" and negated(parsed, cue) is not None else op), rule, text
    if _unseen(parsed, i, cue):
        yield "deny", "not seen", parsed.tokens[cue].text
    if is_noun(parsed, cue) and parsed.tokens[cue].head != cue:
        yield from (s for s in hanging(parsed, cue, candidate, words) if s[1].endswith("report"))
        yield from judged(parsed, cue, parsed.tokens[cue].head, candidate, words)


def _unseen(parsed: Parsed, i: int, cue: int) -> bool:
    """"Had not seen a soldier in the town", "did not hear any shots": for its source it was not there."""
    if parsed.tokens[i].dep not in ("dobj", "nsubjpass") or parsed.tokens[cue].lemma not in words_of("sighting") | {"hear"}:
        return False
    absent = any(parsed.tokens[c].lower == "no" for c in parsed.children(i))
    return not absent and any(parsed.tokens[c].dep == "neg" or parsed.tokens[c].lower == "never" for c in parsed.children(cue))


def _own_speech(parsed: Parsed, candidate: Candidate, words: Factuality) -> bool:
    """"We will burn": where the threat, pledge or demand is read off a future or a "must", that is no modality of the act itself."""
    lemma = parsed.tokens[candidate.token].lemma
    if candidate.type in ("threaten", "pledge") and lemma in words_of("tolerated") and negated(parsed, candidate.token) is not None:
        return True  # "would not allow attacks": the vow is made
    speaks = any(v.group in words.words["sets.speech_groups"] for v in cues().verbs.get(lemma, ()))
    speaks = speaks or any(e.op == "future" for way in ("to", "of") for e in words.effects.get(("V", lemma, way), ()))
    if candidate.type == "obstruct_aid":
        return lemma in words.words["sets.lets"]
    who = child(parsed, candidate.token, "nsubj")
    performed = who is not None and parsed.tokens[who].lower in ("we", "i")
    return candidate.type in ("threaten", "pledge", "request", "accuse") and (performed or not speaks)


def _imperative(parsed: Parsed, v: int) -> Iterator[Step]:
    """"Attack the bridge and burn the barracks": what is told to be done is not done yet."""
    tokens = parsed.tokens
    while tokens[v].dep == "conj" and is_verb(parsed, tokens[v].head):
        v = tokens[v].head
    opens = tokens[v].dep == "ROOT" or (v > 0 and tokens[v].dep == "ccomp" and tokens[v - 1].text in ("\"", "“", ":"))
    if tokens[v].tag == "VB" and opens and not has_to(parsed, v) and not auxiliaries(parsed, v) and (
            child(parsed, v, "nsubj", "nsubjpass", "expl") is None):
        yield "future", "imperative", tokens[v].text


def _held_anyway(parsed: Parsed, candidate: Candidate) -> bool:
    """"hopes to seize the rebel stronghold", "will retake the rebel-held town": who holds it is taken for granted, whatever is hoped."""
    t = parsed.tokens[candidate.token]
    noun = is_noun(parsed, candidate.token) and t.dep not in ("attr", "acomp", "oprd", "ROOT") and candidate.frame != "light verb"
    return candidate.type == "hold" and (noun or (t.dep == "amod" and t.tag in ("VBN", "JJ")))


def _below(parsed: Parsed, i: int, top: int) -> bool:
    return any(j == top for j in parsed.ancestors(i))


def _inverted(parsed: Parsed, candidate: Candidate) -> Iterator[Step]:
    """"Should the town fall, …", "Had the garrison surrendered, …": the auxiliary at the sentence's head, the event before the comma."""
    tokens = parsed.tokens
    sentence = parsed.sentences[tokens[candidate.token].sent]
    first = next((t for t in tokens[sentence.first:sentence.last] if t.text[0].isalpha()), None)
    if first is None or first.lower not in ("should", "had", "were") or tokens[sentence.last - 1].text == "?":
        return
    comma = next((j for j in range(first.i, sentence.last) if tokens[j].text == ","), 0)
    if candidate.token < comma and any(t.tag == "MD" for t in tokens[comma:sentence.last]):
        yield ("never" if first.lower == "had" else "future"), "inverted condition", first.text


def _sentence(parsed: Parsed, i: int, candidate: Candidate) -> Iterator[Step]:
    """Questions, and failure told of the event at the clause's end ("tried … but failed", "the bid ended in failure")."""
    tokens = parsed.tokens
    sentence = parsed.sentences[tokens[i].sent]
    yield from _inverted(parsed, candidate)
    closing = [t.text for t in tokens[max(sentence.first, sentence.last - 3):sentence.last]]
    if is_verb(parsed, i) and has_to(parsed, i) and tokens[i].dep in ("ROOT", "ccomp") and not auxiliaries(parsed, i):
        yield "future", "headline infinitive", tokens[i].text
    if "?" in closing and tokens[candidate.token].dep not in ("relcl",):
        yield "possible", "question", "?"
