"""Who did it to whom, as event coders write it: CAMEO and PLOVER codes of the first actors, and the others beside them."""
from __future__ import annotations

from dataclasses import dataclass

from ...model.codebook import event_types
from ...model.reference import Codes
from .countries import country
from .facts import codes
from .material import Case, Known, actors, joined
from .report import Noting


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event: its first actor's name and codes, all names, its country's name."""

    name: str
    every: str
    kind: str
    country: str
    iso2: str
    codes: Codes


def parties(case: Case, known: Known, noting: Noting) -> tuple[Party | None, Party | None]:
    """The two sides; of interchangeable sides in one list the second becomes the target. Other names are noted as lost."""
    one, two = actors(case, "actor"), actors(case, "target")
    kind = event_types().get(case.event["type"])
    if kind and kind.symmetric and len(one) > 1 and not two:
        one, two = one[:1], one[1:]
    for found in (one, two):
        if len(found) > 1:
            noting.lost("actors after the first of a side", len(found) - 1)
    return _party(case, known, one), _party(case, known, two)


def _party(case: Case, known: Known, found: list[dict[str, str]]) -> Party | None:
    if not found:
        return None
    first = found[0]
    return Party(first["name"], joined(a["name"] for a in found), first["kind"], country(first["country"]).name, first["country"],
                 codes(case, known, first))


def root(code: str) -> str:
    """The two digits of a CAMEO code's root."""
    return code[:2]


def base(code: str) -> str:
    """The three digits of a CAMEO code's base."""
    return code[:3]


def quad(code: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, as GDELT groups the roots."""
    number = int(root(code))
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4
