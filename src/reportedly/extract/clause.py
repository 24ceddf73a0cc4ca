"""Clauses: small questions about a verb and its dependents, over spaCy's ClearNLP labels."""
from __future__ import annotations

from collections.abc import Iterator

from ..model.parsed import Parsed
from .cues import factuality

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
NEGATIONS = frozenset("not n't never nor neither nt hardly scarcely barely".split())
NONE = frozenset("no none nobody nothing neither".split())


def child(parsed: Parsed, i: int, *deps: str) -> int | None:
    """The first dependent of `i` with one of these labels."""
    for c in parsed.children(i):
        if parsed.tokens[c].dep in deps:
            return c
    return None


def children(parsed: Parsed, i: int, *deps: str) -> list[int]:
    """The dependents of `i` with one of these labels, in order."""
    return [c for c in parsed.children(i) if parsed.tokens[c].dep in deps]


def is_verb(parsed: Parsed, i: int) -> bool:
    """Whether the token is tagged as a verb or modal."""
    return parsed.tokens[i].tag[0] == "V" or parsed.tokens[i].tag == "MD"


def is_noun(parsed: Parsed, i: int) -> bool:
    """Whether the token is tagged as a noun."""
    return parsed.tokens[i].tag[0] == "N"


def passive(parsed: Parsed, v: int) -> bool:
    """Whether a verb is passive: it has a passive auxiliary or subject, or is a bare participle that modifies a noun."""
    tokens = parsed.tokens
    if any(tokens[c].dep in ("auxpass", "nsubjpass", "csubjpass") for c in parsed.children(v)):
        return True
    if any(tokens[c].dep == "nsubj" for c in parsed.children(v)):
        return False
    return tokens[v].tag == "VBN" and not any(tokens[c].dep == "aux" and tokens[c].lemma == "have" for c in parsed.children(v))


def first_conjunct(parsed: Parsed, i: int) -> int:
    """The head of the coordination that `i` belongs to, or `i`."""
    for _ in range(12):
        t = parsed.tokens[i]
        if t.dep != "conj" or t.head == i:
            return i
        i = t.head
    return i


def conjuncts(parsed: Parsed, i: int) -> list[int]:
    """`i` and what is coordinated with it to its right."""
    out = [i]
    for j in out:
        out += [c for c in parsed.children(j) if parsed.tokens[c].dep == "conj" and len(out) < 30]
    return out


def subject(parsed: Parsed, v: int) -> int | None:
    """The subject of a verb: its own, that of the verb it is coordinated with, the noun that it modifies, or its controller's."""
    tokens = parsed.tokens
    for _ in range(8):
        own = child(parsed, v, *SUBJECTS)
        if own is not None and tokens[own].dep[:2] == "ns":
            return _antecedent(parsed, v, own)
        t = tokens[v]
        if t.head == v:
            return None
        if t.dep in ("acl", "relcl"):
            return t.head if is_noun(parsed, t.head) or tokens[t.head].tag[:2] == "PR" else None
        if t.dep == "xcomp":
            controller = child(parsed, t.head, "dobj") if tokens[v].tag == "VB" and not passive(parsed, t.head) else None
            if controller is not None and controller < v:
                return controller
        elif t.dep == "pcomp":
            v = t.head
        elif t.dep not in ("conj", "advcl", "ccomp", "prep", "dep"):
            return None
        v = tokens[v].head
    return None


def _antecedent(parsed: Parsed, v: int, own: int) -> int:
    """"who", "which" and "that" stand for the noun that their clause modifies."""
    t = parsed.tokens[own]
    if t.tag[0] != "W" and not (t.lower == "that" and t.tag in ("WDT", "IN")):
        return own
    for j in (v, *parsed.ancestors(v)):
        if parsed.tokens[j].dep == "relcl":
            return parsed.tokens[j].head
    return own


def negated(parsed: Parsed, i: int) -> int | None:
    """The token that negates a verb, noun or adjective by itself ("not", "no one", "no"), or None."""
    tokens = parsed.tokens
    for c in parsed.children(i):
        t = tokens[c]
        if (t.dep == "neg" or t.lower in NEGATIONS) and t.lower not in ("nor", "neither", "no"):
            # "not only … but": no negation
            if c + 1 < len(tokens) and tokens[c + 1].lower in ("only", "just", "merely", "least"):
                continue
            return c
        if t.lower in ("no", "neither", "nor") and t.dep in ("det", "neg", "preconj", "cc", "advmod") and t.i < i:
            return c
    return None


def negative_argument(parsed: Parsed, v: int) -> int | None:
    """A subject or object that says "none": "no one", "nobody", "none of", "no town"."""
    tokens = parsed.tokens
    for c in parsed.children(v):
        if tokens[c].dep not in ("nsubj", "nsubjpass", "dobj", "attr"):
            continue
        if tokens[c].lower in NONE:
            return c
        if tokens[c].dep == "dobj" and tokens[c].lemma in factuality().words["sets.harmless"]:
            continue
        for d in parsed.children(c):
            if tokens[d].lower in ("no", "neither") and tokens[d].dep in ("det", "neg", "preconj"):
                return d
            if not_one(parsed, d):
                return d
    return None


def not_one(parsed: Parsed, d: int) -> bool:
    """Whether a word before a noun is the "not" or the number of "not one soldier", "not a single shot"."""
    t, tokens = parsed.tokens[d], parsed.tokens
    if t.lower == "not" and t.dep == "neg" and t.head > d:
        return tokens[d + 1].lower in ("a", "an", "one")
    return t.lower == "one" and d > 0 and tokens[d - 1].lower == "not" and tokens[d - 1].head == d


def auxiliaries(parsed: Parsed, v: int) -> list[int]:
    """Auxiliaries of a verb, without "to"."""
    return [c for c in parsed.children(v) if parsed.tokens[c].dep in ("aux", "auxpass") and parsed.tokens[c].tag != "TO"]


def has_to(parsed: Parsed, v: int) -> bool:
    """Whether a verb is a to-infinitive."""
    return any(parsed.tokens[c].tag == "TO" for c in parsed.children(v) if c < v)


def perfect_to(parsed: Parsed, v: int) -> bool:
    """Whether a verb is a perfect infinitive ("to have retaken"): over and done, whatever it hangs on."""
    return has_to(parsed, v) and any(parsed.tokens[c].dep == "aux" and parsed.tokens[c].lemma == "have" for c in parsed.children(v))


def up(parsed: Parsed, i: int) -> Iterator[int]:
    """`i` and its governors, nearest first, at most 40."""
    yield i
    for n, j in enumerate(parsed.ancestors(i)):
        if n > 40:
            return
        yield j


def finite_past(parsed: Parsed, v: int) -> bool:
    """Whether a verb or its first auxiliary is a simple past."""
    aux = auxiliaries(parsed, v)
    return parsed.tokens[aux[0] if aux else v].tag == "VBD"
