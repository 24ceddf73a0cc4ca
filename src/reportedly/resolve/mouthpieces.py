"""Those who speak for others by what they are: a side's own station, a state's company, who leads a group, a command without a country."""
from __future__ import annotations

import re
from functools import cache

from ..model.claim import Mention
from .armed import ARMED
from .cast import Cast, Member
from .nouns import noun_kind, singular
from .owners import WORDS, owner_of
from .registry import country_of, key, nouns
from .sides import REBEL, side_name, side_of_noun

STATION = (r"(?:radio|television|tv|fm|station|broadcaster|mouthpiece|organ|newspaper|daily|weekly|magazine|bulletin|channel|outlet|"
           r"news agency|agency|media|press)")
OUTLET = re.compile(rf"\b{STATION}\b|\bvoice of\b|\bradio\b", re.I)
NAMED_SO = re.compile(r"^(?:radio|voice of)\s|\s(?:FM|TV|radio|television|news agency|newspaper|network)$", re.I)
TOLD = re.compile(rf"\s*[,(–—]\s*(?P<said>[^.;()\n]{{0,60}}?\b{STATION}\b[^.,;()\n]{{0,70}})", re.I)
OPPOSED = re.compile(r"\b(?:anti|pro|non)-?\s*$", re.I)
FIRM = re.compile(r"\b(?:state|national|government|public|state-run|state-owned|state-controlled)\s+(?:[\w-]+\s+){0,2}"
                  r"(?:company|firm|corporation|enterprise|utility|operator|railways?|airline|monopoly|concern)$", re.I)
LED = re.compile(r"(?P<who>(?:[\w'’-]+\s+){0,6}?[\w'’-]+),?\s+(?:who\s+are\s+|which\s+is\s+|that\s+are\s+|were\s+|was\s+|is\s+|are\s+)?"
                 r"(?:(?:led|commanded|headed)\s+by|loyal\s+to|under\s+the\s+command\s+of)\s+(?:[\w.’'-]+\s+){0,5}$", re.I)
LEADS = re.compile(r",?\s+who\s+(?:leads?|led|heads?|commands?|commanded|headed)\s+(?P<who>(?:[\w'’-]+\s+){0,5}[\w'’-]+)", re.I)
BODY = re.compile(r"(?:the )?(?:(?:supreme|general|joint|military|armed forces|army) )*(?:high command|general command|general staff|"
                  r"joint staff|joint chiefs(?: of staff)?|chiefs of staff|command|military command|army command|armed forces)", re.I)
BRANCH = re.compile(r"\b(?:army|armed forces|air force|navy|military|general staff)\b", re.I)
FRONT = re.compile(r"\b(?:of|for)\s+the\s+((?:[A-Z][\w'’-]*\s+(?:(?:for|of)\s+(?:the\s+)?)?)+"
                   r"(?:Front|Movement|Resistance|Alliance|Rebels|Brigades?|Army|Militia))\b")
REACH = 140


def is_outlet(name: str) -> bool:
    """Whether a name ends as those of stations and papers do: "Nasir FM", "Radio North" begins so."""
    return NAMED_SO.search(name) is not None


def station_for(m: Mention, name: str, cast: Cast) -> str | None:
    """The side whose own station or paper an outlet is, by its name, its owner or what is told after it; None where it is no side's.

    "SPLA Radio", "Hezbollah's Al-Manar TV", "Radio North, the station of the front"; a state's outlets stay outlets.
    """
    told = TOLD.match(cast.text, m.end)
    lines = [f"{m.text} {m.of} {name}", cast.before(m.start, 30) if re.search(r"['’]s?\s*$", cast.before(m.start, 4)) else "",
             told["said"] if told else ""]
    if not (OUTLET.search(lines[0]) or told):
        return None
    for line in lines:
        held = next((x for x in cast.members if x.kind in ARMED and x.kind != "criminal" and any(_holds(line, f) for f in x.forms)), None)
        if held:
            return re.sub(r"^the ", "", held.name)
        known = owner_of(line, cast, Member("", ()))
        if known and known.kind in ARMED and known.kind != "criminal":
            return known.name if isinstance(known, Member) else next(
                (n for n in known.names if _holds(line, n)), known.names[0])
        if (found := REBEL.search(line)) and not OPPOSED.search(line[:found.start()]):
            return side_of_noun(line, cast)
    front = FRONT.search(lines[-1])
    return front[1] if front else None


def _holds(line: str, form: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(form)}(?!\w)", line) is not None


def branch_of(m: Mention, cast: Cast) -> str:
    """The state whose branch or office an unknown body is by its words: "Ukraine's Air Force", "the army public relations department"."""
    if not BRANCH.search(m.text):
        return ""
    words = (w.removesuffix("'s").removesuffix("’s") for w in WORDS.findall(f"{m.country} {m.text} {m.of}"))
    land = next((iso for w in words if w[:1].isupper() and (iso := country_of(w))), "")
    return side_name(land, cast) if land else side_of_noun(m.text, cast)


def state_firm(m: Mention) -> bool:
    """Whether a speaker is a company of the state: "the state power company", "the national railways"."""
    return FIRM.search(m.text) is not None


def command_only(name: str) -> bool:
    """Whether a name is that of a command or staff and tells no country: "the High Command", "General Staff"."""
    return BODY.fullmatch(name) is not None


def leads(member: Member, cast: Cast) -> tuple[str, Member | None] | None:
    """Whom a person is told to lead ("the rebels, led by X", "X, who commands the militia"): the words and the body, if it is known."""
    for form in sorted(member.forms, key=len, reverse=True):
        for at in (m.start() for m in re.finditer(re.escape(form), cast.text)):
            found = LED.search(cast.text[max(0, at - REACH):at]) or LEADS.match(cast.text, at + len(form))
            if found is None:
                continue
            who = re.split(r"[.;:]\s", found["who"])[-1]
            owner = owner_of(who, cast, member)
            armed = any(noun_kind().get(singular(w)) in ("rebel", "militia", "military") or REBEL.search(w) for w in key(who).split())
            if isinstance(owner, Member) or armed:
                return who, owner if isinstance(owner, Member) else None
    return None


@cache
def _peoples() -> re.Pattern[str]:
    """A land's people by name ("Bosnian Serbs"), or a people without a state ("Kurds")."""
    of_land, alone = "|".join(nouns()["peoples"]["words"]), "|".join(nouns()["peoples"]["stateless"])
    return re.compile(rf"\b([A-Z][a-z]+ (?:{of_land})s?|(?:{alone})s?(?! [A-Z]))\b")


def people_of(line: str) -> str:
    """A people with its own side in a war between states' names: "Bosnian Serb command" -> "Bosnian Serb"; "" for none."""
    found = _peoples().search(line)
    return found[1].removesuffix("s") if found else ""
