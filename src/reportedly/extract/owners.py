"""Owners: whose a thing, a place or an event is, by possessor, modifier, "of" or what was done with it."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import nouns, tables, words
from .mentions import NAME_TAGS, is_name, noun_classes

if TYPE_CHECKING:
    from ..model.parsed import Token
    from .roles import Scene, Slots


def whose(scene: Scene, i: int) -> int | None:
    """Possessor, actor in front, or "of" or "by" actor of a noun: "Houthi control", "the army's lines", "decision of the council"."""
    p = scene.child(i, "poss")
    if p is not None:
        return p
    wielder = _wielder(scene, i)
    if wielder is not None:
        return wielder
    demonyms = tables("demonyms")
    before = [c for c in scene.parsed.children(i) if c < i]
    before += [k for c in before if scene.tokens[c].dep == "compound" for k in scene.parsed.children(c) if k < c]  # "rebel pickup trucks"
    for c in before:
        t = scene.tokens[c]
        if t.dep not in ("compound", "nmod", "amod") or t.lower in ("personnel", "troop", "passenger", "fighter"):  # carriers, jets
            continue
        if c > 1 and scene.tokens[c - 1].text == "-" and scene.tokens[c - 2].lower in ("pro", "anti"):  # "pro-regime helicopters"
            continue
        what = scene.classes(c) if t.tag != "JJ" or is_name(t) else noun_classes(t.lower, False)
        if "human" in what and ("place" not in what or "org" in what):
            return c
        if t.tag == "JJ" and (t.lower in demonyms or (t.text[:1].isupper() and scene.kind_of(t.text).demonym)):
            return c
    slots = scene.slots_of_noun(i)
    return next((o for o in slots.get("of", ()) + slots.get("by", ()) if "human" in scene.classes(o)), None)


def _wielder(scene: Scene, i: int) -> int | None:
    """Whose weapon: "jets flown by the plotters", "a rocket fired from an Iranian boat"."""
    for v in scene.parsed.children(i):
        t = scene.tokens[v]
        if t.dep != "acl" or t.tag != "VBN" or t.lemma not in words("wield"):
            continue
        used: Slots = {}
        for p in scene.parsed.children(v):
            if scene.tokens[p].lower in ("by", "from"):
                scene.add_prep(p, used)
        if "by" in used:
            return used["by"][0]
        boat = used.get("from", ())[:1]
        return next((c for h in boat for c in scene.parsed.children(h) if c < h and (
            scene.tokens[c].dep == "poss" or scene.kind_of(scene.tokens[c].text).demonym)), None)
    return None


def losers(scene: Scene, place: int) -> int | None:
    """Who held the place that is taken: "ISIL" in "ISIL-held terrain", "the Taliban" in "the last stronghold of the Taliban"."""
    for c in scene.parsed.children(place):
        t = scene.tokens[c]
        if t.dep in ("amod", "acl", "relcl") and t.lemma in ("hold", "control", "occupy", "rule"):
            found = scene._holder(c) if t.dep == "amod" else scene.slots(c).get("subject", ())
            if found:
                return found[0]
    if scene.tokens[place].tag in NAME_TAGS:
        return None
    for o in scene.slots_of_noun(place).get("of", ()):
        found_of = losers(scene, o) if scene.tokens[o].tag not in NAME_TAGS else None
        if found_of is not None:
            return found_of
    who = whose(scene, place)
    if who is None or "human" not in scene.classes(who) or scene.tokens[who].tag == "PRP$":
        return None
    if scene.tokens[place].lemma not in words("settled"):
        return who
    # "the Afghan city", "the suburbs of the Chadian capital", "the town of Bol": where it lies, not who lost it.
    apart = scene.tokens[who].tag == "JJ" or (scene.tokens[who].tag in NAME_TAGS and scene.tokens[who].dep == "pobj")
    return None if apart and "armed" not in noun_classes(scene.tokens[who].lower, False) else who


def owner(scene: Scene, i: int) -> int:
    """Who is meant where a thing of theirs is praised or blamed: the possessor in "praised the quality of his work"."""
    if "human" in scene.classes(i) or scene.tokens[i].tag in NAME_TAGS:
        return i
    p = scene.child(i, "poss")
    if p is not None:
        return p
    hurt = any(role == "target" for n in nouns().get(scene.tokens[i].lemma, ()) for slot, role in n.roles if slot == "of")
    for o in (() if hurt else scene.slots_of_noun(i).get("of", ())) + scene.slots_of_noun(i).get("by", ()):
        if "human" in scene.classes(o):
            return o
        p = scene.child(o, "poss")
        if p is not None:
            return p
    return i


def event_list(scene: Scene, i: int) -> list[int]:
    """The event nouns coordinated with noun `i`, itself included: "killings, kidnappings and rapes"."""
    row = [scene.listed_under(i)]
    for j in row:
        row += [c for c in scene.parsed.children(j) if scene.tokens[c].dep == "conj" and len(row) < 6 and (
            scene.tokens[c].lemma in nouns() or scene.tokens[c].lower in nouns())]
    return row


def shared(scene: Scene, t: Token) -> Slots:
    """Prepositional phrases of an event noun; "shelling and raids by the army": of the list's last where the noun has none itself."""
    own = scene.slots_of_noun(t.i)
    if t.dep == "compound" and scene.tokens[t.head].lemma in words("shell"):  # "sabotage actions against the grid"
        own = {**scene.slots_of_noun(t.head), **own}
    row = event_list(scene, t.i)
    if len(row) < 2 or own:
        return own
    other = next((x for j in reversed(row) if j != t.i and (x := scene.slots_of_noun(j))), {})
    after = {slot: tuple(h for h in heads if h > t.i) for slot, heads in other.items() if slot in ("by", "on", "against", "of")}
    if row[-1] != t.i:  # "tortures and murders of workers" tells whose murders they were
        after.pop("of", None)
    return {slot: heads for slot, heads in after.items() if heads}


def modified(scene: Scene, i: int) -> int:
    """The noun whose possessor and modifiers event noun `i` shares: "air strikes" for "shelling" in "Russian air strikes and shelling"."""
    before = [c for c in scene.parsed.children(i) if c < i]
    first = scene.listed_under(i)
    return first if first != i and not before and first in event_list(scene, i) and scene.tokens[first].lemma in nouns() else i
