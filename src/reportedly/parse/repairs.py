"""Repairs of common wrong turns of the parser, by rules over its tree."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .phrase_repairs import (
    asides_before_which,
    beside_particles,
    filmed,
    glued_objects,
    held_responsible,
    initials,
    listed_names,
    listed_subjects,
    paired,
    relatives,
    second_subjects,
    surroundings,
)
from .turn import ACTIVE, MOVED, NOUN, SUBJECTS, Turn, words


def turns(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, what it is instead of what the parser says; of two rules for one token the later in the list holds."""
    rules = (strayed_heads, strayed_subjects, doing_subjects, verbs_as_adjectives, glued_subjects, captives, asides, reduced_relatives,
             past_tenses, charges, suspects, headless, glued_objects, surroundings, filmed, second_subjects, aims, listed_subjects,
             happenings, told_first, initials, paired, beside_particles, held_responsible, listed_names, second_places,
             relatives, asides_before_which)
    return {i: turn for rule in rules for i, turn in rule(doc).items()}


def second_places(doc: Sequence[Any]) -> dict[int, Turn]:
    """The second of two places that have a day each, beside the first and not its day: "took Herat on Friday and Kunduz on Sunday"."""
    out: dict[int, Turn] = {}
    for t in doc:
        day = t.head
        verb = day.head.head if day.dep_ == "pobj" else day
        if t.dep_ == "conj" and t.tag_ == "NNP" and verb.i < day.i < t.i and day.lower_ in words("days") and t.lower_ not in words("days"):
            first = next((c for c in verb.children if c.dep_ == "dobj" and c.tag_ == "NNP" and c.i < day.i), None)
            if first is not None:
                out |= {t.i: Turn(first.i, "conj"), **{c.i: Turn(verb.i, c.dep_) for c in t.children if c.dep_ == "prep"}}
    return out


def _subject(verb: Any) -> str:
    """The relation that a subject has to a verb by its voice."""
    return "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"


def _before(verb: Any) -> Any | None:
    """The noun before a verb that is its subject."""
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i and c.tag_ in NOUN), None)


def _demoted(verb: Any, main: Any, subject: Any) -> dict[int, Turn]:
    """`main` in the place of `verb`, which only tells of the subject that it took: "persons held at the hotel were freed"."""
    return {main.i: Turn(main.i if verb.head.i == verb.i else verb.head.i, verb.dep_), verb.i: Turn(subject.i, "acl", "VBN"),
            subject.i: Turn(main.i, _subject(main))}


def _raised(verb: Any, noun: Any) -> dict[int, Turn]:
    """`verb` as that of the sentence, and `noun`, which was taken for the whole of it, as its subject."""
    return {verb.i: Turn(verb.i, "ROOT", "VBD"), noun.i: Turn(verb.i, "nsubj")}


def strayed_heads(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, the governor where the parser chose a wrong one and the relation stays."""
    out: dict[int, Turn] = {}
    for t in doc:
        for rule in (_reported, _listed, _of_them, _second_report, _dated_deed):
            governor = rule(doc, t)
            if governor is not None:
                out[t.i] = Turn(governor, t.dep_)
        deed = _deed(t)
        if deed is not None:
            out.update({k.i: Turn(deed, k.dep_) for k in t.head.children if k.i >= t.i and k.dep_ == "prep"})
    return out


def strayed_subjects(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token: the verb that it is subject of, and how, where the parser made it the object of a verb of saying: "said twenty men at a
    farm, east of the town, had surrendered"."""
    out: dict[int, Turn] = {}
    for t in doc:
        if t.dep_ != "dobj" or t.tag_ not in NOUN or t.head.lower_ not in words("saying") or t.head.i > t.i:
            continue
        told = next((c for c in t.head.children if c.dep_ == "ccomp" and c.i > t.i), None)
        if told is None or any(c.dep_ in SUBJECTS for c in told.children) or not any(c.dep_ in ("aux", "auxpass") for c in told.children):
            continue
        if any(doc[k].text == "," for k in range(t.i, told.i)):
            out[t.i] = Turn(told.i, _subject(told))
    return out


def _reported(doc: Sequence[Any], t: Any) -> int | None:
    """The verb that `t` belongs to where the report's verb took it.

    What stands before the comma of a report that follows is part of what is reported: in "Twelve were killed on Saturday when a bomb
    exploded, police said" the bomb did not explode when police said so.
    """
    verb = t.head
    if t.dep_ not in MOVED or verb.i <= t.i or verb.tag_[:2] != "VB":
        return None
    told: int | None = next((c.i for c in verb.children if c.dep_ == "ccomp" and c.i < t.i), None)
    speaker = next((c.i for c in verb.children if c.dep_ in SUBJECTS and c.i > t.i), None)
    if told is not None and speaker is not None and any(doc[k].text == "," for k in range(t.i, min(speaker, verb.i))):
        return told
    return None


def _listed(_: Sequence[Any], t: Any) -> int | None:
    """The name beside which another stands where the parser put it beside the verb: "took Herat, near the border, and Kunduz"."""
    verb = t.head
    if t.dep_ != "conj" or t.tag_ not in ("NNP", "NNPS") or verb.tag_[:2] != "VB" or any(c.dep_ in SUBJECTS for c in t.children):
        return None
    first = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < t.i), None)
    return int(first.i) if first is not None and first.tag_ in ("NNP", "NNPS") else None


def _of_them(doc: Sequence[Any], t: Any) -> int | None:
    """The noun that a relative clause tells of where the parser hung it on an aside, or on a place: "six priests, five of them Spaniards,
    who were", "residents of the town who had been"."""
    k = t.head.i
    if t.dep_ == "relcl" and doc[k].dep_ == "pobj" and doc[k].tag_ in ("NNP", "NN") and "who" in [x.lower_ for x in doc[k + 1:k + 3]]:
        whose = doc[k].head.head
        somebody = whose.tag_ == "NNS" or (whose.tag_ == "NN" and whose.lower_ in words("offices"))  # "an inspector of El Tigre, who was"
        return int(whose.i) if doc[k].head.lower_ in ("of", "in", "from", "at", "near") and somebody and whose.i < k else None
    if t.dep_ != "relcl" or k < 5 or doc[k - 1].lower_ != "them" or doc[k - 2].lower_ != "of" or doc[k - 4].text != ",":
        return None
    return k - 5 if doc[k - 5].tag_ in NOUN else None


def _dated_deed(_: Sequence[Any], t: Any) -> int | None:
    """The noun that "of" belongs to where a date or a place stands between: "the assassination on 22 March of the mayor",
    "the murder in Guatemala of two leaders", "the visit to Prague of Jaramillo"."""
    day = t.head
    dated = day.lower_ in words("months") and day.head.lower_ == "on"
    if t.lower_ != "of" or t.dep_ != "prep" or day.head.dep_ != "prep" or not (
            dated or (day.tag_ == "NNP" and day.head.lower_ in ("in", "to"))):
        return None
    deed = day.head.head
    whom = next((c for c in t.children if c.dep_ == "pobj"), None)
    if whom is None or whom.tag_ not in NOUN or deed.tag_ not in ("NN", "NNS") or deed.i > day.i:
        return None
    common = whom.text.islower() or any(c.dep_ in ("compound", "nummod") and c.text.islower() for c in whom.children)
    return int(deed.i) if dated or common else None  # "in the Gulf of Aden"


def _second_report(_: Sequence[Any], t: Any) -> int | None:
    """The verb of saying beside which a second one stands where the parser hung it on what the first reports: a plain past tense after
    "had been" in "denied that the town had been lost and said that fighting went on"."""
    told = t.head
    if t.dep_ != "conj" or t.lower_ not in words("saying") or told.dep_ != "ccomp" or told.head.tag_ != "VBD" or t.tag_ != "VBD":
        return None
    apart = any(c.dep_ in ("aux", "auxpass") for c in told.children) and not any(c.dep_ in SUBJECTS for c in t.children)
    return int(told.head.i) if apart and told.i < t.i else None


def _deed(t: Any) -> int | None:
    """The noun whose doer "by" tells where an active verb took it: "condemned the shelling of the town by the rebels"."""
    verb = t.head
    if t.lower_ != "by" or t.dep_ != "prep" or verb.tag_ not in ACTIVE or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    who = next((c for c in t.children if c.dep_ == "pobj"), None)
    if who is None or who.tag_ not in NOUN or who.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY"):
        return None
    if who.tag_ == "NN" and not any(c.dep_ in ("det", "nummod") for c in who.children):  # "by force", "by nightfall"
        return None
    deed = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < t.i), None)
    if deed is None or not any(c.lower_ in ("of", "on", "against") and c.i < t.i for c in deed.children):
        return None
    return int(deed.i)


def doing_subjects(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "said that retreating troops had looted it" where the participle was taken for a verb whose
    object the troops are."""
    out: dict[int, Turn] = {}
    for t in doc[:-1]:
        did = t.head
        if t.dep_ != "dobj" or t.tag_ != "NNS" or did.i != t.i - 1 or did.lower_ not in words("doing"):
            continue
        after = doc[t.i + 1]
        verb = after.head if after.dep_ in ("aux", "auxpass") else after
        if after.tag_ == "VBZ" or after.lower_ == "was" or verb.tag_[:2] != "VB" or verb.i <= t.i or verb.i == did.i:
            continue
        if after.tag_ not in ("VBD", "VBP", "MD") or any(c.dep_ in SUBJECTS and c.i != did.i for c in verb.children):
            continue
        out[t.i] = Turn(verb.i, _subject(verb))
        out[did.i] = Turn(t.i, "amod")
        out.update({c.i: Turn(verb.i, "mark") for c in did.children if c.lower_ == "that"})
    return out


def happenings(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, the relation of a word such as "fighting" that is a noun though the parser took it for a verb: "there was fighting in
    the streets", "fighting around the town left 20 dead"."""
    out = {}
    for t in doc:
        if t.tag_ != "VBG" or t.lower_ not in words("happening") or any(c.dep_ in ("dobj", *SUBJECTS) for c in t.children):
            continue
        if any(c.dep_ == "expl" for c in t.children):
            out[t.i] = Turn(t.head.i, t.dep_, "NN")
        elif t.dep_ == "csubj" and t.head.i > t.i:
            out[t.i] = Turn(t.head.i, "nsubj", "NN")
        elif t.dep_ in ("xcomp", "ccomp") and t.head.lower_ in words("hearing") and t.head.i < t.i:
            out[t.i] = Turn(t.head.i, "dobj", "NN")
    return out


def verbs_as_adjectives(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation where a verb with a subject of its own was taken for an adjective of its object: "the front
    kidnapped businessman Alarcon", or a name before it was made the object's: "UNHCR distributed blankets"."""
    out: dict[int, Turn] = {}
    for t in doc:
        name = doc[t.i - 1]
        bare = t.tag_ == "VBN" and t.dep_ == "amod" and t.head.dep_ == "ROOT" and t.i > 0 and name.head.i == t.head.i
        if bare and name.tag_ == "NNP" and name.dep_ in ("nmod", "compound") and not any(c.dep_ == "det" for c in t.head.children):
            out |= {t.i: Turn(t.i, "ROOT", "VBD"), name.i: Turn(t.i, "nsubj"), t.head.i: Turn(t.i, "dobj")}
            out.update({c.i: Turn(t.i, c.dep_) for c in t.head.children if c.dep_ in ("prep", "punct") and c.i > t.head.i})
        if t.tag_ != "VBD" or t.dep_ != "amod" or t.head.i < t.i or not any(c.dep_ in SUBJECTS for c in t.children):
            continue
        top = t.head
        while top.dep_ == "compound" and top.head.i > top.i:
            top = top.head
        out[t.i] = Turn(t.i if top.head.i == top.i else top.head.i, top.dep_)
        out[top.i] = Turn(t.i, "dobj")
    return out


def asides(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation where a participle between commas was taken for the verb of the sentence and the verb for a second
    one: "Two engineers, kidnapped in May, were rescued"."""
    out: dict[int, Turn] = {}
    for t in doc[1:]:
        subject = next((c for c in t.children if c.dep_ == "nsubj" and c.i < t.i), None)
        if t.tag_ != "VBD" or doc[t.i - 1].text != "," or subject is None or any(c.dep_ in ("dobj", "cc", "aux") for c in t.children):
            continue
        main = next((c for c in t.children if c.dep_ == "conj" and c.tag_ == "VBN" and c.i > t.i), None)
        aux = next((c for c in main.children if c.dep_ == "auxpass"), None) if main is not None else None
        if main is None or aux is None or doc[aux.i - 1].text != "," or any(c.dep_ in SUBJECTS for c in main.children):
            continue
        out |= _demoted(t, main, subject)
        out.update({c.i: Turn(main.i, c.dep_) for c in t.children if c.i > aux.i and c.i != main.i and c.dep_ != "punct"})
    return out


def reduced_relatives(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "persons held at the hotel were freed" where the participle was taken for the verb of the
    sentence."""
    out: dict[int, Turn] = {}
    for t in doc:
        if t.tag_ != "VBD" or t.dep_ != "ROOT" or t.lower_ in words("saying") or any(
                c.dep_ in ("aux", "auxpass", "cc", "ccomp", "dobj") and c.lower_ not in words("captive") for c in t.children):
            continue
        subject = _before(t)
        main = next((c for c in t.children if c.dep_ in ("advcl", "conj", "dep") and c.i > t.i and c.tag_[:2] == "VB"), None)
        if subject is None or main is None or any(c.dep_ in (*SUBJECTS, "mark", "advmod") for c in main.children if c.i < main.i):
            continue
        aux = min((c.i for c in main.children if c.dep_ in ("aux", "auxpass")), default=main.i)
        before = doc[aux - 1]
        if doc[aux].lower_ not in words("finite") or before.text in (",", ";", "-") or before.tag_ in ("CC", "IN", "WDT", "WP", "TO"):
            continue
        out |= _demoted(t, main, subject)
    return out


def captives(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for those who are held or taken hostage where "hostage" was taken for the object, or for a noun that
    they describe: "held them hostage", "holding three tourists hostage", "persons held hostage"."""
    out: dict[int, Turn] = {}
    for t in doc:
        verb = t.head
        if t.lower_ not in words("captive") or t.dep_ != "dobj" or verb.lower_ not in words("holding") or verb.i > t.i:
            continue
        before = [c for c in t.children if c.i < t.i]
        if whom := next((c for c in verb.children if c.dep_ == "dative" and c.i < t.i), None):
            out[whom.i], out[t.i] = Turn(verb.i, "dobj"), Turn(verb.i, "oprd")
        elif whom := next((c for c in before if c.dep_ == "compound" and c.tag_ == "NNS"), None):
            out[whom.i], out[t.i] = Turn(verb.i, "dobj"), Turn(verb.i, "oprd")
            out.update({c.i: Turn(whom.i, c.dep_) for c in before if c.i < whom.i})
        elif not before:
            out[t.i] = Turn(verb.i, "oprd")
    return out


def charges(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "of" that tells what somebody is accused of, or relieved of, and was hung on whom: "accused the
    guerrillas of the murder", "accused the leader of the party of helping"; not "accused the leader of the party"."""
    out: dict[int, Turn] = {}
    for t in doc:
        if t.lower_ != "of" or t.dep_ != "prep" or t.head.tag_ not in NOUN:
            continue
        whom = t.head
        while whom.dep_ == "pobj" and whom.head.lower_ == "of":
            whom = whom.head.head
        if whom.dep_ != "dobj" or whom.head.lower_ not in words("charging") or whom.i > t.i:
            continue
        what = next((c for c in t.children if c.dep_ in ("pobj", "pcomp")), None)
        deed = doc[t.i + 1] if t.i + 1 < len(doc) else t
        if what is not None and what.tag_ == "NNS" and deed.head.i == what.i and deed.dep_ in ("amod", "compound") \
                and deed.lower_.endswith("ing"):  # "of shelling villages"
            out[t.i] = Turn(whom.head.i, "prep")
            out[deed.i], out[what.i] = Turn(t.i, "pcomp", "VBG"), Turn(deed.i, "dobj")
        elif what is not None and (what.dep_ == "pcomp" or what.tag_ == "VBG" or what.lower_ in words("deeds") | words("posts")):
            out[t.i] = Turn(whom.head.i, "prep")
    return out


def past_tenses(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation where a verb in the past tense was taken for a participle though it has an object of its own:
    "the front, the armed wing of the cartel, gunned down a judge", "staged a march, engaged in a shoot-out and hurled stones"."""
    out: dict[int, Turn] = {}
    for t in doc:
        if t.tag_ != "VBN" or t.lower_ in words("giving") or any(c.dep_ in ("auxpass", "aux", "agent") for c in t.children):
            continue
        thing = next((c for c in t.children if c.dep_ == "dobj" and c.i > t.i), None)
        beside = next((c for p in t.children if p.dep_ == "prt" and p.i == t.i + 1 for c in p.children if c.dep_ == "pobj"), None)
        told = (thing or beside) and t.dep_ == "acl" and doc[t.i - 1].text in (",", "-", "--")
        if told and t.head.dep_ == "ROOT" and t.head.tag_ in NOUN:
            out |= _raised(t, t.head)
        elif t.dep_ == "conj" and thing and t.head.tag_ == "VBN" and t.head.dep_ == "advcl" and t.head.head.tag_ == "VBD":
            out[t.head.i] = Turn(t.head.head.i, "conj", "VBD")
            out[t.i] = Turn(t.head.head.i, "conj", "VBD")
        else:
            continue
        if beside:
            out[beside.i] = Turn(t.i, "dobj")
    return out


def glued_subjects(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "In the town of Bor rebels threw bombs" where the subject was taken for the end of the name."""
    out: dict[int, Turn] = {}
    for t in doc[:-1]:
        after = doc[t.i + 1]
        if t.tag_ != "NNS" or t.dep_ != "pobj" or after.tag_ not in ("VBD", "VBP") or after.i <= t.i or t.i < 2:
            continue
        name = doc[t.i - 1]
        verb = after.head if after.dep_ in ("aux", "auxpass") else after
        if name.tag_ != "NNP" or name.head.i != t.i or name.dep_ != "compound" or verb.dep_ != "ROOT":
            continue
        if any(c.dep_ in (*SUBJECTS, "csubj", "expl") for c in verb.children):
            continue
        out[t.i] = Turn(verb.i, _subject(verb))
        out[name.i] = Turn(t.head.i, "pobj")
        out.update({c.i: Turn(name.i, c.dep_) for c in t.children if c.i < name.i})
    return out


def suspects(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "Men suspected to be rebels raided a farm" where the suspicion was taken for the verb."""
    out: dict[int, Turn] = {}
    for t in doc:
        if t.lower_ not in words("believed") or t.tag_ != "VBD" or any(c.dep_ in ("aux", "auxpass", "cc") for c in t.children):
            continue
        subject = _before(t)
        being = next((c for c in t.children if c.dep_ == "xcomp" and c.i > t.i), None)
        deed = next((c for c in t.children if c.dep_ in ("advcl", "conj", "ccomp", "dep") and c.tag_ == "VBD" and c.i > t.i), None)
        if subject is None or being is None or deed is None or deed.i < being.i or doc[deed.i - 1].text == ",":
            continue
        if any(c.dep_ in (*SUBJECTS, "mark", "advmod") and c.i < deed.i for c in deed.children):
            continue
        out |= _demoted(t, deed, subject)
    return out


def headless(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "A van left at a market near Bor exploded" where the sentence was taken for a noun alone."""
    out: dict[int, Turn] = {}
    for t in doc:
        if t.lower_ not in words("bursting") or t.dep_ != "acl" or doc[t.i - 1].text == "," or any(c.dep_ == "agent" for c in t.children):
            continue
        top = t.head
        while top.head.i != top.i and top.head.i < t.i:
            top = top.head
        if top.dep_ == "ROOT" and top.tag_ in NOUN and top.i != t.head.i:
            out |= _raised(t, top)
    return out


def aims(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "began an operation to retake the town", where it is the operation that has the aim."""
    out: dict[int, Turn] = {}
    for t in doc:
        begun = t.dep_ == "xcomp" and t.head.lower_ in words("starting") and doc[t.i - 1].lower_ == "to"
        if not begun or t.lower_ not in words("results"):
            continue
        thing = next((c for c in t.head.children if c.dep_ == "dobj" and c.tag_ in NOUN and t.head.i < c.i < t.i), None)
        if thing is not None:
            out[t.i] = Turn(thing.i, "acl")
    return out


def told_first(doc: Sequence[Any]) -> dict[int, Turn]:
    """By token, governor and relation for "The front asserted that its men killed 25, wounded 30", the saying taken for an aside."""
    out: dict[int, Turn] = {}
    for t in doc:
        who = t.head
        what = next((c for c in t.children if c.dep_ == "ccomp" and c.tag_ == "VBD" and c.i > t.i), None)
        last = who.head
        if t.tag_ == "VBN" and t.dep_ == "acl" and t.lower_ in words("saying") and who.dep_ == "nsubj" and what is not None \
                and last.dep_ == "ROOT" and last.tag_ == "VBD" and last.i > what.i:
            out |= {t.i: Turn(t.i, "ROOT", "VBD"), who.i: Turn(t.i, "nsubj"), last.i: Turn(what.i, "conj")}
    return out
