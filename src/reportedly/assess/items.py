"""Items: a report seen as a candidate for merging: its group, place, days and sides."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..model.event import Report
from .days import HISTORY_DAYS, RECENT_DAYS, published, told
from .names import telling
from .setting import Setting
from .tables import table

ACTUAL, DENIED, PLANNED, PAST = "actual", "denied", "planned", "past"


@dataclass(frozen=True, slots=True)
class Item:
    """`mode` is actual, denied, planned or past; `first`, `last` the days within which it happened, `told` whether the text says
    so; `actor`, `target` keys of parties; `victims` the telling words of targets that are no party."""

    report: Report
    group: str
    place: str
    mode: str
    first: int
    last: int
    told: bool
    out: int
    actor: tuple[str, ...]
    target: tuple[str, ...]
    victims: frozenset[str]
    words: frozenset[str]

    @property
    def key(self) -> tuple[str, str]:
        return self.report.publication.key, self.report.claim.id

    @property
    def type(self) -> str:
        return self.report.claim.type


def group_of(kind: str) -> str:
    """The group within which a type's claims may merge; the type itself where the table has none."""
    found: str = table("merge")["group"].get(kind, kind)
    return found


def mode_of(report: Report) -> str:
    """Whether it happened, did not, is to happen, or is history."""
    if report.found.background:
        return PAST
    if report.claim.factuality == "denied" and report.claim.tense == "future":
        return PLANNED  # "we shall not take the town"
    return {"denied": DENIED, "future": PLANNED}.get(report.claim.factuality, ACTUAL)


LOOK_BACK, CONTINUES_DAYS = 12, 2
CONTINUES = re.compile(r"\b(?:still|continu\w+|go(?:es|ing)? on|went on|resum\w+|second day|third day|persist\w*)\b", re.I)


def _continued(made: list[Item]) -> list[Item]:
    """Fights that are told to go on begin with the fight that the same report has told of a day before."""
    out: list[Item] = []
    for i in made:
        before = [o for o in out[-LOOK_BACK:] if _goes_on(o, i)]
        told_so = before and i.told and CONTINUES.search(i.report.claim.sentence)
        out.append(replace(i, first=before[-1].first, place=i.place or before[-1].place) if told_so else i)
    return out


def _goes_on(before: Item, i: Item) -> bool:
    return (before.report.publication.key == i.report.publication.key and before.group == i.group == "fight" and before.told
            and before.mode == i.mode and 0 < i.first - before.first <= CONTINUES_DAYS and (not i.place or before.place in ("", i.place)))


def items(setting: Setting) -> list[Item]:
    """All reports as items, in the setting's order. A claim without a time takes the days its document tells of at that place."""
    spans: dict[tuple[str, str], tuple[int, int]] = {}
    for r in setting.reports:
        days, spot = told(r), setting.spot(r)
        if days and spot and mode_of(r) in (ACTUAL, DENIED) and days[1] - days[0] < HISTORY_DAYS:
            key = r.publication.key, spot.key
            low, high = spans.get(key, days)
            spans[key] = min(low, days[0]), max(high, days[1])
    return _continued([_item(setting, r, spans) for r in setting.reports])


def _item(setting: Setting, r: Report, spans: dict[tuple[str, str], tuple[int, int]]) -> Item:
    spot = setting.spot(r)
    # A truce holds, and is broken, in other places than where it was signed.
    place = spot.key if spot and group_of(r.claim.type) not in table("merge")["anywhere"]["groups"] else ""
    days, out = told(r), published(r) or 0
    mode = mode_of(r)
    if days:
        first, last = days
    elif mode == PLANNED:
        first, last = out, out + HISTORY_DAYS
    elif (r.publication.key, place) in spans:
        low, high = spans[r.publication.key, place]
        first, last = min(low, out - 1), max(high, min(out, high + 1))
    else:
        first, last = out - RECENT_DAYS, out
    parties = set(setting.targets(r))
    victims = frozenset(w for a in r.found.target if setting.parties.of(setting.country(r), a.name) not in parties
                        for w in telling(a.name) or {a.name.casefold()}) - people_words()
    return Item(r, group_of(r.claim.type), place, mode, first, last, days is not None, out, setting.actors(r), setting.targets(r),
                victims, content_words(r.claim.sentence))


_COMMON = frozenset((
    "the", "and", "that", "with", "from", "have", "been", "were", "their", "they", "said", "says", "this", "which", "after",
    "would", "more", "than", "into", "his", "its", "for",
    "was", "had", "but", "not", "who", "are", "has", "on", "in", "at", "of", "to", "a", "by", "it", "as", "an", "he", "be",
    "or", "will", "when", "one", "two", "also", "about",
))


def content_words(sentence: str) -> frozenset[str]:
    """Lower-case words of four letters and more that are not of the commonest."""
    return frozenset(w for w in (x.strip(".,;:!?\"'()“”’").lower() for x in sentence.split()) if len(w) > 3 and w not in _COMMON)


def people_words() -> frozenset[str]:
    """Words for people in general."""
    return frozenset(table("merge")["people"]["words"])


def sorted_items(found: Iterable[Item]) -> list[Item]:
    """A fixed order: by day, end, publication, key."""
    return sorted(found, key=lambda i: (i.first, i.last, i.out, i.key))
