"""Rules of the time normaliser: each takes its match and the frame, and gives days, or None where it cannot tell."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .calendar import Frame, days, is_number, last_of_month, lexicon, month_span, number, shifted, week_of
from .timegrammar import PATTERNS

DAY = timedelta(days=1)
RECENT = 14  # days


@dataclass(frozen=True, slots=True)
class Found:
    """Days `start` to `end` with what is known of how they came about; `sure` is the probability, 0 to 1."""

    start: date
    end: date
    granularity: str = "day"
    anchor: str = "publication"
    timex: str = ""
    edtf: str = ""
    sure: float = 0.9
    rule: str = ""


Rule = Callable[[re.Match[str], Frame], Found | None]


def timex_of(f: Found) -> str:
    if f.start == f.end:
        return f.start.isoformat()
    if f.granularity == "year" and (f.start.month, f.start.day) == (1, 1) and f.start.year == f.end.year:
        return str(f.start.year)
    if f.granularity == "month" and f.start.day == 1:
        return f.start.isoformat()[:7]
    if f.granularity == "week":
        # A week that begins on a Sunday has the number of the Monday after it.
        year, week, _ = (f.start + DAY).isocalendar()
        return f"{year}-W{week:02}"
    return f"{f.start.isoformat()}/{f.end.isoformat()}"


def _iso(m: re.Match[str], f: Frame) -> Found:
    d = date(int(m[1]), int(m[2]), int(m[3]))
    return Found(d, d, anchor="absolute", sure=0.99)


def _dated(m: re.Match[str], f: Frame) -> Found | None:
    """"12-14 November 2001", "Nov. 12", "12 and 13 March last year": the nearest such day where no year is told."""
    g = m.groupdict()
    month = lexicon()["month"][(g.get("m") or g.get("n") or "")[:3]]
    first, last = int(g.get("a") or g.get("c") or 0), int(g.get("b") or g.get("d") or 0)  # "a", "m" or "n", "c" by the order told
    year, sure = _year_told(g.get("y") or g.get("z"), m.string, f), 0.98
    if year is None:
        year, sure = f.nearest_year(month, first), 0.93
    if year is None:
        return None
    start = date(year, month, first)
    end = date(year, month, last) if last > first else start
    return Found(start, end, "day" if start == end else "span", "absolute", sure=sure)


def _year_told(digits: str | None, text: str, f: Frame) -> int | None:
    if digits:
        year = int(digits.strip(" ,'"))
        return year if year > 99 else 1900 + year if year > 40 else 2000 + year
    if f.day and (m := re.search(r"\b(last|this|next|the same|that) year\b", text)):
        return f.day.year + {"last": -1, "next": 1}.get(m[1], 0)
    return None


def _month(m: re.Match[str], f: Frame) -> Found | None:
    month = lexicon()["month"][m["m"][:3]]
    year, sure = _year_told(m["y"], m.string, f), 0.97
    if year is None:
        if m["r"] == "last" and f.day:
            year = f.day.year if month < f.day.month else f.day.year - 1
        elif m["r"] == "next" and f.day:
            year = f.day.year if month > f.day.month else f.day.year + 1
        else:
            year = f.month_year(month)
        sure = 0.9
    if year is None:
        return None
    start, end = month_span(year, month)
    return _half(Found(start, end, "month", "absolute", sure=sure), m["h"])


def _half(found: Found, word: str | None) -> Found:
    """"early", "mid" and "late" are the first, middle and second half, "start" and "end" the first and last quarter."""
    if not word:
        return found
    length = (found.end - found.start).days + 1
    kind = re.sub(r"the |[- ].*", "", word.strip())
    start, end = found.start, found.end
    if kind in ("early", "first"):
        end = found.start + timedelta(days=length // 2)
    elif kind in ("late", "later", "second"):
        start = found.end - timedelta(days=length // 2)
    elif kind in ("beginning", "start"):
        end = found.start + timedelta(days=length // 4)
    elif kind in ("end", "close"):
        start = found.end - timedelta(days=length // 4)
    elif kind in ("mid", "middle"):
        start, end = found.start + timedelta(days=length // 4), found.end - timedelta(days=length // 4)
    code = found.timex or timex_of(found)
    return replace(found, start=start, end=end, sure=found.sure - 0.1, timex=code, edtf=f"{start}~/{end}~")


def _decade(m: re.Match[str], f: Frame) -> Found:
    year = int(m["y"]) if len(m["y"]) == 4 else 1900 + int(m["y"])
    kind = (m["h"] or "").strip(" -")
    a, b = {"early": (0, 3), "mid": (4, 6), "late": (6, 9)}.get(kind, (0, 9))
    return Found(date(year + a, 1, 1), date(year + b, 12, 31), "decade", "absolute", str(year // 10), f"{year // 10}X", 0.95)


def _year(m: re.Match[str], f: Frame) -> Found:
    y = int(m["y"])
    return _half(Found(date(y, 1, 1), date(y, 12, 31), "year", "absolute", sure=0.96), m["h"])


def _season(m: re.Match[str], f: Frame) -> Found | None:
    if m["s"] == "fall" and not (m["r"] or m["y"]):
        return None
    first, code, edtf = lexicon()["season"][m["s"]]
    year = _year_told(m["y"], m.string, f)
    if year is None:
        if not f.day:
            return None
        year = f.day.year
        if m["r"] == "last" or (not m["r"] and f.tense != "future"):
            year -= date(year, first, 1) > f.day or (m["r"] == "last" and shifted(date(year, first, 1), 3) > f.day)
        elif shifted(date(year, first, 1), 3) <= f.day:
            year += 1
    start = date(year, first, 1)
    return Found(start, shifted(start, 3) - DAY, "season", "absolute", f"{year}-{code}", f"{year}-{edtf}", 0.85)


def _holiday(m: re.Match[str], f: Frame) -> Found | None:
    row = lexicon()["holiday"].get(m[1])
    year = _year_told(m["y"], m.string, f)
    year = year or (f.nearest_year(row[0], row[1]) if row else None)
    return Found(date(year, row[0], row[1]), date(year, row[0], row[2]), anchor="absolute") if row and year else None


DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "last night": -1, "last evening": -1, "day before yesterday": -2,
           "night before last": -2, "day after tomorrow": 2}


def _deictic(m: re.Match[str], f: Frame) -> Found | None:
    if not f.day:
        return None
    d = f.day + DEICTIC[m[1].removeprefix("the ")] * DAY
    return Found(d, d, sure=0.97)


def _overnight(m: re.Match[str], f: Frame) -> Found | None:
    return Found(f.day - DAY, f.day, "part-of-day", timex=f"{(f.day - DAY).isoformat()}TNI", sure=0.9) if f.day else None


def _weekday(m: re.Match[str], f: Frame) -> Found | None:
    """A bare weekday is the last one up to today; in the future, the next."""
    want, word = lexicon()["weekday"][m["d"][:3]], (m["r"] or "").strip()
    told = f.told_day
    if word in ("the following", "following") and told:
        d = told + (1 + (want - told.weekday() - 1) % 7) * DAY
        return Found(d, d, anchor="event", sure=0.8)
    if word in ("that", "the same", "the previous", "previous", "the preceding") and told:
        d = told - ((told.weekday() - want) % 7) * DAY
        return Found(d, d, anchor="event", sure=0.75)
    if not f.day:
        return None
    back, on = (f.day.weekday() - want) % 7, (want - f.day.weekday()) % 7
    if (of := re.search(r"\b(last|this|next) week\b", m.string)) and of.start() > m.start("d"):
        d = f.day + ({"last": -7, "this": 0, "next": 7}[of[1]] + want - f.day.weekday()) * DAY
    elif word in ("last", "past", "this past", "the last", "the past"):
        d = f.day - (back or 7) * DAY
    elif word in ("next", "coming", "this coming", "the next"):
        d = f.day + (on or 7) * DAY
    elif word == "this":
        d = f.day + (want - f.day.weekday()) * DAY
    else:
        d = f.day + on * DAY if f.tense == "future" else f.day - back * DAY
    return Found(d, d, sure=0.93)


def _of_day(m: re.Match[str], f: Frame) -> Found | None:
    """"this morning", "early this morning"."""
    return Found(f.day, f.day, sure=0.96) if f.day else None


def _ago(m: re.Match[str], f: Frame) -> Found | None:
    n, unit = number(m["n"]), m["u"]
    how = m["w"]
    if how in ("ago", "since") or (how == "hence" and f.day):
        base, sign, anchor = f.day, 1 if how == "hence" else -1, "publication"
    elif how == "from now":
        base, sign, anchor = f.day, 1, "publication"
    else:
        base, sign, anchor = f.told_any(m["u"]), 1 if how in ("later", "after", "afterwards", "afterward") else -1, "event"
    return _moved(base, sign * n, unit, m["n"] or "", anchor) if base else None


def _years_ago(m: re.Match[str], f: Frame) -> Found | None:
    """"ten years ago this month", "20 years ago today"."""
    if not f.day or not is_number(m["n"]):
        return None
    then = shifted(f.day, -12 * int(number(m["n"])))
    if m["x"] == "today":
        return Found(then, then, sure=0.9)
    start, end = month_span(then.year, then.month) if m["x"] == "this month" else (then - 3 * DAY, then + 3 * DAY)
    return Found(start, end, m["x"][5:], sure=0.85)


def _moved(base: date, n: float, unit: str, words: str, anchor: str) -> Found | None:
    """`base` and `n` units on; the larger the unit, the wider the answer."""
    vague = bool(re.search(r"few|several|some|many|couple", words)) or not words
    sure = 0.6 if vague else 0.85
    if unit in ("second", "minute", "hour"):
        d = base + timedelta(days=int(n / 24)) if unit == "hour" and abs(n) >= 24 else base
        return Found(d, d, anchor=anchor, sure=sure)
    if unit in ("day", "night"):
        d = base + int(n) * DAY
        if vague:
            return Found(d - 2 * DAY, d + 1 * DAY, "span", anchor, d.isoformat(), sure=sure)
        return Found(d, d, anchor=anchor, sure=sure + 0.05)
    if unit in ("week", "fortnight", "weekend"):
        d = base + timedelta(days=int(n * days(unit)))
        return Found(d - 3 * DAY, d + 3 * DAY, "week", anchor, f"{d.isocalendar()[0]}-W{d.isocalendar()[1]:02}", sure=sure)
    months = int(n * {"month": 1, "year": 12, "decade": 120}[unit])
    d = shifted(base, months)
    if unit == "month" or abs(months) == 12 and anchor == "publication":
        start, end = month_span(d.year, d.month)
        return Found(start, end, "month", anchor, sure=sure, timex=str(d.year) if unit == "year" else "")
    return Found(date(d.year, 1, 1), date(d.year, 12, 31), "year", anchor, sure=sure)


def _last_units(m: re.Match[str], f: Frame) -> Found | None:
    """"in the last 72 hours", "over the past several months", "in the next two days": spans up to or from publication."""
    if not f.day or (m["n"] and not is_number(m["n"])):
        return None
    n, unit = number(m["n"]), m["u"]
    ahead = bool(re.search(r"next|coming|following|ahead|ensuing", m["r"]))
    sign = 1 if ahead else -1
    if not m["n"] and m.group().rstrip().endswith("s"):  # "in the coming weeks", "in the last days"
        return _coming(unit, f) if ahead else _recent(m, f)
    if unit in ("month", "year", "decade"):
        other = shifted(f.day, sign * int(n * {"month": 1, "year": 12, "decade": 120}[unit]))
    elif unit in ("hour", "minute", "second"):
        other = f.day + sign * timedelta(days=-(-int(n) // 24) if unit == "hour" and n >= 12 else 0)
    else:
        other = f.day + sign * timedelta(days=int(n * days(unit)))
    start, end = sorted((f.day, other))
    return Found(start, end, "span" if start != end else "day", timex=_duration(n, unit), sure=0.9 if m["n"] else 0.85)


def _duration(n: float, unit: str) -> str:
    amount = f"{n:g}"
    if unit in ("second", "minute", "hour"):
        return f"PT{amount}{unit[0].upper()}"
    code = {"fortnight": f"P{n * 2:g}W", "decade": f"P{n * 10:g}Y"}
    return code.get(unit) or f"P{amount}{'D' if unit == 'night' else unit[0].upper()}"


def _recent(m: re.Match[str], f: Frame) -> Found | None:
    if not f.day:
        return None
    return Found(f.day - timedelta(days=lexicon()["recent"][m["u"]]), f.day, "span", timex="PAST_REF", sure=0.7)


def _coming(unit: str, f: Frame) -> Found | None:
    if not f.day:
        return None
    return Found(f.day, f.day + timedelta(days=lexicon()["coming"][unit]), "span", timex="FUTURE_REF", sure=0.7)


def _calendar(m: re.Match[str], f: Frame) -> Found | None:
    """"last week", "this month", "next year", "earlier this week": calendar units."""
    which, unit = m["r"], m["u"]
    shift = {"last": -1, "next": 1}.get(which, 0)
    if not f.day:
        return None
    if unit == "weekend":
        return _weekend(f.day, which, f.tense)
    if unit == "week":
        start, end = week_of(f.day, shift)
        found = Found(start, end, "week", sure=0.9)
    elif unit == "month":
        d = shifted(f.day.replace(day=1), shift)
        found = Found(d, last_of_month(d), "month", sure=0.92)
    elif unit == "year":
        found = Found(date(f.day.year + shift, 1, 1), date(f.day.year + shift, 12, 31), "year", sure=0.93)
    else:
        first = f.day.year // 10 * 10 + 10 * shift
        found = Found(date(first, 1, 1), date(first + 9, 12, 31), "decade", sure=0.8, timex=str(first // 10))
    code = timex_of(found)
    found = _half(found, m["h"])
    if not shift and f.tense != "future" and not m["h"]:
        found = replace(found, end=min(found.end, f.day))
    elif not shift and f.tense == "future" and not m["h"]:
        found = replace(found, start=max(found.start, f.day))
    return replace(found, timex=code)


def _weekend(day: date, which: str, tense: str) -> Found:
    """"this weekend" and "the weekend" are the last one, or in the future the coming one."""
    saturday = day - ((day.weekday() - 5) % 7) * DAY
    if which == "next" or (which in ("this", "the") and tense == "future" and day.weekday() < 5):
        saturday += 7 * DAY
    elif which == "last" and day.weekday() >= 5:
        saturday -= 7 * DAY
    year, week, _ = saturday.isocalendar()
    return Found(saturday, saturday + DAY, "span", timex=f"{year}-W{week:02}-WE", sure=0.85)


def _for(m: re.Match[str], f: Frame) -> Found | None:
    """"for two years": from then to now; in the future, from now on."""
    if not f.day or not is_number(m["n"]):
        return None
    n, unit = number(m["n"]), m["u"]
    sign = 1 if f.tense == "future" or m["p"] in ("in", "within", "inside", "after") else -1
    if m["p"] == "in" and f.tense != "future":
        sign = -1
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    hours = int(n / 24) if unit == "hour" else 0
    other = shifted(f.day, sign * int(n * months)) if months else f.day + sign * timedelta(days=hours or int(n * days(unit)))
    start, end = sorted((f.day, other))
    if m["p"] in ("in", "after") and sign > 0 and unit not in ("hour", "minute", "second"):
        start = end
    return Found(start, end, "span" if start != end else "day", timex=_duration(n, unit), sure=0.7)


def _within(m: re.Match[str], f: Frame) -> Found | None:
    return _coming(m["u"], f) if f.tense == "future" else None


def _next_day(m: re.Match[str], f: Frame) -> Found | None:
    """"the following day", "the day before", "the same day": counted from the day told last."""
    back = re.search(r"previous|before|preceding|eve", m[1])
    same = re.search(r"same|that", m[1])
    if f.told_day:
        d = f.told_day + (0 if same else -1 if back else 1) * DAY
        return Found(d, d, anchor="event", sure=0.8)
    if f.day and (same or back):
        d = f.day - (DAY if back else 0 * DAY)
        return Found(d, d, sure=0.6)
    return None


def _next_unit(m: re.Match[str], f: Frame) -> Found | None:
    """"the following week", "that year", "the previous month": counted from the time told last."""
    if not f.told:
        return None
    unit, which = m["u"] or m["u2"], m["r"] or m["r2"]
    shift = 1 if which == "following" else -1 if which in ("previous", "preceding") else 0
    base = f.told.start
    if unit == "week":
        start, end = week_of(base, shift)
    elif unit == "month":
        start = shifted(base.replace(day=1), shift)
        end = last_of_month(start)
    else:
        start, end = date(base.year + shift, 1, 1), date(base.year + shift, 12, 31)
    return Found(start, end, unit, "event", sure=0.75)


def _time_of_day(m: re.Match[str], f: Frame) -> Found | None:
    """A time of day alone belongs to the day told last, if that is of these days, else to the day of publication."""
    told = f.told_day
    if f.day:  # a day long past that was only recalled is not the day of the story
        told = max((d for d in f.told_days if 0 <= (f.day - d).days <= RECENT), default=None)
    d = told or f.day
    return Found(d, d, anchor="event" if told else "publication", sure=0.7) if d else None


def _now(m: re.Match[str], f: Frame) -> Found | None:
    return Found(f.day, f.day, timex="PRESENT_REF", sure=0.85) if f.day else None


def _edge(m: re.Match[str], f: Frame) -> Found | None:
    """"the 2d week of December", "the last days of March", "the first half of 2014", "the opening weeks of last year"."""
    whole = _whole_of(m, f)
    if not whole:
        return None
    start, end = whole
    length, last, n = (end - start).days + 1, m["n"] in ("last", "closing"), 1
    if not last and m["n"] != "opening":
        n = int(number(re.sub(r"(?:st|nd|rd|th|d)$", "", m["n"]) if m["n"][0].isdigit() else m["n"]))
    unit = m["u"]
    if unit == "weekend":
        start += ((5 - start.weekday()) % 7) * DAY
        end -= ((end.weekday() - 6) % 7) * DAY
        size = 2
    else:
        size = {"week": 7, "days": 7, "weeks": 14, "months": 60, "half": -(-length // 2), "quarter": -(-length // 4)}[unit]
    first = end - (size - 1) * DAY if last else start + (n - 1) * (7 if unit == "weekend" else size) * DAY
    if first > end:
        return None
    return Found(first, min(first + (size - 1) * DAY, end), "week" if unit == "week" else "span", "absolute", sure=0.8)


def _whole_of(m: re.Match[str], f: Frame) -> tuple[date, date] | None:
    """First and last day of the month or year that is told a part of."""
    if m["r"]:
        if not f.day:
            return None
        back = -1 if m["r"] == "last" else 0
        return _year_span(f.day.year + back) if m["v"] == "year" else _month_of(shifted(f.day.replace(day=1), back))
    if m["z"]:
        return _year_span(int(m["z"]))
    month = lexicon()["month"][m["m"][:3]]
    year = _year_told(m["y"], m.string, f) or f.month_year(month)
    return month_span(year, month) if year else None


def _year_span(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _month_of(first: date) -> tuple[date, date]:
    return first, last_of_month(first)


def _slashed(m: re.Match[str], f: Frame) -> Found | None:
    """"29/2/2016", "2/29/2016": only where one order of day and month is possible."""
    a, b, year = int(m["a"]), int(m["b"]), _year_told(m["y"], m.string, f)
    if year is None or (a <= 12 and b <= 12 and a != b):
        return None
    d = date(year, b, a) if b <= 12 else date(year, a, b)
    return Found(d, d, anchor="absolute", sure=0.95)


def _day_of_month(m: re.Match[str], f: Frame) -> Found | None:
    """"the 28th of last month"."""
    if not f.day:
        return None
    d = shifted(f.day.replace(day=1), {"last": -1, "this": 0, "next": 1}[m["r"]]).replace(day=int(m["a"]))
    return Found(d, d, sure=0.95)


def _days_to(m: re.Match[str], f: Frame) -> Found | None:
    """"the week to Wednesday", "the 24 hours to noon on Thursday"."""
    end = f.day if m["e"] == "today" else _core_weekday(m["e"], f)
    if not end or (m["n"] and not is_number(m["n"].strip())):
        return None
    n, unit = number((m["n"] or "").strip()), m["u"]
    back = -(-int(n) // 24) if unit == "hour" else int(n * days(unit)) - 1
    return Found(end - back * DAY, end, "span", timex=_duration(n, unit), sure=0.85)


def _core_weekday(word: str, f: Frame) -> date | None:
    """The last such day of the week up to the day of publication."""
    want = lexicon()["weekday"].get(word[:3])
    return f.day - ((f.day.weekday() - want) % 7) * DAY if f.day and want is not None else None


def _weekday_before_last(m: re.Match[str], f: Frame) -> Found | None:
    """"Thursday before last": a week before the last one."""
    d = _core_weekday(m["d"], f)
    return Found(d - 7 * DAY, d - 7 * DAY, sure=0.8) if d and d != f.day else None


def _before_last(m: re.Match[str], f: Frame) -> Found | None:
    """"the week before last"."""
    if not f.day:
        return None
    unit = m["u"]
    if unit == "week":
        start, end = week_of(f.day, -2)
    elif unit == "month":
        start = shifted(f.day.replace(day=1), -2)
        end = last_of_month(start)
    else:
        start, end = date(f.day.year - 2, 1, 1), date(f.day.year - 2, 12, 31)
    return Found(start, end, unit, sure=0.9)


RULES: tuple[tuple[str, re.Pattern[str], Rule], ...] = tuple((name, PATTERNS[name], rule) for name, rule in (
    ("iso date", _iso), ("years ago this", _years_ago), ("slashed date", _slashed), ("day of the month", _day_of_month),
    ("days to", _days_to), ("edge of", _edge), ("weekday before last", _weekday_before_last), ("day month", _dated),
    ("month day", _dated), ("day before yesterday", _deictic), ("the weekend", _calendar), ("weekday", _weekday), ("deictic", _deictic),
    ("overnight", _overnight), ("this part", _of_day), ("following day", _next_day), ("later in the day", _time_of_day),
    ("last units", _last_units), ("past unit", _last_units), ("over the last unit", _last_units), ("recent", _recent),
    ("plural units", _last_units), ("unit before last", _before_last), ("ago", _ago), ("month", _month), ("season", _season),
    ("holiday", _holiday), ("decade", _decade), ("year", _year), ("part of the week before", _calendar), ("calendar unit", _calendar),
    ("of the unit", _calendar), ("next unit", _next_unit), ("for units", _for), ("within units", _within), ("time of day", _time_of_day),
    ("now", _now)))
