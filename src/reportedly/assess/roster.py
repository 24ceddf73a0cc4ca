"""Roster: what the reports of a war tell of each name in each country, before names are joined to parties."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
LAUDED = frozenset({"capture", "enter", "repel", "hold"})
SHARE_STEPS = 20
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


Votes = dict[str, float]


@dataclass(slots=True)
class Countries:
    """How much all documents speak of each country, in whole thousandths of a mention, so that the sums are the same in any order; `mixed`
    are the documents that speak of several, by key, and `nowhere` how many speak of none: only these are judged by the others."""

    weights: Counter[str] = field(default_factory=Counter)
    mixed: dict[str, Votes] = field(default_factory=dict)
    nowhere: int = 0

    def add(self, reports: Sequence[Report]) -> bool:
        """Take in whole documents; whether the country of every earlier one is as it was."""
        before, mixed, nowhere = self._judged(), dict(self.mixed), self.nowhere
        for r in reports:
            if r.found.place and r.found.place.country:
                self.weights[r.found.place.country] += round(1000 * _weight(r))
        for key, votes in _votes(reports).items():
            if len(votes) > 1:
                self.mixed[key] = votes
            self.nowhere += not votes
        now = self._judged()
        return ((now[0] == before[0] or all(_usual(v, now[0]) == _usual(v, before[0]) for v in mixed.values()))
                and (not nowhere or now[1] == before[1]))

    def _judged(self) -> tuple[Votes, str]:
        """Each country's share, in steps of a twentieth so that it seldom moves, and the commonest."""
        every = max(1, self.weights.total())
        shares = {c: round(SHARE_STEPS * n / every) / SHARE_STEPS for c, n in self.weights.items()}
        return {c: s for c, s in shares.items() if s}, first_of(self.weights)

    def of(self, reports: Sequence[Report]) -> dict[str, str]:
        """The commonest country of each document's places; that of all documents where it has none."""
        shares, common = self._judged()
        return {k: _usual(votes, shares) if votes else common for k, votes in _votes(reports).items()}


def _usual(votes: Votes, shares: Votes) -> str:
    # A single mention of the seat of a conference does not move a report out of the war it is about.
    return min(votes, key=lambda c: (-(votes[c] + THEATRE_WEIGHT * shares.get(c, 0.0)), c))


def _weight(r: Report) -> float:
    """How far a report's place speaks for its country: one that the text around lends is counted where it is named."""
    return (r.found.place.probability if r.found.place else 0.0) * (LENT_SHARE if lent(r) else 1.0)


def _votes(reports: Iterable[Report]) -> dict[str, Votes]:
    by_doc: dict[str, Votes] = {}
    for r in reports:
        votes = by_doc.setdefault(r.publication.key, {})
        if r.found.place and r.found.place.country:
            votes[r.found.place.country] = votes.get(r.found.place.country, 0.0) + _weight(r)
    return by_doc


def usual_countries(reports: Sequence[Report]) -> dict[str, str]:
    """The commonest country of each document's places; that of all documents where it has none."""
    every = Countries()
    every.add(reports)
    return every.of(reports)


@dataclass(slots=True)
class Roster:
    """What is told of each name, by (country, name), as sums that grow with every report, in whatever order they come. `users` are the
    outlets (the first two by name) in whose reports a name acts; `alone` the names that counted as one outlet's own."""

    names: dict[tuple[str, str], Name] = field(default_factory=dict)
    users: dict[str, set[str]] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)

    def add(self, reports: Sequence[Report], usual: Mapping[str, str]) -> bool:
        """Take in whole documents, with each one's country; whether what earlier ones told stands."""
        stands = True
        for r in reports:
            for a in (*r.found.actor, *r.found.target):
                before = self.users.get(a.name, set())
                self.users[a.name] = set(sorted({*before, r.publication.outlet})[:2])
                stands &= len(self.users[a.name]) == 1 or len(before) == 2 or a.name not in self.alone
        for r in reports:
            self._told(r, theatre(r, usual))
        for country, one, also in _beside(reports, usual):
            self._know(country, one).beside[also] += 1
        return stands

    def _know(self, country: str, text: str) -> Name:
        return self.names.setdefault((country, text), Name(country, text))

    def _told(self, r: Report, country: str) -> None:
        for side, other in ((r.found.actor, r.found.target), (r.found.target, r.found.actor)):
            for a in side:
                _note(self._know(country, a.name), a, r, other)
        gained = r.claim.type in ("capture", "hold", "enter") and r.claim.factuality == "certain" and not r.found.background
        own = _own_gain(r) or self._own_word(r)
        for a in r.found.actor:
            self._know(country, a.name).gained += gained
            if own:
                self._know(country, a.name).sides[r.publication.outlet] += 1
        self._spoken(r, country)
        if r.publication.outlet_kind in PARTY_OUTLETS and r.publication.outlet:
            n = self._know(country, r.publication.outlet)
            n.count += 1
            n.kinds["rebel" if r.publication.outlet_kind == "rebel" else "government"] += 1
            n.outlet = max(n.outlet, r.publication.outlet_kind)
            if r.publication.outlet_kind == "rebel":
                n.lauds.update(_lauded(r))
                n.lauds.subtract(_scorned(r))

    def _spoken(self, r: Report, country: str) -> None:
        for s in r.found.source:
            if s.kind == "media" and set(stems(s.name)) & word_set("sides", "medium"):
                self._know(country, s.name)  # a station may be a side's
            if s.side and s.name != s.side and set(stems(s.side)) & word_set("sides", "formation"):
                # A division is no side of its own: it goes where its commander goes.
                self._know(country, s.side).sides[s.name] += 1
                self._know(country, s.side).count += 1
            elif s.side:
                side = self._know(country, s.side)
                side.count += 1
                side.acted += 1
                if s.name and s.name != s.side:
                    n = self._know(country, s.name)
                    n.sides[s.side] += 1
                    if s.name == r.publication.outlet and r.publication.outlet_kind in PARTY_OUTLETS:
                        # "Our forces" of a movement's own statement are the movement.
                        n.also.add(s.side)
                        side.also.add(s.name)

    def _own_word(self, r: Report) -> bool:
        """Whether a side's own outlet says what somebody will do or did of his own will, by a name that it alone uses."""
        ours = (r.claim.type in ("pledge", "threaten", "hold", "withdraw") and r.claim.factuality != "denied" and bool(r.found.actor)
                and _spoken_by_side(r) and all(not a.id and not leaning(a.name) and a.name[:1].isupper() for a in r.found.actor))
        if ours and all(len(self.users[a.name]) == 1 for a in r.found.actor):
            self.alone |= {a.name for a in r.found.actor}
            return True
        return False


def _lauded(r: Report) -> Iterator[str]:
    """Whom a rebel outlet has gaining in its own voice, and for whom its speakers speak."""
    source = r.found.source[-1] if r.found.source else None
    if source and source.name != r.publication.outlet:
        if source.kind == "party":
            yield source.side or source.name
    elif r.claim.type in LAUDED and r.claim.factuality == "certain" and not r.found.background:
        yield from (a.name for a in r.found.actor)


def _scorned(r: Report) -> Iterator[str]:
    """From whom a rebel outlet has somebody gain; that somebody left, it tells of its own too."""
    if r.claim.factuality == "certain" and not r.found.background and r.claim.type in LAUDED:
        yield from (a.name for a in r.found.target)


def _beside(reports: Iterable[Report], usual: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
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


def _spoken_by_side(r: Report) -> bool:
    """Whether a side's own outlet tells it in its own voice."""
    side = {"government": "state", "military": "state", "rebel": "rebel"}.get(r.publication.outlet_kind, "")
    told = r.found.source[-1].name if r.found.source else r.publication.outlet
    return bool(side) and (told == r.publication.outlet or leaning(told) == side)


def _own_gain(r: Report) -> bool:
    """Whether a side's own outlet tells, in its own voice, that somebody beat its enemies: somebody of its own."""
    return r.claim.type in ("capture", "repel") and r.claim.factuality == "certain" and _spoken_by_side(r)


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
