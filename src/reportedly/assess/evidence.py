"""Evidence: what each claim says of who holds a place on which day.

A change with a time ("took it on Monday") is evidence for the end of its last day and, weaker, for the day before its
first. A claim without a time is evidence for the day of publication only: it happened on some day up to then.
"""
from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..model.control import Evidence
from ..model.event import Report
from .days import RECENT_DAYS, coded, iso, ordinal, published, told
from .items import PLANNED, mode_of
from .names import stems
from .places import Spot, away
from .setting import ADMITS, Setting
from .settle import TO, lent
from .tables import table, weight, word_set
from .voices import Told, Voice, joined, told_by

# "Both claimed to be masters of the place": no holder is told, but a dispute.
RIVALS = re.compile(r"\b(?:each|both)\b(?:\W+\w+){0,3}?\W+(?:said|says?|saying|claim\w*|insist\w*|maintain\w*|announc\w*)\b", re.I)
BOTH = re.compile(r"\bboth (?:sides|forces|armies|parties|camps)\b", re.I)
POSSESSIVE = re.compile(r"\b(?:ours|theirs)\b|\b(?:its|our|their|his) (?:own |full |firm |complete )?"
                        r"(?:hands?|control|forces|troops|men|fighters)\b", re.I)
PLUPERFECT = re.compile(r"\bhad (?:\w+ )?(?:been|held|controlled|occupied|stayed|remained)\b")
# Who holds quarters of a town does not hold the town.
PART = re.compile(r"\b(?:(?:north|south|east|west)(?:ern)? (?:half|part|side|edge|quarters?|districts?|suburbs?)|half of|parts? of|"
                  r"quarters|neighbou?rhoods|districts|suburbs)\b", re.I)
# What a side had said before the report was written.
RECALLED = re.compile(r"\b(?:had (?:said|denied|claimed|announced|insisted)|who (?:denied|claimed|insisted|said) "
                      r"(?:last \w+|earlier|on \w+day))\b", re.I)
# Who lost no ground has what he had, be it a part or the whole.
NO_GROUND = re.compile(r"\bno (?:ground|territory|terrain)\b|\bnot (?:an?|one) (?:inch|metre|meter|foot)\b", re.I)
# Who enters the outskirts is not in the town.
OUTSIDE = re.compile(r"\b(?:outskirts|edges?|approaches|suburbs|fringes?) of\b", re.I)
PRESENT = frozenset({"enter", "deploy", "obstruct_aid", "detain", "abuse"})
STATES = frozenset({"hold", "deploy", "besiege"})
CHANGES = frozenset({"capture", "enter", "withdraw", "surrender"})
GAINS = frozenset({"capture", "hold", "repel"})
FIGHTS = frozenset({"clash", "attack", "shelling", "airstrike"})
BEFORE = 0.75
HOLD_POINTS = 4
SHORT_DAYS = 3
REPEAT_DAYS = 3
REFUTES_DAYS = 21
SOMEBODY = "?"


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim says of a place by itself, before it is set beside the others there.

    `order` (day of publication, document key, start, claim id) is where it stands among them; `coded` whether it is a row of a data set;
    `gainer` the side that a capture claims; `refutes` what a denial of a capture that names no side says of whoever had claimed one, with
    the last day that it is about.
    """

    order: tuple[str, str, int, str]
    told: Told
    found: tuple[Evidence, ...]
    coded: bool = False
    gainer: str = ""
    refutes: tuple[Evidence, int] | None = None


def evidence(setting: Setting) -> list[Evidence]:
    """Evidence of every claim that has a place of the size of a town or less, one voice counted once within three days."""
    return [e for _, mine in sorted(said(setting).items()) for e in weighed(mine)]


def said(setting: Setting) -> dict[str, list[Said]]:
    """By place what each claim says of it, in the setting's order."""
    usable = [(r, spot) for r in setting.reports if (spot := setting.spot(r)) and not spot.wide and _counts(r)]
    there: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for r, spot in usable:
        there[r.publication.key, spot.key].append(r)
    out: dict[str, list[Said]] = defaultdict(list)
    for r, spot in usable:
        if made := _said(setting, r, spot, there[r.publication.key, spot.key]):
            out[spot.key].append(made)
    return out


def _said(setting: Setting, r: Report, spot: Spot, there: list[Report]) -> Said | None:
    voice, taken = setting.speaker(r), r.claim.type == "capture"
    found = tuple(_of_claim(setting, r, spot, _day(setting, r, there)))
    gainer = _gainer(setting, r) if taken and r.claim.factuality != "denied" else ""
    nobody = taken and r.claim.factuality == "denied" and not (voice.party or setting.actors(r) or setting.targets(r))
    refutes = (_make(r, spot, voice, "", SOMEBODY, _last(r), denial=True), _last(r)) if nobody else None
    if not (found or gainer or refutes):
        return None
    order = (r.publication.day or "", r.publication.key, r.claim.start, r.claim.id)
    return Said(order, told_by(r, voice), found, coded(r), gainer, refutes)


def weighed(there: Sequence[Said]) -> list[Evidence]:
    """The evidence about one place: what its claims, in order, say of it, each beside the others."""
    voices = joined([s.told for s in there])
    found = [e if (origin := voices[s.told.key].origin) == e.origin else replace(e, origin=origin)
             for about in (_alone, _unfallen) for s, e in about(there)]
    return _once(_taken_back(_decided(_shared(found))))


def _alone(there: Sequence[Said]) -> Iterator[tuple[Said, Evidence]]:
    return ((s, e) for s in there for e in s.found)


def _unfallen(there: Sequence[Said]) -> Iterator[tuple[Said, Evidence]]:
    """"X has not fallen", said by no side and of no side: a denial of the latest capture that was claimed there."""
    claimed = [(ordinal(s.told.day), s.gainer) for s in there if s.gainer]
    for s in there:
        if s.refutes is None:
            continue
        denial, last = s.refutes
        out = ordinal(s.told.day)
        if before := [(day, side) for day, side in claimed if out - REFUTES_DAYS <= day <= out]:
            day, side = max(before)
            yield s, replace(denial, party=side, day=iso(max(day, last - 1)))


def _shared(found: list[Evidence]) -> list[Evidence]:
    """Where one voice of no side has two parties in a place on one day, it says that the place is shared."""
    seen: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for e in found:
        if _sees(e):
            seen[e.place, e.origin, e.day, e.published].add(e.party)
    return [replace(e, contested=True, party="", holds=False)
            if _sees(e) and len(seen.get((e.place, e.origin, e.day, e.published), ())) > 1 else e for e in found]


def _decided(found: list[Evidence]) -> list[Evidence]:
    """Without the fights that a change of the same day ended: what somebody without a stake, or the loser, says was taken that day was
    fought over before, and not any more at its end."""
    ended = {(e.place, e.day) for e in found if e.type in ("capture", "withdraw", "surrender") and not e.contested and not e.before
             and e.voice in ("against", "other", "outlet") and (e.holds == (e.type == "capture"))}
    # Who advances from a place that he holds is not kept out of it.
    has = {(e.place, e.origin, e.party, e.published) for e in found if e.holds and not e.before and not e.contested}
    return [e for e in found if not (e.contested and e.type in FIGHTS and (e.place, e.day) in ended)
            and not (e.type == "advance" and not e.holds and (e.place, e.origin, e.party, e.published) in has)]


def _sees(e: Evidence) -> bool:
    return e.holds and not e.contested and not e.before and e.voice in ("other", "outlet") and (e.type in STATES or e.type in PRESENT)


def _day(setting: Setting, r: Report, there: list[Report]) -> int:
    """The day at whose end it is said to be so, where the claim has no time of its own.

    A change that the same report dates is that change; one that goes against all that it dates ("retook the town, which
    had fallen to the rebels") came before them. Else it is the latest day that the report tells of at that place; else, for
    a state, the day before publication, whose end the writer knew; else the day of publication.
    """
    if r.claim.type == "hold" and (lost := [o for o in there if o.claim.sentence == r.claim.sentence and _ends(setting, o, r)]):
        # "Their last stronghold" is told of the town that they lose in the same breath.
        return min(days[0] - 1 if (days := told(o)) else _last(o) - RECENT_DAYS - 1 for o in lost)
    dated = [o for o in there if told(o)]
    changed = [o for o in dated if o.claim.type in CHANGES and o.claim.factuality == "certain"]
    if told(r):
        return _last(r)
    latest = max((_last(o) for o in dated), default=0) or _last(r) - (r.claim.type in STATES)
    if r.claim.type not in (*CHANGES, "repel") or r.claim.factuality != "certain" or not changed:
        return latest
    mine, theirs = _gainer(setting, r), {_gainer(setting, o) for o in changed}
    if mine in theirs:
        return max(_last(o) for o in changed if _gainer(setting, o) == mine)
    return latest if not mine or "" in theirs else min(days[0] for o in changed if (days := told(o))) - 1


def _gainer(setting: Setting, r: Report) -> str:
    """The party that gains a place by a change; "" where it is not known."""
    who, whom = setting.actors(r), setting.targets(r)
    loser = who[:1] if r.claim.type in ("withdraw", "surrender") else () if who else whom[:1]
    return setting.parties.foe(setting.country(r), loser[0]) if loser else who[0] if who else ""


def _loser(setting: Setting, r: Report) -> str:
    """The party that a change takes a place from; "" where it is not known."""
    who, whom = setting.actors(r), setting.targets(r)
    return next(iter(who if r.claim.type in ("withdraw", "surrender") else whom), "")


def _ends(setting: Setting, change: Report, hold: Report) -> bool:
    """Whether a change takes the place from those who are said to hold it."""
    if change.claim.type not in CHANGES or change.claim.factuality != "certain":
        return False
    who, takers = set(setting.actors(hold)), set(setting.actors(change))
    gain = change.claim.type in ("capture", "enter") and bool(takers) and not takers & who
    return bool(who) and (gain or _loser(setting, change) in who)


def _counts(r: Report) -> bool:
    return (not _told_before(r) and r.claim.type in table("evidence")["type"] and mode_of(r) != PLANNED and not r.found.background
            and r.found.place is not None and published(r) is not None and not away(r.found.place)
            and _placed(r) > 0 and not _impossible(r) and not _destination(r)
            and not (r.claim.type in (*FIGHTS, "deploy", "enter") and r.found.place.relation and r.found.place.relation.direction)
            and not (r.claim.type == "enter" and OUTSIDE.search(r.claim.sentence)))


def _told_before(r: Report) -> bool:
    """Whether a side's words are those of an earlier day, which the report only recalls: "the rebels had said that the town was theirs"."""
    before = r.claim.sentence[:max(0, r.claim.trigger.start - r.claim.start)]
    return any(s.kind == "party" for s in r.found.source) and RECALLED.search(before) is not None


def _impossible(r: Report) -> bool:
    """Whether a report of what happened has it after it was published, or, where a text and no table says so, more than a year before."""
    days, out = told(r), published(r)
    return bool(days and out and (days[0] > out + 1 or (days[1] < out - 366 and not coded(r))))


def _destination(r: Report) -> bool:
    """Whether those who leave go to the place rather than from it: "fled towards X", "the road to X"."""
    p, c = r.found.place, r.claim
    if c.type != "withdraw" or p is None or not c.start <= p.start < c.end:
        return False
    return bool(TO.search(c.sentence[max(0, p.start - c.start - 40):p.start - c.start]))


def tone(voice: Voice, gainer: str, loser: str) -> str:
    """How a voice stands to a claim in favour of `gainer` (or against `loser`): own, against, other, outlet or unnamed."""
    if voice.kind == "party":
        if not voice.party or not (gainer or loser):
            return "own"
        if gainer:
            return "own" if voice.party == gainer else "against"
        return "against" if voice.party == loser else "own"
    if voice.kind == "outlet":
        return "outlet"
    return "unnamed" if voice.kind == "unnamed" else "other"


def _of_claim(setting: Setting, r: Report, spot: Spot, day: int) -> Iterator[Evidence]:
    kind = r.claim.type
    who, whom = setting.actors(r), setting.targets(r)
    voice = setting.speaker(r)
    local = [p for p in who if p.startswith("state:") is False or p == f"state:{setting.country(r)}"] or list(who)
    a = local[0] if local else ""
    if r.claim.factuality == "denied":
        yield from _denied(r, spot, voice, (a, whom[0] if whom else ""), day)
    elif kind == "hold" and not a and RIVALS.search(r.claim.sentence):
        # That there is a dispute is the reporter's own word, and it is so still when he writes.
        for when in sorted({day, published(r) or day}):
            yield _make(r, spot, voice, "", "", when, contested=True, how="outlet")
    elif kind == "hold" and ((len(local) > 1 and _foes(local)) or (not a and BOTH.search(r.claim.sentence))):
        yield _make(r, spot, voice, "", "", day, contested=True)
    elif kind in GAINS:
        # "The town was in its hands, the army said": nobody but the speaker is meant.
        # "The army's push was repulsed", said by those whom it was against.
        own = kind == "repel" and voice.kind == "party" and bool(whom) and voice.party not in whom
        mine = voice.party if not r.found.actor and (own or (kind != "repel" and POSSESSIVE.search(r.claim.sentence))) else ""
        yield from _gained(r, spot, voice, (a or mine, next((w for w in whom if w != a), "")), day)
    elif kind in ("besiege", "advance") and a:
        yield _make(r, spot, voice, "", a, day, self_denial=voice.party == a)
    elif kind in ("withdraw", "surrender") and a:
        yield _make(r, spot, voice, "", a, day)
        if heir := next((w for w in whom if w != a), ""):  # who takes the surrender, who drives them out
            yield _make(r, spot, voice, heir, "", day)
        if eve := _eve(r, day):
            yield _make(r, spot, voice, a, "", eve, share=BEFORE, before=True)
            if heir:
                yield _make(r, spot, voice, "", heir, eve, share=BEFORE, before=True)
    elif kind == "enter" and not a and _station(r):
        yield _make(r, spot, voice, "", "", day, contested=True, how="own")
    elif kind in PRESENT and a:
        yield from _present(r, spot, voice, a, day)
    elif kind in FIGHTS and not (kind == "clash" and len({*who, *whom}) == 1 and r.found.actor and r.found.target):
        yield from _fought(r, spot, voice, day)


def _station(r: Report) -> bool:
    """Whether a station speaks of itself as the one that has the place: the word of a side that it does not name, so of a dispute."""
    return any(set(stems(a.name)) & word_set("sides", "medium") for a in r.found.actor)


def _present(r: Report, spot: Spot, voice: Voice, a: str, day: int) -> Iterator[Evidence]:
    accused = voice.kind == "party" and voice.party not in ("", a) and r.claim.type != "enter"
    yield _make(r, spot, voice, a, "", day, share=0.3 if accused else 1.0)
    if (days := told(r)) and not accused:
        if r.claim.type == "deploy" and days[0] < day:
            yield _make(r, spot, voice, a, "", days[0])
        if r.claim.type == "enter" and (eve := _eve(r, day)):
            yield _make(r, spot, voice, "", a, eve, share=BEFORE, before=True)


def _eve(r: Report, day: int) -> int | None:
    """The day before a change: the eve of its own time where that is short; where it has none, before what still is news."""
    days = told(r)
    if days:
        return days[0] - 1 if days[1] - days[0] < SHORT_DAYS else None
    return day - RECENT_DAYS - 1


def _foes(parties: list[str]) -> bool:
    return len({p.startswith("state:") for p in parties}) > 1


def _gained(r: Report, spot: Spot, voice: Voice, sides: tuple[str, str], day: int) -> Iterator[Evidence]:
    a, b = sides
    if not a:
        if b and r.claim.type != "hold":
            yield _make(r, spot, voice, "", b, day)
        elif not b and (_station(r) or (r.claim.type == "hold" and r.found.actor and PART.search(r.claim.sentence))):
            # "Their men still hold the southern half": somebody else has the other.
            yield _make(r, spot, voice, "", "", day, contested=True, how="own")
        return
    relation = r.found.place.relation if r.found.place else None
    part = r.claim.type == "hold" and ((relation is not None and bool(relation.direction)) or bool(PART.search(r.claim.sentence)))
    days = told(r)
    # "Had been theirs since May", in the writer's own words: until something came that is told elsewhere.
    over = r.claim.type == "hold" and voice.own_words and days and days[0] < day and PLUPERFECT.search(r.claim.sentence)
    if over:
        yield _make(r, spot, voice, "", a, day, share=BEFORE, before=True)
    else:
        yield _make(r, spot, voice, a, "", day, contested=part)
    if days and r.claim.type == "hold" and not part and r.found.when and "since" in r.found.when.text.casefold():
        # Who has held it since Monday did not on Sunday.
        yield _make(r, spot, voice, "", a, days[0] - 1, share=BEFORE, before=True)
    if days and r.claim.type == "hold" and not part and day >= days[0]:
        # A long hold is one claim, told of many days.
        for between in range(days[0], day, max(1, (day - days[0]) // HOLD_POINTS)):
            yield _make(r, spot, voice, a, "", between, share=1.0 if between == days[0] else BEFORE)
    if r.claim.type == "capture" and (eve := _eve(r, day)):
        yield _make(r, spot, voice, "", a, eve, share=BEFORE, before=True)
        if b:
            yield _make(r, spot, voice, b, "", eve, share=BEFORE, before=True)


def _denied(r: Report, spot: Spot, voice: Voice, sides: tuple[str, str], day: int) -> Iterator[Evidence]:
    """A denial of "a holds or took it (from b)": evidence against a, or for b or the denier where a is not said."""
    a, b = sides
    if r.claim.type not in (*GAINS, "enter", "deploy", "withdraw") or NO_GROUND.search(r.claim.sentence):
        return
    if r.claim.type == "withdraw":
        if a:
            yield _make(r, spot, voice, a, "", day, denial=True)
    elif a:
        owned = ADMITS.search(r.claim.sentence)  # "acknowledged that its troops had not yet entered": an admission and no denial
        yield _make(r, spot, voice, "", a, day, denial=not (owned and voice.party == a), self_denial=voice.party == a and not owned)
    elif b or voice.party:
        yield _make(r, spot, voice, b or voice.party, "", day, denial=True)


def _fought(r: Report, spot: Spot, voice: Voice, last: int) -> Iterator[Evidence]:
    days = told(r)
    if days and days[1] - days[0] >= 7:
        return
    first = max(days[0], last - SHORT_DAYS + 1) if days else last
    for day in range(first, last + 1):
        yield _make(r, spot, voice, "", "", day, contested=True)


def _last(r: Report) -> int:
    """The last day the claim may be about: of its own time, but not after publication."""
    out, days = published(r) or 0, told(r)
    return min(days[1], out) if days else out


def _make(r: Report, spot: Spot, voice: Voice, gainer: str, loser: str, day: int, *, contested: bool = False,
          share: float = 1.0, denial: bool = False, self_denial: bool = False, before: bool = False, how: str = "") -> Evidence:
    # What a change says of the day before is told in the interest in which the change is.
    how = how or (tone(voice, loser, gainer) if before else tone(voice, gainer, loser))
    if self_denial:
        how = "own"
    if voice.kind == "party" and voice.party.startswith("state:") and voice.party not in (gainer, loser, f"state:{spot.country}"):
        # Another state's word on who holds what is neither its own cause nor an admission.
        how = "outlet"
    w = weight("evidence", "voice", how) * weight("evidence", "type", r.claim.type)
    w *= weight("evidence", "factuality", r.claim.factuality, 1.0) * weight("evidence", "verification", r.claim.verification or "", 1.0)
    w *= share * (weight("evidence", "denial", how) if denial else 1.0) * _placed(r)
    # A claim that was misread says nothing: the likelihood ratio is a mixture with 1.
    p = min(1.0, max(0.0, r.claim.probability * r.found.probability))
    w = math.log10(p * 10 ** w + 1 - p)
    return Evidence(spot.key, iso(day), gainer or loser, bool(gainer), contested, round(w, 4), how, voice.origin, r.claim.id,
                    r.claim.type, r.publication.day or "", before, r.claim.verification == "disputed")


def _placed(r: Report) -> float:
    """How much remains of a claim's weight where its place is in doubt: none of it up to 0.25, all of it from 0.75 on.

    A place that was only lent by the text around, and that its own rank does not bear out, tells nothing."""
    p = r.found.place.probability if r.found.place else 0.0
    low, high = weight("evidence", "place", "none"), weight("evidence", "place", "all")
    return 0.0 if lent(r) and p < weight("evidence", "place", "lent") else min(1.0, max(0.0, (p - low) / (high - low)))


def _taken_back(found: list[Evidence]) -> list[Evidence]:
    """Without what a side had said in its own favour of days from which it later admits that it had lost the place."""
    admitted: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for e in found:
        if e.voice == "against" and not (e.contested or e.before):
            admitted[e.place, e.origin].append(e)

    def void(e: Evidence) -> bool:
        return e.voice == "own" and not (e.contested or e.before) and any(
            e.published < a.published and e.day >= a.day and (e.party == a.party) == (e.holds != a.holds)
            for a in admitted.get((e.place, e.origin), ()))
    return [e for e in found if not void(e)]


def _once(found: list[Evidence]) -> list[Evidence]:
    """Of what one origin says again within three days, the strongest alone, unless another voice said otherwise in between: who repeats a
    claim against a contrary one answers it."""
    kept: dict[tuple[str, str, str, bool, bool, bool], list[Evidence]] = {}
    there: dict[str, list[Evidence]] = defaultdict(list)
    for e in found:
        there[e.place].append(e)
    for e in sorted(found, key=lambda e: (-e.weight, e.day, e.claim)):
        mine = kept.setdefault((e.place, e.origin, e.party, e.holds, e.contested, e.before), [])
        if all(abs(ordinal(o.day) - ordinal(e.day)) > (0 if e.contested else REPEAT_DAYS) or _answered(o, e, there[e.place]) for o in mine):
            mine.append(e)
    return sorted((e for mine in kept.values() for e in mine), key=lambda e: (e.place, e.day, e.claim, e.party, e.holds))


def _answered(a: Evidence, b: Evidence, there: list[Evidence]) -> bool:
    """Whether another origin claims the contrary of what `a` and `b` say of a day after the earlier and up to the later of them."""
    first, last = sorted((a.day, b.day))
    return not a.contested and any(first < o.day <= last and o.origin != a.origin and not o.contested and not o.before
                                   and (o.holds != a.holds if o.party == a.party else o.holds and a.holds) for o in there)
