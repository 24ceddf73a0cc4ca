"""Vows: what a side says that it will do is a threat or a promise ("will not tolerate", "said that it would free its captives")."""
from __future__ import annotations

from ..model.codebook import family_of
from ..model.parsed import Token
from .candidate import Candidate
from .lexicon import words
from .roles import Scene

YIELDS = frozenset(("release", "assist", "support", "deliver_aid", "surrender", "ceasefire"))
FORCE = frozenset(("violence", "territory"))
OWN = frozenset(("its", "their", "his", "her"))
IT = frozenset(("it", "they", "he", "she", "we", "i"))
RAISE = frozenset("intensify escalate step launch resume renew mount begin carry continue increase extend".split())


def vow(scene: Scene, v: Token, subject: tuple[int, ...], found: list[Candidate]) -> tuple[str, tuple[int, ...]] | None:
    """Type and target of the threat or promise that "will" + `v` makes in the mouth of its subject; None where it makes none."""
    if "human" not in scene.classes(subject[0]) or scene.passive(v.i):
        return None
    if v.lemma in words("tolerated") and scene.child(v.i, "neg") is not None:
        return ("pledge" if v.lemma in ("allow", "permit", "rest") else "threaten"), ()
    act = next((c for c in found if c.token == v.i), None)
    own = said_of_self(scene, v, subject)
    if v.lemma in words("vengeful") and (own or _said(scene, v)):
        return "threaten", act.target if act is not None else _humans(scene, v)
    if not own:
        return None
    if act is not None and act.type in YIELDS:
        return "pledge", act.target
    if v.lemma in words("granted") and act is None and scene.child(v.i, "neg") is None:
        return "pledge", scene.slots(v.i).get("to", ()) or _humans(scene, v)
    if v.lemma in words("boycott"):
        return "threaten", ()
    if act is not None and family_of(act.type) in FORCE and act.type not in ("withdraw", "deploy", "hold", "enter"):
        return "threaten", act.target
    raised = next((c for c in found if c.token in scene.slots(v.i).get("object", ()) and family_of(c.type) in FORCE), None)
    return ("threaten", raised.target) if raised is not None and v.lemma in RAISE else None


def foretold(scene: Scene, v: Token, found: list[Candidate]) -> tuple[int, ...]:
    """The armed side that says what will be done to others: "collaborators will be executed, the rebels said"; () where none."""
    said = _speech(scene, v)
    act = next((c for c in found if c.token == v.i), None)
    if said is None or act is None or act.type not in ("kill", "destroy", "attack", "abduct", "injure") or act.actor:
        return ()
    speaker = scene.child(said.i, "nsubj")
    return (speaker,) if speaker is not None and "force" in scene.classes(speaker) else ()


def _humans(scene: Scene, v: Token) -> tuple[int, ...]:
    return tuple(h for h in scene.slots(v.i).get("object", ()) if "human" in scene.classes(h))


def _speech(scene: Scene, v: Token) -> Token | None:
    """The verb of saying that governs `v` or follows it ("…, its radio said")."""
    head = scene.tokens[v.head]
    if v.dep == "ccomp" and head.tag.startswith("VB") and head.lemma in words("saying"):
        return head
    below = (scene.tokens[c] for c in scene.parsed.children(v.i) if scene.tokens[c].dep in ("parataxis", "ccomp"))
    return next((t for t in below if t.lemma in words("saying") and t.tag.startswith("VB")), None)


def _said(scene: Scene, v: Token) -> bool:
    return _speech(scene, v) is not None


def said_of_self(scene: Scene, v: Token, subject: tuple[int, ...]) -> bool:
    """Whether who says it is who will do it: "they said that they will", "the front will …, its radio said"."""
    said = _speech(scene, v)
    if said is None:
        return False
    speaker = scene.child(said.i, "nsubj")
    if speaker is None:
        return False
    who, does = scene.tokens[speaker], scene.tokens[subject[0]]
    plain = scene.child(v.i, "nsubj")
    if plain is not None and scene.tokens[plain].lower in IT and who.i != plain:
        return True
    mine = scene.child(speaker, "poss")
    return who.lower in IT or who.lower == does.lower or (mine is not None and scene.tokens[mine].lower in OWN)
