"""What is told only to say that nobody told it, or that it shall not be: "no reports of shelling", "vowed not to allow attacks"."""
from __future__ import annotations

from .candidate import Candidate
from .clause import negated
from .lexicon import words
from .roles import Scene

TOLD = frozenset(("report", "word", "sign", "indication", "news", "trace"))
GOT = frozenset(("receive", "get", "hear", "review", "examine", "study", "document", "collect", "see", "check", "compile"))
VOWS = frozenset(("pledge", "promise", "vow", "swear", "undertake", "guarantee"))


def without_absent(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence without those of which it only says that there are no reports, or that they will not be let happen,
    and without accusations that somebody merely received."""
    return [c for c in found if not (_unreported(scene, c) or _barred(scene, c) or _received(scene, c))]


def _unreported(scene: Scene, c: Candidate) -> bool:
    """"There were no reports of shelling", "no word that the town had fallen"."""
    tokens, i = scene.tokens, c.token
    for _ in range(6):
        t = tokens[i]
        up = tokens[t.head]
        if up.i == i:
            return False
        through = (t.dep == "pobj" and up.lower == "of") or (t.dep == "prep" and t.lower == "of") or t.dep in ("pcomp", "conj")
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


def _received(scene: Scene, c: Candidate) -> bool:
    """"The mission received allegations that": who received them accuses nobody."""
    t = scene.tokens[c.token]
    return c.type == "accuse" and t.tag[0] == "N" and t.dep == "dobj" and scene.tokens[t.head].lemma in GOT
