"""Counts: how many, of what, at least or at most, as the claim guide has them."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..model.claim import Count
from ..model.knowledge import KindOf
from ..model.parsed import Parsed, Sentence
from .candidate import Candidate
from .lexicon import classes
from .numbers import Number, lexicon, numbers, wanted, wordset
from .times import Expression, Spotted
from .timespans import lexicon as times_lexicon

CountsOf = Callable[[Candidate], tuple[Count, ...]]
HELD = frozenset(("hostage", "prisoner", "detainee", "captive"))
HURT = ("killed", "injured", "casualties", "missing")
FAR = {"hurt": 2.4, "toll": 3.2, "other": 1.6}  # "the number killed in the shelling has risen to 19"
STEP = {"conj": 0.5, "advcl": 0.9, "relcl": 0.9, "acl": 0.6, "xcomp": 0.3, "ccomp": 1.4, "parataxis": 1.6, "appos": 0.4,
        "pcomp": 0.4}
THINGS = ("vehicles", "weapons", "strikes")
REST = frozenset(("more", "other", "others"))
KINDS = ("killed", "injured", "captured", "abducted", "surrendered", "displaced", "missing")
STATES = {"dead": "killed", "wounded": "injured", "injured": "injured", "hurt": "injured", "missing": "missing", "displaced": "displaced",
          "captive": "captured", "hostage": "abducted", "prisoner": "captured"}
RECKON = ("put", "estimate", "reckon")
INTRANSITIVE = frozenset(("die", "perish", "drown", "surrender", "desert", "defect", "flee", "disappear", "vanish"))


OF_ALL = re.compile(r"^(?:of )?(?:(?:the|its|their|our) )?(?:\d[\d,]*\s)?", re.I)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what the words around it make of it: `what`, or "" where only the claim's type can tell."""

    number: Number
    what: str
    strong: bool


def quantities(parsed: Parsed, kind_of: KindOf, spotted: Spotted) -> CountsOf:
    """The function it gives answers for each candidate; `spotted` are the time expressions, whose numbers are no counts."""
    known: dict[int, tuple[Quantity, ...]] = {}

    def counts_of(candidate: Candidate) -> tuple[Count, ...]:
        number = parsed.tokens[candidate.token].sent
        if number not in known:
            known[number] = tuple(_quantities(parsed, parsed.sentences[number], spotted.get(number, ())))
        found = [(q, what) for q in known[number] if (what := _what(parsed, q, candidate))]
        return tuple(_count(parsed, q.number, what) for q, what in found)

    return counts_of


def _quantities(parsed: Parsed, sentence: Sentence, spotted: tuple[Expression, ...]) -> Iterator[Quantity]:
    taken = frozenset(i for e in spotted if e.kind != "since" for i in range(e.first, e.last + 1) if e.after is None or i < e.after)
    for n in numbers(parsed, sentence, taken):
        if _part(parsed, n, sentence):
            continue
        what = _told(parsed, n)
        if n.single and not what and not _kind_of_thing(parsed, n):
            continue
        yield Quantity(n, what, bool(what))


def _part(parsed: Parsed, n: Number, sentence: Sentence) -> bool:
    """Whether a number only tells a part of one before it: "including two women", "among them a colonel", ", one of them critically"."""
    before = [t.lower for t in parsed.tokens[max(sentence.first, n.first - 2):n.first]]
    if before[-1:] and before[-1] in ("including", "among", "includes"):
        return True
    row = [t.lower for t in parsed.tokens[max(sentence.first, n.first - 3):n.first]]
    if row and "of" in row[1:] and row[0] in ("one", "two", "three", "some", "several") and row[-1] in ("the", "its", "their", "his", "of"):
        return True  # "one of the three leaders"
    if n.noun is not None and parsed.tokens[n.noun].dep == "pobj" and parsed.tokens[n.noun].lemma in ("family", "household"):
        of = parsed.tokens[parsed.tokens[n.noun].head]
        if of.lower == "of" and any(parsed.tokens[k].tag == "CD" for k in parsed.children(of.head)):
            return True  # "eleven members of two families"
    if len(before) == 2 and before[0] == "among" and before[1] in ("them", "whom"):
        return True
    after = parsed.tokens[n.last + 1:n.last + 4]
    if before[-1:] == [","] and n.low == 1 and n.noun is None and after and after[0].lower in ("from", "in", "at"):
        return True  # "two monks, one from Peru and one from Chile"
    of_them = len(after) == 3 and after[0].lower == "of" and after[1].lower in ("them", "whom")
    return of_them and before[-1:] == [","] and not after[2].tag.startswith(("VB", "MD", "N"))


def _told(parsed: Parsed, n: Number) -> str:
    """What the noun, an adjective after it, its verb or the event noun before it says is counted; "" where none does."""
    tokens = parsed.tokens
    lemma = tokens[n.noun].lemma if n.noun is not None else ""
    again = n.single and n.noun is not None and tokens[n.noun].dep == "appos" and tokens[tokens[n.noun].head].tag in ("NN", "NNS")
    if again or (n.noun is not None and tokens[n.noun].lower in ("wound", "wounds")):
        return ""  # "a man, a German", "four bullet wounds"
    if n.noun is not None and not n.single and (found := _by_noun(lemma)):
        if lemma in HELD:
            return "" if wanted(parsed, n) else _by_governor(parsed, n) or found  # "300 hostages died"
        return found
    if n.noun is None:
        after = tokens[n.last + 1].lemma if n.last + 1 < len(tokens) else ""
        for kind in ("killed", "injured", "missing"):
            if after in _words(kind, "nouns"):
                return kind
    state = next((STATES[word] for word in _after(parsed, n) if word in STATES), "")
    if state:
        return state
    if not _countable(parsed, n):
        return ""
    return _beside(parsed, n) or _by_governor(parsed, n)


def _beside(parsed: Parsed, n: Number) -> str:
    """"injured twelve more", "around twenty more, including a colleague, were injured": what stands beside, whatever the parse."""
    tokens = parsed.tokens
    if n.first and tokens[n.first - 1].tag[0] == "V" and (found := _by_verb(parsed, n.first - 1, "object")):
        return found
    if n.noun is not None and tokens[n.noun].lemma not in REST:
        return ""
    i, end = n.last + 1, min(len(tokens), n.last + 14)
    i += i < end and tokens[i].lower in REST
    if i < end and tokens[i].lower == ",":
        i = next((j + 1 for j in range(i + 1, end) if tokens[j].lower == ","), end)
    passive = False
    while i < end and tokens[i].lemma in ("be", "have", "also", "reportedly", "seriously") or (i < end and tokens[i].tag == "RB"):
        passive, i = passive or tokens[i].lemma == "be", i + 1
    return _by_verb(parsed, i, "object") if passive and i < end else ""


def _after(parsed: Parsed, n: Number) -> Iterator[str]:
    last = parsed.span(n.noun)[1] if n.noun is not None else n.last
    last = min(last, n.last + 8)
    here = last + 1 < len(parsed.tokens) and parsed.tokens[last + 1].sent == parsed.tokens[n.last].sent
    if here and not _of_another(parsed, n, last + 1):
        yield parsed.tokens[last + 1].lower
    if n.noun is not None and n.noun + 1 < len(parsed.tokens):
        yield parsed.tokens[n.noun + 1].lower


def _of_another(parsed: Parsed, n: Number, i: int) -> bool:
    """Whether another number stands right before a word of state: "12 soldiers and about 30 wounded"."""
    return i - 1 > n.last and parsed.tokens[i - 1].tag == "CD"


def _countable(parsed: Parsed, n: Number) -> bool:
    """Whether it may be people: no noun, or a person or group noun, or an unknown plural."""
    if n.noun is None or parsed.tokens[n.noun].lemma in REST:
        return True
    kinds = classes().get(parsed.tokens[n.noun].lemma, frozenset())
    if kinds & {"person", "force", "office"}:
        return True
    tag = parsed.tokens[n.noun].tag
    return not n.single and not kinds and tag in ("NNS", "NNPS")


def _by_governor(parsed: Parsed, n: Number) -> str:
    """The kind that the governing verb or event noun gives: "killed 12", "12 people arrested", "the killing of 12", "toll rose to 12"."""
    tokens = parsed.tokens
    node = n.anchor
    for c in (c for j in (node, *_conjuncts(parsed, node)) for c in parsed.children(j)):
        if tokens[c].dep in ("acl", "relcl") and tokens[c].tag[0] == "V":
            found = _by_verb(parsed, c, "object" if _is_passive(parsed, c) else "subject")
            if found:
                return found
    for _ in range(6):
        t = tokens[node]
        head = tokens[t.head]
        if t.head == node:
            return ""
        if t.dep in ("dobj", "nsubjpass", "nsubj", "dative", "oprd", "attr"):
            return _as_argument(parsed, node)
        if t.dep == "pobj" and head.lower in ("to", "at", "from"):
            return _toll(parsed, head.head)
        if t.dep == "pobj" and head.lower == "of" and tokens[head.head].tag == "CD":  # "two of its crew were injured"
            node = head.head
        elif t.dep == "pobj" and head.lower == "of" and tokens[head.head].lemma == "loss" and _human(parsed, n):
            return "killed"  # "with the loss of two men"
        elif t.dep == "pobj" and head.lower in ("of", "for") and tokens[head.head].tag[0] == "N":
            found = _by_noun(tokens[head.head].lemma)
            if found or tokens[head.head].lemma not in wordset("what", "collective"):
                return found
            node = head.head
        elif t.dep in ("conj", "appos", "nmod", "compound"):
            node = t.head
            if tokens[node].tag[0] == "V":
                return _by_verb(parsed, node, "object")
        else:
            return ""
    return ""


def _human(parsed: Parsed, n: Number) -> bool:
    kinds = classes().get(parsed.tokens[n.noun].lemma, frozenset()) if n.noun is not None else frozenset()
    return bool(kinds & {"person", "force"})


def _as_argument(parsed: Parsed, node: int) -> str:
    t = parsed.tokens[node]
    verb = parsed.tokens[t.head]
    if t.dep == "nsubj" and verb.lemma in RECKON:
        return ""  # who puts the dead at 30 is none of them
    if t.dep == "nsubj" and verb.lemma == "lose" and any(parsed.tokens[c].lemma == "life" for c in parsed.children(t.head)):
        return "killed"  # "two attackers lost their lives"
    place = "subject" if t.dep == "nsubj" else "object"
    verb = parsed.tokens[t.head]
    state = next((parsed.tokens[c].lower for c in parsed.children(t.head) if parsed.tokens[c].dep in ("acomp", "attr")), verb.lower)
    return _by_verb(parsed, t.head, place) or _toll(parsed, t.head) or _among(parsed, t.head) or STATES.get(state, "")


def _by_noun(lemma: str) -> str:
    """"the killing of", "the arrest of"."""
    return next((kind for kind in (*KINDS, "casualties") if _is(lemma, kind)), "")


def _is(lemma: str, kind: str) -> bool:
    """Whether a noun is of a kind; a plural that the lemmatizer does not know counts ("submachineguns")."""
    known = _words(kind, "nouns")
    return lemma in known or (lemma.endswith("s") and lemma[:-1] in known)


def _conjuncts(parsed: Parsed, node: int) -> list[int]:
    """What is coordinated with a noun after it: "12 soldiers and 30 civilians killed"."""
    out = [node]
    for j in out:
        below = ((c, parsed.tokens[c]) for c in parsed.children(j))
        out += [c for c, t in below if t.dep in ("conj", "appos") and t.tag[0] == "N" and len(out) < 8]
    return out[1:]


def _by_verb(parsed: Parsed, verb: int, place: str) -> str:
    lemma = parsed.tokens[verb].lemma
    if place == "subject" and lemma not in INTRANSITIVE:
        return ""
    for kind in KINDS:
        if lemma in _words(kind, "verbs"):
            if lemma in ("shoot", "gun", "hang", "bury", "claim", "round", "flee") and not _firm(parsed, verb, lemma):
                return ""
            return kind
    if lemma == "take" and any(parsed.tokens[c].lower in ("hostage", "prisoner", "captive") for c in parsed.children(verb)):
        return "abducted" if any(parsed.tokens[c].lower == "hostage" for c in parsed.children(verb)) else "captured"
    return ""


def _firm(parsed: Parsed, verb: int, lemma: str) -> bool:
    """Verbs that kill only with the right company: "shot dead", "gunned down", "claimed 12 lives"."""
    near = {parsed.tokens[i].lower for i in parsed.subtree(verb)}
    if lemma == "flee":
        return True
    return bool(near & {"dead", "death", "down", "life", "lives", "up", "killed"})


def _toll(parsed: Parsed, verb: int) -> str:
    """"the death toll rose to 40", "the number of wounded stands at 12"."""
    tokens = parsed.tokens
    for c in parsed.children(verb):
        if tokens[c].dep in ("nsubj", "nsubjpass", "dobj"):
            words = {tokens[i].lemma for i in parsed.subtree(c)}
            if tokens[c].lower in STATES and tokens[verb].lemma in RECKON:  # "put the dead at 30"
                return STATES[tokens[c].lower]
            if not words & {"toll", "number", "count", "figure", "total"}:
                continue
            for kind in ("injured", "casualties", "missing", "displaced", "killed"):
                if words & (_words(kind, "nouns") | _words(kind, "verbs")):
                    return kind
            if "toll" in words:
                return "killed"
            for kind in ("weapons", "vehicles", "strikes"):
                if words & _words(kind, "nouns"):
                    return kind
    return ""


def _among(parsed: Parsed, verb: int) -> str:
    """"two policemen were among those killed"."""
    tokens = parsed.tokens
    if tokens[verb].lemma == "be":
        for c in parsed.children(verb):
            if tokens[c].lower == "among":
                words = {tokens[i].lemma for i in parsed.subtree(c)}
                return next((k for k in KINDS if words & (_words(k, "verbs") | _words(k, "nouns"))), "")
    return ""


def _is_passive(parsed: Parsed, verb: int) -> bool:
    t = parsed.tokens[verb]
    return t.tag == "VBN" or any(parsed.tokens[c].dep in ("auxpass", "nsubjpass") for c in parsed.children(verb))


def _words(kind: str, part: str) -> frozenset[str]:
    return wordset("what", f"{kind}_{part}") if f"{kind}_{part}" in lexicon()["what"] else frozenset()


def _kind_of_thing(parsed: Parsed, n: Number) -> str:
    """people, vehicles, weapons, strikes, protesters or ""."""
    if n.noun is None:
        return ""
    t = parsed.tokens[n.noun]
    for kind in ("protesters", "vehicles", "weapons", "strikes"):
        if _is(t.lemma, kind):
            return kind
    if t.tag[0] != "N":
        return ""
    kinds = classes().get(t.lemma, frozenset())
    folk = t.tag == "NNPS" or (t.tag == "NNP" and not n.single and t.text.isalpha() and not t.text.isupper())  # "some 170 Tutsi"
    return "people" if folk or (kinds & {"person", "force"} and "org" not in kinds) else ""


def _what(parsed: Parsed, q: Quantity, c: Candidate) -> str:
    """What this quantity counts in this claim, or "" where it is none of its."""
    n, what = q.number, q.what
    way = _distance(parsed, n.anchor, c.token)
    if what in HURT:
        mine = parsed.tokens[c.token]
        besieged = mine.dep == "amod" and parsed.tokens[mine.head].tag != "CD"  # "the besieged town" has no toll, "11 dead" is one
        if (c.type == "injure" and what == "killed") or besieged:
            return ""
        if (c.type in ("enter", "destroy") and _killed_apart(parsed, n, c)) or _told_before(parsed, n, c) or _of_others(parsed, n, c):
            return ""
        if mine.dep == "pcomp" and parsed.tokens[mine.head].lower in ("after", "before", "since") and n.anchor < mine.i:
            return ""  # "killed 24 people after capturing the village"
        far = FAR["toll"] if n.noun is None and parsed.tokens[parsed.tokens[n.anchor].head].lower in ("to", "at") else FAR["hurt"]
        return what if c.type in wordset("carries", "hurt") and way <= far else ""
    role = _role(parsed, n, c)
    if not role and _of_next(parsed, n, c):
        return ""
    if what and what not in THINGS:
        return what if c.type in wordset("fits", what) and (role or way <= FAR["other"]) else ""
    thing = what if what in THINGS else _kind_of_thing(parsed, n)
    if thing == "strikes":
        return thing if c.type in wordset("carries", "strikes") and (n.anchor == c.token or what) and not n.single else ""
    if thing in ("vehicles", "weapons"):
        return thing if c.type in wordset("carries", "things") and _of_thing(parsed, n, c, role, way) else ""
    return _of_people(q, c, role, thing)


def _killed_apart(parsed: Parsed, n: Number, c: Candidate) -> bool:
    """Whether the dead are those of another verb of the row: "burst into the village and killed the chief and two of his wives"."""
    t = parsed.tokens[n.anchor]
    for _ in range(12):
        if t.dep in ("dobj", "nsubjpass", "nsubj") or t.head == t.i:
            break
        t = parsed.tokens[t.head]
    return t.head != c.token and t.dep == "dobj" and parsed.tokens[t.head].lemma in _words("killed", "verbs")


def _of_others(parsed: Parsed, n: Number, c: Candidate) -> bool:
    """Whether the dead are those of another verb of dying than the claim's: "four soldiers were killed and 20 rebels died"."""
    mine, dying = parsed.tokens[c.token], _words("killed", "verbs")
    if mine.dep == "nsubj" and mine.tag[:1] == "N" and parsed.tokens[mine.head].lemma in dying:
        mine, apart = parsed.tokens[mine.head], True  # "a raid killed 12 in Bor, and shelling killed 20 in Lipa"
    else:
        apart = False
    if mine.tag[:2] != "VB" or mine.lemma not in dying:
        return False
    t = parsed.tokens[n.anchor]
    for _ in range(6):
        if t.dep in ("dobj", "nsubjpass", "nsubj") or t.head == t.i:
            break
        t = parsed.tokens[t.head]
    verb = parsed.tokens[t.head]
    if t.dep not in ("dobj", "nsubjpass", "nsubj") or verb.i == mine.i or verb.lemma not in dying:
        return False
    if apart and not any(parsed.tokens[k].dep == "nsubj" for k in parsed.children(verb.i)):
        return False  # "a raid killed 12 and wounded 20"
    return mine.i in (verb.head, *parsed.children(verb.i))


def _told_before(parsed: Parsed, n: Number, c: Candidate) -> bool:
    """Whether the harm stands in a clause before the claim's own subject: "shot six men, and police stormed a shrine"."""
    mine = parsed.tokens[c.token]
    if mine.dep != "conj" or mine.tag[:2] != "VB" or parsed.tokens[mine.head].tag[:2] != "VB":
        return False
    before = max(mine.head, n.last, n.anchor)
    return any(parsed.tokens[k].dep in ("nsubj", "nsubjpass") and before < k < mine.i for k in parsed.children(mine.i))


def _of_next(parsed: Parsed, n: Number, c: Candidate) -> bool:
    """Whether the number is the object of another finite verb of the row: the rifles in "attacked the post and seized 20 rifles"."""
    t = parsed.tokens[n.anchor]
    verb, mine = parsed.tokens[t.head], parsed.tokens[c.token]
    rows = (verb.dep == "conj", mine.dep == "conj")
    return t.dep == "dobj" and any(rows) and verb.i != mine.i and verb.tag == mine.tag and verb.tag in ("VBD", "VBZ", "VBP", "VBN", "VB")


def _of_thing(parsed: Parsed, n: Number, c: Candidate, role: str, way: float) -> bool:
    """Whether vehicles or weapons are the claim's: among its roles, its trigger ("two bombs exploded") or in its own clause."""
    if n.anchor == c.token:
        return not n.single or parsed.tokens[n.first].lower == "another"
    if n.single and not role:
        first = n.anchor
        while parsed.tokens[first].dep in ("conj", "appos"):
            first = parsed.tokens[first].head
        if parsed.tokens[first].dep not in ("dobj", "nsubjpass"):
            return False
    apart = any(i != c.token and _opens_clause(parsed, i) for i in _between(parsed, n.anchor, c.token))
    return bool(role) or (way <= FAR["other"] and not apart)


def _opens_clause(parsed: Parsed, i: int) -> bool:
    """Whether a word heads a clause of its own; "…, delivering 101 munitions" does not."""
    t = parsed.tokens[i]
    return t.dep in ("relcl", "ccomp", "acl", "pcomp") or (t.dep == "advcl" and t.tag != "VBG")


def _between(parsed: Parsed, a: int, b: int) -> Iterator[int]:
    """The words on the way from one word to the other in the tree, without the one where they meet."""
    up = [node for node, _ in _climb(parsed, a)]
    other = [node for node, _ in _climb(parsed, b)]
    meet = next((node for node in other if node in up), None)
    for way in (up, other):
        for node in way:
            if node == meet:
                break
            yield node


def _of_people(q: Quantity, c: Candidate, role: str, thing: str) -> str:
    n = q.number
    if not thing and n.noun is not None:
        return ""
    if role == "target":
        return str(lexicon()["of_target"].get(c.type, ""))
    if role == "actor" and (n.noun is not None or c.type in ("surrender", "displace", "protest")):
        if c.type == "surrender":
            return "surrendered"
        if c.type in ("protest", "riot"):
            return "protesters"
        if c.type == "displace":
            return "displaced"
        return "troops" if c.type in wordset("carries", "troops") else ""
    return ""


def _role(parsed: Parsed, n: Number, c: Candidate) -> str:
    """Whether the counted noun is among the claim's actors or targets, itself or through "of", a conjunct or an apposition."""
    node = n.anchor
    for _ in range(5):
        if node in c.target:
            return "target"
        if node in c.actor:
            return "actor"
        t = parsed.tokens[node]
        inside = t.dep in ("pobj", "prep", "conj", "appos", "nmod", "compound") and parsed.tokens[t.head].tag[0] in "NICD"
        if not inside or t.head == node or (n.single and t.dep in ("appos", "pobj")):
            break
        node = t.head
    t = parsed.tokens[n.anchor]
    if t.head == c.token and t.dep in ("dobj", "nsubjpass") and c.type == "deploy" and n.noun is not None:
        return "actor"  # "will send 300 soldiers": the troops that another moves
    if t.head == c.token and n.anchor not in c.actor and n.noun is None:
        return "target" if t.dep in ("dobj", "nsubjpass") else ""
    return ""


def _distance(parsed: Parsed, a: int, b: int) -> float:
    """How far apart two words are in the tree; clauses under verbs of saying are far."""
    up = dict(_climb(parsed, a))
    return next((up[node] + total for node, total in _climb(parsed, b) if node in up), 99.0)


def _speech() -> frozenset[str]:
    return frozenset(times_lexicon()["speech"])


def _climb(parsed: Parsed, node: int) -> Iterator[tuple[int, float]]:
    """A word and its governors, each with the length of the way to it."""
    total = 0.0
    for _ in range(14):
        yield node, total
        t = parsed.tokens[node]
        if t.head == node:
            return
        noun = t.tag[0] == "N" and parsed.tokens[t.head].tag[0] == "N"
        plain = t.dep in ("ccomp", "parataxis") and parsed.tokens[t.head].lemma not in _speech()
        total += 0.1 if t.dep == "conj" and noun else 0.6 if plain else STEP.get(t.dep, 0.3)
        node = t.head


def _count(parsed: Parsed, n: Number, what: str) -> Count:
    """The count with its words: from its bounds to the end of the noun phrase, without relative clauses."""
    tokens = parsed.tokens
    last = n.last
    if n.noun is not None:
        last = max(last, n.noun)
        for c in parsed.children(n.noun):
            if c == last + 1 and tokens[c].lower == "of" and parsed.span(c)[1] - c <= 8:
                last = parsed.span(c)[1]
    elif last + 1 < len(tokens) and tokens[last + 1].lower in ("dead", "wounded", "injured", "more", "others"):
        last += 1
    who = parsed.text(n.last + 1, last) if n.noun is not None and last > n.last else ""
    who = OF_ALL.sub("", who).strip()
    if what in ("strikes", "casualties") or (n.noun is not None and tokens[n.noun].lemma in _words(what, "nouns") and what in HURT):
        who = ""
    text = parsed.text(n.first, last)
    return Count(what, " ".join(who.split()), n.low, n.high, text, tokens[n.first].start, tokens[last].end)
