"""Times: from words to days.

Own rules after TIMEX3 (ISO-TimeML) and HeidelTime (Strötgen and Gertz 2010): a bare weekday or date is the past one nearest unless the
clause is in the future; spans are whole days; what hangs on an untold event stays unresolved. EDTF is ISO 8601-2.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ..model.claim import Span
from ..model.reference import When
from .calendar import Frame, lexicon
from .timerules import DAY, RULES, Found, timex_of


def normalise(span: Span, published: str | None, tense: str = "past", context: tuple[When, ...] = ()) -> When | None:
    """The days that `span` means, seen from the day of publication (ISO 8601 or None) and the tense of its clause.

    `context` holds the times already told in the document, latest last ("the next day"). None where it cannot be told.
    """
    text = re.sub(r"[\s’]+", lambda m: "'" if m[0] == "’" else " ", span.text.lower()).strip(" ,")
    try:
        if re.search(r"[a-z]'s$", text):  # "Saturday's attack" has happened
            text, tense = text[:-2], tense if "next" in text else "past"
        frame = Frame(date.fromisoformat(published[:10]) if published else None, tense, context)
        found = _whole(text, frame)
        return _when(found, span, text) if found else None
    except (ValueError, OverflowError):  # the 31st of February, the year 9999
        return None


def _when(found: Found, span: Span, text: str) -> When:
    granularity, timex = found.granularity, found.timex or timex_of(found)
    if granularity == "day" and found.start == found.end:
        clock = CLOCK.search(text)
        part = next((code for word, code in lexicon()["part"].items() if re.search(rf"\b{word}s?\b", text)), "")
        if clock:
            granularity = "hour"
            timex = timex + _clock(clock) if len(timex) == 10 else timex
        elif part or re.search(r"\btonight|overnight|hours?\b", text):
            granularity = "part-of-day"
            timex += (part or "TNI") if len(timex) == 10 and "hour" not in text else ""
    return When(found.start.isoformat(), found.end.isoformat(), span.text, span.start, span.end, granularity, found.anchor,
                found.edtf or _edtf(found), timex, found.sure, found.rule)


CLOCK = re.compile(r"(?<![\d,])(\d{1,2})(?::|\.(?=\d\d\s?[ap]))(\d\d)\s?(a\.?\s?m|p\.?\s?m)?(?!\d)|(?<!\d)(\d{1,2})\s?(a\.?\s?m|p\.?\s?m)\b"
                   r"|\b(?:at|as of|by|until|before|after|since)(?: about| around| approximately)? ([01]\d|2[0-4])([0-5]\d)(?!\d)")


def _clock(m: re.Match[str]) -> str:
    hour, half = int(m[1] or m[4] or m[6]), (m[3] or m[5] or "")[:1]
    hour = hour % 12 + 12 if half == "p" and hour <= 12 else 0 if half == "a" and hour == 12 else hour
    return f"T{hour:02}:{m[2] or m[7] or '00'}" if hour < 25 else ""


def _edtf(f: Found) -> str:
    if f.start == f.end:
        return f.start.isoformat()
    if f.granularity == "year" and f.end - f.start > 363 * DAY and f.start.year == f.end.year:
        return str(f.start.year)
    if f.granularity == "month" and f.start.day == 1 and f.end.day > 27 and f.start.month == f.end.month:
        return f.start.isoformat()[:7]
    tilde = "~" if f.sure < 0.75 else ""
    return f"{f.start.isoformat()}{tilde}/{f.end.isoformat()}{tilde}"


def published_on(day: str | None, dateline: str) -> str | None:
    """The day of publication, or the dateline's where the document has none and the dateline tells a whole date."""
    if day or not re.search(r"\d{4}|\s\d\d$", dateline):
        return day
    found = normalise(Span(0, 0, dateline), None)
    return found.start if found and found.start == found.end else None


def when_resolver(times: tuple[Span, ...], published: str | None) -> Callable[[Span, str], When | None]:
    """Resolve the times of one document; `times` are all that it tells, in order, which "the following day" counts from.

    Where there is no day of publication, a date without a year takes the year of the nearest date told before it, else the first.
    """
    told: list[tuple[int, When]] = []
    for span in times:
        when = normalise(span, published, "past", tuple(w for _, w in told))
        if when:
            told.append((span.start, when))

    def when_of(span: Span, tense: str) -> When | None:
        before = tuple(w for at, w in told if at < span.start)
        return normalise(span, published, tense, before if before or published else tuple(w for _, w in told[:1]))

    return when_of


def when_under_labels(times: tuple[Span, ...], days: tuple[tuple[Span, int], ...],
                      published: str | None) -> Callable[[Span, str], When | None]:
    """What resolves the times: under a label that names a day ("RADIO NORTH, Saturday 20:00") they are seen from that day."""
    plain = when_resolver(times, published)
    told = [(label.start, until, day.start) for label, until in days
            if (day := normalise(label, published)) and day.start == day.end]
    seen = {day: when_resolver(times, day) for _, _, day in told}

    def when_of(span: Span, tense: str) -> When | None:
        day = next((d for start, until, d in told if start <= span.start < until), None)
        return (seen[day] if day else plain)(span, tense)

    return when_of


SINCE = re.compile(r"(?:ever )?since\b (?!the day\b)(.+)")
UNTIL = re.compile(r"(?:until|till|up to|up until|by|before|no later than)\b (?!dawn|dark|daybreak|the day before)(.+)")
TWO_DAYS = re.compile(r"((?:on )?(?:late |early )?[a-z]+day(?: [a-z]+)?) and "
                      r"(?:again |then )?(?:on )?(?:early |late )?([a-z]+day(?: [a-z]+)?)")
TWO_DAYS_NIGHT = re.compile(r"(?:(?:in|during|on|over) )?(?:the )?(?:night|overnight) "
                            r"(?:of |from |between )?([a-z]+day) (?:(?:in)?to|and) ([a-z]+day)")
NIGHT_TO = re.compile(r"(?:overnight|(?:in |on |during )?the night) (?:in)?to ([a-z]+day)")
RANGE = re.compile(r"(?:from|between) (.+?) (?:to|and|until|till|through|-|–) (.+)|(.+\d) ?[-–] ?([a-z]+\.? \d.*)")


# "two days after the fall": hangs on an event of which the day is not told here.
HANGING = r"(?:second|minute|hour|day|night|week|month|year|decade)s? (?:after|before) (?!yesterday|last|tomorrow)(?=\w)"


def _whole(text: str, f: Frame) -> Found | None:
    """Ranges and directions around the core."""
    if m := TWO_DAYS_NIGHT.fullmatch(text):
        return _range(m[1], m[2], f)
    if m := NIGHT_TO.fullmatch(text):
        morning = _core(m[1], f)
        return replace(morning, start=morning.start - DAY, granularity="part-of-day", rule="overnight") if morning else None
    if (m := TWO_DAYS.fullmatch(text)) and (found := _range(m[1], m[2], f)) and (found.end - found.start).days == 1:
        return found
    if (m := RANGE.fullmatch(text)) and (found := _range(m[1] or m[3], m[2] or m[4], f)):
        return found
    if re.match(rf"(?:.{{1,40}} )?{HANGING}", text):
        return None
    if (m := SINCE.match(text)):
        if not f.day:
            return None
        if re.match(r"then\b", m[1]):
            return Found(f.told.start, f.day, "span", "event", sure=0.7, rule="since then") if f.told and f.told.start <= f.day else None
        inner = _core(m[1], replace(f, tense="past"))
        if inner and inner.start <= f.day:
            return replace(inner, end=f.day, granularity="span", timex=inner.timex or timex_of(inner), edtf="", rule=f"since {inner.rule}")
        return None
    if m := UNTIL.match(text):
        inner = _core(m[1], f)
        if inner and f.day and f.tense == "future" and inner.end >= f.day:
            code = inner.timex or timex_of(inner)
            return replace(inner, start=f.day, granularity="span", timex=code, edtf="", sure=0.8, rule=f"until {inner.rule}")
        return inner
    return _core(text, f)


def _range(first: str, second: str, f: Frame) -> Found | None:
    parts = lexicon()["part"]
    if any(w in first for w in parts) and any(w in second for w in parts) and not re.search(r"\d|day", first + second):
        if re.search("dusk|night|evening|sunset", first) and re.search("dawn|morning|sunrise|daybreak", second):
            morning = _core(second, f)
            return replace(morning, start=morning.start - DAY, granularity="part-of-day", timex="", rule="range") if morning else None
        return _core(first if re.search("night|yesterday|today", first) else second, f)
    b = _core(second, f)
    if re.fullmatch(r"(?:the )?\d{1,2}(?:st|nd|rd|th|d)?", first) and b:
        first = f"{first} {b.end:%B} {b.end.year}".lower()
    elif b and re.search(r"\d{4}", second) and not re.search(r"\d{4}", first) and re.search(r"[a-z]{3}", first):
        first = f"{first} {b.end.year}"
    a = _core(first, f)
    if a and b and a.start > b.end and a.rule == b.rule == "weekday":
        a = replace(a, start=a.start - 7 * DAY, end=a.end - 7 * DAY)
    if a and b and a.start > b.end and re.fullmatch(r"[a-z]+\.?", first):  # "between February and May", told in March
        a = _core(f"{first} {b.end.year}", f)
    if not a or not b or a.start > b.end:
        return None
    code = f"{a.timex or timex_of(a)}/{b.timex or timex_of(b)}"
    return Found(a.start, b.end, "span", a.anchor, code, sure=min(a.sure, b.sure), rule="range")


def _core(text: str, f: Frame) -> Found | None:
    for name, pattern, rule in RULES:
        m = pattern.search(text)
        if m and (found := rule(m, f)):
            return replace(found, rule=found.rule or name)
        if m and name in ("slashed date", "day month", "month day"):
            return None
    return None
