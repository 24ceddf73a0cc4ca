"""Documents with hand-made mentions, for the tests of references and sources."""
from __future__ import annotations

from reportedly.model.claim import Claim, Mention, Reading, SourceMention, Span
from reportedly.model.document import Document
from reportedly.resolve.actors import Who, actor_resolver
from reportedly.resolve.registry import demonym


def lemma(word: str) -> str:
    """The singular of a regular plural, and of "men"."""
    return word[:-3] + "man" if word.endswith("men") else word.removesuffix("s") if not word.endswith("ss") else word


class Told:
    """A text and its mentions: `the` adds one by its words, at their next place after the last, with the fields of a parser."""

    def __init__(self, text: str, date: str | None = None, title: str = "") -> None:
        self.document = Document("d", text, date, title)
        self.mentions: list[Mention] = []
        self.at = 0

    def the(self, words: str, kind: str = "", name: str = "", number: int = 1, of: str = "", head: str = "") -> Mention:
        start = self.document.text.index(words, self.at)
        self.at = start + len(words)
        last = head or lemma(words.split()[-1].lower())
        kind = kind or ("name" if words[:1].isupper() else "group")
        country = next((w for w in words.split() if demonym(w)), "")
        mention = Mention(start, start + len(words), words, last, kind, number, name or (words if kind == "name" else ""),
                          "" if country == words else country, of)
        self.mentions.append(mention)
        return mention

    def claim(self, kind: str = "attack", actor: tuple[Mention, ...] = (), target: tuple[Mention, ...] = (),
              source: tuple[Mention, ...] = ()) -> Claim:
        cue = Span(0, 4, "said")
        sources = tuple(SourceMention(m, cue) for m in source)
        where = (*actor, *target, *source, *self.mentions[-1:])[0].start
        return Claim(f"{kind}{where}", "k", "d", where, where + 10, "", cue, kind, actor, target, source=sources)

    def who(self, *claims: Claim) -> Who:
        return actor_resolver(self.document, Reading(claims, tuple(self.mentions)))

    def name(self, mention: Mention, *claims: Claim, **roles: tuple[Mention, ...]) -> list[str]:
        """The names that a mention stands for, as actor of a claim of its own unless `roles` says otherwise."""
        claim = self.claim(**(roles or {"actor": (mention,)}))
        return [a.name for a in self.who(claim, *claims).actors(mention, claim)]
