"""Toponyms of news texts: are they found, and are they put in the right place?

    python evaluation/geoparsing.py SHARED [--fit]

Reads SHARED/corpora/geoparsing: lgl_tune, geovirus_tune, tudloc2013_validation (tudloc2013_training also trains). For each
document's fold the ranker is fitted on the other four folds of all four files.

accuracy@161 of those whose answer the gazetteer has: gold toponyms with coordinates, given as spans, that have a candidate within
161 km of gold (for countries and continents, whose points differ between lists by more: the country or continent itself) of which
the first choice lies within 161 km. `of all`: the same over all with coordinates.
coverage: the part that has such a candidate. End to end: a found name matches a gold span by overlap of a character; right if
within 161 km;
a gold row without coordinates counts as right when nothing is chosen and is otherwise left out; F1 over found names and gold rows
with coordinates.
ECE: expected calibration error over 10 equal bins of the chosen probability, for given toponyms that have a candidate; AUC:
probability that a
right choice has a higher probability than a wrong one.
"""
from __future__ import annotations

import argparse
import json
import math
import pathlib
import zlib
from collections import defaultdict
from urllib.parse import unquote

import numpy as np

from reportedly.extract.places import place_names, settings
from reportedly.model.claim import PlaceMention
from reportedly.model.document import Document
from reportedly.parse import parser
from reportedly.resolve import places as resolver
from reportedly.resolve import ranking
from reportedly.resolve.gazetteer.names import fold
from reportedly.resolve.gazetteer.prior import demonyms
from reportedly.resolve.geometry import distance
from reportedly.resolve.knowledge import kind_of

FILES = ("lgl_tune", "geovirus_tune", "tudloc2013_training", "tudloc2013_validation")
OUT = pathlib.Path(__file__).parent.parent / "src/reportedly/resolve/data/ranking.json"
FOLDS, NEAR = 5, 161.0
# Local American papers tell little of how dispatches name places: they count less.
WEIGHT = {"lgl_tune": 0.5}


def documents(shared: pathlib.Path) -> list[dict]:
    out = []
    for name in FILES:
        for line in (shared / f"corpora/geoparsing/{name}.jsonl").read_text("utf-8").split("\n"):
            if not line.strip():
                continue
            row = json.loads(line)
            out.append({"set": name, "id": row["docid"], "text": row["text"], "gold": row["toponyms"],
                        "fold": zlib.crc32(row["docid"].encode()) % FOLDS})
    return out


def prepare(docs: list[dict]) -> None:
    """Adds mentions (found and given) and people to each document."""
    for d, p in zip(docs, parser()(Document(d["id"], d["text"]) for d in docs), strict=True):
        found = list(place_names(settings(p, kind_of)))
        given = []
        for g in d["gold"]:
            near = next((m for m in found if m.start < g["end"] and g["start"] < m.end), None)
            feature = near.feature if near else ""
            given.append(PlaceMention(g["start"], g["end"], g["phrase"], None, near.within if near else (), feature))
        others = [m for m in found if not any(m.start < g["end"] and g["start"] < m.end for g in d["gold"])]
        d["found"], d["given"] = found, [*given, *others]
        d["dateline"] = p.dateline.place if p.dateline else ""
        people: dict[str, float] = defaultdict(float)
        for t in p.tokens:
            if t.text[:1].isupper() and (code := demonyms().get(fold(t.text))):
                people[code] = min(3.0, people[code] + 0.5)
        d["people"] = dict(people)


def right(place_lat: float | None, place_lon: float | None, g: dict) -> bool:
    return place_lat is not None and distance((place_lat, place_lon), (float(g["lat"]), float(g["lon"]))) <= NEAR


def entry_right(e, g: dict) -> bool:
    if right(e.lat, e.lon, g):
        return True
    # The point of a country or continent differs from list to list by more than that: gold says by code, type or page which it means.
    if e.feature not in ("country", "continent"):
        return False
    page = unquote((g.get("page") or "").rsplit("/", 1)[-1]).replace("_", " ")
    coded = (g.get("fcode") or "")[:3] == "PCL" and fold(g.get("country") or "") == fold(e.name)
    return coded or fold(page) == fold(e.name) or g.get("type") in ("COUNTRY", "CONTINENT")


def training(docs: list[dict]) -> list[tuple[list[dict], list[bool], float]]:
    """Feature rows of the candidates of each given toponym with an answer among them; the last round's features."""
    out = []
    for d in docs:
        asked = resolver.gather(d["given"], d["dateline"], d["people"])
        known = [a for a in asked if a.candidates]
        chances = ranking.rank(asked, d["people"], d.get("table"))
        first = {a.name: ranking.plain(a) for a in known}
        inside, s = ranking.containers(known, chances), ranking.story(known, chances, d["people"])
        by_key = {a.name: a for a in known}
        seen = set()
        for g, m in zip(d["gold"], d["given"], strict=False):
            a = by_key.get(resolver.key(m))
            if g.get("lat") is None or not a or a.name in seen:
                continue
            seen.add(a.name)
            good = [entry_right(e, g) for e in a.candidates]
            if any(good) and len(good) > 1:
                out.append(([ranking._features(e, a, first[a.name], chances[a.name], s, inside) for e in a.candidates], good,
                            WEIGHT.get(d["set"], 1.0)))
    return out


def fit(rows: list[tuple[list[dict], list[bool], float]], l2: float = 1.0) -> dict[str, float]:
    """Conditional logit: the likelihood of the set of right candidates, L2, by L-BFGS."""
    from scipy.optimize import minimize
    names = sorted({f for xs, _, _ in rows for x in xs for f in x})
    index = {n: i for i, n in enumerate(names)}
    total = sum(len(xs) for xs, _, _ in rows)
    weight = np.array([w for _, _, w in rows])
    matrix = np.zeros((total, len(names)))
    group, good = np.zeros(total, dtype=int), np.zeros(total, dtype=bool)
    k = 0
    for r, (xs, ys, _) in enumerate(rows):
        for x, y in zip(xs, ys, strict=True):
            for f, v in x.items():
                matrix[k, index[f]] = v
            group[k], good[k] = r, y
            k += 1

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ w
        top = np.full(len(rows), -np.inf)
        np.maximum.at(top, group, z)
        p = np.exp(z - top[group])
        every, right_ = np.zeros(len(rows)), np.zeros(len(rows))
        np.add.at(every, group, p)
        np.add.at(right_, group, p * good)
        grad = matrix.T @ ((p / every[group] - p * good / right_[group]) * weight[group]) + l2 * w
        return float((weight * np.log(every / right_)).sum() + 0.5 * l2 * w @ w), grad

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {n: round(float(best.x[i]), 3) for n, i in index.items() if abs(best.x[i]) > 0.005}


def calibrated(docs: list[dict], tables: dict[int, dict[str, float]]) -> dict[int, dict[str, float]]:
    """For each fold the calibration fitted on the other folds' choices, each made by weights that had not seen it."""
    from sklearn.linear_model import LogisticRegression
    rows = []
    for d in docs:
        chosen = resolver.choose(d["given"], d["dateline"], d["people"], tables[d["fold"]])
        for g, m in zip(d["gold"], d["given"], strict=False):
            if g.get("lat") is not None and (c := chosen.get(resolver.key(m))):
                rows.append((d["fold"], c.signs, entry_right(c.best, g)))
    names = [n for n in rows[0][1] if n]
    out = {}
    for fold_ in (*range(FOLDS), -1):
        part = [r for r in rows if r[0] != fold_]
        model = LogisticRegression(C=1.0, max_iter=1000).fit([[r[1].get(n, 0.0) for n in names] for r in part],
                                                             [r[2] for r in part])
        out[fold_] = {"": round(float(model.intercept_[0]), 3), **{n: round(float(w), 3) for n, w in zip(names, model.coef_[0],
            strict=True)}}
    return out


def judge(docs: list[dict], tables: dict[int, dict[str, float]], sures: dict[int, dict[str, float]]) -> dict[str, dict[str, float]]:
    out: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for d in docs:
        table, sure = tables[d["fold"]], sures[d["fold"]]
        chosen = resolver.choose(d["given"], d["dateline"], d["people"], table, sure)
        asked = {a.name: a for a in resolver.gather(d["given"], d["dateline"], d["people"])}
        o = out[d["set"]]
        for g, m in zip(d["gold"], d["given"], strict=False):
            if g.get("lat") is None:
                continue
            c = chosen.get(resolver.key(m))
            ok = bool(c) and entry_right(c.best, g)
            covered = any(entry_right(e, g) for e in asked[resolver.key(m)].candidates)
            o["covered"].append(covered)
            o["all"].append(ok)
            if covered:
                o["right"].append(ok)
            if c:
                o["pairs"].append((c.probability, ok))
            if c and covered and not ok:
                d.setdefault("wrong", []).append((m.text, c.best.name, c.best.feature, c.best.country, round(c.probability, 2),
                                                  g.get("name") or g.get("page"), g.get("country")))
            if not covered:
                d.setdefault("missing", []).append((m.text, g.get("name") or g.get("page"), g.get("fcode"), g.get("country")))
        _end_to_end(d, table, sure, o)
    return {k: summary(o) for k, o in out.items()}


def _end_to_end(d: dict, table: dict[str, float], sure: dict[str, float], o: dict[str, list]) -> None:
    chosen = resolver.choose(d["found"], d["dateline"], d["people"], table, sure)
    used = set()
    for m in d["found"]:
        p = resolver.resolve_mention(m, chosen, d["found"])
        over = [k for k, g in enumerate(d["gold"]) if m.start < g["end"] and g["start"] < m.end]
        if over and all(d["gold"][k].get("lat") is None for k in over):
            continue
        if p.lat is None and not over:
            continue
        good = False
        for k in over:
            g = d["gold"][k]
            c = chosen.get(resolver.key(m))
            if k not in used and g.get("lat") is not None and (right(p.lat, p.lon, g) or (c and entry_right(c.best, g))):
                used.add(k)
                good = True
                break
        o["said"].append(good)
        if not good:
            d.setdefault("false", []).append((m.text, p.country, d["text"][max(0, m.start - 40):m.end + 25].replace("\n", " "),
                                              bool(over)))
    o["hit"].append(len(used))
    o["gold"].append(sum(g.get("lat") is not None for g in d["gold"]))
    for k, g in enumerate(d["gold"]):
        if k not in used and g.get("lat") is not None and not any(m.start < g["end"] and g["start"] < m.end for m in d["found"]):
            d.setdefault("unfound", []).append((g["phrase"], d["text"][max(0, g["start"] - 40):g["end"] + 25].replace("\n", " ")))


def summary(o: dict[str, list]) -> dict[str, float]:
    mean = lambda x: sum(x) / max(len(x), 1)  # noqa: E731
    p, r = mean(o["said"]), sum(o["hit"]) / max(sum(o["gold"]), 1)
    return {"toponyms": len(o["all"]), "coverage": mean(o["covered"]), "acc161": mean(o["right"]), "acc161_of_all": mean(o["all"]),
            "found_precision": p, "found_recall": r, "end_to_end_f1": 2 * p * r / max(p + r, 1e-9), "ece": ece(o["pairs"]),
            "auc": auc(o["pairs"])}


def ece(pairs: list[tuple[float, bool]]) -> float:
    bins = defaultdict(list)
    for p, ok in pairs:
        bins[min(9, int(p * 10))].append((p, ok))
    return sum(abs(sum(p for p, _ in b) - sum(ok for _, ok in b)) for b in bins.values()) / max(len(pairs), 1)


def auc(pairs: list[tuple[float, bool]]) -> float:
    order = sorted(pairs, key=lambda x: x[0])
    ranks: dict[float, list[int]] = defaultdict(list)
    for i, (p, _) in enumerate(order, 1):
        ranks[p].append(i)
    good = [p for p, ok in order if ok]
    bad = len(order) - len(good)
    if not good or not bad:
        return math.nan
    return (sum(sum(ranks[p]) / len(ranks[p]) for p in good) - len(good) * (len(good) + 1) / 2) / (len(good) * bad)


def fitted(docs: list[dict]) -> dict[str, float]:
    """Two passes: the second sees the story as the first's weights tell it."""
    table = fit(training(docs))
    for d in docs:
        d["table"] = table
    return fit(training(docs))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("shared", type=pathlib.Path)
    ask.add_argument("--fit", action="store_true")
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--show", default="")
    a = ask.parse_args()
    docs = documents(a.shared)
    prepare(docs)
    tables = {k: fitted([d for d in docs if d["fold"] != k]) for k in range(FOLDS)}
    sures = calibrated(docs, tables)
    result = judge(docs, tables, sures)
    if a.json:
        print(json.dumps(result))
    else:
        for name, row in result.items():
            print(f"{name:22} " + "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items()))
    for d in docs if a.show else ():
        for row in d.get(a.show, []):
            print(d["set"], d["id"], *row)
    if a.fit:
        final = fitted(docs)
        OUT.write_text(json.dumps({"fitted_on": "LGL, GeoVirus and TUD-Loc 2013 (tune, training and validation parts)",
                                   "weights": final,
                                   "calibration": sures[-1]}, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
