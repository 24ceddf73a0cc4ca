"""Happenings: what claims of one document that are about the same event lend one another."""
from __future__ import annotations

from dataclasses import replace

from ..model.reference import Resolution


def share_places(resolutions: tuple[Resolution, ...]) -> tuple[Resolution, ...]:
    """A place carries over to claims of the same event that tell none."""
    known = {r.event: r.place for r in reversed(resolutions) if r.place}
    return tuple(r if r.place else replace(r, place=known.get(r.event)) for r in resolutions)
