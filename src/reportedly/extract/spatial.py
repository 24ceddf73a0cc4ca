"""Relations: what the words around a place name say of where, relative to it ("five kilometres from", "north of", "between A and
B")."""
from __future__ import annotations

import re
from functools import cache

from ..model.claim import Relation

KM = {"kilometre": 1.0, "kilometer": 1.0, "km": 1.0, "mile": 1.609344, "mi": 1.609344, "meter": 0.001, "metre": 0.001, "m": 0.001,
      "yard": 0.0009144, "block": 0.1,
      "league": 4.8, "foot": 0.0003048, "feet": 0.0003048}
UNITS = r"(?P<unit>kilomet(?:re|er)s?|kms?|miles?|mi|met(?:re|er)s?|m|yards?|blocks?|leagues?|feet|foot)\b\.?"
ONES = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS: dict[str, float] = {**{w: n for n, w in enumerate(ONES, 1)}, **{w: 10 * n for n, w in enumerate(TENS, 2)}, "a": 1, "an": 1,
                           "half": 0.5, "dozen": 12,
                           "hundred": 100, "couple": 2, "few": 4, "several": 5, "some": 0}
NUMBER = r"(?:\d{1,4}(?:[.,]\d{1,3})?|(?:a |an )?(?:%s)(?:[- ](?:%s))?)" % (  # noqa: UP031
    "|".join([*TENS, *sorted(ONES, key=len, reverse=True), "half a", "a couple of", "a few", "several", "a dozen", "a hundred",
              "hundred", "dozen", "an", "a"]),
    "|".join([*ONES[:9], "hundred"]))
POINT = r"(?:north|south)(?:[ -]?(?:east|west))?(?:[ -]?(?:north|south)?(?:east|west))?|east|west"
COMPASS = rf"(?P<dir>(?:(?:due|just|immediately) )?(?:{POINT}))(?:ern)?(?:wards?|erly|ern)?"
NAMES = r"(?:the |its |their )?(?:(?:besieged |rebel-held |strategic |southern |northern |eastern |western |nearby |provincial |key )?" \
        r"(?:capital|cit(?:y|ies)|towns?|villages?|port|airport|airbase|base|district|province|centre|" \
        r"center|border|frontier|border town|region)(?: of|,)? )?(?:the )?"
HEAD = r"(?:(?:in |at |on |near )?(?:a|an|the|several|two|three|some|many)? ?[\w'-]{0,20} ?(?:villages?|towns?|" \
       r"areas?|hamlets?|positions?|place|point|site|spot|neighborhoods?|neighbourhoods?|district|base|camp|suburbs?|checkpoint|hills?|" \
       r"farm|road|settlement|community)(?: located| situated| lying)? )?"
DISTANCE = rf"(?P<about>about|around|some|approximately|roughly|nearly|almost|only|just|less than|more than|" \
           r"within|at least|over|under|up to)? ?" \
           rf"(?P<low>{NUMBER})(?:(?: ?(?:to|-|–|or|and) ?)(?P<high>{NUMBER}))?(?: |-)?(?:{UNITS})(?: \([^)]{{1,20}}\))?"


# One of these stands among the last words before a name that has a relation.
CUES = frozenset("of from near between around outside inside into off beyond along overlooking overlook overlooks above dominating with to "
                 "beside by on surrounding encircling nearby".split())


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s,(\"“]))(?P<text>{pattern}) ?{NAMES}$", re.IGNORECASE)


# What must stand somewhere before a name for a pattern of the kind to be worth trying.
NEEDED = {kind: re.compile(words) for kind, words in {
    "distance": "kilomet|km|mile|mi|met|m|yard|block|league|feet|foot", "half-way": "half|mid", "between": "between",
    "border": "border|frontier|boundary", "outskirts": "outskirt|edge|suburb|approach|gate|fringe|entrance|periphery",
    "overlooking": "overlook|above|dominating", "direction": "north|south|east|west", "along": "along|on|beside",
    "near": r"near|close to|next to|not far|a short distance|vicinity|adjacent|beside|by|outside|area of",
    "around": "around|surrounding|encircling"}.items()}


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What may stand just before a name, the most telling first; each with the kind of relation that it makes."""
    away = r"(?: away)?(?: up| down)?"
    return (
        ("distance", _before(rf"{HEAD}{DISTANCE}{away},? (?:to the |on the |in the )?{COMPASS} (?:side )?(?:of|from)")),
        ("distance",
         _before(rf"{HEAD}{DISTANCE}{away} (?:inside|into|outside|from|of|off|beyond|short of|out of|away from|down the road from|along)")),
        ("half-way", _before(rf"{HEAD}(?:half-?way|midway|half way|mid-way) (?:along the road )?(?:between|to|from)")),
        ("between",
         _before(rf"{HEAD}(?:(?:(?:along|on) )?the (?:main )?(?:road|highway|route|border|frontier|area|stretch|line) )?between")),
        ("border",
         _before(r"(?:on |at |near |along |across )?(?:the |its )?(?:\w+ )?(?:border|frontier|boundary)"
                 r"(?: region| area| zone)? (?:with|of|between)")),
        ("outskirts",
         _before(rf"(?:on |in |at |to |near )?(?:the |its )?(?:{COMPASS} )?(?:\w+ )?(?:outskirts|edges?|"
                 r"suburbs?|approaches|gates|fringes?|entrance|periphery) (?:of|to)")),
        ("overlooking", _before(rf"{HEAD}(?:overlooking|above|that overlooks?|which overlooks?|dominating)")),
        ("direction",
         _before(rf"{HEAD}(?:just |immediately |further |farther )?(?:to the |in the |on the )?{COMPASS} (?:side )?(?:of|from)")),
        ("along", _before(rf"{HEAD}(?:along|on|beside|on the banks? of|along the banks? of|on the \w+ banks? of)")),
        ("near",
         _before(rf"{HEAD}(?:very |right )?(?:near|close to|next to|not far from|a short distance from|in the vicinity of|"
                 r"adjacent to|beside|by|outside|in the area of|just outside|nearby)")),
        ("around", _before(rf"{HEAD}(?:around|surrounding|all around|encircling|in the area around|in and around)")),
    )


def compass(words: str) -> str | None:
    """"to the north-east" to "NE"; None where no compass point is named."""
    low = words.lower()
    m = re.search(rf"\b(?:{POINT})", low)
    if not m:
        return None
    found = re.findall("north|south|east|west", m[0])
    letters = "".join(w[0].upper() for w in found[:3])
    return letters if letters in ("N", "S", "E", "W", "NE", "NW", "SE", "SW", "NNE", "NNW", "SSE", "SSW") else letters[:2]


def number(words: str) -> float | None:
    """A number in digits or words, or None."""
    low = words.lower().strip()
    if re.fullmatch(r"[\d.,]+", low):
        return float(re.sub(r",(?=\d{3})", "", low).replace(",", "."))
    total = 0.0
    for w in re.split(r"[\s-]+", low):
        value = WORDS.get(w)
        if w in ("hundred", "dozen") and total:
            total *= 100 if w == "hundred" else 12
        elif value and not (w in ("a", "an") and low not in ("a", "an")):
            total = total * value if total == 0.5 and w == "a" else total + value
    return total or None


def relation(before: str, after: str = "", feature: str = "", part: str = "") -> Relation | None:
    """The relation told by the words just before a name (up to 120 characters), by its feature ("the Kandahar road") and those
    after.

    `part` is a direction that belongs to the name ("western Mosul"): no relation by itself, for a region is a name.
    """
    text = re.sub(r"\s+", " ", before[-120:])
    if not CUES.isdisjoint(w.strip(",(") for w in text.lower().split()[-6:]) and (found := _first(text, feature, after)):
        return found
    if feature == "road":
        towards = re.match(r"\W{0,2}(?:to|in|towards?) the ([\w-]+)", after)
        return Relation(text.split(" ")[-1].strip(), "along", compass(towards[1]) if towards else None)
    return None


def _first(text: str, feature: str, after: str) -> Relation | None:
    starts, low = _starts(text), text.lower()
    for kind, pattern in patterns():
        if not NEEDED[kind].search(low) or (kind == "along" and feature not in ("road", "river", "sea", "street")):
            continue
        for start in starts:
            if m := pattern.match(text, start):
                return _made(kind, m, after)
    return None


def _starts(text: str) -> list[int]:
    return [0, *(m.end() for m in re.finditer(r"[\s,(\"“]", text))]


def _made(kind: str, m: re.Match[str], after: str) -> Relation:
    groups = m.groupdict()
    low, high = (number(groups[k]) if groups.get(k) else None for k in ("low", "high"))
    scale = KM.get((groups.get("unit") or "").lower().rstrip("s."), KM.get((groups.get("unit") or "").lower(), 1.0))
    a, b = (round(x * scale, 3) if x else None for x in (low, high))
    direction = compass(groups["dir"]) if groups.get("dir") else None
    if not direction and kind in ("distance", "near"):
        further = re.match(r"[,\s]{0,2}to the ([\w-]{4,12})\b", after)
        direction = compass(further[1]) if further else None
    return Relation(m["text"].strip(), kind, direction, b or a, a if b else None, b if b else None)
