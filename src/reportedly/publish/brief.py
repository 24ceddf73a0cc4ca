"""The brief: a situation report as OCHA and ISW write them. Every sentence is footnoted to report and quotation.

A sentence is made of fixed words and of values that stand in the rows it comes from; nothing else can get into it.
Shape: highlights and "as of" line from OCHA's situation reports; confirmed, claimed and denied apart, and place by place,
from ISW's campaign assessments.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..model.rows import Row
from . import clean, words
from .data import PictureData
from .geojson import now

FIRM = ("established",)
OPEN = ("disputed", "refuted")
WEAK = ("claimed", "possible")
FIGURES = 4
CITED = 4  # at most so many notes a sentence; the picture has them all


@dataclass(frozen=True, slots=True)
class Sentence:
    """`parts` alternate freely between fixed words ("said", False) and values from rows ("Kunduz", True); `claims` are the ids of
    the claims behind it."""

    parts: tuple[tuple[str, bool], ...]
    claims: tuple[str, ...]

    @property
    def text(self) -> str:
        said = "".join(t for t, _ in self.parts).strip()
        return said[:1].upper() + said[1:]


Pair = tuple[str, tuple[Sentence, ...], tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences; `pairs` are disputed points: what is at issue, who says so, who says otherwise."""

    title: str
    sentences: tuple[Sentence, ...] = ()
    pairs: tuple[Pair, ...] = ()
    parts: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole brief. `claims` are those cited, by id, in the order of their notes."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    claims: dict[str, Row]
    documents: dict[str, Row]


def brief(data: PictureData, form: str = "md", *, since: str | None = None, place: str | None = None) -> str | bytes:
    """The brief as Markdown ("md"), a self-contained HTML page ("html") or a PDF ("pdf", bytes).

    `since` is the first day of what counts as new (default: the day before the latest report); `place` keeps one place.
    Raises ReportedlyError for a PDF where WeasyPrint is not installed.
    """
    from . import brief_render
    return brief_render.FORMS[form](report(data, since=since, place=place))


def sections(data: PictureData, *, since: str | None = None, place: str | None = None) -> list[Row]:
    """The brief's sentences as rows: section, sentence, and the claims behind it."""
    made = report(data, since=since, place=place)
    return [{"section": title, "sentence": s.text, "claims": list(s.claims)} for title, s in _flat(made.sections)]


def report(data: PictureData, *, since: str | None = None, place: str | None = None) -> Report:
    """All sections of the brief, those without a sentence left out."""
    until = data.made or max((d["date"][:10] for d in data.documents if d.get("date")), default="")
    first = since or _before(until)
    control = [r for r in now(data.control) if _at(r, place)]
    events = [e for e in now(data.events) if _at(e, place) and _new(e, first, until)]
    claims = {c["id"]: c for c in data.claims}
    made: tuple[Section, ...] = (
        Section("What changed", tuple(_changes(control, first, until))),
        Section("Who holds what", parts=_holders(control, until)),
        Section("Events by area", parts=_areas([e for e in events if e["standing"] in FIRM], claims)),
        Section("Disputed", pairs=tuple(_disputes(data, control, events, claims, until))),
        Section("Not confirmed", parts=_areas([e for e in events if e["standing"] in WEAK], claims)),
        Section("Planned, feared or demanded", parts=_areas([e for e in events if e["standing"] == "planned"], claims)),
        Section("Not known", tuple(_lost(control, until))),
    )
    heard = {c for _, s in _flat(made) for c in s.claims}
    made = (*made, Section("Sources", tuple(_sources(data, heard))))
    kept = tuple(s for s in made if s.sentences or s.pairs or s.parts)
    cited = dict.fromkeys(c for _, s in _flat(kept) for c in s.claims if c in claims)
    outlets = len({d.get("outlet") or d["id"] for d in data.documents})
    about = f"{words.day(first)} to {words.day(until)}. From {_many(len(data.documents), 'report')} by {_many(outlets, 'outlet')}"
    return Report(clean.line(data.title), clean.line(f"{about}{f', on {place}' if place else ''}."), kept, {c: claims[c] for c in cited},
                  {d["key"]: d for d in data.documents})


def _flat(found: Iterable[Section]) -> list[tuple[str, Sentence]]:
    out: list[tuple[str, Sentence]] = []
    for s in found:
        out += [(s.title, x) for x in s.sentences]
        out += [(s.title, x) for _, a, b in s.pairs for x in (*a, *b)]
        out += _flat(s.parts)
    return out


def _changes(control: Sequence[Row], first: str, until: str) -> Iterable[Sentence]:
    """Each place that is held otherwise than before, the latest change of the period."""
    for rows in _by_place(control).values():
        found = [(a, b) for a, b in zip([None, *rows], rows, strict=False) if first <= b["from"] <= until and b["status"] != "unknown"]
        if not found:
            continue
        before, after = found[-1]
        said: list[tuple[str, bool]] = [(after["place"], True), (": ", False), (words.tier(after), True), (", since ", False),
                                        (words.day(after["from"]), True), *_likely(after, until)]
        if before and (before["holder"], before["status"]) != (after["holder"], after["status"]):
            said += [("; before that ", False), (words.tier(before), True)]
        yield _sentence(said, after["claims"])


def _holders(control: Sequence[Row], day: str) -> tuple[Section, ...]:
    """Places by tier, then holder, at the end of the last day."""
    groups: dict[str, list[Sentence]] = {t: [] for t in ("held", "claimed", "contested", "denied", "presence")}
    for rows in _by_place(control).values():
        row = next((r for r in reversed(rows) if r["from"] <= day <= r["to"]), None)
        if row and row["status"] in groups:
            groups[row["status"]].append(_sentence(_held(row, day), row["claims"]))
    return tuple(Section(t.capitalize(), tuple(sorted(s, key=lambda x: x.text))) for t, s in groups.items() if s)


def _held(row: Row, day: str) -> list[tuple[str, bool]]:
    """"Besk: Marsh Army, since 3 May 2031 (very likely, 86%)": the heading above says how it is held."""
    plain = row["status"] in ("held", "claimed") and row.get("holder")
    return [(row["place"], True), (": ", False), (row["holder"] if plain else words.tier(row), True), (", since ", False),
            (words.day(row["from"]), True), *_likely(row, day)]


def _likely(row: Row, day: str) -> list[tuple[str, bool]]:
    """How probable it is at the end of the day, as `reportedly control` says; the lowest of the period where only that is told."""
    if row["status"] == "contested":  # how likely a dispute is says nothing of whose the place is
        return []
    p = next((p for first, p in reversed(row.get("likely") or ()) if first <= day), row["probability"])
    return [(f" ({words.likelihood(p)}, ", False), (words.percent(p), True), (")", False)]


def _lost(control: Sequence[Row], day: str) -> Iterable[Sentence]:
    """Places of which nothing is known any more at the end of the day: what was last known, and until when."""
    for rows in _by_place(control).values():
        at = next((r for r in reversed(rows) if r["from"] <= day <= r["to"]), None)
        known = [r for r in rows if r["status"] != "unknown" and r["from"] <= day]
        if (at is None or at["status"] == "unknown") and known:
            yield _sentence([(known[-1]["place"], True), (": last known as ", False), (words.tier(known[-1]), True), (", until ", False),
                             (words.day(known[-1]["to"]), True)], known[-1]["claims"])


def _areas(events: Sequence[Row], claims: dict[str, Row]) -> tuple[Section, ...]:
    """Events by place, the places by name and those without one last; within a place by day."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for e in events:
        groups[e["place"] or ""].append(e)
    ordered = sorted(groups, key=lambda name: (not name, name.casefold()))
    return tuple(Section(clean.line(name) or "No place told", tuple(
        _event(e, claims) for e in sorted(groups[name], key=lambda e: ((e["dates"] or {}).get("start") or "9999", e["event"]))))
        for name in ordered)


def _event(e: Row, claims: dict[str, Row]) -> Sentence:
    """"3 May 2031: A captured Besk; 12 killed (3 reports, 2 sources)"; where it is not established, according to whom."""
    firm = e["standing"] in FIRM
    said = _when(e)
    voices = [o["name"] for o in e["origins"] if o["stance"] in ("affirms", "plans", "mentions")]
    if not firm and voices:
        said += [(", according to " if said else "according to ", False), ("; ".join(dict.fromkeys(voices)), True)]
    said += [(": ", False)] if said else []
    said += words.told(e) if e["standing"] not in ("possible", "planned") else words.named(e, "possible " * (e["standing"] == "possible"))
    if killed := words.span(e["killed"]):
        said += [("; ", False), (killed, True), (" killed", False)]
    said += _figures(e)
    if len(e["reports"]) > 1:
        said += [(" (", False), (words.folded(len(e["reports"]), e["independent_sources"]), True), (")", False)]
    return _sentence(said, _telling(e, claims))


def _when(e: Row) -> list[tuple[str, bool]]:
    """Its day or days; "by" the day of the report where none is told; for what is planned without a day, nothing."""
    told = e["dates"]
    if not told or (told["inferred"] and e["standing"] == "planned"):
        return []
    at, over = words.day(told["start"]), words.day(told["end"])
    if told["inferred"]:
        return [("by ", False), (over, True)]
    return [(at, True), *([(" to ", False), (over, True)] if over != at else [])]


def _figures(e: Row) -> list[tuple[str, bool]]:
    """Figures other than the dead; and those of the dead by claimant where they differ."""
    told = [f for f in e["figures"] if f["status"] != "withdrawn" and words.span(f)]
    dead = [f for f in told if f["what"] == "killed"]
    shown = [f for f in told if f["what"] != "killed"]
    if len({words.span(f) for f in dead}) > 1:
        shown = [*dead, *shown]
    out: list[tuple[str, bool]] = []
    for f in list({(f["what"], words.span(f), f["claimant"]): f for f in shown}.values())[:FIGURES]:
        out += [("; ", False), (words.span(f), True), (f" {_one(f)}", False)]
        out += [(" by the count of ", False), (f["claimant"], True)] if f["claimant"] and f in dead else []
    return out


def _one(figure: Row) -> str:
    """"1 vehicle", "2 vehicles"; what was done to people has no plural."""
    what = str(figure["what"])
    return what.removesuffix("s") if figure.get("low") == figure.get("high") == 1 and what != "troops" else what


def _telling(e: Row, claims: dict[str, Row]) -> list[str]:
    """The event's claims, those that give a figure first, then by date: the notes must carry the figures."""
    ids = [r["claim"] for r in e["reports"] if r.get("claim") in claims]
    return sorted(ids, key=lambda c: not claims[c]["counts"])


def _disputes(data: PictureData, control: Sequence[Row], events: Sequence[Row], claims: dict[str, Row], day: str) -> Iterable[Pair]:
    """What is at issue with who says so and who says otherwise: events, then places contested or claimed against a denial."""
    for e in events:
        yes, no = _voices(e, claims, ("affirms", "plans", "mentions")), _voices(e, claims, ("denies", "doubts"))
        if e["standing"] in OPEN and no:
            yield f"{words.noun(e['type']).capitalize()}, {clean.line(e['place'] or 'no place told')}", yes, no
    yield from _contested(data, control, claims, day)


def _voices(e: Row, claims: dict[str, Row], stances: tuple[str, ...]) -> tuple[Sentence, ...]:
    """The event's independent voices of these stances, each in its first words."""
    return tuple(_says(claims[o["claims"][0]], o["name"], o["claims"]) for o in e["origins"]
                 if o["stance"] in stances and o["claims"] and o["claims"][0] in claims)


def _contested(data: PictureData, control: Sequence[Row], claims: dict[str, Row], day: str) -> Iterable[Pair]:
    for row in control:
        if row["status"] in ("contested", "denied") and row["from"] <= day <= row["to"]:
            mine = [r for r in data.evidence if r["key"] == row["key"] and r["claim"] in row["claims"] and r["claim"] in claims]
            told = [(r, claims[r["claim"]]) for r in _once(mine)]
            pro = [c for r, c in told if _stands(r, row["holder"])]
            # Who tells of a change tells in one sentence who held the place before it and who since: that is no dispute.
            same = {(c["document"], c["sentence"]) for c in pro}
            con = [c for r, c in told if not _stands(r, row["holder"]) and (c["document"], c["sentence"]) not in same]
            yes, no = (tuple(_says(c, _voice(data, c), [c["id"]]) for c in side) for side in (pro, con))
            if yes and no:
                yield f"Who holds {clean.line(row['place'])}", yes, no


def _voice(data: PictureData, claim: Row) -> str:
    """Who says it: the chain of sources, else the outlet."""
    outlet = next((d.get("outlet") for d in data.documents if d["key"] == claim["document"]), "")
    return words.chain(claim["source"]) if claim["source"] else str(outlet or claim["doc"])


def _once(rows: Sequence[Row]) -> list[Row]:
    return list({r["claim"]: r for r in rows}.values())


def _stands(row: Row, holder: str | None) -> bool:
    return bool(bool(row["holds"]) == (row["party"] == holder))


def _says(claim: Row, voice: str, ids: Sequence[str]) -> Sentence:
    """"Ilmar Tev: “…”" with the sentence itself."""
    return _sentence([(voice, True), (": “", False), (claim["sentence"], True), ("”", False)], ids)


def _sources(data: PictureData, heard: set[str]) -> Iterable[Sentence]:
    """Each graded source of the claims that the brief rests on, cited by the first of them."""
    keys = {d["key"]: d.get("outlet") or "" for d in data.documents}
    made: dict[str, list[str]] = defaultdict(list)
    for c in data.claims:
        if c["id"] not in heard:
            continue
        said = {x for s in c["source"] for x in (s["name"] or s["kind"], s["side"]) if x}
        for name in sorted({*said, keys.get(c["document"], "")}):
            made[name].append(c["id"])
    for s in data.sources:
        if ids := made.get(s["name"]):
            about = ", ".join(x for x in (s["kind"], s.get("side") if s.get("side") != s["name"] else "") if x)
            yield _sentence([(s["name"], True), (" (", False), (about, True), ("): grade ", False), (s["reliability"] or "F", True),
                             (", ", False), (s["because"], True)], ids[:1])


def _sentence(parts: Iterable[tuple[str, bool]], ids: Iterable[str]) -> Sentence:
    said = [(clean.line(t), v) for t, v in parts]
    end = "" if said[-1][0].endswith("”") else "."
    return Sentence((*said, (end, False)), tuple(dict.fromkeys(ids))[:CITED])


def _by_place(control: Sequence[Row]) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for r in sorted(control, key=lambda r: (r["place"].casefold(), r["from"])):
        out[r.get("key") or r["place"]].append(r)
    return out


def _at(row: Row, place: str | None) -> bool:
    return place is None or place.casefold() in str(row.get("place") or "").casefold()


def _new(e: Row, first: str, until: str) -> bool:
    """Whether an event belongs to the period: by its own days, or where it has none, by its first report."""
    if e["standing"] == "past":
        return False
    if e["dates"]:
        return bool(e["dates"]["end"] >= first and e["dates"]["start"] <= until) or e["standing"] == "planned"
    return any((r.get("date") or "") >= first for r in e["reports"])


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(1)).isoformat() if day else ""


def _many(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
