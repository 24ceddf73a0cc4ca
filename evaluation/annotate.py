"""Stand-off annotations of public corpora: list a document's sentences, and join annotations and texts to gold files.

    python evaluation/annotate.py list CORPUS                 ids of the corpus's documents, with title and length
    python evaluation/annotate.py show CORPUS DOC             the numbered sentences of one document
    python evaluation/annotate.py build OUT [CORPUS …]        OUT/documents.jsonl and OUT/claims.jsonl, as score.py reads them
    python evaluation/annotate.py check CORPUS DOC            say what does not fit in one annotation file

The texts stay where they are, beside the checkout (`../shared/corpora`); only what we wrote about them is kept here,
in `annotations/CORPUS/DOC.jsonl`: one claim a line, short keys, defaults left out.

    s    number of the sentence          t     trigger, verbatim          type, e (event number)
    a, o actor, target: lists of names   p     "name|country|lat|lon"     rel  {"direction","distance_km","text"}
    w    "start/end|words"               src   "name:kind:side > name:kind:side", outermost first
    f    factuality (default certain)    v     verification (default null)   bg  true for history
    n    counts: [[what, who, low, high, words], …]
"""
from __future__ import annotations

import json
import os
import pathlib
import re
import sys
from datetime import datetime

HERE = pathlib.Path(__file__).parent
OWN = ("own", "own-held", "own-held2")  # dispatches written for this project; nobody looks at the mistakes of those held out
SHARED = pathlib.Path(os.environ.get("SHARED") or HERE.parent.parent / "shared")
ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Sen|Rep|Gov|St|No|Jr|Sr|vs|etc|U\.S|U\.N|U\.K|[A-Z]|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.$", re.I)
BREAK = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*\n")


def rows(path: pathlib.Path) -> list[dict]:
    return [json.loads(x) for x in path.read_text("utf-8").splitlines() if x.strip()]


def day(text: str) -> str | None:
    for form in ("%d %b %y", "%d %B %y"):
        try:
            return datetime.strptime(text.title(), form).date().isoformat()
        except ValueError:
            pass
    return None


def documents(corpus: str) -> dict[str, dict]:
    """The documents of one corpus by id, in the form of the gold's documents.jsonl."""
    out: dict[str, dict] = {}
    if corpus in ("muc4", "muc4-held"):
        for part in ("dev", "tst1"):
            for d in rows(SHARED / "corpora/muc4" / f"{part}.jsonl"):
                out[d["docid"]] = {"id": d["docid"], "date": day(d["header"].get("date") or ""), "title": "", "text": d["text"]}
    elif corpus == "re3d":
        dates = {}
        if (HERE / "annotations/re3d/dates.json").exists():
            dates = json.loads((HERE / "annotations/re3d/dates.json").read_text("utf-8"))
        for d in rows(SHARED / "corpora/re3d/tune.jsonl"):
            key = "re3d-" + d["docid"].split(":")[1][:10].lower()
            out[key] = {"id": key, "date": dates.get(key), "title": d["title"], "text": d["text"]}
    elif corpus in OWN:
        out = {d["id"]: d for d in rows(HERE / "annotations" / corpus / "documents.jsonl")}
    else:
        sys.exit(f"unknown corpus {corpus!r}")
    return out


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of sentences; datelines, "[TEXT]" and list numbers are cut off."""
    cuts, start = [], 0
    for m in BREAK.finditer(text):
        if not re.search(r"\n\s*\n", m.group()) and ABBREVIATION.search(text[start:m.start()].rstrip("\"”’')]")):
            continue
        cuts.append((start, m.start() + len(m.group()) - len(m.group().lstrip("\"”’')]"))))
        start = m.end()
    cuts.append((start, len(text)))
    out = []
    for a, b in cuts:
        head = re.match(r"\s*(?:[A-Z][A-Z .,()'-]+, \d{1,2} [A-Z]{3,9} \d{2}\b[^\n]*? -- ?)?\s*(?:\[[A-Z ]+\]\s*)*", text[a:b])
        a += head.end() if head else 0
        while a < b and text[b - 1].isspace():
            b -= 1
        if b - a > 1:
            out.append((a, b))
    return out


def _source(text: str) -> list[dict]:
    out = []
    for part in filter(None, (x.strip() for x in text.split(">"))):
        name, kind, side = [*part.split(":"), "", ""][:3]
        out.append({"name": name.strip(), "kind": kind.strip(), "side": side.strip()})
    return out


def expand(doc: dict, row: dict, number: int) -> dict:
    """One full claim from its short form. Raises ValueError where words are not in their sentence."""
    a, b = sentences(doc["text"])[row["s"]]
    text = doc["text"][a:b]
    found = re.search(r"\s+".join(map(re.escape, row["t"].split())), text)
    if not found:
        raise ValueError(f"trigger {row['t']!r} is not in sentence {row['s']}")
    place = None
    if row.get("p"):
        name, country, lat, lon = (row["p"].split("|") + [""] * 4)[:4]
        place = {"name": name, "country": country or None, "lat": float(lat) if lat else None,
                 "lon": float(lon) if lon else None, "relation": row.get("rel")}
    when = None
    if row.get("w"):
        span, _, words = row["w"].partition("|")
        start, _, end = span.partition("/")
        when = {"start": start, "end": end or start, "text": words}
    counts = [dict(zip(("what", "who", "low", "high", "text"), n, strict=True)) for n in row.get("n", ())]
    return {"doc": doc["id"], "id": number, "sentence": text, "start": a, "end": b, "trigger": found.group(),
            "type": row["type"], "event": row["e"], "actor": row.get("a", []), "target": row.get("o", []),
            "place": place, "when": when, "source": _source(row.get("src", "")),
            "factuality": row.get("f", "certain"), "verification": row.get("v"), "background": row.get("bg", False),
            "counts": counts}


def annotated(corpus: str) -> list[tuple[dict, list[dict]]]:
    """Every annotated document of a corpus with its claims."""
    texts, out = documents(corpus), []
    for path in sorted((HERE / "annotations" / corpus).glob("*.jsonl")):
        if path.stem == "documents":
            continue
        doc = texts[path.stem]
        out.append((doc, [expand(doc, row, n) for n, row in enumerate(rows(path), 1)]))
    return out


def main(argv: list[str]) -> None:
    what, *rest = argv or ["help"]
    if what == "list":
        for d in documents(rest[0]).values():
            print(d["id"], d["date"], len(d["text"]), d["title"][:80])
    elif what == "show":
        d = documents(rest[0])[rest[1]]
        print(d["id"], d["date"], d["title"])
        for n, (a, b) in enumerate(sentences(d["text"])):
            print(f"{n}: {' '.join(d['text'][a:b].split())}")
    elif what == "check":
        d = documents(rest[0])[rest[1]]
        for n, row in enumerate(rows(HERE / "annotations" / rest[0] / f"{rest[1]}.jsonl"), 1):
            try:
                expand(d, row, n)
            except (ValueError, KeyError, IndexError) as e:
                print(f"line {n}: {e!r}")
    elif what == "build":
        out = pathlib.Path(rest[0])
        out.mkdir(parents=True, exist_ok=True)
        pairs = [p for c in (rest[1:] or ["muc4", "re3d"]) for p in annotated(c)]
        (out / "documents.jsonl").write_text("".join(json.dumps(d) + "\n" for d, _ in pairs), "utf-8")
        (out / "claims.jsonl").write_text("".join(json.dumps(c) + "\n" for _, cs in pairs for c in cs), "utf-8")
        print(f"{len(pairs)} documents, {sum(len(c) for _, c in pairs)} claims in {out}")
    else:
        print(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
