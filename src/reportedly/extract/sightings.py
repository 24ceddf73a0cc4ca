"""Sightings: troops that somebody saw, found or met somewhere are there: "reporters found soldiers in the market", "she had not seen a
single rebel in the town"."""
from __future__ import annotations

from collections.abc import Iterator

from ..model.parsed import Sentence, Token
from .candidate import Candidate
from .lexicon import words
from .roles import Scene

WHERE = ("in", "at", "on", "inside", "near", "outside", "around", "along", "throughout", "across")
SPOT = frozenset(("place", "position", "building"))
FULL = frozenset(("ccomp", "xcomp", "acl", "relcl"))  # what the seen were doing is an event of its own
ONLY_SEEN = frozenset(("see", "find", "spot", "observe", "notice"))
STILL = frozenset(("dead", "wounded", "captured", "fleeing"))


def sightings(scene: Scene, sentence: Sentence, found: list[Candidate]) -> list[Candidate]:
    """A `deploy` for each force that is seen at a place of which the sentence tells nothing else."""
    busy = {h for c in found for h in (*c.actor, *c.target)}
    out: list[Candidate] = []
    for t in scene.tokens[sentence.first:sentence.last]:
        if t.tag.startswith("VB") and t.lemma in words("sighting") and t.dep not in ("aux", "auxpass"):
            out += [c for c in _seen(scene, t) if c.actor[0] not in busy]
    return out


def _seen(scene: Scene, v: Token) -> Iterator[Candidate]:
    slots = scene.slots(v.i)
    spot = next((h for p in WHERE for h in slots.get(p, ()) if scene.classes(h) & SPOT), None)
    there = any(scene.tokens[c].lower == "there" and scene.tokens[c].dep == "advmod" for c in scene.parsed.children(v.i))
    if (spot is None and not there) or not _by_people(scene, v, slots.get("subject", ())):
        return
    seen = [(h, who) for h in slots.get("object", ()) if (who := _force(scene, h)) is not None]
    if seen:
        t = scene.tokens[seen[0][0]]
        yield Candidate(t.i, t.start, t.end, "deploy", f"{v.lemma} > deploy (sighting)", "noun", tuple(who for _, who in seen), (), spot,
                        v.i, rules=(("actor", "who is seen"), ("type", "a sighting of a force")))


def _by_people(scene: Scene, v: Token, subject: tuple[int, ...]) -> bool:
    """Whether persons see; in a passive nobody need be named. A force that "meets" another may be fighting it."""
    if not all("human" in scene.classes(h) for h in subject):
        return False
    forces = any("force" in scene.classes(h) and "pronoun" not in scene.classes(h) for h in subject)
    return scene.passive(v.i) or (bool(subject) and not (forces and v.lemma not in ONLY_SEEN))


def _force(scene: Scene, h: int) -> int | None:
    """The head, where it is a force as such that does nothing else, or whose the seen vehicles are."""
    kinds, t = scene.classes(h), scene.tokens[h]
    if kinds & {"pronoun", "name", "crime"} or t.lemma in words("lone") or any(
            scene.tokens[c].dep in FULL or scene.tokens[c].lower in STILL for c in scene.parsed.children(h)):
        return None
    if "force" in kinds:
        return h
    who = scene.whose(h) if "vehicle" in kinds else None
    armed = who is not None and ("armed" in scene.classes(who) or scene.tokens[who].lemma in words("side"))
    return who if armed else None
