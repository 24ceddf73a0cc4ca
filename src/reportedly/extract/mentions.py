"""Mentions: the noun phrases of a text, what kind of thing each is, its number and the name inside it."""
from __future__ import annotations

from ..model.claim import Mention
from ..model.knowledge import KindOf
from ..model.parsed import Parsed


def mention(parsed: Parsed, head: int, kind_of: KindOf) -> Mention:
    """The Mention whose head noun is token `head`, without relative clauses and far attachments."""
    t = parsed.tokens[head]
    return Mention(t.start, t.end, parsed.document.text[t.start:t.end], t.lemma)


def mentions(parsed: Parsed, kind_of: KindOf) -> tuple[Mention, ...]:
    """Every mention of a document that something later may refer to, in the order of the text."""
    return ()
