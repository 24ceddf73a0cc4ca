"""Colours for holders in maps of other programs: by name's order, so that no side comes first; told apart by eyes of all kinds."""
from __future__ import annotations

from collections.abc import Iterable

from ...model.rows import Row

# Okabe and Ito's palette without black, then lighter mixtures of it.
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#f0e442", "#7f7fbf", "#8c6d31", "#5f9ea0")
UNKNOWN = "#9a9a9a"


def holders(control: Iterable[Row]) -> dict[str, str]:
    """A colour "#rrggbb" for each holder; the ninth and later ones take turns."""
    names = sorted({str(r["holder"]) for r in control if r.get("holder")}, key=lambda n: (n.casefold(), n))
    return {name: PALETTE[i % len(PALETTE)] for i, name in enumerate(names)}
