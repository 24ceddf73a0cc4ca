"""Sources: who says so, of what kind, and for which side, from what the document says of each speaker."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..model.claim import Claim, Mention, Reading, SourceMention
from ..model.document import Document
from ..model.reference import Source
from .accused import FIGHTERS, landless, of_accused
from .again import OWN_REPORT, issued, said_before, spoken_for
from .armed import ARMED, NO_RANK, RANK
from .cast import Cast, Member, shouting
from .informants import DESK, informant
from .issuers import Voice, belongs, issuer, side_of
from .monitored import station_of
from .mouthpieces import branch_of, command_only, is_outlet, leads, people_of, state_firm, station_for
from .nouns import noun_kind, phrase, singular
from .owners import WORDS, land_in, owned, owner_of, speakers
from .references import Linker
from .registry import Entry, best, country_of, key, nouns, registry, role
from .salience import Link
from .sides import REBEL, STATE, Sides, officer_side, only_rebels, side_name, side_of_noun, sides, station_side
from .titles import is_office

HOLDER = re.compile(r"((?:[A-Z][\w-]+ ){0,3}[A-Z][\w-]+)['’]s? ")
STATION = re.compile(r"(?:TV|Radio|News|Press|Times|Post|FM)\b|"
                     r"\b(?:state-run|state-owned|broadcaster|television|newspaper|agency|channel|website) $", re.I)
LEADS = re.compile(r"(?:[Tt]he |[Aa]n? )?((?:[A-Z][\w-]+ ){1,3})(?:\w+ )?(?:commander|fighter|militant|leader|warlord)\b")
FIELD = "fighters|rebels|forces|troops|separatists|militants|insurgents|guerrillas|militias?"
OWNING = re.compile(r"\b(its|their)\s(?=\s*\S)|\b(?:the|this|that)\s+(?:\w+\s+)?([a-z]+)\b|\b([a-z]+)\b", re.I)
BODY = re.compile(r"\b(?:army|military|navy|air force|armed forces|police|ministry|government|defen[cs]e|security|troops|marines?|guard)\b",
                  re.I)
SPEAKING_FOR = re.compile(r"\b(?:army|military|commands?|commanders?|forces?|leaders?|officials?|authorities|police|radio|soldiers?|"
                          r"spokes\w+)\b", re.I)
SECRET = re.compile(r"\b(?:intelligence|security|spy|secret|aid|relief|refugee|space|enforcement|customs) (?:agency|service)", re.I)
OUTLETS = frozenset(("newspaper", "daily", "weekly", "magazine", "station", "channel", "broadcaster", "agency", "paper", "website"))
ABROAD = re.compile(r"\b(?i:minister|envoy|ambassador|representative|secretary)\s+(?i:for|to)\s+(?:the\s+)?[A-Z](?=[a-z])")
REBELS = re.compile(r"\b(?:(?:rebel|guerrilla|insurgent|separatist)s?|"
                    r"(?:rebel|guerrilla|insurgent|resistance)s? (?:sources?|spokes\w+|officials?|commanders?|leaders?))$", re.I)
RADIO = re.compile(r"(?:radio|television|tv|station|broadcast)s?$", re.I)
NAMELESS = re.compile(r"^(?:(?:unofficial|unconfirmed|first|early|initial|preliminary|other|various|conflicting) )?"
                      r"(?:reports?|rumou?rs?|claims|allegations|versions|accounts)$")
CHANNEL = re.compile(r"^Radio\b|\b(?:FM|TV|Radio|Television|Times|News|Post|Gazette|Tribune|Newspaper|Observer)$", re.I)
COMMAND = re.compile(r"\b(?:general staff|joint staff|high command|supreme command|general command|joint chiefs|staff command)\b", re.I)
CLINIC = re.compile(r"\b(?:hospital|clinic|morgue)\b", re.I)
OUTSIDE = re.compile(r"\b(?:diplomats?|diplomatic|ambassadors?|embassy|envoys?|western|foreign|european|arab|african|asian|regional|"
                     r"international)\b(?! (?:minister|ministry|affairs|secretary|office))", re.I)
# Bodies of citizens: they speak for their members and are no side of a war.
CIVIC = re.compile(r"\b(?:unions?|associations?|federation|confederation|church(?:es)?|archdiocese|archbishopric|diocese|"
                   r"bishop(?:ric)?['’]?s?|parish|clergy|universit(?:y|ies)|college|institute|school|"
                   r"chamber of commerce|human rights|foundation|society|cooperative|synod|"
                   r"red cross|red crescent|hospital|caritas|legal aid)\b", re.I)
SourcesOf = Callable[[Claim], tuple[Source, ...]]
COURT = re.compile(r"\b(?:fire department|municipality|city council|court|tribunal|"
                   r"prosecutor|attorney general|comptroller|procurator)\b", re.I)
# An office without a name that has just been told to speak, before what a recording brings.
JUST_SAID = re.compile(r"\b((?:[\w-]+\s+){0,3}(?:minister|president|ambassador|governor|mayor|secretary|spokesman|director|archbishop))\s+"
                       r"(?:has |had )?(?:said|stated|added|announced|declared|noted|reported|explained)\b"
                       r"[^\[\]]*[:.]\s*(?:\[[^\]]*\]\s*)?\[\s*$", re.I)
QUOTED = 420
DOCTOR = re.compile(r"dr\b", re.I)
CLERIC = re.compile(r"\b(?:auxiliary|lutheran|catholic|anglican|methodist|local) (?:arch)?bishop$", re.I)
OFFICE_OF = re.compile(r"[\w-]+(?: [\w-]+)? of\b", re.I)
NEAR = 3
HEAD = 300
MARK = re.compile(r"\[\s*$")
HEADED = re.compile(r"\[(speech|interview|news conference|press conference|address|statement|remarks|message|report)\b", re.I)


VoiceOf = Callable[[Claim], Voice | None]


def source_resolver(document: Document, reading: Reading, cast: Cast, link: Linker) -> tuple[SourcesOf, VoiceOf]:
    """Two functions: a claim's sources, outermost first; and who says "we" in it, the issuer of a statement included."""
    fights = sides(reading, cast, link)
    spoken = [(cast.sentence(c.start), c) for c in reading.claims if c.source and c.source[-1].mention]
    chains: dict[str, tuple[Source, ...]] = {}
    told: list[Source] = []
    strange: set[str] = set()
    for claim in reading.claims:
        chain: list[Source] = []
        for s in claim.source:
            found = said_before(s, one(s, claim, cast, link, fights), told, cast, owned())
            if chain and found.kind == "witness" and chain[-1].kind == "party" and s.mention and s.mention.name and claim.source[0].kind:
                found = replace(found, kind="party", side=chain[-1].side)  # somebody named, on a side's own station
            if found.side in strange and landless(s, found, cast) or of_accused(s, found, claim, cast):
                strange.add(found.side)
                found = replace(found, side="")
            if document.outlet_kind == "rebel" and found.name == document.outlet and country_of(found.side):
                found = replace(found, side="")  # its office is not the state's
            if not chain or (found.name, found.side) != (chain[-1].name, chain[-1].side) or not found.name:
                chain.append(found)
        chains[claim.id] = tuple(chain)
        told += chain

    def answer(claim: Claim) -> tuple[Source, ...]:
        return chains.get(claim.id, ())

    def voice(claim: Claim) -> Voice | None:
        at = cast.sentence(claim.start)
        near = max((x for x in spoken if x[0] <= at), key=lambda x: x[0], default=None)
        c = claim if claim.source and claim.source[-1].mention else near[1] if near and abs(near[0] - at) <= NEAR else None
        found = voice_in(c, cast, link, fights) if c else issuer(cast, document.title, fights)
        told = chains[c.id][-1] if c and chains.get(c.id) else None
        known = found and cast.find(found.name)
        if told and told.name and found and c and c.source[-1].mention and c.source[-1].mention.head.lower() in owned():
            return Voice(told.name, told.side or told.name)  # "We shall return," the statement said
        theirs = told and told.kind == "party" and told.side and (not known or known.kind in ("media", ""))  # a side's own station
        return Voice(told.name, told.side) if told and theirs else found

    return answer, voice


def voice_in(claim: Claim, cast: Cast, link: Linker, fights: Sides) -> Voice | None:
    """The innermost speaker of a claim and what that speaker belongs to."""
    m = claim.source[-1].mention
    found = link(m, None) if m else None
    if not m or not found or not found.name:
        return None
    if found.member and found.member.kind == "person":
        group = whose(m.start, m.end, cast, link)
        if group:
            return Voice(found.name, side_of(group, cast))
        side = belongs(found.member, m, cast, fights)
        return Voice(found.name, side, forces=side or of_person(found.member, m, cast, fights, link)[1])
    body = owner_of(f"{m.country} {m.text} {m.of}", cast, Member("", ())) if not found.member else None
    return Voice(found.name, side_of(body, cast) if body else found.name)


def one(s: SourceMention, claim: Claim, cast: Cast, link: Linker, fights: Sides) -> Source:
    """One link of the chain."""
    m = s.mention
    if m is None:
        return Source("", s.kind or "unnamed", "", s.cue.start, s.cue.end)
    found = link(m, None) if m.kind != "pronoun" else link(m, claim)
    name = found.name if found else phrase(m)
    member = found.member if found else cast.find(m.name) if m.name else None
    if s.kind == "party" and m.name:  # a station or bulletin in its own voice: its whole name, not that of the side in it
        member = cast.find(m.name)
        found, name = None, member.name if member else m.text
    whose_radio = ""
    if found and not m.name and m.kind != "pronoun" and RADIO.search(m.head):  # "the rebel radio" is not the rebels
        whose_radio = found.name if found.kind in ARMED else ""
        found, name, member = None, phrase(m), None
    if m.kind == "pronoun" and found and not member and name:
        m = Mention(m.start, m.end, name, singular(name.split()[-1]), "group")
    if member and member.kind == "person":
        kind, side = ("media", "") if is_outlet(member.name) else of_person(member, m, cast, fights, link)
    elif member and (member.entry or member.kind not in ("", "place")):
        kind, side = of_member(member, cast, fights, name)
        if side == name and not member.entry and member.kind not in ARMED and (state_of := branch_of(m, cast)):
            side = state_of
    else:
        kind, side = of_noun(m, name, cast, fights, link)
    kind = s.kind if s.kind and (kind == "unnamed" or not found) else kind
    if s.kind == "party" and kind != "party":
        side = station_side(name, cast) or (only_rebels(cast) if "clandestine" in cast.text[:HEAD].lower() else "")
        kind = "party" if not (iso := country_of(side)) or iso in fights.states else "government"
    if m.head.lower() in owned() and m.of.lower() in ("its", "their") and (
            owner := link(Mention(m.start, m.start, m.of, m.of.lower(), "pronoun"), None)) and owner.member:
        name, member = owner.name, owner.member
        kind, side = of_member(member, cast, fights, name)
    elif m.head.lower() in owned() and not (member and member.kind == "media") and (
            maker := owner_of(f"{m.country} {m.text} {m.of} {name}", cast, Member("", ())) or issued(m, cast)):
        name = maker.name if isinstance(maker, Member) else maker.names[0]
        known = maker if isinstance(maker, Entry) else maker.entry
        kind, side = _kind_side(maker.kind, name, known, cast, fights)
        if isinstance(maker, Member) and maker.kind == "person":
            kind, side = of_person(maker, m, cast, fights, link)
    if m.name and not member and m.head.lower() in OUTLETS:  # "the newspaper El Faro"
        name = m.name
    if s.kind != "party" and m.text.lower().startswith("voice of ") and not (member and " " in member.name):
        name, kind, side = m.text, "media", ""
    unknown = kind in ("witness", "unnamed") and m.name and not (member and member.kind == "person")
    if (kind == "media" or unknown) and s.kind != "party" and (own := station_for(m, name, cast)) is not None:
        kind, side = "party", own
    side = side or (whose_radio if kind == "party" else "")
    name, kind, side = _retold(m, name, kind, side, cast, fights)
    if kind == "unnamed" and NAMELESS.search(key(name)):
        name = ""
    boss = _owner(m, link, claim)
    if boss and boss.member and boss.member.kind == "person" and kind == "party":  # his bodyguard is on his side
        side = side or of_person(boss.member, m, cast, fights, link)[1]
    return Source(f"{boss.name}'s {name}" if boss else name, kind, side, m.start, m.end, found.probability if found else 0.5)


def _retold(m: Mention, name: str, kind: str, side: str, cast: Cast, fights: Sides) -> tuple[str, str, str]:
    """Name, kind and side of "a spokesman for that body" and of "the report" of a station that a monitor retells."""
    if body := spoken_for(m, cast):
        kind, side = of_member(body, cast, fights, body.name)
        return f"{name.split(maxsplit=1)[0]} {'FOR THE' if name.isupper() else 'for the'} {body.name}", kind, side or body.name
    if kind in ("document", "media", "unnamed") and (station := station_of(m, cast)):
        at, shown = station
        known = cast.find(shown)
        entry = known.entry if known else best(shown, cast.country, cast.day)
        kind, side = _kind_side("media", shown, entry, cast, fights)
        if kind == "media" and "clandestine" in cast.before(at, 20).lower():
            kind, side = "party", station_side(shown, cast) or only_rebels(cast)
        return shown, kind, side
    return name, kind, side


def _owner(m: Mention, link: Linker, claim: Claim) -> Link | None:
    """Whose "his bodyguard" is: shown as "Ali Kony's bodyguard"."""
    if m.of.lower() not in ("his", "her", "their", "its") or m.kind not in ("person", "office") or m.name:
        return None
    owner = link(Mention(m.start, m.start, m.of, m.of.lower(), "pronoun"), claim)
    return owner if owner and owner.name else None


def of_person(member: Member, m: Mention, cast: Cast, fights: Sides, link: Linker) -> tuple[str, str]:
    """Kind and side of a named speaker, by the offices that the document gives."""
    said = cast.offices.get(member.name, ())
    own = m.text if m.text and key(m.text) != key(member.name) else ""
    lines = [x for x in (own, *said) if x]
    lines = [x for x in lines if not DOCTOR.match(x)] or lines  # "Dr Samayoa", justice minister
    if any(re.match(r"(?:former|ex-|retired)\b", x, re.I) for x in lines[:2]):
        return "expert", ""
    among = re.search(r"\bone of the (\w+)\b", cast.text[max(0, m.start - 40):m.end], re.I)
    if among and speakers().get(among[1].lower().removesuffix("s")) == "witness":
        return "witness", ""
    best_found: tuple[str, str] | None = None
    if abroad := next((x for x in lines if ABROAD.search(x)), ""):
        lines.insert(0, abroad)
    owned_by = [(line, owner_of(line, cast, member) or _told_owner(line, member, cast, link)) for line in lines]
    for line, owner in sorted(owned_by, key=lambda x: x[1] is None):
        if owner is None and (own_people := _of_people("party", line, cast)) and own_people[1]:
            return own_people
        if owner is not None and owner.kind in STATE and _only_from(line, member):
            continue
        if owner is None and best_found == ("government", ""):
            break  # an Argentine minister is nobody else's where he is called "the minister"
        if owner is None and RANK.search(line) and not BODY.search(line):
            best_found = best_found or ("party", "")
            continue
        kind, side = _by_owner(owner, line, cast, fights)
        if side or (kind and kind not in ("government", "party")):
            return kind, side
        best_found = best_found or ((kind, side) if kind else None)
    if any(RANK.search(x) for x in lines) and (not best_found or best_found[0] in ("party", "government")):
        return "party", officer_side(member, tuple(lines), cast, fights)
    if best_found == ("party", "") and (of := HOLDER.match(own)):
        return "party", of[1]
    if not best_found and (office := _office_as_name(member.name)):
        return _state_or_party(office, member.name, cast, fights)
    return best_found or _leader(member, cast, fights) or _in_office(member, cast, fights) or _labelled(m, cast, fights) or ("witness", "")


def _in_office(member: Member, cast: Cast, fights: Sides) -> tuple[str, str] | None:
    """Kind and side of a person of whom the document tells nothing and the registry an office held on its day."""
    if not member.entry:
        return None
    now = role(member.entry.id, cast.day)
    if now not in STATE or not member.entry.countries:
        return None
    return _kind_side(now, member.name, member.entry, cast, fights)


def _leader(member: Member, cast: Cast, fights: Sides) -> tuple[str, str] | None:
    """Kind and side of a person of whom only those whom he leads are told: "the rebels, led by Joseph Lual"."""
    found = leads(member, cast)
    if found is None:
        return None
    who, body = found
    return of_member(body, cast, fights, body.name) if body else ("party", side_of_noun(who, cast))


def _only_from(line: str, member: Member) -> bool:
    """Whether words tell no more of a person than a country ("Nicaraguan Luis Reyes"): nobody speaks for a state by that."""
    own = {w for f in member.forms for w in key(f).split()}
    return all(key(w) in own or country_of(w) for w in WORDS.findall(line))


def _labelled(m: Mention, cast: Cast, fights: Sides) -> tuple[str, str] | None:
    """A speaker of whom only the monitor's mark tells ("[SPEECH] [MORENO]"): a reporter in a report, an official in a speech."""
    if not MARK.search(cast.before(m.start, 3)):
        return None
    head = HEADED.search(cast.text[:HEAD])
    if speakers().get(singular(m.text.split()[-1].lower())) == "witness":
        return "witness", ""
    if told := JUST_SAID.search(cast.text[max(0, m.start - QUOTED):m.start]):  # "the Spanish prime minister said that …: [GONZALEZ]"
        return _by_owner(owner_of(told[1], cast, Member("", ())), told[1], cast, fights)
    if head is None:
        return None
    return ("media", "") if head[1].lower() == "report" else _state_or_party("government", "government", cast, fights)


def _told_owner(line: str, member: Member, cast: Cast, link: Linker) -> Member | None:
    at = cast.text.find(line, max(0, member.first - 160), member.first + 300)
    return whose(at, at + len(line), cast, link) if at >= 0 else None


def whose(start: int, end: int, cast: Cast, link: Linker) -> Member | None:
    """The group behind an office at these characters: "its foreign minister", "a spokesman for the movement", "the rebels' leader"."""
    begin = max(0, start - 8)
    for m in OWNING.finditer(cast.text[begin:end] if start >= 0 else ""):  # an outlet may stand nowhere in the text
        word = m[1] or m[2] or m[3]
        noun, low = singular(word), word.lower()
        at = begin + m.end() - len(m.group()) if m[1] else begin + m.start(2 if m[2] else 3)
        if m[1] and at + len(word) >= start - 2:
            mention = Mention(at, at + len(word), word, low, "pronoun")
        elif cast.text.startswith((" known", " called"), at + len(word)):
            continue
        elif at >= start and (noun in nouns()["outfits"]["words"] or noun_kind().get(noun) == "rebel" or low == "opposition"):
            mention = Mention(at, at + len(word), word, noun, "group", 2 if low.endswith("s") else 1)
        else:
            continue
        found = link(mention, None)
        if found and found.member and found.kind not in ("person", "place", ""):
            return found.member
    return None


def _by_owner(owner: Member | Entry | None, line: str, cast: Cast, fights: Sides) -> tuple[str, str]:
    kind = _noun_kind(line)
    if kind == "government" and FIGHTERS.search(line):
        kind = "party"
    if owner is None:
        return _of_people(kind, line, cast) or _state_or_party(kind, line, cast, fights)
    entry = owner if isinstance(owner, Entry) else owner.entry
    name = owner.name if isinstance(owner, Member) else owner.names[0]
    what = owner.kind
    if what in STATE and CIVIC.search(line) and not BODY.search(line) and not CLINIC.search(line):
        return "ngo", re.sub(r"^[Tt]he ", "", line)
    if what in STATE and kind in ("media", "expert", "witness", "ngo"):
        return kind, ""
    if what in STATE and REBELS.search(line):  # "Zairean rebels": of the country, against its state
        return "party", ""
    if what == "organisation" and kind == "government" and COURT.search(name):
        return "government", ""
    if what == "organisation" and kind == "government":
        return ("ngo", name) if CIVIC.search(name) else ("party", name)
    return _kind_side(what, name, entry, cast, fights)


def _of_people(kind: str, line: str, cast: Cast) -> tuple[str, str] | None:
    """"the Chechen commander" where the text has "Chechen fighters": a side without a state; an unknown body's officer is not home's."""
    word = re.match(r"(?:[Tt]he |[Aa]n? )?([A-Z][\w-]+)\b", line)
    if not word or kind not in ("government", "party") or is_office(word[1]) or shouting(cast.text):
        return None
    if re.search(rf"\b{re.escape(word[1])} (?:{FIELD})\b", cast.text):
        return "party", word[1]
    run = LEADS.match(line)
    known = cast.find(run[1].strip()) if run else None
    if run and not (known and known.kind in ("place", "state")) and not any(is_office(w) for w in run[1].split()):
        return "party", run[1].strip()
    return ("government", "") if len(word[1]) > 2 and word[1].isupper() else None


def _noun_kind(line: str) -> str:
    """The kind of source that the words of an office tell, by the last noun known before "of", "for" or "with"."""
    front = re.split(r"\s(?:of|for|with|at|in)\s", DESK.sub("official", NO_RANK.sub(r"\1 official", line)).lower())[0]
    for w in reversed(WORDS.findall(front)):
        if (found := speakers().get(singular(w)) or speakers().get(w)) and found not in ("document", "unnamed"):
            return found
    return ""


def _state_or_party(kind: str, line: str, cast: Cast, fights: Sides) -> tuple[str, str]:
    """An official whose state is not told: the state that the document is about."""
    own = cast.homes & fights.states
    home = cast.home or (next(iter(own)) if len(own) == 1 else "")
    kind = "party" if kind == "government" and FIGHTERS.search(line) else kind
    if kind == "government" and not CLINIC.search(line) and not BODY.search(line) and CIVIC.search(line):
        return "ngo", re.sub(r"^[Tt]he ", "", line) if re.search(r"\boffice$", line, re.I) else ""
    if kind == "government" and CLINIC.search(line) and "ministry" not in line.lower():
        return "witness", ""
    if kind == "government" and OUTSIDE.search(line):
        return "government", ""
    if kind == "government" and home in fights.states and not ABROAD.search(line):
        return "party", side_name(home, cast)
    if kind == "party":
        return "party", side_of_noun(line, cast)
    return kind, ""


def of_member(member: Member, cast: Cast, fights: Sides, name: str) -> tuple[str, str]:
    """Kind and side of an organisation that speaks as itself; one between states is a party where its own forces strike."""
    if member.kind == "igo" and member.name in fights.bodies:
        return "party", member.name
    if command_only(name) and not member.entry:
        return "party", side_of_noun(name, cast)
    return _kind_side(member.kind, name, member.entry, cast, fights)


def _kind_side(what: str, name: str, entry: Entry | None, cast: Cast, fights: Sides) -> tuple[str, str]:
    if what in ("igo", "ngo"):
        return what, "" if entry and what == "igo" and not entry.parents else name
    if what == "media":
        owner = next((p for p in entry.parents if not p.isupper()), "") if entry else ""
        if owner:
            return "party", next((m.name for m in cast.members if m.id == owner), registry().entries[owner].names[0])
        return "media", ""
    if what in ARMED:
        return "party", name
    if what in STATE and entry:
        return ("party", side_name(entry.country, cast)) if entry.country in fights.states or what == "military" else ("government", "")
    if what == "organisation" and CIVIC.search(name):
        return "ngo", name
    if what == "organisation" and CHANNEL.search(name):
        return "media", ""
    own = cast.home if fights.states == {cast.home} else ""
    if what in ("military", "organisation") and COMMAND.search(name) and (iso := land_in(name) or own):
        return "party", side_name(iso, cast)
    return ("party", name) if what in ("party", "organisation", "military") else ("government", "")


def _office_as_name(name: str) -> str:
    """The kind of source that an office tells which was taken for a name: "Minister of Defense"; "" for other names."""
    if OFFICE_OF.match(name):
        return _noun_kind(name)
    words = name.lower().split()
    told = next((k for w in words[:-1] if (k := speakers().get(w)) in ("ngo", "government")), "")
    return "ngo" if CLERIC.search(name) else told or ""


def _first_of(name: str, cast: Cast) -> Member | None:
    """The first of two who speak as one: "Cristiani and the High Command"."""
    first, _, other = re.sub(r"\b(?:AND|and)\b", "&", name).partition(" & ")
    found = cast.find(first) if other else None
    return found if found and found.kind not in ("place", "") else None


def of_noun(m: Mention, name: str, cast: Cast, fights: Sides, link: Linker) -> tuple[str, str]:
    """Kind and side of a speaker who is a common noun: "officials", "a military spokesman", "residents"."""
    words = f"{m.text} {m.of}".strip()
    if re.match(r"(?:former|ex-|retired)\b", m.text, re.I):
        return "expert", ""
    if state_firm(m):
        return "government", ""
    if (people := people_of(m.text)) and SPEAKING_FOR.search(m.text):
        return "party", people
    before = key(m.text).split()[:-1]
    pairs = (f"{' '.join(before[-n:])} {singular(m.head)}" for n in (2, 1) if len(before) >= n)
    kind = next((k for w in (key(m.text), *pairs, singular(m.head), m.head.lower()) if (k := speakers().get(w))), "")
    kind = kind or _office_as_name(m.text)
    owner = owner_of(f"{m.country} {words}", cast, Member(name, ()))
    if kind == "expert" and m.name and " " in name and CHANNEL.search(name.title()):
        return "media", ""  # "the London Observer"
    if kind in ("unnamed", "expert"):
        kind = informant(words) or kind
    if kind == "document" and not owner and m.head in owned() and OWN_REPORT.search(words):
        return _state_or_party(_noun_kind(re.sub(r"\w+$", "", m.text)) or "party", words, cast, fights)
    if kind == "media" and RADIO.search(m.head) and REBEL.search(f"{m.of} {m.text}"):
        return "party", side_of_noun(f"{m.of} {m.text}", cast)
    if kind == "expert" and owner and owner.kind == "igo":
        return "igo", ""
    if kind in ("witness", "media", "expert", "unnamed") or (kind == "document" and not owner):
        return kind, ""
    if kind == "ngo" and not (owner and owner.kind == "igo"):
        return kind, ""
    if not owner and kind in ("government", "party", ""):
        until = cast.text.find(m.of, m.end, m.end + 80) + len(m.of) if m.of and m.of not in m.text else m.end
        owner = whose(m.start, max(until, m.end), cast, link)
    if owner:
        found, side = _by_owner(owner, words, cast, fights)
        return found or kind or "unnamed", side
    if not kind and (marked := _labelled(m, cast, fights)):
        return marked
    known = kind or ("government" if BODY.search(m.text) and " " in m.text and m.number < 2 and not is_outlet(name) else "")
    found, side = _state_or_party(known, words, cast, fights)
    if not found and (first := _first_of(name, cast)) is not None:
        return of_member(first, cast, fights, first.name) if first.kind != "person" else of_person(first, m, cast, fights, link)
    if not found and CIVIC.search(words) and not CLINIC.search(words):
        return "ngo", ""
    outlet = is_outlet(name) or bool(OUTLETS & set(m.text.lower().split()[:-1])) or any(
        STATION.search(x) and not SECRET.search(x) for x in (name, cast.before(m.start, 30).split(".")[-1].split(",")[-1]))
    return found or ("media" if outlet else "witness" if m.name and m.kind in ("name", "person") else "unnamed"), side
