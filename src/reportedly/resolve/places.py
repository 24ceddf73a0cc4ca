"""Places: from words to a point and a radius, chosen among the gazetteer's candidates."""
from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ..model.claim import PlaceMention, Reading
from ..model.document import Document
from ..model.reference import Candidate, Place
from . import geometry
from .gazetteer.names import core, fold
from .gazetteer.prior import demonyms
from .gazetteer.store import Entry, Gazetteer, gazetteer
from .ranking import ASKED, Asked, rank, sureness
from .registry import country_of
from .registry import lookup as lookup_actor

ResolvePlace = Callable[[PlaceMention], Place | None]
MOST = 60
# Below this the choice is not told, only its candidates.
ABSTAIN = 0.25
# What an unknown name may be placed beside must be this sure.
RELIABLE = 0.5
SAME_SPOT_KM = 25.0
NAMESAKE_KM = 100.0
# How far an unknown region may reach from the town told beside it.
REGION_KM = 75.0
METROPOLIS = 2_000_000
# A town of so many people may be told of in a story about another country, under its own name; under another ("Cano" for Kano) less so.
LARGE = 150_000
PARTS = re.compile(r"^(?:the )?(?:(?:far|rural|downtown|central|mainland|inner|outer|upper|lower|"
                   r"(?:north|south)(?:[ -]?(?:east|west))?(?:ern)?|east(?:ern)?|west(?:ern)?)[ -])+(?=\w)", re.IGNORECASE)
FACILITIES = frozenset(("facility", "neighbourhood", "street", "base", "airport", "camp", "dam", "crossing", "port", "road",
                        "district"))
SETTLED = frozenset(("city", "town", "village"))
WIDE = frozenset(("country", "continent", "region", "sea"))
LANDSCAPE = frozenset(("river", "lake", "sea", "mountain", "range", "valley", "pass", "strait", "island", "plain", "dam",
                       "facility", "street"))
# Works that bear a town's name and lie elsewhere.
WORKS = frozenset(("dam", "pass", "bridge"))
KINDS_AFTER = re.compile(r"\s+(?:province|governorate|department|district|city|town|village|county|municipality|region|oblast|state|road|"
                         r"highway|airport|harbou?r|port|seaport|fort|fortress|barracks|garrison|prison|"
                         r"airbase|air base|airfield|base|camp|refugee camp|river|valley|pass|dam|island|islands|"
                         r"neighbou?rhood|suburb|area|prefecture|parish|"
                         r"(?:hospital |university )?(?:complex|campus|compound))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a name was judged to be: the best entry, its probability with all that lies at the same spot, and every candidate."""

    best: Entry
    probability: float
    candidates: tuple[Candidate, ...]
    signs: Mapping[str, float] = field(default_factory=dict)


def place_resolver(document: Document, reading: Reading) -> ResolvePlace:
    """Choose once for all names of a document; the function it gives answers for each mention."""
    mentions = [*reading.places, *(s.place for s in reading.scenes), *(c.place for c in reading.claims if c.place)]
    chosen = choose(mentions, reading.dateline_place, nations(reading), day=document.date or "")
    if reading.dateline_place:
        mentions.append(PlaceMention(0, len(reading.dateline_place), reading.dateline_place))
    towns = settled(chosen, mentions)

    @cache  # as long as the document is worked on: a mention is asked for by claims, scenes and the list of all places
    def answer(mention: PlaceMention) -> Place:
        return resolve_mention(mention, chosen, mentions, towns)

    return answer


def nations(reading: Reading) -> dict[str, float]:
    """How much each country's people, army or armed groups are told, by ISO code (0 to 3)."""
    words: Counter[str] = Counter()
    for m in reading.mentions:
        for code in {country_of(m.country), *(e.country for e in lookup_actor(m.name)[:1])} if m.name or m.country else ():
            words[code] += 1
    return {c: min(3.0, 0.5 * n) for c, n in words.items() if c}


def choose(mentions: list[PlaceMention], dateline: str, people: Mapping[str, float],
           table: Mapping[str, float] | None = None,
           sure: Mapping[str, float] | None = None, day: str = "") -> dict[str, Chosen]:
    """Judge every name of a document together; keys are `key(mention)`, names without any candidate are left out.

    `day` (ISO 8601 or "") is when it was published: names that were not yet, or no longer, in use then stand back.
    """
    asked = gather(mentions, dateline, people, day)
    chances = rank(asked, people, table)
    home = _home(asked, chances, people)
    told = {e.admin1 for a in asked if a.candidates for e in (max(zip(chances[a.name], a.candidates, strict=True),
                                                                  key=lambda x: x[0])[1],)}
    found = {a.name: (a, _chosen(a, _seat_first(a, chances[a.name], told), home, sure)) for a in asked if a.candidates}
    held = {k: [found[w][1] for w in a.within if w in found] for k, (a, _) in found.items()}
    return {k: c for k, (a, c) in found.items() if not _outside(c, held[k]) and (not _stray(a, c, home) or _held(c, held[k]))}


def _outside(c: Chosen, containers: list[Chosen]) -> bool:
    """Whether a place lies far from the town that the words put it inside of: a namesake."""
    return any(w.best.feature in SETTLED and w.probability >= RELIABLE and c.best.feature not in WIDE and geometry.distance(
        (c.best.lat, c.best.lon), (w.best.lat, w.best.lon)) > NAMESAKE_KM for w in containers)


def _held(c: Chosen, containers: list[Chosen]) -> bool:
    """Whether the words put a place inside one that holds it."""
    return any(w.best.country == c.best.country for w in containers)


def _seat_first(a: Asked, chances: list[float], told: set[str]) -> list[float]:
    """"Washington" is the capital, not the state of that name, unless the document tells places of that state."""
    best = a.candidates[max(range(len(chances)), key=lambda i: chances[i])]
    seat = next((i for i, e in enumerate(a.candidates) if e.capital == 2 and e.how == 0), None)
    if seat is None or best.feature != "admin1" or best.key in told or a.feature or a.candidates[seat].country != best.country:
        return chances
    moved = sum(p for p, e in zip(chances, a.candidates, strict=True) if e.feature == "admin1")
    return [p + moved if i == seat else 0.0 if e.feature == "admin1" else p for i, (p, e) in enumerate(zip(chances, a.candidates,
        strict=True))]


def _home(asked: list[Asked], chances: Mapping[str, list[float]], people: Mapping[str, float]) -> tuple[str, float]:
    """The country that a document is mostly about, and its share (0 to 1) of all that speaks for a country."""
    weight: Counter[str] = Counter()
    for a in asked:
        for e, p in zip(a.candidates, chances.get(a.name, ()), strict=False):
            weight[e.country] += p if e.feature != "country" else 1.5 * p  # type: ignore[assignment]
    for c, n in people.items():
        weight[c] += n  # type: ignore[assignment]
    country, most = weight.most_common(1)[0] if weight else ("", 0.0)
    return country, most / max(sum(weight.values()), 1e-9)


def _stray(a: Asked, c: Chosen, home: tuple[str, float]) -> bool:
    """A small or doubtful place in a country that nothing else speaks of, in a story about another: more likely a local name
    unknown to us."""
    e = c.best
    own = e.how == 0 or a.name.split("|")[0] in fold(e.name)
    known = e.feature in ("country", "continent", "region", "sea", "admin1") or e.capital == 2 or (e.population > LARGE and own) \
        or e.source.startswith("own")
    if a.feature in FACILITIES and e.feature in SETTLED and e.country != home[0] and home[1] > 0.3 and e.capital != 2:
        return True
    return home[1] > 0.4 and e.country != home[0] and not known and c.probability < (0.97 if e.population < 50_000 else 0.7)


def key(mention: PlaceMention) -> str:
    """What tells a name apart in a document: its folded words and the kind of place asked for."""
    return f"{fold(mention.text)}|{mention.feature}"


def in_use(found: tuple[Entry, ...], day: str) -> tuple[Entry, ...]:
    """Entries whose names were in use on a day (ISO 8601); all of them where none was, for reports also look back."""
    kept = tuple(e for e in found if (not e.valid_from or e.valid_from[:4] <= day[:4])
                 and (not e.valid_to or day[:4] <= e.valid_to[:4]))
    return kept if day and kept else found


def gather(mentions: list[PlaceMention], dateline: str, people: Mapping[str, float], day: str = "") -> list[Asked]:
    """One Asked for each name, with candidates by name; unknown spellings are tried inside the countries that the others lie in."""
    g = gazetteer()
    groups: dict[str, list[PlaceMention]] = defaultdict(list)
    for m in mentions:
        groups[key(m)].append(m)
    # "the capital" is no name: what bears it somewhere must not say which country the report is about.
    seats = {k for k, ms in groups.items() if ms[0].feature == "capital" and fold(ms[0].text) == "capital"}
    lands = {k for k, ms in groups.items() if ms[0].feature == "country" and fold(ms[0].text) == "country"}
    found = {k: lookup(g, ms[0].text, ms[0].feature) for k, ms in groups.items() if k not in seats | lands}
    if dateline:
        groups.setdefault(f"{fold(dateline)}|", [])
        found[f"{fold(dateline)}|"] = lookup(g, dateline, "")
    likely = _likely(found, people)
    home = next((e.country for e in found.get(f"{fold(dateline)}|", ()) if e.capital == 2 and people.get(e.country)), "")
    found |= {k: _capital(g, (home, *likely) if home else likely, found) for k in seats}
    found |= {k: _land(g, found.get(f"{fold(dateline)}|", ()), likely) for k in lands}
    out = []
    for k, ms in groups.items():
        entries = found[k] or (lookup(g, ms[0].text, ms[0].feature, likely) if ms and k not in seats | lands else ())
        within = tuple(dict.fromkeys(w for m in ms for name in m.within if (w := _named(groups, name))))
        feature = ms[0].feature if ms else ""
        out.append(Asked(k, in_use(entries, day)[:MOST], feature, within, max(1, len({m.start for m in ms})),
                         bool(dateline) and k == f"{fold(dateline)}|"))
    return out


def _capital(g: Gazetteer, likely: tuple[str, ...], found: Mapping[str, tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """The capital that a report on these countries means: one that it names, else that of the likeliest country."""
    seats = [e for c in likely if (e := g.capital(c))]
    # Told under its own name goes before told under another: "Kuito" is a town of Angola before it is a spelling of Quito.
    for most in (0, 4):
        told = {e.key for entries in found.values() for e in entries if e.capital == 2 and e.how <= most}
        if seat := next((e for e in seats if e.key in told), None):
            return (seat,)
    return tuple(seats[:1])


def _land(g: Gazetteer, dateline: tuple[Entry, ...], likely: tuple[str, ...]) -> tuple[Entry, ...]:
    """The country that "the country" means where none was named: that of the dateline's town."""
    town = next((e for e in dateline if e.country in likely[:1]), dateline[0] if dateline else None)
    land = g.by_key(f"country:{town.country}") if town else None
    return (land,) if land else ()


def _named(groups: Mapping[str, list[PlaceMention]], name: str) -> str:
    folded = fold(name)
    return next((k for k in groups if k.rsplit("|", 1)[0] == folded), "")


def _likely(found: Mapping[str, tuple[Entry, ...]], people: Mapping[str, float]) -> tuple[str, ...]:
    """Countries that the document is about: of its most populous answers and its people, the first three."""
    weight: Counter[str] = Counter()
    for entries in found.values():
        if entries:
            best = max(entries, key=lambda e: (e.feature == "country", e.population))
            weight[best.country] += 2 if best.feature == "country" else 1
    for c, n in people.items():
        weight[c] += n  # type: ignore[assignment]
    return tuple(c for c, _ in weight.most_common(4) if c)


def lookup(g: Gazetteer, name: str, feature: str, countries: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    """Candidates for a name: as written; without its kind of place; without a direction before it."""
    text = re.sub(r"[’']s?$", "", name.strip())
    if feature == "capital" and (seat := _seat(g, text)):
        return (seat,)
    nation = demonyms().get(fold(text))
    if nation and (e := g.by_key(f"country:{nation}")) and not any(x.feature == "country" for x in g.candidates(text)):
        return (e,)
    tried = [text]
    bare = KINDS_AFTER.sub("", text)
    tried += [bare] if bare != text else []
    part = PARTS.sub("", text)
    tried += [part, KINDS_AFTER.sub("", part)] if part != text else []
    for k, t in enumerate(dict.fromkeys(tried)):
        found = g.candidates(t)
        if k == 0 and feature in WORKS and bare == text:
            found = (*g.candidates(f"{text} {feature}"), *found)  # "the dam of Mosul"
        if k == 0 and feature in WORKS and (own := tuple(e for e in found if e.feature == feature and fold(e.name) in (
                fold(text), f"{fold(bare)} {feature}"))):
            return own  # "Mosul Dam" has a name of its own
        if k == 0 and bare != text and feature not in ("river", "island"):
            found = (*found, *(e for e in g.candidates(bare) if e.key not in {f.key for f in found}))
        found = _of_kind(tuple(e for e in found if e.feature != "airport" or e.how < 2 or feature in ("airport", "base")), feature)
        if found:
            return tuple(sorted(found, key=lambda e: (e.how > 1, -(e.feature == "country"), -e.source.startswith("own"),
                                                      -e.population)))
    if countries:
        for t in dict.fromkeys(tried):
            near = [e for e in g.similar(fold(t), countries) if e.match >= (0.6 if len(core(fold(t))) > 4 else 0.75)]
            if near:
                return tuple(near[:20])
    return ()


def _seat(g: Gazetteer, text: str) -> Entry | None:
    """The capital that "Bosnian capital" or "Syria capital" names."""
    owner = re.sub(r"\s+capital$", "", text)
    if owner == text:
        return None
    nation = demonyms().get(fold(owner)) or next((e.country for e in g.candidates(owner) if e.feature == "country"), "")
    return g.capital(nation) if nation else None


def _of_kind(found: tuple[Entry, ...], feature: str) -> tuple[Entry, ...]:
    """"Charles River" is no town: where a kind of landscape is asked for, settlements that only share the core of the name fall
    out."""
    if feature not in LANDSCAPE:
        return found
    return tuple(e for e in found if e.feature in ASKED.get(feature, (feature,)) or e.how < 2)


def _chosen(a: Asked, chances: list[float], home: tuple[str, float], sure: Mapping[str, float] | None = None) -> Chosen:
    pairs = sorted(zip(chances, a.candidates, strict=True), key=lambda x: -x[0])
    best = _town_of(a, pairs[0][1])
    total = sum(p for p, e in pairs if e.country == best.country
                and (e.key in (best.key, best.admin1, best.admin2, pairs[0][1].key) or geometry.distance((e.lat, e.lon), (best.lat,
                    best.lon)) <= SAME_SPOT_KM))
    kept = tuple(Candidate(e.name, round(p, 4), e.key, e.country, e.lat, e.lon) for p, e in pairs[:8] if p >= 0.0005)
    signs = signs_of(best, min(1.0, total), len(pairs), home) | _doubts(a, best)
    return Chosen(best, sureness(signs, sure), kept, signs)


def signs_of(e: Entry, p: float, many: int, home: tuple[str, float]) -> dict[str, float]:
    """What tells how far a choice can be trusted: its share among the candidates and what kind of match it is."""
    p = min(0.999, max(0.001, p))
    return {"": 1.0, "logit": math.log(p / (1 - p)), "kin": float(e.how in (2, 3)), "alike": e.match if e.how == 4 else 0.0,
            "similar": float(e.how == 4),
            "people": math.log10(e.population + 10) if e.feature != "country" else 6.0, "many": math.log(many),
            "wide": float(e.feature in WIDE),
            "landscape": float(e.feature in LANDSCAPE), "home": home[1] if e.country == home[0] else 0.0,
            "abroad": home[1] if e.country != home[0] else 0.0,
            "own": float(e.source.startswith("own")), "admin": float(e.feature.startswith("admin"))}


def _doubts(a: Asked, best: Entry) -> dict[str, float]:
    """Further signs of a wrong choice: a province of the same name that is far away, a kind of place that is not the one asked for,
    a name told once, a metropolis with the name of a state that has twice its people, a place smaller than a namesake."""
    own = [e for e in a.candidates if e.feature == "admin1" and e.how <= best.how]
    state = next((e for e in own if e.key == best.admin1), None)
    return {"province": float(any(e.key not in (best.key, best.admin1) for e in own)), "shared": float(state is not None),
            "once": float(a.times == 1), "unlike": float(bool(a.feature) and best.feature not in ASKED.get(a.feature, (a.feature,))),
            "metropolis": float(state is not None and best.population > METROPOLIS and state.population > 2 * best.population),
            "lesser": float(best.population < max(e.population for e in a.candidates))}


def _town_of(a: Asked, best: Entry) -> Entry:
    """A bare name that a province shares with a town inside it, or with a city of millions, means the town."""
    if a.feature or best.feature not in ("admin1", "admin2"):
        return best
    towns = [e for e in a.candidates if best.country == e.country and e.feature in ("city", "town", "village") and e.how <= max(1,
        best.how)
             and (geometry.distance((e.lat, e.lon), (best.lat, best.lon)) <= min(best.radius_km, 100.0)
                  or (e.admin1 == best.key and e.population > METROPOLIS))]
    return max(towns, key=lambda e: e.population) if towns else best


def settled(chosen: Mapping[str, Chosen], mentions: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The mentions of towns and districts that are known well, in the country that most of a document's places lie in."""
    homes = Counter(c.best.country for c in chosen.values()).most_common(1)
    return tuple(m for m in mentions if (c := chosen.get(key(m))) and c.best.feature in ("city", "town", "village", "admin2")
                 and c.probability >= RELIABLE and c.best.country == homes[0][0])


def resolve_mention(mention: PlaceMention, chosen: Mapping[str, Chosen], mentions: list[PlaceMention],
                    towns: tuple[PlaceMention, ...] | None = None) -> Place:
    """The Place of one mention: chosen entry, moved and widened by its relation; unknown stays without a point.

    `towns` are what `settled` gives for the document, worked out here where the caller has not.
    """
    towns = settled(chosen, mentions) if towns is None else towns
    found = chosen.get(key(mention))
    place = Place(" ".join(mention.text.split()), mention.start, mention.end, relation=mention.relation, feature=mention.feature)
    if not found:
        return _by_container(place, mention, chosen, towns)
    e = found.best
    nameless = e.feature == "country" and (fold(mention.text) in demonyms() or fold(mention.text) == "country")
    if nameless or (mention.feature == "capital" and mention.text.lower().endswith("capital")):
        place = replace(place, name=e.name)
    place = replace(place, probability=found.probability, candidates=found.candidates)
    if found.probability < ABSTAIN:
        if (placed := _by_container(place, mention, chosen, towns)).lat is not None:
            return placed
        return replace(place, country=_agreed(found), how="several places bear this name")
    other = _other(mention, chosen)
    return _placed(place, e, mention, other)


def _agreed(found: Chosen) -> str | None:
    weight: Counter[str] = Counter()
    for c in found.candidates:
        weight[c.country] += c.probability  # type: ignore[assignment]
    country, most = weight.most_common(1)[0]
    return country if most >= 0.7 else None


def _other(mention: PlaceMention, chosen: Mapping[str, Chosen]) -> Chosen | None:
    if not mention.relation or not mention.relation.other:
        return None
    folded = fold(mention.relation.other)
    return next((c for k, c in chosen.items() if k.rsplit("|", 1)[0] == folded), None)


def _placed(place: Place, e: Entry, mention: PlaceMention, other: Chosen | None) -> Place:
    radius, how, feature = e.radius_km, f"{e.feature} of the gazetteer ({e.source})", e.feature
    asked = mention.feature
    if asked in FACILITIES and e.feature in ("city", "town", "village", "admin1", "admin2", "country"):
        # "Bagram airport" where only the town is known: somewhere in or near the town.
        radius, how, feature = max(radius * 1.5, 5.0), f"{asked} in or near the {e.feature}", asked
    place = replace(place, id=e.key, country=e.country or None, feature=feature)
    if mention.relation and mention.relation.kind:
        far = (other.best.lat, other.best.lon) if other else None
        where = geometry.area((e.lat, e.lon), radius, mention.relation, far, other.best.radius_km if other else 0.0)
        return replace(place, lat=where.lat, lon=where.lon, radius_km=where.radius_km, geometry=where.geometry, how=where.how,
                       **_precision(feature, True, where.radius_km))
    part = PARTS.match(mention.text)
    if part and e.how in (0, 1, 2, 3) and fold(mention.text) != fold(e.name) and (direction := _part(part[0])):
        where = geometry.sector((e.lat, e.lon), 0.0, 0.0, radius, direction, f"{direction} part of the {e.feature}")
        return replace(place, lat=where.lat, lon=where.lon, radius_km=where.radius_km, geometry=where.geometry, how=where.how,
                       **_precision("region" if radius > 40 else feature, False, where.radius_km))
    return replace(place, lat=e.lat, lon=e.lon, radius_km=radius, how=how, **_precision(feature, False, radius))


def unrelated(place: Place) -> Place:
    """A place without the relation that one event had to it: another event was at the place, not "five kilometres from" it."""
    e = gazetteer().by_key(place.id) if place.relation and place.id else None
    if e is None:
        return replace(place, relation=None)
    bare = PlaceMention(place.start, place.end, place.name, None, (), place.feature if place.feature in FACILITIES else "")
    return _placed(replace(place, relation=None, geometry=""), e, bare, None)


def _precision(feature: str, related: bool, radius_km: float) -> dict[str, Any]:
    """The fields of a Place that tell how exact it is, in ACLED's codes and in UCDP's."""
    return {"precision": geometry.acled_precision(feature, related, radius_km),
            "ucdp": geometry.ucdp_precision(feature, related, radius_km)}


def _part(words: str) -> str:
    letters = "".join(w[0].upper() for w in re.findall("north|south|east|west", words.lower()))
    return letters if letters in geometry.BEARINGS else ""


def _by_container(place: Place, mention: PlaceMention, chosen: Mapping[str, Chosen], known: tuple[PlaceMention, ...]) -> Place:
    """An unknown name is somewhere in what the words put it inside of, a nameless facility in the town told last before it."""
    for name in mention.within:
        folded = fold(name)
        inside = next((c for k, c in chosen.items() if k.rsplit("|", 1)[0] == folded), None)
        if inside:
            return _inside(place, inside, f"unknown name, within {name}")
    towns = [m for m in known if m.text != mention.text]
    if towns and mention.feature not in ("country", "continent", "sea"):
        town = min(towns, key=lambda m: _reach(m.start - mention.start))
        beside = _inside(place, chosen[key(town)], f"unknown name, near {town.text} told beside it", 0.5)
        return replace(beside, radius_km=REGION_KM, precision=3, ucdp=5) if mention.feature == "region" else beside
    return replace(place, probability=0.0, how="not in the gazetteer")


def _reach(gap: int) -> int:
    """How far a town is told from a name, in characters: one told before counts for nearer than one told after."""
    return -gap if gap <= 0 else 3 * gap


def _inside(place: Place, inside: Chosen, how: str, factor: float = 0.8) -> Place:
    e = inside.best
    radius = max(e.radius_km, 5.0)
    return replace(place, country=e.country or None, lat=e.lat, lon=e.lon, radius_km=radius, id="", how=how,
                   candidates=inside.candidates,
                   probability=round(inside.probability * factor, 4), precision=max(2, geometry.acled_precision(e.feature, False, radius)),
                   ucdp=max(2, geometry.ucdp_precision(e.feature, False, radius)))
