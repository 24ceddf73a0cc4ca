"""Phrases: what stands in the prepositional phrases after an event noun, and who carries it out."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .kinds import DOERS
from .lexicon import words

if TYPE_CHECKING:
    from .roles import Scene, Slots


def of_noun(scene: Scene, i: int, found: Slots) -> None:
    """Fill `found` with what follows event noun `i`: its own prepositions, and the agent of a participle that carries it out."""
    for p in scene.parsed.children(i):
        t = scene.tokens[p]
        if p > i and t.dep == "prep":
            scene.add_prep(p, found)
            if t.lower in ("of", "on", "against"):
                _agent_below(scene, p, found)
            if t.lower in ("of", "on", "against", "upon"):
                _doer_below(scene, p, found)
        elif p > i and t.dep in ("acl", "relcl") and t.lemma in words("light"):
            _carried_out(scene, p, found)
    if "of" not in found and (strayed := _strayed_of(scene, i)) is not None:
        scene.add_prep(strayed, found)
    _late_agent(scene, i, found)
    if found.get("of") and "human" in scene.classes(found["of"][0]):  # "the murder of the minister and two of his guards"
        found["of"] += tuple(c for c in scene.parsed.children(i) if c > found["of"][-1] and scene.tokens[c].dep == "conj" and
                             scene.tokens[c].tag == "CD" and "human" in scene.classes(c))
    if "by" not in found and i + 1 < len(scene.tokens) and scene.tokens[i + 1].lower == "by" and scene.tokens[i + 1].dep != "agent":
        scene.add_prep(i + 1, found)  # "reacting to attacks by the rebels", hung on the verb
    for agent in found.get("by", ())[:1]:  # "shelling by the rebels on the town"
        for p in scene.parsed.children(agent):
            if scene.tokens[p].lower in ("on", "against") and scene.tokens[p].lower not in found:
                scene.add_prep(p, found)


def _strayed_of(scene: Scene, i: int) -> int | None:
    """The "of" of "talks in Oran at the UN of the contact group": what is hung on a bare name that stands in between is the noun's own."""
    for p in scene.parsed.children(i):
        for o in scene.parsed.children(p) if p > i and scene.tokens[p].dep == "prep" else ():
            if scene.tokens[o].dep == "pobj" and scene.tokens[o].tag == "NNP":
                for of in scene.parsed.children(o):
                    group = scene.child(of, "pobj") if scene.tokens[of].lower == "of" else None
                    if group is not None and scene.tokens[group].tag in ("NN", "NNS") and "org" in scene.classes(group):
                        return of
    return None


def _carried_out(scene: Scene, v: int, found: Slots) -> None:
    """"the attack carried out by rebels against the town", "the attack that they carried out against it"."""
    if not scene.passive(v):
        s = scene.child(v, "nsubj")
        if s is None or scene.tokens[s].tag in ("WDT", "WP"):
            return
        found["by"] = scene.conjuncts(s)
    for p in scene.parsed.children(v):
        if scene.tokens[p].lower in ("by", "against", "on", "in", "at", "near") and scene.tokens[p].lower not in found:
            scene.add_prep(p, found)


def _agent_below(scene: Scene, of: int, found: Slots) -> None:
    """"killings of civilians committed by the army": the participle hangs on the victims."""
    for o in scene.parsed.children(of):
        below = [p for x in scene.conjuncts(o) for p in scene.parsed.children(x)] if scene.tokens[o].dep == "pobj" else []
        for p in below:
            agent = scene.child(p, "agent") if scene.tokens[p].dep == "acl" and scene.tokens[p].lemma in words("light") else None
            if agent is not None and "by" not in found:
                scene.add_prep(agent, found)


def _late_agent(scene: Scene, i: int, found: Slots) -> None:
    """"in the raid, allegedly carried out by the militia": the parser hangs the participle on the verb."""
    if "by" in found:
        return
    last = max((h for of in (found.get("of", ()), found.get("on", ()), found.get("against", ())) for h in of), default=i)
    for j in range(last + 1, min(last + 7, len(scene.tokens))):
        t = scene.tokens[j]
        if t.sent != scene.tokens[i].sent:
            return
        if t.tag in ("VBN", "VBD") and t.lemma in words("light"):
            agent, subject = scene.child(j, "agent"), scene.child(j, "nsubj", "nsubjpass")
            if agent is not None and (subject in (None, i) or scene.tokens[subject or 0].tag == "WDT") and not scene.child(j, "dobj"):
                scene.add_prep(agent, found)
            return
        if t.tag not in (",", "RB", "CC", "WDT") and t.lemma != "be":
            return


def _doer_below(scene: Scene, prep: int, found: Slots, depth: int = 0) -> None:
    """"an attack on a convoy by gunmen", "the shelling of the town of Adre by rebels": "by" hangs on what was hit."""
    for o in scene.parsed.children(prep):
        for p in scene.parsed.children(o) if scene.tokens[o].dep == "pobj" else ():
            t = scene.tokens[p]
            if t.lower == "by" and t.dep == "prep" and "by" not in found:
                who = scene.child(p, "pobj")
                if who is not None and scene.classes(who) & DOERS:
                    scene.add_prep(p, found)
            elif t.lower == "of" and depth < 2:
                _doer_below(scene, p, found, depth + 1)
