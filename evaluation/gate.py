"""The gate: score the gold beside the checkout and hold the floors in floors.json.

    python evaluation/gate.py [--shared DIR] [--json OUT] [--raise] [--all]

Prints the table of score.py over the dev gold and our own annotations (those ending in -held were never looked at), the tables
of the series, the minimal pairs and the negatives; fails where a
figure is below its floor. Floors are kept for each parser model and only go up (`--raise` writes today's figures, less a margin of 0.005,
where they are higher). `--all` also prints the measures of places, times and merging on public corpora. Says so, and passes, where the
gold is not there.
"""
from __future__ import annotations

import argparse
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from types import ModuleType
from typing import Any

import annotate
import predict

HERE = pathlib.Path(__file__).parent
FLOORS = HERE / "floors.json"
MARGIN = 0.005
SHOWN = ("claims", "family", "actor", "target", "place", "when", "source", "factuality", "verification", "counts",
         "factuality_marked", "verification_marked", "sourced", "counted", "event_b3", "soft_claim_f1", "whole_claim_f1")


def scorer(shared: pathlib.Path, name: str) -> ModuleType:
    """The scorer's module, read where it lies."""
    sys.path.insert(0, str(shared / "gold"))
    spec = importlib.util.spec_from_file_location(name, shared / "gold" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(score: ModuleType, gold: pathlib.Path) -> dict[str, float]:
    """score.py's figures of today's pipeline over a gold folder; P/R/F triples become their F1."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "claims.jsonl"
        predict.main(str(gold), str(out))
        docs = [json.loads(x)["id"] for x in (gold / "documents.jsonl").read_text("utf-8").splitlines() if x.strip()]
        result, _, _ = score.score(score.read(gold / "claims.jsonl"), score.read(out), docs)
    return {k: (v[2] if isinstance(v, tuple) else v) for k, v in result.items()}


def print_table(columns: dict[str, dict[str, float]]) -> None:
    print(f"{'':20}" + "".join(f"{name:>14}" for name in columns))
    for key in SHOWN:
        print(f"{key:20}" + "".join(f"{c.get(key, float('nan')):14.3f}" for c in columns.values()))


def model_name() -> str:
    from reportedly.parse.spacy_parser import pipeline
    return str(pipeline()[1].split("/")[1].rsplit("-", 1)[0])


def series_figures(shared: pathlib.Path) -> dict[str, dict[str, float]]:
    """The figures of the gold's series and of our own, by name."""
    import series
    out = {}
    for folder in sorted([*(shared / "gold/series").iterdir(), *(HERE / "series").iterdir()]):
        if (folder / "documents.jsonl").exists():
            said = series.conclude(series.read_reports(folder), series.rows(folder / "asof.jsonl"))
            out[folder.name] = series.score(folder, said, series.load_scorer(shared / "gold"))
    return out


def suite_figures() -> dict[str, dict[str, float]]:
    """The minimal pairs and the paragraphs without a claim."""
    import negatives
    import phenomena
    return {"phenomena": phenomena.figures(), "negatives": negatives.figures()}


MORE = (
    ("places of news texts", ["geoparsing.py", "{shared}"]), ("places of events", ["event_location.py", "{shared}"]),
    ("relative places", ["relative_places.py"]), ("spellings", ["spellings.py"]), ("times", ["meantime_times.py", "--shared", "{shared}"]),
    ("events across documents", ["ecbplus.py", "{shared}/corpora/ecbplus/dev.jsonl"]),
    ("whether it happened", ["factuality.py", "--shared", "{shared}"]),
    ("reports that disagree", ["maverick.py", "{shared}/corpora/maverick_reports.csv"]),
)


def run_more(shared: pathlib.Path) -> None:
    """Print what each further measure says; these have no floors."""
    for title, words in MORE:
        print(f"\n{title}", flush=True)
        subprocess.run([sys.executable, HERE / words[0], *(w.format(shared=shared) for w in words[1:])], check=False, cwd=HERE)


def below(found: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> list[str]:
    """One line for each figure under its floor. A figure whose name starts with "max:" has a ceiling instead."""
    out = []
    for name, wanted in floors.items():
        for key, floor in wanted.items():
            ceiling = key.startswith("max:")
            value = found.get(name, {}).get(key.removeprefix("max:"))
            if value is None or (value > floor if ceiling else value < floor):
                out.append(f"{name} {key}: {value if value is None else round(value, 3)}, floor {floor}")
    return out


def raised(found: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The floors, each lifted to today's figure less the margin where that is higher; ceilings are lowered likewise."""
    out: dict[str, dict[str, float]] = {}
    for name, wanted in floors.items():
        out[name] = {}
        for key, floor in wanted.items():
            value = found[name][key.removeprefix("max:")]
            out[name][key] = round(min(floor, value + MARGIN) if key.startswith("max:") else max(floor, value - MARGIN), 3)
    return out


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--shared", type=pathlib.Path, default=HERE.parent.parent / "shared")
    ask.add_argument("--json", type=pathlib.Path, help="also write all figures there")
    ask.add_argument("--all", action="store_true", help="also print the measures without floors")
    ask.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to today's figures")
    a = ask.parse_args()
    if not (a.shared / "gold/score.py").exists():
        print(f"no gold at {a.shared}: nothing was scored (set SHARED=…)")
        return
    began = time.monotonic()
    score = scorer(a.shared, "score")
    columns = {"dev": figures(score, a.shared / "gold/dev")}
    for corpus in ("muc4", "re3d", "own", "muc4-held", "own-held", "own-held2"):
        if corpus in annotate.OWN or (a.shared / "corpora" / corpus.removesuffix("-held")).exists():
            with tempfile.TemporaryDirectory() as folder:
                annotate.SHARED = a.shared
                annotate.main(["build", folder, corpus])
                columns[corpus] = figures(score, pathlib.Path(folder))
    print_table(columns)
    found: dict[str, dict[str, Any]] = {**columns, **series_figures(a.shared), **suite_figures()}
    for name in found.keys() - columns.keys():
        print(f"\n{name}")
        print("\n".join(f"{k:24} {v:.3f}" if isinstance(v, float) else f"{k:24} {v}" for k, v in found[name].items()))
    print(f"\nscored in {time.monotonic() - began:.0f} s")
    if a.json:
        a.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    every = json.loads(FLOORS.read_text("utf-8"))
    floors = every.get(model_name(), {})
    if a.all:
        run_more(a.shared.resolve())
    if a.lift:
        every[model_name()] = raised(found, floors)
        FLOORS.write_text(json.dumps(every, indent=1) + "\n", "utf-8")
    wrong = below(found, floors)
    print("\n".join(wrong) if wrong else f"all floors for {model_name()} hold")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
