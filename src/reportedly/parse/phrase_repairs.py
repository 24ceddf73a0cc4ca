"""Repairs of rows, names and objects that the parser hung on the wrong word; see `repairs`."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .turn import NOUN, SUBJECTS, Turn, words


def glued_objects(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "marched on Friday against EU plans" where the last noun was taken for the verb's object."""
    out: dict[int, Turn] = {}
    for t in doc[1:]:
        name = doc[t.i - 1]
        if t.dep_ != "dobj" or t.tag_ not in ("NNS", "NN") or name.dep_ != "pobj" or name.tag_ != "NNP" or name.head.i != t.i - 2:
            continue
        bare = not any(c.i < t.i for c in t.children)
        if bare and name.head.lower_ in ("against", "over") and name.head.head.i <= t.head.i < name.head.i:
            out[t.i] = Turn(name.head.i, "pobj")
            out[name.i] = Turn(t.i, "compound")
    return out


def surroundings(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "people in surrounding areas", which nobody surrounds."""
    out: dict[int, Turn] = {}
    for t in doc[1:]:
        what = t.head
        if t.dep_ == "dobj" and what.lower_ == "surrounding" and what.dep_ == "pcomp" and not any(c.dep_ == "det" for c in t.children):
            out[t.i] = Turn(what.head.i, "pobj")
            out[what.i] = Turn(t.i, "amod", "JJ")
    return out


def filmed(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "captured on video looting a shop" where the film was taken for a part of what it shows."""
    out: dict[int, Turn] = {}
    for t in doc[1:-1]:
        on, deed = doc[t.i - 1], doc[t.i + 1]
        seen = t.lower_ in words("film") and on.lower_ == "on" and deed.head.i == on.i
        if seen and deed.tag_ in ("VBG", "NN") and deed.lower_.endswith("ing"):
            out[t.i] = Turn(on.i, "pobj")
            out[deed.i] = Turn(on.head.i, "advcl", "VBG")
    return out


def second_subjects(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "The army, with its ally Hezbollah, has taken it" where a name was taken for a second subject."""
    out: dict[int, Turn] = {}
    for t in doc[1:]:
        if t.dep_ != "nsubj" or t.tag_ != "NNP":
            continue
        what = doc[min((c.i for c in t.subtree if c.i < t.i), default=t.i) - 1]
        first = next((c for c in t.head.children if c.dep_ == "nsubj" and c.i < what.i), None)
        if first is not None and what.dep_ in ("pobj", "dobj") and what.tag_ == "NN" and any(c.dep_ == "poss" for c in what.children):
            out[t.i] = Turn(what.i, "appos")
    return out


def listed_subjects(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "fled from Lira and the rebels took it" where who took it was listed beside the town."""
    out: dict[int, Turn] = {}
    for t in doc[2:]:
        who, what = doc[t.i - 1], doc[t.i - 1].head
        lone = t.tag_ == "VBD" and t.dep_ == "conj" and not any(c.dep_ in (*SUBJECTS, "aux", "auxpass", "cc") for c in t.children)
        if not lone or who.dep_ != "conj" or who.tag_ not in NOUN or what.dep_ not in ("pobj", "dobj") or what.i > who.i:
            continue
        first = min((c.i for c in who.subtree), default=who.i)
        verb = what.head if what.dep_ == "dobj" else what.head.head
        acts = verb.tag_ == "VBD" and verb.i not in (t.i, t.head.i) and any(c.dep_ in SUBJECTS for c in verb.children)
        if acts and doc[first - 1].lower_ == "and" and what.i == first - 2:
            out[who.i] = Turn(t.i, "nsubj")
            out[t.i] = Turn(verb.i, "conj")
    return out


def initials(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor, relation and tag for initials after "to" that were taken for a verb: "supplies weapons to UNITA"."""
    out: dict[int, Turn] = {}
    for t in doc[1:]:
        to = doc[t.i - 1]
        if t.tag_ == "VB" and t.text.isupper() and len(t.text) > 2 and to.lower_ == "to" and to.head.i == t.i and t.head.i < to.i:
            out[to.i], out[t.i] = Turn(t.head.i, "prep", "IN"), Turn(to.i, "pobj", "NNP")
    return out


def paired(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for the last of a row that was taken for a second subject: "five priests, and two cooks were"."""
    out: dict[int, Turn] = {}
    for t in doc[2:]:
        first = next((c for c in t.head.children if c.dep_ == t.dep_ and c.i < t.i), None) if t.dep_ in SUBJECTS else None
        begin = min((c.i for c in t.subtree), default=t.i)
        if first is not None and begin > 1 and doc[begin - 1].lower_ == "and" and t.tag_ in NOUN and first.tag_ in NOUN:
            out[t.i] = Turn(first.i, "conj")
    return out


def beside_particles(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for what a verb with a particle takes and was hung on the particle: "has taken over the town"."""
    return {t.i: Turn(t.head.head.i, "dobj") for t in doc if t.dep_ == "pobj" and t.head.dep_ == "prt" and t.head.tag_ == "RP"
            and t.head.head.tag_[:2] == "VB" and not any(c.dep_ in ("dobj", "auxpass") for c in t.head.head.children)}


def held_responsible(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "holds the rebels responsible", taken for a clause of which the rebels are the subject."""
    out: dict[int, Turn] = {}
    for t in doc:
        whom = next((c for c in t.children if c.dep_ == "nsubj" and c.i < t.i), None)
        if t.lower_ == "responsible" and t.dep_ == "ccomp" and t.head.lower_ in words("holding") and whom is not None:
            out[t.i], out[whom.i] = Turn(t.head.i, "oprd"), Turn(t.head.i, "dobj")
    return out


def listed_names(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for the second of two in a row whose first is told by job and name: "the lawyer Blanca Rios, leader
    of the party, and Pedro Solano were"."""
    out: dict[int, Turn] = {}
    for t in doc:
        name = t.head
        job = name.head
        row = t.dep_ == "conj" and name.dep_ == "appos" and t.tag_ == name.tag_ == "NNP" and job.tag_ == "NN" and job.i < name.i
        if row and not any(x.text == "," for x in doc[job.i:name.i]):
            out[t.i] = Turn(job.i, "conj")
    return out


def relatives(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "the wife of Colonel Guerrero, Angela Piedad": the name after the comma is hers."""
    out: dict[int, Turn] = {}
    for t in doc:
        of = t.head.head
        if t.dep_ == "appos" and t.tag_ == "NNP" and t.head.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ in words("kin"):
            out[t.i] = Turn(of.head.i, "appos")
    return out


def asides_before_which(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token and governor for "at Bor, on the river south of Lira, which the army holds": it holds Bor; the aside tells where that is."""
    out: dict[int, Turn] = {}
    for t in doc:
        k = t.head.i
        if t.dep_ != "relcl" or doc[k].tag_ != "NNP" or k + 2 >= len(doc) or doc[k + 1].text != "," or doc[k + 2].lower_ != "which":
            continue
        begin = next((j for j in range(k - 1, max(k - 9, 1), -1) if doc[j].text == ","), -1)
        if begin > 0 and doc[begin + 1].tag_ == "IN" and doc[begin - 1].tag_ == "NNP" and doc[begin - 1].dep_ in ("pobj", "dobj", "nsubj"):
            out[t.i] = Turn(begin - 1, "relcl")
    return out
