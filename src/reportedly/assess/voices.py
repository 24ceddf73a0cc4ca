"""Voices: who is really behind a claim, and which claims come from one origin.

All spokesmen of a side are one origin; the words of an outlet repeated by another are that outlet's; the UN under any
of its names is one. An official, officer or resident speaking of his own place is a voice of his own.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from ..model.event import Report
from ..model.reference import Source
from .days import ordinal
from .names import leaning, stems, telling
from .parties import Parties
from .roster import theatre
from .tables import word_set

Key = tuple[str, str]
COPY_LEAST = 0.6
COPY_DAYS = 7
# Sentences with fewer word triples are no copies; triples that more sentences of a week have say nothing.
SHORTEST = 4
COMMON = 200
SHINGLE = 3
TAKES = frozenset({"capture", "enter", "hold", "repel"})
OF_ARMS = frozenset({"staff", "army", "military", "intelligence", "defence", "defense"})  # a chief of staff is no village chief
SPEAKERS = frozenset({"spokesman", "spokeswoman", "spokesperson", "commander"})


@dataclass(frozen=True, slots=True)
class Voice:
    """`origin` is the same for all claims of one independent voice; `kind` the source's kind; `party` the side or "".

    `own_words` is True where the outlet speaks itself; `copy_of` names the claim whose words these repeat, or "".
    """

    origin: str
    name: str
    kind: str
    party: str = ""
    own_words: bool = False
    copy_of: str = ""


@dataclass(frozen=True)
class Voices:
    """The voice of each claim by (document key, claim id): its `own`, and, worked out when first asked for, the same with copies joined to
    what they copy, wherever that was told."""

    reports: Sequence[Report]
    own: Mapping[Key, Voice]

    def of(self, report: Report) -> Voice:
        return self._joined[report.publication.key, report.claim.id]

    @cached_property
    def _joined(self) -> Mapping[Key, Voice]:
        return joined([told_by(r, self.own[r.publication.key, r.claim.id]) for r in self.reports])


@dataclass(frozen=True, slots=True)
class Told:
    """What tells whether a claim's words are another's: `key` is (document key, claim id), `wire` whether an agency sent it."""

    key: Key
    day: str
    wire: bool
    type: str
    sentence: str
    voice: Voice

    @property
    def rank(self) -> tuple[str, bool, str]:
        return self.day or "9999", not self.wire, self.key[0]


def told_by(r: Report, voice: Voice) -> Told:
    """The claim of a report, told by `voice`."""
    p = r.publication
    return Told((p.key, r.claim.id), p.day or "", p.outlet_kind == "wire", r.claim.type, r.claim.sentence, voice)


def find_voices(reports: list[Report], parties: Parties, usual: Mapping[str, str]) -> Voices:
    """The voice behind every claim."""
    return Voices(reports, {(r.publication.key, r.claim.id): voice_of(r, parties, usual) for r in reports})


def joined(told: Sequence[Told]) -> dict[Key, Voice]:
    """The voices of claims by their keys, copies joined to what they copy."""
    found = {t.key: t.voice for t in told}
    for key, original in copies(told).items():
        mine, first = found[key], found[original]
        if mine.own_words or mine.origin != first.origin:
            found[key] = replace(mine, origin=first.origin, copy_of=original[1])
        else:
            found[key] = replace(mine, copy_of=original[1])
    return found


def voice_of(report: Report, parties: Parties, usual: Mapping[str, str]) -> Voice:
    """The voice of one claim by its innermost source; where there is none, the outlet speaks."""
    country, source = theatre(report, usual), report.found.source
    if not source:
        return _outlet(report, parties, country)
    s = _speaker(source)
    if s.name and s.name == report.publication.outlet and report.publication.outlet_kind in word_set("voices", "party_outlets"):
        return replace(_outlet(report, parties, country), own_words=False)
    words = set(stems(s.name))
    own = _of_himself(report, s, country, parties)
    if own:
        return Voice(f"side:{own}", s.name, "party", own)
    if words & word_set("voices", "united_nations"):
        return Voice("igo:un", s.name, "igo")
    side = _side(s, country, parties)
    if s.kind == "unnamed" and s.name and report.publication.outlet_kind in word_set("voices", "third_outlets"):
        # Whom an aid body quotes without a name of his own are its people on the spot.
        return Voice(f"witness:{_body(s.name)}:{report.publication.key}", s.name, "witness")
    if (s.kind == "unnamed" and not leaning(s.name)) or (not s.name and s.kind not in ("witness", "party")):
        return Voice(f"unnamed:{report.publication.key}", s.name or "unnamed sources", "unnamed")
    local = words & word_set("voices", "local") and not words & (SPEAKERS | OF_ARMS)
    if local and s.kind in ("witness", "party", "government", "unnamed", "expert", ""):
        place = report.found.place.name if report.found.place else ""
        role = sorted(words & word_set("voices", "local"))[0]
        return Voice(f"local:{role}:{place}:{report.publication.key}", s.name, "witness")
    partisan = bool(leaning(s.name)) and s.kind in ("media", "unnamed", "", "witness", "expert")
    partisan = partisan or (s.kind == "media" and bool(side) and bool(words & word_set("sides", "medium")))
    if s.kind == "party" or partisan or (s.kind in ("government", "document") and side):
        party = side
        return Voice(f"side:{party}" if party else f"side:{' '.join(stems(s.side or s.name))}", s.name or s.side, "party", party)
    if s.kind in ("igo", "ngo", "government", "expert", "media", "document"):
        return Voice(f"{s.kind}:{_body(s.name)}", s.name, s.kind)
    if s.kind == "witness":
        place = report.found.place.name if report.found.place else ""
        return Voice(f"witness:{_body(s.name)}:{place}:{report.publication.key}", s.name or "witnesses", "witness")
    return Voice(f"{s.kind}:{_body(s.name)}", s.name, s.kind or "unnamed")


def _speaker(source: tuple[Source, ...]) -> Source:
    """The innermost source that says who it is: "the station" is the one named before it."""
    for s in reversed(source):
        if telling(s.name) or leaning(s.name) or not set(stems(s.name)) & word_set("sides", "medium"):
            return s
    return source[-1]


def _of_himself(report: Report, s: Source, country: str, parties: Parties) -> str:
    """The party of a speaker without a side who tells what he and his own have done. Spokesmen take no towns: where one is the actor,
    "his men" were meant, and he is the speaker."""
    spokesman = next((a for a in report.found.actor if set(stems(a.name)) & (SPEAKERS - {"commander"}) and s.kind != "party"), None)
    if spokesman and report.claim.type in TAKES and (party := parties.of(country, spokesman.name)):
        return party
    if s.kind not in ("expert", "witness", "unnamed", "") or not telling(s.name):
        return ""
    mine = any(telling(a.name) == telling(s.name) for a in report.found.actor)
    return parties.of(country, s.name) if mine else ""


def _side(s: Source, country: str, parties: Parties) -> str:
    """The party a source speaks for: by its side, its name, or the words of the name, which outweigh a side that contradicts them."""
    state, rebels = f"state:{country}", parties.main.get(country, "")
    by_words = {"state": state if state in parties.name else "", "rebel": rebels}.get(leaning(s.name), "")
    stated = parties.of(country, s.side) or parties.of(country, s.name) if s.side or s.name else ""
    # "The army", by no other name, is that of the war's own country, whatever country is spoken of beside it.
    # "Officials of the Front" are no state's.
    theirs = bool(stated) and not stated.startswith("state:") and bool(telling(s.side) & telling(s.name))
    near = not theirs and stated in ("", state, rebels) or (stated.startswith("state:") and not telling(s.name))
    return by_words if by_words and near else stated or by_words


def _outlet(report: Report, parties: Parties, country: str) -> Voice:
    p = report.publication
    name = p.outlet or p.id
    if p.outlet_kind in word_set("voices", "party_outlets"):
        party = parties.of(country, p.outlet)
        return Voice(f"side:{party or name}", name, "party", party, own_words=True)
    if p.outlet_kind in word_set("voices", "third_outlets"):
        return Voice(f"{p.outlet_kind}:{_body(name)}", name, p.outlet_kind, own_words=True)
    return Voice(f"outlet:{' '.join(stems(name))}", name, "outlet", own_words=True)


def _body(name: str) -> str:
    """The body behind a speaker's description: "UN mission", "UN human rights office" and "the United Nations" are one."""
    words = stems(name)
    un = word_set("voices", "united_nations")
    if set(words) & un or "united nation" in " ".join(words):
        return "un"
    kept = [w for w in words if w not in word_set("voices", "role")]
    return " ".join(kept or words)


def copies(told: Sequence[Told]) -> dict[Key, Key]:
    """Claims whose sentence repeats another document's within a week: key of the copy to key of the first.

    Near-verbatim: at least 60 % of the shorter sentence's word triples are in the other. The earlier publication is the
    original; of the same day, a wire before others, then by key.
    """
    if len({t.key[0] for t in told}) < 2:
        return {}
    ranks = [t.rank for t in told]
    originals: dict[int, list[int]] = defaultdict(list)
    for i, j in _alike(told, [_shingles(t.sentence) for t in told]):
        copy, first = (i, j) if ranks[j] < ranks[i] else (j, i)
        a, b = told[copy], told[first]
        if (ranks[first] < ranks[copy] and a.key[0] != b.key[0] and _days_between(a.day, b.day) <= COPY_DAYS and a.type == b.type):
            originals[copy].append(first)
    return {told[i].key: told[min(found, key=lambda j: (ranks[j], told[j].key[1]))].key for i, found in sorted(originals.items())}


def _alike(told: Sequence[Told], shingles: list[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of claims whose sentences share `COPY_LEAST` of the shorter one's word triples, of the same week or the next.

    Who shares so many shares one of the rarest few (prefix filter, Chaudhuri et al. 2006), so only those are looked up: a report costs the
    same in a large ledger as in a small one.
    """
    weeks = [(ordinal(t.day) if t.day else 0) // COPY_DAYS for t in told]
    having: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i, mine in enumerate(shingles):
        for s in mine if len(mine) >= SHORTEST else ():
            having[s, weeks[i]].append(i)
    for i, mine in enumerate(shingles):
        if len(mine) < SHORTEST:
            continue
        needed = ceil(COPY_LEAST * len(mine))
        rarest = sorted(mine, key=lambda s: (len(having[s, weeks[i]]), s))[:len(mine) - needed + 1]
        near = {j for s in rarest for week in (weeks[i] - 1, weeks[i], weeks[i] + 1) for j in _few(having.get((s, week), ()))}
        for j in near:
            longer = len(shingles[j]) > len(mine) or (len(shingles[j]) == len(mine) and j > i)
            if longer and len(mine & shingles[j]) >= needed:
                yield i, j


def _few(found: Sequence[int]) -> Sequence[int]:
    return found if len(found) <= COMMON else ()


def _days_between(x: str, y: str) -> int:
    return abs(ordinal(x) - ordinal(y)) if x and y else 0


def _shingles(sentence: str) -> frozenset[str]:
    words = re.findall(r"\w+", sentence.lower())
    return frozenset(" ".join(words[i:i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
