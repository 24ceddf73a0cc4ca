"""Roles: who is subject, object and in which prepositional phrase, seen through voice, relatives, control and coordination.

A `Scene` answers for one document; slots hold head tokens, one for each conjunct. The slots are those that the lexicon's
frames name: subject, object, indirect and prepositions. In a passive the object is what was the subject.
"""
from __future__ import annotations

from functools import cached_property

from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from . import owners, phrases
from .kinds import DOERS, FRONT, PERSON_NAME, PLACE_NAME, UNKNOWN_NAME, classes_of, name_of, persons
from .lexicon import Need, words
from .mentions import NAME_TAGS, NOUN_TAGS, core, is_name, left_edge, noun_classes

Slots = dict[str, tuple[int, ...]]
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
LONGEST_LIST = 400
HANDS = frozenset((("at", "hands"), ("at", "hand"), ("by", "hands"), ("on", "part"), ("from", "hands")))
SIDES = frozenset(("country", "org", "armed"))
CAPTIVE = frozenset(("hostage", "prisoner", "captive"))


class Scene:
    """Grammar of one document: asked for the slots of a verb, the conjuncts and the classes of a noun. Holds caches only."""

    def __init__(self, parsed: Parsed, kind_of: KindOf) -> None:
        self.parsed = parsed
        self.tokens = parsed.tokens
        self.kind_of = kind_of
        self._classes: dict[int, frozenset[str]] = {}
        self._slots: dict[int, Slots] = {}
        self._noun_slots: dict[int, Slots] = {}
        self._active: set[int] = set()

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of `i` with one of these relations."""
        for c in self.parsed.children(i):
            if self.tokens[c].dep in deps:
                return c
        return None

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """A noun and the nouns coordinated with it; both sides for "the presidents of Egypt and Turkey"."""
        out = list(self._states_of(i) or (i,))
        for c in (*self.parsed.children(i), *(self.parsed.children(core(self.parsed, i)) if core(self.parsed, i) != i else ())):
            if self.tokens[c].tag == "CD" and self.tokens[core(self.parsed, c)].tag == "PRP":  # "four, one of them critically"
                continue
            t = self.tokens[c]
            beside = t.dep == "conj" and (t.tag in NOUN_TAGS or t.tag in ("PRP", "CD", "JJ", "DT"))
            if beside or (t.dep == "appos" and self._listed(i, c)):
                out.extend(self.conjuncts(c))
        return tuple(out)

    def _listed(self, i: int, c: int) -> bool:
        """Whether what looks like an apposition goes on a list of people: "two Germans, a Dane and a Georgian translator"."""
        counts = [self.child(x, "nummod", "det") for x in (i, c)]
        words = [self.tokens[k].lower if k is not None else "" for k in counts]
        more = any(self.tokens[k].dep == "conj" and self.tokens[k].tag in NOUN_TAGS for k in self.parsed.children(c))
        folk = all("person" in self.classes(x) for x in (i, c))
        return more and folk and words[0] not in ("", "the") and words[1] in ("a", "an", "one", "two", "three", "four", "five")

    def _states_of(self, i: int) -> tuple[int, ...]:
        t = self.tokens[i]
        if t.tag != "NNS" or not noun_classes(t.lemma.lower(), True) & {"office", "person"}:
            return ()
        for p in self.parsed.children(i):
            if self.tokens[p].lower == "of" and (o := self.child(p, "pobj")) is not None:
                states = self.conjuncts(o)
                sides = all(self.classes(s) & SIDES for s in states)
                beside = any(self.tokens[c].dep == "conj" and self.classes(c) & SIDES for c in self.parsed.children(i))
                return states if sides and (len(states) > 1 or beside) else ()
        return ()

    def listed_under(self, i: int) -> int:
        """The first of the list that token `i` is coordinated with; `i` itself where it is not."""
        for _ in range(LONGEST_LIST):
            t = self.tokens[i]
            if t.dep != "conj" or t.head == i:
                return i
            i = t.head
        return i

    # --- verbs

    def passive(self, v: int) -> bool:
        """Whether verb `v` is in the passive, a passive participle included."""
        t = self.tokens[v]
        if t.tag not in ("VBN", "VBD", "JJ") or v in self._active:
            return False
        deps = {self.tokens[c].dep for c in self.parsed.children(v)}
        cut = t.tag == "VBD" and v > 0 and self.tokens[v - 1].text == "," and t.lemma not in words("backing")
        if cut and "agent" in deps and "dobj" not in deps:  # "the deal, struck by"
            return True
        if deps & {"auxpass", "nsubjpass"}:
            return True
        if t.tag == "VBN" and t.dep == "pcomp" and self.tokens[t.head].lower == "with" and not deps & {"aux", "dobj"}:
            return True  # "with 20 soldiers killed"
        if deps & {"aux", "nsubj"}:
            return False
        if t.tag == "VBD" and t.dep == "conj" and "dobj" not in deps and t.lemma in words("harming"):  # "was seized and shot dead"
            top = self.listed_under(v)
            return top != v and self.tokens[top].dep != "conj" and self.passive(top)
        if t.tag == "VBD":  # "the attack carried out by rebels failed", misread as a past tense
            return "agent" in deps and "dobj" not in deps and t.dep in ("acl", "ROOT", "ccomp", "advcl")
        if t.dep in ("acl", "amod", "relcl"):
            return t.dep != "relcl"
        if t.dep == "conj":
            top = self.listed_under(v)
            return top != v and self.tokens[top].dep != "conj" and self.passive(top)
        return t.dep in ("ccomp", "ROOT", "xcomp", "oprd", "advcl", "dep", "parataxis")

    def surface(self, v: int, depth: int = 0) -> tuple[int, ...]:
        """What stands as subject of verb `v`, its own or one that it shares; () where none."""
        if depth > 8:
            return ()
        tokens, t = self.tokens, self.tokens[v]
        for c in self.parsed.children(v):
            if tokens[c].dep in SUBJECTS and tokens[c].lower != "there":
                return self._antecedent(v, c) + self._second_subject(v, c) + self._along_with(v, c)
        dep, head = t.dep, t.head
        if t.tag == "VBG" and t.lemma in words("intransitive") and dep in ("pcomp", "dobj", "pobj"):  # "reports of fleeing Taliban"
            o = self.child(v, "dobj")
            if o is not None:
                return self.conjuncts(o)
        if dep == "acl" and t.tag == "VBG" and tokens[head].lemma in words("paper"):  # "issued a statement condemning the raid"
            return self._of_noun(head, depth) or (head,)
        if dep in ("acl", "amod"):
            if t.tag == "VB" or self.child(v, "aux") is not None:
                return self._of_noun(head, depth)
            return (self._bearer(head),)
        if dep == "relcl":
            return (self._bearer(head),)
        if dep in ("ccomp", "conj") and (row := self._cut_off(v)) is not None:
            return (row,)
        if dep == "conj" and tokens[head].tag.startswith(("VB", "JJ")):
            return self.surface(head, depth + 1)
        if dep == "xcomp":
            return self._controller(head, depth)
        if dep in ("advcl", "ccomp", "prep", "parataxis", "dep") and head != v and tokens[head].tag.startswith("VB"):
            if dep == "ccomp" and t.tag not in ("VBG", "VB"):
                return ()
            return self.surface(head, depth + 1)
        if dep == "pcomp":
            return self._around(head, depth)
        if dep == "oprd" and t.tag == "VBN" and tokens[head].tag.startswith("VB"):  # "were reported killed"
            return self.surface(head, depth + 1)
        if dep in ("acomp", "oprd") and t.lower in words("able") and tokens[head].tag.startswith("VB"):  # "were able to retake"
            return self.surface(head, depth + 1)
        return ()

    def _cut_off(self, v: int) -> int | None:
        """The subject that the parser took for part of a row: "requested air support and the guerrillas withdrew"."""
        t, before = self.tokens[v], self.tokens[v - 1]
        if t.tag != "VBD" or before.tag not in NOUN_TAGS or before.dep != "conj":
            return None
        first = self.tokens[self.listed_under(before.i)]
        return before.i if first.dep in ("dobj", "pobj") and first.head == t.head else None

    def _bearer(self, i: int) -> int:
        """The name that noun `i` explains: "Francisco Estrada, a priest who was appointed rector"."""
        t = self.tokens[i]
        among = self.tokens[t.head]
        if t.lower == "those" and among.lower == "among" and self.tokens[among.head].lemma == "be":  # "were among those killed"
            return next((c for c in self.parsed.children(among.head) if self.tokens[c].dep in SUBJECTS), i)
        named = t.dep == "appos" and t.tag == "NN" and self.tokens[t.head].tag in NAME_TAGS
        return t.head if named and self.classes(i) & {"person", "office"} and not is_name(t) else i

    def _along_with(self, v: int, subject: int) -> tuple[int, ...]:
        """Those in "the UN, along with Pakistan and Iran, called on"."""
        side = [p for c in self.parsed.children(v) if subject < c < v and self.tokens[c].lower in ("along", "together")
                for p in self.parsed.children(c) if self.tokens[p].lower == "with"]
        found = [x for p in side if (o := self.child(p, "pobj")) is not None for x in self.conjuncts(o)]
        return tuple(x for x in found if "human" in self.classes(x))

    def _second_subject(self, v: int, first: int) -> tuple[int, ...]:
        """"12 of its staff and 10 patients were killed": the parser finds two subjects."""
        if self.child(first, "cc") is None or self.child(first, "conj") is not None:
            return ()
        more = next((c for c in self.parsed.children(v) if c > first and self.tokens[c].dep in SUBJECTS and c < v), None)
        return self.conjuncts(more) if more is not None else ()

    def _antecedent(self, v: int, subject: int) -> tuple[int, ...]:
        t = self.tokens[subject]
        if t.tag in ("WDT", "WP"):
            up = v
            for _ in range(LONGEST_LIST):
                if self.tokens[up].dep not in ("conj", "xcomp", "ccomp"):
                    break
                up = self.tokens[up].head
            if self.tokens[up].dep == "relcl":
                return (self._bearer(self.tokens[up].head),)
        return self.conjuncts(subject)

    def _controller(self, governor: int, depth: int) -> tuple[int, ...]:
        """The understood subject of an infinitive: the governor's object where the verb is of that kind, else its subject."""
        g = self.tokens[governor]
        if not g.tag.startswith("VB"):
            return self.surface(governor, depth + 1)
        if g.lemma in words("object_control"):
            o = self.child(governor, "dobj")
            if o is not None:
                return self.conjuncts(o)
            for p in self.parsed.children(governor):
                if self.tokens[p].lower in ("on", "upon", "to", "for") and self.tokens[p].dep in ("prep", "dative"):
                    o = self.child(p, "pobj")
                    if o is not None:
                        return self.conjuncts(o)
        return self.surface(governor, depth + 1)

    def _of_noun(self, noun: int, depth: int) -> tuple[int, ...]:
        """Whose plan: possessor or modifier of the noun, else the subject of the verb that it belongs to."""
        who = self.whose(noun)
        if who is not None:
            return (who,)
        g = self.tokens[noun].head
        if self.tokens[noun].dep in ("dobj", "pobj", "attr") and g != noun:
            for _ in range(LONGEST_LIST):
                if self.tokens[g].tag.startswith("VB") or self.tokens[g].head == g:
                    break
                g = self.tokens[g].head
            talk = self.tokens[g].lemma in words("aloof")  # who discusses a plan need not be who carries it out
            suffers = self.tokens[noun].dep == "pobj" and (self.tokens[g].lemma in ("die", "perish") or self.passive(g))
            return self.surface(g, depth + 1) if self.tokens[g].tag.startswith("VB") and not talk and not suffers else ()
        return ()

    def _around(self, prep: int, depth: int) -> tuple[int, ...]:
        """The understood subject of "after seizing", "accused of shelling"."""
        g = self.tokens[prep].head
        blamed = self.blamed(prep)
        if blamed:
            return blamed
        if self.tokens[g].tag.startswith("VB"):
            if self.tokens[prep].lower in ("of", "from") or self.tokens[g].lemma in words("blame"):
                if self.passive(g):
                    return self.surface(g, depth + 1)
                o = self.child(g, "dobj")
                if o is not None:
                    return self.conjuncts(o)
            return self.surface(g, depth + 1)
        if self.tokens[g].tag in NOUN_TAGS:
            return self._of_noun(g, depth)
        return ()

    def blamed(self, prep: int) -> tuple[int, ...]:
        """Who is accused of what follows: the parser hangs "of" and "for" on the accused, or on the accuser ("accused by the UN of")."""
        t = self.tokens[prep]
        if t.lower not in ("of", "for", "in", "with", "from", "over") or self.tokens[t.head].tag not in NOUN_TAGS:
            return ()
        g = self.tokens[self.listed_under(t.head)]
        v = self.tokens[g.head]
        if g.dep == "pobj" and v.dep == "agent":
            g, v = self.tokens[v.head], self.tokens[v.head]
        elif g.dep not in ("dobj", "nsubjpass"):
            return ()
        if v.lemma not in words("blame") or not v.tag.startswith("VB") or (t.lower not in ("of", "for") and g.i == v.i):
            return ()
        return self.slots(v.i).get("object", ())

    def slots(self, v: int) -> Slots:
        """Slots of verb `v`, prepositions of its object included where the verb has none of that kind."""
        found = self._slots.get(v)
        if found is None:
            found = self._slots[v] = self._find_slots(v)
        return found

    def beside(self, v: int, first: int) -> None:
        """Take participle `v`, which the parser hung on a noun, for a verb beside verb `first`: its noun is its object."""
        self._slots[v] = {"subject": self.surface(first), "object": self.conjuncts(self.tokens[v].head)}
        self._active.add(v)

    def _find_slots(self, v: int) -> Slots:
        out: Slots = {}
        surface, passive = self.surface(v), self.passive(v)
        objects = self._captives(v) or self._objects(v)
        for c in self.parsed.children(v):
            t = self.tokens[c]
            if t.dep in ("prep", "advmod") and (far := self.child(c, "npadvmod")) is not None:  # "five kilometres past", "two north of"
                out["measure"] = (far,)
                for p in self.parsed.children(c) if t.dep == "advmod" else ():
                    self.add_prep(p, out)
            if t.dep in ("prep", "agent") or (t.dep == "prt" and t.lower in ("on", "upon")):
                if not self.parsed.children(c) and objects and left_edge(self.parsed, objects[0]) == c + 1:  # a misread "call on X"
                    out[t.lower], objects = objects, ()
                else:
                    self.add_prep(c, out)
            elif t.dep in ("advcl", "ccomp", "xcomp") and (m := self.child(c, "mark")) is not None and self.tokens[m].lower == "for":
                out.setdefault("for", self.surface(c))
            elif t.dep == "ccomp" and (s := self.child(c, "nsubj")) is not None and self.child(c, "aux") is None:
                out["that"] = self._antecedent(c, s)
            elif t.dep == "dative":
                if t.tag == "IN" or t.lower in ("to", "for"):
                    self.add_prep(c, out)
                else:
                    out["indirect"] = self.conjuncts(c)
        t = self.tokens[v]
        if t.tag == "VBG" and t.dep == "amod" and v > 0 and self.tokens[v - 1].tag == "IN":  # a misread "in liberating towns"
            surface, objects = self._around(v - 1, 0), self.conjuncts(t.head)
        if passive:
            agents = out.pop("by", ()) or self._later_agent(v)
            if agents and not self.classes(agents[0]) & DOERS:
                out["by"] = agents
            else:
                out["subject"] = agents
            if objects and (self.tokens[objects[0]].dep != "dobj" or self.tokens[objects[0]].lemma in CAPTIVE):
                objects = ()
            out["object"], out["indirect"] = (objects, surface) if objects else (surface, ())
            held = self._holder(v)
            if held:
                out["subject"] = held
        elif t.tag == "VBD" and out.get("by") and objects and self.tokens[objects[0]].lemma in CAPTIVE:
            # A misread "peacekeepers held hostage by the Serbs were released".
            out["subject"], out["object"] = out.pop("by"), surface
        elif t.tag == "VBG" and t.dep == "pcomp" and any("human" in self.classes(h) for h in out.get("by", ())):
            out["subject"], out["object"] = out.pop("by"), objects  # "spoke of looting by soldiers"
        else:
            out["subject"], out["object"] = surface, objects
        for o in out["object"][:1]:
            for p in self.parsed.children(o):
                if self.tokens[p].dep == "prep" and self.tokens[p].lower not in out:
                    self.add_prep(p, out, "of!" if self.tokens[p].lower == "of" else "")
        return {k: x for k, x in out.items() if x}

    def _holder(self, v: int) -> tuple[int, ...]:
        """"rebel" in "rebel-held", "SDF" in "SDF controlled territory"."""
        for c in self.parsed.children(v):
            if self.tokens[c].lower == "gang":  # "gang-raped"
                continue
            if c < v and self.tokens[c].dep in FRONT and (is_name(self.tokens[c]) or "human" in self.classes(c)):
                return (c,)
        t = self.tokens
        if v >= 2 and t[v - 1].text in ("-", "–") and t[v - 2].end == t[v - 1].start and "human" in self.classes(v - 2):
            return (v - 2,)
        return ()

    def _later_agent(self, v: int) -> tuple[int, ...]:
        """"captured and executed by the rebels": the agent that the next verb of the row has."""
        if self.tokens[v].tag != "VBN":
            return ()
        for c in self.parsed.children(v):
            t = self.tokens[c]
            if t.dep == "conj" and t.tag == "VBN" and self.child(c, *SUBJECTS, "auxpass") is None:
                return self.slots(c).get("subject", ()) if self.child(c, "agent") is not None else ()
        return ()

    def _captives(self, v: int) -> tuple[int, ...]:
        """The soldiers in "took 20 soldiers prisoner"; the parser reads them as part of a compound or as a second object."""
        objects = [c for c in self.parsed.children(v) if self.tokens[c].dep in ("dobj", "oprd")]
        captive = next((o for o in objects if self.tokens[o].lemma in CAPTIVE), None)
        if captive is None:
            return ()
        other = next((o for o in objects if o < captive and self.tokens[o].dep == "dobj"), None)
        before = next((c for c in self.parsed.children(captive) if self.tokens[c].dep in ("compound", "nmod") and
                       (self.tokens[c].tag in ("NNS", "NNPS") or "human" in self.classes(c))), other)
        return self.conjuncts(before) if before is not None else ()

    def _objects(self, v: int) -> tuple[int, ...]:
        o = self.child(v, "dobj", "attr", "acomp", "oprd")
        if o is not None:
            if self.tokens[o].tag in ("WDT", "WP") and self.tokens[v].dep == "relcl":
                return (self.tokens[v].head,)
            if self.tokens[o].tag == "JJ" and self.tokens[o].dep in ("acomp", "oprd"):  # "shot dead three women"
                o = next((c for c in self.parsed.children(v) if c > o and self.tokens[c].dep in ("npadvmod", "attr", "dobj") and
                          self.tokens[c].tag in NOUN_TAGS), o)
            return self.conjuncts(o)
        t = self.tokens[v]
        if t.dep == "relcl" and not self.passive(v):
            s = self.child(v, "nsubj")
            if s is not None and self.tokens[s].tag not in ("WDT", "WP") and not self._elsewhere(v):
                return (t.head,)
        for c in self.parsed.children(v):  # "wants them to leave"
            if self.tokens[c].dep in ("ccomp", "xcomp") and self.tokens[c].tag == "VB" and t.lemma in words("object_control"):
                s = self.child(c, "nsubj", "nsubjpass")
                if s is not None and (self.tokens[self.child(c, "aux") or c].tag == "TO" or t.lemma == "help"):
                    return self.conjuncts(s)
        past = ("VBD", "VBN")
        for c in self.parsed.children(v):  # "attacked and looted the store"
            alike = self.tokens[c].tag == t.tag or (t.tag in past and self.tokens[c].tag in past)
            if self.tokens[c].dep == "conj" and alike and c - v <= 3 and not self.passive(v) and t.lemma not in words("objectless"):
                return self._objects(c)
        return ()

    def _elsewhere(self, v: int) -> bool:
        """Whether a relative clause leaves no object open: "Geneva, where they met", "the town from which they fled"."""
        return any(self.tokens[d].tag in ("WRB", "WDT", "WP", "WP$") for c in self.parsed.children(v) if c < v
                   for d in (c, *self.parsed.children(c)))

    def add_prep(self, p: int, out: Slots, key: str = "") -> None:
        """Add what preposition `p` governs to the slots, under `key` or its own word."""
        key = key or self.tokens[p].lower
        if key == "according":  # "fell on Sunday, according to officials": not to them
            return
        for c in self.parsed.children(p):
            t = self.tokens[c]
            if t.lower == "front" and key == "in" and (of := self._front(c)) is not None:
                self.add_prep(of, out, "front")
            elif t.dep == "pobj" and (p_of := self._instrument(p, c)) is not None:
                self.add_prep(p_of, out, "by")
            elif t.dep == "pobj":
                out[key] = out.get(key, ()) + self.conjuncts(c)
            elif t.dep in ("prep", "conj") and t.tag == "IN":
                self.add_prep(c, out)

    def _front(self, noun: int) -> int | None:
        """The "of" of "in front of the bank", not of "in the front of the column"."""
        if self.child(noun, "det") is not None:
            return None
        return next((x for x in self.parsed.children(noun) if self.tokens[x].lower == "of"), None)

    def _instrument(self, p: int, noun: int) -> int | None:
        """The "of" of "at the hands of the army", "on the part of the rebels": who did it."""
        if (self.tokens[p].lower, self.tokens[noun].lower) not in HANDS:
            return None
        return next((c for c in self.parsed.children(noun) if self.tokens[c].lower == "of"), None)

    def particles(self, v: int) -> frozenset[str]:
        """Words that go with verb `v`: particles, adverbs, prepositions, predicates."""
        own = frozenset(self.tokens[c].lower for c in self.parsed.children(v)
                        if self.tokens[c].dep in ("prt", "advmod", "prep", "acomp", "oprd", "dobj", "npadvmod", "advcl", "attr"))
        o = self.child(v, "dobj")  # "holds the front responsible", hung on its object
        return own if o is None else own | {self.tokens[c].lower for c in self.parsed.children(o) if c > o and self.tokens[c].tag == "JJ"}

    def complements(self, v: int) -> tuple[int, ...]:
        """Heads of the clauses that verb `v` takes."""
        own = tuple(c for c in self.parsed.children(v) if self.tokens[c].dep in ("xcomp", "ccomp") or
                    (self.tokens[c].dep == "advcl" and self.tokens[c].tag == "VB"))
        said = self.child(v, "acomp", "oprd")  # "is ready to talk"
        return own + tuple(c for c in self.parsed.children(said) if self.tokens[c].dep in ("xcomp", "ccomp")) if said is not None else own

    # --- nouns

    def slots_of_noun(self, i: int) -> Slots:
        """Prepositional phrases of noun `i`; "carried out by" counts as "by"."""
        found = self._noun_slots.get(i)
        if found is None:
            found = self._noun_slots[i] = {}
            phrases.of_noun(self, i, found)
        return found

    def named(self, i: int) -> tuple[int, ...]:
        """The place names that phrase `i` gives: Herat and Zaranj for "the cities of Herat and Zaranj", else `i` if it is one."""
        if self.tokens[i].tag in NAME_TAGS:
            return (i,)
        over = self.tokens[i].head  # "Kunduz, the last town that they hold"
        if self.tokens[i].dep == "appos" and is_name(self.tokens[over]) and "place" in self.classes(over):
            return (over,)
        of = self.slots_of_noun(i).get("of", ()) if "place" in self.classes(i) else ()
        named = tuple(x for x in of if is_name(self.tokens[x]) and "place" in self.classes(x))
        if named:
            return named
        i = core(self.parsed, i)
        return tuple(c for c in self.parsed.children(i) if self.tokens[c].dep == "appos" and self.tokens[c].tag in NAME_TAGS) or (i,)

    def whose(self, i: int) -> int | None:
        """See `owners.whose`."""
        return owners.whose(self, i)

    def name(self, i: int) -> str:
        """The words of the proper name that ends in noun `i`."""
        return name_of(self.parsed, i)

    def classes(self, i: int) -> frozenset[str]:
        """What kind of thing noun `i` stands for."""
        found = self._classes.get(i)
        if found is None:
            found = classes_of(self.parsed, core(self.parsed, i), self.kind_of)
            if found is UNKNOWN_NAME and self.tokens[core(self.parsed, i)].lower in self.persons:
                found = PERSON_NAME
            self._classes[i] = found
        return found

    @cached_property
    def persons(self) -> frozenset[str]:
        """See `kinds.persons`."""
        return persons(self.parsed)

    def fills(self, need: Need, heads: tuple[int, ...], subject: bool = False) -> bool:
        """Whether what stands in a slot is what the frame asks for; as a subject a capital may stand for its government."""
        if need.absent:
            return all("time" in self.classes(h) for h in heads)  # "had left some time in April"
        if not heads:
            return False
        if "any" in need.classes:
            return True
        if subject and need.classes & {"human", "armed"} and any(self.classes(h) is PLACE_NAME for h in heads):
            return True
        return any(self.classes(h) & need.classes or self._is_word(h, need.words) for h in heads)

    def _is_word(self, h: int, wanted: frozenset[str]) -> bool:
        if not wanted:
            return False
        t = self.tokens[h]
        many = self.tokens[core(self.parsed, h)]  # "thousands of residents"
        if t.lemma.lower() in wanted or t.lower in wanted or many.lemma.lower() in wanted:
            return True
        return (t.tag in NAME_TAGS or t.tag == "CD") and h > 0 and self.tokens[h - 1].lower in wanted  # "Resolution 2254"
