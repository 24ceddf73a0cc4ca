"""Definite nouns: "the alliance", "the rebels", "the army", "the minister" by what the document has named."""
from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ..model.claim import Mention
from .cast import Cast, Member
from .described import described, same_band, several_bands
from .nouns import enemy, noun_kind, office_words, only_office, parts, phrase, plain, plural, side_noun, singular
from .registry import alive, key, nouns, role, state
from .salience import Link, Referent, chosen, recent, weighed
from .titles import is_office

AGAINST = re.compile(r"\b(?:rebel|insurgent|militant|terrorist|guerrilla|jihadist|extremist)", re.I)
TAIL = re.compile(r".*\b(?:of|for|with|to)\b.*")
THE = re.compile(r"\b(?:the|this|that|these|those|both|all|its|their|his|our)\s+(?:\w+\s+|\d+-)?$", re.I)
LOCAL = re.compile(r"\b(?:regional|provincial|local|city|municipal|state)\b", re.I)
REBELS = ("rebel", "militia", "coalition", "organisation", "party", "criminal")
# What "the mission" and "the organization" may stand for besides, or instead of, an armed side.
OUTFITS = {"mission": ("igo",), "organization": (*REBELS, "igo", "ngo"), "organisation": (*REBELS, "igo", "ngo")}


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
        one = None if several_bands(m) else armed_side(m, cast, referents, others)
        return one or (same_band(m, cast.sentence(m.start), referents) if back else None) or bare_noun(m)
    if not plural(m) and is_office((office_words(shown) or [head])[-1]) and (holder := office_holder(m, shown, cast, referents)):
        return holder
    extra = [w for w in key(shown).split() if singular(w) != head and w not in plain()]
    if back and (person := described(m, cast)):
        return of_member(person, "described")
    if (extra or plural(m)) and not only_office(m):
        again = same_band(m, cast.sentence(m.start), referents, bool(extra)) if back else None
        return home_force(m, shown, cast) or again or bare_noun(m)
    if kind in ("group", "military", "government", "police") and (found := by_last_word(head, m, cast)):
        return found
    if kind == "group" and head in nouns()["outfits"]["words"]:
        away = cast.sentence(m.start)
        kinds = OUTFITS.get(head, REBELS)
        pool = [r for r in recent(referents, m.start, away, 4) if r.link.member and r.link.kind in kinds]
        if head in ("group", "organization", "organisation", "movement"):  # a coalition of states is seldom called so
            pool = [r for r in pool if r.link.kind != "coalition"] or pool
        if pool:
            return chosen(weighed(pool, away, m.start), "the group")
    if m.kind in ("person", "office", "name") and not plural(m) and (holder := office_holder(m, shown, cast, referents)):
        return holder
    return home_force(m, shown, cast) or told_before(m, shown, cast.sentence(m.start), referents) or bare_noun(m)


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


def told_before(m: Mention, shown: str, at: int, referents: list[Referent]) -> Link | None:
    """"the judge" for "the third public judge": the longer words with which the same noun was used before."""
    if plural(m) or " " in shown or shown.lower() == "government":
        return None
    wanted = " " + shown.lower()
    for r in recent(referents, m.start, at, 25):
        if not r.link.member and r.number != 2 and _untailed(r.link.name).endswith(wanted):
            return r.link
    return None


@lru_cache(maxsize=8192)
def _untailed(name: str) -> str:
    """A name in small letters, "" where something hangs on it ("head of the council")."""
    return TAIL.sub("", name.lower())


def others_too(m: Mention, cast: Cast, referents: list[Referent], others: tuple[Mention, ...]) -> Link | None:
    """"1,300 fighters surrendered and many others were killed": more of the same, in the sentence or the one before; not of those who
    did it or suffered it too."""
    at, barred = cast.sentence(m.start), barred_names(others, referents)
    found = next((r for r in recent(referents, m.start, at, 1) if r.sort == "people" or (r.sort == "group" and r.number == 2)), None)
    return replace(found.link, probability=0.6, rule="others") if found and not found.link.more and found.link.name not in barred else None


def within_name(shown: str, cast: Cast) -> Member | None:
    """A full form that is the start or end of one longer name of an organisation ("Observatory" of "Syrian Observatory for …")."""
    k = key(shown)
    if " " not in k:
        return None
    wanted = f" {k} "
    found = [x for name, x in cast.bodies if wanted in name]
    return found[0] if len(found) == 1 else None


def by_last_word(head: str, m: Mention, cast: Cast) -> Link | None:
    """The one member named before, or at all, whose name has the word for its last ("the council", "the army")."""
    found = tuple(x for x in cast.ending.get(head, ()) if head != "government" or not LOCAL.search(x.name))
    if head in ("army", "military", "navy"):  # "the army" beside a Lord's Resistance Army is the state's
        found = tuple(x for x in found if x.kind not in ("rebel", "militia", "criminal"))
    before = [x for x in found if x.first <= m.start] or found
    return of_member(before[-1] if len(before) == 1 else max(before, key=lambda x: x.count), "short form") if before else None


PRESS = re.compile(r"\b(?:press|information|media|spokes\w+)\b", re.IGNORECASE)  # an army's press office is not the army


def home_force(m: Mention, shown: str, cast: Cast) -> Link | None:
    """"government forces", "the army" in a document that names one army of the country it is about."""
    words = set(key(shown).split())
    if not words & {"government", "army", "military"} or singular(m.head) not in ("force", "troop", "soldier", "army", "military"):
        return None
    for land in dict.fromkeys((cast.country, cast.home)):
        found = [x for x in cast.members if x.kind == "military" and x.country == land and land and not PRESS.search(
            " ".join((x.name, *(x.entry.names if x.entry else ()))))]
        if len(found) == 1:
            return of_member(found[0], "home force")
    return None


def office_holder(m: Mention, shown: str, cast: Cast, referents: list[Referent]) -> Link | None:
    """The person who is given that office somewhere in the document, the one named last before the mention first."""
    if not cast.persons:
        return None
    asked = set(office_words(shown))
    fit = {x.name: x for x in cast.persons
           if any(asked <= _words(said) for said in cast.offices.get(x.name, ()))}
    for r in recent(referents, m.start, cast.sentence(m.start), 10 ** 9) if fit else ():
        if r.link.name in fit:
            return of_member(fit[r.link.name], "office")
    only = next(iter(fit.values())) if len(fit) == 1 else None
    return of_member(only, "office") if only and (only.first <= m.start or m.start - cast.sentences[cast.sentence(m.start)] < 6) else None


@lru_cache(maxsize=8192)
def _words(office: str) -> frozenset[str]:
    return frozenset(key(office.replace("-", " ")).split())


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
    if "paramilitar" in m.text.lower():  # those stand beside a state at least as often as against it
        every = [x for x in every if x.kind == "militia" or (x.entry and x.entry.kind == "militia")]
        if not every:
            return None
    elif AGAINST.search(m.text) and (rebels := [x for x in every if (role(x.id, day) if x.id and day else x.kind) == "rebel"]):
        every = rebels  # a militia is "the rebels" only where no others are told of
    if strict:
        return of_member(every[0], "side") if len(every) == 1 else None
    if not every and not never:
        # A side that rules for some and rebels for others is what the words say it is.
        every = [x for x in cast.members if x.kind in ("rebel", "militia") and x.name not in barred]
    told = {id(x) for x in every}
    pool = [r for r in referents if r.end <= m.start and id(r.link.member) in told]
    if pool:
        return chosen(weighed(pool, at, m.start), "side")
    return of_member(every[0], "side") if len(every) == 1 else None


def barred_names(others: tuple[Mention, ...], referents: list[Referent]) -> frozenset[str]:
    """Names of the claim's other arguments."""
    spans = {(o.start, o.end) for o in others if o.kind != "pronoun"}
    if not spans:
        return frozenset()
    return frozenset(r.link.name for r in referents if (r.start, r.end) in spans and not r.link.more)
