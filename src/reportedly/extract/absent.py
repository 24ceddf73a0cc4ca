"""What is told only to say that nobody told it: "no reports of shelling", "declined to comment"."""
from __future__ import annotations

from .candidate import Candidate
from .clause import negated
from .lexicon import words
from .roles import Scene

OF = frozenset(("of", "about", "on"))


def without_absent(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence without those of which it only says that there are no reports,
    without accusations that somebody merely received, and denials of who says nothing."""
    idle = (_unreported, _received, _silent, _unharmed)
    return [c for c in found if not any(f(scene, c) for f in idle)]


def without_assertions(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The candidates without demands that are assertions: "insisted that the troops fired first"."""
    return [c for c in found if not _insists_on_fact(scene, c)]


def _unreported(scene: Scene, c: Candidate) -> bool:
    """"There were no reports of shelling", "no word that the town had fallen"."""
    tokens, i = scene.tokens, c.token
    for _ in range(6):
        t = tokens[i]
        up = tokens[t.head]
        if up.i == i:
            return False
        through = (t.dep == "pobj" and up.lower in OF) or (t.dep == "prep" and t.lower in OF) or t.dep in ("pcomp", "conj")
        if up.lemma in words("tidings") and up.tag[0] == "N" and (through or t.dep in ("acl", "ccomp", "relcl")):
            return negated(scene.parsed, up.i) is not None
        if not through:
            return False
        i = up.i
    return False


def _silent(scene: Scene, c: Candidate) -> bool:
    """"Declined to comment", "refused to say": who says nothing denies nothing."""
    t = scene.tokens[c.token]
    if c.type == "deny" and t.lemma == "deny":
        near = scene.tokens[max(0, t.i - 6):t.i + 4]
        return any(x.lemma == "confirm" for x in near) and any(
            x.lower in ("neither", "nor", "not", "or", "n't") for x in near)  # "would neither confirm nor deny"
    if c.type == "request" and t.lemma in ("ask", "request", "insist"):
        return any(scene.tokens[v].lemma in ("name", "identify", "quote", "disclose", "use", "reveal", "publish") and (
            scene.tokens[v].lemma in ("name", "identify", "quote") or any(
                scene.tokens[k].lemma in ("name", "identity") for k in scene.parsed.children(v))) for v in scene.complements(c.token))
    return c.type == "deny" and t.lemma in ("refuse", "decline") and any(
        scene.tokens[v].lemma in words("disclosing") for v in scene.complements(c.token))


def _unharmed(scene: Scene, c: Candidate) -> bool:
    """"Without inflicting casualties", "did not cause any damage": none of it happened, and that is no claim."""
    t = scene.tokens[c.token]
    if c.type not in ("kill", "injure", "destroy") or t.lemma not in ("casualty", "damage", "injury", "loss") or t.dep != "dobj":
        return False
    v = scene.tokens[t.head]
    return negated(scene.parsed, v.i) is not None or (v.dep == "pcomp" and scene.tokens[v.head].lower == "without")


def _insists_on_fact(scene: Scene, c: Candidate) -> bool:
    """"Insisted that the troops fired first" tells what happened; "insisted that they leave" asks."""
    t = scene.tokens
    return c.type == "request" and t[c.token].lemma == "insist" and any(
        t[v].tag in ("VBD", "VBZ") or any(t[k].tag in ("VBD", "VBZ") and t[k].dep in ("aux", "auxpass") for k in scene.parsed.children(v))
        for v in scene.complements(c.token) if t[v].dep == "ccomp")


def _received(scene: Scene, c: Candidate) -> bool:
    """"The mission received allegations that": who received them accuses nobody."""
    t = scene.tokens[c.token]
    return c.type == "accuse" and t.tag[0] == "N" and t.dep == "dobj" and scene.tokens[t.head].lemma in words("receiving")
