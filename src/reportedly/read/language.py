"""Which language a text is in, told from its words; said, not guessed."""
from __future__ import annotations

SUPPORTED = ("en",)
NAMES = {"ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "it": "Italian", "ru": "Russian",
         "uk": "Ukrainian", "tr": "Turkish", "pt": "Portuguese", "zh": "Chinese", "ps": "Pashto", "he": "Hebrew", "my": "Burmese"}
SHORT = 60
"""Fewer letters than this tell no language; such a text is taken as it comes."""


LITTLE = frozenset("the of and to that said by for with from has had have been were are which who this they his their after when".split())
"""English words that other languages hardly have; a text with so many of them needs no closer look, which would take most of the time
of reading an archive."""
SHARE, KINDS = 0.1, 5
LOOKED_AT = 400, 2400
"""Letters from the start: most texts show it in the first few."""


def plainly_english(words: list[str]) -> bool:
    """Whether the small words are English beyond doubt: a tenth of a text, of five kinds, "the" among them. English news has a quarter."""
    found = [*filter(LITTLE.__contains__, words)]
    return len(found) >= max(SHARE * len(words), 2) and "the" in found and len(set(found)) >= KINDS


def language(text: str) -> str:
    """ISO 639-1 code of a text's language, or "" where it is too short to tell."""
    if any(plainly_english(text[:letters].lower().split()) for letters in LOOKED_AT):
        return "en"
    sample = " ".join(text[:1200].split())
    if sum(c.isalpha() for c in sample) < SHORT:
        return ""
    import py3langid
    # The identifier has hardly seen capitals only.
    return str(py3langid.classify(sample.lower() if sample.isupper() else sample)[0])


def unsupported(code: str) -> str:
    """Why a language is not read, in words, or "" if it is."""
    if not code or code.split("-", 1)[0].lower() in SUPPORTED:
        return ""
    return f"is in {NAMES.get(code, 'a language')} ({code}), which is not supported yet; English is"
