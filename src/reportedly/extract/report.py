"""One act of report, as found in a text: who, by which words, and which tokens they cover."""
from __future__ import annotations

from dataclasses import dataclass

from ..model.claim import Mention
from ..model.parsed import Parsed

EMPTY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """One act of report. `speaker` is the head token of who says so, or None where nobody is named; `mention` stands for it where no
    token does; `kind` and `mark` as in the lexicon; `scope` the tokens reported; `depth` orders reports of the same scope, outermost
    first; `quotes` whether a quotation may be its content; `rule` how it was found; `quoted` the tokens of its scope that are in the
    speaker's own words."""

    token: int
    speaker: int | None
    rule: str
    scope: frozenset[int] = EMPTY
    kind: str = ""
    mark: str = ""
    group: str = ""
    depth: int = 0
    quotes: bool = False
    mention: Mention | None = None
    quoted: frozenset[int] = EMPTY


def tree(parsed: Parsed, *roots: int) -> frozenset[int]:
    return frozenset(j for r in roots for j in parsed.subtree(r))
