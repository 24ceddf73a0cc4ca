"""Means: an attack from aircraft or by guns is an air strike or shelling, whatever its verb."""
from __future__ import annotations

import re
from dataclasses import replace

from .candidate import Candidate
from .lexicon import words
from .roles import Scene

JET = re.compile(r"(?:mig|su|sukhoi|mirage|jet|f|tu|harrier|phantom|stealth)(?:-?\d+\w?)?")
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
POUNDING = frozenset(("attack", "batter", "blast", "bomb", "bombard", "hammer", "hit", "pound", "shell", "strike", "target"))


def by_means(scene: Scene, c: Candidate) -> list[Candidate]:
    """A candidate by the means that it was done with: two of them where guns and aircraft did it together."""
    made = _by_means(scene, c)
    other = {"shelling": "aircraft", "airstrike": "artillery"}.get(made.type, "")
    if not other or made.frame != "verb" or scene.tokens[c.token].lemma not in POUNDING:
        return [made]
    doers = scene.slots(c.token).get("subject", ())
    guns, planes = (any(kind in scene.classes(h) for h in doers) for kind in ("artillery", "aircraft"))
    if not (guns and planes):
        return [made]
    twin = "airstrike" if other == "aircraft" else "shelling"
    return [made, replace(made, type=twin, rules=(*made.rules, ("type", f"also by {other}")))]


def _by_means(scene: Scene, c: Candidate) -> Candidate:
    """An attack or bombing by aircraft or by an air force is an air strike, fire from artillery shelling."""
    if c.type not in ("attack", "bombing"):
        return c
    v = scene.tokens[c.clause]
    if any(scene.tokens[h].lower in REFLEXIVE for h in scene.slots(v.i).get("object", ())):  # "bombers blew themselves up" on the ground
        return c
    flyer = scene.slots(v.i).get("subject", ()) if c.frame == "light verb" and v.lemma in words("light") and not scene.passive(v.i) else ()
    for h in (*c.actor, *flyer):
        t = scene.tokens[h]
        before = {scene.tokens[k].lower for k in scene.parsed.children(h) if k < h}
        flown = (t.lemma in ("fighter", "bomber") and any(JET.fullmatch(w) for w in before)) or bool(JET.fullmatch(t.lower.rstrip("s")))
        if "aircraft" in scene.classes(h) or (t.lemma == "force" and "air" in before) or flown:
            return replace(c, type="airstrike", rules=(*c.rules, ("type", "by aircraft")))
    if c.type == "attack" and scene.tokens[c.token].tag.startswith("VB"):
        slots = scene.slots(c.token)
        if any("artillery" in scene.classes(k) for s in ("from", "with") for h in slots.get(s, ()) for k in (h, *scene.parsed.children(h))):
            return replace(c, type="shelling", rules=(*c.rules, ("type", "by artillery")))
    return c
