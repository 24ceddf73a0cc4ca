"""Made-up reports of a made-up war, as short lines: day published, outlet, outlet's kind, then claims."""
from __future__ import annotations

from reportedly.model.claim import Claim, Count, Mention, PlaceMention, Span, claim_id
from reportedly.model.document import Document
from reportedly.model.event import Publication, Report
from reportedly.model.reference import Actor, Place, Resolution, Source, When

POINTS = {"Velgrad": (10.0, 20.0), "Ostrava Pass": (10.5, 20.6), "Kern": (11.0, 21.0), "Velgrad airport": (10.05, 20.05)}
ARMY, FRONT = "army", "Northern Front"


def country(code: str) -> str:
    return {"XX": "Xanthia"}.get(code, "")


def claim(kind: str, place: str | None = "Velgrad", who: tuple[str, ...] = (), whom: tuple[str, ...] = (), *,
          says: tuple[str, str, str] | None = None, on: str | None = None, to: str | None = None, fact: str = "certain",
          killed: int | None = None, most: int | None = -1,
          mark: str | None = None, text: str = "", background: bool = False) -> dict:
    return {"kind": kind, "place": place, "who": who, "whom": whom, "says": says, "on": on, "to": to, "fact": fact, "killed": killed,
            "most": most, "mark": mark, "text": text, "background": background}


def report(n: int, day: str, *claims: dict, outlet: str = "Coast Wire", outlet_kind: str = "wire") -> list[Report]:
    """The reports of one document, its claims one sentence each unless they give the same text."""
    lines = [
        c["text"] or " ".join(f"word{n}x{k}x{i}" for i in range(9)) + "." for k, c in enumerate(claims)]
    text = "\n".join(dict.fromkeys(lines))
    doc = Document(f"d{n}", text, day, outlet=outlet, outlet_kind=outlet_kind)
    about = Publication(doc.key, doc.id, day, outlet=outlet, outlet_kind=outlet_kind)
    return [Report(about, *_pair(doc, k, c, line)) for k, (c, line) in enumerate(zip(claims, lines, strict=True))]


def _pair(doc: Document, k: int, c: dict, line: str) -> tuple[Claim, Resolution]:
    start = doc.text.index(line)
    key = claim_id(doc.key, start, start + 1, f"{c['kind']}{k}")
    most = c["killed"] if c["most"] == -1 else c["most"]
    counts = (Count("killed", "", c["killed"], most, str(c["killed"]), start, start + 1),) if c["killed"] is not None else ()
    mentions = [tuple(Mention(start, start, n, n.split()[-1].lower()) for n in c[r]) for r in ("who", "whom")]
    made = Claim(key, doc.key, doc.id, start, start + len(line), line, Span(start, start + 1, line[0]), c["kind"], *mentions,
                 place=PlaceMention(start, start, c["place"]) if c["place"] else None, factuality=c["fact"], verification=c["mark"],
                 counts=counts)
    where = Place(c["place"], start, start, "XX", *POINTS[c["place"]], 5.0, feature="town") if c["place"] else None
    when = When(c["on"], c["to"] or c["on"], "") if c["on"] else None
    source = (Source(*c["says"]),) if c["says"] else ()
    actors = [tuple(Actor(n, start, start) for n in c[r]) for r in ("who", "whom")]
    return made, Resolution(key, *actors, where, when, source, c["background"])


BY_ARMY, BY_FRONT = ("army spokesman", "party", ARMY), ("front spokesman", "party", FRONT)
UN, NURSE = ("UN mission", "igo", ""), ("a nurse", "witness", "")


def war() -> list[Report]:
    """Velgrad: the army's, taken by the front (admitted), claimed back by the army (denied), seen in its hands."""
    return [
        *report(1, "2031-04-01", claim("hold", "Velgrad", (ARMY,)), claim("hold", "Kern", (FRONT,), says=UN)),
        *report(2, "2031-04-06", claim("capture", "Velgrad", (FRONT,), (ARMY,), says=BY_FRONT, on="2031-04-05"),
                claim("clash", "Velgrad", (FRONT,), (ARMY,), says=NURSE, on="2031-04-04", killed=12)),
        *report(3, "2031-04-07", claim("withdraw", "Velgrad", (ARMY,), says=BY_ARMY, on="2031-04-05"), outlet="Hill Post",
                outlet_kind="newspaper"),
        *report(4, "2031-04-20", claim("capture", "Velgrad", (ARMY,), (FRONT,), says=BY_ARMY, on="2031-04-19", killed=80),
                claim("capture", "Velgrad", (ARMY,), says=BY_FRONT, fact="denied")),
        *report(5, "2031-04-24", claim("hold", "Velgrad", (ARMY,), says=UN, on="2031-04-22"), outlet="Hill Post", outlet_kind="newspaper"),
        *report(6, "2031-04-25", claim("capture", "Kern", (ARMY,), says=BY_ARMY, fact="future"),
                claim("capture", "Ostrava Pass", (FRONT,)), outlet="Radio Front", outlet_kind="rebel")]
