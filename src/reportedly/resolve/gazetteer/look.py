"""What the gazetteer has for a name, as plain rows: what a document's choice would choose among."""
from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..places import lookup
from .store import Entry, gazetteer

HOW = ("its own name", "another name", "the core of a name", "a name that is the core of the one asked", "the same consonants")


def look(name: str, *, feature: str = "", countries: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """A row for each candidate of a name as written, most telling first: the fields of `Entry`, the names of what contains it, and
    in `matched` how the name fits.

    With `countries` (ISO 3166 alpha-2) only those in them, spellings with the same consonants included; `feature` is the kind of place that
    the words around the name would ask for ("airport", "river").
    """
    g = gazetteer()
    found = lookup(g, name, feature, countries)
    return [_row(e) for e in found if not countries or e.country in countries]


def _row(e: Entry) -> dict[str, Any]:
    g = gazetteer()
    inside = [above.name for k in (e.admin2, e.admin1) if k and k != e.key and (above := g.by_key(k))]
    return {**asdict(e), "inside": inside, "matched": HOW[e.how]}
