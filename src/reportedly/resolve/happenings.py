"""Happenings: which claims of one document are about the same event, and what they lend one another."""
from __future__ import annotations

from dataclasses import replace

from ..model.claim import Reading
from ..model.reference import Resolution


def number_events(reading: Reading, resolutions: tuple[Resolution, ...]) -> tuple[Resolution, ...]:
    """The same resolutions with `event` numbers from 1."""
    return tuple(replace(r, event=n) for n, r in enumerate(resolutions, 1))


def share_places(reading: Reading, resolutions: tuple[Resolution, ...]) -> tuple[Resolution, ...]:
    """A place carries over to claims of the same event that tell none."""
    known = {r.event: r.place for r in reversed(resolutions) if r.place}
    return tuple(r if r.place else replace(r, place=known.get(r.event)) for r in resolutions)
