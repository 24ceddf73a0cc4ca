"""How likely a name by itself is a place: the place half of what `extract` may ask."""
from __future__ import annotations

import math
import tomllib
from functools import cache, lru_cache

from ...model.knowledge import Kind
from .names import core, fold
from .sources import DATA, table
from .store import Entry, gazetteer

# The prior of a place of this feature that bears exactly the asked name; settlements go by their people.
FEATURES = {"country": 0.99, "continent": 0.98, "admin1": 0.9, "admin2": 0.6, "airport": 0.9, "airbase": 0.95}
NOTHING = Kind()


@cache
def demonyms() -> dict[str, str]:
    """Folded country adjectives and names of inhabitants ("afghan", "afghans") to ISO 3166 alpha-2."""
    out: dict[str, str] = {}
    for row in table(DATA / "countries.tsv"):
        for word in (row["demonyms"] or "").split("|"):
            folded = fold(word)
            for form in (folded, folded + "s", folded + "es" if folded.endswith(("ch", "sh")) else folded):
                if folded and len(form) > 2:
                    out.setdefault(form, row["iso"])
    return out


@cache
def _unlikely() -> tuple[frozenset[str], frozenset[str]]:
    lists = tomllib.loads((DATA / "prior.toml").read_text("utf-8"))
    return frozenset(lists["persons"].split()), frozenset(lists["words"].split())


def weight(e: Entry) -> float:
    """The prior of one candidate by feature and people."""
    if e.feature in FEATURES:
        prior = FEATURES[e.feature]
    elif e.source.startswith("own"):
        prior = 0.93
    else:
        prior = min(0.97, 0.25 + 0.12 * math.log10(max(e.population, 1)))
    # "Asad" may be short for an air base, but is far more often a man.
    return prior if e.how < 2 else prior * (0.8 if e.feature in ("city", "town", "village", "admin1", "admin2") else 0.25)


@lru_cache(maxsize=100_000)
def place_kind(name: str) -> Kind:
    """`place`, `feature`, `country` and `demonym` of a name in any case; an unknown name gets an empty Kind."""
    folded = fold(name)
    if not folded:
        return NOTHING
    persons, words = _unlikely()
    found = gazetteer().candidates(name)
    country = demonyms().get(folded, "")
    if not found:
        return Kind(country=country, demonym=True) if country else NOTHING
    best = max(found, key=lambda e: (weight(e), -e.how, e.population))
    prior = weight(best)
    if country and (best.feature != "country" or best.how > 1):
        return Kind(0.1, best.feature, country=country, demonym=True)
    if best.feature not in ("country", "continent"):
        parts = folded.split()
        named = best.source.startswith("own") and len(parts) > 1 and best.how < 2
        parts = core(folded).split() if best.how > 1 else parts
        if not named and (folded in words or all(p in words for p in parts)):
            prior *= 0.1
        elif folded in persons:
            prior *= 0.35 if best.population < 1_000_000 and best.feature != "admin1" else 0.6
        elif len(folded) < 4 and best.population < 100_000 and not (best.source.startswith("own") and best.how == 0 and len(folded) == 3):
            prior *= 0.3
    return Kind(round(prior, 3), best.feature, country=best.country)
