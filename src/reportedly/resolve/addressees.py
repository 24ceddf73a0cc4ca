"""Whom praise, blame and pledges are for where only the deed or the help is named: "welcomed the news that rebels had left", "is committed
to supporting the council"."""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..model.claim import Claim, Mention, Reason
from ..model.reference import Actor, Resolution

ActorsOf = Callable[[Mention, Claim], tuple[Actor, ...]]
JUDGES = frozenset(("support", "accuse"))
SPEECH = JUDGES | {"request", "deny", "threaten", "pledge"}
NEAR = 90
"""Characters between the word of praise or blame and the deed's."""
APART = re.compile(r"[;:\"“”]|,\s+(?:which|who|while|when|and|but|as)\b", re.I)
HELP = re.compile(r"\s+(?:firmly |fully |deeply |strongly )?(?:committed |pledged |dedicated )?(?:to )?(?:continu\w+ (?:to )?)?"
                  r"(?:support|assist|help|back|work|stand|provid|protect|aid|train|arm)\w*\s+"
                  r"(?:closely\s+|together\s+|shoulder to shoulder\s+)?(?:with\s+|for\s+)?"
                  r"(?:the\s+|its\s+|his\s+|their\s+|our\s+|all\s+)?$", re.I)


def addressed(claims: Sequence[Claim], found: Sequence[Resolution], mentions: Sequence[Mention], text: str,
              actors: ActorsOf) -> tuple[Resolution, ...]:
    """The resolutions, in order, with the target of each word of praise, blame or help that has none of its own."""
    out: list[Resolution] = []
    for i, claim in enumerate(claims):
        mine, own = found[i], {a.name for a in found[i].actor}
        if not mine.target and claim.type in JUDGES and (who := _doer(claim, claims, found, text)):
            who = tuple(a for a in who if a.name not in own)
            mine = replace(mine, target=who, because=(*mine.because, Reason("target", "whose deed"))) if who else mine
        elif not mine.target and claim.type == "pledge" and (m := _helped(claim, mentions, text)):
            who = tuple(a for a in actors(m, claim) if a.name not in own)
            mine = replace(mine, target=who, because=(*mine.because, Reason("target", "whom it helps", m.text))) if who else mine
        out.append(mine)
    return tuple(out)


def _doer(claim: Claim, claims: Sequence[Claim], found: Sequence[Resolution], text: str) -> tuple[Actor, ...]:
    """The actors of the first deed told after a word of praise or blame, close to it in the same clause."""
    later = [(c, r) for c, r in zip(claims, found, strict=True)
             if c.start == claim.start and c.trigger.start >= claim.trigger.end and c.type not in SPEECH]
    if not later:
        return ()
    deed, resolved = min(later, key=lambda p: p[0].trigger.start)
    between = text[claim.trigger.end:deed.trigger.start]
    if len(between) > NEAR or APART.search(between) or deed.factuality in ("future", "denied"):
        return ()
    return resolved.actor


def _helped(claim: Claim, mentions: Sequence[Mention], text: str) -> Mention | None:
    """Who is named right after "committed to supporting"."""
    stop = min(claim.end, claim.trigger.end + NEAR)
    after = [m for m in mentions if claim.trigger.end <= m.start < stop and m.kind not in ("thing", "place")]
    first = min(after, key=lambda m: m.start, default=None)
    return first if first and HELP.fullmatch(" " + text[claim.trigger.end:first.start].lstrip()) else None
