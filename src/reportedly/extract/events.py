"""Events: which words put forward which of the codebook's types, and who does it to whom.

Words come from the lexicon's frames; `Scene` fills their slots. Candidates that tell one event twice ("launched an attack", "the attack
killed 12") are made one, acts that are only asked for, threatened or promised are left to their speech act.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..model.codebook import family_of
from ..model.knowledge import KindOf
from ..model.parsed import Parsed, Sentence, Token
from .candidate import Candidate
from .lexicon import Frame, Need, Noun, frames, nouns, participles, tables, words
from .mentions import core, is_name, noun_classes
from .merge import by_means, definite, merged, same_means
from .owners import losers, modified, owner, shared
from .roles import Scene, Slots
from .speech import speech_acts
from .tolls import tallies
from .topic import Topics

SPLIT_PLACES = frozenset(("capture", "enter", "withdraw", "besiege"))
MOST_PLACES = 3
TO_CAPITALS = frozenset(("accuse", "sanction", "threaten", "request", "support", "assist"))  # "accused Baku": its government
CAPITALS = frozenset(("object", "against", "on", "upon", "to", "with"))
CAPITAL = frozenset(("name", "place"))
Put = Callable[[int, str, str], None]
GERUND = frozenset(("nsubj", "nsubjpass", "pobj", "dobj", "pcomp"))
HIT = frozenset(("airstrike", "shelling", "bombing", "attack"))
HUMAN_TARGET = frozenset(("repel", "clash", "displace", "deploy", "release", "detain"))
HARM = frozenset(("kill", "injure", "destroy"))
WAR = frozenset(("territory", "violence", "submission"))


def candidates(parsed: Parsed, kind_of: KindOf) -> list[Candidate]:
    """Every candidate of a document in the order of the text."""
    scene = Scene(parsed, kind_of)
    out: list[Candidate] = []
    topics = Topics(scene)
    for sentence in parsed.sentences:
        found = topics.kept(sentence, [by_means(scene, c) for c in _sentence(scene, sentence)])
        out.extend(merged(scene, sentence, speech_acts(scene, sentence, found)))
    return topics.told(same_means(scene, out))


def _sentence(scene: Scene, sentence: Sentence) -> list[Candidate]:
    out: list[Candidate] = []
    verbs, things, forms, irregular = frames(), nouns(), participles(), tables("irregular")
    for t in scene.tokens[sentence.first:sentence.last]:
        lemma = _lemma(scene, t)
        tag = t.tag[:2]
        if tag == "VB" or (tag == "JJ" and t.lower in forms):
            key = lemma if tag == "VB" else forms[t.lower]
            if key in verbs and t.dep not in ("aux", "auxpass") and not (t.tag == "VBN" and scene.child(t.i, "det") is not None):
                out.extend(_verb(scene, t, verbs[key]))
            elif tag == "VB" and irregular.get(t.lower, forms.get(t.lower, "")) in verbs:
                out.extend(_verb(scene, t, verbs[irregular.get(t.lower, forms.get(t.lower, ""))]))
            taken = bool(out) and out[-1].token == t.i
            if t.tag == "VBG" and t.lower in things and t.dep in GERUND and not taken and scene.child(t.i, "dobj") is None:
                out.extend(_noun(scene, t, things[t.lower]))
        elif tag == "NN" and lemma in things and t.tag[:3] != "NNP":
            out.extend(_noun(scene, t, things[lemma]))
    return out + tallies(scene, sentence, out)


def _lemma(scene: Scene, t: Token) -> str:
    """The lemma, joined to what a hyphen ties to it ("cease-fire")."""
    if t.i >= 2 and scene.tokens[t.i - 1].text == "-" and scene.tokens[t.i - 1].end == t.start:
        joined = f"{scene.tokens[t.i - 2].lower}-{t.lemma}"
        if joined in frames() or joined in nouns():
            return joined
    return t.lemma


# --- verbs

def _verb(scene: Scene, t: Token, every: tuple[Frame, ...]) -> list[Candidate]:
    slots = scene.slots(t.i)
    frame = next((f for f in every if _fits(scene, t, f, slots)), None)
    if frame is None or (t.dep == "amod" and family_of(frame.type) == "politics"):
        return []
    sides = slots.get("object", ()) + slots.get("subject", ())
    if frame.anaphor and any(_negated(scene, h) for h in slots.get("subject", ())):  # "no group has claimed responsibility"
        return []
    if frame.type in HARM and any(_negated(scene, h) or scene.tokens[h].lower in ("none", "nobody") for h in sides):
        return []
    voice = "passive" if scene.passive(t.i) else "participle" if t.dep in ("amod", "acl") else "verb"
    return _build(scene, t, frame, slots, voice)


def _fits(scene: Scene, t: Token, frame: Frame, slots: Slots) -> bool:
    if frame.particle and not scene.particles(t.i) & set(frame.particle.split()):
        return False
    if frame.voice and (frame.voice == "passive") != scene.passive(t.i):
        return False
    if frame.complement and not _complement(scene, t.i, frame.complement):
        return False
    by_word = any(need.words for slot, need in frame.needs if slot == "object")
    for slot, need in frame.needs:
        heads = slots.get(slot, ()) or (slots.get("of!", ()) if slot == "of" and by_word else ())
        if not scene.fills(need, heads, slot == "subject"):
            return False
    if any(slots.get(slot) and scene.fills(need, _barrable(scene, frame, need, slots[slot])) for slot, need in frame.bars):
        return False
    if frame.type == "hold" and _stance(scene, slots):
        return False
    if any(not any(_modifiers(scene, h) & words for h in slots.get(slot, ())) for slot, words in frame.mods):
        return False
    if any(_modifiers(scene, h) & words for slot, words in frame.without for h in slots.get(slot, ())):
        return False
    return family_of(frame.type) not in WAR or not _unwarlike(scene, slots)


def _barrable(scene: Scene, frame: Frame, need: Need, heads: tuple[int, ...]) -> tuple[int, ...]:
    """The heads that a bar may rule out: army positions are no views, though "position" may be one; offices are attacked."""
    if "abstract" not in need.classes:
        return heads
    solid = frozenset(("position", "building")) if family_of(frame.type) == "violence" else frozenset(("position",))
    things = {h: scene.classes(h) & solid for h in heads}
    return tuple(h for h in heads if not (things[h] and (scene.tokens[h].tag == "NNS" or "building" in things[h])))


def _stance(scene: Scene, slots: Slots) -> bool:
    """"Maintains its position": one position without a place is a view."""
    where = {"in", "at", "on", "near", "along"} & slots.keys()
    return any(scene.tokens[h].lemma == "position" and scene.tokens[h].tag == "NN" and not where for h in slots.get("object", ()))


def _unwarlike(scene: Scene, slots: Slots) -> bool:
    heads = slots.get("subject", ())
    return bool(heads) and "nonwar" in scene.classes(heads[0]) and "armed" not in scene.classes(heads[0])


def _complement(scene: Scene, v: int, wanted: str) -> bool:
    tokens, found = scene.tokens, scene.complements(v)
    if wanted == "-":
        return not found
    if wanted == "inf":
        return any(tokens[c].tag == "VB" for c in found)
    if wanted == "that":
        return any(tokens[c].dep == "ccomp" for c in found)
    if wanted == "ing":
        return any(tokens[c].tag == "VBG" for c in found)
    lemmas = wanted[1:].split()  # "vowed to continue fighting" is about fighting
    below = [k for c in found if tokens[c].lemma in ("continue", "keep", "resume", "start", "begin") for k in scene.complements(c)]
    return any(tokens[c].lemma in lemmas for c in (*found, *below))


def _build(scene: Scene, t: Token, frame: Frame, slots: Slots, voice: str) -> list[Candidate]:
    filled: dict[str, list[int]] = {"actor": [], "target": [], "place": []}
    rules = []
    by_word = any(need.words for slot, need in frame.needs if slot == "object")
    for slot, role in frame.roles:
        if slot == "object" and role == "actor" and filled["actor"]:  # "sent troops": who sends them
            continue
        heads = slots.get(slot, ()) or (slots.get("of!", ()) if slot == "of" and by_word else ())
        likely = slot == "subject" or (len(heads) > 1 and "human" in scene.classes(heads[0]))
        for raw in _things_of(scene, heads) if role == "target" else heads:
            h = _meant(scene, frame.type, role, raw)
            at = slot == "at" and bool(filled["target"]) and "place" in scene.classes(h)
            state = likely or (role == "target" and frame.type in TO_CAPITALS and slot in CAPITALS and scene.classes(h) == CAPITAL)
            put = _role(scene, frame.type, "place" if at else role, h, state and (slot != "subject" or _own(scene, t.i, h)))
            second = put == "place" and bool(filled["place"]) and slot != frame.roles[0][0] and len(heads) == 1
            if put and h not in filled[put] and not second:
                filled[put].append(h)
                rules.append((put, f"{slot} of {frame.lemma}" + (" (passive)" if voice == "passive" else "")))
    end = _trigger_end(scene, t, frame)
    made = Candidate(t.i, t.start, end, frame.type, frame.entry, voice, tuple(filled["actor"]), tuple(filled["target"]), None,
                     _clause(scene, t.i), 0.8, tuple(dict.fromkeys(rules)))
    if frame.type == "accuse" and not frame.roles:
        made = replace(made, rules=(*made.rules, ("actor", "speaker")))
    if frame.anaphor:
        made = replace(made, rules=(*made.rules, ("type", "anaphor")))
    return _by_place(scene, made, tuple(filled["place"]))


def _own(scene: Scene, v: int, subject: int) -> bool:
    """Whether a subject that may be a mere place stands with its verb; "efforts to evacuate" the town are not the town's."""
    if "human" in scene.classes(subject) or not is_name(scene.tokens[subject]):
        return True
    return scene.tokens[scene.listed_under(subject)].head in (v, scene.listed_under(v))


def _meant(scene: Scene, kind: str, role: str, head: int) -> int:
    """The one who is meant where a thing of theirs fills the slot: "praised his work", "Syrian jets struck"."""
    if role == "target" and family_of(kind) == "politics":
        return owner(scene, head)
    if role == "target" and kind in HIT and "human" not in scene.classes(head) and not is_name(scene.tokens[head]):
        own = scene.classes(head) & {"position", "building"} == {"position"}
        who = scene.whose(head) if own else None
        return head if who is None else who
    flown = bool(scene.classes(head) & {"aircraft"}) and scene.tokens[head].tag == "NNS" and scene.tokens[head - 1].lower != "suicide"
    if role == "actor" and ("human" not in scene.classes(head) or flown):  # "US bombers"
        who = scene.whose(core(scene.parsed, head))
        return head if who is None else who
    return head


def _things_of(scene: Scene, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Of a list of things one of which tells whose they are ("ISIL vehicles, a tunnel and a cache"), that one."""
    things = [h for h in heads if not scene.classes(h) & {"force", "person", "armed"}]
    if len(things) < 2:
        return heads
    owned = [h for h in heads if h not in things or (
        (who := scene.whose(h)) is not None and "armed" in scene.classes(who) and scene.tokens[who].dep != "pobj")]
    return tuple(owned[:1]) if owned and len(heads) > 2 else heads


def _trigger_end(scene: Scene, t: Token, frame: Frame) -> int:
    if frame.particle:
        for c in scene.parsed.children(t.i):
            if scene.tokens[c].lower in frame.particle.split() and 0 < c - t.i <= 3:
                return scene.tokens[c].end
    return t.end


def _by_place(scene: Scene, made: Candidate, places: tuple[int, ...]) -> list[Candidate]:
    """One candidate for each place told as a separate happening."""
    every = tuple(n for p in places for n in scene.named(p))
    named = tuple(n for n in every if is_name(scene.tokens[n])) or every[:1]
    made = _from_place(scene, made, places)
    if 1 < len(named) <= MOST_PLACES and made.type in SPLIT_PLACES and made.frame != "noun":
        return [replace(made, place=p) for p in named]
    return [replace(made, place=named[0])] if named else [made]


def _from_place(scene: Scene, made: Candidate, places: tuple[int, ...]) -> Candidate:
    """Who loses or is attacked, told by the place itself: "liberated ISIL-held terrain", "a stronghold of the Taliban"."""
    if made.target or made.type not in ("capture", "besiege", "airstrike", "shelling", "attack", "enter", "advance"):
        return made
    for p in places:
        who = losers(scene, p)
        if who is not None and who not in made.actor:
            return replace(made, target=(who,), rules=(*made.rules, ("target", "holder of the place")))
    return made


def _role(scene: Scene, kind: str, role: str, head: int, likely: bool = False) -> str:
    """The role that `head` can play where the frame asks for `role`, or ""; `likely` where only a person or side can stand there."""
    what = scene.classes(head)
    if likely and ("other" in what or what == CAPITAL):
        what = what | {"human"}
    if role == "target" and family_of(kind) == "politics" and not what & {"human"}:
        return ""
    if role == "target" and kind in HUMAN_TARGET and not what & {"human", "name", "vehicle", "building"}:
        return ""
    if role == "place":
        if what & {"place", "position", "building"}:
            return "place"
        return "target" if what & {"human"} and "place" not in what and kind in HIT else ""
    if role == "actor":
        speaks = "place" in what and "name" in what and kind in ("request", "support", "accuse")
        return "actor" if speaks or "human" in what else ""
    if what & {"time"} or scene.tokens[head].lower.endswith(("self", "selves")) or scene.tokens[head].lemma in words("harm"):
        return ""
    if not what or "event" in what and not what & {"vehicle", "building", "force"}:
        return ""
    if "place" in what and "name" in what and not what & {"human", "building"}:
        return "place"
    if kind in HIT and scene.tokens[head].lemma.lower() in words("spot"):
        return "place" if what & {"place", "position"} else ""
    return "" if "abstract" in what and "human" not in what else "target"


def _clause(scene: Scene, i: int) -> int:
    """The verb whose tense and speaker the event shares: itself, or the nearest verb above."""
    for _ in range(len(scene.tokens)):
        up = scene.tokens[i].head
        if up == i or scene.tokens[i].tag.startswith(("VB", "MD")):
            break
        i = up
    return i


# --- nouns

def _noun(scene: Scene, t: Token, every: tuple[Noun, ...]) -> list[Candidate]:
    if _negated(scene, t.i) and all(n.type in HARM for n in every):
        return []
    before, after = _modifiers(scene, t.i), shared(scene, t)
    light = _light(scene, t)
    for n in every:
        if _names_event(scene, t, n, before, after):
            return _from_noun(scene, t, n, after, light)
    return []


def _names_event(scene: Scene, t: Token, n: Noun, before: frozenset[str], after: Slots) -> bool:
    """Whether the noun, with what stands around it, is used as the entry has it."""
    head = scene.tokens[t.head]
    inside = t.dep in ("compound", "nmod", "amod") and head.tag.startswith("NN") and head.i > t.i
    if inside and not (n.compound or head.lemma in words("shell")):
        return False
    if (n.plural and n.lemma == "talk" and t.tag != "NNS") or before & n.skip or _apart(scene, t, n):
        return False
    if n.anaphor:
        return definite(scene, t.i)
    if n.lemma == "control" and t.dep == "dobj" and head.lemma not in words("having"):  # "took control" is no state
        return False
    held = {slot for slot, need in n.needs if slot in after and scene.fills(need, after[slot])}
    if n.bare:
        return not any(slot in after and slot not in held for slot, _ in n.needs)
    asked = {slot for slot, _ in n.needs}
    led = any(p in after and (p not in asked or p in held) for p in n.preps or held)
    return bool(before & n.mods) or led or _governor(scene, t) in n.verbs


def _apart(scene: Scene, t: Token, n: Noun) -> bool:
    """Whether the phrase that holds the noun rules it out: "cessation of hostilities", "in support of", "after the meeting"."""
    p = scene.tokens[t.head]
    if t.dep == "pobj":
        if p.lower in n.after or (p.lower == "of" and scene.tokens[p.head].lemma in n.apart | words("about")):
            return True
        if n.anchor and p.lower in ("following", "after", "before", "since") and len(scene.parsed.children(t.i)) <= 1:
            return True
        if p.lower in ("after", "before", "since") and any(scene.tokens[c].dep == "npadvmod" for c in scene.parsed.children(p.i)):
            return True
    of = scene.slots_of_noun(t.i).get("of", ())
    return n.type == "kill" and any(scene.classes(h) & {"event", "abstract"} and not scene.classes(h) & {"human", "name"} for h in of)


def _governor(scene: Scene, t: Token) -> str:
    g = scene.tokens[t.head]
    return g.lemma if t.dep in ("dobj", "nsubj", "nsubjpass") else ""


def _negated(scene: Scene, i: int) -> bool:
    return any(scene.tokens[c].lower == "no" and scene.tokens[c].dep == "det" for c in scene.parsed.children(i))


def _not(scene: Scene, v: int) -> bool:
    return any(scene.tokens[c].dep == "neg" or scene.tokens[c].lower == "neither" for c in scene.parsed.children(v))


def _modifiers(scene: Scene, i: int) -> frozenset[str]:
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


def _light(scene: Scene, t: Token) -> tuple[str, int] | None:
    """How the noun hangs on a light verb: ("does" or "suffers", verb)."""
    g = scene.tokens[t.head]
    if t.dep == "pobj" and g.tag == "IN":
        v = scene.tokens[g.head]
        if v.lemma in ("come", "be") and g.lower == "under":
            return "suffers", v.i
        if v.lemma in ("engage", "participate", "take", "be", "involve") and g.lower in ("in", "on"):
            return "does", v.i
        return None
    if not g.tag.startswith("VB"):
        top = scene.tokens[scene.listed_under(t.i)]
        return _light(scene, top) if t.dep == "conj" and top.dep != "conj" else None
    if t.dep in ("dobj", "nsubjpass"):
        if g.lemma in words("suffer"):
            return "suffers", g.i
        if g.lemma in words("light"):
            return "does", g.i
    return None


def _from_noun(scene: Scene, t: Token, n: Noun, after: Slots, light: tuple[str, int] | None) -> list[Candidate]:
    filled: dict[str, list[int]] = {"actor": [], "target": [], "place": []}
    rules: list[tuple[str, str]] = []

    def put(head: int, role: str, rule: str) -> None:
        if role == "actor" or (role == "target" and n.type in HIT):
            head = _meant(scene, n.type, role, head)
        found = _role(scene, n.type, role, head, rule.startswith("possessor") and "of" in after)
        if found and head not in filled[found]:
            filled[found].append(head)
            rules.append((found, rule))

    _before(scene, t, n, put)
    nation = [h for h in filled["actor"] if scene.tokens[h].tag == "JJ"]
    if nation and len(filled["actor"]) > 1:  # "Turkish army deployments"
        filled["actor"] = nation
    done = bool(filled["actor"]) or "by" in after or (light is not None and light[0] == "does")
    for slot, role in n.roles:
        for h in after.get(slot, ()):  # "the ambush of the rebels" is theirs, "carried out an ambush of the rebels" is not
            put(h, "target" if done and (slot, role) == ("of", "actor") else role, f"{slot} after {n.lemma}")
    if light and light[0] == "does" and not filled["actor"]:
        for h in scene.surface(light[1]) if t.dep == "pobj" else scene.slots(light[1]).get("subject", ()):
            put(h, "actor", f"subject of {scene.tokens[light[1]].lemma}")
        _light_preps(scene, light[1], n, put)
    elif not filled["actor"] and not light:
        for h, rule in _behind(scene, t, n):
            put(h, "actor", rule)
    if n.verbs and _governor(scene, t) in n.verbs:
        _light_preps(scene, t.head, n, put)
    if t.dep in ("nsubj", "nsubjpass") and scene.tokens[t.head].lemma in words("occur"):
        _light_preps(scene, t.head, n, put)
    for h in _undergone(scene, t) if not filled["target"] else ():
        put(h, "target", f"target of {n.lemma}")
    if light and light[0] == "suffers" and not filled["target"]:
        for h in scene.slots(light[1]).get("subject", ()):
            put(h, "target", f"subject of {scene.tokens[light[1]].lemma}")
    made = Candidate(t.i, t.start, t.end, n.type, f"{n.lemma} > {n.type}", "light verb" if light else "noun", tuple(filled["actor"]),
                     tuple(h for h in filled["target"] if h not in filled["actor"]), None, _clause(scene, t.i), 0.7, tuple(rules))
    if n.generic or n.anaphor:
        made = replace(made, rules=(*made.rules, ("type", "anaphor" if n.anaphor else "generic")))
    return _by_place(scene, made, tuple(filled["place"]))


def _undergone(scene: Scene, t: Token) -> tuple[int, ...]:
    """What an event was done to: "the centre, which was the target of two attacks", "victims of the attack, among them"."""
    g = scene.tokens[scene.tokens[scene.listed_under(t.i)].head]
    what = scene.tokens[g.head]
    if t.dep not in ("pobj", "conj") or g.lower != "of" or what.lemma not in words("undergone") or what.dep not in ("attr", "oprd", "dobj"):
        return ()
    v = scene.tokens[what.head]
    return scene.surface(v.i) if v.lemma in ("be", "become", "remain") else ()


def _before(scene: Scene, t: Token, n: Noun, put: Put) -> None:
    """Roles of what stands before the noun."""
    for top in (t.i, t.head) if t.dep == "compound" and scene.tokens[t.head].lemma in words("shell") else (t.i,):
        for c in scene.parsed.children(modified(scene, top)):
            d = scene.tokens[c].dep
            if d == "poss" and c < t.i:
                for h in scene.conjuncts(c):
                    put(h, n.own, f"possessor of {n.lemma}")
            elif d in ("compound", "amod", "nmod") and c < t.i:
                _modifier(scene, c, n, put)


def _behind(scene: Scene, t: Token, n: Noun) -> list[tuple[int, str]]:
    """Who is behind an event noun: "responsible for the deaths", "blamed X for the attack", "returned from a meeting"."""
    t = scene.tokens[scene.listed_under(t.i)]
    p = scene.tokens[scene.listed_under(t.head)]  # "for the death of the mayor and for the burning of two buses"
    if t.dep == "dobj" and p.lemma in ("attribute", "ascribe", "blame"):
        slots = scene.slots(p.i)
        return [(h, f"{p.lemma} to") for h in slots.get("to", ()) + slots.get("on", ())]
    if t.dep != "pobj":
        return []
    g = scene.tokens[p.head]
    owned = g.lemma in ("responsibility", "credit") and scene.tokens[g.head].lemma in ("claim", "accept", "admit", "take", "bear")
    if p.lower == "for" and owned:
        by = [h for h in scene.slots(g.head).get("subject", ()) if not _negated(scene, h)]
        neither = any(scene.tokens[c].lower in ("neither", "nor") for h in by[:1] for c in scene.parsed.children(h))
        return [] if neither or _not(scene, g.head) else [(h, f"{scene.tokens[g.head].lemma} responsibility") for h in by]
    if p.lower == "for" and g.lower == "responsible":
        return [(h, "responsible for") for h in scene.surface(g.head)]
    if n.type != "accuse" and (blamed := scene.blamed(p.i)):
        return [(h, "blamed for") for h in blamed]
    if p.lower in ("for", "of", "with", "in") and g.lemma in words("blame") and g.tag.startswith("VB") and n.type != "accuse":
        return [(h, f"object of {g.lemma}") for h in scene.slots(g.i).get("object", ())]
    if p.lower == "with" and g.dep == "dobj" and scene.tokens[g.head].lemma in words("light"):
        return [(h, f"subject of {scene.tokens[g.head].lemma}") for h in scene.slots(g.head).get("subject", ())]
    if n.type == "meet" and g.lemma in words("go"):
        return [(h, f"subject of {g.lemma}") for h in scene.slots(g.i).get("subject", ())]
    if p.lower in ("with", "through") and g.tag.startswith("VB") and family_of(n.type) == "violence":
        return [(h, f"subject of {g.lemma}") for h in scene.slots(g.i).get("subject", ()) if "human" in scene.classes(h)]
    return []


def _light_preps(scene: Scene, v: int, n: Noun, put: Put) -> None:
    slots = scene.slots(v)
    for slot, role in n.roles:
        if slot in slots and slot not in ("by", "of"):
            for h in slots[slot]:
                put(h, role, f"{slot} after light verb")


def _modifier(scene: Scene, c: int, n: Noun, put: Put) -> None:
    """Actor or place in front of an event noun ("rebel offensive", "Israeli air strikes", "the Ghazni attack")."""
    t, what = scene.tokens[c], scene.classes(c)
    if c >= 2 and scene.tokens[c - 1].text == "-" and scene.tokens[c - 2].lower == "anti":
        if t.lemma.startswith("terror"):
            return
        put(c, "target", "anti-")
        return
    if t.lemma in ("nation", "party", "side", "member", "state", "power"):
        return
    if t.tag == "JJ" and not is_name(t):
        if "armed" in noun_classes(t.lower, False) and t.lower not in words("no_side"):
            put(c, n.mod, f"modifier of {n.lemma}")
        elif t.lower in tables("demonyms") or (t.text[:1].isupper() and scene.kind_of(t.text).demonym):
            put(c, n.mod, "adjective of nationality")
        return
    if "human" in what and ("name" not in what or "place" not in what or "org" in what):
        put(c, n.mod, f"modifier of {n.lemma}")
    elif "place" in what and "name" in what:
        put(c, "place", f"modifier of {n.lemma}")
