"""Find numbers in a sentence with what they count: digits, words, bounds, ranges and vague amounts (claim guide: "dozens" is 24 to 99)."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..model.parsed import Parsed, Sentence, Token
from .lexicon import words

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d)?")
COUNTED = ("nummod", "quantmod", "compound", "amod", "det", "nmod", "predet")


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens `first` to `last` (both included) with bounds, and `noun`, the token of what is counted, or None ("killed five").

    `anchor` is the noun, or the number's own head where there is none; `single` marks "a soldier".
    """

    first: int
    last: int
    low: int | None
    high: int | None
    anchor: int
    noun: int | None
    single: bool = False


@cache
def lexicon() -> dict[str, Any]:
    """The tables of numbers.toml."""
    return tomllib.loads((files(__package__) / "lexicon" / "numbers.toml").read_text("utf-8"))


@cache
def wordset(table: str, key: str) -> frozenset[str]:
    """A list of words of numbers.toml."""
    return frozenset(lexicon()[table][key].split())


@cache
def _bounds() -> tuple[tuple[tuple[str, ...], str], ...]:
    rows = [(tuple(phrase.split()), side) for side, phrases in lexicon()["bound"].items() for phrase in phrases]
    return tuple(sorted(rows, key=lambda r: -len(r[0])))


def numbers(parsed: Parsed, sentence: Sentence, taken: frozenset[int]) -> Iterator[Number]:
    """The numbers of one sentence that may be counts; `taken` are tokens of time expressions, which are none."""
    i = sentence.first
    while i < sentence.last:
        found = None if i in taken else _number(parsed, i, sentence)
        if found is None:
            single = _single(parsed, i, sentence) if i not in taken else None
            if single:
                yield single
            i += 1
            continue
        last, low, high = found
        made = _counted(parsed, sentence, i, last, low, high)
        if made:
            yield made
        i = last + 1


def _number(parsed: Parsed, i: int, sentence: Sentence) -> tuple[int, int, int | None] | None:
    """The number that begins at token `i`: its last token, its least and greatest value."""
    if i > sentence.first and parsed.tokens[i - 1].text in wordset("model", "letters"):  # "six AK 47 rifles"
        return None
    vague = _vague(parsed, i, sentence)
    if vague:
        return vague
    one = _cardinal(parsed, i, sentence)
    if one is None:
        return None
    last, value = one
    tokens = parsed.tokens
    if last + 2 < sentence.last and tokens[last + 1].lower in ("to", "-", "–", "or"):
        two = _cardinal(parsed, last + 2, sentence)
        if two and two[1] > value and (two[1] < 10 * value or value > 9) and (
                tokens[i].lower != "one" or tokens[last + 1].lower == "or"):
            return two[0], value, two[1]
    if tokens[i - 1].lower == "between" and i > sentence.first and last + 2 < sentence.last and tokens[last + 1].lower == "and":
        two = _cardinal(parsed, last + 2, sentence)
        if two:
            return two[0], value, two[1]
    return last, value, value


@cache
def _openings() -> frozenset[str]:
    """First words of the vague numbers."""
    return frozenset(phrase.split()[0] for phrase in lexicon()["vague"])


def _vague(parsed: Parsed, i: int, sentence: Sentence) -> tuple[int, int, int | None] | None:
    table, tokens = lexicon()["vague"], parsed.tokens
    word = tokens[i].lower
    if word not in _openings():
        return None
    phrase = " ".join(t.lower for t in tokens[i:min(i + 3, sentence.last)])
    if phrase in table:
        return i + 2, *table[phrase]
    if word not in table or (word in ("few", "couple") and (i == sentence.first or tokens[i - 1].lower not in ("a", "last", "next"))):
        return None
    low, high = table[word]
    after = tokens[i + 1].lower if i + 1 < sentence.last else ""
    if word in ("several", "few", "couple") and after in lexicon()["multiplier"]:
        times = lexicon()["multiplier"][after]
        return i + 1, low * times, high * times
    return i, low, high


def _cardinal(parsed: Parsed, i: int, sentence: Sentence) -> tuple[int, int] | None:
    """Last token and value of a cardinal in digits or words: "1,300", "twenty-two", "three thousand", "half a dozen"."""
    tokens, numbers_, multipliers = parsed.tokens, lexicon()["number"], lexicon()["multiplier"]
    total = part = 0.0
    k, last = i, -1
    while k < sentence.last:
        word = tokens[k].lower
        if DIGITS.fullmatch(word) and last < k - 1 + (k == i) and (k == i or last == k - 1):
            if part:
                break
            part = float(word.replace(",", ""))
        elif word in numbers_ and not (part % 10 and part < 100):
            part += numbers_[word]
        elif word in multipliers and (part or (k > sentence.first and tokens[k - 1].lower in ("a", "half", "per"))):
            part = (part or 1) * multipliers[word]
            if word in ("thousand", "million"):
                total, part = total + part, 0.0
        elif word in ("-", "and") and k > i and k + 1 < sentence.last and last == k - 1 and _goes_on(word, tokens[k - 1], tokens[k + 1]):
            k += 1
            continue
        else:
            break
        last = k
        k += 1
    value = total + part
    if last < i or value != int(value):
        return None
    if i >= 2 and tokens[i - 1].lower == "a" and tokens[i - 2].lower == "half" and value > 1:
        value /= 2
    return last, int(value)


def _goes_on(word: str, before: Token, after: Token) -> bool:
    table = lexicon()["number"]
    if word == "-":
        return before.lower in table and after.lower in table and table[before.lower] >= 20
    return before.lower in ("hundred", "thousand") and after.lower in table


def _counted(parsed: Parsed, sentence: Sentence, first: int, last: int, low: int, high: int | None) -> Number | None:
    """The number with its bounds and its noun, or None where it is no count."""
    tokens = parsed.tokens
    noun = _noun(parsed, first, last)
    if _no_count(parsed, sentence, first, last, noun, low):
        return None
    start, side = _left(parsed, first, sentence)
    if side == "low" or (last + 2 < sentence.last and tokens[last + 1].lower == "or" and tokens[last + 2].lower == "more"):
        high = None
    least = None if side == "high" and low == high else low
    anchor = noun if noun is not None else _own_head(parsed, first, last)
    return Number(start, last, least, high, anchor, noun)


def _own_head(parsed: Parsed, first: int, last: int) -> int:
    """The token among the number's own that something outside governs."""
    return next((i for i in range(last, first - 1, -1) if not first <= parsed.tokens[i].head <= last), last)


def _noun(parsed: Parsed, first: int, last: int) -> int | None:
    """The noun that is counted: what the numeral modifies, or what follows "of"."""
    tokens = parsed.tokens
    top = _own_head(parsed, first, last)
    if tokens[top].dep == "quantmod" and tokens[tokens[top].head].tag == "CD" and tokens[last + 1].lower == "of":  # "14 of 20 drones"
        top = tokens[top].head
    if tokens[top].dep in COUNTED and tokens[tokens[top].head].tag[0] == "N" and tokens[top].head > last:
        return tokens[top].head
    for c in parsed.children(top):
        if c > last and tokens[c].lower == "of" and tokens[c].dep == "prep":
            if tokens[top].lower == "one":  # "one of several attacks" counts no attacks
                return None
            inner = [d for d in parsed.children(c) if tokens[d].dep == "pobj"]
            return inner[0] if inner and tokens[inner[0]].tag[0] == "N" else None
    t = tokens[top]
    if t.dep in COUNTED and t.head > last and tokens[t.head].tag[0] in "NJV":
        return t.head
    if t.tag[0] == "N" and t.lower in lexicon()["multiplier"] and t.head > last and tokens[t.head].tag[0] == "N":
        return t.head
    return None


def _left(parsed: Parsed, first: int, sentence: Sentence) -> tuple[int, str]:
    """Where the number's bounds begin, and which end they leave open."""
    side, start = "", first
    for _ in range(4):
        before = tuple(t.lower for t in parsed.tokens[max(sentence.first, start - 4):start])
        row = next((r for r in _bounds() if before[len(before) - len(r[0]):] == r[0] and len(before) >= len(r[0])), None)
        if row is not None and parsed.tokens[start - 1].dep == "prt":  # "handed over 12 prisoners"
            row = None
        if row is None:
            if before[-1:] == ("a",) and parsed.tokens[first].lower in ("few", "couple", "dozen", "hundred", "thousand", "million"):
                return start - 1, side
            break
        start -= len(row[0])
        side = side or (row[1] if row[1] != "about" else "")
    return start, side


def _no_count(parsed: Parsed, sentence: Sentence, first: int, last: int, noun: int | None, low: int) -> bool:
    """Ages, money, distances, shares, designations, bare years: no count of people or things."""
    tokens = parsed.tokens
    before = tokens[first - 1] if first > sentence.first else None
    after = tokens[last + 1] if last + 1 < sentence.last else None
    if after and (after.lower in ("%", "percent", "per", "km", "mm", "kg") or (after.lower == "-" and after.start == tokens[last].end)):
        return True
    if noun is not None and tokens[noun].lemma in wordset("no_count", "units"):
        return True
    if noun is None and after and after.lemma in wordset("no_count", "units") and tokens[first].lower != "one":
        return True
    if before:
        if before.lower in ("not", "nor"):  # "two men, not three"
            return True
        glued = before.lower in ("-", "/", ".", ":") and before.end == tokens[first].start
        if before.lower in ("$", "£", "€", "us$", "#") or glued or before.lower.rstrip(".") in wordset("no_count", "before"):
            return True
        apart = before.lower == "," and after and after.lower in (",", ".", ";") and first - 1 > sentence.first
        if before.lower in ("aged", "age") or (apart and tokens[first - 2].tag[:3] == "NNP"):
            return True
    of = first - 1 - (before is not None and before.lower in ("the", "its", "their"))
    whole = of > sentence.first and tokens[of].lower == "of" and tokens[of - 1].tag == "CD"
    if whole and tokens[first].tag == "CD":  # "14 of 20 drones": all there were; "one of several attacks" counts them
        return True
    t = tokens[_own_head(parsed, first, last)]
    if t.dep in ("nummod", "npadvmod", "compound") and t.head < first and noun is None and tokens[t.head].tag[0] == "N":
        return True
    return noun is None and 1900 <= low <= 2100 and "," not in tokens[last].text


def _single(parsed: Parsed, i: int, sentence: Sentence) -> Number | None:
    """"a soldier", "another bomb": one, where the noun is a person, vehicle or weapon in the singular."""
    t = parsed.tokens[i]
    if t.lower not in ("a", "an", "another") or t.dep != "det" or t.head <= i or t.head >= sentence.last:
        return None
    noun = parsed.tokens[t.head]
    if noun.lemma == "couple" and t.head > i + 1 and parsed.tokens[min(t.head + 1, sentence.last - 1)].lower != "of":
        return Number(i, i, 2, 2, t.head, t.head)  # "a young couple"
    if noun.lemma in wordset("no_count", "units") | wordset("no_count", "singles") | words("collective"):
        return None
    return Number(i, i, 1, 1, t.head, t.head, True) if noun.tag in ("NN", "NNP") else None


def wanted(parsed: Parsed, n: Number) -> bool:
    """Whether the held are only asked for or offered: "demanded hundreds of prisoners for the pilot"."""
    t = parsed.tokens[n.anchor]
    of = parsed.tokens[t.head]
    top = parsed.tokens[of.head] if t.dep == "pobj" and of.lower == "of" else t
    return top.dep == "dobj" and parsed.tokens[top.head].lemma in ("demand", "want", "seek", "request")
