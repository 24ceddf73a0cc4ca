"""Fitting: which role what stands in a slot can play, who is meant by it, and how one word's places become candidates."""
from __future__ import annotations

from dataclasses import replace

from ..model.codebook import family_of
from .candidate import Candidate
from .lexicon import words
from .mentions import core, is_name
from .owners import losers, owner
from .roles import Scene

SPLIT_PLACES = frozenset(("capture", "enter", "withdraw", "besiege"))
MOST_PLACES = 3
CAPITAL = frozenset(("name", "place"))
HIT = frozenset(("airstrike", "shelling", "bombing", "attack"))
HUMAN_TARGET = frozenset(("repel", "clash", "displace", "deploy", "release", "detain"))


def hit_at(scene: Scene, h: int) -> bool:
    """Whether what went off "at" or "outside" something was meant for it: a house, an office, an embassy; not a town or a corner."""
    what = scene.classes(h)
    return "building" in what and scene.tokens[h].lemma.lower() not in words("somewhere")


def housed(scene: Scene, h: int) -> int:
    """The building whose basement, lobby or gate `h` is; else `h` itself."""
    if scene.tokens[h].lemma.lower() in words("inside"):
        for p in scene.parsed.children(h):
            for o in scene.parsed.children(p) if scene.tokens[p].lower == "of" else ():
                if hit_at(scene, o) or scene.tokens[o].lemma.lower() == "building":
                    return o
    return h


def own(scene: Scene, v: int, subject: int) -> bool:
    """Whether a subject that may be a mere place stands with its verb; "efforts to evacuate" the town are not the town's."""
    if "human" in scene.classes(subject) or not is_name(scene.tokens[subject]):
        return True
    return scene.tokens[scene.listed_under(subject)].head in (v, scene.listed_under(v))


def meant(scene: Scene, kind: str, role: str, head: int) -> int:
    """The one who is meant where a thing of theirs fills the slot: "praised his work", "Syrian jets struck"."""
    if role == "target" and family_of(kind) == "politics":
        return owner(scene, head)
    if role == "target" and kind in HIT and (whole := housed(scene, head)) != head:
        return whole
    if role == "target" and kind in HIT and "human" not in scene.classes(head) and not is_name(scene.tokens[head]):
        lived_in = scene.tokens[head].lemma.lower() in words("populated")  # "the Iraqi city" is no target by the name of Iraq
        own = scene.classes(head) & {"position", "building"} == {"position"} and not lived_in
        who = scene.whose(head) if own or "vehicle" in scene.classes(head) else None
        if who is not None and not own and "armed" not in scene.classes(who):  # "two vehicles of the front", not the minister's car
            who = None
        return head if who is None else who
    t = scene.tokens[head]
    shot = role == "actor" and t.dep == "dobj" and scene.classes(head) & {"artillery", "explosive"}
    if shot and scene.tokens[t.head].lemma in words("wield"):  # "fired two rockets, which hit a car"
        return next(iter(scene.surface(t.head)), head)
    sent = role == "actor" and "aircraft" in scene.classes(head) and scene.whose(core(scene.parsed, head)) is None
    if sent and (by := sender(scene, head)) is not None:
        return by
    flown = bool(scene.classes(head) & {"aircraft"}) and scene.tokens[head].tag == "NNS" and scene.tokens[head - 1].lower != "suicide"
    if role == "actor" and ("human" not in scene.classes(head) or flown):  # "US bombers"
        who = scene.whose(core(scene.parsed, head))
        return head if who is None else who
    return head


def sender(scene: Scene, head: int) -> int | None:
    """Who sent the aircraft of which a relative clause tells what they did: "the air force sent planes, which bombed"."""
    top = scene.tokens[scene.listed_under(head)]
    verb = scene.tokens[top.head]
    if top.dep == "pobj" and verb.lower == "with":
        verb = scene.tokens[verb.head]
        verb = scene.tokens[verb.head] if verb.dep == "dobj" else verb
    elif top.dep != "dobj":
        return None
    if verb.lemma not in words("dispatch"):
        return None
    return next((h for h in scene.slots(verb.i).get("subject", ()) if "human" in scene.classes(h)), None)


def things_of(scene: Scene, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Of a list of things one of which tells whose they are ("ISIL vehicles, a tunnel and a cache"), that one."""
    things = [h for h in heads if not scene.classes(h) & {"force", "person", "armed"}]
    if len(things) < 2:
        return heads
    owned = [h for h in heads if h not in things or (
        (who := scene.whose(h)) is not None and "armed" in scene.classes(who) and scene.tokens[who].dep != "pobj")]
    return tuple(owned[:1]) if owned and len(heads) > 2 else heads


def by_place(scene: Scene, made: Candidate, places: tuple[int, ...]) -> list[Candidate]:
    """One candidate for each place told as a separate happening."""
    every = tuple(n for p in places for n in scene.named(p))
    named = tuple(n for n in every if is_name(scene.tokens[n])) or every[:1]
    places = places or (_homes(scene, made.target) if made.type == "displace" else ())
    made = _from_place(scene, made, places)
    if 1 < len(named) <= MOST_PLACES and made.type in SPLIT_PLACES and made.frame != "noun":
        return [replace(made, place=p) for p in named]
    return [replace(made, place=named[0])] if named else [made]


def _homes(scene: Scene, who: tuple[int, ...]) -> tuple[int, ...]:
    """The place that those who flee are told to be of: "the people of Velgrad fled"."""
    below = (h for w in who for p in scene.parsed.children(w) if scene.tokens[p].lower in ("of", "from", "in")
             for h in scene.parsed.children(p) if scene.tokens[h].dep == "pobj")
    return tuple(h for h in below if "place" in scene.classes(h) and is_name(scene.tokens[h]))


def _from_place(scene: Scene, made: Candidate, places: tuple[int, ...]) -> Candidate:
    """Who loses or is attacked, told by the place itself: "liberated ISIL-held terrain", "a stronghold of the Taliban"."""
    if made.target or made.type not in ("capture", "besiege", "airstrike", "shelling", "attack", "enter", "advance"):
        return made
    for p in places:
        who = losers(scene, p)
        if who is not None and who not in made.actor:
            return replace(made, target=(who,), rules=(*made.rules, ("target", "holder of the place")))
    return made


def role_of(scene: Scene, kind: str, role: str, head: int, likely: bool = False) -> str:
    """The role that `head` can play where the frame asks for `role`, or ""; `likely` where only a person or side can stand there."""
    what = scene.classes(head)
    measure = scene.tokens[head].lemma.lower() in words("measure") and scene.tokens[head].tag in ("NN", "NNS")
    if measure and core(scene.parsed, head) == head:
        return ""
    if likely and ("other" in what or what == CAPITAL):
        what = what | {"human"}
    if role == "target" and family_of(kind) == "politics" and not what & {"human"}:
        return ""
    if scene.tokens[head].lemma in ("side", "direction", "flank") and scene.tokens[scene.tokens[head].head].lower == "from":
        return ""  # "attacked the town from three sides"
    if role == "target" and kind in HUMAN_TARGET and not what & {"human", "name", "vehicle", "building"}:
        return ""
    if role == "place":
        if what & {"place", "position", "building"}:
            return "place"
        limb = scene.tokens[head].lemma.lower() in words("limb")  # "was shot in the head"
        return "target" if what & {"human"} and "place" not in what and kind in HIT and not limb else ""
    if role == "actor":
        speaks = "place" in what and "name" in what and kind in ("request", "support", "accuse")
        return "actor" if speaks or "human" in what else ""
    if what & {"time"} or scene.tokens[head].lower.endswith(("self", "selves")) or scene.tokens[head].lemma in words("harm"):
        return ""
    if not what or "event" in what and not what & {"vehicle", "building", "force"}:
        return ""
    if "place" in what and "name" in what and not what & {"human", "building"}:
        return "place"
    lemma = scene.tokens[head].lemma.lower()
    if kind in HIT and (lemma in words("spot") or (lemma in words("populated") and "name" not in what)):  # "shelled the town of"
        return "place" if what & {"place", "position"} else ""
    return "" if "abstract" in what and "human" not in what else "target"


def clause_of(scene: Scene, i: int) -> int:
    """The verb whose tense and speaker the event shares: itself, or the nearest verb above."""
    for _ in range(len(scene.tokens)):
        up = scene.tokens[i].head
        if up == i or scene.tokens[i].tag.startswith(("VB", "MD")):
            break
        i = up
    return i


def negated(scene: Scene, i: int) -> bool:
    """Whether "no" or "not a" stands before noun `i`."""
    return any((scene.tokens[c].lower, scene.tokens[c].dep) in (("no", "det"), ("not", "neg")) for c in scene.parsed.children(i))


def denied(scene: Scene, v: int) -> bool:
    """Whether verb `v` is negated."""
    return any(scene.tokens[c].dep == "neg" or scene.tokens[c].lower == "neither" for c in scene.parsed.children(v))


def modifiers(scene: Scene, i: int) -> frozenset[str]:
    """Lower-case words and lemmas that stand before noun `i` in its phrase."""
    out: set[str] = set()
    stack = [c for c in scene.parsed.children(i) if c < i]
    while stack:
        c = stack.pop()
        t = scene.tokens[c]
        if t.dep == "nummod" or t.tag == "CD":
            out.add("#number")
        elif t.dep == "poss":
            out.add("#poss")
        elif t.dep == "compound" and t.tag == "NNP" and "place" in scene.classes(c):
            out.add("#place")
        if t.dep in ("compound", "amod", "nmod", "npadvmod", "poss", "conj", "nummod", "advmod"):
            out.update((t.lower, t.lemma.lower()))
            stack.extend(x for x in scene.parsed.children(c) if x < i)
    return frozenset(out)
