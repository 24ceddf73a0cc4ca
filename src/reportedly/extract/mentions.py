"""Mentions: the noun phrases of a text, what kind of thing each is, its number and the name inside it."""
from __future__ import annotations

import re
from functools import lru_cache

from ..model.claim import Mention
from ..model.knowledge import KindOf
from ..model.parsed import Parsed, Token
from .lexicon import classes, tables, words
from .runs import MONTHS

NAME_TAGS = ("NNP", "NNPS")
NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")
HUMAN = frozenset(("force", "person", "office", "org"))
MANY = HUMAN | {"vehicle", "aircraft"}
ARMS = frozenset(("vehicle", "aircraft", "artillery", "weapon", "explosive"))
DESIGNATION = re.compile(r"[A-Za-z]{1,4}-?\d{1,3}[A-Za-z]?")
BOUNDS = frozenset("more than less fewer least most at about around nearly almost some over up another other estimated".split())
PREMODIFIERS = frozenset("compound amod nummod nmod poss det quantmod npadvmod advmod punct predet case".split())
LEFT_OUT = frozenset("det predet punct nummod quantmod advmod".split())
SINGULAR_PRONOUNS = frozenset("he she him her i me himself herself it itself his".split())
PLURAL_PRONOUNS = frozenset(("they", "them", "we", "us", "themselves", "ourselves", "their", "our"))



def is_name(t: Token) -> bool:
    """Whether the token is part of a proper name; the parser takes initials ("ISIL") for common nouns at times."""
    return t.tag in NAME_TAGS or (t.tag in ("NN", "NNS", "JJ") and len(t.text) > 1 and t.text.isupper())


def core(parsed: Parsed, i: int) -> int:
    """The noun that says what kind of thing a phrase is: "fighters" for "hundreds of fighters", else `i` itself."""
    t = parsed.tokens[i]
    amount = t.tag == "CD" or t.lemma.lower() in words("quantity")
    if not amount and t.lemma.lower() not in words("bunch"):
        return i
    for p in parsed.children(i):
        if parsed.tokens[p].lower == "of":
            for o in parsed.children(p):
                if parsed.tokens[o].dep == "pobj" and (amount or _many(parsed, o)):
                    return core(parsed, o)
    return i


def _many(parsed: Parsed, i: int) -> bool:
    """Whether a noun stands for several people or vehicles: "gunmen" in "a group of gunmen", not "justice" in "a court of justice"."""
    t = parsed.tokens[core(parsed, i)]
    return t.tag in ("NNS", "NNPS") and bool(noun_classes(t.lemma.lower(), True) & MANY)


def left_edge(parsed: Parsed, i: int) -> int:
    """First token of the premodifiers of noun `i`."""
    first = i
    for c in parsed.children(i):
        if c < first and parsed.tokens[c].dep in PREMODIFIERS:
            first = min(first, left_edge(parsed, c) if parsed.children(c) else c)
    return first


def _shot_dead(tokens: tuple[Token, ...], i: int) -> bool:
    """"Dead" of "shot dead four traders", which is none of their description."""
    return tokens[i].lower == "dead" and tokens[i + 1].tag in ("CD", "DT", "PRP$")


def _hyphened(tokens: tuple[Token, ...], i: int, head: int) -> bool:
    """Whether a number opens a compound word: "two-storey house"; "50-60 people" are a range."""
    return tokens[i].tag == "CD" and i + 2 < head and tokens[i + 1].text == "-" and tokens[i + 2].tag in ("NN", "JJ")


def name_run(parsed: Parsed, i: int) -> tuple[int, int] | None:
    """First and last token of the proper name that ends in noun `i`, without titles; None where there is none."""
    tokens = parsed.tokens
    if not is_name(tokens[i]):
        return None
    first = i
    while first > 0 and tokens[first - 1].sent == tokens[i].sent and _joins(tokens, first - 1, i):
        first -= 1
    while first < i and tokens[first - 1].tag == "CD" and tokens[first].lower in MONTHS:  # "on 5 May Truong Chinh"
        first += 1
    titles = words("titles")
    if any(tokens[k].lower.rstrip(".") in titles for k in range(first, i)):
        first = next(k for k in range(i, first - 1, -1) if k == first or tokens[k - 1].lower.rstrip(".") in titles)
    while first < i and (tokens[first].lower in words("opening") or
                         (tokens[first].tag not in NAME_TAGS and not tokens[first].text[:1].isupper())):
        first += 1
    return first, i


def _joins(tokens: tuple[Token, ...], j: int, head: int) -> bool:
    t = tokens[j]
    if t.tag in NAME_TAGS and j + 3 < len(tokens) and tokens[j + 1].text == tokens[j + 3].text == "-" and tokens[j + 2].text.islower():
        return True  # "Port-au-Prince", however it is parsed
    if t.tag in NAME_TAGS:
        return t.head == head or tokens[t.head].head == head or t.head == j + 1
    if t.tag == "JJ" and t.text[:1].isupper() and t.dep == "amod":
        return t.head == head and tokens[j + 1].tag in NAME_TAGS
    if t.text.isalpha() and t.text.islower() and 0 < j < len(tokens) - 2 and tokens[j - 1].text == tokens[j + 1].text == "-":
        return tokens[j + 2].text[:1].isupper()  # "Port-au-Prince"
    within = j > 1 and t.text == "-" and tokens[j - 2].text == "-" and tokens[j - 1].text.islower()
    return t.text in ("-", "–", "&") and j > 0 and (tokens[j - 1].tag in NAME_TAGS or within)


@lru_cache(1 << 14)
def noun_classes(word: str, plural: bool) -> frozenset[str]:
    """The classes of a common noun, with `human` and `armed` added; by its ending where the table does not have it."""
    found = classes().get(word)
    ends = word.endswith(("man", "men", "ist", "ists", "girl", "girls", "boy", "boys", "child"))
    if found is None and ends and word not in words("no_persons"):
        found = frozenset(("person",))
    if found is None:
        return frozenset(("other",))
    more = {"human"} if found & HUMAN else set()
    return found | more | ({"armed"} if "force" in found else set())


def named_by(parsed: Parsed, i: int, kind_of: KindOf) -> tuple[int, ...]:
    """The names in apposition to a person or group: Runiga for "the rebels' leader, Jean Runiga", both for "two men: A and B"."""
    tokens, t = parsed.tokens, parsed.tokens[i]
    if t.tag not in ("NN", "NNS") or not noun_classes(t.lemma.lower(), t.tag == "NNS") & HUMAN:
        return (i,)
    for c in parsed.children(i):
        if tokens[c].dep != "appos" or tokens[c].tag not in NAME_TAGS or c - i > 12:
            continue
        row = [c]
        for j in row:
            row += [k for k in parsed.children(j) if tokens[k].dep == "conj" and tokens[k].tag in NAME_TAGS]
        if (t.tag == "NNS") == (len(row) > 1) and not any(_elsewhere(parsed, j, kind_of) for j in row):
            return tuple(row)
    return _called(parsed, i)


def _called(parsed: Parsed, i: int) -> tuple[int, ...]:
    """The name in "a man named Erik Suleman", "a man identified as Juan Perez"."""
    tokens = parsed.tokens
    for v in parsed.children(i):
        if tokens[v].dep == "acl" and tokens[v].lemma in ("name", "call", "identify") and v - i <= 2:
            for c in parsed.children(v):
                down = parsed.children(c) if tokens[c].lower == "as" else (c,)
                for o in down:
                    if tokens[o].dep in ("oprd", "pobj", "attr", "dobj") and tokens[o].tag in NAME_TAGS:
                        return (o,)
    return (i,)


def _elsewhere(parsed: Parsed, i: int, kind_of: KindOf) -> bool:
    """Whether a name is a place: "the mayor, in Goma" misread as an apposition."""
    run = name_run(parsed, i)
    known = kind_of(_flat(parsed.text(*run)) if run else parsed.tokens[i].text)
    return known.place > 0.5 and not known.actor


def mention(parsed: Parsed, head: int, kind_of: KindOf) -> Mention:
    """The Mention whose head noun is token `head`, without relative clauses and far attachments.

    The text runs from the first modifier after article and pronoun to the head; a short "of" phrase is kept
    ("delegates of the African Union"), as it may be what tells the phrase apart.
    """
    head = core(parsed, head)
    tokens, t = parsed.tokens, parsed.tokens[head]
    first = left_edge(parsed, head)
    of = ""
    led = next((j for j in range(head - 1, first - 1, -1) if tokens[j].tag == "IN" and tokens[j].lower not in BOUNDS), None)
    if led is not None:  # "according to a police report, alleged guerrillas"
        first = next((j + 1 for j in range(head - 1, led, -1) if tokens[j].text == ","), led + 1)
    dated = t.text[:1].islower() and tokens[first].lower in words("time")  # "on September 12 units of the army"
    while first < head and not _hyphened(tokens, first, head) and (
            tokens[first].lower in words("opening") or _shot_dead(tokens, first) or (dated and tokens[first].tag in ("NNP", "CD"))
            or (tokens[first].dep in LEFT_OUT and not (tokens[first].dep == "advmod" and tokens[first + 1].text == "-"))  # "high-ranking"
            or tokens[first].tag in ("PRP$", "DT", "CD", "CC", ",") or tokens[first].lower in BOUNDS):
        if tokens[first].tag == "PRP$":
            of = tokens[first].text
        first += 1
    last, of_phrase = _of(parsed, head)
    run = _past_country(parsed, name_run(parsed, head), kind_of) or _inner_name(parsed, head, first)
    if run and run[1] == head and tokens[first].lower == "of":
        first = run[0]
    office = run is not None and run[1] == head and _office_alone(parsed, run, kind_of)
    name = parsed.text(*run) if run and not office else ""
    kind = "office" if office else _kind(t, kind_of, name)
    return Mention(tokens[first].start, tokens[last].end, _flat(parsed.text(first, last)), t.lemma.lower(), kind,
                   _number(parsed, head), _flat(name), _country(parsed, head, kind_of), _flat(of or of_phrase or _possessor(parsed, head)))


def _office_alone(parsed: Parsed, run: tuple[int, int], kind_of: KindOf) -> bool:
    """Whether what was taken for a name is an office and whose: "the Peruvian President", "THE FOREIGN MINISTER"."""
    tokens, (first, last) = parsed.tokens, run
    if "office" not in noun_classes(tokens[last].lower, False) or not any(
            tokens[c].lower in ("the", "this") and c < last for c in parsed.children(last)):
        return False
    return all(tokens[k].lower in words("branches") or tokens[k].lower in tables("demonyms") or kind_of(tokens[k].text).demonym
               for k in range(first, last))


def _past_country(parsed: Parsed, run: tuple[int, int] | None, kind_of: KindOf) -> tuple[int, int] | None:
    """The name without the country of an office before it: "Cristiani" for "President of El Salvador Alfredo Cristiani"."""
    if run is None or run[0] < 2 or run[1] == run[0] or parsed.tokens[run[0] - 1].lower != "of":
        return run
    if parsed.tokens[run[0] - 2].lower not in words("titles"):
        return run
    ends = (k for k in range(run[1] - 1, run[0] - 1, -1) if kind_of(_flat(parsed.text(run[0], k))).feature == "country")
    last = next(ends, None)
    return run if last is None else (last + 1, run[1])


def _flat(text: str) -> str:
    return " ".join(text.split())


def _of(parsed: Parsed, head: int) -> tuple[int, str]:
    """Last token of a short "of" or "for" phrase after the head, and its words."""
    tokens = parsed.tokens
    for p in parsed.children(head):
        if p > head and tokens[p].lower in ("of", "for", "from") and tokens[p].dep == "prep" and p - head <= 3:
            for o in parsed.children(p):
                if tokens[o].dep == "pobj" and o - p <= 6:
                    named = name_run(parsed, o)
                    of = parsed.text(*named) if named else parsed.text(left_edge(parsed, o), o)
                    return (o if tokens[p].lower == "of" and p == head + 1 else head), of
    return head, ""


def _possessor(parsed: Parsed, head: int) -> str:
    for c in parsed.children(head):
        if parsed.tokens[c].dep == "poss":
            return parsed.text(left_edge(parsed, c), c)
    return ""


def _inner_name(parsed: Parsed, head: int, first: int) -> tuple[int, int] | None:
    """The name in front of a common noun ("Taliban" in "Taliban fighters"), else the name in apposition."""
    tokens = parsed.tokens
    armed = bool(noun_classes(tokens[head].lemma.lower(), tokens[head].tag == "NNS") & ARMS)
    for j in range(head - 1, first - 1, -1):
        if armed and DESIGNATION.fullmatch(tokens[j].text):  # "US B-52 bombers" are of the US
            continue
        if is_name(tokens[j]) and tokens[j].dep in ("compound", "nmod", "amod", "poss", "npadvmod"):
            return name_run(parsed, j)
    for c in parsed.children(head):
        if tokens[c].dep == "appos" and tokens[c].tag in NAME_TAGS and c - head < 12:
            return name_run(parsed, c)
    return None


def _country(parsed: Parsed, head: int, kind_of: KindOf) -> str:
    demonyms = tables("demonyms")
    for c in parsed.children(head):
        t = parsed.tokens[c]
        before = c < head and t.dep in ("amod", "compound", "nmod", "poss")
        if before and (t.lower in demonyms or (t.text[:1].isupper() and kind_of(t.text).demonym)):
            return t.text
    return ""


def _number(parsed: Parsed, head: int) -> int:
    t = parsed.tokens[head]
    if t.lower in PLURAL_PRONOUNS or any(parsed.tokens[c].dep == "conj" for c in parsed.children(head)):
        return 2
    if t.lower in SINGULAR_PRONOUNS or t.tag in ("NN", "NNP"):
        return 1
    return 2 if t.tag in ("NNS", "NNPS") else 0


def resisting(parsed: Parsed, i: int) -> bool:
    """Whether "resistance" is what was met, as in "almost no resistance", and not the resistance."""
    return parsed.tokens[i].lemma == "resistance" and not any(
        parsed.tokens[c].lower in ("the", "our", "their") or parsed.tokens[c].text[:1].isupper() for c in parsed.children(i))


def _kind(t: Token, kind_of: KindOf, name: str) -> str:
    if t.tag.startswith(("PRP", "WP", "WDT")):
        return "pronoun"
    if t.tag in NAME_TAGS:
        return "name"
    found = noun_classes(t.lemma.lower(), t.tag == "NNS")
    if "office" in found and t.tag == "NN":
        return "office"
    if found & HUMAN:
        return "group" if t.tag == "NNS" or "org" in found or t.lemma.lower() in words("collective") else "person"
    return "place" if "place" in found else "thing"


def mentions(parsed: Parsed, kind_of: KindOf) -> tuple[Mention, ...]:
    """Every mention of a document that something later may refer to, in the order of the text."""
    out = []
    for t in parsed.tokens:
        if t.tag in NOUN_TAGS:
            if (t.dep != "compound" or (t.tag in NAME_TAGS and parsed.tokens[t.head].tag not in NAME_TAGS)) and not resisting(parsed, t.i):
                out.append(mention(parsed, t.i, kind_of))
        elif t.tag in ("PRP", "PRP$") and t.lower not in ("it", "its", "there") or t.lower in ("it", "its") and t.tag in ("PRP", "PRP$"):
            out.append(mention(parsed, t.i, kind_of))
    return tuple(out)
