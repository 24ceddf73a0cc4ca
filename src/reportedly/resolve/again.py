"""Speakers told again: "he added", "the same source", "the communique" go back to whoever spoke before."""
from __future__ import annotations

import re
from dataclasses import replace

from ..model.claim import Mention, SourceMention
from ..model.reference import Source
from .armed import RANK
from .cast import Cast, Member
from .registry import key, nouns
from .salience import PERSON, PLURAL

OWN_REPORT = re.compile(r"(?:the |a |this |that )?(?:military|army|rebel|guerrilla|police|official|government) "
                        r"(?:(?:[\w-]+ ){0,2}ministry )?(?:report|communique|bulletin|statement|release|note)", re.I)
AGAIN = re.compile(r"(?:the |this |that |another )?(?:same |latter |first |second |third |fourth |fifth |last )?"
                   r"(?:sources?|points?|paragraph|passage|section|"
                   r"statement|document|text|note|(?:news |press )?release|communique|bulletin|message)", re.I)
TOLD = re.compile(r"\b(?:the|same|this|that|another)\s+(?:same\s+)?$", re.I)
PAPER = re.compile(r"\b(?:statement|communique|communiqué|release|bulletin|message|letter|note)\b", re.I)
OUTLET = re.compile(r"(?:the |this |that )?(?:same )?(?:news )?(?:agency|newspaper|paper|radio|station|daily|magazine|network|"
                    r"weekly|broadcaster)", re.I)
BULLETIN = frozenset(("report", "dispatch", "newscast", "broadcast", "bulletin", "station", "newspaper", "agency", "paper"))
OUTFIT = frozenset(("group", "organization", "organisation", "charity", "watchdog", "agency", "mission", "movement", "body", "command"))
DEFINITE = re.compile(r"\b(?:the|this|that|the same)\s+$", re.I)
ADDS = re.compile(r"(?:add|continu|not|point|went|conclud|reiterat|stress|emphasi|explain|recall)", re.I)
NEAR = 2
PAPERS_NEAR = 4


def said_before(s: SourceMention, found: Source, told: list[Source], cast: Cast, papers: frozenset[str]) -> Source:
    """The speaker of before, where the words have no owner of their own: "the source", "the statement", "he".

    A spokesman without a word on whose goes on for the body that spoke before. `papers` are the nouns that speak for their issuer.
    """
    m = s.mention
    if not m:
        return found
    if found.kind == "party" and not found.side and found.name:
        before = next((t for t in reversed(told) if t.name == found.name and t.side), None)
        return replace(found, side=before.side) if before else found
    if m.kind == "pronoun" or m.of.lower() in ("them", "those"):
        return _same_speaker(m, s, found, told, cast)
    if (last := _plain_again(m, found, told, cast) or _same_job(m, s, found, told, cast)) is not None:
        return last
    if found.kind == "media" and OUTLET.fullmatch(m.text.strip()) and not m.name:
        outlet = next((t for t in reversed(told) if t.kind == "media" and t.name and t.start < m.start and cast.find(t.name)), None)
        return replace(found, name=outlet.name) if outlet else found
    own = bool(OWN_REPORT.fullmatch(m.text.strip()))
    if found.kind not in ("unnamed", "document", "government") and not own:
        return found
    past = [t for t in told if t.name and t.kind not in ("document", "media")]
    bodies = [t for t in past if (x := cast.find(t.name)) and x.kind != "person"]
    if own:
        last = bodies[-1] if bodies and bodies[-1].kind == "party" else None
        return Source(last.name, last.kind, last.side, found.start, found.end, 0.6) if last else found
    if found.kind == "government":
        body = bodies[-1] if bodies and m.head.startswith("spokes") and not m.of and m.text.lower().startswith("spokes") else None
        return Source(found.name, body.kind, body.side, found.start, found.end, 0.6) if body else found
    same = "same " if m.text.lower().startswith("same") else ""
    if not AGAIN.fullmatch(m.text.strip()) or not TOLD.search(cast.before(m.start) + same):
        return found
    last = (bodies or past)[-1] if m.head in papers and past else past[-1] if past else None
    return Source(last.name, last.kind, last.side, found.start, found.end, 0.6) if last else found


def _same_job(m: Mention, s: SourceMention, found: Source, told: list[Source], cast: Cast) -> Source | None:
    """The person named before behind a plain word for a job: "the chief executive added", "the officer said" after Captain Ruiz spoke."""
    plain = not m.of and not m.name and m.number < 2 and m.kind in ("person", "office") and m.head.lower() in nouns()["jobs"]["words"]
    if not plain or found.kind not in ("unnamed", "government", "party", "witness") or (found.name and cast.find(found.name)):
        return None
    if not (DEFINITE.search(cast.before(m.start)) or m.text.lower().startswith("the ")):
        return None
    last = next((t for t in reversed(told) if t.name and 0 <= t.start < m.start), None)
    member = cast.find(last.name) if last else None
    if last is None or member is None or member.kind != "person" or cast.sentence(m.start) - cast.sentence(last.start) > NEAR:
        return None
    ranked = any(RANK.search(x) for x in cast.offices.get(member.name, ()))
    if ranked != (m.head.lower() in ("officer", "commander")) and m.head.lower() in ("officer", "commander"):
        return None
    return Source(last.name, last.kind, last.side, found.start, found.end, 0.6)


def _plain_again(m: Mention, found: Source, told: list[Source], cast: Cast) -> Source | None:
    """The outlet behind "the report" and the body behind "the group", where nothing but the word is told and one spoke shortly before."""
    plain = not m.of and not m.name and key(m.text) == m.head.lower()
    if not plain or not (DEFINITE.search(cast.before(m.start)) or m.text.lower().startswith("the ")):
        return None
    last = next((t for t in reversed(told) if t.name and 0 <= t.start < m.start), None)
    if last is None or cast.sentence(m.start) - cast.sentence(last.start) > NEAR:
        return None
    member = cast.find(last.name)
    paper = m.head.lower() in BULLETIN and last.kind == "media"
    body = m.head.lower() in OUTFIT and found.kind == "party" and not found.side and last.kind in ("ngo", "igo") and (
        member is not None and member.kind != "person")
    return Source(last.name, last.kind, last.side, found.start, found.end, 0.6) if paper or body else None


def _same_speaker(m: Mention, s: SourceMention, found: Source, told: list[Source], cast: Cast) -> Source:
    """"he added", "they said": who spoke in the sentences before, unless another person has become the subject since."""
    word = m.text.lower() if m.kind == "pronoun" else "they"
    if word == "it":
        return _same_body(m, s, found, told, cast)
    last = next((t for t in reversed(told) if t.name and t.kind not in ("document", "media") and 0 <= t.start < m.start), None)
    if last is None or word not in PERSON | PLURAL:
        return found
    if last.name == found.name:
        return replace(found, kind=last.kind, side=last.side)
    member = cast.find(last.name)
    many = re.search(r"(?:s|people|men|women|police)\b", last.name.split(" of ")[0], re.I)
    single = (member is not None and member.kind == "person") or (member is None and not many)
    away = cast.sentence(m.start) - cast.sentence(last.start)
    if single != (word in PERSON) or away > NEAR:
        return found
    other = cast.find(found.name)
    if other and not (away <= 1 and ADDS.match(s.cue.text)) and _opens_since(other, last.end, m.start, cast):
        return found
    return Source(last.name, last.kind, last.side, found.start, found.end, 0.7)


def _same_body(m: Mention, s: SourceMention, found: Source, told: list[Source], cast: Cast) -> Source:
    """"It said", at the head of the next sentence: the body, station or paper that spoke last, where none other is named at a head."""
    last = next((t for t in reversed(told) if t.name and 0 <= t.start < m.start), None)
    if last is not None and last.name == found.name and last.side:
        return replace(found, kind=last.kind, side=last.side)
    if last is None or not s.cue.text.lower().startswith(("said", "add", "report", "claim", "say")):
        return found
    member = cast.find(last.name)
    one = not (member and member.kind == "person") and last.kind not in ("witness", "expert", "unnamed")
    if not one or cast.sentence(m.start) - cast.sentence(last.start) > 1 or cast.text[last.start:last.end].lower().endswith(("s", "men")):
        return found
    return Source(last.name, last.kind, last.side, found.start, found.end, 0.6)


def _opens_since(member: Member, start: int, end: int, cast: Cast) -> bool:
    """Whether a member is named near the head of a sentence that begins between two characters."""
    for begin in (x for x in cast.sentences if start < x <= end):
        if any(f in cast.text[begin:min(end, begin + 60 + len(f))] for f in member.forms):
            return True
    return False


def issued(m: Mention, cast: Cast) -> Member | None:
    """Whose "the communique" is, where a sentence shortly before tells who issued one: "In a communique, the FMLN said"."""
    if not PAPER.search(m.text):
        return None
    at = cast.sentence(m.start)
    for n in range(at - 1, max(-1, at - 1 - PAPERS_NEAR), -1):
        sentence = cast.text[cast.sentences[n]:cast.sentences[n + 1]]
        if m.head.lower() in sentence.lower():
            fit = [(sentence.find(f), x) for x in cast.members for f in x.forms
                   if f in sentence and x.kind not in ("place", "media", "") and (x.kind != "state" or f"{f} said" in sentence)]
            return min(fit, key=lambda p: p[0])[1] if fit else None
    return None


INSTITUTION = re.compile(r"\s+(?:for|of|from)\s+(?:that|this|the said|the same)\s+(?:\w+\s+)?(?:institution|body|organi[sz]ation|corps|"
                         r"force|agency|group|movement|ministry|department|party|front|army|command|council|commission|committee|union|company)\b",
                         re.I)
BODILESS = frozenset(("person", "place", "state", "media", ""))


def spoken_for(m: Mention, cast: Cast) -> Member | None:
    """Whom "a spokesman for that institution" speaks for: the body that was named last before."""
    if not m.head.lower().startswith("spokes") or not (INSTITUTION.match(cast.text, m.end) or INSTITUTION.search(cast.text[m.start:m.end])):
        return None
    fit = [(max(cast.text.rfind(f, 0, m.start) for f in x.forms), x) for x in cast.members if x.kind not in BODILESS]
    at, last = max(fit, key=lambda p: p[0], default=(-1, None))
    return last if at >= 0 else None
