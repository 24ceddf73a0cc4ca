"""Operators: what the words above and around an event make of it, innermost first.

Each is a step (operator, rule, word); the operators are explained in `lexicon/factuality.toml`.
"""
from __future__ import annotations

from collections.abc import Iterator

from ..model.parsed import Parsed
from .candidate import Candidate
from .clause import (
    SUBJECTS,
    auxiliaries,
    child,
    children,
    finite_past,
    first_conjunct,
    has_to,
    is_noun,
    is_verb,
    negated,
    negative_argument,
    not_one,
    passive,
    perfect_to,
)
from .cues import Factuality, cues

Step = tuple[str, str, str]
GIVEN = frozenset(("the", "this", "that", "these", "those"))

HARDLY = frozenset(("hardly", "scarcely", "barely"))


def link(parsed: Parsed, i: int, head: int, candidate: Candidate, words: Factuality) -> tuple[bool, list[Step]]:
    """What the word above does to the event, and whether the climb goes on beyond it."""
    tokens = parsed.tokens
    t, h = tokens[i], tokens[head]
    hung = list(hanging(parsed, i, candidate, words))
    strong = [s for s in hung if s[0] != "keep"]
    if any(s[0] == "certain" for s in hung):
        return False, hung
    if t.dep == "xcomp" and h.lemma in ("enough", "sufficient") and negated(parsed, h.head) is not None:
        return False, []  # "it was not enough to kill them": it was done, and more
    if t.dep == "conj" and _finite(parsed, i) and tokens[head].tag == "VB":
        return False, []
    if t.dep == "conj":
        return True, _shared(parsed, i, head, words)
    if t.dep in ("acl", "ccomp", "prep", "relcl") and is_noun(parsed, head) and (no := negated(parsed, head)) is not None:
        if h.lemma in words.words["sets.evidence"]:
            return False, [("possible", f"no {h.lemma}", tokens[no].text)]
        if h.lemma in words.words["sets.doubt"]:
            return False, []
    if _report_noun(h.lemma) and is_noun(parsed, head) and _reported_by(parsed, i):
        return True, []
    if t.dep == "prep" and t.lower == "of" and h.dep == "dobj" and tokens[h.head].lemma in ("warn", "caution", "alert"):
        return False, [("future", "warned of", tokens[h.head].text)]
    if t.dep == "acl" and t.tag == "VBN" and h.dep == "attr" and child(parsed, h.head, "expl") is not None:
        return True, clause_operators(parsed, h.head, words, candidate)  # "there may be people wounded"
    if t.dep == "relcl" and has_to(parsed, i):
        return _adverbial(parsed, i, head, hung, words)
    if t.dep == "relcl" or (t.dep == "acl" and t.tag != "VB" and not strong and is_noun(parsed, head)):
        return False, hung
    if t.dep in ("advcl", "acl"):
        return _adverbial(parsed, i, head, hung, words)
    if t.dep == "ccomp" and h.lemma in ("confirm", "deny", "verify") and left_open(parsed, head):
        return False, [("possible", "neither confirmed nor denied", h.text)]
    verdict = judged(parsed, i, head, candidate, words) if is_verb(parsed, head) else []
    if verdict:
        return False, verdict
    sibling = _sibling(parsed, i, head, candidate, words)
    if sibling:
        return True, sibling
    aim = has_to(parsed, i) and not perfect_to(parsed, i)
    if not hung and t.dep == "xcomp" and aim and is_verb(parsed, head) and passive(parsed, head):
        return False, [("future", "purpose", t.text)]
    if not hung and not _passes(parsed, i, head, words):
        return False, hung
    steps = list(hung)
    if is_verb(parsed, head):
        steps += clause_operators(parsed, head, words, candidate)
    elif strong or h.tag[0] in "NJ":
        above = negative_argument(parsed, h.head) if is_verb(parsed, h.head) else None  # "has no intention of": its verb counts the "no"
        steps += [("deny", "negated noun", tokens[n].text) for n in [negated(parsed, head)] if n not in (None, above) and strong]
    return True, steps


def left_open(parsed: Parsed, v: int) -> bool:
    """Whether what verb `v` would confirm stays open: "would neither confirm nor deny", "could not confirm", "did not confirm"."""
    tokens = parsed.tokens
    pair = [v, *([tokens[v].head] if tokens[v].dep == "conj" else []), *(c for c in parsed.children(v) if tokens[c].dep == "conj")]
    both = {tokens[k].lemma for k in pair} >= {"confirm", "deny"}
    no = any(negated(parsed, k) is not None or any(t.lower in ("neither", "nor") for t in tokens[max(0, k - 3):k]) for k in pair)
    return no and (both or tokens[v].lemma != "deny")


def _report_noun(lemma: str) -> bool:
    """Whether a noun tells what is reported; a fear or a hope says of it that it is to come."""
    entry = cues().nouns.get(lemma)
    return entry is not None and entry.group != "feeling"


def _reported_by(parsed: Parsed, i: int) -> bool:
    """Whether token `i` opens what a noun of report tells: "claims that", "claims to have taken", "reports of"; what is said of the noun
    is said of it."""
    t = parsed.tokens[i]
    return t.dep in ("acl", "ccomp") and (not has_to(parsed, i) or perfect_to(parsed, i)) or (t.dep == "prep" and t.lower == "of")


def _finite(parsed: Parsed, v: int) -> bool:
    """Whether a verb has a tense of its own; beside an infinitive it belongs to a verb further up."""
    aux = auxiliaries(parsed, v)
    return parsed.tokens[aux[0] if aux else v].tag in ("VBD", "VBZ", "VBP")


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
    if no is not None and lemma in words.words["sets.unsure"]:
        return [("possible", f"not {lemma}", tokens[beside].text)]
    pos = "N" if is_noun(parsed, beside) else "J"
    found = [e for way in _by(parsed, i, head, words) for e in words.effects.get((pos, lemma, way), ())]
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
            return not passive(parsed, head) and h.lemma not in words.words["sets.blamed_for"]
        if t.lower == "as" and any(parsed.tokens[c].lower == "such" for c in parsed.children(i)):
            return True  # "took no part in acts such as the attack"
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
        told = any(parsed.tokens[c].lower in GIVEN or parsed.tokens[c].dep == "poss" for c in parsed.children(i))
        maybe = any(parsed.tokens[c].lower in words.words["auxiliaries.possible"] for c in auxiliaries(parsed, head))
        if lemma == "be" and told and maybe and child(parsed, head, "acomp", "attr") is not None:
            return False  # "the attack could be the work of the Front": what may be is not whether it happened
        said = child(parsed, head, "acomp") if lemma == "go" else None
        if said is not None and parsed.tokens[said].lower.startswith("un"):
            return False  # "the crimes will not go unpunished": what is denied is the impunity
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
    if marks & {"while", "whereas"} and tokens[head].dep in ("acl", "ccomp") and any(
            tokens[c].lower == "that" and c < i for c in parsed.children(head)):
        return True, hung  # "the possibility that A could fall while B regroups": both stand in what is possible
    if has_to(parsed, i):
        if hung:
            return True, [*hung, *(clause_operators(parsed, head, words, None) if is_verb(parsed, head) else [])]
        if perfect_to(parsed, i):
            return False, []
        if tokens[head].lemma in words.words["sets.only_to"] and tokens[i].lemma in ("find", "see", "become", "discover"):
            return False, []
        return False, [("future", "purpose", tokens[i].text)]
    if marks & {"before"} and any(tokens[c].lower in ("could", "can") for c in auxiliaries(parsed, i)):
        return False, [("never", "before … could", "before")]
    present = not finite_past(parsed, i) and tokens[(auxiliaries(parsed, i) or [i])[0]].tag in ("VBP", "VBZ")
    times = words.words["conditions.until"] | words.words["conditions.before"] | words.words["conditions.when"]
    shifted = any(tokens[c].lower == "had" for c in auxiliaries(parsed, i)) and any(
        tokens[c].lower == "would" for c in auxiliaries(parsed, head))  # "it would not talk before the rebels had gone"
    if marks & times and (present or shifted) and _ahead(parsed, head, words):
        return False, [("future", "clause of time before a future", min(marks))]
    if tokens[i].tag == "VBG" and not marks and tokens[i].dep == "advcl":
        return True, [*hung, *(clause_operators(parsed, head, words, None) if is_verb(parsed, head) else [])]
    return bool(hung), hung


def _ahead(parsed: Parsed, head: int, words: Factuality) -> bool:
    """Whether a clause is about what is to come."""
    table = words.words
    coming = table["auxiliaries.future"] | table["auxiliaries.would"] | table["auxiliaries.must"]
    return any(parsed.tokens[c].lower in coming for c in auxiliaries(parsed, head)) or parsed.tokens[head].tag == "VB"


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
    return [s for s in clause_operators(parsed, first, words, None) if not (but and s[0] == "deny")]


def judged(parsed: Parsed, i: int, head: int, candidate: Candidate, words: Factuality) -> list[Step]:
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
            op = effects[0].op if effects else "future" if _of_days(parsed, j) else ""
            if op and negated(parsed, v) is None:
                out.append((op, f"{tokens[j].lemma} of its subject", tokens[j].text))
        if v != head and is_noun(parsed, i) and tokens[v].lemma in words.words["carriers.subjects"]:
            out += [s for s in hanging(parsed, v, candidate, words) if s[0] in ("future", "possible", "probable", "deny")]
    for j in children(parsed, head, "acomp"):
        for v in children(parsed, j, "xcomp"):
            if is_noun(parsed, i) and tokens[v].lemma in words.words["carriers.subjects"]:
                out += list(hanging(parsed, v, candidate, words))
    return out


def _of_days(parsed: Parsed, j: int) -> bool:
    """"a matter of days", "only a question of time": what is to come."""
    of = [d for c in parsed.children(j) if parsed.tokens[c].lower == "of" for d in children(parsed, c, "pobj")]
    return parsed.tokens[j].lemma in ("matter", "question") and any(
        parsed.tokens[d].lemma in ("hour", "day", "week", "month", "time") for d in of)


def own_modifiers(parsed: Parsed, i: int, candidate: Candidate, words: Factuality) -> Iterator[Step]:
    """Adjectives and participles of a noun that names the event, and "no"."""
    tokens, table = parsed.tokens, words.words
    lemma, pos = tokens[i].lemma, tokens[i].tag[0]
    breaks = [e for way in ("subject", "of") for e in words.effects.get((pos, lemma, way), ()) if "ceasefire" in e.types]
    if candidate.type == "ceasefire" and breaks:
        yield "deny", "the breaking itself", tokens[i].text
    if not is_noun(parsed, i):
        return
    plans = any(e.op in ("future", "attempt") and not e.types for e in words.effects.get(("N", lemma, "to"), ()))
    itself = candidate.type == "coup" or candidate.type in table["sets.speech_acts"] or lemma in table["transparent.events"]
    if plans and not itself:
        yield "future", "noun of plan or attempt", tokens[i].text
    if tokens[i].dep == "nsubj" and any(tokens[c].lower in ("a", "an", "any") for c in parsed.children(i)):
        would = next((c for c in parsed.children(tokens[i].head) if tokens[c].lower in ("would", "could", "might")), None)
        if would is not None and not any(tokens[c].lemma == "have" for c in parsed.children(tokens[i].head)):
            yield "future", "what it would do", tokens[would].text
    for c in parsed.children(i):
        t = tokens[c]
        if t.dep == "relcl" and t.lemma == "be" and t.tag in ("VBZ", "VBP", "VBD") and (
                due := next((d for d in parsed.children(c) if tokens[d].dep == "xcomp" and has_to(parsed, d)), None)) is not None:
            yield "future", "is to", tokens[due].text
        if t.dep == "relcl" and t.lemma in table["carriers.objects"] | table["carriers.subjects"]:
            yield from (s for s in clause_operators(parsed, c, words, candidate) if s[0] != "deny")
        if t.dep not in ("amod", "compound", "det", "nmod", "acl", "neg", "relcl"):
            continue
        for op in ("future", "deny", "probable"):
            if op == "future" and t.lower == "any" and tokens[c - 1].lower in HARDLY:
                yield "deny", "hardly", tokens[c - 1].text
                continue
            if op == "future" and t.lower == "any" and tokens[i].dep == "nsubj" and finite_past(parsed, tokens[i].head):
                yield "possible", "any", t.text  # "any shooting there was the work of bandits"
                continue
            careful = op == "future" and any(tokens[d].dep == "advmod" for d in parsed.children(c))  # "a well planned assault"
            if t.lower in table[f"modifiers.{op}"] and (t.dep != "acl" or c == i + 1) and not careful:
                yield op, "modifier", t.text
        if candidate.type == "ceasefire" and t.lower in table["modifiers.deny_ceasefire"]:
            yield "deny", "modifier", t.text
        if t.lower == "no" or not_one(parsed, c):
            yield "deny", "no", t.text
    if candidate.start <= tokens[i].start and any(tokens[j].lower == "no" for j in range(max(0, i - 3), i) if tokens[j].head == i
                                                  and tokens[j].dep not in ("det", "neg")):
        yield "deny", "no", "no"


def clause_operators(parsed: Parsed, v: int, words: Factuality, candidate: Candidate | None) -> list[Step]:
    """Auxiliaries, adverbs and negation of one verb, innermost first."""
    tokens, table = parsed.tokens, words.words
    steps: list[Step] = []
    aux = auxiliaries(parsed, v)
    low = [tokens[c].lower for c in aux]
    perfect = "have" in low or "'ve" in low
    no = negated(parsed, v)
    if no is None:
        no = negative_argument(parsed, v)
        if candidate is not None and is_noun(parsed, candidate.token) and no in (candidate.token, *parsed.children(candidate.token)):
            no = None  # "had seen no soldier": the noun's own "no" is counted with it
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


def hanging(parsed: Parsed, i: int, candidate: Candidate, words: Factuality) -> Iterator[Step]:
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
    by = _by(parsed, i, h.i, words)
    if t.dep == "prep":
        via = t.lower
    lemma = "collapse" if h.lemma == "fall" and any(tokens[c].lower == "apart" for c in parsed.children(h.i)) else h.lemma
    if pos == "V" and lemma == "go" and "to" in by and h.tag == "VBG":
        yield "future", "going to", h.text
        return
    if candidate.type in words.words["sets.speech_acts"] and "to" in by and lemma in words.words["sets.performed"] and pos == "V":
        return
    if via in ("toward", "towards") and (is_noun(parsed, candidate.token) or t.dep == "prep") and lemma not in words.words["sets.towards"]:
        yield "future", "towards", via
        return
    for way in by:
        for effect in words.effects.get((pos, lemma, way), ()):
            if effect.types and candidate.type not in effect.types or (effect.via and via not in effect.via):
                continue
            if effect.op == "future" and way == "object" and _done(parsed, i, words):
                return
            if effect.op == "attempt":
                if candidate.type != "coup":  # an attempted coup is a coup
                    yield _attempt(parsed, h.i, words)
            elif effect.op == "keep":
                yield "keep", f"{lemma} {way}", h.text
            else:
                feared = effect.op == "future" and lemma in words.words["sets.dreads"]
                yield "open" if feared else effect.op, f"{lemma} + {way}", h.text
            return
    agreed = t.dep == "pobj" and candidate.type in ("ceasefire", "agree")  # "adjourned without a truce"
    if (t.dep == "pcomp" or agreed) and h.lower == "without":
        yield "deny", "without", h.text
    if pos == "V" and lemma == "be" and "to" in by and t.dep == "xcomp":
        yield "future", "is to", h.text
    if pos == "V" and lemma in ("have", "need") and "to" in by and not finite_past(parsed, h.i):
        yield "future", f"{lemma} to", h.text


def _done(parsed: Parsed, i: int, words: Factuality) -> bool:
    """"announced the withdrawal, completed last week": what was announced is over by its own words."""
    below = [parsed.tokens[j] for j in parsed.subtree(i) if j != i]
    return any(t.lower in words.words["sets.over"] or (t.lower == "last" and t.head != i) for t in below)


def _by(parsed: Parsed, i: int, head: int, words: Factuality) -> tuple[str, ...]:
    """How a token hangs on its governor, in the lexicon's terms, the most telling way first."""
    tokens = parsed.tokens
    t, h = tokens[i], tokens[head]
    if t.dep == "prep":
        if t.lower not in words.words["sets.follows"]:
            return ()
        if t.lower == "for" and h.tag[0] == "V" and passive(parsed, head):
            return ()
        if t.lower in ("over", "at", "about") and h.lemma in ("concern", "worry", "alarm", "anxiety"):  # about what has happened
            return ()
        inner = next((c for c in parsed.children(i) if tokens[c].dep in ("pobj", "pcomp")), None)
        clause = inner is not None and tokens[inner].dep == "pcomp"
        ways = ("to_noun", "of") if t.lower == "to" else (t.lower,) if t.lower in ("for", "at", "against") else ()
        return (*ways, "ing", "of") if clause else (*ways, "of") if t.lower in words.words["sets.about"] else ways
    if t.dep in ("ccomp", "xcomp", "advcl", "acl", "csubj", "oprd"):
        if has_to(parsed, i):
            return ("to",)
        marks = {tokens[c].lower for c in parsed.children(i) if c < i and tokens[c].dep in ("mark", "advmod", "preconj")}
        if marks & {"whether", "if"} and t.dep in ("ccomp", "acl"):
            return ("whether", "that")
        if t.dep == "ccomp" and i < head and any(x.text == ";" for x in tokens[i:head]):
            return ()
        if t.dep == "advcl" and not marks & {"that"}:
            return ("ing",) if t.tag == "VBG" and h.lemma in ("stop", "keep", "prevent") else ()
        if t.tag == "VBG" and "that" not in marks and child(parsed, i, "nsubj", "aux") is None:
            return ("ing",)
        if t.tag == "VBN" and t.dep == "xcomp" and any(tokens[c].lower == "being" for c in parsed.children(i)):  # "avoided being seen"
            return ("ing",)
        if t.tag == "VB" and not marks and h.lemma in ("help", "make", "let", "see", "have"):
            return ("to",)
        if t.dep == "acl" and "that" not in marks and not has_to(parsed, i):
            return ()
        return ("that",)
    if t.dep == "dobj" or (t.dep == "nsubjpass" and h.tag[0] == "V"):
        if any(tokens[c].lower in ("this", "that", "these", "those", "such") and tokens[c].dep == "det" for c in parsed.children(i)):
            return ("given",)
        return ("report",) if _report_noun(t.lemma) and t.lemma not in ("attack",) else ("object",)
    if t.dep == "nsubj" and h.tag[0] == "V":
        return ("subject",)
    if t.dep in ("compound", "nmod") and h.tag[0] == "N":
        return ("of",)
    return ()


def _attempt(parsed: Parsed, v: int, words: Factuality) -> Step:
    """An attempt that is over did not succeed unless the text says so; one that goes on is still to come."""
    tokens = parsed.tokens
    t = tokens[v]
    if t.tag[0] != "V":
        failed = any(tokens[c].lower in words.words["modifiers.deny"] for c in parsed.children(v))
        purpose = t.dep == "pobj" and tokens[t.head].lower in ("in", "for")
        governor = next((j for j in parsed.ancestors(v) if is_verb(parsed, j)), None)
        over = not purpose and governor is not None and finite_past(parsed, governor)
        return "tried" if failed or over else "future", "attempt", t.text
    low = {tokens[c].lower for c in auxiliaries(parsed, v)}
    ongoing = t.tag == "VBG" or (t.tag in ("VBZ", "VBP", "VB") and not low & {"did"})
    if t.tag == "VBN" and low & {"has", "have", "had"} or passive(parsed, v):
        ongoing = False
    return "future" if ongoing else "tried", "attempt", t.text
