"""Which claims report one event.

Claims are blocked by group and place, so that a new report is compared with those of its own place and days only. Within a
block, groups are joined best pair first, and only while the mean over all pairs between them speaks for it and no pair
forbids it: one bad link cannot glue two days of fighting together. Changes of control are followed along each
place's own time instead (`changes.py`). The result does not depend on the order of the reports.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model.claim import Claim
from ..model.event import Publication, Report
from ..model.reference import Resolution
from .changes import changes
from .items import Item, items, sorted_items
from .pairs import NEVER, Scored, compatible, conflict, score
from .setting import Setting, make_setting
from .tables import weight

TOLL_CHARACTERS = 200


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
    """Every claim in exactly one cluster."""
    blocks: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items(setting):
        blocks[item.group, item.place].append(item)
    out: list[Cluster] = []
    for (group, place), mine in sorted(blocks.items()):
        if group == "control" and place:
            out += [Cluster(tuple(c.items), group, c.side, frozenset(c.denies), tuple(c.because)) for c in changes(setting, mine)]
        else:
            out += [Cluster(tuple(sorted_items(c)), group, because=why) for c, why in join(mine)]
    return _tolls(out)


def _tolls(found: list[Cluster]) -> list[Cluster]:
    """A toll without means or time belongs to the change of control that the same report has just told of at that place."""
    takings = [c for c in found if c.group == "control" and c.side and any(i.type == "capture" for i in c.items)]
    extra: dict[int, list[Item]] = defaultdict(list)
    left = []
    for c in found:
        tolls = c.group == "fight" and c.items[0].place and all(i.type in ("kill", "injure") and not i.told for i in c.items)
        near = [t for t in takings if t.items[0].place == c.items[0].place and all(_just_told(i, t) for i in c.items)] if tolls else []
        if near and all(i.mode == "actual" for i in c.items):
            extra[id(near[0])] += c.items
        else:
            left.append(c)
    return [replace(c, items=(*c.items, *extra[id(c)]), because=(*c.because, "its toll, told just after")) if id(c) in extra else c
            for c in left]


def _just_told(i: Item, taking: Cluster) -> bool:
    about = i.report.publication.key
    return any(o.report.publication.key == about and o.type == "capture" and o.mode == "actual"
               and 0 <= i.report.claim.start - o.report.claim.end <= TOLL_CHARACTERS for o in taking.items)


def join(found: Sequence[Item]) -> list[tuple[list[Item], tuple[str, ...]]]:
    """Groups of items by mean-link agglomeration under the conflicts of `pairs.conflict`, with the best pair's reasons."""
    order = sorted_items(found)
    links: dict[tuple[int, int], Scored] = {}
    for i, a in enumerate(order):
        for j in range(i + 1, len(order)):
            if order[j].first > a.last + 1:
                if not a.told or order[j].told:
                    break
                continue
            if compatible(a, order[j]):
                links[i, j] = score(a, order[j])
    home = list(range(len(order)))
    groups = {i: [i] for i in home}
    why: dict[int, tuple[str, ...]] = {}
    ranked = sorted(links.items(), key=lambda x: (-x[1][0], order[x[0][0]].key, order[x[0][1]].key))
    for (x, y), (odds, reasons) in ranked:
        if odds <= weight("merge", "join", "least"):
            break
        keep, drop = home[x], home[y]
        if keep != drop and _mean(groups[keep], groups[drop], links, order) > weight("merge", "join", "least"):
            for k in groups[drop]:
                home[k] = keep
            groups[keep] += groups.pop(drop)
            why.setdefault(keep, reasons)
    return [([order[k] for k in sorted(g)], why.get(n, ())) for n, g in sorted(groups.items())]


def _mean(a: list[int], b: list[int], links: dict[tuple[int, int], Scored], order: list[Item]) -> float:
    total = 0.0
    for i in a:
        for j in b:
            if conflict(order[i], order[j]):
                return NEVER
            link = links.get((min(i, j), max(i, j)))
            total += link[0] if link else weight("merge", "join", "missing")
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
