"""Doers: who is behind an event that a noun names, and whom it was done to, told by the words around it."""
from __future__ import annotations

from ..model.codebook import family_of
from ..model.parsed import Token
from .fitting import denied, negated
from .lexicon import Noun, words
from .roles import Scene


def undergone(scene: Scene, t: Token) -> tuple[int, ...]:
    """What an event was done to: "the centre, which was the target of two attacks", "victims of the attack, among them"."""
    g = scene.tokens[scene.tokens[scene.listed_under(t.i)].head]
    what = scene.tokens[g.head]
    if t.dep not in ("pobj", "conj") or g.lower != "of" or what.lemma not in words("undergone") or what.dep not in ("attr", "oprd", "dobj"):
        return ()
    v = scene.tokens[what.head]
    return scene.surface(v.i) if v.lemma in ("be", "become", "remain") else ()


def _travelling_with(scene: Scene, verb: Token) -> list[tuple[int, str]]:
    """"correspondents with the alliance recorded advances": those of the force with which they travel."""
    for who in scene.slots(verb.i).get("subject", ()):
        if scene.tokens[who].lemma in words("newsmen"):
            return [(h, "force reporters are with") for h in scene.slots_of_noun(who).get("with", ()) if "armed" in scene.classes(h)]
    return []


def held_for(scene: Scene, adjective: int) -> tuple[int, ...]:
    """Whom somebody holds responsible for something; () where nobody is held so."""
    t = scene.tokens[adjective]
    v = scene.tokens[t.head] if scene.tokens[t.head].lemma in ("hold", "consider", "deem") else scene.tokens[scene.tokens[t.head].head]
    if v.lemma not in ("hold", "consider", "deem"):
        return ()
    inner = scene.child(adjective, "nsubj")
    return scene.slots(v.i).get("object", ()) or ((inner,) if inner is not None else ())


def behind(scene: Scene, t: Token, n: Noun) -> list[tuple[int, str]]:
    """Who is behind an event noun: "responsible for the deaths", "blamed X for the attack", "returned from a meeting"."""
    t = scene.tokens[scene.listed_under(t.i)]
    p = scene.tokens[scene.listed_under(t.head)]  # "for the death of the mayor and for the burning of two buses"
    if t.dep == "dobj" and p.lemma in ("attribute", "ascribe", "blame"):
        slots = scene.slots(p.i)
        return [(h, f"{p.lemma} to") for h in slots.get("to", ()) + slots.get("on", ()) or _far(scene, t, ("on", "to"))]
    if t.dep == "dobj" and n.type == "advance":
        return _travelling_with(scene, p)
    if t.dep == "nsubjpass" and p.lemma == "claim":  # "the raid was claimed by the front"
        return [(h, "claimed by") for h in scene.slots(p.i).get("subject", ())]
    if t.dep in ("nsubj", "nsubjpass"):
        return [(h, "was the work of") for h in _work_of(scene, p)]
    if t.dep != "pobj":
        return []
    g = scene.tokens[p.head]
    if n.type == "advance" and p.lower == "within" and g.lemma == "be":  # "are within a day's march of the town"
        return [(h, "within a march of it") for h in scene.surface(g.i)]
    if p.lower == "in" and scene.tokens[g.head].lower == "of" and scene.tokens[scene.tokens[g.head].head].lemma in words("partaking"):
        return [(g.i, "taking part in")]  # "the participation of the front in the murders"
    if p.lower == "in" and g.lemma in words("partaking") and (who := scene.whose(g.i)) is not None:
        return [(who, f"{g.lemma} in")]
    owned = g.lemma in ("responsibility", "credit") and scene.tokens[g.head].lemma in ("claim", "accept", "admit", "take", "bear")
    if p.lower == "for" and owned:
        by = [h for h in scene.slots(g.head).get("subject", ()) if not negated(scene, h)]
        neither = any(scene.tokens[c].lower in ("neither", "nor") for h in by[:1] for c in scene.parsed.children(h))
        return [] if neither or denied(scene, g.head) else [(h, f"{scene.tokens[g.head].lemma} responsibility") for h in by]
    if p.lower == "for" and g.lower == "responsible" and (held := held_for(scene, g.i)):
        return [(h, "held responsible for") for h in held]
    if p.lower == "for" and g.lower == "responsible":
        return [(h, "responsible for") for h in scene.surface(g.head)]
    if n.type != "accuse" and (blamed := scene.blamed(p.i)):
        return [(h, "blamed for") for h in blamed]
    if p.lower in ("for", "of", "with", "in") and g.lemma in words("blame") and g.tag.startswith("VB") and n.type != "accuse":
        return [(h, f"object of {g.lemma}") for h in scene.slots(g.i).get("object", ())]
    if p.lower == "with" and g.dep == "dobj" and scene.tokens[g.head].lemma in words("light"):
        return [(h, f"subject of {scene.tokens[g.head].lemma}") for h in scene.slots(g.head).get("subject", ())]
    close = p.lower == "of" and g.lemma in ("end", "conclusion", "close") and g.dep == "pobj"
    if n.type == "meet" and (close or p.lower in ("at", "after", "during", "following", "in")) and scene.slots_of_noun(t.i).get("with"):
        v = scene.tokens[scene.tokens[g.head].head] if close else g
        if v.tag.startswith("VB"):  # "spoke after a meeting with"
            return [(h, f"subject of {v.lemma}") for h in scene.surface(v.i) if "human" in scene.classes(h)]
    if n.type == "meet" and g.lemma in words("go"):
        return [(h, f"subject of {g.lemma}") for h in scene.slots(g.i).get("subject", ())]
    if p.lower in ("with", "through") and g.tag.startswith("VB") and family_of(n.type) == "violence":
        return [(h, f"subject of {g.lemma}") for h in scene.slots(g.i).get("subject", ()) if "human" in scene.classes(h)]
    return []


def _far(scene: Scene, t: Token, preps: tuple[str, ...]) -> tuple[int, ...]:
    """What a preposition governs that the parser hung inside the event's own phrase: "blamed the murder of two priests on rebels"."""
    for o in scene.slots_of_noun(t.i).get("of", ()):
        for p in scene.parsed.children(o):
            if scene.tokens[p].lower in preps and scene.tokens[p].dep == "prep":
                return tuple(h for c in scene.parsed.children(p) if scene.tokens[c].dep == "pobj" for h in scene.conjuncts(c)
                             if "human" in scene.classes(h))
    return ()


def _work_of(scene: Scene, v: Token) -> tuple[int, ...]:
    """Whose doing the subject of "be" is: "the murder was the work of the army", "was an action by rebels"."""
    what = scene.child(v.i, "attr") if v.lemma == "be" and scene.child(v.i, "neg") is None else None
    if what is None or scene.tokens[what].lemma not in words("doing"):
        return ()
    slots = scene.slots_of_noun(what)
    return slots.get("of", ()) or slots.get("by", ())
