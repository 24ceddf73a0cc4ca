"""Text from outside made safe to show: no control characters, no marks that turn the reading direction."""
from __future__ import annotations

import re

# Bidirectional embeddings, overrides and isolates, and the marks that terminals render as nothing. Zero-width joiner and
# non-joiner stay: Persian, Arabic and Indic words need them.
_HIDDEN = re.compile("[\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f"
                     "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def line(text: object) -> str:
    """One line: control characters (with escape sequences' ESC) and line breaks become one space, direction marks vanish."""
    return _CONTROL.sub(" ", _HIDDEN.sub("", str(text)))


def spread(text: str) -> str:
    """The same length as `text`, character by character, so that offsets still hold: what must go becomes a space."""
    return "".join(" " if _CONTROL.match(c) or _HIDDEN.match(c) else c for c in text)
