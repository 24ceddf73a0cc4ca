"""Stories: which documents tell of the same story, by their words alone (tf-idf cosine, mean-link clustering).

Same words mean the same event only within a story: "the attack" of one report is that of another where both are about
the same people and places. Used where claims have no place to block on.
"""
from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

LEAST = 0.19
# A word in more documents than this says little about which story they tell, and comparing them all would cost the square.
COMMON = 80
# So far apart two texts of one story are published at most.
STORY_DAYS = 30
WORD = re.compile(r"[a-z][a-z'-]{2,}|\d+")


def stem(word: str) -> str:
    """A word without its commonest endings: "attacks", "attacked" and "attacking" are one."""
    w = word.lower()
    for end, least in (("ies", 3), ("ing", 4), ("ed", 3), ("es", 4), ("s", 3), ("e", 4)):
        if w.endswith(end) and len(w) - len(end) >= least and not (end == "s" and w.endswith("ss")):
            w = w[:-len(end)]
            break
    return w[:-1] if len(w) > 3 and w[-1] == w[-2] and w[-1] not in "sl" else w


def vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """Unit tf-idf vectors by stem."""
    bags = [Counter(stem(w) for w in WORD.findall(t.lower())) for t in texts]
    seen = Counter(w for b in bags for w in b)
    out = []
    for bag in bags:
        v = {w: (1 + math.log(n)) * math.log(len(texts) / seen[w]) for w, n in bag.items() if seen[w] < len(texts)}
        size = math.sqrt(sum(x * x for x in v.values())) or 1.0
        out.append({w: x / size for w, x in v.items()})
    return out


def stories(texts: Sequence[str], least: float = LEAST, days: Sequence[int] | None = None) -> list[int]:
    """A number for each text, the same for texts of one story; `least` is the least mean cosine between two groups to join.

    `days` are the days of publication (ordinals): only texts within `STORY_DAYS` of one another are compared, so that a text costs the same
    in a large collection as in a small one. Texts that share no word of weight are never compared.
    """
    found = vectors(texts)
    when = days or [0] * len(texts)
    postings: dict[str, list[int]] = defaultdict(list)
    for i in sorted(range(len(texts)), key=lambda i: (when[i], i)):
        for w in found[i]:
            postings[w].append(i)
    like: dict[int, dict[int, float]] = {i: defaultdict(float) for i in range(len(texts))}
    for w, docs in postings.items():
        end = 0
        for x, i in enumerate(docs):
            while end < len(docs) and when[docs[end]] - when[i] <= STORY_DAYS:
                end += 1
            if end - x > COMMON:
                continue
            for j in docs[x + 1:end]:
                like[i][j] += found[i][w] * found[j][w]
                like[j][i] += found[i][w] * found[j][w]
    return _join(like, len(texts), least)


def _join(sums: dict[int, dict[int, float]], count: int, least: float) -> list[int]:
    """Mean-link agglomeration; `sums` holds the sum of the similarities between two groups."""
    size = dict.fromkeys(range(count), 1)
    members = {i: [i] for i in range(count)}
    heap = [(-s, i, j) for i, row in sums.items() for j, s in row.items() if i < j and s >= least]
    heapq.heapify(heap)
    while heap:
        s, i, j = heapq.heappop(heap)
        if i not in size or j not in size or abs(-s - sums[i].get(j, 0.0) / (size[i] * size[j])) > 1e-12:
            continue
        for k, v in sums.pop(j).items():
            sums[k].pop(j, None)
            if k != i:
                sums[i][k] = sums[i].get(k, 0.0) + v
                sums[k][i] = sums[i][k]
        sums[i].pop(j, None)
        size[i] += size.pop(j)
        members[i] += members.pop(j)
        for k, v in sums[i].items():
            if (mean := v / (size[i] * size[k])) >= least:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    home = list(range(count))
    for i, mine in members.items():
        for k in mine:
            home[k] = i
    return home
