"""Nouns that name events: whether they do here, and who stands in their roles."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..model.parsed import Token
from .candidate import Candidate
from .doers import behind, undergone
from .fitting import HIT, by_place, clause_of, meant, modifiers, negated, role_of
from .lexicon import Noun, frames, tables, words
from .mentions import is_name, noun_classes
from .merge import definite
from .owners import modified, shared
from .roles import Scene, Slots

Put = Callable[[int, str, str], None]
VIOLENT = frozenset(("kill", "injure", "destroy", "abduct", "bombing", "airstrike", "shelling", "attack", "clash"))
AIM = frozenset(("engage", "hit", "suppress", "target", "strike", "pound"))
HARM = frozenset(("kill", "injure", "destroy"))


def noun(scene: Scene, t: Token, every: tuple[Noun, ...]) -> list[Candidate]:
    if negated(scene, t.i) and all(n.type in HARM for n in every):
        return []
    before, after = modifiers(scene, t.i), shared(scene, t)
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
    if n.type == "deploy" and t.tag == "NN" and "force" in noun_classes(t.lemma, False) and _governor(scene, t) not in n.verbs and any(
            scene.tokens[c].lower in ("a", "an") for c in scene.parsed.children(t.i)):  # "an army patrol" is somebody
        return False
    if n.lemma == "control" and t.dep == "dobj" and head.lemma not in words("having"):  # "took control" is no state
        return False
    if n.lemma == "control" and t.dep == "pobj" and head.lower in ("for", "over"):
        v = scene.tokens[head.head]  # "battled for control of the bridge": nobody has it yet
        if v.lemma in words("contest") or any(f.type == "clash" for f in frames().get(v.lemma, ())):
            return False
    held = {slot for slot, need in n.needs if slot in after and scene.fills(need, after[slot])}
    if n.bare:
        return not any(slot in after and slot not in held for slot, _ in n.needs)
    asked = {slot for slot, _ in n.needs}
    led = any(p in after and (p not in asked or p in held) for p in n.preps or held)
    if not led and held_by_verb(scene, t, n):
        led = True
    if n.type == "pledge" and not led:  # "their commitment to supporting the government"
        ways = [c for c in scene.parsed.children(t.i) if scene.tokens[c].dep in ("acl", "relcl") and scene.tokens[c].tag == "VB"]
        led = n.lemma == "offer" and bool(ways) and bool(before or scene.child(t.i, "poss"))  # "a rebel offer to hand over the port"
        led = led or any(scene.tokens[c].lower in n.preps and scene.child(c, "pcomp") is not None for c in scene.parsed.children(t.i))
    return bool(before & n.mods) or led or _governor(scene, t) in n.verbs


def held_by_verb(scene: Scene, t: Token, n: Noun) -> bool:
    """"launched a military operation in Kunduz", where the place was hung on the verb."""
    v = scene.tokens[t.head]
    if n.lemma not in ("operation", "campaign") or t.dep != "dobj" or v.lemma not in words("light"):
        return False
    slots = scene.slots(v.i)
    return any(slot in n.preps and slot in slots and scene.fills(need, slots[slot]) for slot, need in n.needs)


def _apart(scene: Scene, t: Token, n: Noun) -> bool:
    """Whether the phrase that holds the noun rules it out: "cessation of hostilities", "in support of", "after the meeting"."""
    p = scene.tokens[t.head]
    if t.dep == "nsubj" and p.lemma == "recover" and n.lemma == "victim":  # "the other victim is recovering"
        return True
    if n.lemma == "shot" and any(scene.tokens[k].lower == "without" for k in list(scene.parsed.ancestors(t.i))[:3]):
        return True  # "without a shot being fired"
    if n.type == "assist" and scene.tokens[t.i - 1].lower in words("fire_support") and not _given(scene, t):
        return True
    if t.dep == "pobj":
        if p.lower in ("to", "with") and scene.tokens[p.head].lower in ("close", "familiar"):  # "sources close to the inquiry"
            return True
        if p.lower in n.after or (p.lower == "of" and scene.tokens[p.head].lemma in n.apart | words("about")):
            return True
        if n.anchor and p.lower in ("following", "after", "before", "since") and len(scene.parsed.children(t.i)) <= 1:
            return True
        if p.lower in ("after", "before", "since") and any(scene.tokens[c].dep == "npadvmod" for c in scene.parsed.children(p.i)):
            return True
    slots = scene.slots_of_noun(t.i)
    of = slots.get("of", ())
    within = (*of, *slots.get("in", ()))
    if n.type == "bombing" and any(scene.classes(h) & {"abstract", "crime"} and not is_name(scene.tokens[h]) for h in within):
        return True  # "the explosion in piracy"
    return n.type == "kill" and any(scene.classes(h) & {"event", "abstract"} and not scene.classes(h) & {"human", "name"} for h in of)


def _given(scene: Scene, t: Token) -> bool:
    """Whether support has a giver or a taker: "Russian air support", "air support for the army", not "fought on with air support"."""
    before = [c for c in scene.parsed.children(t.i) if c < t.i - 1]
    owned = any(scene.tokens[c].dep == "poss" or scene.kind_of(scene.tokens[c].text).demonym or "armed" in scene.classes(c) for c in before)
    return owned or bool({"to", "for", "from", "by", "of"} & scene.slots_of_noun(t.i).keys())


def _amount(scene: Scene, t: Token) -> Token:
    """The noun of quantity that stands for the event noun in its clause: "a number of casualties"; else the noun itself."""
    of = scene.tokens[t.head]
    what = scene.tokens[of.head]
    return what if t.dep == "pobj" and of.lower == "of" and what.lemma in words("quantity") and what.tag.startswith("NN") else t


def _governor(scene: Scene, t: Token) -> str:
    t = _amount(scene, t)
    g = scene.tokens[t.head]
    if scene.child(t.i, "expl") is not None:  # "there was shooting", read as a verb
        return "be"
    there = t.dep == "attr" and g.lemma == "be" and scene.child(g.i, "expl") is not None  # "there was shooting"
    return g.lemma if there or t.dep in ("dobj", "nsubj", "nsubjpass") else ""


def _light(scene: Scene, t: Token) -> tuple[str, int] | None:
    """How the noun hangs on a light verb: ("does" or "suffers", verb)."""
    t = _amount(scene, t)
    g = scene.tokens[t.head]
    if t.dep == "pobj" and g.tag == "IN":
        v = scene.tokens[g.head]
        if (v.lemma in ("come", "be") and g.lower == "under") or (v.lemma == "escape" and g.lower == "from"):
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
            head = meant(scene, n.type, role, head)
        found = role_of(scene, n.type, role, head, rule.startswith("possessor") and "of" in after)
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
            suffers = (slot, role) == ("of", "actor") and (done or _unarmed(scene, n, h, after))
            put(h, "target" if suffers else role, f"{slot} after {n.lemma}")
    # Who announces a death does not bring it about, and who ends a siege is as often the one who was under it.
    idle = light is not None and ((n.type in VIOLENT and scene.tokens[light[1]].lemma in words("telling"))
                                  or (n.type == "besiege" and scene.tokens[light[1]].lemma in words("ending")))
    if light and light[0] == "does" and not filled["actor"] and not idle:
        for h in scene.surface(light[1]) if t.dep == "pobj" else scene.slots(light[1]).get("subject", ()):
            put(h, "actor", f"subject of {scene.tokens[light[1]].lemma}")
        _light_preps(scene, light[1], n, put)
    elif not filled["actor"] and not light:
        for h, rule in behind(scene, t, n):
            put(h, "actor", rule)
    if n.verbs and _governor(scene, t) in n.verbs:
        _light_preps(scene, t.head, n, put)
    if t.dep in ("nsubj", "nsubjpass") and scene.tokens[t.head].lemma in words("occur"):
        _light_preps(scene, t.head, n, put)
    for x in _scheduled(scene, t):
        _light_preps(scene, x, n, put)
    for h in _aimed_at(scene, t, n) if not filled["target"] else ():
        put(h, "target", f"object of {scene.tokens[t.head].lemma}")
    for h in undergone(scene, t) if not filled["target"] else ():
        put(h, "target", f"target of {n.lemma}")
    if light and light[0] == "suffers" and not filled["target"] and n.lemma not in ("body", "corpse"):  # doctors receive them
        for h in scene.slots(light[1]).get("subject", ()):
            put(h, "target", f"subject of {scene.tokens[light[1]].lemma}")
    made = Candidate(t.i, t.start, t.end, n.type, f"{n.lemma} > {n.type}", "light verb" if light else "noun", tuple(filled["actor"]),
                     tuple(h for h in filled["target"] if h not in filled["actor"]), None, clause_of(scene, t.i), 0.7, tuple(rules))
    if n.generic or n.anaphor:
        made = replace(made, rules=(*made.rules, ("type", "anaphor" if n.anaphor else "generic")))
    return by_place(scene, made, tuple(filled["place"]))


def _unarmed(scene: Scene, n: Noun, h: int, after: Slots) -> bool:
    """Whether those whose attack it is suffer it: "attacks or murders of judges", not "the attack of the villagers on the post"."""
    what = scene.classes(h)
    return n.type in HIT and "person" in what and not what & {"armed", "force", "name", "pronoun"} and not {"on", "against"} & after.keys()


def _scheduled(scene: Scene, t: Token) -> tuple[int, ...]:
    """What a happening is scheduled to do: "the talks scheduled to begin in San Jose", "the talks are to open in Lima"."""
    own = [c for c in scene.parsed.children(t.i) if scene.tokens[c].dep == "acl"]
    above = [t.head] if t.dep in ("nsubj", "nsubjpass") else []
    return tuple(x for v in (*own, *above) if scene.tokens[v].lemma in words("planned") for x in scene.complements(v)
                 if scene.tokens[x].lemma in words("occur") | words("light"))


def _relative_aim(scene: Scene, t: Token) -> Token | None:
    """The verb of aiming in a relative clause that tells what an attack hit."""
    for c in scene.parsed.children(t.i):
        v = scene.tokens[c]
        if v.dep == "relcl" and v.lemma in AIM and v.tag != "VBN" and scene.child(c, "nsubj") is not None:
            return v if scene.tokens[scene.child(c, "nsubj") or c].lower in ("that", "which") else None
    return None


def _aimed_at(scene: Scene, t: Token, n: Noun) -> tuple[int, ...]:
    """What the strikes do that are a verb's subject: "two strikes engaged a tactical unit", "a strike hit two vehicles of the front"."""
    v = scene.tokens[t.head]
    if n.type in HIT and t.dep == "nsubjpass" and v.lemma in ("aim", "direct"):  # "one attack was aimed at the storage tanks"
        return tuple(h for slot in ("at", "against") for h in scene.slots(v.i).get(slot, ()) if not scene.classes(h) & {"abstract", "time"})
    if n.type in HIT and t.dep == "nsubj" and (hurt := _victims(scene, v)):
        return hurt
    if n.type in HIT and (aim := _relative_aim(scene, t)) is not None:  # "a car bomb attack that targeted a post"
        v = aim
    elif n.type not in HIT or t.dep != "nsubj" or not (v.lemma in AIM or (v.lemma in words("ruin") and n.type != "airstrike")):
        return ()  # what air strikes destroyed is told as losses, beside whom they hit
    return tuple(h for h in scene.slots(v.i).get("object", ()) if scene.classes(h) & {"human", "vehicle", "building", "position"})


def _victims(scene: Scene, v: Token) -> tuple[int, ...]:
    """Whom an event that is the subject of verb `v` harmed: "the fire killed a soldier", "left nine policemen dead"."""
    if v.lemma in ("kill", "wound", "injure", "maim", "hurt"):
        found = scene.slots(v.i).get("object", ())
    elif v.lemma == "leave":
        left = [c for c in scene.parsed.children(v.i) if scene.tokens[c].lower in ("dead", "wounded", "injured", "hurt")]
        found = tuple(h for c in left for k in scene.parsed.children(c) if scene.tokens[k].dep == "nsubj" for h in scene.conjuncts(k))
        found = found or (scene.slots(v.i).get("object", ()) if left else ())
    else:
        return ()
    return tuple(h for h in found if "human" in scene.classes(h) and scene.tokens[h].tag in ("NN", "NNS", "NNP", "NNPS"))


def _before(scene: Scene, t: Token, n: Noun, put: Put) -> None:
    """Roles of what stands before the noun."""
    for top in (t.i, t.head) if t.dep == "compound" and scene.tokens[t.head].lemma in words("shell") else (t.i,):
        for c in scene.parsed.children(modified(scene, top)):
            d = scene.tokens[c].dep
            if d == "poss" and c < t.i:
                own = _own_doers(scene, t, c)  # "The army and its allies launched their assault"
                for h in own or scene.conjuncts(c):
                    put(h, n.own, f"possessor of {n.lemma}")
            elif d in ("compound", "amod", "nmod") and c < t.i:
                for k in (c, *(k for k in scene.parsed.children(c) if scene.tokens[k].dep == "conj")):  # "Turkish and American raids"
                    _modifier(scene, k, n, put)


def _own_doers(scene: Scene, t: Token, c: int) -> tuple[int, ...]:
    """The subjects of a light verb where "their", before its event noun, can only mean them; () elsewhere."""
    v = scene.tokens[t.head]
    subjects = scene.slots(v.i).get("subject", ()) if t.dep == "dobj" and v.lemma in words("light") else ()
    plural = len(subjects) > 1 or any(scene.tokens[h].tag == "NNS" for h in subjects)
    return subjects if scene.tokens[c].lower == "their" and plural and all("human" in scene.classes(h) for h in subjects) else ()


def _light_preps(scene: Scene, v: int, n: Noun, put: Put) -> None:
    slots = scene.slots(v)
    for slot, role in n.roles:
        if slot in slots and slot not in ("by", "of"):
            for h in slots[slot]:
                put(h, role, f"{slot} after light verb")


def _modifier(scene: Scene, c: int, n: Noun, put: Put) -> None:
    """Actor or place in front of an event noun ("rebel offensive", "Israeli air strikes", "the Ghazni attack")."""
    t, what = scene.tokens[c], scene.classes(c)
    if t.lemma.lower() in ("terrorist", "terror") and t.i + 1 >= scene.tokens[c].head:  # "a terrorist attack" names no side
        return
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
