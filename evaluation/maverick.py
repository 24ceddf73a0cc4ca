"""Predict a held-out report of an event from its siblings: deaths, first actor, place (MAVERICK, election violence).

    python evaluation/maverick.py CORPUS.csv

For every event with three reports or more, each report in turn is held out and predicted by plain mode, by the mode whose
ties go to the value that is commonest in the *other* events ("plausible") or to the one that most siblings place near by ("central"), and
by trust-weighted vote: an outlet's trust is how often its reports agreed with their siblings in the other events, shrunk towards the
mean (no record, no effect). Prints exact-match shares.
"""
from __future__ import annotations

import argparse
import collections
import csv

from reportedly.assess.aggregate import central, conservative, informative, lowest, mode, plausible, weighted

FIELDS = {"deaths": "deaths_best", "actor": "actor1", "place": "location"}
PRIOR = 6.0


def read(path: str) -> dict[str, list[dict[str, str]]]:
    events: dict[str, list[dict[str, str]]] = collections.defaultdict(list)
    with open(path, encoding="utf-8") as f:
        for row in csv.DictReader(f):
            events[row["event_id"]].append(row)
    return {k: v for k, v in events.items() if len(v) > 2}


def point(row: dict[str, str]) -> tuple[float, float] | None:
    return (float(row["latitude"]), float(row["longitude"])) if row["latitude"] and row["longitude"] else None


def agreements(events: dict[str, list[dict[str, str]]], field: str) -> tuple[dict[str, dict[str, list[float]]], float]:
    """By event and outlet: [agreed, of] with each sibling; and the mean over all."""
    out: dict[str, dict[str, list[float]]] = {}
    agreed = of = 0.0
    for key, rows in events.items():
        mine: dict[str, list[float]] = collections.defaultdict(lambda: [0.0, 0.0])
        for i, a in enumerate(rows):
            for j, b in enumerate(rows):
                if i != j and a[field] and b[field]:
                    mine[a["source_author"]][0] += a[field] == b[field]
                    mine[a["source_author"]][1] += 1
                    agreed, of = agreed + (a[field] == b[field]), of + 1
        out[key] = mine
    return out, agreed / (of or 1)


def trust(total: dict[str, list[float]], mine: dict[str, list[float]], source: str, mean: float) -> float:
    """Agreement rate of an outlet outside this event, shrunk to the mean with the weight of six comparisons."""
    agreed = total[source][0] - mine.get(source, [0.0, 0.0])[0]
    of = total[source][1] - mine.get(source, [0.0, 0.0])[1]
    return (agreed + PRIOR * mean) / (of + PRIOR)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    ask.add_argument("corpus")
    events = read(ask.parse_args().corpus)
    for name, field in FIELDS.items():
        by_event, mean = agreements(events, field)
        total: dict[str, list[float]] = collections.defaultdict(lambda: [0.0, 0.0])
        for mine in by_event.values():
            for s, (a, n) in mine.items():
                total[s][0] += a
                total[s][1] += n
        hit: collections.Counter[str] = collections.Counter()
        asked = 0
        for key, rows in events.items():
            # Places are common or not within their city; tolls and actors anywhere.
            near = {r["city"] for r in rows} if name == "place" else set()
            elsewhere = collections.Counter(r[field] for k, others in events.items() if k != key for r in others
                                            if r[field] and (not near or r["city"] in near))
            other = {(float(v) if name == "deaths" else v): float(n) for v, n in elsewhere.items()}
            for i, held in enumerate(rows):
                siblings = [r for j, r in enumerate(rows) if j != i and r[field]]
                if not held[field] or len(siblings) < 1:
                    continue
                asked += 1
                values = [r[field] if name != "deaths" else float(r[field]) for r in siblings]
                truth = held[field] if name != "deaths" else float(held[field])
                weights = [trust(total, by_event[key], r["source_author"], mean) for r in siblings]
                said = {"mode": mode(values), "plausible": plausible(values, other),
                        "central": central(values, [point(r) for r in siblings]), "trust-weighted": weighted(values, weights),
                        "lowest": lowest(values), "conservative": conservative(values), "informative": informative(values)}
                hit.update(k for k, v in said.items() if v == truth)
        rules = ("mode", "plausible", "central", "trust-weighted", "lowest", "conservative", "informative")
        print(name, asked, {k: round(100 * hit[k] / asked, 1) for k in rules})


if __name__ == "__main__":
    main()
