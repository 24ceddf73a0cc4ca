"""Noun phrases by themselves: what kind of actor a head noun is, and its words without determiners and numbers."""
from __future__ import annotations

import re
from functools import cache, lru_cache

from ..model.claim import Mention
from .registry import key, nouns
from .registry_files import own_rows
from .titles import is_office, titles

NUMBER = (r"[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
          r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen")
DETERMINER = re.compile(
    r"^(?:(?:the|an?|this|that|these|those|some|any|all|both|each|every|several|many|few|most|more|other|another|further|additional|no|"
    r"at least|at most|same|up to|about|around|nearly|almost|over|under|roughly|approximately|more than|less than|fewer than|as many as|"
    r"an estimated|"
    r"(?:dozens|scores|hundreds|thousands|tens|groups|members|a number|a group|a member|a couple) of|his|her|its|their|our|my|your|"
    rf"{NUMBER}|than|(?:\d+-)?year-old|suspected|alleged|unidentified|so-called|reported|presumed|remaining|extra|"
    r"(?:heavily|lightly|well)[ -]armed)\s+)+", re.I)
NOBODY = re.compile(r"\b(?:unidentified|unknown|unnamed|unspecified) "
                    r"(?:people|persons?|individuals?|subjects?|assailants?|attackers?|terrorists?|criminals?|assassins?|killers?)\b", re.I)


BRACKETS = str.maketrans("[]", "  ")


@cache
def noun_kind() -> dict[str, str]:
    """Head noun -> kind of actor; the user's own nouns where the table has none."""
    return {**{row[0]: row[1] for row in own_rows("nouns")}, **{w: kind for kind, words in nouns()["kind"].items() for w in words}}


@cache
def empty() -> frozenset[str]:
    return frozenset(nouns()["empty"]["words"])


@cache
def plain() -> frozenset[str]:
    return frozenset(nouns()["plain"]["words"])


@cache
def enemy() -> frozenset[str]:
    return frozenset(nouns()["plain"]["enemy"])


@cache
def parts() -> frozenset[str]:
    return frozenset(nouns()["parts"]["of_side"])


@cache
def people() -> frozenset[str]:
    return frozenset(nouns()["parts"]["people"])


@cache
def singular(word: str) -> str:
    """A noun's lemma as the tables have it: lower case, plural s off where that is a known word."""
    word = word.lower()
    known = noun_kind()
    man = word[:-3] + "man" if word.endswith("men") else word
    for form in (word, word.removesuffix("s"), word[:-3] + "y" if word.endswith("ies") else word, man):
        if form in known or form in parts() or form in people():
            return form
    return word


def phrase(mention: Mention) -> str:
    """The words of a mention without determiners and numbers: "two suspected gunmen" -> "gunmen"; "" where they name nobody."""
    return _phrase(mention.text)


@lru_cache(maxsize=16384)
def _phrase(text: str) -> str:
    text = " ".join(text.translate(BRACKETS).split()).strip(" ,;:\"“”'")
    if NOBODY.search(text):
        return ""
    text = re.sub(r"^['’]s\s+", "", DETERMINER.sub("", text + " ").strip())
    low = text.lower()
    if low in empty() or low.removesuffix("s") in empty():
        return ""
    return "" if all(w.rstrip("stndrh").isdigit() or w in titles()["never"] for w in key(text).split()) else text


def plural(m: Mention) -> bool:
    """Whether the head itself is plural; a coordination ("the secretary and Abadi") makes no plural of its parts."""
    head = m.head.lower()
    known = m.text.lower().split(" of ")[0].endswith(("s", "men")) or head in ("people", "men", "women", "police")
    return m.number == 2 and (known or singular(head) != head)


def side_noun(m: Mention) -> bool:
    """"Rebels said", "opposition forces", "guerrilla units": no article, yet a side of the war."""
    words = {singular(w) for w in key(m.text).split()}
    rebels = bool(words & enemy()) or any(noun_kind().get(w) == "rebel" for w in words)
    return not m.text[:1].isdigit() and (rebels or singular(m.head) == "government")


def only_office(m: Mention) -> bool:
    """"the Foreign Secretary", "the Minister": an office and nothing else, capital or not."""
    words = office_words(m.text)
    return not plural(m) and bool(words) and all(is_office(w) for w in words) and m.kind != "pronoun" and len(words) <= 4


def office_words(text: str) -> list[str]:
    """"new Prime Minister-designate" -> prime, minister."""
    return [w for w in key(text.replace("-", " ")).split() if w not in nouns()["plain"]["office"]]
