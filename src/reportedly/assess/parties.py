"""Parties: which names, across documents, stand for one side of the war.

Names are joined by registry id, by their telling words, by who leads whom, and by the two-sided shape of a war: "the
rebels" and a commander who breaks with the state are of the one party that fights the state in that country, where
there is one. State and rebels are found by the same words everywhere; nothing here knows a war.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model.event import Report
from ..model.knowledge import World
from .names import alike, leader, leaning, stems, telling, usual_case
from .naming import personal, show
from .roster import Name, Roster, first_of, theatre
from .tables import word_set

STATE_KINDS = frozenset({"state", "government", "military", "police"})
GROUP_KINDS = frozenset({"rebel", "militia", "coalition"})
# A state with less than this share of the most active side's deeds is no side of the war in its country.
SIDE_LEAST = 0.34
# A third party with this share of the second's deeds makes it a war of more than two sides.
THIRD = 0.34
# Whom a party of many is told to fight in more than this share of its deeds is its rival.
RIVAL = 0.5
VISITORS = frozenset({"team", "staff", "monitor", "observer", "envoy", "agency", "delegation", "aid", "relief", "medical", "rescue",
                      "humanitarian"})
UN_VISITORS = VISITORS | {"officer", "official", "convoy"}
OFFICIAL = frozenset({"party", "government", "document"})
NO_SIDE = frozenset({"group", "thing", "civilians", "place"})


@dataclass(frozen=True, slots=True)
class Parties:
    """`key` maps (country, name) to a party's key, `name` a key to the name shown, `main` a country to its main rebels' key;
    `fighting` are the states that are a side of the war in their own country, `pairs` each country's two most active parties,
    `rivals` the one whom a party is told to fight most in a country, by (country, party)."""

    key: Mapping[tuple[str, str], str] = field(default_factory=dict)
    name: Mapping[str, str] = field(default_factory=dict)
    main: Mapping[str, str] = field(default_factory=dict)
    fighting: frozenset[str] = frozenset()
    pairs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rivals: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def foe(self, country: str, party: str) -> str:
        """The other side of the war in `country`: of its two most active parties the one that `party` is not; "" where unknown."""
        pair = self.pairs.get(country, ())
        return next((p for p in pair if p != party), "") if party in pair or len(pair) == 1 else pair[0] if pair else ""

    def of(self, country: str, name: str) -> str:
        """The key of the party that `name` stands for in `country`; "" for strangers and the unknown."""
        return self.key.get((country, name), "")

    def shown(self, key: str) -> str:
        return self.name.get(key, key)


@dataclass(slots=True)
class Cast:
    """What all reports tell of who fights and speaks, as sums that grow with every report in whatever order they come: the roster of names,
    in how many documents each place is told of, who speaks officially, by (country, name), and the first day."""

    roster: Roster = field(default_factory=Roster)
    told_of: Counter[str] = field(default_factory=Counter)
    speakers: set[tuple[str, str]] = field(default_factory=set)
    first: str = ""

    def add(self, reports: Sequence[Report], usual: Mapping[str, str]) -> bool:
        """Take in whole documents, with each one's country; whether what earlier ones told of names stands."""
        self.told_of.update(name for _, name in {
            (r.publication.key, r.found.place.name.casefold()) for r in reports if r.found.place and r.found.place.lat is not None})
        self.speakers |= {(theatre(r, usual), s.name) for r in reports for s in r.found.source if s.name and s.kind in OFFICIAL}
        self.first = min((d for d in (self.first, *(r.publication.day for r in reports)) if d), default="")
        return self.roster.add(reports, usual)


def parties_of(cast: Cast, country_name: Callable[[str], str] | None = None, world: World | None = None) -> Parties:
    """The parties of a cast."""
    known = _Known(world, cast.first)
    # "Juba says": a place that several reports tell of stands for the government that sits there.
    places = {name for name, docs in cast.told_of.items() if docs > 1}
    key: dict[tuple[str, str], str] = {}
    by_country: dict[str, dict[str, Name]] = defaultdict(dict)
    for (country, text), n in sorted(cast.roster.names.items()):
        by_country[country][text] = n
    for country, mine in by_country.items():
        own = country_name(country) if country_name and country else ""
        for text, party in _country(country, own, mine, places, known).items():
            key[country, text] = party
    key |= _abroad(cast.speakers, key, known)
    members: dict[str, list[Name]] = defaultdict(list)
    for (country, text), party in key.items():
        if party:
            members[party].append(by_country[country].get(text) or Name(country, text))
    shown = {party: usual_case(show(party, group)) for party, group in members.items()}
    return Parties(key, shown, {c: _main_of(c, key, members) for c in sorted(by_country)}, *_fighting(members), _rivals(members, key))


def _rivals(members: Mapping[str, list[Name]], key: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """By (country, party) the one with most of the deeds that are told of the two against each other."""
    fought: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for party, group in members.items():
        for n in group:
            for name, count in n.against.items():
                other = key.get((n.country, name), "")
                if other and other != party:
                    fought[n.country, party][other] += count
                    fought[n.country, other][party] += count
    return {who: first_of(foes) for who, foes in fought.items() if foes[first_of(foes)] > RIVAL * foes.total()}


def _abroad(speakers: Iterable[tuple[str, str]], key: Mapping[tuple[str, str], str], known: _Known) -> dict[tuple[str, str], str]:
    """Speakers of other states that are no actors themselves: "the Russian defence ministry"."""
    return {(c, name): f"state:{code}" for c, name in sorted(speakers)
            if not key.get((c, name)) and (code := known.nation(name)) and code != c and leaning(name) != "rebel"}


def _fighting(members: Mapping[str, list[Name]]) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    deeds: dict[str, Counter[str]] = defaultdict(Counter)
    for party, group in members.items():
        for n in group:
            deeds[n.country][party] += n.armed
    sides = frozenset(s for c, done in deeds.items() if done[s := f"state:{c}"] >= SIDE_LEAST * max(done.values(), default=0))
    pairs = {}
    for country, done in deeds.items():
        own = f"state:{country}"
        home = [p for p in done if done[p] and (not p.startswith("state:") or (p == own and own in sides))]
        if len(home) < 2:
            # Where nobody else fights the state, another state does.
            home += [p for p in done if p.startswith("state:") and p != own and done[p] >= SIDE_LEAST * max(done.values())]
        # Two parties where the second does at least a tenth of what the first does.
        best = sorted(home, key=lambda p: (-done[p], p))[:3]
        if len(best) == 3 and done[best[2]] >= THIRD * done[best[1]]:
            continue  # a war of three and more: who loses a place tells not who gains it
        pairs[country] = tuple(p for p in best[:2] if done[p] * 10 >= done[best[0]])
    return sides, pairs


def _main_of(country: str, key: Mapping[tuple[str, str], str], members: Mapping[str, list[Name]]) -> str:
    """The party that a country's names with a rebel word stand for most."""
    votes = Counter[str]()
    for party, group in members.items():
        for n in group:
            if n.country == country and not party.startswith("state:") and leaning(n.text) == "rebel":
                votes[party] += 1 + n.count
    return first_of(votes)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known beyond the reports, on the first day of them."""

    world: World | None
    day: str

    def nation(self, name: str) -> str:
        """The country that a name begins or ends with ("American military", "Uganda's president"); "" where none."""
        if self.world is None:
            return ""
        clean = name.replace("’", "'").removeprefix("the ").removeprefix("The ")
        words = clean.replace("'s", "").split()
        tries = (clean, *(" ".join(words[:n]) for n in (3, 2, 1) if len(words) >= n), " ".join(words[-1:]))
        return next((code for t in tries if t[:1].isupper() and (code := self.world.nation(t))), "")

    def words(self, n: Name) -> frozenset[str]:
        """The telling words of all names that the registry has for an actor: "kurdish" of the Peshmerga."""
        top = first_of(n.ids)
        return frozenset(w for name in self.world.names(top) for w in telling(name)) if self.world and top else frozenset()

    def governs(self, n: Name) -> bool:
        top = first_of(n.ids)
        return bool(self.world and top and self.world.role(top, self.day) == "government")


def _country(country: str, own: str, names: dict[str, Name], places: set[str], known: _Known) -> dict[str, str]:
    """Party key by name for one country: "state:XX", "rebel:XX", or "name:…" for a named party; "" for none."""
    out = {text: _by_words(country, own, n, places) for text, n in names.items()}
    for text in names:
        abroad = known.nation(text) if out[text] in ("?", f"state:{country}") else ""
        if abroad and abroad != country and leaning(text) != "rebel":
            out[text] = f"state:{abroad}"
    # "Taliban garrison" is the Taliban's, whatever country's soldiers the registry takes it for.
    armed = [telling(t) for t, n in names.items() if first_of(n.kinds) in GROUP_KINDS and telling(t) and n.ids]
    for text in names:
        if out[text] == f"state:{country}" and any(telling(text) >= words for words in armed):
            out[text] = "?"
    of_people = dict(_peoples(own, names, out, known))
    out |= dict.fromkeys(of_people, "?")
    groups = _join({t for t, k in out.items() if k == "?" and t not in of_people}, names)
    named = {t: f"name:{min(g)}" for g in groups for t in g}
    for g in groups:
        if any(known.governs(names[t]) and country in _homes(names[t], country) for t in g):
            named |= dict.fromkeys(g, f"state:{country}")
    for g in groups:  # "mujahedin of the Emirate" beside "the Emirate", whom the registry knows
        kin = next((of_people[p] for p in sorted(of_people) for t in sorted(g) if alike(t, p)), "")
        if kin and kin not in g and not any(names[t].ids for t in g):
            named |= dict.fromkeys(g, named[kin])
    for text in sorted(t for t, k in out.items() if k == "?"):
        out[text] = named[text] if text in named else named[of_people[text]]
    for text, other in _spoken_for(names, out):
        _assign(out, named, text, other)
    for text, other in _described(names, out):
        _assign(out, named, text, out[other])
    sides = _sides_of(names)
    for text, n in sorted(names.items()):
        boss, side = leader(text), sides(text)
        foreign = out.get(side, "").startswith("state:") and out.get(side) != f"state:{country}"
        if foreign and out[text] == f"state:{country}" and telling(text):
            out[text] = out[side]
        elif out[text].startswith("name:") and side and n.outlet != "rebel" and _speaks_for(n, side, names, out):
            _assign(out, named, text, out[side])
        elif boss and leaning(text) == "" and (match := _match(boss, names, out)):
            _assign(out, named, text, match)
    state, rebel = f"state:{country}", f"rebel:{country}"
    foes = {out.get(o, "") for t, n in names.items() if out[t] == rebel for o in n.against} - {"", rebel}
    main = _main_rebel(names, out, state, foes)
    deeds = Counter[str]()
    for text, n in names.items():
        deeds[out[text]] += n.armed * bool(out[text])
    at_war = deeds[state] >= SIDE_LEAST * max(deeds.values(), default=0)
    for text, n in sorted(names.items()):
        if out[text] == rebel and main:
            out[text] = main
        elif out[text].startswith("name:") and out[text] != main and _is_person(n, names) and _fights(n, out, {state, *foes}, at_war):
            _assign(out, named, text, main or rebel)
        elif out[text].startswith("name:") and out[text] != main and first_of(n.kinds) in NO_SIDE and not n.against:
            out[text] = ""
    for text, n in names.items():  # a division goes where its commander goes
        if n.sides and out[text].startswith("name:") and set(stems(text)) & word_set("sides", "formation"):
            out[text] = out.get(sides(text)) or out[text]
    return out | dict(_stations(own, names, out, known))


def _described(names: dict[str, Name], out: Mapping[str, str]) -> list[tuple[str, str]]:
    """(description, name): "Tuareg rebels" are the one known group that reports have taking the same places and that they never fight."""
    found = []
    for text, n in sorted(names.items()):
        if n.ids or not n.beside or not out[text].startswith("name:") or first_of(n.kinds) not in ("", "rebel"):
            continue
        fit = {o for o in n.beside if names[o].ids and out[o].startswith("name:") and first_of(names[o].kinds) in GROUP_KINDS}
        if len({out[o] for o in fit}) == 1 and not any(out.get(o) == out[min(fit)] for o in n.against):
            found.append((text, min(fit)))
    return found


def _peoples(own: str, names: dict[str, Name], out: Mapping[str, str], known: _Known) -> Iterator[tuple[str, str]]:
    """(name, group): "Kurdish officers" are those of the one known armed group that goes by the people's name as well."""
    groups = {t: words for t, n in names.items() if out[t] == "?" and first_of(n.kinds) in GROUP_KINDS and (words := known.words(n))}
    under_arms = word_set("sides", "armed") | word_set("sides", "state") | word_set("sides", "speaker")
    for text, n in sorted(names.items()):
        mine = telling(text)
        if n.ids or not mine or leaning(text) == "rebel" or _of_country(text, own) or out[text] not in ("?", f"state:{n.country}"):
            continue
        fits = sorted(t for t, words in groups.items() if all(any(w[:4] == o[:4] for o in words) for w in mine))
        if fits and len({first_of(names[t].ids) for t in fits}) == 1 and (n.armed or set(stems(text)) & under_arms):
            yield text, fits[0]


def _stations(own: str, names: dict[str, Name], out: Mapping[str, str], known: _Known) -> Iterator[tuple[str, str]]:
    """(station, party): a station that bears the name of an armed group or of its people is its own: "Voice of the Front"."""
    bearers = [(telling(o) | known.words(n), out[o]) for o, n in names.items()
               if out[o].startswith(("name:", "rebel:")) and (n.armed or n.ids)]
    for text in sorted(names):
        mine = telling(text) - word_set("sides", "medium")
        if out[text] or not mine or not set(stems(text)) & word_set("sides", "medium") or _of_country(text, own):
            continue
        fits = {party for words, party in bearers if all(any(w == o or (w[:4] == o[:4] and len(o) > 5) for o in words) for w in mine)}
        if len(fits) == 1:
            yield text, fits.pop()


def _spoken_for(names: dict[str, Name], out: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(outlet, party): a rebel outlet that says not whose it is speaks for those whom it has gaining and whose people it quotes."""
    for text, n in sorted(names.items()):
        if n.outlet != "rebel" or n.also or out[text].startswith("state:"):
            continue
        votes: dict[str, tuple[bool, int]] = {}
        for name, count in n.lauds.items():
            known, so_far = votes.get(party := out.get(name, ""), (False, 0))
            votes[party] = known or bool(names[name].ids if name in names else ()), so_far + count
        # Whom the registry knows before the other names that only its friends give a side.
        fits = sorted((v, p) for p, v in votes.items() if v[1] > 0 and p and not p.startswith("state:"))
        if fits and fits[-1][1] != out[text] and (len(fits) < 2 or fits[-1][0] > fits[-2][0]):
            yield text, fits[-1][1]


def _by_words(country: str, own: str, n: Name, places: set[str]) -> str:
    """The party by words, kind and country alone; "?" where they do not tell. `own` is the country's name."""
    kind, home = first_of(n.kinds), first_of(n.home)
    words = set(stems(n.text))
    if words & word_set("sides", "stranger") and not leaning(n.text) and not telling(n.text):
        return ""
    if words == {"enemy"} or words <= VISITORS or (words & word_set("voices", "united_nations") and words & UN_VISITORS):
        return ""  # whose enemy, its speaker tells; who drives through for the UN holds nothing
    if home and home != country and kind in STATE_KINDS:
        return f"state:{home}"
    if kind == "civilians" and n.armed and telling(n.text) and words & word_set("sides", "chiefs"):
        return "?"
    if kind in ("igo", "ngo", "media", "civilians"):
        # "UN" in one report and "United Nations" in another are one.
        return f"name:{first_of(n.ids) or n.text}" if n.armed and kind == "igo" else ""
    if n.outlet == "rebel" and leaning(n.text) == "state":
        # Whose outlet it is outweighs its words: "National Front, Office of the Military Spokesman" is no state's.
        return "?" if telling(n.text) and not _of_country(n.text, own) else f"rebel:{country}"
    side = leaning(n.text)
    named = telling(n.text) and not _of_country(n.text, own)
    if telling(n.text) and not named and side != "rebel":
        return f"state:{country}"
    if words & word_set("sides", "medium"):
        # A station is no side; it speaks for one where it says so.
        return {"rebel": f"rebel:{country}", "state": f"state:{country}"}.get(side or ("rebel" if kind == "rebel" else ""), "")
    if (kind in ("rebel", "militia") and side != "state") or _proper_army(n.text, own):
        return "?" if named else f"rebel:{country}"
    if leader(n.text) and side != "rebel" and not words & {"president", "government", "minister"}:
        return "?"
    if kind in STATE_KINDS and side != "rebel" and (home == country or not named or words & word_set("sides", "sovereign")):
        return f"state:{country}"
    if side == "state":
        # "Taliban garrison", "Northern Alliance officer": the state only where the name is not somebody else's.
        return "?" if named and not words & word_set("sides", "sovereign") else f"state:{country}"
    if side == "rebel":
        return "?" if named else f"rebel:{country}"
    if n.text.casefold() in places and n.armed and kind != "person":
        return f"state:{country}"
    if not telling(n.text):
        return f"state:{country}" if words & {"troop", "soldier", "unit", "division", "brigade"} else ""
    return "?"


def _sides_of(names: Mapping[str, Name]) -> Callable[[str], str]:
    """The side that the texts give a name most often; that of a name and of the longer and shorter forms of it together."""
    given: dict[str, list[str]] = defaultdict(list)
    for text, n in names.items():
        for word in telling(text) if n.sides else ():
            given[word].append(text)

    def side(text: str) -> str:
        if not names[text].sides:
            return ""
        forms = {t for w in telling(text) for t in given[w] if alike(t, text)} | {text}
        return first_of(sum((names[t].sides for t in sorted(forms)), Counter[str]()))

    return side


def _of_country(text: str, own: str) -> bool:
    """Whether a name's telling words are all the country's ("Libyan rebels" in Libya)."""
    return bool(own) and all(any(w[:4] == o[:4] for o in telling(own)) for w in telling(text))


def _homes(n: Name, country: str) -> set[str]:
    return set(n.home) or {country}


def _speaks_for(n: Name, side: str, names: dict[str, Name], out: Mapping[str, str]) -> bool:
    """Whether a name is a voice or formation of the side that the texts give it, and does not fight that side."""
    party = out.get(side, "")
    if party.startswith("name:"):
        return party != out[n.text] and _is_person(n, names) and not _is_person(names[side], names)
    return bool(party) and not any(out.get(o) == party for o in n.against)


def _proper_army(text: str, own: str) -> bool:
    """Whether an army goes by a name of its own ("Free Syrian Army", "White Army") rather than by its country's."""
    parts = text.split()
    return (len(parts) > 1 and parts[-1] == "Army" and all(w[:1].isupper() or w in ("of", "for", "and", "the") for w in parts)
            and bool(telling(text)) and not telling(text) & telling(own) and "'s" not in text)


def _join(open_names: set[str], names: dict[str, Name]) -> list[set[str]]:
    """Groups of names alike in words or id. A word shared by two names that are unlike each other joins nothing else."""
    order = sorted(open_names, key=lambda t: (not names[t].ids, -len(telling(t)), t))
    groups: list[set[str]] = []
    for text in order:
        mine = next((g for g in groups if any(_same(text, o, names) for o in g) and not any(_differ(text, o, names) for o in g)), None)
        if mine is None:
            groups.append({text})
        else:
            mine.add(text)
    return groups


def _same(a: str, b: str, names: dict[str, Name]) -> bool:
    x, y = first_of(names[a].ids), first_of(names[b].ids)
    if x and y:
        return x == y
    if b in names[a].also or a in names[b].also:
        return True
    return alike(leader(a) or a, leader(b) or b)


def _differ(a: str, b: str, names: dict[str, Name]) -> bool:
    x, y = first_of(names[a].ids), first_of(names[b].ids)
    return bool(x and y and x != y) or {leaning(a), leaning(b)} == {"state", "rebel"}


def _match(boss: str, names: dict[str, Name], out: Mapping[str, str]) -> str:
    found = Counter[str]()
    for text, n in names.items():
        if out[text] and not leader(text) and alike(boss, text):
            found[out[text]] += n.count
    return first_of(found)


def _assign(out: dict[str, str], named: Mapping[str, str], text: str, party: str) -> None:
    """Give `text`, and the names joined with it, to `party`."""
    group = named.get(text)
    for other, mine in named.items():
        if mine == group and out[other].startswith("name:"):
            out[other] = party
    out[text] = party


def _fights(n: Name, out: Mapping[str, str], foes: set[str], at_war: bool) -> bool:
    """Whether it fights one of `foes`, or is told to fight nobody but breaks away or, where the state is a side (`at_war`), takes
    and holds places: reports call the state's own by its name, and its enemies by their leaders'."""
    alone = n.broke or leader(n.text) or (n.gained and at_war and not n.sides)
    return any(out.get(o) in foes for o in n.against) or (not n.against and bool(alone))


def _is_person(n: Name, names: dict[str, Name]) -> bool:
    """A person, the people of one, or a formation: by kind, title, or because somebody's men are called after the name."""
    if not n.ids and n.gained and first_of(n.kinds) in ("", "name") and len(n.text.split()) == 1 and n.text[:1].isupper():
        return not n.text.isupper()
    if leader(n.text) or personal(n.text, n.kinds):
        return True
    return any(leader(t) and alike(leader(t), n.text) for t in names)


def _main_rebel(names: dict[str, Name], out: Mapping[str, str], state: str, foes: set[str]) -> str:
    """The named party with which "the rebels" or "the opposition" of the country is meant.

    It is the one with two thirds of the armed mentions of all named parties that have a rebel word or fight the state or
    whom "the rebels" fight (`foes`); "" where no one has. Whom they fight is never itself the rebels.
    """
    votes = Counter[str]()
    for text, n in names.items():
        party = out[text]
        # "Stragglers" and "guards" are nobody's name; "tribal fighters" may be all the name there is.
        words = set(stems(text))
        nobody = text == text.lower() and not words & word_set("sides", "armed") and leaning(text) != "rebel"
        active = n.armed or n.sides or any(n.kinds[k] for k in GROUP_KINDS)
        if not party.startswith("name:") or nobody or not active or _is_person(n, names):
            continue
        if party in foes:
            continue
        foe = sum(c for o, c in n.against.items() if out.get(o) == state or out.get(o) in foes)
        weight = n.armed * (foe > 0) + 2 * n.count * (leaning(text) == "rebel") + 2 * sum(n.kinds[k] for k in GROUP_KINDS)
        votes[party] += weight
    votes = +votes
    top = first_of(votes)
    return top if top and votes[top] >= 2 / 3 * votes.total() else ""
