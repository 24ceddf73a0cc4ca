"""Values of a row in words, the same in the terminal, the brief and the page's captions."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ..model.codebook import event_types

Row = Mapping[str, Any]


@cache
def table(name: str) -> dict[str, str]:
    """One table of `words.toml`: types or standings."""
    found: dict[str, dict[str, str]] = tomllib.loads((files("reportedly.publish") / "words.toml").read_text("utf-8"))
    return found[name]


Parts = list[tuple[str, bool]]  # fixed words (False) and values from rows (True), in order


@cache
def _shipped_sentences() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, dict[str, str]]] = tomllib.loads((files("reportedly.publish") / "words.toml").read_text("utf-8"))
    return found["told"]


def sentence(event_type: str) -> dict[str, str]:
    """How an event of the type is told: `both`, `alone`, `done` with {a}ctor, {t}arget and {p}lace, and `to`; of a type of the user's own
    what its codebook says, else nothing."""
    shipped = _shipped_sentences().get(event_type)
    own = event_types().get(event_type)
    return shipped if shipped is not None else dict(own.told) if own else {}


def told(row: Row) -> Parts:
    """An event in the past tense: "A captured Besk from B"; its noun where neither actor nor target is told."""
    who = tuple(row.get("actor") or ())
    # Whose own men are among the victims is no second side.
    mine = {a.casefold() for a in who}
    actor, target = ", ".join(who), ", ".join(t for t in row.get("target") or () if t.casefold() not in mine)
    form = sentence(row["type"]).get("both" if actor and target else "alone" if actor else "done" if target else "", "")
    if not form:
        return named(row)
    place = place_name(row)
    values = {"{a}": (actor, True), "{t}": (target, True), "{p}": (place or "a place not named", bool(place))}
    return [values.get(part, (part, False)) for part in re.split(r"(\{[atp]\})", form) if part]


def named(row: Row, before: str = "") -> Parts:
    """An event that is not told as having happened, by its noun: "capture by A from B"."""
    out: Parts = [(before + noun(row["type"]), False)]
    for link, names in (("by", row.get("actor")), (sentence(row["type"]).get("to", "against"), row.get("target"))):
        out += [(f" {link} ", False), (", ".join(names), True)] if names else []
    return out


def noun(event_type: str) -> str:
    """"air strike" for airstrike; of a type of the user's own the noun that its codebook gives, else its name."""
    own = event_types().get(event_type)
    return table("types").get(event_type) or (own.noun if own else "") or event_type.replace("_", " ")


def day(iso: str | None) -> str:
    """"13 November 2001" for 2001-11-13; "no date" for None."""
    if not iso:
        return "no date"
    d = date.fromisoformat(iso[:10])
    return f"{d.day} {d:%B} {d.year}"


def tier(row: Row) -> str:
    """"held by A", "claimed by A", "contested", "unknown": a control row's status with the side that it names."""
    who, status = row.get("holder"), row["status"]
    named = {"held": f"held by {who}", "claimed": f"claimed by {who}", "contested": f"contested, {who} likelier",
             "denied": f"not held by {who}, whose claim is denied", "presence": f"entered by {who}, not held"}
    if not who:
        named = {"presence": "entered by forces, not held", "denied": "claim denied"}
    return named.get(status, str(status))


def where(place: Row | None) -> str:
    """"5 km N of Taloqan (AF)", "near Kunduz", or "" where no place is told."""
    if not place:
        return ""
    relation = place.get("relation")
    country = f" ({place['country']})" if place.get("country") else ""
    if not relation:
        return f"{place['name']}{country}"
    said = " ".join(x for x in (distance(relation.get("distance_km")), relation.get("direction") or "") if x)
    if not said:
        return f"{place['name']}{country}, “{relation['text']}”" if relation.get("text") else f"{place['name']}{country}"
    return f"{said} of {place['name']}{country}"


def distance(km: float | None) -> str:
    """Kilometres with no more digits than were told."""
    return "" if km is None else f"{km:g} km"


def when(time: Row | None) -> str:
    """"2001-11-13", "2001-11-09 to 2001-11-11", or "" where no time is told."""
    if not time:
        return ""
    return str(time["start"]) if time["start"] == time["end"] else f"{time['start']} to {time['end']}"


def days(row: Row) -> str:
    """The days of a row: `day`, or `from` and `to`, or `dates` with start and end ("by 2001-11-13" where they are inferred)."""
    if row.get("day"):
        return str(row["day"])
    if row.get("from"):
        return when({"start": row["from"], "end": row["to"]})
    told = row.get("dates")
    return f"by {told['end']}" if told and told.get("inferred") else when(told)


def source(who: Row) -> str:
    """"Hanif (party, Taliban)", "a witness", "unnamed sources"."""
    if who["kind"] == "unnamed":
        return who["name"] or "unnamed sources"
    about = ", ".join(x for x in (who["kind"], who["side"] if who["side"] != who["name"] else "") if x)
    return f"{who['name']} ({about})" if who["name"] else f"a {about}" if about else "not said"


def chain(sources: Sequence[Row]) -> str:
    """Who says so, from the outermost speaker inwards; "the report itself" where nobody is named."""
    return " › ".join(source(s) for s in sources) or "the report itself"


def count(c: Row) -> str:
    """"killed 12 civilians", "injured at least 100"."""
    return " ".join(x for x in (str(c["what"]), span(c), str(c["who"])) if x)


def span(figure: Row | None) -> str:
    """"12", "24–99", "at least 100", "up to 5", or "" for no figure."""
    if not figure:
        return ""
    low, high = figure.get("low"), figure.get("high")
    if not low and (low is None or high):
        return "" if high is None else f"up to {high}"
    return f"at least {low}" if high is None else str(low) if low == high else f"{low}–{high}"


def percent(probability: float | None) -> str:
    """A probability as a whole percentage that never says certain: "<1%" to ">99%"."""
    if probability is None:
        return ""
    whole = round(probability * 100)
    return "<1%" if whole < 1 else ">99%" if whole > 99 else f"{whole}%"


def likelihood(probability: float) -> str:
    """ICD 203's words of estimative probability (Intelligence Community Directive 203, 2015, D.6.e.2.a)."""
    for bound, said in ((0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
                        (0.80, "likely"), (0.95, "very likely")):
        if probability <= bound:
            return said
    return "almost certain"


def sure(row: Row) -> str:
    """How sure the source is, with the report's own mark and whether it is history."""
    return ", ".join(x for x in (row["factuality"], row["verification"] or "", "history" if row["background"] else "") if x)


def folded(reports: int, sources: int | None) -> str:
    """"3 reports, 1 source"."""
    said = f"{reports} report{'' if reports == 1 else 's'}"
    return said if sources is None else f"{said}, {sources} source{'' if sources == 1 else 's'}"


def sides(row: Row) -> str:
    """"A → B", "A" or "→ B" for an event's actors and targets."""
    actor, target = ", ".join(row.get("actor") or ()), ", ".join(row.get("target") or ())
    return f"{actor} → {target}".strip() if target else actor


def place_name(row: Row) -> str:
    """The place of a control or event row: its `place` is a name, or a dict with a name."""
    place = row.get("place")
    name = place.get("name") if isinstance(place, Mapping) else row.get("name") or place
    return str(name or "")
