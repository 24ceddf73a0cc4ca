"""Who a mention stands for within its document: fullest names, short forms, bodies of states, definite nouns and pronouns."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from ..model.claim import Claim, Mention, Reading
from ..model.document import Document
from .cast import Cast, Member, every_mention, generic
from .registry import alive, country_of, demonym, key, nouns, role, state, units
from .salience import FIRST, NEUTER, PERSON, PLURAL, POSSESSIVE, PRONOUNS, SINGLE_FIRST, Link, Referent, agreeing, chosen, recent, weighed
from .titles import bare, is_office, titles

Linker = Callable[[Mention, Claim | None], Link | None]
NUMBER = (r"[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
          r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen")
DETERMINER = re.compile(
    r"^(?:(?:the|an?|this|that|these|those|some|any|all|both|each|every|several|many|few|most|more|other|another|further|additional|no|"
    r"at least|at most|same|up to|about|around|nearly|almost|over|under|roughly|approximately|more than|less than|fewer than|as many as|"
    r"an estimated|"
    r"(?:dozens|scores|hundreds|thousands|tens|groups|members|a number|a group|a member|a couple) of|his|her|its|their|our|my|your|"
    rf"{NUMBER}|than|(?:\d+-)?year-old|suspected|alleged|unidentified|so-called|reported|presumed|remaining)\s+)+", re.I)
TAIL = re.compile(r".*\b(?:of|for|with|to)\b.*")
NOBODY = re.compile(r"\b(?:unidentified|unknown|unnamed|unspecified) "
                    r"(?:people|persons?|individuals?|subjects?|assailants?|attackers?|terrorists?|criminals?|assassins?|killers?)\b", re.I)
AND = re.compile(r"\s*(?:\([^)]{1,40}\))?\s*,?\s*(?:and|,)?\s*(?:the|his|her|its|their)?\s*(?:[A-Za-z]+\s+){0,5}", re.I)
APPOSED = re.compile(r"(?:\s+(?:of|for)\s+[^,.;]{2,50})?,?\s+(?:(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sir|Sheikh)\.?\s+){0,3}"
                     r"(?P<rest>.{3,70})", re.I | re.S)
INDEFINITE = re.compile(r"\b(?:an?|some|several|various|other|another|certain|numerous|different|no|any)\s+$", re.I)
FRONTED = re.compile(r"\W*(?:in|during|since|despite|after|before|throughout|with|on|at|by|through|following|as part of|under)\s+"
                     r"(?:\w+\s+){0,3}$", re.I)
VERB = re.compile(
    r"\s*(?:\([^)]{1,25}\)\s*)?(?:has|have|had|is|was|were|are|will|would|could|can|may|might|must|should|also|did|do|does|said|says|"
    r"told|began|took|held|made|fought|met|fell|left|lost|won|fled|led|sent|shot|went|came|set|put|"
    r"\w{3,}(?:ed|es|ts|ks|ns|rs|ds|ls))\b", re.I)
PREPOSITION = re.compile(
    r"\b(?:of|in|to|by|with|against|from|for|on|at|between|near|into|over|under|through|towards?|among)\s+(?:the\s+)?$", re.I)
THE = re.compile(r"\b(?:the|this|that|these|those|both|all|its|their|his|our)\s+(?:\w+\s+)?$", re.I)
REBELS = ("rebel", "militia", "coalition", "organisation", "party", "criminal")
GROUPS = frozenset((*REBELS, "military", "police", "government", "igo", "ngo", "media", "group"))


@cache
def noun_kind() -> dict[str, str]:
    """Head noun -> kind of actor."""
    return {w: kind for kind, words in nouns()["kind"].items() for w in words}


@cache
def empty() -> frozenset[str]:
    return frozenset(nouns()["empty"]["words"])


@cache
def plain() -> frozenset[str]:
    return frozenset(nouns()["plain"]["words"])


@cache
def enemy() -> frozenset[str]:
    return frozenset(nouns()["plain"]["enemy"])


@cache
def parts() -> frozenset[str]:
    return frozenset(nouns()["parts"]["of_side"])


@cache
def people() -> frozenset[str]:
    return frozenset(nouns()["parts"]["people"])


@cache
def singular(word: str) -> str:
    """A noun's lemma as the tables have it: lower case, plural s off where that is a known word."""
    word = word.lower()
    known = noun_kind()
    man = word[:-3] + "man" if word.endswith("men") else word
    for form in (word, word.removesuffix("s"), word[:-3] + "y" if word.endswith("ies") else word, man):
        if form in known or form in parts() or form in people():
            return form
    return word


def phrase(mention: Mention) -> str:
    """The words of a mention without determiners and numbers: "two suspected gunmen" -> "gunmen"; "" where they name nobody."""
    text = " ".join(mention.text.split()).strip(" ,;:\"“”'")
    if NOBODY.search(text):
        return ""
    text = re.sub(r"^['’]s\s+", "", DETERMINER.sub("", text + " ").strip())
    low = text.lower()
    if low in empty() or low.removesuffix("s") in empty():
        return ""
    return "" if all(w.rstrip("stndrh").isdigit() or w in titles()["never"] for w in key(text).split()) else text


def sort_of(mention: Mention, link: Link | None) -> str:
    """person, people, group, state, thing, or name for one of unknown kind: what agrees with which pronoun."""
    kind = link.kind if link else ""
    if mention.kind == "name" and not kind and not plural(mention):
        return "name"
    if kind == "person" or (not (link and link.member) and mention.kind in ("person", "office")):
        return "people" if plural(mention) else "person"
    if kind == "state":
        return "state"
    noun = noun_kind().get(singular(mention.head), "")
    if noun in ("civilians", "attackers") and not (link and link.member):
        return "people" if plural(mention) else "person"
    if kind in GROUPS or noun:
        return "people" if mention.number == 2 and not (link and link.member) else "group"
    return "group" if mention.kind == "group" else "thing"


def linker(document: Document, reading: Reading, cast: Cast) -> Linker:
    """Read the mentions of a document once, in order.

    The function it gives answers for a mention, None where it stands for nobody; with a claim, what the claim's other
    arguments are is kept out of the running.
    """
    referents: list[Referent] = []
    seen: dict[tuple[int, int], Link | None] = {}
    last = -1
    for m in every_mention(reading):
        link = link_of(m, cast, referents, ())
        seen[m.start, m.end] = link
        number = cast.sentence(m.start)
        if link and m.kind != "place" and not (m.kind == "pronoun" and link.probability < 0.3):
            subject = subjecthood(m, number != last, cast)
            count = 2 if plural(m) else min(m.number, 1)
            referents.append(Referent(m.start, m.end, number, link, count, sort_of(m, link), subject))
            if both := coordinated(referents, cast.text):
                referents.append(both)
            last = number

    def answer(mention: Mention, claim: Claim | None) -> Link | None:
        others = tuple(m for m in (*claim.actor, *claim.target) if m != mention) if claim else ()
        if (mention.start, mention.end) in seen and (mention.name or not others):
            return seen[mention.start, mention.end]
        return link_of(mention, cast, referents, others)

    return answer


def subjecthood(m: Mention, first: bool, cast: Cast) -> float:
    """How much a mention looks like a subject: first in its sentence, no preposition before it, a verb after it."""
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
    if around := cast.around(m):
        return of_member(around, "within a name")
    if head.removesuffix("s") == "other" and not m.name:
        return others_too(m, cast, referents)
    if adjacent := title_holder(m, cast):
        return adjacent
    if m.name and not only_office(m):
        return named(m, cast, referents)
    if m.country:
        return of_country(m, cast, referents, others)
    owner = m.of.strip().lower()
    if singular(m.head) in parts() or singular(m.head) in units():
        if owner in PRONOUNS:
            return pronoun(owner, m, cast, referents, others)
        if owner and (member := cast.find(m.of)):
            return of_member(member, "owner")
    if demonym(m.text):
        return adjective(m, cast)
    before = cast.before(m.start)
    if INDEFINITE.search(before):
        return bare_noun(m)
    back = bool(THE.search(before)) or m.text.lower().startswith("the ")
    return definite(m, cast, referents, others) if back or side_noun(m) or only_office(m) else bare_noun(m)


def plural(m: Mention) -> bool:
    """Whether the head itself is plural; a coordination ("the secretary and Abadi") makes no plural of its parts."""
    head = m.head.lower()
    return m.number == 2 and (m.text[-1:].lower() == "s" or singular(head) != head or head in ("people", "men", "women", "police"))


def others_too(m: Mention, cast: Cast, referents: list[Referent]) -> Link | None:
    """"1,300 fighters surrendered and many others were killed": more of the same, in the sentence or the one before."""
    at = cast.sentence(m.start)
    found = next((r for r in recent(referents, m.start, at, 1) if r.sort == "people" or (r.sort == "group" and r.number == 2)), None)
    return replace(found.link, probability=0.6, rule="others") if found and not found.link.more else None


def side_noun(m: Mention) -> bool:
    """"Rebels said", "opposition forces", "guerrilla units": no article, yet a side of the war."""
    words = {singular(w) for w in key(m.text).split()}
    rebels = bool(words & enemy()) or any(noun_kind().get(w) == "rebel" for w in words)
    return not m.text[:1].isdigit() and (rebels or singular(m.head) == "government")


def only_office(m: Mention) -> bool:
    """"the Foreign Secretary", "the Minister": an office and nothing else, capital or not."""
    words = office_words(m.text)
    return not plural(m) and bool(words) and all(is_office(w) for w in words) and m.kind != "pronoun" and len(words) <= 4


def office_words(text: str) -> list[str]:
    """"new Prime Minister-designate" -> prime, minister."""
    return [w for w in key(text.replace("-", " ")).split() if w not in nouns()["plain"]["office"]]


def title_holder(m: Mention, cast: Cast) -> Link | None:
    """"the Italian foreign minister, Luigi Di Maio, joined": the person who stands in apposition right after an office."""
    if plural(m) or not (is_office(m.head) or is_office(m.text.split()[0] if " of " in m.text else "")):
        return None
    if m.name and (own := cast.find(m.name)) and own.kind == "person":
        return None
    before = cast.before(m.start, 90).rstrip()
    named = re.search(r"([A-Z][\w.’'-]*(?:\s+[\w.’'-]+){0,4}),(?:\s+(?:an?|the|his|her|its|their))?$", before)
    if named and (member := next((x for x in cast.persons if any(named[1].endswith(f) for f in x.forms)), None)):
        return of_member(member, "apposition")
    after = APPOSED.match(cast.text[m.end:m.end + 120])
    return next((of_member(x, "apposition") for x in cast.persons if after and any(after["rest"].startswith(f) for f in x.forms)), None)


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


def adjective(m: Mention, cast: Cast) -> Link | None:
    """A demonym by itself: "Turkish" means Turkey, "Serbians" are people."""
    word = m.text.strip()
    if m.number == 2 and key(word).endswith("s") and demonym(word):
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
    if (body := cast.find(shown)) and key(shown) != key(word):
        return of_member(body, "body")
    if found := within_phrase(m, shown, cast):
        return found
    if re.match(rf"{re.escape(word)}-\w+", shown, re.I):
        return Link(shown, None, noun_kind().get(head, m.kind), "", 0.8, rule="noun")  # "Syrian-backed gunners" are not Syria
    if pair := two_states(shown, head, cast):
        return pair
    rest = key(shown).removeprefix(key(word)).strip()
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


def within_phrase(m: Mention, shown: str, cast: Cast) -> Link | None:
    """"the alliance forces", "coalition aircraft": a group's noun before a part of it, where one member has that word for its last."""
    if singular(m.head) not in parts():
        return None
    for word in key(shown).split()[:-1]:
        if noun_kind().get(word) == "group" and word not in enemy():
            found = [x for x in cast.ending.get(word, ()) if key(x.name).split()[-1:] == [word]]
            if len(found) == 1:
                return of_member(found[0], "short form")
    return None


def of_member(member: Member, rule: str) -> Link:
    """A member of the cast by its fullest name; a state known by its adjective alone gets its usual name, in the case of the text."""
    name = member.name
    if member.entry and member.kind == "state" and not state(name):
        name = member.entry.names[0].upper() if name.isupper() and len(name) > 3 else member.entry.names[0]
    return Link(name, member, member.kind, member.country, 0.95, rule=rule)


def bare_noun(m: Mention) -> Link | None:
    """A noun without name or antecedent, in its own words."""
    shown = phrase(m)
    return Link(shown, None, noun_kind().get(singular(m.head), m.kind), "", 0.8, rule="noun") if shown else None


def definite(m: Mention, cast: Cast, referents: list[Referent], others: tuple[Mention, ...]) -> Link | None:
    """"the alliance", "the rebels", "the army": a member whose name ends in that word, else the side of that kind, else the words."""
    head, shown = singular(m.head), phrase(m)
    if not shown:
        return None
    kind = noun_kind().get(head, "")
    if (body := cast.find(shown)) or (body := within_name(shown, cast)):
        return of_member(body, "name")
    if found := within_phrase(m, shown, cast):
        return found
    if head == "enemy" or "enemy" in shown.lower().split():
        return Link("", None, "organisation", "", 0.6, rule="enemy")
    back = bool(THE.search(cast.before(m.start)))
    local = [w for w in key(shown).split() if singular(w) != head and w not in plain() | enemy()]
    if side_noun(m) and head != "government" and (back or not local):
        return armed_side(m, cast, referents, others) or bare_noun(m)
    if not plural(m) and is_office((office_words(shown) or [head])[-1]) and (holder := office_holder(m, shown, cast, referents)):
        return holder
    extra = [w for w in key(shown).split() if singular(w) != head and w not in plain()]
    if (extra or plural(m)) and not only_office(m):
        return home_force(m, shown, cast) or bare_noun(m)
    if kind in ("group", "military", "government", "police") and (found := by_last_word(head, m, cast)):
        return found
    if kind == "group" and head in nouns()["outfits"]["words"]:
        away = cast.sentence(m.start)
        pool = [r for r in recent(referents, m.start, away, 4) if r.link.member and r.link.kind in REBELS]
        if pool:
            return chosen(weighed(pool, away, m.start), "the group")
    if m.kind in ("person", "office", "name") and not plural(m) and (holder := office_holder(m, shown, cast, referents)):
        return holder
    return home_force(m, shown, cast) or told_before(m, shown, cast.sentence(m.start), referents) or bare_noun(m)


def told_before(m: Mention, shown: str, at: int, referents: list[Referent]) -> Link | None:
    """"the judge" for "the third public judge": the longer words with which the same noun was used before."""
    if plural(m) or " " in shown:
        return None
    for r in recent(referents, m.start, at, 25):
        if not r.link.member and r.number != 2 and TAIL.sub("", r.link.name.lower()).endswith(" " + shown.lower()):
            return r.link
    return None


def within_name(shown: str, cast: Cast) -> Member | None:
    """A full form that is the start or end of one longer name of an organisation ("Observatory" of "Syrian Observatory for …")."""
    k = key(shown)
    if " " not in k:
        return None
    found = [x for x in cast.members if x.kind not in ("person", "place", "state") and f" {k} " in f" {key(x.name)} "]
    return found[0] if len(found) == 1 else None


def by_last_word(head: str, m: Mention, cast: Cast) -> Link | None:
    """The one member named before, or at all, whose name has the word for its last ("the council", "the army")."""
    found = cast.ending.get(head, ())
    before = [x for x in found if x.first <= m.start] or found
    return of_member(before[-1] if len(before) == 1 else max(before, key=lambda x: x.count), "short form") if before else None


def home_force(m: Mention, shown: str, cast: Cast) -> Link | None:
    """"government forces", "the army" in a document that names one army of the country it is about."""
    words = set(key(shown).split())
    if not words & {"government", "army", "military"} or singular(m.head) not in ("force", "troop", "soldier", "army", "military"):
        return None
    found = [x for x in cast.members if x.kind == "military" and x.country == cast.country]
    return of_member(found[0], "home force") if len(found) == 1 else None


def office_holder(m: Mention, shown: str, cast: Cast, referents: list[Referent]) -> Link | None:
    """The person who is given that office somewhere in the document, the one named last before the mention first."""
    if not cast.persons:
        return None
    asked = set(office_words(shown))
    fit = {x.name: x for x in cast.persons
           if any(asked <= set(key(said.replace("-", " ")).split()) for said in cast.offices.get(x.name, ()))}
    for r in recent(referents, m.start, cast.sentence(m.start), 10 ** 9) if fit else ():
        if r.link.name in fit:
            return of_member(fit[r.link.name], "office")
    return of_member(next(iter(fit.values())), "office") if len(fit) == 1 else None


def armed_side(m: Mention, cast: Cast, referents: list[Referent], others: tuple[Mention, ...], iso: str = "",
               strict: bool = False) -> Link | None:
    """The armed side that is not the state, named before, else anywhere; with roles as of the document's day.

    With `strict` only where there is one such side at home in `iso`.
    """
    day, at, barred = cast.day, cast.sentence(m.start), barred_names(others, referents)

    never = set(nouns()["opposition"]["never"]) if "opposition" in m.text.lower() else set()

    def fits(x: Member) -> bool:
        if x.kind not in REBELS or x.name in barred or (iso and x.entry and iso not in x.entry.countries):
            return False
        if x.entry and never & {x.id, *x.entry.parents}:
            return False
        now = role(x.id, day) if x.id and day else x.kind
        return now in ("rebel", "militia", "coalition") and not (x.entry and day and not alive(x.entry, day))

    every = [x for x in cast.members if fits(x)]
    if strict:
        return of_member(every[0], "side") if len(every) == 1 else None
    if not every and not never:
        # A side that rules for some and rebels for others is what the words say it is.
        every = [x for x in cast.members if x.kind in ("rebel", "militia") and x.name not in barred]
    pool = [r for r in referents if r.end <= m.start and r.link.member in every]
    if pool:
        return chosen(weighed(pool, at, m.start), "side")
    return of_member(every[0], "side") if len(every) == 1 else None


def barred_names(others: tuple[Mention, ...], referents: list[Referent]) -> frozenset[str]:
    """Names of the claim's other arguments."""
    spans = {(o.start, o.end) for o in others if o.kind != "pronoun"}
    return frozenset(r.link.name for r in referents if (r.start, r.end) in spans and not r.link.more)


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
    return chosen(weighed(pool, at, m.start, word), f"pronoun {word}") if pool else None


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
