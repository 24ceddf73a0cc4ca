"""acled: events as rows of ACLED's 31 columns, by the rules of its codebook that are data in `data/acled.toml`.

Rows are drafts for a coder: nothing here was checked by ACLED, and the notes say by which rule a row came about.
"""
from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from ...model.rows import Row
from . import text
from .countries import Country, country
from .dates import MONTH, acled_day, span, told_between
from .deaths import acled as fatalities
from .deaths import divided, with_bomber
from .facts import codes, kind, unnamed
from .material import Case, Known, Material, Options, actors, joined
from .places import Where, where
from .profile import Coded, coded, speaker_lost, table
from .report import Noting, Report

COLUMNS: list[str] = table("acled")["columns"]
CONTINUING = frozenset(("clash", "shelling", "airstrike", "besiege"))
FLAGS = {"PV": "Political violence", "D": "Demonstrations", "S": "Strategic developments"}
NOBODY = "Unidentified Armed Group"
CIVILIANS = frozenset(("Attack", "Sexual violence", "Abduction/forced disappearance"))


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as ACLED writes it: name, allies, and the words and number of its type."""

    name: str = ""
    allies: str = ""
    inter: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A row before rows of one day, place and pair of actors are put together."""

    coded: Coded
    sub: str
    day: date
    precision: int
    one: Party
    two: Party
    place: Where
    dead: int
    disagree: bool


def write(material: Material, out: Path, options: Options) -> Report:
    """Write CSV with ACLED's columns."""
    noting = Noting()
    rows = list(acled_rows(material, options, noting))
    noting.wrote("rows", text.write_rows(out, COLUMNS, rows))
    noting.note("drafts by rule, for a coder to check: ACLED has not seen them; notes name the rule")
    noting.never("years and units in actors' names, third administrative units, scale of sources, ids of ACLED's own")
    return noting.report()


def acled_rows(material: Material, options: Options, noting: Noting) -> Iterator[Row]:
    """The rows as dicts of ACLED's columns, by country, day and place."""
    done = []
    drafts: list[Draft] = []
    for c in coded("acled", material, options, noting):
        made = _drafts(c, material.known, noting)
        drafts += made
        done += [c] if made else []
    speaker_lost(noting, done, " (only in the notes)")
    def order(made: tuple[Draft, list[Draft]]) -> tuple[str, date, str, str]:
        return str(made[0].coded.event["country"]), made[0].day, made[0].place.name, made[0].coded.case.id
    for draft, others in sorted(_put_together(drafts, noting), key=order):
        yield _row(draft, others, material)


def _drafts(c: Coded, known: Known, noting: Noting) -> list[Draft]:
    """One draft a day; none, and why, where place or time are vaguer than ACLED codes."""
    place = where(c.case, known)
    when = acled_day(c.case)
    if place.precision is None or not c.event["country"]:
        noting.left("events at no place, or at none finer than a country", c.case.id)
        return []
    if when is None:
        noting.left("events without a day, or vaguer than a month", c.case.id)
        return []
    if c.case.event["dates"]["inferred"]:
        noting.lost("that no text says the day")
    sub = str(c.rule.gives["sub"])
    one, two = _parties(c, sub, known)
    if not one.name:
        noting.left("strategic developments in which nobody is named", c.case.id)
        return []
    dead, disagree = fatalities(c.case)
    dead = with_bomber(c.case, dead) if sub == "Suicide bomb" else dead
    killed = c.event.get("killed") or {}
    if killed and (killed.get("low"), killed.get("high")) != (dead, dead):
        noting.lost("the range of the killed")
    lasting = span(c.case)
    if lasting and lasting.lasting and c.event["type"] in CONTINUING and 1 < lasting.length <= MONTH:
        days = [lasting.start + timedelta(days=n) for n in range(lasting.length)]
        return [Draft(c, sub, d, 1, one, two, place, n, disagree) for d, n in zip(days, divided(dead, len(days)), strict=True)]
    return [Draft(c, sub, when[0], when[1], one, two, place, dead, disagree)]


def _put_together(drafts: Iterable[Draft], noting: Noting) -> Iterator[tuple[Draft, list[Draft]]]:
    """Same day, same place, same pair of actors: one row, of the kind that is highest in ACLED's order; deaths as the row with most."""
    order = {sub: n for n, sub in enumerate(table("acled")["sub"])}
    by_key: dict[tuple[Any, ...], list[Draft]] = defaultdict(list)
    for d in _sides_filled(list(drafts)):
        pair = frozenset((d.one.name.casefold(), d.two.name.casefold()))
        by_key[d.coded.event["country"], d.place.name.casefold(), d.day, pair, _named(d)].append(d)
    for same in by_key.values():
        first, *others = sorted(same, key=lambda d: (order[d.sub], d.precision, d.coded.case.id))
        if others:
            noting.lost("events that share day, place and actors with a higher kind", len(others))
        most = max(d.dead for d in same)
        yield Draft(first.coded, first.sub, first.day, first.precision, first.one, first.two, first.place, most,
                    any(d.disagree for d in same)), others


def _sides_filled(drafts: list[Draft]) -> Iterator[Draft]:
    """Ground that two sides took from one another on a day was fought for by these two; fighting of nobody known, at a place and on a day
    of a battle whose sides are known, is that battle."""
    battles: dict[tuple[str, date], list[Draft]] = defaultdict(list)
    for d in drafts:
        if table("acled")["sub"][d.sub]["type"] == "Battles" and (d.coded.event["actor"] or d.coded.event["target"]):
            battles[d.place.name.casefold(), d.day].append(d)
    for d in drafts:
        known = battles[d.place.name.casefold(), d.day]
        other = next((o.one for o in known if o.coded.facts["swap"] and o.one.name != d.one.name), None)
        if d.coded.facts["swap"] and not d.two.name and other:
            yield replace(d, two=other)
        elif d.sub == "Armed clash" and known and not d.coded.event["actor"] and not d.coded.event["target"]:
            yield replace(d, one=known[0].one, two=known[0].two)
        else:
            yield d


def _named(d: Draft) -> str:
    """Events of nobody known are not the same for that."""
    return "" if d.one.name or d.two.name else d.coded.case.id


def _parties(c: Coded, sub: str, known: Known) -> tuple[Party, Party]:
    land = country(c.event["country"])
    one, two = (party(c.case, role, known, land) for role in ("actor", "target"))
    if c.rule.gives.get("swap"):
        one, two = two, one
    strategic = table("acled")["sub"][sub]["type"] == "Strategic developments"
    if not one.name and strategic:
        one, two = two, Party()
    elif not one.name and sub not in ("Peaceful protest", "Violent demonstration"):
        one = Party(f"{NOBODY} ({land.acled_name})", "", 3, "Political militia")
    if sub in CIVILIANS and two.inter != 7:
        two = Party(f"Civilians ({land.acled_name})", two.name, 7, "Civilians")
    if sub in ("Peaceful protest", "Protest with intervention", "Excessive force against protesters"):
        one = Party(f"Protesters ({land.acled_name})", "" if one.name.startswith("Protesters") else one.name, 6, "Protesters")
    elif sub in ("Violent demonstration", "Mob violence"):
        one = Party(f"Rioters ({land.acled_name})", "" if one.name.startswith("Rioters") else one.name, 5, "Rioters")
    return one, two


def party(case: Case, role: str, known: Known, land: Country) -> Party:
    """The actors of a role: the first one that is known as the row's actor, the others as its allies."""
    found = [a for a in actors(case, role) if kind(case, known, a) not in ("unknown", "armed")]
    if role == "actor" and not found:
        found = actors(case, role)
    if not found:
        return Party()
    # A state at home speaks for its allies.
    found.sort(key=lambda a: kind(case, known, a) != "state")
    first, of = found[0], codes(case, known, found[0])
    cls = kind(case, known, first)
    number = {"protesters": 6, "rioters": 5, "civilians": 7, "state": 1, "rebel": 2}.get(cls, of.inter or 3)
    number = 3 if unnamed(first) and number in (2, 3) else number
    words = INTER.get(number, of.inter_text)
    name = _name(first, cls, number, land)
    # Who governs stands under its own name beside the state's.
    own = [first] if cls == "state" and first["kind"] not in ("state", "military", "police") and first["name"] != name else []
    return Party(name, joined(a["name"] for a in (*own, *found[1:])), number, words)


INTER = {1: "State forces", 2: "Rebel group", 3: "Political militia", 4: "Identity militia", 5: "Rioters", 6: "Protesters", 7: "Civilians",
         8: "External/Other forces"}


def _name(actor: Row, cls: str, number: int, land: Country) -> str:
    """Governments by the country of their forces, crowds and civilians by where they are, everyone else by name."""
    home = country(actor["country"]).acled_name or land.acled_name
    if cls in ("state", "foreign"):
        return f"{'Police' if actor['kind'] == 'police' or 'polic' in str(actor['name']).casefold() else 'Military'} Forces of {home}"
    if number in (5, 6, 7):
        return f"{INTER[number]} ({land.acled_name})"
    return f"{NOBODY} ({land.acled_name})" if unnamed(actor) else str(actor["name"])


def interaction(one: Party, two: Party) -> str:
    """ACLED's words for a pair: the lower number first, "… only" for one, and its own order for external forces and civilians."""
    if one.inter is None:
        return f"{two.words} only" if two.inter is not None else ""
    if two.inter is None:
        return f"{one.words} only"
    if {one.inter, two.inter} == {7, 8}:
        return "External/Other forces-Civilians"
    first, second = sorted((one, two), key=lambda p: p.inter or 0)
    return f"{first.words}-{second.words}"


def number(event: str, day: str) -> str:
    """The number of a draft, of 13 digits or more, which ACLED's own do not reach: the same for the same event and day."""
    return str(10 ** 13 + int(hashlib.sha256(f"{event} {day}".encode()).hexdigest()[:12], 16))


def _row(d: Draft, others: list[Draft], material: Material) -> Row:
    event, land = d.coded.event, country(d.coded.event["country"])
    about = table("acled")["sub"][d.sub]
    made = material.made or d.day.isoformat()
    targeted = d.sub in CIVILIANS or d.two.inter == 7
    return dict.fromkeys(COLUMNS) | {
        "event_id_cnty": land.iso3 + number(d.coded.case.id, d.day.isoformat()),
        "event_date": d.day.isoformat(), "year": d.day.year, "time_precision": d.precision,
        "disorder_type": "; ".join(FLAGS[f] for f in about["flag"].split()), "event_type": about["type"], "sub_event_type": d.sub,
        "actor1": d.one.name, "assoc_actor_1": d.one.allies, "inter1": d.one.words, "actor2": d.two.name, "assoc_actor_2": d.two.allies,
        "inter2": d.two.words, "interaction": interaction(d.one, d.two),
        "civilian_targeting": "Civilians targeted" if targeted else "", "iso": land.numeric, "region": land.acled_region,
        "country": land.acled_name, "admin1": d.place.admin1, "admin2": d.place.admin2, "location": d.place.name,
        "latitude": round(event["lat"], 4), "longitude": round(event["lon"], 4), "geo_precision": d.place.precision,
        "source": joined(x["outlet"] or x["id"] for x in d.coded.case.documents), "notes": notes(d, others), "fatalities": d.dead,
        "tags": _tags(d), "timestamp": int(datetime.fromisoformat(made).replace(tzinfo=UTC).timestamp())}


def notes(d: Draft, others: Iterable[Draft] = ()) -> str:
    """What no column holds: the sentence, who says so, who denies it, other tolls, and by which rule the row came about."""
    event, claim = d.coded.event, d.coded.case.first
    day = f"{d.day.day} {d.day:%B} {d.day.year}"
    said = str(claim.get("sentence", "")).rstrip(".")
    parts = [f"{'On' if d.precision == 1 else 'Around'} {day}: “{said}”"]
    origins = event.get("origins") or ()
    if told := joined(o["name"] for o in origins if o["stance"] in ("affirms", "mentions")):
        parts.append(f"according to {told}")
    if denied := joined(o["name"] for o in origins if o["stance"] in ("denies", "doubts")):
        parts.append(f"denied or doubted by {denied}")
    if days := told_between(d.coded.case):
        parts.append(days)
    if event["standing"] == "claimed":
        parts.append("claimed by one side only")
    if d.disagree:
        parts.append("reports differ on the dead; the lowest number is given")
    if d.sub == "Suicide bomb":
        parts.append("the bomber is counted among the dead")
    elif d.dead and not event.get("killed"):
        parts.append("no number is told: several are counted as 3")
    if others:
        parts.append("with " + joined(o.coded.event["type"] for o in others))
    parts.append(f"rule: {d.coded.rule.name or d.coded.event['type'] + ' is ' + d.sub}")
    return "; ".join(parts) + "."


def _tags(d: Draft) -> str:
    sizes = [c["text"] for claim in d.coded.case.claims for c in claim["counts"] if c["what"] == "protesters"]
    if d.one.inter in (5, 6):
        return f"crowd size={sizes[0].casefold() if sizes else 'no report'}"
    return ""
