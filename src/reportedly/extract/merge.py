"""Merging: one claim for each event of a sentence, and the event that "the attack" means."""
from __future__ import annotations

from dataclasses import replace

from ..model.codebook import family_of
from ..model.parsed import Sentence
from .candidate import Candidate
from .cues import cues
from .lexicon import words
from .mentions import core
from .roles import Scene

MEANS = frozenset(("airstrike", "shelling", "bombing", "attack", "clash"))
HARM = frozenset(("kill", "injure", "destroy"))
SPEECH = frozenset(("request", "threaten", "pledge", "deny"))
SPECIFIC = frozenset(("airstrike", "shelling", "bombing"))
BLAME = frozenset(("blame", "attribute", "ascribe", "pin"))
DEFINITE = frozenset(("the", "this", "that", "these", "those", "such", "both"))
ONCE = frozenset(("protest", "meet", "agree", "ceasefire", "support", "injure", "coup", "riot", "prosecute", "assist"))
HARMFUL = frozenset(("kill", "wound", "injure", "destroy", "damage", "cause", "rip", "maim", "leave"))
TIMES = frozenset("monday tuesday wednesday thursday friday saturday sunday night yesterday today morning afternoon evening week".split())
AIMED = frozenset(("target", "strike", "hit", "attack", "pound"))
HURT = frozenset(("wound", "injure", "kill", "hurt", "maim"))
ANOTHER = frozenset(("another", "other", "second", "third"))  # "while the other went off at the station"
BODY = frozenset(("body", "corpse"))
PLANTED = frozenset(("lay", "plant", "place", "put", "hide", "set", "bury"))  # what a mine does later is not what laying it did
ON_FOOT = frozenset(("raid", "ambush", "foray", "incursion"))  # never shells
VIOLENT = frozenset(("airstrike", "shelling", "bombing", "attack", "kill", "abduct"))
TITLE_MARKS = (("airstrike", ("air strike", "airstrike", "air raid", "drone strike")),
               ("bombing", ("bomb", "blast", "explosion")),
               ("shelling", ("missile strike", "missile attack", "rocket attack", "shelling", "rockets")))


def merged(scene: Scene, sentence: Sentence, found: list[Candidate]) -> list[Candidate]:
    """The candidates of one sentence without those that tell an event that another tells already."""
    kept = _about_events(scene, _not_asked(scene, _denied(scene, [_threatened(scene, c) for c in found])))
    kept = _toll(scene, kept)
    kept = [c for c in kept if c.type != "kill" or not _limb(scene, c.token)]
    kept = _epithets(scene, _damage(scene, _bodies(scene, _with_dead(scene, kept))))
    return _doubles(scene, kept)


def _below(scene: Scene, i: int, governors: frozenset[int] | set[int], deps: tuple[str, ...]) -> bool:
    """Whether token `i` hangs on one of `governors` through these relations only."""
    tokens = scene.tokens
    for _ in range(len(tokens)):
        if tokens[i].head == i or tokens[i].dep not in deps or (tokens[i].dep == "advcl" and tokens[i].tag != "VB"):
            return False
        beside = tokens[i].dep == "conj"  # "denied it and blamed the rebels"
        i = tokens[i].head
        if i in governors:
            return not beside
    return False


def _not_asked(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Without the acts that a speech act only asks for, threatens or promises."""
    acts = {c.token for c in found if c.type in SPEECH and c.frame != "noun"}
    bound = ("commit", "ready", "prepare", "determine")
    promises = {c.token for c in found if c.type in ("pledge", "threaten") and any(w in c.entry for w in bound)}
    words_of = {c.token for c in found if c.type in SPEECH and c.frame in ("noun", "light verb")}
    out = []
    for c in found:
        t = scene.tokens[c.token]
        ways = ("xcomp", "ccomp", "conj", "advcl") if t.tag.startswith("VB") else ()
        if ways and promises and _below(scene, c.token, promises, (*ways, "prep", "pcomp", "acomp")):  # "committed to supporting"
            continue
        if t.dep == "xcomp" and t.tag == "VB" and t.head in acts and c.type in SPEECH and scene.passive(t.head):  # "was ordered to urge"
            continue
        if c.token not in acts and acts and _below(scene, c.token, acts, ways):
            continue
        if c.type == "assist" and t.dep == "dobj" and any(b.token == t.head and b.type == "sanction" for b in found):
            continue
        if words_of and _content(scene, c, words_of):
            continue
        if t.dep == "dobj" and t.lemma in ("responsibility", "credit"):
            continue
        if c.entry.startswith("claim") and {b.token for b in found} & set(scene.slots(c.token).get("for", ())):
            continue
        top = t if t.tag.startswith("VB") else scene.tokens[scene.listed_under(t.i)]
        above = scene.tokens[top.head]
        above = scene.tokens[scene.listed_under(above.i)] if above.tag == "IN" else above
        if not t.tag.startswith("VB") and above.head in acts and (
                (top.dep == "pobj" and above.lower == "for") or (top.dep == "conj" and above.lower == "for")):
            continue
        if not t.tag.startswith("VB") and t.dep == "dobj" and t.head in acts:
            continue
        if t.dep == "dobj" and _ruled_out(scene, t.head, acts):
            continue
        out.append(c)
    return out


def _ruled_out(scene: Scene, v: int, acts: set[int]) -> bool:
    """Whether verb `v` says in a vow what will not be let happen: "pledged not to allow attacks"."""
    t = scene.tokens[v]
    return t.lemma in words("tolerated") and scene.child(v, "neg") is not None and t.dep in ("xcomp", "ccomp") and t.head in acts


def _denied(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """A denial of a listed act is that act, denied: "denied supplying the rebels", "denied that it was arming them"."""
    acts = {c.token for c in found if c.type != "deny"}
    def told(c: Candidate) -> bool:
        reports = [o for o in scene.parsed.children(c.token) if scene.tokens[o].dep == "dobj" and scene.tokens[o].lemma in cues().nouns]
        below = {j for o in reports for v in scene.parsed.children(o) if scene.tokens[v].dep in ("acl", "ccomp") and any(
            scene.tokens[d].lower == "that" and scene.tokens[d].dep == "mark" for d in scene.parsed.children(v)) for j in (v,)}
        return bool(below & acts)

    return [c for c in found if c.type != "deny" or c.frame == "noun" or not (told(c) or (
        scene.tokens[c.token].lemma in ("deny", "refute") and any(
            v in acts and scene.tokens[v].dep in ("ccomp", "xcomp", "pcomp") for v in scene.complements(c.token))))]


def _content(scene: Scene, c: Candidate, speech: set[int]) -> bool:
    """Whether `c` is what a noun of `speech` asks for, threatens or offers: "a threat to shell the port", "their offer of a truce"."""
    t = scene.tokens[c.token]
    if t.tag == "VB" and t.dep in ("acl", "xcomp", "relcl") and t.head in speech:
        return True
    above = scene.tokens[t.head]
    if t.dep == "pcomp" and above.lower == "to" and above.head in speech:  # "their commitment to supporting"
        return True
    return t.dep == "pobj" and above.lower in ("of", "for") and above.head in speech and family_of(c.type) in ("politics", "submission")


def _threatened(scene: Scene, c: Candidate) -> Candidate:
    """A threat to do something to someone is a threat to them; responsibility claimed for a named event is no event of its own."""
    if c.type != "threaten" or c.target or c.frame == "noun":
        return c
    for v in scene.complements(c.token):
        who = tuple(h for h in scene.slots(v).get("object", ()) if "human" in scene.classes(h) and scene.tokens[v].tag == "VB")
        if who:
            return replace(c, target=who, rules=(*c.rules, ("target", "object of what is threatened")))
    return c


def _about_events(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Who is blamed, praised or beaten back is who did the event that is the verb's object."""
    now = {c.token: c for c in found}
    gone = set()
    for c in found:
        if c.type not in ("accuse", "support", "repel") or c.frame == "noun":
            continue
        for h in scene.slots(c.token).get("object", ()):
            event = now.get(h)
            if event is None or event is c:
                continue
            if c.type == "accuse" and c.target and not event.actor and scene.tokens[c.token].lemma in BLAME:
                now[h] = event = replace(event, actor=c.target, rules=(*event.rules, ("actor", "who is blamed for it")))
            if not c.target:
                who = tuple(a for a in event.actor if a not in c.actor)
                now[c.token] = replace(c, target=who, rules=(*c.rules, ("target", "actor of what the verb is about")))
            if c.type == "repel":
                gone.add(h)
    return [now[c.token] if now[c.token].type == c.type and now[c.token].place == c.place else c for c in found if c.token not in gone]


def _toll(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Deaths and damage that an event of the sentence brought about become that event's own."""
    tokens, toll = scene.tokens, words("toll")
    means = {c.token: n for n, c in enumerate(found) if c.type in MEANS}
    under = {c.clause: n for n, c in enumerate(found) if c.type in MEANS and c.frame == "light verb"}  # "when the town came under fire"
    out = list(found)
    gone: set[int] = set()
    for n, c in enumerate(found):
        t = tokens[c.token]
        if c.type in HARM and (c.frame in ("noun", "light verb") or tokens[scene.listed_under(t.i)].dep == "pobj"):
            m = _result_of(scene, c, means)
        elif (c.type not in HARM and c.type not in MEANS) or not t.tag.startswith("VB") or t.lemma not in toll:
            continue
        else:
            m = _cause(scene, c, means, under)
            # "and rebels burned two trucks", "and later a second bomb wounded four"
            apart = (c.type == "destroy" and scene.child(t.i, "nsubj") is not None) or _anew(scene, t.i)
            if m is None and t.dep == "conj" and not apart:  # "killing four and wounding nine"
                m = next((_cause(scene, b, means, under) for b in found if b.token == t.head and b.type in HARM), None)
            if m is None:  # "one was killed and five wounded in the attack", "… and five others wounded when a bomb"
                hurt = (_cause(scene, replace(c, token=k, type="injure"), means, under) for k in _hurt_too(scene, t.i))
                m = next((x for x in hurt if x is not None), None)
        if m is None or m == n:
            continue
        gone.add(n)
        _hand_over(scene, out, m, c)
    return [c for n, c in enumerate(out) if n not in gone]


def _hurt_too(scene: Scene, v: int) -> list[int]:
    """The verbs of harm in a row with verb `v`, also those taken for participles: "two were killed and five others wounded in"."""
    row = [k for k in scene.parsed.children(v) if scene.tokens[k].dep == "conj" and k > v]
    row += [p for k in row for p in scene.parsed.children(k) if scene.tokens[p].dep == "acl" and p > k]
    return [k for k in row if scene.tokens[k].lemma in HURT and scene.tokens[k].tag.startswith("VB")]


def _cause(scene: Scene, c: Candidate, means: dict[int, int], under: dict[int, int]) -> int | None:
    """The number of the candidate that brought about the harm told by verb `c`; `under` has light verbs in place of their nouns."""
    slots = scene.slots(c.token)
    if c.type in HARM and scene.tokens[c.token].dep == "relcl" and _which(scene, c.token):
        head = scene.tokens[c.token].head
        above = _holding(scene, head, means)
        alike = scene.classes(head) & {"place", "building", "position"} and not scene.classes(head) & {"force", "person", "vehicle"}
        if above is None and (scene.classes(head) & {"time"} or alike):  # "the attack of 14 January, which killed"
            above = max(((h, n) for h, n in means.items() if h < head), default=(0, None))[1]
        if above is None and not scene.classes(head) & {"human", "vehicle", "weapon"}:  # "an inquiry into an attack that killed"
            above = max(((h, n) for h, n in means.items() if head < h < c.token), default=(0, None))[1]
        if above is not None:
            return above
    for slot in ("subject", "by", "in", "during", "from"):
        for h in slots.get(slot, ()):
            if core(scene.parsed, h) in means:
                return means[core(scene.parsed, h)]
            t = scene.tokens[h]
            fired = t.dep in ("dobj", "nsubjpass") and scene.classes(h) & {"artillery", "explosive"} and slot == "subject"
            if fired and t.head in means and t.head != c.token:  # "fired two rockets, which hit a bus"
                return means[t.head]
    t = scene.tokens[c.token]
    aim = scene.tokens[t.head]
    if t.dep == "acl" and aim.lemma in ("attempt", "bid", "effort") and aim.dep == "pobj":  # "a bomb went off in an attempt to kill"
        up = scene.tokens[aim.head].head
        return means.get(up)
    follows = t.lemma in HARMFUL and t.dep in ("advcl", "conj") and scene.child(t.i, "nsubj", "nsubjpass") is None
    aimed = t.tag == "VBG" and t.dep == "advcl" and t.lemma in AIMED and t.head not in means  # "launched an assault, targeting the farm"
    if c.type not in HARM and not follows and not aimed and not (t.dep == "advcl" and t.lemma == "deliver"):
        return None
    laid = t.dep == "conj" and (aim.lemma in PLANTED or _anew(scene, t.i))
    if t.dep in ("advcl", "conj", "xcomp", "relcl", "prep", "pcomp") and t.head in means and not laid and not (
            t.dep == "conj" and c.type == "destroy"):
        return means[t.head]
    if c.type in HARM and t.tag == "VBG" and t.dep == "advcl" and scene.tokens[scene.parsed.span(t.i)[0] - 1].text == ",":
        above = next((j for j in list(scene.parsed.ancestors(t.i))[:6] if j in means), None)
        if above is not None:  # "hit a school where families had taken shelter, killing nine"
            return means[above]
    if t.dep in ("advcl", "conj") and scene.tokens[t.head].tag.startswith("VB"):  # "carried out an attack, killing"
        for h in scene.slots(t.head).get("object", ()) + scene.slots(t.head).get("subject", ()):
            if h in means:
                return means[h]
    for k in scene.parsed.children(c.token):
        apart = any(scene.tokens[w].lower in ("since", "before", "until", "while", "although", "though") for w in scene.parsed.children(k))
        if scene.tokens[k].dep == "advcl" and not apart:  # "were killed when men burst in and fired"
            for v in (k, *(j for j in scene.parsed.children(k) if scene.tokens[j].dep == "conj")):
                if v in means or v in under:
                    return means.get(v, under.get(v))
            hit = next((means[h] for h in scene.slots(k).get("subject", ()) if h in means), None)
            if hit is not None and any(scene.tokens[w].lower == "when" for w in scene.parsed.children(k)):
                return hit  # "was killed when an air strike hit his car"
    return None


def _anew(scene: Scene, v: int) -> bool:
    """Whether the subject of verb `v` is another than the one told before: "a second bomb"."""
    own = (s for s in scene.parsed.children(v) if scene.tokens[s].dep == "nsubj")
    return any(scene.tokens[k].lower in ANOTHER for s in own for k in scene.parsed.children(s))


def _which(scene: Scene, v: int) -> bool:
    who = scene.child(v, "nsubj")
    if who is not None and scene.tokens[who].lower in ("which", "that"):
        return True
    # "the raid on the market, in which"
    return any(scene.tokens[k].lower == "in" and any(scene.tokens[j].lower == "which" for j in scene.parsed.children(k))
               for k in scene.parsed.children(v))


def _holding(scene: Scene, i: int, means: dict[int, int]) -> int | None:
    """The event noun whose phrase holds noun `i`: "the attack on a block in Dnipro on 14 January, which killed"."""
    for _ in range(6):
        t = scene.tokens[i]
        if i in means:
            return means[i]
        if t.head == i or t.dep not in ("pobj", "prep", "npadvmod", "nmod", "appos", "nummod", "compound"):
            return None
        i = t.head
    return None


def _result_of(scene: Scene, c: Candidate, means: dict[int, int]) -> int | None:
    """The number of the candidate whose result noun `c` is: "a shoot-out resulting in the deaths of", "the blast caused the death of"."""
    t = scene.tokens[scene.listed_under(c.token)]
    p = scene.tokens[t.head]
    v = scene.tokens[p.head] if t.dep == "pobj" and p.lower in ("in", "to") else p
    within = next((means[h] for h in scene.slots_of_noun(t.i).get("in", ()) if h in means), None)
    if within is not None and t.lemma in ("death", "killing", "loss"):  # "the death of nine soldiers in an attack"
        return within
    causes = ("result", "cause", "lead", "bring", "leave", "end", "inflict")
    if t.dep not in ("pobj", "dobj") or not v.tag.startswith("VB") or v.lemma not in causes:
        return None
    subjects = scene.slots(v.i).get("subject", ())
    direct = next((means[h] for h in subjects if h in means), None)
    if direct is not None or v.dep not in ("advcl", "conj", "acl"):
        return direct
    over = scene.tokens[v.head]
    return means.get(over.i, next((means[h] for h in scene.slots(over.i).get("subject", ()) if h in means), None))


def _hand_over(scene: Scene, out: list[Candidate], m: int, c: Candidate) -> None:
    """Give victims and place of the harm to the event that caused it."""
    e = out[m]
    victims = tuple(h for h in c.target if h not in e.target and scene.classes(h) & {"human", "building", "vehicle", "name", "position"})
    target = e.target + victims if not e.target or c.type != "destroy" else e.target
    actor = e.actor or tuple(h for h in c.actor if h != e.token and "human" in scene.classes(h))
    out[m] = replace(e, target=target, actor=actor, place=e.place if e.place is not None else c.place,
                     rules=(*e.rules, ("type", f"{scene.tokens[c.token].lemma} tells its toll")))


def _epithets(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """"The wounded men" beside the violence that a sentence tells are its victims; "bombed buildings" by nobody only say what they are."""
    epithet = {n for n, c in enumerate(found) if scene.tokens[c.token].dep == "amod" and scene.tokens[c.token].tag in ("VBN", "JJ") and
               not c.actor}
    told = any(c.type in MEANS or c.type == "kill" for n, c in enumerate(found) if n not in epithet)
    gone = {"destroy", *SPECIFIC, *(("kill", "injure") if told else ())}
    return [c for n, c in enumerate(found) if n not in epithet or c.type not in gone]


def _damage(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Damage told beside the attack that did it is part of it."""
    violent = any(c.type in MEANS for c in found)
    return [c for c in found if not (violent and c.type == "destroy" and scene.tokens[c.token].lemma == "damage" and c.frame == "noun")]


def _bodies(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Bodies beside the killing that made them tell nothing more: "killed 15 people and threw their bodies into the river"."""
    killed = any(c.type == "kill" and scene.tokens[c.token].lemma not in BODY for c in found)
    return [c for c in found if not (killed and c.type == "kill" and scene.tokens[c.token].lemma in BODY)]


def _limb(scene: Scene, i: int) -> bool:
    """"various parts of his body": of one who may well live."""
    up = scene.tokens[scene.tokens[i].head]
    return scene.tokens[i].lemma in BODY and up.lower == "of" and scene.tokens[up.head].lemma in ("part", "portion", "half", "side", "area")


def _with_dead(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Wounded told together with dead are counts of one claim."""
    dead = {c.token for c in found if c.type == "kill"}
    clauses = {c.clause for c in found if c.type == "kill"}
    return [c for c in found if c.type != "injure" or not (dead and (scene.tokens[c.token].head in dead or c.clause in clauses or any(
        scene.tokens[d].head == c.token for d in dead)))]


def _doubles(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """One candidate where a light verb, a synonym or an apposition names the same event twice."""
    out: list[Candidate] = []
    for c in found:
        twin = next((k for k, e in enumerate(out) if e.type == c.type and _same(scene, e, c)), None)
        if twin is None:
            out.append(c)
        else:
            e = out[twin]
            # "destroyed ten towers, damaging lines"
            below = scene.tokens[c.token].dep in ("advcl", "pcomp") and e.target and c.token > e.token
            first, second = (e, c) if below or _weight(e) >= _weight(c) else (c, e)
            out[twin] = replace(first, actor=first.actor or second.actor, target=first.target or second.target,
                                place=first.place if first.place is not None else second.place)
    return out


def _weight(c: Candidate) -> int:
    return len(c.actor) + len(c.target) + (c.place is not None) - (c.frame == "light verb") - 2 * (("type", "anaphor") in c.rules)


def _same(scene: Scene, a: Candidate, b: Candidate) -> bool:
    if a.token == b.token:
        return a.place == b.place
    lemmas = {scene.tokens[a.token].lemma, scene.tokens[b.token].lemma}
    if a.type in ONCE and lemmas & {"visit", "tour"} and len(lemmas) > 1:
        return bool(lemmas & words("go")) and a.clause == b.clause
    if a.type in ONCE and not (a.target and b.target and not set(a.target) & set(b.target)) and not (
            a.place is not None and b.place is not None and a.place != b.place):
        return True
    tokens = scene.tokens
    ta, tb = tokens[a.token], tokens[b.token]
    if a.target and b.target and not set(a.target) & set(b.target) and all(
            scene.child(x.token, "nsubj", "nsubjpass") is not None for x in (a, b)):  # "one was killed; another was killed on Friday"
        return False
    subjects = [s for x in (a, b) for s in scene.slots(x.token).get("subject", ())]
    if _side_by_side(scene, a, b) or any(scene.tokens[k].lower in ANOTHER for s in subjects for k in (s, *scene.parsed.children(s))):
        return False
    if _at_other_times(scene, a.token, b.token) or _at_other_times(scene, b.token, a.token):
        return False
    tied = tb.head == ta.i or ta.head == tb.i or (  # "attacked the barracks with rifle fire"
        tb.dep == "pobj" and tokens[tb.head].lower in ("with", "by", "to") and tokens[tb.head].head == ta.i and ta.tag.startswith("VB"))
    if tied and ta.dep not in ("conj",) and tb.dep not in ("conj",):
        return True
    if _same_scene(scene, a, b) or _same_scene(scene, b, a):
        return True
    bare = any(not x.actor and not x.target and x.place is None for x in (a, b))
    if a.clause == b.clause and bare and {a.token, b.token} & {a.clause}:
        return True
    return a.clause == b.clause and "light verb" in (a.frame, b.frame) and tokens[a.clause].i in (a.token, b.token)


def _at_other_times(scene: Scene, main: int, other: int) -> bool:
    """"Retook the town six days after it fell": two changes, the one after the other."""
    t = scene.tokens[other]
    return t.dep == "advcl" and t.head == main and any(
        scene.tokens[c].lower in ("after", "before", "since") for c in scene.parsed.children(other))


def _side_by_side(scene: Scene, a: Candidate, b: Candidate) -> bool:
    """Whether each is a full sentence of its own, parted by a semicolon: "retook the port on Monday; on Sunday it took the mill"."""
    first, last = sorted((a.token, b.token))
    full = all(scene.tokens[x].tag in ("VBD", "VBZ", "VBP") and scene.child(x, "nsubj") is not None for x in (first, last))
    return full and any(scene.tokens[k].lower == ";" for k in range(first, last))


def _same_scene(scene: Scene, a: Candidate, b: Candidate) -> bool:
    """Whether verb `b` only says how event noun `a` went: "escaped an attack when the convoy was ambushed", "sabotage, by destroying"."""
    ta, tb = scene.tokens[a.token], scene.tokens[b.token]
    if a.frame not in ("noun", "light verb") or not ta.tag.startswith("NN"):
        return False
    if tb.tag.startswith("NN"):  # "airdrops of humanitarian aid"
        above = scene.tokens[tb.head]
        return tb.dep == "pobj" and above.lower == "of" and above.head == ta.i
    if a.target and b.target and not set(a.target) & set(b.target) and tb.dep != "pcomp":
        return False
    if tb.dep == "advcl" and tb.head == a.clause:
        return any(scene.tokens[c].lower == "when" for c in scene.parsed.children(tb.i))
    above = scene.tokens[tb.head]
    return tb.dep == "pcomp" and above.lower == "by" and above.head in (a.clause, ta.i) and a.type in ("destroy", "attack")


def same_means(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """"The attack" in a text that told of one bombing, air strike or shelling is that one: its type follows.

    A word that only points back ("the crime", "the incident") is kept where there is something to point to.
    """
    out: list[Candidate] = []
    last = _from_title(scene)
    violent = ""
    told: set[str] = set()
    for c in found:
        made = _pointed(scene, c, last, violent, told)
        if made is None:
            continue
        if made.type in SPECIFIC and ("type", "anaphor") not in made.rules:
            last = made.type
        told.add(made.type)
        if made.type in VIOLENT:
            violent = made.type
        out.append(made)
    return out


def _from_title(scene: Scene) -> str:
    title = scene.parsed.document.title.lower()
    return next((kind for kind, marks in TITLE_MARKS if any(m in title for m in marks)), "")


def _pointed(scene: Scene, c: Candidate, last: str, violent: str, told: set[str]) -> Candidate | None:
    """`c` with the type of what it points back to; None where it points to nothing."""
    how = next((r for f, r in c.rules if f == "type" and r in ("anaphor", "generic")), "")
    t = scene.tokens[c.token]
    if how == "anaphor":
        if t.tag == "NNS" and c.type == "agree":
            return None
        if c.type not in VIOLENT or t.lemma in ("operation", "offensive"):
            return c if c.type in told else None
        if t.lemma in ("crime", "incident", "claim"):
            if t.tag == "NNS":
                return None
            kind = violent if t.lemma != "claim" else last or violent or c.type
        else:
            kind = last
        return replace(c, type=kind, rules=(*c.rules, ("type", f"the {t.lemma} told before"))) if kind else None
    on_foot = last != "airstrike" and t.lemma in ON_FOOT
    if how == "generic" and last and not on_foot and c.type == "attack" and definite(scene, c.token) and not any(
            f in ("target", "place") and r.endswith(f"after {t.lemma}") for f, r in c.rules):
        return replace(c, type=last, rules=(*c.rules, ("type", f"the {t.lemma} told before")))
    return c


def definite(scene: Scene, i: int) -> bool:
    """Whether noun `i` points back: "the", "this", "Monday's"."""
    for k in scene.parsed.children(i):
        t = scene.tokens[k]
        if t.dep == "det":
            return t.lower in DEFINITE
        if t.dep == "poss":
            return t.lower in TIMES
    return False
