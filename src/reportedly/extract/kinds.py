"""Kinds: what kind of thing a noun or a name stands for, in the lexicon's classes."""
from __future__ import annotations

from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .lexicon import words
from .mentions import NAME_TAGS, is_name, name_run, noun_classes, resisting
from .namesakes import caught

NOTHING: frozenset[str] = frozenset()
UNDER_ARMS = frozenset(("armed", "uniformed"))
WHOSE = frozenset(("its", "their", "our", "his"))
UNIFORM = frozenset(("uniform", "uniforms", "fatigues", "camouflage"))
ALIAS = frozenset(("alias", "aka", "a.k.a.", "nicknamed"))
UNKNOWN_NAME = frozenset(("name", "human", "armed", "place", "other"))
PLACE_NAME = frozenset(("name", "place"))
COUNTRY_NAME = frozenset(("name", "place", "country", "org", "human", "armed"))
ACTOR_NAME = frozenset(("name", "org", "human", "armed", "force"))
PERSON_NAME = frozenset(("name", "person", "human", "office"))
PEOPLE = frozenset(("name", "human", "armed", "person"))
THEY = frozenset(("pronoun", "human", "armed", "person", "force"))
HE = frozenset(("pronoun", "human", "person", "office"))
IT = frozenset(("pronoun", "human", "armed", "org", "place", "other"))
SURE_PLACE = 0.8
BORROWED = frozenset(("abstract", "event", "nonwar", "goods", "aid", "crime", "danger", "talk", "human"))  # "Mr Ball" is no ball
DOERS = frozenset(("human", "aircraft", "vehicle", "explosive", "artillery", "event"))  # what "by" may name as who did it
PLURAL = frozenset("they them we us our their you themselves".split())
SOME = frozenset("many some others several all those both none who".split())
FRONT = frozenset(("npadvmod", "compound", "nmod", "amod"))
RELIEF = frozenset(("aid", "relief", "food", "humanitarian", "un", "wfp"))
OPPOSED = frozenset(("abstract", "nonwar"))
SOMEONE = frozenset(("human", "person"))


def name_of(parsed: Parsed, i: int) -> str:
    """The words of the proper name that ends in noun `i`."""
    run = name_run(parsed, i)
    return " ".join(parsed.text(*run).split()) if run else parsed.tokens[i].text


def classes_of(parsed: Parsed, i: int, kind_of: KindOf) -> frozenset[str]:
    """The classes of noun token `i`: of its word, or of the name that it ends; `kind_of` tells what is known of names."""
    t = parsed.tokens[i]
    if is_name(t):
        return _name_classes(parsed, i, kind_of)
    if t.lower in words("clock"):
        return frozenset(("time",))
    if t.tag in ("NN", "NNS"):
        if resisting(parsed, i):
            return OPPOSED
        found = noun_classes(t.lemma.lower(), t.tag == "NNS")
        if "other" in found:
            found = noun_classes(t.lower, t.tag == "NNS")
        if "other" in found and t.text[:1].isupper() and (t.tag == "NN" or i > parsed.sentences[t.sent].first):
            return _name_classes(parsed, i, kind_of)
        if found & {"vehicle"} and any(parsed.tokens[c].lower in RELIEF for c in parsed.children(i)):
            found = found | {"aid"}
        if t.lemma in words("charge") and any("explosive" in noun_classes(parsed.tokens[c].lower, False) for c in parsed.children(i)):
            found = found | {"explosive", "weapon"}
        if t.lemma == "bomber" and i > 0 and parsed.tokens[i - 1].lower == "suicide":
            found = found - {"aircraft", "vehicle"} | {"human", "person", "armed", "force", "explosive"}
        if "person" in found and t.tag == "NNS" and _under_arms(parsed, i):
            found = found | {"armed", "force"}
        if i >= 2 and parsed.tokens[i - 1].text == "-":
            joined = noun_classes(f"{parsed.tokens[i - 2].lower}-{t.lemma}", False)
            found = joined if "other" not in joined else found
        return found
    if t.tag in ("PRP", "PRP$"):
        return THEY if t.lower in PLURAL else IT if t.lower in ("it", "its") else HE
    if t.tag == "CD" and len(t.text) == 4 and t.text.isdigit() and t.text[:2] in ("18", "19", "20"):
        return frozenset(("time",))
    if t.tag in ("VBN", "JJR") and t.dep in FRONT and t.head > i:  # "forced" in "forced deportation"
        return NOTHING
    if t.tag in ("JJ", "JJR") and t.dep in ("acomp", "advmod", "xcomp", "dobj") and not any(c < i for c in parsed.children(i)):
        return NOTHING  # "will not go unpunished"
    if t.tag in ("CD", "JJ", "VBN", "JJR") or t.lower in SOME:
        return SOMEONE
    return NOTHING


def _under_arms(parsed: Parsed, i: int) -> bool:
    """"armed youths", "men in uniform", "Haddad's men", "its men": people whom what stands beside them makes a force."""
    lead = parsed.tokens[i].lower in ("men", "boys")
    for c in parsed.children(i):
        t = parsed.tokens[c]
        if (t.lower in UNDER_ARMS and c < i) or (lead and t.dep == "poss" and (is_name(t) or t.lower in WHOSE)):
            return True
        if t.lower == "in" and any(parsed.tokens[g].lower in UNIFORM for g in parsed.children(c)):
            return True
    return False


def persons(parsed: Parsed) -> frozenset[str]:
    """Last words, in small letters, of the names that a text shows to be persons': by a title, a job, an age, "who", or by speaking."""
    out = set()
    for t in parsed.tokens:
        if t.tag not in NAME_TAGS or (t.i + 1 < len(parsed.tokens) and t.dep == "compound"):
            continue
        run = name_run(parsed, t.i)
        speaks = t.dep == "nsubj" and parsed.tokens[t.head].lemma in words("speaker") and run is not None and run[1] > run[0]
        if speaks or _titled(parsed, t.i) or _described(parsed, t.i) or caught(parsed, t.i):
            out.add(t.lower)
            out.update(parsed.tokens[c].lower for c in parsed.children(t.i) if parsed.tokens[c].dep == "conj" and is_name(parsed.tokens[c]))
            if t.dep == "conj" and is_name(parsed.tokens[t.head]):
                out.add(parsed.tokens[t.head].lower)
    return frozenset(out)


def _titled(parsed: Parsed, i: int) -> bool:
    """Whether a title stands before the name: "Judge Diaz", "Senator Pedro Velez"; no person is a "General Command"."""
    run = name_run(parsed, i)
    before = parsed.tokens[run[0] - 1] if run and run[0] > 0 else parsed.tokens[i - 1] if i > 0 else None
    if before is None or before.tag not in NAME_TAGS or before.lower.rstrip(".") not in words("titles"):
        return False
    return i != (run[0] if run else i) or not noun_classes(parsed.tokens[i].lower, False) & {"org", "force", "place", "building"}


def _age(parsed: Parsed, c: int) -> bool:
    """Whether a number stands alone between commas after a name: "Ana Ruiz, 34, was"."""
    t, last = parsed.tokens[c], len(parsed.tokens) - 1
    alone = t.tag == "CD" and len(t.text) == 2 and t.text.isdigit() and parsed.tokens[c - 1].text == ","
    return alone and parsed.tokens[min(c + 1, last)].text in (",", ".", ")")


def _alias(parsed: Parsed, last: int) -> bool:
    """Whether a name of war follows the name that ends there: "Manuel Ortiz, alias Comandante Sol"."""
    after = [t.lower for t in parsed.tokens[last + 1:last + 3]]
    return bool(after) and (after[0] in ALIAS or (after[0] in (",", "(") and after[-1] in ALIAS))


def _homes(parsed: Parsed, i: int) -> bool:
    """Whether "who" after the name may tell of those from there: "residents of Herat who"."""
    t = parsed.tokens[i]
    return t.dep == "pobj" and parsed.tokens[t.head].lower in ("of", "in", "from", "at", "near") and parsed.tokens[i + 1].text != ","


def _described(parsed: Parsed, i: int) -> bool:
    """Whether what stands beside a name says that it is a person: "Gilberto Molina, son of", "Ana Ruiz, who", "Ana Ruiz, 34,",
    "businessman Ana Ruiz"."""
    run = name_run(parsed, i)
    if run and run[1] > run[0] and _alias(parsed, run[1]):
        return True
    job = parsed.tokens[run[0] - 1] if run and 0 < run[0] < run[1] else None
    if job and job.tag == "NN" and job.dep == "compound" and noun_classes(job.lemma.lower(), False) & {"person", "office"}:
        return True
    for c in parsed.children(i):
        t = parsed.tokens[c]
        if c > i and t.dep == "appos" and t.tag in ("NN", "NNS") and noun_classes(t.lemma.lower(), False) & {"person", "office"}:
            return True
        if c > i and _age(parsed, c):
            return True
        if c < i and t.lower == "old" and parsed.tokens[c - 1].text == "-":
            return True
        who = t.dep == "relcl" and any(parsed.tokens[k].lower in ("who", "whom") for k in parsed.children(c))
        if c > i and who and not _homes(parsed, i):
            return True
    return False


def _name_classes(parsed: Parsed, i: int, kind_of: KindOf) -> frozenset[str]:
    t, name = parsed.tokens[i], name_of(parsed, i)
    if t.lower in words("time"):
        return frozenset(("time",))
    known = kind_of(name)
    if any(c > i and _age(parsed, c) for c in parsed.children(i)):  # "shot Jordan, 23, in Belfast"
        return PERSON_NAME
    if known.demonym:
        return PEOPLE
    if known.feature == "country" or known.actor == "state":
        return COUNTRY_NAME
    if _titled(parsed, i):
        return PERSON_NAME
    if known.actor:
        return ACTOR_NAME
    if _described(parsed, i):
        return PERSON_NAME
    if known.place >= SURE_PLACE:
        return PLACE_NAME
    if t.lower in ("north", "south", "east", "west"):  # "attacks on the West"
        return UNKNOWN_NAME
    by_word = noun_classes(t.lower if t.tag == "NNP" else t.lower.rstrip("s"), False)
    if by_word - BORROWED - {"other"}:
        return by_word | {"name"}
    return UNKNOWN_NAME
