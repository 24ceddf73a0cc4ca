"""What the registry knows of a name by itself: the actor's half of `knowledge.kind_of`."""
from __future__ import annotations

import re
from functools import lru_cache

from ..model.knowledge import Kind
from .registry import best, demonym, nouns, registry, state
from .registry import key as folded

SHOWN = {"militia": "rebel", "criminal": "rebel", "community": ""}
OUTLET = re.compile(r"\b(?:radio|television|TV|news agency|newspaper|daily|weekly|magazine|broadcasting|press agency|news network|gazette|"
                    r"tribune|herald)\b", re.I)
RIGHTS = re.compile(r"\b(?:human rights (?:watch|commission|group|committee)|red (?:cross|crescent)|relief|charity|foundation|"
                    r"doctors without)\b", re.I)
ARMED = re.compile(r"\b(?:liberation (?:front|army|movement)|resistance (?:front|army|movement)|people'?s (?:army|defen[cs]e forces?)|"
                   r"revolutionary (?:front|army|forces?|movement)|self-defen[cs]e forces?|martyrs'? brigades?|popular front)\b", re.I)


@lru_cache(maxsize=32768)
def actor_kind(name: str) -> Kind:
    """Kind with the actor's fields filled in: kind, country and whether it is a demonym. An unknown name gets an empty Kind."""
    if not name or not name.strip():
        return Kind()
    iso = demonym(name)
    if iso and not state(name):
        return Kind(actor="state", country=iso, demonym=True)
    if found := best(name):
        return Kind(actor=SHOWN.get(found.kind, found.kind), country=found.country, demonym=bool(iso))
    if seat := registry().metonyms.get(folded(name)):
        return Kind(actor="government" if folded(name) in nouns()["seats"]["palaces"] else "", country=seat)
    for pattern, kind in ((OUTLET, "media"), (RIGHTS, "ngo"), (ARMED, "rebel")):
        if name[:1].isupper() and " " in name.strip() and pattern.search(name):
            return Kind(actor=kind)
    return Kind()
