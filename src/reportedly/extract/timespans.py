"""Find the words that say when, by a grammar over a sentence's lower-case text (cf. TempEx: Mani and Wilson 2000; GUTime)."""
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Characters `start` to `end` of the sentence. `kind` is clock, part, weekday, day, date, month, year, decade, season, rel, ago,
    dur, now or holiday, with "+" between the kinds of what was joined."""

    start: int
    end: int
    kind: str


@cache
def lexicon() -> dict[str, Any]:
    """The words of times.toml."""
    return tomllib.loads((files(__package__) / "lexicon" / "times.toml").read_text("utf-8"))


@cache
def _core() -> re.Pattern[str]:
    """One alternative for each kind of expression, longest first."""
    w = {k: f"(?:{v})" for k, v in lexicon().items() if isinstance(v, str)}
    wd, mon, unit, part, num = w["weekday"], w["month"], w["unit"], w["part"], w["number"]
    year, ordinal, season = w["year"], w["ordinal"], w["season"]
    day, dash = r"\d{1,2}(?:st|nd|rd|th|d)?", r"\s?(?:-|–|—|to|and|or)\s?"
    mod = r"(?:(?:early|mid|late)[- ](?:in )?|(?:the )?(?:beginning|start|end|middle|first half|second half|close|rest|course) of (?:the )?)"
    meridiem = r"(?:\s?(?:a\.\s?m\.|p\.\s?m\.|[ap]m\b))"
    zone = r"(?:\s?(?:gmt|utc|z\b|local time|hours|hrs|local))?(?:\s?\(\d{1,2}:?\d{2} (?:gmt|utc|local)[^)]{0,12}\))?"
    span = rf"(?:{num}(?:{dash}{num})?\s)"
    kinds = {
        "holiday": rf"{w['holiday']}\b",
        "date": rf"(?:last |this past |next )?(?:{mod}?{day}(?:{dash}{day})?(?:\sof)?\s{mon}(?:,?\s{year}|\s\d\d(?!\d))?"
                rf"|{mod}?{mon}\s{day}(?!\d|:\d)(?:{dash}{day}(?!\d))?(?:,?\s{year}\b)?|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/(?:\d\d){{1,2}}"
                rf"|the {day}\sof\s(?:this|last|next) month)\b",
        "month": rf"{mod}?(?:(?:last|next|this|that|previous|this past)\s)?{mon}(?:\s(?:of\s)?(?:{year}|last year|this year|next year)|,\s{year})?",
        "clock": rf"(?:\d{{1,2}}:\d\d(?::\d\d)?(?!\d){meridiem}?|\d{{1,2}}\.\d\d{meridiem}|\d{{1,2}}{meridiem}|(?:[01]\d|2[0-4])[0-5]\d(?=\s?(?:gmt|hours|hrs|local|utc)))"
                 rf"{zone}",
        "rel": rf"(?:the\s)?(?:{ordinal}\s(?:week|half|quarter|days?|months)\sof\s(?:{mon}|(?:this|last)\s(?:month|year))(?:\s{year})?"
               rf"|{mod}?(?:the |this |these )?(?:last|past|next|coming|previous|following|preceding|recent|latest|this past|ensuing)\s{span}?(?:{wd}|{unit}|{part}|{season})(?:\s{part})?"
               rf"|{mod}?(?:this|that|these|the same|the other)\s(?:very\s|same\s)?(?:{wd}|{unit}|{part}|{season}|weekend)(?:\s{part})?"
               rf"|(?:week|month|year|night) before last|day (?:before yesterday|after tomorrow|before|after)"
               rf"|(?:later|earlier)\s(?:in\s|on\s)?(?:the|that)\s(?:day|week|month|year)"
               rf"|{mod}(?:day|week|month|year|decade)|within\s(?:hours|days|weeks|months|minutes))\b",
        "ago": rf"(?:{span}{unit}|hours|days|weeks|months|years|minutes|decades|moments)\s(?:ago|earlier|later|before|after|since|from now|hence|prior|beforehand|afterwards?)\b",
        "season": rf"(?:last|this|next)\s(?:{season}|fall)\b|(?:{mod}|the |in )?(?:{season}|fall)\s(?:of\s)?(?:{year}|last year|this year)\b"
                  rf"|(?:in|during|since|later in|by|over)\s(?:the\s)?(?:early\s|late\s)?{season}\b",
        "decade": rf"(?:(?:early|mid|late)[- ])?(?:(?:1[5-9]|20)\d0[’']?|the \d0[’']?|[’']\d0)s\b|{num} decades? ago",
        "day": rf"(?:yesterday|today|tomorrow|tonight|overnight)(?:\s{part})?\b",
        "weekday": rf"(?:(?:last|next|this|this past)\s)?{wd}s?(?:\s{part})?(?=\W|$)",
        "part": rf"(?:the\s)?{part}\b",
        "year": rf"{mod}?{year}(?!\d|-\d|,\d)\b",
        "dur": rf"(?:the\s)?{span}(?:straight\s|consecutive\s|long\s|full\s|more\s)?{unit}\b",
        "now": r"(?:right now|at present|at the moment|at this (?:moment|hour|time)|at that (?:moment|hour)|currently|now)\b",
    }
    return re.compile("|".join(rf"(?P<{k}>\b(?:{v}))" for k, v in kinds.items()))


@cache
def _left() -> re.Pattern[str]:
    words = lexicon()
    return re.compile(rf"(?:\b(?:{words['preposition']}|{words['prefix']}|the)\s+){{1,5}}\Z")


GAP = re.compile(r"(?:\s|,\s?|\s?\(|\s?\[)(?:(?:on|in|at|of|around|about|before|after|late|early|shortly)\s){0,3}(?:the\s)?\Z")
RANGE = re.compile(r"\s?(?:to|and|until|till|through|-|–)\s(?:the\s)?(?:early\s|late\s)?\Z")
JOINS = {frozenset(p.split()) for p in (
    "clock part|clock weekday|clock day|clock date|part weekday|part day|part date|weekday day|weekday date|day date|part rel|clock rel|"
    "weekday rel|month rel|date rel|date year|month year|season year|holiday year|rel season|part month").split("|")}
UNITED = ("clock", "part", "weekday", "date", "month", "year")
LONE = frozenset(("in", "for", "within", "over", "during", "throughout", "after", "inside", "under"))
AT_CLOCK = re.compile(r"\b(?:at|as of|by|until|since|around|before|after)\s(?:about\s|around\s|approximately\s)?((?:[01]\d|2[0-4])[0-5]\d)(?![\d,])(?:\s?\(\d{4} gmt\))?")
DURATION_OF = re.compile(r"\s?(?:-|in (?:prison|jail)|of\b|old\b|time\b|\(?imprison)")
SENTENCED = re.compile(r"\b(?:jail|sentenc|imprison|convict|prison|suspended|banned)")


def time_spans(text: str) -> list[TimeSpan]:
    """Time expressions of one sentence in order, without overlap. Ages, sentences of prison and figures are none."""
    low = text.lower()
    found = [TimeSpan(m.start(1), m.end(), "clock") for m in AT_CLOCK.finditer(low) if not _is_year(low, m)]
    for m in _core().finditer(low):
        kind = m.lastgroup or ""
        if not any(s.start < m.end() and m.start() < s.end for s in found) and _holds(low, m, kind):
            found.append(TimeSpan(m.start(), m.end(), kind))
    found.sort(key=lambda s: s.start)
    return [s for s in _joined(low, [_with_left(low, s) for s in found]) if _stands(low, s)]


def _is_year(low: str, m: re.Match[str]) -> bool:
    return not m.group().startswith("at ") and m[1][:2] in ("19", "20")


def _holds(low: str, m: re.Match[str], kind: str) -> bool:
    """Whether the words around allow it: "2015 people" is no year, "10 years in prison" no time."""
    before, after = low[max(0, m.start() - 25):m.start()], low[m.end():m.end() + 25]
    if kind == "year":
        if re.search(r"(?:resolution|no\.|number|article|section|law|decree|km|\$|#|-|/|\d,)\s?\Z", before):
            return False
        return bool(re.search(r"\b(?:in|since|until|by|during|of|from|to|between|and|early|late|mid|before|after|around|the|for|through|\()\s?\Z|^\Z|,\s\Z",
                              before)) and not re.match(r"\s(?:people|troops|soldiers|men|civilians|hours|gmt|km|miles)\b", after)
    if kind == "dur":
        return not DURATION_OF.match(after) and not SENTENCED.search(low[max(0, m.start() - 45):m.start()])
    if kind == "rel" and m.group().startswith(("this second", "that second")):
        return False
    if kind in ("part", "weekday") and re.match(r"(?:[- ](?:prayers?|mosque)|-)", after):
        return kind == "weekday" and "prayer" in after
    return True


def _with_left(low: str, s: TimeSpan) -> TimeSpan:
    m = _left().search(low, max(0, s.start - 40), s.start)
    if not m:
        return s
    start = m.start()
    lead = re.match(r"of\s+(?:the\s+)?", low[start:s.start])
    start += lead.end() if lead else 0
    if s.kind in ("weekday", "day") and (wrong := re.match(r"(?:in|within|over|for|after)\s", low[start:s.start])):
        start += wrong.end()
    return TimeSpan(start, s.end, s.kind)


def _joined(low: str, spans: list[TimeSpan]) -> list[TimeSpan]:
    """Neighbours that tell one time together: "on Monday morning", "at 0615 (1315 GMT) on 2 April", "from dusk to dawn"."""
    out: list[TimeSpan] = []
    for s in spans:
        last = out[-1] if out else None
        if last and s.start < last.end:
            s = TimeSpan(last.end, s.end, s.kind) if s.end > last.end else s
            if s.start < last.end:
                continue
        if last and _together(low, last, s):
            end = s.end
            if low[last.end:s.start].strip()[:1] in ("(", "[") and low[end:end + 1] in (")", "]"):
                end += 1
            out[-1] = TimeSpan(last.start, end, f"{last.kind}+{s.kind}")
        else:
            out.append(s)
    return out


def _together(low: str, a: TimeSpan, b: TimeSpan) -> bool:
    core = re.sub(r"^(?:(?:on|in|at|of|around|about|before|after|late|early|shortly|the|by|from|to)\s)+", "", low[b.start:b.end])
    gap = low[a.end:b.end - len(core)]
    kinds = a.kind.split("+")
    if GAP.fullmatch(gap) and all(frozenset((k, b.kind)) in JOINS for k in kinds) and b.kind not in kinds:
        return not ("rel" in (*kinds, b.kind) and "," in gap)
    if RANGE.fullmatch(gap) and re.match(r"(?:from|between)\b", low[a.start:a.end]):
        return kinds[-1] == b.kind or (kinds[-1] in UNITED and b.kind in UNITED) or (b.kind in ("day", "now") and "to" in gap)
    return False


def _stands(low: str, s: TimeSpan) -> bool:
    """Whether an expression tells a time by itself: a bare length of time needs "for", "in the last" and the like before it."""
    first = low[s.start:s.end].split()[0]
    if s.kind == "dur" and first == "for" and re.search(r"(?:hour|minute|second)s?$", low[s.start:s.end]):
        return False
    if s.kind == "dur":
        return first in LONE or low[s.start:s.end].startswith(("more than", "almost", "nearly")) and first in LONE
    if s.kind == "part":
        words = low[s.start:s.end].split()
        return first in ("at", "in", "by", "before", "after", "since", "until", "during", "around", "from", "between", "overnight") or words[0] == "the" \
            and low[s.end:s.end + 2] in ("'s", "’s")
    return True
