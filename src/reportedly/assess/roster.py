"""Roster: what the reports of a war tell of each name in each country, before names are joined to parties."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..model.event import Report
from ..model.reference import Actor
from .names import leaning, stems
from .settle import lent
from .tables import word_set

ARMED_TYPES = frozenset((
    "capture", "enter", "advance", "withdraw", "hold", "besiege", "repel", "deploy", "clash", "airstrike", "shelling",
    "bombing", "attack", "surrender",
    "defect",
))
THEATRE_WEIGHT = 3.0
LENT_SHARE = 0.2
LAUDED, LOST = frozenset({"capture", "enter", "repel", "hold"}), frozenset({"withdraw", "surrender"})
PARTY_OUTLETS = frozenset({"government", "military", "rebel"})


@dataclass(slots=True)
class Name:
    """What is known of one name in one country."""

    country: str
    text: str
    count: int = 0
    armed: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    ids: Counter[str] = field(default_factory=Counter)
    home: Counter[str] = field(default_factory=Counter)
    against: Counter[str] = field(default_factory=Counter)
    sides: Counter[str] = field(default_factory=Counter)
    # The other names by which a side's own outlet calls itself.
    also: set[str] = field(default_factory=set)
    acted: int = 0
    # The kind of outlet that goes by the name, where it is a party's own.
    outlet: str = ""
    broke: int = 0
    gained: int = 0
    # The names that one document has gaining the same place, of which neither loses it there.
    beside: Counter[str] = field(default_factory=Counter)
    # Whom a rebel outlet has gaining and whose people it quotes, by name; less whom it has losing.
    lauds: Counter[str] = field(default_factory=Counter)


def first_of(votes: Counter[str]) -> str:
    """What has most votes, of equals the first by name; "" without votes."""
    return min(votes, key=lambda k: (-votes[k], k)) if votes else ""


def theatre(report: Report, usual: Mapping[str, str]) -> str:
    """The country a claim is about: its place's, else the document's commonest, else ""."""
    place = report.found.place
    return usual.get(report.publication.key, "") or (place.country if place and place.country else "")


def usual_countries(reports: Iterable[Report]) -> dict[str, str]:
    """The commonest country of each document's places; that of all documents where it has none."""
    by_doc: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    everywhere: dict[str, float] = defaultdict(float)
    keys = set()
    for r in reports:
        keys.add(r.publication.key)
        if r.found.place and r.found.place.country:
            # A place that the text around lends is counted where it is named.
            sure = r.found.place.probability * (LENT_SHARE if lent(r) else 1.0)
            by_doc[r.publication.key][r.found.place.country] += sure
            everywhere[r.found.place.country] += sure
    common = min(everywhere, key=lambda c: (-everywhere[c], c)) if everywhere else ""
    every = max(1.0, sum(everywhere.values()))

    def usual(votes: Mapping[str, float]) -> str:
        # A single mention of the seat of a conference does not move a report out of the war it is about.
        return min(votes, key=lambda c: (-(votes[c] + THEATRE_WEIGHT * everywhere[c] / every), c))

    return {k: usual(by_doc[k]) if k in by_doc else common for k in keys}


def roster(reports: list[Report], usual: Mapping[str, str]) -> dict[tuple[str, str], Name]:
    """What is told of each name, by (country, name); `usual` gives each document's commonest country."""
    names: dict[tuple[str, str], Name] = {}

    def know(country: str, text: str) -> Name:
        return names.setdefault((country, text), Name(country, text))

    users = _users(reports)
    for r in reports:
        country = theatre(r, usual)
        for side, other in ((r.found.actor, r.found.target), (r.found.target, r.found.actor)):
            for a in side:
                _note(know(country, a.name), a, r, other)
        if r.claim.type in ("capture", "hold", "enter") and r.claim.factuality == "certain" and not r.found.background:
            for a in r.found.actor:
                know(country, a.name).gained += 1
        if _own_gain(r, users):
            for a in r.found.actor:
                know(country, a.name).sides[r.publication.outlet] += 1
        for s in r.found.source:
            if s.side and s.name != s.side and set(stems(s.side)) & word_set("sides", "formation"):
                # A division is no side of its own: it goes where its commander goes.
                know(country, s.side).sides[s.name] += 1
                know(country, s.name).count += 1
            elif s.side:
                know(country, s.side).count += 1
                know(country, s.side).acted += 1
                if s.name and s.name != s.side:
                    n = know(country, s.name)
                    n.sides[s.side] += 1
                    if s.name == r.publication.outlet and r.publication.outlet_kind in PARTY_OUTLETS:
                        # "Our forces" of a movement's own statement are the movement.
                        n.also.add(s.side)
                        know(country, s.side).also.add(s.name)
        if r.publication.outlet_kind in PARTY_OUTLETS and r.publication.outlet:
            n = know(country, r.publication.outlet)
            n.count += 1
            n.kinds["rebel" if r.publication.outlet_kind == "rebel" else "government"] += 1
            n.outlet = r.publication.outlet_kind
            if n.outlet == "rebel":
                n.lauds.update(_lauded(r))
                n.lauds.subtract(_scorned(r))
    for country, one, also in _beside(reports, usual):
        know(country, one).beside[also] += 1
    return names


def _lauded(r: Report) -> Iterator[str]:
    """Whom a rebel outlet has gaining in its own voice, and for whom its speakers speak."""
    source = r.found.source[-1] if r.found.source else None
    if source and source.name != r.publication.outlet:
        if source.kind == "party":
            yield source.side or source.name
    elif r.claim.type in LAUDED and r.claim.factuality == "certain" and not r.found.background:
        yield from (a.name for a in r.found.actor)


def _scorned(r: Report) -> Iterator[str]:
    """Whom a rebel outlet has losing."""
    if r.claim.factuality == "certain" and not r.found.background:
        yield from (a.name for a in (r.found.target if r.claim.type in LAUDED else r.found.actor if r.claim.type in LOST else ()))


def _beside(reports: list[Report], usual: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(country, name, other name) for names that one document has gaining the same place, of which neither loses it there."""
    gain: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    lose: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for r in reports:
        if r.found.place is None or r.claim.factuality != "certain" or r.found.background:
            continue
        where = theatre(r, usual), r.publication.key, r.found.place.name
        if r.claim.type in ("capture", "enter"):
            gain[where] |= {a.name for a in r.found.actor}
            lose[where] |= {a.name for a in r.found.target}
        elif r.claim.type in ("withdraw", "surrender"):
            lose[where] |= {a.name for a in r.found.actor}
    for (country, key, place), who in gain.items():
        there = sorted(who - lose[country, key, place])
        yield from ((country, a, b) for a in there for b in there if a != b)


def _users(reports: Iterable[Report]) -> Mapping[str, set[str]]:
    """The outlets in whose reports each name acts."""
    users: dict[str, set[str]] = defaultdict(set)
    for r in reports:
        for a in (*r.found.actor, *r.found.target):
            users[a.name].add(r.publication.outlet)
    return users


def _own_gain(r: Report, users: Mapping[str, set[str]]) -> bool:
    """Whether a side's own outlet tells, in its own voice, that somebody beat its enemies: somebody of its own."""
    side = {"government": "state", "military": "state", "rebel": "rebel"}.get(r.publication.outlet_kind, "")
    spoken = not r.found.source or leaning(r.found.source[-1].name) == side
    gains = r.claim.type in ("capture", "repel") and r.claim.factuality == "certain"
    # What a side says that somebody will do or did of his own will, by a name that it alone uses.
    ours = r.claim.type in ("pledge", "threaten", "hold", "withdraw") and r.claim.factuality != "denied" and r.found.actor \
        and all(not a.id and not leaning(a.name) and a.name[:1].isupper() and len(users[a.name]) == 1 for a in r.found.actor)
    return bool(side) and spoken and bool(gains or ours)


def _note(n: Name, actor: Actor, r: Report, other: tuple[Actor, ...]) -> None:
    n.count += not r.found.background
    n.acted += not r.found.background
    if r.found.background:
        return
    n.armed += r.claim.type in ARMED_TYPES
    n.broke += r.claim.type in ("defect", "coup")
    if actor.kind:
        n.kinds[actor.kind] += 1
    if actor.id:
        n.ids[actor.id] += 1
    if actor.country:
        n.home[actor.country] += 1
    if r.claim.type in ARMED_TYPES and r.claim.factuality != "denied":
        for o in other:
            n.against[o.name] += 1
