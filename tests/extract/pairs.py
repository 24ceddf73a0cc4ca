"""Minimal pairs: a text with its event marked by asterisks, and what must be found for it."""
from __future__ import annotations

from functools import cache

from reportedly.extract.attribution import SourcesOf, attribution
from reportedly.extract.candidate import Candidate
from reportedly.extract.factuality import Standing, standing
from reportedly.model.claim import SourceMention
from reportedly.model.document import Document
from reportedly.model.knowledge import Kind
from reportedly.model.parsed import Parsed
from reportedly.parse import parser

PLACES = frozenset("Kabul Mazar Bor Renk Herat Baghdad Homs Aleppo Beirut Lima Leticia Tikrit".split())
MEDIA = frozenset(("Reuters", "AFP", "The Times"))


def kind_of(name: str) -> Kind:
    """What a gazetteer and a registry might know of the names in the pairs."""
    if name in PLACES:
        return Kind(place=0.9, feature="city")
    return Kind(actor="media") if name in MEDIA else Kind(actor="igo") if name in ("UN", "United Nations") else Kind()


@cache
def read(text: str) -> Parsed:
    """The parse of one text."""
    return next(parser()([Document("pair", text.replace("*", ""), "2014-05-06")]))


def candidate(marked: str, kind: str) -> tuple[Parsed, Candidate]:
    """The parse of a marked text and a candidate on the head of its marked words."""
    start = marked.index("*")
    end = marked.index("*", start + 1) - 1
    parsed = read(marked)
    inside = [t for t in parsed.tokens if start <= t.start < end]
    within = {t.i for t in inside}
    head = next(t for t in inside if t.head not in within or t.head == t.i)
    return parsed, Candidate(head.i, start, end, kind, "pair")


def sources(marked: str, kind: str = "attack") -> tuple[SourceMention, ...]:
    """The chain of sources of the marked event."""
    parsed, found = candidate(marked, kind)
    ask: SourcesOf = attribution(parsed, kind_of)
    return ask(found)[0]


def stands(marked: str, kind: str = "attack") -> Standing:
    """The standing of the marked event, given its sources."""
    parsed, found = candidate(marked, kind)
    return standing(parsed, found, attribution(parsed, kind_of)(found)[0])


def written(chain: tuple[SourceMention, ...]) -> str:
    """"Reuters > minister", "(witness)" for a nameless one, "" for the reporter."""
    return " > ".join(s.mention.text if s.mention else f"({s.kind})" for s in chain)


def fits(chain: tuple[SourceMention, ...], wanted: str) -> bool:
    """Whether each link of the chain holds the wanted words, in order and number."""
    links = [w.strip() for w in wanted.split(">")] if wanted else []
    return len(links) == len(chain) and all(
        (s.mention is None and w == f"({s.kind})") or (s.mention is not None and w.lower() in s.mention.text.lower())
        for s, w in zip(chain, links, strict=True))
