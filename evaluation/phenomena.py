"""Minimal pairs over named phenomena of reporting: run them, count, list what fails.

    python evaluation/phenomena.py [--heldout] [--phenomenon NAME …] [--failures] [--write] [--json OUT]

`phenomena/*.jsonl` holds one text a line; the texts of a pair share their id up to the last letter and differ in the thing
that the phenomenon is about.

    id, phenomenon, date, text
    claims   the claims that the text must yield: `type` (a list: any of them) and only the fields that matter here;
             actor, target, source, counts are whole lists, "A/B" in a name allows either; a place is matched by name (and
             country, relation where given)
    absent   true: no claim at all; or a list of types, or of partial claims, that must not be there

A text passes when every expected claim is met by a claim of its own and nothing absent is there. The figure is the share of
texts that pass; the share of pairs with both right is printed beside it. --write puts the table into docs/reference/phenomena.md.

`heldout.jsonl` has 50 more pairs, written after the rules and never looked at when one is written: the share there tells how far
what was learned from the suite carries. Do not read its failures to mend them; write new pairs for the suite instead.
"""
from __future__ import annotations

import argparse
import json
import os
import pathlib
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

HERE = pathlib.Path(__file__).parent
SHARED = pathlib.Path(os.environ.get("SHARED") or HERE.parent.parent / "shared")
TABLE = HERE.parent / "docs/reference/phenomena.md"
_GENERIC = ("mr ms mrs dr gen col lt president prime minister spokesman spokeswoman spokesperson commander force troop fighter "
            "soldier army government rebel militant group militia people in and for on to it her our some many their")
GENERIC = frozenset(_GENERIC.split())
Case = dict[str, Any]
Row = dict[str, Any]


def cases(heldout: bool = False) -> list[Case]:
    """Every text of the suite, in the order of the files; or those that are held out."""
    paths = [HERE / "heldout.jsonl"] if heldout else sorted((HERE / "phenomena").glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def records(texts: Iterable[Case]) -> Iterator[list[Row]]:
    """The claim records of each text, all in one run of the pipeline."""
    from reportedly.model.document import Document
    from reportedly.model.record import record
    from reportedly.run import claims_of
    documents = (Document(c["id"], c["text"], c["date"], lang="en") for c in texts)
    for _, pairs in claims_of(documents):
        yield [record(*p) for p in pairs]


def _own_same_name(a: str, b: str) -> bool:
    """More than half of the shorter name's telling words are in the other; generic words count only where there are no others."""
    def telling(name: str) -> set[str]:
        plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower().replace("'s", "")
        every = [w[:-1] if len(w) > 3 and w.endswith("s") else w for w in re.findall(r"[a-z0-9]+", plain)]
        every = [w for w in every if w not in ("the", "a", "an", "of")]
        return {w for w in every if w not in GENERIC} or set(every)
    x, y = telling(a), telling(b)
    return len(x & y) / min(len(x), len(y)) > 0.5 if x and y else x == y


def _matcher() -> Callable[[str, str], bool]:
    """The scorer's own rule for names where it lies beside the checkout."""
    if not (SHARED / "gold/score.py").exists():
        return _own_same_name
    sys.path.insert(0, str(SHARED / "gold"))
    from score import same_name
    found: Callable[[str, str], bool] = same_name
    return found


same_name = _matcher()


def _same_names(wanted: list[str], found: list[str]) -> bool:
    left = list(found)
    for name in wanted:
        hit = next((f for f in left if any(same_name(n, f) for n in name.split("/"))), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _same_when(wanted: Row | None, found: Row | None) -> bool:
    """Half of the days that either covers are common to both."""
    if not wanted or not found:
        return not wanted and not found
    a, b, c, d = (date.fromisoformat(x[:10]).toordinal() for x in (wanted["start"], wanted["end"], found["start"], found["end"]))
    common = min(b, d) - max(a, c) + 1
    return common > 0 and common / (max(b, d) - min(a, c) + 1) >= 0.5


def _same_place(wanted: Row | None, found: Row | None) -> bool:
    if not wanted or not found:
        return not wanted and not found
    if not same_name(wanted["name"], found["name"]) or ("country" in wanted and wanted["country"] != found["country"]):
        return False
    if "relation" not in wanted:
        return True
    want, got = wanted["relation"], found["relation"]
    if want is None or not got:  # an empty relation asks for any
        return want is None and not got
    km = want.get("distance_km")
    return want.get("direction") in (None, got["direction"]) and (
        km is None or (got["distance_km"] is not None and abs(got["distance_km"] - km) <= 0.1 * km))


def _same_source(wanted: list[Row], found: list[Row]) -> bool:
    """Link by link, outermost first; an empty name asks for the kind alone."""
    def link(w: Row, f: Row) -> bool:
        named = not w["name"] or _same_names([w["name"]], [f["name"] or f["side"]])
        return named and w.get("kind") in (None, f["kind"]) and ("side" not in w or same_name(w["side"], f["side"]))
    return len(wanted) == len(found) and all(map(link, wanted, found))


def _same_counts(wanted: list[Row], found: list[Row]) -> bool:
    """What and how many; an upper bound counts where the case names one."""
    def key(c: Row) -> tuple[str, int, int]:
        return c["what"], c["low"] or 0, -1 if c["high"] is None else c["high"]
    return sorted(map(key, wanted)) == sorted(map(key, found))


def _same_trigger(wanted: str, found: str) -> bool:
    a, b = wanted.lower(), found.lower()
    return a in b or b in a


FIELDS: dict[str, Callable[[Any, Any], bool]] = {
    "trigger": _same_trigger, "actor": _same_names, "target": _same_names, "place": _same_place, "when": _same_when,
    "source": _same_source, "counts": _same_counts,
}
SYMMETRIC = {"clash", "meet", "agree", "ceasefire"}


def wrong_fields(wanted: Row, found: Row) -> list[str]:
    """The names of the fields in which a found claim is not the wanted one; ["type"] where it is another type."""
    types = wanted["type"] if isinstance(wanted["type"], list) else [wanted["type"]]
    if found["type"] not in types:
        return ["type"]
    if found["type"] in SYMMETRIC and {"actor", "target"} & wanted.keys():
        wanted = {**wanted, "actor": [*wanted.get("actor", ()), *wanted.get("target", ())], "target": []}
        found = {**found, "actor": [*found["actor"], *found["target"]], "target": []}
        if len(wanted["actor"]) == 1 and len(found["actor"]) == 2:  # the case names the one side that it is about
            found["actor"] = [n for n in found["actor"] if _same_names(wanted["actor"], [n])]
    return [k for k, v in wanted.items() if k != "type" and not FIELDS.get(k, lambda a, b: a == b)(v, found[k])]


def _assign(wanted: list[Row], found: list[Row]) -> bool:
    """Whether each wanted claim can have a found claim of its own."""
    if not wanted:
        return True
    return any(not wrong_fields(wanted[0], f) and _assign(wanted[1:], found[:i] + found[i + 1:]) for i, f in enumerate(found))


def failure(case: Case, found: list[Row]) -> str:
    """Why a text does not pass, in one line; "" where it does."""
    absent = case.get("absent", [])
    if absent is True and found:
        return "unwanted " + ", ".join(f"{f['type']} {f['trigger']!r}" for f in found)
    for a in [] if absent is True else absent:
        banned = a if isinstance(a, dict) else {"type": a}
        for f in found:
            if not wrong_fields(banned, f):
                return f"unwanted {f['type']} {f['trigger']!r}"
    claims = case.get("claims", [])
    if _assign(claims, found):
        return ""
    for w in claims:
        misses = sorted((wrong_fields(w, f) for f in found), key=lambda m: (m == ["type"], len(m)))
        if not misses or misses[0] == ["type"]:
            return f"no {w['type']}" + (f" (found {', '.join(f['type'] for f in found)})" if found else "")
        if misses[0]:
            near = min((f for f in found if wrong_fields(w, f) != ["type"]), key=lambda f: len(wrong_fields(w, f)))
            return "; ".join(f"{k}: {_short(near[k])} for {_short(w[k])}" for k in misses[0])
    return "one claim where two are wanted"


def _short(value: Any) -> str:
    if isinstance(value, dict):
        shown = [value.get("name") or f"{value.get('start')}..{value.get('end')}"]
        return "/".join(str(v) for v in [*shown, value.get("relation") and value["relation"].get("text", "relation")] if v)
    if isinstance(value, list):
        return "[" + " > ".join(f"{v.get('name') or ''}:{v.get('kind', '')}" if "name" in v else
                                f"{v['what']} {v['low']}-{v['high']}" if isinstance(v, dict) else str(v) for v in value) + "]"
    return str(value)


def run(chosen: list[Case]) -> list[tuple[Case, str]]:
    """Each text with why it fails ("" where it passes)."""
    return [(c, failure(c, found)) for c, found in zip(chosen, records(chosen), strict=True)]


def rates(results: list[tuple[Case, str]]) -> tuple[float, float]:
    """Share of texts that pass, and of pairs with every text right."""
    pairs: dict[str, bool] = defaultdict(lambda: True)
    for case, why in results:
        pairs[case["id"][:-1]] &= not why
    return sum(not why for _, why in results) / len(results), sum(pairs.values()) / len(pairs)


def figures() -> dict[str, float]:
    """Today's rates over the whole suite, for the gate."""
    texts, pairs = rates(run(cases()))
    return {"texts": texts, "pairs": pairs, "heldout": rates(run(cases(heldout=True)))[0]}


def table(results: list[tuple[Case, str]]) -> list[tuple[str, int, int]]:
    """Phenomenon, texts that pass, texts; in the order of the suite."""
    good, every = Counter[str](), Counter[str]()
    for case, why in results:
        every[case["phenomenon"]] += 1
        good[case["phenomenon"]] += not why
    return [(name, good[name], n) for name, n in every.items()]


def markdown(results: list[tuple[Case, str]]) -> str:
    texts, pairs = rates(results)
    unseen = rates(run(cases(heldout=True)))
    lines = ["# Phenomena", "",
             "Made by `python evaluation/phenomena.py --write` from the minimal pairs in `evaluation/phenomena/`, which were",
             "written from the claim guide before the code that handles them. A text passes when every",
             "expected claim is found with the fields that matter and nothing unwanted is.", "",
             f"{len(results)} texts in {len({c['id'][:-1] for c, _ in results})} pairs: {texts:.3f} of the texts pass,",
             f"{pairs:.3f} of the pairs are right on every side. Of 100 further texts in 50 pairs, written later and not used to write",
             f"rules, {unseen[0]:.3f} pass ({unseen[1]:.3f} of the pairs).", "",
             "| phenomenon | pass | of | example |", "|---|---:|---:|---|"]
    first = {c["phenomenon"]: c["text"] for c, _ in reversed(results)}
    for name, good, n in table(results):
        example = " ".join(first[name].split()).replace("|", "\\|")
        lines.append(f"| {name.replace('_', ' ')} | {good} | {n} | {example} |")
    lines += ["", "## What fails", ""]
    lines += [f"- `{c['id']}` {' '.join(c['text'].split())} — {why}" for c, why in results if why]
    return "\n".join(lines) + "\n"


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--heldout", action="store_true", help="the pairs that no rule was written for")
    ask.add_argument("--phenomenon", nargs="+", help="only these")
    ask.add_argument("--failures", action="store_true", help="list each text that fails, and why")
    ask.add_argument("--write", action="store_true", help=f"write {TABLE.relative_to(HERE.parent)}")
    ask.add_argument("--json", type=pathlib.Path, help="write the figures there")
    a = ask.parse_args()
    chosen = [c for c in cases(a.heldout) if not a.phenomenon or c["phenomenon"] in a.phenomenon]
    if not chosen:
        sys.exit("no such phenomenon; there are " + ", ".join(dict.fromkeys(c["phenomenon"] for c in cases())))
    results = run(chosen)
    for name, good, n in table(results):
        print(f"{name:24} {good:3} of {n:3}  {good / n:.2f}")
    if a.failures:
        for case, why in results:
            if why:
                print(f"\n{case['id']}: {' '.join(case['text'].split())}\n    {why}")
    texts, pairs = rates(results)
    print(f"{len(results)} texts {texts:.3f}, pairs {pairs:.3f}")
    if a.json:
        a.json.write_text(json.dumps({"texts": round(texts, 4), "pairs": round(pairs, 4), "n": len(results)}) + "\n", "utf-8")
    if a.write and not a.heldout:
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        TABLE.write_text(markdown(results), "utf-8")


if __name__ == "__main__":
    main()
