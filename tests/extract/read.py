"""Parse a sentence of a test and stand a candidate on one of its words."""
from __future__ import annotations

from functools import lru_cache

from reportedly.extract.candidate import Candidate
from reportedly.model.document import Document
from reportedly.model.parsed import Parsed
from reportedly.parse import parser


@lru_cache(1000)
def parsed(text: str) -> Parsed:
    return next(iter(parser()([Document("test", text)])))


def candidate(text: str, word: str, kind: str = "attack", actor: str = "", target: str = "") -> Candidate:
    """A candidate of type `kind` whose trigger is `word`; `actor` and `target` name the head words of its roles, "+" between them."""
    p = parsed(text)

    def at(w: str) -> int:
        return next(t.i for t in p.tokens if t.lower == w.lower())

    i = at(word)
    t = p.tokens[i]
    roles = [tuple(at(w) for w in names.split("+") if w) for names in (actor, target)]
    return Candidate(i, t.start, t.end, kind, word, actor=roles[0], target=roles[1], clause=i)
