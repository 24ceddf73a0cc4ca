"""Accounts called false, and reports told with an "if": "rejected as untrue reports that", "called the claim a lie", "if confirmed"."""
from __future__ import annotations

from ..model.parsed import Parsed, Token
from .clause import child, children, negated
from .cues import cues

TRUE = frozenset(("true", "correct", "accurate", "confirmed", "right"))


def branded(parsed: Parsed, v: int) -> int | None:
    """The noun of report that verb `v` calls false; None where it calls nothing false.

    "described as propaganda the claim that", "rejected as untrue reports that", "called the report that … a lie".
    """
    tokens, words = parsed.tokens, cues().words
    if tokens[v].lemma not in words["sets.branding"] or negated(parsed, v) is not None:
        return None
    stop = parsed.sentences[tokens[v].sent].last
    noun = next((t.i for t in tokens[v + 1:min(v + 9, stop)] if t.lemma in cues().nouns and t.tag[0] == "N"
                 and t.lemma not in words["sets.falsehoods"]), None)
    if noun is None or not content_of(parsed, noun):
        return None
    before = tokens[v + 1:noun]
    after = tokens[max(max(parsed.subtree(c)) for c in content_of(parsed, noun)) - 2:min(stop, noun + 40)]
    false = any(t.lemma in words["sets.falsehoods"] or t.lower in words["sets.falsehoods"] for t in (*before, *after))
    return noun if false else None


def content_of(parsed: Parsed, noun: int) -> list[int]:
    """The clauses that tell what a noun of report reports, also where the parser hung them on the verb above."""
    tokens = parsed.tokens
    below = [*parsed.children(noun), *(c for c in parsed.children(tokens[noun].head) if c > noun)]
    return [c for c in below if tokens[c].dep in ("acl", "ccomp", "relcl") and any(
        tokens[d].lower == "that" and tokens[d].tag == "IN" and d < c for d in parsed.children(c))]


def open_if(parsed: Parsed, sent: int) -> Token | None:
    """The verb of "if confirmed", "if the reports are true" in a sentence: what it tells besides is left open."""
    s = parsed.sentences[sent]
    for t in parsed.tokens[s.first:s.last]:
        if t.dep not in ("advcl", "dep", "ccomp") or not any(
                parsed.tokens[c].lower == "if" and c < t.i for c in parsed.children(t.i)):
            continue
        who = child(parsed, t.i, "nsubj", "nsubjpass")
        about = who is None or parsed.tokens[who].lower in ("it", "this", "that", "they", "these", "those") or (
            parsed.tokens[who].lemma in cues().nouns or parsed.tokens[who].lemma in cues().words["sets.vague"])
        checked = t.tag == "VBN" and t.lemma in ("confirm", "verify", "corroborate")
        if about and (checked or any(parsed.tokens[c].lower in TRUE for c in children(parsed, t.i, "acomp"))):
            return t
    return None
