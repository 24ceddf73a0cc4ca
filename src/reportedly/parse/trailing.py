"""Repairs of the parse where a phrase in between hides the verb: who says so after a comma, who is backed by whom, who shot whom."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .turn import NOUN, SUBJECTS, Turn, words


def trailing(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, what it is instead of what the parser says."""
    return trailing_speakers(doc) | trailing_reports(doc) | backed(doc) | shots(doc) | aside(doc) | then_also(doc) | thats(doc)


def _since_comma(doc: Sequence[Any], v: int) -> int:
    """Where the noun phrase begins that stands between a comma and token `v`; `v` itself where more than a phrase does."""
    k = v - 1
    while k > 0 and (doc[k].tag_ in NOUN or doc[k].tag_ in ("DT", "JJ", "CC", "CD", "POS", "PRP$")):
        k -= 1
    return k + 1 if doc[k].text == "," and k > 1 else v


def trailing_speakers(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "Troops have seized the mill, state radio and a monitor said" and "Two wards were hit, the
    director of the hospital, Dr Nader, said", where who speaks was taken for more of what is told."""
    out: dict[int, Turn] = {}
    for t in doc:
        if t.tag_ not in ("VBD", "VBZ") or t.lower_ not in words("saying") or any(c.dep_ in (*SUBJECTS, "dobj") for c in t.children):
            continue
        last = t.i - 1 - (doc[t.i - 1].text == ",")
        who = next((x for x in doc[max(0, t.i - 24):t.i] if x.dep_ in ("conj", "appos", "dobj", "pobj") and _set_apart(doc, x, last)), None)
        if who is not None:
            out[who.i] = Turn(t.i, "nsubj")
    return out


def _set_apart(doc: Sequence[Any], x: Any, last: int) -> bool:
    """Whether a noun's phrase runs from a comma to token `last`, and is somebody by an article, a row or a name."""
    if x.tag_ not in NOUN or x.i > last:
        return False
    phrase = [k.i for k in x.subtree]
    alone = max(phrase) in (last, last + 1) and min(phrase) > 1 and doc[min(phrase) - 1].text == ","
    return alone and not any(k.tag_[:2] == "VB" for k in doc[min(phrase):last + 1] if k.dep_ not in ("amod", "acl", "relcl", "compound"))


def trailing_reports(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "Nine people died, the rescue service reports." where the verb was taken for a noun."""
    out: dict[int, Turn] = {}
    for t in doc[1:-1]:
        if t.tag_ != "NNS" or t.lower_ not in ("reports", "claims") or doc[t.i + 1].text != "." or t.head.i > t.i:
            continue
        who, first = doc[t.i - 1], _since_comma(doc, t.i)
        if first > t.i - 2 or doc[first].tag_ != "DT" or who.tag_ not in ("NN", "NNP") or who.head.i != t.i:
            continue
        root = t
        while root.head.i != root.i:
            root = root.head
        out[t.i], out[who.i] = Turn(root.i, "parataxis", "VBZ"), Turn(t.i, "nsubj")
        out.update({c.i: Turn(who.i, c.dep_) for c in t.children if c.i < who.i})
    return out


def backed(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "Troops backed by helicopters killed ten" where the verb was hung on who backs them."""
    out: dict[int, Turn] = {}
    for t in doc:
        aide, by = t.head, t.head.head
        if t.tag_ not in ("VBD", "VBN") or t.dep_ != "acl" or aide.dep_ != "pobj" or by.lower_ != "by" or t.i < aide.i:
            continue
        noun = by.head.head
        if by.head.dep_ != "acl" or noun.tag_ not in NOUN or not any(c.dep_ == "dobj" for c in t.children):
            continue
        says = noun.head  # "…, the military said": who says so has taken the sentence
        told = noun.dep_ == "nsubj" and says.lower_ in words("saying") and any(c.dep_ == "nsubj" and c.i > t.i for c in says.children)
        if noun.dep_ == "ROOT":
            out[t.i] = Turn(t.i, "ROOT", "VBD")
            out.update({c.i: Turn(t.i, c.dep_) for c in noun.children if c.i > t.i})
        elif told:
            out[t.i] = Turn(says.i, "ccomp", "VBD")
            out.update({c.i: Turn(t.i, c.dep_) for c in says.children if c.i < t.i and c.i != noun.i})
        else:
            continue
        out[noun.i] = Turn(t.i, "nsubj")
    return out


def shots(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, its tag as a verb for "A sniper shot a boy" where "shot" was taken for a noun with a subject and an object."""
    return {t.i: Turn(t.head.i, t.dep_, "VBD") for t in doc if t.lower_ == "shot" and t.tag_ == "NN" and
            {"nsubj", "dobj"} <= {c.dep_ for c in t.children}}


def aside(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "The garrison, besieged for ten months, surrendered" where what is said between commas was taken
    for the verb of the sentence."""
    out: dict[int, Turn] = {}
    for t in doc[1:]:
        noun = next((c for c in t.children if c.dep_ in SUBJECTS and c.i < t.i), None)
        if t.tag_ != "VBN" or t.dep_ != "ROOT" or doc[t.i - 1].text != "," or noun is None or any(
                c.dep_ in ("dobj", "aux", "auxpass", "ccomp") for c in t.children):
            continue
        main = next((c for c in t.children if c.dep_ in ("advcl", "conj", "dep") and c.tag_ == "VBD" and c.i > t.i), None)
        if main is None or doc[main.i - 1].text != "," or any(
                c.dep_ in (*SUBJECTS, "mark", "advmod") and c.i < main.i for c in main.children):
            continue
        out[main.i], out[t.i], out[noun.i] = Turn(main.i, "ROOT"), Turn(noun.i, "acl"), Turn(main.i, "nsubj")
    return out


def then_also(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "They surrounded the village, then opened fire" where the first verb was taken for what the
    second one tells."""
    out: dict[int, Turn] = {}
    for t in doc:
        first = next((c for c in t.children if c.dep_ == "ccomp" and c.i < t.i and c.tag_ == "VBD"), None)
        if t.tag_ != "VBD" or first is None or t.lower_ in words("saying") or any(c.dep_ in SUBJECTS for c in t.children):
            continue
        lead = [x.lower_ for x in doc[max(first.i, t.i - 3):t.i]]
        if "then" in lead and "," in lead and any(c.dep_ in SUBJECTS for c in first.children):
            out[first.i] = Turn(first.i if t.dep_ == "ROOT" else t.head.i, t.dep_)
            out[t.i] = Turn(first.i, "conj")
    return out


def thats(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, relation and tag of "that" in "claimed in a video that the city was surrounded", which opens what is claimed: a passive
    with its own subject has no object."""
    return {t.i: Turn(t.head.i, "mark", "IN") for t in doc if t.lower_ == "that" and t.dep_ == "dobj" and t.head.i > t.i and
            {"nsubjpass", "auxpass"} <= {c.dep_ for c in t.head.children}}
