"""Which claims report one event.

Claims are blocked by group and place, so that a new report is compared with those of its own place and days only. Within a
block, groups are joined best pair first, and only while the mean over all pairs between them speaks for it and no pair
forbids it: one bad link cannot glue two days of fighting together. Changes of control are followed along each
place's own time instead (`changes.py`). The result does not depend on the order of the reports.
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model.claim import Claim
from ..model.event import Publication, Report
from ..model.reference import Resolution
from .changes import changes
from .days import published
from .items import Item, items, sorted_items
from .pairs import Scored, apart, compatible, reasons, score, span_of
from .setting import Setting, make_setting
from .stories import stories
from .tables import table, weight

TOLL_CHARACTERS = 200
THE_DEAD = re.compile(r"\b(?:the|its) (?:dead|toll|death toll|losses|number (?:of (?:the )?)?(?:dead|deaths|killed))\b", re.I)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims of one happening in a fixed order.

    `side` is the party that gains a place by it, `denies` the keys of the claims that deny it, `because` why they are together.
    """

    items: tuple[Item, ...]
    group: str
    side: str = ""
    denies: frozenset[tuple[str, str]] = frozenset()
    because: tuple[str, ...] = ()


def merge(setting: Setting) -> list[Cluster]:
    """Every claim in exactly one cluster: first within each document, then across those of one group and place."""
    by_doc: dict[tuple[str, str], list[Item]] = defaultdict(list)
    blocks: dict[tuple[str, str], list[list[Item]]] = defaultdict(list)
    for item in items(setting):
        if item.group == "control" and item.place:
            blocks[item.group, item.place].append([item])
        else:
            by_doc[item.report.publication.key, item.group].append(item)
    anywhere = table("merge")["anywhere"]["groups"]
    told = [_shared(group) for _, mine in sorted(by_doc.items()) for group, _ in join([[i] for i in sorted_items(mine)])]
    told = _told_before(told)
    told_in = _stories(setting, {g[0].report.publication.key for g in told if not g[0].place and g[0].group not in anywhere})
    for shared in told:
        # Without a place, only reports of one story are compared.
        where = shared[0].place or (f"country {setting.country(shared[0].report)}" if shared[0].group in anywhere
                                    else f"story {told_in[shared[0].report.publication.key]}")
        blocks[shared[0].group, where].append(shared)
    out = [Cluster(tuple(c.items), kind, c.side, frozenset(c.denies), tuple(c.because))
           for (kind, _), groups in sorted(blocks.items()) if kind == "control" for c in changes(setting, [i for g in groups for i in g])]
    # What a report tells of the dead right after a capture is that capture's toll before it is compared with other reports' fights.
    out = _tolls([*out, *(Cluster(tuple(g), "fight") for g in told if g[0].group == "fight")])
    loose = {c.items[0].key for c in out if c.group == "fight"}
    out = [c for c in out if c.group == "control"]
    for (kind, _), groups in sorted(blocks.items()):
        if kind != "control":
            rest = [g for g in groups if kind != "fight" or g[0].key in loose]
            out += [Cluster(tuple(sorted_items(c)), kind, because=why) for c, why in join(rest)]
    return _decided(_tolls(out), setting)


def _told_before(told: list[list[Item]]) -> list[list[Item]]:
    """"A deputy put the dead at 500" is of the fight that the same report told of last, where it says neither place nor day itself."""
    by_doc: dict[str, list[list[Item]]] = defaultdict(list)
    for g in told:
        if g[0].group == "fight":
            by_doc[g[0].report.publication.key].append(g)
    home: dict[int, list[Item]] = {}
    for mine in by_doc.values():
        for g in filter(_toll_alone, mine):
            near = [(gap, n) for n, o in enumerate(mine) if not _toll_alone(o) and o[0].mode == "actual"
                    and (g[0].place in ("", o[0].place) or all(map(_speakers_own, g))) and (gap := _after(g, o)) <= TOLL_CHARACTERS]
            if near:
                home[id(g)] = mine[min(near)[1]]
    extra: dict[int, list[Item]] = defaultdict(list)
    for g in told:
        if fight := home.get(id(g)):
            extra[id(fight)] += [replace(i, place=fight[0].place, first=fight[0].first, last=fight[0].last) for i in g]
    return [[*g, *extra[id(g)]] for g in told if id(g) not in home]


def _toll_alone(group: list[Item]) -> bool:
    """Whether a report's claims of one event are a toll and nothing else: "the dead" of what it has told before."""
    return all(i.type in ("kill", "injure") and i.mode == "actual" and not i.told and THE_DEAD.search(i.report.claim.sentence)
               for i in group)


def _speakers_own(i: Item) -> bool:
    """Whether a claim's place only tells where who speaks is: "a deputy in Lira put the dead at 500"."""
    place, said = i.report.found.place, i.report.claim.source
    who = said[-1].mention if said else None
    return place is not None and who is not None and who.start < place.start < said[-1].cue.start


def _after(group: list[Item], other: list[Item]) -> int:
    """How many characters `group` stands after the last of `other` before it; more than any text has where none is."""
    at = min(i.report.claim.start for i in group)
    return at - max((end for i in other if (end := i.report.claim.end) <= at), default=at - (1 << 40))


def _stories(setting: Setting, wanted: set[str]) -> dict[str, str]:
    """The story of each of the documents with these keys, by its claims' sentences; named by the first document of it."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    days: dict[str, int] = {}
    for r in setting.reports:
        if r.publication.key in wanted:
            words[r.publication.key][r.claim.sentence] = None
            days[r.publication.key] = published(r) or 0
    keys = sorted(words)
    found = stories([" ".join(words[k]) for k in keys], days=[days[k] for k in keys])
    return {k: keys[n] for k, n in zip(keys, found, strict=True)}


def _decided(found: list[Cluster], setting: Setting) -> list[Cluster]:
    """What people took apart or put together goes over what was concluded."""
    for keys in setting.decided.apart:
        for c in [c for c in found if any(i.key in keys for i in c.items) and not all(i.key in keys for i in c.items)]:
            out, stay = (tuple(i for i in c.items if (i.key in keys) == wanted) for wanted in (True, False))
            found[found.index(c)] = replace(c, items=stay)
            found.append(replace(c, items=out, because=("set apart by decision",)))
    for keys in setting.decided.together:
        mine = [c for c in found if any(i.key in keys for i in c.items)]
        if len(mine) > 1:
            first = max(mine, key=lambda c: (len(c.items), c.items[0].key))
            items_ = tuple(sorted_items(i for c in mine for i in c.items))
            denies = frozenset(k for c in mine for k in c.denies)
            found = [c for c in found if c not in mine]
            found.append(replace(first, items=items_, denies=denies, because=(*first.because, "put together by decision")))
    return found


def _shared(group: list[Item]) -> list[Item]:
    """The claims of one event in one report share its place and, where they have none, its days."""
    places = Counter(i.place for i in group if i.place)
    place = min(places, key=lambda p: (-places[p], p)) if places else ""
    dated = [i for i in group if i.told]
    if not dated:
        return [replace(i, place=place) for i in group]
    low, high = max(i.first for i in dated), min(i.last for i in dated)
    if low > high:
        low, high = min(i.first for i in dated), max(i.last for i in dated)
    return [replace(i, place=place) if i.told else replace(i, place=place, first=low, last=high) for i in group]


def _tolls(found: list[Cluster]) -> list[Cluster]:
    """A toll without means or time belongs to the change of control that the same report has just told of at that place, or at the place
    that the report has just told of where the toll has none."""
    takings = [c for c in found if c.group == "control" and c.side and any(i.type == "capture" for i in c.items)]
    by_place: dict[str, list[Cluster]] = defaultdict(list)
    by_doc: dict[str, list[Cluster]] = defaultdict(list)
    for c in takings:
        by_place[c.items[0].place].append(c)
        for key in sorted({i.report.publication.key for i in c.items}):
            by_doc[key].append(c)
    extra: dict[int, list[Item]] = defaultdict(list)
    left = []
    for c in found:
        tolls = c.group == "fight" and all(i.type in ("kill", "injure") and i.mode == "actual" for i in c.items)
        mine = by_place[c.items[0].place] if c.items[0].place else by_doc[c.items[0].report.publication.key]
        near = [t for t in mine if all(_just_told(i, t) for i in c.items)] if tolls else []
        if near:
            extra[id(near[0])] += c.items
        else:
            left.append(c)
    return [replace(c, items=(*c.items, *extra[id(c)]), because=(*c.because, "its toll, told just after")) if id(c) in extra else c
            for c in left]


def _just_told(i: Item, taking: Cluster) -> bool:
    about = i.report.publication.key
    mine = i.report.claim
    return any(o.report.publication.key == about and o.type == "capture" and o.mode == "actual"
               and ((mine.start == o.report.claim.start and mine.trigger.start > o.report.claim.trigger.start)
                    or (not i.told and 0 <= mine.start - o.report.claim.end <= TOLL_CHARACTERS)) for o in taking.items)


def join(seeds: Sequence[Sequence[Item]]) -> list[tuple[list[Item], tuple[str, ...]]]:
    """Groups of items by mean-link agglomeration from `seeds` under the conflicts of `pairs.apart`, with the best pair's
    reasons. Items of one seed stay together."""
    order = sorted_items(i for s in seeds for i in s)
    at = {i.key: n for n, i in enumerate(order)}
    home = {at[i.key]: min(at[o.key] for o in s) for s in seeds for i in s}
    groups: dict[int, list[int]] = defaultdict(list)
    for k, h in sorted(home.items()):
        groups[h].append(k)
    links = _links(order)
    spans = {h: span_of([order[k] for k in g]) for h, g in groups.items()}
    why: dict[int, tuple[str, ...]] = {}
    least = weight("merge", "join", "least")
    likely = ((pair, scored) for pair, scored in links.items() if scored[0] > least)
    ranked = sorted(likely, key=lambda x: (-x[1][0], order[x[0][0]].key, order[x[0][1]].key))
    for (x, y), (_, parts) in ranked:
        keep, drop = home[x], home[y]
        if keep == drop or apart(spans[keep], spans[drop]):
            continue
        if _mean(groups[keep], groups[drop], links) > least:
            for k in groups[drop]:
                home[k] = keep
            groups[keep] += groups.pop(drop)
            spans[keep] = span_of([order[k] for k in groups[keep]])
            why.setdefault(keep, reasons(parts))
    return [([order[k] for k in sorted(g)], why.get(n, ())) for n, g in sorted(groups.items())]


def _links(order: list[Item]) -> dict[tuple[int, int], Scored]:
    """Scores of the pairs worth comparing: of one document, or of days that meet."""
    links: dict[tuple[int, int], Scored] = {}
    by_doc: dict[str, list[int]] = defaultdict(list)
    for n, i in enumerate(order):
        by_doc[i.report.publication.key].append(n)
    pairs = {(x, y) for mine in by_doc.values() for k, x in enumerate(mine) for y in mine[k + 1:]}
    running: list[int] = []
    for n, i in enumerate(order):
        running = [m for m in running if order[m].last + 1 >= i.first]
        pairs |= {(m, n) for m in running}
        running.append(n)
    for x, y in pairs:
        if compatible(order[x], order[y]):
            links[x, y] = score(order[x], order[y])
    return links


def _mean(a: list[int], b: list[int], links: dict[tuple[int, int], Scored]) -> float:
    total, missing = 0.0, weight("merge", "join", "missing")
    for i in a:
        for j in b:
            link = links.get((i, j) if i < j else (j, i))
            total += link[0] if link else missing
    return total / (len(a) * len(b))


def number_events(claims: Sequence[Claim], resolutions: Sequence[Resolution], published: str | None = None) -> tuple[int, ...]:
    """Numbers of happenings within one document, from 1, in the order of first mention: claims with one number report one event.

    `published` is the document's day (ISO 8601) where known.
    """
    if not claims:
        return ()
    about = Publication(claims[0].document or claims[0].doc, claims[0].doc, published)
    reports = [Report(about, c, r) for c, r in zip(claims, resolutions, strict=True)]
    clusters = merge(make_setting(reports))
    of = {i.report.claim.id: n for n, c in enumerate(clusters) for i in c.items}
    numbers: dict[int, int] = {}
    out = []
    for claim in sorted(claims, key=lambda c: (c.start, c.trigger.start)):
        numbers.setdefault(of[claim.id], len(numbers) + 1)
    for claim in claims:
        out.append(numbers[of[claim.id]])
    return tuple(out)
