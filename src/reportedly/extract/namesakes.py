"""Persons whose names are places' too, and what in the words around a name makes it a place."""
from __future__ import annotations

import re

from ..model.knowledge import Kind, KindOf
from ..model.parsed import Parsed, Sentence
from .lexicon import classes
from .runs import MONTHS, lexicon

INITIAL = re.compile(r"[A-Z]\.?")
Runs = list[list[tuple[int, int]]]


def surnames(parsed: Parsed, kind_of: KindOf, found: Runs) -> frozenset[str]:
    """Lower-case last words of names of persons that a document tells in full or with a title."""
    titles, out = lexicon().words["titles"], set()
    for s, here in zip(parsed.sentences, found, strict=True):
        for i, j in here:
            first = parsed.tokens[i]
            if _beside_titled(parsed, j):
                out.add(parsed.tokens[j].lower)
            before = parsed.tokens[i - 1].lower.rstrip(".") if i > s.first else ""
            titled = first.lower.rstrip(".") in titles and j > i
            if titled or before in titles:
                if parsed.tokens[j].lower not in lexicon().features and kind_of(parsed.text(i + titled, j)).place < 0.9:
                    out.add(parsed.tokens[j].lower)
            elif (j == i + 1 or (j == i + 2 and INITIAL.fullmatch(parsed.tokens[i + 1].text))) and not hinted(parsed, s, i, j) \
                    and kind_of(parsed.text(i, j)).place < 0.2 and _given(kind_of, first.text):
                out.add(parsed.tokens[j].lower)
            elif i == j and (_speaks(parsed, i, kind_of) or suffers(parsed, i, kind_of)):
                out.add(first.lower)
    return frozenset(out)


def _beside_titled(parsed: Parsed, j: int) -> bool:
    """Whether a name ends a row that a title in the plural opens: Elena in "colonels Ponce and Elena"."""
    t, titles = parsed.tokens[j], lexicon().words["titles"]
    before = (parsed.tokens[c].lower for c in parsed.children(t.head)) if t.dep == "conj" else ()
    return any(w in titles and w.endswith("s") for w in before)


def _speaks(parsed: Parsed, i: int, kind_of: KindOf) -> bool:
    """Whether a bare name is the subject of saying and no seat of a government: "Shelton said" is a person, "Moscow said" is not."""
    t = parsed.tokens[i]
    kind = kind_of(t.text)
    return t.dep == "nsubj" and parsed.tokens[t.head].lemma in lexicon().words["saying"] and 0.0 < kind.place < 0.9 \
        and kind.feature in ("city", "town", "village", "admin2") and not kind.demonym


def suffers(parsed: Parsed, i: int, kind_of: KindOf) -> bool:
    """Whether a bare weak name is of one to whom is done what only persons suffer: "the murder of Barillas", "had kidnapped Olson"."""
    t, tokens = parsed.tokens[i], parsed.tokens
    while t.dep == "conj" and t.head < t.i and tokens[t.head].tag == "NNP":  # "killed the brothers Efrain, Isaac and Maximo Prado"
        t = tokens[t.head]
    if t.dep in ("dobj", "nsubjpass"):
        act = tokens[t.head]
    elif t.dep == "pobj" and tokens[t.head].lower == "of":
        act = tokens[tokens[t.head].head]
    else:
        return False
    return act.lemma in lexicon().words["personal"] and kind_of(t.text).place < 0.9 and not kind_of(t.text).demonym


def bears_surnames(parsed: Parsed, i: int, j: int, kind: Kind, kind_of: KindOf) -> bool:
    """Whether a town's name is a given name here, as unknown ones follow it at once up to token `j`: "Orlando Lleras Ballestas"."""
    words, rest = lexicon().words, parsed.tokens[i + 1:j + 1]
    if len(rest) < 2 or kind.feature in ("country", "admin1", "region", "continent"):
        return False
    for t in rest:
        low, known = t.lower.rstrip("."), kind_of(t.text)
        if t.tag != "NNP" or known.place >= 0.5 or known.actor or known.demonym or classes().get(low) or not t.text[0].isalpha() \
                or low in words["titles"] | words["bodies"] | words["borne"] | words["directions"] or low in lexicon().features:
            return False
    return True


def _given(kind_of: KindOf, word: str) -> bool:
    """A first word that is no place or a weak one: "Karim", not "Kabul" or "North"."""
    return kind_of(word).place < 0.5 and word.lower() not in lexicon().words["directions"] and word.lower() not in lexicon().features


def whose(parsed: Parsed, s: Sentence, last: int) -> bool:
    """Whether what follows "'s" is a person's and no place's: "in Sabeeh's support"."""
    tokens = parsed.tokens
    return last + 2 < s.last and tokens[last + 1].tag == "POS" and tokens[last + 2].lower in lexicon().words["owned"]


def hinted(parsed: Parsed, s: Sentence, first: int, last: int) -> bool:
    """Whether the words around make a weak name a place: a preposition before it, a feature word, or a larger place after it."""
    tokens, words = parsed.tokens, lexicon().words
    i = first - 1
    while i >= s.first and (tokens[i].lower in ("the", "a", "an") or tokens[i].lower in words["directions"]
                            or tokens[i].lower in lexicon().features):
        i -= 1
    before = tokens[i].lower if i >= s.first else ""
    after = tokens[last + 1].lower if last + 1 < s.last else ""
    if whose(parsed, s, last):
        return False
    if before == "of":
        owner = tokens[i - 1].lower if i > s.first else ""
        return owner in lexicon().features or owner in words["directions"] or owner in words["sides"]
    if first == last and placed(parsed, s, first):
        return True
    if before in ("and", ",", "or") and i - 1 >= s.first and tokens[i - 1].text[:1].isupper():
        return hinted(parsed, s, i - 1, i - 1)
    governor = tokens[tokens[last].head]
    if tokens[last].dep in ("dobj", "nsubjpass") and governor.lemma in words["taking"]:
        return True
    return before in words["locative"] or after in lexicon().features


def caught(parsed: Parsed, i: int) -> bool:
    """Whether what was captured was so in or near a place, or in a raid, as only persons are: "Mohammed was captured in Rawalpindi"."""
    tokens = parsed.tokens
    verb = tokens[i].head
    if tokens[i].dep == "dobj" and tokens[verb].lemma == "capture":  # police take no towns
        return any(tokens[c].dep == "nsubj" and tokens[c].lemma.lower() in ("police", "policeman", "agent", "detective") for c in
                   parsed.children(verb))
    if tokens[i].dep != "nsubjpass" or tokens[verb].lemma != "capture":
        return False
    for p in parsed.children(verb):
        if p < verb or tokens[p].dep != "prep" or tokens[p].lower not in ("in", "near", "at", "outside", "with", "along"):
            continue
        for o in parsed.children(p):
            where = tokens[o].tag == "NNP" or tokens[o].lemma in ("raid", "ambush", "operation", "sweep", "town", "house")
            if tokens[o].dep == "pobj" and where:
                return tokens[o].lower not in MONTHS
    return False


def placed(parsed: Parsed, s: Sentence, i: int) -> bool:
    """Whether a name is put somewhere beyond doubt: "in Bor", "north of Bor", "took Bor", "Bor is in rebel hands", "Bor fell"."""
    tokens, words = parsed.tokens, lexicon().words
    before = tokens[i - 1].lower if i > s.first else ""
    if before == "of":
        what = tokens[i - 2].lower if i - 2 >= s.first else ""
        return what in words["directions"] or what in lexicon().features or what in words["befalls"]
    governor = tokens[tokens[i].head]
    if tokens[i].dep in ("dobj", "nsubjpass"):
        return governor.lemma in words["taking"] and not caught(parsed, i)
    if tokens[i].dep == "nsubj":
        held = any(tokens[c].lower in ("in", "under") and any(tokens[g].lemma in words["grips"] for g in parsed.children(c))
                   for c in parsed.children(governor.i))
        return (governor.lemma in ("be", "remain", "stay") and held) or governor.lemma == "fall"
    return before in ("in", "near", "at", "around", "outside", "towards", "toward") and tokens[i].dep == "pobj"
