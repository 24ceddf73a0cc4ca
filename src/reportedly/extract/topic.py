"""Topic: sentences on sport, markets, arts, weather and accidents borrow the words of war and put no claim forward.

Whether a text is about war, politics or violence at all is judged by its plain words (`subject`, fitted); what only the topic of a sentence
can tell is in `lexicon/topics.toml`.
"""
from __future__ import annotations

import itertools
import tomllib
from functools import cache
from importlib.resources import files

from ..model.codebook import family_of
from ..model.parsed import Sentence
from .candidate import Candidate
from .lexicon import FOLDER
from .roles import Scene
from .subject import known, warlike

OF_PEOPLE = frozenset(("nature", "accident", "rescue"))  # topics that reports of war touch on
VAGUE = frozenset(("attack", "clash", "bombing", "besiege", "hold", "withdraw", "advance", "repel"))
MANY = 3  # words that war shares with other things, which together tell of it
WAR = frozenset(("territory", "violence", "submission"))
ELSEWHERE = ((30, -1.0), (16, -0.6), (8, -0.5))  # a text of so many telling words is about something else under these log odds
OWN = 0.2  # what each word that is war's alone adds to them

SHORT = 13  # telling words: in a text with fewer, a name or a word of war is enough to be believed
NEAR = 12  # tokens: a place so near an event says where it was
WHERE = frozenset(("in", "near", "around", "outside", "on"))
HARMED = frozenset(("kill", "injure", "release", "displace", "detain", "prosecute"))  # what a text on an accident tells of people
MISHAP = 0.5  # above these odds the dead are not those of a crash or a flood that the text also names
NONE_OWN = -0.3  # a text without such a word needs better odds

YEAR = frozenset("in of circa year january february march april may june july august september october november december".split())
# What only a text on one who died in bed says.
OBITUARY = frozenset((("is", "survived", "by"), ("has", "died", "at"), ("has", "died", "aged"), ("she", "leaves", "a"),
                      ("he", "leaves", "a")))
BY_FORCE = frozenset("killed murdered assassinated gunmen gunman assassins executed bomb bombing attackers dead".split())
OLD = 100  # years: what is dated so long before the report is history, not news


@cache
def _topics() -> tuple[dict[str, str], dict[str, frozenset[str]], frozenset[str], frozenset[str], frozenset[str]]:
    """Word to topic, topic to the types it drops, topics that drop by their subject, and the words of war."""
    data = tomllib.loads((files(__package__) / FOLDER / "topics.toml").read_text("utf-8"))
    soft = frozenset(data.pop("soft")["words"].split())
    war = frozenset(data.pop("war")["words"].split()) | soft
    words = {w: name for name, t in data.items() for w in t["words"].split()}
    return (words, {n: frozenset(t["drops"].split()) for n, t in data.items()},
            frozenset(n for n, t in data.items() if "topic_drops" in t), war, soft)

SURE = (30, 1.5)  # a text with so many telling words and such log odds is about war: other topics drop nothing


class Topics:
    """What the sentences of one document are about; looked at only where there are candidates."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        words = _topics()[0]
        strange = sum(words.get(t.lower, "nature") not in OF_PEOPLE for t in scene.tokens)
        self.elsewhere = strange > sum(t.lower in _topics()[4] for t in scene.tokens) - 1 and strange > 0
        _, _, _, war, soft = _topics()
        title = scene.parsed.document.title.lower().split()
        every = (*title, *(t.lower for t in scene.tokens))
        clear = any(w in war and w not in soft for w in every)
        self.at_war = clear or sum(w in soft for w in every) >= MANY
        telling, odds = known(every), warlike(every)
        self.sure = telling >= SURE[0] and odds > SURE[1]
        least = next((odds for n, odds in ELSEWHERE if telling >= n), None)
        alone = len({w for w in every if w in war and w not in soft})
        self.short = telling < SHORT
        self.strange = least is not None and (odds + OWN * alone < least or (not alone and not self.short and odds < NONE_OWN))
        row = [t.lower for t in scene.tokens]
        self.obituary = any(t in OBITUARY for t in zip(row, row[1:], row[2:], strict=False)) and not {*row, *title} & BY_FORCE
        self.mishap = not alone and odds < MISHAP and any(words.get(t.lower) in OF_PEOPLE for t in scene.tokens)

    def kept(self, sentence: Sentence, found: list[Candidate]) -> list[Candidate]:
        """The candidates that the topic of their sentence allows."""
        if not found:
            return found
        words, drops, by_subject, war, soft = _topics()
        tokens = self.scene.tokens[sentence.first:sentence.last]
        if self.obituary:
            return []
        if self.strange and not self._plainly_war(sentence):
            return []
        if self._history(sentence):
            found = [c for c in found if family_of(c.type) not in WAR]
        if self.mishap:  # the dead of a crash that another sentence told
            found = [c for c in found if c.type not in HARMED or (c.actor and c.type in ("kill", "injure"))]
        subjects = {words[t.lower] for t in tokens if t.dep == "nsubj" and t.lower in words and self.scene.tokens[t.head].dep == "ROOT"}
        if subjects & by_subject:
            return []
        if not self.at_war and self.elsewhere:
            found = [c for c in found if family_of(c.type) not in WAR]
        topics = {words[t.lower] for t in tokens if t.lower in words} | {words[w] for w in self._joined(sentence) if w in words}
        if not topics or any(t.lower in war and t.lower not in soft and not self._swarm(t.i) for t in tokens):
            return found
        gone = frozenset().union(*(drops[t] for t in topics if t in OF_PEOPLE or not self.sure))
        return [] if "all" in gone else [c for c in found if c.type not in gone]

    def told(self, found: list[Candidate]) -> list[Candidate]:
        """The candidates of the document that say enough: a text without one clear word of war must at least say who or where."""
        return found if self.at_war else [c for c in found if c.actor or c.target or self._placed(c) or c.type not in VAGUE]

    def _placed(self, found: Candidate) -> bool:
        """Whether a place is named for the candidate, or an act of violence was "in" one."""
        first = self.scene.parsed.sentences[self.scene.tokens[found.token].sent].first
        row = self.scene.tokens[max(first, found.token - NEAR):found.token + NEAR]
        there = any(w.lower in WHERE and t.tag == "NNP" and "place" in self.scene.classes(t.i) for w, t in itertools.pairwise(row))
        return found.place is not None or (there and family_of(found.type) in WAR)

    def _swarm(self, i: int) -> bool:
        """Whether an army is one of ants: what follows "of" belongs to another topic."""
        after = self.scene.tokens[i + 1:i + 3]
        return len(after) == 2 and after[0].lower == "of" and after[1].lower in _topics()[0]

    def _history(self, sentence: Sentence) -> bool:
        """Whether a sentence names a year more than a century before the report."""
        published = (self.scene.parsed.document.date or "")[:4]
        if not published.isdigit():
            return False
        row = self.scene.tokens[sentence.first:sentence.last]
        years = (int(t.text) for w, t in itertools.pairwise(row) if len(t.text) == 4 and t.text.isdigit() and w.lower in YEAR)
        return any(1000 < y < int(published) - OLD for y in years)  # "at 1745" is an hour

    def _plainly_war(self, sentence: Sentence) -> bool:
        """Whether a sentence of a text about something else has a word that is war's alone and a name; in a short text, either."""
        _, _, _, war, soft = _topics()
        tokens = self.scene.tokens[sentence.first:sentence.last]
        own = any(t.lower in war and t.lower not in soft and not t.tag.startswith("NNP") for t in tokens)
        known = [self.scene.classes(t.i) for t in tokens if t.tag.startswith("NNP")]
        named = any({"place", "armed"} & k and (self.short or "other" not in k) for k in known)
        return own or named if self.short else own and named

    def _joined(self, sentence: Sentence) -> list[str]:
        """Words that the tokens part at a hyphen ("half-time")."""
        t = self.scene.tokens
        return [f"{t[i - 1].lower}-{t[i + 1].lower}" for i in range(sentence.first + 1, sentence.last - 1) if t[i].text == "-"]
