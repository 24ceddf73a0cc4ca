"""Those who meet, agree or fight as one antecedent: "The minister met the general. They discussed …"."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.claim import Claim, Mention
from .salience import Link, Referent

MUTUAL = frozenset(("meet", "agree", "ceasefire", "clash"))
"""Claims whose two sides do one thing together."""
ALIKE = (frozenset(("person", "name")), frozenset(("group", "state", "name")))
Pairs = Mapping[tuple[int, int], tuple[Mention, ...]]


def pairs_of(claims: Sequence[Claim]) -> Pairs:
    """By the span of the mention told last: all the mentions of a claim of two sides that act together (two to four)."""
    out: dict[tuple[int, int], tuple[Mention, ...]] = {}
    for c in claims:
        every = sorted({(m.start, m.end): m for m in (*c.actor, *c.target)}.values(), key=lambda m: m.start)
        if c.type in MUTUAL and c.actor and c.target and 2 <= len(every) <= 4:
            out[every[-1].start, every[-1].end] = tuple(every)
    return out


def together(m: Mention, pairs: Pairs, referents: Sequence[Referent]) -> Referent | None:
    """All that a claim ending at mention `m` is about, as one plural antecedent, where they are of one sort and each is named."""
    row = pairs.get((m.start, m.end))
    if not row:
        return None
    spans = {(x.start, x.end) for x in row}
    found = [r for r in referents[-24:] if (r.start, r.end) in spans and not r.link.more]
    names = {r.link.name for r in found}
    if len(found) != len(spans) or len(names) != len(found) or any(r.number == 2 or not r.link.member for r in found):
        return None
    if not any({r.sort for r in found} <= sorts for sorts in ALIKE):
        return None
    top = found[0].link
    link = Link(top.name, top.member, top.kind, top.country, top.probability, rule="together", more=tuple(r.link for r in found[1:]))
    return Referent(m.start, m.end, found[-1].sentence, link, 2, "people", max(r.subject for r in found) + 0.4)
