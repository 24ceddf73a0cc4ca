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
    """Characters `start` to `end` of the sentence.

    `kind` is clock, part, weekday, day, date, month, year, decade, season, rel, ago, dur, now or holiday, with "+" between the
    kinds of what was joined.
    """

    start: int
    end: int
    kind: str


@cache
def lexicon() -> dict[str, Any]:
    """The words of times.toml."""
    return tomllib.loads((files(__package__) / "lexicon" / "times.toml").read_text("utf-8"))


def _filled(pattern: str) -> str:
    """A pattern of times.toml with the words that its %names% stand for."""
    data = lexicon()
    while "%" in pattern:
        pattern = re.sub("%([a-z_]+)%", lambda m: f"(?:{data['part_of'].get(m[1]) or data[m[1]]})", pattern)
    return pattern


@cache
def _core() -> re.Pattern[str]:
    """One named group for each kind of expression, in the file's order."""
    kinds = {kind: "|".join(map(_filled, alternatives)) for kind, alternatives in lexicon()["pattern"].items()}
    # Every expression begins with a word: told once, in front of all kinds, it is looked for in half the time.
    return re.compile(r"(?<!\w)(?=\w)(?:" + "|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()) + ")")


@cache
def _left() -> re.Pattern[str]:
    words = lexicon()
    return re.compile(rf"(?:\b(?:{words['preposition']}|{words['prefix']}|the)\s+){{1,5}}\Z")


GAP = re.compile(r"(?:\s|,\s?|\s?\(|\s?\[)(?:(?:on|in|at|of|around|about|before|after|late|early|shortly)\s){0,3}(?:the\s)?\Z")
RANGE = re.compile(r"\s?(?:to|and|until|till|through|-|–)\s(?:(?:well|deep|far)\s)?(?:into\s)?(?:the\s)?(?:early\s|late\s)?\Z")
# Kinds of neighbours that tell one time together.
JOINS = frozenset(frozenset(p.split()) for p in (
    "clock part", "clock weekday", "clock day", "clock date", "part weekday", "part day", "part date", "part rel", "part month",
    "weekday day", "weekday date", "weekday rel", "day date", "clock rel", "month rel", "date rel", "date year", "month year",
    "season year", "holiday year", "rel season"))
AND = re.compile(r"\s(?:and|and again|and then)\s(?:on\s)?(?:early\s|late\s)?")
WITHIN = re.compile(r"\s(?:(?:in|during|of|on|earlier|late|early)\s)?(?:the\s)?")
UNITED = ("clock", "part", "weekday", "date", "month", "year")
# "went on throughout the night": the first is the verb's.
PARTICLE = re.compile(r"(?:on|in|up|out|over)\s(?=(?:throughout|during|since|until|from|at|in|on|by|for|within|over|before)\s)")
CALENDAR = frozenset(("rel", "month", "date", "year", "season", "decade"))
PART_AFTER = frozenset(("at", "in", "by", "before", "after", "since", "until", "during", "around", "from", "between", "throughout",
                        "through"))
LONE = frozenset(("in", "for", "within", "over", "during", "throughout", "after", "inside", "under"))
AT_CLOCK = re.compile(r"\b(?:at|as of|by|until|since|around|before|after)\s(?:about\s|around\s|approximately\s)?"
                      r"((?:[01]\d|2[0-4])[0-5]\d)(?:z\b|(?![\d,]))(?:\s?\(\d{4} gmt\))?")
NO_YEAR_BEFORE = re.compile(r"(?:resolution|no\.|number|article|section|law|decree|km|\$|#|-|/|\d,)\s?\Z")
YEAR_BEFORE = re.compile(r"\b(?:in|since|until|by|during|of|from|to|between|and|early|late|mid|before|after|around|the|for|through|\()"
                         r"\s?\Z|^\Z|,\s\Z")
NO_YEAR_AFTER = re.compile(r"\s(?:people|troops|soldiers|men|civilians|hours|gmt|km|miles)\b")
DURATION_OF = re.compile(r"\s?(?:-|in (?:prison|jail)|of\b|old\b|time\b|\(?imprison)")
# "the second attack in three days", "for the first time in years", "the deadliest raid in months": how rare, not when.
RANKED = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|last|only|latest|worst|[a-z]{4,}est|(?:most|least)\s[a-z]+)"
                    r"(?:\s(?!who\b|when\b|which\b)[a-z'-]+){0,4}\s\Z")
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
        return not NO_YEAR_BEFORE.search(before) and bool(YEAR_BEFORE.search(before)) and not NO_YEAR_AFTER.match(after)
    if kind == "dur":
        return not DURATION_OF.match(after) and not SENTENCED.search(low[max(0, m.start() - 45):m.start()])
    if kind == "rel" and re.fullmatch(r"(?:this|that|these|the last|last|the past) (?:second|minute|night club)s?", m.group()):
        return False  # "last minute report"
    if kind == "month" and re.fullmatch(r"[a-z]{3,4}", m.group()) and m.group() not in ("may", "june", "july"):
        return False  # "Mar del Plata"
    if kind == "month" and before.endswith("del "):
        return False  # "Vina del Mar."
    if kind in ("part", "weekday") and re.match(r"(?:[- ](?:prayers?|mosque)|-)", after):
        return kind == "weekday" and "prayer" in after
    return True


def _with_left(low: str, s: TimeSpan) -> TimeSpan:
    m = _left().search(low, max(0, s.start - 40), s.start)
    if not m:
        return s
    start = m.start()
    lead = re.match(r"of\s+(?:the\s+)?", low[start:s.start]) or PARTICLE.match(low, start, s.end)
    start = start + len(lead.group()) if lead else start
    if s.kind in ("date", "year", "month") and low[start:s.start] == "the ":
        start = s.start
    if s.kind in ("weekday", "day") and (wrong := re.match(r"(?:in|within|over|for|after)\s", low[start:s.start])):
        start += wrong.end()
    return TimeSpan(start, s.end, s.kind)


def _joined(low: str, spans: list[TimeSpan]) -> list[TimeSpan]:
    """Neighbours that tell one time together: "on Monday morning", "at 0615 (1315 GMT) on 2 April", "from dusk to dawn"."""
    out: list[TimeSpan] = []
    for s in spans:
        last = out[-1] if out else None
        if last and s.end <= last.end:
            continue
        fresh = TimeSpan(max(s.start, last.end), s.end, s.kind) if last else s
        if last and last.kind == "dur" and fresh.kind in CALENDAR and WITHIN.fullmatch(low[last.end:fresh.start]):
            out[-1] = fresh  # "for three days last month": the month tells when
        elif last and _together(low, last, fresh):
            end = s.end
            if low[last.end:fresh.start].strip()[:1] in ("(", "[") and low[end:end + 1] in (")", "]"):
                end += 1
            out[-1] = TimeSpan(last.start, end, f"{last.kind}+{s.kind}")
        else:
            out.append(fresh)
    return out


def _together(low: str, a: TimeSpan, b: TimeSpan) -> bool:
    core = re.sub(r"^(?:(?:on|in|at|of|around|about|before|after|late|early|shortly|the|by|from|to)\s)+", "", low[b.start:b.end])
    if low.startswith("as ", b.start):
        return False
    gap = low[a.end:b.end - len(core)]
    kinds = a.kind.split("+")
    if GAP.fullmatch(gap) and all(frozenset((k, b.kind)) in JOINS for k in kinds) and b.kind not in kinds:
        return not ("rel" in (*kinds, b.kind) and "," in gap)
    if kinds[-1] == b.kind == "weekday" and AND.fullmatch(gap):  # "on Thursday and Friday"
        return True
    if RANGE.fullmatch(gap) and re.match(r"(?:from|between)\b", low[a.start:a.end]):
        return kinds[-1] == b.kind or (kinds[-1] in UNITED and b.kind in UNITED) or (b.kind in ("day", "now") and "to" in gap)
    return False


def _stands(low: str, s: TimeSpan) -> bool:
    """Whether an expression tells a time by itself: a bare length of time needs "for", "in the last" and the like before it."""
    words = low[s.start:s.end]
    first = words.split(maxsplit=1)[0]
    if s.kind == "dur":
        ranked = first in ("in", "for", "over") and RANKED.search(low[max(0, s.start - 60):s.start])
        return first in LONE and not ranked and not (first == "for" and re.search(r"(?:hour|minute|second)s?$", words))
    if words in ("at night", "by night", "by day", "at day"):  # a habit, not a day
        return False
    if s.kind == "part":
        return first in PART_AFTER or (first == "the" and low[s.end:s.end + 2] in ("'s", "’s"))
    return True
