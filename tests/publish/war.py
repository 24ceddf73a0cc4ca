"""An invented war of ten days, three sides and five places, as the rows that a picture is made from.

Written for these tests; no place, side or outlet of it exists. `python -m tests.publish.war OUT.html` writes its picture.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

from reportedly.publish.data import PictureData

Row = dict[str, Any]

COUNCIL, GUARD, MARSH = "Highland Council", "River Guard", "Marsh Army"
PLACES = {
    "Arvala": (47.80, 67.70, 6.0),
    "Besk": (47.20, 69.10, 4.0),
    "Corrin": (46.60, 67.30, 3.0),
    "Dunmere": (48.50, 68.60, 5.0),
    "Elst hills": (47.05, 66.20, 35.0),
}

REPORTS = [
    (
        "r1",
        "2031-05-02",
        "Steppe Wire",
        "wire",
        "Fighting near Arvala",
        "ARVALA, May 2 (Steppe Wire) - The Highland Council still holds Arvala, its governor said on Friday. "
        "Shells fired by the Marsh Army hit the market at dawn and killed at least 12 people, a doctor said.",
    ),
    (
        "r2",
        "2031-05-03",
        "Voice of the Marsh",
        "rebel",
        "Besk is ours",
        "The Marsh Army captured Besk on Saturday morning. Its defenders fled towards Dunmere.",
    ),
    (
        "r3",
        "2031-05-04",
        "Steppe Wire",
        "wire",
        "Council denies loss of Besk",
        "The Highland Council denied that Besk had been captured. Residents said that fighters of both sides were in the streets.",
    ),
    (
        "r4",
        "2031-05-04",
        "Morning Herald",
        "newspaper",
        "Besk said to have fallen",
        "The Marsh Army captured Besk on Saturday morning, Voice of the Marsh reported.",
    ),
    (
        "r5",
        "2031-05-06",
        "Relief Watch",
        "ngo",
        "Displacement update",
        "About 3,000 people fled Besk, and the Marsh Army now controls the town, aid workers said. "
        "A convoy with food reached Dunmere on Monday.",
    ),
    (
        "r6",
        "2031-05-07",
        "Steppe Wire",
        "wire",
        "Council admits loss",
        "The Highland Council acknowledged on Wednesday that its troops had withdrawn from Besk. "
        "A spokesman, Ilmar Tev, said that 40 to 60 of its soldiers had been killed.",
    ),
    (
        "r7",
        "2031-05-08",
        "Morning Herald",
        "newspaper",
        "River Guard enters Corrin",
        "Fighters of the River Guard entered Corrin on Thursday, witnesses said. Clashes were reported in the Elst hills.",
    ),
    (
        "r8",
        "2031-05-09",
        "صدى السهل",
        "radio",
        "أخبار اليوم",
        "دخلت قوات حرس النهر بلدة Corrin يوم الخميس. قال شاهد إن القتال مستمر.",
    ),
    (
        "r9",
        "2031-05-10",
        "Steppe Wire",
        "wire",
        "Guard takes Corrin; talks offered",
        "The River Guard took Corrin on Friday evening, the mayor told Steppe Wire. The Marsh Army plans to attack Dunmere "
        "next week, Ilmar Tev said. It was not possible to verify his words.",
    ),
    (
        "r10",
        "2031-05-11",
        "Morning Herald",
        "newspaper",
        "Two flags over Arvala",
        "The Marsh Army said that it had seized Arvala. The Highland Council said that it still held the city. "
        "<script>alert(1)</script> & <b>bold</b> \u202etxet\u202c 🚩 stood in the statement.",
    ),
]

# doc, words of the sentence, trigger, type, actor, target, place, day, source, factuality, verification, counts
CLAIMS: list[tuple[Any, ...]] = [
    (
        "r1",
        "The Highland Council still",
        "holds",
        "hold",
        [COUNCIL],
        [],
        "Arvala",
        None,
        [("the governor", "party", COUNCIL)],
        "certain",
        None,
        [],
    ),
    (
        "r1",
        "Shells fired",
        "Shells fired",
        "shelling",
        [MARSH],
        ["people"],
        "Arvala",
        "2031-05-02",
        [("a doctor", "witness", "")],
        "certain",
        None,
        [("killed", "people", 12, None)],
    ),
    ("r2", "The Marsh Army captured", "captured", "capture", [MARSH], [], "Besk", "2031-05-03", [], "certain", None, []),
    ("r2", "Its defenders", "fled", "withdraw", [COUNCIL], [], "Besk", None, [], "certain", None, []),
    (
        "r3",
        "The Highland Council denied",
        "captured",
        "capture",
        [MARSH],
        [COUNCIL],
        "Besk",
        None,
        [(COUNCIL, "party", COUNCIL)],
        "denied",
        "disputed",
        [],
    ),
    (
        "r3",
        "Residents said",
        "fighters",
        "clash",
        [MARSH, COUNCIL],
        [],
        "Besk",
        None,
        [("residents", "witness", "")],
        "certain",
        None,
        [],
    ),
    (
        "r4",
        "The Marsh Army captured",
        "captured",
        "capture",
        [MARSH],
        [],
        "Besk",
        "2031-05-03",
        [("Voice of the Marsh", "media", MARSH)],
        "certain",
        "unconfirmed",
        [],
    ),
    (
        "r5",
        "About 3,000",
        "fled",
        "displace",
        [],
        ["people"],
        "Besk",
        None,
        [("aid workers", "ngo", "")],
        "certain",
        None,
        [("displaced", "people", 3000, 3000)],
    ),
    ("r5", "About 3,000", "controls", "hold", [MARSH], [], "Besk", None, [("aid workers", "ngo", "")], "certain", None, []),
    ("r5", "A convoy", "reached", "deliver_aid", [], [], "Dunmere", "2031-05-05", [], "certain", None, []),
    (
        "r6",
        "The Highland Council acknowledged",
        "withdrawn",
        "withdraw",
        [COUNCIL],
        [],
        "Besk",
        None,
        [(COUNCIL, "party", COUNCIL)],
        "certain",
        None,
        [],
    ),
    (
        "r6",
        "A spokesman",
        "killed",
        "kill",
        [],
        ["soldiers"],
        "Besk",
        None,
        [("Ilmar Tev", "party", COUNCIL)],
        "certain",
        None,
        [("killed", "soldiers", 40, 60)],
    ),
    (
        "r7",
        "Fighters of the River",
        "entered",
        "enter",
        [GUARD],
        [],
        "Corrin",
        "2031-05-08",
        [("", "witness", "")],
        "certain",
        None,
        [],
    ),
    ("r7", "Clashes were", "Clashes", "clash", [], [], "Elst hills", None, [("", "unnamed", "")], "probable", "unconfirmed", []),
    ("r8", "دخلت قوات", "دخلت", "enter", [GUARD], [], "Corrin", "2031-05-08", [], "certain", None, []),
    (
        "r9",
        "The River Guard took",
        "took",
        "capture",
        [GUARD],
        [],
        "Corrin",
        "2031-05-09",
        [("the mayor", "government", "")],
        "certain",
        None,
        [],
    ),
    (
        "r9",
        "The Marsh Army plans",
        "attack",
        "attack",
        [MARSH],
        [COUNCIL],
        "Dunmere",
        None,
        [("Ilmar Tev", "party", COUNCIL)],
        "future",
        "unconfirmed",
        [],
    ),
    (
        "r10",
        "The Marsh Army said",
        "seized",
        "capture",
        [MARSH],
        [],
        "Arvala",
        None,
        [(MARSH, "party", MARSH)],
        "certain",
        "disputed",
        [],
    ),
    (
        "r10",
        "The Highland Council said",
        "held",
        "hold",
        [COUNCIL],
        [],
        "Arvala",
        None,
        [(COUNCIL, "party", COUNCIL)],
        "certain",
        "disputed",
        [],
    ),
]


def documents() -> list[Row]:
    """The reports, with keys."""
    return [
        {
            "id": i,
            "key": hashlib.sha256(i.encode()).hexdigest(),
            "date": day,
            "outlet": outlet,
            "outlet_kind": kind,
            "title": title,
            "text": text,
            "lang": "ar" if i == "r8" else "en",
            "url": "",
            "licence": "",
        }
        for i, day, outlet, kind, title, text in REPORTS
    ]


def claims() -> list[Row]:
    """The claim records; `c0`, `c1` … in the order of CLAIMS."""
    docs = {d["id"]: d for d in documents()}
    return [_claim(n, docs[c[0]], *c[1:]) for n, c in enumerate(CLAIMS)]


def _claim(
    n: int,
    doc: Row,
    begins: str,
    trigger: str,
    kind: str,
    actor: list[str],
    target: list[str],
    place: str,
    day: str | None,
    source: list[tuple[str, str, str]],
    factuality: str,
    verification: str | None,
    counts: list[tuple[Any, ...]],
) -> Row:
    text = doc["text"]
    start = text.index(begins)
    end = text.index(".", start) + 1
    at = text.index(trigger, start)
    lat, lon, radius = PLACES[place]
    return {
        "doc": doc["id"],
        "document": doc["key"],
        "id": f"c{n}",
        "sentence": text[start:end],
        "start": start,
        "end": end,
        "trigger": trigger,
        "type": kind,
        "event": n,
        "actor": actor,
        "target": target,
        "place": {
            "name": place,
            "country": "KZ",
            "lat": lat,
            "lon": lon,
            "radius_km": radius,
            "relation": None,
            "precision": 1,
            "feature": "region" if place == "Elst hills" else "city",
            "probability": 0.9,
            "id": f"g:{place}",
            "how": "",
            "geometry": "",
        },
        "when": day
        and {
            "start": day,
            "end": day,
            "text": "on the day",
            "granularity": "day",
            "anchor": "publication",
            "edtf": day,
            "timex": day,
        },
        "source": [{"name": a, "kind": b, "side": c} for a, b, c in source],
        "factuality": factuality,
        "verification": verification,
        "background": False,
        "counts": [{"what": a, "who": b, "low": c, "high": d, "text": "", "start": start, "end": end} for a, b, c, d in counts],
        "probability": 0.8,
        "spans": {"trigger": [at, at + len(trigger)], "actor": [], "target": [], "place": None, "when": None, "source": []},
        "candidates": {"actor": [], "target": [], "place": [], "when": []},
        "because": [{"field": "type", "rule": f"lexicon:{kind}", "text": trigger}],
        "origin": "test",
    }


def _period(
    place: str, start: str, end: str, holder: str | None, status: str, p: float, ids: list[int], as_of: str | None, second: str = ""
) -> Row:
    lat, lon, _ = PLACES[place]
    return {
        "place": place,
        "key": f"g:{place}",
        "country": "KZ",
        "lat": lat,
        "lon": lon,
        "from": start,
        "to": end,
        "holder": holder,
        "status": status,
        "probability": p,
        "claims": [f"c{i}" for i in ids],
        "as_of": as_of,
        "probabilities": {holder or "contested": p, **({second: round(1 - p, 2)} if second else {})},
    }


def control() -> list[Row]:
    """Who held what in each version of the truth: by day of publication, and now."""
    days = sorted({d["date"] for d in documents()})
    return [r for day in (*days, None) for r in _control(day)]


def _control(as_of: str | None) -> list[Row]:
    known, end = as_of or "2031-05-11", as_of or "2031-05-11"
    rows = [_period("Arvala", "2031-05-02", min(end, "2031-05-10"), COUNCIL, "held", 0.82, [0], as_of)]
    if known >= "2031-05-11":
        rows.append(_period("Arvala", "2031-05-11", end, COUNCIL, "contested", 0.55, [17, 18], as_of, MARSH))
    if "2031-05-03" <= known < "2031-05-04":
        rows.append(_period("Besk", "2031-05-03", end, MARSH, "claimed", 0.6, [2, 3], as_of, COUNCIL))
    elif "2031-05-04" <= known < "2031-05-06":
        rows.append(_period("Besk", "2031-05-03", end, MARSH, "contested", 0.5, [2, 4, 5, 6], as_of, COUNCIL))
    elif known >= "2031-05-06":
        rows += [
            _period("Besk", "2031-05-02", "2031-05-02", COUNCIL, "held", 0.7, [3], as_of, MARSH),
            _period(
                "Besk", "2031-05-03", end, MARSH, "held", 0.86 if known < "2031-05-07" else 0.97, [2, 4, 6, 8, 10], as_of, COUNCIL
            ),
        ]
    if known >= "2031-05-08":
        rows.append(_period("Corrin", "2031-05-08", min(end, "2031-05-08"), GUARD, "presence", 0.6, [12, 14], as_of))
    if known >= "2031-05-10":
        rows.append(_period("Corrin", "2031-05-09", end, GUARD, "held", 0.8, [12, 14, 15], as_of))
    if known >= "2031-05-08":
        rows.append(_period("Elst hills", "2031-05-08", end, None, "contested", 0.5, [13], as_of))
    rows.append(_period("Dunmere", "2031-05-02", end, COUNCIL, "denied" if known >= "2031-05-10" else "claimed", 0.5, [16], as_of))
    return rows


def events() -> list[Row]:
    """Events as known now, three of them with several reports."""
    every = claims()
    groups = [
        ([0], "past"),
        ([1], "claimed"),
        ([2, 4, 6], "established"),
        ([3, 10], "established"),
        ([5], "claimed"),
        ([7], "claimed"),
        ([9], "claimed"),
        ([11], "claimed"),
        ([12, 14], "established"),
        ([13], "possible"),
        ([15], "claimed"),
        ([16], "planned"),
        ([17], "disputed"),
        ([18], "disputed"),
    ]
    return [_event(f"e{n}", [every[i] for i in ids], standing) for n, (ids, standing) in enumerate(groups)]


FAMILY = {
    "hold": "territory",
    "capture": "territory",
    "withdraw": "territory",
    "enter": "territory",
    "shelling": "violence",
    "clash": "violence",
    "kill": "violence",
    "attack": "violence",
    "displace": "people",
    "deliver_aid": "people",
}


def _event(key: str, reports: list[Row], standing: str) -> Row:
    first = reports[0]
    place, when = first["place"], first["when"]
    date = {d["id"]: d["date"] for d in documents()}
    killed = next(({"low": c["low"], "high": c["high"]} for r in reports for c in r["counts"] if c["what"] == "killed"), None)
    voices: dict[str, list[Row]] = {}
    for r in reports:
        voices.setdefault(_voice(r), []).append(r)
    return {
        "event": key,
        "type": first["type"],
        "family": FAMILY[first["type"]],
        "place": place["name"],
        "place_key": place["id"],
        "country": "KZ",
        "lat": place["lat"],
        "lon": place["lon"],
        "radius_km": place["radius_km"],
        "dates": {
            "start": (when or {"start": date[first["doc"]]})["start"],
            "end": (when or {"end": date[first["doc"]]})["end"],
            "inferred": not when,
        },
        "actor": first["actor"],
        "target": first["target"],
        "reports": [
            {"doc": r["doc"], "start": r["start"], "end": r["end"], "claim": r["id"], "date": date[r["doc"]]} for r in reports
        ],
        "standing": standing,
        "independent_sources": len(voices),
        "killed": killed,
        "figures": [
            {
                "what": c["what"],
                "low": c["low"],
                "high": c["high"],
                "text": c["text"],
                "claimant": (r["source"] or [{"name": ""}])[0]["name"],
                "claim": r["id"],
                "whose": "other",
                "status": "current",
            }
            for r in reports
            for c in r["counts"]
        ],
        "grade": {"reliability": "C", "credibility": 2, "code": "C2", "because": "told by two voices that do not share a source"},
        "origins": [
            {
                "name": name,
                "kind": "party",
                "side": "",
                "stance": "denies" if rows[0]["factuality"] == "denied" else "affirms",
                "interest": "none",
                "claims": [r["id"] for r in rows],
            }
            for name, rows in voices.items()
        ],
        "because": ["same type, place and day"],
        "as_of": None,
    }


def _voice(c: Row) -> str:
    outlet = {i: outlet for i, _, outlet, *_ in REPORTS}[c["doc"]]
    return next((s["name"] or f"a {s['kind']}" for s in c["source"]), outlet)


def evidence() -> list[Row]:
    """What the claims of territory say of their place."""
    date = {d["id"]: d["date"] for d in documents()}
    out = []
    for c in claims():
        if FAMILY[c["type"]] != "territory" or not c["actor"]:
            continue
        holds = c["type"] != "withdraw" and c["factuality"] != "denied"
        out.append(
            {
                "key": c["place"]["id"],
                "claim": c["id"],
                "day": (c["when"] or {"start": date[c["doc"]]})["start"],
                "party": c["actor"][0],
                "holds": holds,
                "contested": False,
                "weight": 2.0,
                "voice": "other",
                "origin": _voice(c),
                "type": c["type"],
                "published": date[c["doc"]],
            }
        )
    return out


def sources() -> list[Row]:
    """Graded sources."""
    return [
        {
            "name": "Steppe Wire",
            "kind": "media",
            "side": "",
            "reliability": "B",
            "claims": 6,
            "confirmed": 3,
            "refuted": 0,
            "because": "an agency without a side",
        },
        {
            "name": "Voice of the Marsh",
            "kind": "party",
            "side": MARSH,
            "reliability": "D",
            "claims": 2,
            "confirmed": 1,
            "refuted": 0,
            "because": "a side's own radio speaking in its favour",
        },
        {
            "name": "Ilmar Tev",
            "kind": "party",
            "side": COUNCIL,
            "reliability": "C",
            "claims": 2,
            "confirmed": 0,
            "refuted": 0,
            "because": "a side's spokesman who admitted losses",
        },
    ]


def war() -> PictureData:
    """The whole of it."""
    return PictureData(
        "An invented war, May 2031",
        tuple(documents()),
        tuple(claims()),
        tuple(events()),
        tuple(control()),
        tuple(sources()),
        tuple(evidence()),
        ({"name": "Old Ferry", "lat": 47.5, "lon": 68.3, "population": 60000},),
        "2031-05-11",
        "tests",
    )


if __name__ == "__main__":
    from reportedly.publish.picture import picture

    Path(sys.argv[1]).write_text(picture(war()), "utf-8")
