"""What is told only to say that nobody told it, or that it shall not be: "no reports of shelling", "vowed not to allow attacks"."""
from __future__ import annotations

from .candidate import Candidate
from .clause import negated
from .lexicon import words
from .roles import Scene

TOLD = frozenset(("report", "word", "sign", "indication", "news", "trace", "information", "knowledge", "record"))
OF = frozenset(("of", "about", "on"))
GOT = frozenset(("receive", "get", "hear", "review", "examine", "study", "document", "collect", "see", "check", "compile"))
SAYS = frozenset("confirm comment say disclose reveal identify name elaborate specify speculate discuss answer give tell".split())
VOWS = frozenset(("pledge", "promise", "vow", "swear", "undertake", "guarantee"))


def without_absent(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence without those of which it only says that there are no reports, or that they will not be let happen,
    without accusations that somebody merely received, and denials of who says nothing."""
    idle = (_unreported, _barred, _received, _silent)
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
        if up.lemma in TOLD and up.tag[0] == "N" and (through or t.dep in ("acl", "ccomp", "relcl")):
            return negated(scene.parsed, up.i) is not None
        if not through:
            return False
        i = up.i
    return False


def _barred(scene: Scene, c: Candidate) -> bool:
    """"Pledged not to allow attacks on the airport": the object of what shall not be allowed, under a vow."""
    tokens = scene.tokens
    t = tokens[scene.listed_under(c.token)]
    verb = tokens[t.head]
    if t.dep != "dobj" or verb.lemma not in words("tolerated") or not verb.tag.startswith("VB"):
        return False
    return verb.dep in ("xcomp", "ccomp", "acl") and tokens[verb.head].lemma in VOWS


def _silent(scene: Scene, c: Candidate) -> bool:
    """"Declined to comment", "refused to say": who says nothing denies nothing."""
    return c.type == "deny" and scene.tokens[c.token].lemma in ("refuse", "decline") and any(
        scene.tokens[v].lemma in SAYS for v in scene.complements(c.token))


def _insists_on_fact(scene: Scene, c: Candidate) -> bool:
    """"Insisted that the troops fired first" tells what happened; "insisted that they leave" asks."""
    t = scene.tokens
    return c.type == "request" and t[c.token].lemma == "insist" and any(
        t[v].tag in ("VBD", "VBZ") or any(t[k].tag in ("VBD", "VBZ") and t[k].dep in ("aux", "auxpass") for k in scene.parsed.children(v))
        for v in scene.complements(c.token) if t[v].dep == "ccomp")


def _received(scene: Scene, c: Candidate) -> bool:
    """"The mission received allegations that": who received them accuses nobody."""
    t = scene.tokens[c.token]
    return c.type == "accuse" and t.tag[0] == "N" and t.dep == "dobj" and scene.tokens[t.head].lemma in GOT
