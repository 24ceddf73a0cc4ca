"""Settling: what many reports agree on steadies what is doubtful in one.

A name that other reports of the same days resolve with confidence is the same place in the report that does not ("one sense
per discourse", Gale, Church and Yarowsky 1992, over a collection). Soldiers who are said to follow somebody are
named after him, so that they are not taken for the state's.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ..model.event import Report
from ..model.reference import Actor, Place
from .names import stems, telling
from .tables import word_set

SURE = 0.75
DOUBTFUL = 0.6
AGREE = 2 / 3
AT_HOME = 2
# How a container is resolved when the name alone is looked for: a province of the town's name.
AREAS = frozenset({"admin1", "admin2", "province", "state", "region", "area"})
PARTS = frozenset({"airport", "airfield", "airbase"})
YEAR = re.compile(r"(?<![\d,.])(?:1[89]|20)\d\d(?![\d,])")
WORD = re.compile(r"[\w'’-]+")
SEAT = re.compile(r"\b(?:spokes\w+|officials?|officers?|diplomats?|offices?|headquarters|reporters?|told \w+) "
                  r"(?:\w+ ){0,2}(?:in|at|from) $")
NAME = r"((?:[A-Z][\w'’-]+)(?: (?:al-|el-|de |bin )?[A-Z][\w'’-]+){0,3})"
HEAD = re.compile(rf"(?:In|At|Inside|Around) {NAME}")
# Where those who leave go.
TO = re.compile(r"(?:\btowards?|\bto|\bdirection of|\bheading for|\binto) (?:the )?(?:city of |town of |village of )?$", re.I)


Stems = tuple[str, ...]
Sense = tuple[str, float, float]


@dataclass(slots=True)
class Senses:
    """What all reports tell of place names (by name words), as sums that grow with every report in whatever order they come.

    `votes` counts the senses (country, rounded point) of confident mentions, `best` has the most confident mention of each, `abroad`
    that of each country over all mentions; `sure` is the place agreed on, `home` in how many names each country is sure. `asked` are the
    names that a report was steadied by, or would have been: True where the whole place told, False where only which place it is did.
    """

    votes: dict[Stems, dict[Sense, int]] = field(default_factory=dict)
    best: dict[Stems, dict[Sense, Place]] = field(default_factory=dict)
    abroad: dict[Stems, dict[str, Place]] = field(default_factory=dict)
    sure: dict[Stems, Place] = field(default_factory=dict)
    home: Counter[str] = field(default_factory=Counter)
    asked: dict[Stems, bool] = field(default_factory=dict)

    def known(self, name: Stems) -> Place | None:
        """The place that a name surely is; None where it has two senses or none."""
        return self.sure.get(name)

    def meant(self, name: Stems) -> Place | None:
        """Of a name that some reports find at home and others abroad, none of them surely: the place at home, where at least `AT_HOME`
        other names are sure and abroad none is. A report that names no other town cannot tell the Palma of its war from a larger one."""
        senses = self.abroad.get(name, {})
        if len(senses) < 2 or name in self.sure:
            return None
        home = [c for c in senses if self.home[c] >= AT_HOME]
        return senses[home[0]] if len(home) == 1 and all(self.home[c] == 0 for c in senses if c != home[0]) else None

    def ask(self, name: Stems, whole: bool = False) -> None:
        self.asked[name] = whole or self.asked.get(name, False)

    def add(self, reports: Iterable[Report]) -> bool:
        """Take in what reports tell; whether that leaves all as it was that earlier reports were steadied by."""
        found = [(stems(p.name), p) for r in reports if (p := r.found.place) and p.id and not p.relation and p.feature not in AREAS]
        touched = {name for name, _ in found}
        before = {n: (self.known(n), self.meant(n)) for n in touched}
        settled = {c: min(n, AT_HOME) for c, n in self.home.items()}
        for name, p in found:
            self._count(name, replace(p, start=-1, end=-1, candidates=()))
        for name in touched:
            self._conclude(name)
        same = {c: min(n, AT_HOME) for c, n in self.home.items() if n} == {c: n for c, n in settled.items() if n}
        return (same or not self.asked) and all(
            _same(old, new, self.asked[n]) for n in touched & self.asked.keys()
            for old, new in zip(before[n], (self.known(n), self.meant(n)), strict=True))

    def _count(self, name: Stems, p: Place) -> None:
        if p.country:
            _keep(self.abroad.setdefault(name, {}), p.country, p)
        if p.probability >= SURE and p.lat is not None and p.lon is not None:
            sense = p.country or "", round(p.lat, 1), round(p.lon, 1)
            votes = self.votes.setdefault(name, {})
            votes[sense] = votes.get(sense, 0) + 1
            _keep(self.best.setdefault(name, {}), sense, p)

    def _conclude(self, name: Stems) -> None:
        """The place that the confident mentions agree on; names with two senses are left out."""
        old = self.sure.pop(name, None)
        votes = self.votes.get(name, {})
        top = min(votes, key=lambda s: (-votes[s], s)) if votes else None
        new = self.best[name][top] if top and votes[top] >= AGREE * sum(votes.values()) else None
        if new:
            self.sure[name] = new
        for place, step in ((old, -1), (new, 1)):
            if place:
                self.home[place.country or ""] += step


def _keep(best: dict[Any, Place], key: Any, p: Place) -> None:
    """Keep the more confident of two mentions; of two alike the one that any order of reports would keep."""
    old = best.get(key)
    if old is None or _rank(p) > _rank(old):
        best[key] = p


def _rank(p: Place) -> tuple[float, str, str]:
    return p.probability, p.name, repr(p)


def _same(old: Place | None, new: Place | None, whole: bool) -> bool:
    return old == new or (not whole and old is not None and new is not None and old.id == new.id)


def settle(reports: Sequence[Report], country_name: Callable[[str], str] | None = None, senses: Senses | None = None) -> list[Report]:
    """The reports in their order, doubtful places steadied by the sure ones of the same name, followers named after their leader;
    `country_name` gives a country's English name by its ISO 3166 alpha-2 code; `senses` what these reports and earlier ones tell of names
    (default: these alone)."""
    if senses is None:
        senses = Senses()
        senses.add(reports)
    current = _current(reports)
    return [_settled(_moved(r, senses, country_name or str), senses, current) for r in reports]


def _moved(r: Report, senses: Senses, country_name: Callable[[str], str]) -> Report:
    p = r.found.place
    if p is None or not p.id:
        return r
    name = stems(p.name)
    known = senses.meant(name)
    senses.ask(name, known is not None and known.id != p.id)
    if known is None or known.id == p.id or p.relation or p.feature in AREAS:
        return r
    place = replace(known, start=p.start, end=p.end, candidates=p.candidates)
    there, here = country_name(p.country or ""), country_name(known.country or "")
    # The army of a report that mistook the town was taken for the army of where that other town lies.
    source = tuple(replace(s, side=here) if there and s.side == there else s for s in r.found.source)
    return replace(r, found=replace(r.found, place=place, source=source))


def _current(reports: Sequence[Report]) -> set[tuple[str, int]]:
    """The sentences (document key, start) in which something is dated within a month of publication."""
    return {(r.publication.key, r.claim.start) for r in reports if r.found.when and not r.found.background}


def _history(r: Report, current: set[tuple[str, int]]) -> bool:
    """Whether an undated claim stands in a sentence that tells of past years and dates nothing of late."""
    out = (r.publication.day or "")[:4]
    if r.found.background or r.found.when or not out or (r.publication.key, r.claim.start) in current or r.claim.factuality == "future":
        return r.found.background
    years = YEAR.findall(r.claim.sentence)
    return bool(years) and all(y < out for y in years)


def _settled(r: Report, senses: Senses, current: set[tuple[str, int]]) -> Report:
    found = replace(r.found, background=True) if _history(r, current) and not r.found.background else r.found
    place = _named(r, senses) or (_place(found.place, senses) if found.place else None)
    actor = tuple(_follower(a, r) for a in found.actor)
    target = tuple(_follower(a, r) for a in found.target)
    if found is r.found and place is found.place and actor == found.actor and target == found.target:
        return r
    return replace(r, found=replace(found, place=place, actor=actor, target=target))


def _place(place: Place, senses: Senses) -> Place:
    if place.feature in PARTS and not set(stems(place.name)) & PARTS:
        return replace(place, name=f"{place.name} {place.feature}")
    name = stems(place.name)
    known = senses.known(name)
    senses.ask(name, known is not None and known.id != place.id)
    if known is None or place.relation or known.id == place.id:
        return place
    area = place.feature in AREAS and place.country == known.country
    if not area and place.id and place.probability >= DOUBTFUL:
        return place
    p = place.probability if not area else min(place.probability, known.probability)
    return replace(known, start=place.start, end=place.end, name=known.name if place.name.isupper() else place.name,
                   probability=p, candidates=place.candidates)


def lent(report: Report) -> bool:
    """Whether the place comes from the text around rather than from the claim's own words."""
    return any(b.field == "place" and b.rule == "scene" for b in (*report.claim.because, *report.found.because))


def _named(report: Report, senses: Senses) -> Place | None:
    """The one place known from elsewhere that the sentence of a claim with a lent place names; None where it names none or several."""
    place = report.found.place
    head = HEAD.match(report.claim.sentence)
    if head and place is not None and not place.relation and place.name.casefold() not in report.claim.sentence.casefold():
        # "In X, …" says where, whatever town was spoken of before.
        parts = head.group(1).split()
        known = next((k for n in range(len(parts), 0, -1) if (k := _look(senses, parts[:n]))), None)
        if known:
            return replace(known, probability=SURE)
    if not lent(report) or (place is not None and (place.relation or place.probability >= SURE)):
        return None
    words = _free_words(report)
    found: dict[str, Place] = {}
    for n in (3, 2, 1):
        for i in range(len(words) - n + 1):
            part = words[i:i + n]
            known = _look(senses, part) if part[0][:1].isupper() and part[-1][:1].isupper() else None
            if known:
                found.setdefault(known.id, known)
                words[i:i + n] = ["-"] * n
    if len(found) != 1 or (place is not None and place.id in found):
        return None
    return replace(next(iter(found.values())), probability=SURE)


def _look(senses: Senses, words: Sequence[str]) -> Place | None:
    name = stems(" ".join(words))
    known = senses.known(name)
    senses.ask(name, known is not None)
    return known


def _free_words(report: Report) -> list[str]:
    """The words of the sentence, without those that name actors or say where a speaker sits; "-" in their place."""
    claim, out = report.claim, []
    named = [(a.start, a.end) for a in (*report.found.actor, *report.found.target)]
    taken = [(a, b) for a, b in (*named, *((x.start, x.end) for x in report.found.source)) if b > a >= 0]
    for m in WORD.finditer(claim.sentence):
        at = claim.start + m.start()
        before = claim.sentence[max(0, m.start() - 60):m.start()]
        seat = SEAT.search(before) or (claim.type in ("withdraw", "displace") and TO.search(before))
        out.append("-" if seat or any(a <= at < b for a, b in taken) else m.group())
    return out


def _follower(actor: Actor, report: Report) -> Actor:
    """"soldiers loyal to X" for "soldiers" where the text goes on so."""
    claim = report.claim
    if telling(actor.name) or not claim.start <= actor.start < actor.end <= claim.end:
        return actor
    found = _ties().match(claim.sentence[actor.end - claim.start:][:80])
    if not found:
        return actor
    return replace(actor, name=f"{actor.name.split()[-1]} loyal to {found.group(2)}")


@cache
def _ties() -> re.Pattern[str]:
    words = "|".join(sorted(word_set("sides", "loyalty")))
    return re.compile(rf"\s*(?:who are |that are |who )?({words}) (?:[a-z]+ ){{0,5}}{NAME}")
