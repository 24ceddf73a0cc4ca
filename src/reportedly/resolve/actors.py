"""Actors and sources: who is meant, in the fullest form that the document has, with kind, side and country."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..model.claim import Claim, Mention, Reading
from ..model.document import Document
from ..model.reference import Actor, Source
from .cast import Cast, make_cast
from .definite import of_member
from .issuers import Voice
from .mouthpieces import is_outlet
from .nouns import noun_kind, phrase, singular
from .references import Linker, linker
from .salience import OPEN, Link
from .sources import SourcesOf, source_resolver

SPEECH = frozenset(("support", "accuse", "threaten", "deny", "request"))
OWN_ACTS = frozenset(("request", "accuse", "meet", "support", "deny"))
UNCOUNTED = frozenset(("people", "persons", "person", "individuals", "victims", "others"))
SETTLEMENTS = frozenset("""city cities town towns village villages capital area areas region suburb suburbs neighborhood neighbourhood
                           neighborhoods neighbourhoods district districts province port country hamlet settlement settlements""".split())
HARM = frozenset(("bombing", "airstrike", "shelling", "attack"))


@dataclass(frozen=True, slots=True)
class Who:
    """Answers for one document.

    `actors` gives () where a mention stands for nobody that can be named, several for "they" after "A and B".
    """

    actors: Callable[[Mention, Claim], tuple[Actor, ...]]
    sources: Callable[[Claim], tuple[Source, ...]]


def actor_resolver(document: Document, reading: Reading, ground: Sequence[str] = ()) -> Who:
    """Link the mentions of a document once (aliases, short forms, pronouns); the functions it gives answer for each claim.

    `ground` holds the countries (ISO alpha-2) in which its claims are placed, one for each: the army is that country's.
    """
    cast = make_cast(document, reading, ground)
    link = linker(document, reading, cast)
    sources, voice_of = source_resolver(document, reading, cast, link)

    def actors(mention: Mention, claim: Claim) -> tuple[Actor, ...]:
        found = owner(mention, claim, cast) or link(mention, claim)
        if found and found.rule in OPEN:
            voice = voice_of(claim)
            if found.rule == "enemy":
                one = against(mention, voice, cast) if voice else None
                one = one or Actor(phrase(mention) or mention.text, mention.start, mention.end, probability=0.3)
            else:
                one = spoken(mention, voice, cast, found.kind == "person" or appeals(mention, claim, voice, cast)) if voice else None
                if one and voice and voice.probability < 0.5 and one.name in _others(mention, claim):
                    one = None  # whoever says "we will strike them" is not one of them
            return (one,) if one else ()
        if not found or not found.name or (mention in claim.actor and no_actor(mention, found, cast)) or uncounted(mention, claim, found):
            return ()
        if not found.member and not found.country and found.name.lower() in SETTLEMENTS:
            return ()  # "the shelling of the city": where, not who
        return tuple(actor(mention, x) for x in (found, *found.more) if x.name)

    def _others(mention: Mention, claim: Claim) -> set[str]:
        linked = (link(m, None) for m in (*claim.actor, *claim.target) if m != mention)
        return {x.name for x in linked if x}

    return Who(actors, sources)


def actor(m: Mention, found: Link) -> Actor:
    """A link as the model's Actor."""
    member = found.member
    return Actor(found.name, m.start, m.end, member.id if member else "", found.kind, found.country, round(found.probability, 4),
                 found.candidates)


def uncounted(m: Mention, claim: Claim, found: Link) -> bool:
    """Victims who are only a number ("twelve people were killed") name nobody: they are the claim's counts."""
    return claim.type in HARM and not found.member and found.name.lower() in UNCOUNTED


def against(m: Mention, voice: Voice, cast: Cast) -> Actor | None:
    """"the enemy" of whoever speaks: the state's forces for a rebel, the rebels for anyone else; the one named most."""
    own = (cast.find(voice.side) or cast.find(voice.name)) if voice.probability >= 0.4 else None
    rebel = bool(own and own.kind in ("rebel", "militia"))
    kinds = ("military", "government", "state") if rebel else ("rebel", "militia")
    pool = [x for x in cast.members if x.kind in kinds and x != own and (not rebel or x.country == (own.country if own else ""))]
    if not pool:
        return None
    top = min(pool, key=lambda x: (kinds.index(x.kind) if rebel else 0, -x.count))
    return Actor(of_member(top, "enemy").name, m.start, m.end, top.id, top.kind, top.country, 0.5)


def no_actor(m: Mention, found: Link, cast: Cast) -> bool:
    """Things and bare places do nothing: "a rifle", "the city", a participle read as a noun."""
    if m.text.lower() in ("military", "terrorist") and not cast.before(m.start).rstrip().lower().endswith("the"):
        return True  # "a military offensive": an adjective, not the army
    return not found.member and m.kind in ("thing", "place") and not m.name and not m.country and not noun_kind().get(singular(m.head))


def appeals(m: Mention, claim: Claim, voice: Voice, cast: Cast) -> bool:
    """Whether a side's radio or paper speaks for itself: "we call on" is its own, "our forces" are the side's."""
    member = cast.find(voice.name)
    station = bool(member and member.kind == "media") or is_outlet(voice.name)
    return station and m.kind == "pronoun" and claim.type in OWN_ACTS


def owner(m: Mention, claim: Claim, cast: Cast) -> Link | None:
    """Whom a speech act about a thing is about: "praised the quality of X's work", "welcomed the government's decision"."""
    if claim.type not in SPEECH or m.kind != "thing" or m.name or not m.of or m not in claim.target:
        return None
    member = cast.find(m.of)
    if not member or member.kind == "place" or not member.kind:
        return None
    return Link(member.name, member, member.kind, member.country, 0.6, rule="owner")


def spoken(m: Mention, voice: Voice, cast: Cast, singular_form: bool) -> Actor | None:
    """The side of whoever speaks for "we" and "our", the speaker for "I"."""
    name = voice.name if singular_form else voice.side or (voice.forces if m.kind == "group" else "") or voice.name
    if not name:
        return None
    member = cast.find(name)
    if not member:
        return Actor(name, m.start, m.end, probability=voice.probability)
    return Actor(name, m.start, m.end, member.id, member.kind, member.country, voice.probability)


__all__ = ["Linker", "SourcesOf", "Who", "actor_resolver"]
