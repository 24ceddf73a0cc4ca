"""Blur: sensitive places withheld from every column. Points go to the middle of a grid cell, names out of names, titles and sentences."""
from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...model.errors import UsageError
from ...model.rows import Row
from .material import Again, Material
from .places import DISTRICTS, NEAR_KM, REGIONS, SEAS, WHOLE

DEGREE_KM = 111.195  # one degree of a great circle on the mean sphere
LIMITS = (0.1, 500.0)
WORD = re.compile(r"\w+")
SHORT, REMEMBERED = 60, 100_000  # characters; texts
COARSE = REGIONS | WHOLE | SEAS | DISTRICTS
SAID = ("blurred places stand as “[withheld place N]” in names, titles and sentences; links of documents that name one are left out",
        "characters of spans count in the reports as published; a report's outlet, title and day may still lead to it")


@dataclass(frozen=True, slots=True)
class Hidden:
    """The places that are withheld: a number for each of their names (folded), and a pattern that finds any of them in a text."""

    numbers: Mapping[str, int]
    pattern: re.Pattern[str]
    words: frozenset[str]
    seen: dict[str, str] = field(default_factory=dict)

    def number(self, name: str | None) -> int | None:
        """The number of the withheld place that a place's name is, or has in it ("Besk airport"); None for a place that may be told."""
        found = self.find(name or "")
        return self.numbers[_folded(found[0])] if found else None

    def find(self, text: str) -> re.Match[str] | None:
        """The first withheld name in a text. Only a text that has the first word of one is looked through."""
        return self.pattern.search(text) if self.words & set(WORD.findall(_folded(text))) else None

    def mask(self, value: Any) -> Any:
        """A value with every withheld name in its texts replaced."""
        if isinstance(value, str):
            return self._masked(value) if len(value) > SHORT else self._remembered(value)
        if isinstance(value, Mapping):
            return {k: self.mask(v) for k, v in value.items()}
        return [self.mask(v) for v in value] if isinstance(value, list | tuple) else value

    def _masked(self, text: str) -> str:
        return self.pattern.sub(lambda m: f"[withheld place {self.numbers[_folded(m[0])]}]", text) if self.find(text) else text

    def _remembered(self, text: str) -> str:
        """Short texts come again and again: kinds, names, words of rules."""
        if text not in self.seen:
            if len(self.seen) > REMEMBERED:
                self.seen.clear()
            self.seen[text] = self._masked(text)
        return self.seen[text]


def blurred(material: Material, km: float, places: Iterable[str] = ()) -> Material:
    """The material without the places called `places` (none: every place that is not coarser than `km` already): their points in the
    middle of cells of `km` by `km`, radius at least as large as a cell reaches, precision 2 at best, shapes, ids, candidates and links
    gone, their names in all texts masked.

    Raises UsageError for a silly size, and for a place that nothing here is called, for then nothing would be hidden.
    """
    if not LIMITS[0] <= km <= LIMITS[1]:
        raise UsageError(f"--blur takes {LIMITS[0]:g} to {LIMITS[1]:g} km")
    asked = {_folded(p): p for p in places}
    hidden = _hidden(material, km, asked)
    claims, documents = material.claims, material.documents

    def told(row: Row) -> Row:
        names = any(hidden.find(str(row.get(k) or "")) for k in ("title", "text", "url"))
        masked: Row = hidden.mask(row)
        return {**masked, "url": ""} if names else masked
    return replace(material, claims=Again(lambda: (_claim(c, hidden, km) for c in claims)), documents=Again(lambda: map(told, documents)),
                   events=tuple(_row(e, hidden, km) for e in material.events), title=hidden.mask(material.title),
                   decisions=tuple(map(hidden.mask, material.decisions)),
                   control=tuple(_row(r, hidden, km) for r in material.control))


def _hidden(material: Material, km: float, asked: Mapping[str, str]) -> Hidden:
    """Which names are withheld: of each place that is meant, all by which a claim knows or writes it."""
    wanted = frozenset(asked)
    names: dict[str, set[str]] = defaultdict(set)  # by the place's gazetteer key, or its name
    meant: set[str] = set()
    for claim in material.claims:
        if (place := claim["place"]) and place["name"]:
            key = place.get("id") or _folded(place["name"])
            names[key] |= {place["name"], *_written(claim)}
            meant |= {key} if _meant(place, km, wanted) or wanted & {_folded(n) for n in names[key]} else set()
    known = {_folded(n) for of in names.values() for n in of} if not wanted else {_folded(n) for key in meant for n in names[key]}
    for row in (*material.events, *material.control):
        name = row.get("place")
        if name and _folded(name) not in known and _meant({"name": name, "radius_km": row.get("radius_km")}, km, wanted):
            names[_folded(name)].add(name)
            meant.add(_folded(name))
    numbers: dict[str, int] = {}
    for of in (of for key, of in names.items() if key in meant):
        number = max(numbers.values(), default=0) + 1
        numbers |= {n: number for name in sorted(of) if (n := _folded(name)) not in numbers}
    if unknown := [asked[n] for n in sorted(wanted - set(numbers))]:
        raise UsageError(f"--blur-place: nothing in this export is called {', '.join(map(repr, unknown))}, so nothing would be hidden")
    return Hidden(numbers, _pattern(numbers), frozenset(w for n in numbers for w in WORD.findall(n)[:1]))


def _meant(place: Row, km: float, wanted: frozenset[str]) -> bool:
    if wanted:
        return _folded(place["name"]) in wanted
    return place.get("feature") not in COARSE and (place.get("radius_km") or 0.0) < km


def _written(claim: Row) -> list[str]:
    """How the claim's sentence writes its place, where that is a name."""
    span = (claim.get("spans") or {}).get("place")
    if not span or not claim["start"] <= span[0] < span[1] <= claim["end"]:
        return []
    words = str(claim["sentence"][span[0] - claim["start"]:span[1] - claim["start"]])
    return [words] if words[:1].isupper() else []


def _folded(name: str) -> str:
    """A name in small letters, without accents, its hyphens as spaces."""
    plain = name if name.isascii() else "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub(r"[\s\-‐-―]+", " ", plain.casefold()).strip()


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Finds the names as whole words, however accents, hyphens and capitals are written; longer ones first."""
    by_start: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda n: (-len(n), n)):
        if name:
            by_start[name[0]].append(name)
    parts = [f"(?=[{_letter(start)}])(?:{'|'.join(map(_loose, of))})" for start, of in by_start.items()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)", re.IGNORECASE)


ACCENTS = {c: "".join(chr(n) for n in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
                      if unicodedata.normalize("NFD", chr(n))[0].casefold() == c) for c in "abcdefghijklmnopqrstuvwxyz"}


def _letter(c: str) -> str:
    return re.escape(c) + ACCENTS.get(c, "")


def _loose(name: str) -> str:
    return "".join(r"[\s\-‐-―]+" if c == " " else f"[{_letter(c)}]\u0300?[\u0300-\u036f]*" for c in name)


def _claim(row: Row, hidden: Hidden, km: float) -> Row:
    place = row["place"]
    number = hidden.number(place["name"]) if place else None
    if place is None or number is None:
        masked: Row = hidden.mask(row)
        return masked
    least = 2 if km * math.sqrt(0.5) < NEAR_KM else 3
    told = {**place, "geometry": "", "id": "", "how": "blurred", "precision": max(least, place.get("precision") or least), "blurred_km": km}
    told = _moved(told, km) if place.get("lat") is not None else told
    kept = [b for b in row["because"] if b["field"] != "place"]
    out: Row = hidden.mask({**row, "place": told, "candidates": {**row["candidates"], "place": []}, "because": kept})
    return out


def _row(row: Row, hidden: Hidden, km: float) -> Row:
    number = hidden.number(row.get("place"))
    if number is not None:
        # Keys hold names and coordinates.
        row = {**row, **{k: f"withheld:{number}" for k in ("key", "place_key") if row.get(k)}, "blurred_km": km}
        row = _moved(row, km) if row.get("lat") is not None else row
    out: Row = hidden.mask(row)
    return out


def cell(lat: float, lon: float, km: float) -> tuple[float, float]:
    """The middle of the cell of a grid of `km` by `km` in which a point lies, in degrees."""
    step = km / DEGREE_KM
    north = max(-90.0, min(90.0, (math.floor(lat / step) + 0.5) * step))
    wide = step / max(0.01, math.cos(math.radians(north)))
    east = (math.floor(lon / wide) + 0.5) * wide
    return round(north, 4), round((east + 180) % 360 - 180, 4)


def around(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """West, south, east and north of the cell whose middle is a point."""
    half = km / DEGREE_KM / 2
    wide = half / max(0.01, math.cos(math.radians(lat)))
    return lon - wide, lat - half, lon + wide, lat + half


def _moved(row: Row, km: float) -> Row:
    lat, lon = cell(row["lat"], row["lon"], km)
    return {**row, "lat": lat, "lon": lon, "radius_km": round(max(row.get("radius_km") or 0.0, km * math.sqrt(0.5)), 2)}
