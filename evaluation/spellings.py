"""Spellings: is the right place the top candidate, given the country? 120 spellings of 60 names, written for this project.

    python evaluation/spellings.py [--misses]

Right: the first choice for the name alone, in a document about the given country, lies within 25 km of the answer.
"""
from __future__ import annotations

import csv
import pathlib
import sys

from reportedly.model.claim import PlaceMention
from reportedly.resolve import places as resolver
from reportedly.resolve.geometry import distance

HERE = pathlib.Path(__file__).parent


def main() -> None:
    rows = list(csv.DictReader((HERE / "spellings.tsv").open(encoding="utf-8"), delimiter="\t"))
    good = 0
    for r in rows:
        mention = PlaceMention(0, len(r["spelling"]), r["spelling"])
        chosen = resolver.choose([mention], "", {r["country"]: 3.0})
        place = resolver.resolve_mention(mention, chosen, [mention])
        ok = place.lat is not None and distance((place.lat, place.lon), (float(r["lat"]), float(r["lon"]))) <= 25
        good += ok
        if not ok and "--misses" in sys.argv:
            print(r["spelling"], r["name"], r["country"], "->", place.lat, place.lon, place.how, [(c.name,
                c.country) for c in place.candidates[:3]])
    print(f"right place first, given its country: {good / len(rows):.3f} of {len(rows)} spellings")


if __name__ == "__main__":
    main()
