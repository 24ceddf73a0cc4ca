"""A user's own actors: dictionaries in PETRARCH's format and single actors, kept beside the registry and used from then on."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .actor_kind import actor_kind
from .codes import dictionary
from .nouns import noun_kind, singular
from .petrarch import ROLES, DictionaryActor, as_entry, read_actors, read_agents
from .registry import Entry, best, body, country_of, demonym, key, lookup, phrases, registry, state, units
from .registry_files import own_file, own_rows, replace_rows

BY_HAND = "by hand"
SHORT = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a dictionary: actors (or nouns) kept, those of which the registry knows every name, entries that cannot be
    used."""

    kept: int
    known: int
    unusable: int


def import_actors(lines: Iterable[str], source: str) -> Imported:
    """Keep the actors of a PETRARCH dictionary in place of what the same `source` gave before.

    Names that the registry has already, adjectives, capitals and common nouns, and entries that stand for a whole country, are left
    to it. Raises ValueError where the text holds neither actors nor agents; a dictionary of agents goes to `import_agents`.
    """
    lines = tuple(lines)
    kept: list[tuple[Entry, DictionaryActor]] = []
    known = unusable = 0
    taken = set(_others(source))
    before = {r[0] for r in own_rows("actors")} - taken
    roles: list[tuple[str, ...]] = []
    codes: list[tuple[str, ...]] = []
    for actor in read_actors(lines):
        entry, dated = as_entry(actor)
        names = tuple(dict.fromkeys(n for n in map(shown, actor.names) if _again(n, before) or fresh(n)))
        if not entry.kind:
            unusable += 1
        elif not names or entry.kind == "state":
            known += 1
        else:
            i = _free(entry.id, taken)
            kept.append((Entry(i, entry.kind, entry.countries, names=names), actor))
            roles += [(i, r.role, r.start, r.end, r.country) for r in dated if r.role]
            codes += [(i, c.code, c.start, c.end) for c in actor.codes]
    if not kept and not known:
        return import_agents(lines, source)
    replace_rows("actors", source, (_row(e) for e, _ in kept))
    replace_rows("roles", source, roles)
    replace_rows("codes", source, codes)
    forget()
    return Imported(len(kept), known, unusable)


def import_agents(lines: Iterable[str], source: str) -> Imported:
    """Keep the common nouns of a PETRARCH dictionary of agents that are one word and have a kind here. Raises ValueError where the
    text holds no agent in that format."""
    kept: dict[str, str] = {}
    known = unusable = 0
    for agent in read_agents(lines):
        noun, kind = agent.name.lower(), ROLES.get(agent.code[:3], "")
        if not kind or " " in noun:
            unusable += 1
        elif not fresh(agent.name):
            known += 1
        else:
            kept[noun] = kind
    if not kept and not known:
        raise ValueError("no actor or agent in PETRARCH's format: a name and, on its line or below, codes in square brackets")
    replace_rows("nouns", source, sorted(kept.items()))
    forget()
    return Imported(len(kept), known, unusable)


def add_actor(entry: Entry) -> None:
    """Keep one actor by hand, in place of one of the same id. Raises ValueError where its names are those of the registry or none."""
    if not entry.names or not all(key(n) for n in entry.names):
        raise ValueError("an actor needs a name with letters")
    if taken := [n for n in entry.names if any(e.id != entry.id for e in lookup(n))]:
        raise ValueError(f"{taken[0]!r} is known already: reportedly actors {taken[0]!r} shows it")
    rows = [r for r in own_rows("actors") if r[0].startswith("own:") and r[0] != entry.id]
    replace_rows("actors", BY_HAND, [*rows, _row(entry)])
    forget()


def forget() -> None:
    """Have the registry read its tables again: this process too knows from now on what was added."""
    for kept in (registry, phrases, state, demonym, best, noun_kind, singular, dictionary, actor_kind):
        kept.cache_clear()


def own_id(name: str) -> str:
    """The id of an actor added by hand."""
    return "own:" + key(name).replace(" ", "-")


def shown(name: str) -> str:
    """A dictionary's name in the usual case: short single words may be acronyms and stay in capitals, which count only in capitals."""
    if not name.isupper() or (" " not in name and len(name) <= SHORT):
        return name
    return " ".join(w if "." in w else w.lower() if w in ("OF", "THE", "AND", "FOR", "DE", "AL-") else _titled(w) for w in name.split())


def _titled(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word)


def fresh(name: str) -> bool:
    """Whether the registry knows nothing by that name, neither an actor nor a country's adjective or seat, nor a common noun."""
    low = name.lower()
    return bool(key(name)) and not (lookup(name) or country_of(name) or body(name) or low in noun_kind() or low in units()
                                    or low.removesuffix("s") in noun_kind())


def _again(name: str, before: set[str]) -> bool:
    """Whether a name is known only from what the same source gave before."""
    known = lookup(name)
    return bool(known) and all(e.id in before for e in known)


def _free(wanted: str, taken: set[str]) -> str:
    i, n = wanted, 2
    while i in taken:
        i, n = f"{wanted}-{n}", n + 1
    taken.add(i)
    return i


def _others(source: str) -> Iterator[str]:
    """Ids of the user's actors that came from elsewhere."""
    at = own_file("actors")
    for line in at.read_text("utf-8").split("\n")[1:] if at.exists() else ():
        cells = line.split("\t")
        if cells[-1] != source:
            yield cells[0]


def _row(e: Entry) -> tuple[str, ...]:
    return (e.id, e.kind, ",".join(e.countries), e.start, e.end, "|".join(n.replace("|", " ") for n in e.names), ",".join(e.parents),
            ",".join(e.langs))
