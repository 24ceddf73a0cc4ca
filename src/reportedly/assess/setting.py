"""Setting: what all questions of this stage share, worked out once from the reports."""
from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from ..model.decision import Decision
from ..model.event import Report
from ..model.knowledge import World
from .decisions import Decided, decide
from .names import stems
from .parties import Cast, Parties, parties_of
from .places import Gazette, Mentions, Spot, gazette_of
from .roster import Countries, theatre
from .settle import Senses, settle
from .voices import Voice, Voices, find_voices

OWN = frozenset({"men", "force", "troop", "unit", "fighter", "soldier", "side", "combatant"})
ONE_WAY = frozenset({"capture", "repel", "besiege", "attack", "shelling", "airstrike", "bombing", "advance"})
ADMITS = re.compile(r"\b(?:admit\w*|acknowledg\w+|conced\w+|confess\w+)\b", re.I)
CountryName = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Setting:
    """The reports in a fixed order, with parties, places and voices across them."""

    reports: tuple[Report, ...]
    usual: Mapping[str, str]
    parties: Parties
    places: Gazette
    voices: Voices
    decided: Decided = field(default_factory=Decided)

    def spot(self, report: Report) -> Spot | None:
        return self.places.of(report.found.place)

    def voice(self, report: Report) -> Voice:
        """Who is behind a claim; of one whose words repeat another's, wherever it was told, the origin is that one's."""
        return self.voices.of(report)

    def speaker(self, report: Report) -> Voice:
        """Who is behind a claim by its own words alone."""
        return self.voices.own[report.publication.key, report.claim.id]

    def country(self, report: Report) -> str:
        return theatre(report, self.usual)

    def actors(self, report: Report) -> tuple[str, ...]:
        """Keys of the known parties among the claim's actors, in order. Where a side admits that somebody it does not name has a place,
        it is the other side."""
        keys = self._keys(report, [a.name for a in report.found.actor])
        if not keys and report.claim.type in ("capture", "hold", "enter") and report.claim.factuality != "denied":
            mine = self.speaker(report).party
            against = set(self._keys(report, [a.name for a in report.found.target])) - {mine}
            if mine and not against and ADMITS.search(report.claim.sentence):
                return tuple(k for k in (self.parties.foe(self.country(report), mine),) if k)
        return keys

    def targets(self, report: Report) -> tuple[str, ...]:
        """The same for its targets; nobody takes a place from himself or fires on himself."""
        keys = self._keys(report, [a.name for a in report.found.target])
        if report.claim.type not in ONE_WAY:
            return keys
        actors = self.actors(report)
        return tuple(k for k in keys if k not in actors)

    def _keys(self, report: Report, names: list[str]) -> tuple[str, ...]:
        country = self.country(report)
        mine = self.speaker(report).party
        # "Our forces" of a side's own outlet, under whatever name its side was looked up, are that side's.
        ours = {s.side for s in report.found.source if s.side and s.name == report.publication.outlet}
        outlet = self.parties.of(country, report.publication.outlet) if report.publication.outlet_kind == "rebel" else ""
        names = [report.publication.outlet if outlet and n in ours else n for n in names]
        # A spokesman's "men" and "forces" without a name are his own; his "enemy" is the other side.
        found = (self._men(report, country, mine) if mine and bare(n) else self.parties.foe(country, mine) if mine and "enemy" in stems(n)
                 else self.parties.of(country, n) for n in names)
        return tuple(dict.fromkeys(k for k in found if k))


    def _men(self, report: Report, country: str, mine: str) -> str:
        """Whose nameless "soldiers" a speaker of a side means: his own, but the other side's where he denies that any came."""
        came = report.claim.type in ("enter", "deploy", "capture") and report.claim.factuality == "denied"
        return (self.parties.foe(country, mine) or mine) if came else mine


def bare(name: str) -> bool:
    """Whether a name is nothing but "men", "our forces" or the like."""
    words = [w for w in stems(name) if w not in ("our", "his", "their", "own", "all", "last", "brave", "gallant", "heroic")]
    return bool(words) and all(w in OWN for w in words)


class Reach(IntEnum):
    """How far new reports reach: their own places; all places, whose claims still say what they said; or the record, which has to be read
    anew."""

    OWN_PLACES = 0
    ALL_PLACES = 1
    RECORD = 2


@dataclass(slots=True)
class Ground:
    """What all reports tell together: sums that grow with every document, in whatever order they come, and what is concluded from them.
    `strangers` are the speakers and outlets, by (country, name), that were looked up and are of no party."""

    senses: Senses = field(default_factory=Senses)
    countries: Countries = field(default_factory=Countries)
    cast: Cast = field(default_factory=Cast)
    mentions: Mentions = field(default_factory=Mentions)
    parties: Parties = field(default_factory=Parties)
    places: Gazette = field(default_factory=Gazette)
    strangers: set[tuple[str, str]] = field(default_factory=set)

    def take_in(self, reports: Iterable[Report], country_name: CountryName | None = None, decisions: Iterable[Decision] = (),
                world: World | None = None) -> tuple[Setting, Reach]:
        """The setting of further reports, of whole documents that are new, after all before them; and how far they reach: whether every
        earlier report would be settled, and its parties, place and voice found, as it was, and whether parties are shown as before."""
        once = {(r.publication.key, r.claim.id): r for r in reports}
        ordered = sorted(once.values(), key=lambda r: (r.publication.day or "", r.publication.key, r.claim.start, r.claim.id))
        stands = self.senses.add(ordered)
        ordered, decided = decide(settle(ordered, country_name, self.senses), decisions)
        lands = {"", *self.countries.weights, *(c for c, _ in self.parties.key), *(s.country or "" for s in self.places.spots.values())}
        stands &= self.countries.add(ordered)
        usual = self.countries.of(ordered)
        stands &= self.cast.add(ordered, usual)
        parties = parties_of(self.cast, country_name, world)
        reach = _reach(self.parties, parties, lands, self.strangers)
        self.parties = parties
        self.strangers |= {(theatre(r, usual), n) for r in ordered for n in (r.publication.outlet, *(x for s in r.found.source for x in (
            s.name, s.side))) if (theatre(r, usual), n) not in parties.key}
        if not self.mentions.add(ordered):
            places = gazette_of(self.mentions)
            stands &= all(places.spot(k) == self.places.spot(k) for k in self.places.key)
            self.places = places
        return Setting(tuple(ordered), usual, parties, self.places, find_voices(ordered, parties, usual), decided), \
            reach if stands else Reach.RECORD


def _reach(old: Parties, new: Parties, lands: Collection[str], strangers: Collection[tuple[str, str]]) -> Reach:
    """How far it reaches that the parties are new, where the old ones were asked about names in these countries."""
    def read(p: Parties) -> list[object]:
        """What a claim is read by, beside the keys."""
        return [(p.main.get(c), p.pairs.get(c), f"state:{c}" in p.name) for c in sorted(lands)]

    def shown(p: Parties) -> tuple[object, ...]:
        """What a place's course and rows are made by, beside what claims say."""
        return ({k: v for k, v in p.name.items() if k in old.name}, {s for s in p.fighting if s.removeprefix("state:") in lands},
                {k: v for k, v in p.rivals.items() if k[0] in lands and k[1] in old.name})

    if (any(new.key.get(k) != v for k, v in old.key.items()) or read(old) != read(new)
            or any(k in strangers for k, v in new.key.items() if v and k not in old.key)):
        return Reach.RECORD
    return Reach.OWN_PLACES if shown(old) == shown(new) else Reach.ALL_PLACES


def make_setting(reports: Iterable[Report], country_name: CountryName | None = None, decisions: Iterable[Decision] = (),
                 world: World | None = None) -> Setting:
    """The setting of all reports, the same whatever their order and however often one is given.

    `decisions` are people's: retracted claims are left out, corrected ones changed, merges and splits respected.
    `country_name` gives a country's English name by ISO 3166 alpha-2 code ("" where unknown);
    `world` what is known of names beyond the reports.
    """
    return Ground().take_in(reports, country_name, decisions, world)[0]
