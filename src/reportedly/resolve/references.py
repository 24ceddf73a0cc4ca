"""Who a mention stands for within its document: fullest names, short forms, definite nouns and pronouns.

Antecedents are ranked by recency, place in their sentence and agreement in kind and number, the preferences of Lappin and Leass (1994)
without syntax; the choice carries a probability, the share of its weight among all that agree.
"""
from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ..model.claim import Claim, Mention, Reading
from ..model.document import Document
from ..model.reference import Candidate
from .cast import Cast, Member, every_mention
from .registry import alive, country_of, demonym, key, nouns, role, units
from .titles import bare

FIRST = frozenset({"we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine", "myself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "these", "those", "both", "all"})
PERSON = frozenset({"he", "him", "his", "she", "her", "hers", "himself", "herself", "who", "whom", "whose"})
NEUTER = frozenset({"it", "its", "itself", "which", "that", "this", "one"})
EMPTY = frozenset({"dozen", "dozens", "others", "other", "number", "many", "several", "some", "one", "hundred", "thousand", "score", "none", "rest",
                   "most", "everyone", "someone", "anyone", "nobody", "something", "anything", "nothing", "what", "there", "casualty", "toll",
                   "death", "dead", "wounded", "injured", "more", "few", "half", "majority", "total", "life", "body", "victim", "people", "person",
                   "human", "somebody", "thing"})
DETERMINER = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|some|any|all|both|each|every|several|many|few|a few|most|more|other|another|further|additional|no|"
    r"at least|at most|up to|about|around|nearly|almost|over|under|some|roughly|approximately|more than|less than|fewer than|as many as|an estimated|"
    r"dozens of|scores of|hundreds of|thousands of|a number of|a group of|groups of|members of|a member of|tens of thousands of|"
    r"two dozen|a dozen|a couple of|couple of|"
    r"his|her|its|their|our|my|your|[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen|"
    r"suspected|alleged|unidentified|unknown|so-called|reported|presumed|remaining|rival)\s+)+", re.I)
DEFINITE = re.compile(r"^(?:the|this|that|these|those|said|both|all|its|their|his|our)\b", re.I)
THE = re.compile(r"\b(?:the|this|that|these|those|both|all|its|their|his|our)\s+(?:\w+\s+)?$", re.I)
STATE_PARTS = frozenset({"military", "police", "government"})


@dataclass(frozen=True, slots=True)
class Link:
    """The answer for one mention: the name to print, the member of the cast behind it (None for a bare noun), and how sure."""

    name: str
    member: Member | None = None
    kind: str = ""
    country: str = ""
    probability: float = 1.0
    candidates: tuple[Candidate, ...] = ()
    rule: str = ""


Linker = Callable[[Mention, Claim | None], Link | None]


@dataclass(frozen=True, slots=True)
class Referent:
    """A place in the text that later words may refer back to."""

    start: int
    end: int
    sentence: int
    link: Link
    number: int
    sort: str
    subject: bool


@cache
def noun_kind() -> dict[str, str]:
    """Head noun -> kind of actor."""
    return {w: kind for kind, words in nouns()["kind"].items() for w in words}


@cache
def parts() -> frozenset[str]:
    return frozenset(nouns()["parts"]["of_side"])


@cache
def people() -> frozenset[str]:
    return frozenset(nouns()["parts"]["people"])


def singular(word: str) -> str:
    """A noun's lemma as the tables have it: lower case, plural s off where that is a known word."""
    word = word.lower()
    known = noun_kind()
    for form in (word, word[:-1] if word.endswith("s") else word, word[:-3] + "y" if word.endswith("ies") else word,
                 word[:-3] + "man" if word.endswith("men") else word):
        if form in known or form in parts():
            return form
    return word


def phrase(mention: Mention) -> str:
    """The words of a mention without determiners and numbers: "two unidentified gunmen" -> "gunmen"; "" where nothing is left."""
    text = " ".join(mention.text.split()).strip(" ,;:\"“”'")
    text = re.sub(r"^(?:['’]s\s+)", "", DETERMINER.sub("", text + " ").strip())
    return "" if text.lower() in EMPTY or text.lower().rstrip("s") in EMPTY else text


def sort_of(mention: Mention, link: Link | None) -> str:
    """person, group, state, people, thing: what agrees with which pronoun."""
    kind = link.kind if link else ""
    if kind == "person" or mention.kind in ("person", "office"):
        return "person" if mention.number != 2 else "people"
    if kind == "state":
        return "state"
    if kind in ("rebel", "militia", "coalition", "military", "police", "government", "igo", "ngo", "media", "party", "organisation", "criminal"):
        return "group"
    noun = noun_kind().get(singular(mention.head), "")
    if noun in ("civilians", "attackers"):
        return "people" if mention.number == 2 else "person"
    if noun:
        return "people" if mention.number == 2 else "group"
    return "group" if mention.kind == "group" else "thing"


def linker(document: Document, reading: Reading, cast: Cast) -> Linker:
    """Read the mentions of a document once, in order; the function it gives answers for a mention of a claim (None: stands for nobody)."""
    referents: list[Referent] = []
    seen: dict[tuple[int, int], Link | None] = {}
    roles = {(m.start, m.end) for c in reading.claims for m in c.actor}
    last = -1
    for m in every_mention(reading):
        link = _link(m, cast, referents, ())
        seen[m.start, m.end] = link
        number = cast.sentence(m.start)
        if link and m.kind != "place" and not (m.kind == "pronoun" and link.probability < 0.3):
            referents.append(Referent(m.start, m.end, number, link, m.number, sort_of(m, link), number != last or (m.start, m.end) in roles))
            last = number

    def answer(mention: Mention, claim: Claim | None) -> Link | None:
        if claim is None or not _anaphoric(mention):
            found = seen.get((mention.start, mention.end))
            return found if (mention.start, mention.end) in seen else _link(mention, cast, referents, ())
        others = tuple(m for m in (*claim.actor, *claim.target) if m != mention)
        return _link(mention, cast, referents, others)

    return answer


def _anaphoric(m: Mention) -> bool:
    return m.kind == "pronoun" or not m.name


def _link(m: Mention, cast: Cast, referents: list[Referent], others: tuple[Mention, ...]) -> Link | None:
    if m.kind == "pronoun" or m.head.lower() in (*FIRST, *PLURAL, *PERSON, *NEUTER) and not m.name:
        return pronoun(m.head.lower() or m.text.lower(), m, cast, referents, others)
    if m.name:
        return named(m, cast)
    if m.country:
        return of_country(m, cast)
    owner = m.of.strip().lower()
    if singular(m.head) in parts() | set(units()) and owner in (*FIRST, *PLURAL, *PERSON, *NEUTER):
        return pronoun(owner, m, cast, referents, others)
    if singular(m.head) in parts() and owner and not DEFINITE.match(owner) and (member := cast.find(m.of)):
        return _of(member, m, "owner")
    back = THE.search(cast.before(m.start)) or DEFINITE.match(m.text)
    return definite(m, cast, referents, others) if back or _bare_plural(m) else bare_noun(m)


def _bare_plural(m: Mention) -> bool:
    """"Rebels said", "opposition forces": no article, yet a side of the war."""
    return noun_kind().get(singular(m.head)) in ("rebel", "government") and not re.match(r"[\d]", m.text)


def named(m: Mention, cast: Cast) -> Link | None:
    """A mention with a proper name inside."""
    member = cast.find(m.name)
    head = singular(m.head)
    shown = phrase(m)
    inside = key(bare(m.name))
    if key(bare(shown)) == inside or not m.head or m.head.lower() in m.name.lower().split() or m.kind in ("name", "person"):
        return _of(member, m, "name") if member else Link(bare(m.name) or shown, None, m.kind, rule="name")
    if head in parts():
        if member and member.kind == "state" or m.country and not member:
            return of_country(m, cast)
        return _of(member, m, "part of") if member else Link(bare(m.name), rule="part of")
    if body := cast.find(shown):
        return _of(body, m, "name")
    kind = noun_kind().get(head, "")
    if member and kind in STATE_PARTS and member.kind == "state":
        return of_country(m, cast)
    return Link(shown, None, kind or m.kind, member.country if member else "", 0.9, rule="noun phrase") if shown else None


def of_country(m: Mention, cast: Cast) -> Link | None:
    """A mention with a demonym or a country before its head: the state for its weapons and troops, its body where that is named, else the words."""
    word = m.country or m.name
    member, head, shown = cast.find(word), singular(m.head), phrase(m)
    if (body := cast.find(shown)) and key(shown) != key(word):
        return _of(body, m, "body")
    if found := within_phrase(m, shown, cast):
        return found
    rest = key(shown).removeprefix(key(word)).strip()
    if noun_kind().get(head) == "rebel":
        return Link(shown, None, "rebel", country_of(word), 0.9, rule="demonym") if shown else None
    if rest in units() and rest not in ("security forces", "military", "military forces", "armed forces") or rest == "security forces" and shown:
        return Link(shown, None, units().get(rest, ""), country_of(word), 0.9, rule="body")
    if rest.split(" ")[-1:] and (head in parts() or rest in units()) and head not in people():
        return _state(word, member, m)
    if not rest and not m.text.lower().startswith("the ") and m.number != 2:
        return _state(word, member, m)
    return Link(shown, None, noun_kind().get(head, ""), country_of(word), 0.9, rule="demonym") if shown else None


def within_phrase(m: Mention, shown: str, cast: Cast) -> Link | None:
    """"the alliance forces", "coalition aircraft": a group's common noun before a part of it, where one member has that word for its last."""
    if singular(m.head) not in parts():
        return None
    for word in key(shown).split()[:-1]:
        if noun_kind().get(word) == "group" and word != "opposition":
            found = [x for x in cast.members if key(x.name).split()[-1:] == [word] and x.kind not in ("person", "place")]
            if len(found) == 1:
                return _of(found[0], m, "short form")
    return None


def _state(word: str, member: Member | None, m: Mention) -> Link:
    if member:
        return _of(member, m, "state")
    return Link(word, None, "state", country_of(word), 0.8, rule="state")


def _of(member: Member, m: Mention, rule: str) -> Link:
    name = member.name
    if member.kind == "state" and member.entry and demonym(name) and key(name) not in {key(n) for n in member.entry.names}:
        name = member.entry.names[0].upper() if name.isupper() and len(name) > 3 else member.entry.names[0]
    return Link(name, member, member.kind, member.country, 0.95, rule=rule)


def bare_noun(m: Mention) -> Link | None:
    """A noun without name or antecedent, in its own words."""
    shown = phrase(m)
    return Link(shown, None, noun_kind().get(singular(m.head), m.kind), "", 0.8, rule="noun") if shown else None


def definite(m: Mention, cast: Cast, referents: list[Referent], others: tuple[Mention, ...]) -> Link | None:
    """"the alliance", "the rebels", "the army": a member whose name has that word, else the side of that kind named before, else the words."""
    head, shown = singular(m.head), phrase(m)
    kind = noun_kind().get(head, "")
    if body := cast.find(shown):
        return _of(body, m, "name")
    if found := within_phrase(m, shown, cast):
        return found
    at = cast.sentence(m.start)
    barred = _barred(others, referents)
    by_word = [r for r in cast.members if head and head in key(r.name).split() and _proper(r) and r.kind != "person"]
    if len(by_word) == 1 or by_word and kind in ("group", "military", "government"):
        return _of(max(by_word, key=lambda x: (x.first <= m.start, x.first)), m, "short form")
    if "opposition" in m.text.lower().split() or kind in ("rebel",):
        if found := _side(m, cast, referents, at, barred):
            return found
    if kind == "group" and head not in ("side", "opposition", "party", "company", "agency"):
        pool = [r for r in referents if r.end <= m.start and r.link.member and r.link.kind in
                ("rebel", "militia", "coalition", "organisation", "ngo", "igo", "party", "criminal") and r.link.name not in barred]
        if pool and at - pool[-1].sentence <= 4:
            return _chosen(_scores(pool, at, m.start), "the group")
    if m.kind in ("person", "office") and m.number != 2:
        pool = [r for r in referents if r.end <= m.start and r.sort == "person" and r.link.member and at - r.sentence <= 6]
        titled = [r for r in pool if cast_title(r.link.member, shown, cast)]
        if titled:
            return _of(titled[-1].link.member, m, "office")  # type: ignore[arg-type]
    return bare_noun(m)


def cast_title(member: Member | None, office: str, cast: Cast) -> bool:
    """Whether a person is given that office somewhere in the document (see `speakers`)."""
    asked = set(key(office).split())
    return bool(member and any(asked <= set(key(said).split()) for said in cast.offices.get(member.name, ())))


def _proper(member: Member) -> bool:
    return " " in member.name and member.kind not in ("state", "place")


def _side(m: Mention, cast: Cast, referents: list[Referent], at: int, barred: frozenset[str]) -> Link | None:
    """The armed side that is not the state: named before, else anywhere; with roles as of the document's day."""
    day = cast.day

    def fits(x: Member) -> bool:
        if x.kind not in ("rebel", "militia", "coalition", "organisation", "party") or x.name in barred:
            return False
        now = role(x.id, day) if x.id and day else x.kind
        return now in ("rebel", "militia", "coalition", "") and not (x.entry and day and not alive(x.entry, day))

    pool = [r for r in referents if r.end <= m.start and r.link.member and fits(r.link.member)]
    if pool:
        return _chosen(_scores(pool, at, m.start), "side")
    later = [x for x in cast.members if fits(x)]
    return _of(later[0], m, "side") if len(later) == 1 else None


def _barred(others: tuple[Mention, ...], referents: list[Referent]) -> frozenset[str]:
    spans = {(o.start, o.end) for o in others if o.kind != "pronoun"}
    return frozenset(r.link.name for r in referents if (r.start, r.end) in spans)


def pronoun(word: str, m: Mention, cast: Cast, referents: list[Referent], others: tuple[Mention, ...]) -> Link | None:
    """Third-person pronouns; the first person is left to whoever knows the sources (rule "speaker")."""
    if word in FIRST:
        return Link("", None, "person" if word in ("i", "me", "my") else "organisation", "", 0.8, rule="speaker")
    if word not in (*PLURAL, *PERSON, *NEUTER):
        return None
    sorts = {"person"} if word in PERSON else {"group", "people", "state"} if word in PLURAL else {"group", "state"}
    at, barred = cast.sentence(m.start), _barred(others, referents)
    pool = [r for r in referents if r.end <= m.start and 0 <= at - r.sentence <= (3 if word in PERSON else 2)
            and r.sort in sorts and r.link.name not in barred]
    if word in PLURAL:
        pool = [r for r in pool if r.number == 2 or r.sort == "group"] or pool
    if word in NEUTER:
        pool = [r for r in pool if r.number != 2 or r.link.member]
    return _chosen(_scores(pool, at, m.start), f"pronoun {word}") if pool else None


def _scores(pool: list[Referent], at: int, start: int) -> list[tuple[float, Referent]]:
    """Each name's best place and its weight."""
    best: dict[str, tuple[float, Referent]] = {}
    for r in pool:
        away = at - r.sentence
        weight = 2.0 - 0.9 * away + 0.9 * r.subject + 0.4 * bool(r.link.member) - 0.004 * min(start - r.end, 200) * (away == 0)
        if r.link.name not in best or weight > best[r.link.name][0]:
            best[r.link.name] = (weight, r)
    return sorted(best.values(), key=lambda x: -x[0])


def _chosen(ranked: list[tuple[float, Referent]], rule: str) -> Link:
    """The heaviest, with its share of the weight and the next four as candidates."""
    total = sum(math.exp(1.5 * w) for w, _ in ranked)
    share = [(math.exp(1.5 * w) / total, r.link) for w, r in ranked[:5]]
    p, top = share[0]
    also = tuple(Candidate(x.name, round(q, 4), x.member.id if x.member else "", x.country) for q, x in share)
    return Link(top.name, top.member, top.kind, top.country, p, also, rule)
