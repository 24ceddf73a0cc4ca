"""Tolls: dead and wounded that a sentence only counts, without a word of how: "put the number of wounded at 70", "losses of 12 dead"."""
from __future__ import annotations

from bisect import bisect_left

from ..model.parsed import Sentence, Token
from .candidate import Candidate
from .lexicon import words
from .roles import Scene

STATES = {"dead": "kill", "killed": "kill", "deaths": "kill", "fatalities": "kill", "wounded": "injure", "injured": "injure"}
COUNTING = frozenset(("report", "count", "record", "register", "list", "confirm", "announce", "document"))
HARM = frozenset(("kill", "injure", "airstrike", "shelling", "bombing", "attack", "clash"))


def tallies(scene: Scene, sentence: Sentence, found: list[Candidate]) -> list[Candidate]:
    """A claim for each kind of victim that is counted; none where the sentence, up to a semicolon, tells harm in other words already."""
    harm = [c.token for c in found if c.type in HARM]
    cuts = [t.i for t in scene.tokens[sentence.first:sentence.last] if t.text == ";"]
    out: list[Candidate] = []
    for t in scene.tokens[sentence.first:sentence.last]:
        if any(bisect_left(cuts, t.i) == bisect_left(cuts, i) for i in harm):
            continue
        kind = STATES.get(t.lower, "")
        if kind and all(c.type != kind for c in out) and any(told(scene, t) for told in (_tally, _counted, _among, _put, _shown, _left)):
            out.append(_made(scene, t, kind, _members(scene, t)))
        elif (t.lemma == "toll" or (t.lemma == "figure" and _harm_before(scene, sentence))) and _moved(scene, t) and not out:
            out.append(_made(scene, t, "kill", ()))
    # Wounded told together with dead are counts of one claim.
    return out[:1] if {c.type for c in out} == {"kill", "injure"} and out[0].type == "kill" else out


def _harm_before(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence before counts dead, so that "the figure" is theirs."""
    before = scene.parsed.sentences[sentence.i - 1] if sentence.i else sentence
    said = {t.lower for t in scene.tokens[before.first:before.last]}
    return bool(said & {"killed", "dead", "died", "deaths", "toll", "bodies"})


def _made(scene: Scene, t: Token, kind: str, target: tuple[int, ...]) -> Candidate:
    clause = next((k for k in _up(scene, t.i) if scene.tokens[k].tag.startswith("VB") and k != t.i), t.i)
    return Candidate(t.i, t.start, t.end, kind, f"{t.lower} > {kind} (toll)", "noun", (), target, None, clause,
                     rules=(("type", "a toll without its cause"),))


def _up(scene: Scene, i: int) -> list[int]:
    out = [i]
    while scene.tokens[out[-1]].head not in out:
        out.append(scene.tokens[out[-1]].head)
    return out[1:]


def _tally(scene: Scene, t: Token) -> bool:
    """"the number of wounded"; "people" may stand between: "the number of people killed"."""
    i = t.head if t.dep in ("acl", "amod") and scene.tokens[t.head].tag == "NNS" else t.i
    of = scene.tokens[scene.tokens[i].head]
    return scene.tokens[i].dep == "pobj" and of.lower == "of" and scene.tokens[of.head].lemma in words("tally")


def _counted(scene: Scene, t: Token) -> bool:
    """"losses at 12 dead", "with 30 wounded": a number and no noun of its own beside it."""
    before = scene.tokens[t.i - 1] if t.i else t
    after = scene.tokens[t.i + 1] if t.i + 1 < len(scene.tokens) else t
    loss = {scene.tokens[c].lemma for k in _up(scene, t.i) for c in scene.parsed.children(k)} & {"loss", "casualty", "toll", "dead"}
    having = scene.tokens[t.head].lemma in ("have", "suffer", "sustain", "report", "lose")  # "our side has three wounded"
    return before.tag == "CD" and after.tag[:2] not in ("NN", "VB", "JJ") and (having or bool(loss))


def _among(scene: Scene, t: Token) -> bool:
    p = scene.tokens[t.head]
    if t.dep == "nsubj" and p.lemma == "include" and t.tag[:1] in "JN":  # "The dead included a woman and her children."
        return bool(_members(scene, t))
    return t.dep == "pobj" and p.lower == "among" and scene.tokens[p.head].lemma == "be" and bool(_members(scene, t))


def _put(scene: Scene, t: Token) -> bool:
    """"put the dead at between 300 and 350"."""
    verb = scene.tokens[t.head]
    at = scene.slots(verb.i).get("at", ()) if verb.tag[:1] == "V" else ()
    return t.dep in ("dobj", "nsubjpass") and verb.lemma in ("put", "estimate", "reckon") and any(scene.tokens[h].tag == "CD" for h in at)


def _shown(scene: Scene, t: Token) -> bool:
    """"a clinic has reported 40 dead soldiers"."""
    who = scene.tokens[t.head]
    if t.dep != "amod" or who.dep != "dobj" or "human" not in scene.classes(who.i):
        return False
    return scene.tokens[who.head].lemma in COUNTING and any(scene.tokens[c].tag == "CD" for c in scene.parsed.children(who.i))


def _left(scene: Scene, t: Token) -> bool:
    """"leaving 15 rebels dead"."""
    who = scene.tokens[t.head]
    return t.dep == "amod" and t.i > who.i and who.dep == "dobj" and scene.tokens[who.head].lemma == "leave"


def _members(scene: Scene, t: Token) -> tuple[int, ...]:
    """Who was "among the dead", or is called dead."""
    if t.dep == "amod" and "human" in scene.classes(t.head):
        return (t.head,)
    p = scene.tokens[t.head]
    if t.dep == "nsubj" and p.lemma == "include":
        return tuple(h for h in scene.slots(p.i).get("object", ()) if "human" in scene.classes(h))
    if p.lower != "among" or scene.tokens[p.head].lemma != "be":
        return ()
    slots = scene.slots(p.head)
    who = slots.get("subject", ()) or slots.get("object", ())  # "among the dead were two nuns"
    return tuple(h for h in who if "human" in scene.classes(h))


def _moved(scene: Scene, t: Token) -> bool:
    """"raising the toll to 45", "the toll stands at 45": with a number, for a toll that only may rise tells none."""
    verb = scene.tokens[t.head]
    if t.dep not in ("dobj", "nsubj", "nsubjpass") or verb.lemma not in words("tolling"):
        return False
    return any(scene.tokens[c].lower in ("to", "at", "past", "above") and any(scene.tokens[n].tag == "CD" for n in scene.parsed.subtree(c))
               for c in scene.parsed.children(verb.i))
