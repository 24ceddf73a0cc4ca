"""The project's own tables of places against others: are the points where others have a place of that name?

    python evaluation/geography_check.py [--shared DIR] [--show far|alone] [--write]

Each row of `resolve/data/geography_*.tsv` is compared with the rows of the same country that bear one of its names: GeoNames and
airports as installed, and where it is there DIR/geo (Who's On First villages of five countries, read where it is).

agrees: the nearest of them lies within the row's radius, or 25 km where that is less. far: there are namesakes in the country, none so
near; the row is wrong or means another place. alone: nobody else has the name, so the point rests on general knowledge. `--write`
notes in the column `checked` with whom a row agrees, or "general knowledge". No point is copied from what is read.
"""
from __future__ import annotations

import argparse
import csv
import gzip
import pathlib
import sys
from collections import Counter, defaultdict

from reportedly.resolve.gazetteer.names import core, fold
from reportedly.resolve.gazetteer.sources import DATA, Row, airports, cities_and_subdivisions, own
from reportedly.resolve.geometry import distance

HERE = pathlib.Path(__file__).parent
NEAR = 25.0
Points = dict[tuple[str, str], list[tuple[float, float, str]]]


def elsewhere(shared: pathlib.Path, wanted: set[tuple[str, str]]) -> Points:
    """Points by country and folded name, of those names only."""
    out: Points = defaultdict(list)
    for row in (*cities_and_subdivisions(), *airports()):
        for name in {row.name, *row.names}:
            for form in {fold(name), core(fold(name))}:
                if (row.country, form) in wanted:
                    out[row.country, form].append((row.lat, row.lon, row.source))
    at = shared / "geo/gaz_wof5.tsv.gz"
    if at.exists():
        csv.field_size_limit(sys.maxsize)
        with gzip.open(at, "rt", encoding="utf-8") as f:
            for c in csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                for name in {c[3], *c[9].split("|")}:
                    for form in {fold(name), core(fold(name))}:
                        if (c[1], form) in wanted:
                            out[c[1], form].append((float(c[4]), float(c[5]), "Who's On First"))
    return out


def forms(row: Row) -> set[tuple[str, str]]:
    """Country and folded names, whole and by their cores."""
    folded = {fold(n) for n in (row.name, *row.names)}
    return {(row.country, f) for f in folded | {core(f) for f in folded} if len(f) > 2}


def judged(r: Row, points: Points) -> tuple[str, float, str]:
    """How a row stands: agrees, far or alone; kilometres to the nearest namesake, and who has that one."""
    others = [(distance((r.lat, r.lon), p[:2]), p[2]) for f in forms(r) for p in points.get(f, ())]
    km, whose = min(others, default=(0.0, ""))
    return ("alone" if not whose else "agrees" if km <= max(r.radius_km, NEAR) else "far"), km, whose


def write(path: pathlib.Path, checked: list[str]) -> None:
    """Fill the last column, `checked`, row by row."""
    out, rows, header = [], iter(checked), True
    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line[0] == "#":
            out.append(line)
        elif header:
            out.append(line if line.endswith("\tchecked") else f"{line}\tchecked")
            width, header = out[-1].count("\t"), False
        else:
            out.append("\t".join([*line.split("\t")[:width], *[""] * (width - 1 - line.count("\t")), next(rows)]))
    path.write_text("\n".join(out) + "\n", "utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--show", choices=("far", "alone"))
    ask.add_argument("--write", action="store_true")
    a = ask.parse_args()
    for path in sorted(DATA.glob("geography*.tsv")):
        rows = list(own([path]))
        points = elsewhere(a.shared, {f for r in rows for f in forms(r)})
        found: Counter[str] = Counter()
        checked = []
        for r in rows:
            verdict, km, whose = judged(r, points)
            found[verdict] += 1
            checked.append(whose if verdict == "agrees" else "general knowledge")
            if verdict == a.show:
                print(f"{r.name} {r.country} {r.feature} {r.lat} {r.lon}" + (f"  {km:.0f} km from {whose}'s" if whose else ""))
        if a.write:
            write(path, checked)
        print(f"{path.name}: {len(rows)} rows, " + ", ".join(f"{n} {v}" for v, n in sorted(found.items())))


if __name__ == "__main__":
    main()
