"""Events: which words put forward which of the codebook's types, and who does it to whom.

Words come from the lexicon's frames; `Scene` fills their slots. Candidates that tell one event twice ("launched an attack", "the attack
killed 12") are made one, acts that are only asked for, threatened or promised are left to their speech act.
"""
from __future__ import annotations

from dataclasses import replace

from ..model.codebook import family_of
from ..model.knowledge import KindOf
from ..model.parsed import Parsed, Sentence, Token
from .absent import without_absent, without_assertions
from .candidate import Candidate
from .event_nouns import noun
from .fitting import CAPITAL, by_place, clause_of, hit_at, housed, meant, modifiers, negated, own, role_of, things_of
from .headings import headings
from .lexicon import Frame, Need, frames, nouns, participles, tables, words
from .means import by_means
from .mentions import is_name
from .merge import merged, same_means
from .roles import Scene, Slots
from .sightings import sightings
from .speech import speech_acts
from .tolls import tallies
from .topic import Topics

TO_CAPITALS = frozenset(("accuse", "sanction", "threaten", "request", "support", "assist"))  # "accused Baku": its government
CAPITALS = frozenset(("object", "against", "on", "upon", "to", "with"))
GERUND = frozenset(("nsubj", "nsubjpass", "pobj", "dobj", "pcomp"))
HARM = frozenset(("kill", "injure", "destroy"))
SHORTEST = 3  # tokens: a word by itself is a heading
AT = frozenset(("at", "outside", "inside", "front"))
INSIDE = frozenset(("in", "at", "inside", "on"))
WAR = frozenset(("territory", "violence", "submission"))


def candidates(parsed: Parsed, kind_of: KindOf) -> list[Candidate]:
    """Every candidate of a document in the order of the text."""
    scene = Scene(parsed, kind_of)
    out: list[Candidate] = []
    topics, heads = Topics(scene), headings(parsed)
    for sentence in parsed.sentences:
        if sentence.i in heads:
            continue
        found = topics.kept(sentence, [m for c in _sentence(scene, sentence) for m in by_means(scene, c)])
        acts = without_assertions(scene, speech_acts(scene, sentence, found))
        out.extend(without_absent(scene, merged(scene, sentence, acts)))
    return topics.told(same_means(scene, out))


def _sentence(scene: Scene, sentence: Sentence) -> list[Candidate]:
    out: list[Candidate] = []
    if sentence.last - sentence.first < SHORTEST:
        return out
    verbs, things, forms, irregular = frames(), nouns(), participles(), tables("irregular")
    for t in scene.tokens[sentence.first:sentence.last]:
        lemma = _lemma(scene, t)
        tag = t.tag[:2]
        if tag == "VB" or (tag == "JJ" and t.lower in forms):
            key = lemma if tag == "VB" else forms[t.lower]
            if (first := _misread(scene, t)) is not None:
                scene.beside(t.i, first)
            if t.lemma == "base" and t.dep == "amod" and scene.tokens[t.i - 1].text == "-":
                continue  # "the Geneva-based group"
            if key in verbs and t.dep not in ("aux", "auxpass") and not (t.tag == "VBN" and scene.child(t.i, "det") is not None):
                out.extend(_verb(scene, t, verbs[key]))
            elif tag == "VB" and irregular.get(t.lower, forms.get(t.lower, "")) in verbs:
                out.extend(_verb(scene, t, verbs[irregular.get(t.lower, forms.get(t.lower, ""))]))
            taken = bool(out) and out[-1].token == t.i
            named = t.tag == "VBG" and t.lower in things and (t.dep in GERUND or scene.child(t.i, "expl") is not None)
            if named and not taken and scene.child(t.i, "dobj") is None:
                out.extend(noun(scene, t, things[t.lower]))
        elif tag == "NN" and lemma in things and t.tag[:3] != "NNP":
            out.extend(noun(scene, t, things[lemma]))
    out += sightings(scene, sentence, out)
    return out + tallies(scene, sentence, out)


def _misread(scene: Scene, t: Token) -> int | None:
    """The verb beside which a participle is one too: "captured eight rebels and SEIZED supplies"; None where it is a modifier."""
    head = scene.tokens[t.head]
    before = scene.tokens[t.i - 1] if t.i else t
    if t.tag != "VBN" or t.dep != "amod" or head.dep != "conj" or before.tag not in ("CC", ",") or before.i < head.head:
        return None
    first = scene.tokens[scene.listed_under(head.i)]
    v = scene.tokens[first.head]
    alike = not scene.classes(head.i) & scene.classes(first.i) - {"name"}
    return v.i if first.dep == "dobj" and v.tag in ("VBD", "VBN") and v.lemma in frames() and alike and not scene.passive(v.i) else None


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
    if frame is None and _of_people(scene, t, slots):  # "Lakhan was captured fighting for the rebels"
        frame = next((f for f in every if f.type == "detain"), None)
    named = t.dep == "acl" and t.lemma == "suspect"  # "gunmen suspected to be of the front"
    if frame is None or named or (t.dep == "amod" and family_of(frame.type) == "politics"):
        return []
    sides = slots.get("object", ()) + slots.get("subject", ())
    if frame.type == "hold" and _asked_who(scene, t):
        return []
    if frame.anaphor and any(negated(scene, h) for h in slots.get("subject", ())):  # "no group has claimed responsibility"
        return []
    if _idle(scene, t, frame):
        return []
    if frame.type == "threaten" and t.lemma in ("warn", "caution") and _foretells(scene, t):
        return []
    if frame.type == "request" and any(scene.tokens[h].lower.endswith(("self", "selves")) for h in slots.get("object", ())):
        return []  # "I ask myself"
    if frame.type == "request" and any(scene.tokens[h].lemma in words("public") for h in slots.get("object", ())):
        return []  # "asked witnesses to come forward"
    if frame.type in HARM and any(negated(scene, h) or scene.tokens[h].lower in ("none", "nobody") for h in sides):
        return []
    voice = "passive" if scene.passive(t.i) else "participle" if t.dep in ("amod", "acl") else "verb"
    return _build(scene, t, frame, slots, voice)


def _asked_who(scene: Scene, t: Token) -> bool:
    """"Could not say who holds the town": nobody is said to hold it."""
    return t.dep not in ("relcl", "acl") and any(
        scene.tokens[c].dep == "nsubj" and scene.tokens[c].tag == "WP" for c in scene.parsed.children(t.i))


def _foretells(scene: Scene, t: Token) -> bool:
    """"Warned that the fall of the town would be a disaster": what a thing would be or bring is no threat."""
    for c in scene.complements(t.i):
        heads = scene.slots(c).get("subject", ())
        if scene.tokens[c].lemma in words("outcome") and heads and not scene.classes(heads[0]) & {"human", "pronoun", "armed"}:
            return True
    return False


def _idle(scene: Scene, t: Token, frame: Frame) -> bool:
    """Whether the verb is no act of its subject's own: "were forced to march", "is charged with securing the capital"."""
    up = scene.tokens[t.head]
    if frame.type == "enter" and t.lemma == "cross" and any(scene.tokens[c].lower == "since" for c in scene.parsed.children(t.i)):
        return True  # "the worst reverse since they crossed the border": only when
    if frame.type == "protest" and t.dep in ("xcomp", "ccomp") and up.lemma in ("force", "order", "compel", "make"):
        return True
    if t.lemma == "withdraw" and t.dep in ("relcl", "acl", "ccomp") and up.lemma in words("sayings"):
        return True  # "a statement that he has since withdrawn"
    if t.lemma == "go" and frame.type == "withdraw" and (t.tag != "VBN" or any(
            scene.tokens[c].dep in ("acomp", "prt", "oprd", "xcomp", "dobj") or (scene.tokens[c].dep == "advmod" and scene.tokens[
                c].lower not in words("already")) for c in scene.parsed.children(t.i))):
        return True  # "went missing", "has gone too far"
    if t.lemma == "fire" and t.dep == "pcomp" and up.lower == "without":  # "without firing a shot"
        return True
    if frame.type == "deny" and t.lemma in ("decline", "refuse") and any(
            scene.tokens[v].lemma in words("keeps_quiet") for v in scene.complements(t.i)):
        return True  # "declined to give her name"
    task = [v for p in scene.parsed.children(t.i) if scene.tokens[p].lower == "with" if (v := scene.child(p, "pcomp")) is not None]
    return frame.type == "prosecute" and t.lemma == "charge" and any(scene.tokens[v].lemma in words("duty") for v in task)


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
    if t.lemma == "ally" and t.tag in ("VBD", "VBN") and scene.child(t.i, "aux", "auxpass") is None:
        return False  # "militiamen allied with the government": an epithet
    if (frame.type == "hold" and _stance(scene, slots)) or (frame.type == "capture" and _of_people(scene, t, slots)):
        return False
    if frame.type == "deploy" and any(_fallen(scene, h) for slot in ("subject", "object") for h in slots.get(slot, ())):
        return False
    if frame.type == "capture" and any(scene.classes(h) & {"vehicle", "weapon"} for h in slots.get("object", ())[:1]):
        return False  # "seized eleven vehicles and a store of ammunition"
    if any(not any(modifiers(scene, h) & words for h in slots.get(slot, ())) for slot, words in frame.mods):
        return False
    if any(modifiers(scene, h) & words for slot, words in frame.without for h in slots.get(slot, ())):
        return False
    return family_of(frame.type) not in WAR or not _unwarlike(scene, slots)


def _fallen(scene: Scene, h: int) -> bool:
    """Whether those meant are dead or hurt: "soldiers killed at the dam were brought in"."""
    below = (scene.tokens[c] for c in scene.parsed.children(h))
    return any(t.lemma in ("kill", "wound", "injure") and t.dep in ("acl", "amod") for t in below)


def _barrable(scene: Scene, frame: Frame, need: Need, heads: tuple[int, ...]) -> tuple[int, ...]:
    """The heads that a bar may rule out: army positions are no views, though "position" may be one; offices are attacked."""
    if "abstract" not in need.classes:
        return tuple(h for h in heads if scene.tokens[h].lemma != "position" or not _held(scene, h))
    heads = tuple(h for h in heads if scene.tokens[h].lemma not in words("day_parts"))  # "fell on the same day"
    solid = frozenset(("position", "building")) if family_of(frame.type) == "violence" else frozenset(("position",))
    things = {h: scene.classes(h) & solid for h in heads}
    return tuple(h for h in heads if not (things[h] and (scene.tokens[h].tag == "NNS" or "building" in things[h] or _held(scene, h))))


def _held(scene: Scene, h: int) -> bool:
    """Whether a position is one on the ground, by whose it is or where: "an army position", "a Vietnamese position near Pailin"."""
    for c in scene.parsed.children(h):
        t = scene.tokens[c]
        mine = t.dep in ("amod", "compound", "nmod") and (t.text[:1].isupper() or scene.classes(c) & {"force", "armed"})
        if mine or (t.dep == "prep" and t.lower in ("near", "outside", "around")):
            return True
    return False


def _of_people(scene: Scene, t: Token, slots: Slots) -> bool:
    """"Lakhan and two policemen were captured", "was captured fighting": a name that is beside people, or does something, is one's."""
    heads = slots.get("object", ())
    beside = any("person" in scene.classes(h) and scene.tokens[h].tag in ("NN", "NNS") for h in heads)
    named = bool(heads) and is_name(scene.tokens[heads[0]]) and not scene.kind_of(scene.tokens[heads[0]].text).place
    doing = any(scene.tokens[c].tag == "VBG" and scene.tokens[c].dep in ("xcomp", "advcl") and scene.tokens[c - 1].text != ","
                and scene.tokens[c].lemma in ("fight", "try", "flee", "carry", "cross", "attempt") for c in scene.parsed.children(t.i))
    by_name = bool(heads) and is_name(scene.tokens[heads[0]])
    return t.lemma == "capture" and scene.passive(t.i) and ((named and len(heads) > 1 and beside) or (doing and by_name))


def _stance(scene: Scene, slots: Slots) -> bool:
    """"Maintains its position": one position without a place is a view."""
    where = {"in", "at", "on", "near", "along"} & slots.keys()
    views = (h for h in slots.get("object", ()) if scene.tokens[h].lemma == "position" and scene.tokens[h].tag == "NN")
    return any(not where and not _held(scene, h) for h in views)


def _unwarlike(scene: Scene, slots: Slots) -> bool:
    heads = slots.get("subject", ())
    return bool(heads) and "nonwar" in scene.classes(heads[0]) and "armed" not in scene.classes(heads[0])


def _complement(scene: Scene, v: int, wanted: str) -> bool:
    tokens, found = scene.tokens, scene.complements(v)
    if wanted == "-":
        return not found
    if wanted == "inf":
        return any(tokens[c].tag == "VB" and not any(tokens[k].tag == "MD" for k in scene.parsed.children(c)) for c in found)
    if wanted == "that":
        return any(tokens[c].dep == "ccomp" and not _question(scene, c) for c in found)
    if wanted == "ing":
        return any(tokens[c].tag == "VBG" for c in found)
    lemmas = wanted[1:].split()  # "vowed to continue fighting" is about fighting
    below = [k for c in found if tokens[c].lemma in ("continue", "keep", "resume", "start", "begin") for k in scene.complements(c)]
    # "vowed not to attack" is no threat
    return any(tokens[c].lemma in lemmas and scene.child(c, "neg") is None for c in (*found, *below))


def _question(scene: Scene, v: int) -> bool:
    """Whether the clause of verb `v` asks: "asked how they could talk of peace"."""
    before = (scene.tokens[c] for c in scene.parsed.children(v) if c < v)
    return any(t.tag in ("WRB", "WP") or t.lower in ("if", "whether") for t in before)


def _build(scene: Scene, t: Token, frame: Frame, slots: Slots, voice: str) -> list[Candidate]:
    filled: dict[str, list[int]] = {"actor": [], "target": [], "place": []}
    rules = []
    by_word = any(need.words for slot, need in frame.needs if slot == "object")
    for slot, role in frame.roles:
        if slot == "object" and role == "actor" and filled["actor"]:  # "sent troops": who sends them
            continue
        heads = slots.get(slot, ()) or (slots.get("of!", ()) if slot == "of" and by_word else ())
        likely = slot == "subject" or (len(heads) > 1 and "human" in scene.classes(heads[0]))
        for raw in things_of(scene, heads) if role == "target" else heads:
            inside = frame.type == "bombing" and slot in INSIDE and housed(scene, raw) != raw
            h = housed(scene, raw) if inside else meant(scene, frame.type, role, raw)
            spot = slot in AT and (frame.type == "bombing" or "place" in scene.classes(h))
            at = spot and (bool(filled["target"]) or not hit_at(scene, h))
            state = likely or (role == "target" and frame.type in TO_CAPITALS and slot in CAPITALS and scene.classes(h) == CAPITAL)
            as_ = "target" if inside else "place" if at else role
            put = role_of(scene, frame.type, as_, h, state and (slot != "subject" or own(scene, t.i, h)))
            second = put == "place" and bool(filled["place"]) and slot != frame.roles[0][0] and len(heads) == 1
            if put and h not in filled[put] and not second:
                filled[put].append(h)
                rules.append((put, f"{slot} of {frame.lemma}" + (" (passive)" if voice == "passive" else "")))
    end = _trigger_end(scene, t, frame)
    made = Candidate(t.i, t.start, end, frame.type, frame.entry, voice, tuple(filled["actor"]), tuple(filled["target"]), None,
                     clause_of(scene, t.i), 0.8, tuple(dict.fromkeys(rules)))
    if frame.type == "accuse" and not frame.roles:
        made = replace(made, rules=(*made.rules, ("actor", "speaker")))
    if frame.anaphor:
        made = replace(made, rules=(*made.rules, ("type", "anaphor")))
    return by_place(scene, made, tuple(filled["place"]))


def _trigger_end(scene: Scene, t: Token, frame: Frame) -> int:
    if frame.particle:
        for c in scene.parsed.children(t.i):
            if scene.tokens[c].lower in frame.particle.split() and 0 < c - t.i <= 3:
                return scene.tokens[c].end
    return t.end
