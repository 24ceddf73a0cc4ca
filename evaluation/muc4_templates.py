"""How much of MUC-4's hand-made templates do the claims tell? Hundreds of dispatches that nobody annotated by our guide.

    python evaluation/muc4_templates.py [--part dev|tst1] [--sample N] [--misses N] [--json OUT]

A template is one incident of a dispatch, filled in by the organisers of MUC-4 in 1991-92: its kind, stage, who did it, what
and who was hit, where. A template and our claims are not the same thing (a template gathers a whole text, military combat and history
have none), so these are measures of a direction, not scores on our guide:

    told       of the templates, how many have a claim of a fitting type in the document
    matched    … one whose target or actor is one of the template's targets (or its perpetrator or place where it names no target)
    targets    of the single targets with a name or description, how many are target or actor of a claim of a fitting type
    doers      of the matched templates that name who did it, how many have a claim with that actor
    stray doers  of the claims that match a template by their target and have an actor, how many have one that the template does not know
    places     of the matched templates with a place, how many have a claim at one of its names, from the town up to the department
    stages     of the matched templates, how many have a claim as real as the template says (done, tried, threatened)
    deaths     of the targets said to be dead, how many are among the killed of a claim or the target of a `kill`
    unmatched  of the claims of attack, bombing, abduction with a target, how many match no template of their document

Documents that our own annotations hold are left out. The sample is drawn once (a fixed seed); tst1 is kept
apart: its figures may be printed, its misses may not be listed. Names agree as in `score.py`.
"""
from __future__ import annotations

import argparse
import json
import pathlib
import random
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

import gate

HERE = pathlib.Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
SEED = 4
Row = dict[str, Any]

HIT = frozenset("attack bombing shelling airstrike kill injure destroy clash repel riot".split())
FITS = {  # kind of incident: types of claim that may tell it
    "ATTACK": HIT | {"abuse", "threaten", "seize", "capture", "detain"},
    "BOMBING": HIT,
    "KIDNAPPING": frozenset(("abduct", "detain", "release", "seize", "kill")),
    "ARSON": HIT,
    "ROBBERY": frozenset(("seize", "attack")),
    "FORCED WORK STOPPAGE": frozenset(("protest", "threaten")),
    "HIJACKING": frozenset(("seize", "abduct", "attack")),
}
COUNTED = frozenset(("attack", "bombing", "abduct"))
STAGES = {"ACCOMPLISHED": frozenset(("certain", "probable", "possible")), "ATTEMPTED": frozenset(("denied", "certain", "future")),
          "THREATENED": frozenset(("future",))}


def documents(part: str, sample: int) -> list[Row]:
    """The dispatches to measure on: those with a template, drawn once, none of them annotated by us."""
    rows = [json.loads(x) for x in (SHARED / "corpora/muc4" / f"{part}.jsonl").read_text("utf-8").splitlines() if x.strip()]
    ours = {p.stem for name in ("muc4", "muc4-held") for p in (HERE / "annotations" / name).glob("*.jsonl")}
    every = [r for r in rows if r["docid"] not in ours and any(not t["template_optional"] for t in r["templates"])]
    return sorted(random.Random(SEED).sample(every, min(sample, len(every))), key=lambda r: str(r["docid"]))


def claims(rows: list[Row]) -> dict[str, list[Row]]:
    """The claim records of each dispatch by its id."""
    import annotate

    from reportedly.model.document import Document
    from reportedly.model.record import record
    from reportedly.run import claims_of
    texts = (Document(r["docid"], r["text"], annotate.day(r["header"].get("date") or ""), lang="en") for r in rows)
    return {d.id: [record(*p) for p in pairs] for d, pairs in claims_of(texts)}


def filled(template: Row, *slots: str) -> list[list[str]]:
    """The fillers of these slots, each with its alternative wordings; optional ones left out."""
    out: list[list[str]] = []
    for slot in slots:
        value = template["slots"].get(slot)
        for f in value if isinstance(value, list) else ():
            if f.get("optional") or not f.get("value"):
                continue
            same = next((x for x in out if set(x) & set(f.get("ref") or ())), None)  # the job of somebody who is named
            if same is None:
                out.append([str(v) for v in f["value"]])
            else:
                same += [str(v) for v in f["value"]]
    return out


def kind(template: Row) -> str:
    return next((v for vs in filled(template, "incident_type") for v in vs), "")


def where(template: Row) -> list[str]:
    """The names of the template's place, the country's left out unless it is all."""
    every = [n for f in template["slots"]["incident_location"] or () for way in f["alternatives"] for n in way]
    return [n["name"] for n in every if n["kind"] != "COUNTRY"] or [n["name"] for n in every]


class Measure:
    """Counts of what was asked and what was found, and the templates that nothing tells."""

    def __init__(self, same: Any) -> None:
        self.same = same
        self.asked: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.misses: list[str] = []

    def ask(self, what: str, right: bool) -> None:
        self.asked[what] += 1
        self.right[what] += right

    def any_same(self, wanted: Iterable[str], names: Iterable[str]) -> bool:
        every = list(names)
        return any(self.same(w, n) for w in wanted for n in every)

    def template(self, doc: str, t: Row, found: list[Row]) -> list[Row]:
        """Measure one template; the claims that match it by their target."""
        fit = [c for c in found if c["type"] in FITS.get(kind(t), frozenset())]
        self.ask("told", bool(fit))
        targets, doers = filled(t, "hum_tgt_name", "hum_tgt_description", "phys_tgt_id"), filled(t, "perp_individual_id", "perp_org_id")
        own = []
        for target in targets:
            hit = [c for c in fit if self.any_same(target, c["target"] + c["actor"])]
            self.ask("targets", bool(hit))
            if not hit:
                self.misses.append(f"{doc} {kind(t)} target {' / '.join(target)}")
            own += hit
        by = own or ([] if targets else [c for c in fit if self.any_same([w for d in doers for w in d], c["actor"]) or at(self, t, c)])
        self.ask("matched", bool(by))
        if by:
            self.roles(doc, t, by, doers)
        self.dead(t, found)
        return own

    def roles(self, doc: str, t: Row, by: list[Row], doers: list[list[str]]) -> None:
        if doers:
            right = any(self.any_same(d, c["actor"]) for d in doers for c in by)
            self.ask("doers", right)
            if not right:
                self.misses.append(f"{doc} {kind(t)} doer {doers}")
            known = [w for d in doers + filled(t, "hum_tgt_name", "hum_tgt_description") for w in d]
            for c in by:
                if c["actor"]:
                    self.ask("stray doers", not self.any_same(known, c["actor"]))
        if t["slots"]["incident_location"]:
            self.ask("places", any(at(self, t, c) for c in by))
        stages = [s for vs in filled(t, "incident_stage") for s in vs]
        if stages:
            self.ask("stages", any(c["factuality"] in STAGES.get(s, ()) for s in stages for c in by))

    def dead(self, t: Row, found: list[Row]) -> None:
        """The dead of a template: who is killed, or the target of something with dead among its counts."""
        value = t["slots"].get("hum_tgt_effect")
        for f in value if isinstance(value, list) else ():
            if f.get("optional") or f.get("value") != ["DEATH"] or not f.get("ref"):
                continue
            self.ask("deaths", any(
                any(n["what"] == "killed" and self.any_same(f["ref"], [n["who"] or ""]) for n in c["counts"]) or
                ((c["type"] == "kill" or any(n["what"] == "killed" for n in c["counts"])) and self.any_same(f["ref"], c["target"]))
                for c in found))


def at(m: Measure, t: Row, c: Row) -> bool:
    """Whether a claim lies where the template does."""
    return c["place"] is not None and m.any_same(where(t), [c["place"]["name"]])


def measure(part: str, sample: int) -> Measure:
    """The figures over a part's dispatches."""
    m = Measure(gate.scorer(SHARED, "score").same_name)
    rows = documents(part, sample)
    found = claims(rows)
    for r in rows:
        every = found.get(r["docid"], [])
        own: list[int] = []
        for t in r["templates"]:
            if not t["template_optional"]:
                own += [id(c) for c in m.template(r["docid"], t, every)]
        for c in every:
            if c["type"] in COUNTED and c["target"] and c["factuality"] != "denied" and not c["background"]:
                m.ask("unmatched", id(c) not in own)
    return m


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--part", choices=("dev", "tst1"), default="dev")
    ask.add_argument("--sample", type=int, default=250, help="so many dispatches with a template")
    ask.add_argument("--misses", type=int, default=0, help="list so many targets and doers that no claim has (dev only)")
    ask.add_argument("--json", type=pathlib.Path, help="write the figures there")
    a = ask.parse_args()
    if not (SHARED / "corpora/muc4").exists():
        sys.exit("muc4_templates: no corpora beside the checkout")
    m = measure(a.part, a.sample)
    shares = {k: m.right[k] / m.asked[k] for k in sorted(m.asked)}
    for k, v in shares.items():
        print(f"{k:12} {v:6.3f} of {m.asked[k]:5}")
    for line in m.misses[:a.misses] if a.part == "dev" else ():
        print(line)
    if a.json:
        a.json.write_text(json.dumps(shares) + "\n", "utf-8")


if __name__ == "__main__":
    main()
