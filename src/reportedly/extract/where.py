"""Where: how likely a place name of a sentence is the place of an event in it.

A logistic model over the path between trigger and name in the dependency tree and the words on it, as in Halterman (2019),
"Geolocating Political Events in Text" (NLP+CSS), which asks the same question with a neural network. Weights and what they were
fitted on stand in `lexicon/where.json`; `evaluation/event_location.py` fits and measures them.
"""
from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..model.parsed import Parsed
from .runs import lexicon
from .toponyms import Toponym

STEPS = 4
SIZES = {"continent": 0.0, "sea": 1.0, "country": 1.0, "region": 2.0, "admin1": 3.0, "range": 3.0, "river": 3.0, "island": 3.0,
         "admin2": 4.0, "district": 5.0, "city": 5.0, "town": 6.0, "village": 7.0, "neighbourhood": 7.0}
PUTTING = frozenset(("in", "at", "near", "on", "outside", "inside", "around", "across", "through", "over"))
SKIPPED = frozenset(("compound", "nmod", "amod", "flat"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a name's surroundings are, worked out once a sentence: `rivals` the heads of all names there, `inside` that a smaller
    place is told within it, `explains` that it only explains a named town ("66 km west of San Salvador"); `names` are all names
    there, in order."""

    rivals: tuple[int, ...]
    inside: bool = False
    explains: bool = False
    names: tuple[Toponym, ...] = ()


def chain(parsed: Parsed, i: int) -> list[int]:
    """Token `i` and its governors up to the root."""
    return [i, *parsed.ancestors(i)]


def path(parsed: Parsed, start: int, end: int) -> tuple[list[int], list[int]]:
    """Tokens from `start` up to, and then down to `end`, each without the common governor's own label; the governor ends the
    first."""
    up, other = chain(parsed, start), chain(parsed, end)
    inside = set(other)
    meet = next((k for k, i in enumerate(up) if i in inside), len(up) - 1)
    top = up[meet]
    down = other[:other.index(top)] if top in inside else other
    return up[:meet], down


def features(parsed: Parsed, trigger: int, t: Toponym, setting: Setting) -> Iterator[str]:
    """Names of the binary features of one (trigger, name) pair."""
    tokens = parsed.tokens
    up, down = path(parsed, t.head, trigger)
    labels = [d for i in up if (d := tokens[i].dep) not in SKIPPED or i == t.head]
    back = [tokens[i].dep for i in down]
    yield f"up={'.'.join(labels[:STEPS])}"
    yield f"down={'.'.join(back[-STEPS:])}"
    yield f"path={'.'.join(labels[:3])}|{'.'.join(back[:2])}"
    yield f"ups={min(len(labels), 7)}"
    yield f"downs={min(len(back), 5)}"
    yield f"dep={tokens[t.head].dep}"
    preps = [i for i in up if tokens[i].dep in ("prep", "agent")]
    first = tokens[preps[0]].lower if preps else "-"
    yield f"prep={first}"
    yield f"prep={first}+ups={min(len(labels), 4)}"
    if preps:
        yield f"last={tokens[preps[-1]].lower}"
        yield f"fronted={tokens[preps[-1]].i < trigger and tokens[tokens[preps[-1]].head].tag[:1] == 'V'}"
    side = "after" if t.first > trigger else "before"
    event = tokens[trigger]
    yield f"tag={event.tag}"
    yield f"verb={event.lemma}"
    yield f"verb={event.lemma}+{side}"
    yield f"verb={event.lemma}+{first}"
    yield f"path={'.'.join(labels[:3])}|{'.'.join(back[:2])}+{first}"
    yield from _boundaries(parsed, trigger, t, up, down)
    yield from _layout(parsed, trigger, t, setting)
    yield from _words(parsed, trigger, t, up, down)
    yield from _holders(parsed, t, setting.names or (t,))
    yield from _deed(parsed, trigger, t, setting.names or (t,))


def _word(parsed: Parsed, i: int, sent: int) -> str:
    """A word in small letters; "*" for one of a name, so that nothing is learned of whose war it is; "^" outside the sentence."""
    if not 0 <= i < len(parsed.tokens) or parsed.tokens[i].sent != sent:
        return "^"
    t = parsed.tokens[i]
    return "*" if t.tag[:3] == "NNP" else "#" if t.tag == "CD" else t.lower


def _words(parsed: Parsed, trigger: int, t: Toponym, up: list[int], down: list[int]) -> Iterator[str]:
    """The words beside a name and those that it hangs on."""
    tokens, lex, sent = parsed.tokens, lexicon(), parsed.tokens[trigger].sent
    first = t.part if t.part >= 0 else t.first
    before, after = _word(parsed, first - 1, sent), _word(parsed, t.last + 1, sent)
    yield f"w-1={before}"
    yield f"w-2={_word(parsed, first - 2, sent)}_{before}"
    yield f"w+1={after}"
    yield f"w+2={after}_{_word(parsed, t.last + 2, sent)}"
    preps = [i for i in up if tokens[i].dep in ("prep", "agent")]
    yield f"np={len(preps)}"
    if preps:
        first_prep, governor = tokens[preps[0]].lower, tokens[tokens[preps[0]].head]
        word = _word(parsed, governor.i, sent)
        yield f"gov={word}"
        yield f"govtag={governor.tag[:2]}+{first_prep}"
        yield f"govtrig={governor.i == trigger}+{first_prep}"
        yield f"govf={lex.features.get(governor.lemma, '-')}+{first_prep}"
    else:
        yield f"nogov={_word(parsed, tokens[t.head].head, sent)}+{tokens[t.head].dep}"
    if len(preps) > 1:
        yield f"preps={tokens[preps[0]].lower}<{tokens[preps[1]].lower}"
        yield f"gov2={_word(parsed, tokens[preps[1]].head, sent)}"
    steps = [(tokens[i].lower if tokens[i].dep == "prep" else tokens[i].dep if i != t.head else "") for i in up]
    yield f"lex={'.'.join(steps[:6])}|{'.'.join(tokens[i].dep for i in down[-3:])}"


def size(t: Toponym) -> float:
    """How small a kind of place is, from 0 (a continent) to 8 (a building)."""
    kind = {"capital": "city"}.get(t.feature, t.feature) or t.kind.feature
    return SIZES.get(kind, 8.0 if t.feature else 6.5)


def _holders(parsed: Parsed, t: Toponym, names: tuple[Toponym, ...]) -> Iterator[str]:
    """How a name stands to the others of its sentence: larger or smaller, beside, above or below them."""
    tokens, k = parsed.tokens, names.index(t)
    for side, other in (("prev", names[k - 1] if k else None), ("foll", names[k + 1] if k + 1 < len(names) else None)):
        if other is None:
            yield f"{side}=none"
            continue
        a, b = (other, t) if side == "prev" else (t, other)
        gap = [_word(parsed, i, tokens[t.head].sent) for i in range(a.last + 1, b.first)]
        yield f"{side}={' '.join(gap) if len(gap) <= 3 else 'far'}"
        yield f"{side}small={size(other) > size(t)}{'near' if len(gap) <= 3 else ''}"
    over = tokens[tokens[t.head].head]
    others = [o for o in names if o is not t]
    if tokens[t.head].dep in ("compound", "nmod", "amod", "poss"):
        for c in parsed.children(over.i):
            held = [g for g in (c, *parsed.children(c)) if any(o.first <= g <= o.last for o in others)]
            if held and tokens[c].dep in ("prep", "appos"):
                yield f"modifies-holder={tokens[c].lower if tokens[c].dep == 'prep' else 'appos'}"
        if any(o.first <= over.i <= o.last for o in others):
            yield "modifies-name"
    below, above = set(parsed.subtree(t.head)), set(chain(parsed, t.head))
    yield f"below={any(o.head in below for o in others)}+above={any(o.head in above for o in others)}"
    yield f"demonym={t.kind.demonym}"
    yield f"headtag={tokens[t.head].tag}"
    yield f"size={size(t)}"
    yield f"sizerank={sum(size(o) > size(t) for o in names)}of{min(len(names), 5)}"
    yield f"actor={t.kind.actor or '-'}"


def _deed(parsed: Parsed, trigger: int, t: Toponym, names: tuple[Toponym, ...]) -> Iterator[str]:
    """What is said of the event besides: its subject and object, its auxiliaries, and whether some name hangs on it directly."""
    tokens, event = parsed.tokens, parsed.tokens[trigger]
    for c in parsed.children(trigger):
        if tokens[c].dep in ("dobj", "nsubj", "nsubjpass"):
            yield f"{tokens[c].dep}={_word(parsed, c, event.sent)}"
        elif tokens[c].dep in ("neg", "aux"):
            yield f"{tokens[c].dep}={tokens[c].lower}"
        elif tokens[c].dep == "prep" and tokens[c].lower in PUTTING:
            inside = set(parsed.subtree(c))
            if any(o.head in inside for o in names):
                yield f"attached={'me' if t.head in inside else 'other'}"
    yield f"trigdep={event.dep}"
    yield f"trigdep={event.dep}+{tokens[t.head].dep}"
    sentence = parsed.sentences[event.sent]
    yield f"pos={int(4 * (t.first - sentence.first) / max(1, sentence.last - sentence.first))}"


def _boundaries(parsed: Parsed, trigger: int, t: Toponym, up: list[int], down: list[int]) -> Iterator[str]:
    tokens, words = parsed.tokens, lexicon().words
    for side, on in (("up", up), ("down", down)):
        for dep in {tokens[i].dep for i in on} & {"relcl", "ccomp", "advcl", "conj", "appos", "acl", "xcomp", "poss", "nsubj",
                                                  "nsubjpass", "dobj", "agent"}:
            yield f"{side}:{dep}"
    top = tokens[up[-1]].head if up else t.head
    yield f"speech={tokens[top].lemma in words['speech']}"
    yield f"top={'trigger' if top == trigger else tokens[top].tag[:2]}"
    governor = tokens[tokens[t.head].head]
    if tokens[t.head].dep in ("compound", "poss", "nmod", "amod"):
        yield f"of-body={governor.lower in words['bodies']}"
        yield f"modifies={governor.tag[:2]}"
    nouns = [tokens[i].lemma for i in up if tokens[i].tag[:2] == "NN" and i != t.head]
    for noun in nouns[:2]:
        yield f"noun={lexicon().features.get(noun, 'other')}"
    yield f"same-clause={_verb(parsed, t.head) == _verb(parsed, trigger)}"


def _verb(parsed: Parsed, i: int) -> int:
    return next((j for j in chain(parsed, i) if parsed.tokens[j].tag[:1] == "V"), -1)


def _layout(parsed: Parsed, trigger: int, t: Toponym, setting: Setting) -> Iterator[str]:
    tokens = parsed.tokens
    away = t.first - trigger
    yield f"side={'after' if away > 0 else 'before'}"
    yield f"away={'after' if away > 0 else 'before'}{min(int(math.log2(abs(away) + 1)), 5)}"
    between = range(min(trigger, t.head) + 1, max(trigger, t.head))
    yield f"verbs={min(sum(tokens[i].tag[:1] == 'V' for i in between), 3)}{away > 0}"
    yield f"commas={min(sum(tokens[i].text == ',' for i in between), 3)}"
    rank = sorted(setting.rivals, key=lambda i: abs(i - trigger)).index(t.head)
    yield f"rank={min(rank, 3)}of{min(len(setting.rivals), 4)}"
    yield f"kind={t.kind.feature if t.kind.feature in ('country', 'admin1', 'city', 'town', 'village') else 'other'}"
    yield f"kind={t.kind.feature == 'country'}+dep={tokens[t.head].dep}"
    yield f"asked={t.feature or '-'}"
    yield f"prior={int(t.kind.place * 5)}"
    yield f"inside={setting.inside}"
    yield f"explains={setting.explains}"
    yield f"part={t.part >= 0}"
    after = tokens[t.last + 1].text if t.last + 1 < len(tokens) else ""
    yield f"next={after if after in (',', '.', 'and', ')', '-') else tokens[t.last + 1].tag[:2] if after else ''}"


@cache
def weights() -> dict[str, float]:
    """Weights by feature name, "" for the constant; empty before the first fit."""
    at = Path(__file__).parent / "lexicon/where.json"
    found: dict[str, float] = json.loads(at.read_text("utf-8"))["weights"] if at.exists() else {}
    return found


def likelihood(parsed: Parsed, trigger: int, t: Toponym, setting: Setting) -> float:
    """Probability (0 to 1) that the event of token `trigger` took place at `t`."""
    table = weights()
    z = table.get("", 0.0) + sum(table.get(f, 0.0) for f in features(parsed, trigger, t, setting))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))
