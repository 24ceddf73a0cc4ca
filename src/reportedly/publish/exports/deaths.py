"""Deaths as codebooks count them: ACLED's one conservative number, UCDP's low, best and high by side."""
from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from ...model.vague import ranged
from .facts import said, sentences, which
from .material import Case, actors

SEVERAL = 3  # what a bare plural is to ACLED


def acled(case: Case) -> tuple[int, bool]:
    """The most conservative number of dead that a report gives, 0 where none does; and whether reports disagree."""
    by_claim: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for f in case.event.get("figures") or ():
        if f["what"] == "killed" and f["status"] == "current":
            by_claim[f["claim"]][f["text"], f["whose"]] = ranged(f, "acled")[0]
    sums = [sum(found.values()) for found in by_claim.values()]
    return (min(sums), len(set(sums)) > 1) if sums else (SEVERAL if _several(case) else 0, False)


def _several(case: Case) -> bool:
    """Several are said to have been killed, and no number is: "they killed villagers"."""
    if case.event["type"] != "kill":
        return False
    last = [" ".join(str(a["name"]).casefold().split()[-1:]) for a in actors(case, "target")]
    return any(which("plural", word) for word in last)


def with_bomber(case: Case, dead: int) -> int:
    """A toll with the one who carried the bomb: at least that one dies, and counts beside the others where the text says so."""
    named = any("bomber" in c["who"].casefold() for claim in case.claims for c in claim["counts"] if c["what"] == "killed")
    return dead + 1 if said("bomber", sentences(case), "beside") and not named else max(dead, 1)


def divided(total: int, days: int) -> list[int]:
    """A total over several days: equal parts, the remainder on the first."""
    part, rest = divmod(total, days)
    return [part + rest, *[part] * (days - 1)]


@dataclass(frozen=True, slots=True)
class Deaths:
    """UCDP's numbers: by side (they add up to best), and the range. `open` where a report gives no upper bound."""

    a: int
    b: int
    civilians: int
    unknown: int
    best: int
    low: int
    high: int
    open: bool


def ucdp(case: Case) -> Deaths | None:
    """UCDP's numbers, or None where no report gives a death."""
    killed = case.event.get("killed")
    if not killed:
        return None
    low, best, high = (killed.get(k) for k in ("low", "best", "high"))
    best = best if best is not None else low or 0
    low = low if low is not None else best
    top = max(high if high is not None else best, best)
    if not top:
        return None
    a, b, civilians = _by_side(case)
    if a + b + civilians > best:
        a = b = civilians = 0
    return Deaths(a, b, civilians, best - a - b - civilians, best, min(low, best), top, _open(case))


def _open(case: Case) -> bool:
    """Whether a figure that counts has no upper bound."""
    return any(f["what"] == "killed" and f["status"] == "current" and f["high"] is None for f in case.event.get("figures") or ())


def _by_side(case: Case) -> tuple[int, int, int]:
    """Deaths of side A (the actor), side B (the target) and civilians that one claim's words tell: the claim that tells most."""
    found = [(0, 0, 0)]
    for claim in case.claims:
        sums = {"a": 0, "b": 0, "civilians": 0, "": 0}
        for c in claim["counts"]:
            if c["what"] == "killed":
                sums[whose(case, c["who"])] += c["low"] or 0
        found.append((sums["a"], sums["b"], sums["civilians"]))
    return max(found, key=sum)


def whose(case: Case, words: str) -> str:
    """Whose dead the words mean: a, b, civilians, or "" where they do not tell."""
    told = words.casefold()
    for key, role in (("a", "actor"), ("b", "target")):
        for actor in actors(case, role):
            name = str(actor["name"]).casefold()
            if name and re.search(rf"\b{re.escape(name)}\b", told) and which("heads", name) != "civilians":
                return key
    if which("heads", told) == "civilians":
        return "civilians"
    return ""
