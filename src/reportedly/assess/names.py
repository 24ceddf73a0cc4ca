"""Names: their telling words, and whether two of them may be one actor."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .tables import word_set

VOWEL, SYLLABLE = re.compile("[AEIOUY]"), re.compile("[^AEIOUY][AEIOU][^AEIOUY]")
LONG_ENOUGH, ADJECTIVES = 5, frozenset(("n", "an", "ian", "i", "ish", "ese", "ite"))
WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)?")


@lru_cache(maxsize=65536)
def stems(name: str) -> tuple[str, ...]:
    """Lower-case words without accents, possessives, plurals and articles, in order."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'s", "").replace("s'", "s")
    every = (_singular(w) for w in WORD.findall(plain))
    return tuple(w for w in every if w not in ("the", "a", "an", "of"))


@lru_cache(maxsize=65536)
def usual_case(name: str) -> str:
    """"VOICE OF THE PEOPLE", as a wire in capitals has it, in the case that other texts use; what may be letters stays ("ELN", "PK5")."""
    if not name.isupper() or len(name) < 5 and " " not in name:
        return name
    return " ".join(_cased(w, n) for n, w in enumerate(name.split(" ")))


def _cased(word: str, n: int) -> str:
    if word.lower() in word_set("sides", "small"):
        return word.lower() if n else word.capitalize()
    parts = re.split("-", word)
    spoken = all(VOWEL.search(p) for p in parts) and not re.search(r"\d", word) and (len(word) > 3 or bool(SYLLABLE.fullmatch(word)))
    return "-".join(p.capitalize() for p in parts) if spoken else word


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=65536)
def telling(name: str) -> frozenset[str]:
    """The words that tell one actor from another: no titles, no "forces", no "army"; empty for a name made of those alone."""
    common = (word_set("sides", "state") | word_set("sides", "rebel") | word_set("sides", "armed") | word_set("sides", "empty")
              | word_set("sides", "title") | word_set("sides", "stranger") | word_set("sides", "speaker"))
    return frozenset(w for w in stems(name) if w not in common and not w.isdigit())


def alike(a: str, b: str) -> bool:
    """Whether two names share more than half of the shorter one's telling words, and do not stand on opposed sides."""
    x, y = telling(a), telling(b)
    if not x or not y:
        return False
    shared = len(x & y) or sum(any(_of_one(a, b) for b in y) for a in x)
    return shared / min(len(x), len(y)) > 0.5 and {leaning(a), leaning(b)} != {"state", "rebel"}


def _of_one(a: str, b: str) -> bool:
    """A land or people and its adjective: "tigray" and "tigrayan"."""
    short, long = sorted((a, b), key=len)
    return len(short) >= LONG_ENOUGH and long.startswith(short) and long[len(short):] in ADJECTIVES


@lru_cache(maxsize=65536)
def leaning(name: str) -> str:
    """"state", "rebel" or "" by the words of the name alone."""
    words = set(stems(name))
    rebel = words & word_set("sides", "rebel")
    if "force" in words and words & {"armed", "security", "defence", "defense", "state"} and not rebel and not telling(name):
        return "state"
    if words & word_set("sides", "state") and not rebel:
        return "state"
    return "rebel" if rebel else ""


@lru_cache(maxsize=65536)
def leader(name: str) -> str:
    """Whose people they are: "Machar" for "Machar's men" and "soldiers loyal to Machar"; "" where nobody is named."""
    followers, loyalty = "|".join(sorted(word_set("sides", "followers"))), "|".join(sorted(word_set("sides", "loyalty")))
    mine = re.match(rf"(?:the )?(.{{2,60}}?)['’]s? (?:\w+ )?(?:{followers})$", name, re.I)
    if mine:
        return mine.group(1)
    theirs = re.match(rf"(?:the )?(?:\w+ )?(?:{followers}) (?:who are |that are )?(?:{loyalty}) (.{{2,60}})$", name, re.I)
    return theirs.group(1) if theirs else ""


@lru_cache(maxsize=65536)
def similarity(a: str, b: str) -> float:
    """Dice coefficient of the letter pairs of two names' stems, 0 to 1."""
    x, y = _pairs(a), _pairs(b)
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def _pairs(name: str) -> frozenset[str]:
    return frozenset(w[i:i + 2] for w in stems(name) for i in range(max(1, len(w) - 1)))
