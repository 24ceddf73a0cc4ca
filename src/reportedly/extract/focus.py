"""Focus: which place told before "the town", "the airport" or "there" means, and which names only tell where somebody spoke or
where people were going.

A definite noun goes back to the most salient earlier name of its kind: recency and the role in the clause weigh as in Lappin & Leass
(1994), "An Algorithm for Pronominal Anaphora Resolution" (Computational Linguistics 20(4)); weights set by hand.
"""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model.claim import PlaceMention
from ..model.parsed import Parsed, Token
from .runs import lexicon
from .toponyms import Toponym
from .where import Setting, chain, path

RECENT, FARTHEST = 0.35, 6
ROLES = {"nsubj": 0.5, "nsubjpass": 0.6, "dobj": 0.6, "pobj": 0.4, "compound": -0.4, "poss": -0.1, "nmod": -0.4, "amod": -0.4}
EXPLAINS, CONTAINS, SPOKEN, RELATED, GOING, ACTING, VENUE, FRONTED = -2.0, -0.6, -2.0, -0.6, -0.3, -3.0, -1.5, 0.8
DESTINED = frozenset(("to", "towards", "toward", "into", "onto", "for"))
SAYING = frozenset(("in", "at", "from"))
SETTLED = ("city", "town", "village")


@dataclass(frozen=True, slots=True)
class Found:
    """A toponym or stand-in of one sentence with the mention made of it."""

    toponym: Toponym
    mention: PlaceMention
    setting: Setting
    standin: bool = False


def _above(parsed: Parsed, i: int) -> Token:
    """The nearest verb or preposition above token `i`, or the top of its sentence."""
    t = parsed.tokens[parsed.tokens[i].head]
    while t.tag[:1] != "V" and t.dep != "prep" and t.head != t.i:
        t = parsed.tokens[t.head]
    return t


def spoken(parsed: Parsed, i: int) -> int:
    """The verb of saying whose own place the name at token `i` is ("told reporters in Juba", "a spokesman in Lima said"), or -1.

    Where residents and witnesses speak is where it happened, so they do not count.
    """
    words = lexicon().words
    first = parsed.tokens[parsed.tokens[i].head]
    if parsed.tokens[i].dep != "pobj" or first.lower not in SAYING:
        return -1
    at = parsed.tokens[first.head]
    while at.tag[:2] in ("NN", "VB") or at.dep == "prep":
        if at.dep in ("acl", "relcl") and at.tag == "VBN" and at.lemma in words["passed_on"] and parsed.tokens[at.head].tag[:2] == "NN":
            at = _above(parsed, at.head)  # "said in a broadcast monitored in London"
            continue
        if at.tag[:1] == "V":
            passive = any(parsed.tokens[c].dep in ("auxpass", "nsubjpass") for c in parsed.children(at.i))
            return at.i if at.lemma in words["saying"] and not passive else -1
        if at.dep != "prep" and at.lemma not in words["audiences"] and not (at.dep == "nsubj" and at.lemma in words["speakers"]):
            return -1
        if at.head == at.i:
            return -1
        at = parsed.tokens[at.head]
    return -1


def overheard(parsed: Parsed, i: int, trigger: int) -> bool:
    """Whether the name at token `i` tells where somebody spoke of the event of token `trigger`, not where that happened."""
    verb = spoken(parsed, i)
    return verb >= 0 and verb != trigger and verb in chain(parsed, trigger)


def destined(parsed: Parsed, i: int, trigger: int) -> bool:
    """Whether the name at token `i` is where the movement of token `trigger` goes to: "fled along the road to Kunduz"."""
    up, _ = path(parsed, i, trigger)
    return any(parsed.tokens[k].lower in DESTINED and parsed.tokens[k].dep == "prep" for k in up[1:])


def antecedent(parsed: Parsed, told: Sequence[Found], times: Mapping[str, int], word: str, fits: Sequence[str],
               token: int) -> Found | None:
    """The name that "the `word`" at `token` stands for: the most salient one told earlier whose kind is among `fits`."""
    here, before, since = parsed.tokens[token].sent, parsed.tokens[token].start, _item(parsed, token) if word != "capital" else 0
    scored = [(_salience(parsed, f, word, here - parsed.tokens[f.toponym.first].sent) + 0.4 * math.log(times[f.mention.text.casefold()]), k)
              for k, f in enumerate(told) if since <= f.mention.start < before and _agrees(parsed, f, word, fits)]
    return told[max(scored)[1]] if scored else None


def _item(parsed: Parsed, token: int) -> int:
    """Where the item of a digest that token `token` stands in begins: what another station told of is another matter."""
    paragraph = parsed.sentences[parsed.tokens[token].sent].paragraph
    return next((x.start for x in parsed.labels if x.first <= paragraph <= x.last), 0)


def kind(f: Found) -> str:
    """The kind of place that the words, or else the gazetteer, make a name."""
    asked = f.toponym.feature or f.toponym.kind.feature
    return "admin2" if asked == "district" else asked


def _inhabited(f: Found) -> bool:
    """Whether the name of a facility holds a town's: "Kindu airport"."""
    return bool(f.toponym.feature) and f.toponym.feature not in (*SETTLED, "capital") and f.toponym.kind.feature in ("city", "town")


def named(parsed: Parsed, f: Found, word: str) -> tuple[str, str]:
    """The name, and the kind of place asked for, that "the `word`" takes over: of "Kindu airport" the city is "Kindu"."""
    if f.standin or word not in SETTLED or not _inhabited(f):
        return f.mention.text, f.mention.feature
    last = f.toponym.last
    while last > f.toponym.first and parsed.tokens[last].lower in lexicon().features:
        last -= 1
    return parsed.text(f.toponym.first, last), ""


def _agrees(parsed: Parsed, f: Found, word: str, fits: Sequence[str]) -> bool:
    if parsed.tokens[f.toponym.last].lower == word:
        return not f.standin
    if f.setting.inside and word in ("area", "town", "village", "place"):
        return False
    if word in SETTLED and _inhabited(f):
        return True
    # A province is most often called after its chief town: a bare "Kunduz" is either.
    if word in SETTLED and not f.toponym.feature and kind(f) in ("admin1", "admin2"):
        return True
    return kind(f) in fits or (word == "capital" and f.toponym.feature == "capital") or (
        # A name that no gazetteer knows is most often a small place.
        not kind(f) and word in ("town", "village", "area", "there", "city"))


def _venue(parsed: Parsed, i: int) -> bool:
    """Whether the name at token `i` tells where people talk: "talks in Geneva", "the summit was held in Cairo"."""
    t, words = parsed.tokens[i], lexicon().words["gatherings"]
    if t.dep != "pobj":
        return False
    over = parsed.tokens[parsed.tokens[t.head].head]
    return over.lemma in words or any(parsed.tokens[c].dep in ("nsubj", "nsubjpass") and parsed.tokens[c].lemma in words
                                      for c in parsed.children(over.i))


def _salience(parsed: Parsed, f: Found, word: str, back: int) -> float:
    t = parsed.tokens[f.toponym.head]
    score = ROLES.get(t.dep, 0.0) - RECENT * min(back, FARTHEST)
    score += EXPLAINS * f.setting.explains + CONTAINS * f.setting.inside + RELATED * (f.mention.relation is not None)
    score += SPOKEN * (spoken(parsed, t.i) >= 0 and not f.standin)
    score += ACTING * (t.dep == "nsubj" and parsed.tokens[t.head].lemma in lexicon().words["speech"])
    score += VENUE * (not f.standin and _venue(parsed, t.i))
    score += FRONTED * (t.dep == "pobj" and t.head == parsed.sentences[t.sent].first and parsed.tokens[t.head].lower in ("in", "at"))
    score += GOING * (parsed.tokens[t.head].lower in DESTINED)
    if parsed.tokens[f.toponym.last].lower == word or (word == "capital" and f.toponym.feature == "capital"):
        score += 3.0
    if word == "capital":
        # A capital is a large town: the surer a name is a place, the larger it is.
        return score + 8.0 * f.toponym.kind.place
    size = kind(f)
    score -= 1.0 * (word == "city" and not size)
    if word in SETTLED and size in SETTLED:
        score -= 0.5 * abs(SETTLED.index(word) - SETTLED.index(size)) if word != "town" or size == "village" else 0.0
    return score
