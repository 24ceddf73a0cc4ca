"""Verification: what a report says of a claim itself: confirmed by a third party, or unconfirmed."""
from __future__ import annotations

from bisect import bisect_left

from ..model.claim import Reason, SourceMention
from ..model.parsed import Parsed, Token
from .branded import open_if
from .candidate import Candidate
from .clause import child, negated, negative_argument
from .cues import cues, factuality

Mark = tuple[str | None, tuple[Reason, ...]]


def verification(parsed: Parsed, candidate: Candidate, source: tuple[SourceMention, ...]) -> Mark:
    """"unconfirmed", "confirmed" or None for one candidate, given its chain of sources."""
    asked = (_modified(parsed, candidate), _cue(parsed, candidate, source), _adverb(parsed, candidate), _accused(parsed, candidate),
             _unchecked(parsed, candidate, source))
    for found in asked:
        if found:
            return found
    return None, ()


def _because(value: str, rule: str, text: str) -> Mark:
    return value, (Reason("verification", rule, text),)


def _modified(parsed: Parsed, candidate: Candidate) -> Mark | None:
    """"the alleged massacre"."""
    words = factuality().words["verification.unconfirmed"]
    for c in parsed.children(candidate.token):
        t = parsed.tokens[c]
        if t.dep in ("amod", "compound") and t.lower in words and parsed.tokens[candidate.token].tag[0] == "N":
            return _because("unconfirmed", "modifier", t.text)
    return None


def _cue(parsed: Parsed, candidate: Candidate, source: tuple[SourceMention, ...]) -> Mark | None:
    """What the words of report give: "claimed", "unconfirmed reports", "the UN confirmed"."""
    verbs, nouns = cues().verbs, cues().nouns
    unsure = factuality().words["verification.unconfirmed"]
    for s in reversed(source):
        token = _token(parsed, s.cue.start)
        if token is None:
            continue
        near = [parsed.tokens[c] for c in parsed.children(token.i)]
        about = [*near, *(_tokens(parsed, s.mention.start, s.mention.end) if s.mention else ())]
        about += [parsed.tokens[d] for c in near if c.dep in ("nsubj", "agent") for d in parsed.children(c.i)]
        if token.lower == "according":
            stop = parsed.sentences[token.sent].last
            about += [t for t in parsed.tokens[token.i + 1:min(token.i + 5, stop)] if parsed.tokens[t.head].lemma in nouns]
        if word := next((t for t in about if t.lower in unsure and t.lower not in ("alleged", "so-called", "supposed")), None):
            return _because("unconfirmed", "of the report", word.text)
        if token.lemma in nouns and nouns[token.lemma].mark and token.tag[0] == "N":
            return _because(nouns[token.lemma].mark, "report noun", token.text)
        if token.tag[0] == "V" and token.lemma in verbs:
            owned = any(c.dep == "dobj" and c.lemma in cues().words["sets.no_content"] for c in near) or (
                token.lemma == "claim" and any(c.dep == "nsubjpass" and c.i == candidate.token for c in near))  # "was claimed by the front"
            mark = next((v.mark for v in verbs[token.lemma] if v.mark and not owned), "")
            if mark and not _given(parsed, candidate, token.i):
                return _because(mark, "verb of report", token.text)
            if token.lemma in ("confirm", "verify", "corroborate", "certify") and _outsider(parsed, s, token.i):
                return _because("confirmed", "by a third party", token.text)
        if token.lemma in cues().words["third_party.findings"] and _body(parsed, s):
            return _because("confirmed", "finding of an inquiry", token.text)
        if token.lower in cues().adverbs and cues().adverbs[token.lower][1]:
            return _because(cues().adverbs[token.lower][1], "adverb", token.text)
    return None


def _outsider(parsed: Parsed, s: SourceMention, verb: int) -> bool:
    """Whether a confirmer is named as somebody outside the fight."""
    if s.mention is None:
        return False
    words = {t.lower for t in _tokens(parsed, s.mention.start, s.mention.end)}
    words |= set(s.mention.text.lower().replace("'s", "").split())
    for c in parsed.children(verb):
        if parsed.tokens[c].dep in ("nsubj", "agent"):
            words |= {parsed.tokens[j].lower for j in parsed.subtree(c)}
    if "WHO" not in parsed.document.text:
        words -= {"who"}  # "an official, who asked not to be named, confirmed"
    return bool(words & cues().words["third_party.words"])


def _body(parsed: Parsed, s: SourceMention) -> bool:
    """Whether the speaker is an inquiry, and not that of a side."""
    if s.mention is None:
        return False
    words = {w.strip("'’s,").lower() for w in s.mention.text.split()} | {s.mention.head}
    return bool(words & cues().words["third_party.bodies"]) and not words & cues().words["third_party.not_bodies"]


def _adverb(parsed: Parsed, candidate: Candidate) -> Mark | None:
    adverbs = cues().adverbs
    for i in {candidate.token, candidate.clause} - {-1}:
        for c in parsed.children(i):
            t = parsed.tokens[c]
            if t.lower in adverbs and adverbs[t.lower][1]:
                return _because(adverbs[t.lower][1], "adverb", t.text)
    return None


def _accused(parsed: Parsed, candidate: Candidate) -> Mark | None:
    """"men accused of killing", "who is suspected of having planted": an accusation without an accuser."""
    tokens = parsed.tokens
    below = candidate.token
    for n, i in enumerate(parsed.ancestors(candidate.token)):
        t = tokens[i]
        if n > 5 or (t.tag[0] == "V" and tokens[below].dep in ("relcl", "advcl", "ccomp", "conj")):
            return None
        if t.tag == "VBN" and t.lemma in ("accuse", "suspect") and tokens[below].lower in ("of", "in"):
            return _because("unconfirmed", "accused of it", t.text)
        below = i
    return None


def _unchecked(parsed: Parsed, candidate: Candidate, source: tuple[SourceMention, ...]) -> Mark | None:
    """"could not be verified": in the claim's own sentence, or in the next one of its paragraph about "the claim"."""
    sent = parsed.tokens[candidate.token].sent
    if (opened := open_if(parsed, sent)) is not None and not any(j == opened.i for j in parsed.ancestors(candidate.token)):
        return _because("unconfirmed", "if it is true", opened.text)
    here = _doubt(parsed, sent)
    if here is not None and here.i != candidate.token:
        return _because("unconfirmed", "could not be checked", here.text)
    nearby = [n for n in (sent + 1, sent + 2) if n < len(parsed.sentences)
              and parsed.sentences[n].paragraph == parsed.sentences[sent].paragraph] if source else []
    if not nearby and source and sent + 1 < len(parsed.sentences):
        nearby = [sent + 1]
    for n in nearby:
        word = _doubt(parsed, n)
        if word is not None and _about_it(parsed, word) and not _of_others(parsed, word, source[-1]):
            return _because("unconfirmed", "next sentence", word.text)
    return None


def _doubt(parsed: Parsed, sent: int) -> Token | None:
    """The word of a sentence that says that something was not or could not be checked."""
    check = factuality().words["verification.check"]
    s = parsed.sentences[sent]
    for t in parsed.tokens[s.first:s.last]:
        if t.lemma not in check:
            continue
        if t.dep == "relcl" and parsed.tokens[t.head].lemma not in cues().nouns and parsed.tokens[t.head].lemma not in cues().words[
                "sets.vague"]:
            continue  # "things that nobody has confirmed", "the army, which could not confirm this" comes by its own words
        no = negated(parsed, t.i)
        if no is None and t.tag[0] == "V":
            no = negative_argument(parsed, t.i)
        before = {x.lower for x in parsed.tokens[max(s.first, t.i - 5):t.i]}
        unable = bool(before & {"unable", "impossible", "difficult", "cannot", "yet"})
        if no is not None or unable:
            return t
    return None


def _about_it(parsed: Parsed, word: Token) -> bool:
    """Whether what could not be checked is a claim told before ("the claim", "this", "the figures")."""
    tokens = parsed.tokens
    joined = [word.i, *(c for c in parsed.children(word.i) if tokens[c].dep == "conj"), *([word.head] if word.dep == "conj" else [])]
    near = [tokens[c] for i in joined for c in parsed.children(i) if tokens[c].dep in ("nsubjpass", "dobj", "nsubj", "prep")]
    bare = word.tag[0] == "N" and tokens[word.head].lemma == "be" and child(parsed, word.head, "expl") is not None
    if bare and not any(tokens[c].dep in ("prep", "acl", "ccomp", "relcl") for c in parsed.children(word.i)):
        return True  # "There was no independent confirmation."
    inner = [tokens[d] for c in near if c.dep == "prep" for d in parsed.children(c.i)]
    return any(t.lemma in cues().words["sets.vague"] for t in (*near, *inner))


def _of_others(parsed: Parsed, word: Token, speaker: SourceMention) -> bool:
    """"the rebels' claims could not be checked" says nothing of what the army told."""
    tokens, sides = parsed.tokens, (cues().words["sets.state_side"], cues().words["sets.rebel_side"])
    near = [c for c in parsed.children(word.i) if tokens[c].dep in ("nsubjpass", "dobj", "nsubj")]
    whose = {tokens[d].lemma.lower() for c in near for d in parsed.children(c) if tokens[d].dep in ("poss", "compound", "amod")}
    said = set(speaker.mention.text.lower().split()) | {speaker.mention.head} if speaker.mention else set()
    return any(whose & a and said & b for a, b in (sides, sides[::-1]))


def _token(parsed: Parsed, start: int) -> Token | None:
    found = _tokens(parsed, start, start + 1)
    return found[0] if found else None


def _tokens(parsed: Parsed, start: int, end: int) -> list[Token]:
    """Tokens that begin within these characters."""
    a = bisect_left(parsed.tokens, start, key=lambda t: t.start)
    b = bisect_left(parsed.tokens, end, key=lambda t: t.start)
    return list(parsed.tokens[a:b])


def _given(parsed: Parsed, candidate: Candidate, cue: int) -> bool:
    """"claims that the gun found where the men were arrested was another": what a clause inside the claim takes for granted."""
    tokens, i = parsed.tokens, candidate.token
    for _ in range(20):
        t = tokens[i]
        told = any(tokens[c].lower == "that" and tokens[c].dep == "mark" for c in parsed.children(i))  # "claimed in a video that"
        if t.dep == "relcl" and tokens[t.head].tag[0] == "N" and t.head != cue and not told:
            return True
        if t.head in (i, cue):
            return False
        i = t.head
    return False
