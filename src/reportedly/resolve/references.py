"""Who a mention stands for within its document: fullest names, bodies of states, appositions and pronouns."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from ..model.claim import Claim, Mention, Reading
from ..model.document import Document
from .armed import RANK, armed_before
from .cast import UNIT, Cast, Member, every_mention, generic, is_person
from .definite import (
    REBELS,
    THE,
    armed_side,
    bare_noun,
    barred_names,
    definite,
    of_member,
    office_holder,
    others_too,
    within_phrase,
)
from .described import body_after
from .nouns import noun_kind, only_office, parts, people, phrase, plural, side_noun, singular
from .owners import owner_of
from .registry import country_of, demonym, key, nouns, state, units
from .salience import FIRST, NEUTER, PERSON, PLURAL, POSSESSIVE, PRONOUNS, SINGLE_FIRST, Link, Referent, agreeing, chosen, recent, weighed
from .titles import bare, is_office
from .together import pairs_of, together

Linker = Callable[[Mention, Claim | None], Link | None]
AND = re.compile(r"\s*(?:\([^)]{1,40}\))?\s*,?\s*(?:and|,)?\s*(?:the|his|her|its|their)?\s*(?:[A-Za-z]+\s+){0,5}", re.I)
APPOSED = re.compile(r"(?:\s+(?:of|for|to|in|at)\s+[^,.;:]{2,60}?)?,?\s+"
                     r"(?:(?:Mr|Mrs|Ms|Dr|Gen(?:eral)?|Lt|Lieutenant|Col(?:onel)?|Maj(?:or)?|Capt(?:ain)?|Brig(?:adier)?|"
                     r"Adm(?:iral)?|Cmdr|Commander|Sgt|Father|Prof(?:essor)?|Sir|Sheikh)\.?\s+){0,3}",
                     re.I)
INDEFINITE = re.compile(r"\b(?:an?|some|several|various|other|another|certain|numerous|different|no|any)\s+$", re.I)
FRONTED = re.compile(r"\W*(?:in|during|since|despite|after|before|throughout|with|on|at|by|through|following|as part of|under)\s+"
                     r"(?:\w+\s+){0,3}$", re.I)
VERB = re.compile(
    r"\s*(?:\([^)]{1,25}\)\s*)?(?:has|have|had|is|was|were|are|will|would|could|can|may|might|must|should|also|did|do|does|said|says|"
    r"told|began|took|held|made|fought|met|fell|left|lost|won|fled|led|sent|shot|went|came|set|put|"
    r"\w{3,}(?:ed|es|ts|ks|ns|rs|ds|ls))\b", re.I)
# "the killings it has committed": a relative clause without its pronoun; who did them stands near.
DONE_BY = re.compile(r"\b(?:for|of|from|against|by|to|in)\s+(?:all\s+)?(?:the|those|these|any|such)\s+(?:[a-z-]+\s+){0,2}[a-z-]+s\s+"
                     r"(?:that\s+)?$", re.I)
PREPOSITION = re.compile(
    r"\b(?:of|in|to|by|with|against|from|for|on|at|between|near|into|over|under|through|towards?|among)\s+(?:the\s+)?$", re.I)
INDEFINITE_FOR_PEOPLE = re.compile(r"\b(?:an?|one|two|three|four|\d)\s+$", re.I)
FULL_NAME = re.compile(r"[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){1,3}\b(?![’'])")
THE_ONE = re.compile(r"\bthe\s+$", re.I)
COUNTED = re.compile(r"(?:\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|some|several|many|both|hundred|thousand|dozen|more|"
                     r"(?:dozens|hundreds|thousands) of)|\d)\s+$", re.I)
ENDS = re.compile(r"\s*(?:[,.;:)]|(?:and|or|who|in|on|at|from|near|by|with|was|were|is|are|has|had|have|died|demonstrated|marched|"
                  r"fled)\b)", re.I)
SPACE = re.compile(r"\s+")
NEXT_NAME = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
GROUPS = frozenset((*REBELS, "military", "police", "government", "igo", "ngo", "media", "group"))


def sort_of(mention: Mention, link: Link | None) -> str:
    """person, people, group, state, thing, or name for one of unknown kind: what agrees with which pronoun."""
    kind = link.kind if link else ""
    if LANDS.search(mention.text):
        return "thing"
    if mention.kind == "pronoun" and not kind and mention.text.lower() in PLURAL:
        return "people"  # "They met … They condemned … They demanded"
    if mention.kind == "name" and not (link and link.member) and is_office(mention.head.lower()) and not plural(mention):
        return "person"  # "The Secretary-General is concerned. He urges"
    if mention.kind == "name" and not kind and not plural(mention):
        return "name"
    if kind == "person" or (not (link and link.member) and mention.kind in ("person", "office")):
        return "people" if plural(mention) else "person"
    if kind == "state":
        return "state"
    noun = noun_kind().get(singular(mention.head), "")
    if not noun and mention.head.lower() in ("source", "spokesman", "spokeswoman", "spokesperson", "official", "witness"):
        return "people" if plural(mention) else "person"
    if noun in ("civilians", "attackers") and not (link and link.member):
        return "people" if plural(mention) else "person"
    if kind in GROUPS or noun:
        return "people" if mention.number == 2 and not (link and link.member) else "group"
    return "group" if mention.kind == "group" else "thing"


LANDS = re.compile(r"\b(?:north|south|east|west|central|coastal|border)\w* (?:departments?|provinces?|states?|regions?|districts?)$", re.I)
SPOKESMEN = re.compile(r"\bspokes(?:men|people|persons|women)\b", re.I)
SPEAKING_FOR = re.compile(r"\bspokes(?:men|people|persons|women)\s+(?:for|of)\s+(?:the\s+)?(?P<whom>[^.,;]{3,50})", re.I)
REACH = 200
SPEAKS = 0.8  # a pronoun in reported speech prefers the speaker by so much


def linker(document: Document, reading: Reading, cast: Cast) -> Linker:
    """Read the mentions of a document once, in order.

    The function it gives answers for a mention, None where it stands for nobody; with a claim, what the claim's other
    arguments are is kept out of the running.
    """
    referents: list[Referent] = []
    seen: dict[tuple[int, int], Link | None] = {}
    last = -1
    pairs, speakers = pairs_of(reading.claims), speakers_of(reading.claims)
    for m in every_mention(reading):
        link = link_of(m, cast, heard(m, speakers, referents), ())
        seen[m.start, m.end] = link
        number = cast.sentence(m.start)
        if link and m.kind != "place" and not (m.kind == "pronoun" and link.probability < 0.3):
            subject = subjecthood(m, number != last, cast)
            count = 2 if plural(m) or m.text.lower() in PLURAL else min(m.number, 1)
            referents.append(Referent(m.start, m.end, number, link, count, sort_of(m, link), subject))
            for more in (coordinated(referents, cast.text), together(m, pairs, referents)):
                if more:
                    referents.append(more)
            last = number

    def answer(mention: Mention, claim: Claim | None) -> Link | None:
        others = tuple(m for m in (*claim.actor, *claim.target) if m != mention) if claim else ()
        if (mention.start, mention.end) in seen and (mention.name or not others):
            found = seen[mention.start, mention.end]
        else:
            found = link_of(mention, cast, heard(mention, speakers, referents), others)
        theirs = mention.kind == "pronoun" or mention.of.lower() in ("its", "their")
        return spoken_for(found, cast, mention.start) if claim and theirs and mention in claim.actor else found

    return answer


def spoken_for(link: Link | None, cast: Cast, at: int) -> Link | None:
    """Who acts where "they" at character `at` are those who speak for a body: "FMLN spokesmen claim that they shot down a helicopter",
    "spokesmen for the battalion said their unit"."""
    if link is None or link.member or not SPOKESMEN.search(link.name):
        return link
    told = list(SPEAKING_FOR.finditer(cast.text, max(0, at - REACH), at))
    body = owner_of(link.name, cast, Member("", ())) or (owner_of(told[-1]["whom"], cast, Member("", ())) if told else None)
    return of_member(body, "speaks for") if isinstance(body, Member) else link


def speakers_of(claims: Iterable[Claim]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each "it", "they" or "its forces" of a reported claim, where the speaker stands that is named before it in the same sentence."""
    out = {}
    for c in claims:
        who = c.source[-1].mention if c.source else None
        if who is None or who.start < c.start:
            continue
        for m in (*c.actor, *c.target):
            if (m.kind == "pronoun" or m.of.lower() in ("its", "their")) and who.end <= m.start:
                out[m.start, m.end] = who.start, who.end
    return out


def heard(m: Mention, speakers: dict[tuple[int, int], tuple[int, int]], referents: list[Referent]) -> list[Referent]:
    """The referents, of which the speaker of what a pronoun stands in counts for more: "the front said in Paris that it had"."""
    who = speakers.get((m.start, m.end))
    several = (m.text if m.kind == "pronoun" else m.of).lower() in PLURAL  # "the government said they": hardly the government
    return [replace(r, subject=r.subject + SPEAKS) if (r.start, r.end) == who and (r.number == 2 or not several) else r
            for r in referents] if who else referents


def unit_of(m: Mention, cast: Cast) -> Member | None:
    """The armed group whose numbered front, column or company a mention is or ends in: "members of the 22d Front of the movement"."""
    found = UNIT.search(cast.text, m.start, m.end + 9)
    if not found or not found["of"]:
        return None
    after = cast.text[found.end():found.end() + 80]
    fit = [x for x in cast.members if x.kind in ("rebel", "militia", "organisation") and any(after.startswith(f) for f in x.forms)]
    return fit[0] if fit else None


SCENE = re.compile(r"\b(?:in|at|near|outside|around|inside)\s+(?:(?:the|northern|southern|eastern|western|central)\s+){0,2}$", re.I)


def subjecthood(m: Mention, first: bool, cast: Cast) -> float:
    """How much a mention looks like a subject: first in its sentence, no preposition before it, a verb after it; where something
    happened counts against it."""
    if SCENE.search(cast.before(m.start)):
        return -0.8
    after = VERB.match(cast.text[m.end:m.end + 40])
    return 0.5 * first + 0.7 * bool(after and not PREPOSITION.search(cast.before(m.start)))


def coordinated(referents: list[Referent], text: str) -> Referent | None:
    """"A and B", "A, B and C" as one antecedent for "they", where the last referent ends such a row of names."""
    row = [referents[-1]]
    for r in reversed(referents[-24:-1]):
        if r.sentence != row[0].sentence:
            break
        if r.link.more or r.end > row[0].start:
            continue
        if not r.link.member or row[0].start - r.end > 60 or not AND.fullmatch(text[r.end:row[0].start]) or r.link.name in {
                x.link.name for x in row}:
            break
        row.insert(0, r)
    if len(row) < 2 or not row[-1].link.member or not re.search(r"\band\b", text[row[-2].end:row[-1].start], re.I):
        return None
    if {"thing", "people"} & {x.sort for x in row} or len({x.sort for x in row}) > 1:
        return None
    top = row[0].link
    link = Link(top.name, top.member, top.kind, top.country, top.probability, rule="coordination", more=tuple(x.link for x in row[1:]))
    return Referent(row[-1].start, row[-1].end, row[0].sentence, link, 2, "people", row[0].subject)


def link_of(m: Mention, cast: Cast, referents: list[Referent], others: tuple[Mention, ...]) -> Link | None:
    """One mention, given what came before it."""
    head = m.head.lower()
    if m.kind == "pronoun" or (head in PRONOUNS and not m.name):
        return pronoun(head if head in PRONOUNS else m.text.lower(), m, cast, referents, others)
    if around := cast.around(m) or (cast.reaching(m) if singular(m.head) in parts() else None):
        return of_member(around, "within a name")
    if head in ("one", "some", "many", "several", "most", "none") and m.of.lower() in PLURAL:
        return pronoun(m.of.lower(), m, cast, referents, others)
    if head.removesuffix("s") == "other" and not m.name:
        return others_too(m, cast, referents, others)
    if adjacent := title_holder(m, cast) or named_after(m, cast):
        return adjacent
    if whole := unit_of(m, cast) or body_after(m, cast):
        return of_member(whole, "unit of")
    if m.name and not only_office(m):
        return named(m, cast, referents)
    if m.country:
        return of_country(m, cast, referents, others)
    owner = m.of.strip().lower()
    its_men = owner == "its" and m.head.lower() in ("man", "men")  # "the brigade said its men had left"
    if singular(m.head) in parts() or singular(m.head) in units() or its_men:
        if owner in PRONOUNS:
            found = pronoun(owner, m, cast, referents, others)
            if found and not found.member and (body := led_by(found.name, cast)):
                return body
            return commanded(found.member, cast) or found if found and found.member and found.kind == "person" else found
        if owner and (member := cast.find(m.of)):
            return of_member(member, "owner")
    if demonym(m.text):
        return adjective(m, cast)
    before = cast.before(m.start)
    if INDEFINITE.search(before):
        return bare_noun(m)
    back = bool(THE.search(before)) or m.text.lower().startswith("the ")
    if not back and (person := surname(m, cast)):
        return of_member(person, "surname")
    return definite(m, cast, referents, others) if back or side_noun(m) or only_office(m) else bare_noun(m)


def surname(m: Mention, cast: Cast) -> Member | None:
    """The person whose last name the parser took for a common word: "Linares added", after Julio Linares."""
    if " " in m.text or not m.text[:1].isupper() or m.of:
        return None
    found = [x for x in cast.persons if " " in x.name and " of " not in x.name.lower() and x.name.split()[-1].lower() == m.text.lower()]
    return found[0] if len(found) == 1 and found[0].first < m.start else None


LED = re.compile(r"(?P<who>.{2,60}?)(?:['’]s)? (?:(?:chief|military|official|main) )?"
                 r"(?:spokes(?:man|woman|person)|president|commander|leader|defen[cs]e minister|chief of staff)", re.I)


def led_by(name: str, cast: Cast) -> Link | None:
    """Whose "his troops" are where he is known by his office alone: "Uganda's president", "the opposition's spokesman"."""
    m = LED.fullmatch(name)
    if m is None:
        return None
    owner = owner_of(m["who"], cast, Member("", ()))
    if isinstance(owner, Member):
        return of_member(owner, "commanded")
    if owner is not None:
        return Link(owner.names[0], None, owner.kind, owner.country, 0.7, rule="commanded")
    return Link(m["who"], None, "", "", 0.6, rule="commanded")


def commanded(member: Member, cast: Cast) -> Link | None:
    """Whose "his troops" are: the side in the office of a commander or minister, else the armed side named last before an officer."""
    said = cast.offices.get(member.name, ())
    for line in said:
        owner = owner_of(line, cast, member)
        if owner is not None and owner.kind in ("igo", "ngo", "media"):
            return None
        if isinstance(owner, Member) and owner.kind in ("state", "government", "military", "police") and owner.country:
            state_of = next((x for x in cast.members if x.id == owner.country), owner)
            return of_member(state_of, "commanded")
        if isinstance(owner, Member):
            return of_member(owner, "commanded")
        if owner is not None:
            return Link(owner.names[0], None, owner.kind, owner.country, 0.7, rule="commanded")
    if any(RANK.search(x) for x in said) and (side := cast.find(armed_before(member.first, cast))):
        return of_member(side, "commanded")
    return None


def title_holder(m: Mention, cast: Cast) -> Link | None:
    """"the Chadian defence minister, Adoum Issa, joined": the person who stands in apposition right after an office."""
    if plural(m) or not (is_office(m.head) or is_office(m.text.split()[0] if " of " in m.text else "")):
        return None
    if m.name and (own := cast.find(m.name)) and own.kind == "person":
        if m.name not in m.text:
            return of_member(own, "apposition")
        if m.text.endswith(m.name):
            return None
    before = cast.before(m.start, 90).rstrip()
    named = re.search(r"([A-Z][\w.’'-]*(?:\s+[\w.’'-]+){0,4}),(?:\s+(?:an?|the|his|her|its|their))?$", before)
    if named and (member := next((x for x in cast.persons if any(named[1].endswith(f) for f in x.forms)), None)):
        return of_member(member, "apposition")
    for x in cast.persons:
        for form in x.forms:
            at = cast.text.find(form, m.end, m.end + 90)
            if at >= 0 and APPOSED.fullmatch(cast.text[m.end:at]) and cast.text[at + len(form):at + len(form) + 1] not in ("'", "’"):
                return of_member(x, "apposition")
    return None


def named_after(m: Mention, cast: Cast) -> Link | None:
    """"a woman, Ana Ruiz,", "a young couple, A and B,", "leaders A and B": the persons named right after a noun for people."""
    if m.name or m.kind not in ("person", "office"):
        return None
    beside = plural(m) and cast.text[m.end:m.end + 1].isspace() and cast.text[m.end + 1:m.end + 2].isupper()
    if not beside and not (m.kind == "person" and INDEFINITE_FOR_PEOPLE.search(cast.before(m.start))):
        return None
    found: list[Link] = []
    at = m.end
    while gap := (NEXT_NAME.match(cast.text, at) or (SPACE.match(cast.text, at) if beside and not found else None)):
        fit = [(len(f), x) for x in cast.persons for f in x.forms if " " in f and cast.text.startswith(f, gap.end())]
        full = FULL_NAME.match(cast.text, gap.end())
        if fit:
            size, person = max(fit, key=lambda pair: pair[0])
            found.append(of_member(person, "apposition"))
            at = gap.end() + size
        elif full and is_person(full.group()):
            found.append(Link(full.group(), None, "person", "", 0.8, rule="apposition"))
            at = full.end()
        else:
            break
    few = 1 if not plural(m) and m.head.lower() != "couple" else max(2, m.number)
    if not found or (len(found) < 2 if beside else len(found) != few):
        return None
    return replace(found[0], more=tuple(found[1:]))


def named(m: Mention, cast: Cast, referents: list[Referent]) -> Link | None:
    """A mention with a proper name inside."""
    whole = cast.name_of(m)
    member = cast.find(whole) or part_known(whole, cast)
    head, shown = singular(m.head), phrase(m)
    if not shown and not member:
        return None
    if not member and all(generic(w) for w in whole.split()):
        return definite(m, cast, referents, ())
    if demonym(whole) and not state(whole):
        return adjective(m, cast) if key(shown) == key(whole) else of_country(m, cast, referents, ())
    if member and member.kind == "person" and whole not in m.text and " ".join(m.text.split()) not in whole:
        return of_member(member, "apposition")  # "a military spokesman, Brigadier Osman"
    if key(bare(shown)) == key(whole) or m.head.lower().rstrip(".") in key(whole).split() or m.kind == "name":
        return of_member(member, "name") if member else Link(bare(whole), None, m.kind, rule="name")
    if m.head.lower() in key(m.name).split() and member and member.name != m.name:
        return of_member(member, "name")
    if head in parts():
        if member and member.kind == "state":
            return of_country(m, cast, referents, ())
        return of_member(member, "part of") if member else Link(bare(whole), rule="part of")
    if body := cast.find(shown):
        return of_member(body, "name")
    if member and member.kind == "state":
        return of_country(m, cast, referents, ())
    kind = noun_kind().get(head, "") or m.kind
    return Link(shown, None, kind, member.country if member else "", 0.9, rule="noun phrase") if shown else None


def part_known(name: str, cast: Cast) -> Member | None:
    """The longest run of words inside a name that the cast knows: "SDF" in "SDF controlled"."""
    words = name.split()
    for n in range(len(words) - 1, 0, -1):
        for i in range(len(words) - n + 1):
            found = cast.by_form.get(key(" ".join(words[i:i + n])))
            if found and (n > 1 or found.entry):
                return found
    return None


def of_people(m: Mention, word: str, cast: Cast) -> Link | None:
    """"Serb gunners" in Bosnia are not Serbia's: a people of that name, by the longer name that the document has for them."""
    if word not in abroad() or (cast.country == country_of(word) and re.search(rf"\b{word}ia", cast.text)):
        return None
    told = re.compile(rf"\b{word}s?\b", re.I)
    longer = [x for x in cast.members if x.kind != "person" and " " in x.name and told.search(x.name) and not state(x.name)]
    if longer:
        return of_member(max(longer, key=lambda x: x.count), "people")
    shown = phrase(m) if singular(m.head) in parts() else ""
    return Link(shown or f"{word}s", None, "rebel", cast.country, 0.7, rule="people")


@cache
def abroad() -> frozenset[str]:
    """Words of peoples that also stand for a state which has a longer adjective: "Serb" beside "Serbian"."""
    return frozenset(w for w in nouns()["peoples"]["words"] if demonym(w) and demonym(f"{w}ian") == demonym(w))


def adjective(m: Mention, cast: Cast) -> Link | None:
    """A demonym by itself: "Turkish" means Turkey, "Serbians" are people."""
    word = m.text.strip()
    if folk := of_people(m, word, cast):
        return folk
    before = cast.before(m.start, 30)
    ends = word.isalpha() and ENDS.match(cast.text[m.end:m.end + 30])
    counted = COUNTED.search(before) or (m.number < 2 and word.lower().endswith(("an", "i")) and THE_ONE.search(before))
    if demonym(word) and ((counted and ends) or (m.number == 2 and key(word).endswith("s"))):
        return Link(word, None, "civilians", demonym(word), 0.9, rule="people")
    member = cast.find(word)
    return of_member(member, "demonym") if member else Link(word, None, "state", demonym(word), 0.7, rule="demonym")


def of_country(m: Mention, cast: Cast, referents: list[Referent], others: tuple[Mention, ...]) -> Link | None:
    """A demonym or a country before a head: the state for its troops abroad, its body where that is named, else the words."""
    word = m.country or cast.name_of(m)
    member, head, shown = cast.find(word), singular(m.head), phrase(m)
    if not shown:
        return None
    iso = country_of(word)
    if folk := of_people(m, word, cast):
        return folk
    if (body := cast.find(shown)) and key(shown) != key(word):
        return of_member(body, "body")
    if found := within_phrase(m, shown, cast):
        return found
    if re.match(rf"{re.escape(word)}-\w+", shown, re.I):
        return Link(shown, None, noun_kind().get(head, m.kind), "", 0.8, rule="noun")  # "Syrian-backed gunners" are not Syria
    if pair := two_states(shown, head, cast):
        return pair
    one = is_office(m.head) and not plural(m) and not INDEFINITE.search(cast.before(m.start))
    if one and (holder := office_holder(m, shown, cast, referents)):
        return holder
    rest = key(shown).removeprefix(key(word)).strip()
    if noun_kind().get(head) == "attackers":  # "Haitian gunmen" are not Haiti's
        return Link(shown, None, "attackers", iso, 0.9, rule="demonym")
    if side_noun(m) and singular(m.head) != "government" and "opposition" not in rest.split():
        found = None if INDEFINITE.search(cast.before(m.start)) else armed_side(m, cast, referents, others, iso, strict=True)
        return found or Link(shown, None, "rebel", iso, 0.9, rule="demonym")
    force = head in parts() or units().get(rest) == "military"
    if rest in units() and not (force and rest != "army" and iso != cast.country):
        return Link(shown, None, units()[rest], iso, 0.9, rule="body")
    if force and head not in people():
        if (iso == cast.country or iso in cast.homes) and not state(word) and head in ("force", "troop", "soldier", "army", "military"):
            return Link(shown, None, "military", iso, 0.85, rule="home forces")
        return of_member(member, "state") if member else Link(word, None, "state", iso, 0.8, rule="state")
    if key(shown) == key(word):
        return adjective(m, cast)
    return Link(shown, None, noun_kind().get(head, ""), iso, 0.9, rule="demonym")


def two_states(shown: str, head: str, cast: Cast) -> Link | None:
    """"Saudi and Emirati aircraft": both."""
    both = re.match(r"([\w.-]+) and ([\w.-]+)\s", shown)
    if not both or head not in parts() or head in people() or not (demonym(both[1]) and demonym(both[2])):
        return None
    one, other = (of_member(x, "state") if (x := cast.find(w)) else Link(w, None, "state", demonym(w), 0.8) for w in both.groups())
    return Link(one.name, one.member, "state", one.country, 0.9, rule="two states", more=(other,))


HANDS = re.compile(r"\b(?:their|its)\s(?:own |full |firm )?(?:hands?|control|possession)\b", re.I)
ONLOOKERS = frozenset(("witness", "resident", "villager", "doctor", "official", "reporter", "journalist", "source", "civilian", "people"))
OUTSIDERS = frozenset(("diplomat", "analyst", "expert", "observer", "agency"))  # what "they" are said to do is no deed of theirs


def pronoun(word: str, m: Mention, cast: Cast, referents: list[Referent], others: tuple[Mention, ...]) -> Link | None:
    """Third-person pronouns by their antecedents, relative ones by what stands before; the first person is left to the speaker."""
    if word in FIRST:
        return Link("", None, "person" if word in SINGLE_FIRST else "organisation", "", 0.8, rule="speaker")
    at = cast.sentence(m.start)
    if word in ("who", "whom", "whose", "which", "that"):
        near = [r for r in recent(referents, m.start, at, 0) if m.start - r.end <= 30 and r.sort != "thing"]
        return near[0].link if near else None
    if word not in (PLURAL | PERSON | NEUTER):
        return None
    if word in POSSESSIVE and (ahead := cataphor(m, word, cast, at)):
        return ahead
    barred = barred_names(others, referents)
    pool = [r for r in agreeing(word, referents, m.start, at) if r.link.name not in barred]
    if word in ("their", "its") and HANDS.search(cast.text[m.start:m.end + 20]):  # "in their hands": not in the witnesses'
        pool = [r for r in pool if singular(r.link.name.rpartition(" ")[2].lower()) not in ONLOOKERS] or pool
    apart = OUTSIDERS | ONLOOKERS if word == "them" else OUTSIDERS if word == "they" else frozenset[str]()
    if apart:  # "witnesses saw men … shooting them", "diplomats say that they have been getting weapons"
        pool = [r for r in pool if singular(r.link.name.rpartition(" ")[2].lower()).removesuffix("s") not in apart] or pool
    last = word not in POSSESSIVE and bool(DONE_BY.search(cast.before(m.start, 40)))
    return chosen(weighed(pool, at, m.start, word, last), f"pronoun {word}") if pool else None


def cataphor(m: Mention, word: str, cast: Cast, sentence: int) -> Link | None:
    """"In their march towards the town, the rebels have …": a possessive in front of the subject that it means."""
    start = cast.sentences[sentence]
    if not FRONTED.fullmatch(cast.text[start:m.start]):
        return None
    subject = re.match(r"[^,.;]{2,70},\s*(?:the\s+)?(?P<rest>.{2,70})", cast.text[m.end:m.end + 150], re.I | re.S)
    if not subject:
        return None
    agree = [x for x in cast.members if x.kind and (x.kind == "person") == (word in PERSON)]
    fit = [x for x in agree if any(subject["rest"].startswith(f) for f in x.forms)]
    return of_member(max(fit, key=lambda x: len(x.name)), f"pronoun {word}") if fit else None
