"""Sides: which states and bodies are parties to the fighting that a document tells, and for whom a speaker without a name of one speaks."""
from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.claim import Reading
from .armed import ARMED, RANK, armed_before
from .cast import Cast, Member
from .references import Linker
from .registry import country_of, key, registry, role, state

FIGHTING = frozenset(("clash", "attack", "airstrike", "shelling", "bombing", "capture", "advance", "besiege", "repel", "enter", "surrender",
                      "kill", "destroy"))
STRUCK = frozenset(("clash", "attack", "capture", "repel", "advance", "besiege", "surrender", "airstrike", "shelling", "kill"))
STATE = frozenset(("state", "government", "military", "police"))
FORCES = frozenset(("army", "military", "troop", "troops", "soldier", "soldiers", "policeman", "policemen", "police"))
REBEL = re.compile(r"\b(?:rebel|guerrilla|insurgent|opposition|separatist|militant|resistance|clandestine)", re.I)
ARMY = re.compile(r"\b(?:army|military|soldiers?|troops?|armed forces|navy|air force|joint chiefs|general staff|"
                  r"high command|general command)\b", re.I)
OFFICIAL = re.compile(r"\b(?:state|government|official|national|presidential|ministry)\b", re.I)
WORD = re.compile(r"[^\W\d_][\w.’'-]+")
COMMANDER = re.compile(r"\b(?:commander|cmdr|comandante)\b", re.I)


STATE_BODY = re.compile(r"\b(?:ministry|government|army|armed forces|general staff|presidency|high command|general command)\b", re.I)
NEAR = 250


@dataclass(frozen=True, slots=True)
class Sides:
    """`states` are ISO codes of the states that are parties in a document, `acting` those of them whose forces act or are acted on in
    a claim (the rest are parties because armed groups at home there are named), `bodies` the names of bodies between states that strike."""

    states: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()


def sides(reading: Reading, cast: Cast, link: Linker) -> Sides:
    """The one rule for party or government: a state's officials are a party where its forces act or are struck in the violence that
    the document tells, where it belongs to a coalition that does, or where armed groups at home there are named with it."""
    acting: set[str] = set()
    bodies: set[str] = set()
    for c in reading.claims:
        if c.type not in FIGHTING:
            continue
        for m in (*c.actor, *(c.target if c.type in STRUCK else ())):
            found = link(m, c)
            if found and found.kind in STATE:
                acting.add(found.country or (_told_land(c.sentence, cast) if m.head.lower() != "regime" else cast.home))
            elif found and found.kind == "igo" and m in c.actor:
                bodies.add(found.name)
            elif found and found.kind == "coalition" and found.member and found.member.entry:
                acting |= set(found.member.entry.countries)
            elif not (found and found.member) and FORCES & set(key(m.text).split()):
                acting.add(cast.home)
    return Sides(frozenset((acting | _at_home(cast)) - {""}), frozenset(acting - {""}), frozenset(bodies))


def _told_land(sentence: str, cast: Cast) -> str:
    """Whose "the government" is: the one country that the sentence speaks of, else the one that the document is about."""
    lands = {iso for w in WORD.findall(sentence) if w[:1].isupper() and (iso := country_of(w))}
    return lands.pop() if len(lands) == 1 else cast.home


def _at_home(cast: Cast) -> set[str]:
    """Countries with armed groups of their own in the document, and the members of a wide coalition beside these."""
    named = {x.country for x in cast.members if x.kind in STATE} | ({cast.home} if ARMY.search(cast.text) else set())
    out: set[str] = set()
    for x in cast.members:
        if x.entry and x.kind in ("rebel", "militia"):
            out |= {c for c in x.entry.countries[:2] if c in named and c in (x.entry.countries[0], cast.home)}
    if out:
        for x in cast.members:
            if x.entry and x.entry.kind == "coalition" and len(x.entry.countries) > 3:
                out |= set(x.entry.countries)
    return out


def side_name(iso: str, cast: Cast) -> str:
    """A country's name in the document, else the usual one; "" for no country."""
    found = next((m.name for m in cast.members if m.id == iso and state(m.name)), "")
    return found or (registry().entries[iso].names[0] if iso in registry().entries else "")


def side_of_noun(line: str, cast: Cast) -> str:
    """The side of "rebel commander", "army spokesman": the one armed group that is named, the country that the document is about."""
    if found := REBEL.search(line):
        armed = [m for m in cast.members if m.kind in ARMED and not (m.id and cast.day and role(m.id, cast.day) == "government")]
        return armed[0].name if len(armed) == 1 else found.group().lower() if found.group().lower() == "opposition" else ""
    return side_name(cast.home, cast) if ARMY.search(line) else ""


def armed_in(name: str, cast: Cast) -> str:
    """The armed side whose name is in a station's: "Radio of the LTTE"; "" for none."""
    inside = next((m for m in cast.members if m.kind in ARMED and any(f in name for f in m.forms)), None)
    return re.sub(r"^the ", "", inside.name) if inside else ""


def station_side(name: str, cast: Cast) -> str:
    """The side of a station or bulletin that speaks in its own voice, by its name: "State Radio", "Radio of the LTTE"."""
    if inside := armed_in(name, cast):
        return inside
    if REBEL.search(name):
        return side_of_noun(name, cast)
    return side_name(cast.home, cast) if OFFICIAL.search(name) or ARMY.search(name) else ""


def only_rebels(cast: Cast) -> str:
    """The one rebel group that a document names, "" for none or several: whose a clandestine station is."""
    found = [x for x in cast.members if x.kind == "rebel"]
    return found[0].name if len(found) == 1 else ""


def officer_side(member: Member, lines: tuple[str, ...], cast: Cast, parties: Sides) -> str:
    """The side of an officer of whom only a rank is told.

    A general or colonel is the state's where the state fights and no armed group rules it; else, and for a commander, the armed
    side named last before, unless it is the one that he is quoted on.
    """
    ruled = any(role(x.id, cast.day) == "government" for x in cast.members if x.kind in ARMED and x.id and cast.day)
    ranked = not all(COMMANDER.search(x) for x in lines if RANK.search(x))
    if ranked and not ruled and cast.home in parties.states:
        return side_name(cast.home, cast)
    armed = armed_before(member.first, cast)
    before = cast.text[max(0, member.first - NEAR):member.first]
    body = max((m.end() for m in STATE_BODY.finditer(before)), default=-1)
    if armed and body > max(before.rfind(f) for x in cast.members if x.name == armed for f in x.forms):
        return side_name(cast.home, cast)  # "The ministry denied it. … spokesman Colonel A said"
    return armed
