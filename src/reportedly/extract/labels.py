"""What the labels and headings of a digest or situation report tell: who speaks under them, or where it happened."""
from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.claim import Mention, PlaceMention, Scene, Span
from ..model.knowledge import KindOf
from ..model.parsed import Label, Parsed
from .report import Report
from .timespans import time_spans

OUTLET = re.compile(r"\b(?:radio|television|tv|fm|news|agency|bulletin|broadcast|voice of|press|wire|times|post|daily|gazette|shortwave|"
                    r"communiqu[eé]|newspaper|magazine|channel|network)\b", re.I)
CITING = re.compile(r",\s*(?:citing|quoting|relaying|carrying|monitoring|reporting)\s+(?P<who>[^,]{2,60})", re.I)
# Stations and papers of a side: what they tell in their own voice is that side's word.
SIDED = re.compile(r"\b(?:state|government|official|national|army|military|rebel|opposition|guerrilla|insurgent|resistance|clandestine|"
                   r"liberation)\b", re.I)
# "Radio Free Highlands, voice of the Highland Liberation Army".
SPOKEN_FOR = re.compile(r",\s*(?:the )?(?:official )?(?:voice|organ|mouthpiece|station) of\b", re.I)
LIKELY = 0.1
CLOCK = re.compile(r"\b\d{1,2}[.:]?\d\d\b")


def scenes(parsed: Parsed, kind_of: KindOf) -> tuple[Scene, ...]:
    """The labels that name a place, each with the character up to which it holds."""
    out = []
    for n, label in enumerate(parsed.labels):
        name = label.text.split(",")[0]
        if OUTLET.search(name) or kind_of(name.title() if name.isupper() else name).place < LIKELY:
            continue
        until = parsed.labels[n + 1].start if n + 1 < len(parsed.labels) else len(parsed.document.text)
        out.append(Scene(PlaceMention(label.start, label.start + len(name), name), until))
    return tuple(out)


def days(parsed: Parsed) -> tuple[tuple[Span, int], ...]:
    """The days that labels name ("RADIO NORTH, Saturday 20:00"), each with the character up to which it holds."""
    out = []
    for n, label in enumerate(parsed.labels):
        for found in time_spans(label.text):
            if {"weekday", "date"} & set(found.kind.split("+")):
                until = parsed.labels[n + 1].start if n + 1 < len(parsed.labels) else len(parsed.document.text)
                out.append((Span(label.start, label.end, label.text[found.start:found.end]), until))
                break
    return tuple(out)


def items(parsed: Parsed, kind_of: KindOf) -> tuple[int, ...]:
    """Where the items of a digest begin: at labels that name a place, an outlet, a day or an hour, if there are several; "Overview" and
    "Access" only divide what is about the same place."""
    def parts(text: str) -> bool:
        name = text.split(",", maxsplit=1)[0]
        known = kind_of(name.title() if name.isupper() else name)
        return bool(OUTLET.search(name) or known.place >= LIKELY or known.actor or CLOCK.search(text) or list(time_spans(text)))

    found = tuple(label.start for label in parsed.labels if parts(label.text))
    return found if len(found) > 1 else ()


def voices(parsed: Parsed, kind_of: KindOf) -> dict[int, list[Report]]:
    """By sentence: the outlet or body that its label names, and whom that outlet cites, outermost first."""
    out: dict[int, list[Report]] = {}
    for label in parsed.labels:
        name = label.text.split(",")[0]
        known = kind_of(name)
        if not OUTLET.search(name) and (not known.actor or known.place >= LIKELY):
            continue
        told = list(_told(parsed, label))
        for s in parsed.sentences:
            if label.first <= s.paragraph <= label.last:
                out[s.i] = told
    return out


def _told(parsed: Parsed, label: Label) -> Iterator[Report]:
    name = label.text.split(",")[0]
    shown = name.title() if name.isupper() else name
    kind = "" if not OUTLET.search(name) else "party" if SIDED.search(name) or SPOKEN_FOR.search(label.text) else "media"
    yield Report(0, None, "label", kind=kind, depth=-8, group="voice", mention=Mention(
        label.start, label.start + len(name), name, shown.split()[-1].lower(), "name", 1, shown))
    if cited := CITING.search(label.text):
        who = cited["who"].strip()
        start = max(parsed.document.text.find(who, label.start, label.end), label.start)
        bare = re.sub(r"^(?:the|an?)\s+", "", who)
        named = bare[:1].isupper()
        yield Report(0, None, "label", depth=-7, group="voice", mention=Mention(
            start, start + len(who), who, bare.split()[-1].lower(), "name" if named else "group", 1, bare if named else ""))
