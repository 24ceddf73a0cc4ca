"""Speakers: who stands behind a subject or a report noun, and what kind of source the words alone tell."""
from __future__ import annotations

from ..model.knowledge import KindOf
from ..model.parsed import Parsed
from .clause import children, subject
from .cues import Cues, ReportVerb, cues
from .lexicon import classes, nouns


def speaker_of(parsed: Parsed, who: int, words: Cues, kind_of: KindOf) -> tuple[int | None, str, str]:
    """Who stands behind a subject: "reports say" is nobody's, "reports by the police say" the police's; with kind and rule."""
    t = parsed.tokens[who]
    if t.lemma in words.nouns and t.tag in ("NNS", "NNPS") and words.nouns[t.lemma].group in ("report", "claim"):
        author, kind = author_of(parsed, who, words, kind_of)
        return author, kind or ("unnamed" if author is None else ""), "report noun"
    if t.lemma in words.words["statement.words"]:
        author, kind = author_of(parsed, who, words, kind_of)
        if author is None and t.dep == "dobj" and parsed.tokens[t.head].lemma in cues().words["sets.issues"]:
            author = subject(parsed, t.head)
        if author is not None:
            return author, kind, "statement of"
    if t.lemma in words.words["kinds.document"] and (maker := _maker(parsed, who)) is not None:
        return maker, kind_by_noun(parsed, maker, words), "paper of"
    who = titled(parsed, who)
    return called(parsed, who, words), kind_by_noun(parsed, who, words), ""


def _maker(parsed: Parsed, paper: int) -> int | None:
    """Who made a paper that speaks: "a report published by the league", "the board's report"."""
    for c in parsed.children(paper):
        t = parsed.tokens[c]
        if t.dep == "poss" and t.tag[0] == "N":
            return c
        if t.dep in ("prep", "agent") and t.lower == "by":
            by = [d for d in children(parsed, c, "pobj") if parsed.tokens[d].tag[:3] == "NNP" or can_tell(parsed, d, cues())]
            return by[0] if by else None
        if t.dep == "acl" and t.tag == "VBN" and t.lemma in cues().words["sets.wrote"]:
            by = [d for a in children(parsed, c, "agent") for d in children(parsed, a, "pobj")]
            return by[0] if by else None
    return None


def titled(parsed: Parsed, who: int) -> int:
    """The person in apposition to a name: "the Task Force commander, Lt. Gen. Stephen Townsend"."""
    tokens = parsed.tokens
    if tokens[who].tag[:3] != "NNP":
        return who
    below = children(parsed, who, "appos")
    for a in (*below, *(b for c in below for b in children(parsed, c, "appos"))):
        before = children(parsed, a, "compound")
        before += [d for c in before for d in parsed.children(c)]
        if any(tokens[c].lower.rstrip(".") in cues().words["sets.titles"] for c in before):
            return a
    return who


def called(parsed: Parsed, who: int, words: Cues) -> int:
    """The name that stands right behind what it is a name of: "the newspaper El Sol", "the oil company Petrosur"."""
    tokens, t = parsed.tokens, parsed.tokens[who]
    lemma = t.lemma.lower()
    paper = lemma in ("paper", "website", "portal", "outlet", "blog")
    if t.tag != "NN" or not (paper or lemma in words.words["kinds.media"] or classes().get(lemma, frozenset()) & {"org"}):
        return who
    for a in children(parsed, who, "appos"):
        if tokens[a].tag[:3] == "NNP" and a > who and all(x.tag[:3] == "NNP" or x.text in "-’'" for x in tokens[who + 1:a]):
            return a
    return who


def kind_by_noun(parsed: Parsed, i: int, words: Cues) -> str:
    """The kind of source that a head noun alone tells ("residents"), or ""."""
    t = parsed.tokens[i]
    if t.tag[:3] == "NNP" and t.lemma.lower() not in ("radio", "television"):
        return ""
    lemma = t.lemma.lower()
    if lemma == "source":
        near = {parsed.tokens[c].lower for c in parsed.children(i) if parsed.tokens[c].dep in ("amod", "compound", "nmod", "poss")}
        if near & {"rights", "humanitarian", "relief", "aid"}:
            return "ngo"
        inside = i + 1 < len(parsed.tokens) and parsed.tokens[i + 1].lower in ("from", "of", "in", "within", "inside", "at")
        return "" if inside or near & words.words["sources.owned"] else "unnamed"
    near = {parsed.tokens[c].lemma.lower() for c in parsed.children(i) if parsed.tokens[c].dep in ("amod", "compound", "nmod", "poss")}
    if near & words.words["sources.owned"]:
        return ""  # "the military report", "the rebel radio": whose it is counts for more than what it is
    return next((k for k in ("witness", "media", "expert", "document", "unnamed") if lemma in words.words[f"kinds.{k}"]), "")


def can_tell(parsed: Parsed, i: int, words: Cues) -> bool:
    """Whether a noun can be somebody or something that is cited: a name, a person, a body, a paper, but no success."""
    t = parsed.tokens[i]
    human = classes().get(t.lemma.lower(), frozenset()) & {"person", "force", "office", "org"}
    return t.tag[:3] == "NNP" or bool(human) or bool(kind_by_noun(parsed, i, words)) or t.lemma in words.nouns or t.lemma == "source"


def may_speak(parsed: Parsed, who: int | None, entry: ReportVerb, words: Cues) -> bool:
    """Whether this kind of subject makes the verb a report: "images show", "witnesses saw", but not "troops saw"."""
    if who is None:
        return True
    t = parsed.tokens[who]
    lemma = t.lemma.lower()
    if entry.inanimate:
        return lemma in words.words["kinds.document"] or (lemma in words.words["kinds.unnamed"] and lemma != "source")
    if entry.kind == "witness":
        near = {lemma, *(parsed.tokens[c].lemma.lower() for c in parsed.children(who) if parsed.tokens[c].dep == "compound")}
        return bool(near & words.words["perception.seers"])
    return True


def is_deed(parsed: Parsed, i: int, words: Cues) -> bool:
    """Whether a noun is a happening ("the attacks") and so cannot say anything, as against somebody or a paper."""
    t = parsed.tokens[i]
    lemma = t.lemma.lower()
    paper = lemma in words.words["sets.papers"] or lemma in words.words["statement.words"]
    return t.tag in ("NN", "NNS") and lemma in nouns() and not paper and not can_tell(parsed, i, words)


def beside_deed(parsed: Parsed, deed: int, v: int, words: Cues) -> int | None:
    """Who speaks where the parser gave the verb a happening for a subject: "confirmed the attacks and witnesses have reported clashes"."""
    for j in range(v - 1, max(deed, v - 6), -1):
        t = parsed.tokens[j]
        if t.tag[0] == "N":
            joined = any(parsed.tokens[k].lower == "and" for k in range(max(deed, j - 4), j))
            return j if joined and can_tell(parsed, j, words) else None
    return None


def left_subject(parsed: Parsed, v: int) -> int | None:
    """The noun phrase right before a verb of saying that the parser gave no subject: "Ricardo Perdomo, president of the council, said"."""
    tokens = parsed.tokens
    read_amiss = next((c for c in children(parsed, v, "ccomp") if c < v and parsed.tokens[c].tag in ("VBD", "VBN")
                       and all(k.text[0].isalnum() for k in parsed.tokens[c + 1:v])), None)
    if read_amiss is not None:
        return subject(parsed, read_amiss)  # "The letter sent to the governor said": a participle read as the verb
    i = v - 1
    while i > 0 and v - i <= 2 and tokens[i].text in (",", "\"", ")"):
        i -= 1
    if tokens[i].sent != tokens[v].sent or tokens[i].tag[0] not in "NP":
        return None
    for _ in range(10):
        if tokens[i].dep not in ("pobj", "prep", "compound", "appos", "nmod", "poss") or tokens[i].head > v:
            break
        i = tokens[i].head
    return i if tokens[i].tag[0] in "NP" else None


def is_media(parsed: Parsed, i: int, words: Cues, kind_of: KindOf) -> bool:
    """Whether a noun phrase names an outlet."""
    t = parsed.tokens[i]
    if t.lemma in words.words["media.not"]:
        return False
    inside = [i, *(c for c in parsed.children(i) if parsed.tokens[c].dep in ("compound", "nmod"))]
    if t.lower in words.words["media.words"] or t.lemma in words.words["media.nouns"]:
        return True
    if t.lemma == "station" and any(parsed.tokens[c].lower in ("radio", "television", "tv", "news") for c in inside):
        return True
    if t.tag[:3] == "NNP":
        first, last = min(inside), max(inside)
        if any(parsed.tokens[c].lower in words.words["media.words"] for c in inside):
            return True
        return kind_of(parsed.text(first, last)).actor == "media"
    return False


def own_outlet(parsed: Parsed, d: int) -> bool:
    """Whether the outlet told is the one whose report this is."""
    own = (parsed.dateline.outlet if parsed.dateline else "") + " " + parsed.document.outlet
    return parsed.tokens[d].lower in own.lower().replace("-", " ").split()


def author_of(parsed: Parsed, n: int, words: Cues, kind_of: KindOf) -> tuple[int | None, str]:
    """Whose a report noun is: "the army's claim", "reports by residents", "UN reports", "media reports"; with its kind."""
    tokens = parsed.tokens
    for c in parsed.children(n):
        t = tokens[c]
        if t.dep == "poss":
            return c, kind_by_noun(parsed, c, words)
        if t.dep in ("prep", "agent") and t.lower in ("by", "from"):
            for d in children(parsed, c, "pobj"):
                place = tokens[d].tag[:3] == "NNP" and kind_of(tokens[d].text).place >= 0.5
                where = place or tokens[d].lower in words.words["prepositions.where"]
                if not (t.lower == "from" and where):
                    return d, kind_by_noun(parsed, d, words)
        made = t.dep == "acl" and t.tag == "VBN" and t.lemma not in words.words["sets.carried"]
        if made and (by := [d for a in children(parsed, c, "agent") for d in children(parsed, a, "pobj")]):
            return by[0], kind_by_noun(parsed, by[0], words)
    for c in sorted(parsed.children(n), key=lambda c: tokens[c].tag[0] == "J"):  # whose it is before what it is: "an official army report"
        t = tokens[c]
        if t.dep in ("compound", "nmod", "amod"):
            sided = words.words["sets.rebel_side"] | words.words["sets.state_side"]
            owned = t.lower in words.words["sources.owned"] and (t.tag[0] == "N" or t.lower in sided)
            if t.tag[:3] == "NNP" or owned or t.lower in ("media", "press", "radio", "newspaper", "witness", "eyewitness", "resident"):
                kind = "media" if t.lower in ("media", "press", "radio", "newspaper") else kind_by_noun(parsed, c, words)
                return c, kind
    return None, ""
