"""Happenings: what claims of one document that are about the same event lend one another."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.claim import Claim, Reason
from ..model.codebook import family_of
from ..model.reference import Place, Resolution

SOMEWHERE = ("territory", "violence", "submission", "people")
"""Families whose events happen at a place even where the sentence does not tell it; a statement may be made anywhere."""


def share_places(claims: Sequence[Claim], resolutions: Sequence[Resolution]) -> tuple[Resolution, ...]:
    """A place carries over to claims that tell none: from the same event, the same sentence, or the last event of the type."""
    order = sorted(range(len(claims)), key=lambda i: (claims[i].start, claims[i].trigger.start))
    placed = [i for i in order if resolutions[i].place]
    out = list(resolutions)
    for rank, i in enumerate(order):
        if resolutions[i].place or family_of(claims[i].type) not in SOMEWHERE:
            continue
        earlier = [j for j in order[:rank] if resolutions[j].place and family_of(claims[j].type) in SOMEWHERE]
        for why, lenders in (
            ("same event", [j for j in placed if resolutions[j].event == resolutions[i].event]),
            ("same sentence", [j for j in placed if claims[j].start == claims[i].start and family_of(claims[j].type) in SOMEWHERE]),
            ("last event of this type", [j for j in earlier if claims[j].type == claims[i].type][-1:]),
        ):
            if lenders:
                out[i] = _lent(resolutions[i], resolutions[lenders[-1]].place, why)
                break
    return tuple(out)


def _lent(to: Resolution, place: Place | None, why: str) -> Resolution:
    return replace(to, place=place, because=(*to.because, Reason("place", "carried over", why)))
