"""What a person should look at first: how much hangs on an event, and why, in words."""
from __future__ import annotations

from math import log10

from ..model.rows import Row

CHANGES = frozenset(("capture", "withdraw", "surrender", "enter"))
SETTLED = frozenset(("past", "planned", "refuted"))
MANY = 10
DOUBT = 0.5


def reasons(event: Row, surest: float) -> tuple[int, list[Row]]:
    """Weight 0 to 100 and the reasons (kind, words) why a person should check an event; (0, []) where nothing hangs on it.

    `surest` is the greatest probability, over its claims, that all of the claim was read rightly.
    """
    found: list[tuple[float, str, str]] = []
    if event["type"] in CHANGES and event["place"] and event["standing"] not in SETTLED:
        firm, place = event["standing"] == "established", event["place"]
        found.append((30 if firm else 45, "changes", f"says who holds {place}" if firm else f"who holds {place} hangs on it"))
    if event["killed"] and (dead := next((n for k in ("best", "low") if (n := event["killed"][k]) is not None), 0)) >= MANY:
        found.append((min(40.0, 10 + 12 * log10(dead)), "deaths", f"{dead} killed"))
    found += _contradictions(event)
    if event["grade"] and event["grade"]["probability"] < DOUBT and event["standing"] not in SETTLED:
        found.append((12, "doubt", f"grade {event['grade']['code']}: {event['grade']['because']}"))
    if surest < DOUBT:
        found.append((15 * (1 - surest) + 5, "doubt", f"read with little confidence ({round(100 * surest)}%)"))
    return min(100, round(sum(w for w, _, _ in found))), [{"kind": kind, "words": words} for _, kind, words in found]


def _contradictions(event: Row) -> list[tuple[float, str, str]]:
    yes = sum(o["stance"] == "affirms" for o in event["origins"])
    no = sum(o["stance"] in ("denies", "doubts") for o in event["origins"])
    out: list[tuple[float, str, str]] = []
    if yes and no:
        out.append((30, "contradiction", f"{yes} for it, {no} against it"))
    by: dict[str, list[int]] = {}
    for f in event["figures"]:
        if f["what"] == "killed" and f["status"] == "current" and f["low"] is not None:
            by.setdefault(f["claimant"], []).append(f["low"])
    low, high = min((min(n) for n in by.values()), default=0), max((max(n) for n in by.values()), default=0)
    if len(by) > 1 and high >= MANY and high >= 2 * max(low, 1):
        out.append((18, "contradiction", f"one says {low} killed, another {high}"))
    return out
