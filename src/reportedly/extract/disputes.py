"""Disputes: claims that another source of the same document contradicts, by a denial, another toll, or a rejected account."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model.claim import Claim, Count, Mention, Reason
from ..model.parsed import Parsed
from .clause import children
from .cues import factuality

TOLLS = frozenset(("killed", "injured", "casualties"))
VIOLENCE = frozenset("kill injure bombing attack airstrike shelling clash".split())
REACH = 3
FAR = 50


def disputes(parsed: Parsed, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with `verification` "disputed" where another source contradicts; it outranks "unconfirmed"."""
    sentence = {s.start: s.i for s in parsed.sentences}
    at = [sentence.get(c.start, 0) for c in claims]
    reasons: dict[int, str] = {}
    voices = [_voice(c) for c in claims]
    for i, a in enumerate(claims):
        for j in range(i + 1, len(claims)):
            b = claims[j]
            if a.type != b.type and not (a.counts and b.counts):
                continue  # neither a denial nor another toll
            if not _same_voice(voices[i], voices[j]) and (rule := _denied(a, b) or _tolls(a, b, at[j] - at[i])):
                reasons.setdefault(i, rule)
                reasons.setdefault(j, rule)
    for n in {parsed.tokens[v].sent for v in _rejections(parsed)}:
        for i, c in enumerate(claims):
            if c.source and n - REACH <= at[i] <= n and c.type != "deny":
                reasons.setdefault(i, "account rejected")
    return [replace(c, verification="disputed", because=(*c.because, Reason("verification", reasons[i])))
            if i in reasons else c for i, c in enumerate(claims)]


def _voice(c: Claim) -> str | None:
    """Who speaks, in lower case, "" for the reporter; None for a pronoun, which may be anybody."""
    last = c.source[-1] if c.source else None
    if last and last.mention and last.mention.kind == "pronoun":
        return None
    return "" if last is None else _label(last.mention) if last.mention else f"({last.kind})"


def _label(m: Mention) -> str:
    return (m.name or m.text).lower()


def _same_voice(x: str | None, y: str | None) -> bool:
    """The same speaker, by the same words or a name in common ("Colonel Mauricio Vargas", "Col Vargas", "he")."""
    return x == y or x is None or y is None or (bool(x and y) and x.split()[-1] == y.split()[-1])


def _other_victims(a: Claim, b: Claim) -> bool:
    x, y = ({w for m in c.target for w in _label(m).split()} for c in (a, b))
    return bool(x and y) and not x & y


def _denied(a: Claim, b: Claim) -> str:
    """One source says that it happened, another that it did not: same type, and a place or a party in common."""
    if a.type != b.type or {a.factuality, b.factuality} != {"certain", "denied"} or a.type == "ceasefire":
        return ""
    denier = a if a.factuality == "denied" else b
    if not denier.source:
        return ""
    places = {c.place.text.lower() for c in (a, b) if c.place}
    if a.place and b.place:
        return "denied by another source" if len(places) == 1 else ""
    shared = {_label(m) for m in (*a.actor, *a.target)} & {_label(m) for m in (*b.actor, *b.target)}
    return "denied by another source" if shared else ""


def _tolls(a: Claim, b: Claim, apart: int) -> str:
    """Two named sources give tolls that cannot both be right."""
    if not (a.source and b.source and {a.type, b.type} <= VIOLENCE) or apart > 12:
        return ""
    if a.place and b.place and a.place.text.lower() != b.place.text.lower():
        return ""
    if bool(a.place) != bool(b.place) and apart > 1:
        return ""
    if a.time and b.time and a.time.text.lower() != b.time.text.lower():
        return ""
    if _other_victims(a, b):
        return ""
    if "denied" in (a.factuality, b.factuality) or "future" in (a.factuality, b.factuality):
        return ""
    return "another toll by another source" if any(_conflict(x, y) for x in a.counts for y in b.counts) else ""


def _conflict(x: Count, y: Count) -> bool:
    if x.what != y.what or x.what not in TOLLS or x.low is None or y.low is None:
        return False
    who = [set(c.who.lower().split()) - {"people", "persons", "others", "the", "dead", "of", "some"} for c in (x, y)]
    if who[0] and who[1] and not who[0] & who[1]:
        return False
    if max(x.low, y.low) > FAR * max(1, min(x.low, y.low)):
        return False  # another happening
    return (x.high is not None and x.high < y.low) or (y.high is not None and y.high < x.low)


def _rejections(parsed: Parsed) -> list[int]:
    """Verbs that reject an account given before: "rejected this version", "disputed the army's account"."""
    words = factuality().words
    out = []
    for t in parsed.tokens:
        if t.tag[0] != "V" or t.lemma not in words["disputes.verbs"]:
            continue
        for c in children(parsed, t.i, "dobj", "nsubjpass"):
            o = parsed.tokens[c]
            given = any(parsed.tokens[d].dep in ("det", "poss", "amod", "compound") and parsed.tokens[d].lower not in ("a", "an", "any")
                        for d in parsed.children(c))
            content = any(parsed.tokens[d].dep in ("acl", "ccomp", "relcl") or parsed.tokens[d].lower == "of" for d in parsed.children(c))
            if o.lemma in words["disputes.accounts"] and given and not content:
                out.append(t.i)
    return out
