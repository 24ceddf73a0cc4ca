"""Which language a text is in, told from its words; said, not guessed."""
from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

SUPPORTED = ("en",)
NAMES = {"ar": "Arabic", "bg": "Bulgarian", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "hi": "Hindi",
         "id": "Indonesian", "it": "Italian", "nl": "Dutch", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian", "ur": "Urdu",
         "tr": "Turkish", "pt": "Portuguese", "zh": "Chinese", "ps": "Pashto", "he": "Hebrew", "my": "Burmese",
         "ja": "Japanese", "ko": "Korean", "sw": "Swahili", "am": "Amharic", "ku": "Kurdish"}
SHORT = 60
"""Fewer letters than this tell no language; such a text is taken as it comes."""
FEW, LAST_LATIN = 8, "\u024f"
SHARE, KINDS, OWN, TIMES = 0.1, 5, 3, 4
"""At a glance a tenth of a text is one language's small words, of so many kinds. So many of them are its own beside the next language, and
so many times those that are the next one's own. English news has a quarter."""
LOOKED_AT = 400, 2400
"""Letters from the start: most texts show it in the first few."""
SAMPLE = 600
"""Letters that the identifier gets."""


@cache
def little() -> dict[str, frozenset[str]]:
    """Small words to the languages that have them."""
    lists: dict[str, str] = tomllib.loads((files(__package__) / "little.toml").read_text("utf-8"))
    having: dict[str, set[str]] = {}
    for code, words in lists.items():
        for word in words.split():
            having.setdefault(word, set()).add(code)
    return {w: frozenset(codes) for w, codes in having.items()}


@cache
def plainest() -> frozenset[str]:
    """English small words that no other language here has: most texts need no closer look, which would take most of the time of reading
    an archive."""
    return frozenset(w for w, codes in little().items() if codes == {"en"})


def at_a_glance(words: list[str]) -> str:
    """The language that a text's small words show beyond doubt, or ""; words in small letters."""
    table, english = little(), plainest()
    kinds = english.intersection(words)
    if len(kinds) >= KINDS and "the" in kinds and len([*filter(english.__contains__, words)]) >= SHARE * len(words):
        return "en"
    found = [*filter(table.__contains__, words)]
    if len(found) < max(SHARE * len(words), KINDS):
        return ""
    sets = Counter(map(table.__getitem__, found))
    scores: Counter[str] = Counter()
    for codes, count in sets.items():
        for code in codes:
            scores[code] += count
    (best, most), (second, less) = (*scores.most_common(2), ("", 0))[:2]
    both = sum(n for codes, n in sets.items() if best in codes and second in codes)
    if most < SHARE * len(words) or most - both < max(OWN, TIMES * (less - both)):
        return ""
    return best if sum(best in table[w] for w in frozenset(found)) >= KINDS else ""


def language(text: str) -> str:
    """ISO 639-1 code of a text's language, or "" where it is too short to tell."""
    for letters in LOOKED_AT:
        if code := at_a_glance(text[:letters].lower().split()):
            return code
        if len(text) <= letters:
            break
    sample = " ".join(text[:2 * SAMPLE].split())
    count = sum(map(str.isalpha, sample))
    # A few words in another script than the Latin tell enough; a Chinese character is a word.
    if count < (FEW if sum(c > LAST_LATIN for c in sample if c.isalpha()) > count / 2 else SHORT):
        return ""
    import py3langid
    # The identifier has hardly seen capitals only.
    return str(py3langid.classify((sample.lower() if sample.isupper() else sample)[:SAMPLE])[0])


def unsupported(code: str) -> str:
    """Why a language is not read, in words, or "" if it is."""
    if not code or code.split("-", 1)[0].lower() in SUPPORTED:
        return ""
    return f"is in {NAMES.get(code, 'a language')} ({code}), which is not supported yet; English is"
