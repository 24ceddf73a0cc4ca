"""Factuality and verification: what the innermost source commits to, and what the report says of the claim itself.

After FactBank (Saurí and Pustejovsky 2009): from the event's word upwards each governing word, auxiliary and negation changes
polarity and certainty, until the words of report of the innermost source are reached; what stands above belongs to outer sources.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.claim import Reason, SourceMention
from ..model.parsed import Parsed
from .candidate import Candidate
from .clause import (SUBJECTS, auxiliaries, child, children, finite_past, first_conjunct, has_to, is_noun, is_verb, negated,
                     negative_argument, passive)
from .cues import Factuality, cues, factuality
from .verification import verification

FLIP = {"certain": "denied", "denied": "certain", "averted": "certain", "future": "denied", "possible": "possible", "probable": "possible"}
TOWARDS = frozenset("advance push march head drive retreat flee withdraw fire shoot".split())
UNSURE = frozenset("clear certain sure known evident obvious confirmed possible likely".split())
SPEECH_GROUPS = frozenset("pledge warn call accuse deny claim".split())
SPEECH_ACTS = frozenset("threaten pledge request accuse agree support deny sanction".split())
PERFORMED = frozenset("want wish like intend continue remain hasten".split())
BLAMED_FOR = frozenset("thank praise blame condemn criticise criticize apologise apologize pay punish remember know arrest detain try convict jail hail".split())
FOLLOWS = frozenset("of from for to at about into on against in over short as toward towards".split())
ABOUT = frozenset("of for to at about from against over toward towards".split())
Step = tuple[str, str, str]


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
    mark, why = verification(parsed, candidate, source)
    return Standing("denied" if value == "averted" else value, mark, tense(parsed, candidate), (*because, *why))


def apply(op: str, value: str) -> str:
    """What an operator makes of a value; denial of a denial is an assertion, denial of a possibility stays open."""
    if op == "deny":
        return FLIP[value]
    if op == "never":
        return "denied"
    if op == "open":
        return "future"
    if op == "avert":
        return "averted" if value in ("certain", "future") else FLIP[value]
    if op == "future":
        return "future" if value in ("certain", "probable", "averted") else value
    if op == "possible":
        return "possible" if value in ("certain", "probable", "denied", "averted") else value
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
            first = tokens[aux[0] if aux else i]
            if first.tag in ("VBD", "VBN") or first.lower in ("has", "have", "'ve") and aux:
                return "past"
            if first.tag in ("VBZ", "VBP"):
                return "future" if tokens[i].lemma == "go" and child(parsed, i, "xcomp") is not None else "present"
            if first.tag == "MD":
                return "past" if any(tokens[c].lemma == "have" for c in aux) else "future"
            if has_to(parsed, i) and tokens[i].dep in ("xcomp", "advcl", "acl"):
                governor = tokens[i].head
                return "future" if (governor != i and not finite_past(parsed, governor) and is_verb(parsed, governor)) else "past"
        if tokens[i].head == i:
            break
        i = tokens[i].head
    return "past"


def _steps(parsed: Parsed, candidate: Candidate, source: tuple[SourceMention, ...]) -> Iterator[Step]:
    """The operators over an event, innermost first: operator, rule, word."""
    tokens, words = parsed.tokens, factuality()
    stop = {s.cue.start for s in source}
    i = candidate.token
    yield from _own_modifiers(parsed, i, candidate, words)
    if candidate.frame == "light verb" and candidate.clause >= 0 and candidate.clause != i and _below(parsed, i, candidate.clause):
        while i != candidate.clause:
            yield from _hanging(parsed, i, candidate, words)
            i = tokens[i].head
        yield from _clause(parsed, i, words, candidate)
    elif is_verb(parsed, i):
        yield from (s for s in _clause(parsed, i, words, candidate) if not _own_speech(parsed, candidate, words))
    for _ in range(20):
        head = tokens[i].head
        if head == i:
            break
        if tokens[head].start in stop and tokens[head].tag[0] in "VN":
            yield from _boundary(parsed, i, head, candidate, words)
            return
        carried, steps = _link(parsed, i, head, candidate, words)
        yield from steps
        if not carried:
            break
        i = head
    yield from _sentence(parsed, i, candidate)


def _boundary(parsed: Parsed, i: int, cue: int, candidate: Candidate, words: Factuality) -> Iterator[Step]:
    """What the innermost report itself says of its content: "denied that"; "withdrew his claim that"; "the report that … was a mistake"."""
    for op, rule, text in _hanging(parsed, i, candidate, words):
        yield ("possible" if op == "deny" and negated(parsed, cue) is not None else op), rule, text
    if is_noun(parsed, cue) and parsed.tokens[cue].head != cue:
        yield from (s for s in _hanging(parsed, cue, candidate, words) if s[1].endswith("report"))
        yield from _judged(parsed, cue, parsed.tokens[cue].head, candidate, words)


def _judged(parsed: Parsed, i: int, head: int, candidate: Candidate, words: Factuality) -> list[Step]:
    """What the predicate says of its subject: "the bid was unsuccessful", "the attack ended in failure", "the report was a mistake"."""
    tokens = parsed.tokens
    if tokens[i].dep not in ("nsubj", "nsubjpass"):
        return []
    below = [head, *children(parsed, head, "xcomp")]
    out: list[Step] = []
    for v in below:
        judges = children(parsed, v, "acomp", "attr", "oprd")
        judges += [d for c in children(parsed, v, "prep") if tokens[c].lower == "in" for d in children(parsed, c, "pobj")] \
            if tokens[v].lemma in ("end", "result", "be") else []
        for j in judges:
            pos = "N" if is_noun(parsed, j) else "J"
            effects = words.effects.get((pos, tokens[j].lemma, "subject"), ())
            op = effects[0].op if effects else ""
            if op and negated(parsed, v) is None:
                out.append((op, f"{tokens[j].lemma} of its subject", tokens[j].text))
        if v != head and is_noun(parsed, i) and tokens[v].lemma in words.words["carriers.subjects"]:
            out += [s for s in _hanging(parsed, v, candidate, words) if s[0] in ("future", "possible", "probable", "deny")]
    for j in children(parsed, head, "acomp"):
        for v in children(parsed, j, "xcomp"):
            if is_noun(parsed, i) and tokens[v].lemma in words.words["carriers.subjects"]:
                out += list(_hanging(parsed, v, candidate, words))
    return out


def _own_speech(parsed: Parsed, candidate: Candidate, words: Factuality) -> bool:
    """"We will burn": where the threat, pledge or demand is read off a future or a "must", that is no modality of the act itself."""
    lemma = parsed.tokens[candidate.token].lemma
    speaks = any(v.group in SPEECH_GROUPS for v in cues().verbs.get(lemma, ())) or any(e.op == "future" for way in ("to", "of") for e in words.effects.get(("V", lemma, way), ()))
    if candidate.type == "obstruct_aid":
        return lemma in ("give", "allow", "let", "permit", "reach", "receive", "enter", "get", "grant", "deliver", "access", "provide")
    return candidate.type in ("threaten", "pledge", "request", "accuse") and not speaks


def _below(parsed: Parsed, i: int, top: int) -> bool:
    return any(j == top for j in parsed.ancestors(i))


def _link(parsed: Parsed, i: int, head: int, candidate: Candidate, words: Factuality) -> tuple[bool, list[Step]]:
    """What the word above does to the event, and whether the climb goes on beyond it."""
    tokens = parsed.tokens
    t, h = tokens[i], tokens[head]
    hung = list(_hanging(parsed, i, candidate, words))
    strong = [s for s in hung if s[0] != "keep"]
    if any(s[0] == "certain" for s in hung):
        return False, hung
    if t.dep == "conj":
        return True, _shared(parsed, i, head, words)
    if t.dep in ("acl", "ccomp") and h.lemma in cues().nouns and is_noun(parsed, head) and not has_to(parsed, i):
        return True, []
    if t.dep == "relcl" and has_to(parsed, i):
        return _adverbial(parsed, i, head, hung, words)
    if t.dep == "relcl" or (t.dep == "acl" and t.tag != "VB" and not strong and is_noun(parsed, head)):
        return False, hung
    if t.dep == "advcl" or t.dep == "acl":
        return _adverbial(parsed, i, head, hung, words)
    judged = _judged(parsed, i, head, candidate, words) if is_verb(parsed, head) else []
    if judged:
        return False, judged
    sibling = _sibling(parsed, i, head, candidate, words)
    if sibling:
        return True, sibling
    if not hung and t.dep == "xcomp" and has_to(parsed, i) and is_verb(parsed, head) and passive(parsed, head):
        return False, [("future", "purpose", t.text)]
    if not hung and not _passes(parsed, i, head, words):
        return False, hung
    steps = list(hung)
    if is_verb(parsed, head):
        steps += _clause(parsed, head, words, candidate)
    elif strong or h.tag[0] in "NJ":
        steps += [("deny", "negated noun", tokens[n].text) for n in [negated(parsed, head)] if n is not None and strong]
    return True, steps


def _sibling(parsed: Parsed, i: int, head: int, candidate: Candidate, words: Factuality) -> list[Step]:
    """"It is possible that", "it is not clear whether": the adjective beside the clause."""
    tokens = parsed.tokens
    if tokens[i].dep not in ("ccomp", "xcomp", "advcl", "csubj") or tokens[head].lemma not in ("be", "seem", "appear", "remain", "look"):
        return []
    beside = child(parsed, head, "acomp", "attr")
    if beside is None:
        return []
    no = negated(parsed, head)
    lemma = tokens[beside].lemma
    if no is not None and lemma in UNSURE:
        return [("possible", f"not {lemma}", tokens[beside].text)]
    pos = "N" if is_noun(parsed, beside) else "J"
    found = [e for way in _by(parsed, i, head) for e in words.effects.get((pos, lemma, way), ())]
    if not found and no is not None and lemma in ("true", "so", "case", "correct"):
        return [("deny", f"not {lemma}", tokens[no].text)]
    out = [(found[0].op, f"{lemma} beside", tokens[beside].text)] if found else []
    if out and no is not None and found[0].op == "deny":
        out.append(("deny", "negation", tokens[no].text))
    elif out and no is not None:
        out = [("possible", f"not {lemma}", tokens[beside].text)]
    return out


def _passes(parsed: Parsed, i: int, head: int, words: Factuality) -> bool:
    """Whether the climb goes on where the word above says nothing itself: a bare modality above must be the event's own."""
    t, h = parsed.tokens[i], parsed.tokens[head]
    if t.dep in ("ccomp", "parataxis", "csubj"):
        return t.dep == "ccomp" and h.lemma == "be" and i > head
    if is_verb(parsed, head) and is_noun(parsed, i):
        return _carries(parsed, i, head, words)
    if t.dep == "prep":
        if is_verb(parsed, head) and t.lower == "for":
            return not passive(parsed, head) and h.lemma not in BLAMED_FOR
        if is_verb(parsed, head):
            return h.lemma in words.words["transparent.verbs_of"]
        return t.lower == "of" and h.lemma in words.words["transparent.nouns"]
    if t.dep in ("pobj", "pcomp"):
        return h.dep == "prep"
    return t.dep in ("xcomp", "acomp", "attr", "oprd", "compound", "dobj", "aux", "auxpass", "advmod", "pcomp", "agent")


def _carries(parsed: Parsed, i: int, head: int, words: Factuality) -> bool:
    """Whether a verb's modality is its noun's ("may launch an attack"), or the noun stands by itself ("will condemn the attack")."""
    t, lemma = parsed.tokens[i], parsed.tokens[head].lemma
    if t.dep in ("nsubj",):
        return lemma in words.words["carriers.subjects"]
    if t.dep in ("dobj", "attr", "nsubjpass", "oprd"):
        return lemma in words.words["carriers.objects"]
    return False


def _adverbial(parsed: Parsed, i: int, head: int, hung: list[Step], words: Factuality) -> tuple[bool, list[Step]]:
    """Clauses of purpose, condition and time."""
    tokens = parsed.tokens
    marks = {tokens[c].lower for c in parsed.children(i) if tokens[c].dep in ("mark", "advmod") and c < i}
    if marks & words.words["conditions.if"] and not (marks & {"even", "though", "as"} and "if" not in marks):
        return False, [("open", "condition", min(marks & words.words["conditions.if"]))]
    if has_to(parsed, i):
        if hung:
            return True, [*hung, *(_clause(parsed, head, words, None) if is_verb(parsed, head) else [])]
        if tokens[head].lemma in ("return", "live", "wake", "arrive", "emerge", "survive") and tokens[i].lemma in ("find", "see", "become", "discover"):
            return False, []
        return False, [("future", "purpose", tokens[i].text)]
    if marks & {"before"} and any(tokens[c].lower in ("could", "can") for c in auxiliaries(parsed, i)):
        return False, [("never", "before … could", "before")]
    present = not finite_past(parsed, i) and tokens[(auxiliaries(parsed, i) or [i])[0]].tag in ("VBP", "VBZ")
    if marks & (words.words["conditions.until"] | {"before", "once", "when", "after", "as", "whenever"}) and present and _ahead(parsed, head, words):
        return False, [("future", "clause of time before a future", min(marks))]
    if tokens[i].tag == "VBG" and not marks and tokens[i].dep == "advcl":
        return True, [*hung, *(_clause(parsed, head, words, None) if is_verb(parsed, head) else [])]
    return bool(hung), hung


def _ahead(parsed: Parsed, head: int, words: Factuality) -> bool:
    """Whether a clause is about what is to come."""
    return any(parsed.tokens[c].lower in words.words["auxiliaries.future"] | words.words["auxiliaries.would"] | words.words["auxiliaries.must"]
               for c in auxiliaries(parsed, head)) or parsed.tokens[head].tag == "VB"


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


def _shared(parsed: Parsed, i: int, head: int, words: Factuality) -> list[Step]:
    """Modals and negation that a coordinated verb shares with the first ("may attack and seize")."""
    tokens = parsed.tokens
    if not (is_verb(parsed, i) and is_verb(parsed, head)):
        return []
    if any(tokens[c].dep in SUBJECTS for c in parsed.children(i)) or auxiliaries(parsed, i):
        return []
    first = first_conjunct(parsed, i)
    if tokens[i].tag != tokens[first].tag or tokens[i].tag not in ("VB", "VBN", "VBG"):
        return []
    but = any(tokens[c].lower == "but" for c in parsed.children(head))
    return [s for s in _clause(parsed, first, words, None) if not (but and s[0] == "deny")]


def _own_modifiers(parsed: Parsed, i: int, candidate: Candidate, words: Factuality) -> Iterator[Step]:
    """Adjectives and participles of a noun that names the event, and "no"."""
    tokens, table = parsed.tokens, words.words
    lemma, pos = tokens[i].lemma, tokens[i].tag[0]
    if candidate.type == "ceasefire" and any("ceasefire" in e.types for way in ("subject", "of") for e in words.effects.get((pos, lemma, way), ())):
        yield "deny", "the breaking itself", tokens[i].text
    if not is_noun(parsed, i):
        return
    if candidate.type not in SPEECH_ACTS:
        for effect in words.effects.get(("N", lemma, "to"), ()):
            if effect.op in ("future", "attempt") and not effect.types and lemma not in table["transparent.events"]:
                yield "future", "noun of plan or attempt", tokens[i].text
    for c in parsed.children(i):
        t = tokens[c]
        if t.dep not in ("amod", "compound", "det", "nmod", "acl", "neg", "relcl"):
            continue
        for op in ("future", "deny", "probable"):
            if t.lower in table[f"modifiers.{op}"] and (t.dep != "acl" or c == i + 1):
                yield op, "modifier", t.text
        if candidate.type == "ceasefire" and t.lower in table["modifiers.deny_ceasefire"]:
            yield "deny", "modifier", t.text
        if t.lower == "no":
            yield "deny", "no", t.text
    if candidate.start <= tokens[i].start and any(tokens[j].lower == "no" for j in range(max(0, i - 3), i) if tokens[j].head == i
                                                  and tokens[j].dep not in ("det", "neg")):
        yield "deny", "no", "no"


def _clause(parsed: Parsed, v: int, words: Factuality, candidate: Candidate | None) -> list[Step]:
    """Auxiliaries, adverbs and negation of one verb, innermost first."""
    tokens, table = parsed.tokens, words.words
    steps: list[Step] = []
    aux = auxiliaries(parsed, v)
    low = [tokens[c].lower for c in aux]
    perfect = "have" in low or "'ve" in low
    no = negated(parsed, v)
    if no is None:
        no = negative_argument(parsed, v)
    for c in parsed.children(v):
        t = tokens[c]
        if t.dep in ("advmod", "npadvmod"):
            for op in ("probable", "possible", "deny"):
                if t.lower in table[f"adverbs.{op}"]:
                    steps.append((op, "adverb", t.text))
    modal = next((tokens[c] for c in aux if tokens[c].tag == "MD"), None)
    able = no is not None and modal is not None and modal.lower in ("could", "can", "ca")
    if no is not None and not _not_until(parsed, v):
        steps.append(("deny", "negation", tokens[no].text))
    if modal is not None and not able:
        steps += _modal(parsed, v, modal.lower, modal.text, perfect, words)
    return steps


def _not_until(parsed: Parsed, v: int) -> bool:
    """"did not stop until noon": it did, at noon."""
    tokens = parsed.tokens
    past = any(tokens[c].lower == "did" for c in auxiliaries(parsed, v))
    below = [v, *children(parsed, v, "xcomp")]
    return past and any(tokens[d].lower in ("until", "till") for w in below for c in parsed.children(w) for d in (c, *parsed.children(c)))


def _modal(parsed: Parsed, v: int, low: str, text: str, perfect: bool, words: Factuality) -> list[Step]:
    table = words.words
    if low in table["auxiliaries.future"]:
        return [("future", "auxiliary", text)]
    if low in table["auxiliaries.would"]:
        return [("deny" if perfect else "future", "conditional", text)]
    if low in table["auxiliaries.possible"]:
        sentence = parsed.sentences[parsed.tokens[v].sent]
        hypothetical = any(t.lower in ("if", "unless") and t.dep == "mark" for t in parsed.tokens[sentence.first:sentence.last])
        return [("future" if hypothetical else "possible", "modal", text)]
    if low in table["auxiliaries.must"]:
        return [("deny" if low in ("should", "ought") else "probable", "modal", text)] if perfect else [("future", "obligation", text)]
    return []


def _hanging(parsed: Parsed, i: int, candidate: Candidate, words: Factuality) -> Iterator[Step]:
    """What the governor of `i` does to it by the lexicon, given how `i` hangs on it."""
    tokens = parsed.tokens
    t = tokens[i]
    h = tokens[t.head]
    if t.head == i:
        return
    pos = "V" if h.tag[0] == "V" else "N" if h.tag[0] == "N" else "J" if h.tag[:2] in ("JJ", "RB") else ""
    if not pos and h.lower != "without":
        return
    via = ""
    by = _by(parsed, i, h.i)
    if t.dep == "prep":
        via = t.lower
    lemma = h.lemma
    if pos == "V" and lemma == "go" and "to" in by and h.tag == "VBG":
        yield "future", "going to", h.text
        return
    if candidate.type in SPEECH_ACTS and "to" in by and lemma in PERFORMED and pos == "V":
        return
    if via in ("toward", "towards") and (is_noun(parsed, candidate.token) or t.dep == "prep") and lemma not in TOWARDS:
        yield "future", "towards", via
        return
    for way in by:
        for effect in words.effects.get((pos, lemma, way), ()):
            if effect.types and candidate.type not in effect.types or (effect.via and via not in effect.via):
                continue
            if effect.op == "attempt":
                yield _attempt(parsed, h.i)
            elif effect.op == "keep":
                yield "keep", f"{lemma} {way}", h.text
            else:
                yield effect.op, f"{lemma} + {way}", h.text
            return
    if t.dep == "pcomp" and h.lower == "without":
        yield "deny", "without", h.text
    if pos == "V" and lemma == "be" and "to" in by and t.dep == "xcomp":
        yield "future", "is to", h.text
    if pos == "V" and lemma in ("have", "need") and "to" in by and not finite_past(parsed, h.i):
        yield "future", f"{lemma} to", h.text


def _by(parsed: Parsed, i: int, head: int) -> tuple[str, ...]:
    """How a token hangs on its governor, in the lexicon's terms, the most telling way first."""
    tokens = parsed.tokens
    t, h = tokens[i], tokens[head]
    if t.dep == "prep":
        if t.lower not in FOLLOWS:
            return ()
        if t.lower == "for" and h.tag[0] == "V" and passive(parsed, head):
            return ()
        inner = next((c for c in parsed.children(i) if tokens[c].dep in ("pobj", "pcomp")), None)
        clause = inner is not None and tokens[inner].dep == "pcomp"
        ways = ("to_noun", "of") if t.lower == "to" else (t.lower,) if t.lower in ("for", "at", "against") else ()
        return (*ways, "ing", "of") if clause else (*ways, "of") if t.lower in ABOUT else ways
    if t.dep in ("ccomp", "xcomp", "advcl", "acl", "csubj", "oprd"):
        if has_to(parsed, i):
            return ("to",)
        marks = {tokens[c].lower for c in parsed.children(i) if c < i and tokens[c].dep in ("mark", "advmod", "preconj")}
        if marks & {"whether", "if"} and t.dep in ("ccomp", "acl"):
            return ("whether", "that")
        if t.dep == "advcl" and not marks & {"that"}:
            return ("ing",) if t.tag == "VBG" and h.lemma in ("stop", "keep", "prevent") else ()
        if t.tag == "VBG" and "that" not in marks and child(parsed, i, "nsubj", "aux") is None:
            return ("ing",)
        if t.tag == "VB" and not marks and h.lemma in ("help", "make", "let", "see", "have"):
            return ("to",)
        if t.dep == "acl" and "that" not in marks and not has_to(parsed, i):
            return ()
        return ("that",)
    if t.dep == "dobj" or (t.dep == "nsubjpass" and h.tag[0] == "V"):
        if any(tokens[c].lower in ("this", "that", "these", "those", "such") and tokens[c].dep == "det" for c in parsed.children(i)):
            return ("given",)
        return ("report",) if t.lemma in cues().nouns and t.lemma not in ("attack",) else ("object",)
    if t.dep == "nsubj" and h.tag[0] == "V":
        return ("subject",)
    if t.dep in ("compound", "nmod") and h.tag[0] == "N":
        return ("of",)
    return ()


def _attempt(parsed: Parsed, v: int) -> Step:
    """An attempt that is over did not succeed unless the text says so; one that goes on is still to come."""
    tokens = parsed.tokens
    t = tokens[v]
    if t.tag[0] != "V":
        over = t.dep == "dobj" and tokens[t.head].lemma in ("make", "launch", "mount", "stage", "undertake") and finite_past(parsed, t.head)
        return ("deny" if over else "future"), "attempt", t.text
    low = {tokens[c].lower for c in auxiliaries(parsed, v)}
    ongoing = t.tag == "VBG" or (t.tag in ("VBZ", "VBP", "VB") and not low & {"did"})
    if t.tag == "VBN" and low & {"has", "have", "had"} or passive(parsed, v):
        ongoing = False
    return ("future" if ongoing else "deny"), "attempt", t.text


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
