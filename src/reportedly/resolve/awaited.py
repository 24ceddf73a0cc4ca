"""Blows that are awaited: who waits for one is whom it is aimed at ("laid mines in anticipation of an assault")."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model.claim import Claim, Reason
from ..model.reference import Resolution

BLOWS = frozenset(("attack", "airstrike", "shelling", "bombing", "capture", "enter", "advance"))
WAITING = re.compile(r"\b(?:in (?:anticipation|expectation|preparation) (?:of|for)|brac(?:ed|es|ing) (?:itself |themselves )?(?:for|"
                     r"against)|prepar(?:ed|es|ing) (?:itself |themselves )?for|await(?:s|ed|ing)?|expect(?:s|ed|ing)?)\s+"
                     r"(?:an?|the|another|further|new)\s+(?:[\w-]+\s+){0,3}$", re.I)


def aimed_at(claims: Sequence[Claim], found: Sequence[Resolution], text: str) -> tuple[Resolution, ...]:
    """The resolutions, in order, with the target of each awaited blow that has none: the actor told last before it in its sentence."""
    out: list[Resolution] = []
    for claim, mine in zip(claims, found, strict=True):
        r = mine
        if claim.type in BLOWS and not r.target and WAITING.search(text[claim.start:claim.trigger.start]):
            before = [(c, x) for c, x in zip(claims, found, strict=True)
                      if c.start == claim.start and c.trigger.start < claim.trigger.start and x.actor]
            own = {a.name for a in r.actor}
            waits = tuple(a for a in before[-1][1].actor if a.name not in own) if before else ()
            if waits:
                r = replace(r, target=waits, because=(*r.because, Reason("target", "awaited", before[-1][0].trigger.text)))
        out.append(r)
    return tuple(out)
