"""Stories: why a place is held to be in somebody's hands, in sentences with citations, and what changed between two days."""
from __future__ import annotations

from collections.abc import Sequence

from ..model.control import Answer, Evidence
from ..model.event import Report
from .control import Picture, answer, answers
from .days import ordinal, told
from .places import Spot
from .setting import Setting
from .words import likelihood, percent

QUOTE = 160
SAYS = {
    ("capture", True): "took it", ("hold", True): "holds it", ("enter", True): "is in it", ("deploy", True): "has troops there",
    ("repel", True): "beat off an attack", ("withdraw", False): "has left it", ("surrender", False): "gave it up",
    ("besiege", False): "surrounds it from outside", ("advance", False): "is moving on it"}


def why(setting: Setting, view: Picture, key: str, day: str) -> list[str]:
    """The story of one place up to `day` (ISO 8601): the answer, then the claims behind it in the order of the days they are about,
    each with its source, document and words, then what speaks against it."""
    course = view.courses[key]
    found = answer(view, key, day)
    by_claim = {r.claim.id: r for r in setting.reports}
    known = [e for e in course.evidence if ordinal(e.day) <= ordinal(day) and not e.before]
    lines = [headline(found, course.spot)]
    seen: set[str] = set()
    for e in sorted(known, key=lambda e: (e.day, e.published, e.claim)):
        if e.claim not in seen and e.claim in by_claim:
            seen.add(e.claim)
            lines.append(sentence(setting, view, e, by_claim[e.claim]))
    if not seen:
        lines.append("No report up to that day says who holds it.")
    return lines


def headline(a: Answer, spot: Spot) -> str:
    """The answer of one place and day in one sentence."""
    who = {"held": f"{a.holder} holds {spot.name}",
           "claimed": f"{a.holder} says that it holds {spot.name}; nobody else confirms or denies it",
           "contested": f"{spot.name} is contested" + (f", {a.holder} the likelier holder" if a.holder else ""),
           "denied": f"It is denied that {spot.name} changed hands", "presence": f"{a.holder} has forces in {spot.name}",
           "unknown": f"Who holds {spot.name} is not known"}[a.status]
    as_of = f", as known on {a.as_of}" if a.as_of else ""
    if a.status == "unknown":
        return f"{a.day}{as_of}: {who}: {a.because}."
    return f"{a.day}{as_of}: {who} ({likelihood(min(1.0, max(0.0, a.probability)))}, {percent(a.probability)}): {a.because}."


def sentence(setting: Setting, view: Picture, e: Evidence, r: Report) -> str:
    """What one claim says of who holds the place, with its source, document and words."""
    voice = setting.voice(r)
    side = view.shown(e.party) if e.party else ""
    if e.contested:
        said = "there is fighting" if not side else f"{side} holds a part of it"
    else:
        said = SAYS.get((e.type, e.holds), "is there" if e.holds else "does not hold it")
        said = f"{side} {said}"
    if r.claim.factuality == "denied":
        said = f"denied: {r.claim.type}"
    tone = {"own": ", in its own favour", "against": ", against its own interest", "unnamed": ", unnamed"}.get(e.voice, "")
    when = "" if told(r) else " (day inferred from publication)"
    copy = f", repeating {r.publication.outlet or 'another report'}'s source" if voice.copy_of else ""
    return (f"{e.day}{when}: {said}, says {voice.name}{tone}{copy} [{r.publication.id}, {r.publication.day}, "
            f"characters {r.claim.start}-{r.claim.end}: “{_quote(r.claim.sentence)}”]")


def _quote(sentence: str) -> str:
    plain = " ".join(sentence.split())
    return plain if len(plain) <= QUOTE else plain[:QUOTE - 1].rsplit(" ", 1)[0] + "…"


def diff(view: Picture, first: str, second: str) -> list[tuple[Answer, Answer]]:
    """The places whose holder or tier differ between the ends of two days: the answer for each day, by name."""
    before: Sequence[Answer] = answers(view, first)
    after = {a.place: a for a in answers(view, second)}
    return [(a, b) for a in before if (b := after[a.place]) and (a.holder, a.status) != (b.holder, b.status)]
